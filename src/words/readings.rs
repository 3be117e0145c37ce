//! How the columns of a list were read.

use crate::language::Language;
use crate::list::ReadingFact;
use crate::rule::FieldKind;

/// Something that was noticed or decided while a field's column was read.
pub fn reading_fact(fact: &ReadingFact, field: &str, language: Language) -> String {
    language.words().reading_fact(fact, field)
}

/// The type of a field, in one word.
pub fn field_type(kind: &FieldKind, language: Language) -> &'static str {
    language.words().type_name(kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::{SeenCells, UnitFrom};

    #[test]
    fn a_reading_is_told_with_its_evidence() {
        let seen = |count, first: &str| SeenCells { count, first: first.to_owned() };
        let said = |fact| reading_fact(&fact, "x", Language::En);
        assert_eq!(
            said(ReadingFact::Multiplied(10_000, UnitFrom::Header)),
            "multiplied by 10,000, as the header's unit says"
        );
        assert_eq!(
            said(ReadingFact::OwnUnit(seen(2, "3万"), UnitFrom::Header)),
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
