//! The outbox: messages that wait for the connection, in the order in which they were written.
//!
//! One is on its way at a time, and each keeps its client token over all tries, so that the service drops a repeat of
//! one that had arrived after all. What cannot be sent is not lost: it stays here, failed, until the page sends it
//! again or takes it out.

use super::calls::client_token;
use super::{Phase, Purpose, Session};
use crate::backoff::Backoff;
use crate::config::SessionDetails;
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::ids::CallId;
use crate::payload::Payload;
use crate::time::{Now, Timestamp};
use crate::wire::participant::{Operation, message_body};
use crate::wire::{Field as F, Term};

/// Delay before a message that could not be sent is tried again.
const BACKOFF: Backoff = Backoff::new(1_000, 30_000);
/// Failed messages that are kept. The oldest goes first.
const MAX_FAILED: usize = 100;

/// The messages of one session.
pub(super) struct Outbox<P> {
    /// How long a message may wait, in milliseconds.
    lifetime: u64,
    /// Whether the chat's items arrive, so that the echo of a message will.
    is_open: bool,
    messages: Vec<Message<P>>,
    backoff: Backoff,
    retry_at: Timestamp,
}

struct Message<P> {
    /// Its client token, by which the page knows it, too.
    id: P,
    /// Whoever waits for it. Nobody, where an earlier life of the page wrote it.
    call: Option<CallId>,
    /// What the page wrote: `message`, `contentType`.
    args: P,
    expires_at: Timestamp,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Sending,
    Failed,
}

impl<P: Payload> Outbox<P> {
    pub(super) fn wanted(details: &SessionDetails<P>) -> Option<Self> {
        let lifetime = details.offline_queue?;
        Some(Outbox { lifetime, is_open: false, messages: Vec::new(), backoff: BACKOFF, retry_at: Timestamp::NEVER })
    }

    /// When something is due: another try, or the end of a message's time.
    pub(super) fn poll_timeout(&self) -> Timestamp {
        let waiting = self.messages.iter().filter(|message| message.state == State::Waiting);
        waiting.map(|message| message.expires_at).fold(self.retry_at, Ord::min)
    }

    fn position(&self, id: &P) -> Option<usize> {
        self.messages.iter().position(|message| message.id == *id)
    }

    /// Takes a message out: one that is on its way cannot be taken back.
    fn withdraw(&mut self, id: &P) -> Option<Message<P>> {
        let position = self.position(id)?;
        let is_idle = self.messages.get(position).is_some_and(|message| message.state != State::Sending);
        is_idle.then(|| self.messages.remove(position))
    }
}

impl<P: Payload> Session<P> {
    /// The messages that are not sent yet, oldest first: `{ id, message, contentType, state, expiresAt }` each.
    pub(crate) fn pending_messages(&self, now: Now) -> P {
        // Those of an earlier life, as long as `connect()` has not taken them in.
        if !self.details.queued.is_absent() {
            return self.details.queued.shallow_copy();
        }
        let mut list = P::array();
        for message in self.outbox.iter().flat_map(|outbox| &outbox.messages) {
            let state = match message.state {
                State::Waiting => Term::StateWaiting,
                State::Sending => Term::StateSending,
                State::Failed => Term::StateFailed,
            };
            list.push(
                P::object()
                    .with(F::id, message.id.clone())
                    .with(F::message, message.args.get(F::message))
                    .with(F::contentType, message.args.get(F::contentType))
                    .with(F::state, P::from_term(state))
                    .with(F::expiresAt, now.wall_text(message.expires_at)),
            );
        }
        list
    }

    /// Takes a message of the page in.
    pub(super) fn queue_message(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let lifetime = self.details.offline_queue.unwrap_or_default();
        let id = client_token(cx, Some(args));
        self.take_message(cx, Some(call), id, args, lifetime);
    }

