//! The lines that a ranking rule drew on a list, as bounds that a threshold rule can have: they part the list's customers as its labels do.

use std::collections::BTreeMap;

use num_bigint::BigInt;

use crate::number::Exact;
use crate::number::decimal::{DIGITS, Decimal};
use crate::number::ratio::Ratio;
use crate::rule::method::Ranking;
use crate::rule::method::ranking::Best;
use crate::score::Scored;
use crate::score::groups::Groups;

/// The lines of one rule.
pub(super) struct Lines {
    /// The column that was ranked.
    pub column: String,
    /// The groups that have customers with a label, by name; `None` where the rule makes no groups.
    pub groups: Option<Vec<String>>,
    /// For each tier but the last its bound in each group (or the only one), where somebody reached the tier there.
    pub bounds: Vec<Vec<Option<Decimal>>>,
    /// Customers on either side of the lines, those of a line next to one another.
    pub beside: Vec<usize>,
}

/// No decimal of 38 digits lies between two customers that a line parts.
pub(super) struct TooClose;

/// The customers of a tier, in one group, that are next to the other tiers.
struct Ends {
    best: (Exact, usize),
    worst: (Exact, usize),
}

impl Lines {
    /// The lines that a rule drew; nothing where no customer has a label by it.
    pub fn find(scored: &Scored<'_>, rule: usize, ranking: &Ranking) -> Result<Option<Lines>, TooClose> {
        let frame = &scored.frame;
        let column = frame.chosen(&ranking.columns);
        let groups = ranking.per.map(|per| Groups::new(frame, per));
        let name = |row: usize| groups.as_ref().map_or(Some(""), |groups| groups.name_of(row));
        let mut ends: BTreeMap<&str, BTreeMap<usize, Ends>> = BTreeMap::new();
        let mut codes = Vec::new();
        for block in frame.blocks() {
            codes.clear();
            scored.codes(rule, block.rows.clone(), &mut codes);
            for ((row, code), cell) in block.rows.clone().zip(&codes).zip(block.numbers(column).cells()) {
                if let (Some(tier), Some(value), Some(name)) = (code.index(), cell.value(), name(row)) {
                    take(ends.entry(name).or_default(), tier, value, row, ranking.best);
                }
            }
        }
        if ends.is_empty() {
            return Ok(None);
        }
        let last = scored.set.rules[rule].tiers.len() - 1;
        let mut bounds = vec![vec![None; ends.len()]; last];
        let mut beside = Vec::new();
        for (group, tiers) in ends.values().enumerate() {
            let mut tiers = tiers.iter().peekable();
            while let Some((&tier, own)) = tiers.next() {
                let next = tiers.peek().map(|(_, next)| &next.best);
                beside.extend([own.worst.1].into_iter().chain(next.map(|next| next.1)));
                if tier < last {
                    let bound = bound(&own.worst.0, next.map(|next| &next.0), ranking.best).ok_or(TooClose)?;
                    bounds[tier][group] = Some(bound);
                }
            }
        }
        let names = groups.is_some().then(|| ends.keys().map(|name| (*name).to_owned()).collect());
        Ok(Some(Lines { column: frame.scope.name(column), groups: names, bounds, beside }))
    }

    /// The tiers that nobody reached, the last apart.
    pub fn unreached(&self) -> impl Iterator<Item = usize> {
        (0..self.bounds.len()).filter(|&tier| self.bounds[tier].iter().all(Option::is_none))
    }

    /// Whether some group has no bound of its own.
    pub fn has_group_without_bound(&self) -> bool {
        let groups = self.groups.as_ref().map_or(0, Vec::len);
        (0..groups).any(|group| self.bounds.iter().all(|tier| tier[group].is_none()))
    }
}

