//! GetAuthenticationUrl and CancelParticipantAuthentication.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::ByConnectionToken;
use crate::body::Body;
use crate::contact::Keep;
use crate::error::ServiceError;
use crate::item::{self, content_type};
use crate::script;
use crate::service::Service;

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct Request {
    #[serde(default)]
    session_id: String,
    #[serde(default)]
    redirect_uri: String,
}

/// GetAuthenticationUrl: where a customer signs in.
pub(super) async fn url(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<Request>,
) -> Result<Json<Value>, ServiceError> {
    if request.session_id.is_empty() || request.redirect_uri.is_empty() {
        return Err(ServiceError::validation("SessionId and RedirectUri are required"));
    }
    let path = service.authentications.begin(holder.contact, &request.session_id, &request.redirect_uri);
    Ok(Json(json!({ "AuthenticationUrl": service.url("http", &path) })))
}

/// CancelParticipantAuthentication: the customer gives up signing in.
pub(super) async fn cancel(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<Request>,
) -> Result<Json<Value>, ServiceError> {
    if request.session_id.is_empty() {
        return Err(ServiceError::validation("SessionId is required"));
    }
    service.authentications.cancel(&holder.contact, &request.session_id);
    holder.contact.post(item::event(None, content_type::AUTHENTICATION_CANCELLED, None), Keep::Stored);
    script::authentication_ended(&holder.contact, false);
    Ok(Json(json!({})))
}
