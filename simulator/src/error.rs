//! Refusals in the shape of the Participant Service: a status, the header `x-amzn-errortype` and a
//! JSON body with `__type` and `message`.

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

/// Header that names the kind of a refusal.
pub const ERROR_TYPE: HeaderName = HeaderName::from_static("x-amzn-errortype");

/// A refusal of one request.
#[derive(Clone, Debug)]
pub struct ServiceError {
    status: StatusCode,
    kind: &'static str,
    message: String,
}

impl ServiceError {
    fn new(status: StatusCode, kind: &'static str, message: impl Into<String>) -> Self {
        Self { status, kind, message: message.into() }
    }

    /// 403: the token is missing, unknown, expired, or its contact has ended.
    pub fn access_denied() -> Self {
        Self::new(StatusCode::FORBIDDEN, "AccessDeniedException", "Access denied")
    }

    /// 400: a member of the request breaks a rule of the service.
    pub fn validation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "ValidationException", message)
    }

    /// 400: the request's body is not what the operation can read at all.
    pub fn serialization(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "SerializationException", message)
    }

    /// 404: what the request names does not exist.
    pub fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "ResourceNotFoundException", message)
    }

    /// 409: the request doesn't fit the state of what it names.
    pub fn conflict(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "ConflictException", message)
    }

    /// 402: more of something than a contact may have.
    pub fn quota(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYMENT_REQUIRED, "ServiceQuotaExceededException", message)
    }

    /// 500: this program failed, not the caller.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerException", message)
    }

    /// 404 or 405: no operation has this path and method.
    pub fn unknown_operation(status: StatusCode) -> Self {
        Self::new(status, "UnknownOperationException", "No operation has this path and method")
    }
}

impl IntoResponse for ServiceError {
    fn into_response(self) -> Response {
        let body = Json(json!({ "__type": self.kind, "message": self.message }));
        let kind = [(ERROR_TYPE, HeaderValue::from_static(self.kind))];
        (self.status, kind, body).into_response()
    }
}
