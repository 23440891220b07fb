//! The native payload keeps the promises that the browser's keeps.
#![cfg(not(target_arch = "wasm32"))]

#[macro_use]
#[path = "payload/contract.rs"]
mod contract;

/// Natively, names need not be handed over.
fn nothing_to_set_up() {}

keeps_every_promise!(test, serde_json::Value, nothing_to_set_up);
