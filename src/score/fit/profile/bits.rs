//! The tags of a profile's tiers as bits.

use std::collections::HashMap;

use crate::folding::Dictionary;
use crate::rule::method::compared_tag;

/// Every tag of every tier is a bit, so that the tags of a customer are counted once however often and in whatever spelling they
/// stand in its cell.
#[derive(Debug)]
pub struct Bits {
    /// How many words of 64 bits there are.
    words: usize,
    /// For each tag of the list, by its number, where its bits begin in `bits`; most tags of most lists have none and share the first.
    starts: Vec<u32>,
    bits: Vec<u64>,
    /// The bits of each tier, `words` for each.
    tiers: Vec<u64>,
}

impl Bits {
    /// The bits of the tiers' tags among the tags of a list.
    pub fn new(tiers: &[Vec<Vec<String>>], dictionary: &Dictionary) -> Bits {
        let words = tiers.iter().map(Vec::len).sum::<usize>().div_ceil(64).max(1);
        let mut starts = vec![0; dictionary.len()];
        let mut bits = vec![0; words];
        let mut masks = vec![0; words * tiers.len()];
        let mut numbers = HashMap::<String, Vec<usize>>::new();
        for (number, text) in dictionary.texts().enumerate() {
            numbers.entry(compared_tag(text)).or_default().push(number);
        }
        let tags = tiers.iter().enumerate().flat_map(|(tier, tags)| tags.iter().map(move |tag| (tier, tag)));
        for (bit, (tier, spellings)) in tags.enumerate() {
            let (word, mask) = (bit / 64, 1 << (bit % 64));
            masks[tier * words + word] |= mask;
            for &number in spellings.iter().filter_map(|spelling| numbers.get(&compared_tag(spelling))).flatten() {
                let start = &mut starts[number];
                if *start == 0 {
                    *start = bits.len() as u32;
                    bits.resize(bits.len() + words, 0);
                }
                bits[*start as usize + word] |= mask;
            }
        }
        Bits { words, starts, bits, tiers: masks }
    }

    fn of_tag(&self, tag: u32) -> &[u64] {
        let start = self.starts[tag as usize] as usize;
        &self.bits[start..start + self.words]
    }

    /// Adds the bits of a tag of the list, by its number.
    pub fn add(&self, tag: u32, into: &mut [u64]) {
        into.iter_mut().zip(self.of_tag(tag)).for_each(|(all, bits)| *all |= bits);
    }

    /// Puts together the bits of all tags of a customer.
    pub fn gather(&self, tags: &[u32], into: &mut [u64]) {
        into.fill(0);
        tags.iter().for_each(|&tag| self.add(tag, into));
    }

    /// No bits.
    pub fn none(&self) -> Vec<u64> {
        vec![0; self.words]
    }

    /// How many of a tier's tags are among the bits.
    pub fn count(&self, tier: usize, of: &[u64]) -> u32 {
        let mask = &self.tiers[tier * self.words..(tier + 1) * self.words];
        mask.iter().zip(of).map(|(mask, bits)| (mask & bits).count_ones()).sum()
    }

    /// How many tiers there are.
    pub fn tier_count(&self) -> usize {
        self.tiers.len() / self.words
    }

    /// The tier with the most tags, of equal ones the first, and how many there are.
    pub fn nearest(&self, of: &[u64]) -> (usize, u32) {
        let mut best = (0, 0);
        for tier in 0..self.tier_count() {
            let count = self.count(tier, of);
            if count > best.1 {
                best = (tier, count);
            }
        }
        best
    }
}
