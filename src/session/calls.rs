//! The page's calls: what each sends.

use super::receipts::{ReceiptKind, ReceiptRequest};
use super::transcript::Transcript;
use super::typing::TypingStep;
use super::{Pending, Purpose, Session};
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::ids::CallId;
use crate::payload::Payload;
use crate::wire::participant::{Operation, event_body, message_body, start_upload_body, transcript_body};
use crate::wire::{Field as F, Term};

/// What a page can ask a session for. The numbers are part of the boundary to the page's side.
///
/// The arguments are the page's own object; the members that each call reads are listed with it.
/// Checking them is the page's side's business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum CallKind {
    /// `message`, `contentType`, `clientToken?`
    SendMessage = 0,
    /// `contentType`, `content?`, `clientToken?`; no receipt
    SendEvent = 1,
    /// `contentType`, `content`, `messageId`, `disableThrottle?`
    SendReceipt = 2,
    /// `startPosition?`, `scanDirection?`, `sortOrder?`, `maxResults?`, `nextToken?`, `contactId?`
    GetTranscript = 3,
    /// `attachment`: a `File`; `onProgress?(sent, total)` in bytes
    SendAttachment = 4,
    /// `attachmentId`
    DownloadAttachment = 5,
    /// `attachmentId`
    GetAttachmentUrl = 6,
    /// `viewToken`
    DescribeView = 7,
    /// `redirectUri`, `sessionId`
    GetAuthenticationUrl = 8,
    /// `sessionId`
    CancelParticipantAuthentication = 9,
    /// nothing
    DisconnectParticipant = 10,
    /// `event`: `delivered` or `read`; `messageId`. Sent at once, whatever the receipts' settings say.
    SendMessageReceipt = 11,
    /// `id` of a message in the outbox: takes it out. Settles with whether it was there and not on its way.
    CancelMessage = 12,
    /// `id` of a message in the outbox that failed: sends it once more.
    RetryMessage = 13,
    /// `maxResults?`: the page before the oldest one of the transcript that is kept
    LoadPreviousTranscript = 14,
    /// `id` of a call that the page gave up: a message in the outbox is not sent, a request is not repeated.
    Abort = 15,
}

impl CallKind {
    /// The call with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        const ALL: [CallKind; 16] = [
            CallKind::SendMessage,
            CallKind::SendEvent,
            CallKind::SendReceipt,
            CallKind::GetTranscript,
            CallKind::SendAttachment,
            CallKind::DownloadAttachment,
            CallKind::GetAttachmentUrl,
            CallKind::DescribeView,
            CallKind::GetAuthenticationUrl,
            CallKind::CancelParticipantAuthentication,
            CallKind::DisconnectParticipant,
            CallKind::SendMessageReceipt,
            CallKind::CancelMessage,
            CallKind::RetryMessage,
            CallKind::LoadPreviousTranscript,
            CallKind::Abort,
        ];
        ALL.get(usize::from(number)).copied()
    }

    /// Whether it can be made after the end of the chat, as in ChatJS.
    #[must_use]
    pub fn is_for_ended_chats(self) -> bool {
        use CallKind as K;
        matches!(
            self,
            K::DescribeView | K::GetAuthenticationUrl | K::CancelParticipantAuthentication | K::CancelMessage
        )
    }
}

impl<P: Payload> Session<P> {
    /// Starts a call. Its outcome settles under `call`.
    pub(crate) fn call(&mut self, cx: &mut Context<P>, call: CallId, kind: CallKind, args: &P) {
        let session_id = |args: &P| P::object().with_present(F::SessionId, args.get(F::sessionId));
        let (operation, body) = match kind {
            CallKind::SendMessage => return self.send_message(cx, call, args),
            CallKind::SendEvent => return self.send_event(cx, call, args),
            CallKind::SendReceipt => return self.send_receipt(cx, call, args),
            CallKind::SendMessageReceipt => return self.send_receipt_now(cx, call, args),
            CallKind::CancelMessage => return self.cancel_message(cx, call, &args.get(F::id)),
            CallKind::RetryMessage => return self.retry_message(cx, call, &args.get(F::id)),
            CallKind::LoadPreviousTranscript => return self.load_previous(cx, call, args),
            CallKind::Abort => return self.abort(cx, call, &args.get(F::id)),
            CallKind::GetTranscript => return self.get_transcript(cx, Some(call), args),
            CallKind::DescribeView => return self.describe_view(cx, call, args),
            CallKind::SendAttachment => return self.send_attachment(cx, call, args),
            CallKind::DownloadAttachment => return self.get_attachment(cx, Purpose::Attachment(call), args),
            CallKind::GetAttachmentUrl => return self.get_attachment(cx, Purpose::AttachmentUrl(call), args),
            CallKind::GetAuthenticationUrl => (
                Operation::GetAuthenticationUrl,
                session_id(args).with_present(F::RedirectUri, args.get(F::redirectUri)),
            ),
            CallKind::CancelParticipantAuthentication => (Operation::CancelParticipantAuthentication, session_id(args)),
            CallKind::DisconnectParticipant => {
                (Operation::DisconnectParticipant, P::object().with(F::ClientToken, client_token(cx, None)))
            }
        };
        self.send(cx, Purpose::Call(call), operation, body);
    }

