//! Ids as numbers that practically never meet.

use crate::spelling::{is_missing, may_be_missing};

/// Stands for a customer without an id.
pub(super) const NO_ID: u64 = 0;

/// An id as a number, from its text. Different ids practically never share one.
#[inline]
pub(in super::super) fn hash(id: &[u8]) -> u64 {
    let id = id.trim_ascii();
    let Some(&first) = id.first() else { return NO_ID };
    if (may_be_missing(first) || !first.is_ascii()) && std::str::from_utf8(id).is_ok_and(is_missing) {
        return NO_ID;
    }
    match Ends::of(id) {
        Some(ends) => ends.hash(id.len()),
        None if id.len() < Ends::LEAST => {
            let mut word = [0; 8];
            word[..id.len()].copy_from_slice(id);
            Ends { front: u64::from_le_bytes(word), back: 0 }.hash(id.len())
        }
        None => {
            let words = id.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
            let back = id.last_chunk::<8>().map_or(0, |back| u64::from_le_bytes(*back));
            finished(mixed(words.fold(begun(id.len()), mixed), back))
        }
    }
}

/// The hash of a cell of the usual kind: a few ASCII letters and digits, not dressed in quotes or blanks. Nothing for any other, which
/// [`hash`] takes by its text; both agree.
#[inline]
pub(in super::super) fn plain_hash(cell: &[u8], quote: u8) -> Option<u64> {
    let ends = Ends::of(cell)?;
    let (&first, &last) = cell.first().zip(cell.last())?;
    let is_plain = first > b' ' && last > b' ' && !may_be_missing(first) && ends.are_ascii_without(quote);
    is_plain.then(|| ends.hash(cell.len()))
}

/// A short text as two words that overlap in the middle.
#[derive(Clone, Copy)]
struct Ends {
    front: u64,
    back: u64,
}

impl Ends {
    const LEAST: usize = 4;
    const MOST: usize = 16;

    #[inline]
    fn of(text: &[u8]) -> Option<Ends> {
        if text.len() > Ends::MOST {
            return None;
        }
        if let (Some(front), Some(back)) = (text.first_chunk(), text.last_chunk()) {
            return Some(Ends { front: u64::from_le_bytes(*front), back: u64::from_le_bytes(*back) });
        }
        let (front, back) = text.first_chunk().zip(text.last_chunk())?;
        Some(Ends { front: u32::from_le_bytes(*front).into(), back: u32::from_le_bytes(*back).into() })
    }

    fn hash(self, length: usize) -> u64 {
        finished(mixed(mixed(begun(length), self.front), self.back))
    }

    fn are_ascii_without(self, quote: u8) -> bool {
        const ONES: u64 = u64::MAX / 255;
        const HIGH: u64 = ONES << 7;
        let has = |word: u64, byte: u8| {
            let zero_there = word ^ (ONES * u64::from(byte));
            zero_there.wrapping_sub(ONES) & !zero_there & HIGH != 0
        };
        (self.front | self.back) & HIGH == 0 && !has(self.front, quote) && !has(self.back, quote)
    }
}

const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The length alone, spread over all bits: a small number would be undone by the first letter.
#[inline]
fn begun(length: usize) -> u64 {
    (length as u64).wrapping_mul(0xff51_afd7_ed55_8ccd)
}

#[inline]
fn mixed(hash: u64, word: u64) -> u64 {
    let product = (hash ^ word).wrapping_mul(FACTOR);
    product ^ (product >> 32)
}

#[inline]
fn finished(hash: u64) -> u64 {
    hash.wrapping_mul(FACTOR).max(NO_ID + 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_to_a_hash_agrees_with_the_long_one(cell in "[ -~é\"]{0,20}") {
            if let Some(plain) = plain_hash(cell.as_bytes(), b'"') {
                prop_assert_eq!(plain, hash(cell.as_bytes()));
                prop_assert!(!cell.contains('"'));
            }
        }
    }
}
