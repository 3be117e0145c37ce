//! Dates of a block: days between them, months, and comparisons.

use std::borrow::Cow;
use std::cmp::Ordering;

use jiff::civil::Date;

use super::numbers::Nums;
use crate::date::Day;
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Comparison;
use crate::score::column::{Dates, Numbers};
use crate::score::truth::Truth;

/// 0001-01-01 and 9999-12-31: dates beyond are missing.
const FIRST: i64 = -719_162;
const LAST: i64 = 2_932_896;

/// The dates of a block as days since 1970-01-01 with the marks of [`Dates`] among them, or one for all its customers.
#[derive(Debug, Clone)]
pub(super) enum Days<'f> {
    Same(Option<i32>),
    Each(Cow<'f, [i32]>),
}

fn is_value(day: i32) -> bool {
    day > Dates::BAD
}

/// A day within the calendar.
pub(super) fn within(day: i64) -> Option<i32> {
    (FIRST..=LAST).contains(&day).then_some(day as i32)
}

impl<'f> Days<'f> {
    /// One date for each customer.
    pub fn into_block(self, rows: usize) -> Cow<'f, [i32]> {
        match self {
            Days::Each(days) => days,
            Days::Same(day) => Cow::Owned(vec![day.unwrap_or(Dates::MISSING); rows]),
        }
    }

    /// The date of a customer of the block; a bad cell counts as missing.
    pub fn get(&self, index: usize) -> Option<i32> {
        match self {
            Days::Same(day) => *day,
            Days::Each(days) => Some(days[index]).filter(|&day| is_value(day)),
        }
    }

    /// One date for each customer.
    pub fn each(dates: impl Iterator<Item = Option<i32>>) -> Days<'f> {
        Days::Each(dates.map(|day| day.unwrap_or(Dates::MISSING)).collect())
    }

    /// The days from other dates to these.
    pub fn minus(&self, other: &Days<'_>, rows: usize) -> Nums<'f> {
        let days = |later: i32, earlier: i32| match is_value(later) & is_value(earlier) {
            true => i64::from(later) - i64::from(earlier),
            false => Numbers::MISSING,
        };
        match (self, other) {
            (Days::Same(a), Days::Same(b)) => {
                Nums::Same(a.zip(*b).map(|(a, b)| Exact::from(Decimal::from(i64::from(a) - i64::from(b)))))
            }
            (Days::Each(a), Days::Same(b)) => {
                let b = b.unwrap_or(Dates::MISSING);
                Nums::small(a.iter().map(|&a| days(a, b)).collect(), 0)
            }
            (Days::Same(a), Days::Each(b)) => {
                let a = a.unwrap_or(Dates::MISSING);
                Nums::small(b.iter().map(|&b| days(a, b)).collect(), 0)
            }
            (Days::Each(a), Days::Each(b)) => {
                Nums::small(a.iter().zip(b.iter()).take(rows).map(|(&a, &b)| days(a, b)).collect(), 0)
            }
        }
    }

    /// The earlier or later of two dates.
    pub fn with(&self, other: &Days<'_>, rows: usize, choose: fn(i32, i32) -> i32) -> Days<'f> {
        match (self, other) {
            (Days::Same(a), Days::Same(b)) => Days::Same(a.zip(*b).map(|(a, b)| choose(a, b))),
            _ => Days::each((0..rows).map(|index| Some(choose(self.get(index)?, other.get(index)?)))),
        }
    }

    /// Compares with other dates.
    pub fn compare(&self, comparison: Comparison, other: &Days<'_>, rows: usize) -> Vec<Truth> {
        match (self, other) {
            (Days::Same(None), _) | (_, Days::Same(None)) => vec![Truth::Unknown; rows],
            (Days::Same(Some(a)), Days::Same(Some(b))) => vec![Truth::of(comparison.holds(a.cmp(b))); rows],
            (Days::Each(days), Days::Same(Some(bound))) => compare_with(days, comparison, *bound),
            (Days::Same(Some(bound)), Days::Each(days)) => compare_with(days, comparison.mirrored(), *bound),
            (Days::Each(a), Days::Each(b)) => {
                let truth = |(&a, &b): (&i32, &i32)| match is_value(a) & is_value(b) {
                    true => Truth::of(comparison.holds(a.cmp(&b))),
                    false => Truth::Unknown,
                };
                a.iter().zip(b.iter()).map(truth).collect()
            }
        }
    }
}

fn compare_with(days: &[i32], comparison: Comparison, bound: i32) -> Vec<Truth> {
    let (first, last, within) = match comparison {
        Comparison::Equal => (bound, bound, true),
        Comparison::Unequal => (bound, bound, false),
        Comparison::Less => (i32::MIN, bound.saturating_sub(1), true),
        Comparison::AtMost => (i32::MIN, bound, true),
        Comparison::Greater => (bound.saturating_add(1), i32::MAX, true),
        Comparison::AtLeast => (bound, i32::MAX, true),
    };
    let truth = |&day: &i32| match is_value(day) {
        true => Truth::of(((first <= day) & (day <= last)) == within),
        false => Truth::Unknown,
    };
    days.iter().map(truth).collect()
}

/// For each customer the one date where the condition holds, the other where it does not, none where it is unknown.
pub(super) fn select<'f>(conditions: &[Truth], one: &Days<'_>, other: &Days<'_>) -> Days<'f> {
    Days::each(conditions.iter().enumerate().map(|(index, condition)| match condition {
        Truth::True => one.get(index),
        Truth::False => other.get(index),
        Truth::Unknown => None,
    }))
}

/// The date that is this many whole days later.
pub(super) fn add_days(day: i32, by: &Exact) -> Option<i32> {
    within(i64::from(day).checked_add(by.to_i64()?)?)
}

/// The date that is this many whole months later: the same day of the month, or the month's last day where it has no such day.
pub(super) fn add_months(day: i32, by: &Exact) -> Option<i32> {
    months_on(Day(day).date()?, by.to_i64()?).map(|date| Day::from(date).0)
}

fn months_on(date: Date, by: i64) -> Option<Date> {
    let month = (i64::from(date.year()) * 12 + i64::from(date.month()) - 1).checked_add(by)?;
    let year = i16::try_from(month.div_euclid(12)).ok().filter(|year| (1..=9999).contains(year))?;
    let first = Date::new(year, (month.rem_euclid(12) + 1) as i8, 1).ok()?;
    Date::new(year, first.month(), date.day().min(first.days_in_month())).ok()
}

/// The months from one date to another: whole months forward from the earlier date, and the rest as a part of the month that it
/// falls in (from the same day of one month to that of the next).
pub(super) fn months(from: i32, to: i32) -> Option<Exact> {
    if to < from {
        return months(to, from).map(|months| months.negative());
    }
    let (start, end) = (Day(from).date()?, Day(to).date()?);
    let mut whole = (i64::from(end.year()) - i64::from(start.year())) * 12 + i64::from(end.month() - start.month());
    if months_on(start, whole)? > end {
        whole -= 1;
    }
    let reached = Day::from(months_on(start, whole)?).0;
    let rest = i64::from(to - reached);
    if rest == 0 {
        return Some(Exact::from(Decimal::from(whole)));
    }
    let length = i64::from(Day::from(months_on(start, whole + 1)?).0 - reached);
    Exact::from(Decimal::from(whole * length + rest)).over(&Exact::from(Decimal::from(length)))
}

/// Compares the months from some dates to others with a bound.
///
/// Where one side is the same for all customers, the months only ever fall (or only rise) from day to day of the other: a later
/// start is never further from the same end. So two days part those that are beyond, on and short of the bound, and these are
/// found by bisection instead of counting every customer's months.
pub(super) fn compare_months(
    from: &Days<'_>,
    to: &Days<'_>,
    comparison: Comparison,
    bound: Decimal,
    rows: usize,
) -> Vec<Truth> {
    let holds = |months: Option<Exact>, bound: &Exact| {
        months.map_or(Truth::Unknown, |m| Truth::of(comparison.holds(m.cmp(bound))))
    };
    let (starts, end, comparison, bound) = match (from, to) {
        (Days::Each(starts), Days::Same(Some(end))) if safe(*end) => (starts, *end, comparison, bound),
        (Days::Same(Some(start)), Days::Each(ends)) if safe(*start) => (ends, *start, comparison.mirrored(), -bound),
        _ => {
            let between = |index| months(from.get(index)?, to.get(index)?);
            let bound = Exact::from(bound);
            return (0..rows).map(|index| holds(between(index), &bound)).collect();
        }
    };
    let bound = Exact::from(bound);
    let order = |day: i32| months(day, end).map(|months| months.cmp(&bound));
    let on = first_day(|day| order(day).is_some_and(Ordering::is_gt));
    let short = first_day(|day| order(day).is_some_and(Ordering::is_ge));
    let [greater, equal, less] =
        [Ordering::Greater, Ordering::Equal, Ordering::Less].map(|order| Truth::of(comparison.holds(order)));
    let truth = |&day: &i32| match day {
        _ if !safe(day) => order(day).map_or(Truth::Unknown, |order| Truth::of(comparison.holds(order))),
        _ if day < on => greater,
        _ if day < short => equal,
        _ => less,
    };
    starts.iter().map(truth).collect()
}

/// Whether a day is one of the calendar and at least two months from its end, so that months can be counted from it.
fn safe(day: i32) -> bool {
    (FIRST..=LAST - 62).contains(&i64::from(day))
}

/// The first day of the calendar for which a condition no longer holds that holds for all days before it.
fn first_day(holds: impl Fn(i32) -> bool) -> i32 {
    let (mut low, mut high) = (FIRST as i32, (LAST - 62) as i32 + 1);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

/// The year of a date.
pub(super) fn year(day: i32) -> Option<i64> {
    Some(i64::from(Day(day).date()?.year()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> i32 {
        Day::from(text.parse::<Date>().expect("a date")).0
    }

    fn months_between(from: &str, to: &str) -> String {
        months(day(from), day(to)).expect("within the calendar").to_decimal().normalized().to_string()
    }

    #[test]
    fn months_count_to_the_same_day_and_the_rest_is_a_part_of_its_month() {
        let cases = [
            ("2026-01-31", "2026-01-31", "0"),
            ("2026-01-15", "2026-04-15", "3"),
            ("2026-01-31", "2026-02-28", "1"),
            ("2024-01-31", "2024-02-29", "1"),
            ("2026-01-15", "2026-01-30", "0.48387096774193548387096774193548387097"),
            ("2026-02-01", "2026-02-15", "0.5"),
            ("2026-02-15", "2026-02-01", "-0.5"),
            ("2026-04-15", "2026-01-15", "-3"),
            ("2026-01-31", "2026-03-01", "1.0322580645161290322580645161290322581"),
            ("2025-12-31", "2026-12-31", "12"),
            ("2024-02-29", "2025-02-28", "12"),
        ];
        for (from, to, wanted) in cases {
            assert_eq!(months_between(from, to), wanted, "{from} to {to}");
        }
    }

    #[test]
    fn the_months_last_day_stands_in_for_a_day_that_it_lacks() {
        let on = |from: &str, by: i64| add_months(day(from), &Exact::from(Decimal::from(by)));
        assert_eq!(on("2026-01-31", 1), Some(day("2026-02-28")));
        assert_eq!(on("2026-03-31", -1), Some(day("2026-02-28")));
        assert_eq!(on("2024-02-29", 12), Some(day("2025-02-28")));
        assert_eq!(on("2026-01-15", -13), Some(day("2024-12-15")));
        assert_eq!([on("9999-12-01", 1), on("0001-01-01", -1), on("2026-01-01", i64::MAX)], [None; 3]);
    }

    #[test]
    fn months_to_a_day_fall_from_day_to_day() {
        for end in ["2024-02-29", "2026-02-28", "2026-01-31", "2026-03-31", "2026-04-30", "2026-03-01", "2025-12-31"] {
            let end = day(end);
            let counted = (end - 800..end + 800).map(|start| months(start, end)).collect::<Vec<_>>();
            assert!(counted.windows(2).all(|pair| pair[0] >= pair[1]), "{end}");
        }
    }

    #[test]
    fn comparing_months_by_bisection_agrees_with_counting_them() {
        let bounds =
            ["0", "1", "-1", "2.5", "-3", "0.5", "12", "99999"].map(|text| Decimal::parse(text).expect("a number"));
        for other in ["2026-01-31", "2024-02-29", "9999-12-15", "0001-01-01"].map(day) {
            let days =
                (other - 500..other + 500).step_by(3).chain([Dates::MISSING, Dates::BAD, FIRST as i32, LAST as i32]);
            let days = days.filter(|&day| day <= Dates::BAD || within(i64::from(day)).is_some()).collect::<Vec<_>>();
            let (many, one) = (Days::Each(Cow::Borrowed(&days[..])), Days::Same(Some(other)));
            for (bound, comparison) in bounds.into_iter().flat_map(|bound| COMPARISONS.map(|sign| (bound, sign))) {
                for (from, to) in [(&many, &one), (&one, &many)] {
                    let counted = |index| months(from.get(index)?, to.get(index)?);
                    let truth = |months: Exact| Truth::of(comparison.holds(months.cmp(&Exact::from(bound))));
                    let plain = (0..days.len()).map(|index| counted(index).map_or(Truth::Unknown, truth));
                    let fast = compare_months(from, to, comparison, bound, days.len());
                    assert_eq!(fast, plain.collect::<Vec<_>>(), "{other} {comparison:?} {bound}");
                }
            }
        }
    }

    const COMPARISONS: [Comparison; 6] = [
        Comparison::Equal,
        Comparison::Unequal,
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Greater,
        Comparison::AtLeast,
    ];

    #[test]
    fn days_and_months_are_added_whole_or_not_at_all() {
        let exact = |text: &str| Exact::from(Decimal::parse(text).expect("a number"));
        let half = exact("0.5");
        assert_eq!((add_days(0, &half), add_months(0, &half)), (None, None));
        assert_eq!(add_days(0, &exact("30.0")), Some(30));
        assert_eq!(add_days(LAST as i32, &exact("1")), None);
        assert_eq!((FIRST as i32, LAST as i32), (day("0001-01-01"), day("9999-12-31")));
    }
}
