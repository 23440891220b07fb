//! Growing delays with full jitter.
//!
//! Full jitter (a delay anywhere between zero and the current ceiling) spreads the clients of a
//! service that comes back after a failure better than a fixed share of jitter does.

use crate::rng::Rng;

/// How long to wait before the next attempt.
#[derive(Clone, Debug)]
pub struct Backoff {
    base: u64,
    cap: u64,
    attempts: u32,
}

impl Backoff {
    /// Delays up to `base` milliseconds, doubling with each attempt up to `cap`.
    #[must_use]
    pub const fn new(base: u64, cap: u64) -> Self {
        Backoff { base, cap, attempts: 0 }
    }

    /// The delay before the next attempt, in milliseconds. At least a tenth of the ceiling, so that
    /// chance alone never makes a burst.
    pub fn next(&mut self, rng: &mut Rng) -> u64 {
        let ceiling = (self.base << self.attempts.min(16)).min(self.cap);
        self.attempts += 1;
        (ceiling / 10) + rng.below(ceiling - ceiling / 10)
    }

    /// Attempts since the last success.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Counts an attempt that was made without waiting.
    pub fn skip_one(&mut self) {
        self.attempts += 1;
    }

    /// Starts over after a success.
    pub fn reset(&mut self) {
        self.attempts = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_to_the_cap_and_start_over_after_a_reset() {
        let mut rng = Rng::new(5);
        let mut backoff = Backoff::new(1_000, 30_000);
        for attempt in 0..40 {
            let ceiling = 30_000.min(1_000 << attempt.min(16));
            let delay = backoff.next(&mut rng);
            assert!((ceiling / 10..=ceiling).contains(&delay), "attempt {attempt}: {delay}");
        }
        backoff.reset();
        assert!(backoff.next(&mut rng) <= 1_000);
    }
}
