//! Everything that a life leaves to chance comes out of one generator.

use amazon_connect_chat_wasm::rng::Rng;

/// Ways of drawing.
pub trait Chance {
    /// True once in `n` times.
    fn one_in(&mut self, n: u64) -> bool;
    /// A number in `least..=most`, each as likely as the next.
    fn between(&mut self, least: u64, most: u64) -> u64;
    /// A number in `least..=most`, small ones as likely as large ones: each doubling gets the same share.
    fn spread(&mut self, least: u64, most: u64) -> u64;
    /// One of these.
    fn pick<T: Clone>(&mut self, of: &[T]) -> T;
}

impl Chance for Rng {
    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    fn spread(&mut self, least: u64, most: u64) -> u64 {
        let doublings = u64::from((most / least.max(1)).max(1).ilog2());
        let low = least << self.between(0, doublings);
        self.between(low.min(most), (2 * low).min(most))
    }

    fn pick<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len() as u64) as usize].clone()
    }
}
