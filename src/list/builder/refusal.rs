//! Columns that are refused rather than guessed.

use super::evidence::{Evidence, Example, Examples};
use crate::list::ReadAs;

/// Why a column is refused, and what would settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field.
    pub field: String,
    /// What is wrong, in words that follow the first example: `has a decimal comma`.
    what: String,
    /// The first cell that shows it.
    first: Example,
    /// A cell that speaks against the first one, and what it shows.
    against: Option<(Example, String)>,
    /// The option to write.
    pub remedy: String,
}

impl Refusal {
    /// The first cell that shows what is wrong.
    pub fn first(&self) -> &Example {
        &self.first
    }

    /// What is wrong, without the first cell's place, which goes before it; `place` tells where another cell stands.
    pub fn sentence(&self, place: impl Fn(&Example) -> String) -> String {
        let mut sentence = format!("{}: {:?} {}", self.field, self.first.text, self.what);
        if let Some((example, what)) = &self.against {
            sentence.push_str(&format!(", but {:?} ({}) {what}", example.text, place(example)));
        }
        sentence
    }

    /// Cells that ask for different readings. The earlier one in the list comes first.
    pub(super) fn contradiction(
        field: &str,
        one: (&Evidence, &str, ReadAs),
        two: (&Evidence, &str, ReadAs),
    ) -> Option<Box<Refusal>> {
        let remedy = format!("settle it with --read {field}={} or --read {field}={}", one.2, two.2);
        let (mut first, mut second) = ((one.0.first.clone()?, one.1), (two.0.first.clone()?, two.1));
        if second.0.record < first.0.record {
            (first, second) = (second, first);
        }
        Some(Box::new(Refusal {
            field: field.to_owned(),
            what: first.1.to_owned(),
            first: first.0,
            against: Some((second.0, second.1.to_owned())),
            remedy,
        }))
    }

    /// Dates that could all have the day or the month first.
    pub(super) fn open_order(field: &str, either: &Evidence) -> Option<Box<Refusal>> {
        Some(Box::new(Refusal {
            field: field.to_owned(),
            what: "could have the day or the month first, and no date of the column tells which".to_owned(),
            first: either.first.clone()?,
            against: None,
            remedy: format!(
                "settle it with --read {field}={} (day first) or --read {field}={} (month first)",
                ReadAs::DayMonthYear,
                ReadAs::MonthDayYear
            ),
        }))
    }

    /// Filled cells, none of which is what the field wants.
    pub(super) fn no_value(field: &str, wanted: String, bad: Examples) -> Refusal {
        let mut found = bad.first.into_iter();
        let first = found.next().unwrap_or(Example { record: 0, position: 0, text: String::new() });
        let more = found.map(|example| format!("{:?}", example.text)).collect::<Vec<_>>();
        let what = match (bad.count, more.is_empty()) {
            (1, _) => format!("is not {wanted}, and no other cell of the column is filled"),
            (count, true) => format!("is not {wanted}, nor is any of the {count} filled cells of the column"),
            (count, false) => {
                let found = more.join(", ");
                format!("is not {wanted}, nor is any of the {count} filled cells of the column (next: {found})")
            }
        };
        let remedy = format!("if this is not the column, name the right one with --map {field}=HEADER");
        Refusal { field: field.to_owned(), what, first, against: None, remedy }
    }
}
