//! A page, a service and a network that do anything, decided by one seed.

use crate::common::{
    Answer, Handshake, Reply, Service, SocketState, World, agent, chunk, content_type, customer, ended_item, event,
    message, receipt,
};
use amazon_connect_chat_wasm::config::Config;
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::ids::{ConnectionId, RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{Input, LinkChange, SocketEvent, SuppliedEvent, TokenAnswer};
use amazon_connect_chat_wasm::log::Level;
use amazon_connect_chat_wasm::rng::Rng;
use serde_json::{Value, json};

const PATHS: [&str; 9] = [
    "connection",
    "connection",
    "message",
    "event",
    "transcript",
    "start-attachment-upload",
    "upload",
    "attachment",
    "download",
];
/// Member names that the core looks at, and one that it does not.
const NAMES: [&str; 22] = [
    "topic",
    "content",
    "status",
    "statusCode",
    "Id",
    "Type",
    "ContentType",
    "Content",
    "AbsoluteTime",
    "ContactId",
    "InitialContactId",
    "MessageMetadata",
    "MessageId",
    "Receipts",
    "ReadTimestamp",
    "Status",
    "Websocket",
    "Url",
    "ConnectionCredentials",
    "Expiry",
    "Transcript",
    "other",
];

/// The world, and the hand that moves it.
pub struct Chaos {
    pub world: World,
    pub sessions: Vec<SessionId>,
    /// Sessions that have no sockets of their own, or left their connection without a word.
    without_sockets: Vec<SessionId>,
    rng: Rng,
}

impl Chaos {
    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let config = Config {
            network_probe: rng.below(4) == 0,
            log_level: Level::Debug as u8,
            receipts_throttle: rng.below(6_000),
            ..Config::default()
        };
        let mut world = World::new(config, rng.next_u64());
        world.contacts = 2;
        world.service.token_lifetime = [86_400_000, 600_000, 61_000, -5][rng.below(4) as usize];
        let mut chaos = Chaos { world, sessions: Vec::new(), without_sockets: Vec::new(), rng };
        chaos.create();
        chaos.connect();
        chaos
    }

    pub fn step(&mut self) {
        match self.rng.below(40) {
            0 => self.create(),
            1..=3 => self.connect(),
            4..=8 => self.call(),
            9 => self.dispose(),
            10..=15 => self.change_service(),
            16..=18 => self.socket_event(),
            19..=24 => self.frame(),
            25..=26 => self.answer(),
            27..=28 => self.signal(),
            29 => self.supplied(),
            30 => self.settings(),
            31 => self.sleep(),
            32 if self.rng.below(4) == 0 => {
                let millis = 1_000 * self.rng.below(3_600);
                self.world.advance(millis);
            }
            _ => {
                let millis = self.rng.below(15_000);
                self.world.advance(millis);
            }
        }
        assert_eq!(self.world.hub.poll_output(), None);
    }

    /// All is well again, but for what was said before.
    pub fn end_all_faults(&mut self) {
        self.world.service.recover_all();
        self.world.input(Input::Link(LinkChange::Online));
        self.world.input(Input::Link(LinkChange::SaidOnline));
        self.world.answer_held();
        for socket in self.world.sockets.clone() {
            if socket.state == SocketState::Connecting {
                self.world.open(socket.id);
            }
        }
    }

    /// Sessions with sockets that connected and have been told neither of an end nor of a break since.
    pub fn living(&self) -> Vec<SessionId> {
        let is_living = |session: &&SessionId| {
            let mut told = self.world.told.iter().rev().filter(|told| told.session == **session);
            let last = told.find(|told| {
                use EventKind::{ChatEnded, ConnectionBroken, ConnectionEstablished, ConnectionLost};
                matches!(told.kind, ChatEnded | ConnectionBroken | ConnectionEstablished | ConnectionLost)
            });
            let is_up = |kind| matches!(kind, EventKind::ConnectionEstablished | EventKind::ConnectionLost);
            let is_gone = self.world.retired.contains(session) || self.without_sockets.contains(session);
            !is_gone && last.is_some_and(|told| is_up(told.kind))
        };
        self.sessions.iter().filter(is_living).copied().collect()
    }

    fn create(&mut self) {
        let is_agent = self.rng.below(3) == 0;
        let manager = Some(1 + self.rng.below(2) as u32).filter(|_| self.rng.below(3) > 0);
        let mut details = if is_agent { agent(manager) } else { customer() };
        if self.rng.below(3) == 0 {
            (details.contact_id, details.initial_contact_id) = (json!("other"), json!("other"));
        }
        let session = self.world.hub.create(details);
        self.sessions.push(session);
        if is_agent {
            self.without_sockets.push(session);
        }
        if self.rng.below(2) == 0 {
            self.world.hub.track_transcript(session).expect("it was just made");
        }
    }

    fn session(&mut self) -> SessionId {
        self.sessions[self.rng.below(self.sessions.len() as u64) as usize]
    }

    fn connect(&mut self) {
        let session = self.session();
        // Misuse is a legitimate answer to a page that does anything.
        let _ = self.world.connect(session);
    }

    fn call(&mut self) {
        let session = self.session();
        let kind = CallKind::from_number(self.rng.below(12) as u8).expect("there are twelve");
        let mut args = json!({
            "message": "hi", "contentType": content_type(["typing", "message.read", "message.delivered"][self.rng.below(3) as usize]),
            "content": "{}", "messageId": self.rng.below(4).to_string(), "disableThrottle": self.rng.below(4) == 0,
            "attachment": {"name": "a", "size": 1, "type": "text/plain"}, "attachmentId": "a", "viewToken": "v", "event": "read",
        });
        if self.rng.below(4) == 0 {
            args = self.json(2);
        }
        let _ = self.world.try_call(session, kind, args);
    }

    fn dispose(&mut self) {
        let session = self.session();
        if self.rng.below(2) == 0 {
            self.world.dispose(session);
        } else {
            self.world.break_connection(session);
            self.without_sockets.push(session);
        }
    }

    fn change_service(&mut self) {
        let path = PATHS[self.rng.below(PATHS.len() as u64) as usize];
        let reply = self.reply();
        let answer = [Answer::Yes, Answer::No, Answer::Silence][self.rng.below(3) as usize];
        let handshakes = [Handshake::Accept, Handshake::Refuse, Handshake::Hang, Handshake::Impossible];
        let token = [TokenAnswer::Rejected, TokenAnswer::Fulfilled(json!({})), TokenAnswer::Failed(json!("error"))];
        let service: &mut Service = &mut self.world.service;
        match self.rng.below(14) {
            0 | 1 => service.plan(path, [reply]),
            2 | 3 => service.always(path, reply),
            4 | 5 => service.recover(path),
            6 | 7 => service.handshake = handshakes[self.rng.below(4) as usize],
            8 => service.subscribe = answer,
            9 => service.heartbeat = answer,
            10 => service.ping = answer,
            11 => service.network = [None, Some(true), Some(false)][self.rng.below(3) as usize],
            12 => service.closes_after = [None, Some(self.rng.below(20_000))][self.rng.below(2) as usize],
            _ => {
                service.latency = self.rng.below(2_000);
                service.token = Some(token[self.rng.below(3) as usize].clone());
            }
        }
    }

    fn reply(&mut self) -> Reply {
        match self.rng.below(12) {
            0 => Reply::Status(500),
            1 => Reply::Status(429),
            2 => Reply::Asked(503, "5"),
            3 => Reply::Asked(429, "20"),
            4 => Reply::Error(403, "AccessDeniedException"),
            5 => Reply::Error(400, "ValidationException"),
            6 => Reply::Html(502),
            7 => Reply::Html(200),
            8 => Reply::Held,
            9 => Reply::Body(self.json(3)),
            _ => Reply::Unreachable,
        }
    }

    /// Of any socket that there ever was, in an order that a browser keeps.
    fn socket_event(&mut self) {
        let Some(socket) = self.any_socket() else { return };
        let event = match self.world.socket(socket).state {
            SocketState::Connecting if self.rng.below(2) == 0 => SocketEvent::Opened,
            _ => SocketEvent::Closed { code: 1000 + self.rng.below(20) as u16 },
        };
        self.world.input(Input::Socket(socket, event));
    }

    fn any_socket(&mut self) -> Option<SocketId> {
        let count = self.world.sockets.len() as u64;
        // The latest ones are the interesting ones.
        let back = self.rng.below(count.min(3));
        (count > 0).then(|| self.world.sockets[(count - 1 - back) as usize].id)
    }

    fn frame(&mut self) {
        let Some(socket) = self.any_socket() else { return };
        if self.world.socket(socket).state == SocketState::Connecting {
            return;
        }
        let id = self.rng.below(5).to_string();
        let item = match self.rng.below(12) {
            0..=3 => message(&id, "hello"),
            4 => event("typing"),
            5 => receipt(&id, "ReadTimestamp"),
            6 => receipt(&id, "DeliveredTimestamp"),
            7 | 8 => chunk(&id, self.rng.below(4) as u32, "text", self.rng.below(3) == 0),
            9 if self.rng.below(4) == 0 => ended_item(),
            10 => event("transfer.succeeded"),
            _ => self.json(3),
        };
        let statuses = [json!("success"), json!("failure"), json!(7), json!(null)];
        let status = &statuses[self.rng.below(4) as usize];
        let text = match self.rng.below(10) {
            0 => json!({"topic": "aws/subscribe", "content": {"status": status}}).to_string(),
            1 => json!({"topic": "aws/heartbeat"}).to_string(),
            2 => json!({"topic": "aws/ping", "statusCode": 200}).to_string(),
            3 => self.json(3).to_string(),
            4 => "no json".to_owned(),
            _ => json!({"topic": "aws/chat", "content": item.to_string()}).to_string(),
        };
        self.world.frame(socket, &text);
    }

    /// Answers what is held, or what nobody asked.
    fn answer(&mut self) {
        if self.rng.below(3) > 0 {
            self.world.answer_held();
            return;
        }
        let id = RequestId(self.rng.below(1_000) as u32);
        if self.world.is_in_flight(id) {
            return;
        }
        if let Some(outcome) = self.reply().outcome() {
            self.world.input(Input::Response(id, outcome));
        }
        self.world.input(Input::Token(id, TokenAnswer::Rejected));
    }

    fn signal(&mut self) {
        let input = match self.rng.below(6) {
            0 => Input::Woke,
            1 => Input::Link(LinkChange::Offline),
            2 => Input::Link(LinkChange::Online),
            3 => Input::Link(LinkChange::SaidOffline),
            4 => Input::Link(LinkChange::SaidOnline),
            _ => Input::EndDelivered(self.session()),
        };
        self.world.input(input);
    }

    fn supplied(&mut self) {
        let connection = ConnectionId(self.rng.below(6) as u32);
        let said = match self.rng.below(6) {
            0 => SuppliedEvent::Gained,
            1 => SuppliedEvent::Lost,
            2 => SuppliedEvent::Failed,
            3 => SuppliedEvent::DeepHeartbeatFailure,
            _ => SuppliedEvent::Frame(json!({"topic": "aws/chat", "content": message("1", "hello").to_string()})),
        };
        // Our own connections are never supplied: only what was attached speaks.
        if self.world.attached.contains(&connection) {
            self.world.input(Input::Supplied(connection, said));
        }
    }

    fn settings(&mut self) {
        let config = self.world.hub.config_mut();
        match self.rng.below(3) {
            0 => config.receipts_enabled = !config.receipts_enabled,
            1 => config.network_probe = !config.network_probe,
            _ => config.receipts_throttle = self.rng.below(10_000),
        }
    }

    fn sleep(&mut self) {
        let millis = self.rng.below(8 * 3_600_000);
        self.world.sleep(millis);
    }

    /// Any JSON, with members that the core may look at.
    fn json(&mut self, depth: u32) -> Value {
        match self.rng.below(if depth == 0 { 6 } else { 10 }) {
            0 => Value::Null,
            1 => json!(self.rng.below(2) == 0),
            2 => json!(self.rng.below(1_000)),
            3 => json!("2026-01-01T00:00:00.000Z"),
            4 => json!("aws/chat"),
            5 => json!("MESSAGE"),
            6 => (0..self.rng.below(3)).map(|_| self.json(depth - 1)).collect(),
            _ => {
                let members = (0..self.rng.below(5)).map(|_| {
                    let name = NAMES[self.rng.below(NAMES.len() as u64) as usize];
                    (name.to_owned(), self.json(depth - 1))
                });
                Value::Object(members.collect())
            }
        }
    }
}
