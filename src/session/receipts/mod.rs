//! Outgoing receipts: collects them, sends the last of each kind, and settles every call that it covers.
//!
//! Receipts are cumulative: whoever has read message 6 has read 4 and 5. Two delays, one after the other,
//! make one request of many calls. A receipt is first *held* for 300 ms: a delivered receipt is mostly
//! followed by the read receipt of the same message, which takes its place and is released at once. Then
//! it is *throttled* (5 s by default), and the last one of that time is sent. A delivered receipt takes
//! the last read receipt along; a read receipt takes nothing along, because it says the same and more.
//!
//! Every call settles: with the outcome of the request that covers it, or as already fired when no
//! request will be sent for it.

mod known;
mod receipt;

use crate::ids::CallId;
use crate::payload::Payload;
use crate::time::{Now, Timestamp};

use known::KnownIds;
pub(crate) use receipt::{FirstReceipt, ReceiptKind};

/// How long a receipt is held for a better one, in milliseconds.
const HOLD: u64 = 300;

/// A call of the page to send a receipt.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReceiptRequest<P> {
    /// The call.
    pub(crate) call: CallId,
    /// Delivered or read.
    pub(crate) kind: ReceiptKind,
    /// The message. Not empty.
    pub(crate) message_id: P,
    /// The content, exactly as the page gave it.
    pub(crate) content: P,
    /// Whether to send it without waiting for others.
    pub(crate) disable_throttle: bool,
}

/// What the session is to do.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ReceiptEffect<P> {
    /// Send this receipt and report to [`Receipts::sent`].
    Send(ReceiptSend<P>),
    /// Settle this call: its event was fired already, or another one stands for it.
    AlreadyFired(CallId),
}

/// A receipt to send.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ReceiptSend<P> {
    /// The number under which its outcome comes back.
    pub(crate) ticket: u32,
    /// Delivered or read.
    pub(crate) kind: ReceiptKind,
    /// The content, exactly as the page gave it.
    pub(crate) content: P,
}

/// The outgoing receipts of one session.
pub(crate) struct Receipts<P> {
    /// Calls that have not settled, in the order made.
    calls: Vec<Call<P>>,
    /// The latest call in its first delay.
    held: Option<Slot>,
    /// The latest call in its second delay.
    throttled: Option<Slot>,
    /// The latest read receipt in its second delay.
    last_read: Option<CallId>,
    /// The throttle that was in force at the latest call, in milliseconds.
    throttle_ms: u64,
    delivered: KnownIds<P>,
    read: KnownIds<P>,
    last_ticket: u32,
}

struct Call<P> {
    receipt: ReceiptRequest<P>,
    stage: Stage,
}

/// How far a call has come.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    /// In its first delay.
    Held,
    /// The first delay is over: the next requests cover it, or none will.
    Due,
    /// The request with this ticket covers it.
    Sent(u32),
}

impl<P> Call<P> {
    fn is_unsent(&self) -> bool {
        !matches!(self.stage, Stage::Sent(_))
    }
}

#[derive(Clone, Copy)]
struct Slot {
    call: CallId,
    deadline: Timestamp,
}

impl<P: Payload> Default for Receipts<P> {
    fn default() -> Self {
        Receipts {
            calls: Vec::new(),
            held: None,
            throttled: None,
            last_read: None,
            throttle_ms: 0,
            delivered: KnownIds::default(),
            read: KnownIds::default(),
            last_ticket: 0,
        }
    }
}

impl<P: Payload> Receipts<P> {
    /// Takes a call on. `throttle_ms` is the throttle in force now; it counts for this call alone, and a
    /// delay that already runs stays as long as it is.
    pub(crate) fn request(&mut self, now: Now, throttle_ms: u64, receipt: ReceiptRequest<P>) -> Vec<ReceiptEffect<P>> {
        let mut effects = Vec::new();
        let (call, kind) = (receipt.call, receipt.kind);
        if self.is_known(kind, &receipt.message_id) {
            effects.push(ReceiptEffect::AlreadyFired(call));
            return effects;
        }
        // The same receipt again while it is held: the newer call takes its place.
        let is_same = |other: &Call<P>| {
            other.is_unsent() && other.receipt.kind == kind && other.receipt.message_id == receipt.message_id
        };
        self.settle(&is_same, &mut effects);
        self.calls.push(Call { receipt, stage: Stage::Held });
        self.throttle_ms = throttle_ms;
        let deadline = self.held.map_or(now.after(HOLD), |held| held.deadline);
        self.held = Some(Slot { call, deadline });
        if kind == ReceiptKind::Read {
            self.release(now, &mut effects);
        }
        effects
    }

    /// The request under `ticket` is over. Returns the calls that its outcome settles; after a failure
    /// their receipts can be sent again.
    pub(crate) fn sent(&mut self, ticket: u32, ok: bool) -> Vec<CallId> {
        self.answered(&|call| call.stage == Stage::Sent(ticket), ok)
    }

    /// The earliest end of a delay.
    pub(crate) fn poll_timeout(&self) -> Timestamp {
        deadline(self.held).min(deadline(self.throttled))
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, now: Now) -> Vec<ReceiptEffect<P>> {
        let mut effects = Vec::new();
        // In the order of the deadlines, also when the timer comes late.
        while self.poll_timeout().is_due(now) {
            if deadline(self.held) == self.poll_timeout() {
                self.release(now, &mut effects);
            } else {
                self.flush(&mut effects);
            }
        }
        effects
    }

    /// A receipt of this kind is known to the service: it is not sent again.
    pub(crate) fn rehydrate(&mut self, kind: ReceiptKind, message_id: P) {
        self.known_mut(kind).insert(message_id);
    }

