//! How a delimited list is written: its delimiter, its quote, its line ends.

use encoding_rs::{BIG5, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

use super::encoding::EncodingFrom;

/// What separates the cells and records of a delimited list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// Between two cells.
    pub delimiter: u8,
    /// Around a cell that holds delimiters, quotes or line breaks.
    pub quote: u8,
    /// How a quote inside quotes is written.
    pub quoting: Quoting,
    /// Blanks in front of a cell.
    pub blanks: Blanks,
    /// Carriage returns that stand alone.
    pub returns: Returns,
    /// Which bytes belong to the character before them.
    pub characters: Characters,
    /// What is done about quotes that stand where they make no sense.
    pub mending: Mending,
}

/// What keeps a list from being read many bytes at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hindrance {
    /// Backslashes take the meaning from quotes and delimiters.
    Backslashes,
    /// Quotes are ordinary characters.
    NoQuotes,
    /// Blanks belong to the delimiters.
    Blanks,
    /// Carriage returns alone end lines.
    Returns,
    /// Characters of the encoding may end in the byte of a delimiter or quote.
    Characters,
}

/// What is done about quotes that stand where they make no sense: where a record then looks like the others, they are ordinary
/// characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Mending {
    /// How many cells the records have; fewer than two: nothing is done.
    pub cells: u32,
    /// Whether a quote that is never closed may be an ordinary character, too. Usually that is an error: the list may be cut off.
    pub unclosed: bool,
}

/// How a quote inside quotes is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quoting {
    /// Twice.
    Doubled,
    /// Twice, or behind a backslash, which also takes the meaning from delimiters.
    Backslash,
    /// There are no quotes: the sign is an ordinary character.
    None,
}

/// What blanks in front of a cell are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blanks {
    /// Part of the cell.
    Kept,
    /// Part of the delimiter: a quote behind them opens the cell.
    Skipped,
}

/// What a carriage return without a line feed is, outside quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Returns {
    /// A line end or a slip; guessing would shift rows.
    Refused,
    /// A line end.
    EndRecords,
}

/// Which bytes look like signs of ASCII and are the end of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Characters {
    /// None: the encoding is UTF-8, or has one byte a character.
    Apart,
    /// GBK and GB18030.
    Gb18030,
    /// Big5.
    Big5,
    /// Shift-JIS.
    ShiftJis,
    /// EUC-KR with the letters of Windows 949.
    EucKr,
}

impl Characters {
    /// Those of an encoding.
    pub(super) fn of(encoding: &'static Encoding) -> Characters {
        match encoding {
            _ if encoding == GBK || encoding == GB18030 => Characters::Gb18030,
            _ if encoding == BIG5 => Characters::Big5,
            _ if encoding == SHIFT_JIS => Characters::ShiftJis,
            _ if encoding == EUC_KR => Characters::EucKr,
            _ => Characters::Apart,
        }
    }

    /// How many bytes the character at the beginning of `bytes` has. What is no character has one.
    pub(super) fn length(self, bytes: &[u8]) -> usize {
        match (self, bytes) {
            (Characters::Apart, _) => 1,
            (Characters::Gb18030, [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..]) => 4,
            (Characters::Gb18030, [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, ..])
            | (Characters::Big5, [0x81..=0xfe, 0x40..=0x7e | 0xa1..=0xfe, ..])
            | (Characters::ShiftJis, [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..])
            | (Characters::EucKr, [0x81..=0xfe, 0x41..=0x5a | 0x61..=0x7a | 0x81..=0xfe, ..]) => 2,
            _ => 1,
        }
    }

    /// Whether a sign may also be the end of a character.
    fn may_end_with(self, sign: u8) -> bool {
        match self {
            Characters::Apart => false,
            Characters::Gb18030 => sign >= 0x40 || sign.is_ascii_digit(),
            Characters::Big5 | Characters::ShiftJis => sign >= 0x40,
            Characters::EucKr => sign.is_ascii_alphabetic(),
        }
    }
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect::of(b',', b'"')
    }
}

impl Dialect {
    /// A delimiter and a quote, all else as usual.
    pub(super) const fn of(delimiter: u8, quote: u8) -> Dialect {
        Dialect {
            delimiter,
            quote,
            quoting: Quoting::Doubled,
            blanks: Blanks::Kept,
            returns: Returns::Refused,
            characters: Characters::Apart,
            mending: Mending { cells: 0, unclosed: false },
        }
    }

    /// Whether the structure shows in single bytes, as the fast scan needs it.
    #[inline]
    pub(super) fn is_plain(&self) -> bool {
        self.hindrance().is_none()
    }

