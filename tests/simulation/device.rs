//! The page's machine: its two clocks, whether the page runs, and when its timers fire.

use crate::queue::Arrival;
use amazon_connect_chat_wasm::time::{Now, Timestamp, WallTime};

/// The first of January 2026: where every life begins.
const BEGINNING: i64 = 1_767_225_600_000;

pub struct Device {
    /// Whether the page's tasks run: not asleep, not frozen, not in the back/forward cache.
    pub runs: bool,
    /// What waits for the page to run again, in order.
    pub inbox: Vec<Arrival>,
    /// Timers fire at multiples of so many milliseconds only.
    pub throttle: u64,
    /// What the wall clock shows beside the truth.
    pub wall_error: i64,
    /// What the page's own clock counted too much: a wall clock set forward looks like sleep.
    counted: u64,
}

impl Device {
    pub fn new() -> Self {
        Device { runs: true, inbox: Vec::new(), throttle: 1, wall_error: 0, counted: 0 }
    }

    /// Both clocks of the page, `time` milliseconds after the beginning.
    pub fn now(&self, time: u64) -> Now {
        Now { mono: Timestamp(1_000 + time + self.counted), wall: WallTime(true_wall(time) + self.wall_error) }
    }

    /// When a timer for this moment fires.
    pub fn fires(&self, due: Timestamp, time: u64) -> u64 {
        let due = due.0.saturating_sub(1_000 + self.counted);
        due.next_multiple_of(self.throttle).max(time)
    }

    /// Somebody sets the wall clock.
    pub fn set_clock(&mut self, change: i64) {
        self.wall_error += change;
        // As `src/web/clock.rs` has it: forward counts as time asleep, back does not.
        self.counted += u64::try_from(change).unwrap_or(0);
    }
}

/// The true time of day.
pub fn true_wall(time: u64) -> i64 {
    BEGINNING + i64::try_from(time).expect("lives do not last that long")
}
