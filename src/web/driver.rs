//! Feeds the core and acts on what it wants: one input, drain, release the borrow, act, arm one timer.
//!
//! The page is never called while the core is borrowed, so a listener may call back and a listener that
//! throws harms nobody.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::listener::Listener;
use super::{Clock, Host, Socket, Timer, Undo, http, page, value};
use crate::config::Config;
use crate::event::EventKind;
use crate::hub::Hub;
use crate::ids::{ConnectionId, IdMap, RequestId, SessionId, SocketId};
use crate::io::{Input, LinkChange, Output, SocketEvent};
use crate::rng::Rng;
use crate::time::{Now, Timestamp};

/// Everything that one page's sessions own, and the page's side.
pub(super) struct Driver {
    pub(super) host: Host,
    pub(super) inner: RefCell<Inner>,
}

pub(super) struct Inner {
    pub(super) hub: Hub<JsValue>,
    pub(super) clock: Clock,
    pub(super) sockets: IdMap<SocketId, Socket>,
    pub(super) fetches: IdMap<RequestId, Undo>,
    pub(super) sessions: IdMap<SessionId, PageSide>,
    pub(super) managers: Vec<JsValue>,
    pub(super) attached: Option<(ConnectionId, Undo)>,
    /// `isNetworkOnline`; absent where the page gave none.
    pub(super) network_probe: JsValue,
    /// Events that were raised and wait for their task.
    pub(super) raised: Vec<(SessionId, EventKind, JsValue)>,
    pub(super) dispatch: Timer,
    alarm: Timer,
    alarm_at: Option<Timestamp>,
    _signals: Undo,
    /// Where the page's signals and its word on the network go.
    pub(super) signalled: Function,
}

/// What a session's page handed over for it.
pub(super) struct PageSide {
    /// `getConnectionToken`.
    pub(super) token_source: JsValue,
    /// The connection that it supplied.
    pub(super) manager: JsValue,
}

impl Driver {
    pub(super) fn new(host: Host) -> Self {
        value::set_up();
        let mut clock = Clock::default();
        let seed = || (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
        let rng = Rng::new(seed()).mixed_with(seed());
        let mut hub = Hub::new(Config::default(), rng, clock.now());
        if page::seems_offline() {
            hub.handle_input(clock.now(), Input::Link(LinkChange::Offline));
        }
        let signalled = Listener::Signals.function(&host, 0);
        let inner = Inner {
            hub,
            clock,
            sockets: IdMap::default(),
            fetches: IdMap::default(),
            sessions: IdMap::default(),
            managers: Vec::new(),
            attached: None,
            network_probe: JsValue::UNDEFINED,
            raised: Vec::new(),
            dispatch: Timer::new(Listener::Dispatch.function(&host, 0)),
            alarm: Timer::new(Listener::Alarm.function(&host, 0)),
            alarm_at: None,
            _signals: page::listen(&signalled),
            signalled,
        };
        Driver { host, inner: RefCell::new(inner) }
    }

    /// A callback of the browser: something happened, `what`, and a value that belongs to it.
    pub(super) fn told(&self, listener: Listener, id: u32, what: u8, value: JsValue) {
        let input = match listener {
            Listener::Alarm => self.alarm_fired(),
            Listener::Dispatch => return self.dispatch(),
            Listener::Signals => page::signal(what),
            Listener::Socket => self.socket_told(SocketId(id), Socket::event(what, value)),
            Listener::Fetch => {
                let done = self.inner.borrow_mut().fetches.remove(RequestId(id));
                drop(done);
                Input::Response(RequestId(id), http::outcome(value))
            }
            Listener::Token => Input::Token(RequestId(id), page::token_answer(what, value)),
            Listener::Supplied => Input::Supplied(ConnectionId(id), page::supplied_event(what, value)),
        };
        self.input(input);
    }

    fn socket_told(&self, id: SocketId, event: SocketEvent<JsValue>) -> Input<JsValue> {
        if matches!(event, SocketEvent::Closed { .. }) {
            let done = self.inner.borrow_mut().sockets.remove(id);
            drop(done);
        }
        Input::Socket(id, event)
    }

    /// A fact from the world.
    pub(super) fn input(&self, input: Input<JsValue>) {
        self.act(|hub, now| hub.handle_input(now, input));
    }

    /// Lets `wish` use the core, then does what the core wants.
    pub(super) fn act<R>(&self, wish: impl FnOnce(&mut Hub<JsValue>, Now) -> R) -> R {
        let result = {
            let inner = &mut *self.inner.borrow_mut();
            let now = inner.clock.now();
            wish(&mut inner.hub, now)
        };
        self.carry_out();
        result
    }

    /// Arms the timer and does what the core wants. Apart from `act`, so that it exists once.
    fn carry_out(&self) {
        self.arm();
        // What is done here may lead back here; there is one queue, so the order is kept.
        while let Some(output) = self.next_output() {
            self.perform(output);
        }
    }

    fn next_output(&self) -> Option<Output<JsValue>> {
        self.inner.borrow_mut().hub.poll_output()
    }

    fn arm(&self) {
        let inner = &mut *self.inner.borrow_mut();
        let wanted = inner.hub.poll_timeout();
        if wanted == inner.alarm_at {
            return;
        }
        inner.alarm_at = wanted;
        match wanted {
            Some(deadline) => {
                let now = inner.clock.now();
                inner.alarm.arm(deadline.since(now.mono) as f64);
            }
            None => inner.alarm.cancel(),
        }
    }

    fn alarm_fired(&self) -> Input<JsValue> {
        let inner = &mut *self.inner.borrow_mut();
        inner.alarm.fired();
        inner.alarm_at = None;
        Input::TimeReached
    }

    /// Delivers what was raised, in one task for all: a page with many items pays for one timer.
    fn dispatch(&self) {
        let raised = {
            let inner = &mut *self.inner.borrow_mut();
            inner.dispatch.fired();
            std::mem::take(&mut inner.raised)
        };
        for (session, kind, payload) in raised {
            self.host.dispatch(session.0, kind as u8, payload);
            let over = kind == EventKind::ChatEnded;
            if over {
                self.input(Input::EndDelivered(session));
            }
            if over || self.inner.borrow().hub.is_detached(session) {
                self.host.ended(session.0, over);
            }
        }
    }
}
