//! `POST /start-chat`: the backend that the published examples call, which calls StartChatContact.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::body::Body;
use crate::contact::{Contact, Keep, Opening};
use crate::error::ServiceError;
use crate::item::{self, Item};
use crate::script;
use crate::service::Service;
use crate::tokens::{Holder, Use};

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct StartRequest {
    participant_details: Option<ParticipantDetails>,
    #[serde(alias = "ContactAttributes")]
    attributes: Option<Value>,
    initial_message: Option<InitialMessage>,
    persistent_chat: Option<PersistentChat>,
    script: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ParticipantDetails {
    display_name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct InitialMessage {
    content_type: String,
    content: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct PersistentChat {
    source_contact_id: String,
    rehydration_type: RehydrationType,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum RehydrationType {
    /// Everything the source contact could read, its own past included.
    EntirePastSession,
    /// What was said in the source contact itself.
    FromSegment,
}

/// Starts a contact with one customer.
pub(crate) async fn start(
    State(service): State<Arc<Service>>,
    Body(request): Body<StartRequest>,
) -> Result<Json<Value>, ServiceError> {
    let script = match request.script {
        Some(name) => name.parse().map_err(ServiceError::validation)?,
        None => service.options.script,
    };
    let past = request.persistent_chat.map(|chat| past_items(&service, &chat)).transpose()?;
    let contact = service.open_contact(Opening {
        customer_name: request.participant_details.map_or("Customer".into(), |details| details.display_name),
        script,
        attributes: request.attributes.unwrap_or_else(|| json!({})),
    });
    if let Some(items) = past {
        contact.rehydrate(items);
    }
    script::started(&service, &contact);
    if let Some(first) = request.initial_message {
        contact.post(item::message(&contact.customer, &first.content_type, &first.content), Keep::Stored);
    }
    Ok(Json(json!({ "data": { "startChatResult": start_chat_result(&service, &contact) } })))
}

fn start_chat_result(service: &Service, contact: &Arc<Contact>) -> Value {
    let holder = Holder { contact: Arc::clone(contact), participant: contact.customer.clone() };
    json!({
        "ContactId": contact.id,
        "ParticipantId": contact.customer.id,
        "ParticipantToken": service.tokens.issue(Use::Participant, holder, None),
    })
}

/// The items that a persistent chat brings along.
fn past_items(service: &Service, chat: &PersistentChat) -> Result<Vec<Item>, ServiceError> {
    let source = service.contact(&chat.source_contact_id)?;
    if !source.is_ended() {
        return Err(ServiceError::validation("Only a contact that has ended can be rehydrated"));
    }
    let mut items = source.items();
    if chat.rehydration_type == RehydrationType::FromSegment {
        items.retain(|item| item.contains_key("ContactId"));
    }
    Ok(items)
}
