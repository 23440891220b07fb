//! Connection details and the connection token: fetching, sharing one fetch, renewing in time.

use super::{Pending, Phase, Purpose, Session, Work};
use crate::backoff::Backoff;
use crate::config::SessionKind;
use crate::connection::Url;
use crate::context::Context;
use crate::error::{Failure, FailureKind};
use crate::hub::Notice;
use crate::io::{Measure, TokenAnswer};
use crate::log::{Level, Source};
use crate::payload::Payload;
use crate::time::{Now, Timestamp};
use crate::wire::Field as F;
use crate::wire::participant::{Operation, connection_body};

/// A token is renewed this long before it expires, in milliseconds.
const RENEW_BEFORE_EXPIRY: i64 = 60_000;
/// Renewals are at least this far apart, whatever the expiry and the machine's clock say.
const MIN_RENEWAL: i64 = 30_000;
/// And at most this far: twelve hours.
const MAX_RENEWAL: i64 = 43_200_000;
/// A renewal that failed is tried again after a delay from here; the token is good for a minute more.
const RENEWAL_BACKOFF: Backoff = Backoff::new(15_000, 300_000);
/// What the page sees as the lifetime of a socket, in seconds.
const TRANSPORT_LIFETIME_SECONDS: f64 = 3_540.0;

/// A session's token and what keeps it fresh.
pub(super) struct Credentials<P> {
    /// Bearer of all calls but CreateParticipantConnection.
    pub(super) token: P,
    /// Whether the service knows that the agent joined.
    pub(super) acknowledged: bool,
    /// When the token is to be renewed.
    pub(super) refresh_at: Timestamp,
    /// A fetch is on its way: whoever needs one more shares it.
    pub(super) fetching: bool,
    /// The connection waits for a URL.
    pub(super) connection_waits: bool,
    asked_at: Timestamp,
    backoff: Backoff,
}

impl<P: Payload> Default for Credentials<P> {
    fn default() -> Self {
        Credentials {
            token: P::absent(),
            acknowledged: false,
            refresh_at: Timestamp::NEVER,
            fetching: false,
            connection_waits: false,
            asked_at: Timestamp::default(),
            backoff: RENEWAL_BACKOFF,
        }
    }
}

/// Connection details as the page sees them, and the URL in them.
pub(super) struct Details<P> {
    pub(super) object: P,
    /// Only where the details can open a socket.
    pub(super) url: Option<Url<P>>,
}

impl<P: Payload> Session<P> {
    /// Fetches connection details, unless that is under way.
    pub(super) fn fetch_details(&mut self, cx: &mut Context<P>) {
        if std::mem::replace(&mut self.credentials.fetching, true) {
            return;
        }
        match self.details.kind {
            SessionKind::Customer => self.create_connection(cx),
            SessionKind::Agent => {
                let id = cx.ask_token(self.id);
                self.pending.push(Pending { purpose: Purpose::Token, work: Work::Plain(id) });
            }
        }
    }

    /// The connection needs a URL.
    pub(super) fn fetch_for_connection(&mut self, cx: &mut Context<P>) {
        self.credentials.connection_waits = true;
        self.fetch_details(cx);
    }

    /// The page answered the request for a token. Where its promise was rejected, the service is asked.
    pub(super) fn token_answered(&mut self, cx: &mut Context<P>, answer: TokenAnswer<P>) {
        let transport = match answer {
            TokenAnswer::Fulfilled(answer) => {
                cx.count(self.id, "AGENT_GET_CONNECTION_TOKEN_ERROR_RATE", 0);
                answer.get(F::chatTokenTransport)
            }
            TokenAnswer::Rejected => P::absent(),
            TokenAnswer::Failed(error) => {
                let mut failure = Failure::worded(FailureKind::Native, "", "");
                failure.native = error;
                return self.details_failed(cx, failure);
            }
        };
        if transport.is_absent() {
            cx.count(self.id, "AGENT_GET_CONNECTION_TOKEN_ERROR_RATE", 1);
            return self.create_connection(cx);
        }
        let object = P::object()
            .with(F::url, P::null())
            .with(F::expiry, P::null())
            .with(F::connectionToken, transport.get(F::participantToken))
            .with(F::connectionTokenExpiry, transport.get(F::expiry))
            .with(F::transportLifeTimeInSeconds, P::from_number(TRANSPORT_LIFETIME_SECONDS))
            .with(F::connectionAcknowledged, P::from_bool(false));
        self.details_known(cx, object, None, false);
    }

    fn create_connection(&mut self, cx: &mut Context<P>) {
        self.credentials.asked_at = cx.now.mono;
        let is_agent = self.details.kind == SessionKind::Agent;
        let body = connection_body(true, is_agent);
        self.send(cx, Purpose::Details, Operation::CreateParticipantConnection, body);
    }

