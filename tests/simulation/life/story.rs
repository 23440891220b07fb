//! The course of a life: trouble, recovery, calm weather, the end, and the time after it.

use super::{Flight, Life};
use crate::chance::Chance;
use crate::common::content_type;
use crate::faults::Fault;
use crate::figures::Figures;
use crate::invariants::{Item, Stage, violated};
use crate::network::CALM_DELAY;
use crate::page::Wish;
use crate::queue::Happening;
use crate::trace::Trace;
use amazon_connect_chat_wasm::hub::{CallKind, ConnectionStatus};
use amazon_connect_chat_wasm::ids::{CallId, SessionId, SocketId};
use amazon_connect_chat_wasm::io::Input;
use serde_json::json;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
/// What was slow is on its way no longer than this.
const UNDER_WAY: u64 = 5_000;
/// There and back.
const ROUND_TRIP: u64 = 2 * CALM_DELAY;
/// A socket that fell silent is found out within two beats.
const DETECTION: u64 = 20_000;
/// The cap of the delays between two tries; with a false word that there is no network, the delay itself.
const CAP: u64 = 30_000;
/// Within this time after the faults have stopped, or after what the service asked for in `Retry-After`, the chat
/// is carried again: found out, the longest delay, and three round trips (details, handshake, subscription). The
/// hanging handshake of the last moment is covered, too: it is given up after 10 s.
pub const RECOVERY: u64 = DETECTION + CAP + 3 * ROUND_TRIP;

/// A request for details that hangs is given up after so long.
const PATIENCE: u64 = 30_000;

/// A page that missed the end of its contact learns of it so much later: the service closes the socket within a
/// minute, and an old URL is tried twice before details are asked for and refused.
const TOLD_OF_END: u64 = MINUTE + 2 * CAP;

/// Lives once. Panics with the name of the invariant that does not hold.
pub fn live(seed: u64, trace: Trace) -> (Figures, Trace) {
    let mut life = Life::new(seed, trace);
    life.in_trouble();
    life.recovers();
    life.in_calm_weather();
    life.ends();
    let mut figures = life.figures;
    figures.lives = 1;
    figures.faults = life.faults.counts().collect();
    figures.delivered = life.checks.delivered;
    figures.most_handshakes = life.checks.rates.most_handshakes;
    figures.most_details = life.checks.rates.most_details;
    (figures, life.trace)
}

impl Life {
    fn in_trouble(&mut self) {
        let longest = if self.chance.one_in(24) { 180 } else { 12 };
        self.faults_end = self.chance.spread(20_000, longest * MINUTE);
        self.later(0, Happening::Trouble);
        self.later(1_000, Happening::PageActs);
        for contact in 0..self.service.contacts.len() {
            self.later(500, Happening::Talk(contact));
        }
        // A contact that ends while things go wrong: the page may not be there to hear of it.
        let ends_early = self.chance.one_in(10).then(|| self.chance.below(self.faults_end));
        if let Some(moment) = ends_early {
            self.until(moment);
            self.end_contact(0);
        }
        // Sleep may last longer than the trouble was to.
        while self.time < self.faults_end {
            self.until(self.faults_end);
        }
        self.until(self.faults_end + UNDER_WAY);
    }

    /// Once the faults stop, every session is connected in time, or was told why not.
    fn recovers(&mut self) {
        self.note(|| "THE FAULTS STOP".to_owned());
        self.last_blow();
        self.faults.stop();
        self.service.take_all_urls(self.time);
        let patience = self.answer_what_hangs();
        // With or without a word from the browser: none is needed.
        if self.chance.one_in(2) {
            self.signal(1_000, super::trouble::ONLINE);
            self.signal(1_000, Input::Woke);
        }
        let calls = CallId(self.calls);
        let began = self.time;
        let asked = self.checks.rates.asked_until.saturating_sub(self.mono());
        let limit = began + asked + patience + RECOVERY;
        self.figures.lasting = u64::from(self.checks.on().next().is_some());
        let was_up = self.unconnected().is_none();
        let mut recovered = was_up;
        while self.time < limit {
            self.until((self.time + 250).min(limit));
            if !recovered && self.unconnected().is_none() {
                recovered = true;
                self.figures.recoveries += 1;
                self.figures.recovery_millis += self.time - began;
                self.figures.slowest_recovery = self.time - began;
            }
        }
        if self.unconnected().is_some_and(|(session, _)| self.has_ended(session)) {
            self.until(limit + TOLD_OF_END);
        }
        if let Some((session, why)) = self.unconnected() {
            let (session, took) = (session.0, self.time - began);
            violated!("once the faults stop, connected in time or ended", "session {session} after {took} ms: {why}");
        }
        self.checks.all_settled(calls, "long after the faults stopped");
    }

    /// Requests that hang fail now, but for those that the core gives up by itself. How long that takes.
    fn answer_what_hangs(&mut self) -> u64 {
        let connected: Vec<SessionId> = self.checks.on().map(|(session, _)| session).collect();
        let given_up = |flight: &Flight| {
            let is_connected = flight.session.is_some_and(|session| connected.contains(&session));
            is_connected && crate::service::operation(&flight.request) == "connection"
        };
        let hanging = self.flights.iter().filter(|(_, flight)| flight.hangs);
        let (left, failing): (Vec<_>, Vec<_>) =
            hanging.map(|(id, flight)| (*id, given_up(flight))).partition(|(_, left)| *left);
        for (id, _) in failing {
            self.fails(id, CALM_DELAY);
        }
        if left.is_empty() { 0 } else { PATIENCE }
    }

