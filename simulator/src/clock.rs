//! Wall time as the service writes it: ISO 8601 in UTC with milliseconds.

use std::fmt;
use std::time::Duration;

use jiff::Timestamp;

/// A moment in milliseconds since the Unix epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WallTime(i64);

impl WallTime {
    /// The moment of the call.
    pub fn now() -> Self {
        Self(Timestamp::now().as_millisecond())
    }

    /// This moment, moved into the future.
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)))
    }

    /// The first free moment after `earlier`: this one if it is later, else one millisecond on.
    pub fn strictly_after(self, earlier: Self) -> Self {
        Self(self.0.max(earlier.0 + 1))
    }
}

impl fmt::Display for WallTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A lifetime of centuries would leave the calendar: write its last moment instead.
        let moment = Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::MAX);
        write!(f, "{}", moment.strftime("%Y-%m-%dT%H:%M:%S%.3fZ"))
    }
}

#[cfg(test)]
mod tests {
    use super::WallTime;

    #[test]
    fn time_is_written_with_milliseconds_even_when_they_are_zero() {
        assert_eq!(WallTime(0).to_string(), "1970-01-01T00:00:00.000Z");
        assert_eq!(WallTime(1_700_000_000_042).to_string(), "2023-11-14T22:13:20.042Z");
    }

    #[test]
    fn two_items_of_one_millisecond_get_different_times() {
        let first = WallTime(10);
        assert_eq!(WallTime(10).strictly_after(first), WallTime(11));
        assert_eq!(WallTime(15).strictly_after(first), WallTime(15));
    }
}
