//! One WebSocket as an owned value: its listeners go when it goes.

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::Host;
use crate::io::SocketEvent;

#[wasm_bindgen]
extern "C" {
    #[derive(Debug)]
    type WebSocket;
    #[wasm_bindgen(constructor, catch)]
    fn new(url: &str) -> Result<WebSocket, JsValue>;
    #[wasm_bindgen(method, setter, js_name = onopen)]
    fn set_onopen(this: &WebSocket, listener: Option<&Function>);
    #[wasm_bindgen(method, setter, js_name = onmessage)]
    fn set_onmessage(this: &WebSocket, listener: Option<&Function>);
    #[wasm_bindgen(method, setter, js_name = onclose)]
    fn set_onclose(this: &WebSocket, listener: Option<&Function>);
    #[wasm_bindgen(method, catch)]
    fn send(this: &WebSocket, text: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &WebSocket, code: u16, reason: &str) -> Result<(), JsValue>;

    type Event;
    #[wasm_bindgen(method, getter)]
    fn data(this: &Event) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn code(this: &Event) -> u16;
}

type Listener = Closure<dyn FnMut(Event)>;

/// A WebSocket and its three listeners. Dropping it removes the listeners and closes it.
///
/// The error event has no listener: it says nothing, and a close event always follows.
#[derive(Debug)]
pub struct Socket {
    socket: WebSocket,
    _listeners: [Listener; 3],
}

impl Socket {
    /// Opens a socket. `tell` gets `Opened`, `Text`… and at last `Closed`, and nothing after it is dropped.
    ///
    /// # Errors
    /// What the browser threw, for a URL that it does not accept.
    pub fn open(
        url: &str,
        host: &Host,
        tell: impl Fn(SocketEvent<JsValue>) + Clone + 'static,
    ) -> Result<Socket, JsValue> {
        let socket = WebSocket::new(url)?;
        let (opened, received) = (tell.clone(), tell.clone());
        let listeners: [Listener; 3] = [
            Closure::new(move |_: Event| opened(SocketEvent::Opened)),
            Closure::new(move |event: Event| received(SocketEvent::Text(event.data()))),
            Closure::new(move |event: Event| tell(SocketEvent::Closed { code: event.code() })),
        ];
        let [open, message, close] = &listeners;
        let guarded = |listener: &Listener| host.guard(listener.as_ref().unchecked_ref());
        socket.set_onopen(Some(&guarded(open)));
        socket.set_onmessage(Some(&guarded(message)));
        socket.set_onclose(Some(&guarded(close)));
        Ok(Socket { socket, _listeners: listeners })
    }

    /// Sends a text frame. One that is not open drops it, as a network would.
    pub fn send(&self, text: &str) {
        let _ = self.socket.send(text);
    }

    /// Closes it with code 1000 and this reason, which the service logs.
    pub fn close(self, reason: &str) {
        let _ = self.socket.close(1000, reason);
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onmessage(None);
        self.socket.set_onclose(None);
        // Closing a closed socket does nothing.
        let _ = self.socket.close(1000, "");
    }
}
