//! Carries out what the core wants.

use super::{Flight, Life};
use crate::chance::Chance;
use crate::common::Reply;
use crate::faults::Fault;
use crate::invariants::violated;
use crate::network::Phase;
use crate::queue::{Arrival, Happening};
use crate::service::{bearer, operation, written};
use amazon_connect_chat_wasm::event::{Event, EventData};
use amazon_connect_chat_wasm::ids::{RequestId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::{HttpRequest, Input, LinkChange, Output, SocketEvent, TokenAnswer};
use serde_json::{Value, json};
use std::rc::Rc;

impl Life {
    pub(super) fn drain(&mut self) {
        while let Some(output) = self.hub.poll_output() {
            if !matches!(self.trace, crate::trace::Trace::Off) {
                self.note(|| format!("   {}", crate::describe::output(&output)));
            }
            self.carry_out(output);
        }
    }

    fn carry_out(&mut self, output: Output<Value>) {
        match output {
            Output::OpenSocket { id, url } => self.open_socket(id, url.0.as_str().expect("a URL is a text").to_owned()),
            Output::SendText { id, text } => {
                if !self.network.is_open(id) {
                    violated!("frames go to open sockets only", "{text} on socket {}", id.0);
                }
                self.figures.frames += 1;
                if let Some(at) = self.network.up(id, self.time, &mut self.chance) {
                    self.queue.at(at, Happening::FrameUp(id, text));
                }
            }
            Output::CloseSocket { id, .. } => self.close_socket(id),
            Output::Fetch { id, request } => self.fetch(id, request),
            Output::GiveUp(id) => {
                self.flights.remove(&id).expect("it is on its way");
            }
            Output::AskToken { id, session } => self.ask_token(id, session),
            Output::AskNetwork => {
                let truth = self.network.is_up(self.time);
                let lie = !self.faults.stopped() && self.chance.one_in(10);
                if lie {
                    self.faults.count(if truth { Fault::SaidOffline } else { Fault::SaidOnline });
                }
                let word = if truth != lie { LinkChange::SaidOnline } else { LinkChange::SaidOffline };
                let delay = self.chance.below(300);
                self.later(delay, Happening::Arrives(Arrival::Input(Input::Link(word))));
            }
            Output::Attach { connection, session } => self.supplied = Some((connection, session, false)),
            Output::Detach { .. } => self.supplied = None,
            Output::Emit(event) => self.emit(&event),
            Output::Settle { call, outcome } => self.checks.settled(call, &outcome),
            Output::Retired(_) | Output::Details { .. } | Output::Log(_) | Output::Measure { .. } => {}
        }
    }

    fn emit(&mut self, event: &Event<Value>) {
        self.checks.told(event);
        let item = match &event.data {
            EventData::Item(item) => item["Id"].as_str().map(str::to_owned),
            _ => None,
        };
        let at = self.time.next_multiple_of(self.device.throttle.min(1_000));
        self.queue.at(at, Happening::Arrives(Arrival::Handlers(event.session, event.kind, item)));
    }

    fn open_socket(&mut self, id: SocketId, url: String) {
        let contact = self.service.contact_of_url(&url).expect("the core opens what the service gave");
        let live = self.network.live().filter(|(_, wire)| wire.contact == contact).count();
        if live > 1 {
            violated!("at most two sockets for each contact", "{} for contact {contact}", live + 1);
        }
        if !self.checks.wants_socket(contact) {
            violated!("nothing after the end", "a socket is opened for contact {contact}");
        }
        let at = self.mono();
        self.checks.rates.handshake(contact, at);
        self.figures.handshakes += 1;
        self.network.shake(id, contact);
        self.urls.insert(id, url);
        let strikes = |life: &mut Life, fault| life.faults.strikes(fault, life.time, &mut life.chance);
        if strikes(self, Fault::NotMade) {
            self.later(0, Happening::Arrives(Arrival::Socket(id, SocketEvent::NotMade, None)));
        } else if strikes(self, Fault::HandshakeHangs) {
            self.cut(id);
        } else if strikes(self, Fault::HandshakeRefused) {
            let delay = 2 * self.network.delay(self.time, &mut self.chance);
            self.later(delay, closed(id));
        } else if !self.network.is_up(self.time) {
            self.cut(id);
            if self.chance.one_in(2) {
                let delay = self.chance.spread(1, 5_000);
                self.later(delay, closed(id));
            }
        } else if let Some(at) = self.network.up(id, self.time, &mut self.chance) {
            self.queue.at(at, Happening::Handshake(id));
        }
    }

    fn close_socket(&mut self, id: SocketId) {
        let at = self.network.up(id, self.time, &mut self.chance);
        match self.network.wires.get_mut(&id).filter(|wire| wire.phase != Phase::Gone) {
            Some(wire) => wire.phase = Phase::Gone,
            None => violated!("only live sockets are closed", "socket {}", id.0),
        }
        if let Some(at) = at {
            self.queue.at(at, Happening::ClosedUp(id));
        }
    }

    fn fetch(&mut self, id: RequestId, request: Rc<HttpRequest<Value>>) {
        let participant = bearer(&request).and_then(|token| self.service.participant_of(token));
        let owner = |life: &Life, name: &str| {
            let known = life.checks.sessions.iter().find(|(_, known)| known.participant == name);
            known.map(|(session, _)| *session)
        };
        let session = participant.and_then(|name| owner(self, name));
        let (at, what) = (self.mono(), operation(&request));
        match session.filter(|_| what == "connection") {
            Some(session) => self.checks.rates.details(session, at),
            None => self.checks.rates.request(self.checks.sessions.len(), at),
        }
        if let Some(session) = session {
            self.checks.sends(session, what);
        }
        self.figures.requests += 1;
        let hangs = self.faults.strikes(Fault::RequestHangs, self.time, &mut self.chance);
        self.flights.insert(id, Flight { session, request, hangs });
        if hangs {
            let delay = self.chance.between(60_000, 300_000);
            self.fails(id, delay);
        } else if self.faults.strikes(Fault::RequestLost, self.time, &mut self.chance) || !self.network.is_up(self.time)
        {
            let delay = self.chance.spread(1, 20_000);
            self.fails(id, delay);
        } else {
            let delay = self.network.delay(self.time, &mut self.chance);
            self.later(delay, Happening::RequestUp(id));
        }
    }

    /// The browser gives a request up after so long.
    pub(super) fn fails(&mut self, id: RequestId, delay: u64) {
        let outcome = Reply::Unreachable.outcome().expect("it has one");
        self.later(delay, Happening::Arrives(Arrival::Input(Input::Response(id, outcome))));
    }

    fn ask_token(&mut self, id: RequestId, session: SessionId) {
        let at = self.mono();
        self.checks.rates.details(session, at);
        let known = &self.checks.sessions[&session];
        let (token, until) = self.service.issue_token(known.contact, &known.participant.clone(), self.time);
        let answer = if self.faults.strikes(Fault::TokenFails, self.time, &mut self.chance) {
            self.chance.pick(&[TokenAnswer::Rejected, TokenAnswer::Failed(json!("error"))])
        } else {
            let transport = json!({"participantToken": token, "expiry": written(until)});
            TokenAnswer::Fulfilled(json!({"chatTokenTransport": transport}))
        };
        let delay = self.chance.below(500);
        self.later(delay, Happening::Arrives(Arrival::Input(Input::Token(id, answer))));
    }
}

/// The browser finds that a socket is gone.
pub(super) fn closed(id: SocketId) -> Happening {
    Happening::Arrives(Arrival::Socket(id, SocketEvent::Closed { code: 1006 }, None))
}
