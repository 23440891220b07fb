//! The only door to the clocks.

use wasm_bindgen::prelude::*;

use crate::time::{Now, Timestamp, WallTime};

/// A difference between the clocks that is no drift: the machine slept, or somebody set the clock.
const SLEPT: f64 = 1_000.0;

#[wasm_bindgen(module = "/src/web/page.js")]
extern "C" {
    /// Milliseconds since the page started; may or may not stand still while the machine sleeps.
    fn monotonic() -> f64;
}

/// A clock that never goes backwards and counts the time asleep.
///
/// Browsers differ in whether `performance.now()` counts it. `Date.now()` does, but may be set to any
/// time. A jump forward of the wall clock beside a monotonic clock that stood still is time asleep.
#[derive(Debug)]
pub struct Clock {
    last_monotonic: f64,
    last_wall: f64,
    elapsed: f64,
}

impl Default for Clock {
    fn default() -> Self {
        Clock { last_monotonic: monotonic(), last_wall: js_sys::Date::now(), elapsed: 0.0 }
    }
}

impl Clock {
    /// This moment.
    pub fn now(&mut self) -> Now {
        self.reading(monotonic(), js_sys::Date::now())
    }

    /// This moment, by these readings.
    pub fn reading(&mut self, monotonic: f64, wall: f64) -> Now {
        let step = monotonic - self.last_monotonic;
        let gap = (wall - self.last_wall) - step;
        // A runtime without `performance` has the wall clock for both, and somebody may set it back.
        self.elapsed += step.max(0.0) + if gap > SLEPT { gap } else { 0.0 };
        self.last_monotonic = monotonic;
        self.last_wall = wall;
        Now { mono: Timestamp(self.elapsed as u64), wall: WallTime(wall as i64) }
    }
}
