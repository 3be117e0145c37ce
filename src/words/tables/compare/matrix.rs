//! How many customers moved from which label to which, and with how much revenue.

use super::{change_word, previous_heading, revenue_heading};
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::result::compare::{Change, Comparison, Matrix, Pair, Side};
use crate::result::summary::Tally;
use crate::score::policy::Movement;
use crate::words::tables::{amount, charts, label_text, share};
use crate::words::{self, headings};

/// Customers and their revenue by what became of them.
pub(super) fn changes(comparison: &Comparison<'_>, language: Language) -> Table {
    let changes = comparison.changes();
    let revenues = comparison.revenues();
    let whole = Tally::sum(changes.iter().map(|(_, tally)| tally));
    let cells = |first: &str, tally: &Tally, share: Value| {
        let first = [Value::text(first), Value::Count(tally.customers), share];
        first.into_iter().chain(tally.sums.iter().map(amount)).collect::<Vec<_>>()
    };
    let is_told = |(change, tally): &&(Change, Tally)| tally.customers > 0 || *change == Change::Moved(Movement::Same);
    let mut rows = Vec::new();
    for (change, tally) in changes.iter().filter(is_told) {
        let share = share(tally.customer_share(&whole));
        rows.push(Row::body(cells(change_word(*change, language), tally, share)));
    }
    let charts = charts::shares(&[2], rows.len());
    rows.push(Row::total(cells(language.words().total(), &whole, Value::Empty)));
    let mut columns =
        vec![headings::change(language), headings::customers(language), headings::customer_share(language)];
    columns.extend(revenues.into_iter().map(|revenue| revenue_heading(comparison, revenue, language)));
    let title = format!("{} → {}", comparison.before.name, comparison.now.name);
    // One list has the same customers under either rule.
    let notes = if comparison.one_list { Vec::new() } else { vec![reconciled(comparison, language)] };
    Table { title, columns, rows, notes, charts: charts.into_iter().collect() }
}

/// How many customers each side has.
fn reconciled(comparison: &Comparison<'_>, language: Language) -> String {
    let both = comparison.pairs.iter().filter(|pair| matches!(pair, Pair::Both(..))).count();
    let (before, now) = (comparison.before.codes.len(), comparison.now.codes.len());
    language.words().customers_compared(
        words::Count(before as u64),
        words::Count(now as u64),
        words::Count(both as u64),
    )
}

/// A matrix of customers, and one of each revenue: the earlier labels down, the later ones across.
pub(super) fn matrices(comparison: &Comparison<'_>, language: Language) -> Vec<Table> {
    let matrix = comparison.matrix();
    let mut tables = vec![table(comparison, &matrix, None, &headings::customers(language).text, language)];
    for (at, revenue) in comparison.revenues().into_iter().enumerate() {
        let what = revenue_heading(comparison, revenue, language).text;
        tables.push(table(comparison, &matrix, Some(at), &what, language));
    }
    tables
}

/// The headings of a side's places: its labels, then those of customers without a label and of customers that are not there.
fn places(side: &Side<'_>, absent: Heading, language: Language) -> Vec<Heading> {
    let label = |label| heading(label_text(label, language), label.key().to_owned());
    let unclassified = heading(language.words().unclassified(), "unclassified");
    side.labels.iter().map(label).chain([unclassified, absent]).collect()
}

fn heading(text: &str, key: impl Into<std::borrow::Cow<'static, str>>) -> Heading {
    Heading { text: text.to_owned(), key: key.into() }
}

/// The customers (or, at a place in the tallies, their revenue) by both labels.
fn table(
    comparison: &Comparison<'_>,
    matrix: &Matrix,
    revenue: Option<usize>,
    what: &str,
    language: Language,
) -> Table {
    let (before, now) = (&comparison.before, &comparison.now);
    let down = places(before, heading(language.words().new_customers(), "new_customers"), language);
    let across = places(now, heading(language.words().lost_customers(), "lost_customers"), language);
    let value = |tally: &Tally| match revenue {
        Some(at) => amount(&tally.sums[at]),
        None => Value::Count(tally.customers),
    };
    // Labels are shown in any case; the other places where somebody stands who counts here.
    let is_shown = |place: usize, labels: usize, tally: &Tally| {
        place < labels || revenue.map_or(tally.customers, |at| tally.counted[at]) > 0
    };
    let shown_across = (0..across.len()).filter(|&at| is_shown(at, now.labels.len(), &matrix.across[at]));
    let shown_across = shown_across.collect::<Vec<_>>();
    let cells = |label: &str, tallies: &[Tally], whole: &Tally| {
        let mut cells = vec![Value::text(label)];
        cells.extend(shown_across.iter().map(|&at| value(&tallies[at])));
        cells.push(value(whole));
        cells
    };
    let mut rows = Vec::new();
    for (place, (tallies, whole)) in matrix.cells.iter().zip(&matrix.down).enumerate() {
        if is_shown(place, before.labels.len(), whole) {
            let kind = if place == before.labels.len() { RowKind::Unclassified } else { RowKind::Body };
            let color = before.labels.get(place).and_then(|label| label.color()).map(str::to_owned);
            rows.push(Row { kind, color, cells: cells(&down[place].text, tallies, whole) });
        }
    }
    rows.push(Row::total(cells(language.words().total(), &matrix.across, &matrix.whole)));
    let mut columns = vec![previous_heading(comparison, language)];
    columns.extend(shown_across.iter().map(|&at| across[at].clone()));
    columns.push(heading(language.words().total(), "total"));
    let title = format!("{what}: {} → {}", before.name, now.name);
    Table { title, columns, rows, ..Table::default() }
}
