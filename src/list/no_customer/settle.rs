//! What only the end of a list tells: whether a row's figures are the sums or the means of the rows above, and which lines of text are the last.
//!
//! Figures that count are those of the number columns that the run reads. Each that a row has must be the sum or the mean of at least two
//! rows: of those since the last total row, or of all above; for the list's first row, of all others. Nothing of a sum that is 0.

use std::ops::Range;

use super::{Doubt, NoCustomer, NoCustomers, Runs};
use crate::list::{Binding, BoundField};
use crate::number::{Decimal, Total};
use crate::rule::field::{FieldKind, Fill};
use crate::score::{Column, Numbers};

/// Whether the first cells of customers have colons or blanks, so that these tell nothing of a foot line.
#[derive(Debug, Clone, Copy, Default)]
pub struct FirstCells {
    /// One has a colon.
    pub colon: bool,
    /// One has a blank.
    pub blank: bool,
}

impl FirstCells {
    /// Looks at a customer's first cell.
    pub fn see(&mut self, text: &str) {
        self.colon |= text.contains([':', '：']);
        self.blank |= text.trim().contains(char::is_whitespace);
    }

    /// Adds what other cells showed.
    pub fn append(&mut self, other: FirstCells) {
        self.colon |= other.colon;
        self.blank |= other.blank;
    }
}

/// A list that has been read, with rows of which only now can be told what they are. Records count from 0 over the whole list.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled<'a> {
    /// The first record below the header.
    pub first: u64,
    /// How many records there are below it.
    pub records: u64,
    /// The records that are no customers for certain.
    pub no_customers: &'a NoCustomers,
    /// The records that may be none; they are customers so far.
    pub doubts: &'a Runs<Doubt>,
    /// Those among them that have the name of a group beside a total's word, in order.
    pub of_groups: &'a [u64],
    /// What the customers' first cells are like.
    pub first_cells: FirstCells,
}

impl Unsettled<'_> {
    /// The doubtful records that are no customers. `columns` are those of the binding.
    pub fn settle(&self, binding: &Binding, columns: &[Column]) -> NoCustomers {
        let mut found = self.totals(&Figures::of(binding, columns));
        for record in self.foot_lines() {
            found.push((record, NoCustomer::Foot));
        }
        found.sort_by_key(|(record, _)| *record);
        let mut settled = NoCustomers::default();
        found.into_iter().for_each(|(record, why)| settled.push(record, 1, why));
        settled
    }

    fn totals(&self, figures: &Figures<'_>) -> Vec<(u64, NoCustomer)> {
        let mut found = Vec::new();
        let mut sums = Sums::new(figures);
        let (mut next, mut others) = (self.first, self.no_customers.runs().iter().peekable());
        for run in self.doubts.runs().iter().filter(|run| !matches!(run.why, Doubt::Foot { .. })) {
            for record in run.first..run.first + run.count {
                // The records in front: customers, which are added up, and others.
                while let Some(other) = others.next_if(|other| other.first < record) {
                    sums.add(other.first - next);
                    next = other.first + other.count;
                    if other.why == NoCustomer::Total {
                        sums.begin();
                    }
                }
                sums.add(record - next);
                next = record + 1;
                let is_total =
                    self.of_groups.binary_search(&record).is_ok() || sums.are_of_next(run.why == Doubt::NoName);
                if is_total {
                    found.push((record, NoCustomer::Total));
                    sums.skip();
                    sums.begin();
                } else {
                    sums.add_doubtful(run.why == Doubt::NoName);
                }
            }
        }
        // The total of all may stand above them.
        let is_first = |run: &&super::Run<Doubt>| run.first == self.first && !matches!(run.why, Doubt::Foot { .. });
        let first = self.doubts.runs().first().filter(is_first);
        // Where other rows have no names either, having none tells nothing.
        let nameless =
            self.doubts.runs().iter().filter(|run| run.why == Doubt::NoName).map(|run| run.count).sum::<u64>();
        if let Some(run) = first
            && (run.why != Doubt::NoName || nameless == 1)
            && found.iter().all(|(record, _)| *record != run.first)
            && figures.first_is_sum_of_others(&found, self, run.why == Doubt::NoName)
        {
            found.push((run.first, NoCustomer::Total));
        }
        found
    }

    /// The lines of text behind the last row that has more.
    fn foot_lines(&self) -> Vec<u64> {
        let mut found = Vec::new();
        let mut end = self.first + self.records;
        let at = |runs: &[super::Run<Doubt>], record: u64| {
            runs[..runs.partition_point(|run| run.first <= record)].last().copied()
        };
        while end > self.first {
            let record = end - 1;
            if let Some(why) = self.no_customers.get(record) {
                if why == NoCustomer::Total {
                    return found;
                }
                let runs = self.no_customers.runs();
                end = runs[..runs.partition_point(|run| run.first <= record)].last().map_or(record, |run| run.first);
                continue;
            }
            let run = at(self.doubts.runs(), record).filter(|run| record < run.first + run.count);
            let Some(Doubt::Foot { word, colon, blank }) = run.map(|run| run.why) else { return found };
            if word || colon && !self.first_cells.colon || blank && !self.first_cells.blank {
                found.push(record);
            }
            end = record;
        }
        // No row has more.
        Vec::new()
    }
}

