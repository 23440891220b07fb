//! The adapters in a real browser.
//!
//! There is no chat service here: real sockets and requests meet the server that hands out these tests, `data:`
//! and `blob:` URLs, or nobody. Where a conversation is needed, stand-ins answer (`tests/web/page.js`); the same
//! over a real network is in `tests/e2e/`.
#![cfg(target_arch = "wasm32")]

mod web {
    mod chat;
    mod client;
    mod clock;
    mod fetch;
    mod handed_over;
    mod page;
    mod payload;
    mod sessions;
    mod signals;
    mod socket;
    mod timer;
}

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
