//! The scan for lists that are written in an unusual way: other escapes, blanks in front of quotes, carriage returns as line
//! ends, delimiters that may also be the end of a character. It reads character by character.

use super::super::dialect::{Blanks, Dialect, Quoting, Returns};
use super::{Ended, Index};

/// See [`Index::scan`].
pub(super) fn scan(index: &mut Index, bytes: &[u8], start: usize, stop: usize, whole: bool, dialect: Dialect) -> Ended {
    index.clear(start);
    loop {
        let next = index.next();
        if next >= stop || (whole && next >= bytes.len()) {
            return Ended::At(next);
        }
        match (Record { bytes, whole, dialect }).scan(index, next) {
            Ok(odd) => index.mend(bytes, next, odd, dialect),
            Err(Ended::Unfinished { quote: Some(open) }) if whole => {
                if let Err(ended) = index.mend_unclosed(bytes, next, open, dialect) {
                    return ended;
                }
            }
            Err(ended) => {
                index.drop_unfinished();
                return ended;
            }
        }
    }
}

/// The reading of one record.
#[derive(Clone, Copy)]
struct Record<'a> {
    bytes: &'a [u8],
    whole: bool,
    dialect: Dialect,
}

/// What ends an unquoted text.
enum Sign {
    Delimiter,
    /// A line end, and its length in bytes.
    Line(usize),
}

impl Record<'_> {
    /// Adds the record and says whether a cell goes on behind its closing quote; or why it could not.
    fn scan(self, index: &mut Index, start: usize) -> Result<bool, Ended> {
        let mut at = start;
        let mut odd = false;
        loop {
            let opened = self.opening(at);
            if let Some(quote) = opened {
                at = self.closed(quote)?;
                odd |= self.goes_on(at);
            }
            let sign = self.sign(&mut at)?;
            index.push_end(at);
            match sign {
                Some(Sign::Delimiter) => at += 1,
                Some(Sign::Line(length)) => {
                    index.end_record(at + length);
                    return Ok(odd);
                }
                None => {
                    index.end_record(at);
                    return Ok(odd);
                }
            }
        }
    }

    /// The quote that opens the cell here, if one does.
    fn opening(self, start: usize) -> Option<usize> {
        if self.dialect.quoting == Quoting::None {
            return None;
        }
        let blanks = match self.dialect.blanks {
            Blanks::Kept => 0,
            Blanks::Skipped => self.bytes[start..].iter().take_while(|byte| **byte == b' ').count(),
        };
        (self.bytes.get(start + blanks) == Some(&self.dialect.quote)).then_some(start + blanks)
    }

    /// The position behind the quote that closes what the one at `open` opened.
    fn closed(self, open: usize) -> Result<usize, Ended> {
        let mut at = open + 1;
        while at < self.bytes.len() {
            let length = self.dialect.characters.length(&self.bytes[at..]);
            at += match self.bytes[at] {
                _ if length > 1 => length,
                b'\\' if self.dialect.quoting == Quoting::Backslash => 1 + self.escaped(at + 1),
                byte if byte == self.dialect.quote => match self.bytes.get(at + 1) {
                    Some(&next) if next == self.dialect.quote => 2,
                    None if !self.whole => break,
                    _ => return Ok(at + 1),
                },
                _ => 1,
            };
        }
        Err(Ended::Unfinished { quote: Some(open) })
    }

    /// Whether something else stands behind a closing quote than blanks or what ends a cell.
    fn goes_on(self, at: usize) -> bool {
        let behind = self.bytes[at..].iter().find(|byte| **byte != b' ');
        behind.is_some_and(|&byte| byte != self.dialect.delimiter && !b"\r\n".contains(&byte))
    }

    /// How many bytes of the character at `at` lose their meaning to the backslash before it.
    fn escaped(self, at: usize) -> usize {
        self.bytes.get(at..).filter(|rest| !rest.is_empty()).map_or(0, |rest| self.dialect.characters.length(rest))
    }

    /// Goes on to the delimiter or line end behind `at`; nothing where the list ends before.
    fn sign(self, at: &mut usize) -> Result<Option<Sign>, Ended> {
        while *at < self.bytes.len() {
            let length = self.dialect.characters.length(&self.bytes[*at..]);
            match self.bytes[*at] {
                _ if length > 1 => *at += length,
                byte if byte == self.dialect.delimiter => return Ok(Some(Sign::Delimiter)),
                b'\\' if self.dialect.quoting == Quoting::Backslash => match self.escaped(*at + 1) {
                    // Where the table is only shown, nothing will stand behind it.
                    0 if self.whole && !self.dialect.mending.unclosed => return Err(Ended::LoneEscape(*at)),
                    length => *at += 1 + length,
                },
                b'\n' => return Ok(Some(Sign::Line(1))),
                b'\r' => match (self.bytes.get(*at + 1), self.dialect.returns) {
                    (Some(b'\n'), _) => return Ok(Some(Sign::Line(2))),
                    (None, _) if !self.whole => break,
                    (_, Returns::EndRecords) => return Ok(Some(Sign::Line(1))),
                    (_, Returns::Refused) => return Err(Ended::LoneReturn(*at)),
                },
                _ => *at += 1,
            }
        }
        if !self.whole {
            return Err(Ended::Unfinished { quote: None });
        }
        *at = self.bytes.len();
        Ok(None)
    }
}
