//! Documents as JSON, with the version of the form first: a document's own data, otherwise its tables:
//!
//! ```json
//! { "format": 1,
//!   "tables": [ { "title": "tier",
//!                 "columns": [ { "key": "tier", "text": "Tier" }, { "key": "revenue", "text": "Revenue" } ],
//!                 "rows": [ { "kind": "body", "tier": "platinum", "revenue": 48300 } ],
//!                 "notes": [ "…" ] } ] }
//! ```
//!
//! `kind` is `body`, `unclassified` or `total`. A row has the columns' keys, in their order; where a key occurs again (the
//! columns of a cross table), it goes on with `_2`, `_3` …, in `columns` too. Counts are numbers, shares are ratios of at most 15
//! digits, dates texts such as `2024-03-05`, and what is empty or has no meaning is `null`.
//!
//! Amounts are exact: a number where its digits survive the reader's binary floats (at most 15 significant ones), otherwise a text.

use std::collections::HashMap;
use std::io::{self, Write};

use serde_json::{Map, Number, json};

use crate::document::Document;
use crate::document::table::{RowKind, Table, Value};
use crate::number::{Decimal, written};

/// The version of this form; it goes up when a script that read the old one would fail on the new one.
const FORMAT: u32 = 1;

/// Up to here a binary float tells every whole number from the next.
const SAFE_INTEGER: i64 = 1 << 53;

pub(super) fn draw(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let data = match &document.data {
        Some(data) => data.clone(),
        None => json!({ "tables": document.tables().map(table).collect::<Vec<_>>() }),
    };
    let mut all = Map::from_iter([("format".to_owned(), json!(FORMAT))]);
    if let serde_json::Value::Object(data) = data {
        all.extend(data);
    }
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

fn table(table: &Table) -> serde_json::Value {
    let keys = distinct(table.columns.iter().map(|heading| &*heading.key));
    let columns: Vec<_> =
        keys.iter().zip(&table.columns).map(|(key, heading)| json!({ "key": key, "text": heading.text })).collect();
    let rows: Vec<_> = table
        .rows
        .iter()
        .map(|row| {
            let kind = std::iter::once(("kind".to_owned(), json!(kind(row.kind))));
            kind.chain(keys.iter().cloned().zip(row.cells.iter().map(value))).collect::<Map<_, _>>()
        })
        .collect();
    json!({ "title": table.title, "columns": columns, "rows": rows, "notes": table.notes })
}

fn kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Body => "body",
        RowKind::Unclassified => "unclassified",
        RowKind::Total => "total",
    }
}

/// The keys, each but the first of equal ones with its number; `kind` is taken.
fn distinct<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = HashMap::from([("kind", 1)]);
    keys.map(|key| {
        let times = seen.entry(key).and_modify(|times| *times += 1).or_insert(1);
        if *times == 1 { key.to_owned() } else { format!("{key}_{times}") }
    })
    .collect()
}

fn value(value: &Value) -> serde_json::Value {
    match value {
        Value::Empty | Value::NoShare => serde_json::Value::Null,
        Value::Text(text) => json!(text),
        Value::Count(count) => json!(count),
        Value::Amount(amount) => exact(*amount),
        Value::GreatAmount(amount) => json!(amount),
        Value::Share(ratio) => exact(written::fifteen_digits(*ratio)),
        Value::Date(day) => json!(day.to_string()),
        Value::Color { code, .. } => json!(code),
    }
}

/// The number, as a text where a reader that knows only binary floats would change it.
fn exact(amount: Decimal) -> serde_json::Value {
    if let Some(integer) = amount.to_i64().filter(|integer| (-SAFE_INTEGER..=SAFE_INTEGER).contains(integer)) {
        return json!(integer);
    }
    let float = amount.to_f64();
    match Number::from_f64(float).filter(|_| written::fifteen_digits(amount) == amount) {
        Some(number) => serde_json::Value::Number(number),
        None => json!(written::plain(amount)),
    }
}
