//! From a cell's bytes to its text: the only place that knows the encoding and takes the quotes away.

use std::borrow::Cow;
use std::ops::Range;
use std::str::Utf8Error;

use super::scan::Row;
use super::utf8;

/// Fails with the position of the first byte in `bytes[range]` that is no text.
pub(super) fn check_text(bytes: &[u8], range: Range<usize>) -> Result<(), usize> {
    let bytes_there = &bytes[range.clone()];
    if utf8::is_valid(bytes_there) {
        return Ok(());
    }
    std::str::from_utf8(bytes_there).map(|_| ()).map_err(|error| range.start + error.valid_up_to())
}

/// Of so many bytes at most one may be a stray one; where there are more, the text is in another encoding.
const STRAY_AMONG: usize = 400;

/// The positions of the stray bytes in `bytes[range]`: the few that are no text where everything else is.
///
/// # Errors
/// With the first position, where so many bytes are no text that they are another encoding's.
pub(super) fn stray_bytes(bytes: &[u8], range: Range<usize>) -> Result<Vec<usize>, usize> {
    let Err(first) = check_text(bytes, range.clone()) else { return Ok(Vec::new()) };
    let mut at = first;
    let mut stray = Vec::new();
    for chunk in bytes[first..range.end].utf8_chunks() {
        at += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            stray.push(at);
        }
        at += chunk.invalid().len();
    }
    if stray.len() * STRAY_AMONG <= range.len() { Ok(stray) } else { Err(first) }
}

/// The text of a row's cell, for bytes that were checked; anything else shows as replacement characters.
#[inline]
pub(super) fn cell_text<'a>(row: &Row<'a>, cell: usize, quote: u8) -> Cow<'a, str> {
    match std::str::from_utf8(row.raw(cell)) {
        Ok(raw) => unquoted(raw, quote),
        Err(_) => Cow::Owned(unquoted(&String::from_utf8_lossy(row.raw(cell)), quote).into_owned()),
    }
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
    pub(super) fn push(&mut self, raw: &[u8], quote: u8) {
        if raw.first() == Some(&quote)
            && let Ok(text) = std::str::from_utf8(raw)
        {
            self.bytes.extend_from_slice(without_quotes(text, quote).as_bytes());
        } else {
            self.bytes.extend_from_slice(raw);
        }
        self.ends.push(self.bytes.len() as u32);
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

/// A cell without its quotes: doubled ones are single, text behind the closing one is kept.
#[inline]
fn unquoted(raw: &str, quote: u8) -> Cow<'_, str> {
    if raw.as_bytes().first() == Some(&quote) { without_quotes(raw, quote) } else { Cow::Borrowed(raw) }
}

fn without_quotes(raw: &str, quote: u8) -> Cow<'_, str> {
    let inner = &raw[1..];
    match memchr::memchr(quote, inner.as_bytes()) {
        None => return Cow::Borrowed(inner),
        Some(end) if end + 1 == inner.len() => return Cow::Borrowed(&inner[..end]),
        Some(_) => {}
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
        ];
        for (raw, text) in cases {
            assert_eq!(unquoted(raw, b'"'), text, "{raw}");
        }
    }

    #[test]
    fn a_columns_cells_are_decoded_together() {
        let mut column = ColumnTexts::default();
        for raw in ["5", "", "\"1,5\"", "客户", "\"a\"\"b\""] {
            column.push(raw.as_bytes(), b'"');
        }
        assert_eq!(column.texts().unwrap().collect::<Vec<_>>(), ["5", "", "1,5", "客户", "a\"b"]);
    }

    #[test]
    fn a_byte_that_is_no_text_is_told_by_its_position() {
        assert_eq!(check_text(b"a,\xff\n", 1..4), Err(2));
        assert_eq!(check_text("客户,b".as_bytes(), 0..8), Ok(()));
    }

    #[test]
    fn a_few_bytes_that_are_no_text_are_stray_and_many_are_another_encoding() {
        let mut bytes = b"1,2345,67890\n".repeat(70);
        assert_eq!(stray_bytes(&bytes, 0..bytes.len()), Ok(vec![]));
        bytes[100] = 0xa0;
        bytes[700] = 0xff;
        assert_eq!(stray_bytes(&bytes, 0..bytes.len()), Ok(vec![100, 700]));
        assert_eq!(stray_bytes(&bytes, 0..150), Err(100));
    }
}
