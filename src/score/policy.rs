//! What stands between a rule and its label column: tiers that are held, labels set by hand, and the movement since an earlier list.
//!
//! Pure: codes in, codes out. The order is always the same: the rule, then the holds, then what is set by hand; the movement is told
//! from what comes of it.

use super::beyond::Beyond;
use super::column::Code;
use crate::date::Day;
use crate::number::decimal::Decimal;
use crate::rule::tier::Tier;

/// What a run knows of its customers besides the list: by rule, the labels that they had and those that are set by hand.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// One entry for each rule of the file; rules without one have no policy.
    pub rules: Vec<RulePolicy>,
}

/// The policy for one label column.
#[derive(Debug, Clone, Default)]
pub struct RulePolicy {
    /// The code that each customer had in an earlier list, `None` for a customer that it lacks; nothing where no earlier list with
    /// this column is given.
    pub previous: Option<Vec<Option<Code>>>,
    /// The labels set by hand, by ascending customers; nothing where no list of them is given.
    pub by_hand: Option<Vec<ByHand>>,
}

impl RulePolicy {
    /// Whether nothing is known of the customers.
    fn is_empty(&self) -> bool {
        self.previous.is_none() && self.by_hand.as_ref().is_none_or(Vec::is_empty)
    }

    /// What is set by hand for a customer.
    pub fn by_hand(&self, row: usize) -> Option<&ByHand> {
        let list = self.by_hand.as_deref()?;
        list.binary_search_by_key(&row, |entry| entry.row).ok().map(|index| &list[index])
    }

    /// The code that a customer had; `None` where it is new, or no earlier list is given.
    pub fn had(&self, row: usize) -> Option<Code> {
        self.previous.as_ref().and_then(|codes| codes[row])
    }
}

/// A label set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByHand {
    /// The customer.
    pub row: usize,
    /// Its label.
    pub code: Code,
    /// Why.
    pub reason: Option<String>,
    /// Who says so.
    pub by: Option<String>,
    /// The last day on which it holds; `None`: without an end.
    pub until: Option<Day>,
}

/// Why a customer's label is not the rule's.
#[derive(Debug, Clone, PartialEq)]
pub enum Ruling<'a> {
    /// It had a better tier and is still close to that tier's line.
    Held {
        /// The label by the rule itself.
        by_rule: Code,
        /// The label that it keeps.
        code: Code,
        /// Where its value stands, and the line that it is beyond.
        beyond: Beyond,
        /// The value at which it loses the tier, rounded to 38 digits.
        end: Option<Decimal>,
    },
    /// Its label is set by hand.
    ByHand {
        /// The label by the rule itself.
        by_rule: Code,
        /// What is set.
        entry: &'a ByHand,
    },
}

/// How a customer's label has changed since an earlier list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Movement {
    /// To a better tier.
    Up,
    /// To a worse tier.
    Down,
    /// The same label.
    Same,
    /// The earlier list lacks the customer.
    New,
    /// To another label, where neither is better: the rule has no ranking, or one of them is no label at all.
    Changed,
}

impl Movement {
    /// Every movement, in the order in which they are counted.
    pub const ALL: [Movement; 5] = [Movement::Up, Movement::Down, Movement::Same, Movement::New, Movement::Changed];

    /// The movement from one code of a rule to another.
    pub fn between(had: Option<Code>, now: Code, ranked: bool) -> Movement {
        match had {
            None => Movement::New,
            Some(had) if had == now => Movement::Same,
            Some(had) if !ranked || had == Code::NONE || now == Code::NONE => Movement::Changed,
            Some(had) if now < had => Movement::Up,
            Some(_) => Movement::Down,
        }
    }
}

/// The codes that a policy makes of a rule's, and which customers it holds in their tier (ascending). `beyond` tells where a customer
/// stands that has left a tier; `None` where that cannot be told. Nothing where there is no policy: then the codes need not be kept.
pub fn apply(
    policy: &RulePolicy,
    tiers: &[Tier],
    codes: impl FnOnce() -> Vec<Code>,
    beyond: impl Fn(usize, usize) -> Option<Beyond>,
) -> Option<(Vec<Code>, Vec<usize>)> {
    if policy.is_empty() {
        return None;
    }
    let holds = policy.previous.is_some() && tiers.iter().any(|tier| tier.hold.is_some());
    let mut codes = codes();
    let held = if holds { hold(policy, tiers, &mut codes, beyond) } else { Vec::new() };
    for entry in policy.by_hand.iter().flatten() {
        codes[entry.row] = entry.code;
    }
    Some((codes, held))
}

