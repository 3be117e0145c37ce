//! Reports: customers and measures by one column, or by two in cross tables.

use std::borrow::Cow;

use super::{amount, amount_or_empty, label_text, share};
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::result::report::{Axis, Cross, OneWay};
use crate::result::summary::Tally;
use crate::rule::Rule;
use crate::score::Texts;
use crate::words::{self, headings};

/// Whether every text of a column is a label of the rule, or the word for none.
pub fn labels_fit(rule: &Rule, texts: &Texts) -> bool {
    (0..texts.dictionary().len()).all(|number| words::code_of(texts.dictionary().text(number as u32), rule).is_some())
}

/// Customers and measures by one column. Shares are of the customers that have a group.
pub fn one_way(axis: &Axis<'_>, sums: &OneWay, measures: &[&str], language: Language) -> Table {
    let OneWay { groups, nobody, whole } = sums;
    let mut columns = vec![heading(axis, language), headings::customers(language), headings::customer_share(language)];
    for name in measures {
        columns.extend(measure_headings(name, language));
    }
    let row = |kind, label: &str, color: Option<&str>, tally: &Tally, of: Option<&Tally>| Row {
        kind,
        color: color.map(str::to_owned),
        cells: one_way_cells(label, tally, of),
    };
    let mut rows = Vec::new();
    for (label, tally) in axis.groups.iter().zip(groups) {
        rows.push(row(RowKind::Body, label_text(label, language), label.color(), tally, Some(whole)));
    }
    if nobody.customers > 0 {
        rows.push(row(RowKind::Unclassified, language.words().unclassified(), None, nobody, None));
    }
    let mut everything = whole.clone();
    everything.merge(nobody);
    rows.push(row(RowKind::Total, language.words().total(), None, &everything, None));
    Table { title: called(axis, language).to_owned(), columns, rows, ..Table::default() }
}

/// What a column is called.
fn called<'a>(axis: &'a Axis<'_>, language: Language) -> &'a str {
    axis.header_zh.as_deref().filter(|_| language.words().prefers_zh()).unwrap_or(&axis.name)
}

fn heading(axis: &Axis<'_>, language: Language) -> Heading {
    Heading { text: called(axis, language).to_owned(), key: Cow::Owned(axis.name.clone()) }
}

fn measure_headings(name: &str, language: Language) -> [Heading; 3] {
    if name == "revenue" {
        return [headings::revenue(language), headings::revenue_share(language), headings::average(language)];
    }
    let named = |heading: Heading, suffix: &str| Heading {
        text: format!("{name}: {}", heading.text),
        key: Cow::Owned(format!("{name}{suffix}")),
    };
    [
        named(headings::sum(language), ""),
        named(headings::share(language), "_share"),
        named(headings::average(language), "_average"),
    ]
}

fn one_way_cells(label: &str, tally: &Tally, of: Option<&Tally>) -> Vec<Value> {
    let mut cells = vec![Value::text(label), Value::Count(tally.customers)];
    cells.push(of.map_or(Value::Empty, |of| share(tally.customer_share(of))));
    for (measure, sum) in tally.sums.iter().enumerate() {
        cells.extend([
            amount(sum),
            of.map_or(Value::Empty, |of| share(tally.sum_share(measure, of))),
            amount_or_empty(tally.average(measure)),
        ]);
    }
    cells
}

/// A cross table of customers, and one of each measure: the first column's groups down, the second's across.
pub fn cross(axes: [&Axis<'_>; 2], sums: &Cross, measures: &[&str], language: Language) -> Vec<Table> {
    let count = |tally: &Tally| Value::Count(tally.customers);
    let mut tables = vec![cross_table(axes, sums, &headings::customers(language).text, count, language)];
    for (index, name) in measures.iter().enumerate() {
        let title = if *name == "revenue" { headings::revenue(language).text } else { (*name).to_owned() };
        tables.push(cross_table(axes, sums, &title, |tally| amount(&tally.sums[index]), language));
    }
    tables
}

fn cross_table(
    [down, across]: [&Axis<'_>; 2],
    Cross { rows: tallies }: &Cross,
    title: &str,
    value: impl Fn(&Tally) -> Value,
    language: Language,
) -> Table {
    let nobody_across = across.groups.len();
    let has_nobody = tallies.iter().any(|row| row[nobody_across].customers > 0);
    let shown = nobody_across + usize::from(has_nobody);
    let mut columns = vec![heading(down, language)];
    columns.extend(across.groups.iter().map(|label| Heading {
        text: label_text(label, language).to_owned(),
        key: Cow::Owned(label.key().to_owned()),
    }));
    if has_nobody {
        columns.push(Heading { text: language.words().unclassified().to_owned(), key: Cow::Borrowed("unclassified") });
    }
    columns.push(Heading { text: language.words().total().to_owned(), key: Cow::Borrowed("total") });
    let cells = |label: &str, row: &[Tally]| {
        let mut cells = vec![Value::text(label)];
        cells.extend(row[..shown].iter().map(&value));
        cells.push(value(&Tally::sum(row)));
        cells
    };
    let mut rows = Vec::new();
    let labels = down.groups.iter().map(Some).chain([None]);
    for (label, row) in labels.zip(tallies) {
        if let Some(label) = label {
            let color = label.color().map(str::to_owned);
            rows.push(Row { kind: RowKind::Body, color, cells: cells(label_text(label, language), row) });
        } else if row.iter().any(|tally| tally.customers > 0) {
            let cells = cells(language.words().unclassified(), row);
            rows.push(Row { kind: RowKind::Unclassified, color: None, cells });
        }
    }
    let totals = (0..=nobody_across).map(|column| Tally::sum(tallies.iter().map(|row| &row[column])));
    rows.push(Row::total(cells(language.words().total(), &totals.collect::<Vec<_>>())));
    Table {
        title: format!("{title}{}{} × {}", language.words().colon(), called(down, language), called(across, language)),
        columns,
        rows,
        ..Table::default()
    }
}
