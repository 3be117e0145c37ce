//! The labels of ranking rules by definition, each customer against each other, in big integers: slow, and easy to believe.
//!
//! Nothing here comes from the library but the type of a cell.

use custclass::number::Decimal;
use custclass::score::Cell;
use num_bigint::BigInt;

/// What the shares of a rule add up to: a share of 1 is 0.001 %.
pub const WHOLE: u32 = 100_000;

/// What a customer's place is the share of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measure {
    /// Of the customers that have a value.
    Customers,
    /// Of the sum of the values, negative ones counting 0.
    Sum,
}

/// The tier of each customer: the first whose cumulative share is greater than the share strictly ahead of the customer, else the last.
///
/// `ends` are the cumulative shares of the tiers in parts of [`WHOLE`].
pub fn tiers(values: &[Cell<Decimal>], measure: Measure, low_is_better: bool, ends: &[u32]) -> Vec<Option<usize>> {
    let values = values.iter().map(whole).collect::<Vec<_>>();
    let weight = |value: &BigInt| match measure {
        Measure::Customers => BigInt::from(1),
        Measure::Sum if *value > BigInt::ZERO => value.clone(),
        Measure::Sum => BigInt::ZERO,
    };
    let is_ahead = |other: &BigInt, value: &BigInt| if low_is_better { other < value } else { other > value };
    let total = values.iter().flatten().map(weight).sum::<BigInt>();
    let tier = |value: &Option<BigInt>| {
        let value = value.as_ref()?;
        let ahead = values.iter().flatten().filter(|other| is_ahead(other, value)).map(weight).sum::<BigInt>();
        // cumulative / WHOLE > ahead / total, multiplied out; where the total is 0, nobody is above any place.
        let beyond = |end: &&u32| BigInt::from(**end) * &total > &ahead * BigInt::from(WHOLE);
        let found = ends.iter().position(|end| beyond(&end));
        Some(found.unwrap_or(ends.len() - 1))
    };
    values.iter().map(tier).collect()
}

/// A value as an integer at 38 decimals, if there is one.
pub fn whole(cell: &Cell<Decimal>) -> Option<BigInt> {
    let Cell::Value(value) = cell else { return None };
    Some(BigInt::from(value.mantissa()) * BigInt::from(10).pow(38 - u32::from(value.scale())))
}

/// A ranking rule of tiers `T0`, `T1` … in the column `t`, whose cumulative shares are `ends`.
pub fn rule(measure: Measure, low_is_better: bool, ends: &[u32], more: &str) -> String {
    let method = if measure == Measure::Sum { "pareto" } else { "percentile" };
    let best = if low_is_better { "best = \"low\"\n" } else { "" };
    let starts = std::iter::once(&0).chain(ends);
    let tier = |(tier, (start, end)): (usize, (&u32, &u32))| {
        let share = end - start;
        format!("{{ label = \"T{tier}\", share = \"{}.{:03}%\" }}", share / 1000, share % 1000)
    };
    let tiers = starts.zip(ends).enumerate().map(tier).collect::<Vec<_>>().join(", ");
    format!("[[rule]]\nname = \"t\"\nmethod = \"{method}\"\nfield = \"revenue\"\n{best}{more}\ntier = [ {tiers} ]\n")
}
