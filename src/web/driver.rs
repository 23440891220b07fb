//! Feeds the core and acts on what it wants: one input, drain, release the borrow, act, arm one timer.
//!
//! The page is never called while the core is borrowed, so a listener may call back and a listener that
//! throws harms nobody.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::callback::{Callback, callback};
use super::{Clock, Fetch, Host, Signals, Socket, Timer, page, value};
use crate::config::Config;
use crate::event::EventKind;
use crate::hub::Hub;
use crate::ids::{ConnectionId, IdMap, RequestId, SessionId, SocketId};
use crate::io::{Input, LinkChange, Output};
use crate::rng::Rng;
use crate::time::{Now, Timestamp};

/// Everything that one page's sessions own, shared by the browser callbacks that lead back here.
#[derive(Clone)]
pub(super) struct Driver(pub(super) Rc<RefCell<Inner>>);

/// The way back for a browser callback. It does not keep the driver alive: the driver owns the callback.
pub(super) struct WayBack(Weak<RefCell<Inner>>);

impl WayBack {
    /// The driver, unless the client was dropped.
    pub(super) fn driver(&self) -> Option<Driver> {
        self.0.upgrade().map(Driver)
    }
}

pub(super) struct Inner {
    pub(super) host: Rc<Host>,
    pub(super) hub: Hub<JsValue>,
    clock: Clock,
    /// What the core wants done, in order.
    outbox: VecDeque<Output<JsValue>>,
    pub(super) sockets: IdMap<SocketId, Socket>,
    pub(super) fetches: IdMap<RequestId, Fetch>,
    pub(super) questions: IdMap<RequestId, Callback>,
    pub(super) sessions: IdMap<SessionId, PageSide>,
    pub(super) managers: Vec<JsValue>,
    pub(super) attached: Option<(ConnectionId, super::perform::Attachment)>,
    /// `isNetworkOnline`; absent where the page gave none.
    pub(super) network_probe: JsValue,
    /// Events that were raised and wait for their task.
    pub(super) raised: Vec<(SessionId, EventKind, JsValue)>,
    pub(super) dispatch: Timer,
    alarm: Timer,
    alarm_at: Option<Timestamp>,
    _signals: Signals,
    pub(super) network_told: Function,
    _callbacks: [Callback; 4],
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
        let host = Rc::new(host);
        Driver(Rc::new_cyclic(|weak: &Weak<RefCell<Inner>>| {
            let later = |act: fn(&Driver, u8)| {
                let back = WayBack(weak.clone());
                callback(&host, move |what, _| {
                    if let Some(driver) = back.driver() {
                        act(&driver, what);
                    }
                })
            };
            let (on_alarm, alarm) = later(|driver, _| driver.alarm_fired());
            let (on_dispatch, dispatch) = later(|driver, _| driver.dispatch());
            let (on_signal, signal) = later(|driver, what| driver.signalled(what));
            let (on_network, network_told) = later(|driver, what| driver.signalled(what));
            let mut clock = Clock::default();
            let seed = || (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64;
            let rng = Rng::new(seed()).mixed_with(seed());
            let mut hub = Hub::new(Config::default(), rng, clock.now());
            if page::seems_offline() {
                hub.handle_input(clock.now(), Input::Link(LinkChange::Offline));
            }
            RefCell::new(Inner {
                hub,
                clock,
                outbox: VecDeque::new(),
                sockets: IdMap::default(),
                fetches: IdMap::default(),
                questions: IdMap::default(),
                sessions: IdMap::default(),
                managers: Vec::new(),
                attached: None,
                network_probe: JsValue::UNDEFINED,
                raised: Vec::new(),
                dispatch: Timer::new(dispatch),
                alarm: Timer::new(alarm),
                alarm_at: None,
                _signals: Signals::new(&signal),
                network_told,
                _callbacks: [on_alarm, on_dispatch, on_signal, on_network],
                host,
            })
        }))
    }

    pub(super) fn way_back(&self) -> WayBack {
        WayBack(Rc::downgrade(&self.0))
    }

    /// A fact from the world.
    pub(super) fn input(&self, input: Input<JsValue>) {
        self.act(|hub, now| hub.handle_input(now, input));
    }

    /// Lets `wish` use the core, then does what the core wants.
    pub(super) fn act<R>(&self, wish: impl FnOnce(&mut Hub<JsValue>, Now) -> R) -> R {
        let result = {
            let inner = &mut *self.0.borrow_mut();
            let now = inner.clock.now();
            wish(&mut inner.hub, now)
        };
        self.carry_out();
        result
    }

    /// Drains the core, arms the timer and acts on what was drained. Apart from `act`, so that it exists once.
    fn carry_out(&self) {
        {
            let inner = &mut *self.0.borrow_mut();
            while let Some(output) = inner.hub.poll_output() {
                inner.outbox.push_back(output);
            }
        }
        self.arm();
        // What is done here may lead back here; the queue is shared, so the order is kept.
        while let Some(output) = self.next_output() {
            self.perform(output);
        }
    }

    fn next_output(&self) -> Option<Output<JsValue>> {
        self.0.borrow_mut().outbox.pop_front()
    }

    fn arm(&self) {
        let inner = &mut *self.0.borrow_mut();
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

    fn alarm_fired(&self) {
        {
            let inner = &mut *self.0.borrow_mut();
            inner.alarm.fired();
            inner.alarm_at = None;
        }
        self.input(Input::TimeReached);
    }

    fn signalled(&self, what: u8) {
        self.input(match what {
            0 => Input::Link(LinkChange::Offline),
            1 => Input::Link(LinkChange::Online),
            2 => Input::Woke,
            3 => Input::Link(LinkChange::SaidOffline),
            _ => Input::Link(LinkChange::SaidOnline),
        });
    }

    /// Delivers what was raised, in one task for all: a page with many items pays for one timer.
    fn dispatch(&self) {
        let (host, raised) = {
            let inner = &mut *self.0.borrow_mut();
            inner.dispatch.fired();
            (inner.host.clone(), std::mem::take(&mut inner.raised))
        };
        for (session, kind, payload) in raised {
            host.dispatch(session.0, kind as u8, payload);
            let over = kind == EventKind::ChatEnded;
            if over {
                self.input(Input::EndDelivered(session));
            }
            if over || self.0.borrow().hub.is_detached(session) {
                host.ended(session.0, over);
            }
        }
    }
}
