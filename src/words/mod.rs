//! Everything that is said about a result, in every language: facts in, text out.
//!
//! What is to be said is decided once, in the files of this folder. How it is said stands in a folder for each language, subject by
//! subject in files of the same names: English (`en`) declares every sentence, another language overrides those that it has words
//! for, and the rest is said in English. Labels, titles and actions come from the rule file in the same way.

use crate::language::Language;

#[macro_use]
mod sentences;

mod color;
mod condition;
mod cutoffs;
pub mod dialect;
mod empty_tiers;
mod en;
#[cfg(test)]
mod english_left;
mod errors;
mod figure;
pub mod follow_up;
pub mod form;
mod frozen;
pub mod handbook;
pub mod headings;
mod hidden;
mod labels;
pub mod library;
mod list_rows;
pub mod notes;
mod policy;
#[cfg(test)]
mod pseudo;
mod readings;
mod reason;
mod remarks;
mod repeats;
mod run;
pub mod starter;
pub mod tables;
pub mod template;
#[cfg(test)]
mod testing;
mod whys;
mod wording;
mod zh;

pub use color::color;
pub use condition::Terms;
pub use cutoffs::{crossing, cutoffs, less_than_one};
pub use empty_tiers::empty_tiers;
pub use errors::{error, list_name, place, unreadable, untitled};
pub use figure::Count;
pub use frozen::frozen;
pub use hidden::{hidden_parts, left_behind};
pub(crate) use labels::called;
use labels::rule_column;
pub use labels::{about, action, code_of, family, is_unclassified, label, label_header, notes, script, source, title};
pub use list_rows::{list_rows, other_rows};
pub use policy::{Movements, by_hand, movements, ruled};
pub use readings::{counted_in, field_type, reading_fact};
pub use reason::reason;
pub use remarks::{remark, set_by_hand};
pub use repeats::{repeated, repeated_ids, repeated_names};
pub use run::{absent_field, unclassified_reasons};
pub use whys::Sentences;
pub use wording::Wording;

/// Everything that a language says.
pub trait Words:
    en::CommonWords
    + en::ConditionWords
    + en::ErrorWords
    + en::FollowUpWords
    + en::HandbookWords
    + en::InspectWords
    + en::NoteWords
    + en::OwnTexts
    + en::ReasonWords
    + en::RemarkWords
    + en::ResultWords
    + en::StarterWords
    + en::FrozenWords
    + en::TemplateWords
{
}

impl Words for en::English {}
impl Words for zh::Chinese {}

impl Language {
    /// What this language says.
    pub fn words(self) -> &'static dyn Words {
        match self {
            Language::En => &en::English,
            Language::Zh => &zh::Chinese,
            #[cfg(test)]
            Language::Pseudo => &pseudo::Pseudo,
        }
    }
}

/// The text that stands beside a key in a table.
fn found_in(table: &[(&str, &'static str)], key: &str) -> Option<&'static str> {
    table.iter().find(|(known, _)| *known == key).map(|(_, text)| *text)
}
