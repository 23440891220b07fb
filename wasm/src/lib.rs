//! The module that a page loads. Everything in it comes from the library crate; this crate only
//! exists because a cdylib that is an rlib too is linked without link-time optimisation.

#[cfg(target_arch = "wasm32")]
pub use amazon_connect_chat_wasm::web::*;
