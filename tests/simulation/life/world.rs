//! What happens at the service and on the way to it.

use super::Life;
use super::outputs::closed;
use crate::chance::Chance;
use crate::common::Reply;
use crate::faults::Fault;
use crate::invariants::Item;
use crate::network::{CALM_DELAY, Phase};
use crate::noise;
use crate::queue::{Arrival, Happening};
use crate::service::{SOCKET_LIFETIME, item_frame, operation};
use amazon_connect_chat_wasm::ids::{RequestId, SocketId};
use amazon_connect_chat_wasm::io::{Input, SocketEvent, SuppliedEvent};
use serde_json::{Value, json};

impl Life {
    pub(super) fn happens(&mut self, happening: Happening) {
        match happening {
            Happening::Arrives(arrival) => self.arrives(arrival),
            Happening::FrameDown(id, event, item) => match self.network.arrives(id, self.time, false) {
                Ok(()) => self.arrives(Arrival::Socket(id, event, item)),
                Err(Some(at)) => self.queue.at(at, Happening::FrameDown(id, event, item)),
                Err(None) => {}
            },
            Happening::Handshake(id) => match self.network.arrives(id, self.time, true) {
                Ok(()) => self.handshake(id),
                Err(Some(at)) => self.queue.at(at, Happening::Handshake(id)),
                Err(None) => {}
            },
            Happening::FrameUp(id, text) => match self.network.arrives(id, self.time, true) {
                Ok(()) => self.frame_up(id, text),
                Err(Some(at)) => self.queue.at(at, Happening::FrameUp(id, text)),
                Err(None) => {}
            },
            Happening::ClosedUp(id) => {
                self.service.lines.remove(&id);
            }
            Happening::ServiceCloses(id) => {
                if self.service.lines.remove(&id).is_some() {
                    self.note(|| format!("the service closes socket {}", id.0));
                    let code = self.chance.pick(&[1000, 1001, 1006, 1012]);
                    self.down(id, SocketEvent::Closed { code }, None);
                }
            }
            Happening::RequestUp(id) => self.request_up(id),
            Happening::Talk(contact) => {
                let delay = self.chance.spread(self.pace / 40, self.pace);
                self.later(delay, Happening::Talk(contact));
                self.say(contact);
                self.supplied_talk(contact);
            }
            Happening::Say(contact) => self.say(contact),
            Happening::PageActs => {
                let delay = self.chance.spread(200, 120_000);
                self.later(delay, Happening::PageActs);
                let wish = self.page.act(!self.faults.stopped(), &mut self.chance);
                if let Some(wish) = wish.filter(|_| self.device.runs) {
                    self.wishes(wish);
                }
            }
            Happening::Trouble => self.trouble(),
            Happening::OutageEnds { told } => {
                self.note(|| "the network is back".to_owned());
                if told {
                    self.signal(2_000, crate::life::trouble::ONLINE);
                }
            }
            Happening::Resumes { signals } => self.resume(signals),
            Happening::ThrottleEnds => {
                self.device.throttle = 1;
                self.signal(100, Input::Woke);
            }
        }
    }

    /// Sends a frame, or the end of the socket, to the page.
    pub(super) fn down(&mut self, id: SocketId, event: SocketEvent<Value>, item: Option<Item>) {
        if let Some(at) = self.network.down(id, self.time, &mut self.chance) {
            self.queue.at(at, Happening::FrameDown(id, event, item));
        }
    }

    /// Nothing comes through this socket any more.
    pub(super) fn cut(&mut self, id: SocketId) {
        if let Some(wire) = self.network.wires.get_mut(&id) {
            wire.cut = true;
        }
    }

    /// Like [`Life::cut`]; the browser may notice after a while.
    pub(super) fn cut_for_good(&mut self, id: SocketId) {
        self.cut(id);
        if self.chance.one_in(2) {
            let delay = self.chance.spread(100, 300_000);
            self.later(delay, closed(id));
        }
    }

    fn handshake(&mut self, id: SocketId) {
        let url = self.urls.remove(&id).unwrap_or_default();
        if self.service.accepts(id, &url, self.time) {
            self.later(SOCKET_LIFETIME, Happening::ServiceCloses(id));
            self.down(id, SocketEvent::Opened, None);
            let contact = self.service.lines[&id].contact;
            if self.service.subscribers(contact).len() == 1 {
                // One socket takes over from another: that is when items get lost or doubled.
                for _ in 0..4 {
                    let delay = self.chance.below(4 * CALM_DELAY);
                    self.later(delay, Happening::Say(contact));
                }
            }
        } else {
            self.down(id, SocketEvent::Closed { code: 1006 }, None);
        }
    }

