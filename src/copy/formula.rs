//! Texts that a spreadsheet would take for formulas, and what keeps it from that.

use std::borrow::Cow;

/// What stands in front of a text that is not to be taken for a formula.
pub(crate) const MARK: char = '\'';

/// What is done about texts that a spreadsheet would take for formulas when it opens a CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formulas {
    /// They are written as they are.
    Kept,
    /// They get an apostrophe in front (`--escape-formulas`).
    Escaped,
}

impl Formulas {
    /// The text as it is written.
    pub(crate) fn text(self, text: Cow<'_, str>) -> Cow<'_, str> {
        match self {
            Formulas::Kept => text,
            Formulas::Escaped => escaped(text),
        }
    }
}

/// The text with an apostrophe in front of it where a spreadsheet would take it for a formula.
pub(crate) fn escaped(text: Cow<'_, str>) -> Cow<'_, str> {
    if is_formula(&text) { Cow::Owned(format!("{MARK}{text}")) } else { text }
}

/// Whether a spreadsheet that opens a CSV would take the text for a formula: it begins with `=`, `+`, `-`, `@` (of either width),
/// a tab or a line break, and is no plain amount. (`-12.5`, `+86 138 0013 8000` and a lone `-` calculate nothing that they do not say.)
pub(crate) fn is_formula(text: &str) -> bool {
    // Some spreadsheets skip the blanks in front.
    let behind = text.trim_start();
    if behind.is_empty() {
        return false;
    }
    text.starts_with(['\t', '\r', '\n'])
        || behind.starts_with(['=', '@', '＝', '＠'])
        || behind.starts_with(SIGNS) && !is_amount(behind.trim_start_matches(SIGNS).trim_end())
}

const SIGNS: [char; 4] = ['+', '-', '＋', '－'];

/// Whether the text behind a sign is made of what amounts are made of, and nothing of what calls functions or names cells.
fn is_amount(text: &str) -> bool {
    let mantissa = text.split_once(['e', 'E']).map_or(text, |(mantissa, exponent)| {
        let figures = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        let is_power = mantissa.starts_with(|first: char| first.is_ascii_digit())
            && !figures.is_empty()
            && figures.bytes().all(|byte| byte.is_ascii_digit());
        if is_power { mantissa } else { text }
    });
    let belongs = |character: char| {
        matches!(character, '0'..='9' | '０'..='９' | '.' | ',' | '\'' | '’' | '．' | '，' | '%' | '％')
            || matches!(character, '$' | '¥' | '￥' | '€' | '£' | '元' | '千' | '万' | '亿')
            || matches!(character, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}')
    };
    mantissa.chars().all(belongs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calculates_is_a_formula() {
        for text in [
            "=1+1",
            "=HYPERLINK(\"http://example.org\")",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "--A1",
            "-USD5",
            "@SUM(1;2)",
            "＝1+1",
            "\t=1",
            "\rx",
            "\nx",
            "  =1",
            "-1E5+A1",
            "+E5",
            "-e",
        ] {
            assert!(is_formula(text), "{text:?}");
        }
    }

    #[test]
    fn amounts_phone_numbers_and_dashes_are_no_formulas() {
        for text in [
            "",
            " \n",
            "-12.5",
            "+8613800138000",
            "+86 138 0013 8000",
            "-1,234.50",
            "-¥1,234",
            "-12.5万",
            "-3 %",
            "-1e5",
            "+1.5E-3",
            "-",
            "--",
            "－５",
            "(12)",
            "a=b",
            "'=1",
            "a@example.org",
            "—",
        ] {
            assert!(!is_formula(text), "{text:?}");
        }
    }

    #[test]
    fn a_formula_gets_an_apostrophe_once() {
        let once = escaped(Cow::Borrowed("=1+1"));
        assert_eq!(once, "'=1+1");
        assert_eq!(escaped(once.clone()), once);
        assert!(matches!(escaped(Cow::Borrowed("K1")), Cow::Borrowed("K1")));
    }
}
