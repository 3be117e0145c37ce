//! A workbook's list as records: what each row is, and where it stands.

use std::ops::ControlFlow;
use std::path::PathBuf;

use super::cell::{Formats, SheetCell};
use super::sorted_rows::RowSorter;
use super::{Workbook, WorkbookError};
use crate::cell::ListCell;
use crate::list::no_customer::{Doubt, RowKind};
use crate::list::{Binding, InputError, NoCustomer, NoCustomers, RecordKind};
use crate::place::Place;

/// One record of a workbook's list, or a run of blank ones.
#[derive(Debug, Clone, Copy)]
pub struct SheetRecord<'a> {
    /// The record's number, from 0 over the whole list; of a run, the first's.
    pub first: u64,
    /// 1, or how many blank rows the run has.
    pub count: u64,
    /// What it is.
    pub kind: RecordKind,
    /// Why it may be no customer after all, as the list's end will tell.
    pub(super) doubt: Option<Doubt>,
    /// Where it stands: see [`Workbook::place`].
    pub position: u64,
    pub(super) cells: &'a [SheetCell<'a>],
    pub(super) formats: &'a Formats,
}

impl<'a> SheetRecord<'a> {
    /// The filled cells, each with its column from 0.
    pub fn cells(&self) -> impl Iterator<Item = (usize, ListCell<'a>)> + use<'a> {
        let formats = self.formats;
        self.cells.iter().map(move |cell| (cell.column as usize, formats.list_cell(cell)))
    }

    /// The cell of a column, if it is filled.
    pub(super) fn cell(&self, column: usize) -> Option<&'a SheetCell<'a>> {
        // In a row without gaps the cell stands at its column's place.
        match self.cells.get(column) {
            Some(cell) if cell.column as usize == column => Some(cell),
            _ => {
                let at = self.cells.binary_search_by_key(&column, |cell| cell.column as usize).ok()?;
                Some(&self.cells[at])
            }
        }
    }
}

/// Why a walk over the list broke off.
enum Stop<E> {
    Book(WorkbookError),
    Visit(E),
}

impl<E> From<WorkbookError> for Stop<E> {
    fn from(error: WorkbookError) -> Self {
        Stop::Book(error)
    }
}

/// What a walk over the list found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Walked {
    /// How many records stand below the header.
    pub(super) records: u64,
    /// How many of them are customers.
    pub(super) customers: usize,
    /// The sheets that have rows, each with its first record.
    sheets: Vec<SheetStart>,
}

/// Where a sheet of the list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SheetStart {
    /// The number of its first record.
    first: u64,
    /// Its place among the list's sheets.
    sheet: usize,
    /// What to add to a row's number in the sheet to get the record's.
    shift: i64,
}

/// Numbers the rows of the list's sheets, and tells what they are.
struct Walk<'w> {
    binding: &'w Binding,
    sorter: RowSorter,
    /// Records that turned out to be no customers when all of the list had been read.
    settled: &'w NoCustomers,
    /// The number of the record that comes next.
    next: u64,
    customers: usize,
    /// The sheet being read, by its place among the list's sheets.
    sheet: usize,
    /// The sheets that were begun.
    sheets: Vec<SheetStart>,
}

