//! A connection that sessions share: its members, its status, and where its items come from.
//!
//! The sessions of one contact share one [`Transport`]. All sessions of an agent share the connection
//! that the page supplied (Streams owns that socket), so there is no transport of our own.

mod handover;
mod line;
mod members;
mod transport;

use crate::context::Context;
use crate::event::Reason;
use crate::payload::Payload;
use crate::time::Timestamp;

pub(crate) use members::Address;
use members::Members;
pub(crate) use transport::{Transport, Url};

/// What a connection tells its sessions.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ConnectionEvent<P> {
    /// It needs a WebSocket URL.
    NeedDetails,
    /// A socket is open where there was none.
    Gained(Reason),
    /// Items arrive from now on; some that were sent before may not have.
    Subscribed,
    /// No socket is open (or answers) any more.
    Lost(Reason),
    /// Another try is scheduled.
    Retrying(Timestamp),
    /// It gives up.
    Broken(Reason),
    /// The service refuses the participant after a loss: the contact ended meanwhile.
    EndedMeanwhile,
    /// A deep heartbeat was answered, or not.
    DeepHeartbeat(bool, Reason),
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
    /// The last socket is gone.
    ConnectionLost = 3,
    /// It gave up.
    Ended = 4,
    /// The last deep heartbeat was answered.
    DeepHeartbeatSuccess = 5,
    /// The last deep heartbeat went wrong.
    DeepHeartbeatFailure = 6,
}

/// A connection and the sessions on it.
#[derive(Debug)]
pub(crate) struct Connection {
    pub(crate) members: Members,
    pub(crate) status: ConnectionStatus,
    /// `None` where the page supplied the connection.
    pub(crate) transport: Option<Transport>,
}

impl Connection {
    pub(crate) fn new(transport: Option<Transport>) -> Self {
        Connection { members: Members::default(), status: ConnectionStatus::NeverStarted, transport }
    }

    /// Keeps the status in step with what is about to be told.
    pub(crate) fn note<P>(&mut self, event: &ConnectionEvent<P>) {
        self.status = match event {
            ConnectionEvent::Gained(_) => ConnectionStatus::Connected,
            ConnectionEvent::Lost(_) => ConnectionStatus::ConnectionLost,
            ConnectionEvent::Broken(_) => ConnectionStatus::Ended,
            ConnectionEvent::DeepHeartbeat(true, _) => ConnectionStatus::DeepHeartbeatSuccess,
            ConnectionEvent::DeepHeartbeat(false, _) => ConnectionStatus::DeepHeartbeatFailure,
            _ => return,
        };
    }

    /// Closes the sockets, where they are ours.
    pub(crate) fn close<P: Payload>(&mut self, cx: &mut Context<P>) {
        if let Some(transport) = &mut self.transport {
            transport.close(cx);
        }
    }
}
