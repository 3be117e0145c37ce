//! Errors, and the places that they speak of, in the language of the run. An error's own text is the English one.

use super::zh;
use crate::Error;
use crate::language::Language;
use crate::list::Unreadable;
use crate::place::Place;
use crate::rulefile::{ComplaintWords, ENGLISH, RuleError};

/// Why a run stopped.
pub fn error(error: &Error, language: Language) -> String {
    match (language, error) {
        (Language::En, _) => error.to_string(),
        (_, Error::Refused(refusal)) => super::refusal(refusal, language),
        (Language::Zh, Error::Input(error)) => zh::list_errors::input_error(error),
        (Language::Zh, Error::Output(error)) => zh::output_errors::output_error(error),
        (Language::Zh, Error::Rule(error)) => zh::rule_errors::rule_error(error),
        (Language::Zh, Error::Freeze(error)) => zh::rule_errors::freeze_error(error),
    }
}

/// Why a rule could not be loaded.
pub fn rule_error(error: &RuleError, language: Language) -> String {
    match language {
        Language::En => error.to_string(),
        Language::Zh => zh::rule_errors::rule_error(error),
    }
}

/// The words in which complaints about rule files are told.
pub fn complaint_words(language: Language) -> &'static ComplaintWords {
    match language {
        Language::En => &ENGLISH,
        Language::Zh => &zh::rule_errors::COMPLAINTS,
    }
}

/// A message without the title of a complaint (`error: `), for whoever puts one before it.
pub fn untitled(message: &str, language: Language) -> &str {
    let words = complaint_words(language);
    let title = [words.error, words.warning].into_iter().find_map(|title| message.strip_prefix(title));
    title.and_then(|rest| rest.strip_prefix(": ")).unwrap_or(message)
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
