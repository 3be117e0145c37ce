//! The scan that looks at 64 bytes at a time.
//!
//! Each block gives one bit a byte for delimiters, quotes and line feeds. A running exclusive-or over the quote bits marks the
//! bytes between quotes, as a doubled quote closes and opens again; delimiters and line feeds outside are the structure.
//! That is right as long as every quote that opens stands at the start of a cell or behind a quote, and every quote
//! that closes stands before a delimiter, a line end or a quote. Both are checked with the same bits; where it is not so, or a
//! carriage return stands alone, the scan gives up and the plain one reads the bytes again.
//!
//! Where the bits come from is [`super::bits`].

use std::sync::atomic::{Ordering, compiler_fence};

use super::super::dialect::Dialect;
use super::{Ended, Index, Start};

/// See [`Index::scan`]; nothing where the plain scan has to decide. `bits` gives one bit for each byte of a block that is one of the two;
/// `places` writes down as [`places`] does.
#[inline(always)]
pub(super) fn scan(
    index: &mut Index,
    bytes: &[u8],
    (start, stop): (usize, usize),
    whole: bool,
    dialect: Dialect,
    bits: impl Fn(&[u8; 64], [u8; 2]) -> u64,
    places: impl Fn(u64, u32, &mut [u32; 64]),
) -> Option<Ended> {
    index.clear(start);
    let mut carry = Carry { inside: 0, may_open: 1, closed: 0, returned: 0, feeds_inside: 0 };
    let (blocks, rest) = bytes.get(start..).unwrap_or_default().as_chunks::<64>();
    let mut at = start;
    for block in blocks {
        let structure = carry.structure(block, !0, dialect, &bits)?;
        index.add(at, structure, &places);
        at += 64;
        if at >= stop && index.next() >= stop {
            return Some(carry.finish(index, stop));
        }
    }
    if !rest.is_empty() {
        let mut block = [0; 64];
        block[..rest.len()].copy_from_slice(rest);
        let structure = carry.structure(&block, (1 << rest.len()) - 1, dialect, &bits)?;
        index.add(at, structure, &places);
    }
    if whole {
        if carry.inside != 0 || (carry.returned != 0 && bytes.last() == Some(&b'\r')) {
            return None;
        }
        if index.next() < bytes.len() {
            index.push_end(bytes.len());
            index.end_record(bytes.len());
        }
        return Some(carry.finish(index, stop));
    }
    if index.next() >= stop {
        return Some(carry.finish(index, stop));
    }
    index.drop_unfinished();
    Some(Ended::Unfinished { quote: None })
}

/// What one block hands to the next.
struct Carry {
    /// All ones between quotes, otherwise 0.
    inside: u64,
    /// 1 where a quote in the next byte may open a cell.
    may_open: u64,
    /// 1 where the last byte was a closing quote.
    closed: u64,
    /// 1 where the last byte was a carriage return outside quotes.
    returned: u64,
    /// Not 0 once a line feed stood between quotes.
    feeds_inside: u64,
}

/// The bits of a block that matter.
struct Structure {
    /// Ends of cells, those of records among them.
    ends: u64,
    /// Line feeds that end records.
    lines: u64,
    /// Those of them behind a carriage return.
    returns: u64,
}

