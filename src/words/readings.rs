//! How the columns of a list were read.

use crate::language::Language;
use crate::list::{FieldReading, ReadingFact};
use crate::rule::FieldKind;
use crate::rulefile::known_fields;
use crate::words::figure::Count;

/// Something that was noticed or decided while a field's column was read.
pub fn reading_fact(fact: &ReadingFact, field: &str, language: Language) -> String {
    language.words().reading_fact(fact, field)
}

/// In which currency and unit the amounts of a result are, where the list says so: `revenue is in CNY`.
pub fn counted_in(field: &str, read: &FieldReading, language: Language) -> Option<String> {
    let words = language.words();
    let known = known_fields(&[field]).pop();
    let name = known.as_ref().map_or(field, |known| words.field(known));
    let currency = read.money.as_ref().and_then(|money| money.counted_in.as_deref());
    let factor = 10u64.pow(u32::from(read.power.min(18)));
    match (currency, read.power) {
        (None, 0) => None,
        (Some(currency), 0) => Some(words.in_currency(name, currency)),
        (currency, _) => Some(words.in_ones(name, currency.unwrap_or_default(), Count(factor))),
    }
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
