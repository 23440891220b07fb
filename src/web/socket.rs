//! One WebSocket as an owned value: its listeners go when it goes.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Host;
use super::callback::{Callback, callback};
use crate::io::SocketEvent;
use crate::payload::Payload;

#[wasm_bindgen(module = "/src/web/socket.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn open(url: &str, tell: &Function) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = sendText)]
    fn send_text(socket: &JsValue, text: &str);
    fn close(socket: &JsValue, reason: &str);
}

/// A WebSocket and its listeners. Dropping it removes the listeners and closes it.
#[derive(Debug)]
pub struct Socket {
    socket: JsValue,
    _listener: Callback,
}

impl Socket {
    /// Opens a socket. `tell` gets `Opened`, `Text`… and at last `Closed`, and nothing after it is dropped.
    ///
    /// # Errors
    /// What the browser threw, for a URL that it does not accept.
    pub fn open(url: &str, host: &Host, tell: impl Fn(SocketEvent<JsValue>) + 'static) -> Result<Socket, JsValue> {
        let (listener, guarded) = callback(host, move |what, value| {
            tell(match what {
                0 => SocketEvent::Opened,
                1 => SocketEvent::Text(value),
                _ => SocketEvent::Closed { code: value.number().unwrap_or_default() as u16 },
            });
        });
        Ok(Socket { socket: open(url, &guarded)?, _listener: listener })
    }

    /// Sends a text frame. One that is not open drops it, as a network would.
    pub fn send(&self, text: &str) {
        send_text(&self.socket, text);
    }

    /// Closes it with code 1000 and this reason, which the service logs.
    pub fn close(self, reason: &str) {
        close(&self.socket, reason);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Closing a closed socket does nothing.
        close(&self.socket, "");
    }
}
