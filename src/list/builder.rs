//! Building a field's column out of a list's cells, and deciding over all of them how they are read.
//!
//! A builder reads under one [`Way`], from the first cell on, and keeps evidence for the other ways. [`ColumnBuilder::finish`]
//! then either gives the column, or says under which way the list must be gone through again, or why it is refused. Parts of a
//! list may have builders of their own, put together in the list's order with [`ColumnBuilder::append`]: the result is the same.

use std::ops::Range;

use super::value::Currency;
use super::{BoundField, MissingWords, RawCell, ReadAs, ReadingFact};
use crate::place::Place;
use crate::rule::field::FieldKind;
use crate::score::column::Column;

mod currencies;
mod dates;
mod evidence;
mod numbers;
mod others;
mod percent;
mod refusal;
mod rounds;
mod way;

pub use evidence::Example;
pub use refusal::{ColumnProblem, Unreadable};
pub use rounds::{Columns, builders, columns, likely_ways};
pub use way::{BareNumbers, DateWay, Way};

use currencies::Currencies;
use dates::DateColumn;
use evidence::Examples;
use numbers::NumberColumn;
use others::{ChoiceColumn, FlagColumn, TagsColumn, TextColumn};

/// Builds the column of one bound field, cell by cell.
#[derive(Debug, Clone)]
pub struct ColumnBuilder {
    field: String,
    /// What a filled cell should be.
    kind: FieldKind,
    cells: Cells,
    /// What else is read as an empty cell.
    words: MissingWords,
    values: u64,
    missing: u64,
    bad: Examples,
}

/// What came of a column when all its cells were read. There is one for each column.
#[allow(clippy::large_enum_variant)]
#[derive(Debug)]
pub enum Outcome {
    /// The column, and how it was read.
    Done(Column, ColumnReading),
    /// The cells ask for another way of reading: go through the list again with builders of this way.
    Again(Way),
    /// The column cannot be read in one way, or holds nothing of the field's type.
    Refused(Box<Unreadable<Example>>),
}

/// How a column was read; positions are still those that the caller gave.
#[derive(Debug, Clone, Default)]
pub struct ColumnReading {
    /// How many cells hold a value.
    pub values: u64,
    /// How many cells are missing, those that a default fills too.
    pub missing: u64,
    /// How many cells are bad.
    pub bad: u64,
    /// The first few bad cells, in the list's order.
    pub first_bad: Vec<Example>,
    /// The decision over the whole column where there was one to make.
    pub decided: Option<ReadAs>,
    /// What people should know about the reading.
    pub facts: Vec<ReadingFact>,
    /// The power of ten by which its unit multiplies it.
    pub power: u8,
    /// Whether that unit stands in the list's title.
    pub has_title_unit: bool,
    /// The currencies of its cells.
    pub currencies: Currencies,
}

impl ColumnReading {
    /// The same with places for people, which the caller makes out of record and position.
    pub fn located(self, place: impl Fn(&Example) -> Place) -> super::FieldReading {
        let finding = |bad: Example| super::Finding { place: place(&bad), text: bad.text };
        let currency = |(currency, evidence): (Currency, evidence::Evidence)| {
            let first = evidence.first.into_iter().map(finding).collect();
            (currency, super::Found { count: evidence.count, first })
        };
        super::FieldReading {
            power: self.power,
            has_title_unit: self.has_title_unit,
            signs: self.currencies.seen.into_iter().map(currency).collect(),
            sign_of: self.currencies.marks,
            money: None,
            values: self.values,
            missing: self.missing,
            bad: super::Found { count: self.bad, first: self.first_bad.into_iter().map(finding).collect() },
            decided: self.decided,
            facts: self.facts,
        }
    }
}

/// What one cell came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Read {
    Value,
    Missing,
    Bad,
}

/// Where a cell stands: its record, counted from 0 over the whole list, and its byte offset or sheet row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct CellPosition {
    record: u64,
    position: u64,
}

#[derive(Debug, Clone)]
#[expect(clippy::large_enum_variant, reason = "there is one a column, and numbers are the usual kind")]
enum Cells {
    Numbers(NumberColumn),
    Dates(DateColumn),
    Flags(FlagColumn),
    Tags(TagsColumn),
    Text(TextColumn),
    Choice(ChoiceColumn),
}

/// What a kind of column makes of its evidence.
enum Verdict {
    Keep(Option<ReadAs>, Vec<ReadingFact>),
    Again(Way),
    Refuse(Box<Unreadable<Example>>),
}

impl ColumnBuilder {
    /// A builder without cells. For the first pass the way is [`Way::likely`], later that of [`Outcome::Again`].
    pub fn new(bound: &BoundField, way: Way) -> ColumnBuilder {
        let default = bound.field.default.as_ref();
        let cells = match &bound.field.kind {
            FieldKind::Number | FieldKind::Percent => Cells::Numbers(NumberColumn::new(bound, way)),
            FieldKind::Date => Cells::Dates(DateColumn::new(bound, way)),
            FieldKind::Flag => Cells::Flags(FlagColumn::new(default)),
            FieldKind::Tags => Cells::Tags(TagsColumn::new(default)),
            FieldKind::Text => Cells::Text(TextColumn::new(default)),
            FieldKind::Choice(words) => Cells::Choice(ChoiceColumn::new(words, default)),
        };
        ColumnBuilder {
            field: bound.field.name.clone(),
            kind: bound.field.kind.clone(),
            cells,
            words: MissingWords::default(),
            values: 0,
            missing: 0,
            bad: Examples::default(),
        }
    }

