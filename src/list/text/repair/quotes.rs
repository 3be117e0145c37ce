//! Records whose quotes stand in unusual places, read as a person reads them.
//!
//! An inch sign in front of a cell, a quote inside a quoted cell that is not doubled: read by the letter, such a record swallows its
//! neighbours or falls apart at the wrong delimiters. Here every quote may also be an ordinary character, and of all ways to read
//! the record in as many cells as the others have, the one with the fewest oddities is taken. Where there is none, or none that is
//! less odd than reading by the letter, that stays.
//!
//! Only the bytes between the record's start and the end that it has by the letter are looked at, so the result depends on
//! nothing else.

use std::collections::BTreeMap;

use super::super::dialect::{Blanks, Dialect, Quoting, Returns};
use crate::list::text::scan::Row;

/// What a quote costs that opens nothing although it stands where one would, and a cell that by the letter goes on behind its end.
const LITERAL: u32 = 3;
/// What a quote inside quotes costs that is neither doubled nor escaped.
const LONE: u32 = 2;
/// What a quote inside an unquoted cell costs.
const INNER: u32 = 1;
/// What a line break costs in a cell that has such a quote: it swallowed a line, most likely.
const BREAK: u32 = 3;
/// What a cell costs that a record by the letter has too many or too few.
const RAGGED: u32 = 3;

/// How many signs are looked at, and how many pairs of a sign and a number of cells.
const MOST_SIGNS: usize = 1 << 12;
const MOST_STATES: usize = 1 << 18;

/// The record as it is read instead.
#[derive(Debug)]
pub(in crate::list::text) struct Mended {
    /// Where its cells end.
    pub(in crate::list::text) ends: Vec<usize>,
    /// Where the next record starts.
    pub(in crate::list::text) next: usize,
}

/// Reads the record that starts at `start`; nothing where it should be read by the letter, as `letter` is. By the letter, a record
/// whose quote is never closed does not count.
pub(in crate::list::text) fn record(
    bytes: &[u8],
    start: usize,
    letter: Option<Row<'_>>,
    dialect: Dialect,
) -> Option<Mended> {
    let width = dialect.mending.cells as usize;
    if width < 2 {
        return None;
    }
    let end = letter.map_or(bytes.len(), |row| row.next());
    let signs = signs(bytes, start, end, dialect);
    if signs.len().saturating_mul(width) > MOST_STATES {
        return None;
    }
    // What lies behind the first record up to the end by the letter must make sense, too; if so much is looked at.
    let up_to_end = letter.is_some() && signs.len() < MOST_SIGNS;
    let ways = Ways { bytes, dialect, start, signs: &signs, width, up_to_end };
    let (cost, record) = ways.best()?;
    if up_to_end && !ways.closes_behind(record.next) {
        return None;
    }
    letter.is_none_or(|letter| cost < oddity(&letter, width, dialect)).then_some(record)
}

/// How odd a record is by the letter.
fn oddity(row: &Row<'_>, width: usize, dialect: Dialect) -> u32 {
    let ragged = RAGGED.saturating_mul(u32::try_from(row.cells().abs_diff(width)).unwrap_or(u32::MAX));
    let of_cell = |cell| {
        let raw = row.raw(cell);
        let raw = if dialect.blanks == Blanks::Skipped { raw.trim_ascii_start() } else { raw };
        let is_quoted = raw.first() == Some(&dialect.quote);
        let (quoted, behind) = if is_quoted { raw.split_at(closing(raw, dialect)) } else { raw.split_at(0) };
        let inner = behind.iter().filter(|byte| **byte == dialect.quote).count() as u32 * INNER;
        match behind.trim_ascii() {
            b"" => 0,
            _ if !is_quoted => inner,
            _ => LITERAL + inner + BREAK * memchr::memchr_iter(b'\n', quoted).count() as u32,
        }
    };
    (0..row.cells()).map(of_cell).fold(ragged, u32::saturating_add)
}

/// The position behind the quote that closes a cell by the letter.
fn closing(raw: &[u8], dialect: Dialect) -> usize {
    let mut at = 1;
    while let Some(&byte) = raw.get(at) {
        at += match byte {
            b'\\' if dialect.quoting == Quoting::Backslash => 2,
            _ if byte != dialect.quote => 1,
            _ if raw.get(at + 1) == Some(&dialect.quote) => 2,
            _ => return at + 1,
        };
    }
    raw.len()
}

/// A sign that may have a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Delimiter,
    Quote,
    /// A line end, and its length in bytes.
    Line(usize),
    /// A carriage return alone, which is no line end.
    Return,
    /// The end of the list.
    End,
}