fn hold(
    policy: &RulePolicy,
    tiers: &[Tier],
    codes: &mut [Code],
    beyond: impl Fn(usize, usize) -> Option<Beyond>,
) -> Vec<usize> {
    let mut held = Vec::new();
    for (row, code) in codes.iter_mut().enumerate() {
        let Some(had) = policy.had(row) else { continue };
        let Some((tier, part)) = had.index().and_then(|tier| Some((tier, tiers[tier].hold?))) else { continue };
        // No class at all is worse than any.
        if *code > had && beyond(row, tier).is_some_and(|beyond| beyond.is_within(part)) {
            *code = had;
            held.push(row);
        }
    }
    held
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::ratio::Ratio;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn beyond(value: &str, line: &str) -> Beyond {
        Beyond { value: Ratio::from(d(value)), line: d(line), below: d(value) < d(line) }
    }

    fn tiers(holds: &[&str]) -> Vec<Tier> {
        let tier = |hold: &&str| Tier { hold: Decimal::parse(hold), ..Tier::named("t") };
        holds.iter().map(tier).collect()
    }

    /// The codes and the held customers of values under lines at 100 and 50.
    fn held(had: &[Option<usize>], values: &[&str], holds: &[&str]) -> (Vec<Option<usize>>, Vec<usize>) {
        let lines = ["100", "50"];
        let code = |value: &&str| Code::at(lines.iter().filter(|line| d(value) < d(line)).count());
        let policy = RulePolicy { previous: Some(had.iter().map(|had| had.map(Code::at)).collect()), by_hand: None };
        let where_is = |row: usize, tier: usize| lines.get(tier).map(|line| beyond(values[row], line));
        let codes = || values.iter().map(code).collect();
        let (codes, held) = apply(&policy, &tiers(holds), codes, where_is).expect("there are holds");
        (codes.into_iter().map(Code::index).collect(), held)
    }

    #[test]
    fn a_customer_keeps_its_tier_until_its_value_is_the_held_part_beyond_the_line() {
        let had = [Some(0); 4];
        let (codes, held) = held(&had, &["100", "99.99", "90.0001", "90"], &["0.1", "", ""]);
        assert_eq!(codes, [Some(0), Some(0), Some(0), Some(1)]);
        assert_eq!(held, [1, 2]);
    }

    #[test]
    fn who_did_not_have_the_tier_is_not_held_in_it() {
        let (codes, held) = held(&[None, Some(1), Some(2)], &["95", "95", "95"], &["0.1", "0.1", ""]);
        assert_eq!(codes, [Some(1); 3]);
        assert_eq!(held, [0; 0]);
    }

    #[test]
    fn rising_is_never_held_back() {
        assert_eq!(held(&[Some(1), Some(2)], &["120", "60"], &["0.1", "0.1", ""]).0, [Some(0), Some(1)]);
    }

    #[test]
    fn a_line_of_low_values_is_held_upwards_and_a_negative_one_by_its_size() {
        assert!(beyond("32.9", "30").is_within(d("0.1")));
        assert!(!beyond("33", "30").is_within(d("0.1")));
        assert_eq!(beyond("32", "30").end(d("0.1")), Some(d("33")));
        assert!(beyond("-109", "-100").is_within(d("0.1")));
        assert_eq!(beyond("-109", "-100").end(d("0.1")), Some(d("-110")));
        assert!(!beyond("-0.01", "0").is_within(d("1")), "no part of 0 is more than 0");
    }

    #[test]
    fn holds_are_exact_beyond_any_float() {
        let line = "10000000000000000000000000000000000001";
        // 99.9 % of the line is 9990000000000000000000000000000000000.999.
        assert!(beyond("9990000000000000000000000000000000001", line).is_within(d("0.001")));
        assert!(!beyond("9990000000000000000000000000000000000", line).is_within(d("0.001")));
    }

    #[test]
    fn what_is_set_by_hand_wins_over_the_hold() {
        let entry = ByHand { row: 1, code: Code::at(2), reason: None, by: None, until: None };
        let policy = RulePolicy { previous: Some(vec![Some(Code::at(0)); 2]), by_hand: Some(vec![entry.clone()]) };
        let codes = || vec![Code::at(1); 2];
        let near = |_, _| Some(beyond("95", "100"));
        let (codes, held) = apply(&policy, &tiers(&["0.1", "", ""]), codes, near).expect("there is a policy");
        assert_eq!(codes, [Code::at(0), Code::at(2)]);
        assert_eq!(held, [0, 1]);
        assert_eq!((policy.by_hand(0), policy.by_hand(1)), (None, Some(&entry)));
    }

    #[test]
    fn movements_need_a_ranking_and_two_labels() {
        let between =
            |had: Option<usize>, now: usize, ranked| Movement::between(had.map(Code::at), Code::at(now), ranked);
        assert_eq!(between(Some(1), 0, true), Movement::Up);
        assert_eq!(between(Some(1), 2, true), Movement::Down);
        assert_eq!(between(Some(1), 1, false), Movement::Same);
        assert_eq!(between(Some(1), 0, false), Movement::Changed);
        assert_eq!(between(None, 0, true), Movement::New);
        assert_eq!(Movement::between(Some(Code::NONE), Code::at(0), true), Movement::Changed);
        assert_eq!(Movement::between(Some(Code::NONE), Code::NONE, true), Movement::Same);
    }
}
