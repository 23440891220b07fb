//! The other side of the receipts machine in its tests.

use super::T;
use crate::ids::CallId;
use crate::session::receipts::ReceiptKind::{self, Delivered, Read};
use crate::session::receipts::{ReceiptEffect, ReceiptRequest, ReceiptSend, Receipts};
use crate::time::{Now, Timestamp, WallTime};
use serde_json::{Value, json};

/// A page that sends receipts, and the service that has not answered yet.
pub(super) struct Page {
    pub(super) receipts: Receipts<Value>,
    pub(super) throttle: u64,
    pub(super) now: u64,
    /// Name and time of each call; its id is its place.
    pub(super) calls: Vec<(String, u64)>,
    requests: Vec<String>,
    unanswered: Vec<u32>,
    settled: Vec<(CallId, Option<u32>)>,
}

impl Default for Page {
    fn default() -> Self {
        Page {
            receipts: Receipts::default(),
            throttle: T,
            now: 0,
            calls: Vec::new(),
            requests: Vec::new(),
            unanswered: Vec::new(),
            settled: Vec::new(),
        }
    }
}

impl Page {
    pub(super) fn with_throttle(throttle: u64) -> Self {
        Page { throttle, ..Page::default() }
    }

    pub(super) fn call(&mut self, kind: ReceiptKind, message_id: &str) {
        self.call_with(kind, message_id, false);
    }

    pub(super) fn call_unthrottled(&mut self, kind: ReceiptKind, message_id: &str) {
        self.call_with(kind, message_id, true);
    }

    pub(super) fn call_all(&mut self, calls: &[(ReceiptKind, &str)]) {
        for (kind, message_id) in calls {
            self.call(*kind, message_id);
        }
    }

    pub(super) fn call_with(&mut self, kind: ReceiptKind, message_id: &str, disable_throttle: bool) {
        let call = CallId(u32::try_from(self.calls.len()).expect("few calls"));
        self.calls.push((format!("{} {message_id}", name(kind)), self.now));
        let (content, message_id) = (json!(message_id), json!(message_id));
        let receipt = ReceiptRequest { call, kind, message_id, content, disable_throttle };
        let effects = self.receipts.request(at(self.now), self.throttle, receipt);
        self.apply(effects);
    }

    /// Lets time pass, with a timer that is always on time.
    pub(super) fn advance_to(&mut self, end: u64) {
        while self.receipts.poll_timeout() <= Timestamp(end) {
            let Timestamp(due) = self.receipts.poll_timeout();
            self.jump_to(due);
        }
        self.now = end;
    }

    /// Lets time pass, with a timer that comes only at the end.
    pub(super) fn jump_to(&mut self, end: u64) {
        self.now = end;
        let effects = self.receipts.handle_timeout(at(end));
        self.apply(effects);
    }

    fn apply(&mut self, effects: Vec<ReceiptEffect<Value>>) {
        for effect in effects {
            match effect {
                ReceiptEffect::Send(ReceiptSend { ticket, kind, content }) => {
                    let id = content.as_str().expect("the content in these tests is the id");
                    self.requests.push(format!("{} {id} at {}", name(kind), self.now));
                    self.unanswered.push(ticket);
                }
                ReceiptEffect::AlreadyFired(call) => self.settled.push((call, None)),
            }
        }
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.clone()
    }

    pub(super) fn answer_all(&mut self) -> Vec<String> {
        self.answer_with(true)
    }

    pub(super) fn fail_all(&mut self) -> Vec<String> {
        self.answer_with(false)
    }

    /// Answers every request; returns what this settles.
    fn answer_with(&mut self, ok: bool) -> Vec<String> {
        let before = self.settled.len();
        for ticket in std::mem::take(&mut self.unanswered) {
            let calls = self.receipts.sent(ticket, ok);
            self.settled.extend(calls.into_iter().map(|call| (call, Some(ticket))));
        }
        self.describe(before)
    }

    pub(super) fn settled(&self) -> Vec<String> {
        self.describe(0)
    }

    fn describe(&self, from: usize) -> Vec<String> {
        let describe = |(call, ticket): &(CallId, Option<u32>)| {
            let (call, _) = &self.calls[call.0 as usize];
            ticket.map_or_else(|| format!("{call} already fired"), |ticket| format!("{call} by request {ticket}"))
        };
        self.settled[from..].iter().map(describe).collect()
    }

    /// When each call that has settled since was made, and which one it is.
    pub(super) fn outcomes(&mut self) -> Vec<(u64, usize)> {
        let settled = std::mem::take(&mut self.settled).into_iter();
        settled.map(|(call, _)| (self.calls[call.0 as usize].1, call.0 as usize)).collect()
    }
}

fn at(millis: u64) -> Now {
    Now { mono: Timestamp(millis), wall: WallTime(0) }
}

fn name(kind: ReceiptKind) -> &'static str {
    match kind {
        Delivered => "delivered",
        Read => "read",
    }
}
