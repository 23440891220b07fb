//! Getting another socket: connection details, their URL, delays, and giving up.

use super::{CLOSE_BY_USER, OFFLINE_RETRY, Transport, Word};
use crate::connection::line::Line;
use crate::connection::{ConnectionEvent, ConnectionStatus};
use crate::context::Context;
use crate::error::Failure;
use crate::event::Reason;
use crate::io::Output;
use crate::log::Level;
use crate::payload::Payload;
use crate::secret::Secret;
use crate::time::Timestamp;

/// A URL may be used until this long after it was asked for. The service allows 100 s.
const URL_VALIDITY: u64 = 85_000;
/// A URL that was refused this often is not tried again.
const MAX_URL_TRIES: u8 = 2;
/// Plain text only on this machine, where the local service is. A scheme alone is no address.
const ALLOWED: &str = r"^(wss://.|ws://127\.0\.0\.1:)";
const CLOSE_TERMINATING: &[&str; 2] =
    &["[Primary] WebSocket Terminating WebSocket Manager", "[Secondary] WebSocket Terminating WebSocket Manager"];

/// A WebSocket URL of the service, which is signed for a short time.
#[derive(Clone, Debug)]
pub(crate) struct Url<P> {
    text: Secret<P>,
    valid_until: Timestamp,
    tries: u8,
}

impl<P: Payload> Url<P> {
    /// A URL that was asked for at that moment. A page that was frozen meanwhile gets it long after the service
    /// signed it.
    pub(crate) fn new(text: P, asked_at: Timestamp) -> Self {
        Url { text: Secret(text), valid_until: Timestamp(asked_at.0 + URL_VALIDITY), tries: 0 }
    }

    /// None that may be opened.
    pub(crate) fn unusable() -> Self {
        Url::new(P::absent(), Timestamp::default())
    }

    fn is_allowed(&self) -> bool {
        self.text.0.matches(ALLOWED)
    }
}

impl<P: Payload> Transport<P> {
    /// A WebSocket URL is there.
    pub(crate) fn details_arrived(&mut self, cx: &mut Context<P>, url: Url<P>) {
        self.fetching = false;
        if !self.alive {
            return;
        }
        if !url.is_allowed() {
            self.log(cx, Level::Error, "Invalid WebSocket Connection Configuration");
            self.give_up(cx, Reason::InvalidUrl);
            return;
        }
        self.log(cx, Level::Advanced, "Successfully fetched webSocket connection configuration");
        self.url = Some(url);
        // They came over a network, whatever the browser says of it.
        self.advance_if(cx, true);
    }

    /// Connection details could not be had.
    pub(crate) fn details_failed(&mut self, cx: &mut Context<P>, failure: &Failure<P>) {
        self.fetching = false;
        if !self.alive {
            return;
        }
        self.log(cx, Level::Advanced, "Failed to fetch webSocket connection configuration");
        if failure.is_access_denied() && self.told == ConnectionStatus::ConnectionLost {
            self.note(cx, Reason::EndedMeanwhile);
            self.shut(cx, CLOSE_BY_USER);
            self.tell(cx, ConnectionEvent::EndedMeanwhile);
        } else if failure.is_retryable() {
            self.note(cx, Reason::DetailsFailed);
            self.retry_later(cx, failure.retry_after);
        } else {
            self.give_up(cx, Reason::DetailsRefused);
        }
    }

    /// The session that fetches for us is gone: what it was asked for is asked for again, of the next.
    pub(crate) fn provider_left(&mut self, cx: &mut Context<P>) {
        self.fetching = false;
        self.advance(cx);
    }

    /// Opens a socket, or fetches what is needed to open one, if one is wanted and may be had now.
    pub(super) fn advance(&mut self, cx: &mut Context<P>) {
        self.advance_if(cx, !self.seems_offline);
    }

    pub(super) fn advance_if(&mut self, cx: &mut Context<P>, network: bool) {
        let connecting = self.lines.iter().any(|line| !line.is_open());
        let wanted = self.lines.is_empty() || (self.replacing && self.secondary().is_none());
        if !self.alive || !wanted || connecting || self.fetching || self.retry_at.is_set() {
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
            self.retry_at = cx.now.after(OFFLINE_RETRY);
            return;
        }
        self.tried_at = cx.now.mono;
        let usable = |url: &&mut Url<P>| url.valid_until > cx.now.mono && url.tries < MAX_URL_TRIES;
        if let Some(url) = self.url.as_mut().filter(usable) {
            url.tries += 1;
            let url = url.text.clone();
            let id = cx.next_socket();
            if !self.lines.is_empty() {
                self.handover.clear();
            }
            self.lines.push(Line::new(id, cx.now));
            cx.output(Output::OpenSocket { id, url });
        } else {
            self.url = None;
            self.fetching = true;
            if self.lines.is_empty() {
                self.beat_at = Timestamp::NEVER;
            }
            self.log(cx, Level::Advanced, "Fetching new WebSocket connection configuration");
            self.tell(cx, ConnectionEvent::NeedDetails);
        }
    }

    pub(super) fn retry_later(&mut self, cx: &mut Context<P>, asked: Option<u64>) {
        let least = if self.seems_offline { OFFLINE_RETRY } else { 0 };
        let delay = self.backoff.next(&mut cx.rng).max(least).max(asked.unwrap_or(0));
        self.log(cx, Level::Advanced, "Scheduling WebSocket reinitialization");
        let at = cx.now.after(delay);
        // What the service asked for is not cut short by what happens meanwhile.
        self.retry_at = if self.delay_asked && self.retry_at.is_set() { self.retry_at.max(at) } else { at };
        self.delay_asked |= asked.is_some();
        if self.told != ConnectionStatus::Connected {
            self.tell(cx, ConnectionEvent::Retrying(self.retry_at));
        }
    }

    /// Trying again is no use. A socket that works is kept all the same.
    pub(super) fn give_up(&mut self, cx: &mut Context<P>, reason: Reason) {
        if self.primary().is_some_and(|line| line.is_open() && !line.suspect) {
            self.note(cx, reason);
            self.retry_later(cx, None);
            return;
        }
        self.log(cx, Level::Advanced, "WebSocket Initialization failed - Terminating and cleaning subscriptions");
        self.shut(cx, CLOSE_TERMINATING);
        self.tell_status(cx, ConnectionStatus::Ended, reason);
    }
}
