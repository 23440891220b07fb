//! WebSockets: the handshake, and one task per open socket.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::rejection::WebSocketUpgradeRejection;
use axum::extract::ws::{CloseFrame, Message, Utf8Bytes, WebSocket, WebSocketUpgrade};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::SinkExt;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::contact::{Contact, SocketCommand};
use crate::control::rules::{SubscriptionMode, UpgradeMode};
use crate::error::ServiceError;
use crate::script;
use crate::service::Service;
use crate::tokens::Use;

/// Commands handled before what they wrote is flushed.
const BATCH: usize = 64;
/// How long a peer may take to answer our close frame.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a half-open socket stays when its client has closed it. Browsers wait far less.
const SILENCE: Duration = Duration::from_secs(60);
/// What a socket that ended without a close frame is said to have closed with.
const ABNORMAL_CLOSURE: u16 = 1006;
/// What a server that shuts down closes with.
const GOING_AWAY: u16 = 1001;
/// What a close frame without a code counts as.
const NO_STATUS: u16 = 1005;

/// `GET /ws/{token}`: opens a socket of the token's contact.
pub async fn upgrade(
    State(service): State<Arc<Service>>,
    Path(token): Path<String>,
    handshake: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
) -> Response {
    let handshake = match handshake {
        Ok(handshake) => handshake,
        Err(rejection) => return rejection.into_response(),
    };
    let Some(holder) = service.tokens.check(&token, Use::Socket) else {
        let contact = service.tokens.contact_of(&token);
        service.log.refused(contact.as_ref().map(|contact| contact.id.as_str()));
        return ServiceError::access_denied().into_response();
    };
    let contact = holder.contact;
    let order = service.rules.upgrades.take(&contact.id).unwrap_or_default();
    match order.mode {
        UpgradeMode::Refuse => {
            service.log.refused(Some(&contact.id));
            StatusCode::from_u16(order.status).unwrap_or(StatusCode::FORBIDDEN).into_response()
        }
        UpgradeMode::Hang => {
            service.closing.cancelled().await;
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        UpgradeMode::Accept | UpgradeMode::HalfOpen => {
            let mute = order.mode == UpgradeMode::HalfOpen;
            handshake.on_upgrade(move |socket| Connection::new(service, contact, mute).run(socket))
        }
    }
}

/// A frame from a client.
#[derive(Deserialize)]
struct ClientFrame {
    topic: String,
    content: Option<Value>,
}

/// How a socket ends.
enum Ending {
    /// Without a close frame.
    Broken,
    /// We send a close frame.
    Ours { code: u16, reason: String },
    /// The client has sent one.
    Theirs(Option<CloseFrame>),
}

impl Ending {
    /// Code and reason, as the client's `close` event or ours has them.
    fn describe(&self) -> (u16, &str) {
        match self {
            Self::Broken => (ABNORMAL_CLOSURE, ""),
            Self::Ours { code, reason } => (*code, reason),
            Self::Theirs(Some(frame)) => (frame.code, &frame.reason),
            Self::Theirs(None) => (NO_STATUS, ""),
        }
    }
}

/// One open socket.
struct Connection {
    id: u64,
    service: Arc<Service>,
    contact: Arc<Contact>,
    /// Half-open: sends nothing and listens to nothing.
    mute: bool,
}

impl Connection {
    fn new(service: Arc<Service>, contact: Arc<Contact>, mute: bool) -> Self {
        Self { id: service.next_socket(), service, contact, mute }
    }

    async fn run(mut self, mut socket: WebSocket) {
        let (sender, mut commands) = unbounded_channel();
        self.service.log.socket_opened(self.id, &self.contact.id);
        self.contact.open_socket(self.id, sender);
        let ending = self.serve(&mut socket, &mut commands).await;
        let (code, reason) = ending.describe();
        self.contact.close_socket(self.id, code, reason);
        self.service.log.socket_closed(self.id, code, reason);
        finish(&mut socket, ending).await;
    }

    async fn serve(&mut self, socket: &mut WebSocket, commands: &mut UnboundedReceiver<SocketCommand>) -> Ending {
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            tokio::select! {
                _ = commands.recv_many(&mut batch, BATCH) => {
                    for command in batch.drain(..) {
                        match command {
                            SocketCommand::Text(text) => {
                                if self.send(socket, text).await.is_err() {
                                    return Ending::Broken;
                                }
                            }
                            SocketCommand::Close { code, reason } => {
                                return Ending::Ours { code, reason };
                            }
                            SocketCommand::Cut => {
                                // What was sent before the cut still arrives, if it can.
                                let _ = socket.flush().await;
                                return Ending::Broken;
                            }
                            SocketCommand::Mute => self.mute = true,
                        }
                    }
                    if socket.flush().await.is_err() {
                        return Ending::Broken;
                    }
                }
                incoming = socket.recv() => match incoming {
                    Some(Ok(Message::Text(text))) => {
                        self.service.log.frame(self.id, "client", &text);
                        if self.answer(socket, &text).await.is_err() {
                            return Ending::Broken;
                        }
                    }
                    Some(Ok(Message::Close(_))) if self.mute => return self.stay_silent(commands).await,
                    Some(Ok(Message::Close(frame))) => return Ending::Theirs(frame),
                    // Binary frames are not part of the protocol; pings are answered below us.
                    Some(Ok(_)) => {}
                    Some(Err(_)) | None => return Ending::Broken,
                },
                () = self.service.closing.cancelled() => {
                    return Ending::Ours { code: GOING_AWAY, reason: "connect-local is shutting down".into() };
                }
            }
        }
    }

    /// Leaves even a close frame unanswered, until told otherwise or the peer must have given up.
    async fn stay_silent(&self, commands: &mut UnboundedReceiver<SocketCommand>) -> Ending {
        let told = async { while let Some(SocketCommand::Text(_) | SocketCommand::Mute) = commands.recv().await {} };
        tokio::select! {
            () = told => {}
            () = self.service.closing.cancelled() => {}
            () = tokio::time::sleep(SILENCE) => {}
        }
        Ending::Broken
    }

    /// Writes a frame, without flushing.
    async fn send(&self, socket: &mut WebSocket, text: Utf8Bytes) -> Result<(), axum::Error> {
        if self.mute {
            return Ok(());
        }
        self.service.log.frame(self.id, "server", &text);
        socket.feed(Message::Text(text)).await
    }

    async fn answer(&self, socket: &mut WebSocket, text: &str) -> Result<(), axum::Error> {
        let Some(answer) = self.answer_to(text) else {
            return Ok(());
        };
        self.send(socket, Utf8Bytes::from(answer.to_string())).await?;
        socket.flush().await
    }

    /// The frame that answers a client's frame. Frames that we can't read are ignored.
    fn answer_to(&self, text: &str) -> Option<Value> {
        if self.mute {
            return None;
        }
        let frame: ClientFrame = serde_json::from_str(text).ok()?;
        match frame.topic.as_str() {
            "aws/subscribe" => self.subscribe(frame.content),
            "aws/heartbeat" => {
                let answered = self.service.rules.heartbeats.take(&self.contact.id).unwrap_or(true);
                answered.then(|| json!({ "topic": "aws/heartbeat" }))
            }
            "aws/ping" => {
                let pings = self.service.rules.pings.take(&self.contact.id).unwrap_or_default();
                let content = if pings.status == 200 { "OK" } else { "FAILED" };
                pings
                    .answer
                    .then(|| json!({ "topic": "aws/ping", "statusCode": pings.status, "statusContent": content }))
            }
            _ => None,
        }
    }

    fn subscribe(&self, content: Option<Value>) -> Option<Value> {
        let topics = content?.get("topics")?.as_array()?.clone();
        let mode = self.service.rules.subscriptions.take(&self.contact.id).unwrap_or_default();
        let status = match mode {
            SubscriptionMode::Ignore => return None,
            SubscriptionMode::Refuse => "failure",
            SubscriptionMode::Answer => "success",
        };
        if mode == SubscriptionMode::Answer && topics.iter().any(|topic| topic == "aws/chat") {
            self.contact.subscribe_socket(self.id);
            script::customer_is_listening(&self.contact);
        }
        Some(json!({ "topic": "aws/subscribe", "content": { "status": status, "topics": topics } }))
    }
}

/// Does what is left of the closing handshake. A peer that never agrees is dropped all the same.
async fn finish(socket: &mut WebSocket, ending: Ending) {
    match ending {
        Ending::Broken => return,
        Ending::Ours { code, reason } => {
            let frame = CloseFrame { code, reason: reason.into() };
            if socket.send(Message::Close(Some(frame))).await.is_err() {
                return;
            }
        }
        // The answer goes out while we read on.
        Ending::Theirs(_) => {}
    }
    let drained = async { while let Some(Ok(_)) = socket.recv().await {} };
    let _ = tokio::time::timeout(CLOSE_TIMEOUT, drained).await;
}
