//! What a starter rule file is made from: the figures of a list that suggest its lines, and the columns that no rule knows.
//!
//! [`Curve`] finds the lines, [`Tally`] tells what stands in a column. Nothing here is in words.

use jiff::civil::Date;

use crate::date::Day;
use crate::number::Decimal;
use crate::rule::Field;
use crate::score::Dates;

mod columns;
mod curve;
mod round;

pub use columns::{Content, Tally, field_name, speaks_of_money};
pub use curve::{Curve, Gap, Line, Part};
pub use round::roundest;

/// What is known of a list when a starter is made from it.
#[derive(Debug)]
pub struct Subject {
    /// The list's name, without its folder.
    pub list: String,
    /// The reading options that the list needs every time, each with its value.
    pub options: Vec<(&'static str, String)>,
    /// How many customers there are.
    pub customers: u64,
    /// Whether most ids repeat, so that a row is rather an order than a customer.
    pub orders: bool,
    /// The label column, which the list must not have yet.
    pub column: String,
    /// The field that customers are classified by.
    pub field: String,
    /// The list's header of that field.
    pub header: String,
    /// What it is called in English and in Chinese.
    pub names: [String; 2],
    /// How it classifies them.
    pub basis: Basis,
    /// Columns that have to be declared, or may be of use.
    pub fields: Vec<OwnField>,
    /// Columns of amounts that may belong together: the names of their fields.
    pub sum: Vec<String>,
    /// The dates that a second rule could use, and its column.
    pub recency: Option<(Recency, String)>,
}

/// How a column classifies customers.
#[derive(Debug)]
pub enum Basis {
    /// By its numbers.
    Measured(Measured),
    /// By its words, in a list without numbers: the most frequent first, with their shares of the customers that have one.
    Words(Vec<(String, Decimal)>),
    /// By its dates, in a list without numbers.
    Days(Recency),
}

/// How a column of numbers is spread.
#[derive(Debug)]
pub struct Measured {
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
        let days = (0..dates.len()).filter_map(|row| dates.get(row).value()).collect::<Vec<_>>();
        let (oldest, newest) = (*days.iter().min()?, *days.iter().max()?);
        let share = |line: u32| {
            let within = days.iter().filter(|&&day| newest.abs_diff(day) <= line).count() as u64;
            Decimal::from(within).checked_div(Decimal::from(days.len() as u64)).unwrap_or_default()
        };
        let last = LINES.len() - 1;
        let half = Decimal::from_parts(5, 1);
        let first = (0..last).find(|&line| share(LINES[line]) >= half).unwrap_or(last - 1);
        let four_fifths = Decimal::from_parts(8, 1);
        let second = (first + 1..last).find(|&line| share(LINES[line]) >= four_fifths).unwrap_or(last);
        let lines = [LINES[first], LINES[second]];
        let (field, header) = (field.to_owned(), header.to_owned());
        let (oldest, newest) = (Day(oldest).date()?, Day(newest).date()?);
        Some(Recency { field, header, oldest, newest, lines, shares: lines.map(share) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Cell;

    #[test]
    fn days_are_parted_where_half_and_four_fifths_of_the_customers_lie() {
        let mut dates = Dates::default();
        [20_000, 19_990, 19_900, 19_000].into_iter().for_each(|day| dates.push(Cell::Value(day)));
        dates.push(Cell::Missing);
        let recency = Recency::of("last_order", "Last Order", &dates).expect("there are dates");
        let d = |text| Decimal::parse(text).expect("a number");
        assert_eq!((recency.lines, recency.shares), ([14, 1095], [d("0.5"), d("1")]));
        let days = (recency.oldest.to_string(), recency.newest.to_string());
        assert_eq!(days, ("2022-01-08".to_owned(), "2024-10-04".to_owned()));
        assert!(Recency::of("last_order", "", &Dates::default()).is_none());
    }
}
