//! A lookup on a list: the code of every value that the list has.

use crate::rule::listed::Listed;
use crate::rule::method::Lookup;
use crate::rule::scope::Ref;
use crate::score::column::{Cell, Code};
use crate::score::frame::{Block, Frame};
use crate::score::listed::NumberedValues;
use crate::score::model::Model;
use crate::score::reason::{Gap, GapKind, Reason};

/// The codes of a lookup's values on a list.
pub fn fit(lookup: &Lookup, frame: &Frame<'_>) -> ByValue {
    let listed = Listed::new(frame.chosen(&lookup.columns), frame.scope).expect("checked when the rule was read");
    let codes = lookup.entries(&listed).into_iter().map(|(value, tier)| (value, Code::at(tier))).collect::<Vec<_>>();
    let rest = Code::from(lookup.rest());
    let (values, codes) = NumberedValues::new(listed, frame, &codes, &rest);
    ByValue { values, codes, rest }
}

/// The code of every value that the list has.
#[derive(Debug)]
pub struct ByValue {
    values: NumberedValues,
    codes: Vec<Code>,
    /// The code of the values that no tier lists.
    rest: Code,
}

impl Model for ByValue {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        self.values.each(block, |cell| {
            codes.push(match cell {
                Cell::Value(number) => self.codes[number],
                Cell::Missing | Cell::Bad => Code::NONE,
            });
        });
    }

    fn alike(&self, block: &Block<'_>) -> Option<Vec<u64>> {
        // Derived texts are numbered anew in every block.
        let Ref::Field(_) = self.values.listed.column else { return None };
        let mut numbers = Vec::with_capacity(block.rows.len());
        self.values.each(block, |cell| {
            numbers.push(match cell {
                Cell::Missing => 0,
                Cell::Bad => 1,
                Cell::Value(number) => number as u64 + 2,
            });
        });
        Some(numbers)
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let name = frame.scope.name(self.values.listed.column);
        match self.values.only(&frame.block(row..row + 1)) {
            Cell::Value((number, value)) => {
                let code = self.codes[number];
                let rest = code == self.rest && code != Code::NONE;
                Reason::Listed { name, value, code, rest }
            }
            Cell::Missing => Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]),
            Cell::Bad => Reason::Gaps(vec![Gap { name, kind: GapKind::Bad }]),
        }
    }

    fn cheap(&self) -> bool {
        matches!(self.values.listed.column, Ref::Field(_))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rule::field::FieldKind;
    use crate::score::testing::{List, NOBODY, choice};

    const AREA: &str = r#"
        method = "lookup"
        field  = "city"
        tier   = [ { label = "East", values = ["Shanghai", "上海", "Hangzhou"] }, { label = "North", values = "Beijing" }, { label = "other" } ]
    "#;

    fn cities(cells: &[&str]) -> List {
        List::default().with("city", FieldKind::Text, cells)
    }

    #[test]
    fn a_value_is_found_whatever_its_case_width_and_outer_blanks() {
        let list = cities(&["shanghai", "上海", " ＨＡＮＧＺＨＯＵ ", "Beijing", "Paris", "", "!"]);
        assert_eq!(list.labels(AREA), ["East", "East", "East", "North", "other", "", ""]);
    }

    #[test]
    fn the_reason_names_the_value_as_the_list_has_it() {
        let list = cities(&["shanghai", "Paris", "", "!"]);
        let listed = |value: &str, tier: usize, rest: bool| Reason::Listed {
            name: "city".to_owned(),
            value: value.to_owned(),
            code: Code::at(tier),
            rest,
        };
        assert_eq!(list.reason(AREA, 0), listed("shanghai", 0, false));
        assert_eq!(list.reason(AREA, 1), listed("Paris", 2, true));
        let gap = |kind| Reason::Gaps(vec![Gap { name: "city".to_owned(), kind }]);
        assert_eq!(list.reason(AREA, 2), gap(GapKind::Missing));
        assert_eq!(list.reason(AREA, 3), gap(GapKind::Bad));
    }

    #[test]
    fn a_value_in_no_list_is_unclassified_where_every_tier_has_one() {
        let rule = "method = \"lookup\"\nfield = \"city\"\ntier = [ { label = \"East\", values = [\"Shanghai\"] } ]";
        let list = cities(&["Shanghai", "Paris"]);
        assert_eq!(list.labels(rule), ["East", ""]);
        let reason =
            Reason::Listed { name: "city".to_owned(), value: "Paris".to_owned(), code: Code::NONE, rest: false };
        assert_eq!(list.reason(rule, 1), reason);
    }

    #[test]
    fn words_flags_and_earlier_labels_can_be_looked_up() {
        let list = List::default()
            .with("size", choice(&[("big", &["大", "large"]), ("small", &["小"])]), &["big", "small", ""])
            .with("fan", FieldKind::Flag, &["no", "yes", "!"])
            .labelled("grade", &["A", "B", "C"], &["B", "C", ""])
            .labelled("r", &["3", "2", "1"], &["3", "1", "2"]);
        let labels = |field: &str, one: &str, other: &str| {
            let rule = "method = \"lookup\"\n".to_owned()
                + &format!(
                    "field = \"{field}\"\ntier = [ {{ label = \"one\", values = {one} }}, {{ label = \"two\", values = {other} }} ]"
                );
            list.labels(&rule)
        };
        assert_eq!(labels("size", "[\"大\", \"large\"]", "[\"small\"]"), ["one", "two", ""]);
        assert_eq!(labels("fan", "[\"yes\"]", "[false]"), ["two", "one", ""]);
        assert_eq!(labels("grade", "[\"a\", \"b\"]", "[\"C\"]"), ["one", "two", ""]);
        assert_eq!(labels("r", "[1, 2]", "[3]"), ["two", "one", "one"]);
    }

    #[test]
    fn derived_texts_and_conditions_can_be_looked_up() {
        let cells = (0..5000).map(|row| ["Shanghai", "", "beijing", "Paris"][row % 4]).collect::<Vec<_>>();
        let list = List::default()
            .with("town", FieldKind::Text, &cells)
            .with("region", FieldKind::Text, &vec!["上海"; cells.len()])
            .derived("city", "coalesce(town, region)")
            .derived("known", "town in ['shanghai', 'paris']");
        let labels = list.labels(AREA);
        assert_eq!(labels[..4], ["East", "East", "North", "other"]);
        assert!(labels.chunks(4).all(|chunk| *chunk == labels[..4]));
        let value = |row| match list.reason(AREA, row) {
            Reason::Listed { value, rest, .. } => (value, rest),
            other => panic!("{other:?}"),
        };
        assert_eq!((value(1), value(3)), (("上海".to_owned(), false), ("Paris".to_owned(), true)));
        let rule = "method = \"lookup\"\nfield = \"known\"\n\
                    tier = [ { label = \"known\", values = [\"yes\"] }, { label = \"new\" } ]";
        assert_eq!(list.labels(rule)[..4], ["known", "", "new", "known"]);
    }

    #[test]
    fn the_first_of_several_columns_that_the_list_has_is_looked_up() {
        let rule = "method = \"lookup\"\nfield = [\"size\", \"city\"]\n\
                    tier = [ { label = \"big\", values = [\"big\"] }, { label = \"other\" } ]";
        let words = || choice(&[("big", &[]), ("small", &[])]);
        let both = List::default().with("size", words(), &["small"]).with("city", FieldKind::Text, &["big"]);
        assert_eq!(both.labels(rule), ["other"]);
        let one = List::default().without("size", words()).with("city", FieldKind::Text, &["big"]);
        assert_eq!(one.labels(rule), ["big"]);
    }

    #[test]
    fn mistakes_are_told() {
        let list = cities(NOBODY).with("size", choice(&[("big", &["大"]), ("small", &[])]), NOBODY).with(
            "revenue",
            FieldKind::Number,
            NOBODY,
        );
        let errors = |field: &str, tiers: &str| {
            list.errors(&format!("method = \"lookup\"\nfield = \"{field}\"\ntier = [ {tiers} ]"))
        };
        for (field, tiers, wanted) in [
            ("city", "{ label = \"A\", values = [\"x\", \"X\"] }", "\"X\" is listed twice"),
            (
                "city",
                "{ label = \"A\", values = [\"x\"] }, { label = \"B\", values = [\"x \"] }",
                "\"x \" is listed twice",
            ),
            (
                "size",
                "{ label = \"A\", values = [\"big\"] }, { label = \"B\", values = [\"大\"] }",
                "\"大\" is listed twice",
            ),
            ("size", "{ label = \"A\", values = [\"bigg\"] }", "`size` is never \"bigg\"; did you mean `big`?"),
            ("city", "{ label = \"A\", values = [] }", "nothing can reach this tier"),
            ("city", "{ label = \"A\" }, { label = \"B\", values = [\"x\"] }", "this tier has no values"),
            ("city", "{ label = \"A\" }", "this tier has no values"),
            ("city", "{ label = \"A\", value = [\"x\"] }", "this tier has no values"),
            ("revenue", "{ label = \"A\", values = [\"x\"] }", "a lookup has no use for `revenue`, which is a number"),
            ("town", "{ label = \"A\", values = [\"x\"] }", "unknown field `town`"),
        ] {
            let errors = errors(field, tiers);
            assert!(errors.len() == 1 && errors[0].starts_with(wanted), "{wanted}: {errors:?}");
        }
    }

    proptest! {
        #[test]
        fn every_customer_gets_the_first_tier_that_lists_its_value(cells in proptest::collection::vec("[a-fA-F ]{0,2}", 1..50)) {
            let list = List::default().with("city", FieldKind::Text, &cells);
            let tiers: [(&str, &[&str]); 2] = [("one", &["a", "b", "aa", "ab"]), ("two", &["c", "ca"])];
            let rule = "method = \"lookup\"\nfield = \"city\"\ntier = [ { label = \"one\", values = [\"a\", \"b\", \"aa\", \"ab\"] }, \
                        { label = \"two\", values = [\"c\", \"ca\"] }, { label = \"rest\" } ]";
            for (cell, label) in cells.iter().zip(list.labels(rule)) {
                let value = cell.trim().to_lowercase();
                let tier = tiers.iter().find(|(_, values)| values.contains(&value.as_str())).map_or("rest", |(label, _)| label);
                prop_assert_eq!(label, if cell.is_empty() { "" } else { tier });
            }
        }
    }
}
