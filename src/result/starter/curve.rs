//! How a column is spread over the customers: the concentration curve, and lines that suit it. Exact where it counts and sums.

use std::cmp::Ordering;
use std::ops::RangeInclusive;

use crate::number::Decimal;
use crate::number::total::Total;
use crate::score::Numbers;

use super::round::roundest;

/// The values of a column from the greatest to the least, equal ones together.
#[derive(Debug)]
pub struct Curve {
    runs: Vec<Run>,
    total: Total,
    whole: bool,
}

/// Customers with equal values, and what has come with them: those with greater values counted in.
#[derive(Debug, Clone)]
struct Run {
    value: Decimal,
    customers: u64,
    /// Negative values count 0, as under `pareto`.
    sum: Total,
}

/// Customers from the best down to some place, and what they hold together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// How many customers there are.
    pub customers: u64,
    /// Their share of all customers that have a value, a ratio.
    pub of_customers: Decimal,
    /// Their share of the sum, a ratio; `None` where nothing is above 0.
    pub of_sum: Option<Decimal>,
}

/// Two neighbouring values with nothing between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The greater value.
    pub above: Decimal,
    /// The lesser one.
    pub below: Decimal,
    /// The customers down to the greater value.
    pub part: Part,
}

/// A suggested line, and why it lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// The least value of the tier.
    pub value: Decimal,
    /// The cumulative share that was aimed at, a ratio.
    pub target: Decimal,
    /// Whether that is a share of the sum; otherwise of the customers, since nothing is above 0.
    pub by_sum: bool,
    /// Where the share is reached exactly: the value of the customer that crosses it.
    pub exact: Decimal,
    /// The natural gap that the line lies in, if it lies in one.
    pub gap: Option<Gap>,
    /// Who reaches the line.
    pub part: Part,
}

/// A next value lower by this ratio or more makes a natural gap.
const GAP: Decimal = Decimal::from_parts(115, 2);

/// The shares of the two lines, how far a natural gap may be from them, and how far a round number.
const TARGETS: [[Decimal; 3]; 2] = [
    [Decimal::from_parts(80, 2), Decimal::from_parts(5, 2), Decimal::from_parts(2, 2)],
    [Decimal::from_parts(95, 2), Decimal::from_parts(25, 3), Decimal::from_parts(1, 2)],
];
/// The same by customers, where there is no sum to share.
const BY_CUSTOMERS: [[Decimal; 3]; 2] = [
    [Decimal::from_parts(20, 2), Decimal::from_parts(5, 2), Decimal::from_parts(2, 2)],
    [Decimal::from_parts(50, 2), Decimal::from_parts(5, 2), Decimal::from_parts(2, 2)],
];

impl Curve {
    /// The curve of a column; `None` where no cell holds a value.
    pub fn of(numbers: &Numbers) -> Option<Curve> {
        let mut values = numbers.iter().filter_map(|cell| cell.value()).collect::<Vec<_>>();
        values.sort_unstable_by(|one, other| other.cmp(one));
        let mut runs: Vec<Run> = Vec::new();
        let mut total = Total::ZERO;
        for (place, &value) in (1..).zip(&values) {
            total.add(if value.is_negative() { Decimal::ZERO } else { value });
            match runs.last_mut() {
                Some(run) if run.value == value => (run.customers, run.sum) = (place, total.clone()),
                _ => runs.push(Run { value, customers: place, sum: total.clone() }),
            }
        }
        let whole = values.iter().all(|value| value.is_integer());
        (!runs.is_empty()).then_some(Curve { runs, total, whole })
    }

    /// How many customers have a value.
    pub fn customers(&self) -> u64 {
        self.runs.last().map_or(0, |run| run.customers)
    }

    /// How many of them have 0 or less.
    pub fn without(&self) -> u64 {
        let above = self.runs.partition_point(|run| run.value > Decimal::ZERO);
        self.customers() - above.checked_sub(1).map_or(0, |last| self.runs[last].customers)
    }

    /// How many different values there are.
    pub fn distinct(&self) -> usize {
        self.runs.len()
    }

    /// Whether all values are whole numbers.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// The greatest value.
    pub fn greatest(&self) -> Decimal {
        self.runs[0].value
    }

    /// The best customers: a share of them all, rounded up; equal values are not kept together.
    pub fn best(&self, share: Decimal) -> Part {
        let count = share
            .checked_mul(Decimal::from(self.customers()))
            .and_then(|count| count.to_f64().ceil().to_string().parse().ok());
        let count = count.unwrap_or(1).clamp(1, self.customers());
        let index = self.runs.partition_point(|run| run.customers < count);
        let run = &self.runs[index];
        let mut sum = run.sum.clone();
        let surplus =
            Decimal::from(run.customers - count).checked_mul(run.value).filter(|surplus| !surplus.is_negative());
        sum.add(-surplus.unwrap_or(Decimal::ZERO));
        self.part(count, &sum)
    }

