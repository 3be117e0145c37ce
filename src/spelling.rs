//! How lists spell what means the same everywhere: cells that nobody filled in, yes and no. The lists of `[[test]]` use the same words.

use std::borrow::Cow;

/// The words for a cell that nobody filled in, in their plain form; letters in any case.
const MISSING: &[&str] = &[
    "-",
    "--",
    "—",
    "——",
    "n/a",
    "na",
    "n.a.",
    "#n/a",
    "null",
    "none",
    "nil",
    "nan",
    "\\n",
    "(blank)",
    "(空白)",
    "无",
    "暂无",
    "无数据",
];

/// The words for yes and for no in their plain form; letters in any case. The letter `x` is a mark, the sign `×` says no.
#[rustfmt::skip]
const FLAGS: (&[&str], &[&str]) = (
    &["yes", "y", "true", "1", "1.0", "on", "是", "有", "对", "√", "✓", "✔", "☑", "✅", "x"],
    &["no", "n", "false", "0", "0.0", "off", "否", "无", "错", "×", "✗", "✘", "✕", "✖", "☐", "❌"],
);

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

/// Whether a trimmed text is nothing, or a word for a cell that nobody filled in.
pub fn is_missing(trimmed: &str) -> bool {
    let Some(first) = trimmed.chars().next() else { return true };
    // Most cells are told by their first character.
    match narrow_character(first) {
        '-' | '—' | '无' | '暂' | 'n' | 'N' | '#' | '\\' | '(' => is_one_of(&narrow(trimmed), MISSING),
        _ => false,
    }
}

/// Whether a text for a missing cell may begin with this byte, if that is of ASCII.
#[inline]
pub fn may_be_missing(first: u8) -> bool {
    matches!(first, b'-' | b'n' | b'N' | b'#' | b'\\' | b'(')
}

/// Reads a trimmed text as a flag; `None` where it says neither yes nor no.
pub fn read_flag(trimmed: &str) -> Option<bool> {
    let text = narrow(trimmed);
    let (yes, no) = FLAGS;
    if is_one_of(&text, yes) { Some(true) } else { is_one_of(&text, no).then_some(false) }
}

fn is_one_of(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| word.eq_ignore_ascii_case(text))
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
        for text in [
            "",
            " ",
            "-",
            "--",
            "—",
            "——",
            "N/A",
            "n/a",
            "NA",
            "N.A.",
            "#N/A",
            "NULL",
            "None",
            "nil",
            "NaN",
            "\\N",
            "(blank)",
            "（空白）",
            "无",
            "暂无",
            "无数据",
            "　－　",
            "Ｎ／Ａ",
            "\u{FEFF}",
            " \u{200B}无\u{A0}",
        ] {
            assert!(is_missing(trimmed(text)), "{text:?}");
        }
        for text in ["0", "---", "nul", "无效", "暂无法", "/", "#VALUE!", "Nancy", "(empty", "\\"] {
            assert!(!is_missing(trimmed(text)), "{text:?}");
        }
    }

    #[test]
    fn a_missing_words_first_byte_tells_that_it_may_be_one() {
        for word in MISSING {
            let first = word.as_bytes()[0];
            assert!(!first.is_ascii() || may_be_missing(first) && may_be_missing(first.to_ascii_uppercase()), "{word}");
            assert!(is_missing(word) && is_missing(&word.to_ascii_uppercase()), "{word}");
        }
    }

    #[test]
    fn flags_are_read_in_either_language_case_and_width() {
        for text in
            ["yes", "YES", "y", "True", "1", "１", "1.0", "ON", "是", "有", "对", "√", "✔\u{FE0F}", "☑", "Ｙ", "X"]
        {
            assert_eq!(read_flag(text), Some(true), "{text}");
        }
        for text in ["no", "N", "FALSE", "0", "0.0", "off", "否", "无", "错", "×", "✗", "☐"] {
            assert_eq!(read_flag(text), Some(false), "{text}");
        }
        for text in ["2", "1.00.0", "maybe", "不", "-1"] {
            assert_eq!(read_flag(text), None, "{text}");
        }
        assert!(FLAGS.0.iter().all(|yes| !FLAGS.1.contains(yes)));
    }
}
