//! Everything that is said about a result, in English and in Chinese: facts in, text out.
//!
//! Every sentence is a function of typed facts, and its two languages stand side by side in it: whoever adds a fact is told by the
//! compiler which sentences to write, and whoever translates sees both. Labels, titles and actions come from the rule file; where it
//! has no Chinese, its English stands.

mod chinese;
mod color;
mod condition;
pub mod dialect;
#[cfg(test)]
mod english_left;
mod errors;
mod figure;
pub mod follow_up;
pub mod form;
pub mod handbook;
pub mod headings;
mod hidden;
mod labels;
pub mod library;
mod lines;
mod movement;
pub mod notes;
mod policy;
mod readings;
mod reason;
mod refusals;
mod remarks;
mod repeats;
mod rule_checks;
mod run;
pub mod starter;
pub mod tables;
pub mod template;
#[cfg(test)]
mod testing;
mod wording;
mod zh;

pub use color::color;
pub use condition::Terms;
pub use errors::{complaint_words, error, list_name, place, rule_error, unreadable, untitled};
pub use hidden::hidden_parts;
pub use labels::{
    about, action, code_of, family, is_unclassified, label, no_customers, notes, source, title, total, unclassified,
};
pub use lines::lines;
pub use movement::{compared, lost, lost_customers, more_movers, movement, movers, new_customers, nobody_moved};
pub use policy::{Movements, by_hand, movements, ruled};
pub use readings::{field_type, reading_fact};
pub use reason::reason;
pub use refusals::refusal;
pub use remarks::{remark, set_by_hand};
pub use repeats::{order_list, repeated_ids};
pub use rule_checks::{dictionary_checked, difference, lists_checked, test_problem};
pub use run::{
    absent_field, absent_rule, as_of, error_prefix, no_revenue, progress, unclassified_note, unclassified_reasons,
    warning_prefix,
};
pub use wording::Wording;
pub(crate) use wording::called;
