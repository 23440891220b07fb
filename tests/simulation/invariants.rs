//! What must hold in every life, and the evidence for it.
//!
//! A violation is a panic that begins with the invariant's name; `docs/simulation.md` has the table.

mod delivery;
mod ending;
mod rates;
mod recovery;

use amazon_connect_chat_wasm::error::Failure;
use amazon_connect_chat_wasm::event::{Event, EventData, EventKind};
use amazon_connect_chat_wasm::ids::{CallId, SessionId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet, HashSet};

pub use delivery::Item;
pub use ending::Cause;
pub use rates::Rates;
use recovery::{CaughtUp, Message};

/// Ends the life with the name of the invariant that does not hold.
macro_rules! violated {
    ($name:literal, $($what:tt)*) => {
        panic!(concat!("INVARIANT ", $name, ": {}"), format!($($what)*))
    };
}
pub(crate) use violated;

/// How far a session has come, by what the page did and was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Not connected (any more): made, broken, or left.
    Off,
    /// On a connection that should deliver.
    On,
    /// Told of its end.
    Ended,
    Disposed,
}

/// What the page was last told of the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Up,
    Down,
}

/// What is known of a session.
#[derive(Debug)]
pub struct Known {
    pub contact: usize,
    pub participant: String,
    pub stage: Stage,
    pub is_agent: bool,
    told: Told,
    /// The latest call of `connect()`.
    connecting: Option<CallId>,
    /// It broke before `connect()` had its answer.
    broke_early: bool,
    /// Items that its handlers got.
    seen: HashSet<u64>,
    /// Streamed messages that came complete in a fetched transcript: their last chunk is no news.
    fetched: HashSet<String>,
    /// Where the page wants what it misses: how far it has come.
    caught_up: Option<CaughtUp>,
    /// Requests that it may still send after its end: what the page asked for since.
    allowance: u32,
}

/// The evidence.
#[derive(Default)]
pub struct Checks {
    pub sessions: BTreeMap<SessionId, Known>,
    unsettled: BTreeMap<CallId, SessionId>,
    settled: BTreeSet<CallId>,
    sure: BTreeSet<CallId>,
    pub rates: Rates,
    /// What the core was last told: whatever it does now follows from it.
    pub cause: Cause,
    arriving: Option<Item>,
    /// Items that have reached the page's machine on a live socket, by contact.
    arrived: HashSet<(usize, u64)>,
    /// Items that reached handlers.
    pub delivered: u64,
    /// The messages that pages wrote.
    messages: BTreeMap<CallId, Message>,
    /// Nothing goes wrong: a connection that is lost now is lost by the core.
    pub calm: bool,
}

impl Checks {
    pub fn created(&mut self, id: SessionId, contact: usize, participant: String, is_agent: bool, reliable: bool) {
        let known = Known {
            contact,
            participant,
            stage: Stage::Off,
            is_agent,
            told: Told::Nothing,
            connecting: None,
            broke_early: false,
            seen: HashSet::new(),
            fetched: HashSet::new(),
            caught_up: reliable.then(CaughtUp::default),
            allowance: 0,
        };
        self.sessions.insert(id, known);
    }

    /// The core took a call on.
    pub fn accepted(&mut self, call: CallId, session: SessionId, requests: u32) {
        // It may have settled before it was accepted: both happen within one wish.
        if !self.settled.contains(&call) {
            self.unsettled.insert(call, session);
        }
        if let Some(known) = self.sessions.get_mut(&session)
            && known.stage == Stage::Ended
        {
            known.allowance += requests;
        }
    }

    /// A call that makes sense, while all is well and has been for long: nothing excuses its failure.
    pub fn must_succeed(&mut self, call: CallId) {
        self.sure.insert(call);
    }