    /// Takes a message in. It is sent when its turn has come.
    fn take_message(&mut self, cx: &mut Context<P>, call: Option<CallId>, id: P, args: &P, lifetime: u64) {
        self.message_begun(cx, &name_of(&id), args);
        let Some(outbox) = &mut self.outbox else { return };
        let args = P::object().with(F::message, args.get(F::message)).with(F::contentType, args.get(F::contentType));
        let expires_at = cx.now.after(lifetime);
        outbox.messages.push(Message { id, call, args, expires_at, state: State::Waiting });
        self.send_queued(cx);
    }

    /// Takes in what an earlier life of this session had in its outbox. Nobody waits for these messages.
    pub(super) fn restore_outbox(&mut self, cx: &mut Context<P>) {
        let list = std::mem::replace(&mut self.details.queued, P::absent());
        for message in (0..list.len()).map(|index| list.at(index)) {
            let left = message.get(F::expiresAt).wall_time().map_or(0, |expiry| cx.now.until(expiry));
            let has_failed = message.term_of(F::state) == Some(Term::StateFailed);
            let lifetime = if has_failed { 0 } else { u64::try_from(left).unwrap_or_default() };
            self.take_message(cx, None, message.get(F::id), &message, lifetime);
        }
    }

    /// Sends the oldest message that waits, if one may be sent now.
    pub(super) fn send_queued(&mut self, cx: &mut Context<P>) {
        let phase = self.phase;
        let is_ready = |outbox: &&mut Outbox<P>| match phase {
            Phase::Idle | Phase::Connecting(_) => false,
            Phase::Connected => outbox.is_open,
            // Without a connection that might come back there is nothing to wait for.
            Phase::Detached | Phase::Ending | Phase::Ended => true,
        };
        let Some(outbox) = self.outbox.as_mut().filter(is_ready) else { return };
        let busy = outbox.retry_at.is_set() || outbox.messages.iter().any(|message| message.state == State::Sending);
        let next = outbox.messages.iter_mut().find(|message| message.state == State::Waiting);
        let Some(message) = next.filter(|_| !busy) else { return };
        message.state = State::Sending;
        let id = message.id.clone();
        let body = message_body(&message.args, id.clone());
        self.send(cx, Purpose::Queued(id), Operation::SendMessage, body);
    }

    /// The connection carries the chat (again): what waited is tried at once.
    pub(super) fn open_outbox(&mut self, cx: &mut Context<P>) {
        if let Some(outbox) = &mut self.outbox {
            outbox.is_open = true;
            outbox.retry_at = Timestamp::NEVER;
            outbox.backoff.reset();
        }
        self.send_queued(cx);
    }

    /// The connection is gone: what is written from now on waits.
    pub(super) fn hold_outbox(&mut self) {
        if let Some(outbox) = &mut self.outbox {
            outbox.is_open = false;
        }
    }

    /// A message has its outcome.
    pub(super) fn queued_answered(&mut self, cx: &mut Context<P>, id: &P, outcome: Result<P, Failure<P>>) {
        let is_over = self.is_over();
        let Some(outbox) = &mut self.outbox else { return };
        let Some(position) = outbox.position(id) else { return };
        let failure = match outcome {
            // Not the service's answer: some other server stood in between.
            Ok(data) if data.get(F::Id).is_absent() => None,
            Ok(data) => {
                let message = outbox.messages.remove(position);
                outbox.backoff.reset();
                self.message_sent(cx, &name_of(id), &data);
                settle(cx, message.call, Ok(data));
                return self.send_queued(cx);
            }
            Err(failure) => Some(failure),
        };
        // A token that is just being renewed may be the reason of a refusal.
        let fetching = self.credentials.fetching;
        let may_help = |failure: &Failure<P>| {
            failure.is_retryable()
                || failure.kind == FailureKind::SessionOver
                || (fetching && failure.is_access_denied())
        };
        if !is_over && failure.as_ref().is_none_or(may_help) {
            let asked = failure.and_then(|failure| failure.retry_after);
            let delay = outbox.backoff.next(&mut cx.rng).max(asked.unwrap_or(0));
            outbox.retry_at = cx.now.after(delay);
            outbox.messages[position].state = State::Waiting;
            return;
        }
        self.fail_message(cx, position, failure.unwrap_or_else(Failure::session_over));
        self.send_queued(cx);
    }

