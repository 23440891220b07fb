//! A page that calls anything at any time, reacts to events as pages do, and has several sessions.

use crate::chance::Chance;
use crate::common::{agent, content_type, customer};
use amazon_connect_chat_wasm::config::{Config, SessionDetails};
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::ids::SessionId;
use amazon_connect_chat_wasm::log::Level;
use amazon_connect_chat_wasm::rng::Rng;
use serde_json::{Value, json};

/// How long a message of a page that wants it may wait for the connection, in milliseconds: less than any connection
/// takes to recover, so that no call is open for longer.
const PATIENCE: u64 = 30_000;

/// Something that the page does.
#[derive(Clone, Debug)]
pub enum Wish {
    Connect(SessionId),
    Call(SessionId, CallKind, Value),
    Break(SessionId),
    Dispose(SessionId),
    /// One more session of this contact.
    Create(usize),
    /// `setGlobalConfig`, with the receipts' throttle.
    Configure(u64),
}

/// A session as the page knows it.
#[derive(Clone, Debug)]
pub struct Owned {
    pub id: SessionId,
    pub contact: usize,
    pub is_agent: bool,
}

pub struct Page {
    pub sessions: Vec<Owned>,
    /// Once in how many times it does something that makes no sense.
    misuse: u64,
    /// Whether it connects again when a connection broke, as the documents show it.
    reconnects: bool,
    /// Whether it fetches the transcript when a connection is established.
    refetches: bool,
    sends_receipts: bool,
    /// Whether it wants what it misses, and messages to wait for the connection.
    pub reliable: bool,
}

impl Page {
    pub fn new(chance: &mut Rng) -> Self {
        Page {
            sessions: Vec::new(),
            misuse: chance.pick(&[4, 20, 1_000]),
            reconnects: !chance.one_in(4),
            refetches: chance.one_in(6),
            sends_receipts: chance.one_in(2),
            reliable: chance.one_in(3),
        }
    }

    /// The settings that it starts with.
    pub fn config(chance: &mut Rng) -> Config<Value> {
        Config {
            network_probe: chance.one_in(6),
            log_level: if chance.one_in(8) { Level::Debug as u8 } else { u8::MAX },
            receipts_throttle: chance.below(6_000),
            ..Config::default()
        }
    }

    /// What a new session of this contact is made of.
    pub fn details(
        &self,
        participant: &str,
        contact: &str,
        token: String,
        manager: Option<u32>,
    ) -> SessionDetails<Value> {
        let details = if manager.is_some() { agent(manager) } else { customer() };
        SessionDetails {
            contact_id: json!(contact),
            initial_contact_id: json!(contact),
            participant_id: json!(participant),
            participant_token: json!(token),
            recover: self.reliable,
            offline_queue: self.reliable.then_some(PATIENCE),
            ..details
        }
    }

    /// What it does of its own accord. `faulty`: it may do anything.
    pub fn act(&self, faulty: bool, chance: &mut Rng) -> Option<Wish> {
        let session = chance.pick(&self.sessions);
        if !faulty {
            return Some(self.talk(session.id, chance));
        }
        if !chance.one_in(self.misuse) {
            return Some(if chance.one_in(4) { Wish::Connect(session.id) } else { self.talk(session.id, chance) });
        }
        match chance.below(8) {
            0 => Some(Wish::Break(session.id)),
            1 => Some(Wish::Dispose(session.id)),
            2 if self.sessions.len() < 6 => Some(Wish::Create(session.contact)),
            3 => Some(Wish::Configure(chance.below(10_000))),
            _ => {
                let kind = CallKind::from_number(chance.below(12) as u8)?;
                Some(Wish::Call(session.id, kind, crate::noise::json(2, chance)))
            }
        }
    }

    /// A call that makes sense.
    fn talk(&self, session: SessionId, chance: &mut Rng) -> Wish {
        let plain = json!({"message": format!("hi {}", chance.next_u64()), "contentType": "text/plain"});
        let (kind, args) = match chance.below(14) {
            0 => (CallKind::SendEvent, json!({"contentType": content_type("typing")})),
            1 => (CallKind::GetTranscript, json!({"maxResults": chance.spread(1, 100)})),
            2 => (CallKind::SendAttachment, json!({"attachment": {"name": "a", "size": 1, "type": "text/plain"}})),
            3 => (CallKind::DownloadAttachment, json!({"attachmentId": "a"})),
            4 => (CallKind::GetAttachmentUrl, json!({"attachmentId": "a"})),
            5 => (CallKind::DescribeView, json!({"viewToken": "v"})),
            6 => return receipt(session, &format!("item-{}", chance.between(1, 9)), chance),
            7 => {
                let event = chance.pick(&["delivered", "read"]);
                (CallKind::SendMessageReceipt, json!({"event": event, "messageId": "item-1"}))
            }
            8 => (CallKind::SendEvent, json!({"contentType": content_type("connection.acknowledged")})),
            _ => (CallKind::SendMessage, plain),
        };
        Wish::Call(session, kind, args)
    }

    /// What it does when it is told of an event.
    pub fn react(&self, session: SessionId, kind: EventKind, item: Option<&str>, chance: &mut Rng) -> Option<Wish> {
        match (kind, item) {
            (EventKind::ConnectionBroken, _) if self.reconnects => Some(Wish::Connect(session)),
            (EventKind::ConnectionEstablished, _) if self.refetches => {
                Some(Wish::Call(session, CallKind::GetTranscript, json!({"maxResults": 10})))
            }
            (EventKind::IncomingMessage, Some(id)) if self.sends_receipts => Some(receipt(session, id, chance)),
            _ => None,
        }
    }
}

fn receipt(session: SessionId, message_id: &str, chance: &mut Rng) -> Wish {
    let kind = chance.pick(&["message.delivered", "message.read"]);
    let content = json!({"messageId": message_id}).to_string();
    let args = json!({
        "contentType": content_type(kind), "content": content, "messageId": message_id,
        "disableThrottle": chance.one_in(6),
    });
    Wish::Call(session, CallKind::SendReceipt, args)
}
