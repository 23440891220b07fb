//! The chat client of Amazon Connect, as a sans-IO core.
//!
//! The core decides everything and touches nothing: time, chance, HTTP responses, socket events and
//! the page's wishes come in as values; requests, frames, events and settled calls go out as values.
//!
//! ```text
//!            Input ▼                     ▲ Output
//!   ┌──────────────────────── hub ────────────────────────┐
//!   │  routes inputs to their owner, carries notices over │
//!   │      session  ◀── notices ──▶  connection           │
//!   │   credentials, calls,       sockets, heartbeats,    │
//!   │   receipts, transcript …    reconnecting, handover  │
//!   └─────────────────────────────────────────────────────┘
//! ```
//!
//! The rule in one sentence: *one input or wish, drain the outputs to `None`, arm one timer for
//! [`hub::Hub::poll_timeout`].*
//!
//! Where to look: [`io`] for what goes in and out, [`hub`] for the door, `session` for what a
//! participant can do, `connection` for the life of a socket, `service` for requests and their
//! retries, [`wire`] for the shapes, and `web` (in the browser) for the adapters. A Rust program in the
//! browser uses `chat`, which puts all of them together.

pub mod backoff;
#[cfg(all(target_arch = "wasm32", feature = "chat"))]
pub mod chat;
pub mod config;
mod connection;
mod context;
pub mod error;
pub mod event;
pub mod hub;
pub mod ids;
pub mod io;
pub mod log;
pub mod payload;
mod queue;
pub mod rng;
pub mod secret;
mod service;
mod session;
pub mod time;
#[cfg(target_arch = "wasm32")]
pub mod web;
pub mod wire;
