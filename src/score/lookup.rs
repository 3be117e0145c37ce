//! `lookup`: the tier in whose list of values the customer's value stands.

use std::collections::{HashMap, HashSet};

use super::column::{Cell, Code};
use super::frame::{Block, Frame};
use super::listed::Listed;
use super::method::{Method, MethodDef, MethodSettings, Model, Vocabulary};
use super::own_field::named_columns;
use super::reason::{Gap, GapKind, Reason};
use super::scope::Ref;
use super::settings::{Node, Section, Setting, Span};
use crate::folding::folded;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "lookup",
    about: "the tier in whose list of values the customer's value stands",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// Lists of values.
#[derive(Debug)]
struct Lookup {
    /// The columns, in the order of preference.
    columns: Vec<Ref>,
    /// The same columns with the values that each can have and their tiers.
    listed: Vec<(Listed, Vec<(String, Code)>)>,
    /// The tier for all other values, or none.
    rest: Code,
}

/// A value as a rule lists it.
struct ListedValue {
    text: String,
    span: Span,
    code: Code,
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Lookup> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("lookup");
    let columns = read_columns(settings);
    let (values, rest) = read_values(&settings.tier_sections);
    let with_entries = |listed: Listed| {
        let entries = entries(&listed, &values, settings);
        (listed, entries)
    };
    let listed = columns?.into_iter().map(with_entries).collect::<Vec<_>>();
    let columns = listed.iter().map(|(listed, _)| listed.column).collect();
    (complaints.errors() == before).then_some(Lookup { columns, listed, rest })
}

fn read_columns(settings: &MethodSettings<'_>) -> Option<Vec<Listed>> {
    let (scope, complaints) = (settings.scope, settings.rule.complaints());
    let listed = named_columns(settings.rule, scope, "city")?.into_iter().filter_map(|named| {
        let listed = Listed::of(named.column, named.kind, scope);
        if listed.is_none() {
            complaints.error(
                &named.span,
                format!("a lookup has no use for `{}`, which is {}", named.name, named.kind.called()),
                "name a text, a choice, a flag or the label column of an earlier rule",
            );
        }
        listed
    });
    Some(listed.collect())
}

/// The values of all tiers, and the tier that has none.
fn read_values(tiers: &[Section<'_>]) -> (Vec<ListedValue>, Code) {
    let mut values = Vec::new();
    let mut rest = Code::NONE;
    for (index, tier) in tiers.iter().enumerate() {
        let code = Code::at(index);
        match tier.get("values") {
            Some(node) => values.extend(tier_values(tier, node, code)),
            None if index + 1 == tiers.len() && index > 0 => rest = code,
            None => tier.complaints().error(
                &tier.head(),
                "this tier has no values",
                "add values = [\"Shanghai\", \"上海\"]; only the last of several tiers may have none, and takes all other values",
            ),
        }
    }
    (values, rest)
}

fn tier_values(tier: &Section<'_>, node: &Node, code: Code) -> Vec<ListedValue> {
    let nodes = match &node.value {
        Setting::List(list) => list.iter().collect(),
        _ => vec![node],
    };
    if nodes.is_empty() {
        let help = "list the values, or leave `values` out of the last tier, so that it takes all other values";
        tier.complaints().error(&node.span, "nothing can reach this tier: its `values` are empty", help);
    }
    let value = |node: &Node| match &node.value {
        Setting::Text { text, .. } => Some(text.clone()),
        Setting::Number(number) => Some(number.to_string()),
        Setting::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        other => {
            tier.wrong("values", node, other, "a list of texts");
            None
        }
    };
    let listed = |node: &Node| Some(ListedValue { text: value(node)?, span: node.span.clone(), code });
    nodes.into_iter().filter_map(listed).collect()
}

/// The listed values as the column has them; complains about those that it cannot have, and about those listed twice.
fn entries(listed: &Listed, values: &[ListedValue], settings: &MethodSettings<'_>) -> Vec<(String, Code)> {
    let complaints = settings.rule.complaints();
    let mut entries = Vec::new();
    let mut written = HashSet::new();
    let mut tiers = HashMap::new();
    for value in values {
        let Some(found) = listed.find(&value.text) else {
            listed.unknown(&value.text, &value.span, settings.scope, complaints);
            continue;
        };
        // Several spellings of one word may stand in one tier.
        let tier = *tiers.entry(folded(found)).or_insert(value.code);
        if tier != value.code || !written.insert(folded(&value.text)) {
            complaints.error(
                &value.span,
                format!("\"{}\" is listed twice", value.text),
                "list every value once; case, width and outer blanks make no difference",
            );
        }
        entries.push((found.to_owned(), tier));
    }
    entries
}

impl Method for Lookup {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        vec![self.columns.clone()]
    }

    fn own_field(&self) -> Option<&[Ref]> {
        Some(&self.columns)
    }

    fn vocabulary(&self) -> Option<Vocabulary<'_>> {
        let (listed, entries) = self.listed.first()?;
        let mut tiers: Vec<Vec<&[String]>> = Vec::new();
        for (text, code) in entries {
            let tier = code.index()?;
            tiers.resize_with(tiers.len().max(tier + 1), Vec::new);
            tiers[tier].push(std::slice::from_ref(text));
        }
        Some(Vocabulary { column: listed.column, tiers })
    }

    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        let present = frame.first_present(&self.columns);
        let index = self.columns.iter().position(|column| Some(*column) == present).unwrap_or(0);
        let (listed, entries) = &self.listed[index];
        let (listed, codes) = listed.fit(frame, entries, &self.rest);
        Box::new(ByValue { listed, codes, rest: self.rest })
    }
}

/// The code of every value that the list has.
#[derive(Debug)]
struct ByValue {
    listed: Listed,
    codes: Vec<Code>,
    /// The code of the values that no tier lists.
    rest: Code,
}

impl Model for ByValue {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        self.listed.each(block, |cell| {
            codes.push(match cell {
                Cell::Value(number) => self.codes[number],
                Cell::Missing | Cell::Bad => Code::NONE,
            });
        });
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let name = frame.scope.name(self.listed.column);
        match self.listed.only(&frame.block(row..row + 1)) {
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
        matches!(self.listed.column, Ref::Field(_))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::field::FieldKind;
    use super::super::testing::{List, NOBODY, choice};
    use super::*;

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
