//! Who moved: the customers whose label is another one, and those that came or went.

use std::fmt;

use super::{change_word, label_cell, now_heading, previous_heading, revenue_heading};
use crate::document::table::{Row, Table, Value};
use crate::language::Language;
use crate::result::compare::{Comparison, Pair};
use crate::words::tables::{amount_or_empty, text_or_empty};
use crate::words::{self, headings};

/// Why a customer (by its row) has its label on each side.
pub struct Reasons<'a> {
    /// By the old rule.
    pub before: Box<dyn Fn(usize) -> String + 'a>,
    /// By the new rule.
    pub now: Box<dyn Fn(usize) -> String + 'a>,
}

impl fmt::Debug for Reasons<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reasons")
    }
}

/// The movers with both labels, those of most revenue first; at most so many of them. With reasons, why each label.
pub fn movers(
    comparison: &Comparison<'_>,
    reasons: Option<&Reasons<'_>>,
    most: Option<usize>,
    language: Language,
) -> Table {
    let (before, now) = (&comparison.before, &comparison.now);
    let revenues = comparison.revenues();
    let ids = before.ids.is_some() || now.ids.is_some();
    let names = before.names.is_some() || now.names.is_some();
    let found = comparison.movers();
    let shown = most.map_or(found.len(), |most| most.min(found.len()));
    let row = |&pair: &Pair| {
        let mut cells = Vec::new();
        cells.extend(ids.then(|| text_or_empty(comparison.text(pair, |side| side.ids))));
        cells.extend(names.then(|| text_or_empty(comparison.text(pair, |side| side.names))));
        cells.push(label_cell(before, pair.before(), language));
        cells.push(label_cell(now, pair.now(), language));
        cells.push(Value::Text(change_word(comparison.change(pair), language).to_owned()));
        cells.extend(revenues.iter().map(|&of| amount_or_empty(comparison.revenue(pair, of))));
        if let Some(reasons) = reasons {
            let said = |row: Option<usize>, say: &dyn Fn(usize) -> String| {
                row.map_or(Value::Empty, |row| Value::Text(say(row)))
            };
            cells.extend([said(pair.before(), &*reasons.before), said(pair.now(), &*reasons.now)]);
        }
        Row::body(cells)
    };
    let rows = found[..shown].iter().map(row).collect();
    let mut columns = Vec::new();
    columns.extend(ids.then(|| headings::id(language)));
    columns.extend(names.then(|| headings::name(language)));
    columns.extend([
        previous_heading(comparison, language),
        now_heading(comparison, language),
        headings::change(language),
    ]);
    columns.extend(revenues.iter().map(|&revenue| revenue_heading(comparison, revenue, language)));
    if reasons.is_some() {
        columns.extend([headings::by_old_rule(language), headings::by_new_rule(language)]);
    }
    let notes = match found.len() {
        0 => vec![language.words().nobody_moved().to_owned()],
        all if all > shown => vec![language.words().more_movers(words::Count((all - shown) as u64))],
        _ => Vec::new(),
    };
    Table { title: language.words().movers().to_owned(), columns, rows, notes, ..Table::default() }
}