    /// The customers that bring a share of the sum together, the one that crosses it and its equals counted in; `None` where
    /// nothing is above 0.
    pub fn bringing(&self, share: Decimal) -> Option<Part> {
        self.total.is_positive().then(|| self.down_to(self.index_at(share, true)))
    }

    /// The customers from a value up.
    pub fn from(&self, value: Decimal) -> Option<Part> {
        Some(self.down_to(self.runs.partition_point(|run| run.value >= value).checked_sub(1)?))
    }

    /// The widest gaps between neighbouring values above 0, by ratio, among those with 1 % to 60 % of the customers on the better
    /// side; in the order of the list.
    pub fn gaps(&self, most: usize) -> Vec<Gap> {
        let first = self.runs.partition_point(|run| run.customers * 100 < self.customers());
        let last = self.runs.partition_point(|run| run.customers * 100 <= self.customers() * 60);
        let mut found = (first..last.min(self.runs.len() - 1))
            .filter_map(|index| Some((index, self.ratio(index)?)))
            .filter(|(_, ratio)| *ratio >= GAP)
            .collect::<Vec<_>>();
        found.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        found.truncate(most);
        found.sort_unstable_by_key(|(index, _)| *index);
        found.into_iter().filter_map(|(index, _)| self.gap(index)).collect()
    }

    /// Lines for the best tiers, falling: none, one or two, as many as the values can tell apart.
    pub fn lines(&self) -> Vec<Line> {
        let by_sum = self.total.is_positive();
        let mut lines: Vec<Line> = Vec::new();
        for [target, near, loose] in if by_sum { TARGETS } else { BY_CUSTOMERS } {
            let Some(line) = self.line(target, near, loose, by_sum) else { continue };
            if lines.last().is_none_or(|last| line.part.customers > last.part.customers) {
                lines.push(line);
            }
        }
        lines
    }

    fn line(&self, target: Decimal, near: Decimal, loose: Decimal, by_sum: bool) -> Option<Line> {
        // A line needs somebody below it.
        let last = self.runs.len().checked_sub(2)?;
        let exact = self.runs[self.index_at(target, by_sum)].value;
        let natural = |index: usize| self.ratio(index).filter(|ratio| *ratio >= GAP).map(|ratio| (ratio, index));
        let widest = self.window(target, near, by_sum).filter_map(natural);
        let widest = widest.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
        let gap = widest.and_then(|(_, index)| self.gap(index));
        let value = match gap {
            Some(gap) => {
                let (low, high) = middle(gap);
                let inner = roundest(low, high);
                // Between 5 and 7 pieces lies 6, not 5.5.
                if self.whole && !inner.is_integer() { roundest(gap.below, gap.above) } else { inner }
            }
            None => {
                let window = self.window(target, loose, by_sum);
                let (first, end) = ((*window.start()).min(last), (*window.end()).min(last));
                roundest(self.runs[end + 1].value, self.runs[first].value)
            }
        };
        Some(Line { value, target, by_sum, exact, gap, part: self.from(value)? })
    }

    /// The runs down to which the customers hold a share, give or take some; where none does, the one with which it is reached.
    fn window(&self, share: Decimal, away: Decimal, by_sum: bool) -> RangeInclusive<usize> {
        let [least, most] = [-away, away].map(|away| share.checked_add(away).unwrap_or(share));
        let first = self.index_at(least, by_sum);
        let beyond = self.runs.partition_point(|run| self.compare(run, most, by_sum).is_le());
        first..=beyond.saturating_sub(1).max(first)
    }

    /// The first run with which a share is reached.
    fn index_at(&self, share: Decimal, by_sum: bool) -> usize {
        self.runs.partition_point(|run| self.compare(run, share, by_sum).is_lt()).min(self.runs.len() - 1)
    }

    /// Compares what the customers down to a run hold with a share.
    fn compare(&self, run: &Run, share: Decimal, by_sum: bool) -> Ordering {
        match by_sum {
            true => run.sum.share_cmp(share, &self.total),
            false => {
                let of_all = share.checked_mul(Decimal::from(self.customers())).unwrap_or_default();
                Decimal::from(run.customers).cmp(&of_all)
            }
        }
    }

