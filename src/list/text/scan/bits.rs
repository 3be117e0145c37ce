//! One bit for each byte of a block that is one of two: the innermost loop of the scan, in the widest instructions the processor has.

use super::super::dialect::Dialect;
use super::{Ended, Index, fast};

/// The fast scan with the best instructions that there are; see [`fast::scan`].
pub(super) fn scan(
    index: &mut Index,
    bytes: &[u8],
    range: (usize, usize),
    whole: bool,
    dialect: Dialect,
) -> Option<Ended> {
    if let Some(compiled) = compiled().next() {
        // SAFETY: `compiled` names none that this processor has not the instructions for. The functions themselves are safe code. Measured
        // gain: the wide scan takes a third of the time of the portable one, the widest three quarters of that.
        #[expect(unsafe_code, reason = "the only way to call what is compiled for one kind of processor")]
        return unsafe { compiled(index, bytes, range, whole, dialect) };
    }
    fast::scan(index, bytes, range, whole, dialect, portable, fast::places)
}

/// See [`fast::scan`].
type Compiled = unsafe fn(&mut Index, &[u8], (usize, usize), bool, Dialect) -> Option<Ended>;

/// The scans that are compiled for instructions that this processor has, the fastest first.
fn compiled() -> impl Iterator<Item = Compiled> {
    #[cfg(target_arch = "x86_64")]
    let all = [(widest::is_there as fn() -> bool, widest::scan as Compiled), (wide::is_there, wide::scan)];
    #[cfg(not(target_arch = "x86_64"))]
    let all: [(fn() -> bool, Compiled); 0] = [];
    all.into_iter().filter(|(is_there, _)| is_there()).map(|(_, compiled)| compiled)
}

/// The bits of a block, in loops that the compiler turns into the vector instructions that every such processor has.
///
/// The block is eight rows of eight bytes. First each wanted byte becomes a byte with one bit set, bit `r` in row `r`. The rows are then
/// or-ed into one row, whose byte `c` has bit `r` set if byte `8r + c` is wanted. Exchanging rows and columns of these 8 × 8 bits puts the
/// bit of byte `i` at place `i`.
#[inline(always)]
pub(super) fn portable(block: &[u8; 64], wanted: [u8; 2]) -> u64 {
    let mut kept = [0; 64];
    for ((kept, &byte), own) in kept.iter_mut().zip(block).zip(OWN_BIT) {
        *kept = if byte == wanted[0] || byte == wanted[1] { own } else { 0 };
    }
    let square = kept.as_chunks::<8>().0.iter().fold(0, |union, row| union | u64::from_le_bytes(*row));
    transposed(square)
}

/// For each byte of a block, a byte with the bit of its row set.
const OWN_BIT: [u8; 64] = {
    let mut own = [0; 64];
    let mut at = 0;
    while at < 64 {
        own[at] = 1 << (at / 8);
        at += 1;
    }
    own
};

/// Exchanges the rows and columns of 8 × 8 bits: blocks of one, two and four bits swap places across the diagonal.
#[inline(always)]
fn transposed(square: u64) -> u64 {
    let exchange = |square: u64, shift: u32, mask: u64| {
        let differing = (square ^ (square >> shift)) & mask;
        square ^ differing ^ (differing << shift)
    };
    let square = exchange(square, 7, 0x00aa_00aa_00aa_00aa);
    let square = exchange(square, 14, 0x0000_cccc_0000_cccc);
    exchange(square, 28, 0x0000_0000_f0f0_f0f0)
}

/// The scan for processors that compare 32 bytes at once (since 2013).
#[cfg(target_arch = "x86_64")]
pub(super) mod wide {
    use std::arch::x86_64::{
        __m256i, _mm_set_epi64x, _mm256_cmpeq_epi8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set_m128i,
        _mm256_set1_epi8,
    };

    use super::super::super::dialect::Dialect;
    use super::super::{Ended, Index, fast};

    /// Whether this processor can do it.
    pub fn is_there() -> bool {
        is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt")
    }

    /// See [`fast::scan`].
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    pub fn scan(
        index: &mut Index,
        bytes: &[u8],
        range: (usize, usize),
        whole: bool,
        dialect: Dialect,
    ) -> Option<Ended> {
        fast::scan(index, bytes, range, whole, dialect, |block, wanted| bits(block, wanted), fast::places)
    }

    #[inline]
    #[target_feature(enable = "avx2,bmi1,bmi2,popcnt")]
    fn bits(block: &[u8; 64], wanted: [u8; 2]) -> u64 {
        let (quarters, _) = block.as_chunks::<16>();
        let quarter = |at: usize| {
            let word = u128::from_le_bytes(quarters[at]);
            _mm_set_epi64x((word >> 64) as i64, word as i64)
        };
        let [one, other] = wanted.map(|wanted| _mm256_set1_epi8(wanted as i8));
        let half = |first: usize| _mm256_set_m128i(quarter(first + 1), quarter(first));
        let mask = |half: __m256i| {
            let either = _mm256_or_si256(_mm256_cmpeq_epi8(half, one), _mm256_cmpeq_epi8(half, other));
            u64::from(_mm256_movemask_epi8(either) as u32)
        };
        mask(half(0)) | mask(half(2)) << 32
    }
}

