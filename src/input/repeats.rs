//! Ids that repeat: each customer's id as one number, so that a million of them take eight megabytes and a few milliseconds.

use std::collections::HashMap;

use super::value::is_missing;

/// In lists with more customers, repeated ids are not looked for in passing: it would take memory that grows with the list.
pub(super) const MOST: usize = 1_000_000;

/// Stands for a customer without an id.
const NO_ID: u64 = 0;

/// Customers that have the id of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedIds {
    /// The first such customer, behind the earlier one.
    pub first: [usize; 2],
    /// How many there are.
    pub count: usize,
    /// How many customers have an id.
    pub known: usize,
}

impl RepeatedIds {
    /// Whether most customers' ids occur before: then the records are hardly customers, but their orders.
    pub fn are_most(&self) -> bool {
        2 * self.count > self.known
    }
}

/// An id as a number, from its bytes without quotes. Different ids practically never share one.
#[inline]
pub(super) fn hash(id: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let id = id.trim_ascii();
    let Some(&first) = id.first() else { return NO_ID };
    // What may stand for a missing cell is told by its first byte.
    if (matches!(first, b'-' | b'n' | b'N' | b'#') || !first.is_ascii())
        && std::str::from_utf8(id).is_ok_and(is_missing)
    {
        return NO_ID;
    }
    let (words, rest) = id.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let mix = |hash: u64, word: [u8; 8]| {
        let mixed = (hash ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
        mixed ^ (mixed >> 32)
    };
    let mixed = mix(words.iter().copied().fold(id.len() as u64, mix), last).wrapping_mul(FACTOR);
    mixed.max(NO_ID + 1)
}

/// The repetitions among the customers' ids, each hashed. Nothing where every id is its customer's own.
pub(super) fn repeated(hashes: &[u64]) -> Option<RepeatedIds> {
    // Almost no id is there twice: one bit for each slot of many tells so, and only the few doubtful ones are compared.
    let power = (hashes.len().next_power_of_two().trailing_zeros() + 4).clamp(10, 24);
    let (mut seen, mut doubtful) = (Bits::new(power), Bits::new(power));
    let mut any = false;
    for &hash in hashes.iter().filter(|&&hash| hash != NO_ID) {
        if seen.set(hash) {
            doubtful.set(hash);
            any = true;
        }
    }
    if !any {
        return None;
    }
    let mut owners: HashMap<u64, usize> = HashMap::new();
    let mut repeated: Option<RepeatedIds> = None;
    let known = hashes.iter().filter(|&&hash| hash != NO_ID).count();
    for (row, &hash) in hashes.iter().enumerate().filter(|&(_, &hash)| hash != NO_ID && doubtful.has(hash)) {
        let owner = *owners.entry(hash).or_insert(row);
        if owner != row {
            repeated.get_or_insert(RepeatedIds { first: [owner, row], count: 0, known }).count += 1;
        }
    }
    repeated
}

/// One bit for each slot, by a hash's upper bits.
struct Bits {
    words: Vec<u64>,
    power: u32,
}

impl Bits {
    fn new(power: u32) -> Bits {
        Bits { words: vec![0; 1 << (power - 6)], power }
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let slot = hash >> (64 - self.power);
        ((slot / 64) as usize, 1 << (slot % 64))
    }

    /// Sets the hash's bit, and says whether it was set before.
    fn set(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let was = self.words[word] & bit != 0;
        self.words[word] |= bit;
        was
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.words[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repeated_among(ids: &[&str]) -> Option<RepeatedIds> {
        repeated(&ids.iter().map(|id| hash(id.as_bytes())).collect::<Vec<_>>())
    }

    #[test]
    fn customers_with_an_earlier_ones_id_are_counted_and_the_first_is_told() {
        assert_eq!(repeated_among(&["K1", "K2", "K3"]), None);
        let repeated = repeated_among(&["K1", "K2", "", "K2", "K1", " K2 "]);
        assert_eq!(repeated, Some(RepeatedIds { first: [1, 3], count: 3, known: 5 }));
        assert!(repeated.is_some_and(|repeated| repeated.are_most()));
    }

    #[test]
    fn customers_without_an_id_have_no_common_one() {
        assert_eq!(repeated_among(&["", "-", "-", "N/A", "n/a", "无", "无", "#N/A", "#N/A", " "]), None);
    }

    #[test]
    fn a_hundred_thousand_ids_of_one_pattern_are_told_apart() {
        let hashes = (0..100_000).map(|number| hash(format!("customer-{number:09}").as_bytes())).collect::<Vec<_>>();
        assert_eq!(repeated(&hashes), None);
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_a_plain_comparison(ids in prop::collection::vec(1u32..60, 0..80)) {
            let texts = ids.iter().map(|id| format!("{id}")).collect::<Vec<_>>();
            let found = repeated(&texts.iter().map(|id| hash(id.as_bytes())).collect::<Vec<_>>());
            let count = (0..ids.len()).filter(|&row| ids[..row].contains(&ids[row])).count();
            prop_assert_eq!(found.map_or(0, |repeated| repeated.count), count);
            if let Some(RepeatedIds { first: [owner, row], .. }) = found {
                prop_assert!(owner < row && ids[owner] == ids[row]);
            }
        }
    }
}
