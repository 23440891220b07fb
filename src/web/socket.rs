//! One WebSocket as an owned value: its listeners go when it goes.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::io::SocketEvent;
use crate::payload::Payload;

#[wasm_bindgen(module = "/src/web/socket.js")]
extern "C" {
    fn open(url: &JsValue, tell: &Function) -> JsValue;
    #[wasm_bindgen(js_name = sendText)]
    fn send_text(socket: &JsValue, text: &JsValue);
    fn close(socket: &JsValue, reason: &JsValue);
}

/// A WebSocket and its listeners. Dropping it removes the listeners and closes it.
#[derive(Debug)]
pub struct Socket(JsValue);

impl Socket {
    /// Opens a socket; `None` for a URL that the browser does not accept. `tell` is called with what
    /// [`Socket::event`] reads: `Opened`, `Text`… and at last `Closed`, and nothing after it is dropped.
    #[must_use]
    pub fn open(url: &JsValue, tell: &Function) -> Option<Socket> {
        let socket = open(url, tell);
        (!socket.is_absent()).then(|| Socket(socket))
    }

    /// What a socket tells.
    #[must_use]
    pub fn event(what: u8, value: JsValue) -> SocketEvent<JsValue> {
        match what {
            0 => SocketEvent::Opened,
            1 => SocketEvent::Text(value),
            _ => SocketEvent::Closed { code: value.number().unwrap_or_default() as u16 },
        }
    }

    /// Sends a text frame. One that is not open drops it, as a network would.
    pub fn send(&self, text: &str) {
        send_text(&self.0, &text.into());
    }

    /// Closes it with code 1000 and this reason, which the service logs.
    pub fn close(self, reason: &str) {
        close(&self.0, &reason.into());
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Closing a closed socket does nothing.
        close(&self.0, &"".into());
    }
}
