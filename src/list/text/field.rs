//! From a cell's bytes to its text: the only place that knows the encoding and takes the quotes away.

use std::borrow::Cow;
use std::ops::Range;
use std::str::Utf8Error;

use encoding_rs::{DecoderResult, Encoding, UTF_8};

use super::dialect::{Blanks, Dialect, Quoting};
use super::scan::Row;

/// How the bytes of a list's cells stand for texts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Script {
    encoding: &'static Encoding,
    dialect: Dialect,
    /// Whether it is UTF-8 with quotes that are doubled: what nearly all lists are, and what must be fast.
    plain: bool,
}

impl Default for Script {
    fn default() -> Self {
        Script::new(UTF_8, Dialect::default())
    }
}

impl Script {
    pub(super) fn new(encoding: &'static Encoding, dialect: Dialect) -> Script {
        let plain = encoding == UTF_8 && dialect.quoting == Quoting::Doubled && dialect.blanks == Blanks::Kept;
        Script { encoding, dialect, plain }
    }

    /// The encoding that the bytes are in.
    pub(crate) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The text of any bytes of the list, for people.
    pub(super) fn shown(self, bytes: &[u8]) -> Cow<'_, str> {
        self.encoding.decode_without_bom_handling(bytes).0
    }

    /// The text of a cell that is not plain, and whether all of its bytes are text.
    fn text(self, raw: &[u8]) -> (Cow<'_, str>, bool) {
        let (text, wrong) = if raw.is_ascii() {
            (String::from_utf8_lossy(raw), false)
        } else {
            self.encoding.decode_without_bom_handling(raw)
        };
        let text = match text {
            Cow::Borrowed(text) => self.unwrapped(text),
            Cow::Owned(text) => Cow::Owned(self.unwrapped(&text).into_owned()),
        };
        (text, !wrong)
    }

    /// A cell without what the dialect puts around its text.
    fn unwrapped(self, raw: &str) -> Cow<'_, str> {
        let Dialect { delimiter, quote, quoting, blanks, .. } = self.dialect;
        let raw = if blanks == Blanks::Skipped { raw.trim_start_matches(' ') } else { raw };
        match quoting {
            Quoting::None => Cow::Borrowed(raw),
            Quoting::Doubled => unquoted(raw, quote),
            Quoting::Backslash if raw.contains('\\') => Cow::Owned(unescaped(raw, [quote, delimiter])),
            Quoting::Backslash => unquoted(raw, quote),
        }
    }
}

/// A cell with backslashes: each takes the meaning from a quote, a delimiter, a line end or another backslash behind it. Before
/// anything else it stands for itself.
fn unescaped(raw: &str, [quote, delimiter]: [u8; 2]) -> String {
    let (quote, delimiter) = (char::from(quote), char::from(delimiter));
    let is_escapable = |next: &char| *next == quote || *next == delimiter || ['\\', '\n', '\r'].contains(next);
    let ends_with_quote = raw.strip_suffix(quote).is_some_and(|rest| {
        let backslashes = rest.len() - rest.trim_end_matches('\\').len();
        backslashes % 2 == 0
    });
    let mut text = String::with_capacity(raw.len());
    let mut characters = raw.chars().peekable();
    let mut inside = characters.next_if_eq(&quote).is_some();
    while let Some(character) = characters.next() {
        match character {
            '\\' => text.push(characters.next_if(is_escapable).unwrap_or('\\')),
            _ if inside && character == quote => match characters.next_if_eq(&quote) {
                // The last of all is the closing one.
                Some(doubled) if characters.peek().is_some() || !ends_with_quote => text.push(doubled),
                Some(_) => {
                    text.push(quote);
                    inside = false;
                }
                None if ends_with_quote && characters.peek().is_some() => text.push(quote),
                None => inside = false,
            },
            _ => text.push(character),
        }
    }
    // It is never closed: an ordinary character.
    if inside {
        text.insert(0, quote);
    }
    text
}

/// Fails with the position of the first byte in `bytes[range]` that is no text.
pub(super) fn check_text(bytes: &[u8], range: Range<usize>, encoding: &'static Encoding) -> Result<(), usize> {
    if encoding != UTF_8 {
        return match malformed(&bytes[range.clone()], encoding, 1).first() {
            Some(at) => Err(range.start + at),
            None => Ok(()),
        };
    }
    let bytes_there = &bytes[range.clone()];
    if simdutf8::basic::from_utf8(bytes_there).is_ok() {
        return Ok(());
    }
    std::str::from_utf8(bytes_there).map(|_| ()).map_err(|error| range.start + error.valid_up_to())
}

/// How many bytes there must be for each stray one. With more stray ones the text is in another encoding.
const STRAY_AMONG: u64 = 400;

/// Whether the number of stray bytes shows that the text is in another encoding.
pub(super) fn are_too_many(stray: u64, bytes: u64) -> bool {
    stray.saturating_mul(STRAY_AMONG) > bytes
}

