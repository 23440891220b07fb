//! Carries out what the core wants and tells it what comes of it, moment by moment.
//!
//! The promises that hold always are checked here in passing.

use super::records::{Outcome, Sent, Socket, SocketState, Told};
use super::service::{Answer, Handshake, Reply, Service};
use amazon_connect_chat_wasm::config::Config;
use amazon_connect_chat_wasm::error::Misuse;
use amazon_connect_chat_wasm::event::{EventData, EventKind};
use amazon_connect_chat_wasm::hub::{CallKind, Hub};
use amazon_connect_chat_wasm::ids::{CallId, ConnectionId, RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{HttpRequest, Input, LinkChange, Measure, Output, RequestKind, SocketEvent};
use amazon_connect_chat_wasm::log::{Level, Statement};
use amazon_connect_chat_wasm::payload::Payload;
use amazon_connect_chat_wasm::rng::Rng;
use amazon_connect_chat_wasm::time::{Now, Timestamp, WallTime};
use serde_json::{Value, json};
use std::collections::{BTreeMap, VecDeque};

pub struct World {
    pub hub: Hub<Value>,
    pub service: Service,
    pub now: Now,
    pub requests: Vec<Sent>,
    pub sockets: Vec<Socket>,
    pub told: Vec<Told>,
    /// What was told of the state of the connection: state, reason, seconds until the next try.
    pub states: Vec<String>,
    pub log: Vec<Statement>,
    pub measured: Vec<(&'static str, Measure)>,
    pub attached: Vec<ConnectionId>,
    pub details: Vec<(SessionId, Value)>,
    /// How often the page was asked whether there is a network.
    pub network_questions: u32,
    /// Contacts with sockets of their own: each may have two.
    pub contacts: usize,
    pub retired: Vec<SessionId>,
    settled: BTreeMap<CallId, Outcome>,
    /// Calls that the core took on.
    accepted: Vec<CallId>,
    /// Sessions that nothing is told of any more.
    silent: Vec<SessionId>,
    calls: u32,
    held: Vec<(RequestId, String)>,
    arriving: VecDeque<(u64, Input<Value>)>,
}

impl World {
    /// `seed` decides all that the core leaves to chance.
    pub fn new(config: Config<Value>, seed: u64) -> Self {
        let now = Now { mono: Timestamp(1_000), wall: WallTime(1_767_225_600_000) };
        World {
            hub: Hub::new(config, Rng::new(seed), now),
            service: Service::new(),
            now,
            requests: Vec::new(),
            sockets: Vec::new(),
            told: Vec::new(),
            states: Vec::new(),
            log: Vec::new(),
            measured: Vec::new(),
            attached: Vec::new(),
            details: Vec::new(),
            network_questions: 0,
            contacts: 1,
            retired: Vec::new(),
            settled: BTreeMap::new(),
            accepted: Vec::new(),
            silent: Vec::new(),
            calls: 0,
            held: Vec::new(),
            arriving: VecDeque::new(),
        }
    }

    pub fn connect(&mut self, session: SessionId) -> Result<CallId, Misuse> {
        let call = self.next_call();
        let result = self.hub.connect(self.now, session, call);
        self.took_on(call, result)
    }

    pub fn call(&mut self, session: SessionId, kind: CallKind, args: Value) -> CallId {
        self.try_call(session, kind, args).expect("the session is there")
    }

    pub fn try_call(&mut self, session: SessionId, kind: CallKind, args: Value) -> Result<CallId, Misuse> {
        let call = self.next_call();
        let result = self.hub.call(self.now, session, call, kind, &args);
        self.took_on(call, result)
    }

    fn took_on(&mut self, call: CallId, result: Result<(), Misuse>) -> Result<CallId, Misuse> {
        if result.is_ok() {
            self.accepted.push(call);
        }
        self.drain();
        self.run_arrivals();
        result.map(|()| call)
    }

    pub fn dispose(&mut self, session: SessionId) {
        self.hub.dispose(self.now, session);
        self.drain();
        self.run_arrivals();
    }

    pub fn break_connection(&mut self, session: SessionId) {
        // A session that is gone has no connection to break.
        let _ = self.hub.break_connection(self.now, session);
        self.drain();
        self.run_arrivals();
    }

    /// Whether an answer to this request is still to come.
    pub fn is_in_flight(&self, id: RequestId) -> bool {
        let arrives =
            |input: &Input<Value>| matches!(input, Input::Response(other, _) | Input::Token(other, _) if *other == id);
        self.held.iter().any(|(held, _)| *held == id) || self.arriving.iter().any(|(_, input)| arrives(input))
    }

    /// Somebody listens to what is logged, from this level on.
    pub fn log_from(&mut self, level: Level) {
        self.hub.config_mut().log_level = level as u8;
    }

    /// Something happens now.
    pub fn input(&mut self, input: Input<Value>) {
        self.tell(input);
        self.run_arrivals();
    }

    pub fn frame(&mut self, socket: SocketId, text: &str) {
        self.input(Input::Socket(socket, SocketEvent::Text(json!(text))));
    }

    /// The service closes a socket.
    pub fn close(&mut self, socket: SocketId, code: u16) {
        self.input(Input::Socket(socket, SocketEvent::Closed { code }));
    }

    /// A handshake that hung is done.
    pub fn open(&mut self, socket: SocketId) {
        self.input(Input::Socket(socket, SocketEvent::Opened));
    }

    /// Answers the oldest held request for `path`.
    pub fn release(&mut self, path: &str, reply: Reply) {
        let position = self.held.iter().position(|(_, held)| held == path).expect("a request is held");
        let (id, _) = self.held.remove(position);
        self.input(Input::Response(id, reply.outcome().expect("it is released, not held again")));
    }

    /// Answers the oldest held request for `path` as a service in good health does.
    pub fn release_well(&mut self, path: &str) {
        let reply = self.service.success(path, self.now);
        self.release(path, reply);
    }

    /// Answers every held request, as a service in good health does.
    pub fn answer_held(&mut self) {
        while let Some((_, path)) = self.held.first().cloned() {
            self.release_well(&path);
        }
    }

    /// Time passes, with a timer that is always on time.
    pub fn advance(&mut self, millis: u64) {
        let end = self.now.mono.0 + millis;
        let mut steps = 0_u32;
        loop {
            self.run_arrivals();
            let arrival = self.arriving.iter().map(|(due, _)| *due).min();
            let timer = self.hub.poll_timeout().map(|timer| timer.0.max(self.now.mono.0));
            let Some(next) = [arrival, timer].into_iter().flatten().min().filter(|next| *next <= end) else { break };
            steps = if next == self.now.mono.0 { steps + 1 } else { 0 };
            assert!(steps < 100, "the timer is armed for the same moment again and again");
            self.skip(next - self.now.mono.0);
            if timer == Some(next) {
                self.tell(Input::TimeReached);
            }
        }
        self.skip(end - self.now.mono.0);
    }

    /// The machine sleeps: time passes and nothing happens; then a late timer fires, if one was armed.
    pub fn sleep(&mut self, millis: u64) {
        self.skip(millis);
        if self.hub.poll_timeout().is_some_and(|due| due <= self.now.mono) {
            self.input(Input::TimeReached);
        }
    }

    fn skip(&mut self, millis: u64) {
        self.now.mono.0 += millis;
        self.now.wall.0 += i64::try_from(millis).expect("tests do not last that long");
    }

    /// How a call ended.
    pub fn outcome(&self, call: CallId) -> &Outcome {
        self.settled.get(&call).unwrap_or_else(|| panic!("call {} is not settled", call.0))
    }

    pub fn is_settled(&self, call: CallId) -> bool {
        self.settled.contains_key(&call)
    }

    /// Calls that were taken on and have no outcome yet.
    pub fn unsettled(&self) -> Vec<CallId> {
        self.accepted.iter().filter(|call| !self.is_settled(**call)).copied().collect()
    }

    /// The requests for `path`.
    pub fn requests_for(&self, path: &str) -> Vec<&Sent> {
        self.requests.iter().filter(|sent| sent.path == path).collect()
    }

    pub fn last_request(&self, path: &str) -> &Sent {
        self.requests.iter().rev().find(|sent| sent.path == path).unwrap_or_else(|| panic!("no request for {path}"))
    }

    pub fn socket(&self, id: SocketId) -> &Socket {
        self.sockets.iter().find(|socket| socket.id == id).expect("such a socket was made")
    }

    pub fn last_socket(&self) -> &Socket {
        self.sockets.last().expect("a socket was made")
    }

    pub fn live_sockets(&self) -> Vec<SocketId> {
        self.sockets.iter().filter(|socket| socket.is_live()).map(|socket| socket.id).collect()
    }

    pub fn open_sockets(&self) -> Vec<SocketId> {
        self.sockets.iter().filter(|socket| socket.state == SocketState::Open).map(|socket| socket.id).collect()
    }

    pub fn take_told(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.told)
    }

    fn next_call(&mut self) -> CallId {
        self.calls += 1;
        CallId(self.calls)
    }

    fn run_arrivals(&mut self) {
        while let Some(position) = self.arriving.iter().position(|(due, _)| *due <= self.now.mono.0) {
            let (_, input) = self.arriving.remove(position).expect("it was just found");
            self.tell(input);
        }
    }

    fn tell(&mut self, input: Input<Value>) {
        if let Input::Socket(id, event) = &input
            && let Some(socket) = self.sockets.iter_mut().find(|socket| socket.id == *id && socket.is_live())
        {
            match event {
                SocketEvent::Opened => socket.state = SocketState::Open,
                SocketEvent::Closed { .. } | SocketEvent::NotMade => socket.state = SocketState::Gone,
                SocketEvent::Text(_) => {}
            }
        }
        self.hub.handle_input(self.now, input);
        self.drain();
    }

    fn drain(&mut self) {
        while let Some(output) = self.hub.poll_output() {
            self.carry_out(output);
        }
    }

    fn later(&mut self, input: Input<Value>) {
        self.arriving.push_back((self.now.mono.0 + self.service.latency, input));
    }

    fn carry_out(&mut self, output: Output<Value>) {
        let at = self.now.mono.0;
        match output {
            Output::OpenSocket { id, url } => self.open_socket(id, url.0.text().expect("a URL is a text")),
            Output::SendText { id, text } => self.send_text(id, text),
            Output::CloseSocket { id, reason } => {
                let socket = self.sockets.iter_mut().find(|socket| socket.id == id && socket.is_live());
                socket.expect("only a live socket is closed").state = SocketState::Closed(reason);
            }
            Output::Fetch { id, request } => self.fetch(id, (*request).clone()),
            Output::GiveUp(id) => self.held.retain(|(held, _)| *held != id),
            Output::AskToken { id, .. } => {
                self.requests.push(Sent { at, id, path: "getConnectionToken".to_owned(), request: no_request() });
                match self.service.token.clone() {
                    Some(answer) => self.later(Input::Token(id, answer)),
                    None => self.held.push((id, "getConnectionToken".to_owned())),
                }
            }
            Output::AskNetwork => {
                self.network_questions += 1;
                if let Some(online) = self.service.network {
                    self.later(Input::Link(if online { LinkChange::SaidOnline } else { LinkChange::SaidOffline }));
                }
            }
            Output::Attach { connection, .. } => self.attached.push(connection),
            Output::Detach { connection } => self.attached.retain(|attached| *attached != connection),
            Output::Details { session, details } => self.details.push((session, details)),
            Output::Emit(event) => {
                assert!(!self.silent.contains(&event.session), "{:?} is told after the end", event.kind);
                if event.kind == EventKind::ConnectionStateChanged {
                    return self.states.push(state_line(self.now, &event.data));
                }
                if event.kind == EventKind::ChatEnded {
                    self.silent.push(event.session);
                    self.later(Input::EndDelivered(event.session));
                }
                self.told.push(Told { at, session: event.session, kind: event.kind, data: event.data });
            }
            Output::Settle { call, outcome } => {
                assert!(call.0 > 0 && call.0 <= self.calls, "nobody made call {}", call.0);
                assert!(self.settled.insert(call, outcome).is_none(), "call {} is settled twice", call.0);
            }
            Output::Log(statement) => self.log.push(statement),
            Output::Measure { name, measure, .. } => self.measured.push((name, measure)),
            Output::Retired(session) => {
                self.silent.push(session);
                self.retired.push(session);
            }
        }
    }

    fn open_socket(&mut self, id: SocketId, url: String) {
        let at = self.now.mono.0;
        self.sockets.push(Socket { at, id, url, state: SocketState::Connecting, frames: Vec::new() });
        assert!(self.live_sockets().len() <= 2 * self.contacts, "a third socket is open");
        match self.service.handshake {
            Handshake::Accept => {
                self.later(Input::Socket(id, SocketEvent::Opened));
                if let Some(millis) = self.service.closes_after {
                    let due = at + self.service.latency + millis;
                    self.arriving.push_back((due, Input::Socket(id, SocketEvent::Closed { code: 1001 })));
                }
            }
            Handshake::Refuse => self.later(Input::Socket(id, SocketEvent::Closed { code: 1006 })),
            Handshake::Impossible => self.later(Input::Socket(id, SocketEvent::NotMade)),
            Handshake::Hang => {}
        }
    }

    fn send_text(&mut self, id: SocketId, text: &'static str) {
        let at = self.now.mono.0;
        let socket = self.sockets.iter_mut().find(|socket| socket.id == id).expect("such a socket was made");
        assert_eq!(socket.state, SocketState::Open, "frames go to open sockets only");
        socket.frames.push((at, text));
        let topic = *socket.topics().last().expect("a frame was just sent");
        let answer = match topic {
            "aws/subscribe" => self.service.subscribe,
            "aws/heartbeat" => self.service.heartbeat,
            _ => self.service.ping,
        };
        let answer = match (topic, answer) {
            (_, Answer::Silence) => return,
            ("aws/subscribe", answer) => {
                let status = if answer == Answer::Yes { "success" } else { "failure" };
                json!({"topic": topic, "content": {"status": status, "topics": ["aws/chat"]}})
            }
            ("aws/ping", Answer::Yes) => json!({"topic": topic, "statusCode": 200, "statusContent": "OK"}),
            ("aws/ping", _) => json!({"topic": topic, "statusCode": 500, "statusContent": "FAILED"}),
            _ => json!({"topic": topic}),
        };
        self.later(Input::Socket(id, SocketEvent::Text(json!(answer.to_string()))));
    }

    fn fetch(&mut self, id: RequestId, request: HttpRequest<Value>) {
        let path = match &request.kind {
            RequestKind::Upload { .. } => "upload",
            RequestKind::Download => "download",
            RequestKind::Service { .. } => {
                let url = request.url.0.as_str().expect("a URL is a text");
                url.split_once("/participant/").expect("the service's own paths").1
            }
        };
        let path = path.to_owned();
        let reply = self.service.reply(&path, self.now);
        self.requests.push(Sent { at: self.now.mono.0, id, path: path.clone(), request });
        match reply.outcome() {
            Some(outcome) => self.later(Input::Response(id, outcome)),
            None => self.held.push((id, path)),
        }
    }
}

/// A state as `state`, `state: reason` or `state, again in N ms`.
fn state_line(now: Now, data: &EventData<Value>) -> String {
    let EventData::Item(data) = data else { panic!("{data:?} is no state") };
    let text = |name: &str| data[name].as_str().unwrap_or_default();
    let retry = data["retryAt"].wall_time().map(|at| format!(", again in {} ms", at.0 - now.wall.0));
    let reason = data["reason"].as_str().map(|reason| format!(": {reason}"));
    format!("{}{}{}", text("state"), reason.unwrap_or_default(), retry.unwrap_or_default())
}

fn no_request() -> HttpRequest<Value> {
    let url = amazon_connect_chat_wasm::secret::Secret(Value::Null);
    HttpRequest { method: "", url, kind: RequestKind::Download }
}
