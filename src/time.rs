//! Time as plain numbers.
//!
//! `std::time::Instant` cannot be made on `wasm32-unknown-unknown`, and a test should be able to
//! write `Timestamp(10_000)`. The core never asks what time it is: every input brings a [`Now`].

use crate::payload::Payload;

/// Milliseconds on a clock that only moves forward and counts the time that the machine slept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub u64);

/// Milliseconds since the Unix epoch, as the machine believes it to be. It may jump.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(pub i64);

/// Both clocks at one moment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Now {
    /// For delays and deadlines.
    pub mono: Timestamp,
    /// For comparing with times that the service writes down.
    pub wall: WallTime,
}

impl Now {
    /// The deadline `millis` from now.
    #[must_use]
    // One copy for some twenty deadlines.
    #[inline(never)]
    pub fn after(self, millis: u64) -> Timestamp {
        Timestamp(self.mono.0.saturating_add(millis))
    }

    /// What the wall clock will show at `moment` unless it jumps, as ISO 8601 text; absent for one that is not set.
    #[must_use]
    pub fn wall_text<P: Payload>(self, moment: Timestamp) -> P {
        if moment.is_set() {
            P::from_wall_time(WallTime(self.wall.0.saturating_add_unsigned(moment.since(self.mono))))
        } else {
            P::absent()
        }
    }

    /// How many milliseconds of wall time are left until `moment`; negative once it has passed.
    #[must_use]
    pub fn until(self, moment: WallTime) -> i64 {
        moment.0.saturating_sub(self.wall.0)
    }
}

impl Timestamp {
    /// The moment that does not come: a deadline that is not set. It is later than every other, so that the
    /// earliest of several deadlines is the least.
    pub const NEVER: Timestamp = Timestamp(u64::MAX);

    /// Whether this deadline is set.
    #[must_use]
    pub fn is_set(self) -> bool {
        self != Timestamp::NEVER
    }

    /// Whether this deadline has come.
    #[must_use]
    pub fn is_due(self, now: Now) -> bool {
        self <= now.mono
    }

    /// Milliseconds from `earlier` to this moment; zero if `earlier` is later.
    #[must_use]
    pub fn since(self, earlier: Timestamp) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}
