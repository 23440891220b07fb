//! Requests to the Participant Service: one [`Exchange`] per call, with its attempts, its delays and
//! the reading of its outcome.
//!
//! Three attempts in all. Throttling answers and transient faults of the service are repeated after a
//! random delay below a doubling ceiling, or after what the service asks for in `Retry-After`. A failure
//! of the network is not repeated here: nobody knows whether the request arrived.
//!
//! Source: observed behaviour of ChatJS 5.0.0; `docs/wire.md`, `docs/defaults.md`.

mod outcome;

use std::rc::Rc;

use crate::context::Context;
use crate::error::Failure;
use crate::ids::RequestId;
use crate::io::{Body, HttpRequest, HttpResponse, LinkFault, Output, RequestKind};
use crate::payload::Payload;
use crate::secret::Secret;
use crate::time::Timestamp;
use crate::wire::Field;
use crate::wire::participant::Operation;

#[cfg(feature = "reliable")]
pub(crate) use outcome::unexpected_body;
pub(crate) use outcome::{is_throttling, link_failure, transfer_outcome};

/// Attempts of one call, the first included.
const MAX_ATTEMPTS: u8 = 3;
/// Ceiling of the first delay after a throttling answer, in milliseconds.
const THROTTLING_BASE: u64 = 500;
/// Ceiling of the first delay after a transient fault, in milliseconds.
const TRANSIENT_BASE: u64 = 100;
/// No delay is longer, whatever the service asks for.
const MAX_DELAY: u64 = 20_000;
/// How long an attempt that the page did not ask for may stay without an answer, in milliseconds. A browser waits for
/// minutes, or for ever, on a network that swallows everything.
const PATIENCE: u64 = 30_000;

/// Regions whose endpoint no request can go to.
const FIPS: &str = "(^fips-|-fips$)";
/// A base URL without the slash that it may end with.
const BASE: &str = r"^([\s\S]*?)/?$";

/// Where and as whom the requests of a session go.
#[derive(Clone, Debug)]
pub(crate) struct Route<P> {
    /// AWS region.
    pub(crate) region: P,
}

impl<P: Payload> Route<P> {
    /// A request of this route. `content` is its body, or that of DescribeView, which has none, the view token.
    pub(crate) fn request(&self, cx: &Context<P>, operation: Operation, bearer: P, content: P) -> HttpRequest<P> {
        let (method, segment, body) = match operation {
            Operation::DescribeView => ("GET", content.path_segment(), P::absent()),
            _ => ("POST", P::absent(), content),
        };
        let text = P::from_text;
        let of_region = text("https://participant.connect.").joined(&self.region).joined(&text(".amazonaws.com"));
        let base = cx.config.endpoint.captured(BASE).or(of_region);
        let url = base.joined(&text("/participant/")).joined(&text(operation.path())).joined(&segment);
        let kind = RequestKind::Service { bearer: Secret(bearer), user_agent: cx.config.user_agent.clone(), body };
        HttpRequest { method, url: Secret(url), kind }
    }

    /// The failure that every request of this region ends with before it is sent, if it does.
    pub(crate) fn refusal(&self) -> Option<Failure<P>> {
        self.region.matches(FIPS).then(|| {
            Failure::worded(
                crate::error::FailureKind::Service,
                "EndpointError",
                "Invalid Configuration: FIPS and custom endpoint are not supported",
            )
        })
    }
}

/// One call of the service, over all its attempts.
#[derive(Clone, Debug)]
pub(crate) struct Exchange<P> {
    operation: Operation,
    request: Rc<HttpRequest<P>>,
    attempts: u8,
    max_attempts: u8,
    total_delay: u64,
    /// How long an attempt may stay without an answer, in milliseconds.
    patience: u64,
    /// The attempt on its way.
    in_flight: Option<RequestId>,
    /// When that one is given up, or else when the next one is due.
    deadline: Timestamp,
}

/// What an answer means for the call.
pub(crate) enum Progress<P> {
    /// Another attempt follows.
    Again,
    /// It is over.
    Done(Result<P, Failure<P>>),
}

