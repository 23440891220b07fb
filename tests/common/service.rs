//! The service by script: what it does with requests, and how its sockets behave.

use amazon_connect_chat_wasm::io::{Body, HttpResponse, LinkFault, TokenAnswer};
use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::time::{Now, WallTime};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

/// What happens to one attempt at a request.
#[derive(Clone, Debug)]
pub enum Reply {
    /// Status 200 with this body.
    Body(Value),
    /// A status without a body.
    Status(u16),
    /// A status with an error's name and a message.
    Error(u16, &'static str),
    /// A status that brings `Retry-After`.
    Asked(u16, &'static str),
    /// A status with a page of HTML.
    Html(u16),
    /// Exactly this.
    Response(Box<HttpResponse<Value>>),
    /// The network fails.
    Unreachable,
    /// No answer until the test gives one.
    Held,
}

/// What happens to a handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handshake {
    /// The socket opens.
    Accept,
    /// It is closed without having opened.
    Refuse,
    /// Nothing, for ever.
    Hang,
    /// The browser refuses to make it.
    Impossible,
}

/// How a socket answers a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// As wanted.
    Yes,
    /// With a failure.
    No,
    /// Not at all.
    Silence,
}

/// The script. Without one, everything succeeds at once.
pub struct Service {
    planned: BTreeMap<String, VecDeque<Reply>>,
    standing: BTreeMap<String, Reply>,
    pub handshake: Handshake,
    /// Sockets are closed this long after they have opened, in milliseconds.
    pub closes_after: Option<u64>,
    pub subscribe: Answer,
    pub heartbeat: Answer,
    pub ping: Answer,
    /// The word of the page's `isNetworkOnline`; `None` while its promise is pending.
    pub network: Option<bool>,
    /// What the page's `getConnectionToken` answers; `None` while its promise is pending.
    pub token: Option<TokenAnswer<Value>>,
    /// From an output to its effect, in milliseconds.
    pub latency: u64,
    /// How long the connection tokens are good for, in milliseconds.
    pub token_lifetime: i64,
    answered: u32,
}

impl Service {
    pub fn new() -> Self {
        Service {
            planned: BTreeMap::new(),
            standing: BTreeMap::new(),
            handshake: Handshake::Accept,
            closes_after: None,
            subscribe: Answer::Yes,
            heartbeat: Answer::Yes,
            ping: Answer::Yes,
            network: Some(true),
            token: Some(TokenAnswer::Fulfilled(json!({
                "chatTokenTransport": {"participantToken": "agent-token", "expiry": "2026-01-02T00:00:00.000Z"},
            }))),
            latency: 0,
            token_lifetime: 86_400_000,
            answered: 0,
        }
    }

    /// The next requests for `path` end so, one after the other; what follows is as before.
    pub fn plan(&mut self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.planned.entry(path.to_owned()).or_default().extend(replies);
    }

    /// Every request for `path` ends so from now on, after those that are planned.
    pub fn always(&mut self, path: &str, reply: Reply) {
        self.standing.insert(path.to_owned(), reply);
    }

    /// Requests for `path` succeed again.
    pub fn recover(&mut self, path: &str) {
        self.planned.remove(path);
        self.standing.remove(path);
    }

    /// Everything succeeds at once again.
    pub fn recover_all(&mut self) {
        *self = Service { token_lifetime: self.token_lifetime, answered: self.answered, ..Service::new() };
    }

    pub(super) fn reply(&mut self, path: &str, now: Now) -> Reply {
        let planned = self.planned.get_mut(path).and_then(VecDeque::pop_front);
        let standing = || self.standing.get(path).cloned();
        planned.or_else(standing).unwrap_or_else(|| self.success(path, now))
    }

    /// What a service in good health says.
    pub fn success(&mut self, path: &str, now: Now) -> Reply {
        self.answered += 1;
        let number = self.answered;
        let time = |wall| Value::from_wall_time(WallTime(wall));
        Reply::Body(match path {
            "connection" => json!({
                "Websocket": {
                    "Url": format!("wss://sockets.test/{number}"),
                    "ConnectionExpiry": time(now.wall.0 + 100_000),
                },
                "ConnectionCredentials": {
                    "ConnectionToken": format!("token-{number}"),
                    "Expiry": time(now.wall.0 + self.token_lifetime),
                },
            }),
            "message" | "event" => json!({"Id": format!("id-{number}"), "AbsoluteTime": time(now.wall.0)}),
            "transcript" => json!({"InitialContactId": "contact", "Transcript": []}),
            "start-attachment-upload" => json!({
                "AttachmentId": "attachment-1",
                "UploadMetadata": {"Url": "https://storage.test/put", "HeadersToInclude": {"x-kept": "1"}},
            }),
            "attachment" => json!({"Url": "https://storage.test/get", "UrlExpiry": time(now.wall.0 + 60_000)}),
            _ => json!({}),
        })
    }
}

impl Reply {
    /// As it comes back to the core; `None` while it is held.
    pub fn outcome(self) -> Option<Result<HttpResponse<Value>, LinkFault<Value>>> {
        let (status, error_type, retry_after, body) = match self {
            Reply::Body(body) => (200, None, None, Body::Value(body)),
            Reply::Status(status) => (status, None, None, Body::Empty),
            Reply::Error(status, name) => {
                (status, Some(name.to_owned()), None, Body::Value(json!({"message": "the service said no"})))
            }
            Reply::Asked(status, delay) => (status, None, Some(json!(delay)), Body::Empty),
            Reply::Html(status) => (status, None, None, Body::Unreadable(fault("SyntaxError", "Unexpected token"))),
            Reply::Response(response) => return Some(Ok(*response)),
            Reply::Unreachable => return Some(Err(fault("TypeError", "Failed to fetch"))),
            Reply::Held => return None,
        };
        let headers = json!({"requestId": "request-1", "errorType": error_type, "retryAfter": retry_after});
        Some(Ok(HttpResponse { status, headers, body }))
    }
}

fn fault(name: &str, message: &str) -> LinkFault<Value> {
    LinkFault { name: json!(name), message: json!(message), native: json!({"native": name}) }
}
