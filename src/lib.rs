//! Classify customer lists exactly: read the columns that a rule needs, turn them into label codes, and copy the list
//! out again with the labels beside it.
//!
//! The data's way through the program is one line: [`input`] opens a list and takes typed columns out of it,
//! [`rulefile`] turns TOML into a compiled [`score::RuleSet`], [`score`] (pure: no files, clock or printing) turns columns into
//! labels, [`summary`] counts them, and [`output`] writes the list with its labels and the tables.

#![warn(missing_docs)]
#![deny(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod bound;
pub mod cell;
pub mod compare;
pub mod due;
pub mod error;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod handbook;
pub mod ids;
pub mod input;
pub mod output;
pub mod report;
pub mod rulefile;
pub mod score;
pub mod starter;
pub mod summary;
pub mod table;
pub mod template;
pub mod words;

pub use error::{Error, Place};
