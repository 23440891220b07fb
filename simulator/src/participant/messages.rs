//! SendMessage and SendEvent.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ByConnectionToken, answer_key, client_token};
use crate::body::Body;
use crate::contact::{Keep, Posted};
use crate::error::ServiceError;
use crate::item::{self, Item, ReceiptKind, content_type};
use crate::script;
use crate::service::Service;
use crate::tokens::Holder;

/// Content types of messages, with the most characters that each may have.
const MESSAGE_TYPES: [(&str, usize); 6] = [
    ("text/plain", 1024),
    ("text/markdown", 1024),
    ("text/csv", 1024),
    ("application/json", 12_000),
    ("application/vnd.amazonaws.connect.message.interactive", 12_288),
    ("application/vnd.amazonaws.connect.message.interactive.response", 12_288),
];

/// Events that a participant can send, by what follows [`content_type::EVENT_PREFIX`].
const EVENT_TYPES: [&str; 24] = [
    "authentication.cancelled",
    "authentication.expired",
    "authentication.failed",
    "authentication.initiated",
    "authentication.succeeded",
    "authentication.timeout",
    "chat.ended",
    "chat.rehydrated",
    "connection.acknowledged",
    "message.delivered",
    "message.read",
    "participant.active",
    "participant.autodisconnection",
    "participant.displayname.updated",
    "participant.idle",
    "participant.inactive",
    "participant.invited",
    "participant.joined",
    "participant.left",
    "participant.returned",
    "transfer.failed",
    "transfer.succeeded",
    "typing",
    "workflow.cancelled",
];

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(super) struct SendRequest {
    #[serde(default)]
    content_type: String,
    content: Option<String>,
    client_token: Option<String>,
}

/// SendMessage: the message goes into the transcript and to every socket, the sender's too.
pub(super) async fn send_message(
    State(service): State<Arc<Service>>,
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<SendRequest>,
) -> Result<Json<Value>, ServiceError> {
    let content = request.content.unwrap_or_default();
    check_message(&request.content_type, &content)?;
    let token = client_token(request.client_token)?;
    let message = item::message(&holder.participant, &request.content_type, &content);
    let key = answer_key(&holder, "message", token);
    let (posted, fresh) = post(&holder, key, message.clone(), Keep::Stored);
    if fresh && holder.participant.id == holder.contact.customer.id {
        script::customer_said(&service, &holder.contact, &posted.id, &message);
    } else if fresh {
        script::agent_said(&holder.contact, &posted.id, &message);
    }
    Ok(Json(json!({
        "AbsoluteTime": posted.absolute_time,
        "Id": posted.id,
        "MessageMetadata": { "MessageId": posted.id },
    })))
}

/// SendEvent: receipts become `MESSAGEMETADATA` items, typing is only passed on, the rest is stored.
pub(super) async fn send_event(
    ByConnectionToken(holder): ByConnectionToken,
    Body(request): Body<SendRequest>,
) -> Result<Json<Value>, ServiceError> {
    check_event(&request.content_type)?;
    let token = client_token(request.client_token)?;
    let content = request.content.as_deref();
    let receipt = ReceiptKind::of(&request.content_type);
    // ChatJS sends one constant client token with every receipt of a kind. A receipt for another
    // message is another call all the same, so the message is part of its key.
    let (event, operation) = match receipt {
        Some(kind) => {
            let message_id = receipt_message(content)?;
            let operation = format!("{}/{message_id}", request.content_type);
            (item::receipt(kind, &message_id, &holder.participant), operation)
        }
        None => (item::event(Some(&holder.participant), &request.content_type, content), "event".to_owned()),
    };
    let keep = if request.content_type == content_type::TYPING { Keep::Passing } else { Keep::Stored };
    let key = answer_key(&holder, &operation, token);
    let (posted, _) = post(&holder, key, event, keep);
    Ok(Json(json!({ "AbsoluteTime": posted.absolute_time, "Id": posted.id })))
}

fn post(holder: &Holder, key: Option<String>, item: Item, keep: Keep) -> (Posted, bool) {
    match key {
        Some(key) => holder.contact.post_once(key, item, keep),
        None => (holder.contact.post(item, keep), true),
    }
}

fn check_message(content_type: &str, content: &str) -> Result<(), ServiceError> {
    let Some((_, most)) = MESSAGE_TYPES.iter().find(|(name, _)| *name == content_type) else {
        return Err(ServiceError::validation("This ContentType can't be sent as a message"));
    };
    match content.chars().count() {
        0 => Err(ServiceError::validation("Content must not be empty")),
        length if length > *most => Err(ServiceError::validation(format!("Content can have {most} characters"))),
        _ => Ok(()),
    }
}

fn check_event(content_type: &str) -> Result<(), ServiceError> {
    let name = content_type.strip_prefix(content_type::EVENT_PREFIX);
    if name.is_some_and(|name| EVENT_TYPES.contains(&name)) {
        Ok(())
    } else {
        Err(ServiceError::validation("This ContentType can't be sent as an event"))
    }
}

/// The message that a receipt speaks of: its content is `{"messageId": …}` as text.
fn receipt_message(content: Option<&str>) -> Result<String, ServiceError> {
    let content: Value = content.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let message_id = content.get("messageId").and_then(Value::as_str).filter(|id| !id.is_empty());
    message_id
        .map(str::to_owned)
        .ok_or_else(|| ServiceError::validation("Content of a receipt must be JSON with a messageId"))
}
