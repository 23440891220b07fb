//! One request through the browser's `fetch`, given up on drop.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Undo;
use crate::error::Failure;
use crate::io::{Body, HttpRequest, HttpResponse, LinkFault, RequestKind};
use crate::payload::Payload;
use crate::wire::Field as F;

#[wasm_bindgen(module = "/src/web/http.js")]
extern "C" {
    #[wasm_bindgen(js_name = send)]
    fn send_request(
        kind: u8,
        method: &JsValue,
        url: &JsValue,
        bearer: &JsValue,
        agent: &JsValue,
        headers: &JsValue,
        body: &JsValue,
        done: &Function,
    ) -> Function;
    fn failure(kind: u8, name: &JsValue, message: &JsValue, status: u16, cause: &JsValue) -> JsValue;
}

/// Sends a request. `tell` is called once, on a later task, with what [`outcome`] reads. Dropping the request gives
/// it up: nothing is told then.
#[must_use]
pub fn send(request: &HttpRequest<JsValue>, tell: &Function) -> Undo {
    let nothing = &JsValue::UNDEFINED;
    let (kind, bearer, agent, headers, body) = match &request.kind {
        RequestKind::Service { bearer, user_agent, body } => (0, &bearer.0, user_agent, nothing, body),
        RequestKind::Upload { headers, upload } => (1, nothing, nothing, headers, upload),
        RequestKind::Download => (2, nothing, nothing, nothing, nothing),
    };
    Undo::new(send_request(kind, &request.method.into(), &request.url.0, bearer, agent, headers, body, tell))
}

/// What a request tells.
///
/// # Errors
/// There was no answer.
pub fn outcome(answer: JsValue) -> Result<HttpResponse<JsValue>, LinkFault<JsValue>> {
    let get = |field| Payload::get(&answer, field);
    let (fault, unreadable) = (get(F::fault), get(F::unreadable));
    if !fault.is_absent() {
        return Err(link_fault(&fault));
    }
    let body = if !unreadable.is_absent() {
        Body::Unreadable(link_fault(&unreadable))
    } else if get(F::hasBody).is_absent() {
        Body::Empty
    } else {
        // It may be `null`: a JSON text of four letters is not an empty body.
        Body::Value(get(F::body))
    };
    let status = get(F::status).number().unwrap_or_default() as u16;
    Ok(HttpResponse { status, headers: answer, body })
}

fn link_fault(fault: &JsValue) -> LinkFault<JsValue> {
    let get = |field| Payload::get(fault, field);
    LinkFault { name: get(F::name), message: get(F::message), native: get(F::native) }
}

/// A failure as the page's side reads it.
pub(super) fn failure_value(error: &Failure<JsValue>) -> JsValue {
    failure(error.kind as u8, &error.name, &error.message, error.status.unwrap_or_default(), &error.native)
}
