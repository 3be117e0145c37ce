//! Arithmetic and comparisons on blocks of numbers.
//!
//! Most lists hold integers at one small scale, so every operation first tries plain loops over `i64` and falls back to 38-digit
//! decimals for the whole block where a result does not fit. Both ways are exact, so the block's borders never show.

use std::borrow::Cow;
use std::cmp::Ordering;

use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::Comparison;
use crate::rule::interval::{Edge, Interval};
use crate::score::column::{Cell, Numbers};
use crate::score::frame::block::NumberBlock;
use crate::score::truth::Truth;

/// The greatest scale of small integers: with it a factor between two scales still fits.
const MOST_DECIMALS: u8 = 18;

/// The numbers of a block, or one number for all its customers.
#[derive(Debug, Clone)]
pub(super) enum Nums<'f> {
    Same(Option<Exact>),
    Each(NumberBlock<'f>),
}

/// Small integers: one for all customers, or one each; marks among them.
#[derive(Clone, Copy)]
enum Small<'a> {
    One(i64),
    Many(&'a [i64]),
}

impl<'f> Nums<'f> {
    /// One number for each customer.
    pub fn into_block(self, rows: usize) -> NumberBlock<'f> {
        match self {
            Nums::Each(block) => block,
            Nums::Same(number) => match small_parts(number.as_ref()) {
                Some((integer, scale)) => NumberBlock::Small(Cow::Owned(vec![integer; rows]), scale),
                None => NumberBlock::Wide(vec![number.map_or(Cell::Missing, Cell::Value); rows]),
            },
        }
    }

    /// Small integers at a scale.
    pub fn small(values: Vec<i64>, scale: u8) -> Nums<'f> {
        Nums::Each(NumberBlock::Small(Cow::Owned(values), scale))
    }

    /// Decimals and fractions, one for each customer.
    pub fn wide(numbers: impl Iterator<Item = Option<Exact>>) -> Nums<'f> {
        Nums::Each(NumberBlock::Wide(numbers.map(|number| number.map_or(Cell::Missing, Cell::Value)).collect()))
    }

    /// The number of a customer of the block; a bad cell counts as missing.
    pub fn get(&self, index: usize) -> Option<Exact> {
        match self {
            Nums::Same(number) => number.clone(),
            Nums::Each(NumberBlock::Small(values, scale)) => {
                Numbers::cell(values[index], *scale).value().map(Exact::from)
            }
            Nums::Each(NumberBlock::Wide(cells)) => cells[index].clone().value(),
        }
    }

    fn as_small(&self) -> Option<(Small<'_>, u8)> {
        match self {
            Nums::Same(number) => small_parts(number.as_ref()).map(|(integer, scale)| (Small::One(integer), scale)),
            Nums::Each(NumberBlock::Small(values, scale)) => Some((Small::Many(values), *scale)),
            Nums::Each(NumberBlock::Wide(_)) => None,
        }
        .filter(|(_, scale)| *scale <= MOST_DECIMALS)
    }

    /// Each number by itself: the quick way for integers (which keeps the scale), the exact way for all.
    pub fn each(
        self,
        rows: usize,
        quick: impl Fn(i64) -> Option<i64>,
        exact: impl Fn(&Exact) -> Option<Exact>,
    ) -> Nums<'f> {
        if let Nums::Same(number) = self {
            return Nums::Same(number.as_ref().and_then(exact));
        }
        if let Some((Small::Many(values), scale)) = self.as_small()
            && let Some(values) = zip(Small::Many(values), Small::One(0), rows, |value, _| quick(value))
        {
            return Nums::small(values, scale);
        }
        Nums::wide((0..rows).map(|index| exact(&self.get(index)?)))
    }

    /// Two numbers at one scale make a third: the quick way for integers, the exact way for all.
    pub fn with(
        &self,
        other: &Nums<'_>,
        rows: usize,
        quick: impl Fn(i64, i64) -> Option<i64>,
        exact: impl Fn(&Exact, &Exact) -> Option<Exact>,
    ) -> Nums<'f> {
        if let (Nums::Same(a), Nums::Same(b)) = (self, other) {
            return Nums::Same(a.as_ref().zip(b.as_ref()).and_then(|(a, b)| exact(a, b)));
        }
        if let (Some((a, a_scale)), Some((b, b_scale))) = (self.as_small(), other.as_small()) {
            let scale = a_scale.max(b_scale);
            let (up, other_up) = (10i64.pow(u32::from(scale - a_scale)), 10i64.pow(u32::from(scale - b_scale)));
            let at_scale = |a: i64, b: i64| quick(a.checked_mul(up)?, b.checked_mul(other_up)?);
            if let Some(values) = zip(a, b, rows, at_scale) {
                return Nums::small(values, scale);
            }
        }
        self.with_exactly(other, rows, exact)
    }

    /// The exact way alone.
    fn with_exactly(&self, other: &Nums<'_>, rows: usize, exact: impl Fn(&Exact, &Exact) -> Option<Exact>) -> Nums<'f> {
        Nums::wide((0..rows).map(|index| exact(&self.get(index)?, &other.get(index)?)))
    }

    /// The sum.
    pub fn plus(&self, other: &Nums<'_>, rows: usize) -> Nums<'f> {
        self.with(other, rows, i64::checked_add, Exact::plus)
    }

    /// The difference.
    pub fn minus(&self, other: &Nums<'_>, rows: usize) -> Nums<'f> {
        self.with(other, rows, i64::checked_sub, Exact::minus)
    }

    /// The product.
    pub fn times(&self, other: &Nums<'_>, rows: usize) -> Nums<'f> {
        if let (Some((a, a_scale)), Some((b, b_scale))) = (self.as_small(), other.as_small())
            && !matches!((a, b), (Small::One(_), Small::One(_)))
            && a_scale + b_scale <= MOST_DECIMALS
            && let Some(values) = zip(a, b, rows, i64::checked_mul)
        {
            return Nums::small(values, a_scale + b_scale);
        }
        self.with(other, rows, |_, _| None, Exact::times)
    }

    /// The quotient, an exact fraction; missing where the divisor is 0.
    pub fn over(&self, other: &Nums<'_>, rows: usize) -> Nums<'f> {
        match (self, other) {
            (Nums::Same(_), Nums::Same(_)) => self.with(other, rows, |_, _| None, Exact::over),
            _ => self.with_exactly(other, rows, Exact::over),
        }
    }

    /// Compares with other numbers.
    pub fn compare(&self, comparison: Comparison, other: &Nums<'_>, rows: usize) -> Vec<Truth> {
        match (self, other) {
            (Nums::Same(None), _) | (_, Nums::Same(None)) => vec![Truth::Unknown; rows],
            (Nums::Same(Some(a)), Nums::Same(Some(b))) => vec![Truth::of(comparison.holds(a.cmp(b))); rows],
            (Nums::Each(block), Nums::Same(Some(bound))) => compare_with(block, comparison, bound),
            (Nums::Same(Some(bound)), Nums::Each(block)) => compare_with(block, comparison.mirrored(), bound),
            (Nums::Each(a), Nums::Each(b)) => compare_blocks(a, comparison, b),
        }
    }
}

/// A number as a small integer and its scale; a missing one as its mark.
fn small_parts(number: Option<&Exact>) -> Option<(i64, u8)> {
    let Some(number) = number else { return Some((Numbers::MISSING, 0)) };
    let Exact::Decimal(number) = number else { return None };
    let integer = i64::try_from(number.mantissa()).ok()?;
    Numbers::is_value(integer).then_some((integer, number.scale()))
}

/// Makes a third integer of each two; a mark where either is one. `None` where any result does not fit.
fn zip(a: Small<'_>, b: Small<'_>, rows: usize, make: impl Fn(i64, i64) -> Option<i64>) -> Option<Vec<i64>> {
    let mut fits = true;
    let mut made = |a: i64, b: i64| {
        if !Numbers::is_value(a) || !Numbers::is_value(b) {
            return Numbers::MISSING;
        }
        let made = make(a, b).filter(|&made| Numbers::is_value(made));
        fits &= made.is_some();
        made.unwrap_or(Numbers::MISSING)
    };
    let values = match (a, b) {
        (Small::One(a), Small::One(b)) => vec![made(a, b); rows],
        (Small::Many(a), Small::One(b)) => a.iter().map(|&a| made(a, b)).collect(),
        (Small::One(a), Small::Many(b)) => b.iter().map(|&b| made(a, b)).collect(),
        (Small::Many(a), Small::Many(b)) => a.iter().zip(b).map(|(&a, &b)| made(a, b)).collect(),
    };
    fits.then_some(values)
}

/// The values for which a comparison with a bound holds: within the interval, or (`false`) outside.
fn interval(comparison: Comparison, bound: Decimal) -> (Interval, bool) {
    let edge = |inclusive| Some(Edge { value: bound, inclusive });
    let (lower, upper, within) = match comparison {
        Comparison::Equal => (edge(true), edge(true), true),
        Comparison::Unequal => (edge(true), edge(true), false),
        Comparison::Less => (None, edge(false), true),
        Comparison::AtMost => (None, edge(true), true),
        Comparison::Greater => (edge(false), None, true),
        Comparison::AtLeast => (edge(true), None, true),
    };
    (Interval { lower, upper, empty: false }, within)
}

fn compare_with(block: &NumberBlock<'_>, comparison: Comparison, bound: &Exact) -> Vec<Truth> {
    match (block, bound) {
        (NumberBlock::Small(values, scale), Exact::Decimal(bound)) => {
            let (interval, within) = interval(comparison, *bound);
            let (first, last) = interval.integers(*scale);
            let truth = |&value: &i64| match Numbers::is_value(value) {
                true => Truth::of(((first <= value) & (value <= last)) == within),
                false => Truth::Unknown,
            };
            values.iter().map(truth).collect()
        }
        (NumberBlock::Small(..), _) => block.cells().iter().map(|cell| compared(cell, comparison, bound)).collect(),
        (NumberBlock::Wide(cells), _) => cells.iter().map(|cell| compared(cell, comparison, bound)).collect(),
    }
}

fn compared(cell: &Cell<Exact>, comparison: Comparison, bound: &Exact) -> Truth {
    cell.as_ref().value().map_or(Truth::Unknown, |value| Truth::of(comparison.holds(value.cmp(bound))))
}

fn compare_blocks(a: &NumberBlock<'_>, comparison: Comparison, b: &NumberBlock<'_>) -> Vec<Truth> {
    if let (NumberBlock::Small(a, a_scale), NumberBlock::Small(b, b_scale)) = (a, b) {
        if a_scale == b_scale {
            return compare_integers(a, b, |a, b| comparison.holds(a.cmp(&b)));
        }
        if a_scale.abs_diff(*b_scale) <= MOST_DECIMALS {
            let scale = a_scale.max(b_scale);
            let (up, other_up) = (10i128.pow(u32::from(scale - a_scale)), 10i128.pow(u32::from(scale - b_scale)));
            let order = |a: i64, b: i64| -> Ordering { (i128::from(a) * up).cmp(&(i128::from(b) * other_up)) };
            return compare_integers(a, b, |a, b| comparison.holds(order(a, b)));
        }
    }
    let (a, b) = (a.cells(), b.cells());
    let truth = |(a, b): (&Cell<Exact>, &Cell<Exact>)| match b {
        Cell::Value(b) => compared(a, comparison, b),
        Cell::Missing | Cell::Bad => Truth::Unknown,
    };
    a.iter().zip(&b).map(truth).collect()
}

fn compare_integers(a: &[i64], b: &[i64], holds: impl Fn(i64, i64) -> bool) -> Vec<Truth> {
    let truth = |(&a, &b): (&i64, &i64)| match Numbers::is_value(a) & Numbers::is_value(b) {
        true => Truth::of(holds(a, b)),
        false => Truth::Unknown,
    };
    a.iter().zip(b).map(truth).collect()
}

/// For each customer the one number where the condition holds, the other where it does not, none where it is unknown.
pub(super) fn select<'f>(conditions: &[Truth], one: &Nums<'f>, other: &Nums<'f>) -> Nums<'f> {
    if let (Some((a, a_scale)), Some((b, b_scale))) = (one.as_small(), other.as_small())
        && let Some(values) = select_small(conditions, (a, a_scale), (b, b_scale))
    {
        return Nums::small(values, a_scale.max(b_scale));
    }
    Nums::wide(conditions.iter().enumerate().map(|(index, condition)| match condition {
        Truth::True => one.get(index),
        Truth::False => other.get(index),
        Truth::Unknown => None,
    }))
}

fn select_small(conditions: &[Truth], a: (Small<'_>, u8), b: (Small<'_>, u8)) -> Option<Vec<i64>> {
    let scale = a.1.max(b.1);
    let at = |(values, from): (Small<'_>, u8), index: usize| {
        let value = match values {
            Small::One(value) => value,
            Small::Many(values) => values[index],
        };
        if !Numbers::is_value(value) {
            return Some(Numbers::MISSING);
        }
        value.checked_mul(10i64.pow(u32::from(scale - from))).filter(|&value| Numbers::is_value(value))
    };
    let chosen = |(index, condition): (usize, &Truth)| match condition {
        Truth::True => at(a, index),
        Truth::False => at(b, index),
        Truth::Unknown => Some(Numbers::MISSING),
    };
    conditions.iter().enumerate().map(chosen).collect()
}
