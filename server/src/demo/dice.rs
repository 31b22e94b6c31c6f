//! Chance that always falls alike: names, numbers and dates of the demonstration come from a fixed seed.

/// A small generator (SplitMix64); good enough to invent a village, never for secrets.
#[derive(Clone, Debug)]
pub struct Dice(u64);

/// The seed of the whole demonstration.
const SEED: u64 = 0x4C49_414E_4A49_4E47;

impl Dice {
    /// Dice of one thing: the same key gives the same throws, whatever stands around it.
    #[must_use]
    pub fn of(key: &str) -> Self {
        // FNV-1a: spreads codes that differ in one digit.
        let hash = key.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3));
        Self(SEED ^ hash)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.abs_diff(low)) + 1;
        low.saturating_add(i32::try_from(self.next() % span).unwrap_or_default())
    }

    /// One of the characters; a full stop if there are none.
    pub fn pick(&mut self, from: &[char]) -> char {
        let last = i32::try_from(from.len()).unwrap_or(i32::MAX).saturating_sub(1).max(0);
        let place = usize::try_from(self.between(0, last)).unwrap_or_default();
        from.get(place).copied().unwrap_or('。')
    }
}

#[cfg(test)]
mod tests {
    use super::Dice;

    #[test]
    fn the_same_key_throws_alike_and_another_does_not() {
        let throws = |key: &str| {
            let mut dice = Dice::of(key);
            (0..8).map(|_| dice.between(1, 1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(throws("510824100001"), throws("510824100001"));
        assert_ne!(throws("510824100001"), throws("510824100002"));
        assert!(throws("a").iter().all(|n| (1..=1_000_000).contains(n)));
    }
}