fn take(tiers: &mut BTreeMap<usize, Ends>, tier: usize, value: Exact, row: usize, best: Best) {
    let Some(ends) = tiers.get_mut(&tier) else {
        tiers.insert(tier, Ends { best: (value.clone(), row), worst: (value, row) });
        return;
    };
    let is_better = |one: &Exact, other: &Exact| if best == Best::High { one > other } else { one < other };
    if is_better(&ends.worst.0, &value) {
        ends.worst = (value, row);
    } else if is_better(&value, &ends.best.0) {
        ends.best = (value, row);
    }
}

/// The shortest decimal that has the worst customer of a tier on its better side (or on itself) and the next one on the other; `None`
/// where none of 38 digits does.
fn bound(worst: &Exact, next: Option<&Exact>, best: Best) -> Option<Decimal> {
    let worst = if best == Best::High { worst.clone() } else { worst.negative() };
    let next = match (next, &worst) {
        (Some(next), _) => if best == Best::High { next.clone() } else { next.negative() }.ratio(),
        // With nobody behind it the line is the customer's own value, a fraction's to a thousandth.
        (None, Exact::Decimal(value)) => return Some(turned(value.normalized(), best)),
        (None, _) if worst.is_zero() => return Some(Decimal::ZERO),
        (None, _) => {
            let thousandth = Ratio::new(1.into(), 1000.into());
            worst.ratio().minus(&worst.abs().ratio().times_ratio(&thousandth))
        }
    };
    let (worst, mut power) = (worst.ratio(), BigInt::from(1));
    for scale in 0..=DIGITS {
        let floor = worst.times_integer(&power).floor();
        if Ratio::new(floor.clone(), power.clone()) > next {
            let mantissa = i128::try_from(floor).ok()?;
            return Some(turned(Decimal::new(mantissa, scale)?, best));
        }
        power *= 10;
    }
    None
}

fn turned(value: Decimal, best: Best) -> Decimal {
    if best == Best::High { value } else { -value }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Exact {
        Exact::from(Decimal::parse(text).expect("a number"))
    }

    fn high(worst: &Exact, next: Option<&str>) -> Option<String> {
        bound(worst, next.map(d).as_ref(), Best::High).map(|bound| bound.to_string())
    }

    #[test]
    fn a_bound_has_as_few_decimals_as_part_the_line_from_the_next_customer() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(high(&d("48300.00"), Some("47921.55")), some("48300"));
        assert_eq!(high(&d("48300.55"), Some("48299.99")), some("48300"));
        assert_eq!(high(&d("48300.55"), Some("48300.10")), some("48300.5"));
        assert_eq!(high(&d("48300.55"), Some("48300.5")), some("48300.55"));
        assert_eq!(high(&d("-3.2"), Some("-3.25")), some("-3.2"));
        assert_eq!(high(&d("-3.2"), Some("-5")), some("-4"));
        assert_eq!(high(&d("7.50"), None), some("7.5"));
        let third = d("1").over(&d("3")).expect("a quotient");
        assert_eq!(high(&third, Some("0.25")), some("0.3"));
        assert_eq!(high(&third, Some("0.33333")), some("0.333333"));
        assert_eq!(high(&third, None), some("0.3333"));
        assert_eq!(high(&third.negative(), None), some("-0.3334"));
    }

    #[test]
    fn a_bound_of_low_values_is_rounded_up() {
        let low = |worst: &str, next: &str| bound(&d(worst), Some(&d(next)), Best::Low).map(|bound| bound.to_string());
        assert_eq!(low("29.5", "31"), Some("30".to_owned()));
        assert_eq!(low("29.5", "30"), Some("29.5".to_owned()));
        assert_eq!(low("-0.5", "-0.2"), Some("-0.5".to_owned()));
        assert_eq!(low("-0.52", "0.2"), Some("0".to_owned()));
    }

    #[test]
    fn where_no_decimal_lies_between_there_is_no_bound() {
        let close = d("1").over(&d("30000000000000000000000000000000000001")).expect("a quotient");
        let closer = d("1").over(&d("30000000000000000000000000000000000002")).expect("a quotient");
        assert_eq!(bound(&close, Some(&closer), Best::High), None);
    }
}
