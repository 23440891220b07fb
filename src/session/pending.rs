//! Requests on their way, and what each was sent for.

use super::Session;
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::ids::{CallId, RequestId};
use crate::payload::Payload;
use crate::service::Exchange;
use crate::time::Timestamp;

/// A request on its way.
pub(super) struct Pending<P> {
    pub(super) purpose: Purpose<P>,
    pub(super) work: Work<P>,
}

/// How it is carried out.
pub(super) enum Work<P> {
    /// An operation of the service, with its retries.
    Exchange(Exchange<P>),
    /// A transfer, or a question to the page: once.
    Plain(RequestId),
}

/// What it was sent for.
#[cfg_attr(not(feature = "reliable"), allow(dead_code, reason = "a build may leave out who sends it"))]
pub(super) enum Purpose<P> {
    /// A call of the page that gets the response as it is.
    Call(CallId),
    /// SendMessage; with the transcript's temporary id, absent where none is kept.
    Message(CallId, P),
    /// SendMessage for the outbox: the message's id.
    Queued(P),
    /// A typing event that other calls may share.
    Typing,
    /// A receipt, by the ticket of the receipts machine.
    Receipt(u32),
    /// GetTranscript, of the page or of our own; backward or not.
    Transcript(Option<CallId>, bool),
    /// The first two steps of an attachment, with what the next one needs.
    StartUpload(CallId, P),
    Upload(CallId, P),
    /// GetAttachment, for its URL or for its content.
    AttachmentUrl(CallId),
    Attachment(CallId),
    Download(CallId),
    /// GetTranscript, of what was missed.
    Recovery,
    /// Connection details.
    Details,
    /// An agent's connection token from the page.
    Token,
    /// The agent tells the service that it joined.
    Acknowledge,
}

impl<P: Payload> Work<P> {
    pub(super) fn is_waiting_for(&self, id: RequestId) -> bool {
        match self {
            Work::Exchange(exchange) => exchange.is_waiting_for(id),
            Work::Plain(mine) => *mine == id,
        }
    }

    /// Whatever the answer on its way, nothing is asked again.
    pub(super) fn make_last(&mut self) {
        if let Work::Exchange(exchange) = self {
            exchange.make_last();
        }
    }

    /// Whether another attempt follows, whatever happens.
    pub(super) fn will_repeat(&self) -> bool {
        matches!(self, Work::Exchange(exchange) if exchange.will_repeat())
    }

    pub(super) fn poll_timeout(&self) -> Timestamp {
        match self {
            Work::Exchange(exchange) => exchange.poll_timeout(),
            Work::Plain(_) => Timestamp::NEVER,
        }
    }
}

impl<P> Purpose<P> {
    /// The call of the page that waits for it, where that is one.
    pub(super) fn call(&self) -> Option<CallId> {
        match *self {
            Purpose::Call(call)
            | Purpose::Message(call, _)
            | Purpose::Transcript(Some(call), _)
            | Purpose::StartUpload(call, _)
            | Purpose::Upload(call, _)
            | Purpose::AttachmentUrl(call)
            | Purpose::Attachment(call)
            | Purpose::Download(call) => Some(call),
            _ => None,
        }
    }

    /// Whether it is not what a call of the page was made for.
    fn is_background(&self) -> bool {
        matches!(
            self,
            Purpose::Receipt(_)
                | Purpose::Transcript(None, _)
                | Purpose::Recovery
                | Purpose::Details
                | Purpose::Token
                | Purpose::Acknowledge
        )
    }

    /// Whether it can be sent again without harm: the session's own requests, and what carries a client token of the
    /// outbox. For a receipt calls of the page wait.
    pub(super) fn is_repeatable(&self) -> bool {
        match self {
            Purpose::Receipt(_) => false,
            Purpose::Queued(_) => true,
            _ => self.is_background(),
        }
    }

    /// Whether another request follows from the answer.
    pub(super) fn is_followed(&self) -> bool {
        matches!(self, Purpose::StartUpload(..) | Purpose::Upload(..) | Purpose::Attachment(_))
    }
}

impl<P: Payload> Session<P> {
    /// Sends what is due once more, and gives up what has waited for too long.
    pub(super) fn drive_exchanges(&mut self, cx: &mut Context<P>) {
        let mut index = 0;
        while let Some(pending) = self.pending.get_mut(index) {
            let is_late = match &mut pending.work {
                Work::Exchange(exchange) => exchange.handle_timeout(cx),
                Work::Plain(_) => false,
            };
            if is_late {
                let purpose = self.pending.remove(index).purpose;
                let mut failure = Failure::worded(FailureKind::Service, "TimeoutError", "");
                // As a gateway says it that waited in vain.
                failure.status = Some(504);
                self.finish(cx, purpose, Err(failure));
            } else {
                index += 1;
            }
        }
    }

    /// Nothing is sent after the end: background work stops, and calls of the page that wait for another
    /// attempt or that other requests would follow from are settled. Answers on their way to the page
    /// still arrive.
    pub(super) fn drop_background_work(&mut self, cx: &mut Context<P>) {
        let is_over = self.is_over();
        let mut index = 0;
        // As many as there are now: what follows from one of them is no concern of this.
        for _ in 0..self.pending.len() {
            let Some(Pending { purpose, work }) = self.pending.get_mut(index) else { return };
            if purpose.is_background() || work.will_repeat() || (is_over && purpose.is_followed()) {
                let purpose = self.pending.remove(index).purpose;
                self.abandon(cx, purpose);
            } else {
                work.make_last();
                index += 1;
            }
        }
    }

    /// Settles whatever waits for this request.
    pub(super) fn abandon(&mut self, cx: &mut Context<P>, purpose: Purpose<P>) {
        match purpose {
            Purpose::Details | Purpose::Token => self.credentials.fetching = false,
            Purpose::Acknowledge | Purpose::Receipt(_) | Purpose::Recovery => {}
            other => self.finish(cx, other, Err(Failure::session_over())),
        }
    }

    /// A failure of a kind that the page gets as a native error.
    pub(super) fn type_error(message: &str) -> Failure<P> {
        Failure::worded(FailureKind::Native, "TypeError", message)
    }
}