/// The signs in `bytes[start..end]` and where they stand, but for those that lost their meaning to a backslash.
fn signs(bytes: &[u8], start: usize, end: usize, dialect: Dialect) -> Vec<(usize, Sign)> {
    let mut signs = Vec::new();
    let mut at = start;
    while at < end && signs.len() < MOST_SIGNS {
        let length = dialect.characters.length(&bytes[at..]);
        let sign = match bytes[at] {
            _ if length > 1 => None,
            b'\\' if dialect.quoting == Quoting::Backslash => {
                at += 1 + dialect.characters.length(&bytes[(at + 1).min(end)..]);
                continue;
            }
            byte if byte == dialect.delimiter => Some(Sign::Delimiter),
            byte if byte == dialect.quote => Some(Sign::Quote),
            b'\n' => Some(Sign::Line(1)),
            b'\r' if bytes.get(at + 1) == Some(&b'\n') => Some(Sign::Line(2)),
            b'\r' if dialect.returns == Returns::EndRecords => Some(Sign::Line(1)),
            b'\r' => Some(Sign::Return),
            _ => None,
        };
        signs.extend(sign.map(|sign| (at, sign)));
        at += if let Some(Sign::Line(length)) = sign { length } else { length };
    }
    if at >= end && end == bytes.len() && !matches!(signs.last(), Some((at, Sign::Line(length))) if at + length == end)
    {
        signs.push((end, Sign::End));
    }
    signs
}

/// All ways to read the records of a stretch.
struct Ways<'a> {
    bytes: &'a [u8],
    dialect: Dialect,
    start: usize,
    signs: &'a [(usize, Sign)],
    /// How many cells the records should have.
    width: usize,
    /// Whether the records that follow the first one are read, too, up to the end of the stretch.
    up_to_end: bool,
}

/// How far the reading has come: the byte, whether the first record is over, and how many cells of the record are.
type State = (usize, Where, usize);

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Where {
    First,
    Later,
}

/// The end of a cell: the sign behind it, and how odd the cell is.
type CellEnd = (usize, u32);

