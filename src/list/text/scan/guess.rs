//! Where a record probably starts in the middle of a list, so that several parts can be read at once.

use super::super::dialect::Dialect;

/// How many records in a row must look right.
const CONVINCING: usize = 4;
/// How far a start is looked for.
const REACH: usize = 1 << 16;
/// How many line feeds are tried, and how many bytes behind each are looked at: a strange list must not cost more than it is worth.
const TRIES: usize = 50;
const LOOK: usize = 1 << 14;

/// The most likely start of a record at or behind position 1; `bytes[0]` is the byte before. The caller proves it.
///
/// A line feed between quotes gives itself away soon: the next quote then stands in the middle of a cell.
pub(in super::super) fn record_start(bytes: &[u8], dialect: Dialect, width: usize) -> Option<usize> {
    let near = &bytes[..bytes.len().min(REACH)];
    let candidates = || memchr::memchr_iter(b'\n', near).map(|feed| feed + 1);
    let convincing = |&start: &usize| convinces(&bytes[start..bytes.len().min(start + LOOK)], dialect, width);
    candidates().take(TRIES).find(convincing).or_else(|| candidates().next())
}

fn convinces(mut rest: &[u8], dialect: Dialect, width: usize) -> bool {
    let mut seen = 0;
    while seen < CONVINCING {
        match record(rest, dialect) {
            Looks::Record { cells, length } => {
                let is_blank = length <= 2;
                if !is_blank && cells != width {
                    return false;
                }
                seen += usize::from(!is_blank);
                rest = &rest[length..];
            }
            Looks::OddRecords => return false,
            Looks::Cut => return true,
        }
    }
    true
}

enum Looks {
    /// Like a record whose quotes are all where they belong.
    Record { cells: usize, length: usize },
    /// Like something else.
    OddRecords,
    /// The bytes end within it.
    Cut,
}

fn record(bytes: &[u8], dialect: Dialect) -> Looks {
    let mut cells = 1;
    let mut at = 0;
    loop {
        let Some(end) = cell_end(bytes, at, dialect) else { return Looks::Cut };
        match bytes.get(end) {
            None => return Looks::Cut,
            Some(b'\n') => return Looks::Record { cells, length: end + 1 },
            Some(&byte) if byte == dialect.delimiter => cells += 1,
            Some(_) => return Looks::OddRecords,
        }
        at = end + 1;
    }
}

/// The position behind a cell: of a delimiter or line feed, or of what should not be there.
fn cell_end(bytes: &[u8], start: usize, dialect: Dialect) -> Option<usize> {
    let Dialect { delimiter, quote, .. } = dialect;
    if bytes.get(start) != Some(&quote) {
        return Some(start + memchr::memchr3(delimiter, quote, b'\n', &bytes[start..])?);
    }
    let mut at = start + 1;
    loop {
        at += memchr::memchr(quote, &bytes[at..])? + 1;
        if bytes.get(at) != Some(&quote) {
            return Some(at + usize::from(bytes.get(at) == Some(&b'\r')));
        }
        at += 1;
    }
}
