//! What a cell's text says: exact numbers, dates, flags and tags, under a given reading.
//!
//! Nothing here knows of columns. Where a text can be read in two ways, the reader is told which way to take ([`Decimals`],
//! [`DateOrder`]), and tells besides which ways fit, so that the column can decide over all its cells.

use std::borrow::Cow;

mod currency;
mod date;
mod figures;
mod flag;
mod number;
mod number_text;
mod tags;

pub use currency::{Currency, currency_code};
pub use date::{DateOrder, Fits, RawDate, civil_days, read_date, read_iso_date, serial_days};
pub use flag::read_flag;
pub use number::{Alike, Decimals, Number, Plain};
pub use tags::split_tags;

/// A text without the blanks and invisible characters around it.
pub fn trimmed(text: &str) -> &str {
    let bytes = text.as_bytes();
    if let (Some(first), Some(last)) = (bytes.first(), bytes.last())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return text;
    }
    text.trim_matches(|character: char| is_blank(character) || is_invisible(character))
}

/// Whether a trimmed text stands for a cell that nobody filled in.
pub fn is_missing(trimmed: &str) -> bool {
    let Some(first) = trimmed.chars().next() else { return true };
    // Most cells are told by their first character.
    match narrow_character(first) {
        '-' | '—' | '无' | 'n' | 'N' | '#' => {
            let text = narrow(trimmed);
            let is = |word: &str| word.eq_ignore_ascii_case(&text);
            ["-", "—", "无", "n/a", "#n/a", "null"].into_iter().any(is)
        }
        _ => false,
    }
}

/// A text with full-width characters, signs and blanks in their plain ASCII form, and without invisible characters.
pub fn narrow(text: &str) -> Cow<'_, str> {
    let is_plain = |character| !is_invisible(character) && narrow_character(character) == character;
    if text.is_ascii() || text.chars().all(is_plain) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|&character| !is_invisible(character)).map(narrow_character).collect())
}

fn narrow_character(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => char::from((character as u32 - 0xFEE0) as u8),
        '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{FE63}' => '-',
        '‘' | '’' | 'ʼ' | '′' => '\'',
        '￥' => '¥',
        '￡' => '£',
        // Line breaks and tabs stay what they are: they are no part of a number.
        _ if !character.is_ascii() && is_blank(character) => ' ',
        _ => character,
    }
}

/// Blanks of every width.
fn is_blank(character: char) -> bool {
    character.is_whitespace() || character == '\u{3164}' || character == '\u{2800}'
}

/// Characters that nobody sees: byte order marks, zero-width blanks and joiners, marks of direction, soft hyphens.
fn is_invisible(character: char) -> bool {
    matches!(character,
        '\u{FEFF}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}' | '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{FE0E}' | '\u{FE0F}' | '\0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_that_nobody_filled_in_are_missing() {
        for text in
            ["", " ", "-", "—", "N/A", "n/a", "#N/A", "NULL", "无", "　－　", "Ｎ／Ａ", "\u{FEFF}", " \u{200B}无\u{A0}"]
        {
            assert!(is_missing(trimmed(text)), "{text:?}");
        }
        for text in ["0", "--", "none", "nul", "无效", "/", "#VALUE!"] {
            assert!(!is_missing(trimmed(text)), "{text:?}");
        }
    }
}
