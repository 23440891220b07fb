//! Reading an answer of the service: success, or which failure under which name.

use crate::error::{Failure, FailureDetails, FailureKind};
use crate::io::{Body, HttpResponse, LinkFault};
use crate::payload::Payload;
use crate::time::Now;
use crate::wire::{Field, Term};

/// Why a failed attempt may be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RetryClass {
    /// Too many requests.
    Throttling,
    /// A fault that passes.
    Transient,
}

/// Whether an error name means throttling, whatever the status.
pub(crate) fn is_throttling(name: Option<Term>) -> bool {
    matches!(
        name,
        Some(
            Term::BandwidthLimitExceeded
                | Term::EC2ThrottledException
                | Term::LimitExceededException
                | Term::PriorRequestNotComplete
                | Term::ProvisionedThroughputExceededException
                | Term::RequestLimitExceeded
                | Term::RequestThrottled
                | Term::RequestThrottledException
                | Term::SlowDown
                | Term::ThrottledException
                | Term::Throttling
                | Term::ThrottlingException
                | Term::TooManyRequestsException
                | Term::TransactionInProgressException
        )
    )
}

/// Whether the service is known to use this error name: it is given to the page as it is.
fn is_of_service(name: Option<Term>) -> bool {
    matches!(
        name,
        Some(
            Term::AccessDeniedException
                | Term::InternalServerException
                | Term::ThrottlingException
                | Term::ValidationException
                | Term::ConflictException
                | Term::ServiceQuotaExceededException
                | Term::ResourceNotFoundException
        )
    )
}

/// Whether and why an attempt with this outcome may be repeated.
pub(super) fn retry_class(status: u16, name: Option<Term>) -> Option<RetryClass> {
    let passes = matches!(name, Some(Term::TimeoutError | Term::RequestTimeout | Term::RequestTimeoutException));
    if status == 429 || is_throttling(name) {
        Some(RetryClass::Throttling)
    } else if passes || matches!(status, 500 | 502..=504) {
        Some(RetryClass::Transient)
    } else {
        None
    }
}

/// The delay that a `Retry-After` header asks for, in milliseconds: seconds, or a date.
pub(super) fn asked_delay<P: Payload>(value: &P, now: Now) -> Option<u64> {
    // A number of seconds is JSON, a date is not: the platform reads both, so that the module need not.
    match value.parse().number() {
        Some(seconds) => Some((seconds * 1_000.0) as u64),
        None => u64::try_from(now.until(value.wall_time()?)).ok(),
    }
}

/// `Ok` for a status below 300 with a body that can be read.
pub(super) fn read<P: Payload>(response: &HttpResponse<P>) -> Result<(), Failure<P>> {
    let body = match &response.body {
        Body::Unreadable(fault) => {
            let mut failure = link_failure(fault.clone());
            failure.message = failure.message.joined(&P::from_text(UNREADABLE_HINT));
            failure.status = Some(response.status);
            return Err(failure);
        }
        _ if response.status < 300 => return Ok(()),
        Body::Value(body) => Some(body),
        Body::Empty => None,
    };
    let text_of = |field| body.map_or_else(P::absent, |body| body.get(field)).if_text().if_truthy();
    let header = response.headers.get(Field::errorType).if_text();
    let code = header.or(text_of(Field::code)).or(text_of(Field::__type));
    let code = code.captured(BARE_CODE);
    let name = if is_of_service(code.term()) {
        code
    } else {
        text_of(Field::code).or(text_of(Field::Code)).or(code).or(status_text(response.status))
    };
    let message = text_of(Field::message).or(text_of(Field::Message)).or(P::from_text("UnknownError"));
    let mut failure = Failure::new(FailureKind::Service, name, message);
    failure.status = Some(response.status);
    Err(failure)
}

/// `aws.protocol#Name:http://…,x` is the error `Name`.
const BARE_CODE: &str = "^(?:[^,:]*#)?([^,:#]*)";

/// What follows the browser's terms about a body that is no JSON.
const UNREADABLE_HINT: &str =
    "\n  Deserialization error: to see the raw response, inspect the hidden field {error}.$response on this object.";

