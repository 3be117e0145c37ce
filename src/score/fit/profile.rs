//! A profile on a list: the tags of the tiers, found among those of the list.

use crate::folding::Dictionary;
use crate::rule::method::Profile;
use crate::rule::scope::Ref;
use crate::score::column::{Cell, Code, Column, Tags};
use crate::score::frame::{Block, Frame};
use crate::score::model::Model;
use crate::score::reason::{Gap, GapKind, Reason, TagMatch};

mod bits;

use bits::Bits;

/// The tags of a profile's tiers on a list.
pub fn fit(profile: &Profile, frame: &Frame<'_>) -> Nearest {
    let column = frame.chosen(&profile.columns);
    let bits = match tags_of(frame, column) {
        Some(tags) => Bits::new(&profile.tiers, tags.dictionary()),
        None => Bits::new(&profile.tiers, &Dictionary::default()),
    };
    Nearest { column, needed: profile.needed(), rest: Code::from(profile.rest()), bits }
}

fn tags_of<'a>(frame: &Frame<'a>, column: Ref) -> Option<&'a Tags> {
    match frame.tags_column(column)? {
        Column::Tags(tags) => Some(tags),
        _ => None,
    }
}

/// The tiers' tags, found among those of a list.
#[derive(Debug)]
pub struct Nearest {
    column: Ref,
    needed: usize,
    rest: Code,
    bits: Bits,
}

impl Nearest {
    fn code(&self, of: &[u64]) -> Code {
        let (tier, count) = self.bits.nearest(of);
        if count as usize >= self.needed { Code::at(tier) } else { self.rest }
    }

    /// The tags of a customer that a tier has, one spelling of each.
    fn matched(&self, tier: usize, tags: &[u32], dictionary: &Dictionary) -> Vec<String> {
        let mut so_far = self.bits.none();
        let mut matched = Vec::new();
        for &tag in tags {
            let before = self.bits.count(tier, &so_far);
            self.bits.add(tag, &mut so_far);
            if self.bits.count(tier, &so_far) > before {
                matched.push(dictionary.text(tag).to_owned());
            }
        }
        matched
    }
}

impl Model for Nearest {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        let Some(tags) = tags_of(block.frame, self.column) else {
            codes.extend(block.rows.clone().map(|_| Code::NONE));
            return;
        };
        let mut of = self.bits.none();
        codes.extend(block.rows.clone().map(|row| match tags.get(row) {
            Cell::Value(tags) => {
                self.bits.gather(tags, &mut of);
                self.code(&of)
            }
            Cell::Missing | Cell::Bad => Code::NONE,
        }));
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let name = frame.scope.name(self.column);
        let column = tags_of(frame, self.column);
        let (column, tags) = match column.map(|column| (column, column.get(row))) {
            Some((column, Cell::Value(tags))) => (column, tags),
            Some((_, Cell::Bad)) => return Reason::Gaps(vec![Gap { name, kind: GapKind::Bad }]),
            Some((_, Cell::Missing)) | None => return Reason::Gaps(vec![Gap { name, kind: GapKind::Missing }]),
        };
        let mut of = self.bits.none();
        self.bits.gather(tags, &mut of);
        let tier_match = |tier| TagMatch { code: Code::at(tier), tags: self.matched(tier, tags, column.dictionary()) };
        let mut matches = (0..self.bits.tier_count()).map(tier_match).collect::<Vec<_>>();
        matches.retain(|found| !found.tags.is_empty());
        // A stable sort: equal counts stay in the order written.
        matches.sort_by_key(|found| std::cmp::Reverse(found.tags.len()));
        Reason::Tags { name, code: self.code(&of), needed: self.needed, matches }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rule::field::FieldKind;
    use crate::score::testing::{List, NOBODY};

    const HABIT: &str = r#"
        method = "profile"
        field  = "traits"
        tier   = [
          { label = "rational", tags = [["calm", "冷静"], "compares", "ignores adverts"] },
          { label = "impulsive", tags = ["outgoing", "compares", "buys on the spot"] },
        ]
    "#;