    /// Most lives are hit once more in the last moment, so that there is something to recover from.
    fn last_blow(&mut self) {
        let fault = self.chance.pick(&[Fault::HalfOpen, Fault::HalfOpen, Fault::SocketClosed, Fault::Slow]);
        if fault == Fault::Slow {
            return;
        }
        let live: Vec<SocketId> = self.network.live().map(|(id, _)| id).collect();
        for id in live {
            self.faults.count(fault);
            match fault {
                Fault::HalfOpen => self.cut(id),
                _ => self.happens(Happening::ServiceCloses(id)),
            }
        }
    }

    /// The first session that should be connected and is not, or should be told of its end and was not.
    fn unconnected(&self) -> Option<(SessionId, String)> {
        self.checks.on().find_map(|(session, known)| {
            let status = self.hub.status(session);
            let up = matches!(status, ConnectionStatus::Connected | ConnectionStatus::DeepHeartbeatSuccess);
            let why = if self.has_ended(session) {
                "the contact has ended, and it does not know".to_owned()
            } else if !up {
                format!("it is {status:?}")
            } else if !self.is_carried(known.contact) {
                "it believes to be connected, and is not subscribed".to_owned()
            } else {
                return None;
            };
            Some((session, why))
        })
    }

    fn has_ended(&self, session: SessionId) -> bool {
        self.service.contacts[self.checks.sessions[&session].contact].ended
    }

    /// Nothing goes wrong: nothing is lost, not even where one socket takes over from another, and calls succeed.
    fn in_calm_weather(&mut self) {
        self.note(|| "CALM WEATHER".to_owned());
        self.checks.calm = true;
        self.calm_since = Some(self.time);
        self.sent = Some(Vec::new());
        // In most lives tokens last longer than the calm. Where they do not, calls show whether they are renewed.
        let renews = self.service.token_lifetime < HOUR && self.chance.one_in(3);
        let (shortest, longest) = match (renews, self.chance.one_in(24)) {
            (true, _) => (6 * MINUTE, 12 * MINUTE),
            (_, true) => (MINUTE, 130 * MINUTE),
            _ => (MINUTE / 6, 5 * MINUTE),
        };
        let end = self.time + self.chance.spread(shortest, longest);
        self.until(end);
        let sent: Vec<Item> = self.sent.take().unwrap_or_default();
        let said = self.service.said();
        self.until(self.time + ROUND_TRIP);
        self.checks.nothing_missing(&sent);
        self.checks.all_caught_up(&self.service.contacts, said);
        self.checks.all_sent_once(&self.service.contacts);
        self.checks.calm = false;
        self.calm_since = None;
    }

    /// The contacts end, or the page lets go of its sessions; then the world goes on for a day without them.
    fn ends(&mut self) {
        let by_service = self.chance.one_in(2);
        if by_service {
            for contact in 0..self.service.contacts.len() {
                self.end_contact(contact);
            }
            self.until(self.time + ROUND_TRIP);
            if let Some((session, _)) = self.checks.on().next() {
                violated!("once the faults stop, connected in time or ended", "session {} was not told", session.0);
            }
            // What the page asks for after the end is sent once and answered.
            for owned in self.page.sessions.clone() {
                self.wishes(Wish::Call(owned.id, CallKind::DisconnectParticipant, json!({})));
                let typing = json!({"contentType": content_type("typing")});
                self.wishes(Wish::Call(owned.id, CallKind::SendEvent, typing));
                self.wishes(Wish::Connect(owned.id));
            }
        }
        for owned in self.page.sessions.clone() {
            let ended = self.checks.sessions[&owned.id].stage == Stage::Ended;
            if !by_service || !ended {
                self.wishes(Wish::Dispose(owned.id));
                self.checks.all_settled_of(owned.id);
            }
        }
        self.queue.clear_actors();
        self.until(self.time + MINUTE);
        self.checks.all_settled(CallId(self.calls), "after the end");
        // The day after does not count: nothing happens in it.
        self.figures.millis = self.time;
        self.nothing_after_the_end();
    }

    fn nothing_after_the_end(&mut self) {
        let before = (self.figures.requests, self.figures.handshakes, self.figures.frames);
        for hour in 0..24 {
            if let Some(timer) = self.hub.poll_timeout() {
                violated!("nothing after the end", "a timer is armed for {timer:?}");
            }
            if let Some((id, _)) = self.network.live().next() {
                violated!("nothing after the end", "socket {} lives", id.0);
            }
            let signal = if hour % 2 == 0 { Input::Woke } else { super::trouble::ONLINE };
            self.signal(1_000, signal);
            self.until(self.time + HOUR);
        }
        let after = (self.figures.requests, self.figures.handshakes, self.figures.frames);
        if before != after {
            violated!("nothing after the end", "requests, handshakes, frames: {before:?}, then {after:?}");
        }
    }

    fn end_contact(&mut self, contact: usize) {
        if self.service.contacts[contact].ended {
            return;
        }
        self.note(|| format!("contact {contact} ends"));
        let item = self.service.end_contact(contact, self.time);
        self.broadcast(contact, &[item]);
        // The service leaves the sockets open for a while.
        let lines = self.service.lines.iter().filter(|(_, line)| line.contact == contact);
        for id in lines.map(|(id, _)| *id).collect::<Vec<_>>() {
            let delay = self.chance.spread(1_000, 60_000);
            self.later(delay, Happening::ServiceCloses(id));
        }
    }
}
