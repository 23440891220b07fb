//! CreateParticipantConnection and DisconnectParticipant.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{ByConnectionToken, ByParticipantToken, client_token};
use crate::body::Body;
use crate::clock::WallTime;
use crate::contact::{Contact, Keep, SocketCommand};
use crate::control::rules::Omitted;
use crate::error::ServiceError;
use crate::item::{self, content_type};
use crate::service::Service;
use crate::tokens::Use;

/// How long the sockets of a contact that has ended wait for their clients to close them.
const LINGER: Duration = Duration::from_secs(5);

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct CreateRequest {
    #[serde(default)]
    r#type: Vec<String>,
    #[serde(default)]
    connect_participant: bool,
}

/// CreateParticipantConnection: a WebSocket URL, a connection token, or both.
pub(super) async fn create(
    State(service): State<Arc<Service>>,
    ByParticipantToken(holder): ByParticipantToken,
    Body(request): Body<CreateRequest>,
) -> Result<Json<Value>, ServiceError> {
    if request.r#type.is_empty() && !request.connect_participant {
        return Err(ServiceError::validation("Type or ConnectParticipant is required"));
    }
    let known = ["WEBSOCKET", "CONNECTION_CREDENTIALS", "WEBRTC_CONNECTION"];
    if !request.r#type.iter().all(|wanted| known.contains(&wanted.as_str())) {
        return Err(ServiceError::validation("Type has an unknown value"));
    }
    let contact_id = holder.contact.id.clone();
    let omit = service.rules.omit.take(&contact_id).unwrap_or_default();
    let wants =
        |name: &str, member: Omitted| request.r#type.iter().any(|wanted| wanted == name) && !omit.contains(&member);
    let now = WallTime::now();
    let mut answer = Map::new();
    if wants("WEBSOCKET", Omitted::Websocket) {
        let lifetime = service.rules.url_lifetime.take(&contact_id).unwrap_or(service.options.url_lifetime);
        let expires = now.plus(lifetime);
        let token = service.tokens.issue(Use::Socket, holder.clone(), Some(expires));
        let url = service.url("ws", &format!("/ws/{token}"));
        answer.insert("Websocket".into(), json!({ "Url": url, "ConnectionExpiry": expires.to_string() }));
    }
    if wants("CONNECTION_CREDENTIALS", Omitted::ConnectionCredentials) {
        let lifetime = service.rules.connection_token_lifetime.take(&contact_id);
        let expires = now.plus(lifetime.unwrap_or(service.options.connection_token_lifetime));
        let token = service.tokens.issue(Use::Connection, holder, Some(expires));
        let mut credentials = Map::from_iter([("ConnectionToken".to_owned(), token.into())]);
        let text = service.rules.connection_expiry_text.take(&contact_id);
        if let Some(text) = text.unwrap_or_else(|| Some(expires.to_string())) {
            credentials.insert("Expiry".into(), text.into());
        }
        answer.insert("ConnectionCredentials".into(), credentials.into());
    }
    Ok(Json(answer.into()))
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct DisconnectRequest {
    client_token: Option<String>,
}

/// DisconnectParticipant: the participant leaves, and the contact ends.
pub(super) async fn disconnect(
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<DisconnectRequest>,
) -> Result<Json<Value>, ServiceError> {
    client_token(request.client_token)?;
    let left = item::event(Some(&holder.participant), content_type::LEFT, None);
    holder.contact.post(left, Keep::Stored);
    end_contact(&holder.contact);
    Ok(Json(json!({})))
}

/// Ends a contact; sockets that their clients leave open are closed after a while.
pub fn end_contact(contact: &Arc<Contact>) -> bool {
    if !contact.end() {
        return false;
    }
    let contact = Arc::clone(contact);
    tokio::spawn(async move {
        tokio::time::sleep(LINGER).await;
        contact.command_sockets(|| SocketCommand::Close { code: 1000, reason: "Contact ended".into() });
    });
    true
}