impl Walk<'_> {
    /// The row's record, after the blank ones in front of it; nothing for the header of a further sheet.
    fn record<'a>(
        &mut self,
        row: u32,
        cells: &'a [SheetCell<'a>],
        formats: &'a Formats,
    ) -> [Option<SheetRecord<'a>>; 2] {
        let shift = match self.sheets.last() {
            Some(begun) if begun.sheet == self.sheet => begun.shift,
            _ => self.begin(row, cells, formats),
        };
        let number = u64::try_from(i64::from(row) + shift).ok();
        let Some(number) = number.filter(|number| *number >= self.next) else { return [None, None] };
        let position = Places::position(self.sheet, row);
        let blanks = number - self.next;
        let before = (blanks > 0).then(|| SheetRecord {
            first: self.next,
            count: blanks,
            kind: self.blank(),
            doubt: None,
            position: position - blanks,
            cells: &[],
            formats,
        });
        self.next = number + 1;
        let (kind, doubt) = self.kind(number, cells, formats);
        [before, Some(SheetRecord { first: number, count: 1, kind, doubt, position, cells, formats })]
    }

    /// Begins a sheet with its first row; gives back what to add to its rows' numbers.
    fn begin(&mut self, row: u32, cells: &[SheetCell<'_>], formats: &Formats) -> i64 {
        let shift = if self.sheet == 0 {
            0
        } else {
            // Rows above a further sheet's first one are no records, and a repeated header there is custclass's own.
            let repeated = self.sorter.is_header(cells, formats);
            self.next as i64 - i64::from(row) - i64::from(repeated)
        };
        self.sheets.push(SheetStart { first: self.next, sheet: self.sheet, shift });
        shift
    }

    /// What the blank rows are that come next.
    fn blank(&self) -> RecordKind {
        if self.next < self.binding.header_record {
            RecordKind::Preamble
        } else {
            RecordKind::NoCustomer(NoCustomer::Blank)
        }
    }

    fn kind(&mut self, number: u64, cells: &[SheetCell<'_>], formats: &Formats) -> (RecordKind, Option<Doubt>) {
        let header_record = self.binding.header_record;
        if number < header_record {
            return (RecordKind::Preamble, None);
        }
        if number == header_record && self.binding.has_header {
            return (RecordKind::Header, None);
        }
        let doubt = match self.sorter.sort(cells, formats) {
            RowKind::No(why) => return (RecordKind::NoCustomer(why), None),
            RowKind::Doubt(doubt) => match self.settled.get(number) {
                Some(why) => return (RecordKind::NoCustomer(why), None),
                None => Some(doubt),
            },
            RowKind::Group(_) | RowKind::Customer => None,
        };
        self.customers += 1;
        (RecordKind::Customer(self.customers - 1), doubt)
    }
}

impl Workbook {
    /// Goes through the whole list again: titles, header, customers and blank rows, in order.
    ///
    /// # Errors
    ///
    /// Those of `visit`, those of a damaged workbook, and [`InputError::Changed`] if there are now other records than the
    /// first pass found.
    pub fn records<E: From<InputError>>(
        &mut self,
        binding: &Binding,
        visit: impl FnMut(SheetRecord<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.bytes.check_unchanged()?;
        let found = self.walk(binding, visit)?;
        self.bytes.check_unchanged()?;
        match &self.found {
            Some(before) if *before != found => Err(InputError::Changed { file: self.places.file.clone() }.into()),
            _ => Ok(()),
        }
    }

    /// Goes through the list.
    pub(super) fn walk<E: From<InputError>>(
        &mut self,
        binding: &Binding,
        mut visit: impl FnMut(SheetRecord<'_>) -> Result<(), E>,
    ) -> Result<Walked, E> {
        let sorter = RowSorter::new(binding);
        let settled = &self.settled;
        let mut walk = Walk { binding, sorter, settled, next: 0, customers: 0, sheet: 0, sheets: Vec::new() };
        for (place, &sheet) in self.sheets.iter().enumerate() {
            walk.sheet = place;
            let read = self.book.rows(sheet, |(row, cells), formats| {
                for record in walk.record(row, cells, formats).into_iter().flatten() {
                    visit(record).map_err(Stop::Visit)?;
                }
                Ok(ControlFlow::Continue(()))
            });
            read.map_err(|stop| match stop {
                Stop::Visit(error) => error,
                Stop::Book(problem) => InputError::Workbook { file: self.places.file.clone(), problem }.into(),
            })?;
        }
        let records = walk.next.saturating_sub(binding.first_record());
        Ok(Walked { records, customers: walk.customers, sheets: walk.sheets })
    }

    /// The place of a record, and of a column from 0 there. The first pass has to be over.
    pub fn place_of_record(&self, record: u64, column: Option<usize>) -> Result<Place, InputError> {
        self.bytes.check_unchanged()?;
        let sheets = self.found.as_ref().map_or(&[][..], |found| &found.sheets);
        let begun = sheets.iter().rfind(|begun| begun.first <= record);
        let row = begun.and_then(|begun| Some((begun.sheet, u32::try_from(record as i64 - begun.shift).ok()?)));
        Ok(match row {
            Some((sheet, row)) => self.place(Places::position(sheet, row), column),
            None => Place::File(self.places.file.clone()),
        })
    }

    /// The place of a record's position, and of a column from 0 there.
    pub fn place(&self, position: u64, column: Option<usize>) -> Place {
        self.places.place(position, column)
    }
}

/// Makes places out of positions: a sheet among the list's sheets in the upper half, a row in the lower.
#[derive(Debug, Clone)]
pub(super) struct Places {
    pub file: PathBuf,
    pub sheets: Vec<String>,
}

impl Places {
    pub(super) fn position(sheet: usize, row: u32) -> u64 {
        ((sheet as u64) << 32) | u64::from(row)
    }

    pub fn place(&self, position: u64, column: Option<usize>) -> Place {
        Place::Cell {
            file: self.file.clone(),
            sheet: self.sheets.get((position >> 32) as usize).cloned().unwrap_or_default(),
            row: (position & u64::from(u32::MAX)) + 1,
            column: column.map(|column| column + 1),
        }
    }
}
