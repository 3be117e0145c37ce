//! Everything that is said about a result, in English and in Chinese: facts in, text out.
//!
//! Every sentence is a function of typed facts, and its two languages stand side by side in it: whoever adds a fact is told by the
//! compiler which sentences to write, and whoever translates sees both. Labels, titles and actions come from the rule file; where it
//! has no Chinese, its English stands.

pub mod headings;
mod labels;
mod language;

pub use labels::{about, action, code_of, is_unclassified, label, no_customers, title, total, unclassified};
pub use language::{Language, UnknownLanguage};