    fn frame_up(&mut self, id: SocketId, text: &'static str) {
        if !self.service.lines.contains_key(&id) {
            return;
        }
        let mut strikes = |fault| self.faults.strikes(fault, self.time, &mut self.chance);
        let noise = strikes(Fault::Noise);
        let answer = if text.contains("aws/subscribe") {
            if strikes(Fault::SubscribeIgnored) {
                None
            } else if strikes(Fault::SubscribeRefused) {
                Some(r#"{"topic":"aws/subscribe","content":{"status":"failure","topics":["aws/chat"]}}"#)
            } else {
                self.service.subscribe(id)
            }
        } else if text.contains("aws/ping") {
            let refused = strikes(Fault::PingRefused);
            let fine = r#"{"topic":"aws/ping","statusCode":200,"statusContent":"OK"}"#;
            Some(if refused { r#"{"topic":"aws/ping","statusCode":500,"statusContent":"FAILED"}"# } else { fine })
        } else if strikes(Fault::HeartbeatSwallowed) {
            None
        } else {
            Some(r#"{"topic":"aws/heartbeat"}"#)
        };
        if let Some(answer) = answer {
            self.down(id, SocketEvent::Text(json!(answer)), None);
        }
        if noise {
            let frame = noise::frame(&mut self.chance);
            self.down(id, SocketEvent::Text(json!(frame)), None);
            // An answer that nobody waits for.
            let outcome = Reply::Status(500).outcome().expect("it has one");
            let nobodys = RequestId(u32::MAX);
            self.later(0, Happening::Arrives(Arrival::Input(Input::Response(nobodys, outcome))));
        }
    }

    fn request_up(&mut self, id: RequestId) {
        let Some(flight) = self.flights.get(&id) else { return };
        let request = flight.request.clone();
        let what = operation(&request);
        let mut strikes = |fault| self.faults.strikes(fault, self.time, &mut self.chance);
        let is_details = what == "connection";
        let reply = if strikes(Fault::Status5xx) {
            Reply::Status(500)
        } else if strikes(Fault::Throttled) {
            Reply::Error(429, "ThrottlingException")
        } else if strikes(Fault::Asked) {
            let seconds = self.chance.pick(&["1", "5", "20", "60"]);
            Reply::Asked(self.chance.pick(&[429, 503]), seconds)
        } else if strikes(Fault::Html) {
            Reply::Html(self.chance.pick(&[200, 502]))
        } else if strikes(Fault::Garbage) {
            Reply::Body(noise::answer(&mut self.chance))
        } else if strikes(Fault::Refused) {
            // A 403 on the way back ends the chat for good: rare, or few lives would last.
            let denied = self.chance.one_in(10);
            if denied { Reply::Error(403, "AccessDeniedException") } else { Reply::Error(400, "ValidationException") }
        } else {
            let answer = self.service.answer(&request, self.time);
            self.broadcast(answer.contact, &answer.items);
            if self.faults.strikes(Fault::AnswerLost, self.time, &mut self.chance) {
                let delay = self.chance.spread(1, 20_000);
                return self.fails(id, delay);
            }
            match answer.reply {
                Reply::Body(mut body)
                    if is_details && self.faults.strikes(Fault::BadUrl, self.time, &mut self.chance) =>
                {
                    let stale = self.service.stale_url(answer.contact);
                    let url = self.chance.pick(&["", "http://sockets.test/1", "wss://", stale.as_str()]).to_owned();
                    body["Websocket"]["Url"] = json!(url);
                    Reply::Body(body)
                }
                reply => reply,
            }
        };
        let delay = self.network.delay(self.time, &mut self.chance);
        let outcome = reply.outcome().expect("it is answered");
        self.later(delay, Happening::Arrives(Arrival::Input(Input::Response(id, outcome))));
    }

    fn say(&mut self, contact: usize) {
        let items = self.service.talk(contact, self.time, &mut self.chance);
        self.broadcast(contact, &items);
    }

    /// Sends items to everybody who listens.
    pub(super) fn broadcast(&mut self, contact: usize, items: &[Value]) {
        for item in items {
            let Some(known) = Item::read(item) else { continue };
            if let Some(sent) = &mut self.sent {
                sent.push(known.clone());
            }
            let frame = json!(item_frame(item));
            for id in self.service.subscribers(contact) {
                self.down(id, SocketEvent::Text(frame.clone()), Some(known.clone()));
            }
            if let Some((connection, session, _)) = self.supplied
                && self.checks.sessions[&session].contact == contact
            {
                let frame = json!({"topic": "aws/chat", "content": item.to_string()});
                let event = Input::Supplied(connection, SuppliedEvent::Frame(frame));
                self.later(0, Happening::Arrives(Arrival::Input(event)));
            }
        }
    }

    /// The connection that an agent's page supplied has its own ups and downs.
    fn supplied_talk(&mut self, contact: usize) {
        let Some((connection, session, up)) = &mut self.supplied else { return };
        if self.checks.sessions[session].contact != contact {
            return;
        }
        let event = match self.chance.below(if self.faults.stopped() { 3 } else { 12 }) {
            0..=3 if !*up => SuppliedEvent::Gained,
            4..=5 if *up => SuppliedEvent::Lost,
            6 => SuppliedEvent::Failed,
            7 => SuppliedEvent::DeepHeartbeatFailure,
            8 => SuppliedEvent::DeepHeartbeatSuccess,
            _ => return,
        };
        match event {
            SuppliedEvent::Gained => *up = true,
            SuppliedEvent::Lost | SuppliedEvent::Failed => *up = false,
            _ => {}
        }
        let input = Input::Supplied(*connection, event);
        self.later(0, Happening::Arrives(Arrival::Input(input)));
    }

    /// Whether this contact's sockets carry the chat, as the service sees it.
    pub(super) fn is_carried(&self, contact: usize) -> bool {
        self.network.live().any(|(id, wire)| {
            let subscribed = self.service.lines.get(&id).is_some_and(|line| line.subscribed);
            wire.contact == contact && wire.phase == Phase::Open && !wire.cut && subscribed
        })
    }
}
