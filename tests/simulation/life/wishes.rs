//! What the page does, and what it is told.

use super::{Flight, Life};
use crate::chance::Chance;
use crate::invariants::{Cause, Item, Stage};
use crate::network::Phase;
use crate::page::{Owned, Wish};
use crate::queue::Arrival;
use amazon_connect_chat_wasm::event::EventKind;
use amazon_connect_chat_wasm::hub::CallKind;
use amazon_connect_chat_wasm::ids::{CallId, ConnectionId, RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{Body, HttpResponse, Input, LinkFault, SocketEvent, SuppliedEvent};
use serde_json::Value;

impl Life {
    /// The contacts and sessions of this life.
    pub(super) fn settle_in(&mut self) {
        for _ in 0..self.chance.pick(&[1, 1, 1, 2]) {
            let contact = self.service.begin_contact();
            for _ in 0..self.chance.pick(&[1, 1, 1, 2]) {
                self.create(contact, None);
            }
        }
        if self.chance.one_in(6) {
            let contact = self.service.begin_contact();
            for manager in [1, self.chance.pick(&[1, 1, 2])] {
                self.create(contact, Some(manager));
            }
        }
        for Owned { id, .. } in self.page.sessions.clone() {
            self.wishes(Wish::Connect(id));
        }
    }

    fn create(&mut self, contact: usize, manager: Option<u32>) {
        let participant = format!("participant-{}", self.page.sessions.len());
        let token = self.service.admit(contact, &participant);
        let details = self.page.details(&participant, &self.service.contacts[contact].id, token, manager);
        let id = self.hub.create(details);
        self.page.sessions.push(Owned { id, contact, is_agent: manager.is_some() });
        self.checks.created(id, contact, participant, manager.is_some(), self.page.reliable);
        if self.chance.one_in(12) {
            self.hub.track_transcript(id).expect("it was just made");
        }
    }

    pub(super) fn wishes(&mut self, wish: Wish) {
        self.note(|| format!("page: {wish:?}"));
        self.checks.cause = Cause::Nothing;
        let (now, call) = (self.now(), CallId(self.calls + 1));
        match wish {
            Wish::Connect(session) => {
                self.calls += 1;
                self.checks.rates.hurry(now.mono.0);
                self.checks.rates.forgive(session);
                // Misuse is a legitimate answer to a page that does anything, here and below.
                if self.hub.connect(now, session, call).is_ok() {
                    // It asks anew: the answer to what it asked before it left its connection is nothing to it.
                    let asked = |flight: &&mut Flight| crate::service::operation(&flight.request) == "connection";
                    for flight in self.flights.values_mut().filter(asked) {
                        flight.session = flight.session.filter(|owner| *owner != session);
                    }
                    self.checks.began_to_connect(call, session);
                }
            }
            Wish::Call(session, kind, args) => {
                self.calls += 1;
                self.figures.calls += 1;
                self.checks.rates.call(now.mono.0);
                if let (CallKind::SendMessage, Some(text)) = (kind, args["message"].as_str()) {
                    self.checks.wrote(call, session, text);
                }
                if self.hub.call(now, session, call, kind, &args).is_ok() {
                    if self.is_sure(session) {
                        self.checks.must_succeed(call);
                    }
                    self.checks.accepted(call, session, requests_of(kind));
                }
            }
            Wish::Break(session) => {
                let _ = self.hub.break_connection(now, session);
                self.checks.left(session);
            }
            Wish::Dispose(session) => {
                self.hub.dispose(now, session);
                self.checks.disposed(session);
            }
            Wish::Create(contact) => {
                let is_agent = self.page.sessions.iter().any(|owned| owned.contact == contact && owned.is_agent);
                let manager = is_agent.then(|| self.chance.pick(&[1, 2]));
                self.create(contact, manager);
            }
            Wish::Configure(throttle) => self.hub.config_mut().receipts_throttle = throttle,
        }
        self.drain();
    }

    /// Whether nothing excuses the failure of a call now. A token that could not be renewed may take five
    /// minutes more, and one that a wrong clock is compared with takes as long as the clock says.
    fn is_sure(&self, session: SessionId) -> bool {
        const RENEWAL: u64 = 310_000;
        let known = &self.checks.sessions[&session];
        let calm = self.calm_since.is_some_and(|since| self.time > since + RENEWAL);
        calm && self.device.wall_error == 0 && known.stage == Stage::On && !known.is_agent
    }

    /// Something has reached the page.
    pub(super) fn receives(&mut self, arrival: Arrival) {
        match arrival {
            Arrival::Socket(socket, event, item) => self.socket_event(socket, event, item),
            Arrival::Input(Input::Response(id, outcome)) => self.response(id, outcome),
            Arrival::Input(Input::Supplied(connection, event)) => {
                if self.supplied.is_some_and(|(attached, _, _)| attached == connection) {
                    self.supplied_event(connection, event);
                }
            }
            Arrival::Input(input) => {
                if matches!(input, Input::Woke | Input::Link(_)) {
                    let at = self.mono();
                    self.checks.rates.hurry(at);
                }
                self.tell(self.cause_of_token(&input), input);
            }
            Arrival::Handlers(session, kind, item) => {
                if kind == EventKind::ChatEnded {
                    self.tell(Cause::Nothing, Input::EndDelivered(session));
                }
                if let Some(wish) = self.page.react(session, kind, item.as_deref(), &mut self.chance) {
                    self.wishes(wish);
                }
            }
        }
    }

    /// A page's token may put an agent's session on a connection that takes the place of another one.
    fn cause_of_token(&self, input: &Input<Value>) -> Cause {
        if matches!(input, Input::Token(..)) { Cause::Supplied } else { Cause::Nothing }
    }

    fn socket_event(&mut self, socket: SocketId, event: SocketEvent<Value>, item: Option<Item>) {
        let Some(wire) = self.network.wires.get_mut(&socket) else { return };
        match (&event, wire.phase) {
            (SocketEvent::Opened, Phase::Shaking) => wire.phase = Phase::Open,
            (SocketEvent::Text(_), Phase::Open) => {}
            (SocketEvent::Closed { .. } | SocketEvent::NotMade, Phase::Shaking | Phase::Open) => {
                wire.phase = Phase::Gone;
            }
            _ => return,
        }
        let mut listeners = Vec::new();
        let mut cause = if event == SocketEvent::NotMade { Cause::NotMade } else { Cause::Nothing };
        if let Some(item) = item {
            if item.ends {
                cause = Cause::EndedItem;
            }
            listeners = self.checks.listeners(item.contact);
            if item.ends {
                self.checks.hears_of_end(item.contact);
            }
            self.checks.arrives(item);
        }
        self.tell(cause, Input::Socket(socket, event));
        self.checks.dealt_with(&listeners);
    }

    fn supplied_event(&mut self, connection: ConnectionId, event: SuppliedEvent<Value>) {
        let mut cause = Cause::Supplied;
        if let SuppliedEvent::Frame(frame) = &event {
            let text = frame["content"].as_str().unwrap_or_default();
            if let Some(item) = serde_json::from_str(text).ok().as_ref().and_then(Item::read) {
                if item.ends {
                    cause = Cause::EndedItem;
                    self.checks.hears_of_end(item.contact);
                }
                self.checks.arrives(item);
            }
        }
        self.tell(cause, Input::Supplied(connection, event));
        self.checks.dealt_with(&[]);
    }

    fn response(&mut self, id: RequestId, outcome: Result<HttpResponse<Value>, LinkFault<Value>>) {
        // One that was given up already has had its answer.
        let Some(flight) = self.flights.remove(&id) else { return };
        let mut cause = Cause::Nothing;
        let operation = crate::service::operation(&flight.request).to_owned();
        if let (Ok(response), Some(session)) = (&outcome, flight.session) {
            match operation.as_str() {
                "connection" => {
                    cause = cause_of_details(response);
                    if matches!(cause, Cause::Refused(403)) {
                        self.checks.hears_of_end(self.checks.sessions[&session].contact);
                    }
                    self.keeps_away(session, response);
                }
                "transcript" => {
                    if let Body::Value(page) = &response.body {
                        self.checks.fetched(session, page);
                    }
                }
                _ => {}
            }
        }
        if flight.session.is_some_and(|session| self.checks.sessions[&session].is_agent) {
            // It may put the session on a connection that takes the place of another one.
            cause = Cause::Supplied;
        }
        self.tell(cause, Input::Response(id, outcome));
    }

    fn keeps_away(&mut self, session: SessionId, response: &HttpResponse<Value>) {
        let asked = response.headers["retryAfter"].as_str().and_then(|text| text.parse::<u64>().ok());
        // What an agent's session sends follows from what its page does.
        if let Some(seconds) = asked.filter(|_| !self.checks.sessions[&session].is_agent) {
            let at = self.mono();
            self.checks.rates.asked(session, at, 1_000 * seconds);
        }
    }
}

fn cause_of_details(response: &HttpResponse<Value>) -> Cause {
    let usable = |body: &Value| {
        let url = body["Websocket"]["Url"].as_str().is_some_and(|url| url.starts_with("wss://sockets.test/"));
        url && body["ConnectionCredentials"].is_object()
    };
    match (&response.body, response.status) {
        (_, status @ (400..=428 | 430..=499)) => Cause::Refused(status),
        (Body::Value(body), 200) if usable(body) => Cause::Nothing,
        (_, 200) => Cause::Unusable,
        _ => Cause::Nothing,
    }
}

/// How many requests a call may lead to, all attempts included.
fn requests_of(kind: CallKind) -> u32 {
    match kind {
        CallKind::SendAttachment => 9,
        CallKind::DownloadAttachment => 6,
        _ => 3,
    }
}
