//! Request bodies: JSON whatever the `content-type` says, as the service reads them.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::error::ServiceError;

/// The request's JSON body; an empty body counts as `{}`.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ServiceError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ServiceError> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|error| ServiceError::serialization(error.body_text()))?;
        let text: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
        serde_json::from_slice(text).map(Body).map_err(|error| ServiceError::serialization(error.to_string()))
    }
}
