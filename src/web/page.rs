//! Signals of the page: its network, its visibility, and the functions that it handed over.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = seemsOffline)]
    pub(super) fn seems_offline() -> bool;
    fn listen(tell: &Function) -> Function;
    #[wasm_bindgen(js_name = askNetwork)]
    pub(super) fn ask_network(predicate: &JsValue, tell: &Function);
    #[wasm_bindgen(js_name = askToken)]
    pub(super) fn ask_token(source: &JsValue, tell: &Function);
}

/// Listens to online, offline, visibility, focus and being shown again; stops on drop.
#[derive(Debug)]
pub struct Signals {
    stop: Function,
}

impl Signals {
    /// Calls `tell` with 0 (offline), 1 (online) or 2 (woke up).
    #[must_use]
    pub fn new(tell: &Function) -> Self {
        Signals { stop: listen(tell) }
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        // It only removes listeners; there is nothing to do about one that cannot be removed.
        let _ = self.stop.call0(&JsValue::UNDEFINED);
    }
}
