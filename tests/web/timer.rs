use amazon_connect_chat_wasm::web::Timer;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Told, after};

/// Due before any timer of a test that must not fire would have fired.
const SHORT: f64 = 10.0;
/// Long enough for a timer of `SHORT` to be due earlier: timers fire in the order in which they are due.
const LONGER: u32 = 60;

/// A timer, and how often it fired.
fn counted() -> (Told<()>, Timer) {
    let told = Told::new();
    let callback = told.function(|_, _| ());
    (told, Timer::new(callback))
}

#[wasm_bindgen_test]
async fn fires_once_and_not_before_its_time() {
    let (told, mut timer) = counted();
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
    let (told, mut dropped) = counted();
    dropped.arm(SHORT);
    drop(dropped);
    after(LONGER).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
async fn never_fires_after_it_was_cancelled() {
    let (told, mut timer) = counted();
    timer.arm(SHORT);
    timer.cancel();
    assert!(!timer.is_armed());
    after(LONGER).await;
    assert!(told.is_empty());
}

#[wasm_bindgen_test]
async fn armed_again_it_fires_once() {
    let (told, mut timer) = counted();
    for _ in 0..3 {
        timer.arm(SHORT);
    }
    after(LONGER).await;
    assert_eq!(told.len(), 1);
}

#[wasm_bindgen_test]
async fn a_delay_beyond_32_bits_does_not_fire_at_once() {
    let (told, mut timer) = counted();
    for delay in [2_147_483_648.0, 4_294_967_296.0, 1e15, f64::INFINITY] {
        timer.arm(delay);
        after(LONGER).await;
        assert!(told.is_empty(), "{delay}");
    }
}

#[wasm_bindgen_test]
async fn a_delay_that_is_over_fires_on_a_later_task() {
    let (told, mut timer) = counted();
    timer.arm(-5.0);
    assert!(told.is_empty());
    after(LONGER).await;
    assert_eq!(told.len(), 1);
}