    /// Learns from a receipt item of a fetched transcript. What other participants have read says nothing
    /// of this one.
    pub(crate) fn rehydrate_from(&mut self, item: &P, participant_id: &P) {
        if let Some(FirstReceipt { kind, message_id, recipient }) = FirstReceipt::of(item)
            && !message_id.is_absent()
            && (recipient.is_absent() || recipient == *participant_id)
        {
            self.rehydrate(kind, message_id);
        }
    }

    /// Nothing is sent any more. Returns every call that has not been settled; outcomes of requests that
    /// are still on their way settle nothing after this.
    pub(crate) fn end(&mut self) -> Vec<CallId> {
        (self.held, self.throttled, self.last_read) = (None, None, None);
        // As if everything had been sent and answered.
        self.answered(&|_| true, true)
    }

    /// Ends the first delay. The held call goes on to the second one; the others it replaced wait for the
    /// request that follows from it.
    fn release(&mut self, now: Now, effects: &mut Vec<ReceiptEffect<P>>) {
        let Some(held) = self.held.take() else { return };
        for call in &mut self.calls {
            if call.stage == Stage::Held {
                call.stage = Stage::Due;
            }
        }
        if let Some(position) = self.position(held.call)
            && let Some(Call { receipt, .. }) = self.calls.get(position)
            // A fetched transcript may have told meanwhile.
            && !self.is_known(receipt.kind, &receipt.message_id)
        {
            let (kind, deadline) = (receipt.kind, now.after(self.throttle_ms));
            let (message_id, alone) = (receipt.message_id.clone(), receipt.disable_throttle);
            self.rehydrate(kind, message_id);
            if alone {
                self.send(position, alone, effects);
            } else {
                if kind == ReceiptKind::Read {
                    self.last_read = Some(held.call);
                }
                let deadline = self.throttled.map_or(deadline, |throttled| throttled.deadline);
                self.throttled = Some(Slot { call: held.call, deadline });
            }
        }
        if self.throttled.is_none() {
            self.settle(&|call| call.stage == Stage::Due, effects);
        }
    }

    /// Ends the second delay.
    fn flush(&mut self, effects: &mut Vec<ReceiptEffect<P>>) {
        let last = self.throttled.take().map(|throttled| throttled.call);
        let last_read = self.last_read.take();
        // The same call twice when the last one was a read receipt: sent once, then it is found no more.
        self.send_last(last, effects);
        self.send_last(last_read, effects);
        self.settle(&|call| call.stage == Stage::Due, effects);
    }

    fn send_last(&mut self, call: Option<CallId>, effects: &mut Vec<ReceiptEffect<P>>) {
        if let Some(position) = call.and_then(|call| self.position(call)) {
            self.send(position, false, effects);
        }
    }

    /// Sends the receipt of the call at `position`: for that call alone, or for all earlier ones of its kind, too.
    fn send(&mut self, position: usize, alone: bool, effects: &mut Vec<ReceiptEffect<P>>) {
        let Some(Call { receipt, .. }) = self.calls.get(position) else { return };
        let (last, kind, content) = (receipt.call, receipt.kind, receipt.content.clone());
        self.last_ticket += 1;
        let ticket = self.last_ticket;
        for call in self.calls.iter_mut().take(position + 1) {
            if call.is_unsent() && call.receipt.kind == kind && (!alone || call.receipt.call == last) {
                call.stage = Stage::Sent(ticket);
            }
        }
        effects.push(ReceiptEffect::Send(ReceiptSend { ticket, kind, content }));
    }

    /// Settles the calls that are picked, as already fired.
    fn settle(&mut self, picked: Pick<'_, P>, effects: &mut Vec<ReceiptEffect<P>>) {
        for call in self.take(picked) {
            effects.push(ReceiptEffect::AlreadyFired(call.receipt.call));
        }
    }

    /// Takes the calls that are picked out, for their request was answered.
    fn answered(&mut self, picked: Pick<'_, P>, ok: bool) -> Vec<CallId> {
        let mut calls = Vec::new();
        for Call { receipt, .. } in self.take(picked) {
            if !ok {
                self.known_mut(receipt.kind).forget(&receipt.message_id);
            }
            calls.push(receipt.call);
        }
        calls
    }

    /// Takes the calls that are picked out.
    fn take(&mut self, picked: Pick<'_, P>) -> Vec<Call<P>> {
        let mut taken = Vec::new();
        let mut position = 0;
        while let Some(call) = self.calls.get(position) {
            if picked(call) {
                taken.push(self.calls.remove(position));
            } else {
                position += 1;
            }
        }
        taken
    }

    /// Where an unsent call is.
    fn position(&self, call: CallId) -> Option<usize> {
        self.calls.iter().position(|other| other.is_unsent() && other.receipt.call == call)
    }

    /// A message that was read was delivered.
    fn is_known(&self, kind: ReceiptKind, message_id: &P) -> bool {
        self.read.contains(message_id) || (kind == ReceiptKind::Delivered && self.delivered.contains(message_id))
    }

    fn known_mut(&mut self, kind: ReceiptKind) -> &mut KnownIds<P> {
        match kind {
            ReceiptKind::Delivered => &mut self.delivered,
            ReceiptKind::Read => &mut self.read,
        }
    }
}

/// Chooses among calls. Not generic: one copy of the loop is enough.
type Pick<'a, P> = &'a dyn Fn(&Call<P>) -> bool;

fn deadline(slot: Option<Slot>) -> Timestamp {
    slot.map_or(Timestamp::NEVER, |slot| slot.deadline)
}

#[cfg(test)]
mod tests;
