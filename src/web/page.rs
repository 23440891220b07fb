//! Signals of the page: its network, its visibility, and what it handed over.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Undo;
use crate::io::{Input, LinkChange, SuppliedEvent, TokenAnswer};

/// The functions of `page.js`.
mod js {
    use super::*;

    #[wasm_bindgen(module = "/src/web/page.js")]
    extern "C" {
        pub(super) fn listen(tell: &Function) -> Function;
        pub(super) fn attach(manager: &JsValue, tell: &Function) -> Function;
    }
}

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = seemsOffline)]
    pub(super) fn seems_offline() -> bool;
    #[wasm_bindgen(js_name = askNetwork)]
    pub(super) fn ask_network(predicate: &JsValue, tell: &Function);
    #[wasm_bindgen(js_name = askToken)]
    pub(super) fn ask_token(source: &JsValue, tell: &Function);
}

/// Listens to online, offline, visibility, focus and being shown again, until it is dropped. `tell` is called with
/// 0 (offline), 1 (online) or 2 (woke up).
#[must_use]
pub fn listen(tell: &Function) -> Undo {
    Undo::new(js::listen(tell))
}

/// Listens to the connection that the page supplied, until it is dropped.
#[must_use]
pub(super) fn attach(manager: &JsValue, tell: &Function) -> Undo {
    Undo::new(js::attach(manager, tell))
}

/// What the page's signals tell, and its answer to whether there is a network.
pub(super) fn signal(what: u8) -> Input<JsValue> {
    match what {
        0 => Input::Link(LinkChange::Offline),
        1 => Input::Link(LinkChange::Online),
        2 => Input::Woke,
        3 => Input::Link(LinkChange::SaidOffline),
        _ => Input::Link(LinkChange::SaidOnline),
    }
}

/// What became of a request for a token.
pub(super) fn token_answer(what: u8, value: JsValue) -> TokenAnswer<JsValue> {
    match what {
        0 => TokenAnswer::Fulfilled(value),
        1 => TokenAnswer::Rejected,
        _ => TokenAnswer::Failed(value),
    }
}

/// What the connection that the page supplied tells.
pub(super) fn supplied_event(what: u8, value: JsValue) -> SuppliedEvent<JsValue> {
    match what {
        0 => SuppliedEvent::Gained,
        1 => SuppliedEvent::Lost,
        2 => SuppliedEvent::Failed,
        3 => SuppliedEvent::DeepHeartbeatSuccess,
        4 => SuppliedEvent::DeepHeartbeatFailure,
        _ => SuppliedEvent::Frame(value),
    }
}