    /// The same, which reads these words too as empty cells.
    pub fn with_missing(self, words: &MissingWords) -> ColumnBuilder {
        ColumnBuilder { words: words.clone(), ..self }
    }

    /// Adds the next customer's cell: the record, counted from 0 over the whole list, and the position by which the caller finds
    /// its place again, a byte offset or a sheet row.
    #[inline]
    pub fn push(&mut self, cell: RawCell<'_>, record: u64, position: u64) {
        let spot = CellPosition { record, position };
        let cell =
            if !self.words.is_empty() && self.words.has(&others::cell_text(cell)) { RawCell::Empty } else { cell };
        let read = match &mut self.cells {
            Cells::Numbers(column) => column.push(cell, spot),
            Cells::Dates(column) => column.push(cell, spot),
            Cells::Flags(column) => column.push(cell),
            Cells::Tags(column) => column.push(cell),
            Cells::Text(column) => column.push(cell),
            Cells::Choice(column) => column.push(cell),
        };
        match read {
            Read::Value => self.values += 1,
            Read::Missing => self.missing += 1,
            Read::Bad => self.bad.see(spot, &others::cell_text(cell)),
        }
    }

    /// Adds the cells at these places of the bytes as long as they are plain numbers (`12345.67`) like others before them in a column of
    /// numbers. Gives back the first that is not, which is not added; nothing where there is none. It is the short way for ordinary cells,
    /// which needs no text.
    pub fn push_run(&mut self, bytes: &[u8], cells: &mut impl Iterator<Item = Range<usize>>) -> Option<Range<usize>> {
        let Cells::Numbers(column) = &mut self.cells else { return cells.next() };
        if !self.words.is_empty() {
            return cells.next();
        }
        let (count, next) = column.push_run(bytes, cells);
        self.values += count;
        next
    }

    /// Whether the column is one of numbers, so that [`ColumnBuilder::push_run`] may be of use.
    pub fn takes_numbers(&self) -> bool {
        matches!(self.cells, Cells::Numbers(_))
    }

    /// Makes room for more cells, if they are small.
    pub fn reserve(&mut self, cells: usize) {
        if let Cells::Numbers(column) = &mut self.cells {
            column.reserve(cells);
        }
    }

    /// How many cells were added.
    pub fn len(&self) -> usize {
        match &self.cells {
            Cells::Numbers(column) => column.len(),
            Cells::Dates(column) => column.len(),
            Cells::Flags(column) => column.len(),
            Cells::Tags(column) => column.len(),
            Cells::Text(column) => column.len(),
            Cells::Choice(column) => column.len(),
        }
    }

    /// Whether no cell was added.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the cells of the list's next part, whose builder is one of the same field and way.
    pub fn append(&mut self, other: ColumnBuilder) {
        match (&mut self.cells, other.cells) {
            (Cells::Numbers(mine), Cells::Numbers(theirs)) => mine.append(theirs),
            (Cells::Dates(mine), Cells::Dates(theirs)) => mine.append(theirs),
            (Cells::Flags(mine), Cells::Flags(theirs)) => mine.append(theirs),
            (Cells::Tags(mine), Cells::Tags(theirs)) => mine.append(theirs),
            (Cells::Text(mine), Cells::Text(theirs)) => mine.append(theirs),
            (Cells::Choice(mine), Cells::Choice(theirs)) => mine.append(theirs),
            _ => debug_assert!(false, "builders of the same field hold the same kind of cells"),
        }
        self.values += other.values;
        self.missing += other.missing;
        self.bad.append(other.bad);
    }

    /// Decides over all cells.
    pub fn finish(self) -> Outcome {
        let verdict = match &self.cells {
            Cells::Numbers(column) => column.verdict(&self.field),
            Cells::Dates(column) => column.verdict(&self.field),
            _ => Verdict::Keep(None, Vec::new()),
        };
        let (decided, facts) = match verdict {
            Verdict::Keep(decided, facts) => (decided, facts),
            Verdict::Again(way) => return Outcome::Again(way),
            Verdict::Refuse(refusal) => return Outcome::Refused(refusal),
        };
        if self.values == 0 && self.bad.count > 0 {
            return Outcome::Refused(Box::new(Unreadable::no_value(self.field, self.kind, self.bad)));
        }
        let (values, missing, bad) = (self.values, self.missing, self.bad);
        let mut reading = ColumnReading {
            values,
            missing,
            bad: bad.count,
            first_bad: bad.first,
            decided,
            facts,
            ..ColumnReading::default()
        };
        let column = match self.cells {
            Cells::Numbers(column) => {
                let (numbers, power, has_title_unit, currencies) = column.finish();
                (reading.power, reading.has_title_unit, reading.currencies) = (power, has_title_unit, currencies);
                Column::Numbers(numbers)
            }
            Cells::Dates(column) => Column::Dates(column.finish()),
            Cells::Flags(column) => Column::Flags(column.finish()),
            Cells::Tags(column) => Column::Tags(column.finish()),
            Cells::Text(column) => Column::Texts(column.finish()),
            Cells::Choice(column) => Column::Texts(column.finish()),
        };
        Outcome::Done(column, reading)
    }
}

#[cfg(test)]
mod tests;
