//! A connection that sessions share: its status, and where its items come from.
//!
//! The sessions of one contact share one [`Transport`]. All sessions of an agent share the connection
//! that the page supplied (Streams owns that socket), so there is no transport of our own.

mod handover;
mod line;
mod transport;

use crate::event::Reason;
use crate::payload::Payload;
use crate::time::Timestamp;

pub(crate) use transport::{Transport, Url};

/// What a connection tells its sessions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ConnectionEvent<P> {
    /// It needs a WebSocket URL.
    NeedDetails,
    /// It is doing something else now.
    Changed(ConnectionStatus, Reason),
    /// Items arrive from now on; some that were sent before may not have.
    Subscribed,
    /// Another try is scheduled.
    Retrying(Timestamp),
    /// The service refuses the participant after a loss: the contact ended meanwhile.
    EndedMeanwhile,
    /// A frame on `aws/chat`: its content, JSON in a text.
    Frame(P),
}

/// What a connection is doing. The numbers are part of the boundary to the page's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ConnectionStatus {
    /// No session has connected yet.
    NeverStarted = 0,
    /// On its way.
    Starting = 1,
    /// A socket is open.
    Connected = 2,
    /// No socket is open (or answers) any more.
    ConnectionLost = 3,
    /// It gave up.
    Ended = 4,
    /// The last deep heartbeat was answered.
    DeepHeartbeatSuccess = 5,
    /// The last deep heartbeat went wrong.
    DeepHeartbeatFailure = 6,
}

/// What a connection is for, and by that whose sockets it has.
#[derive(Debug, PartialEq)]
pub(crate) enum Origin<P> {
    /// A contact: the sockets are ours.
    Contact(P),
    /// The connection that the page supplied, under the page's number for it.
    Supplied(u32),
}

/// A connection. Which sessions are on it, each of them knows.
#[derive(Debug)]
pub(crate) struct Connection<P> {
    pub(crate) origin: Origin<P>,
    pub(crate) status: ConnectionStatus,
    /// `None` where the page supplied the connection.
    pub(crate) transport: Option<Transport<P>>,
}

impl<P: Payload> Connection<P> {
    pub(crate) fn new(origin: Origin<P>, transport: Option<Transport<P>>) -> Self {
        Connection { origin, status: ConnectionStatus::NeverStarted, transport }
    }

    /// Keeps the status in step with what is about to be told.
    pub(crate) fn note(&mut self, event: &ConnectionEvent<P>) {
        if let ConnectionEvent::Changed(status, _) = event {
            self.status = *status;
        }
    }
}