    /// Why the structure does not show in single bytes, so that the list is read byte by byte, which takes longer; nothing for a list that is
    /// written in the usual way.
    #[inline]
    pub fn hindrance(&self) -> Option<Hindrance> {
        match self {
            Dialect { quoting: Quoting::Backslash, .. } => Some(Hindrance::Backslashes),
            Dialect { quoting: Quoting::None, .. } => Some(Hindrance::NoQuotes),
            Dialect { blanks: Blanks::Skipped, .. } => Some(Hindrance::Blanks),
            Dialect { returns: Returns::EndRecords, .. } => Some(Hindrance::Returns),
            _ if [self.delimiter, self.quote].iter().any(|&sign| self.characters.may_end_with(sign)) => {
                Some(Hindrance::Characters)
            }
            _ => None,
        }
    }

    /// Adds a text as a cell, in quotes where it would otherwise be read as something else. Says whether that could be done: in a
    /// list without quotes a text with a delimiter cannot be a cell.
    pub(crate) fn write_cell(self, text: &str, out: &mut Vec<u8>) -> bool {
        let special = |&byte: &u8| {
            byte == self.delimiter
                || byte == self.quote && self.quoting != Quoting::None
                || byte == b'\\' && self.quoting == Quoting::Backslash
                || byte == b'\n'
                || byte == b'\r'
        };
        if !text.as_bytes().iter().any(special) {
            out.extend_from_slice(text.as_bytes());
            return true;
        }
        if self.quoting == Quoting::None {
            return false;
        }
        out.push(self.quote);
        if self.quoting != Quoting::Backslash && memchr::memchr(self.quote, text.as_bytes()).is_none() {
            out.extend_from_slice(text.as_bytes());
            out.push(self.quote);
            return true;
        }
        for &byte in text.as_bytes() {
            if byte == self.quote || byte == b'\\' && self.quoting == Quoting::Backslash {
                out.push(if self.quoting == Quoting::Backslash { b'\\' } else { self.quote });
            }
            out.push(byte);
        }
        out.push(self.quote);
        true
    }
}

/// How the records of a list end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// There is no line end in the beginning of the list.
    None,
    /// Line feed, as on Linux and macOS.
    Lf,
    /// Carriage return and line feed, as on Windows.
    CrLf,
    /// Carriage return, as on Macs of long ago.
    Cr,
    /// Several of them.
    Mixed,
}

/// What was found out about a delimited list before reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// The encoding's name.
    pub encoding: &'static str,
    /// How it was found.
    pub encoding_from: EncodingFrom,
    /// Whether the list begins with a byte-order mark.
    pub byte_order_mark: bool,
    /// Its delimiter and quote.
    pub dialect: Dialect,
    /// Its line ends, as far as its beginning shows.
    pub line_ends: LineEnds,
    /// Whether its first line only names the delimiter: `sep=;`.
    pub names_delimiter: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(dialect: Dialect, text: &str) -> Option<String> {
        let mut out = Vec::new();
        dialect.write_cell(text, &mut out).then(|| String::from_utf8(out).unwrap())
    }

    #[test]
    fn a_cell_is_quoted_only_where_it_must_be() {
        let written = |text| written(Dialect::of(b';', b'"'), text).unwrap();
        assert_eq!(written("A, the best"), "A, the best");
        assert_eq!(written("A; the best"), "\"A; the best\"");
        assert_eq!(written("6\" pipe"), "\"6\"\" pipe\"");
        assert_eq!(written("two\nlines"), "\"two\nlines\"");
        assert_eq!(written(""), "");
    }

    #[test]
    fn a_cell_is_quoted_as_the_list_quotes() {
        let backslash = Dialect { quoting: Quoting::Backslash, ..Dialect::of(b',', b'\'') };
        assert_eq!(written(backslash, "it's").unwrap(), "'it\\'s'");
        assert_eq!(written(backslash, "a\\b").unwrap(), "'a\\\\b'");
        let none = Dialect { quoting: Quoting::None, ..Dialect::default() };
        assert_eq!(written(none, "6\" pipe").unwrap(), "6\" pipe");
        assert_eq!(written(none, "a,b"), None);
    }

    #[test]
    fn the_end_of_a_character_is_no_sign() {
        let gbk = Characters::of(GBK);
        assert_eq!((gbk.length(b"\x84|x"), gbk.length(b"\x84,x"), gbk.length(b"|")), (2, 1, 1));
        assert_eq!(gbk.length(b"\x81\x30\x81\x30"), 4);
        assert_eq!(Characters::of(SHIFT_JIS).length(b"\x95\\"), 2);
        let with = |delimiter| Dialect { characters: gbk, ..Dialect::of(delimiter, b'"') };
        assert!(with(b',').is_plain() && with(b';').is_plain() && with(b'\t').is_plain() && !with(b'|').is_plain());
    }
}
