//! Why a call failed.

use std::fmt;
use std::ops::{Deref, DerefMut};

use crate::payload::Payload;

/// Misuse by the caller: found before anything is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Misuse {
    /// `connect()` has not succeeded yet.
    #[error("the session is not connected")]
    NotConnected,
    /// `connect()` was called before.
    #[error("the session is connected or connecting already")]
    AlreadyConnected,
    /// The chat has ended.
    #[error("the chat has ended")]
    Ended,
    /// There is no such session (any more).
    #[error("there is no such session")]
    NoSuchSession,
}

/// What kind of failure it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FailureKind {
    /// The service refused, could not be reached, or gave an answer that cannot be read.
    Service = 0,
    /// A browser error in transferring an attachment, given to the page as it is.
    Native = 1,
    /// Receipts are switched off.
    ReceiptsDisabled = 2,
    /// A receipt without a message id.
    NoMessageId = 3,
    /// `connect()` failed; the cause says why.
    NotConnected = 4,
    /// The session ended before the call could be answered.
    SessionOver = 5,
    /// A message waited too long for the connection.
    MessageExpired = 6,
    /// The page took a message out of the outbox.
    MessageCancelled = 7,
    /// The outbox has no failed message with this id.
    NoSuchMessage = 8,
}

impl FailureKind {
    /// The kind with this number.
    #[must_use]
    pub fn from_number(number: u8) -> Option<Self> {
        const ALL: [FailureKind; 9] = [
            FailureKind::Service,
            FailureKind::Native,
            FailureKind::ReceiptsDisabled,
            FailureKind::NoMessageId,
            FailureKind::NotConnected,
            FailureKind::SessionOver,
            FailureKind::MessageExpired,
            FailureKind::MessageCancelled,
            FailureKind::NoSuchMessage,
        ];
        ALL.get(usize::from(number)).copied()
    }
}

/// How a call failed.
///
/// One pointer, because it travels through every result of the core; what it says is in
/// [`FailureDetails`], to which it dereferences.
#[derive(Clone, PartialEq)]
pub struct Failure<P>(Box<FailureDetails<P>>);

/// What a failure says.
///
/// `name`, `message` and `status` are what the service or the browser said; a page branches on `name`
/// (`ValidationException`, `ServiceQuotaExceededException`, `AccessDeniedException` …).
#[derive(Clone, PartialEq)]
pub struct FailureDetails<P> {
    /// What kind of failure.
    pub kind: FailureKind,
    /// Error name, for example `ThrottlingException`, `TypeError`, or the status as a text.
    pub name: P,
    /// Message for a person.
    pub message: P,
    /// HTTP status; none for network failures.
    pub status: Option<u16>,
    /// How long the service asked to wait before the next request, in milliseconds.
    pub retry_after: Option<u64>,
    /// The native error behind it; absent if there is none.
    pub native: P,
}

impl<P> Deref for Failure<P> {
    type Target = FailureDetails<P>;

    fn deref(&self) -> &FailureDetails<P> {
        &self.0
    }
}

impl<P> DerefMut for Failure<P> {
    fn deref_mut(&mut self) -> &mut FailureDetails<P> {
        &mut self.0
    }
}

impl<P> From<FailureDetails<P>> for Failure<P> {
    fn from(details: FailureDetails<P>) -> Self {
        Failure(Box::new(details))
    }
}

impl<P: Payload> Failure<P> {
    /// A failure that the core itself terms.
    #[must_use]
    pub fn worded(kind: FailureKind, name: &str, message: &str) -> Self {
        Failure::new(kind, P::from_text(name), P::from_text(message))
    }

    /// A failure under this name.
    #[must_use]
    pub fn new(kind: FailureKind, name: P, message: P) -> Self {
        FailureDetails { kind, name, message, status: None, retry_after: None, native: P::absent() }.into()
    }

    /// The session ended before the call could be answered.
    #[must_use]
    pub fn session_over() -> Self {
        Failure::worded(FailureKind::SessionOver, "SessionOver", "The chat session is over.")
    }

    /// The same failure as another kind.
    #[must_use]
    pub fn as_kind(mut self, kind: FailureKind) -> Self {
        self.kind = kind;
        self
    }

    /// Whether the service refused because the participant is no part of the contact (any more).
    #[must_use]
    pub fn is_access_denied(&self) -> bool {
        self.status == Some(403)
    }

    /// Whether trying again later may help: no answer, one that is not the service's, a throttling answer, or
    /// a fault of the service.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self.status {
            None => !self.native.is_absent(),
            // A success whose body is no JSON: some other server stood in between, a login page of the network.
            Some(status) => {
                status < 300 || status == 429 || status >= 500 || crate::service::is_throttling(self.name.term())
            }
        }
    }
}

impl<P: fmt::Debug> fmt::Debug for Failure<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Failure({:?}, {:?}, {:?}, {:?})", self.kind, self.name, self.message, self.status)
    }
}

impl<P: Payload> fmt::Display for Failure<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = |value: &P| value.text().unwrap_or_default();
        write!(f, "{}: {}", text(&self.name), text(&self.message))
    }
}

impl<P: Payload + fmt::Debug> std::error::Error for Failure<P> {}
