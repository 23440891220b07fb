//! The one source of chance: seeded from outside, so that a whole session replays exactly.

/// A small fast generator (sfc32: three words that are mixed, and a counter). Good enough for jitter and for
/// idempotency tokens, which must not collide but are no secrets.
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u32; 4],
}

impl Rng {
    /// A generator whose whole future follows from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Rng { state: [0, 0, 0, 1] }.mixed_with(seed)
    }

    /// Mixes further chance into the state, for seeds of more than 64 bits.
    #[must_use]
    pub fn mixed_with(mut self, more: u64) -> Self {
        self.state[0] ^= more as u32;
        self.state[1] ^= (more >> 32) as u32;
        // After that many steps every bit of the seed has reached every bit of the state.
        for _ in 0..15 {
            self.next_u32();
        }
        self
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        u64::from(self.next_u32()) << 32 | u64::from(self.next_u32())
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        // 32 bits times the bound: no division, and no bias that a delay could show.
        u64::from(self.next_u32()).wrapping_mul(bound) >> 32
    }

    /// A version 4 UUID in its 36-character text form.
    pub fn uuid(&mut self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let mut text = String::new();
        let mut bits = 0;
        for digit in 0..32 {
            if digit % 8 == 0 {
                bits = self.next_u32();
            }
            if matches!(digit, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            let random = bits as usize & 15;
            let value = match digit {
                12 => 4,
                16 => random & 3 | 8,
                _ => random,
            };
            text.push(HEX[value] as char);
            bits >>= 4;
        }
        text
    }

    fn next_u32(&mut self) -> u32 {
        let [a, b, c, counter] = self.state;
        let result = a.wrapping_add(b).wrapping_add(counter);
        let c_next = c.rotate_left(21).wrapping_add(result);
        self.state = [b ^ (b >> 9), c.wrapping_add(c << 3), c_next, counter.wrapping_add(1)];
        result
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_future() {
        let (mut a, mut b) = (Rng::new(7), Rng::new(7));
        assert!((0..100).all(|_| a.next_u64() == b.next_u64()));
        assert_ne!(Rng::new(7).next_u64(), Rng::new(8).next_u64());
    }

    #[test]
    fn below_stays_below_and_reaches_both_ends() {
        let mut rng = Rng::new(1);
        let drawn: Vec<u64> = (0..1000).map(|_| rng.below(4)).collect();
        assert!(drawn.iter().all(|n| *n < 4));
        assert!(drawn.contains(&0) && drawn.contains(&3));
        assert_eq!(rng.below(0), 0);
    }

    #[test]
    fn a_uuid_has_the_form_of_version_4() {
        let uuid = Rng::new(3).uuid();
        let dashes: Vec<usize> = uuid.match_indices('-').map(|(at, _)| at).collect();
        assert_eq!((uuid.len(), dashes), (36, vec![8, 13, 18, 23]));
        assert_eq!(uuid.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&uuid.as_bytes()[19]));
    }
}