    /// CreateParticipantConnection has its outcome.
    pub(super) fn connection_created(&mut self, cx: &mut Context<P>, outcome: Result<P, Failure<P>>) {
        let took = Measure::Took(cx.now.mono.since(self.credentials.asked_at), outcome.is_err());
        // The page's side times the request behind `connect()` itself.
        if !matches!(self.phase, Phase::Connecting(_)) {
            cx.measure(self.id, "CreateParticipantConnection", took);
        }
        if self.credentials.connection_waits {
            cx.measure(self.id, "InitWebsocket", took);
        }
        let is_agent = self.details.kind == SessionKind::Agent;
        if is_agent {
            self.count_creation(cx, &outcome);
        }
        let parts = outcome.and_then(|data| {
            let part = |field, message: &str| {
                let part = data.get(field);
                if part.is_absent() { Err(Self::type_error(message)) } else { Ok(part) }
            };
            let socket = part(F::Websocket, "Cannot read properties of undefined (reading 'Url')")?;
            let credentials =
                part(F::ConnectionCredentials, "Cannot read properties of undefined (reading 'ConnectionToken')")?;
            Ok((socket, credentials))
        });
        match parts {
            Ok((socket, credentials)) => {
                let expiry = socket.get(F::ConnectionExpiry);
                let token_expiry = credentials.get(F::Expiry);
                // Without both expiries the first URL counts as unusable, and another one is fetched.
                let usable = self.credentials.connection_waits || (expiry.truthy() && token_expiry.truthy());
                let url = Some(socket.get(F::Url)).filter(|url| usable && url.is_text());
                let url = url.map(|url| Url::new(url, self.credentials.asked_at));
                let token = credentials.get(F::ConnectionToken);
                let object = details_object(socket.get(F::Url), expiry, is_agent, token, token_expiry);
                self.details_known(cx, object, url, is_agent);
            }
            Err(failure) => self.details_failed(cx, failure),
        }
    }

    /// An agent's CreateParticipantConnection went well, or the service failed. A refusal counts as neither: it is
    /// the page that asked for too much.
    pub(super) fn count_creation(&self, cx: &mut Context<P>, outcome: &Result<P, Failure<P>>) {
        let status = outcome.as_ref().err().map_or(0, |failure| failure.status.unwrap_or_default());
        if status / 100 != 4 {
            let failed = u32::from(outcome.is_err());
            cx.count(self.id, "AGENT_CREATE_PARTICIPANT_ERROR_RATE", failed);
        }
    }

    fn details_known(&mut self, cx: &mut Context<P>, object: P, url: Option<Url<P>>, acknowledged: bool) {
        self.credentials.fetching = false;
        let renewed = !self.credentials.token.is_absent();
        self.credentials.token = object.get(F::connectionToken);
        self.credentials.acknowledged |= acknowledged;
        self.credentials.backoff.reset();
        let expiry = object.get(F::connectionTokenExpiry);
        self.credentials.refresh_at = cx.now.after(renewal_delay(cx.now, &expiry));
        let text = if renewed { "Connection token polling succeeded." } else { "First time polling connection token." };
        cx.log(self.id, Level::Info, Source::BaseConnection, text);
        self.details_arrived(cx, Details { object, url });
    }

    fn details_failed(&mut self, cx: &mut Context<P>, failure: Failure<P>) {
        self.credentials.fetching = false;
        if matches!(self.phase, Phase::Connecting(_)) {
            return self.connect_failed(cx, failure);
        }
        let asked = failure.retry_after.unwrap_or(0);
        let retry_at = cx.now.after(self.credentials.backoff.next(&mut cx.rng).max(asked));
        let waits = std::mem::take(&mut self.credentials.connection_waits);
        let (source, text) = if waits {
            (Source::Connection, "Initializing Websocket Manager failed:")
        } else {
            let text =
                "An error occurred when attempting to fetch the connection token during Connection Token Polling";
            (Source::BaseConnection, text)
        };
        cx.log(self.id, Level::Error, source, text);
        if waits || asked > 0 {
            // The connection has its own delays. What the service asks for holds for it, too.
            cx.notify(Notice::Details(self.id, Err(failure)));
        }
        // A renewal that would be due before the service wants to hear of us waits, too.
        if self.credentials.refresh_at <= cx.now.after(asked) || !self.credentials.refresh_at.is_set() {
            self.credentials.refresh_at = retry_at;
        }
    }

    /// Renews the token if that is due.
    pub(super) fn renew_token(&mut self, cx: &mut Context<P>) {
        if self.credentials.refresh_at.is_due(cx.now) {
            self.credentials.refresh_at = Timestamp::NEVER;
            self.fetch_details(cx);
        }
    }
}

fn details_object<P: Payload>(url: P, expiry: P, acknowledged: bool, token: P, token_expiry: P) -> P {
    P::object()
        .with(F::url, url)
        .with(F::expiry, expiry)
        .with(F::transportLifeTimeInSeconds, P::from_number(TRANSPORT_LIFETIME_SECONDS))
        .with(F::connectionAcknowledged, P::from_bool(acknowledged))
        .with(F::connectionToken, token)
        .with(F::connectionTokenExpiry, token_expiry)
}

/// How long to use a token that expires then: an expiry that is missing or unreadable, or a clock that
/// is wrong, must neither make a storm of requests nor leave the token to die.
fn renewal_delay<P: Payload>(now: Now, expiry: &P) -> u64 {
    let left = expiry.wall_time().map_or(i64::MAX, |expiry| now.until(expiry));
    // Within bounds first: what is left may be anything.
    let bounded = left.clamp(MIN_RENEWAL + RENEW_BEFORE_EXPIRY, MAX_RENEWAL + RENEW_BEFORE_EXPIRY);
    (bounded - RENEW_BEFORE_EXPIRY).unsigned_abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_token_is_renewed_a_minute_before_it_expires_and_never_in_a_storm() {
        let now = Now::default();
        let delay = |expiry| renewal_delay(now, &expiry);
        assert_eq!(delay(json!(600_000)), 540_000);
        assert_eq!(delay(json!(61_000)), 30_000);
        assert_eq!(delay(json!(-5)), 30_000);
        assert_eq!(delay(json!("no date")), 43_200_000);
        assert_eq!(delay(json!(90_000_000_000_i64)), 43_200_000);
        assert_eq!(renewal_delay(now, &serde_json::Value::Null), 43_200_000);
    }
}