/// The number columns that tell totals, each with the value that fills its missing cells.
struct Figures<'a> {
    columns: Vec<Figure<'a>>,
}

/// A column of figures, and what its missing cells are filled with.
type Figure<'a> = (&'a Numbers, Option<Decimal>);

impl<'a> Figures<'a> {
    fn of(binding: &Binding, columns: &'a [Column]) -> Figures<'a> {
        let mut found: Vec<(Option<usize>, Figure<'a>)> = Vec::new();
        for (bound, column) in binding.fields.iter().zip(columns) {
            let is_new = !found.iter().any(|(column, _)| *column == bound.column);
            if let (Column::Numbers(numbers), FieldKind::Number, Some(_), true) =
                (column, &bound.field.kind, bound.column, is_new)
            {
                found.push((bound.column, (numbers, filling(bound))));
            }
        }
        Figures { columns: found.into_iter().map(|(_, column)| column).collect() }
    }

    /// A customer's figure in a column; nothing where its cell is missing or bad.
    fn value(&self, column: usize, row: usize) -> Option<Decimal> {
        let (numbers, fill) = self.columns[column];
        numbers.get(row).value().filter(|value| Some(*value) != fill)
    }

    /// The sum of a column's figures in some rows.
    fn sum(&self, column: usize, rows: Range<usize>) -> Sum {
        let mut sum = Sum::default();
        let (numbers, fill) = self.columns[column];
        let Some((integers, scale)) = numbers.small().filter(|_| fill.is_none() && rows.len() > 1) else {
            rows.filter_map(|row| self.value(column, row)).for_each(|value| sum.add(value));
            return sum;
        };
        let mut values = integers[rows].iter().copied().filter(|integer| Numbers::is_value(*integer));
        let Some(first) = values.next() else { return sum };
        let mut total = i128::from(first);
        (sum.count, sum.first) = (1, Numbers::cell(first, scale).value());
        for value in values {
            total += i128::from(value);
            sum.count += 1;
            sum.varies |= value != first;
        }
        sum.total.add_small(total, scale);
        sum
    }

    /// Whether the list's first row has the sums or means of all the others.
    fn first_is_sum_of_others(&self, found: &[(u64, NoCustomer)], list: &Unsettled<'_>, has_no_name: bool) -> bool {
        let Some(rows) = self.columns.first().map(|(numbers, _)| numbers.len()) else { return false };
        let total = |record: u64| (record - list.first) - before(list.no_customers, record);
        let totals = found.iter().map(|(record, _)| total(*record) as usize).collect::<Vec<_>>();
        let mut sums = vec![Sum::default(); self.columns.len()];
        for (column, sum) in sums.iter_mut().enumerate() {
            let mut start = 1;
            for &end in totals.iter().chain([&rows]) {
                sum.merge(&self.sum(column, start..end.max(start)));
                start = end + 1;
            }
        }
        self.are_of(0, &sums, has_no_name)
    }

    /// Whether each figure of a row is a sum or a mean, and there is one.
    fn are_of(&self, row: usize, sums: &[Sum], has_no_name: bool) -> bool {
        let mut values = (0..self.columns.len()).filter_map(|column| Some((self.value(column, row)?, &sums[column])));
        let Some((first, sum)) = values.next() else { return false };
        sum.is(first, has_no_name) && values.all(|(value, sum)| sum.is(value, has_no_name))
    }
}

/// How many records that are no customers stand in front of a record.
fn before(no_customers: &NoCustomers, record: u64) -> u64 {
    let runs = no_customers.runs().iter().take_while(|run| run.first < record);
    runs.map(|run| run.count.min(record - run.first)).sum()
}

/// What fills a field's missing cells.
fn filling(bound: &BoundField) -> Option<Decimal> {
    match bound.field.default {
        Some(Fill::Number(value)) => Some(value),
        _ => None,
    }
}

/// The sums of all rows so far, and of those since the last total.
struct Sums<'a> {
    figures: &'a Figures<'a>,
    /// The next customer.
    row: usize,
    since: Vec<Sum>,
    all: Vec<Sum>,
}

impl<'a> Sums<'a> {
    fn new(figures: &'a Figures<'a>) -> Sums<'a> {
        let none = vec![Sum::default(); figures.columns.len()];
        Sums { figures, row: 0, since: none.clone(), all: none }
    }

