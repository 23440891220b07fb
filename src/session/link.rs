//! A session and its connection: what the connection tells, what the page is told of it, and leaving.

use super::{Phase, Session};
use crate::config::SessionKind;
use crate::connection::{ConnectionEvent, ConnectionStatus};
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::event::{ConnectionState, EventData, EventKind, Reason};
use crate::ids::{CallId, ConnectionId};
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::time::Timestamp;
use crate::wire::Field as F;

impl<P: Payload> Session<P> {
    /// Tells the page what the connection tells.
    pub(crate) fn handle_connection(&mut self, cx: &mut Context<P>, event: &ConnectionEvent<P>) {
        let (status, reason) = match *event {
            ConnectionEvent::Changed(status, reason) => (status, reason),
            ConnectionEvent::Subscribed => return self.listening(cx),
            ConnectionEvent::Retrying(at) => return self.tell_state(cx, P::absent(), at),
            ConnectionEvent::EndedMeanwhile => return self.recover_before_the_end(cx),
            ConnectionEvent::NeedDetails => return self.fetch_for_connection(cx),
            ConnectionEvent::Frame(_) => return,
        };
        let (kind, text, metric) = match status {
            ConnectionStatus::Connected => {
                (EventKind::ConnectionEstablished, "Websocket connection gained.", "WebsocketConnectionGained")
            }
            ConnectionStatus::ConnectionLost => {
                (EventKind::ConnectionLost, "Websocket connection lost.", "WebsocketConnectionLost")
            }
            ConnectionStatus::Ended => (EventKind::ConnectionBroken, "Websocket connection ended.", "WebsocketEnded"),
            ConnectionStatus::DeepHeartbeatSuccess => {
                (EventKind::DeepHeartbeatSuccess, "Websocket deep heartbeat success.", "WebsocketDeepHeartbeatSuccess")
            }
            ConnectionStatus::DeepHeartbeatFailure => {
                (EventKind::DeepHeartbeatFailure, "Websocket deep heartbeat failure.", "WebsocketDeepHeartbeatFailure")
            }
            ConnectionStatus::NeverStarted | ConnectionStatus::Starting => return,
        };
        cx.log(self.id, Level::Info, Source::Connection, text);
        cx.log(self.id, Level::Advanced, Source::Socket, reason.code());
        cx.count(self.id, metric, 1);
        cx.emit(self.id, kind, EventData::Reason(reason));
        let state = match status {
            ConnectionStatus::Connected => ConnectionState::Connected,
            ConnectionStatus::ConnectionLost => ConnectionState::Reconnecting,
            ConnectionStatus::Ended => ConnectionState::Failed,
            _ => return,
        };
        self.enter(cx, state, P::from_text(reason.code()));
        match state {
            ConnectionState::Failed => self.leave(cx),
            ConnectionState::Connected if self.recovery.is_none() => self.fetch_newest_page(cx),
            // Of a connection of the page's own nobody knows when its items begin to arrive.
            ConnectionState::Connected if reason == Reason::Supplied => self.listening(cx),
            _ => {}
        }
    }

    /// The session is on a connection. The call of `connect()` that is to be answered now.
    pub(crate) fn joined(&mut self, connection: ConnectionId) -> Option<CallId> {
        let Phase::Connecting(call) = self.phase else { return None };
        self.connection = Some(connection);
        self.phase = Phase::Connected;
        self.reached = true;
        Some(call)
    }

    /// `connect()` is done.
    pub(crate) fn connected(&mut self, cx: &mut Context<P>, call: CallId, status: ConnectionStatus) {
        cx.log(self.id, Level::Info, Source::Controller, "Connect successful!");
        cx.emit(self.id, EventKind::ConnectionEstablished, EventData::Connected(status));
        if self.details.kind == SessionKind::Agent && !self.credentials.acknowledged {
            self.acknowledge(cx);
        }
        // A connection that others opened before, or that is the page's own, may never say that it is gained.
        if self.details.manager.is_some() || status != ConnectionStatus::Starting {
            self.enter(cx, ConnectionState::Connected, P::absent());
            self.listening(cx);
        }
        cx.settle(call, Ok(P::from_number(f64::from(status as u8))));
    }

    /// Leaves the connection; calls go on working.
    pub(super) fn leave(&mut self, cx: &mut Context<P>) {
        self.phase = Phase::Detached;
        if self.state != ConnectionState::Failed {
            self.enter(cx, ConnectionState::Idle, P::absent());
        }
        self.let_go(cx);
        // Without a connection that might come back there is nothing to wait for.
        self.open_outbox(cx);
    }

    /// Leaves the connection because the page wants it so.
    pub(crate) fn break_connection(&mut self, cx: &mut Context<P>) {
        if self.phase == Phase::Connected {
            self.leave(cx);
        }
    }

    /// The chat's items arrive from now on: what was missed is fetched, and what waited is sent. A message that went
    /// out before would have no echo.
    fn listening(&mut self, cx: &mut Context<P>) {
        self.recover(cx);
        self.open_outbox(cx);
    }

    /// The connection does something else now, and the page is told.
    pub(super) fn enter(&mut self, cx: &mut Context<P>, state: ConnectionState, reason: P) {
        if std::mem::replace(&mut self.state, state) != state {
            self.tell_state(cx, reason, Timestamp::NEVER);
        }
        if state != ConnectionState::Connected {
            self.hold_outbox();
        }
    }

    fn tell_state(&self, cx: &mut Context<P>, reason: P, retry_at: Timestamp) {
        let data = P::object()
            .with(F::state, P::from_term(self.state.term()))
            .with_present(F::reason, reason)
            .with_present(F::retryAt, cx.now.wall_text(retry_at));
        cx.emit(self.id, EventKind::ConnectionStateChanged, EventData::Item(data));
    }

    /// `connect()` failed.
    pub(super) fn connect_failed(&mut self, cx: &mut Context<P>, failure: Failure<P>) {
        if let Phase::Connecting(call) = self.phase {
            self.phase = Phase::Idle;
            self.enter(cx, ConnectionState::Failed, failure.name.clone());
            cx.settle(call, Err(failure.as_kind(FailureKind::NotConnected)));
        }
    }

    /// The connection that the page supplied was replaced by another one.
    pub(crate) fn orphaned(&mut self, cx: &mut Context<P>) {
        self.handle_connection(cx, &ConnectionEvent::Changed(ConnectionStatus::Ended, Reason::Replaced));
    }
}
