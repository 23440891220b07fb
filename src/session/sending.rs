//! What happens when a request has its outcome.

use std::rc::Rc;

use super::calls::client_token;
use super::receipts::ReceiptEffect;
use super::{Pending, Purpose, Session, Work};
use crate::config::SessionKind;
use crate::context::Context;
use crate::error::Failure;
use crate::event::{EventData, EventKind};
use crate::ids::CallId;
use crate::io::{HttpRequest, HttpResponse, LinkFault, RequestKind};
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::secret::Secret;
use crate::service::transfer_outcome;
use crate::wire::participant::{Operation, complete_upload_body, event_body};
use crate::wire::{Field as F, Term};

/// Items that are fetched when the connection is gained while a transcript is kept.
const AUTO_FETCH_ITEMS: f64 = 100.0;

impl<P: Payload> Session<P> {
    /// A request of the service has its outcome.
    pub(super) fn finish(&mut self, cx: &mut Context<P>, purpose: Purpose<P>, outcome: Result<P, Failure<P>>) {
        match purpose {
            Purpose::Call(call) | Purpose::Upload(call, _) | Purpose::Download(call) => cx.settle(call, outcome),
            Purpose::Message(call, temporary) => self.message_answered(cx, call, temporary, outcome),
            Purpose::Typing => {
                let calls = self.typing.answered(&outcome);
                settle_all(cx, calls, &outcome);
            }
            Purpose::Receipt(ticket) => {
                let calls = self.receipts.sent(ticket, outcome.is_ok());
                settle_all(cx, calls, &outcome);
            }
            Purpose::Transcript(call, backward) => self.transcript_answered(cx, call, backward, outcome),
            Purpose::StartUpload(call, upload) => self.upload_started(cx, call, upload, outcome),
            Purpose::AttachmentUrl(call) => {
                cx.settle(call, outcome.map(|data| data.get(F::Url)));
            }
            Purpose::Attachment(call) => self.attachment_located(cx, call, outcome),
            Purpose::Queued(id) => self.queued_answered(cx, &id, outcome),
            Purpose::Recovery => self.recovered(cx, outcome),
            Purpose::Details => self.connection_created(cx, outcome),
            Purpose::Acknowledge => {
                self.count_creation(cx, &outcome);
                if outcome.is_err() {
                    cx.count(self.id, "CREATE_PARTICIPANT_CONACK_FAILURE", 1);
                    let text =
                        "ConnectParticipant failed to acknowledge Agent connection in CreateParticipantConnection: ";
                    cx.log(self.id, Level::Warn, Source::Controller, text);
                }
            }
            Purpose::Token => {}
        }
    }

    /// A transfer to or from storage has its outcome.
    pub(super) fn transferred(
        &mut self,
        cx: &mut Context<P>,
        purpose: Purpose<P>,
        response: Result<HttpResponse<P>, LinkFault<P>>,
    ) {
        let refusal = match purpose {
            Purpose::Upload(..) => "The attachment was not accepted.",
            _ => "The attachment could not be downloaded.",
        };
        match (purpose, transfer_outcome(response, refusal)) {
            (Purpose::Upload(call, attachment_id), Ok(_)) => {
                let token = client_token(cx, None);
                let body = complete_upload_body(attachment_id, token);
                self.send(cx, Purpose::Call(call), Operation::CompleteAttachmentUpload, body);
            }
            (purpose, outcome) => self.finish(cx, purpose, outcome),
        }
    }

    /// Carries out what the receipts machine wants.
    pub(super) fn apply_receipts(&mut self, cx: &mut Context<P>, effects: Vec<ReceiptEffect<P>>) {
        for effect in effects {
            match effect {
                // The page's side terms the answer to a receipt that needed no request.
                ReceiptEffect::AlreadyFired(call) => cx.settle(call, Ok(P::absent())),
                ReceiptEffect::Send(send) => {
                    let token = client_token(cx, None);
                    let body = event_body(P::from_term(send.kind.content_type()), send.content, token);
                    self.send(cx, Purpose::Receipt(send.ticket), Operation::SendEvent, body);
                }
            }
        }
    }

    /// The transcript changed, or might have: tells the page.
    pub(super) fn transcript_changed(&mut self, cx: &mut Context<P>) {
        if let Some(transcript) = &self.transcript {
            cx.emit(self.id, EventKind::TranscriptUpdated, EventData::Item(transcript.snapshot()));
        }
    }

    /// Fetches the newest items for the transcript, if one is kept.
    pub(super) fn fetch_newest_page(&mut self, cx: &mut Context<P>) {
        if self.transcript.is_some() {
            let args = P::object().with(F::maxResults, P::from_number(AUTO_FETCH_ITEMS));
            self.get_transcript(cx, None, &args);
        }
    }

