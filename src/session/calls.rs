//! The page's calls: what each sends.

use super::receipts::{ReceiptKind, ReceiptRequest};
use super::typing::TypingStep;
use super::{Purpose, Session};
use crate::config::SessionKind;
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::ids::CallId;
use crate::payload::Payload;
use crate::wire::participant::{Operation, event_body, message_body, path_segment, start_upload_body, transcript_body};
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
    /// `attachment`: a `File`
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
}

impl CallKind {
    /// The call with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        const ALL: [CallKind; 12] = [
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
        ];
        ALL.get(usize::from(number)).copied()
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
        self.send(cx, Purpose::Call(call), operation, "", body);
    }

    fn send_message(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let temporary = self.transcript.is_some().then(|| cx.rng.uuid());
        if let (Some(transcript), Some(id)) = (&mut self.transcript, &temporary) {
            let role = match self.details.kind {
                SessionKind::Agent => Term::Agent,
                SessionKind::Customer => Term::Customer,
            };
            transcript.begin_send(id, role, args.get(F::contentType), args.get(F::message));
            self.transcript_changed(cx);
        }
        let token = client_token(cx, Some(args));
        let body = message_body(args, token);
        self.send(cx, Purpose::Message(call, temporary), Operation::SendMessage, "", body);
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
        self.send(cx, purpose, Operation::SendEvent, "", body);
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
        self.send(cx, Purpose::Call(call), Operation::SendEvent, "", body);
    }

    /// Asks for a page of the transcript, for the page or (without a call) for our own.
    pub(super) fn get_transcript(&mut self, cx: &mut Context<P>, call: Option<CallId>, args: &P) {
        let body = transcript_body(args);
        let backward = body.term_of(F::ScanDirection) == Some(Term::Backward);
        self.send(cx, Purpose::Transcript(call, backward), Operation::GetTranscript, "", body);
    }

    fn describe_view(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        // A missing or empty token is the page's side's business.
        let token = args.get(F::viewToken).joined(&P::absent());
        let segment = path_segment(&token.text().unwrap_or_default());
        self.send(cx, Purpose::Call(call), Operation::DescribeView, &segment, P::absent());
    }

    fn send_attachment(&mut self, cx: &mut Context<P>, call: CallId, args: &P) {
        let file = args.get(F::attachment);
        let token = client_token(cx, None);
        let body = start_upload_body(&file, file.get(F::r#type), token);
        self.send(cx, Purpose::StartUpload(call, file), Operation::StartAttachmentUpload, "", body);
    }

    fn get_attachment(&mut self, cx: &mut Context<P>, purpose: Purpose<P>, args: &P) {
        let body = P::object().with_present(F::AttachmentId, args.get(F::attachmentId));
        self.send(cx, purpose, Operation::GetAttachment, "", body);
    }
}

/// The caller's `clientToken` if it gave one, else a new one: the service drops repeats of it.
pub(super) fn client_token<P: Payload>(cx: &mut Context<P>, args: Option<&P>) -> P {
    let given = args.map_or_else(P::absent, |args| args.truthy_of(F::clientToken));
    if given.is_absent() { P::from_text(&cx.rng.uuid()) } else { given }
}
