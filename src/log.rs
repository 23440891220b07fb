//! Statements for the page's logger.
//!
//! The core says what happened as a plain value; formatting happens on the page's side, and only when
//! a logger of that level listens. No statement carries a token or the content of a message.

use crate::ids::SessionId;

/// How important a statement is. The numbers are the page's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Level {
    Debug = 10,
    Info = 20,
    Warn = 30,
    Error = 40,
    Advanced = 50,
}

/// Which part speaks; the page's side turns it into the prefix of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
#[allow(missing_docs, reason = "named after the prefixes of docs/logging.md")]
pub enum Source {
    GlobalConfig = 0,
    Controller = 1,
    Receipts = 2,
    Connection = 3,
    BaseConnection = 4,
    Metrics = 5,
    Client = 6,
    Socket = 7,
}

/// One statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The session that it is about.
    pub session: SessionId,
    /// How important it is.
    pub level: Level,
    /// Who speaks.
    pub source: Source,
    /// The text.
    pub text: &'static str,
}
