//! Counts, sums and shares by label.

use crate::score::{Cell, Code, Column, Decimal, Numbers, RuleSet, Scored, Total};
use crate::table::{Row, RowKind, Table, Value};
use crate::words::{self, Language, headings};

/// How many customers, and the sum of their measures.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// How many customers.
    pub customers: u64,
    /// The sum of each measure; a customer without a value adds nothing.
    pub sums: Vec<Total>,
    /// How many customers have a value in each measure: what an average is taken over.
    pub counted: Vec<u64>,
}

impl Tally {
    /// No customer yet.
    pub fn new(measures: usize) -> Tally {
        Tally { customers: 0, sums: vec![Total::ZERO; measures], counted: vec![0; measures] }
    }

    /// Adds the customers of another tally.
    pub fn merge(&mut self, other: &Tally) {
        self.customers += other.customers;
        for (sum, more) in self.sums.iter_mut().zip(&other.sums) {
            sum.merge(more);
        }
        for (counted, more) in self.counted.iter_mut().zip(&other.counted) {
            *counted += more;
        }
    }

    /// Adds a customer's values.
    pub fn add(&mut self, measures: &[&Numbers], row: usize) {
        self.customers += 1;
        for ((sum, counted), numbers) in self.sums.iter_mut().zip(&mut self.counted).zip(measures) {
            if let Cell::Value(value) = numbers.get(row) {
                sum.add(value);
                *counted += 1;
            }
        }
    }
}

/// One tally for each label of a rule, and last one for the unclassified.
pub fn by_label(scored: &Scored<'_>, rule: usize, measures: &[&Numbers]) -> Vec<Tally> {
    let tiers = scored.set.rules[rule].tiers.len();
    let mut tallies = vec![Tally::new(measures.len()); tiers + 1];
    let mut codes = Vec::new();
    for block in scored.frame.blocks() {
        codes.clear();
        scored.codes(rule, block.rows.clone(), &mut codes);
        for (row, code) in block.rows.zip(&codes) {
            tallies[code.index().unwrap_or(tiers)].customers += 1;
            debug_assert!(row < scored.frame.rows);
        }
    }
    for (measure, numbers) in measures.iter().enumerate() {
        sum_by_label(scored, rule, numbers, measure, &mut tallies);
    }
    tallies
}

/// Adds up one measure by label: small integers in a plain loop, others one by one.
fn sum_by_label(scored: &Scored<'_>, rule: usize, numbers: &Numbers, measure: usize, tallies: &mut [Tally]) {
    let none = tallies.len() - 1;
    let mut sums = vec![(0i128, 0u64); tallies.len()];
    let mut codes = Vec::new();
    for block in scored.frame.blocks() {
        codes.clear();
        scored.codes(rule, block.rows.clone(), &mut codes);
        match numbers.small() {
            Some((values, _)) => {
                for (&value, code) in values[block.rows].iter().zip(&codes) {
                    let (sum, counted) = &mut sums[code.index().unwrap_or(none)];
                    let is_value = !matches!(value, Numbers::MISSING | Numbers::BAD);
                    *sum += if is_value { i128::from(value) } else { 0 };
                    *counted += u64::from(is_value);
                }
            }
            None => {
                for (row, code) in block.rows.zip(&codes) {
                    if let Cell::Value(value) = numbers.get(row) {
                        let tally = &mut tallies[code.index().unwrap_or(none)];
                        tally.sums[measure].add(value);
                        tally.counted[measure] += 1;
                    }
                }
            }
        }
    }
    if let Some((_, scale)) = numbers.small() {
        for (tally, (sum, counted)) in tallies.iter_mut().zip(sums) {
            tally.sums[measure].add_small(sum, scale);
            tally.counted[measure] += counted;
        }
    }
}

