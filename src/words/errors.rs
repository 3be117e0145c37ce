//! Errors, and the places that they speak of, in the language of the run. An error's own text is the English one.

use super::zh;
use crate::Error;
use crate::language::Language;
use crate::list::Unreadable;
use crate::place::Place;

/// Why a run stopped. (Mistakes in rule files are told in English.)
pub fn error(error: &Error, language: Language) -> String {
    match (language, error) {
        (Language::En, _) | (_, Error::Rule(_) | Error::Freeze(_)) => error.to_string(),
        (_, Error::Refused(refusal)) => super::refusal(refusal, language),
        (Language::Zh, Error::Input(error)) => zh::list_errors::input_error(error),
        (Language::Zh, Error::Output(error)) => zh::output_errors::output_error(error),
    }
}

/// Why a column cannot be read as its field.
pub fn unreadable(column: &Unreadable, language: Language) -> String {
    match language {
        Language::En => column.to_string(),
        Language::Zh => zh::list_errors::unreadable(column),
    }
}

/// Where something stands.
pub fn place(place: &Place, language: Language) -> String {
    match language {
        Language::En => place.to_string(),
        Language::Zh => zh::places::place(place),
    }
}

/// A list's name in messages: its path, or that it is standard input.
pub fn list_name(path: &std::path::Path, language: Language) -> String {
    place(&Place::File(path.to_owned()), language)
}

#[cfg(test)]
mod tests;
