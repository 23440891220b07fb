//! What sessions and connections tell each other, carried over by the hub.

use super::Hub;
use crate::connection::{Address, Connection, ConnectionEvent, ConnectionStatus, Origin, Transport, Url};
use crate::context::Context;
use crate::error::Failure;
use crate::ids::{ConnectionId, SessionId};
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
    /// A session is done with its connection.
    Leave(SessionId),
}

impl<P: Payload> Hub<P> {
    /// Carries out notices until there are none.
    pub(super) fn carry_notices(&mut self) {
        while let Some(notice) = self.cx.notices.pop() {
            match notice {
                Notice::Connection(connection, event) => self.tell_sessions(connection, event),
                Notice::Attach(session, url) => self.attach(session, url),
                Notice::Details(session, outcome) => self.pass_details(session, outcome),
                Notice::Leave(session) => self.leave(session),
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
        let mut told = match &event {
            ConnectionEvent::Frame(content) => return self.tell_item(id, content),
            _ => connection.members.all.clone(),
        };
        if matches!(event, ConnectionEvent::NeedDetails) {
            // One fetch serves the connection: the first session that joined makes it.
            told.truncate(1);
        }
        for member in told {
            if let Some(session) = self.sessions.get_mut(member) {
                session.handle_connection(&mut self.cx, &event);
            }
        }
    }

    fn tell_item(&mut self, connection: ConnectionId, content: &P) {
        let Some(Connection { members, .. }) = self.connections.get(connection) else { return };
        let item = content.parse();
        if !item.is_object() {
            if let Some(&member) = members.all.first() {
                self.cx.log(member, Level::Error, Source::Connection, "Wrong message format");
            }
            return;
        }
        let address = Address::of(&item);
        for member in members.candidates(&address) {
            if let Some(session) = self.sessions.get_mut(member) {
                session.handle_item(&mut self.cx, &item, &address);
            }
        }
    }

    fn attach(&mut self, id: SessionId, url: Option<Url<P>>) {
        let Some(connection) = self.connection_for(id) else { return };
        let Some(session) = self.sessions.get_mut(id) else { return };
        let Some(call) = session.joined(connection) else { return };
        let Some(shared) = self.connections.get_mut(connection) else { return };
        shared.members.join(id, [&session.details.contact_id, &session.details.initial_contact_id]);
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
            let members = self.connections.remove(connection).map_or(Vec::new(), |old| old.members.all);
            for member in members {
                if let Some(session) = self.sessions.get_mut(member) {
                    session.orphaned(&mut self.cx);
                }
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

    fn leave(&mut self, session: SessionId) {
        let member_of = |connection: &Connection<P>| connection.members.all.contains(&session);
        let Some(id) = self.connections.iter().find(|(_, connection)| member_of(connection)).map(|(id, _)| id) else {
            return;
        };
        let Some(connection) = self.connections.get_mut(id) else { return };
        let provided = connection.members.all.first() == Some(&session);
        if let Some(Session { details, .. }) = self.sessions.get(session) {
            connection.members.leave(session, [&details.contact_id, &details.initial_contact_id]);
        }
        let Some(transport) = &mut connection.transport else { return };
        if connection.members.all.is_empty() {
            connection.close(&mut self.cx);
            self.connections.remove(id);
        } else if provided {
            transport.provider_left(&mut self.cx);
        }
    }
}
