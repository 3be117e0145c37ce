//! Evaluation: a term and a block of customers give a value for each of them.
//!
//! Terms are looked at once per block; the loops over the customers are plain loops over slices.

use super::dates::{self, Days};
use super::numbers::{self, Nums};
use super::texts;
use crate::folding::folded;
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::rule::expression::term::{Choice, Compared, DateTerm, Literal, NumberTerm, Term, TextTerm, TruthTerm};
use crate::rule::scope::{Ref, Type};
use crate::score::column::{Cell, Dates, Numbers, Tags, Texts};
use crate::score::frame::block::{Block, NumberBlock, TextBlock, Values};
use crate::score::truth::Truth;

/// The values of a term.
pub(super) fn values<'f>(term: &Term, block: &Block<'f>) -> Values<'f> {
    let rows = block.rows.len();
    match term {
        Term::Number(term) => Values::Numbers(number(term, block).into_block(rows)),
        Term::Date(term) => Values::Dates(date(term, block).into_block(rows)),
        Term::Truth(term) => Values::Truths(truth(term, block)),
        Term::Text(term) => Values::Texts(text(term, block)),
        Term::Tags(_) => Values::Tags,
    }
}

/// Where a value is known: `True` there, else `False`.
fn known(filled: impl Iterator<Item = bool>) -> Vec<Truth> {
    filled.map(Truth::of).collect()
}

/// The first known value of several.
fn coalesce<'t, T, V>(
    parts: &'t [T],
    value: impl Fn(&'t T) -> V,
    filled: impl Fn(&V) -> Vec<Truth>,
    select: impl Fn(&[Truth], &V, &V) -> V,
) -> V {
    let mut chosen = value(&parts[0]);
    for part in &parts[1..] {
        let filled = filled(&chosen);
        if filled.contains(&Truth::False) {
            chosen = select(&filled, &chosen, &value(part));
        }
    }
    chosen
}

pub(super) fn number<'f>(term: &NumberTerm, block: &Block<'f>) -> Nums<'f> {
    let rows = block.rows.len();
    let of = |term| number(term, block);
    match term {
        NumberTerm::Literal(literal) => Nums::Same(Some(Exact::from(*literal))),
        NumberTerm::Column(column) => Nums::Each(block.numbers(*column)),
        NumberTerm::Choice(choice) => match &**choice {
            Choice::Coalesce(parts) => coalesce(parts, of, |values| filled_numbers(values, rows), numbers::select),
            Choice::If(condition, one, other) => numbers::select(&truth(condition, block), &of(one), &of(other)),
        },
        NumberTerm::Sum(terms) => fold(terms, block, Nums::plus, Nums::minus),
        NumberTerm::Product(factors) => fold(factors, block, Nums::times, Nums::over),
        NumberTerm::Negative(term) => of(term).each(rows, i64::checked_neg, |number| Some(number.negative())),
        NumberTerm::Abs(term) => of(term).each(rows, i64::checked_abs, |number| Some(number.abs())),
        NumberTerm::Round(term) => round(of(term), rows),
        NumberTerm::Min(terms) => extreme(terms, block, i64::min, |a, b| a.min(b).clone()),
        NumberTerm::Max(terms) => extreme(terms, block, i64::max, |a, b| a.max(b).clone()),
        NumberTerm::Days(later, earlier) => date(later, block).minus(&date(earlier, block), rows),
        NumberTerm::Months(from, to) => months(&date(from, block), &date(to, block), rows),
        NumberTerm::Year(term) => year(&date(term, block), rows),
        NumberTerm::Count(conditions) => count(conditions, block),
    }
}

type Operation<'f> = fn(&Nums<'f>, &Nums<'f>, usize) -> Nums<'f>;

/// Terms from left to right, each by the one operation or its inverse.
fn fold<'f>(terms: &[(bool, NumberTerm)], block: &Block<'f>, plain: Operation<'f>, inverse: Operation<'f>) -> Nums<'f> {
    let mut result = number(&terms[0].1, block);
    for (is_inverse, term) in &terms[1..] {
        let operation = if *is_inverse { inverse } else { plain };
        result = operation(&result, &number(term, block), block.rows.len());
    }
    result
}

fn extreme<'f>(
    terms: &[NumberTerm],
    block: &Block<'f>,
    quick: fn(i64, i64) -> i64,
    exact: fn(&Exact, &Exact) -> Exact,
) -> Nums<'f> {
    let mut result = number(&terms[0], block);
    for term in &terms[1..] {
        let other = number(term, block);
        result = result.with(&other, block.rows.len(), |a, b| Some(quick(a, b)), |a, b| Some(exact(a, b)));
    }
    result
}

