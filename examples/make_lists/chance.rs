//! Chance that comes out the same everywhere: a small generator of pseudo-random numbers with a fixed seed.

/// A stream of pseudo-random numbers (SplitMix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^ (bits >> 31)
    }

    /// A number in `[low, high]`. The slight bias of the remainder does not matter for made-up lists.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = low.abs_diff(high) + 1;
        low.saturating_add_unsigned(self.next() % width)
    }

    /// True in so many of a hundred cases.
    pub fn percent(&mut self, of_hundred: i64) -> bool {
        self.between(1, 100) <= of_hundred
    }

    pub fn one_of<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        let last = choices.len() as i64 - 1;
        &choices[self.between(0, last) as usize]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.between(0, last as i64) as usize);
        }
    }
}
