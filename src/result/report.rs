//! Reports: customers and measures summed up by one column, or by two in a cross table.

use std::borrow::Cow;
use std::ops::Range;

use super::summary::{Tally, average, by_slot, known_tallies, ratio, share_of};
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::number::Total;
use crate::rule::Rule;
use crate::rulefile::RuleFile;
use crate::score::{Cell, Numbers, Scored, Texts};
use crate::words::{self, headings};

/// The groups that a column makes of the customers.
#[derive(Debug)]
pub struct Axis<'a> {
    /// The column.
    name: String,
    /// The groups in their order.
    groups: Vec<Group>,
    of: Membership<'a>,
}

/// The group of each customer.
#[derive(Debug)]
enum Membership<'a> {
    /// The label by a rule that has been applied.
    Labels(&'a Scored<'a>, usize),
    /// What the list has in a column: for each distinct text its group, or [`NOBODY`].
    Texts(&'a Texts, Vec<u32>),
}

#[derive(Debug, Clone)]
struct Group {
    label: Label,
    color: Option<String>,
}

#[derive(Debug, Clone)]
enum Label {
    /// A tier, in both languages.
    Tier(Box<crate::rule::tier::Tier>),
    /// What the list has.
    Written(String),
}

const NOBODY: u32 = u32::MAX;

impl<'a> Axis<'a> {
    /// The tiers of a rule that has been applied.
    pub fn of_labels(scored: &'a Scored<'a>, rule: usize) -> Axis<'a> {
        let written = &scored.set.rules[rule];
        Axis { name: written.name.clone(), groups: tiers(written), of: Membership::Labels(scored, rule) }
    }

    /// The labels that a list carries, by the rule that knows their order and colours.
    pub fn of_written_labels(name: &str, texts: &'a Texts, file: &RuleFile) -> Axis<'a> {
        let Some(rule) = file.set.rules.iter().find(|rule| rule.name == name) else {
            return Axis::of_texts(name, texts);
        };
        let codes =
            (0..texts.dictionary().len()).map(|number| words::code_of(texts.dictionary().text(number as u32), rule));
        let groups = codes
            .map(|code| code.and_then(|code| code.index()).map_or(NOBODY, |index| index as u32))
            .collect::<Vec<_>>();
        Axis { name: name.to_owned(), groups: tiers(rule), of: Membership::Texts(texts, groups) }
    }

    /// Whether every text of a column is a label of the rule (or the word for none).
    pub fn labels_fit(rule: &Rule, texts: &Texts) -> bool {
        (0..texts.dictionary().len())
            .all(|number| words::code_of(texts.dictionary().text(number as u32), rule).is_some())
    }

    /// Whatever the list has in the column, in order of appearance.
    pub fn of_texts(name: &str, texts: &'a Texts) -> Axis<'a> {
        let dictionary = texts.dictionary();
        let is_none = |number: u32| words::is_unclassified(dictionary.text(number));
        let numbers = (0..dictionary.len() as u32).filter(|&number| !is_none(number)).collect::<Vec<_>>();
        let mut groups = vec![NOBODY; dictionary.len()];
        for (group, &number) in numbers.iter().enumerate() {
            groups[number as usize] = group as u32;
        }
        let written = |&number: &u32| Group { label: Label::Written(dictionary.text(number).to_owned()), color: None };
        Axis {
            name: name.to_owned(),
            groups: numbers.iter().map(written).collect(),
            of: Membership::Texts(texts, groups),
        }
    }

    fn label(&self, group: usize, language: Language) -> String {
        match &self.groups[group].label {
            Label::Tier(tier) => words::label(tier, language).to_owned(),
            Label::Written(text) => text.clone(),
        }
    }

    /// Appends the groups of some customers; the last one is of those without.
    fn slots(&self, rows: Range<usize>, slots: &mut Vec<u32>) {
        let none = self.groups.len();
        match &self.of {
            Membership::Labels(scored, rule) => {
                let mut codes = Vec::with_capacity(rows.len());
                scored.codes(*rule, rows, &mut codes);
                slots.extend(codes.iter().map(|code| code.slot(none) as u32));
            }
            Membership::Texts(texts, groups) => slots.extend(rows.map(|row| match texts.get(row) {
                Cell::Value(number) => groups[number as usize].min(none as u32),
                Cell::Missing | Cell::Bad => none as u32,
            })),
        }
    }

    /// One tally for each group, and last one for those without, where they are known without going over all customers.
    fn known_tallies(&self, measures: &[&Numbers]) -> Option<Vec<Tally>> {
        match self.of {
            Membership::Labels(scored, rule) => known_tallies(scored, rule, measures),
            Membership::Texts(..) => None,
        }
    }

    fn heading(&self) -> Heading {
        Heading { text: self.name.clone(), key: Cow::Owned(self.name.clone()) }
    }
}

fn tiers(rule: &Rule) -> Vec<Group> {
    rule.tiers
        .iter()
        .map(|tier| Group { label: Label::Tier(Box::new(tier.clone())), color: tier.color.clone() })
        .collect()
}

/// A measure: a field's name and its values.
pub type Measure<'a> = (String, &'a Numbers);

