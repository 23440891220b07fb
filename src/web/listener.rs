//! Callbacks of the browser.
//!
//! The browser gets functions of the page's side. Each names by two numbers who listens and leads back to
//! [`Client::told`](super::Client::told). Functions of the module's own would each need a trampoline, a
//! destructor and a box, and the page's side would wrap them all the same, to catch a trap.

use js_sys::Function;

use super::Host;

/// Who listens. The number of the socket, the request or the connection comes with it, 0 where there is one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Listener {
    /// The timer of the core.
    Alarm = 0,
    /// The timer that delivers events.
    Dispatch = 1,
    /// The page's network and visibility.
    Signals = 2,
    /// A socket.
    Socket = 3,
    /// A request of the service or of storage.
    Fetch = 4,
    /// A request for an agent's connection token.
    Token = 5,
    /// The connection that the page supplied.
    Supplied = 6,
}

impl Listener {
    /// The listener with this number.
    pub(super) fn from_number(number: u8) -> Option<Self> {
        const ALL: [Listener; 7] = [
            Listener::Alarm,
            Listener::Dispatch,
            Listener::Signals,
            Listener::Socket,
            Listener::Fetch,
            Listener::Token,
            Listener::Supplied,
        ];
        ALL.get(usize::from(number)).copied()
    }

    /// The function for the browser to call, with what happened as a small number and a value that belongs
    /// to it if there is one.
    pub(super) fn function(self, host: &Host, id: u32) -> Function {
        host.listener(self as u8, id)
    }
}
