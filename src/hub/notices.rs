//! What sessions and connections tell each other, carried over by the hub.

use super::Hub;
use crate::connection::{Address, Connection, ConnectionEvent, ConnectionStatus, Transport, Url};
use crate::context::Context;
use crate::error::Failure;
use crate::ids::{ConnectionId, SessionId};
use crate::io::Output;
use crate::log::{Level, Source};
use crate::payload::Payload;

/// Something that one part says and another must hear. Carried out in order, before the hub returns.
#[derive(Clone, Debug)]
pub(crate) enum Notice<P> {
    /// A connection tells its sessions.
    Connection(ConnectionId, ConnectionEvent<P>),
    /// A session wants to be on the connection of its contact; the URL is there for a new one.
    Attach(SessionId, Option<Url>),
    /// A session has fetched connection details for its connection, or failed to.
    Details(SessionId, Result<Url, Failure<P>>),
    /// A session is done with its connection.
    Leave(SessionId),
}

/// The connection that the page supplied.
pub(super) struct Supplied {
    manager: u32,
    connection: ConnectionId,
}

impl<P: Payload> Hub<P> {
    /// Carries out notices until there are none.
    pub(super) fn carry_notices(&mut self) {
        while !self.cx.notices.is_empty() {
            // There are one or two at a time: a queue would be more code and no faster.
            match self.cx.notices.remove(0) {
                Notice::Connection(connection, event) => self.tell_sessions(connection, event),
                Notice::Attach(session, url) => self.attach(session, url),
                Notice::Details(session, outcome) => self.pass_details(session, outcome),
                Notice::Leave(session) => self.leave(session),
            }
        }
    }

    pub(super) fn each_transport(&mut self, mut act: impl FnMut(&mut Transport, &mut Context<P>)) {
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

    fn attach(&mut self, id: SessionId, url: Option<Url>) {
        let Some(session) = self.sessions.get(id) else { return };
        let contact = session.details.contact_id.clone();
        let connection = match session.details.manager {
            Some(manager) => self.supplied_connection(manager, id),
            None => self.contact_connection(contact, id),
        };
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

    fn contact_connection(&mut self, contact: P, session: SessionId) -> ConnectionId {
        if let Some((_, connection)) = self.contacts.iter().find(|(id, _)| *id == contact) {
            return *connection;
        }
        let connection = self.next_connection();
        let transport = Transport::new(connection, session, self.seems_offline);
        self.connections.insert(connection, Connection::new(Some(transport)));
        self.contacts.push((contact, connection));
        connection
    }

    fn supplied_connection(&mut self, manager: u32, session: SessionId) -> ConnectionId {
        match &self.supplied {
            Some(supplied) if supplied.manager == manager => return supplied.connection,
            Some(replaced) => {
                let connection = replaced.connection;
                self.cx.output(Output::Detach { connection });
                let members = self.connections.remove(connection).map_or(Vec::new(), |old| old.members.all);
                for member in members {
                    if let Some(session) = self.sessions.get_mut(member) {
                        session.orphaned(&mut self.cx);
                    }
                }
            }
            None => {}
        }
        let connection = self.next_connection();
        self.connections.insert(connection, Connection::new(None));
        self.supplied = Some(Supplied { manager, connection });
        self.cx.output(Output::Attach { connection, session });
        connection
    }

    fn next_connection(&mut self) -> ConnectionId {
        self.last_connection += 1;
        ConnectionId(self.last_connection)
    }

    fn pass_details(&mut self, session: SessionId, outcome: Result<Url, Failure<P>>) {
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
        let member_of = |connection: &Connection| connection.members.all.contains(&session);
        let Some(id) = self.connections.iter().find(|(_, connection)| member_of(connection)).map(|(id, _)| id) else {
            return;
        };
        let Some(connection) = self.connections.get_mut(id) else { return };
        let provided = connection.members.all.first() == Some(&session);
        connection.members.leave(session);
        let Some(transport) = &mut connection.transport else { return };
        if connection.members.all.is_empty() {
            connection.close(&mut self.cx);
            self.connections.remove(id);
            self.contacts.retain(|(_, connection)| *connection != id);
        } else if provided {
            transport.provider_left(&mut self.cx);
        }
    }
}
