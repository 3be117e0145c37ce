//! Labels that are not the rule's: tiers that are kept, labels set by hand; and how a whole list has moved.

use super::figure::Count;
use super::run::date;
use super::wording::Wording;
use crate::language::Language;
use crate::number::Decimal;
use crate::score::Code;
use crate::score::Movement;
use crate::score::beyond::Beyond;
use crate::score::policy::{ByHand, Ruling};

impl Wording<'_> {
    /// Why a customer has its label, in a sentence without a full stop: by the rule, and where the label is not the rule's, why not.
    pub fn why(&self, row: usize) -> String {
        let reason = self.reason(&self.scored.reason(self.rule, row));
        match self.scored.ruling(self.rule, row) {
            None => reason,
            Some(Ruling::Held { code, beyond, end, .. }) => self.held(&reason, code, beyond, end),
            Some(Ruling::ByHand { by_rule, entry }) => self.set_by_hand(&reason, by_rule, entry),
        }
    }

    fn held(&self, reason: &str, code: Code, beyond: Beyond, end: Option<Decimal>) -> String {
        let (words, tier) = (self.language.words(), self.tier(code));
        let column = self.own_column().unwrap_or_else(|| self.score());
        match end.map(|end| column.style.alone(end, self.language)) {
            Some(end) if beyond.below => words.kept_above(reason, &tier, &end),
            Some(end) => words.kept_below(reason, &tier, &end),
            None => words.kept(reason, &tier),
        }
    }

    fn set_by_hand(&self, reason: &str, by_rule: Code, entry: &ByHand) -> String {
        let (words, set, own) = (self.language.words(), self.tier(entry.code), self.tier(by_rule));
        match details(entry, self.language).as_str() {
            "" => words.set_to(&set, &own, reason),
            details => words.set_to_because(&set, details, &own, reason),
        }
    }
}

/// What the column `<rule>_override` has for a label set by hand: why, by whom, until when; `set by hand` where nothing is said of it.
pub fn by_hand(entry: &ByHand, language: Language) -> String {
    let details = details(entry, language);
    if details.is_empty() { language.words().set_by_hand().to_owned() } else { details }
}

/// `key account; by Li Wei; until 2026-06-30`.
fn details(entry: &ByHand, language: Language) -> String {
    let words = language.words();
    let by = entry.by.as_ref().map(|by| words.by_person(by));
    let until = entry.until.map(|until| words.until(&date(until)));
    let parts = entry.reason.clone().into_iter().chain(by).chain(until).collect::<Vec<_>>();
    parts.join(words.semicolon())
}

/// How many labels are not the rule's: `2 customers keep an earlier tier (hold); 1 label set by hand`. Nothing where there is none.
pub fn ruled(held: u64, by_hand: u64, language: Language) -> Option<String> {
    let words = language.words();
    let held = (held > 0).then(|| words.keeping_tiers(Count(held)));
    let by_hand = (by_hand > 0).then(|| words.labels_by_hand(Count(by_hand)));
    let parts = held.into_iter().chain(by_hand).collect::<Vec<_>>();
    (!parts.is_empty()).then(|| parts.join(words.semicolon()))
}

/// How many customers moved which way since an earlier list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Movements {
    /// By movement, as in [`Movement::ALL`].
    pub counts: [u64; Movement::ALL.len()],
    /// How many customers of the earlier list are no longer there.
    pub gone: u64,
}

/// `since march.scored.csv: 12 up, 30 down, 900 same, 50 new; 20 customers of it are not in this list`.
pub fn movements(earlier: &str, movements: &Movements, language: Language) -> String {
    let words = language.words();
    let counted = Movement::ALL.into_iter().zip(movements.counts).filter(|(_, count)| *count > 0);
    let moved = counted.map(|(how, customers)| words.moved(Count(customers), words.movement(how)));
    let moved = moved.collect::<Vec<_>>().join(words.clause_comma());
    match movements.gone {
        0 => words.since_list(earlier, &moved),
        gone => words.since_list_gone(earlier, &moved, Count(gone)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::Day;
    use crate::rulefile::{RuleFile, columns_of};
    use crate::score::policy::RulePolicy;
    use crate::score::{Policy, Scoring};

    const RULE: &str = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\n\
                        tier = [{ label = \"A\", min = 100, hold = \"10%\" }, { label = \"B\" }]\n";

    fn whys(entry: Option<ByHand>) -> [String; 2] {
        let file = RuleFile::parse("./test.toml", RULE, &[]).unwrap_or_else(|error| panic!("{error}"));
        let (rows, columns) = columns_of(&file.set, "revenue\n92\n");
        let rule = RulePolicy { previous: Some(vec![Some(Code::at(0))]), by_hand: entry.map(|entry| vec![entry]) };
        let fields = columns.iter().map(|column| column.as_ref().into()).collect();
        let scored =
            file.set.score_with(fields, rows, Scoring { policy: Policy { rules: vec![rule] }, ..Scoring::default() });
        Language::ALL.map(|language| Wording::new(&scored, 0, language).why(0))
    }

    #[test]
    fn a_tier_that_is_kept_says_until_where() {
        assert_eq!(
            whys(None),
            [
                "revenue 92 is 8 short of A; had A before and keeps it above 90",
                "销售额 92，距 A 还差 8；上次为 A，高于 90 时予以保留"
            ]
        );
    }

    #[test]
    fn a_label_set_by_hand_says_by_whom_and_what_the_rule_gives() {
        let entry = ByHand {
            row: 0,
            code: Code::at(1),
            reason: Some("bad debts".to_owned()),
            by: Some("Li".to_owned()),
            until: Some(Day(20_484)),
        };
        assert_eq!(
            whys(Some(entry.clone())),
            [
                "set to B by hand (bad debts; by Li; until 2026-01-31); by the rule B: revenue 92 is 8 short of A",
                "人工设为 B（bad debts；经办人：Li；有效期至 2026-01-31）；按规则为 B：销售额 92，距 A 还差 8"
            ]
        );
        let bare = ByHand { reason: None, by: None, until: None, ..entry };
        assert_eq!(Language::ALL.map(|language| by_hand(&bare, language)), ["set by hand", "人工设定"]);
    }

    #[test]
    fn movements_are_counted_without_those_that_nobody_made() {
        let moved = Movements { counts: [12, 0, 1900, 5, 0], gone: 20 };
        assert_eq!(
            Language::ALL.map(|language| movements("march.csv", &moved, language)),
            [
                "since march.csv: 12 up, 1,900 same, 5 new; 20 customers of it are not in this list",
                "与 march.csv 相比：升级 12，不变 1,900，新增 5；其中 20 位客户已不在本列表中"
            ]
        );
    }
}
