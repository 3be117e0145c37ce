//! The scan that reads byte by byte and knows every case.

use super::super::dialect::Dialect;
use super::{Ended, Index};

/// Where the reading stands within a cell.
enum State {
    /// At its first byte.
    Start,
    /// In text without quotes, or behind the closing quote and what followed it.
    Plain,
    /// Between quotes, of which the first stands here.
    Quoted(usize),
    /// Right behind a quote that closes the cell opened here, unless a second one follows.
    Closed(usize),
    /// Behind a closing quote and blanks.
    Behind,
}

/// See [`Index::scan`].
pub(super) fn scan(index: &mut Index, bytes: &[u8], start: usize, stop: usize, whole: bool, dialect: Dialect) -> Ended {
    index.clear(start);
    loop {
        let next = index.next();
        if next >= stop || (whole && next >= bytes.len()) {
            return Ended::At(next);
        }
        if let Err(ended) = record(index, bytes, next, whole, dialect) {
            return ended;
        }
    }
}

/// Adds one record; says why it could not.
fn record(index: &mut Index, bytes: &[u8], start: usize, whole: bool, dialect: Dialect) -> Result<(), Ended> {
    let mut state = State::Start;
    let mut odd = false;
    for (at, &byte) in bytes.iter().enumerate().skip(start) {
        state = match state {
            State::Quoted(open) if byte == dialect.quote => State::Closed(open),
            State::Quoted(open) => State::Quoted(open),
            State::Closed(open) if byte == dialect.quote => State::Quoted(open),
            State::Start if byte == dialect.quote => State::Quoted(at),
            _ if byte == dialect.delimiter => {
                index.push_end(at);
                State::Start
            }
            _ if byte == b'\n' => {
                index.push_end(at - usize::from(at > start && bytes[at - 1] == b'\r'));
                index.end_record(at + 1);
                index.mend(bytes, start, odd, dialect);
                return Ok(());
            }
            _ if byte == b'\r' => match bytes.get(at + 1) {
                Some(b'\n') => State::Plain,
                None if !whole => return index.unfinished(None),
                _ => {
                    index.drop_unfinished();
                    return Err(Ended::LoneReturn(at));
                }
            },
            State::Closed(_) | State::Behind if byte == b' ' => State::Behind,
            State::Closed(_) | State::Behind => {
                odd = true;
                State::Plain
            }
            _ => State::Plain,
        };
    }
    match state {
        State::Quoted(open) if whole => index.mend_unclosed(bytes, start, open, dialect),
        State::Quoted(open) => index.unfinished(Some(open)),
        _ if !whole => index.unfinished(None),
        _ => {
            index.push_end(bytes.len());
            index.end_record(bytes.len());
            index.mend(bytes, start, odd, dialect);
            Ok(())
        }
    }
}
