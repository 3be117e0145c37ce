//! What is said of the rules that there are: their families, what they need, and which of them a list has what it takes for.

use super::en::FAMILIES;
use crate::language::Language;
use crate::result::fitting::Has;
use crate::rule::field::Field;
use crate::words::run::default;

/// The keys of the families of the bundled rules, in the order in which they are listed.
pub fn families() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|(key, _)| *key)
}

/// What a rule needs: fields without which it cannot work, and those that it takes where the list has them.
pub fn needs(needed: &[String], optional: &[String], language: Language) -> String {
    let words = language.words();
    match (needed, optional) {
        (needed, []) => needed.join(words.comma()),
        ([], optional) => words.any_of(optional),
        (needed, optional) => words.needs_and_takes(&needed.join(words.comma()), &optional.join(words.comma())),
    }
}

/// A field and the column that it is: the header is told where it says more than the field's name.
pub fn found(called: &str, header: &str, language: Language) -> String {
    if called == header { called.to_owned() } else { language.words().found(called, header) }
}

/// What stands for a column that a rule does without.
pub fn done_without(field: &Field, language: Language) -> String {
    match default(field, language) {
        None => language.words().read_as_blank().to_owned(),
        Some(value) => language.words().counts_as(&value),
    }
}

/// Why a column does not do for a field; nothing where there is simply none.
pub fn why_not(has: &Has, language: Language) -> Option<String> {
    match has {
        Has::Column(_) | Has::Nothing => None,
        Has::Empty(header) => Some(language.words().column_is_empty(header)),
        Has::Several => Some(language.words().several_fit().to_owned()),
        Has::Unreadable(column) => Some(super::unreadable(column, language)),
    }
}
