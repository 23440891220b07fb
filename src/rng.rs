//! The one source of chance: seeded from outside, so that a whole session replays exactly.

/// A small fast generator (xoroshiro128+ over a seed scrambled by splitmix64). Good enough for jitter and for
/// idempotency tokens, which must not collide but are no secrets.
#[derive(Clone, Debug)]
pub struct Rng {
    state: [u64; 2],
}

impl Rng {
    /// A generator whose whole future follows from `seed`.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut scrambled = seed;
        Rng { state: [splitmix(&mut scrambled), splitmix(&mut scrambled) | 1] }
    }

    /// Mixes further chance into the state, for seeds of more than 64 bits.
    #[must_use]
    pub fn mixed_with(mut self, more: u64) -> Self {
        let mut scrambled = more;
        self.state[0] ^= splitmix(&mut scrambled);
        self
    }

    /// The next 64 random bits.
    pub fn next_u64(&mut self) -> u64 {
        let [a, mut b] = self.state;
        let result = a.wrapping_add(b);
        b ^= a;
        self.state = [a.rotate_left(24) ^ b ^ (b << 16), b.rotate_left(37)];
        result
    }

    /// A number in `0..bound`; 0 when `bound` is 0.
    pub fn below(&mut self, bound: u64) -> u64 {
        // The high half times the bound: no division, and no bias that a delay could show.
        ((self.next_u64() >> 32).wrapping_mul(bound)) >> 32
    }

    /// A version 4 UUID in its 36-character text form.
    pub fn uuid(&mut self) -> String {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        let high = (self.next_u64() & !0xf000) | 0x4000;
        let low = (self.next_u64() & !(0b11 << 62)) | (0b10 << 62);
        let bits = (u128::from(high) << 64) | u128::from(low);
        let mut text = String::with_capacity(36);
        for digit in 0..32 {
            if matches!(digit, 8 | 12 | 16 | 20) {
                text.push('-');
            }
            text.push(HEX[(bits >> (124 - 4 * digit)) as usize & 15] as char);
        }
        text
    }
}

fn splitmix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
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
