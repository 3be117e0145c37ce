//! How many customers moved from which label to which, and with how much revenue.

use super::{Amount, Change, Comparison, Pair, Side, keyed, total_row};
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::number::Total;
use crate::result::summary::ratio;
use crate::score::policy::Movement;
use crate::words::{self, headings};

/// Customers and their revenue by what became of them.
pub(super) fn changes(comparison: &Comparison<'_>, language: Language) -> Table {
    let money = comparison.money(language);
    let mut sums = Change::ALL.map(|change| (change, Sum::new(money.len())));
    for &pair in &comparison.pairs {
        let change = comparison.change(pair);
        if let Some((_, sum)) = sums.iter_mut().find(|(known, _)| *known == change) {
            sum.add(comparison, pair, &money);
        }
    }
    let mut whole = Sum::new(money.len());
    sums.iter().for_each(|(_, sum)| whole.merge(sum));
    let mut rows = Vec::new();
    for (change, sum) in sums.iter().filter(|(change, sum)| sum.customers > 0 || is_told_always(*change)) {
        let mut cells = vec![Value::Text(change.word(language).to_owned())];
        cells.extend(sum.cells(Some(&whole)));
        rows.push(Row { kind: RowKind::Body, color: None, cells });
    }
    let mut cells = vec![Value::Text(words::total(language).to_owned())];
    cells.extend(whole.cells(None));
    rows.push(total_row(cells));
    let mut columns =
        vec![headings::change(language), headings::customers(language), headings::customer_share(language)];
    columns.extend(money.into_iter().map(|(heading, _)| heading));
    let title = format!("{} → {}", comparison.before.name, comparison.now.name);
    // One list has the same customers under either rule.
    let notes = if comparison.one_list { Vec::new() } else { vec![reconciled(comparison, language)] };
    Table { title, columns, rows, notes }
}

fn is_told_always(change: Change) -> bool {
    matches!(change, Change::Moved(Movement::Same))
}

/// How many customers each side has.
fn reconciled(comparison: &Comparison<'_>, language: Language) -> String {
    let both = comparison.pairs.iter().filter(|pair| matches!(pair, Pair::Both(..))).count();
    let (before, now) = (comparison.before.codes.len(), comparison.now.codes.len());
    words::compared(before as u64, now as u64, both as u64, language)
}

/// A matrix of customers, and one of each revenue: the earlier labels down, the later ones across.
pub(super) fn matrices(comparison: &Comparison<'_>, language: Language) -> Vec<Table> {
    let customers = headings::customers(language);
    let mut tables = vec![matrix(comparison, None, &customers, language)];
    for (heading, amount) in comparison.money(language) {
        tables.push(matrix(comparison, Some(amount), &heading, language));
    }
    tables
}

/// Where a customer stands on one side: a label, none, or not there at all.
fn slot(side: &Side<'_>, row: Option<usize>) -> usize {
    let labels = side.labels.len();
    row.map_or(labels + 1, |row| side.codes[row].index().unwrap_or(labels))
}

/// The names of a side's slots: its labels, those without one, and those that are not there, which is the other side's word.
fn names(side: &Side<'_>, absent: (&str, &'static str), language: Language) -> Vec<Heading> {
    let labels = side.labels.iter().map(|label| keyed(label.text.clone(), label.key.clone()));
    let unclassified = keyed(words::unclassified(language).to_owned(), "unclassified");
    labels.chain([unclassified, keyed(absent.0.to_owned(), absent.1)]).collect()
}

