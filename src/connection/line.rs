//! One socket of a connection: is it open, does it answer, does it carry the chat?

use crate::context::Context;
use crate::event::Reason;
use crate::ids::SocketId;
use crate::io::Output;
use crate::payload::Payload;
use crate::time::{Now, Timestamp};
use crate::wire::frame;

/// A handshake that takes longer is given up.
const OPEN_TIMEOUT: u64 = 10_000;
/// Wait for the answer to a subscription before it is asked for again.
const SUBSCRIBE_REPLY: u64 = 1_000;
/// Wait after a refused subscription before it is asked for again.
const SUBSCRIBE_RETRY: u64 = 500;
/// Unanswered subscriptions before the socket counts as lost.
const MAX_SUBSCRIBES: u8 = 4;
/// Refused subscriptions before the socket counts as lost.
const MAX_REFUSALS: u8 = 5;
/// Wait for the answer to a check on waking up.
const PROBE_TIMEOUT: u64 = 3_000;
/// A socket that was heard from this recently needs no check.
const PROBE_GRACE: u64 = 1_000;

/// One socket.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) id: SocketId,
    state: State,
    /// When anything was last received.
    heard_at: Timestamp,
    /// A heartbeat was sent and not answered.
    heartbeat_pending: bool,
    /// A deep heartbeat was sent and not answered.
    pub(super) ping_pending: bool,
    probe_deadline: Timestamp,
    /// It failed a check and is only kept until another one takes over.
    pub(super) suspect: bool,
}

#[derive(Debug)]
enum State {
    Connecting { deadline: Timestamp },
    Subscribing { sent: u8, refused: u8, next_at: Timestamp },
    Subscribed,
}

impl Line {
    pub(super) fn new(id: SocketId, now: Now) -> Self {
        Line {
            id,
            state: State::Connecting { deadline: now.after(OPEN_TIMEOUT) },
            heard_at: now.mono,
            heartbeat_pending: false,
            ping_pending: false,
            probe_deadline: Timestamp::NEVER,
            suspect: false,
        }
    }

    pub(super) fn is_open(&self) -> bool {
        !matches!(self.state, State::Connecting { .. })
    }

    pub(super) fn is_subscribed(&self) -> bool {
        matches!(self.state, State::Subscribed)
    }

    pub(super) fn opened<P: Payload>(&mut self, cx: &mut Context<P>) {
        self.heard_at = cx.now.mono;
        self.state = State::Subscribing { sent: 0, refused: 0, next_at: cx.now.mono };
        self.subscribe(cx);
    }

    /// Any frame proves that the socket is alive.
    pub(super) fn heard(&mut self, now: Now) {
        self.heard_at = now.mono;
        self.probe_deadline = Timestamp::NEVER;
    }

    pub(super) fn heartbeat_answered(&mut self) {
        self.heartbeat_pending = false;
    }

    /// Whether a heartbeat has been waiting for its answer since the last beat.
    pub(super) fn missed_heartbeat(&self) -> bool {
        self.heartbeat_pending
    }

    /// Sends both heartbeats.
    pub(super) fn beat<P: Payload>(&mut self, cx: &mut Context<P>) {
        self.send(cx, frame::PING);
        self.send(cx, frame::HEARTBEAT);
        self.ping_pending = true;
        self.heartbeat_pending = true;
    }

    /// Checks at once whether an open socket still answers, unless it was just heard from.
    pub(super) fn probe<P: Payload>(&mut self, cx: &mut Context<P>) {
        let fresh = cx.now.mono.since(self.heard_at) < PROBE_GRACE;
        if !self.is_open() || self.suspect || fresh || self.probe_deadline.is_set() {
            return;
        }
        // No beat waits for the answer: one that is due in a moment would count it as missed.
        self.send(cx, frame::HEARTBEAT);
        self.probe_deadline = cx.now.after(PROBE_TIMEOUT);
    }

    /// Whether a check is unanswered so far.
    pub(super) fn is_in_doubt(&self) -> bool {
        self.probe_deadline.is_set()
    }

    /// The service confirmed the subscription. Returns whether that is news.
    pub(super) fn confirmed(&mut self) -> bool {
        let is_news = matches!(self.state, State::Subscribing { .. });
        if is_news {
            self.state = State::Subscribed;
        }
        is_news
    }

    /// The service refused the subscription.
    ///
    /// # Errors
    /// The reason to give the socket up for, after too many refusals.
    pub(super) fn refused(&mut self, now: Now) -> Result<(), Reason> {
        if let State::Subscribing { refused, next_at, .. } = &mut self.state {
            *refused += 1;
            if *refused >= MAX_REFUSALS {
                return Err(Reason::SubscriptionFailed);
            }
            *next_at = now.after(SUBSCRIBE_RETRY);
        }
        Ok(())
    }

    pub(super) fn poll_timeout(&self) -> Timestamp {
        let state = match self.state {
            State::Connecting { deadline } => deadline,
            State::Subscribing { next_at, .. } => next_at,
            State::Subscribed => Timestamp::NEVER,
        };
        self.probe_deadline.min(state)
    }

    /// # Errors
    /// The reason to give the socket up for.
    pub(super) fn handle_timeout<P: Payload>(&mut self, cx: &mut Context<P>) -> Result<(), Reason> {
        if self.probe_deadline.is_due(cx.now) {
            self.probe_deadline = Timestamp::NEVER;
            return Err(Reason::ProbeMissed);
        }
        match self.state {
            State::Connecting { deadline } if deadline.is_due(cx.now) => Err(Reason::SocketOpenTimedOut),
            State::Subscribing { next_at, .. } if next_at.is_due(cx.now) => {
                if self.subscribe(cx) {
                    Ok(())
                } else {
                    Err(Reason::SubscriptionFailed)
                }
            }
            _ => Ok(()),
        }
    }

    /// Asks for the chat's items; `false` when that was done often enough.
    fn subscribe<P: Payload>(&mut self, cx: &mut Context<P>) -> bool {
        let State::Subscribing { sent, refused, next_at } = &mut self.state else {
            return true;
        };
        // A refusal is an answer: only silence counts against the number of attempts.
        if *sent >= MAX_SUBSCRIBES + *refused {
            return false;
        }
        *sent += 1;
        *next_at = cx.now.after(SUBSCRIBE_REPLY);
        self.send(cx, frame::SUBSCRIBE);
        true
    }

    fn send<P: Payload>(&self, cx: &mut Context<P>, text: &'static str) {
        cx.output(Output::SendText { id: self.id, text });
    }
}