    pub fn settled(&mut self, call: CallId, outcome: &Result<Value, Failure<Value>>) {
        self.unsettled.remove(&call);
        if let Err(failure) = outcome
            && self.calm
            && self.sure.contains(&call)
        {
            violated!("in calm weather nothing is lost", "call {} failed: {failure}", call.0);
        }
        if let Some(message) = self.messages.get_mut(&call) {
            // An answer that makes no sense may look like one that does.
            let names = |data: &Value| data["Id"].as_str().is_some_and(|id| id.starts_with("item-"));
            message.sent = outcome.as_ref().is_ok_and(names);
        }
        if !self.settled.insert(call) {
            violated!("every call settles exactly once", "call {} settled again", call.0);
        }
    }

    /// Every call that was made before `until` is settled.
    pub fn all_settled(&self, until: CallId, when: &str) {
        if let Some((call, session)) = self.unsettled.range(..=until).next() {
            violated!("every call settles exactly once", "call {} of session {} is open {when}", call.0, session.0);
        }
    }

    /// A session that was let go of owes nothing.
    pub fn all_settled_of(&self, session: SessionId) {
        if let Some((call, _)) = self.unsettled.iter().find(|(_, owner)| **owner == session) {
            violated!("every call settles exactly once", "call {} is open after dispose", call.0);
        }
    }

    pub fn began_to_connect(&mut self, call: CallId, session: SessionId) {
        self.accepted(call, session, 0);
        if let Some(known) = self.sessions.get_mut(&session) {
            (known.connecting, known.broke_early) = (Some(call), false);
        }
    }

    /// The page took a session off its connection.
    pub fn left(&mut self, session: SessionId) {
        if let Some(known) = self.sessions.get_mut(&session)
            && known.stage == Stage::On
        {
            (known.stage, known.told) = (Stage::Off, Told::Nothing);
        }
    }

    pub fn disposed(&mut self, session: SessionId) {
        if let Some(known) = self.sessions.get_mut(&session) {
            known.stage = Stage::Disposed;
        }
    }

    /// Sessions that should be connected, or told why not.
    pub fn on(&self) -> impl Iterator<Item = (SessionId, &Known)> {
        let on = self.sessions.iter().filter(|(_, known)| known.stage == Stage::On && !known.is_agent);
        on.map(|(session, known)| (*session, known))
    }

    /// The core tells the page something.
    pub fn told(&mut self, event: &Event<Value>) {
        let Some(known) = self.sessions.get_mut(&event.session) else {
            violated!("nothing after the end", "{:?} of a session that nobody made", event.kind);
        };
        if matches!(known.stage, Stage::Ended | Stage::Disposed) {
            violated!("nothing after the end", "{:?} is told of session {}", event.kind, event.session.0);
        }
        match (event.kind, &event.data) {
            (EventKind::ConnectionEstablished, EventData::Connected(_)) => {
                // A connection that broke at once is told before the success of `connect()`.
                known.stage = if known.broke_early { Stage::Off } else { Stage::On };
            }
            (EventKind::ConnectionEstablished, _) => known.change(Told::Up, event),
            (EventKind::ConnectionLost, EventData::Reason(reason)) if self.calm && !known.is_agent => {
                violated!("in calm weather nothing is lost", "session {}: {}", event.session.0, reason.code());
            }
            (EventKind::ConnectionLost, _) => known.change(Told::Down, event),
            (EventKind::ConnectionBroken, EventData::Reason(reason)) => {
                self.cause.explains_break(*reason, known.told == Told::Down);
                (known.stage, known.told, known.broke_early) = (Stage::Off, Told::Nothing, true);
            }
            (EventKind::ChatEnded, _) => {
                known.stage = Stage::Ended;
                // Where the page catches up first, the end is told later than it was heard of.
                if !known.caught_up.as_ref().is_some_and(|caught_up| caught_up.end_is_known) {
                    self.cause.explains_end();
                }
            }
            (EventKind::ConnectionStateChanged, _) => {}
            (EventKind::Recovery, EventData::Item(report)) => known.reported(report),
            (_, EventData::Item(item)) => self.handed_over(event.session, event.kind, item),
            _ => {}
        }
    }
}

impl Known {
    fn change(&mut self, told: Told, event: &Event<Value>) {
        if self.told == told {
            violated!("lost and established alternate", "session {} is told {:?} again", event.session.0, event.kind);
        }
        self.told = told;
    }
}
