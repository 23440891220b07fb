//! The door of the core: all sessions of a page, the connections they share, one queue of outputs and
//! one timer.

mod directory;
mod notices;

use crate::config::{Config, SessionDetails};
pub use crate::connection::ConnectionStatus;
use crate::connection::{Connection, ConnectionEvent};
use crate::context::Context;
use crate::error::Misuse;
use crate::event::Reason;
use crate::ids::{CallId, ConnectionId, IdMap, RequestId, SessionId};
use crate::io::{Input, LinkChange, Output, SuppliedEvent};
use crate::payload::Payload;
use crate::rng::Rng;
pub use crate::session::CallKind;
use crate::session::Session;
use crate::time::{Now, Timestamp};
use crate::wire::Field;

pub(crate) use directory::Address;
use directory::Directory;
pub(crate) use notices::Notice;

/// All sessions of a page.
///
/// One input or wish, drain [`Hub::poll_output`] to `None`, arm one timer for [`Hub::poll_timeout`].
pub struct Hub<P> {
    cx: Context<P>,
    /// In the order in which they last joined a connection.
    sessions: IdMap<SessionId, Session<P>>,
    directory: Directory<P>,
    connections: IdMap<ConnectionId, Connection<P>>,
    last_session: u32,
    last_connection: u32,
    seems_offline: bool,
}

impl<P: Payload> Hub<P> {
    /// A hub without sessions. `rng` is its only source of chance.
    #[must_use]
    pub fn new(config: Config<P>, rng: Rng, now: Now) -> Self {
        Hub {
            cx: Context::new(config, rng, now),
            sessions: IdMap::default(),
            directory: Directory::default(),
            connections: IdMap::default(),
            last_session: 0,
            last_connection: 0,
            seems_offline: false,
        }
    }

    /// The settings of all sessions, to change them. Later requests follow.
    pub fn config_mut(&mut self) -> &mut Config<P> {
        &mut self.cx.config
    }

    /// Makes a session. Nothing is sent before [`Hub::connect`].
    pub fn create(&mut self, details: SessionDetails<P>) -> SessionId {
        self.last_session += 1;
        let id = SessionId(self.last_session);
        self.directory.add(&details.contact_id, id);
        self.directory.add(&details.initial_contact_id, id);
        self.sessions.insert(id, Session::new(id, details));
        id
    }

    /// Fetches connection details, then opens the connection in the background.
    ///
    /// Settles under `call` once the details are there, with the connection's status as a number; the
    /// socket may open later.
    ///
    /// # Errors
    /// [`Misuse::AlreadyConnected`] while connecting or connected: one connection, whoever asks.
    /// [`Misuse::Ended`] after the end.
    pub fn connect(&mut self, now: Now, session: SessionId, call: CallId) -> Result<(), Misuse> {
        self.with_session(now, session, |session, cx| session.connect(cx, call))?
    }

    /// Starts one of the page's calls. It settles under `call`, exactly once.
    ///
    /// # Errors
    /// [`Misuse::NoSuchSession`].
    pub fn call(&mut self, now: Now, session: SessionId, call: CallId, kind: CallKind, args: &P) -> Result<(), Misuse> {
        self.with_session(now, session, |session, cx| session.call(cx, call, kind, args))
    }

    /// Whether a call that needs a connected participant may be made.
    ///
    /// # Errors
    /// [`Misuse::NotConnected`] before `connect` has settled, [`Misuse::Ended`] after the end.
    pub fn guard(&self, session: SessionId) -> Result<(), Misuse> {
        self.sessions.get(session).ok_or(Misuse::NoSuchSession)?.guard()
    }

    /// Starts keeping the transcript of a session and telling its changes.
    ///
    /// # Errors
    /// [`Misuse::NoSuchSession`].
    pub fn track_transcript(&mut self, session: SessionId) -> Result<(), Misuse> {
        self.sessions.get_mut(session).ok_or(Misuse::NoSuchSession).map(Session::track_transcript)
    }

    /// The messages in a session's outbox, oldest first: `{ id, message, contentType, state, expiresAt }` each,
    /// `state` one of `waiting`, `sending`, `failed`.
    #[must_use]
    pub fn pending_messages(&self, now: Now, session: SessionId) -> P {
        self.sessions.get(session).map_or_else(P::array, |session| session.pending_messages(now))
    }

    /// What the session's connection is doing.
    #[must_use]
    pub fn status(&self, session: SessionId) -> ConnectionStatus {
        let connection = self.sessions.get(session).and_then(|session| session.connection);
        connection
            .and_then(|connection| self.connections.get(connection))
            .map_or(ConnectionStatus::Ended, |connection| connection.status)
    }

    /// Whether a session has left its connection, so that nothing more is told of it unless it connects again.
    #[must_use]
    pub fn is_detached(&self, session: SessionId) -> bool {
        self.sessions.get(session).is_some_and(Session::is_detached)
    }