/// The positions of the stray bytes in `bytes[range]`: the few that are no text where everything else is.
///
/// # Errors
/// With the first position, where so many bytes are no text that they are another encoding's. Of fewer than `least` bytes as many may be
/// stray as of those.
pub(super) fn stray_bytes(
    bytes: &[u8],
    range: Range<usize>,
    encoding: &'static Encoding,
    least: usize,
) -> Result<Vec<usize>, usize> {
    let too_many = |stray: &[usize]| are_too_many(stray.len() as u64, range.len().max(least) as u64);
    if encoding != UTF_8 {
        let stray = malformed(&bytes[range.clone()], encoding, usize::MAX);
        let positions = stray.iter().map(|at| range.start + at).collect::<Vec<_>>();
        return if too_many(&stray) { Err(positions[0]) } else { Ok(positions) };
    }
    let Err(first) = check_text(bytes, range.clone(), encoding) else { return Ok(Vec::new()) };
    let mut at = first;
    let mut stray = Vec::new();
    for chunk in bytes[first..range.end].utf8_chunks() {
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            stray.push(at);
        }
        at += chunk.invalid().len();
    }
    if too_many(&stray) { Err(first) } else { Ok(stray) }
}

/// The positions of the first bytes that an encoding cannot read, up to a number of them.
fn malformed(bytes: &[u8], encoding: &'static Encoding, most: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = Encoding::ascii_valid_up_to(bytes);
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = [0; 4096];
    while at < bytes.len() && found.len() < most {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        if let DecoderResult::Malformed(wrong, behind) = result {
            found.push(at - usize::from(wrong) - usize::from(behind));
        }
    }
    found
}

/// The text of a row's cell, for bytes that were checked; anything else shows as replacement characters.
#[inline]
pub(crate) fn cell_text<'a>(row: &Row<'a>, cell: usize, script: Script) -> Cow<'a, str> {
    if !script.plain {
        return script.text(row.raw(cell)).0;
    }
    let quote = script.dialect.quote;
    match std::str::from_utf8(row.raw(cell)) {
        Ok(raw) => unquoted(raw, quote),
        Err(_) => Cow::Owned(unquoted(&String::from_utf8_lossy(row.raw(cell)), quote).into_owned()),
    }
}

/// The text of a cell; nothing where its bytes are not text.
pub(super) fn checked_text(raw: &[u8], script: Script) -> Option<Cow<'_, str>> {
    if script.plain {
        return std::str::from_utf8(raw).ok().map(|raw| unquoted(raw, script.dialect.quote));
    }
    let (text, whole) = script.text(raw);
    whole.then_some(text)
}

/// The texts of one column's cells, decoded together: much faster than one by one.
#[derive(Debug, Default)]
pub(super) struct ColumnTexts {
    bytes: Vec<u8>,
    /// Where each cell's text ends.
    ends: Vec<u32>,
}

impl ColumnTexts {
    /// Adds a cell: its bytes with its quotes.
    #[inline]
    pub(super) fn push(&mut self, raw: &[u8], script: Script) {
        let quote = script.dialect.quote;
        if !script.plain {
            self.push_other(raw, script);
        } else if raw.first() == Some(&quote)
            && let Ok(text) = std::str::from_utf8(raw)
        {
            self.bytes.extend_from_slice(without_quotes(text, quote).as_bytes());
        } else {
            self.bytes.extend_from_slice(raw);
        }
        self.ends.push(self.bytes.len() as u32);
    }

    fn push_other(&mut self, raw: &[u8], script: Script) {
        match script.text(raw) {
            (text, true) => self.bytes.extend_from_slice(text.as_bytes()),
            // No text here either.
            (_, false) => self.bytes.push(0xff),
        }
    }

    /// The texts in the order in which they were added.
    ///
    /// # Errors
    /// When the bytes are no text, which was checked before.
    pub(super) fn texts(&self) -> Result<impl Iterator<Item = &str>, Utf8Error> {
        let all = std::str::from_utf8(&self.bytes)?;
        let mut start = 0;
        Ok(self.ends.iter().map(move |&end| {
            let text = all.get(start..end as usize).unwrap_or_default();
            start = end as usize;
            text
        }))
    }
}

/// A cell without its quotes: doubled ones are single, and so are those inside that should have been doubled; text behind the
/// closing one is kept, and one that is never closed is an ordinary character.
#[inline]
fn unquoted(raw: &str, quote: u8) -> Cow<'_, str> {
    if raw.as_bytes().first() == Some(&quote) { without_quotes(raw, quote) } else { Cow::Borrowed(raw) }
}