    /// The transcript lists a message that is being sent, under an id that no other item has.
    pub(super) fn message_begun(&mut self, cx: &mut Context<P>, id: &P, args: &P) {
        let role = match self.details.kind {
            SessionKind::Agent => Term::Agent,
            SessionKind::Customer => Term::Customer,
        };
        if let Some(transcript) = &mut self.transcript {
            transcript.begin_send(id, role, args.get(F::contentType), args.get(F::message));
            self.transcript_changed(cx);
        }
    }

    pub(super) fn message_sent(&mut self, cx: &mut Context<P>, id: &P, data: &P) {
        if let Some(transcript) = &mut self.transcript {
            transcript.sent(id, data);
            self.transcript_changed(cx);
        }
    }

    pub(super) fn message_failed(&mut self, cx: &mut Context<P>, id: &P) {
        if let Some(transcript) = &mut self.transcript {
            transcript.failed(id, P::from_wall_time(cx.now.wall));
            self.transcript_changed(cx);
        }
    }

    #[cfg(feature = "reliable")]
    pub(super) fn message_withdrawn(&mut self, cx: &mut Context<P>, id: &P) {
        if let Some(transcript) = &mut self.transcript {
            transcript.withdraw(id);
            self.transcript_changed(cx);
        }
    }

    fn message_answered(&mut self, cx: &mut Context<P>, call: CallId, temporary: P, outcome: Result<P, Failure<P>>) {
        if !temporary.is_absent() {
            match &outcome {
                Ok(data) => self.message_sent(cx, &temporary, data),
                Err(_) => self.message_failed(cx, &temporary),
            }
        }
        cx.settle(call, outcome);
    }

    fn transcript_answered(
        &mut self,
        cx: &mut Context<P>,
        call: Option<CallId>,
        backward: bool,
        outcome: Result<P, Failure<P>>,
    ) {
        if let Ok(data) = &outcome {
            let items = data.get(F::Transcript);
            self.rehydrate(cx, &items);
            if let Some(transcript) = &mut self.transcript {
                transcript.page(&items, data.get(F::NextToken), backward, &self.details.participant_id);
                self.transcript_changed(cx);
            }
        }
        match call {
            Some(call) => cx.settle(call, outcome),
            None if outcome.is_err() => {
                let text = "Failed to auto-fetch transcript on connection:";
                cx.log(self.id, Level::Warn, Source::Controller, text);
            }
            None => {}
        }
    }

    fn upload_started(&mut self, cx: &mut Context<P>, call: CallId, args: P, outcome: Result<P, Failure<P>>) {
        let data = match outcome {
            Ok(data) => data,
            Err(failure) => return cx.settle(call, Err(failure)),
        };
        let upload = data.get(F::UploadMetadata);
        if upload.is_absent() {
            let message = "Cannot read properties of undefined (reading 'Url')";
            return cx.settle(call, Err(Self::type_error(message)));
        }
        let attachment_id = data.get(F::AttachmentId);
        let kind = RequestKind::Upload { headers: upload.get(F::HeadersToInclude), upload: args };
        self.transfer(cx, Purpose::Upload(call, attachment_id), "PUT", &upload, kind);
    }

    fn attachment_located(&mut self, cx: &mut Context<P>, call: CallId, outcome: Result<P, Failure<P>>) {
        match outcome {
            Ok(data) if !data.get(F::Url).is_absent() => {
                self.transfer(cx, Purpose::Download(call), "GET", &data, RequestKind::Download);
            }
            Ok(_) => cx.settle(call, Err(Self::type_error("The service sent no URL for the attachment."))),
            Err(failure) => cx.settle(call, Err(failure)),
        }
    }

    fn transfer(
        &mut self,
        cx: &mut Context<P>,
        purpose: Purpose<P>,
        method: &'static str,
        located: &P,
        kind: RequestKind<P>,
    ) {
        let url = Secret(located.get(F::Url).if_text().joined(&P::absent()));
        let id = cx.fetch(Rc::new(HttpRequest { method, url, kind }));
        self.pending.push(Pending { purpose, work: Work::Plain(id) });
    }
}

/// Settles several calls with one outcome: each gets a copy of its own, for the page writes `metadata` into it.
fn settle_all<P: Payload>(cx: &mut Context<P>, calls: Vec<CallId>, outcome: &Result<P, Failure<P>>) {
    for call in calls {
        cx.settle(call, outcome.as_ref().map(Payload::shallow_copy).map_err(Clone::clone));
    }
}
