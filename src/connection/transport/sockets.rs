//! What sockets do and what that means: opened, heard from, silent, gone.

use super::{Transport, Word};
use crate::connection::line::Line;
use crate::connection::{ConnectionEvent, ConnectionStatus};
use crate::context::Context;
use crate::event::Reason;
use crate::ids::SocketId;
use crate::io::Output;
use crate::log::Level;
use crate::payload::Payload;
use crate::time::Timestamp;
use crate::wire::{Field, Term};

/// Between two heartbeats.
const HEARTBEAT_INTERVAL: u64 = 10_000;
/// A beat that is this late was held up (a sleeping machine, a throttled tab): an answer may be waiting
/// unread, so that an outstanding heartbeat proves nothing.
const LATE_BEAT: u64 = 5_000;
/// A socket is replaced this long after it opened. The service closes it after an hour.
const TRANSPORT_LIFETIME: u64 = 3_540_000;
/// An old socket is kept this long after its successor carries the chat.
const OVERLAP: u64 = 1_000;
const CLOSE_REPLACED: &str = "[Primary WebSocket] Closing WebSocket";

impl<P: Payload> Transport<P> {
    pub(super) fn opened(&mut self, cx: &mut Context<P>, socket: SocketId) {
        self.log(cx, Level::Advanced, "WebSocket connection established!");
        self.url = None;
        self.becomes(cx, ConnectionStatus::Connected, Reason::SocketOpened);
        if let Some(line) = self.line(socket) {
            line.opened(cx);
            line.beat(cx);
        }
        self.beat_at = cx.now.after(HEARTBEAT_INTERVAL);
        self.lifetime_at = cx.now.after(TRANSPORT_LIFETIME);
    }

    pub(super) fn received(&mut self, cx: &mut Context<P>, socket: SocketId, text: &P) {
        let now = cx.now;
        let Some(line) = self.line(socket) else { return };
        line.heard(now);
        let is_confirmed = line.is_subscribed();
        let frame = text.parse();
        let topic = frame.get(Field::topic);
        match topic.term() {
            Some(Term::TopicChat) => {
                let content = frame.get(Field::content);
                if content.is_absent() {
                    return;
                }
                let both_open = self.secondary().is_some() && self.lines.iter().all(Line::is_open);
                if !self.handover.is_repeat(&content, both_open) {
                    // An item proves the subscription, whatever became of its confirmation.
                    if !is_confirmed {
                        self.tell(cx, ConnectionEvent::Subscribed);
                    }
                    self.tell(cx, ConnectionEvent::Frame(content));
                }
            }
            Some(Term::TopicHeartbeat) => line.heartbeat_answered(),
            Some(Term::TopicPing) => {
                line.ping_pending = false;
                let fine = frame.get(Field::statusCode).number() == Some(200.0);
                let (status, reason) = if fine {
                    (ConnectionStatus::DeepHeartbeatSuccess, Reason::PingAnswered)
                } else {
                    (ConnectionStatus::DeepHeartbeatFailure, Reason::PingRefused)
                };
                self.tell_status(cx, status, reason);
            }
            Some(Term::TopicSubscribe) => {
                let status = frame.get(Field::content).get(Field::status);
                if status.term() == Some(Term::Success) {
                    if line.confirmed() {
                        self.tell(cx, ConnectionEvent::Subscribed);
                    }
                    self.hand_over_soon(cx);
                } else if !status.is_text() {
                    self.log(cx, Level::Advanced, "Invalid incoming message");
                } else if let Err(reason) = line.refused(now) {
                    self.failed(cx, socket, reason);
                }
            }
            _ if !topic.is_text() => self.log(cx, Level::Advanced, "Invalid incoming message"),
            _ => {}
        }
    }

    /// The secondary carries the chat. What was sent on a primary that works, just before that, may still be on its way.
    fn hand_over_soon(&mut self, cx: &mut Context<P>) {
        if self.primary().is_some_and(|old| old.suspect || old.is_in_doubt()) {
            self.hand_over(cx);
        } else if self.secondary().is_some() {
            self.hand_over_at = cx.now.after(OVERLAP);
        }
    }