/// Customers and measures by one column, for so many customers and records that are none. Shares are of the customers that have a group.
pub fn one_way(
    axis: &Axis<'_>,
    measures: &[Measure<'_>],
    (customers, no_customers): (usize, u64),
    language: Language,
    threads: usize,
) -> Table {
    let numbers = measures.iter().map(|(_, numbers)| *numbers).collect::<Vec<_>>();
    let tallies = axis.known_tallies(&numbers).unwrap_or_else(|| {
        by_slot(axis.groups.len() + 1, customers, &numbers, |rows, slots| axis.slots(rows, slots), threads)
    });
    let (nobody, groups) = tallies.split_last().expect("the last tally is of those without a group");
    let mut whole = Tally::new(measures.len());
    groups.iter().for_each(|tally| whole.merge(tally));
    let mut rows = Vec::new();
    for (index, tally) in groups.iter().enumerate() {
        let cells = one_way_cells(axis.label(index, language), tally, Some(&whole));
        rows.push(Row { kind: RowKind::Body, color: axis.groups[index].color.clone(), cells });
    }
    let last = |kind, label: &str, tally: &Tally| Row {
        kind,
        color: None,
        cells: one_way_cells(label.to_owned(), tally, None),
    };
    if nobody.customers > 0 {
        rows.push(last(RowKind::Unclassified, words::unclassified(language), nobody));
    }
    if no_customers > 0 {
        let mut cells = vec![Value::Empty; 3 + 3 * measures.len()];
        cells[0] = Value::Text(words::no_customers(language).to_owned());
        cells[1] = Value::Count(no_customers);
        rows.push(Row { kind: RowKind::NoCustomers, color: None, cells });
    }
    let mut everything = whole.clone();
    everything.merge(nobody);
    everything.customers += no_customers;
    rows.push(last(RowKind::Total, words::total(language), &everything));
    let mut columns = vec![axis.heading(), headings::customers(language), headings::customer_share(language)];
    for (name, _) in measures {
        columns.extend(measure_headings(name, language));
    }
    Table { title: axis.name.clone(), columns, rows, notes: Vec::new() }
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

fn one_way_cells(label: String, tally: &Tally, of: Option<&Tally>) -> Vec<Value> {
    let share = |share: Option<crate::number::Decimal>| share.map_or(Value::NoShare, Value::Share);
    let mut cells = vec![Value::Text(label), Value::Count(tally.customers)];
    cells.push(of.map_or(Value::Empty, |of| share(ratio(tally.customers, of.customers))));
    for (index, (sum, counted)) in tally.sums.iter().zip(&tally.counted).enumerate() {
        cells.push(amount(sum));
        cells.push(of.map_or(Value::Empty, |of| share(share_of(sum, &of.sums[index]))));
        cells.push(average(sum, *counted).map_or(Value::Empty, Value::Amount));
    }
    cells
}

fn amount(sum: &Total) -> Value {
    sum.to_decimal().map_or(Value::Empty, Value::Amount)
}

/// A cross table of customers, and one of each measure: the first column's groups down, the second's across.
pub fn cross(
    [down, across]: [&Axis<'_>; 2],
    measures: &[Measure<'_>],
    customers: usize,
    language: Language,
    threads: usize,
) -> Vec<Table> {
    let numbers = measures.iter().map(|(_, numbers)| *numbers).collect::<Vec<_>>();
    let width = across.groups.len() + 1;
    let slots_of = |rows: Range<usize>, slots: &mut Vec<u32>| {
        let mut columns = Vec::with_capacity(rows.len());
        down.slots(rows.clone(), slots);
        across.slots(rows, &mut columns);
        let added = slots.len() - columns.len();
        slots[added..].iter_mut().zip(columns).for_each(|(slot, column)| *slot = *slot * width as u32 + column);
    };
    let tallies = by_slot((down.groups.len() + 1) * width, customers, &numbers, slots_of, threads);
    let count = |tally: &Tally| Value::Count(tally.customers);
    let mut tables = vec![cross_table(down, across, &tallies, &headings::customers(language).text, count, language)];
    for (index, (name, _)) in measures.iter().enumerate() {
        let title = if name == "revenue" { headings::revenue(language).text } else { name.clone() };
        tables.push(cross_table(down, across, &tallies, &title, |tally| amount(&tally.sums[index]), language));
    }
    tables
}

fn cross_table(
    down: &Axis<'_>,
    across: &Axis<'_>,
    tallies: &[Tally],
    title: &str,
    value: impl Fn(&Tally) -> Value,
    language: Language,
) -> Table {
    let width = across.groups.len() + 1;
    let measures = tallies.first().map_or(0, |tally| tally.sums.len());
    let sum_of = |cells: &mut dyn Iterator<Item = &Tally>| {
        let mut sum = Tally::new(measures);
        cells.for_each(|tally| sum.merge(tally));
        sum
    };
    let nobody_across = tallies.chunks(width).any(|row| row[width - 1].customers > 0);
    let shown = if nobody_across { width } else { width - 1 };
    let mut columns = vec![down.heading()];
    columns.extend((0..across.groups.len()).map(|group| {
        let text = across.label(group, language);
        Heading { key: Cow::Owned(across.label(group, Language::En)), text }
    }));
    if nobody_across {
        columns.push(Heading { text: words::unclassified(language).to_owned(), key: Cow::Borrowed("unclassified") });
    }
    columns.push(Heading { text: words::total(language).to_owned(), key: Cow::Borrowed("total") });
    let row_of = |label: String, kind: RowKind, color: Option<String>, row: &[Tally]| {
        let mut cells = vec![Value::Text(label)];
        cells.extend(row[..shown].iter().map(&value));
        cells.push(value(&sum_of(&mut row.iter())));
        Row { kind, color, cells }
    };
    let mut rows = Vec::new();
    for (index, row) in tallies.chunks(width).enumerate() {
        if index < down.groups.len() {
            rows.push(row_of(down.label(index, language), RowKind::Body, down.groups[index].color.clone(), row));
        } else if row.iter().any(|tally| tally.customers > 0) {
            rows.push(row_of(words::unclassified(language).to_owned(), RowKind::Unclassified, None, row));
        }
    }
    let totals = (0..width).map(|column| sum_of(&mut tallies.iter().skip(column).step_by(width))).collect::<Vec<_>>();
    rows.push(row_of(words::total(language).to_owned(), RowKind::Total, None, &totals));
    Table { title: format!("{title}: {} × {}", down.name, across.name), columns, rows, notes: Vec::new() }
}