impl Ways<'_> {
    /// The first record in the way that has the least oddities, and their cost; of equal ones the one that ends first.
    fn best(&self) -> Option<(u32, Mended)> {
        // What is reached, each with its cost and the state before.
        let mut open: BTreeMap<State, (u32, State)> =
            BTreeMap::from([((0, Where::First, 0), (0, (0, Where::First, 0)))]);
        let mut done: BTreeMap<State, State> = BTreeMap::new();
        let mut ended: Option<(u32, usize, State)> = None;
        let (mut ends, mut ends_of) = (Vec::new(), usize::MAX);
        while let Some((state, (cost, before))) = open.pop_first() {
            let (next, stretch, cells) = state;
            done.insert(state, before);
            if ends_of != next {
                ends = self.cell_ends(next);
                ends_of = next;
            }
            for &(sign, oddity) in &ends {
                let (cells, is_line) = (cells + 1, self.signs[sign].1 != Sign::Delimiter);
                let Some(ragged) = self.raggedness(state, sign, cells, is_line) else { continue };
                let cost = cost + oddity + ragged;
                let is_last = is_line && (!self.up_to_end || sign + 1 == self.signs.len());
                if is_last && ended.is_none_or(|(least, at, _)| (cost, sign) < (least, at)) {
                    ended = Some((cost, sign, state));
                }
                let reached = if is_line { (sign + 1, Where::Later, 0) } else { (sign + 1, stretch, cells) };
                if !is_last && open.get(&reached).is_none_or(|(least, _)| cost < *least) {
                    open.insert(reached, (cost, state));
                }
            }
        }
        let (cost, last, state) = ended?;
        Some((cost, self.first_record(last, state, &done)?))
    }

    /// What it costs that a record has this number of cells, or has reached it; nothing where that is impossible.
    fn raggedness(&self, (next, stretch, _): State, sign: usize, cells: usize, is_line: bool) -> Option<u32> {
        if !is_line {
            return (cells < if stretch == Where::First { self.width } else { 2 * self.width }).then_some(0);
        }
        let is_blank = cells == 1 && sign == next && self.signs[sign].0 == self.begin_of(next);
        match stretch {
            _ if cells == self.width => Some(0),
            Where::Later if is_blank => Some(0),
            Where::Later => Some(RAGGED * cells.abs_diff(self.width) as u32),
            Where::First => None,
        }
    }

    /// The first record of the way that ends with the sign `last`, which ends a cell that begins at `state`.
    fn first_record(&self, last: usize, state: State, done: &BTreeMap<State, State>) -> Option<Mended> {
        let (mut last, mut state) = (last, state);
        let mut ends = Vec::new();
        loop {
            match state.1 {
                Where::Later => last = state.0 - 1,
                Where::First if ends.is_empty() => ends.push(self.signs[last].0),
                Where::First => {}
            }
            if state.1 == Where::First {
                if state.2 == 0 {
                    break;
                }
                ends.push(self.signs[state.0 - 1].0);
            }
            state = *done.get(&state)?;
        }
        ends.reverse();
        let (at, sign) = self.signs[last];
        Some(Mended { ends, next: at + if let Sign::Line(length) = sign { length } else { 0 } })
    }

    /// Whether the stretch from a record's start on has, by the letter, no quote that is open at its end. (Otherwise a quote that was
    /// closed by the letter would become one that is never closed.)
    fn closes_behind(&self, start: usize) -> bool {
        let mut next = self.signs.partition_point(|&(at, _)| at < start);
        while next < self.signs.len() {
            if self.opens(next) {
                loop {
                    next += 1;
                    match self.signs.get(next) {
                        None => return false,
                        Some((_, Sign::Quote)) if self.is_doubled(next) => next += 1,
                        Some((_, Sign::Quote)) => break,
                        Some(_) => {}
                    }
                }
            }
            let ends_cell = |&(_, sign): &(usize, Sign)| !matches!(sign, Sign::Quote | Sign::Return);
            let Some(end) = self.signs[next..].iter().position(ends_cell) else { return false };
            next += end + 1;
        }
        true
    }

    /// Whether a quote stands right behind this one.
    fn is_doubled(&self, sign: usize) -> bool {
        let position = self.signs[sign].0;
        self.signs.get(sign + 1) == Some(&(position + 1, Sign::Quote))
    }

    /// Where the cell begins whose first sign, or the one behind it, is `first`.
    fn begin_of(&self, first: usize) -> usize {
        match first.checked_sub(1).map(|before| self.signs[before]) {
            None => self.start,
            Some((at, Sign::Line(length))) => at + length,
            Some((at, _)) => at + 1,
        }
    }

    /// The ends that a cell may have whose first sign, or the one behind it, is `first`.
    fn cell_ends(&self, first: usize) -> Vec<CellEnd> {
        let mut ends = Vec::new();
        let opens = self.opens(first);
        let quotes = self.signs[first..].iter().take_while(|(_, sign)| *sign == Sign::Quote).count();
        let end = first + quotes;
        if end < self.signs.len() && self.signs[end].1 != Sign::Return {
            let inner = quotes as u32 - u32::from(opens);
            ends.push((end, inner * INNER + u32::from(opens) * LITERAL));
        }
        if opens {
            self.add_quoted_ends(first, &mut ends);
        }
        ends
    }

    /// Whether the sign is a quote at the beginning of a cell.
    fn opens(&self, first: usize) -> bool {
        let start = self.begin_of(first);
        let is_blank = |byte: &u8| *byte == b' ';
        self.dialect.quoting != Quoting::None
            && self.signs.get(first).is_some_and(|&(at, sign)| {
                sign == Sign::Quote
                    && (at == start
                        || self.dialect.blanks == Blanks::Skipped && self.bytes[start..at].iter().all(is_blank))
            })
    }

    fn add_quoted_ends(&self, open: usize, ends: &mut Vec<CellEnd>) {
        let (mut lone, mut breaks) = (0, 0);
        let mut at = open + 1;
        while at < self.signs.len() {
            if self.signs[at].1 != Sign::Quote {
                breaks += u32::from(matches!(self.signs[at].1, Sign::Line(_)));
                at += 1;
                continue;
            }
            let position = self.signs[at].0;
            let next_to =
                |(step, &(there, sign)): (usize, &(usize, Sign))| sign == Sign::Quote && there == position + step;
            let run = self.signs[at..].iter().enumerate().take_while(|&sign| next_to(sign)).count();
            at += run;
            if self.closes(at) {
                let lone = lone + (run as u32 - 1) % 2;
                ends.push((at, lone * LONE + if lone > 0 { breaks * BREAK } else { 0 }));
            }
            lone += run as u32 % 2;
        }
    }

    /// Whether a quote right before this sign may close a cell.
    fn closes(&self, next: usize) -> bool {
        let behind = self.signs[next - 1].0 + 1;
        self.signs.get(next).is_some_and(|&(at, sign)| {
            !matches!(sign, Sign::Quote | Sign::Return) && self.bytes[behind..at].iter().all(|byte| *byte == b' ')
        })
    }
}
