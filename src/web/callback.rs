//! The one kind of callback that the browser gets. One kind, because each kind costs the module and its
//! glue a trampoline and a destructor of its own.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Host;

/// Called with what happened, as a small number, and a value that belongs to it if there is one.
pub(super) type Callback = Closure<dyn FnMut(u8, JsValue)>;

/// A callback, and the guarded function to hand to the browser. It is undone by dropping the callback.
pub(super) fn callback(host: &Host, act: impl FnMut(u8, JsValue) + 'static) -> (Callback, Function) {
    let callback = Callback::new(act);
    let guarded = host.guard(callback.as_ref().unchecked_ref());
    (callback, guarded)
}
