//! The world around the core in its tests: a page that calls, a service that answers by script, sockets,
//! and a clock that moves when the test says so.
//!
//! What must hold in every test is checked here, in passing: a call settles at most once, a contact has at
//! most two sockets, nothing is sent on a socket that is not open, nothing is told of a session after its
//! end, and no timer is armed for ever anew at the same moment.
#![allow(dead_code, unused_imports, reason = "no test file needs all of it")]

mod items;
mod records;
mod service;
pub mod states;
mod world;

pub use items::*;
pub use records::{Outcome, Sent, Socket, SocketState, Told};
pub use service::{Answer, Handshake, Reply, Service};
pub use world::World;

use amazon_connect_chat_wasm::config::{Config, SessionDetails, SessionKind};
use amazon_connect_chat_wasm::error::Misuse;
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::ids::{CallId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{Input, LinkChange};
use serde_json::{Value, json};
use std::ops::{Deref, DerefMut};

/// One page with one session more often than not, and the world around it.
pub struct Chat {
    /// Everything that can happen to it.
    pub world: World,
    /// The session that the helpers mean when none is named.
    pub session: SessionId,
}

impl Deref for Chat {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl DerefMut for Chat {
    fn deref_mut(&mut self) -> &mut World {
        &mut self.world
    }
}

impl Chat {
    /// A customer's session that has not called `connect` yet.
    pub fn new() -> Self {
        Chat::with(Config::default(), customer(), 1)
    }

    /// A session that has not called `connect` yet. `seed` decides all that the core leaves to chance.
    pub fn with(config: Config<Value>, details: SessionDetails<Value>, seed: u64) -> Self {
        let mut world = World::new(config, seed);
        let session = world.hub.create(details);
        Chat { world, session }
    }

    /// A customer's session whose socket is open and subscribed.
    pub fn connected() -> Self {
        let mut chat = Chat::new();
        chat.establish();
        chat
    }

    /// Like [`Chat::connected`], with a transcript that is kept.
    pub fn with_transcript() -> Self {
        let mut chat = Chat::new();
        chat.world.hub.track_transcript(chat.session).expect("the session is there");
        chat.establish();
        chat
    }

    /// Like [`Chat::connected`], on a page that brings its own word on the network.
    pub fn with_network_probe() -> Self {
        let config = Config { network_probe: true, ..Config::default() };
        let mut chat = Chat::with(config, customer(), 1);
        chat.establish();
        chat
    }

    fn establish(&mut self) {
        let call = self.connect();
        assert!(self.outcome(call).is_ok(), "the script lets it connect");
        assert_eq!(self.open_sockets().len(), 1);
        self.forget_the_past();
    }

    pub fn connect(&mut self) -> CallId {
        self.try_connect().expect("connect() may be called")
    }

    pub fn try_connect(&mut self) -> Result<CallId, Misuse> {
        let session = self.session;
        self.world.connect(session)
    }

    pub fn call(&mut self, kind: CallKind, args: Value) -> CallId {
        let session = self.session;
        self.world.call(session, kind, args)
    }

    pub fn send_message(&mut self, text: &str) -> CallId {
        self.call(CallKind::SendMessage, json!({"message": text, "contentType": "text/plain"}))
    }

    pub fn send_typing(&mut self) -> CallId {
        self.call(CallKind::SendEvent, json!({"contentType": content_type("typing")}))
    }

    pub fn get_transcript(&mut self, args: Value) -> CallId {
        self.call(CallKind::GetTranscript, args)
    }

    pub fn send_receipt(&mut self, kind: &str, message_id: &str) -> CallId {
        let content = json!({"messageId": message_id}).to_string();
        let args = json!({"contentType": content_type(kind), "content": content, "messageId": message_id});
        self.call(CallKind::SendReceipt, args)
    }

    pub fn guard(&self) -> Result<(), Misuse> {
        self.world.hub.guard(self.session)
    }

    pub fn dispose(&mut self) {
        let session = self.session;
        self.world.dispose(session);
    }

    /// The service sends an item on the newest open socket.
    pub fn receive(&mut self, item: &Value) {
        let socket = *self.open_sockets().last().expect("a socket is open");
        self.receive_on(socket, item);
    }

    pub fn receive_on(&mut self, socket: SocketId, item: &Value) {
        self.frame(socket, &json!({"topic": "aws/chat", "content": item.to_string()}).to_string());
    }

    /// The contact ends as the service tells it.
    pub fn receive_end(&mut self) {
        self.receive(&ended_item());
    }

    /// The service closes the newest open socket.
    pub fn lose_socket(&mut self) {
        let socket = *self.open_sockets().last().expect("a socket is open");
        self.close(socket, 1006);
    }

    pub fn wake(&mut self) {
        self.input(Input::Woke);
    }

    pub fn go_offline(&mut self) {
        self.input(Input::Link(LinkChange::Offline));
    }

    pub fn go_online(&mut self) {
        self.input(Input::Link(LinkChange::Online));
    }

    /// Everything told since the last look, without the deep heartbeats.
    pub fn take_events(&mut self) -> Vec<EventKind> {
        let kinds = self.take_told().into_iter().map(|told| told.kind);
        kinds.filter(|kind| !is_deep_heartbeat(*kind)).collect()
    }

    /// What was told of the connection since the last look, as `event: reason`, without the deep
    /// heartbeats.
    pub fn take_reasons(&mut self) -> Vec<String> {
        let told = self.take_told().into_iter().filter(|told| !is_deep_heartbeat(told.kind));
        told.filter_map(|told| told.reason().map(|reason| format!("{:?}: {}", told.kind, reason.code()))).collect()
    }

    /// When deep heartbeats went wrong since the last look.
    pub fn take_deep_heartbeat_failures(&mut self) -> Vec<u64> {
        let told = self.take_told().into_iter();
        told.filter(|told| told.kind == EventKind::DeepHeartbeatFailure).map(|told| told.at).collect()
    }

    /// Forgets what was told, requested and opened so far, so that a test sees only what it causes.
    pub fn forget_the_past(&mut self) {
        self.world.told.clear();
        self.world.requests.clear();
        self.world.sockets.retain(Socket::is_live);
        for socket in &mut self.world.sockets {
            socket.frames.clear();
        }
    }

    /// After the end: whatever the world does for a day, the core stays silent.
    pub fn assert_over(&mut self) {
        assert_eq!(self.world.hub.poll_timeout(), None, "a timer is armed after the end");
        assert_eq!(self.live_sockets(), [], "a socket lives after the end");
        self.forget_the_past();
        self.world.answer_held();
        for hour in 0..24 {
            self.advance(3_600_000);
            match hour % 3 {
                0 => self.wake(),
                1 => self.go_offline(),
                _ => self.go_online(),
            }
        }
        assert_eq!(self.world.hub.poll_timeout(), None, "a timer is armed after the end");
        assert_eq!(self.world.requests.iter().map(|sent| sent.path.as_str()).collect::<Vec<_>>(), [""; 0]);
        assert_eq!(self.world.told, []);
        assert!(self.world.sockets.is_empty(), "a socket was opened after the end");
    }
}

fn is_deep_heartbeat(kind: EventKind) -> bool {
    matches!(kind, EventKind::DeepHeartbeatSuccess | EventKind::DeepHeartbeatFailure)
}

/// A customer of contact `contact`.
pub fn customer() -> SessionDetails<Value> {
    SessionDetails {
        kind: SessionKind::Customer,
        region: json!("us-west-2"),
        contact_id: json!("contact"),
        initial_contact_id: json!("contact"),
        participant_id: json!("me"),
        participant_token: json!("participant-token"),
        manager: None,
        recover: false,
        last_seen: Value::Null,
        offline_queue: None,
        queued: Value::Null,
    }
}

/// An agent of contact `contact` on the connection that the page supplied under this number.
pub fn agent(manager: Option<u32>) -> SessionDetails<Value> {
    SessionDetails { kind: SessionKind::Agent, participant_id: json!("agent"), manager, ..customer() }
}
