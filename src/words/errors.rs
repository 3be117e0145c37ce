//! Errors, and the places that they speak of, in the language of the run.

use crate::Error;
use crate::language::Language;
use crate::list::Unreadable;
use crate::place::Place;

/// Why a run stopped. (Mistakes in rule files are told in English.)
pub fn error(error: &Error, language: Language) -> String {
    language.words().error(error)
}

/// Why a column cannot be read as its field.
pub fn unreadable(column: &Unreadable, language: Language) -> String {
    language.words().unreadable(column)
}

/// Where something stands.
pub fn place(place: &Place, language: Language) -> String {
    language.words().place(place)
}

/// A list's name in messages: its path, or that it is standard input.
pub fn list_name(path: &std::path::Path, language: Language) -> String {
    place(&Place::File(path.to_owned()), language)
}

#[cfg(test)]
mod tests;
