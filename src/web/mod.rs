//! The browser's side of the core: adapters without a rule about chat.
//!
//! Each adapter owns what it started and undoes it on drop. Payloads stay page objects: a `JsValue`
//! implements the core's `Payload`. This is the only place that names browser types.
//!
//! The scripts here are four at most: each is a request of its own when these adapters are tested, and
//! the server of wasm-bindgen's test runner may leave the fifth connection of a page unanswered.

mod client;
mod clock;
mod driver;
mod host;
mod http;
mod listener;
mod page;
mod perform;
mod socket;
mod timer;
mod undo;
mod value;

pub use client::Client;
pub use clock::Clock;
pub use host::Host;
pub use http::{outcome, send};
pub use page::listen;
pub use socket::Socket;
pub use timer::Timer;
pub use undo::Undo;