    /// Adds the next customers.
    fn add(&mut self, count: u64) {
        let rows = self.row..self.row + count as usize;
        self.row = rows.end;
        self.add_rows(rows, false);
    }

    /// Adds a doubtful row that is a customer. Where rows have no names, having none tells nothing.
    fn add_doubtful(&mut self, has_no_name: bool) {
        self.row += 1;
        self.add_rows(self.row - 1..self.row, has_no_name);
    }

    fn add_rows(&mut self, rows: Range<usize>, have_no_names: bool) {
        for column in 0..self.figures.columns.len() {
            let mut sum = self.figures.sum(column, rows.clone());
            sum.has_nameless = have_no_names && sum.count > 0;
            self.since[column].merge(&sum);
            self.all[column].merge(&sum);
        }
    }

    /// Passes over a total.
    fn skip(&mut self) {
        self.row += 1;
    }

    /// Begins the next group.
    fn begin(&mut self) {
        self.since.fill(Sum::default());
    }

    /// Whether the next row has the sums or means of the rows so far.
    fn are_of_next(&self, has_no_name: bool) -> bool {
        self.figures.are_of(self.row, &self.since, has_no_name) || self.figures.are_of(self.row, &self.all, has_no_name)
    }
}

/// A sum, and what else has to be known of the figures in it.
#[derive(Debug, Clone, Default)]
struct Sum {
    total: Total,
    count: u64,
    first: Option<Decimal>,
    /// Whether the figures are not all the same.
    varies: bool,
    /// Whether one is of a row without id and name.
    has_nameless: bool,
}

impl Sum {
    fn add(&mut self, value: Decimal) {
        self.total.add(value);
        self.count += 1;
        self.varies |= *self.first.get_or_insert(value) != value;
    }

    fn merge(&mut self, other: &Sum) {
        self.total.merge(&other.total);
        self.count += other.count;
        let differ = self.first.zip(other.first).is_some_and(|(mine, theirs)| mine != theirs);
        self.varies |= other.varies || differ;
        self.first = self.first.or(other.first);
        self.has_nameless |= other.has_nameless;
    }

    /// Whether a figure is this sum, or the mean. A mean of equal figures is any of them, and tells nothing.
    fn is(&self, value: Decimal, has_no_name: bool) -> bool {
        if self.count < 2 || has_no_name && self.has_nameless {
            return false;
        }
        let mut figure = Total::ZERO;
        figure.add(value);
        let is_sum = || figure != Total::ZERO && (figure == self.total || is_near(value, &self.total));
        let is_mean = || self.varies && self.total.average(self.count).is_some_and(|mean| is_rounded(value, mean));
        is_sum() || is_mean()
    }
}

/// Whether a figure is a sum but for the last digits of a workbook's binary number.
fn is_near(value: Decimal, sum: &Total) -> bool {
    let Some(sum) = sum.to_decimal() else { return false };
    let Some(difference) = value.checked_sub(sum) else { return false };
    let difference = difference.abs();
    difference.shift(12).is_some_and(|difference| difference <= sum.abs())
}

/// Whether a figure is a mean as it is written, with so many decimals.
fn is_rounded(value: Decimal, mean: Decimal) -> bool {
    let difference = mean.checked_sub(value).map(Decimal::abs);
    let twice = difference.and_then(|difference| difference.checked_add(difference));
    twice.is_some_and(|twice| twice <= Decimal::from_parts(1, value.scale()))
}
