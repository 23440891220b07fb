//! A session: one participant of one contact. This file only routes; each sub-machine has its own.

mod calls;
mod credentials;
mod inbound;
mod link;
#[cfg_attr(not(feature = "reliable"), path = "outbox/absent.rs")]
mod outbox;
mod partial;
mod pending;
mod receipts;
#[cfg_attr(not(feature = "reliable"), path = "recovery/absent.rs")]
mod recovery;
mod sending;
mod transcript;
mod typing;

use crate::config::SessionDetails;
use crate::context::Context;
use crate::error::{Failure, Misuse};
use crate::event::{ConnectionState, EventData, EventKind};
use crate::hub::Notice;
use crate::ids::{CallId, ConnectionId, RequestId, SessionId};
use crate::io::{HttpResponse, LinkFault, Output, TokenAnswer};
use crate::payload::Payload;
use crate::service::{Exchange, Progress, Route};
use crate::time::Timestamp;
use crate::wire::participant::{Operation, connection_body};

use credentials::{Credentials, Details};
use outbox::Outbox;
use partial::PartialMessages;
use pending::{Pending, Purpose, Work};
use receipts::Receipts;
use recovery::Recovery;
use transcript::Transcript;
use typing::TypingThrottle;

pub use calls::CallKind;

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// `connect()` was not called, or failed.
    Idle,
    /// `connect()` is on its way.
    Connecting(CallId),
    /// It is on a connection, open or not.
    Connected,
    /// Its connection gave up, or it left: calls still work, nothing is delivered.
    Detached,
    /// The contact is over, but the page's handlers do not know yet.
    Ending,
    /// The contact is over and the page knows.
    Ended,
}

/// One participant of one contact.
pub(crate) struct Session<P> {
    pub(crate) id: SessionId,
    pub(crate) details: SessionDetails<P>,
    pub(crate) connection: Option<ConnectionId>,
    /// `connect()` has had its answer at least once.
    reached: bool,
    route: Route<P>,
    phase: Phase,
    credentials: Credentials<P>,
    pending: Vec<Pending<P>>,
    receipts: Receipts<P>,
    partial: PartialMessages<P>,
    transcript: Option<Transcript<P>>,
    /// Where the page wants what it missed.
    recovery: Option<Recovery<P>>,
    /// Where the page wants messages to wait for the connection.
    outbox: Option<Outbox<P>>,
    /// What the page was told of its connection.
    state: ConnectionState,
    typing: TypingThrottle<P>,
}

impl<P: Payload> Session<P> {
    pub(crate) fn new(id: SessionId, details: SessionDetails<P>) -> Self {
        let recovery = Recovery::wanted(&details);
        let outbox = Outbox::wanted(&details);
        Session {
            id,
            route: Route { region: details.region.clone() },
            details,
            connection: None,
            reached: false,
            phase: Phase::Idle,
            credentials: Credentials::default(),
            pending: Vec::new(),
            receipts: Receipts::default(),
            partial: PartialMessages::default(),
            transcript: None,
            recovery,
            outbox,
            state: ConnectionState::Idle,
            typing: TypingThrottle::default(),
        }
    }

    /// Fetches connection details; the outcome settles under `call`.
    ///
    /// # Errors
    /// [`Misuse::AlreadyConnected`] while connecting or connected, [`Misuse::Ended`] after the end.
    pub(crate) fn connect(&mut self, cx: &mut Context<P>, call: CallId) -> Result<(), Misuse> {
        match self.phase {
            Phase::Idle | Phase::Detached => {}
            Phase::Connecting(_) | Phase::Connected => return Err(Misuse::AlreadyConnected),
            Phase::Ending | Phase::Ended => return Err(Misuse::Ended),
        }
        self.phase = Phase::Connecting(call);
        self.enter(cx, ConnectionState::Connecting, P::absent());
        self.restore_outbox(cx);
        self.fetch_details(cx);
        Ok(())
    }

    /// Whether a call that needs a connected participant may be made now.
    ///
    /// # Errors
    /// [`Misuse::NotConnected`] before `connect()` has had its answer, [`Misuse::Ended`] once the page
    /// was told of the end.
    pub(crate) fn guard(&self) -> Result<(), Misuse> {
        match self.phase {
            Phase::Ended => Err(Misuse::Ended),
            _ if !self.reached => Err(Misuse::NotConnected),
            _ => Ok(()),
        }
    }

    /// Starts keeping the transcript.
    pub(crate) fn track_transcript(&mut self) {
        self.transcript.get_or_insert_default();
    }

    /// Where this request stands among those on their way, if it is one of this session's.
    pub(crate) fn position_of(&self, request: RequestId) -> Option<usize> {
        self.pending.iter().position(|pending| pending.work.is_waiting_for(request))
    }

    /// Reads the answer to one of this session's requests.
    pub(crate) fn handle_response(
        &mut self,
        cx: &mut Context<P>,
        request: RequestId,
        response: Result<HttpResponse<P>, LinkFault<P>>,
    ) {
        let Some(position) = self.position_of(request) else { return };
        let progress = match &mut self.pending[position].work {
            Work::Exchange(exchange) => exchange.handle_response(cx, response),
            Work::Plain(_) => {
                let purpose = self.pending.remove(position).purpose;
                self.transferred(cx, purpose, response);
                return;
            }
        };
        if let Progress::Done(outcome) = progress {
            let purpose = self.pending.remove(position).purpose;
            self.finish(cx, purpose, outcome);
        }
    }

