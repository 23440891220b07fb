use amazon_connect_chat_wasm::web::Timer;
use js_sys::Function;
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, after};

/// Due before any timer of a test that must not fire would have fired.
const SHORT: f64 = 10.0;
/// Long enough for a timer of `SHORT` to be due earlier: timers fire in the order in which they are due.
const LONGER: u32 = 60;

/// A callback, and what it was called.
fn counted() -> (Told<()>, Closure<dyn FnMut()>) {
    let told = Told::new();
    let write = told.writer();
    (told, Closure::new(move || write(())))
}

fn timer(callback: &Closure<dyn FnMut()>) -> Timer {
    Timer::new(callback.as_ref().unchecked_ref::<Function>().clone())
}

#[wasm_bindgen_test]
async fn fires_once_and_not_before_its_time() {
    let (told, callback) = counted();
    let mut timer = timer(&callback);
    assert!(!timer.is_armed());
    timer.arm(SHORT);
    assert!(timer.is_armed());
    assert!(told.is_empty(), "never at once");
    after(LONGER).await;
    assert_eq!(told.len(), 1);
    timer.fired();
    assert!(!timer.is_armed());
    after(LONGER).await;
    assert_eq!(told.len(), 1);
}

#[wasm_bindgen_test]
async fn never_fires_after_it_was_dropped() {
    let (told, callback) = counted();
    let mut dropped = timer(&callback);
    dropped.arm(SHORT);
    drop(dropped);
    after(LONGER).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
async fn never_fires_after_it_was_cancelled() {
    let (told, callback) = counted();
    let mut timer = timer(&callback);
    timer.arm(SHORT);
    timer.cancel();
    assert!(!timer.is_armed());
    after(LONGER).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
async fn armed_again_it_fires_once() {
    let (told, callback) = counted();
    let mut timer = timer(&callback);
    for _ in 0..3 {
        timer.arm(SHORT);
    }
    after(LONGER).await;
    assert_eq!(told.len(), 1);
}

#[wasm_bindgen_test]
async fn a_delay_beyond_32_bits_does_not_fire_at_once() {
    let (told, callback) = counted();
    let mut timer = timer(&callback);
    for delay in [2_147_483_648.0, 4_294_967_296.0, 1e15, f64::INFINITY] {
        timer.arm(delay);
        after(LONGER).await;
        assert!(told.is_empty(), "{delay}");
    }
}

#[wasm_bindgen_test]
async fn a_delay_that_is_over_fires_on_a_later_task() {
    let (told, callback) = counted();
    let mut timer = timer(&callback);
    timer.arm(-5.0);
    assert!(told.is_empty());
    after(LONGER).await;
    assert_eq!(told.len(), 1);
}