/// No answer at all.
pub(crate) fn link_failure<P>(fault: LinkFault<P>) -> Failure<P> {
    FailureDetails {
        kind: FailureKind::Service,
        name: fault.name,
        message: fault.message,
        status: None,
        retry_after: None,
        native: fault.native,
    }
    .into()
}

/// What a transfer to or from storage brought: the `Blob`, absent where there was none. It fails with the browser's
/// error, or in the words of `refusal` by its status.
pub(crate) fn transfer_outcome<P: Payload>(
    response: Result<HttpResponse<P>, LinkFault<P>>,
    refusal: &str,
) -> Result<P, Failure<P>> {
    match response {
        Err(fault) => Err(link_failure(fault).as_kind(FailureKind::Native)),
        Ok(HttpResponse { status, body, .. }) if status < 300 => Ok(match body {
            Body::Value(blob) => blob,
            Body::Empty | Body::Unreadable(_) => P::absent(),
        }),
        Ok(HttpResponse { status, .. }) => {
            let mut failure = Failure::new(FailureKind::Service, status_text(status), P::from_text(refusal));
            failure.status = Some(status);
            Err(failure)
        }
    }
}

/// A success whose body is no object.
pub(crate) fn unexpected_body<P: Payload>() -> Failure<P> {
    Failure::worded(FailureKind::Service, "TypeError", "Expected a non-null value for body.")
}

/// A status as its digits, written by the platform: the formatting machinery is large.
fn status_text<P: Payload>(status: u16) -> P {
    P::from_number(f64::from(status)).joined(&P::absent())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::WallTime;
    use serde_json::{Value, json};

    fn response(status: u16, error_type: Option<&str>, body: Body<Value>) -> HttpResponse<Value> {
        HttpResponse { status, headers: json!({ "errorType": error_type }), body }
    }

    #[test]
    fn an_error_is_named_as_chatjs_names_it() {
        let rows = [
            (400, Some("ValidationException:http://x"), json!({"Message": "bad"}), "ValidationException", "bad"),
            (
                400,
                None,
                json!({"__type": "com.amazonaws#ValidationException", "message": "m"}),
                "ValidationException",
                "m",
            ),
            (400, None, json!({"Code": "Bar"}), "Bar", "UnknownError"),
            (404, None, json!({"message": "no handler"}), "404", "no handler"),
        ];
        for (status, header, body, name, message) in rows {
            let failure = read(&response(status, header, Body::Value(body))).expect_err("an error status");
            assert_eq!(
                (&failure.name, &failure.message, failure.status),
                (&json!(name), &json!(message), Some(status))
            );
        }
        let failure = read(&response(500, None, Body::Empty)).expect_err("an error status");
        assert_eq!((&failure.name, &failure.message), (&json!("500"), &json!("UnknownError")));
    }

    #[test]
    fn an_unreadable_body_keeps_its_status() {
        let fault = LinkFault { name: "SyntaxError".into(), message: "no JSON".into(), native: json!({}) };
        let failure = read(&response(502, None, Body::Unreadable(fault))).expect_err("an unreadable body");
        assert_eq!((&failure.name, failure.status), (&json!("SyntaxError"), Some(502)));
        assert!(failure.is_retryable());
    }

    #[test]
    fn throttling_and_transient_faults_are_told_apart() {
        assert_eq!(retry_class(429, None), Some(RetryClass::Throttling));
        assert_eq!(retry_class(400, Some(Term::SlowDown)), Some(RetryClass::Throttling));
        assert_eq!(retry_class(503, None), Some(RetryClass::Transient));
        for status in [400, 403, 404, 501, 505] {
            assert_eq!(retry_class(status, None), None);
        }
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_date() {
        let now = Now { wall: WallTime(1_767_225_600_000), ..Now::default() };
        assert_eq!(asked_delay(&json!("3"), now), Some(3_000));
        assert_eq!(asked_delay(&json!("2026-01-01T00:00:04Z"), now), Some(4_000));
        assert_eq!(asked_delay(&json!("2025-01-01T00:00:04Z"), now), None);
        assert_eq!(asked_delay(&json!("soon"), now), None);
    }
}
