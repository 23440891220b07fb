//! What the world remembers of what the core did.

use amazon_connect_chat_wasm::error::Failure;
use amazon_connect_chat_wasm::event::{EventData, EventKind, Reason};
use amazon_connect_chat_wasm::ids::{RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{HttpRequest, RequestKind};
use serde_json::Value;

/// What a call settles with.
pub type Outcome = Result<Value, Failure<Value>>;

/// A request as it left the core.
#[derive(Clone, Debug)]
pub struct Sent {
    pub at: u64,
    pub id: RequestId,
    /// What follows `/participant/`, or `upload` and `download`.
    pub path: String,
    pub request: HttpRequest<Value>,
}

impl Sent {
    /// The JSON body; null where there is none.
    pub fn body(&self) -> Value {
        match &self.request.kind {
            RequestKind::Service { body, .. } => body.clone(),
            RequestKind::Upload { .. } | RequestKind::Download => Value::Null,
        }
    }

    /// Null where there is none.
    pub fn bearer(&self) -> Value {
        match &self.request.kind {
            RequestKind::Service { bearer, .. } => bearer.0.clone(),
            RequestKind::Upload { .. } | RequestKind::Download => Value::Null,
        }
    }
}

/// An event as it left the core.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    pub at: u64,
    pub session: SessionId,
    pub kind: EventKind,
    pub data: EventData<Value>,
}

impl Told {
    pub fn reason(&self) -> Option<Reason> {
        match self.data {
            EventData::Reason(reason) => Some(reason),
            _ => None,
        }
    }

    pub fn item(&self) -> Value {
        match &self.data {
            EventData::Item(item) => item.clone(),
            other => panic!("{other:?} is no item"),
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SocketState {
    Connecting,
    Open,
    /// By the service, or never opened.
    Gone,
    /// By the core, for this reason.
    Closed(&'static str),
}

#[derive(Clone, Debug)]
pub struct Socket {
    pub at: u64,
    pub id: SocketId,
    pub url: String,
    pub state: SocketState,
    /// What was sent on it, and when.
    pub frames: Vec<(u64, &'static str)>,
}

impl Socket {
    pub fn is_live(&self) -> bool {
        matches!(self.state, SocketState::Connecting | SocketState::Open)
    }

    /// The topics of what was sent on it.
    pub fn topics(&self) -> Vec<&'static str> {
        let topic = |text: &'static str| text.split('"').nth(3).expect("a frame has a topic");
        self.frames.iter().map(|(_, text)| topic(text)).collect()
    }
}