/// The scan for processors that compare 64 bytes at once and put the places of the bits together themselves (since 2019).
#[cfg(target_arch = "x86_64")]
pub(super) mod widest {
    use std::arch::x86_64::{
        __m512i, _mm512_add_epi32, _mm512_castsi512_si128, _mm512_cmpeq_epi8_mask, _mm512_cvtepu8_epi32,
        _mm512_extracti32x4_epi32, _mm512_maskz_compress_epi8, _mm512_set_epi64, _mm512_set1_epi8, _mm512_set1_epi32,
        _mm512_storeu_si512,
    };

    use super::super::super::dialect::Dialect;
    use super::super::{Ended, Index, fast};

    /// Whether this processor can do it.
    pub fn is_there() -> bool {
        is_x86_feature_detected!("avx512f")
            && is_x86_feature_detected!("avx512bw")
            && is_x86_feature_detected!("avx512vbmi2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("popcnt")
    }

    /// See [`fast::scan`].
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,bmi1,bmi2,popcnt")]
    pub fn scan(
        index: &mut Index,
        bytes: &[u8],
        range: (usize, usize),
        whole: bool,
        dialect: Dialect,
    ) -> Option<Ended> {
        let bits = |block: &[u8; 64], wanted: [u8; 2]| bits(block, wanted);
        let places = |bits: u64, base: u32, room: &mut [u32; 64]| places(bits, base, room);
        fast::scan(index, bytes, range, whole, dialect, bits, places)
    }

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw")]
    fn bits(block: &[u8; 64], wanted: [u8; 2]) -> u64 {
        let block = vector(block);
        let [one, other] = wanted.map(|wanted| _mm512_set1_epi8(wanted as i8));
        _mm512_cmpeq_epi8_mask(block, one) | _mm512_cmpeq_epi8_mask(block, other)
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn vector(block: &[u8; 64]) -> __m512i {
        let (eighths, _) = block.as_chunks::<8>();
        let [a, b, c, d, e, f, g, h] = std::array::from_fn(|at| i64::from_le_bytes(eighths[at]));
        _mm512_set_epi64(h, g, f, e, d, c, b, a)
    }

    /// The numbers from 0 to 63.
    const COUNTED: [u8; 64] = {
        let mut counted = [0; 64];
        let mut at = 0;
        while at < 64 {
            counted[at] = at as u8;
            at += 1;
        }
        counted
    };

    #[inline]
    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi2,popcnt")]
    fn places(bits: u64, base: u32, room: &mut [u32; 64]) {
        let found = _mm512_maskz_compress_epi8(bits, vector(&COUNTED));
        let base = _mm512_set1_epi32(base as i32);
        let (rooms, _) = room.as_chunks_mut::<16>();
        let mut put = |at: usize, quarter| {
            let places = _mm512_add_epi32(_mm512_cvtepu8_epi32(quarter), base);
            let room: &mut [u32; 16] = &mut rooms[at];
            // SAFETY: sixteen places have room for the 64 bytes that are written. The measured gain is that of the whole.
            #[expect(unsafe_code, reason = "the only way to write down a vector of this size")]
            unsafe {
                _mm512_storeu_si512(room.as_mut_ptr().cast(), places);
            }
        };
        put(0, _mm512_castsi512_si128(found));
        if bits.count_ones() > 16 {
            put(1, _mm512_extracti32x4_epi32::<1>(found));
            put(2, _mm512_extracti32x4_epi32::<2>(found));
            put(3, _mm512_extracti32x4_epi32::<3>(found));
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn blocks() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![3 => Just(b','), 2 => Just(b'"'), 2 => Just(b'\n'), 1 => Just(b'\r'), 9 => any::<u8>()];
        let end = prop_oneof![20 => Just(b','), 1 => Just(b'\n')];
        prop_oneof![3 => prop::collection::vec(byte, 0..700), 1 => prop::collection::vec(end, 0..700)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_wanted_byte_has_its_bit(
            bytes in prop::array::uniform32(any::<u8>()),
            wanted in prop::array::uniform2(any::<u8>()),
        ) {
            let mut block = [wanted[0]; 64];
            block[17..49].copy_from_slice(&bytes);
            block[50] = wanted[1];
            let expected = (0..64).filter(|&at| wanted.contains(&block[at])).fold(0u64, |bits, at| bits | 1 << at);
            prop_assert_eq!(portable(&block, wanted), expected);
        }

        #[test]
        fn the_scans_for_this_processor_find_what_the_portable_one_finds(bytes in blocks(), whole: bool) {
            let (dialect, range) = (Dialect::default(), (0, bytes.len()));
            let mut anywhere = Index::default();
            let expected = fast::scan(&mut anywhere, &bytes, range, whole, dialect, portable, fast::places);
            for compiled in compiled() {
                let mut here = Index::default();
                // SAFETY: as above.
                #[expect(unsafe_code, reason = "the only way to call what is compiled for one kind of processor")]
                let ended = unsafe { compiled(&mut here, &bytes, range, whole, dialect) };
                prop_assert_eq!(ended, expected);
                if ended.is_some() {
                    prop_assert_eq!(here.starts(), anywhere.starts());
                    prop_assert_eq!(&here.ends[..here.used], &anywhere.ends[..anywhere.used]);
                }
            }
        }
    }
}
