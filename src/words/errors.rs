//! Errors, and the places that they speak of, in the language of the run.

use crate::Error;
use crate::language::Language;
use crate::list::Unreadable;
use crate::place::Place;

/// Why a run stopped.
pub fn error(error: &Error, language: Language) -> String {
    language.words().error(error)
}

/// A message without the title of a complaint (`error: `), for whoever puts one before it.
pub fn untitled(message: &str, language: Language) -> &str {
    let words = language.words().complaint_words();
    let title = [words.error, words.warning].into_iter().find_map(|title| message.strip_prefix(title));
    title.and_then(|rest| rest.strip_prefix(": ")).unwrap_or(message)
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
