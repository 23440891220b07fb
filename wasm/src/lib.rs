//! The module that a page loads. Everything in it comes from the library crate; this crate only
//! exists because a cdylib that is an rlib too is linked without link-time optimisation.

#![cfg(target_arch = "wasm32")]

pub use amazon_connect_chat_wasm::web::*;

use lol_alloc::{FreeListAllocator, LockedAllocator};

/// A chat allocates little and holds little: a free list serves it, at a tenth of the default
/// allocator's size (5 kB of a module of 75). See `docs/adr/0005-size-of-the-module.md`.
#[global_allocator]
static ALLOCATOR: LockedAllocator<FreeListAllocator> = LockedAllocator::new(FreeListAllocator::new());
