//! Chinese.

use std::fmt::{self, Write};

use super::en::OwnTexts;
use crate::rule::field::{Field, Word};
use crate::rulefile::ComplaintWords;
use crate::words::reason::is_slot;

/// A Chinese text from a format string, with a space wherever Chinese characters of one part meet letters or digits of another, as
/// Chinese is set: `距 A 还差 3,200.00`, but `距白金还差 3,200.00`. The parts themselves stay as they are.
macro_rules! zh {
    ($($text:tt)*) => {
        $crate::words::zh::joined(format_args!($($text)*))
    };
}

mod columns;
mod common;
mod conditions;
mod errors;
mod follow_up;
mod frozen;
mod handbook;
mod header_errors;
mod inspect;
mod list_errors;
mod notes;
mod output_errors;
mod places;
mod readings;
mod reasons;
mod refusals;
mod remarks;
mod results;
pub(super) mod rule_errors;
mod rule_mistakes;
mod starter;
mod template;
mod workbook_errors;

/// Chinese.
#[derive(Debug, Clone, Copy)]
pub struct Chinese;

impl OwnTexts for Chinese {
    fn prefers_zh(&self) -> bool {
        true
    }

    fn is_own(&self, text: &str) -> bool {
        has_han(text)
    }

    fn complaint_words(&self) -> &'static ComplaintWords {
        &rule_errors::COMPLAINTS
    }

    fn field<'a>(&self, field: &'a Field) -> &'a str {
        field.headers.iter().find(|header| has_han(header)).unwrap_or(&field.name)
    }

    fn word<'a>(&self, word: &'a Word) -> &'a str {
        word.spellings.iter().find(|spelling| has_han(spelling)).unwrap_or(&word.word)
    }
}

/// The text of format arguments, each of which is a part.
pub(super) fn joined(parts: fmt::Arguments<'_>) -> String {
    let mut text = Joined(String::new());
    // A String takes whatever is written to it.
    _ = text.write_fmt(parts);
    text.0
}

struct Joined(String);

impl Write for Joined {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        let meet = self.0.chars().next_back().zip(part.chars().next());
        if meet.is_some_and(|(before, behind)| {
            (is_han(before) && is_latin(behind)) || (is_latin(before) && is_han(behind))
        }) {
            self.0.push(' ');
        }
        self.0.push_str(part);
        Ok(())
    }
}

/// Whether a text has a Chinese character.
pub(super) fn has_han(text: &str) -> bool {
    text.chars().any(is_han)
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_latin(character: char) -> bool {
    character.is_ascii_graphic() || (character.is_alphanumeric() && !is_han(character)) || is_slot(character)
}

/// A text of the user's in Chinese quotation marks; what cannot be seen in it is written as Rust writes it.
fn quoted(text: &str) -> String {
    let escaped = format!("{text:?}").replace("\\\"", "\"");
    format!("“{}”", &escaped[1..escaped.len() - 1])
}

/// The first few of a list, and how many there are.
fn some_of(items: impl ExactSizeIterator<Item = String>, most: usize) -> String {
    let count = items.len();
    let first = items.take(most).collect::<Vec<_>>().join("、");
    if count > most { format!("{first}等，共 {count} 个") } else { first }
}

/// A suggestion for a name that was not found; nothing where none is near.
fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("；您是否想写 {near}？")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_latin_keep_apart_and_nothing_else() {
        let (customers, distance) = ("VIP客户", "3,200.00");
        let tier = |tier| zh!("距{tier}还差{distance}");
        assert_eq!(tier("A"), "距 A 还差 3,200.00");
        assert_eq!(tier("白金"), "距白金还差 3,200.00");
        assert_eq!(zh!("在{customers}中，{distance}"), "在 VIP客户中，3,200.00");
    }

    #[test]
    fn chinese_characters_are_told_from_others() {
        assert!(["年销售额", "VIP客户", "銷售額"].iter().all(|text| has_han(text)));
        assert!(!["revenue", "Ünal", "（）"].iter().any(|text| has_han(text)));
    }
}