    /// Does what is due.
    pub(super) fn run_outbox(&mut self, cx: &mut Context<P>) {
        let now = cx.now.mono;
        let is_expired = |message: &Message<P>| message.state == State::Waiting && message.expires_at <= now;
        while let Some(position) = self.outbox.as_ref().and_then(|outbox| outbox.messages.iter().position(is_expired)) {
            self.fail_message(cx, position, Failure::worded(FailureKind::MessageExpired, "", ""));
        }
        if let Some(outbox) = self.outbox.as_mut().filter(|outbox| outbox.retry_at.is_due(cx.now)) {
            outbox.retry_at = Timestamp::NEVER;
            self.send_queued(cx);
        }
    }

    fn fail_message(&mut self, cx: &mut Context<P>, position: usize, failure: Failure<P>) {
        let Some(outbox) = &mut self.outbox else { return };
        let message = &mut outbox.messages[position];
        message.state = State::Failed;
        let (id, call) = (message.id.clone(), message.call.take());
        let failed = |message: &Message<P>| message.state == State::Failed;
        if outbox.messages.iter().filter(|message| failed(message)).count() > MAX_FAILED
            && let Some(oldest) = outbox.messages.iter().position(failed)
        {
            outbox.messages.remove(oldest);
        }
        self.message_failed(cx, &name_of(&id));
        settle(cx, call, Err(failure));
    }

    /// Takes a message out of the outbox; settles with whether it was there and not on its way.
    pub(super) fn cancel_message(&mut self, cx: &mut Context<P>, call: CallId, id: &P) {
        let withdrawn = self.outbox.as_mut().and_then(|outbox| outbox.withdraw(id));
        let found = withdrawn.is_some();
        if let Some(message) = withdrawn {
            self.message_withdrawn(cx, &name_of(id));
            settle(cx, message.call, Err(Failure::worded(FailureKind::MessageCancelled, "", "")));
        }
        cx.settle(call, Ok(P::from_bool(found)));
    }

    /// The message in the outbox that this call waits for.
    pub(super) fn queued_by(&self, call: CallId) -> Option<P> {
        let mut messages = self.outbox.iter().flat_map(|outbox| &outbox.messages);
        messages.find(|message| message.call == Some(call)).map(|message| message.id.clone())
    }

    /// Sends a message that failed once more, after those that wait; `call` settles with its outcome.
    pub(super) fn retry_message(&mut self, cx: &mut Context<P>, call: CallId, id: &P) {
        let is_failed = |outbox: &Outbox<P>| {
            outbox.messages.iter().any(|message| message.id == *id && message.state == State::Failed)
        };
        let Some(outbox) = self.outbox.as_mut().filter(|outbox| is_failed(outbox)) else {
            return cx.settle(call, Err(Failure::worded(FailureKind::NoSuchMessage, "", "")));
        };
        let lifetime = outbox.lifetime;
        if let Some(message) = outbox.withdraw(id) {
            self.message_withdrawn(cx, &name_of(id));
            self.take_message(cx, Some(call), message.id, &message.args, lifetime);
        }
    }

    /// Nothing is sent any more: whoever waits is told so. An answer on its way still counts.
    pub(super) fn close_outbox(&mut self, cx: &mut Context<P>) {
        let Some(outbox) = &mut self.outbox else { return };
        outbox.retry_at = Timestamp::NEVER;
        let (sending, rest) =
            std::mem::take(&mut outbox.messages).into_iter().partition(|message| message.state == State::Sending);
        outbox.messages = sending;
        let rest: Vec<Message<P>> = rest;
        for message in rest {
            settle(cx, message.call, Err(Failure::session_over()));
        }
    }
}

/// The id under which the transcript lists a message that is not sent yet.
fn name_of<P: Payload>(id: &P) -> P {
    id.joined(&P::absent())
}

fn settle<P: Payload>(cx: &mut Context<P>, call: Option<CallId>, outcome: Result<P, Failure<P>>) {
    if let Some(call) = call {
        cx.settle(call, outcome);
    }
}