    fn send_message(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        if self.outbox.is_some() {
            return self.queue_message(cx, call, args);
        }
        let temporary = if self.transcript.is_some() { P::from_text(&cx.rng.uuid()) } else { P::absent() };
        self.message_begun(cx, &temporary, args);
        let token = client_token(cx, Some(args));
        let body = message_body(args, token);
        self.send(cx, Purpose::Message(call, temporary), Operation::SendMessage, body);
    }

    fn send_event(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let content_type = args.get(F::contentType);
        let purpose = if content_type.term() == Some(Term::Typing) {
            match self.typing.call(cx.now, call) {
                TypingStep::Send => Purpose::Typing,
                TypingStep::Wait => return,
                TypingStep::Settle(data) => return cx.settle(call, Ok(data)),
            }
        } else {
            Purpose::Call(call)
        };
        let token = client_token(cx, Some(args));
        let body = event_body(content_type, args.get(F::content), token);
        self.send(cx, purpose, Operation::SendEvent, body);
    }

    fn send_receipt(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        if !cx.config.receipts_enabled {
            return cx.settle(call, Err(Failure::worded(FailureKind::ReceiptsDisabled, "ReceiptsDisabled", "")));
        }
        if self.is_over() {
            // As with the receipts that the end overtook.
            return cx.settle(call, Ok(P::absent()));
        }
        let message_id = args.truthy_of(F::messageId);
        if message_id.is_absent() {
            return cx.settle(call, Err(Failure::worded(FailureKind::NoMessageId, "NoMessageId", "")));
        }
        let is_read = args.term_of(F::contentType) == Some(Term::MessageRead);
        let request = ReceiptRequest {
            call,
            kind: if is_read { ReceiptKind::Read } else { ReceiptKind::Delivered },
            message_id: message_id.joined(&P::absent()),
            content: args.get(F::content),
            disable_throttle: args.get(F::disableThrottle).truthy(),
        };
        let effects = self.receipts.request(cx.now, cx.config.receipts_throttle, request);
        self.apply_receipts(cx, effects);
    }

    fn send_receipt_now(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let is_read = args.term_of(F::event) == Some(Term::ReceiptRead);
        let kind = if is_read { ReceiptKind::Read } else { ReceiptKind::Delivered };
        let id = args.get(F::messageId);
        let content = P::object().with(F::messageId, id).to_json();
        let token = client_token(cx, None);
        let body = event_body(P::from_term(kind.content_type()), content, token);
        self.send(cx, Purpose::Call(call), Operation::SendEvent, body);
    }

    /// Asks for a page of the transcript, for the page or (without a call) for our own.
    pub(super) fn get_transcript(&mut self, cx: &mut Context<P>, call: Option<CallId>, args: &P) {
        let body = transcript_body(args);
        let backward = body.term_of(F::ScanDirection) == Some(Term::Backward);
        self.send(cx, Purpose::Transcript(call, backward), Operation::GetTranscript, body);
    }

    /// Without a transcript, or at its beginning, there is nothing to load.
    fn load_previous(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        match self.transcript.as_ref().and_then(Transcript::previous) {
            Some(token) => {
                let args =
                    P::object().with_present(F::nextToken, token).with_present(F::maxResults, args.get(F::maxResults));
                self.get_transcript(cx, Some(call), &args);
            }
            None => cx.settle(call, Ok(P::object().with(F::Transcript, P::array()))),
        }
    }

    /// The page does not wait for this call any more: what would still follow from it does not.
    fn abort(&mut self, cx: &mut Context<P>, call: CallId, given_up: &P) {
        let given_up = given_up.number().map(|number| CallId(number as u32));
        if let Some(id) = given_up.and_then(|given_up| self.queued_by(given_up)) {
            return self.cancel_message(cx, call, &id);
        }
        let waits = |pending: &Pending<P>| given_up.is_some() && pending.purpose.call() == given_up;
        if let Some(position) = self.pending.iter().position(waits) {
            let mut pending = self.pending.remove(position);
            if pending.work.will_repeat() || pending.purpose.is_followed() {
                self.abandon(cx, pending.purpose);
            } else {
                pending.work.make_last();
                self.pending.push(pending);
            }
        }
        cx.settle(call, Ok(P::absent()));
    }

    fn describe_view(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        // A missing or empty token is the page's side's business.
        self.send(cx, Purpose::Call(call), Operation::DescribeView, args.get(F::viewToken));
    }

    fn send_attachment(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let file = args.get(F::attachment);
        let token = client_token(cx, None);
        let body = start_upload_body(&file, file.get(F::r#type), token);
        self.send(cx, Purpose::StartUpload(call, args.clone()), Operation::StartAttachmentUpload, body);
    }

    fn get_attachment(&mut self, cx: &mut Context<P>, purpose: Purpose<P>, args: &P) {
        let body = P::object().with_present(F::AttachmentId, args.get(F::attachmentId));
        self.send(cx, purpose, Operation::GetAttachment, body);
    }
}

/// The caller's `clientToken` if it gave one, else a new one: the service drops repeats of it.
pub(super) fn client_token<P: Payload>(cx: &mut Context<P>, args: Option<&P>) -> P {
    let given = args.map_or_else(P::absent, |args| args.truthy_of(F::clientToken));
    if given.is_absent() { P::from_text(&cx.rng.uuid()) } else { given }
}
