//! The Participant Service: one module per family of operations.

use std::sync::Arc;

use axum::Router;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::routing::{get, post};

use crate::error::ServiceError;
use crate::service::{BEARER, Service};
use crate::tokens::{Holder, Use};

mod attachments;
mod authentication;
mod connection;
mod messages;
mod transcript;
mod views;

pub use attachments::publish;
pub use connection::end_contact;

/// Longest client token, in characters.
const MAX_CLIENT_TOKEN: usize = 500;

/// The operations' paths.
pub fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/participant/connection", post(connection::create))
        .route("/participant/disconnect", post(connection::disconnect))
        .route("/participant/message", post(messages::send_message))
        .route("/participant/event", post(messages::send_event))
        .route("/participant/transcript", post(transcript::get))
        .route("/participant/start-attachment-upload", post(attachments::start))
        .route("/participant/complete-attachment-upload", post(attachments::complete))
        .route("/participant/attachment", post(attachments::get))
        .route("/participant/views/{token}", get(views::describe))
        .route("/participant/authentication-url", post(authentication::url))
        .route("/participant/cancel-authentication", post(authentication::cancel))
}

/// The bearer of a good participant token.
pub struct ByParticipantToken(pub Holder);

/// The bearer of a good connection token.
pub struct ByConnectionToken(pub Holder);

impl FromRequestParts<Arc<Service>> for ByParticipantToken {
    type Rejection = ServiceError;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, ServiceError> {
        bearer(parts, service, Use::Participant).map(Self)
    }
}

impl FromRequestParts<Arc<Service>> for ByConnectionToken {
    type Rejection = ServiceError;

    async fn from_request_parts(parts: &mut Parts, service: &Arc<Service>) -> Result<Self, ServiceError> {
        bearer(parts, service, Use::Connection).map(Self)
    }
}

fn bearer(parts: &Parts, service: &Service, allows: Use) -> Result<Holder, ServiceError> {
    let token = parts.headers.get(BEARER).and_then(|value| value.to_str().ok());
    token.and_then(|token| service.tokens.check(token, allows)).ok_or_else(ServiceError::access_denied)
}

/// The client token of a call, if it has a usable one.
fn client_token(token: Option<String>) -> Result<Option<String>, ServiceError> {
    match token {
        Some(token) if token.chars().count() > MAX_CLIENT_TOKEN => {
            Err(ServiceError::validation("ClientToken can have 500 characters"))
        }
        token => Ok(token.filter(|token| !token.is_empty())),
    }
}

/// Under what a call's answer is kept, so that a repetition of the call gets it again.
fn answer_key(holder: &Holder, operation: &str, client_token: Option<String>) -> Option<String> {
    client_token.map(|token| format!("{}/{operation}/{token}", holder.participant.id))
}
