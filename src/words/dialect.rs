//! How a delimited list is written, in words.

use crate::language::Language;
use crate::list::text::{Blanks, Dialect, Facts, LineEnds, Quoting};

/// Names of facts and what they are, in the order in which people ask for them.
pub fn facts(facts: &Facts, language: Language) -> Vec<(&'static str, String)> {
    let (Facts { dialect, .. }, words) = (*facts, language.words());
    let mark = if facts.byte_order_mark { words.with_mark() } else { "" };
    let mut told = vec![
        (words.fact_encoding(), format!("{}{mark}", facts.encoding)),
        (words.fact_encoding_from(), words.encoding_from(facts.encoding_from)),
        (words.fact_delimiter(), delimiter(dialect.delimiter)),
        (words.fact_quote(), quote(dialect, language)),
        (words.fact_line_ends(), line_ends(facts.line_ends, language).to_owned()),
    ];
    if facts.names_delimiter {
        told.push((words.fact_first_line(), words.names_delimiter().to_owned()));
    }
    if dialect.blanks == Blanks::Skipped {
        told.push((words.fact_blanks(), words.blanks_belong().to_owned()));
    }
    told
}

/// That a list is read byte by byte, and why: it takes a few times as long as the usual way, which matters for millions of rows.
pub fn slow_way(facts: &Facts, language: Language) -> Option<(&'static str, String)> {
    let why = facts.dialect.hindrance()?;
    Some((language.words().fact_read(), language.words().byte_by_byte(why)))
}

/// A delimiter as it is written behind `--delimiter`.
pub fn delimiter(byte: u8) -> String {
    match byte {
        b'\t' => "tab".to_owned(),
        b' ' => "space".to_owned(),
        byte => char::from(byte).to_string(),
    }
}

fn quote(dialect: Dialect, language: Language) -> String {
    let sign = char::from(dialect.quote);
    match dialect.quoting {
        Quoting::Doubled => sign.to_string(),
        Quoting::Backslash => language.words().quote_inside(sign),
        Quoting::None => language.words().no_quote().to_owned(),
    }
}

fn line_ends(ends: LineEnds, language: Language) -> &'static str {
    match ends {
        LineEnds::None => language.words().no_line_ends(),
        LineEnds::Lf => "LF",
        LineEnds::CrLf => "CR LF",
        LineEnds::Cr => "CR",
        LineEnds::Mixed => language.words().mixed_line_ends(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_of_quoting_is_told() {
        let told = |quoting| quote(Dialect { quoting, ..Dialect::default() }, Language::En);
        assert_eq!(told(Quoting::Doubled), "\"");
        assert_eq!(told(Quoting::Backslash), "\" (inside quotes: \\\")");
        assert_eq!(told(Quoting::None), "none");
    }

    #[test]
    fn a_delimiter_is_told_as_it_is_written() {
        assert_eq!([b'\t', b' ', b';'].map(delimiter), ["tab", "space", ";"]);
    }
}