impl Carry {
    /// The structure of a block of which the bytes in `valid` count; nothing where its quotes are unusual.
    #[inline(always)]
    fn structure(
        &mut self,
        block: &[u8; 64],
        valid: u64,
        dialect: Dialect,
        bits: impl Fn(&[u8; 64], [u8; 2]) -> u64,
    ) -> Option<Structure> {
        let ends = bits(block, [dialect.delimiter, b'\n']);
        let feeds = bits(block, [b'\n'; 2]);
        let unusual = bits(block, [dialect.quote, b'\r']);
        if unusual | self.inside | self.returned | self.closed == 0 {
            self.may_open = ends >> 63;
            return Some(Structure { ends: ends & valid, lines: feeds & valid, returns: 0 });
        }
        let returns = bits(block, [b'\r'; 2]);
        let quotes = unusual & !returns;
        let inside = running_xor(quotes) ^ self.inside;

        let opens = quotes & inside;
        let closes = quotes & !inside;
        let may_open = ends | quotes;
        let returned = returns & !inside;
        let odd = (opens & !(may_open << 1 | self.may_open))
            | ((closes << 1 | self.closed) & !(ends | unusual))
            | ((returned << 1 | self.returned) & !feeds);
        if odd & valid != 0 {
            return None;
        }
        let lines = feeds & !inside & valid;
        self.feeds_inside |= feeds & inside;
        let behind_return = (returned << 1 | self.returned) & lines;
        self.inside = if inside >> 63 == 0 { 0 } else { !0 };
        self.may_open = may_open >> 63;
        self.closed = closes >> 63;
        self.returned = returned >> 63;
        // The last block is filled up with zeros: what its last byte was is told by its own highest bit.
        if valid != !0 {
            self.returned = u64::from(returned & (valid ^ (valid >> 1)) != 0);
        }
        Some(Structure { ends: ends & !inside & valid, lines, returns: behind_return })
    }

    /// Ends the scan: see [`Index::cut`].
    fn finish(&self, index: &mut Index, stop: usize) -> Ended {
        index.has_only_one_line_records = self.feeds_inside == 0;
        index.cut(stop)
    }
}

impl Index {
    /// Adds the cells and records that end in the block at `at`.
    #[inline(always)]
    fn add(&mut self, at: usize, structure: Structure, places: impl Fn(u64, u32, &mut [u32; 64])) {
        let base = at as u32;
        if self.ends.len() < self.used + 64 {
            self.ends.resize((self.used + 64).max(2 * self.used), 0);
        }
        if self.starts.len() < self.begun + 65 {
            self.starts.resize((self.begun + 65).max(2 * self.begun), Start::default());
        }
        let Some(room) = self.ends[self.used..].first_chunk_mut() else { return };
        places(structure.ends, base, room);
        // Whether a block has a line feed is a coin's toss, so the first one is written down without asking whether it is there.
        let mut lines = structure.lines;
        loop {
            let before = (structure.ends & lines.wrapping_sub(1) & !lines).count_ones();
            let start = Start {
                at: base.wrapping_add(lines.trailing_zeros()).wrapping_add(1),
                first: (self.used as u32).wrapping_add(before).wrapping_add(1),
            };
            self.starts[self.begun] = start;
            self.begun += usize::from(lines != 0);
            lines &= lines.wrapping_sub(1);
            if lines == 0 {
                break;
            }
        }
        let mut returns = structure.returns;
        while returns != 0 {
            let end = (structure.ends & ((1 << returns.trailing_zeros()) - 1)).count_ones() as usize;
            room[end] -= 1;
            returns &= returns - 1;
        }
        self.used += structure.ends.count_ones() as usize;
    }

    /// Forgets the records from the first one on that starts at `stop` or behind it, and says where that is.
    fn cut(&mut self, stop: usize) -> Ended {
        let kept = self.starts().partition_point(|start| (start.at as usize) < stop);
        self.begun = self.begun.min(kept + 1);
        self.drop_unfinished();
        Ended::At(self.next())
    }
}

/// Writes down the places of the bits that are set, counted from `base` on. What then stands behind them in the room means nothing.
#[inline(always)]
pub(super) fn places(bits: u64, base: u32, room: &mut [u32; 64]) {
    let mut rest = bits;
    // Eight at a time, more than needed: cheaper than to ask after each.
    for eight in room.chunks_exact_mut(8) {
        for place in eight {
            *place = base.wrapping_add(rest.trailing_zeros());
            rest &= rest.wrapping_sub(1);
            // Costs nothing by itself. Without it the compiler gathers eight places in one vector, one by one, which takes longer
            // than to write them down.
            compiler_fence(Ordering::SeqCst);
        }
        if rest == 0 {
            break;
        }
    }
}

/// Bit `i` is the exclusive-or of the bits up to and with `i`.
#[inline(always)]
fn running_xor(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}
