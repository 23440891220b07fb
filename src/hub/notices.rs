//! What sessions and connections tell each other, carried over by the hub.

use super::{Address, Hub};
use crate::connection::{Connection, ConnectionEvent, ConnectionStatus, Origin, Transport, Url};
use crate::context::Context;
use crate::error::Failure;
use crate::ids::{ConnectionId, IdMap, SessionId};
use crate::io::Output;
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::session::Session;

/// Something that one part says and another must hear. Carried out in order, before the hub returns.
#[derive(Clone, Debug)]
pub(crate) enum Notice<P> {
    /// A connection tells its sessions.
    Connection(ConnectionId, ConnectionEvent<P>),
    /// A session wants to be on the connection of its contact; the URL is there for a new one.
    Attach(SessionId, Option<Url<P>>),
    /// A session has fetched connection details for its connection, or failed to.
    Details(SessionId, Result<Url<P>, Failure<P>>),
    /// A session is done with its connection; whether that waits for details from it.
    Leave(ConnectionId, bool),
}

impl<P: Payload> Hub<P> {
    /// Carries out notices until there are none.
    pub(super) fn carry_notices(&mut self) {
        while let Some(notice) = self.cx.notices.pop() {
            match notice {
                Notice::Connection(connection, event) => self.tell_sessions(connection, event),
                Notice::Attach(session, url) => self.attach(session, url),
                Notice::Details(session, outcome) => self.pass_details(session, outcome),
                Notice::Leave(connection, provided) => self.leave(connection, provided),
            }
        }
    }

    pub(super) fn each_transport(&mut self, mut act: impl FnMut(&mut Transport<P>, &mut Context<P>)) {
        for connection in self.connections.iter_mut() {
            if let Some(transport) = &mut connection.transport {
                act(transport, &mut self.cx);
            }
        }
    }

    fn tell_sessions(&mut self, id: ConnectionId, event: ConnectionEvent<P>) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        connection.note(&event);
        if let ConnectionEvent::Frame(content) = &event {
            return self.tell_item(id, content);
        }
        for session in on(&mut self.sessions, id) {
            session.handle_connection(&mut self.cx, &event);
            if matches!(event, ConnectionEvent::NeedDetails) {
                // One fetch serves the connection.
                break;
            }
        }
    }

    fn tell_item(&mut self, connection: ConnectionId, content: &P) {
        let item = content.parse();
        let mut sessions = on(&mut self.sessions, connection);
        if !item.is_object() {
            if let Some(session) = sessions.next() {
                self.cx.log(session.id, Level::Error, Source::Connection, "Wrong message format");
            }
            return;
        }
        let address = Address::of(&item);
        // An item that names no contact may be for any of them.
        let is_open = address.is_open();
        let named = self.directory.named(&address);
        for session in sessions.filter(|session| is_open || named.contains(&session.id)) {
            session.handle_item(&mut self.cx, &item, &address);
        }
    }

    fn attach(&mut self, id: SessionId, url: Option<Url<P>>) {
        let Some(connection) = self.connection_for(id) else { return };
        // The last one now: those on a connection are told in the order in which they joined it.
        let Some(mut session) = self.sessions.remove(id) else { return };
        let call = session.joined(connection);
        self.sessions.insert(id, session);
        let Some(call) = call else { return };
        let Some(shared) = self.connections.get_mut(connection) else { return };
        if shared.status == ConnectionStatus::NeverStarted {
            shared.status = ConnectionStatus::Starting;
            if let Some(transport) = &mut shared.transport {
                self.cx.log(id, Level::Info, Source::Connection, "Initializing websocket manager.");
                transport.start(&mut self.cx, url);
            }
        }
        let status = shared.status;
        // A URL that cannot be used breaks the connection before `connect()` reports its success.
        self.carry_notices();
        if let Some(session) = self.sessions.get_mut(id) {
            session.connected(&mut self.cx, call, status);
        }
    }

    /// The connection that a session belongs on, made if it is not there.
    fn connection_for(&mut self, session: SessionId) -> Option<ConnectionId> {
        let details = &self.sessions.get(session)?.details;
        let origin = match details.manager {
            Some(manager) => Origin::Supplied(manager),
            None => Origin::Contact(details.contact_id.clone()),
        };
        if let Some((id, _)) = self.connections.iter().find(|(_, connection)| connection.origin == origin) {
            return Some(id);
        }
        self.last_connection += 1;
        let id = ConnectionId(self.last_connection);
        let transport = match origin {
            Origin::Contact(_) => Some(Transport::new(id, session, self.seems_offline)),
            Origin::Supplied(_) => {
                self.detach_supplied();
                self.cx.output(Output::Attach { connection: id, session });
                None
            }
        };
        self.connections.insert(id, Connection::new(origin, transport));
        Some(id)
    }

    /// The page supplies one connection at a time: another one takes the place of the one before.
    fn detach_supplied(&mut self) {
        let is_supplied = |connection: &Connection<P>| matches!(connection.origin, Origin::Supplied(_));
        let replaced = self.connections.iter().find(|(_, connection)| is_supplied(connection)).map(|(id, _)| id);
        if let Some(connection) = replaced {
            self.cx.output(Output::Detach { connection });
            self.connections.remove(connection);
            for session in on(&mut self.sessions, connection) {
                session.orphaned(&mut self.cx);
            }
        }
    }

    fn pass_details(&mut self, session: SessionId, outcome: Result<Url<P>, Failure<P>>) {
        let connection = self.sessions.get(session).and_then(|session| session.connection);
        let connection = connection.and_then(|connection| self.connections.get_mut(connection));
        if let Some(transport) = connection.and_then(|connection| connection.transport.as_mut()) {
            match outcome {
                Ok(url) => transport.details_arrived(&mut self.cx, url),
                Err(failure) => transport.details_failed(&mut self.cx, &failure),
            }
        }
    }

    fn leave(&mut self, id: ConnectionId, provided: bool) {
        let Some(connection) = self.connections.get_mut(id) else { return };
        let Some(transport) = &mut connection.transport else { return };
        if on(&mut self.sessions, id).next().is_none() {
            transport.close(&mut self.cx);
            self.connections.remove(id);
        } else if provided {
            transport.provider_left(&mut self.cx);
        }
    }
}

/// The sessions on a connection, in the order in which they joined it. The first one fetches the connection details.
fn on<P>(sessions: &mut IdMap<SessionId, Session<P>>, id: ConnectionId) -> impl Iterator<Item = &mut Session<P>> {
    sessions.iter_mut().filter(move |session| session.connection == Some(id))
}