/// The summary of one rule: customers and revenue by tier, then the unclassified, then the records that are no customers.
///
/// Shares are of the classified customers and their revenue. Without revenue the money columns are left out.
pub fn table(
    scored: &Scored<'_>,
    rule: usize,
    revenue: Option<&Numbers>,
    no_customers: u64,
    language: Language,
) -> Table {
    let tallies = by_label(scored, rule, &revenue.into_iter().collect::<Vec<_>>());
    let rule = &scored.set.rules[rule];
    let (unclassified, tiers) = tallies.split_last().expect("the last tally is of the unclassified");
    let mut classified = Tally::new(usize::from(revenue.is_some()));
    tiers.iter().for_each(|tally| classified.merge(tally));
    let expects = rule.tiers.iter().any(|tier| tier.expect_customers.is_some());
    let money = revenue.is_some();
    let mut running = Tally::new(usize::from(money));
    let mut rows = Vec::new();
    for (tier, tally) in rule.tiers.iter().zip(tiers) {
        running.merge(tally);
        let mut cells = vec![Value::Text(words::label(tier, language).to_owned())];
        cells.extend(cells_of(tally, Some(&classified), money));
        let cumulative = if money { money_share(&running, &classified) } else { customer_share(&running, &classified) };
        cells.push(cumulative);
        if expects {
            cells.push(tier.expect_customers.map_or(Value::Empty, Value::Share));
        }
        rows.push(Row { kind: RowKind::Body, color: tier.color.clone(), cells });
    }
    let mut last = |kind, label: &str, tally: Tally, of: Option<&Tally>| {
        let mut cells = vec![Value::Text(label.to_owned())];
        cells.extend(cells_of(&tally, of, money));
        cells.push(Value::Empty);
        if expects {
            cells.push(Value::Empty);
        }
        rows.push(Row { kind, color: None, cells });
    };
    if unclassified.customers > 0 {
        last(RowKind::Unclassified, words::unclassified(language), unclassified.clone(), None);
    }
    if no_customers > 0 {
        let mut tally = Tally::new(0);
        tally.customers = no_customers;
        last(RowKind::NoCustomers, words::no_customers(language), tally, None);
    }
    let mut everything = classified.clone();
    everything.merge(unclassified);
    everything.customers += no_customers;
    last(RowKind::Total, words::total(language), everything, None);
    Table { title: rule.name.clone(), columns: summary_headings(money, expects, language), rows, notes: Vec::new() }
}

fn summary_headings(money: bool, expects: bool, language: Language) -> Vec<crate::table::Heading> {
    let mut columns = vec![headings::tier(language), headings::customers(language), headings::customer_share(language)];
    if money {
        columns.extend([headings::revenue(language), headings::revenue_share(language), headings::average(language)]);
    }
    columns.push(headings::cumulative_share(language));
    if expects {
        columns.push(headings::expected_customer_share(language));
    }
    columns
}

/// Customers and their share; revenue, its share and the average. Shares stand only where there is something to take them of.
fn cells_of(tally: &Tally, of: Option<&Tally>, money: bool) -> Vec<Value> {
    let share = |share: fn(&Tally, &Tally) -> Value| of.map_or(Value::Empty, |of| share(tally, of));
    let mut cells = vec![Value::Count(tally.customers), share(customer_share)];
    if money {
        let sum = tally.sums.first().map_or(Value::Empty, |sum| sum.to_decimal().map_or(Value::Empty, Value::Amount));
        let average = tally.sums.first().zip(tally.counted.first()).and_then(|(sum, counted)| average(sum, *counted));
        cells.extend([sum, share(money_share), average.map_or(Value::Empty, Value::Amount)]);
    }
    cells
}

fn customer_share(part: &Tally, of: &Tally) -> Value {
    ratio(part.customers, of.customers).map_or(Value::NoShare, Value::Share)
}

fn money_share(part: &Tally, of: &Tally) -> Value {
    share_of(&part.sums[0], &of.sums[0]).map_or(Value::NoShare, Value::Share)
}

/// How many decimals of a share and of an average are told: more than anybody reads, few enough for a script's numbers.
const DECIMALS: i32 = 6;

/// `part / of`, if there is something to take it of.
pub fn ratio(part: u64, of: u64) -> Option<Decimal> {
    let ratio = Decimal::from_parts(i128::from(part), 0).checked_div(Decimal::from_parts(i128::from(of), 0))?;
    ratio.round(DECIMALS)
}

/// The part of a sum, if there is something to take it of.
pub fn share_of(part: &Total, of: &Total) -> Option<Decimal> {
    part.share_of(of)?.round(DECIMALS)
}

/// A sum by head.
pub fn average(sum: &Total, counted: u64) -> Option<Decimal> {
    sum.average(counted)?.round(DECIMALS)
}

/// The measure that the summary shows: the list's revenue.
pub fn numbers(column: Option<&Column>) -> Option<&Numbers> {
    match column {
        Some(Column::Numbers(numbers)) => Some(numbers),
        _ => None,
    }
}

/// How many customers any visible rule of the set leaves unclassified.
pub fn unclassified(scored: &Scored<'_>) -> u64 {
    let set: &RuleSet = scored.set;
    let visible = (0..set.rules.len()).filter(|&rule| !set.rules[rule].hidden && scored.has(rule)).collect::<Vec<_>>();
    let mut count = 0;
    let mut codes = Vec::new();
    for block in scored.frame.blocks() {
        let mut gap = vec![false; block.rows.len()];
        for &rule in &visible {
            codes.clear();
            scored.codes(rule, block.rows.clone(), &mut codes);
            gap.iter_mut().zip(&codes).for_each(|(gap, code)| *gap |= *code == Code::NONE);
        }
        count += gap.iter().filter(|gap| **gap).count() as u64;
    }
    count
}
