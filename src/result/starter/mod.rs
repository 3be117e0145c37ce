//! A starter rule file for a list: lines that its own figures suggest, each with its reason.
//!
//! What a list holds comes in as a [`Subject`]; [`from_list`] makes the text of a rule file of it, commented, valid and proving
//! itself. [`Curve`] finds the lines, [`Tally`] tells what stands in columns that no rule knows.

use jiff::civil::Date;

use crate::date::Day;
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::Field;
use crate::rulefile::{RuleError, RuleFile, run_tests};
use crate::score::{Cell, Dates};
use crate::words::is_unclassified;

mod columns;
mod curve;
mod page;
mod round;
#[cfg(test)]
mod tests;

pub use columns::{Content, Tally, field_name, speaks_of_money};
pub use curve::{Curve, Gap, Line, Part};
use round::roundest;

/// The tiers of a starter by numbers, best first.
pub const LABELS: [&str; 3] = ["A", "B", "C"];

/// What is known of a list when a starter is made from it.
#[derive(Debug)]
pub struct Subject {
    /// The list's name, without its folder.
    pub list: String,
    /// The rule file as commands name it: `./mine.toml`.
    pub file: String,
    /// The reading options that the list needs every time, as they are written behind a command, with a blank before; or nothing.
    pub options: String,
    /// How many customers there are.
    pub customers: u64,
    /// The label column, which the list must not have yet.
    pub column: String,
    /// What customers are classified by.
    pub basis: Basis,
    /// Columns that have to be declared, or may be of use.
    pub fields: Vec<OwnField>,
    /// Columns of amounts that may belong together: the names of their fields.
    pub sum: Vec<String>,
    /// The dates that a second rule could use, and its column.
    pub recency: Option<(Recency, String)>,
    /// Whether most ids repeat, so that a row is rather an order than a customer.
    pub orders: bool,
}

/// What customers are classified by.
#[derive(Debug)]
pub enum Basis {
    /// A column of numbers.
    Measured(Box<Measured>),
    /// The words of a column, in a list without numbers.
    Words(Words),
    /// A column of dates, in a list without numbers.
    Days(Recency),
}

impl Basis {
    /// The field.
    pub fn field(&self) -> Option<&str> {
        match self {
            Basis::Measured(measured) => Some(&measured.field),
            Basis::Words(words) => Some(&words.field),
            Basis::Days(_) => None,
        }
    }

    /// What the column is called in English.
    pub fn name(&self) -> &str {
        match self {
            Basis::Measured(measured) => &measured.name,
            Basis::Words(words) => &words.header,
            Basis::Days(recency) => &recency.header,
        }
    }

    /// What the column is called in Chinese.
    pub fn name_zh(&self) -> &str {
        match self {
            Basis::Measured(measured) => &measured.name_zh,
            Basis::Words(words) => &words.header,
            Basis::Days(recency) => &recency.header,
        }
    }
}

/// A column of numbers and how it is spread.
#[derive(Debug)]
pub struct Measured {
    /// The field.
    pub field: String,
    /// What it is called in English.
    pub name: String,
    /// What it is called in Chinese.
    pub name_zh: String,
    /// The list's header.
    pub header: String,
    /// The power of ten of the header's unit.
    pub power: u8,
    /// The values.
    pub curve: Curve,
    /// How many cells are missing.
    pub missing: u64,
    /// How many cells are bad.
    pub bad: u64,
}

/// A column that the file declares.
#[derive(Debug)]
pub struct OwnField {
    /// The field: its headers are the list's.
    pub field: Field,
    /// What stands in it.
    pub content: Content,
}

/// A column of few words.
#[derive(Debug)]
pub struct Words {
    /// The field.
    pub field: String,
    /// The list's header.
    pub header: String,
    /// The most frequent words and their shares of the customers that have one, the most frequent first.
    pub shares: Vec<(String, Decimal)>,
}

impl Words {
    /// The words of a column; `None` where they make no groups.
    pub fn of(field: &str, header: &str, tally: &Tally) -> Option<Words> {
        let shares =
            tally.words().into_iter().filter(|(word, _)| !word.chars().any(char::is_control) && !is_unclassified(word));
        let shares = shares.map(|(word, share)| (word.to_owned(), share)).collect::<Vec<_>>();
        (shares.len() >= 2).then(|| Words { field: field.to_owned(), header: header.to_owned(), shares })
    }
}

/// A column of dates, and lines in days that suit it.
#[derive(Debug)]
pub struct Recency {
    /// The field.
    pub field: String,
    /// The list's header.
    pub header: String,
    /// The first day.
    pub oldest: Date,
    /// The last day.
    pub newest: Date,
    /// Days before the last day: within the first lie half of the customers or more, within the second four fifths.
    pub lines: [u32; 2],
    /// The shares of the customers that have a date within the lines.
    pub shares: [Decimal; 2],
}

impl Recency {
    /// Lines for a column of dates; `None` where it holds none.
    pub fn of(field: &str, header: &str, dates: &Dates) -> Option<Recency> {
        const LINES: [u32; 10] = [7, 14, 30, 60, 90, 180, 365, 730, 1095, 1825];
        let days = (0..dates.len()).filter_map(|row| match dates.get(row) {
            Cell::Value(day) => Some(day),
            _ => None,
        });
        let days = days.collect::<Vec<_>>();
        let (oldest, newest) = (*days.iter().min()?, *days.iter().max()?);
        let share = |line: u32| {
            let within = days.iter().filter(|&&day| newest.abs_diff(day) <= line).count() as u64;
            Decimal::from(within).checked_div(Decimal::from(days.len() as u64)).unwrap_or_default()
        };
        let at_least = |lines: &[u32], part: Decimal| {
            lines.iter().position(|&line| share(line) >= part).unwrap_or(lines.len() - 1)
        };
        let first = at_least(&LINES[..LINES.len() - 1], Decimal::from_parts(5, 1));
        let second = first + 1 + at_least(&LINES[first + 1..], Decimal::from_parts(8, 1));
        let lines = [LINES[first], LINES[second]];
        Some(Recency {
            field: field.to_owned(),
            header: header.to_owned(),
            oldest: Day(oldest).date()?,
            newest: Day(newest).date()?,
            lines,
            shares: lines.map(share),
        })
    }
}

/// A starter did not come out as a rule file that holds.
#[derive(Debug, thiserror::Error)]
pub enum StarterError {
    /// The text is no rule file.
    #[error("the starter for this list came out wrong, so it was not written\n{0}")]
    Refused(Box<RuleError>),
    /// One of its test lists does not hold.
    #[error("the starter for this list does not prove itself, so it was not written: {0}")]
    Fails(String),
}

/// A starter from a list.
///
/// # Errors
///
/// When the text does not come out as a rule file that holds, which a field or a header of a strange form might bring about.
pub fn from_list(subject: &Subject, language: Language) -> Result<String, StarterError> {
    checked(page::of_list(subject, language))
}

/// A starter without a list; `file` is the rule file as commands name it.
///
/// # Errors
///
/// As [`from_list`].
pub fn general(file: &str, language: Language) -> Result<String, StarterError> {
    checked(page::general(file, language))
}

fn checked(text: String) -> Result<String, StarterError> {
    let file = RuleFile::parse("./starter.toml", &text, &[]).map_err(|error| StarterError::Refused(Box::new(error)))?;
    match run_tests(&file).iter().find(|outcome| !outcome.holds()) {
        None => Ok(text),
        Some(outcome) => Err(StarterError::Fails(format!("{:?}", (&outcome.problem, &outcome.differences)))),
    }
}
