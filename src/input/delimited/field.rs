//! From a cell's bytes to its text: the only place that knows the encoding and takes the quotes away.

use std::borrow::Cow;
use std::ops::Range;

use super::scan::Row;

/// The text of one row's cell, for bytes that were checked before; anything else shows as replacement characters.
pub(super) fn cell_text<'a>(row: &Row<'a>, cell: usize, quote: u8) -> Cow<'a, str> {
    match String::from_utf8_lossy(row.raw(cell)) {
        Cow::Borrowed(raw) => unquoted(raw, quote),
        Cow::Owned(raw) => Cow::Owned(unquoted(&raw, quote).into_owned()),
    }
}

/// A stretch of bytes that was decoded as a whole, so that its cells are had without looking at every byte again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decoded<'a> {
    text: &'a str,
    /// The position of the text's first byte.
    start: usize,
    quote: u8,
}

impl<'a> Decoded<'a> {
    /// Decodes `bytes[range]`.
    ///
    /// # Errors
    /// The position of the first byte that is no text.
    pub(super) fn new(bytes: &'a [u8], range: Range<usize>, quote: u8) -> Result<Self, usize> {
        match std::str::from_utf8(&bytes[range.clone()]) {
            Ok(text) => Ok(Decoded { text, start: range.start, quote }),
            Err(error) => Err(range.start + error.valid_up_to()),
        }
    }

    /// The text of a cell; its range comes from the index of the same bytes.
    #[inline]
    pub(super) fn cell(&self, range: Range<usize>) -> Cow<'a, str> {
        // Cells begin and end beside delimiters, which are characters of their own, so the range is never refused.
        let raw = self.text.get(range.start - self.start..range.end - self.start).unwrap_or_default();
        unquoted(raw, self.quote)
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
    fn a_byte_that_is_no_text_is_told_by_its_position() {
        assert_eq!(Decoded::new(b"a,\xff\n", 1..4, b'"').unwrap_err(), 2);
        assert_eq!(Decoded::new("客户,b".as_bytes(), 0..8, b'"').unwrap().cell(7..8), "b");
    }
}