impl<P: Payload> Exchange<P> {
    /// Sends the first attempt. What is `patient` waits for its answer as long as the browser does.
    pub(crate) fn start(cx: &mut Context<P>, operation: Operation, request: HttpRequest<P>, patient: bool) -> Self {
        let request = Rc::new(request);
        let patience = if patient { u64::MAX } else { PATIENCE };
        Exchange {
            operation,
            attempts: 1,
            max_attempts: MAX_ATTEMPTS,
            total_delay: 0,
            patience,
            in_flight: Some(cx.fetch(request.clone())),
            deadline: cx.now.after(patience),
            request,
        }
    }

    fn attempt(&mut self, cx: &mut Context<P>) {
        self.attempts += 1;
        self.in_flight = Some(cx.fetch(self.request.clone()));
        self.deadline = cx.now.after(self.patience);
    }

    /// Whether this attempt is one of this exchange.
    pub(crate) fn is_waiting_for(&self, id: RequestId) -> bool {
        self.in_flight == Some(id)
    }

    /// Whether another attempt follows.
    pub(crate) fn will_repeat(&self) -> bool {
        self.in_flight.is_none()
    }

    /// When the next attempt is due, or the one on its way is given up.
    pub(crate) fn poll_timeout(&self) -> Timestamp {
        self.deadline
    }

    /// Sends the next attempt if it is due, or gives the one on its way up. Tells whether that was the end of it.
    pub(crate) fn handle_timeout(&mut self, cx: &mut Context<P>) -> bool {
        if !self.deadline.is_due(cx.now) {
            return false;
        }
        match self.in_flight {
            Some(id) => {
                cx.output(Output::GiveUp(id));
                true
            }
            None => {
                self.attempt(cx);
                false
            }
        }
    }

    /// Whatever the answer to the attempt on its way, no other attempt follows.
    pub(crate) fn make_last(&mut self) {
        self.max_attempts = self.attempts;
    }

    /// Reads an answer.
    pub(crate) fn handle_response(
        &mut self,
        cx: &mut Context<P>,
        response: Result<HttpResponse<P>, LinkFault<P>>,
    ) -> Progress<P> {
        let response = match response {
            Ok(response) => response,
            Err(fault) => return Progress::Done(Err(link_failure(fault))),
        };
        let Err(mut failure) = outcome::read(&response) else {
            return Progress::Done(self.picked(&response));
        };
        let asked = outcome::asked_delay(&response.headers.get(Field::retryAfter), cx.now);
        failure.retry_after = asked;
        let base = match outcome::retry_class(response.status, failure.name.term()) {
            Some(outcome::RetryClass::Throttling) => THROTTLING_BASE,
            Some(outcome::RetryClass::Transient) => TRANSIENT_BASE,
            None => return Progress::Done(Err(failure)),
        };
        if self.attempts >= self.max_attempts {
            return Progress::Done(Err(failure));
        }
        let delay = asked.unwrap_or_else(|| cx.rng.below(base << (self.attempts - 1))).min(MAX_DELAY);
        self.total_delay += delay;
        self.in_flight = None;
        self.deadline = cx.now.after(delay);
        Progress::Again
    }

    /// The `data` that the page gets: `$metadata` and what the operation picks, without null members.
    fn picked(&self, response: &HttpResponse<P>) -> Result<P, Failure<P>> {
        let header = |field| response.headers.get(field);
        let metadata = P::object()
            .with(Field::httpStatusCode, P::from_number(f64::from(response.status)))
            .with(Field::requestId, header(Field::requestId))
            .with(Field::extendedRequestId, header(Field::extendedRequestId))
            .with(Field::cfId, header(Field::cfId))
            .with(Field::attempts, P::from_number(f64::from(self.attempts)))
            .with(Field::totalRetryDelay, P::from_number(self.total_delay as f64));
        let mut data = P::object().with(Field::responseMetadata, metadata);
        let picks = self.operation.picks();
        if let Body::Value(body) = &response.body
            && !picks.is_empty()
        {
            if !body.is_object() {
                return Err(outcome::unexpected_body());
            }
            for &field in picks {
                let value = body.get(field);
                data = match field {
                    _ if value.is_absent() => data,
                    // The SDK declares these as texts and makes one of a number.
                    Field::Id | Field::AbsoluteTime => data.with(field, value.joined(&P::absent())),
                    _ => data.with(field, value.compact()),
                };
            }
        }
        Ok(data)
    }
}
