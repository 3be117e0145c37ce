//! Reports: customers and measures summed up by one column, or by two against each other.

use std::ops::Range;

use super::label::Label;
use super::summary::{Tally, by_slot, known_tallies};
use crate::rule::Rule;
use crate::score::{Cell, Code, Numbers, Scored, Texts};

/// The groups that a column makes of the customers.
#[derive(Debug)]
pub struct Axis<'a> {
    /// The column.
    pub name: String,
    /// What it is called in Chinese, where a rule gives it.
    pub header_zh: Option<String>,
    /// The groups in their order.
    pub groups: Vec<Label>,
    of: Membership<'a>,
}

/// The group of each customer.
#[derive(Debug)]
enum Membership<'a> {
    /// The label by a rule that has been applied.
    Labels(&'a Scored<'a>, usize),
    /// What the list has in a column: for each distinct text its group, or [`NOBODY`]; last, the group of blank cells.
    Texts(&'a Texts, Vec<u32>, u32),
}

const NOBODY: u32 = u32::MAX;

impl<'a> Axis<'a> {
    /// The tiers of a rule that has been applied.
    pub fn of_labels(scored: &'a Scored<'a>, rule: usize) -> Axis<'a> {
        let written = &scored.set.rules[rule];
        let (name, header_zh) = (written.name.clone(), written.header_zh.clone());
        Axis { name, header_zh, groups: Label::of_rule(written), of: Membership::Labels(scored, rule) }
    }

    /// The labels that a list carries, as a rule that knows their order and colours reads them: the code of a text that is one of its
    /// labels.
    pub fn of_written_labels(rule: &Rule, texts: &'a Texts, read: impl Fn(&str, &Rule) -> Option<Code>) -> Axis<'a> {
        let dictionary = texts.dictionary();
        let group = |number| read(dictionary.text(number), rule).and_then(Code::index);
        let groups = (0..dictionary.len() as u32).map(|number| group(number).map_or(NOBODY, |index| index as u32));
        Axis {
            name: rule.name.clone(),
            header_zh: rule.header_zh.clone(),
            groups: Label::of_rule(rule),
            of: Membership::Texts(texts, groups.collect(), NOBODY),
        }
    }

    /// Whatever the list has in the column, in order of appearance, but for texts that say that a customer has no label.
    pub fn of_texts(name: &str, texts: &'a Texts, is_none: impl Fn(&str) -> bool) -> Axis<'a> {
        let dictionary = texts.dictionary();
        let mut groups = vec![NOBODY; dictionary.len()];
        let mut labels = Vec::new();
        for (number, group) in groups.iter_mut().enumerate() {
            let text = dictionary.text(number as u32);
            if !is_none(text) {
                *group = labels.len() as u32;
                labels.push(Label::Written(text.to_owned()));
            }
        }
        // Customers without a group are a group of their own.
        let has_blanks = (0..texts.len()).any(|row| texts.get(row) == Cell::Missing);
        let blank = if has_blanks { labels.len() as u32 } else { NOBODY };
        labels.extend(has_blanks.then_some(Label::Blank));
        Axis { name: name.to_owned(), header_zh: None, groups: labels, of: Membership::Texts(texts, groups, blank) }
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
            Membership::Texts(texts, groups, blank) => slots.extend(rows.map(|row| match texts.get(row) {
                Cell::Value(number) => groups[number as usize].min(none as u32),
                Cell::Missing => (*blank).min(none as u32),
                Cell::Bad => none as u32,
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
}

/// A measure: a field's name and its values.
pub type Measure<'a> = (String, &'a Numbers);

/// Customers and measures by one column.
#[derive(Debug)]
pub struct OneWay {
    /// One tally for each group.
    pub groups: Vec<Tally>,
    /// The customers without a group.
    pub nobody: Tally,
    /// The customers with a group.
    pub whole: Tally,
}

impl OneWay {
    /// Sums up so many customers by the groups of a column.
    pub fn new(axis: &Axis<'_>, measures: &[Measure<'_>], customers: usize, threads: usize) -> OneWay {
        let numbers = measures.iter().map(|(_, numbers)| *numbers).collect::<Vec<_>>();
        let mut groups = axis.known_tallies(&numbers).unwrap_or_else(|| {
            by_slot(axis.groups.len() + 1, customers, &numbers, |rows, slots| axis.slots(rows, slots), threads)
        });
        let nobody = groups.pop().unwrap_or_default();
        let whole = Tally::sum(&groups);
        OneWay { groups, nobody, whole }
    }
}

/// Customers and measures by two columns: for each group of the first, and last for the customers without one, a row of tallies, one for
/// each group of the second, and last for the customers without one.
#[derive(Debug)]
pub struct Cross {
    /// The tallies, row by row.
    pub rows: Vec<Vec<Tally>>,
}

impl Cross {
    /// How many customers lack a group by one of the columns.
    pub fn nobody(&self) -> u64 {
        let Some((without, rows)) = self.rows.split_last() else { return 0 };
        let across = rows.iter().filter_map(|row| row.last()).map(|tally| tally.customers).sum::<u64>();
        across + without.iter().map(|tally| tally.customers).sum::<u64>()
    }

    /// Sums up so many customers by the groups of two columns.
    pub fn new([down, across]: [&Axis<'_>; 2], measures: &[Measure<'_>], customers: usize, threads: usize) -> Cross {
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
        Cross { rows: tallies.chunks(width).map(<[Tally]>::to_vec).collect() }
    }
}
