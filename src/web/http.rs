//! One request through the browser's `fetch`, given up on drop.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Host;
use super::callback::{Callback, callback};
use crate::error::Failure;
use crate::io::{Body, HttpRequest, HttpResponse, LinkFault, RequestKind};
use crate::payload::Payload;
use crate::wire::Field as F;

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

/// A request on its way. Dropping it gives it up: nothing is told then.
#[derive(Debug)]
pub struct Fetch {
    give_up: Function,
    _done: Callback,
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
    let (done, guarded) = callback(host, move |_, answer| tell(outcome(answer)));
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

/// Reads what `http.js` tells.
fn outcome(answer: JsValue) -> Result<HttpResponse<JsValue>, LinkFault<JsValue>> {
    if let Some(fault) = Payload::get(&answer, F::fault) {
        return Err(link_fault(&fault));
    }
    let body = match Payload::get(&answer, F::unreadable) {
        Some(fault) => Body::Unreadable(link_fault(&fault)),
        None => body_of(&answer).map_or(Body::Empty, Body::Value),
    };
    let status = Payload::get(&answer, F::status).and_then(|status| status.number());
    Ok(HttpResponse { status: status.unwrap_or_default() as u16, headers: answer, body })
}

/// The body, which may be `null`: a JSON text of four letters is not an empty body.
fn body_of(answer: &JsValue) -> Option<JsValue> {
    Payload::get(answer, F::hasBody).map(|_| Payload::get(answer, F::body).unwrap_or(JsValue::NULL))
}

fn link_fault(fault: &JsValue) -> LinkFault<JsValue> {
    LinkFault {
        name: fault.text_of(F::name).unwrap_or_default(),
        message: fault.text_of(F::message).unwrap_or_default(),
        native: Payload::get(fault, F::native).unwrap_or(JsValue::UNDEFINED),
    }
}

/// A failure as the page's side reads it.
pub(super) fn failure_value(error: &Failure<JsValue>) -> JsValue {
    let cause = error.native.clone().unwrap_or(JsValue::UNDEFINED);
    failure(error.kind as u8, &error.name, &error.message, error.status, cause)
}