    /// Takes a session off its connection, whose socket closes with the last one. Calls go on working.
    ///
    /// # Errors
    /// [`Misuse::NoSuchSession`].
    pub fn break_connection(&mut self, now: Now, session: SessionId) -> Result<(), Misuse> {
        self.with_session(now, session, |session, cx| session.break_connection(cx))
    }

    /// Lets go of a session: nothing is armed, sent or told for it afterwards; calls on their way reject.
    pub fn dispose(&mut self, now: Now, session: SessionId) {
        // Without such a session there is nothing to let go of.
        let _ = self.with_session(now, session, |session, cx| session.dispose(cx));
        if let Some(Session { details, .. }) = self.sessions.remove(session) {
            self.directory.remove(&details.contact_id, session);
            self.directory.remove(&details.initial_contact_id, session);
        }
    }

    /// Takes in a fact from the world.
    pub fn handle_input(&mut self, now: Now, input: Input<P>) {
        self.cx.now = now;
        match input {
            Input::TimeReached => {
                for session in self.sessions.iter_mut() {
                    session.handle_timeout(&mut self.cx);
                }
                self.each_transport(|transport, cx| transport.handle_timeout(cx));
            }
            Input::Socket(socket, event) => {
                let owner = self
                    .connections
                    .iter_mut()
                    .find_map(|connection| connection.transport.as_mut().filter(|transport| transport.owns(socket)));
                if let Some(transport) = owner {
                    transport.handle_socket(&mut self.cx, socket, event);
                }
            }
            Input::Response(request, response) => {
                if let Some(session) = waiting_for(&mut self.sessions, request) {
                    session.handle_response(&mut self.cx, request, response);
                }
            }
            Input::Token(request, answer) => {
                if let Some(session) = waiting_for(&mut self.sessions, request) {
                    session.handle_token(&mut self.cx, request, answer);
                }
            }
            Input::Link(change) => {
                match change {
                    LinkChange::Online => self.seems_offline = false,
                    LinkChange::Offline => self.seems_offline = true,
                    LinkChange::SaidOnline | LinkChange::SaidOffline => {}
                }
                self.each_transport(|transport, cx| transport.handle_link(cx, change));
            }
            Input::Woke => self.each_transport(|transport, cx| transport.wake(cx)),
            Input::Supplied(connection, event) => self.handle_supplied(connection, event),
            Input::EndDelivered(session) => {
                if let Some(session) = self.sessions.get_mut(session) {
                    session.end_delivered(&mut self.cx);
                }
            }
        }
        self.carry_notices();
    }

    /// What is to be done next; `None` once drained.
    pub fn poll_output(&mut self) -> Option<Output<P>> {
        self.cx.outputs.pop()
    }

    /// When [`Input::TimeReached`] is due; `None` while nothing waits for a moment.
    #[must_use]
    pub fn poll_timeout(&self) -> Option<Timestamp> {
        let sessions = self.sessions.iter().map(|(_, session)| session.poll_timeout());
        let transports = self.connections.iter().filter_map(|(_, connection)| connection.transport.as_ref());
        let deadlines = sessions.chain(transports.map(|transport| transport.poll_timeout()));
        let earliest = deadlines.fold(Timestamp::NEVER, Ord::min);
        earliest.is_set().then_some(earliest)
    }

    fn with_session<R>(
        &mut self,
        now: Now,
        session: SessionId,
        act: impl FnOnce(&mut Session<P>, &mut Context<P>) -> R,
    ) -> Result<R, Misuse> {
        self.cx.now = now;
        let session = self.sessions.get_mut(session).ok_or(Misuse::NoSuchSession)?;
        let result = act(session, &mut self.cx);
        self.carry_notices();
        Ok(result)
    }

    fn handle_supplied(&mut self, connection: ConnectionId, event: SuppliedEvent<P>) {
        let status = match event {
            SuppliedEvent::Gained => ConnectionStatus::Connected,
            SuppliedEvent::Lost => ConnectionStatus::ConnectionLost,
            SuppliedEvent::Failed => ConnectionStatus::Ended,
            SuppliedEvent::DeepHeartbeatSuccess => ConnectionStatus::DeepHeartbeatSuccess,
            SuppliedEvent::DeepHeartbeatFailure => ConnectionStatus::DeepHeartbeatFailure,
            SuppliedEvent::Frame(frame) => {
                let content = frame.get(Field::content);
                if !content.is_absent() {
                    self.cx.notify(Notice::Connection(connection, ConnectionEvent::Frame(content)));
                }
                return;
            }
        };
        self.cx.notify(Notice::Connection(connection, ConnectionEvent::Changed(status, Reason::Supplied)));
    }
}

/// The session whose request this is, unless it was given up.
fn waiting_for<P: Payload>(sessions: &mut IdMap<SessionId, Session<P>>, request: RequestId) -> Option<&mut Session<P>> {
    sessions.iter_mut().find(|session| session.position_of(request).is_some())
}
