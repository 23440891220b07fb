//! The life of a customer's sockets: opening, beating, losing, replacing, ending.
//!
//! At most two sockets are alive: the primary, and during a handover the secondary, which subscribes
//! before the primary closes. One function, [`Transport::advance`], decides whether another socket is
//! wanted and may be opened now; everything else records a fact and calls it.

use super::ConnectionEvent;
use super::handover::Handover;
use super::line::Line;
use crate::backoff::Backoff;
use crate::context::Context;
use crate::error::Failure;
use crate::event::Reason;
use crate::hub::Notice;
use crate::ids::{ConnectionId, SessionId, SocketId};
use crate::io::{LinkChange, Output, SocketEvent};
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::secret::Secret;
use crate::time::{Timestamp, earliest, is_due};
use crate::wire::{Field, frame};

/// Between two heartbeats.
const HEARTBEAT_INTERVAL: u64 = 10_000;
/// A beat that is this late was held up (a sleeping machine, a throttled tab): an answer may be waiting
/// unread, so that an outstanding heartbeat proves nothing.
const LATE_BEAT: u64 = 5_000;
/// A socket is replaced this long after it opened. The service closes it after an hour.
const TRANSPORT_LIFETIME: u64 = 3_540_000;
/// A URL may be used until this long after it was fetched. The service allows 100 s.
const URL_VALIDITY: u64 = 85_000;
/// A URL that was refused this often is not tried again.
const MAX_URL_TRIES: u8 = 2;
/// Delay before another socket or other connection details are tried.
const BACKOFF: Backoff = Backoff::new(1_000, 30_000);
/// With a network that seems to be missing, tries are this far apart.
const OFFLINE_RETRY: u64 = 30_000;
/// On waking up or finding a network, a longer delay is cut to this after the last try: a person is looking.
const HURRIED_RETRY: u64 = 1_000;
/// How often the page is asked for its word on the network while there is none.
const NETWORK_POLL: u64 = 250;

const CLOSE_REPLACED: &str = "[Primary WebSocket] Closing WebSocket";
const CLOSE_BY_USER: [&str; 2] =
    ["[Primary] WebSocket User request to close WebSocket", "[Secondary] WebSocket User request to close WebSocket"];
const CLOSE_TERMINATING: [&str; 2] =
    ["[Primary] WebSocket Terminating WebSocket Manager", "[Secondary] WebSocket Terminating WebSocket Manager"];

/// Whether the sessions were last told that there is a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    Gained,
    Lost,
}

/// The page's own word on the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    Unknown,
    Asked,
    Online,
    Offline,
}

#[derive(Debug)]
struct Url {
    url: String,
    valid_until: Timestamp,
    tries: u8,
}

/// The sockets of one contact.
#[derive(Debug)]
pub(crate) struct Transport {
    id: ConnectionId,
    /// Whose name stands in the log.
    speaker: SessionId,
    alive: bool,
    told: Told,
    primary: Option<Line>,
    secondary: Option<Line>,
    /// The open primary is to be replaced: it is old, or it does not answer.
    replacing: bool,
    handover: Handover,
    url: Option<Url>,
    fetching: bool,
    backoff: Backoff,
    retry_at: Option<Timestamp>,
    /// When a socket or connection details were last tried.
    tried_at: Timestamp,
    /// The service itself asked for the delay.
    delay_asked: bool,
    beat_at: Option<Timestamp>,
    lifetime_at: Option<Timestamp>,
    seems_offline: bool,
    word: Word,
}

impl Transport {
    pub(crate) fn new(id: ConnectionId, speaker: SessionId, seems_offline: bool) -> Self {
        Transport {
            id,
            speaker,
            alive: true,
            told: Told::Nothing,
            primary: None,
            secondary: None,
            replacing: false,
            handover: Handover::default(),
            url: None,
            fetching: false,
            backoff: BACKOFF,
            retry_at: None,
            tried_at: Timestamp::default(),
            delay_asked: false,
            beat_at: None,
            lifetime_at: None,
            seems_offline,
            word: Word::Unknown,
        }
    }

