//! One request through the browser's `fetch`, given up on drop.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Host;
use crate::error::Failure;
use crate::io::{Body, HttpRequest, HttpResponse, LinkFault, RequestKind};

#[wasm_bindgen(module = "/src/web/http.js")]
extern "C" {
    #[wasm_bindgen(js_name = send)]
    fn send_request(
        kind: u8,
        method: &str,
        url: &str,
        bearer: &JsValue,
        agent: &str,
        headers: &JsValue,
        body: &JsValue,
        done: &Function,
    ) -> Function;
    fn failure(kind: u8, name: &str, message: &str, status: Option<u16>, cause: JsValue) -> JsValue;
}

#[wasm_bindgen]
extern "C" {
    type Answer;
    #[wasm_bindgen(method, getter)]
    fn status(this: &Answer) -> u16;
    #[wasm_bindgen(method, getter, js_name = requestId)]
    fn request_id(this: &Answer) -> Option<JsValue>;
    #[wasm_bindgen(method, getter, js_name = extendedRequestId)]
    fn extended_request_id(this: &Answer) -> Option<JsValue>;
    #[wasm_bindgen(method, getter, js_name = cfId)]
    fn cf_id(this: &Answer) -> Option<JsValue>;
    #[wasm_bindgen(method, getter, js_name = errorType)]
    fn error_type(this: &Answer) -> Option<String>;
    #[wasm_bindgen(method, getter, js_name = retryAfter)]
    fn retry_after(this: &Answer) -> Option<JsValue>;
    #[wasm_bindgen(method, getter)]
    fn body(this: &Answer) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn unreadable(this: &Answer) -> Option<Fault>;
    #[wasm_bindgen(method, getter)]
    fn fault(this: &Answer) -> Option<Fault>;

    type Fault;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Fault) -> String;
    #[wasm_bindgen(method, getter)]
    fn message(this: &Fault) -> String;
    #[wasm_bindgen(method, getter)]
    fn native(this: &Fault) -> JsValue;
}

/// A request on its way. Dropping it gives it up: nothing is told then.
#[derive(Debug)]
pub struct Fetch {
    give_up: Function,
    _done: Closure<dyn FnMut(Answer)>,
}

impl Drop for Fetch {
    fn drop(&mut self) {
        // It only aborts; an answer that has come already makes it do nothing.
        let _ = self.give_up.call0(&JsValue::UNDEFINED);
    }
}

/// Sends a request. `tell` gets its one outcome, on a later task.
pub fn send(
    request: &HttpRequest<JsValue>,
    host: &Host,
    mut tell: impl FnMut(Result<HttpResponse<JsValue>, LinkFault<JsValue>>) + 'static,
) -> Fetch {
    let done = Closure::new(move |answer: Answer| tell(outcome(&answer)));
    let guarded = host.guard(done.as_ref().unchecked_ref());
    let (kind, bearer, agent, headers, body) = match &request.kind {
        RequestKind::Service { bearer, user_agent, body } => {
            (0, bearer.as_ref().map(|bearer| &bearer.0), user_agent.as_str(), None, body.as_ref())
        }
        RequestKind::Upload { headers, file } => (1, None, "", headers.as_ref(), Some(file)),
        RequestKind::Download => (2, None, "", None, None),
    };
    let nothing = JsValue::UNDEFINED;
    let [bearer, headers, body] = [bearer, headers, body].map(|value| value.unwrap_or(&nothing));
    let give_up = send_request(kind, request.method, &request.url.0, bearer, agent, headers, body, &guarded);
    Fetch { give_up, _done: done }
}

fn outcome(answer: &Answer) -> Result<HttpResponse<JsValue>, LinkFault<JsValue>> {
    if let Some(fault) = answer.fault() {
        return Err(link_fault(&fault));
    }
    let body = answer.body();
    let body = match answer.unreadable() {
        Some(fault) => Body::Unreadable(link_fault(&fault)),
        None if body.is_undefined() => Body::Empty,
        None => Body::Value(body),
    };
    Ok(HttpResponse {
        status: answer.status(),
        request_id: answer.request_id(),
        extended_request_id: answer.extended_request_id(),
        cf_id: answer.cf_id(),
        error_type: answer.error_type(),
        retry_after: answer.retry_after(),
        body,
    })
}

fn link_fault(fault: &Fault) -> LinkFault<JsValue> {
    LinkFault { name: fault.name(), message: fault.message(), native: fault.native() }
}

/// A failure as the page's side reads it.
pub(super) fn failure_value(error: &Failure<JsValue>) -> JsValue {
    let cause = error.native.clone().unwrap_or(JsValue::UNDEFINED);
    failure(error.kind as u8, &error.name, &error.message, error.status, cause)
}
