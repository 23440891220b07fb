//! What a session tells the page, apart from the answers to its calls.

use crate::hub::ConnectionStatus;
use crate::ids::SessionId;
use crate::wire::Term;

/// The events of a session. The numbers are part of the boundary to the page's side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum EventKind {
    /// Any item that no other kind claims.
    IncomingMessage = 0,
    /// Somebody types, this participant included.
    IncomingTyping = 1,
    /// A participant read a message.
    IncomingReadReceipt = 2,
    /// A message reached a participant.
    IncomingDeliveredReceipt = 3,
    /// `connect()` succeeded, or a socket opened where there was none.
    ConnectionEstablished = 4,
    /// The last open socket is gone; another one is on its way.
    ConnectionLost = 5,
    /// The connection is gone for good.
    ConnectionBroken = 6,
    /// The contact is over.
    ChatEnded = 7,
    /// A participant stopped answering.
    ParticipantIdle = 8,
    /// An idle participant is back.
    ParticipantReturned = 9,
    /// A participant was invited.
    ParticipantInvited = 10,
    /// An idle participant was disconnected.
    Autodisconnection = 11,
    /// The service answered a deep heartbeat.
    DeepHeartbeatSuccess = 12,
    /// A deep heartbeat went unanswered, was refused, or could not be sent.
    DeepHeartbeatFailure = 13,
    /// Authentication was asked for.
    AuthenticationInitiated = 14,
    /// Authentication succeeded.
    AuthenticationSuccessful = 15,
    /// Authentication failed.
    AuthenticationFailed = 16,
    /// Authentication took too long.
    AuthenticationTimeout = 17,
    /// Authentication expired.
    AuthenticationExpired = 18,
    /// Authentication was cancelled.
    AuthenticationCanceled = 19,
    /// A participant has a new display name.
    ParticipantDisplayNameUpdated = 20,
    /// Items of earlier contacts can be fetched.
    ChatRehydrated = 21,
    /// The transcript that the core keeps has changed.
    TranscriptUpdated = 22,
    /// What was missed has been fetched, or could not be.
    Recovery = 23,
    /// A [`ConnectionState`] was entered, or another try was scheduled.
    ConnectionStateChanged = 24,
}

impl EventKind {
    /// The event with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        const ALL: [EventKind; 25] = [
            EventKind::IncomingMessage,
            EventKind::IncomingTyping,
            EventKind::IncomingReadReceipt,
            EventKind::IncomingDeliveredReceipt,
            EventKind::ConnectionEstablished,
            EventKind::ConnectionLost,
            EventKind::ConnectionBroken,
            EventKind::ChatEnded,
            EventKind::ParticipantIdle,
            EventKind::ParticipantReturned,
            EventKind::ParticipantInvited,
            EventKind::Autodisconnection,
            EventKind::DeepHeartbeatSuccess,
            EventKind::DeepHeartbeatFailure,
            EventKind::AuthenticationInitiated,
            EventKind::AuthenticationSuccessful,
            EventKind::AuthenticationFailed,
            EventKind::AuthenticationTimeout,
            EventKind::AuthenticationExpired,
            EventKind::AuthenticationCanceled,
            EventKind::ParticipantDisplayNameUpdated,
            EventKind::ChatRehydrated,
            EventKind::TranscriptUpdated,
            EventKind::Recovery,
            EventKind::ConnectionStateChanged,
        ];
        ALL.get(usize::from(number)).copied()
    }
}

/// What an event brings along.
#[derive(Clone, Debug, PartialEq)]
pub enum EventData<P> {
    /// A transcript item, or the transcript.
    Item(P),
    /// Nothing: the chat ended.
    Nothing,
    /// `connect()` succeeded; with what the connection was doing at that moment.
    Connected(ConnectionStatus),
    /// Why the connection changed.
    Reason(Reason),
}

/// An event of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<P> {
    /// Whose event it is.
    pub session: SessionId,
    /// What happened.
    pub kind: EventKind,
    /// Its payload.
    pub data: EventData<P>,
}

/// What a session's connection is doing, in the words of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionState {
    /// `connect()` was not called, or the session left its connection.
    Idle,
    /// `connect()` was called.
    Connecting,
    /// Items arrive.
    Connected,
    /// It was lost and will come back.
    Reconnecting,
    /// The chat is over.
    Ended,
    /// It is gone for good: `connect()` may be called again.
    Failed,
}

impl ConnectionState {
    /// The state as a page knows it.
    pub(crate) fn term(self) -> Term {
        match self {
            ConnectionState::Idle => Term::StateIdle,
            ConnectionState::Connecting => Term::StateConnecting,
            ConnectionState::Connected => Term::StateConnected,
            ConnectionState::Reconnecting => Term::StateReconnecting,
            ConnectionState::Ended => Term::StateEnded,
            ConnectionState::Failed => Term::StateFailed,
        }
    }
}

/// Why a connection changed: every transition has one, in the log and in the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A socket opened.
    SocketOpened,
    /// The socket closed.
    SocketClosed,
    /// The service did not accept the socket.
    SocketRefused,
    /// The handshake took too long.
    SocketOpenTimedOut,
    /// A heartbeat went unanswered.
    HeartbeatMissed,
    /// A check on waking up went unanswered.
    ProbeMissed,
    /// The subscription to `aws/chat` was not confirmed.
    SubscriptionFailed,
    /// The socket is so old that the service will close it soon.
    LifetimeOver,
    /// The new socket carries the chat; the old one may go.
    HandedOver,
    /// Connection details could not be had now.
    DetailsFailed,
    /// Connection details could not be had, and trying again is no use.
    DetailsRefused,
    /// The service refuses the participant after a loss: the contact ended meanwhile.
    EndedMeanwhile,
    /// No session needs the connection any more.
    Left,
    /// The service's WebSocket URL is none that may be opened.
    InvalidUrl,
    /// The browser refused to make the socket.
    SocketNotMade,
    /// The service answered a deep heartbeat.
    PingAnswered,
    /// The service answered a deep heartbeat with a failure.
    PingRefused,
    /// A deep heartbeat went unanswered.
    PingMissed,
    /// A deep heartbeat is due, but no socket is open.
    NoOpenSocket,
    /// The connection that the page supplied says so.
    Supplied,
    /// Another connection took the place of the one that the page supplied before.
    Replaced,
}

impl Reason {
    /// A stable kebab-case text.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Reason::SocketOpened => "socket-opened",
            Reason::SocketClosed => "socket-closed",
            Reason::SocketRefused => "socket-refused",
            Reason::SocketOpenTimedOut => "socket-open-timed-out",
            Reason::HeartbeatMissed => "heartbeat-missed",
            Reason::ProbeMissed => "probe-missed",
            Reason::SubscriptionFailed => "subscription-failed",
            Reason::LifetimeOver => "lifetime-over",
            Reason::HandedOver => "handed-over",
            Reason::DetailsFailed => "connection-details-failed",
            Reason::DetailsRefused => "connection-details-refused",
            Reason::EndedMeanwhile => "ended-meanwhile",
            Reason::Left => "left",
            Reason::InvalidUrl => "invalid-url",
            Reason::SocketNotMade => "socket-not-made",
            Reason::PingAnswered => "ping-answered",
            Reason::PingRefused => "ping-refused",
            Reason::PingMissed => "ping-missed",
            Reason::NoOpenSocket => "no-open-socket",
            Reason::Supplied => "supplied-connection",
            Reason::Replaced => "connection-replaced",
        }
    }
}