    /// The secondary carries the chat: the primary may go.
    pub(super) fn hand_over(&mut self, cx: &mut Context<P>) {
        if self.secondary().is_some_and(Line::is_subscribed) {
            let old = self.lines.remove(0);
            cx.output(Output::CloseSocket { id: old.id, reason: CLOSE_REPLACED });
            self.replacing = false;
            self.note(cx, Reason::HandedOver);
            // Asleep until its time was over, and not heard from since: what came meanwhile may be lost.
            if old.is_in_doubt() {
                self.becomes(cx, ConnectionStatus::ConnectionLost, Reason::ProbeMissed);
                self.becomes(cx, ConnectionStatus::Connected, Reason::SocketOpened);
                self.tell(cx, ConnectionEvent::Subscribed);
            }
        }
    }

    pub(super) fn beat(&mut self, cx: &mut Context<P>) {
        let late = cx.now.mono.since(self.beat_at) > LATE_BEAT;
        self.beat_at = Timestamp::NEVER;
        let Some(line) = self.lines.iter_mut().rev().find(|line| line.is_open()) else {
            self.tell_status(cx, ConnectionStatus::DeepHeartbeatFailure, Reason::NoOpenSocket);
            // Without a network nothing else would tell the page that it is still cut off.
            if self.seems_offline || self.word == Word::Offline {
                self.beat_at = cx.now.after(HEARTBEAT_INTERVAL);
            }
            return;
        };
        self.beat_at = cx.now.after(HEARTBEAT_INTERVAL);
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
            }
            if self.secondary().is_none() {
                self.handover.clear();
            }
        }
        if ping_missed {
            self.tell_status(cx, ConnectionStatus::DeepHeartbeatFailure, Reason::PingMissed);
        }
        if missed {
            self.log(cx, Level::Warn, "Heartbeat response not received");
            self.failed(cx, id, Reason::HeartbeatMissed);
        }
    }

    /// A socket does not do its work. One that may still carry items is kept until another takes over.
    pub(super) fn failed(&mut self, cx: &mut Context<P>, socket: SocketId, reason: Reason) {
        let silent = matches!(reason, Reason::HeartbeatMissed | Reason::ProbeMissed);
        if silent && self.secondary().is_none() {
            if let Some(line) = self.line(socket) {
                line.suspect = true;
                line.heartbeat_answered();
            }
            self.replacing = true;
            self.beat_at = Timestamp::NEVER;
            self.becomes(cx, ConnectionStatus::ConnectionLost, reason);
            self.advance(cx);
        } else {
            cx.output(Output::CloseSocket { id: socket, reason: CLOSE_REPLACED });
            self.gone(cx, socket, reason);
        }
    }

    /// A socket is no more.
    pub(super) fn gone(&mut self, cx: &mut Context<P>, socket: SocketId, reason: Reason) {
        let is_primary = self.primary().is_some_and(|line| line.id == socket);
        let Some(line) = self.forget(socket) else { return };
        if is_primary {
            // If there was a secondary, it is the primary now.
            self.replacing = false;
        }
        let nothing_open = !self.primary().is_some_and(Line::is_open);
        if nothing_open {
            self.replacing = false;
            self.lifetime_at = Timestamp::NEVER;
            self.becomes(cx, ConnectionStatus::ConnectionLost, reason);
        } else {
            self.note(cx, reason);
        }
        // The first loss of a socket that worked is repaired at once; everything else waits its turn, and a socket that
        // was given up before puts no try off.
        let under_way = self.retry_at.is_set() || self.fetching || self.lines.iter().any(|line| !line.is_open());
        if line.is_subscribed() && self.backoff.attempts() == 0 {
            self.backoff.skip_one();
        } else if !under_way {
            self.retry_later(cx, None);
        }
        self.advance(cx);
    }

    /// There is a connection, or there is none any more. What the sessions know already is only noted.
    fn becomes(&mut self, cx: &mut Context<P>, status: ConnectionStatus, reason: Reason) {
        if std::mem::replace(&mut self.told, status) != status {
            self.tell_status(cx, status, reason);
        } else {
            self.note(cx, reason);
        }
    }
}
