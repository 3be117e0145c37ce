//! A record divided by another delimiter than the list's.

use std::ops::Range;

use crate::list::text::dialect::{Dialect, Quoting};
use crate::list::text::field::Script;

/// The delimiters that a single record may have instead of the list's.
const OTHERS: [u8; 5] = *b";\t|, ";

/// The delimiters that a record may have instead of the list's.
pub(super) fn others(script: Script) -> impl Iterator<Item = u8> {
    let Dialect { delimiter, quote, .. } = script.dialect();
    OTHERS.into_iter().filter(move |other| *other != delimiter && *other != quote)
}

/// Where the cells of a record are if its delimiter is this one.
pub(super) fn divided(content: &[u8], delimiter: u8, dialect: Dialect) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = 0;
    loop {
        let is_quoted = dialect.quoting != Quoting::None && content.get(start) == Some(&dialect.quote);
        let from = if is_quoted { closed(content, start, delimiter, dialect.quote) } else { start };
        match memchr::memchr(delimiter, &content[from..]) {
            Some(at) => {
                cells.push(start..from + at);
                start = from + at + 1;
            }
            None => {
                cells.push(start..content.len());
                return cells;
            }
        }
    }
}

/// The position of the quote that closes what the one at `open` opened: it stands before a delimiter or at the end.
fn closed(content: &[u8], open: usize, delimiter: u8, quote: u8) -> usize {
    let mut at = open + 1;
    while at < content.len() {
        at += match content.get(at + 1) {
            _ if content[at] != quote => 1,
            Some(&next) if next == quote => 2,
            Some(&next) if next != delimiter => 1,
            _ => return at,
        };
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_between_quotes_do_not_divide() {
        let cells = |content: &str, delimiter| {
            let ranges = divided(content.as_bytes(), delimiter, Dialect::default());
            ranges.into_iter().map(|range| content[range].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(cells("K1 \"Acme Inc\" 5", b' '), ["K1", "\"Acme Inc\"", "5"]);
        assert_eq!(cells("\"a \"\"b\"\" c\";x", b';'), ["\"a \"\"b\"\" c\"", "x"]);
        assert_eq!(cells("\"a;b;", b';'), ["\"a", "b", ""]);
    }
}