    fn traits(cells: &[&str]) -> List {
        List::default().with("traits", FieldKind::Tags, cells)
    }

    fn tag_match(tier: usize, tags: &[&str]) -> TagMatch {
        TagMatch { code: Code::at(tier), tags: tags.iter().map(|tag| (*tag).to_owned()).collect() }
    }

    fn tags_reason(code: Code, needed: usize, matches: Vec<TagMatch>) -> Reason {
        Reason::Tags { name: "traits".to_owned(), code, needed, matches }
    }

    #[test]
    fn the_tier_with_the_most_matching_tags_wins() {
        let list = traits(&["calm", "outgoing", "calm;outgoing;buys on the spot", "CALM ; compares", "tall", ""]);
        assert_eq!(list.labels(HABIT), ["rational", "impulsive", "impulsive", "rational", "", ""]);
    }

    #[test]
    fn several_spellings_of_one_tag_count_once() {
        let list = traits(&["calm;冷静;outgoing;buys on the spot", "calm;calm;outgoing"]);
        assert_eq!(list.labels(HABIT), ["impulsive", "rational"]);
        let matches = vec![tag_match(1, &["outgoing", "buys on the spot"]), tag_match(0, &["calm"])];
        assert_eq!(list.reason(HABIT, 0), tags_reason(Code::at(1), 1, matches));
    }

    #[test]
    fn equal_counts_go_to_the_tier_written_first_and_the_reason_names_both() {
        let list = traits(&["outgoing;calm", "compares"]);
        assert_eq!(list.labels(HABIT), ["rational", "rational"]);
        let matches = vec![tag_match(0, &["calm"]), tag_match(1, &["outgoing"])];
        assert_eq!(list.reason(HABIT, 0), tags_reason(Code::at(0), 1, matches));
        let matches = vec![tag_match(0, &["compares"]), tag_match(1, &["compares"])];
        assert_eq!(list.reason(HABIT, 1), tags_reason(Code::at(0), 1, matches));
    }

    #[test]
    fn too_few_matches_go_to_the_tier_without_tags() {
        let rule = r#"
            method = "profile"
            field  = "traits"
            min_matches = 2
            tier = [ { label = "rational", tags = ["calm", "compares"] }, { label = "unclear" } ]
        "#;
        let list = traits(&["calm;compares", "calm", "tall", ""]);
        assert_eq!(list.labels(rule), ["rational", "unclear", "unclear", ""]);
        assert_eq!(list.reason(rule, 1), tags_reason(Code::at(1), 2, vec![tag_match(0, &["calm"])]));
        let gap = Gap { name: "traits".to_owned(), kind: GapKind::Missing };
        assert_eq!(list.reason(rule, 3), Reason::Gaps(vec![gap]));
        let strict = "method = \"profile\"\nfield = \"traits\"\nmin_matches = 2\ntier = [ { label = \"rational\", tags = [\"calm\", \"compares\"] } ]";
        assert_eq!(list.labels(strict), ["rational", "", "", ""]);
    }

    #[test]
    fn another_name_for_the_column_will_do() {
        let list = List::default().with("notes", FieldKind::Tags, &["calm", "outgoing"]).derived("traits", "notes");
        assert_eq!(list.labels(HABIT), ["rational", "impulsive"]);
    }

    #[test]
    fn a_list_without_the_column_leaves_everybody_unclassified() {
        let list = List::default().without("traits", FieldKind::Tags).with("city", FieldKind::Text, &["Paris"]);
        assert_eq!(list.labels(HABIT), [""]);
    }

