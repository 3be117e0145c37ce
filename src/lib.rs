//! Classify customer lists exactly: read the columns that a rule needs, find each customer's label, and copy the list out again with
//! the labels beside it.
//!
//! A [`Job`] says what is wanted: a list, [`Rules`], and options. It reads the [`List`] and scores it; what came of it is an [`Outcome`]
//! of plain facts: labels, counts, tables, and what was noticed on the way. The outcome writes the copy.
//!
//! ```
//! use custclass::document::Document;
//! use custclass::draw::Format;
//! use custclass::run::Silent;
//! use custclass::{Job, Rules};
//! use jiff::civil::date;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let folder = tempfile::tempdir()?;
//! # let copy = folder.path().join("customers.scored.csv");
//! let job = Job::new("examples/customers.csv", Rules::named("pyramid")?, date(2026, 9, 30));
//! let mut list = job.read(&Silent)?;
//! let mut outcome = job.score(&mut list, &Silent)?;
//! Format::Text.draw(&Document::from(outcome.summaries.clone()), None, &mut std::io::stdout())?;
//! outcome.write(&copy, &Silent)?;
//! # assert!(std::fs::read_to_string(&copy)?.contains("platinum"));
//! # assert_eq!(outcome.summaries.len(), 1);
//! # Ok(())
//! # }
//! ```
//!
//! [`run`] has the other things that are done with a list: reports, comparisons, whom to contact next. The program `custclass` is a
//! command line around it (the feature `cli`); [`words`] makes its sentences.

#![warn(missing_docs)]
#![deny(unsafe_code)]
#![deny(clippy::print_stdout, clippy::print_stderr)]

#[doc(hidden)]
pub mod cell;
pub(crate) mod copy;
#[doc(hidden)]
pub mod date;
pub mod document;
pub mod draw;
mod error;
#[doc(hidden)]
pub mod file;
pub(crate) mod folding;
#[cfg(any(test, fuzzing))]
#[doc(hidden)]
pub mod fuzzing;
mod language;
pub mod list;
#[doc(hidden)]
pub mod number;
mod place;
#[doc(hidden)]
pub mod result;
pub mod rule;
#[doc(hidden)]
pub mod rulefile;
pub mod run;
#[doc(hidden)]
pub mod score;
pub(crate) mod spelling;
pub mod words;

pub use error::Error;
pub use language::Language;
pub use place::{Place, column_letters};
pub use run::{Job, List, Outcome, Rules};
