//! An agent's page as Streams has it: one socket for all contacts at its desk, and connection tokens.

use std::sync::Arc;

use axum::Json;
use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

use crate::agent::open_contact;
use crate::clock::WallTime;
use crate::contact::chat_frame;
use crate::error::ServiceError;
use crate::item::Item;
use crate::service::Service;
use crate::tokens::{Holder, Use};

/// `POST /agent/contacts/{id}/token`: what `getConnectionToken` of Streams resolves with.
pub async fn token(State(service): State<Arc<Service>>, Path(id): Path<String>) -> Result<Json<Value>, ServiceError> {
    let contact = open_contact(&service, &id)?;
    let lifetime = service.rules.connection_token_lifetime.take(&id);
    let expires = WallTime::now().plus(lifetime.unwrap_or(service.options.connection_token_lifetime));
    let participant = contact.participant("AGENT");
    let token = service.tokens.issue(Use::Connection, Holder { contact, participant }, Some(expires));
    Ok(Json(json!({ "chatTokenTransport": { "participantToken": token, "expiry": expires.to_string() } })))
}

#[derive(Deserialize)]
pub struct Desk {
    agent: String,
}

/// `GET /agent/socket?agent=…`: opens the socket of an agent.
pub async fn upgrade(
    State(service): State<Arc<Service>>,
    Query(desk): Query<Desk>,
    handshake: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    match handshake {
        Ok(handshake) => handshake.on_upgrade(move |socket| serve(service, desk.agent, socket)),
        Err(rejection) => rejection.into_response(),
    }
}

/// A frame from an agent's page.
#[derive(Deserialize)]
struct ClientFrame {
    topic: String,
    content: Option<Value>,
}

/// What the live feed tells of an item.
#[derive(Deserialize)]
struct Told {
    agent: Option<String>,
    item: Option<Item>,
}

async fn serve(service: Arc<Service>, agent: String, mut socket: WebSocket) {
    let mut feed = service.events.listen();
    let mut subscribed = false;
    loop {
        let frame = tokio::select! {
            item = next_item(&mut feed, &agent) => match item {
                Some(item) if subscribed => chat_frame(&item),
                Some(_) => continue,
                None => return,
            },
            incoming = socket.recv() => match incoming {
                Some(Ok(Message::Text(text))) => match answer(&text, &mut subscribed) {
                    Some(answer) => answer.to_string(),
                    None => continue,
                },
                Some(Ok(Message::Close(_)) | Err(_)) | None => return,
                // Binary frames are not part of the protocol; pings are answered below us.
                Some(Ok(_)) => continue,
            },
            () = service.closing.cancelled() => return,
        };
        if socket.send(Message::Text(Utf8Bytes::from(frame))).await.is_err() {
            return;
        }
    }
}

/// The next item for this agent's desk; `None` when there will be none.
async fn next_item(feed: &mut Receiver<Arc<str>>, agent: &str) -> Option<Item> {
    loop {
        match feed.recv().await {
            Ok(text) => {
                let told = serde_json::from_str::<Told>(&text).ok();
                if let Some(Told { agent: Some(holder), item: Some(item) }) = told
                    && holder == agent
                {
                    return Some(item);
                }
            }
            // As with a customer's socket: what was missed is in the transcript.
            Err(RecvError::Lagged(_)) => {}
            Err(RecvError::Closed) => return None,
        }
    }
}

/// The frame that answers a client's frame. Frames that we can't read are ignored.
fn answer(text: &str, subscribed: &mut bool) -> Option<Value> {
    let frame: ClientFrame = serde_json::from_str(text).ok()?;
    match frame.topic.as_str() {
        "aws/subscribe" => {
            let topics = frame.content?.get("topics")?.as_array()?.clone();
            *subscribed |= topics.iter().any(|topic| topic == "aws/chat");
            Some(json!({ "topic": "aws/subscribe", "content": { "status": "success", "topics": topics } }))
        }
        "aws/heartbeat" => Some(json!({ "topic": "aws/heartbeat" })),
        "aws/ping" => Some(json!({ "topic": "aws/ping", "statusCode": 200, "statusContent": "OK" })),
        _ => None,
    }
}
