//! One armed timeout, cancelled on drop.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, milliseconds: f64, what: u8) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(handle: &JsValue);
}

/// Longer delays overflow the browser's 32 bits and would fire at once.
const MAX_DELAY: f64 = 2_147_483_647.0;

/// A timeout that can be armed again and again, and holds at most one at a time.
#[derive(Debug)]
pub struct Timer {
    callback: Function,
    armed: Option<JsValue>,
}

impl Timer {
    /// A timer that calls `callback`. It is not armed yet.
    #[must_use]
    pub fn new(callback: Function) -> Self {
        Timer { callback, armed: None }
    }

    /// Fires in so many milliseconds, instead of whenever it would have fired.
    pub fn arm(&mut self, milliseconds: f64) {
        self.cancel();
        self.armed = Some(set_timeout(&self.callback, milliseconds.clamp(0.0, MAX_DELAY), 0));
    }

    /// Does not fire.
    pub fn cancel(&mut self) {
        if let Some(handle) = self.armed.take() {
            clear_timeout(&handle);
        }
    }

    /// It has fired: there is nothing to cancel.
    pub fn fired(&mut self) {
        self.armed = None;
    }

    /// Whether it is going to fire.
    #[must_use]
    pub fn is_armed(&self) -> bool {
        self.armed.is_some()
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        self.cancel();
    }
}
