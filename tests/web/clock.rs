use amazon_connect_chat_wasm::time::{Timestamp, WallTime};
use amazon_connect_chat_wasm::web::Clock;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::after;

/// Some moment of 2026, in milliseconds.
const WALL: f64 = 1_772_714_096_789.0;

/// A clock whose monotonic source stands at zero, and what it shows then.
fn clock() -> (Clock, Timestamp) {
    let mut clock = Clock::default();
    let start = clock.reading(0.0, WALL).mono;
    (clock, start)
}

#[wasm_bindgen_test]
async fn moves_with_the_browser_s_clocks() {
    let mut clock = Clock::default();
    let before = clock.now();
    after(20).await;
    let later = clock.now();
    assert!((15..5_000).contains(&later.mono.since(before.mono)));
    assert!((js_sys::Date::now() as i64 - later.wall.0).abs() < 5_000);
}

#[wasm_bindgen_test]
fn counts_the_time_asleep_where_the_monotonic_clock_stood_still() {
    let (mut clock, start) = clock();
    assert_eq!(clock.reading(10_000.0, WALL + 10_000.0).mono.since(start), 10_000);
    let woken = clock.reading(11_000.0, WALL + 3_611_000.0);
    assert_eq!(woken.mono.since(start), 3_611_000, "an hour of sleep");
    assert_eq!(woken.wall, WallTime(WALL as i64 + 3_611_000));
    assert_eq!(clock.reading(12_000.0, WALL + 3_612_000.0).mono.since(start), 3_612_000, "and goes on from there");
}

#[wasm_bindgen_test]
fn counts_the_time_asleep_once_where_the_monotonic_clock_ran_on() {
    let (mut clock, start) = clock();
    assert_eq!(clock.reading(3_600_000.0, WALL + 3_600_000.0).mono.since(start), 3_600_000);
}

#[wasm_bindgen_test]
fn takes_a_small_difference_for_drift() {
    let (mut clock, start) = clock();
    assert_eq!(clock.reading(60_000.0, WALL + 60_900.0).mono.since(start), 60_000);
}

#[wasm_bindgen_test]
fn never_goes_backwards() {
    let (mut clock, mut last) = clock();
    let mut moves_on = |monotonic, wall| {
        let now = clock.reading(monotonic, wall).mono;
        assert!(now >= last, "{now:?} after {last:?}");
        last = now;
    };
    moves_on(5_000.0, WALL + 5_000.0);
    moves_on(6_000.0, WALL - 86_400_000.0); // somebody set the clock back
    moves_on(7_000.0, WALL + 1_000.0); // and forth
    // A runtime without `performance` has the wall clock for both.
    moves_on(WALL, WALL);
    moves_on(WALL - 3_600_000.0, WALL - 3_600_000.0);
    moves_on(WALL - 3_599_000.0, WALL - 3_599_000.0);
}

#[wasm_bindgen_test]
fn goes_on_after_the_clock_was_set_back() {
    let (mut clock, start) = clock();
    clock.reading(1_000.0, WALL - 86_400_000.0);
    assert_eq!(clock.reading(2_000.0, WALL - 86_399_000.0).mono.since(start), 2_000);
}