    #[test]
    fn mistakes_are_told() {
        let list = traits(NOBODY).with("city", FieldKind::Text, NOBODY);
        let errors =
            |keys: &str, tiers: &str| list.errors(&format!("method = \"profile\"\n{keys}\ntier = [ {tiers} ]"));
        let one = "{ label = \"A\", tags = [\"x\"] }";
        for (keys, tiers, wanted) in [
            ("field = \"city\"", one, "`city` is a text, not tags"),
            ("", one, "this rule has no `field`"),
            ("field = \"traits\"\nmin_matches = 0", one, "`min_matches` is a whole number from 1"),
            ("field = \"traits\"\nmin_matches = 1.5", one, "`min_matches` is a whole number from 1"),
            (
                "field = \"traits\"\nmin_matches = 2",
                one,
                "nothing can reach this tier: it has 1 tags, and 2 have to match",
            ),
            ("field = \"traits\"", "{ label = \"A\" }", "this tier has no tags"),
            ("field = \"traits\"", "{ label = \"A\" }, { label = \"B\", tags = [\"x\"] }", "this tier has no tags"),
            ("field = \"traits\"", "{ label = \"A\", tags = [] }", "`tags` is empty"),
            (
                "field = \"traits\"",
                "{ label = \"A\", tags = [\"x\", [\"y\", \"X\"]] }",
                "\"X\" stands for two tags of this tier",
            ),
            (
                "field = \"traits\"",
                "{ label = \"A\", tags = [\"x、y\"] }",
                "no customer can have this tag: '、' stands between tags",
            ),
            ("field = \"traits\"", "{ label = \"A\", tags = [5] }", "`tags` is a number"),
        ] {
            let errors = errors(keys, tiers);
            assert!(errors.len() == 1 && errors[0].starts_with(wanted), "{wanted}: {errors:?}");
        }
    }

    /// The twin: counts the tags of each tier that a customer has, one after the other.
    fn twin(tiers: &[Vec<Vec<String>>], needed: usize, cell: &[String]) -> String {
        let has = |spellings: &Vec<String>| spellings.iter().any(|spelling| cell.contains(spelling));
        let counts = tiers.iter().map(|tags| tags.iter().filter(|tag| has(tag)).count()).collect::<Vec<_>>();
        let most = *counts.iter().max().expect("tiers");
        if most < needed {
            "rest".to_owned()
        } else {
            counts.iter().position(|&count| count == most).expect("the most").to_string()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn codes_and_reasons_agree_with_the_twin(
            sizes in proptest::collection::vec(2..40usize, 1..5),
            offsets in proptest::collection::vec(0..30usize, 5),
            needed in 1..3usize,
            cells in proptest::collection::vec(proptest::collection::vec(0..90usize, 1..12), 1..9),
        ) {
            // Tag i of a tier has the spellings t(2i + offset) and t(2i + 1 + offset), so that tiers share tags.
            let tiers = sizes.iter().zip(&offsets).map(|(&size, offset)| {
                (0..size).map(|tag| (0..2).map(|spelling| format!("t{}", 2 * tag + spelling + offset)).collect()).collect()
            }).collect::<Vec<Vec<Vec<String>>>>();
            let tier = |(index, tags): (usize, &Vec<Vec<String>>)| format!("{{ label = \"{index}\", tags = {tags:?} }}");
            let written = tiers.iter().enumerate().map(tier).collect::<Vec<_>>().join(", ");
            let rule = format!("method = \"profile\"\nfield = \"traits\"\nmin_matches = {needed}\ntier = [ {written}, {{ label = \"rest\" }} ]");
            let cells = cells.iter().map(|tags| tags.iter().map(|tag| format!("t{tag}")).collect::<Vec<_>>()).collect::<Vec<_>>();
            let list = List::default().with("traits", FieldKind::Tags, &cells.iter().map(|tags| tags.join(";")).collect::<Vec<_>>());
            let labels = list.labels(&rule);
            for (row, cell) in cells.iter().enumerate() {
                prop_assert_eq!(&labels[row], &twin(&tiers, needed, cell));
                let Reason::Tags { matches, .. } = list.reason(&rule, row) else { panic!("tags") };
                if let Some(best) = matches.first().filter(|best| best.tags.len() >= needed) {
                    prop_assert_eq!(best.code.index().map(|tier| tier.to_string()), Some(labels[row].clone()));
                } else {
                    prop_assert_eq!(&labels[row], "rest");
                }
            }
        }
    }
}
