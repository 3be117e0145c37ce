//! Classify customer lists exactly: read the columns that a rule needs, turn them into label codes, and copy the list
//! out again with the labels beside it.
//!
//! The data's way through the program is one line: [`list`] opens a list and takes typed columns out of it,
//! [`rulefile`] turns TOML into a compiled [`rule::RuleSet`], [`score`] (pure: no files, clock or printing) turns columns into
//! labels, [`result`] counts them, [`copy`] writes the list with its labels, and [`draw`] the tables.

#![warn(missing_docs)]
#![deny(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

pub mod copy;
pub mod date;
pub mod document;
pub mod draw;
pub mod error;
pub mod file;
pub mod folding;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod language;
pub mod list;
pub mod number;
pub mod place;
pub mod result;
pub mod rule;
pub mod rulefile;
pub mod run;
pub mod score;
pub mod words;

pub use error::Error;
pub use place::Place;
