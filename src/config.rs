//! What a page can set for all sessions, and what one session is made of.

use crate::payload::Payload;

/// Settings that hold for every session and may change at any time.
#[derive(Clone, Debug)]
pub struct Config<P> {
    /// Base URL of the Participant Service instead of the region's own; absent: that one.
    pub endpoint: P,
    /// Value of the `x-amz-user-agent` header.
    pub user_agent: P,
    /// Whether `sendEvent` sends receipts at all.
    pub receipts_enabled: bool,
    /// How long receipts are collected before one request is sent for them, in milliseconds.
    /// Default 5,000.
    pub receipts_throttle: u64,
    /// Whether the page brings its own word on the network (`isNetworkOnline`), which then rules.
    pub network_probe: bool,
    /// The number of the least [`Level`](crate::log::Level) that a logger listens to; a greater one than
    /// any level has when nobody listens.
    pub log_level: u8,
}

impl<P: Payload> Default for Config<P> {
    fn default() -> Self {
        Config {
            endpoint: P::absent(),
            user_agent: P::absent(),
            receipts_enabled: true,
            receipts_throttle: 5_000,
            network_probe: false,
            log_level: u8::MAX,
        }
    }
}

/// Whose side a session is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionKind {
    /// An agent or a supervisor: tokens come from the page, and the connection may, too.
    Agent,
    /// A customer: owns its connection.
    Customer,
}

/// What a new session is made of. The ids were checked by the caller to be non-empty texts.
#[derive(Clone, Debug)]
pub struct SessionDetails<P> {
    /// Customer or agent.
    pub kind: SessionKind,
    /// AWS region of the contact, for example `us-west-2`.
    pub region: P,
    /// The contact.
    pub contact_id: P,
    /// The first contact of the chain; the contact itself where there is no chain.
    pub initial_contact_id: P,
    /// This participant.
    pub participant_id: P,
    /// Bearer of CreateParticipantConnection. Absent where the page has none.
    pub participant_token: P,
    /// The connection that the page supplied (a WebSocket manager), by a number of its own: the same
    /// number is the same manager.
    pub manager: Option<u32>,
    /// Whether what the page misses is fetched and delivered.
    pub recover: bool,
    /// The last item (`Id`, `AbsoluteTime`, and in `since` the ids of what came later all the same) that the page was given in an earlier life of this session: recovery
    /// begins after it. Absent: with the contact's first item.
    pub last_seen: P,
    /// How long a message may wait for the connection, in milliseconds; `None`: it does not.
    pub offline_queue: Option<u64>,
    /// Messages that an earlier life of this session had in its outbox, as `pendingMessages` lists them.
    pub queued: P,
}
