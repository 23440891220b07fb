//! The module that a page loads. Everything in it comes from the library crate; this crate only
//! exists because a cdylib that is an rlib too is linked without link-time optimisation.
//!
//! A page has one client for as long as the module lives. What it exports are functions of that one, not a class: an
//! object of a class is counted, locked and freed (900 bytes of the compressed script). They take and give numbers and
//! page values alone, so that JavaScript calls them without glue in between (`scripts/lib/slim-glue.mjs`).

#![cfg(target_arch = "wasm32")]

use std::cell::OnceCell;

use amazon_connect_chat_wasm::web::{Client, Host};
use lol_alloc::{FreeListAllocator, LockedAllocator};
use wasm_bindgen::prelude::*;

/// A chat allocates little and holds little: a free list serves it, at a tenth of the default
/// allocator's size (5 kB of a module of 75). See `docs/adr/0005-size-of-the-module.md`.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());

thread_local! {
    static CLIENT: OnceCell<Client> = const { OnceCell::new() };
}

/// Starts the client. `host` is the page's side. Once, before anything else.
#[wasm_bindgen]
pub fn start(host: Host) {
    // Not `set`, which would bring along the code to drop a second client.
    CLIENT.with(|client| {
        client.get_or_init(|| Client::new(host));
    });
}

/// Exports methods of the client.
macro_rules! exports {
    ($(fn $name:ident($($argument:ident: $type:ident),*) $(-> $result:ident)?;)*) => {$(
        #[doc = concat!("See [`Client::", stringify!($name), "`].")]
        #[wasm_bindgen]
        pub fn $name($($argument: $type),*) $(-> $result)? {
            CLIENT.with(|client| client.get().expect("it was started").$name($($argument),*))
        }
    )*};
}

exports! {
    fn configure(settings: JsValue);
    fn create(kind: u8, region: JsValue, details: JsValue, manager: JsValue) -> u32;
    fn connect(session: u32, call: u32) -> u8;
    fn guard(session: u32) -> u8;
    fn call(session: u32, call: u32, operation: u8, args: JsValue);
    fn track_transcript(session: u32);
    fn pending_messages(session: u32) -> JsValue;
    fn status(session: u32) -> u8;
    fn break_connection(session: u32);
    fn told(listener: u8, id: u32, what: u8, value: JsValue);
    fn dispose(session: u32);
}
