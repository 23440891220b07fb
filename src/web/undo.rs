//! Something that was started in the browser, as an owned value.

use js_sys::Function;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    fn undo(stop: &Function);
}

/// A request, listeners of the page, listeners on a supplied connection: dropping it gives them up, and nothing is
/// told afterwards.
#[derive(Debug)]
pub struct Undo(Function);

impl Undo {
    /// `stop` is called on drop.
    pub(super) fn new(stop: Function) -> Self {
        Undo(stop)
    }
}

impl Drop for Undo {
    fn drop(&mut self) {
        undo(&self.0);
    }
}