    /// Whether this socket is one of ours.
    pub(crate) fn owns(&self, socket: SocketId) -> bool {
        [&self.primary, &self.secondary].into_iter().flatten().any(|line| line.id == socket)
    }

    /// Begins, with the URL that came with the first connection details if it can be used.
    pub(crate) fn start<P: Payload>(&mut self, cx: &mut Context<P>, url: Option<String>) {
        self.log(cx, Level::Advanced, "Initializing Websocket Manager");
        match url {
            Some(url) => self.details_arrived(cx, url),
            None => self.advance(cx),
        }
    }

    /// A WebSocket URL is there.
    pub(crate) fn details_arrived<P: Payload>(&mut self, cx: &mut Context<P>, url: String) {
        self.fetching = false;
        if !self.alive {
            return;
        }
        // Plain text only on this machine, where the local service is.
        if !(url.starts_with("wss://") || url.starts_with("ws://127.0.0.1:")) {
            self.log(cx, Level::Error, "Invalid WebSocket Connection Configuration");
            self.give_up(cx, Reason::InvalidUrl);
            return;
        }
        self.log(cx, Level::Advanced, "Successfully fetched webSocket connection configuration");
        self.url = Some(Url { url, valid_until: cx.now.after(URL_VALIDITY), tries: 0 });
        self.advance(cx);
    }

    /// Connection details could not be had.
    pub(crate) fn details_failed<P: Payload>(&mut self, cx: &mut Context<P>, failure: &Failure<P>) {
        self.fetching = false;
        if !self.alive {
            return;
        }
        self.log(cx, Level::Advanced, "Failed to fetch webSocket connection configuration");
        if failure.is_access_denied() && self.told == Told::Lost {
            self.close(cx);
            self.tell(cx, ConnectionEvent::EndedMeanwhile);
        } else if failure.is_retryable() {
            self.retry_later(cx, failure.retry_after);
        } else {
            self.give_up(cx, Reason::DetailsRefused);
        }
    }

    /// The session that fetches for us is gone: what it was asked for is asked for again, of the next.
    pub(crate) fn provider_left<P: Payload>(&mut self, cx: &mut Context<P>) {
        self.fetching = false;
        self.advance(cx);
    }

