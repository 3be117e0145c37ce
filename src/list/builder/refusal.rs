//! Columns that are refused rather than guessed.

use std::fmt;

use super::evidence::{Evidence, Example, Examples};
use crate::list::header::kind_words;
use crate::list::{Finding, ReadAs};
use crate::place::Place;
use crate::rule::FieldKind;

/// A column that cannot be read as its field. `C` is a cell with its place: a builder knows records, the user wants rows and columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable<C = Finding> {
    /// The field that the column is taken for.
    pub field: String,
    /// The first cell that shows what is wrong.
    pub first: C,
    /// What is wrong.
    pub problem: ColumnProblem<C>,
}

/// Why a column cannot be read as its field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnProblem<C = Finding> {
    /// Two cells ask for different ways of reading.
    Contradiction {
        /// The way that the first cell asks for.
        first_way: ReadAs,
        /// A later cell.
        other: C,
        /// The way that the later cell asks for.
        other_way: ReadAs,
    },
    /// Every date could have the day or the month first.
    OpenOrder,
    /// No filled cell is what the field wants.
    NoValue {
        /// What the field wants.
        wanted: FieldKind,
        /// How many cells are filled.
        filled: u64,
        /// The texts of the next few filled cells after the first.
        next: Vec<String>,
    },
}

impl<C> Unreadable<C> {
    /// The two ways of reading that would settle the matter, where there are two, in the order in which they are offered.
    pub fn ways(&self) -> Option<[ReadAs; 2]> {
        match self.problem {
            ColumnProblem::Contradiction { first_way, other_way, .. } => {
                let comes_second = matches!(first_way, ReadAs::CommaDecimal | ReadAs::Percent | ReadAs::MonthDayYear);
                Some(if comes_second { [other_way, first_way] } else { [first_way, other_way] })
            }
            ColumnProblem::OpenOrder => Some([ReadAs::DayMonthYear, ReadAs::MonthDayYear]),
            ColumnProblem::NoValue { .. } => None,
        }
    }
}

impl Unreadable<Example> {
    /// The same with places for people, which the caller makes out of record and position.
    pub fn located(self, place: impl Fn(&Example) -> Place) -> Unreadable {
        let finding = |cell: Example| Finding { place: place(&cell), text: cell.text };
        let problem = match self.problem {
            ColumnProblem::Contradiction { first_way, other, other_way } => {
                ColumnProblem::Contradiction { first_way, other: finding(other), other_way }
            }
            ColumnProblem::OpenOrder => ColumnProblem::OpenOrder,
            ColumnProblem::NoValue { wanted, filled, next } => ColumnProblem::NoValue { wanted, filled, next },
        };
        Unreadable { field: self.field, first: finding(self.first), problem }
    }

    /// Cells that ask for different readings. The earlier one in the list comes first.
    pub(super) fn contradiction(
        field: &str,
        one: (&Evidence, ReadAs),
        two: (&Evidence, ReadAs),
    ) -> Option<Box<Unreadable<Example>>> {
        let (mut first, mut second) = ((one.0.first.clone()?, one.1), (two.0.first.clone()?, two.1));
        if second.0.record < first.0.record {
            (first, second) = (second, first);
        }
        Some(Box::new(Unreadable {
            field: field.to_owned(),
            first: first.0,
            problem: ColumnProblem::Contradiction { first_way: first.1, other: second.0, other_way: second.1 },
        }))
    }

    /// Dates that could all have the day or the month first.
    pub(super) fn open_order(field: &str, either: &Evidence) -> Option<Box<Unreadable<Example>>> {
        let first = either.first.clone()?;
        Some(Box::new(Unreadable { field: field.to_owned(), first, problem: ColumnProblem::OpenOrder }))
    }

    /// Filled cells, none of which is what the field wants.
    pub(super) fn no_value(field: String, wanted: FieldKind, bad: Examples) -> Unreadable<Example> {
        let filled = bad.count;
        let mut found = bad.first.into_iter();
        let first = found.next().unwrap_or(Example { record: 0, position: 0, text: String::new() });
        let next = found.map(|example| example.text).collect();
        Unreadable { field, first, problem: ColumnProblem::NoValue { wanted, filled, next } }
    }
}

/// The problem without the place of the first cell, which goes before it, and without the remedy.
impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {:?} ", self.field, self.first.text)?;
        match &self.problem {
            ColumnProblem::Contradiction { first_way, other, other_way } => {
                let (first, second) = (sign_of(*first_way), sign_of(*other_way));
                write!(f, "{first}, but {:?} ({}) {second}", other.text, other.place)
            }
            ColumnProblem::OpenOrder => {
                f.write_str("could have the day or the month first, and no date of the column tells which")
            }
            ColumnProblem::NoValue { wanted, filled, next } => {
                match wanted {
                    FieldKind::Choice(words) => {
                        let words = words.iter().map(|word| word.word.as_str()).collect::<Vec<_>>();
                        write!(f, "is not one of the words {}, ", words.join(", "))?;
                    }
                    kind => write!(f, "is not {}, ", kind_words(kind))?,
                }
                if *filled == 1 {
                    return f.write_str("and no other cell of the column is filled");
                }
                write!(f, "nor is any of the {filled} filled cells of the column")?;
                let next = next.iter().map(|text| format!("{text:?}")).collect::<Vec<_>>();
                if next.is_empty() { Ok(()) } else { write!(f, " (next: {})", next.join(", ")) }
            }
        }
    }
}

impl Unreadable {
    /// What would settle it, in English.
    pub(in crate::list) fn remedy(&self) -> String {
        let field = &self.field;
        match (self.ways(), &self.problem) {
            (Some([one, two]), ColumnProblem::OpenOrder) => {
                format!("settle it with --read {field}={one} (day first) or --read {field}={two} (month first)")
            }
            (Some([one, two]), _) => format!("settle it with --read {field}={one} or --read {field}={two}"),
            (None, _) => format!("if this is not the column, name the right one with --map {field}=HEADER"),
        }
    }
}

/// What a cell looks like that asks for a way of reading.
fn sign_of(way: ReadAs) -> &'static str {
    match way {
        ReadAs::PointDecimal => "has a decimal point",
        ReadAs::CommaDecimal => "has a decimal comma",
        ReadAs::Percent => "looks like per cent",
        ReadAs::Ratio => "looks like a ratio",
        ReadAs::YearMonthDay => "has the year first",
        ReadAs::DayMonthYear => "has the day first",
        ReadAs::MonthDayYear => "has the month first",
        ReadAs::Serial => "is a number of days",
    }
}