/// To whole numbers, half away from zero.
fn round(values: Nums<'_>, rows: usize) -> Nums<'_> {
    match values {
        Nums::Each(NumberBlock::Small(_, 0)) => values,
        _ => values.each(rows, |_| None, Exact::round),
    }
}

fn months<'f>(from: &Days<'_>, to: &Days<'_>, rows: usize) -> Nums<'f> {
    match (from, to) {
        (Days::Same(from), Days::Same(to)) => Nums::Same(from.zip(*to).and_then(|(from, to)| dates::months(from, to))),
        _ => Nums::wide((0..rows).map(|index| dates::months(from.get(index)?, to.get(index)?))),
    }
}

fn year<'f>(days: &Days<'_>, rows: usize) -> Nums<'f> {
    if let Days::Same(day) = days {
        return Nums::Same(day.and_then(dates::year).map(|year| Exact::from(Decimal::from(year))));
    }
    let year = |index| days.get(index).and_then(dates::year).unwrap_or(Numbers::MISSING);
    Nums::small((0..rows).map(year).collect(), 0)
}

/// How many conditions hold and how many are unknown, for each customer.
fn tally(conditions: &[TruthTerm], block: &Block<'_>) -> (Vec<u32>, Vec<u32>) {
    let mut holding = vec![0u32; block.rows.len()];
    let mut unknown = vec![0u32; block.rows.len()];
    for condition in conditions {
        let truths = truth(condition, block);
        for ((holding, unknown), truth) in holding.iter_mut().zip(&mut unknown).zip(truths) {
            *holding += u32::from(truth.holds());
            *unknown += u32::from(!truth.is_known());
        }
    }
    (holding, unknown)
}

fn count<'f>(conditions: &[TruthTerm], block: &Block<'_>) -> Nums<'f> {
    let (holding, unknown) = tally(conditions, block);
    let cell = |(holding, unknown): (u32, u32)| if unknown == 0 { i64::from(holding) } else { Numbers::MISSING };
    Nums::small(holding.into_iter().zip(unknown).map(cell).collect(), 0)
}

fn at_least(needed: &NumberTerm, conditions: &[TruthTerm], block: &Block<'_>) -> Vec<Truth> {
    let (holding, unknown) = tally(conditions, block);
    let counts = holding.into_iter().zip(unknown);
    let truth = |(holding, unknown): (u32, u32), least: u32| match holding >= least {
        true => Truth::True,
        false if holding + unknown >= least => Truth::Unknown,
        false => Truth::False,
    };
    match number(needed, block) {
        Nums::Same(None) => vec![Truth::Unknown; block.rows.len()],
        Nums::Same(Some(needed)) => {
            let least = least_count(&needed, conditions.len());
            counts.map(|count| truth(count, least)).collect()
        }
        each => {
            let least = |index| each.get(index).map(|needed| least_count(&needed, conditions.len()));
            let with_least = counts.enumerate().map(|(index, count)| (count, least(index)));
            with_least.map(|(count, least)| least.map_or(Truth::Unknown, |least| truth(count, least))).collect()
        }
    }
}

/// The least whole number of conditions that is as much as needed; one more than there are where that is not enough.
fn least_count(needed: &Exact, conditions: usize) -> u32 {
    let enough = |count: &u32| Exact::from(Decimal::from(*count)) >= *needed;
    (0..=conditions as u32).find(enough).unwrap_or(conditions as u32 + 1)
}

fn filled_numbers(values: &Nums<'_>, rows: usize) -> Vec<Truth> {
    match values {
        Nums::Same(number) => vec![Truth::of(number.is_some()); rows],
        Nums::Each(NumberBlock::Small(values, _)) => known(values.iter().map(|&value| value > Numbers::BAD)),
        Nums::Each(NumberBlock::Wide(cells)) => known(cells.iter().map(|cell| matches!(cell, Cell::Value(_)))),
    }
}

fn filled_dates(days: &Days<'_>, rows: usize) -> Vec<Truth> {
    match days {
        Days::Same(day) => vec![Truth::of(day.is_some()); rows],
        Days::Each(days) => known(days.iter().map(|&day| day > Dates::BAD)),
    }
}

fn filled_texts(block: &TextBlock<'_>) -> Vec<Truth> {
    known(block.cells.iter().map(|&number| number < Texts::BAD))
}

fn filled_truths(truths: &[Truth]) -> Vec<Truth> {
    known(truths.iter().map(|truth| truth.is_known()))
}

