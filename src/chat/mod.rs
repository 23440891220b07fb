//! Chat sessions for a Rust program in the browser, without a line of JavaScript.
//!
//! A [`ChatClient`] holds all sessions of a page. [`ChatClient::create`] makes one of a customer's; its handler gets
//! an [`Event`] for each thing that happens, and its methods give a [`Call`] each, a future of the service's answer.
//! What decides is the same core that is behind the JavaScript API. `examples/rust/` is a small page that uses all of it.
//!
//! Everything stays on the page's thread, so nothing here is `Send`. A session that is dropped lets go of its socket,
//! its timers and its requests.

mod call;
mod client;
mod error;
mod event;
mod page_side;
mod session;

pub use call::Call;
pub use client::{ChatClient, Settings};
pub use error::ChatError;
pub use event::{Event, Item};
pub use session::{ChatDetails, ChatSession, SentMessage, SessionOptions, TranscriptPage};
