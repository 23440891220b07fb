//! The agent's side, which a page or a test drives: say things, read along, end the contact.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::response::Sse;
use axum::response::sse::{Event, KeepAlive};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{Stream, StreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::attachments::{FileDetails, Sender, Stage};
use crate::body::Body;
use crate::contact::{Contact, Keep, Posted};
use crate::desk;
use crate::error::ServiceError;
use crate::item::{self, Item, Participant, ReceiptKind, content_type};
use crate::participant::{end_contact, publish};
use crate::script;
use crate::service::Service;
use crate::tokens::{Holder, Use};

/// Role of the participant behind the desk.
const AGENT: &str = "AGENT";
/// Role of a bot whose messages arrive in chunks.
const BOT: &str = "SYSTEM";

/// The agent's paths.
pub fn routes() -> Router<Arc<Service>> {
    Router::new()
        .route("/agent/contacts", get(contacts))
        .route("/agent/contacts/{id}/transcript", get(transcript))
        .route("/agent/contacts/{id}/message", post(message))
        .route("/agent/contacts/{id}/typing", post(typing))
        .route("/agent/contacts/{id}/receipt", post(receipt))
        .route("/agent/contacts/{id}/attachment", post(attachment))
        .route("/agent/contacts/{id}/join", post(join))
        .route("/agent/contacts/{id}/leave", post(leave))
        .route("/agent/contacts/{id}/transfer", post(transfer))
        .route("/agent/contacts/{id}/end", post(end))
        .route("/agent/contacts/{id}/event", post(event))
        .route("/agent/contacts/{id}/stream", post(stream_message))
        .route("/agent/contacts/{id}/token", post(desk::token))
        .route("/agent/socket", get(desk::upgrade))
        .route("/agent/events", get(events))
}

type Answer = Result<Json<Value>, ServiceError>;

async fn contacts(State(service): State<Arc<Service>>) -> Json<Value> {
    let contacts = service.contacts().iter().map(|contact| describe(contact)).collect::<Vec<_>>();
    Json(json!({ "contacts": contacts }))
}

fn describe(contact: &Contact) -> Value {
    json!({
        "contactId": contact.id,
        "initialContactId": contact.initial_id(),
        "displayName": contact.customer.display_name,
        "state": if contact.is_ended() { "ended" } else { "open" },
        "startedAt": contact.started.to_string(),
        "sockets": contact.open_sockets(),
        "script": contact.script,
        "attributes": contact.attributes,
        "agent": contact.agent(),
    })
}

async fn transcript(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    Ok(Json(json!({ "transcript": service.contact(&id)?.items() })))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct MessageRequest {
    content: String,
    #[serde(default = "plain_text")]
    content_type: String,
    display_name: Option<String>,
    role: Option<String>,
}

fn plain_text() -> String {
    "text/plain".into()
}

async fn message(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<MessageRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    let role = request.role.as_deref().unwrap_or(AGENT);
    let author = match request.display_name {
        Some(name) => contact.rename(role, &name),
        None => contact.participant(role),
    };
    posted(contact.post(item::message(&author, &request.content_type, &request.content), Keep::Stored))
}

async fn typing(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    let contact = open_contact(&service, &id)?;
    posted(contact.post(agent_event(&contact, content_type::TYPING), Keep::Passing))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ReceiptRequest {
    message_id: String,
    r#type: String,
}

async fn receipt(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<ReceiptRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    let kind = match request.r#type.as_str() {
        "delivered" => ReceiptKind::Delivered,
        "read" => ReceiptKind::Read,
        _ => return Err(ServiceError::validation("type must be delivered or read")),
    };
    let agent = contact.participant(AGENT);
    posted(contact.post(item::receipt(kind, &request.message_id, &agent), Keep::Stored))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AttachmentRequest {
    name: String,
    content_type: String,
    content_base64: Option<String>,
    text: Option<String>,
}

async fn attachment(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<AttachmentRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    let bytes = match (request.content_base64, request.text) {
        (Some(encoded), None) => {
            STANDARD.decode(encoded).map_err(|_| ServiceError::validation("contentBase64 is not base64"))?
        }
        (None, Some(text)) => text.into_bytes(),
        _ => {
            return Err(ServiceError::validation("contentBase64 or text is required"));
        }
    };
    posted(send_file(&service, &contact, &request.name, &request.content_type, &bytes).await?)
}

/// Sends a file as the agent.
pub async fn send_file(
    service: &Arc<Service>,
    contact: &Arc<Contact>,
    name: &str,
    content_type: &str,
    bytes: &[u8],
) -> Result<Posted, ServiceError> {
    send_file_as(service, contact, &contact.participant(AGENT), name, content_type, bytes).await
}

/// Sends a file as a participant.
pub async fn send_file_as(
    service: &Arc<Service>,
    contact: &Arc<Contact>,
    author: &Participant,
    name: &str,
    content_type: &str,
    bytes: &[u8],
) -> Result<Posted, ServiceError> {
    let sender = Sender { contact_id: contact.id.clone(), participant_id: author.id.clone(), repeat_key: None };
    let file = FileDetails { name: name.to_owned(), content_type: content_type.to_owned(), size: bytes.len() };
    let announced = service.attachments.announce(&sender, file)?;
    let written = service.attachments.write(&announced.id, bytes).await;
    written.map_err(|_| ServiceError::internal("The file can't be stored"))?;
    let attachment = service.attachments.advance(&announced.id, Stage::Uploaded).unwrap_or(announced);
    Ok(publish(service, contact, author, &[attachment]))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JoinRequest {
    agent: Option<String>,
    display_name: Option<String>,
}

/// Lets the agent in. The answer holds a participant token, with which a page can take the agent's
/// seat through the Participant Service itself.
async fn join(State(service): State<Arc<Service>>, Path(id): Path<String>, Body(request): Body<JoinRequest>) -> Answer {
    let contact = open_contact(&service, &id)?;
    if let Some(name) = request.display_name {
        contact.rename(AGENT, &name);
    }
    contact.hand_to(request.agent);
    let posted = contact.post(agent_event(&contact, content_type::JOINED), Keep::Stored);
    let agent = contact.participant(AGENT);
    let participant_id = agent.id.clone();
    let holder = Holder { contact: Arc::clone(&contact), participant: agent };
    script::agent_joined(&service, &contact);
    Ok(Json(json!({
        "id": posted.id,
        "absoluteTime": posted.absolute_time,
        "participantId": participant_id,
        "participantToken": service.tokens.issue(Use::Participant, holder, None),
    })))
}

async fn leave(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    let contact = open_contact(&service, &id)?;
    let left = contact.post(agent_event(&contact, content_type::LEFT), Keep::Stored);
    contact.hand_to(None);
    posted(left)
}

/// Hands the contact over: to another agent, whom a display name lets in at once, or to nobody's desk.
async fn transfer(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<JoinRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    let transferred = contact.post(agent_event(&contact, content_type::TRANSFER_SUCCEEDED), Keep::Stored);
    contact.hand_to(request.agent);
    if let Some(name) = request.display_name {
        let colleague = contact.rename(AGENT, &name);
        contact.post(item::event(Some(&colleague), content_type::JOINED, None), Keep::Stored);
    }
    posted(transferred)
}

async fn end(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Answer {
    let contact = open_contact(&service, &id)?;
    leave_and_end(&contact);
    Ok(Json(json!({})))
}

/// The agent leaves, and with that the contact is over.
pub fn leave_and_end(contact: &Arc<Contact>) {
    contact.post(agent_event(contact, content_type::LEFT), Keep::Stored);
    end_contact(contact);
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventRequest {
    content_type: String,
    content: Option<String>,
}

async fn event(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<EventRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    let agent = contact.participant(AGENT);
    let event = item::event(Some(&agent), &request.content_type, request.content.as_deref());
    let typing = request.content_type == content_type::TYPING;
    posted(contact.post(event, if typing { Keep::Passing } else { Keep::Stored }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StreamRequest {
    id: Option<String>,
    chunks: Vec<String>,
    #[serde(default)]
    delay_ms: u64,
}

async fn stream_message(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    Body(request): Body<StreamRequest>,
) -> Answer {
    let contact = open_contact(&service, &id)?;
    if request.chunks.is_empty() {
        return Err(ServiceError::validation("chunks must not be empty"));
    }
    let delay = Duration::from_millis(request.delay_ms);
    posted(send_in_chunks(&contact, request.id, &request.chunks, delay).await)
}

/// Sends a bot's message chunk by chunk under one Id: parts while it grows, then the whole text,
/// which is what the transcript keeps. Answers when all of it is sent.
pub async fn send_in_chunks(contact: &Contact, id: Option<String>, chunks: &[String], delay: Duration) -> Posted {
    let bot = contact.participant(BOT);
    let id = id.unwrap_or_else(crate::ids::new_id);
    let part = |number: usize, text: &str, completed: bool| {
        let mut item = item::message(&bot, "text/plain", text);
        item.insert("Id".into(), id.as_str().into());
        let metadata = json!({ "MessageId": id, "ChunkNumber": number, "MessageCompleted": completed });
        item.insert("MessageMetadata".into(), metadata);
        item
    };
    for (index, chunk) in chunks.iter().enumerate() {
        contact.post(part(index + 1, chunk, false), Keep::Passing);
        tokio::time::sleep(delay).await;
    }
    contact.post(part(chunks.len() + 1, &chunks.concat(), true), Keep::Stored)
}

/// `GET /agent/events`: Server-Sent Events, each a JSON object with `type` and `contactId`.
async fn events(State(service): State<Arc<Service>>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let listener = service.events.listen();
    let closing = service.closing.clone();
    let feed = stream::unfold(listener, next_event).take_until(closing.cancelled_owned());
    Sse::new(feed).keep_alive(KeepAlive::default())
}

async fn next_event(mut listener: Receiver<Arc<str>>) -> Option<(Result<Event, Infallible>, Receiver<Arc<str>>)> {
    loop {
        match listener.recv().await {
            Ok(text) => return Some((Ok(Event::default().data(text)), listener)),
            // A page that can't keep up goes on with what is left.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

pub fn open_contact(service: &Service, id: &str) -> Result<Arc<Contact>, ServiceError> {
    let contact = service.contact(id)?;
    if contact.is_ended() { Err(ServiceError::conflict("The contact has ended")) } else { Ok(contact) }
}

fn agent_event(contact: &Contact, content_type: &str) -> Item {
    item::event(Some(&contact.participant(AGENT)), content_type, None)
}

fn posted(posted: Posted) -> Answer {
    Ok(Json(json!({ "id": posted.id, "absoluteTime": posted.absolute_time })))
}
