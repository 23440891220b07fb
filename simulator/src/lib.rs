//! A local stand-in for Amazon Connect's Participant Service.
//!
//! **For development and tests. It holds no real data, keeps everything in memory and checks no
//! identity: never expose it to a network.**
//!
//! It speaks the Participant Service's HTTP operations and WebSocket, plays the agent by a small
//! script, lets a page be the agent instead, and misbehaves when a test asks for it.
//!
//! ```text
//! page ── POST /start-chat ─────────────▶ start_chat ─┐
//!      ── POST /participant/… ──────────▶ participant ┼─▶ contact ─▶ transcript
//!      ── PUT, GET /attachments/… ──────▶ presigned   │      │
//!      ◀═ GET /ws/… ════════════════════▶ socket ◀────┼──────┘
//! desk ── /agent/… ─────────────────────▶ agent ──────┤   script (an agent or a customer by itself)
//!      ◀═ GET /agent/socket ════════════▶ desk ◀─────┤
//! test ── /control/… ───────────────────▶ control ────┘   record (what came in and went out)
//! ```
//!
//! Read on in `http` (all paths and what surrounds them), `contact` (one conversation) and `control`.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::net::TcpListener;

mod agent;
mod attachments;
mod authentication;
mod body;
mod clock;
mod contact;
mod control;
mod desk;
mod error;
mod events;
mod http;
mod ids;
mod item;
mod line;
mod operation;
mod options;
mod participant;
mod presigned;
mod record;
mod script;
mod service;
mod socket;
mod start_chat;
mod static_files;
mod tokens;
mod transcript;
mod views;

pub use options::Options;
pub use script::Script;

/// How long answers in progress may take once shutdown has begun.
const GRACE: Duration = Duration::from_secs(3);

/// Serves on `listener` until `shutdown` completes; then closes every socket and returns.
///
/// # Errors
/// When the listener has no address or the temporary folder can't be made.
pub async fn run(
    listener: TcpListener,
    options: Options,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let service = service::Service::new(options, listener.local_addr()?)?;
    let router = http::router(service.clone());
    let app = router.into_make_service_with_connect_info::<line::LineBreaker>();
    let closing = service.closing.clone();
    let announce = {
        let closing = closing.clone();
        async move {
            shutdown.await;
            closing.cancel();
        }
    };
    let overdue = async {
        closing.cancelled().await;
        tokio::time::sleep(GRACE).await;
    };
    let serve = axum::serve(line::Lines(listener), app).with_graceful_shutdown(announce);
    tokio::select! {
        served = serve.into_future() => served,
        () = overdue => Ok(()),
    }
}
