//! Where the cuts of a ranking fall among the values of a list, found exactly and whatever the order of the rows.
//!
//! A customer's place is the share strictly ahead of it: of customers, or of the sum of the values. Within a ranking that share
//! only grows as values fall, so a tier that takes every place below a cumulative share ends at one value, and that value decides
//! for every customer. All comparisons are between integers.

use std::sync::Arc;

use num_bigint::BigInt;

use super::column::Numbers;
use super::frame::Frame;
use super::histogram::{Histogram, Run};
use crate::number::decimal::{Decimal, rounded};
use crate::rule::method::ranking::{Best, Measure};
use crate::rule::scope::Ref;

/// Where one cumulative share ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// The last value that stands before the cut.
    pub value: Decimal,
    /// How many customers stand before the cut, the equal ones included.
    pub customers: u64,
    /// How many of them have exactly this value.
    pub equal: u64,
    /// The part of the measure that they hold.
    pub share: Option<Decimal>,
}

/// From how many values on a histogram finds the cuts faster than sorting does.
const LONG: usize = 50_000;

/// The values of the customers that are ranked.
#[derive(Debug)]
pub struct RankedValues<'a> {
    values: Values<'a>,
    best: Best,
}

#[derive(Debug)]
enum Values<'a> {
    /// A long column as it is.
    Long { values: &'a [i64], histogram: Arc<Histogram>, scale: u8 },
    /// Sorted, best first.
    Small { values: Vec<i64>, scale: u8 },
    /// The same, beyond 64 bits.
    Wide { values: Vec<BigInt>, scale: u8 },
}

impl<'a> RankedValues<'a> {
    /// Ranks all customers by a column, whose numbers these are.
    pub fn whole_column(frame: &Frame<'_>, column: Ref, numbers: &'a Numbers, best: Best) -> RankedValues<'a> {
        RankedValues::long_column(frame, column, numbers, best)
            .unwrap_or_else(|| RankedValues::new(numbers, 0..numbers.len(), best))
    }

    /// The same for a column that is too long to be sorted; nothing for another.
    pub fn long_column(frame: &Frame<'_>, column: Ref, numbers: &'a Numbers, best: Best) -> Option<RankedValues<'a>> {
        let (values, scale) = numbers.small().filter(|(values, _)| values.len() >= LONG)?;
        let histogram = frame.histograms.histogram(column, values);
        Some(RankedValues { values: Values::Long { values, histogram, scale }, best })
    }

    /// Ranks these customers by a column.
    pub fn new(numbers: &Numbers, rows: impl Iterator<Item = usize>, best: Best) -> RankedValues<'a> {
        let values = match numbers.small() {
            Some((all, scale)) => {
                let values = rows.map(|row| all[row]).filter(|&value| Numbers::is_value(value)).collect();
                Values::Small { values: sorted(values, best), scale }
            }
            None => {
                let values = rows.filter_map(|row| numbers.get(row).value()).collect::<Vec<_>>();
                let scale = values.iter().map(|value| value.scale()).max().unwrap_or(0);
                let unit = |value: &Decimal| BigInt::from(10).pow(u32::from(scale - value.scale()));
                let widened = |value: &Decimal| BigInt::from(value.mantissa()) * unit(value);
                Values::Wide { values: sorted(values.iter().map(widened).collect(), best), scale }
            }
        };
        RankedValues { values, best }
    }

    /// How many customers have a value.
    pub fn customers(&self) -> u64 {
        match &self.values {
            Values::Long { histogram, .. } => histogram.customers() as u64,
            Values::Small { values, .. } => values.len() as u64,
            Values::Wide { values, .. } => values.len() as u64,
        }
    }

    /// Which values come first.
    pub fn best(&self) -> Best {
        self.best
    }

    /// Says that [`RankedValues::cuts`] is going to be asked for these: what several rules ask of a long column is found in one go.
    pub fn seek(&self, measure: Measure, shares: &[Decimal]) {
        if let Values::Long { histogram, .. } = &self.values {
            histogram.seek_runs(self.best, measure, &limits(&BigInt::from(total(histogram, measure)), shares));
        }
    }

    /// For each cumulative share the cut that ends it: the last value whose share strictly ahead is below it.
    /// `None` where no customer's place is below the share; with [`Measure::Sum`] that is all of them where the total is 0.
    pub fn cuts(&self, measure: Measure, shares: &[Decimal]) -> Vec<Option<Cut>> {
        match &self.values {
            Values::Long { values, histogram, scale } => {
                let total = BigInt::from(total(histogram, measure));
                let runs = histogram.last_runs(values, self.best, measure, &limits(&total, shares));
                runs.into_iter().map(|run| run.map(|run| long_cut(run, *scale, measure, &total))).collect()
            }
            Values::Small { values, scale } => {
                let add = |sum: &mut i128, value: &i64| *sum += i128::from((*value).max(0));
                cuts(values, *scale, measure, shares, add)
            }
            Values::Wide { values, scale } => {
                let zero = BigInt::from(0);
                let add = |sum: &mut BigInt, value: &BigInt| {
                    if *value > zero {
                        *sum += value;
                    }
                };
                cuts(values, *scale, measure, shares, add)
            }
        }
    }
}

