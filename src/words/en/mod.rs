//! English, and what every language says that has no words of its own.

use crate::rule::field::{Field, Word};
use crate::rulefile::{ComplaintWords, ENGLISH};

mod common;
mod conditions;
mod errors;
mod follow_up;
mod frozen;
mod handbook;
mod inspect;
mod notes;
mod reasons;
mod refusals;
mod remarks;
mod results;
mod starter;
mod template;

pub(super) use handbook::FAMILIES;
pub use {
    common::CommonWords, conditions::ConditionWords, errors::ErrorWords, follow_up::FollowUpWords, frozen::FrozenWords,
    handbook::HandbookWords, inspect::InspectWords, notes::NoteWords, reasons::ReasonWords, remarks::RemarkWords,
    results::ResultWords, starter::StarterWords, template::TemplateWords,
};

/// English.
#[derive(Debug, Clone, Copy)]
pub struct English;

/// How a language chooses among the texts of rule files and lists.
pub trait OwnTexts {
    /// Whether of a rule file's two texts, English and Chinese, the Chinese one comes first.
    fn prefers_zh(&self) -> bool {
        false
    }

    /// Whether a header or a spelling is written in this language.
    fn is_own(&self, text: &str) -> bool {
        !super::zh::has_han(text)
    }

    /// What a field is called.
    fn field<'a>(&self, field: &'a Field) -> &'a str {
        &field.name
    }

    /// What a word of a choice is called.
    fn word<'a>(&self, word: &'a Word) -> &'a str {
        &word.word
    }

    /// The words around complaints about rule files.
    fn complaint_words(&self) -> &'static ComplaintWords {
        &ENGLISH
    }
}

impl OwnTexts for English {}