fn without_quotes(raw: &str, quote: u8) -> Cow<'_, str> {
    let inner = &raw[1..];
    match memchr::memchr(quote, inner.as_bytes()) {
        None => return Cow::Borrowed(raw),
        Some(end) if end + 1 == inner.len() => return Cow::Borrowed(&inner[..end]),
        Some(_) => {}
    }
    if let Some(inner) = inner.strip_suffix(char::from(quote)) {
        let sign = char::from(quote).to_string();
        return Cow::Owned(inner.replace(&sign.repeat(2), &sign));
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = memchr::memchr(quote, rest.as_bytes()) {
        text.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if rest.as_bytes().first() != Some(&quote) {
            break;
        }
        text.push(char::from(quote));
        rest = &rest[1..];
    }
    text.push_str(rest);
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_are_taken_away() {
        let cases = [
            ("plain", "plain"),
            ("6\" pipe", "6\" pipe"),
            ("\"a,b\"", "a,b"),
            ("\"\"", ""),
            ("\"say \"\"hi\"\"\"", "say \"hi\""),
            ("\"\"\"\"", "\""),
            ("\"a\"b\"c", "ab\"c"),
            ("\"客户\" ", "客户 "),
            ("\"a\"b\"", "a\"b"),
            ("\"\"a\"", "\"a"),
            ("\"a\"\"", "a\""),
            ("\"a", "\"a"),
            ("\"", "\""),
        ];
        for (raw, text) in cases {
            assert_eq!(unquoted(raw, b'"'), text, "{raw}");
        }
    }

    #[test]
    fn a_columns_cells_are_decoded_together() {
        let mut column = ColumnTexts::default();
        for raw in ["5", "", "\"1,5\"", "客户", "\"a\"\"b\""] {
            column.push(raw.as_bytes(), Script::default());
        }
        assert_eq!(column.texts().unwrap().collect::<Vec<_>>(), ["5", "", "1,5", "客户", "a\"b"]);
    }

    #[test]
    fn a_byte_that_is_no_text_is_told_by_its_position() {
        assert_eq!(check_text(b"a,\xff\n", 1..4, UTF_8), Err(2));
        assert_eq!(check_text("客户,b".as_bytes(), 0..8, UTF_8), Ok(()));
    }

    #[test]
    fn a_few_bytes_that_are_no_text_are_stray_and_many_are_another_encoding() {
        let mut bytes = b"1,2345,67890\n".repeat(70);
        assert_eq!(stray_bytes(&bytes, 0..bytes.len(), UTF_8, 0), Ok(vec![]));
        bytes[100] = 0xa0;
        bytes[700] = 0xff;
        assert_eq!(stray_bytes(&bytes, 0..bytes.len(), UTF_8, 0), Ok(vec![100, 700]));
        assert_eq!(stray_bytes(&bytes, 0..150, UTF_8, 0), Err(100));
    }

    #[test]
    fn a_byte_that_is_no_character_of_another_encoding_is_told_too() {
        let gbk = encoding_rs::GBK;
        let text = b"\xbf\xcd\xbb\xa7,\xff\n".repeat(100);
        assert_eq!(check_text(&text, 0..5, gbk), Ok(()));
        assert_eq!(check_text(&text, 0..text.len(), gbk), Err(5));
        assert_eq!(stray_bytes(&text, 7..text.len(), gbk, 0), Err(12));
        assert_eq!(check_text(b"M\xfcller", 0..6, encoding_rs::WINDOWS_1252), Ok(()));
    }

    #[test]
    fn cells_are_read_as_the_list_writes_them() {
        let text = |dialect: Dialect, raw: &str| Script::new(UTF_8, dialect).text(raw.as_bytes()).0.into_owned();
        let backslash = Dialect { quoting: Quoting::Backslash, ..Dialect::default() };
        for (raw, read) in [
            (r#""say \"hi\"""#, r#"say "hi""#),
            (r#""say ""hi""""#, r#"say "hi""#),
            (r"a\,b", "a,b"),
            (r"C:\new", r"C:\new"),
            (r#""C:\\""#, r"C:\"),
            (r#""it\'s 6\"""#, r#"it\'s 6""#),
            (r#""a \"b\" "c" d""#, r#"a "b" "c" d"#),
            (r#"\"a"#, r#""a"#),
            (r#""a\,b"#, r#""a,b"#),
            (r#""a\" "" b"""#, r#"a" " b""#),
        ] {
            assert_eq!(text(backslash, raw), read, "{raw}");
        }
        let blanks = Dialect { blanks: Blanks::Skipped, ..Dialect::default() };
        assert_eq!([text(blanks, " \"a, b\""), text(blanks, "  x ")], ["a, b", "x "]);
        let none = Dialect { quoting: Quoting::None, ..Dialect::default() };
        assert_eq!(text(none, "\"a\""), "\"a\"");
    }

    #[test]
    fn cells_of_other_encodings_are_decoded() {
        let script = Script::new(encoding_rs::SHIFT_JIS, Dialect { quoting: Quoting::Backslash, ..Dialect::default() });
        // The second byte of the first character is a backslash.
        assert_eq!(script.text(b"\"\x95\x5c,\\\"\"").0, "表,\"");
        let mut column = ColumnTexts::default();
        let gbk = Script::new(encoding_rs::GBK, Dialect::default());
        for raw in [&b"\"\xbf\xcd\xbb\xa7\""[..], b"5"] {
            column.push(raw, gbk);
        }
        assert_eq!(column.texts().unwrap().collect::<Vec<_>>(), ["客户", "5"]);
        column.push(b"\xff", gbk);
        assert!(column.texts().is_err());
    }
}