fn sorted<V: Ord>(mut values: Vec<V>, best: Best) -> Vec<V> {
    values.sort_unstable();
    if best == Best::High {
        values.reverse();
    }
    values
}

/// What the shares of a long column are shares of.
fn total(histogram: &Histogram, measure: Measure) -> i128 {
    match measure {
        Measure::Customers => histogram.customers() as i128,
        Measure::Sum => histogram.sum(),
    }
}

/// For each share the most that may stand ahead of a customer before its cut.
fn limits(total: &BigInt, shares: &[Decimal]) -> Vec<i128> {
    // A share is at most 1, so a limit is less than the total and fits where that does.
    let limit = |&share: &Decimal| i128::try_from(greatest_below(total, share)).unwrap_or(i128::MAX);
    shares.iter().map(limit).collect()
}

/// The cut of a long column behind a run of equal values.
fn long_cut(run: Run, scale: u8, measure: Measure, total: &BigInt) -> Cut {
    let customers = run.ahead + run.equal;
    let part = match measure {
        Measure::Customers => customers as i128,
        Measure::Sum => run.ahead_sum + i128::from(run.value.max(0)) * run.equal as i128,
    };
    Cut {
        value: Decimal::from_parts(i128::from(run.value), scale),
        customers: customers as u64,
        equal: run.equal as u64,
        share: quotient(&BigInt::from(part), total),
    }
}

/// An integer value of a list, or a sum of them.
trait Integer: Clone + Ord + Default + Into<BigInt> {}
impl Integer for i64 {}
impl Integer for i128 {}
impl Integer for BigInt {}

/// Values that are equal, from the best on.
struct Equals<'a, V, S> {
    value: &'a V,
    ahead_sum: S,
    ahead: usize,
    equal: usize,
}

fn cuts<V: Integer, S: Integer>(
    sorted: &[V],
    scale: u8,
    measure: Measure,
    shares: &[Decimal],
    add: impl Fn(&mut S, &V) + Copy,
) -> Vec<Option<Cut>> {
    let mut total = S::default();
    if measure == Measure::Sum {
        sorted.iter().for_each(|value| add(&mut total, value));
    }
    let total = match measure {
        Measure::Customers => BigInt::from(sorted.len()),
        Measure::Sum => total.into(),
    };
    let last_ahead = shares.iter().map(|&share| greatest_below(&total, share)).collect::<Vec<_>>();
    let run_of = |limit: &BigInt| match measure {
        Measure::Customers => run_at(sorted, limit),
        Measure::Sum => run_with_sum(sorted, limit, add),
    };
    let cut = |limit: &BigInt| -> Option<Cut> {
        let run = run_of(limit)?;
        let customers = run.ahead + run.equal;
        let part = match measure {
            Measure::Customers => BigInt::from(customers),
            Measure::Sum => {
                let mut part = run.ahead_sum;
                (0..run.equal).for_each(|_| add(&mut part, run.value));
                part.into()
            }
        };
        Some(Cut {
            value: to_decimal(&run.value.clone().into(), scale),
            customers: customers as u64,
            equal: run.equal as u64,
            share: quotient(&part, &total),
        })
    };
    last_ahead.iter().map(cut).collect()
}

/// The run of equal values with the greatest count ahead of it that is at most the limit.
fn run_at<'a, V: Integer, S: Integer>(sorted: &'a [V], limit: &BigInt) -> Option<Equals<'a, V, S>> {
    if *limit < BigInt::from(0) {
        return None;
    }
    let position = usize::try_from(limit).unwrap_or(usize::MAX).min(sorted.len().checked_sub(1)?);
    let value = &sorted[position];
    let start = sorted[..position].iter().rposition(|other| other != value).map_or(0, |before| before + 1);
    let equal = sorted[start..].iter().take_while(|other| *other == value).count();
    Some(Equals { value, ahead_sum: S::default(), ahead: start, equal })
}

