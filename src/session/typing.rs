//! Typing events, at most one in ten seconds.

use crate::error::Failure;
use crate::ids::CallId;
use crate::payload::Payload;
use crate::time::{Now, Timestamp};

/// Calls within this time of one that was sent, in milliseconds, send nothing and share its outcome.
const TYPING_INTERVAL: u64 = 10_000;

/// The throttle of one session.
pub(super) struct TypingThrottle<P> {
    /// Until when calls share what was sent.
    shared_until: Timestamp,
    waiting: Vec<CallId>,
    /// What the last one that was sent brought; absent while it is on its way.
    outcome: P,
}

impl<P: Payload> Default for TypingThrottle<P> {
    fn default() -> Self {
        TypingThrottle { shared_until: Timestamp::default(), waiting: Vec::new(), outcome: P::absent() }
    }
}

/// What to do with a call.
pub(super) enum TypingStep<P> {
    /// Send the event.
    Send,
    /// Nothing: the outcome of the one that was sent will serve.
    Wait,
    /// Settle it with the outcome of the one that was sent.
    Settle(P),
}

impl<P: Payload> TypingThrottle<P> {
    pub(super) fn call(&mut self, now: Now, call: CallId) -> TypingStep<P> {
        let fresh = now.mono < self.shared_until;
        if !fresh {
            self.shared_until = now.after(TYPING_INTERVAL);
            self.outcome = P::absent();
        } else if !self.outcome.is_absent() {
            // A copy of its own: what one caller does to it is no other caller's business.
            return TypingStep::Settle(self.outcome.shallow_copy());
        }
        self.waiting.push(call);
        if fresh { TypingStep::Wait } else { TypingStep::Send }
    }

    /// The calls that the outcome settles. After a failure the next call sends again.
    pub(super) fn answered(&mut self, outcome: &Result<P, Failure<P>>) -> Vec<CallId> {
        match outcome {
            Ok(data) => self.outcome = data.clone(),
            Err(_) => self.shared_until = Timestamp::default(),
        }
        std::mem::take(&mut self.waiting)
    }
}