pub(super) fn date<'f>(term: &DateTerm, block: &Block<'f>) -> Days<'f> {
    let rows = block.rows.len();
    let of = |term| date(term, block);
    match term {
        DateTerm::Literal(day) => Days::Same(Some(day.0)),
        DateTerm::AsOf => Days::Same(Some(block.frame.as_of.0)),
        DateTerm::Column(column) => Days::Each(block.dates(*column)),
        DateTerm::Choice(choice) => match &**choice {
            Choice::Coalesce(parts) => coalesce(parts, of, |days| filled_dates(days, rows), dates::select),
            Choice::If(condition, one, other) => dates::select(&truth(condition, block), &of(one), &of(other)),
        },
        DateTerm::AddDays(start, by) => moved(&of(start), &number(by, block), rows, dates::add_days),
        DateTerm::AddMonths(start, by) => moved(&of(start), &number(by, block), rows, dates::add_months),
        DateTerm::Min(terms) => latest(terms, block, i32::min),
        DateTerm::Max(terms) => latest(terms, block, i32::max),
    }
}

fn moved<'f>(start: &Days<'_>, by: &Nums<'_>, rows: usize, step: fn(i32, &Exact) -> Option<i32>) -> Days<'f> {
    match (start, by) {
        (Days::Same(start), Nums::Same(by)) => {
            Days::Same(start.zip(by.as_ref()).and_then(|(start, by)| step(start, by)))
        }
        _ => Days::each((0..rows).map(|index| step(start.get(index)?, &by.get(index)?))),
    }
}

fn latest<'f>(terms: &[DateTerm], block: &Block<'f>, choose: fn(i32, i32) -> i32) -> Days<'f> {
    let mut result = date(&terms[0], block);
    for term in &terms[1..] {
        result = result.with(&date(term, block), block.rows.len(), choose);
    }
    result
}

pub(super) fn text<'f>(term: &TextTerm, block: &Block<'f>) -> TextBlock<'f> {
    let of = |term| text(term, block);
    match term {
        TextTerm::Literal(literal) => texts::constant(literal, block.rows.len()),
        TextTerm::Column(column) => block.texts(*column),
        TextTerm::Choice(choice) => match &**choice {
            Choice::Coalesce(parts) => coalesce(parts, of, filled_texts, texts::select),
            Choice::If(condition, one, other) => texts::select(&truth(condition, block), &of(one), &of(other)),
        },
    }
}

pub(super) fn truth(term: &TruthTerm, block: &Block<'_>) -> Vec<Truth> {
    let rows = block.rows.len();
    let of = |term: &TruthTerm| truth(term, block);
    match term {
        TruthTerm::Column(column) => block.truths(*column),
        TruthTerm::Choice(choice) => match &**choice {
            Choice::Coalesce(parts) => coalesce(parts, of, |truths| filled_truths(truths), select_truths),
            Choice::If(condition, one, other) => select_truths(&of(condition), &of(one), &of(other)),
        },
        TruthTerm::All(parts) => join(parts, block, Truth::and),
        TruthTerm::Any(parts) => join(parts, block, Truth::or),
        TruthTerm::Not(part) => of(part).into_iter().map(Truth::not).collect(),
        TruthTerm::AtLeast(needed, conditions) => at_least(needed, conditions, block),
        TruthTerm::Missing(part) => missing(part, block),
        TruthTerm::Numbers(compared) => compare_numbers(compared, block),
        TruthTerm::Dates(compared) => {
            let Compared { comparison, left, right, .. } = &**compared;
            date(left, block).compare(*comparison, &date(right, block), rows)
        }
        TruthTerm::Truths(negated, a, b) => {
            let alike = |(a, b): (Truth, Truth)| match a.is_known() && b.is_known() {
                true => Truth::of((a == b) != *negated),
                false => Truth::Unknown,
            };
            of(a).into_iter().zip(of(b)).map(alike).collect()
        }
        TruthTerm::Texts(negated, a, b) => {
            let same = same_texts(a, b, block);
            if *negated { same.into_iter().map(Truth::not).collect() } else { same }
        }
        TruthTerm::InNumbers(value, list) => {
            let value = number(value, block);
            any(list, rows, |item| {
                value.compare(crate::rule::expression::Comparison::Equal, &number(item, block), rows)
            })
        }
        TruthTerm::InDates(value, list) => {
            let value = date(value, block);
            any(list, rows, |item| value.compare(crate::rule::expression::Comparison::Equal, &date(item, block), rows))
        }
        TruthTerm::InTexts(value, list) => in_texts(value, list, block),
        TruthTerm::HasTag(tags, wanted) => has_tag(*tags, wanted, block),
        TruthTerm::Contains(whole, TextTerm::Literal(part)) => texts::contain(&text(whole, block), part),
        TruthTerm::Contains(whole, part) => texts::contain_each(&text(whole, block), &text(part, block)),
    }
}