/// The run of equal values with the greatest sum ahead of it that is at most the limit.
fn run_with_sum<'a, V: Integer, S: Integer>(
    sorted: &'a [V],
    limit: &BigInt,
    add: impl Fn(&mut S, &V),
) -> Option<Equals<'a, V, S>> {
    let mut best: Option<Equals<'a, V, S>> = None;
    let mut sum = S::default();
    let mut start = 0;
    while let Some(value) = sorted.get(start) {
        if Into::<BigInt>::into(sum.clone()) > *limit {
            break;
        }
        let equal = sorted[start..].iter().take_while(|other| *other == value).count();
        best = Some(Equals { value, ahead_sum: sum.clone(), ahead: start, equal });
        (0..equal).for_each(|_| add(&mut sum, value));
        start += equal;
    }
    best
}

/// The greatest integer that is strictly below `total × share`.
fn greatest_below(total: &BigInt, share: Decimal) -> BigInt {
    let product = total * BigInt::from(share.mantissa());
    let unit = BigInt::from(10).pow(u32::from(share.scale()));
    // ceil(product / unit) - 1, for products that are never negative.
    (product + &unit - 1) / unit - 1
}

/// A value of the list as it was before it was brought to the common scale: with at most 38 digits, so nothing is rounded.
fn to_decimal(integer: &BigInt, scale: u8) -> Decimal {
    rounded(integer, i64::from(scale)).expect("a value of a list has at most 38 digits")
}

/// `part / total` for people, to ten decimals.
fn quotient(part: &BigInt, total: &BigInt) -> Option<Decimal> {
    if *total <= BigInt::from(0) {
        return None;
    }
    let scaled = (part * BigInt::from(10_000_000_000u64) * 2 + total) / (total * 2);
    Some(Decimal::from_parts(i128::try_from(scaled).ok()?, 10))
}

#[cfg(test)]
mod tests {
    use super::super::column::Cell;
    use super::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn numbers(values: &[&str]) -> Numbers {
        values.iter().map(|text| Cell::Value(decimal(text))).collect()
    }

    fn ends(values: &[&str], measure: Measure, shares: &[&str]) -> Vec<Option<String>> {
        let shares = shares.iter().map(|share| decimal(share)).collect::<Vec<_>>();
        let numbers = numbers(values);
        let ranking = RankedValues::new(&numbers, 0..numbers.len(), Best::High);
        ranking.cuts(measure, &shares).into_iter().map(|cut| cut.map(|cut| cut.value.to_string())).collect()
    }

    #[test]
    fn the_first_share_always_takes_the_best_customer() {
        assert_eq!(ends(&["1", "5", "3"], Measure::Customers, &["0.01"]), [Some("5".to_owned())]);
    }

    #[test]
    fn a_share_hit_exactly_ends_before_the_next_customer() {
        // 80 of 100 are ahead of the 15: not below 80 %.
        assert_eq!(ends(&["80", "15", "5"], Measure::Sum, &["0.8"]), [Some("80".to_owned())]);
        assert_eq!(ends(&["79", "16", "5"], Measure::Sum, &["0.8"]), [Some("16".to_owned())]);
    }

    #[test]
    fn equal_values_share_a_side_of_every_cut() {
        assert_eq!(
            ends(&["4", "4", "4", "1"], Measure::Customers, &["0.25", "0.5"]),
            [Some("4".to_owned()), Some("4".to_owned())]
        );
    }

    #[test]
    fn without_a_positive_sum_nobody_stands_before_a_cut() {
        assert_eq!(ends(&["0", "-5"], Measure::Sum, &["0.8"]), [None]);
        assert_eq!(ends(&[], Measure::Customers, &["0.8"]), [None]);
    }

    #[test]
    fn wide_numbers_are_cut_like_small_ones() {
        let big = "10000000000000000000000000000000000000";
        assert_eq!(ends(&[big, "0.5", "0.25"], Measure::Customers, &["0.34"]), [Some("0.50".to_owned())]);
        // At two decimals the first would have 39 digits, and a number has at most 38.
        let great = ends(&["1000000000000000000000000000000000001", "0.25"], Measure::Customers, &["0.01"]);
        assert_eq!(great, [Some("1000000000000000000000000000000000001.0".to_owned())]);
    }
}
