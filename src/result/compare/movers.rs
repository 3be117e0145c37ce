//! Who moved: the customers whose label is another one, and those that came or went.

use std::fmt;

use super::{Change, Comparison, Pair, Side, label_of};
use crate::document::table::{Row, RowKind, Table, Value};
use crate::language::Language;
use crate::number::Decimal;
use crate::score::Texts;
use crate::score::policy::Movement;
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
    let money = comparison.money(language);
    let ids = before.ids.is_some() || now.ids.is_some();
    let names = before.names.is_some() || now.names.is_some();
    let found = sorted(comparison);
    let shown = most.map_or(found.len(), |most| most.min(found.len()));
    let row = |&pair: &Pair| {
        let mut cells = Vec::new();
        if ids {
            cells.push(text_of(pair, before, now, |side| side.ids));
        }
        if names {
            cells.push(text_of(pair, before, now, |side| side.names));
        }
        cells.push(label_of(before, pair.before(), language));
        cells.push(label_of(now, pair.now(), language));
        cells.push(Value::Text(comparison.change(pair).word(language).to_owned()));
        cells.extend(money.iter().map(|(_, amount)| amount(comparison, pair).map_or(Value::Empty, Value::Amount)));
        if let Some(reasons) = reasons {
            let said = |row: Option<usize>, say: &dyn Fn(usize) -> String| {
                row.map_or(Value::Empty, |row| Value::Text(say(row)))
            };
            cells.extend([said(pair.before(), &*reasons.before), said(pair.now(), &*reasons.now)]);
        }
        Row { kind: RowKind::Body, color: None, cells }
    };
    let rows = found[..shown].iter().map(row).collect();
    let mut columns = Vec::new();
    columns.extend(ids.then(|| headings::id(language)));
    columns.extend(names.then(|| headings::name(language)));
    columns.extend([
        comparison.previous_heading(language),
        comparison.now_heading(language),
        headings::change(language),
    ]);
    columns.extend(money.into_iter().map(|(heading, _)| heading));
    if reasons.is_some() {
        columns.extend([headings::by_old_rule(language), headings::by_new_rule(language)]);
    }
    let notes = match found.len() {
        0 => vec![words::nobody_moved(language)],
        all if all > shown => vec![words::more_movers((all - shown) as u64, language)],
        _ => Vec::new(),
    };
    Table { title: words::movers(language).to_owned(), columns, rows, notes }
}

/// Those that are not the same on both sides: by revenue, then by id, then in the order of the list.
fn sorted(comparison: &Comparison<'_>) -> Vec<Pair> {
    let moved = |pair: &Pair| comparison.change(*pair) != Change::Moved(Movement::Same);
    let key = |pair: Pair| (revenue(comparison, pair), id(comparison, pair));
    let mut found = comparison.pairs.iter().copied().filter(moved).map(|pair| (key(pair), pair)).collect::<Vec<_>>();
    found.sort_by(|((more, one), _), ((less, other), _)| less.cmp(more).then_with(|| one.cmp(other)));
    found.into_iter().map(|(_, pair)| pair).collect()
}

fn revenue(comparison: &Comparison<'_>, pair: Pair) -> Option<Decimal> {
    super::revenue_now(comparison, pair).or_else(|| super::revenue_before(comparison, pair))
}

fn id<'a>(comparison: &Comparison<'a>, pair: Pair) -> Option<&'a str> {
    let of = |ids: Option<&'a Texts>, row: Option<usize>| ids.and_then(|ids| ids.text(row?).value());
    of(comparison.now.ids, pair.now()).or_else(|| of(comparison.before.ids, pair.before()))
}

/// A text of a customer, as the later side has it, else the earlier one.
fn text_of<'a>(
    pair: Pair,
    before: &Side<'a>,
    now: &Side<'a>,
    column: impl Fn(&Side<'a>) -> Option<&'a Texts>,
) -> Value {
    let of = |side, row: Option<usize>| column(side).and_then(|texts| texts.text(row?).value());
    let text = of(now, pair.now()).or_else(|| of(before, pair.before()));
    text.map_or(Value::Empty, |text| Value::Text(text.to_owned()))
}
