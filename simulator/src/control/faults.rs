//! Failures that tests order for the next calls.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use tokio::sync::oneshot;

use crate::error::{ERROR_TYPE, ServiceError};
use crate::line::LineBreaker;
use crate::operation;
use crate::record::broken;
use crate::service::Service;

/// A failure, delay or hold for the next matching calls.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// The contact it applies to; absent: every contact.
    contact_id: Option<String>,
    /// The operation, or `*` for any.
    operation: String,
    /// Status of the answer. Default: what the service uses for `errorType`, else 500.
    status: Option<u16>,
    /// Goes into `x-amzn-errortype`, and into the body unless there is `body`.
    error_type: Option<String>,
    /// The body's `message`.
    message: Option<String>,
    /// Headers of the answer.
    #[serde(default)]
    headers: Map<String, Value>,
    /// The answer's body, sent as it is.
    body: Option<String>,
    /// Milliseconds to wait first.
    delay_ms: Option<u64>,
    /// The connection breaks without an HTTP answer.
    #[serde(default)]
    abort: bool,
    /// Waits for `POST /control/release` first.
    #[serde(default)]
    hold: bool,
    /// The service does its work before any of this: only the answer is late or lost.
    #[serde(default)]
    late: bool,
    /// How many calls it applies to.
    #[serde(default = "once")]
    times: u32,
}

fn once() -> u32 {
    1
}

/// The faults that wait for their calls, and the calls that wait for their release.
#[derive(Default)]
pub struct Faults(Mutex<Orders>);

/// Both behind one lock, so that no call slips between being taken and being held.
#[derive(Default)]
struct Orders {
    /// Oldest first.
    queue: Vec<Fault>,
    held: Vec<Held>,
}

/// A held call; it goes on when its sender is dropped.
struct Held {
    contact_id: Option<String>,
    go_on: oneshot::Sender<()>,
}

impl Faults {
    /// Queues a fault.
    ///
    /// # Errors
    /// `ValidationException` when its status or a header can't be sent.
    pub fn push(&self, fault: Fault) -> Result<(), ServiceError> {
        fault.check()?;
        if fault.times > 0 {
            self.0.lock().queue.push(fault);
        }
        Ok(())
    }

    /// Lets held calls go on and drops the faults that would hold more, of one contact or all;
    /// returns how many calls were held.
    pub fn release(&self, contact_id: Option<&str>) -> usize {
        let here = |id: &Option<String>| contact_id.is_none() || id.as_deref() == contact_id;
        let orders = &mut *self.0.lock();
        orders.queue.retain(|fault| !(fault.hold && here(&fault.contact_id)));
        let held = std::mem::take(&mut orders.held);
        let (released, kept): (Vec<_>, _) = held.into_iter().partition(|call| here(&call.contact_id));
        orders.held = kept;
        released.iter().filter(|call| !call.go_on.is_closed()).count()
    }

    /// How many faults still wait for a call.
    pub fn pending(&self) -> usize {
        self.0.lock().queue.len()
    }

    /// How many calls are held now.
    pub fn held(&self) -> usize {
        let held = &mut self.0.lock().held;
        // The client of a closed one has gone.
        held.retain(|call| !call.go_on.is_closed());
        held.len()
    }

    /// Drops what waits and lets what is held go on.
    pub fn clear(&self) {
        *self.0.lock() = Orders::default();
    }

    /// The fault for a call, and the signal of its release if it is to be held.
    fn take(&self, operation: &str, contact_id: Option<&str>) -> Option<(Fault, Option<oneshot::Receiver<()>>)> {
        let Orders { queue, held } = &mut *self.0.lock();
        let index = queue.iter().position(|fault| fault.matches(operation, contact_id))?;
        queue[index].times -= 1;
        let fault = if queue[index].times == 0 { queue.remove(index) } else { queue[index].clone() };
        let released = fault.hold.then(|| {
            let (go_on, released) = oneshot::channel();
            held.push(Held { contact_id: contact_id.map(str::to_owned), go_on });
            released
        });
        Some((fault, released))
    }
}

impl Fault {
    fn matches(&self, operation: &str, contact_id: Option<&str>) -> bool {
        let here = self.contact_id.is_none() || self.contact_id.as_deref() == contact_id;
        here && (self.operation == "*" || self.operation == operation)
    }

    /// Whether the call is answered by the fault itself rather than, later, by the service.
    fn answers(&self) -> bool {
        self.status.is_some()
            || self.error_type.is_some()
            || self.message.is_some()
            || self.body.is_some()
            || !self.headers.is_empty()
    }

    fn check(&self) -> Result<(), ServiceError> {
        let status = self.status.is_none_or(|code| (200..600).contains(&code));
        let error_type = self.error_type.as_ref().is_none_or(|kind| HeaderValue::from_str(kind).is_ok());
        let headers = self.headers.iter().all(|header| header_pair(header).is_some());
        if status && error_type && headers {
            Ok(())
        } else {
            Err(ServiceError::validation("status, errorType or headers can't be sent"))
        }
    }

    fn response(&self) -> Response {
        let status = self.status.unwrap_or_else(|| usual_status(self.error_type.as_deref()));
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response = match (&self.body, &self.error_type, &self.message) {
            (Some(text), ..) => json_typed(text.clone()),
            (None, None, None) => Body::empty().into_response(),
            (None, kind, message) => {
                let mut body = Map::new();
                body.extend(kind.as_ref().map(|kind| ("__type".to_owned(), json!(kind))));
                body.extend(message.as_ref().map(|message| ("message".to_owned(), json!(message))));
                Json(body).into_response()
            }
        };
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Some(kind) = self.error_type.as_ref().and_then(|kind| HeaderValue::from_str(kind).ok()) {
            headers.insert(ERROR_TYPE, kind);
        }
        headers.extend(self.headers.iter().filter_map(header_pair));
        response
    }
}

fn json_typed(text: String) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

fn header_pair((name, value): (&String, &Value)) -> Option<(HeaderName, HeaderValue)> {
    let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Some((name.parse().ok()?, HeaderValue::from_str(&value).ok()?))
}

/// The status that the service documents for an error type.
fn usual_status(error_type: Option<&str>) -> u16 {
    match error_type {
        Some("ValidationException") => 400,
        Some("ServiceQuotaExceededException") => 402,
        Some("AccessDeniedException") => 403,
        Some("ResourceNotFoundException") => 404,
        Some("ConflictException") => 409,
        Some("ThrottlingException") => 429,
        _ => 500,
    }
}

/// Middleware: applies the first matching fault to a call.
pub async fn apply(
    State(service): State<Arc<Service>>,
    ConnectInfo(line): ConnectInfo<LineBreaker>,
    request: Request,
    next: Next,
) -> Response {
    let path = request.uri().path();
    let Some(operation) = operation::of_path(path) else {
        return next.run(request).await;
    };
    let contact_id = service.contact_of_request(request.headers(), path);
    let Some((fault, released)) = service.faults.take(operation, contact_id.as_deref()) else {
        return next.run(request).await;
    };
    let done = if fault.late { Ok(next.run(request).await) } else { Err((next, request)) };
    if let Some(released) = released {
        tokio::select! {
            // Released is released: the sender says so by its end.
            _ = released => {}
            () = service.closing.cancelled() => {}
        }
    }
    if let Some(delay) = fault.delay_ms {
        tokio::time::sleep(Duration::from_millis(delay)).await;
    }
    if fault.abort {
        line.break_line();
        return broken();
    }
    if fault.answers() {
        return fault.response();
    }
    match done {
        Ok(answer) => answer,
        Err((next, request)) => next.run(request).await,
    }
}