fn compare_numbers(compared: &Compared<NumberTerm>, block: &Block<'_>) -> Vec<Truth> {
    let Compared { comparison, left, right, .. } = compared;
    match (left, right) {
        (NumberTerm::Months(from, to), NumberTerm::Literal(bound)) => {
            dates::compare_months(&date(from, block), &date(to, block), *comparison, *bound, block.rows.len())
        }
        (NumberTerm::Literal(bound), NumberTerm::Months(from, to)) => {
            let comparison = comparison.mirrored();
            dates::compare_months(&date(from, block), &date(to, block), comparison, *bound, block.rows.len())
        }
        _ => number(left, block).compare(*comparison, &number(right, block), block.rows.len()),
    }
}

fn join(parts: &[TruthTerm], block: &Block<'_>, joined: impl Fn(Truth, Truth) -> Truth + Copy) -> Vec<Truth> {
    let mut result = truth(&parts[0], block);
    for part in &parts[1..] {
        join_into(&mut result, &truth(part, block), joined);
    }
    result
}

#[inline]
fn join_into(result: &mut [Truth], other: &[Truth], joined: impl Fn(Truth, Truth) -> Truth) {
    for (result, other) in result.iter_mut().zip(other) {
        *result = joined(*result, *other);
    }
}

/// Whether any item of a list gives a truth.
fn any<T>(list: &[T], rows: usize, test: impl Fn(&T) -> Vec<Truth>) -> Vec<Truth> {
    let mut result = vec![Truth::False; rows];
    for item in list {
        join_into(&mut result, &test(item), Truth::or);
    }
    result
}

fn select_truths(conditions: &[Truth], one: &Vec<Truth>, other: &Vec<Truth>) -> Vec<Truth> {
    let chosen = |((condition, one), other): ((&Truth, &Truth), &Truth)| match condition {
        Truth::True => *one,
        Truth::False => *other,
        Truth::Unknown => Truth::Unknown,
    };
    conditions.iter().zip(one).zip(other).map(chosen).collect()
}

fn missing(term: &Term, block: &Block<'_>) -> Vec<Truth> {
    let rows = block.rows.len();
    let filled = match term {
        Term::Number(term) => filled_numbers(&number(term, block), rows),
        Term::Date(term) => filled_dates(&date(term, block), rows),
        Term::Truth(term) => filled_truths(&truth(term, block)),
        Term::Text(term) => filled_texts(&text(term, block)),
        Term::Tags(column) => known(block.gaps(*column, Type::Tags).into_iter().map(|gap| !gap)),
    };
    filled.into_iter().map(Truth::not).collect()
}

fn same_texts(a: &TextTerm, b: &TextTerm, block: &Block<'_>) -> Vec<Truth> {
    match (a, b) {
        (a, TextTerm::Literal(literal)) => texts::is_one_of(&text(a, block), std::iter::once(literal)),
        (TextTerm::Literal(literal), b) => texts::is_one_of(&text(b, block), std::iter::once(literal)),
        (a, b) => texts::same(&text(a, block), &text(b, block)),
    }
}

fn in_texts(value: &TextTerm, list: &[TextTerm], block: &Block<'_>) -> Vec<Truth> {
    let value = text(value, block);
    let literals = list.iter().filter_map(as_literal);
    let mut result = texts::is_one_of(&value, literals);
    for item in list.iter().filter(|item| as_literal(item).is_none()) {
        join_into(&mut result, &texts::same(&value, &text(item, block)), Truth::or);
    }
    result
}

fn as_literal(term: &TextTerm) -> Option<&Literal> {
    if let TextTerm::Literal(literal) = term { Some(literal) } else { None }
}

fn has_tag(column: Ref, wanted: &TextTerm, block: &Block<'_>) -> Vec<Truth> {
    let Some(tags) = block.tags(column) else { return vec![Truth::Unknown; block.rows.len()] };
    if let TextTerm::Literal(literal) = wanted {
        let number = tags.dictionary().find_folded(&literal.folded);
        return block.rows.clone().map(|row| tag_is(tags, row, number)).collect();
    }
    let wanted = text(wanted, block);
    let truth = |(index, row)| match wanted.text(index) {
        Some(text) => tag_is(tags, row, tags.dictionary().find_folded(&folded(text))),
        None => Truth::Unknown,
    };
    block.rows.clone().enumerate().map(truth).collect()
}

/// Whether a customer has a tag, which may be one that nobody in the list has.
fn tag_is(tags: &Tags, row: usize, number: Option<u32>) -> Truth {
    let has = |found: &[u32]| Truth::of(number.is_some_and(|number| found.contains(&number)));
    tags.get(row).value().map_or(Truth::Unknown, has)
}