    /// Reads the page's answer to the request for an agent's connection token.
    pub(crate) fn handle_token(&mut self, cx: &mut Context<P>, request: RequestId, answer: TokenAnswer<P>) {
        if let Some(position) = self.position_of(request) {
            self.pending.remove(position);
            self.token_answered(cx, answer);
        }
    }

    /// The earliest moment at which something is due.
    pub(crate) fn poll_timeout(&self) -> Timestamp {
        let exchanges = self.pending.iter().map(|pending| pending.work.poll_timeout());
        let recovery = self.recovery.as_ref().map_or(Timestamp::NEVER, Recovery::poll_timeout);
        let outbox = self.outbox.as_ref().map_or(Timestamp::NEVER, Outbox::poll_timeout);
        let own = self.credentials.refresh_at.min(self.receipts.poll_timeout()).min(recovery).min(outbox);
        exchanges.fold(own, Ord::min)
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, cx: &mut Context<P>) {
        self.drive_exchanges(cx);
        let effects = self.receipts.handle_timeout(cx.now);
        self.apply_receipts(cx, effects);
        self.continue_recovery(cx);
        self.run_outbox(cx);
        self.renew_token(cx);
    }

    /// The page's handlers were told of the end. A page may keep many sessions that are over: what is kept of one is
    /// what its last calls need.
    pub(crate) fn end_delivered(&mut self, cx: &mut Context<P>) {
        if self.phase == Phase::Ending {
            self.phase = Phase::Ended;
            self.receipts = Receipts::default();
            self.partial = PartialMessages::default();
            cx.output(Output::Retired(self.id));
        }
    }

    /// Whether nothing more will be told of this session unless it connects again.
    pub(crate) fn is_detached(&self) -> bool {
        self.phase == Phase::Detached
    }

    /// The contact is over: everything is let go of, but for answers on their way.
    fn end(&mut self, cx: &mut Context<P>) {
        self.phase = Phase::Ending;
        self.enter(cx, ConnectionState::Ended, P::absent());
        cx.emit(self.id, EventKind::ChatEnded, EventData::Nothing);
        // No event follows this one: answers that still come change no transcript.
        self.transcript = None;
        self.let_go(cx);
    }

    fn let_go(&mut self, cx: &mut Context<P>) {
        let provided = std::mem::take(&mut self.credentials.connection_waits);
        if let Some(connection) = self.connection.take() {
            cx.notify(Notice::Leave(connection, provided));
        }
        if let Some(recovery) = &mut self.recovery {
            recovery.stop();
        }
        self.credentials.refresh_at = Timestamp::NEVER;
        // Nobody is left to acknowledge anything to, and few pages catch what a receipt's promise rejects with.
        for call in self.receipts.end() {
            cx.settle(call, Ok(P::absent()));
        }
        if self.is_over() {
            self.close_outbox(cx);
        }
        self.drop_background_work(cx);
    }

    /// Stops everything at once: calls on their way reject, answers to them are ignored.
    pub(crate) fn dispose(&mut self, cx: &mut Context<P>) {
        if let Phase::Connecting(call) = self.phase {
            cx.settle(call, Err(Failure::session_over()));
        }
        self.transcript = None;
        self.phase = Phase::Ended;
        self.let_go(cx);
        for _ in 0..self.pending.len() {
            let purpose = self.pending.remove(0).purpose;
            self.abandon(cx, purpose);
        }
        cx.output(Output::Retired(self.id));
    }

    fn send(&mut self, cx: &mut Context<P>, purpose: Purpose<P>, operation: Operation, body: P) {
        let bearer = match operation {
            Operation::CreateParticipantConnection => self.details.participant_token.clone(),
            _ => self.credentials.token.clone(),
        };
        if let Some(failure) = self.route.refusal() {
            return self.finish(cx, purpose, Err(failure));
        }
        let request = self.route.request(cx, operation, bearer, body);
        // `connect()` is the page's own call, and waits for its details as long as the browser does.
        let patient = !purpose.is_repeatable() || matches!(self.phase, Phase::Connecting(_));
        let mut exchange = Exchange::start(cx, operation, request, patient);
        if self.is_over() {
            exchange.make_last();
        }
        self.pending.push(Pending { purpose, work: Work::Exchange(exchange) });
    }

    /// Whether the contact is over: what the page asks for is sent once, and nothing else is.
    fn is_over(&self) -> bool {
        matches!(self.phase, Phase::Ending | Phase::Ended)
    }

    fn acknowledge(&mut self, cx: &mut Context<P>) {
        cx.count(self.id, "CREATE_PARTICIPANT_CONACK_CALL_COUNT", 1);
        let body = connection_body(false, true);
        self.send(cx, Purpose::Acknowledge, Operation::CreateParticipantConnection, body);
    }

    /// The connection details of the first fetch, or of a later one, are there.
    fn details_arrived(&mut self, cx: &mut Context<P>, details: Details<P>) {
        if let Phase::Connecting(_) = self.phase {
            cx.output(Output::Details { session: self.id, details: details.object });
            cx.notify(Notice::Attach(self.id, details.url));
        } else if std::mem::take(&mut self.credentials.connection_waits) {
            cx.notify(Notice::Details(self.id, Ok(details.url.unwrap_or_else(crate::connection::Url::unusable))));
        }
    }
}
