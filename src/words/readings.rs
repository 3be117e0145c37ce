//! How the columns of a list were read.

use super::figure::count;
use super::zh;
use crate::language::Language;
use crate::list::{ReadAs, ReadingFact, SeenCells};
use crate::rule::FieldKind;

/// Something that was noticed or decided while a field's column was read.
pub fn reading_fact(fact: &ReadingFact, field: &str, language: Language) -> String {
    match language {
        Language::En => in_english(fact, field),
        Language::Zh => zh::readings::reading_fact(fact, field),
    }
}

fn in_english(fact: &ReadingFact, field: &str) -> String {
    match fact {
        ReadingFact::Multiplied(factor) => {
            format!("multiplied by {}, as the header's unit says", count(*factor))
        }
        ReadingFact::OwnUnit(cells) => format!("{}: the cell's own unit counts, not the header's", seen(cells)),
        ReadingFact::DecimalComma(cells) => format!("the comma is the decimal mark: {}", seen(cells)),
        ReadingFact::AssumedDecimalPoint(cells) => format!(
            "the point is taken for the decimal mark, the comma for thousands: {}; no cell says otherwise (--read {field}={} would)",
            seen(cells),
            ReadAs::CommaDecimal
        ),
        ReadingFact::Ratios => "bare numbers are read as ratios: 0.05 is 5 %".to_owned(),
        ReadingFact::RatiosOfOne => {
            format!("bare numbers are read as ratios, so 1 is 100 %; --read {field}=percent makes it 1 %")
        }
        ReadingFact::Percentages => "bare numbers are read as per cent: 5 is 5 %".to_owned(),
        ReadingFact::DayFirst(cells) => format!("the day comes first: {}", seen(cells)),
        ReadingFact::MonthFirst(cells) => format!("the month comes first: {}", seen(cells)),
    }
}

/// The number of cells and the first of them: `3 cells such as "1.234,56"`.
fn seen(cells: &SeenCells) -> String {
    match cells.count {
        1 => format!("the cell {:?}", cells.first),
        count => format!("{count} cells such as {:?}", cells.first),
    }
}

/// The type of a field, in one word.
pub fn field_type(kind: &FieldKind, language: Language) -> &'static str {
    match language {
        Language::En => kind.name(),
        Language::Zh => zh::readings::field_type(kind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_is_told_with_its_evidence() {
        let seen = |count, first: &str| SeenCells { count, first: first.to_owned() };
        let said = |fact| reading_fact(&fact, "x", Language::En);
        assert_eq!(said(ReadingFact::Multiplied(10_000)), "multiplied by 10,000, as the header's unit says");
        assert_eq!(
            said(ReadingFact::OwnUnit(seen(2, "3万"))),
            r#"2 cells such as "3万": the cell's own unit counts, not the header's"#
        );
        assert_eq!(
            said(ReadingFact::DecimalComma(seen(2, "12,5"))),
            r#"the comma is the decimal mark: 2 cells such as "12,5""#
        );
        assert_eq!(
            said(ReadingFact::MonthFirst(seen(1, "12/25/2023"))),
            r#"the month comes first: the cell "12/25/2023""#
        );
    }
}
