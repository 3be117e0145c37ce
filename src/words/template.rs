//! What a template says to whoever fills it in.

use crate::language::Language;
use crate::rule::field::{Field, FieldKind};
use crate::words::run::default;

/// No message beside a cell can be longer, in characters: a spreadsheet's limit.
pub const LONGEST_MESSAGE: usize = 255;

/// What to write into a column, what a blank cell means, and which column may stand in its place.
pub fn help(field: &Field, choices: &[String], instead: &[String], language: Language) -> String {
    let words = language.words();
    let mut said = vec![kind(field, choices, language)];
    said.extend(blank(field, language));
    if !instead.is_empty() {
        said.push(words.write_instead(instead));
    }
    if field.optional {
        said.push(words.column_may_be_left_out().to_owned());
    }
    let said = said.join(words.between_sentences());
    if said.chars().count() <= LONGEST_MESSAGE {
        return said;
    }
    said.chars().take(LONGEST_MESSAGE - 1).chain(['…']).collect()
}

fn kind(field: &Field, choices: &[String], language: Language) -> String {
    let words = language.words();
    let listed = |most: usize| match choices.get(..most) {
        Some(first) if choices.len() > most => words.more_words(&first.join(words.comma())),
        _ => choices.join(words.comma()),
    };
    let fixed = match (&field.kind, field.name.as_str()) {
        (_, "id") => words.write_id(),
        (_, "name") => words.write_name(),
        (FieldKind::Number, _) => words.write_number(),
        (FieldKind::Percent, _) => words.write_percent(),
        (FieldKind::Date, _) => words.write_date(),
        (FieldKind::Flag, _) => words.write_flag(),
        (FieldKind::Tags, _) => words.write_tags(),
        (FieldKind::Choice(_), _) => return words.write_choice(&listed(12)),
        (FieldKind::Text, _) if choices.is_empty() => words.write_text(),
        (FieldKind::Text, _) => return words.write_text_like(&listed(8)),
    };
    fixed.to_owned()
}

/// What a blank cell means.
fn blank(field: &Field, language: Language) -> Option<String> {
    default(field, language).map(|value| language.words().blank_cell_counts_as(&value))
}

/// What stands at the example.
pub fn example(labels: &[String], language: Language) -> String {
    let words = language.words();
    let said = words.example_row().to_owned();
    if labels.is_empty() {
        return said;
    }
    said + words.between_sentences() + &words.example_row_gets(&labels.join(words.comma()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::field::Fill;

    fn field(name: &str, kind: FieldKind, default: Option<Fill>) -> Field {
        Field { name: name.to_owned(), kind, headers: Vec::new(), default, optional: true, money: false }
    }

    #[test]
    fn a_column_says_what_to_write_and_what_a_blank_means_in_both_languages() {
        let need = field("need", FieldKind::Flag, Some(Fill::Flag(false)));
        let said = Language::ALL.map(|language| help(&need, &[], &[], language));
        assert_eq!(said[0], "yes or no; 1 and 0, √ and × will do. Blank counts as no. The column may be left out.");
        assert_eq!(said[1], "填“是”或“否”，也可用 √ 和 ×、1 和 0。空白视为否。本列可以不要。");
    }

    #[test]
    fn a_message_is_never_longer_than_a_spreadsheet_shows() {
        let words = (0..12).map(|_| "a long word ".repeat(5)).collect::<Vec<_>>();
        let said = help(&field("x", FieldKind::Choice(Vec::new()), None), &words, &[], Language::En);
        assert_eq!(said.chars().count(), LONGEST_MESSAGE);
    }
}
