//! What the module asks of the page's side.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The page's side: one object, handed to [`Client`](super::Client). It is never called while the
    /// core is borrowed, so that it may call back.
    pub type Host;

    /// A call is over. A failure is an object with `kind`, `type`, `message`, `stack`, `statusCode` and
    /// `cause`.
    #[wasm_bindgen(method)]
    pub(super) fn settle(this: &Host, call: u32, ok: bool, value: JsValue);

    /// An event is raised now: returns the payload that handlers get later.
    #[wasm_bindgen(method)]
    pub(super) fn raise(this: &Host, session: u32, kind: u8, data: JsValue) -> JsValue;

    /// Delivers an event that was raised in an earlier task.
    #[wasm_bindgen(method)]
    pub(super) fn dispatch(this: &Host, session: u32, kind: u8, payload: JsValue);

    /// The first connection details are known.
    #[wasm_bindgen(method)]
    pub(super) fn connected(this: &Host, session: u32, details: JsValue);

    /// A session has left its connection, and the page was told: by the end of its chat, if it is `over`.
    #[wasm_bindgen(method)]
    pub(super) fn ended(this: &Host, session: u32, over: bool);

    /// A statement for the loggers.
    #[wasm_bindgen(method)]
    pub(super) fn log(this: &Host, session: u32, level: u8, source: u8, text: &str);

    /// Something to count; with `failed`, the milliseconds that an operation took.
    #[wasm_bindgen(method)]
    pub(super) fn metric(this: &Host, session: u32, name: &str, value: f64, failed: Option<bool>);

    /// A function that leads to [`Client::told`](super::Client::told) with these numbers and what it is called
    /// with. A trap on that way is caught and reported.
    #[wasm_bindgen(method)]
    pub(super) fn listener(this: &Host, listener: u8, id: u32) -> Function;
}