    /// How many times the next lower value a value is; `None` where that is not above 0, and between whole numbers with nothing
    /// between them.
    fn ratio(&self, index: usize) -> Option<Decimal> {
        let (above, below) = (self.runs[index].value, self.runs.get(index + 1)?.value);
        let neighbours = self.whole && above.checked_sub(below)? <= Decimal::ONE;
        if below <= Decimal::ZERO || neighbours { None } else { above.checked_div(below) }
    }

    fn gap(&self, index: usize) -> Option<Gap> {
        let below = self.runs.get(index + 1)?.value;
        Some(Gap { above: self.runs[index].value, below, part: self.down_to(index) })
    }

    fn down_to(&self, index: usize) -> Part {
        let run = &self.runs[index];
        self.part(run.customers, &run.sum)
    }

    fn part(&self, customers: u64, sum: &Total) -> Part {
        let of_customers = Decimal::from(customers).checked_div(Decimal::from(self.customers())).unwrap_or_default();
        Part { customers, of_customers, of_sum: sum.share_of(&self.total) }
    }
}

/// The middle half of a gap.
fn middle(gap: Gap) -> (Decimal, Decimal) {
    let quarter = gap.above.checked_sub(gap.below).and_then(|width| width.checked_div(Decimal::from(4)));
    let inner = quarter.and_then(|quarter| Some((gap.below.checked_add(quarter)?, gap.above.checked_sub(quarter)?)));
    // With numbers of 38 digits a quarter may be rounded.
    inner.filter(|(low, high)| gap.below <= *low && low < high && *high <= gap.above).unwrap_or((gap.below, gap.above))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::Cell;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn curve(values: &[&str]) -> Curve {
        Curve::of(&values.iter().map(|text| Cell::Value(d(text))).collect()).expect("there are values")
    }

    fn lines(values: &[&str]) -> Vec<(String, u64)> {
        curve(values).lines().iter().map(|line| (line.value.to_string(), line.part.customers)).collect()
    }

    #[test]
    fn the_curve_counts_and_sums_exactly() {
        let curve = curve(&["60", "20", "20", "0", "-5"]);
        assert_eq!((curve.customers(), curve.without(), curve.distinct()), (5, 2, 4));
        let part = curve.bringing(d("0.8")).expect("a sum");
        assert_eq!((part.customers, part.of_customers, part.of_sum), (3, d("0.6"), Some(d("1"))));
        assert_eq!(curve.best(d("0.4")).of_sum, Some(d("0.8")), "two customers, one of two equal ones");
        assert_eq!(curve.best(d("0.01")).customers, 1);
    }

    #[test]
    fn lines_lie_in_natural_gaps_and_are_round() {
        // 4800 of 6000 are 80 %; 5700 are 95 %.
        assert_eq!(
            lines(&["2500", "2300", "480", "420", "200", "100"]),
            [("1000".to_owned(), 2), ("300".to_owned(), 4)]
        );
    }

    #[test]
    fn lines_of_a_dense_list_are_round_and_near_their_share() {
        let values = (1..=1000).map(|value| (value * 7).to_string()).collect::<Vec<_>>();
        let values = values.iter().map(String::as_str).collect::<Vec<_>>();
        for line in curve(&values).lines() {
            let share = line.part.of_sum.expect("a sum");
            let away = share.checked_sub(line.target).expect("a difference").abs();
            assert!(away <= d("0.021"), "{line:?}");
            assert!(line.value.to_string().trim_end_matches('0').len() <= 2, "{line:?}");
        }
        assert_eq!(curve(&values).lines().len(), 2);
    }

    #[test]
    fn equal_values_draw_no_line() {
        assert_eq!(lines(&["5", "5", "5"]), []);
        assert_eq!(lines(&["5"]), []);
    }

    #[test]
    fn where_nothing_is_above_0_the_customers_are_shared() {
        let lines = curve(&["0", "-1", "-2", "-3", "-4", "-5", "-6", "-7", "-8", "-9"]).lines();
        assert!(lines.iter().all(|line| !line.by_sum));
        assert_eq!(lines.iter().map(|line| line.part.customers).collect::<Vec<_>>(), [2, 5]);
    }

    #[test]
    fn every_line_parts_the_customers() {
        for values in [vec!["9", "8"], vec!["100", "1", "1"], vec!["3", "2", "1"], vec!["1e30", "1", "-1e30"]] {
            let curve = curve(&values);
            let mut before = 0;
            for line in curve.lines() {
                assert!(
                    line.part.customers > before && line.part.customers < curve.customers(),
                    "{values:?}: {line:?}"
                );
                before = line.part.customers;
            }
        }
    }
}
