//! The life of a customer's sockets: opening, beating, losing, replacing, ending.
//!
//! At most two sockets are alive: the primary, and during a handover the secondary, which subscribes
//! before the primary closes. What sockets do is in `sockets.rs`. One function in `supply.rs`,
//! `Transport::advance`, decides whether another socket is wanted and may be opened now; everything else
//! records a fact and calls it.

mod sockets;
mod supply;

use super::handover::Handover;
use super::line::Line;
use super::{ConnectionEvent, ConnectionStatus};
use crate::backoff::Backoff;
use crate::context::Context;
use crate::event::Reason;
use crate::hub::Notice;
use crate::ids::{ConnectionId, SessionId, SocketId};
use crate::io::{LinkChange, Output, SocketEvent};
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::time::Timestamp;

pub(crate) use supply::Url;

/// Delay before another socket or other connection details are tried. The try at once after a loss counts as the first.
const BACKOFF: Backoff = Backoff::new(500, 30_000);
/// With a network that seems to be missing, tries are this far apart.
const OFFLINE_RETRY: u64 = 30_000;
/// On waking up or finding a network, a longer delay is cut to this after the last try: a person is looking.
const HURRIED_RETRY: u64 = 1_000;
/// How often the page is asked for its word on the network while there is none.
const NETWORK_POLL: u64 = 250;

const CLOSE_BY_USER: &[&str; 2] =
    &["[Primary] WebSocket User request to close WebSocket", "[Secondary] WebSocket User request to close WebSocket"];

/// The page's own word on the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Unknown,
    Asked,
    Online,
    Offline,
}

/// The sockets of one contact.
#[derive(Debug)]
pub(crate) struct Transport<P> {
    id: ConnectionId,
    /// Whose name stands in the log.
    speaker: SessionId,
    alive: bool,
    /// Whether there is a connection, as the sessions were last told: `Starting`, `Connected` or `ConnectionLost`.
    told: ConnectionStatus,
    /// The primary, and during a handover the secondary behind it.
    lines: Vec<Line>,
    /// The open primary is to be replaced: it is old, or it does not answer.
    replacing: bool,
    handover: Handover<P>,
    url: Option<Url<P>>,
    fetching: bool,
    backoff: Backoff,
    retry_at: Timestamp,
    /// When a socket or connection details were last tried.
    tried_at: Timestamp,
    /// The service itself asked for the delay.
    delay_asked: bool,
    beat_at: Timestamp,
    lifetime_at: Timestamp,
    hand_over_at: Timestamp,
    seems_offline: bool,
    word: Word,
}

impl<P: Payload> Transport<P> {
    pub(crate) fn new(id: ConnectionId, speaker: SessionId, seems_offline: bool) -> Self {
        Transport {
            id,
            speaker,
            alive: true,
            told: ConnectionStatus::Starting,
            lines: Vec::new(),
            replacing: false,
            handover: Handover::default(),
            url: None,
            fetching: false,
            backoff: BACKOFF,
            retry_at: Timestamp::NEVER,
            tried_at: Timestamp::default(),
            delay_asked: false,
            beat_at: Timestamp::NEVER,
            lifetime_at: Timestamp::NEVER,
            hand_over_at: Timestamp::NEVER,
            seems_offline,
            word: Word::Unknown,
        }
    }

    /// Whether this socket is one of ours.
    pub(crate) fn owns(&self, socket: SocketId) -> bool {
        self.lines.iter().any(|line| line.id == socket)
    }

    /// Begins, with the URL that came with the first connection details if it can be used.
    pub(crate) fn start(&mut self, cx: &mut Context<P>, url: Option<Url<P>>) {
        self.log(cx, Level::Advanced, "Initializing Websocket Manager");
        self.tried_at = cx.now.mono;
        match url {
            Some(url) => self.details_arrived(cx, url),
            None => self.advance(cx),
        }
    }

    /// Something happened to one of our sockets.
    pub(crate) fn handle_socket(&mut self, cx: &mut Context<P>, socket: SocketId, event: SocketEvent<P>) {
        match event {
            SocketEvent::Opened => self.opened(cx, socket),
            SocketEvent::Text(text) => self.received(cx, socket, &text),
            SocketEvent::Closed { .. } => {
                self.log(cx, Level::Advanced, "WebSocket connection is closed. ");
                let opened = self.line(socket).is_some_and(|line| line.is_open());
                let reason = if opened { Reason::SocketClosed } else { Reason::SocketRefused };
                self.gone(cx, socket, reason);
            }
            SocketEvent::NotMade => {
                self.forget(socket);
                self.log(cx, Level::Error, "Failed to initialize new WebSocket");
                self.give_up(cx, Reason::SocketNotMade);
            }
        }
    }