fn matrix(comparison: &Comparison<'_>, amount: Option<Amount>, what: &Heading, language: Language) -> Table {
    let (before, now) = (&comparison.before, &comparison.now);
    let down = names(before, (words::new_customers(language), "new_customers"), language);
    let across = names(now, (words::lost_customers(language), "lost_customers"), language);
    let money = amount.map(|amount| (what.clone(), amount)).into_iter().collect::<Vec<_>>();
    let mut sums = vec![vec![Sum::new(money.len()); across.len()]; down.len()];
    for &pair in &comparison.pairs {
        sums[slot(before, pair.before())][slot(now, pair.now())].add(comparison, pair, &money);
    }
    let value = |sum: &Sum| if amount.is_some() { sum.amount(0) } else { Value::Count(sum.customers) };
    let across_sums = (0..across.len()).map(|column| merged(sums.iter().map(|row| &row[column]))).collect::<Vec<_>>();
    let down_sums = sums.iter().map(merged).collect::<Vec<_>>();
    // Labels are shown in any case; those without one, the new and the lost, where there are some that count here.
    let shown = |index: usize, labels: usize, sum: &Sum| {
        index < labels
            || if amount.is_some() {
                sum.counted.first().is_some_and(|&counted| counted > 0)
            } else {
                sum.customers > 0
            }
    };
    let shown_across =
        (0..across.len()).filter(|&at| shown(at, now.labels.len(), &across_sums[at])).collect::<Vec<_>>();
    let row_of = |label: &str, kind, color, sums: &[Sum], whole: &Sum| {
        let mut cells = vec![Value::Text(label.to_owned())];
        cells.extend(shown_across.iter().map(|&at| value(&sums[at])));
        cells.push(value(whole));
        Row { kind, color, cells }
    };
    let mut rows = Vec::new();
    for (index, (sums, whole)) in sums.iter().zip(&down_sums).enumerate() {
        if shown(index, before.labels.len(), whole) {
            let kind = if index == before.labels.len() { RowKind::Unclassified } else { RowKind::Body };
            let color = before.labels.get(index).and_then(|label| label.color.clone());
            rows.push(row_of(&down[index].text, kind, color, sums, whole));
        }
    }
    rows.push(row_of(words::total(language), RowKind::Total, None, &across_sums, &merged(&down_sums)));
    let mut columns = vec![comparison.previous_heading(language)];
    columns.extend(shown_across.iter().map(|&at| across[at].clone()));
    columns.push(keyed(words::total(language).to_owned(), "total"));
    Table { title: format!("{}: {} → {}", what.text, before.name, now.name), columns, rows, notes: Vec::new() }
}

/// How many customers, and the sum of each revenue.
#[derive(Debug, Clone)]
struct Sum {
    customers: u64,
    sums: Vec<Total>,
    /// How many customers have a revenue.
    counted: Vec<u64>,
}

impl Sum {
    fn new(measures: usize) -> Sum {
        Sum { customers: 0, sums: vec![Total::ZERO; measures], counted: vec![0; measures] }
    }

    fn add(&mut self, comparison: &Comparison<'_>, pair: Pair, money: &[(Heading, Amount)]) {
        self.customers += 1;
        for ((sum, counted), (_, amount)) in self.sums.iter_mut().zip(&mut self.counted).zip(money) {
            if let Some(value) = amount(comparison, pair) {
                sum.add(value);
                *counted += 1;
            }
        }
    }

    fn merge(&mut self, other: &Sum) {
        self.customers += other.customers;
        self.sums.iter_mut().zip(&other.sums).for_each(|(sum, more)| sum.merge(more));
        self.counted.iter_mut().zip(&other.counted).for_each(|(counted, more)| *counted += more);
    }

    fn amount(&self, measure: usize) -> Value {
        self.sums.get(measure).and_then(Total::to_decimal).map_or(Value::Empty, Value::Amount)
    }

    fn cells(&self, of: Option<&Sum>) -> Vec<Value> {
        let share = |of: &Sum| ratio(self.customers, of.customers).map_or(Value::NoShare, Value::Share);
        let mut cells = vec![Value::Count(self.customers), of.map_or(Value::Empty, share)];
        cells.extend((0..self.sums.len()).map(|measure| self.amount(measure)));
        cells
    }
}

fn merged<'s>(sums: impl IntoIterator<Item = &'s Sum>) -> Sum {
    let mut sums = sums.into_iter();
    let mut whole = sums.next().cloned().unwrap_or_else(|| Sum::new(0));
    sums.for_each(|sum| whole.merge(sum));
    whole
}
