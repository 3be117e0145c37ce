//! Where the cuts of a ranking fall among the values of a list, found exactly and whatever the order of the rows.
//!
//! A customer's place is the share strictly ahead of it (or, where a customer that crosses a line belongs to the worse tier, the share
//! up to and including it and its equals): of customers, or of the sum of the values. Within a ranking that share only grows as values
//! fall, so a tier that takes every place up to its end ends at one value, and that value decides for every customer. All comparisons
//! are between integers.

use std::ops::Add;
use std::sync::Arc;

use num_bigint::BigInt;

use super::column::Numbers;
use super::frame::Frame;
use super::histogram::{Histogram, Run};
use crate::number::decimal::{Decimal, rounded};
use crate::rule::method::ranking::{Best, Crossing, End, Measure};
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
    /// Places of values, sorted, and what the value of each place adds to a sum.
    Placed { values: Vec<i64>, weights: &'a [BigInt] },
    /// The same as the small ones, beyond 64 bits.
    Wide { values: Vec<BigInt>, scale: u8 },
}

impl<'a> RankedValues<'a> {
    /// Ranks all customers by a column, whose numbers these are.
    pub fn whole_column(frame: &Frame<'_>, column: Ref, numbers: &'a Numbers, best: Best) -> RankedValues<'a> {
        RankedValues::long_column(frame, column, numbers, best)
            .unwrap_or_else(|| RankedValues::new(numbers, (0..numbers.len()).collect(), None, best))
    }

    /// The same for a column that is too long to be sorted; nothing for another.
    pub fn long_column(frame: &Frame<'_>, column: Ref, numbers: &'a Numbers, best: Best) -> Option<RankedValues<'a>> {
        let (values, scale) = numbers.small().filter(|(values, _)| values.len() >= LONG)?;
        let histogram = frame.histograms.histogram(column, values);
        Some(RankedValues { values: Values::Long { values, histogram, scale }, best })
    }

    /// Ranks these customers by a column. With `weights` its numbers are places of values, and these what each adds to a sum.
    pub fn new(numbers: &Numbers, rows: Vec<usize>, weights: Option<&'a [BigInt]>, best: Best) -> RankedValues<'a> {
        let rows = rows.into_iter();
        let values = match numbers.small() {
            Some((all, scale)) => {
                let values = rows.map(|row| all[row]).filter(|&value| Numbers::is_value(value)).collect();
                let values = sorted(values, best);
                match weights {
                    Some(weights) => Values::Placed { values, weights },
                    None => Values::Small { values, scale },
                }
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
            Values::Small { values, .. } | Values::Placed { values, .. } => values.len() as u64,
            Values::Wide { values, .. } => values.len() as u64,
        }
    }

    /// Which values come first.
    pub fn best(&self) -> Best {
        self.best
    }

    /// Says that [`RankedValues::cuts`] is going to be asked for these: what several rules ask of a long column is found in one go.
    pub fn seek(&self, measure: Measure, ends: &[End]) {
        if let Values::Long { histogram, .. } = &self.values {
            for crossing in Crossing::ALL {
                let most = most_of_long(total(histogram, measure), measure, crossing, ends);
                histogram.seek_runs(self.best, measure, &most);
            }
        }
    }

    /// For each end the last value whose place is before it; `None` where no customer's is. With [`Measure::Sum`] that is nobody's where
    /// the total is 0.
    pub fn cuts(&self, measure: Measure, crossing: Crossing, ends: &[End]) -> Vec<Option<Cut>> {
        match &self.values {
            Values::Long { values, histogram, scale } => {
                let total = total(histogram, measure);
                let most = most_of_long(total, measure, crossing, ends);
                let runs = histogram.last_runs(values, self.best, measure, crossing, &most);
                let total = BigInt::from(total);
                runs.into_iter().map(|run| run.map(|run| long_cut(run, *scale, measure, &total))).collect()
            }
            Values::Small { values, scale } => {
                let weigh = |value: &i64, equal: usize| i128::from((*value).max(0)) * equal as i128;
                cuts(values, *scale, measure, crossing, ends, weigh)
            }
            Values::Placed { values, weights } => {
                let weigh = |value: &i64, equal: usize| &weights[*value as usize] * BigInt::from(equal);
                cuts(values, 0, measure, crossing, ends, weigh)
            }
            Values::Wide { values, scale } => {
                let weigh = |value: &BigInt, equal: usize| value.max(&BigInt::ZERO) * BigInt::from(equal);
                cuts(values, *scale, measure, crossing, ends, weigh)
            }
        }
    }

    /// What the shares are shares of is nothing.
    pub fn adds_up_to_nothing(&self, measure: Measure) -> bool {
        measure == Measure::Sum
            && match &self.values {
                Values::Long { histogram, .. } => histogram.sum() == 0,
                Values::Small { values, .. } => values.iter().all(|&value| value <= 0),
                Values::Placed { values, weights } => {
                    values.iter().all(|&value| weights[value as usize] == BigInt::ZERO)
                }
                Values::Wide { values, .. } => values.iter().all(|value| *value <= BigInt::ZERO),
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

/// The most that may be measured of a customer before each end: ahead of it, or ahead of it and in its equals.
fn most(total: &BigInt, measure: Measure, crossing: Crossing, ends: &[End]) -> Vec<BigInt> {
    let most = |end: &End| match (end, crossing) {
        // Nobody has a place.
        _ if measure == Measure::Sum && *total == BigInt::ZERO => BigInt::from(-1),
        (End::Part(part), Crossing::Better) => part.times_integer(total).ceil() - 1,
        (End::Part(part), Crossing::Worse) => part.times_integer(total).floor(),
        (End::Number(number), Crossing::Better) => BigInt::from(*number) - 1,
        (End::Number(number), Crossing::Worse) => BigInt::from(*number),
    };
    ends.iter().map(most).collect()
}

/// The same for a long column.
fn most_of_long(total: i128, measure: Measure, crossing: Crossing, ends: &[End]) -> Vec<i128> {
    // A part is less than the total and fits where that does.
    let fitting = |most: &BigInt| i128::try_from(most).unwrap_or(i128::MAX);
    most(&BigInt::from(total), measure, crossing, ends).iter().map(fitting).collect()
}

/// The cut of a long column behind a run of equal values.
fn long_cut(run: Run, scale: u8, measure: Measure, total: &BigInt) -> Cut {
    Cut {
        value: Decimal::from_parts(i128::from(run.value), scale),
        customers: (run.ahead + run.equal) as u64,
        equal: run.equal as u64,
        share: quotient(&BigInt::from(run.measured(measure, Crossing::Worse)), total),
    }
}

/// An integer value of a list, or a sum of them.
trait Integer: Clone + Ord + Default + Into<BigInt> + TryFrom<BigInt> {}
impl Integer for i64 {}
impl Integer for i128 {}
impl Integer for BigInt {}

/// The cuts of values that are sorted, best first; `weigh` sums up so many equal values, negative ones counting 0.
fn cuts<V: Integer, S: Integer + for<'s> Add<&'s S, Output = S> + From<u64>>(
    sorted: &[V],
    scale: u8,
    measure: Measure,
    crossing: Crossing,
    ends: &[End],
    weigh: impl Fn(&V, usize) -> S,
) -> Vec<Option<Cut>> {
    let weight = |run: &[V]| match measure {
        Measure::Customers => S::from(run.len() as u64),
        Measure::Sum => weigh(&run[0], run.len()),
    };
    let runs = || sorted.chunk_by(|one, other| one == other);
    let total = match measure {
        Measure::Customers => BigInt::from(sorted.len()),
        Measure::Sum => runs().fold(S::default(), |sum, run| sum + &weight(run)).into(),
    };
    // What does not fit is a number of customers beyond any list.
    let most = most(&total, measure, crossing, ends).into_iter().map(|most| S::try_from(most).ok()).collect::<Vec<_>>();
    let (mut last, mut found) = (None, Vec::with_capacity(ends.len()));
    let (mut sum, mut customers) = (S::default(), 0);
    for run in runs() {
        let through = sum.clone() + &weight(run);
        let measured = if crossing == Crossing::Better { &sum } else { &through };
        // The ends rise, so those behind the first that takes the run take it as well.
        while most.get(found.len()).is_some_and(|most| most.as_ref().is_some_and(|most| measured > most)) {
            found.push(last.clone());
        }
        if found.len() == most.len() {
            break;
        }
        customers += run.len();
        last = Some((run, customers, through.clone()));
        sum = through;
    }
    found.resize(most.len(), last);
    let cut = |(run, customers, through): (&[V], usize, S)| Cut {
        value: to_decimal(&run[0].clone().into(), scale),
        customers: customers as u64,
        equal: run.len() as u64,
        share: quotient(&through.into(), &total),
    };
    found.into_iter().map(|found| found.map(cut)).collect()
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
    use crate::number::ratio::Ratio;

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn numbers(values: &[&str]) -> Numbers {
        values.iter().map(|text| Cell::Value(decimal(text))).collect()
    }

    fn ends_by(crossing: Crossing, values: &[&str], measure: Measure, shares: &[&str]) -> Vec<Option<String>> {
        let shares = shares.iter().map(|share| End::Part(Ratio::from(decimal(share)))).collect::<Vec<_>>();
        let numbers = numbers(values);
        let ranking = RankedValues::new(&numbers, (0..numbers.len()).collect(), None, Best::High);
        ranking.cuts(measure, crossing, &shares).into_iter().map(|cut| cut.map(|cut| cut.value.to_string())).collect()
    }

    fn ends(values: &[&str], measure: Measure, shares: &[&str]) -> Vec<Option<String>> {
        ends_by(Crossing::Better, values, measure, shares)
    }

    #[test]
    fn a_customer_that_crosses_a_line_belongs_to_the_worse_tier_where_that_is_asked() {
        let values = ["50", "30", "12", "8"];
        let some = |value: &str| Some(value.to_owned());
        assert_eq!(ends_by(Crossing::Worse, &values, Measure::Sum, &["0.8", "0.95"]), [some("30"), some("12")]);
        assert_eq!(ends_by(Crossing::Better, &values, Measure::Sum, &["0.8", "0.95"]), [some("30"), some("8")]);
        assert_eq!(ends_by(Crossing::Worse, &["9", "1"], Measure::Sum, &["0.8", "0.9"]), [None, some("9")]);
        assert_eq!(ends_by(Crossing::Worse, &["0", "-5"], Measure::Sum, &["0.8"]), [None]);
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