    /// The machine's or the page's belief about the network changed.
    pub(crate) fn handle_link(&mut self, cx: &mut Context<P>, change: LinkChange) {
        match change {
            LinkChange::Online => {
                if std::mem::replace(&mut self.seems_offline, false) {
                    self.log(cx, Level::Advanced, "Network online, connecting to WebSocket server");
                    self.backoff.reset();
                }
                self.wake(cx);
            }
            LinkChange::Offline => {
                self.seems_offline = true;
                self.log(cx, Level::Advanced, "Network offline");
                // One that is not set stays so.
                self.retry_at = self.retry_at.max(cx.now.after(OFFLINE_RETRY));
            }
            LinkChange::SaidOnline if self.word == Word::Asked => {
                self.word = Word::Online;
                self.advance(cx);
            }
            LinkChange::SaidOffline if self.word == Word::Asked => {
                self.word = Word::Offline;
                // A later try may have been agreed on while the page was thinking.
                if !self.retry_at.is_set() {
                    self.retry_at = cx.now.after(NETWORK_POLL);
                }
            }
            LinkChange::SaidOnline | LinkChange::SaidOffline => {}
        }
    }

    /// The page woke up: check what looks open, and hurry what waits.
    pub(crate) fn wake(&mut self, cx: &mut Context<P>) {
        if !self.alive {
            return;
        }
        for line in &mut self.lines {
            line.probe(cx);
        }
        if !self.delay_asked && !self.seems_offline {
            // Signals may come in dozens: each hurries, but none brings two tries closer than this.
            let hurried = Timestamp(self.tried_at.0 + HURRIED_RETRY);
            if hurried.is_due(cx.now) {
                self.retry_at = Timestamp::NEVER;
            } else if self.retry_at.is_set() {
                self.retry_at = self.retry_at.min(hurried);
            }
        }
        self.advance(cx);
    }

    /// The earliest moment at which something is due.
    pub(crate) fn poll_timeout(&self) -> Timestamp {
        let lines = self.lines.iter().map(Line::poll_timeout);
        let own = self.retry_at.min(self.beat_at).min(self.lifetime_at).min(self.hand_over_at);
        lines.fold(own, Ord::min)
    }

    /// Does what is due.
    pub(crate) fn handle_timeout(&mut self, cx: &mut Context<P>) {
        // From behind: what fails may be removed.
        for position in (0..self.lines.len()).rev() {
            if let Some(line) = self.lines.get_mut(position)
                && let Err(reason) = line.handle_timeout(cx)
            {
                let socket = line.id;
                self.failed(cx, socket, reason);
            }
        }
        if self.hand_over_at.is_due(cx.now) {
            self.hand_over_at = Timestamp::NEVER;
            self.hand_over(cx);
        }
        if self.lifetime_at.is_due(cx.now) {
            self.lifetime_at = Timestamp::NEVER;
            self.replacing = true;
            self.note(cx, Reason::LifetimeOver);
        }
        if self.beat_at.is_due(cx.now) {
            self.beat(cx);
        }
        let retry = self.retry_at.is_due(cx.now);
        if retry {
            (self.retry_at, self.delay_asked) = (Timestamp::NEVER, false);
        }
        // "Offline" is a hint that may be wrong: once its long delay is over, it is tried all the same.
        self.advance_if(cx, retry || !self.seems_offline);
    }

    /// Closes everything; nothing is armed or sent afterwards.
    pub(crate) fn close(&mut self, cx: &mut Context<P>) {
        if self.alive {
            self.note(cx, Reason::Left);
        }
        self.shut(cx, CLOSE_BY_USER);
    }

    fn shut(&mut self, cx: &mut Context<P>, reasons: &[&'static str; 2]) {
        self.alive = false;
        for (line, reason) in self.lines.iter().zip(reasons) {
            cx.output(Output::CloseSocket { id: line.id, reason });
        }
        self.lines.clear();
        self.url = None;
        (self.retry_at, self.beat_at) = (Timestamp::NEVER, Timestamp::NEVER);
        (self.lifetime_at, self.hand_over_at) = (Timestamp::NEVER, Timestamp::NEVER);
    }

    fn primary(&self) -> Option<&Line> {
        self.lines.first()
    }

    fn secondary(&self) -> Option<&Line> {
        self.lines.get(1)
    }

    fn line(&mut self, socket: SocketId) -> Option<&mut Line> {
        self.lines.iter_mut().find(|line| line.id == socket)
    }

    fn forget(&mut self, socket: SocketId) -> Option<Line> {
        let position = self.lines.iter().position(|line| line.id == socket)?;
        Some(self.lines.remove(position))
    }

    fn tell(&self, cx: &mut Context<P>, event: ConnectionEvent<P>) {
        cx.notify(Notice::Connection(self.id, event));
    }

    fn tell_status(&self, cx: &mut Context<P>, status: ConnectionStatus, reason: Reason) {
        self.tell(cx, ConnectionEvent::Changed(status, reason));
    }

    /// The log names the reason of a change that is not told to the sessions; theirs they log themselves.
    fn note(&self, cx: &mut Context<P>, reason: Reason) {
        self.log(cx, Level::Advanced, reason.code());
    }

    fn log(&self, cx: &mut Context<P>, level: Level, text: &'static str) {
        cx.log(self.speaker, level, Source::Socket, text);
    }
}