    /// Something happened to one of our sockets.
    pub(crate) fn handle_socket<P: Payload>(&mut self, cx: &mut Context<P>, socket: SocketId, event: SocketEvent<P>) {
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
    pub(crate) fn handle_link<P: Payload>(&mut self, cx: &mut Context<P>, change: LinkChange) {
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
                self.retry_at = self.retry_at.map(|at| at.max(cx.now.after(OFFLINE_RETRY)));
            }
            LinkChange::SaidOnline if self.word == Word::Asked => {
                self.word = Word::Online;
                self.advance(cx);
            }
            LinkChange::SaidOffline if self.word == Word::Asked => {
                self.word = Word::Offline;
                self.retry_at = Some(cx.now.after(NETWORK_POLL));
            }
            LinkChange::SaidOnline | LinkChange::SaidOffline => {}
        }
    }

    /// The page woke up: check what looks open, and hurry what waits.
    pub(crate) fn wake<P: Payload>(&mut self, cx: &mut Context<P>) {
        if !self.alive {
            return;
        }
        for line in [&mut self.primary, &mut self.secondary].into_iter().flatten() {
            line.probe(cx);
        }
        if !self.delay_asked && !self.seems_offline {
            // Signals may come in dozens: each hurries, but none brings two tries closer than this.
            let hurried = Timestamp(self.tried_at.0 + HURRIED_RETRY);
            self.retry_at = self.retry_at.filter(|_| hurried > cx.now.mono).map(|at| at.min(hurried));
        }
        self.advance(cx);
    }

    /// The earliest moment at which something is due.
    pub(crate) fn poll_timeout(&self) -> Option<Timestamp> {
        let lines = [&self.primary, &self.secondary].map(|line| line.as_ref().and_then(Line::poll_timeout));
        [lines[1], self.retry_at, self.beat_at, self.lifetime_at].into_iter().fold(lines[0], earliest)
    }

    /// Does what is due.
    pub(crate) fn handle_timeout<P: Payload>(&mut self, cx: &mut Context<P>) {
        let sockets = [&self.secondary, &self.primary].map(|line| line.as_ref().map(|line| line.id));
        for socket in sockets.into_iter().flatten() {
            if let Some(Err(reason)) = self.line(socket).map(|line| line.handle_timeout(cx)) {
                self.failed(cx, socket, reason);
            }
        }
        if is_due(self.lifetime_at, cx.now) {
            self.lifetime_at = None;
            self.replacing = true;
        }
        if is_due(self.beat_at, cx.now) {
            self.beat(cx);
        }
        let retry = is_due(self.retry_at, cx.now);
        if retry {
            (self.retry_at, self.delay_asked) = (None, false);
        }
        // "Offline" is a hint that may be wrong: once its long delay is over, it is tried all the same.
        self.advance_if(cx, retry || !self.seems_offline);
    }

    /// Closes everything; nothing is armed or sent afterwards.
    pub(crate) fn close<P: Payload>(&mut self, cx: &mut Context<P>) {
        self.shut(cx, CLOSE_BY_USER);
    }

    fn opened<P: Payload>(&mut self, cx: &mut Context<P>, socket: SocketId) {
        self.log(cx, Level::Advanced, "WebSocket connection established!");
        self.url = None;
        if self.told != Told::Gained {
            self.told = Told::Gained;
            self.tell(cx, ConnectionEvent::Gained(Reason::SocketOpened));
        }
        if let Some(line) = self.line(socket) {
            line.opened(cx);
            line.beat(cx);
        }
        self.beat_at = Some(cx.now.after(HEARTBEAT_INTERVAL));
        self.lifetime_at = Some(cx.now.after(TRANSPORT_LIFETIME));
    }

    fn received<P: Payload>(&mut self, cx: &mut Context<P>, socket: SocketId, text: &P) {
        let now = cx.now;
        let Some(line) = self.line(socket) else { return };
        line.heard(now);
        let Some((frame, topic)) = text.parse().and_then(|frame| {
            let topic = frame.text_of(Field::topic)?;
            Some((frame, topic))
        }) else {
            self.log(cx, Level::Advanced, "Invalid incoming message");
            return;
        };
        match topic.as_str() {
            frame::TOPIC_CHAT => {
                let Some(content) = frame.get(Field::content) else { return };
                let both_open = [&self.primary, &self.secondary].into_iter().flatten().all(Line::is_open)
                    && self.secondary.is_some();
                if !self.handover.is_repeat(&content, both_open) {
                    self.tell(cx, ConnectionEvent::Frame(content));
                }
            }
            frame::TOPIC_HEARTBEAT => line.heartbeat_answered(),
            frame::TOPIC_PING => {
                line.ping_pending = false;
                let fine = frame.get(Field::statusCode).and_then(|status| status.number()) == Some(200.0);
                let reason = if fine { Reason::PingAnswered } else { Reason::PingRefused };
                self.tell(cx, ConnectionEvent::DeepHeartbeat(fine, reason));
            }
            frame::TOPIC_SUBSCRIBE => {
                let status = frame.get(Field::content).and_then(|content| content.text_of(Field::status));
                match status.as_deref() {
                    Some("success") => {
                        line.confirmed();
                        self.hand_over(cx);
                    }
                    Some(_) => {
                        if let Err(reason) = line.refused(now) {
                            self.failed(cx, socket, reason);
                        }
                    }
                    None => self.log(cx, Level::Advanced, "Invalid incoming message"),
                }
            }
            _ => {}
        }
    }

    /// The secondary carries the chat: the primary may go.
    fn hand_over<P: Payload>(&mut self, cx: &mut Context<P>) {
        if self.secondary.as_ref().is_some_and(Line::is_subscribed) {
            if let Some(old) = self.primary.take() {
                cx.output(Output::CloseSocket { id: old.id, reason: CLOSE_REPLACED });
            }
            self.promote();
        }
    }

    fn promote(&mut self) {
        self.primary = self.secondary.take();
        self.replacing = false;
    }

    fn beat<P: Payload>(&mut self, cx: &mut Context<P>) {
        let late = cx.now.mono.since(self.beat_at.unwrap_or_default()) > LATE_BEAT;
        self.beat_at = None;
        let current =
            if self.secondary.as_ref().is_some_and(Line::is_open) { &mut self.secondary } else { &mut self.primary };
        let Some(line) = current.as_mut().filter(|line| line.is_open()) else {
            self.tell(cx, ConnectionEvent::DeepHeartbeat(false, Reason::NoOpenSocket));
            // Without a network nothing else would tell the page that it is still cut off.
            if self.seems_offline || self.word == Word::Offline {
                self.beat_at = Some(cx.now.after(HEARTBEAT_INTERVAL));
            }
            return;
        };
        self.beat_at = Some(cx.now.after(HEARTBEAT_INTERVAL));
        if late {
            line.probe(cx);
            return;
        }
        let (id, ping_missed) = (line.id, std::mem::take(&mut line.ping_pending));
        let missed = line.missed_heartbeat();
        if !missed {
            line.beat(cx);
            if !self.replacing {
                // It held for a whole interval: whatever went wrong before is over.
                self.backoff.reset();
                self.handover.clear();
            }
        }
        if ping_missed {
            self.tell(cx, ConnectionEvent::DeepHeartbeat(false, Reason::PingMissed));
        }
        if missed {
            self.log(cx, Level::Warn, "Heartbeat response not received");
            self.failed(cx, id, Reason::HeartbeatMissed);
        }
    }

    /// A socket does not do its work. One that may still carry items is kept until another takes over.
    fn failed<P: Payload>(&mut self, cx: &mut Context<P>, socket: SocketId, reason: Reason) {
        let is_primary = self.primary.as_ref().is_some_and(|line| line.id == socket);
        let silent = matches!(reason, Reason::HeartbeatMissed | Reason::ProbeMissed);
        if silent && is_primary && self.secondary.is_none() {
            if let Some(line) = self.line(socket) {
                line.suspect = true;
                line.heartbeat_answered();
            }
            self.replacing = true;
            self.beat_at = None;
            self.lost(cx, reason);
            self.advance(cx);
        } else {
            cx.output(Output::CloseSocket { id: socket, reason: CLOSE_REPLACED });
            self.gone(cx, socket, reason);
        }
    }

    /// A socket is no more.
    fn gone<P: Payload>(&mut self, cx: &mut Context<P>, socket: SocketId, reason: Reason) {
        let Some(line) = self.forget(socket) else { return };
        if self.primary.is_none() && self.secondary.is_some() {
            self.promote();
        }
        let nothing_open = !self.primary.as_ref().is_some_and(Line::is_open);
        if nothing_open {
            self.replacing = false;
            self.lifetime_at = None;
            self.lost(cx, reason);
        }
        // The first loss of a socket that worked is repaired at once; everything else waits its turn.
        if line.is_subscribed() && self.backoff.attempts() == 0 {
            self.backoff.skip_one();
        } else {
            self.retry_later(cx, None);
        }
        self.advance(cx);
    }

    fn lost<P: Payload>(&mut self, cx: &mut Context<P>, reason: Reason) {
        if self.told != Told::Lost {
            self.told = Told::Lost;
            self.tell(cx, ConnectionEvent::Lost(reason));
        }
    }

    /// Opens a socket, or fetches what is needed to open one, if one is wanted and may be had now.
    fn advance<P: Payload>(&mut self, cx: &mut Context<P>) {
        self.advance_if(cx, !self.seems_offline);
    }

    fn advance_if<P: Payload>(&mut self, cx: &mut Context<P>, network: bool) {
        let connecting = [&self.primary, &self.secondary].into_iter().flatten().any(|line| !line.is_open());
        let wanted = self.primary.is_none() || (self.replacing && self.secondary.is_none());
        if !self.alive || !wanted || connecting || self.fetching || self.retry_at.is_some() {
            return;
        }
        if cx.config.network_probe {
            if self.word != Word::Online {
                if self.word != Word::Asked {
                    self.word = Word::Asked;
                    cx.output(Output::AskNetwork);
                }
                return;
            }
            self.word = Word::Unknown;
        } else if !network {
            self.log(cx, Level::Advanced, "Network offline, ignoring this getWebSocketConnConfig request");
            self.retry_at = Some(cx.now.after(OFFLINE_RETRY));
            return;
        }
        self.tried_at = cx.now.mono;
        let usable = |url: &&mut Url| url.valid_until > cx.now.mono && url.tries < MAX_URL_TRIES;
        if let Some(url) = self.url.as_mut().filter(usable) {
            url.tries += 1;
            let text = url.url.clone();
            let id = cx.next_socket();
            let line = Some(Line::new(id, cx.now));
            if self.primary.is_none() {
                self.primary = line;
            } else {
                self.handover.clear();
                self.secondary = line;
            }
            cx.output(Output::OpenSocket { id, url: Secret(text) });
        } else {
            self.url = None;
            self.fetching = true;
            if self.primary.is_none() {
                self.beat_at = None;
            }
            self.log(cx, Level::Advanced, "Fetching new WebSocket connection configuration");
            self.tell(cx, ConnectionEvent::NeedDetails);
        }
    }

    fn retry_later<P: Payload>(&mut self, cx: &mut Context<P>, asked: Option<u64>) {
        let least = if self.seems_offline { OFFLINE_RETRY } else { 0 };
        let delay = self.backoff.next(&mut cx.rng).max(least).max(asked.unwrap_or(0));
        self.log(cx, Level::Advanced, "Scheduling WebSocket reinitialization");
        self.delay_asked = asked.is_some();
        self.retry_at = Some(cx.now.after(delay));
    }

    /// Trying again is no use. A socket that works is kept all the same.
    fn give_up<P: Payload>(&mut self, cx: &mut Context<P>, reason: Reason) {
        if self.primary.as_ref().is_some_and(|line| line.is_open() && !line.suspect) {
            self.retry_later(cx, None);
            return;
        }
        self.log(cx, Level::Advanced, "WebSocket Initialization failed - Terminating and cleaning subscriptions");
        self.shut(cx, CLOSE_TERMINATING);
        self.tell(cx, ConnectionEvent::Broken(reason));
    }

    fn shut<P: Payload>(&mut self, cx: &mut Context<P>, reasons: [&'static str; 2]) {
        self.alive = false;
        for (line, reason) in [self.primary.take(), self.secondary.take()].into_iter().zip(reasons) {
            if let Some(line) = line {
                cx.output(Output::CloseSocket { id: line.id, reason });
            }
        }
        (self.url, self.retry_at, self.beat_at, self.lifetime_at) = (None, None, None, None);
    }

    fn line(&mut self, socket: SocketId) -> Option<&mut Line> {
        [&mut self.primary, &mut self.secondary].into_iter().flatten().find(|line| line.id == socket)
    }

    fn forget(&mut self, socket: SocketId) -> Option<Line> {
        [&mut self.primary, &mut self.secondary]
            .into_iter()
            .find(|line| line.as_ref().is_some_and(|line| line.id == socket))?
            .take()
    }

    fn tell<P: Payload>(&self, cx: &mut Context<P>, event: ConnectionEvent<P>) {
        cx.notify(Notice::Connection(self.id, event));
    }

    fn log<P: Payload>(&self, cx: &mut Context<P>, level: Level, text: &'static str) {
        cx.log(self.speaker, level, Source::Socket, text);
    }
}
