//! Requests and handshakes per minute are bounded, and `Retry-After` is kept.

use super::violated;
use amazon_connect_chat_wasm::ids::SessionId;
use std::collections::{BTreeMap, VecDeque};

/// The window, in milliseconds.
const MINUTE: u64 = 60_000;
/// Handshakes of one contact in any minute in which nobody calls `connect()` and no signal comes: the ladder of
/// delays from 0.05 s on (nine steps until it is at its cap of 3 to 30 s), begun anew at most by each socket that
/// held for ten seconds.
const HANDSHAKES: usize = 30;
/// Attempts of one exchange with the service.
const ATTEMPTS: usize = 3;
/// A call of the page is over, receipts' throttle and `Retry-After` included, after so many minutes at most.
const CALL_MINUTES: u64 = 5;
/// Requests that one call may lead to: three steps of an attachment, with all their attempts.
const PER_CALL: usize = 9;

/// No attempt waits longer for the next one, whatever the service asks for, in milliseconds (`docs/defaults.md`).
const LONGEST_WAIT: u64 = 20_000;

/// When what was done, on the page's own clock.
#[derive(Default)]
pub struct Rates {
    handshakes: BTreeMap<usize, VecDeque<u64>>,
    details: BTreeMap<SessionId, VecDeque<u64>>,
    others: VecDeque<u64>,
    /// Signals and calls of `connect()`: each may hurry one try.
    hurries: VecDeque<u64>,
    calls: VecDeque<u64>,
    /// Until when the service asked a session to leave it alone.
    asked: BTreeMap<SessionId, u64>,
    /// The latest moment that it asked anybody to wait for.
    pub asked_until: u64,
    /// The most of each in one minute in which nothing hurried.
    pub most_handshakes: usize,
    pub most_details: usize,
}

impl Rates {
    /// Something came that may hurry the connection.
    pub fn hurry(&mut self, at: u64) {
        within(&mut self.hurries, at, MINUTE);
    }

    pub fn call(&mut self, at: u64) {
        within(&mut self.calls, at, CALL_MINUTES * MINUTE);
    }

    pub fn handshake(&mut self, contact: usize, at: u64) {
        let most = HANDSHAKES + 2 * self.hurries_since(at);
        let made = within(self.handshakes.entry(contact).or_default(), at, MINUTE);
        if self.hurries_since(at) == 0 {
            self.most_handshakes = self.most_handshakes.max(made);
        }
        if made > most {
            violated!("requests and handshakes are bounded", "{made} handshakes in a minute, {most} are allowed");
        }
    }

    /// A session asks for connection details, or for a token.
    pub fn details(&mut self, session: SessionId, at: u64) {
        let most = ATTEMPTS * (HANDSHAKES + 2 * self.hurries_since(at));
        let sent = within(self.details.entry(session).or_default(), at, MINUTE);
        if self.hurries_since(at) == 0 {
            self.most_details = self.most_details.max(sent);
        }
        if sent > most {
            violated!("requests and handshakes are bounded", "{sent} requests for details in a minute, not {most}");
        }
        if let Some(until) = self.asked.get(&session).filter(|until| **until > at) {
            violated!("Retry-After is kept", "session {} asks again {} ms too early", session.0, until - at);
        }
    }

    /// Any other request.
    pub fn request(&mut self, sessions: usize, at: u64) {
        let calls = self.calls.iter().filter(|call| **call + CALL_MINUTES * MINUTE > at).count();
        // A kept transcript fetches a page of its own whenever a socket opens.
        let most = PER_CALL * calls + ATTEMPTS * sessions * (HANDSHAKES + 2 * self.hurries_since(at));
        let sent = within(&mut self.others, at, MINUTE);
        if sent > most {
            violated!("requests and handshakes are bounded", "{sent} requests of {calls} calls, {most} are allowed");
        }
    }

    /// The service asks this session to wait. Between the attempts of one request the wait has a limit.
    pub fn asked(&mut self, session: SessionId, at: u64, millis: u64) {
        self.asked.insert(session, at + millis.min(LONGEST_WAIT));
        self.asked_until = self.asked_until.max(at + millis);
    }

    /// The page itself wants to connect: that is no retry.
    pub fn forgive(&mut self, session: SessionId) {
        self.asked.remove(&session);
    }

    fn hurries_since(&self, at: u64) -> usize {
        self.hurries.iter().filter(|hurry| **hurry + MINUTE > at).count()
    }
}

/// Adds a moment; how many there are in the window that ends with it.
fn within(moments: &mut VecDeque<u64>, at: u64, window: u64) -> usize {
    moments.push_back(at);
    while moments.front().is_some_and(|first| first + window <= at) {
        moments.pop_front();
    }
    moments.len()
}
