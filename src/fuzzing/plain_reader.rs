//! Delimited text read the plain way: all of it decoded at once, then character by character. Nothing of the program's scans and nothing
//! of its tables of characters is used, so that both are held against it.

use encoding_rs::Encoding;

use crate::list::text::{Blanks, Dialect, Quoting, Returns};

/// Why a text is not read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stopped {
    /// It cannot be: a quote is never closed, a carriage return stands alone where it must not, or the list ends with a backslash that
    /// escapes.
    Unreadable,
    /// A cell goes on behind its closing quote. The program then looks for what a person would have meant, and this reader does not.
    Odd,
}

/// The records' cells as texts, without their quotes.
pub(super) fn records(text: &str, dialect: Dialect) -> Result<Vec<Vec<String>>, Stopped> {
    let mut reader =
        Reader { rest: text, dialect, delimiter: char::from(dialect.delimiter), quote: char::from(dialect.quote) };
    let mut records = Vec::new();
    while !reader.rest.is_empty() {
        records.push(reader.record()?);
    }
    Ok(records)
}

/// The text of a list that begins with so many bytes of byte-order mark; nothing where a byte is no text of the encoding.
pub(super) fn decoded(bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?;
    Some(text.into_owned())
}

struct Reader<'t> {
    rest: &'t str,
    dialect: Dialect,
    delimiter: char,
    quote: char,
}

/// What stands behind a cell.
enum Behind {
    Delimiter,
    LineEnd,
}

impl Reader<'_> {
    fn record(&mut self) -> Result<Vec<String>, Stopped> {
        let mut cells = Vec::new();
        loop {
            let (cell, behind) = self.cell()?;
            cells.push(cell);
            if let Behind::LineEnd = behind {
                return Ok(cells);
            }
        }
    }

    fn cell(&mut self) -> Result<(String, Behind), Stopped> {
        let mut cell = String::new();
        if self.dialect.blanks == Blanks::Skipped {
            self.rest = self.rest.trim_start_matches(' ');
        }
        if self.dialect.quoting != Quoting::None && self.rest.starts_with(self.quote) {
            self.next();
            self.quoted(&mut cell).ok_or(Stopped::Unreadable)?;
            let is_delimiter = self.rest.starts_with(self.delimiter);
            let behind = if is_delimiter { self.rest } else { self.rest.trim_start_matches(' ') };
            if !behind.is_empty() && !behind.starts_with([self.delimiter, '\r', '\n']) {
                return Err(Stopped::Odd);
            }
        }
        self.unquoted(cell)
    }

    fn next(&mut self) -> Option<char> {
        let mut characters = self.rest.chars();
        let next = characters.next();
        self.rest = characters.as_str();
        next
    }

    fn take(&mut self, wanted: char) -> bool {
        let taken = self.rest.starts_with(wanted);
        if taken {
            self.next();
        }
        taken
    }

    /// Adds what stands up to the closing quote, and passes that; nothing where there is none.
    fn quoted(&mut self, cell: &mut String) -> Option<()> {
        loop {
            match self.next()? {
                '\\' if self.dialect.quoting == Quoting::Backslash => self.escaped(cell)?,
                character if character == self.quote && !self.take(self.quote) => return Some(()),
                character => cell.push(character),
            }
        }
    }

    /// Adds the character behind a backslash, and the backslash where that is none of those that it is needed for; nothing where none
    /// follows.
    fn escaped(&mut self, cell: &mut String) -> Option<()> {
        let next = self.next()?;
        if ![self.quote, self.delimiter, '\\', '\n', '\r'].contains(&next) {
            cell.push('\\');
        }
        cell.push(next);
        Some(())
    }

    fn unquoted(&mut self, mut cell: String) -> Result<(String, Behind), Stopped> {
        loop {
            match self.next() {
                None | Some('\n') => return Ok((cell, Behind::LineEnd)),
                Some(character) if character == self.delimiter => return Ok((cell, Behind::Delimiter)),
                Some('\\') if self.dialect.quoting == Quoting::Backslash => {
                    self.escaped(&mut cell).ok_or(Stopped::Unreadable)?
                }
                Some('\r') => {
                    let ends = self.take('\n') || self.dialect.returns == Returns::EndRecords;
                    return if ends { Ok((cell, Behind::LineEnd)) } else { Err(Stopped::Unreadable) };
                }
                Some(character) => cell.push(character),
            }
        }
    }
}
