//! The first pass: the wanted columns, and what the list's records are.

use super::Workbook;
use super::merged::MergedColumn;
use super::sheet_records::{Places, SheetRecord, Walked};
use crate::list::builder::{ColumnBuilder, Example, Way, builders, columns, likely_ways};
use crate::list::no_customer::{Doubt, FirstCells, Runs, Unsettled};
use crate::list::{
    Binding, CustomerIds, Extract, Finding, Found, HiddenParts, InputError, NoCustomers, Progress, RawCell,
    ReadingFact, RecordKind, repeats,
};
use crate::place::column_letters;
use crate::rule::{Field, FieldKind};

/// How many of the records with surplus cells are kept as examples.
const EXAMPLES: usize = 5;

/// How many rows make one step of the progress.
const STEP: u64 = 1024;

/// What the records are, without their columns.
#[derive(Default)]
struct RecordFacts {
    no_customers: NoCustomers,
    width: usize,
    surplus: Found,
    /// The customers' ids, where repeated ones are looked for.
    ids: CustomerIds,
    /// Customers that may be none.
    doubts: Runs<Doubt>,
    first_cells: FirstCells,
}

/// Progress that nobody is told of.
struct Unseen;

impl Progress for Unseen {
    fn advance(&self, _: u64) {}
}

impl Workbook {
    /// Takes the bound fields' columns out of the list, and counts what its records are.
    ///
    /// A column whose cells ask for another way of reading is read again, the others are not. Rows count as the progress's units.
    ///
    /// # Errors
    ///
    /// If the workbook is damaged or changes meanwhile, and if a column cannot be read in one way or holds no value of its
    /// field's type.
    pub fn extract(&mut self, binding: &Binding, progress: &dyn Progress) -> Result<Extract, InputError> {
        self.settled = NoCustomers::default();
        let (extract, settled) = self.extract_once(binding, progress)?;
        if settled.runs().is_empty() {
            return Ok(extract);
        }
        // Some of the customers are none after all: their cells must not take part in how columns are read.
        self.settled = settled;
        Ok(self.extract_once(binding, &Unseen)?.0)
    }

    /// The same, with the customers that are none, as only the list's end tells.
    fn extract_once(
        &mut self,
        binding: &Binding,
        progress: &dyn Progress,
    ) -> Result<(Extract, NoCustomers), InputError> {
        let mut shape = RecordFacts { width: binding.header.len(), ..RecordFacts::default() };
        let ways = likely_ways(binding);
        let mut merged = vec![MergedColumn::default(); binding.fields.len()];
        let (mut first, found) = self.fill_builders(binding, &ways, &mut merged, Some(&mut shape), progress)?;
        // Only behind its cells a sheet tells which of them are merged.
        merged = self.merged(binding);
        let ways = ways.into_iter().filter(|(field, _)| !merged[*field].is_empty()).collect::<Vec<_>>();
        if !ways.is_empty() {
            let (again, walked) = self.fill_builders(binding, &ways, &mut merged, None, progress)?;
            if walked != found {
                return Err(InputError::Changed { file: self.places.file.clone() });
            }
            ways.iter().zip(again).for_each(|((field, _), builder)| first[*field] = builder);
        }
        let (places, file) = (self.places.clone(), self.places.file.clone());
        let place = |example: &Example, column| places.place(example.position, column);
        let changed = || InputError::Changed { file: file.clone() };
        let read = columns(binding, first, place, |ways| {
            let (builders, again) = self.fill_builders(binding, ways, &mut merged, None, progress)?;
            if again == found { Ok(builders) } else { Err(changed()) }
        })?;
        let (columns, mut readings) = read.ok_or_else(changed)?;
        for ((bound, reading), merged) in binding.fields.iter().zip(&mut readings).zip(&merged) {
            reading.facts.extend(bound.column.and_then(|column| self.unstored(column)));
            let fact = if has_value_once(&bound.field) { ReadingFact::MergedNumbers } else { ReadingFact::Merged };
            reading.facts.extend((merged.covered > 0).then(|| fact(merged.covered)));
        }
        self.bytes.check_unchanged()?;
        let RecordFacts { no_customers, width, surplus, ids, doubts, first_cells } = shape;
        let (records, customers) = (found.records, found.customers);
        self.found = Some(found);
        let unsettled = Unsettled {
            first: binding.header_record + 1,
            records,
            no_customers: &no_customers,
            doubts: &doubts,
            of_groups: &[],
            first_cells,
        };
        let settled = unsettled.settle(binding, &columns);
        let extract = Extract {
            columns,
            customers,
            records,
            no_customers,
            width,
            readings,
            surplus,
            short: Found::default(),
            mended: Found::default(),
            slipped: Found::default(),
            stray: Found::default(),
            plain_columns: Vec::new(),
            ids,
            hidden: self.hidden(width),
        };
        Ok((extract, settled))
    }

    /// Goes through the list once for some of the bound fields, and for what its records are where that is asked for.
    fn fill_builders(
        &mut self,
        binding: &Binding,
        ways: &[(usize, Way)],
        merged: &mut [MergedColumn],
        mut shape: Option<&mut RecordFacts>,
        progress: &dyn Progress,
    ) -> Result<(Vec<ColumnBuilder>, Walked), InputError> {
        let mut builders = builders(binding, ways);
        let columns = ways.iter().map(|&(field, _)| binding.fields[field].column).collect::<Vec<_>>();
        let places = self.places.clone();
        ways.iter().for_each(|&(field, _)| merged[field].restart());
        let mut rows = 0;
        let found = self.walk(binding, |record: SheetRecord<'_>| {
            let customer = match record.kind {
                RecordKind::Customer(customer) => Some(customer),
                _ => None,
            };
            for ((builder, column), &(field, _)) in builders.iter_mut().zip(&columns).zip(ways) {
                let mut cell = column.and_then(|column| record.cell(column));
                let merged = &mut merged[field];
                if !merged.is_empty() {
                    let above = merged.value(record.position, cell, customer.is_some());
                    cell = cell.or(above.filter(|_| !has_value_once(&binding.fields[field].field)));
                }
                if customer.is_some() {
                    let raw = cell.map_or(RawCell::Empty, |cell| record.formats.raw(cell));
                    builder.push(raw, record.first, record.position);
                }
            }
            if let (Some(customer), Some(column), Some(shape)) = (customer, binding.ids, &mut shape) {
                let text = record.cell(column).map(|cell| record.formats.text(cell));
                shape.ids.push(repeats::hash(text.unwrap_or_default().as_bytes()), customer);
            }
            if let Some(shape) = &mut shape {
                shape.see(&record, binding.header.len(), &places);
            }
            rows += 1;
            if rows % STEP == 0 {
                progress.advance(STEP);
            }
            Ok::<(), InputError>(())
        })?;
        progress.advance(rows % STEP);
        Ok((builders, found))
    }

    /// The formulas in a column whose results are not stored, on the first sheet that has any.
    fn unstored(&self, column: usize) -> Option<ReadingFact> {
        let fact = |&sheet: &usize| {
            let rows = || self.book.hidden(sheet).unstored_in(column + 1);
            let cells =
                rows().take(EXAMPLES).map(|row| format!("{}{row}", column_letters(column + 1))).collect::<Vec<_>>();
            let sheet = self.book.sheets[sheet].name.clone();
            (!cells.is_empty()).then(|| ReadingFact::Unstored { count: rows().count() as u64, sheet, cells })
        };
        self.sheets.iter().find_map(fact)
    }

    /// The cells of each bound field's column that are merged downwards below the header.
    fn merged(&self, binding: &Binding) -> Vec<MergedColumn> {
        let of_column = |column: usize| {
            let of_sheet = |(place, &sheet): (usize, &usize)| {
                let merges = self.book.merges(sheet).iter();
                let below = move |row: u32| place > 0 || u64::from(row) > binding.header_record;
                let merges = merges.filter(move |merge| merge.column as usize == column && below(merge.first));
                merges.map(move |merge| (Places::position(place, merge.first), Places::position(place, merge.last)))
            };
            MergedColumn::new(self.sheets.iter().enumerate().flat_map(of_sheet).collect())
        };
        binding.fields.iter().map(|bound| bound.column.map(of_column).unwrap_or_default()).collect()
    }

    /// What the list's sheets hide among their first `width` columns.
    fn hidden(&self, width: usize) -> Vec<HiddenParts> {
        let parts = |&sheet: &usize| {
            let name = &self.book.sheets[sheet];
            let hidden = self.book.hidden(sheet);
            HiddenParts {
                sheet: name.name.clone(),
                sheet_is_hidden: !name.visible,
                rows: hidden.rows,
                first_rows: hidden.first_rows.clone(),
                columns: hidden.columns_within(width),
            }
        };
        let is_any = |parts: &HiddenParts| parts.sheet_is_hidden || parts.rows > 0 || !parts.columns.is_empty();
        self.sheets.iter().map(parts).filter(is_any).collect()
    }
}

/// Whether the value of merged cells is that of their first row only: an amount for all of them must not count for each.
fn has_value_once(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Number | FieldKind::Percent)
}

impl RecordFacts {
    fn see(&mut self, record: &SheetRecord<'_>, header: usize, places: &Places) {
        if let RecordKind::NoCustomer(why) = record.kind {
            self.no_customers.push(record.first, record.count, why);
        }
        if let Some(doubt) = record.doubt {
            self.doubts.push(record.first, 1, doubt);
        }
        if let (RecordKind::Customer(_), Some(first)) = (record.kind, record.cells.first())
            && !matches!(record.doubt, Some(Doubt::Foot { .. }))
            && first.column == 0
        {
            self.first_cells.see(&record.formats.text(first));
        }
        let width = record.cells.last().map_or(0, |cell| cell.column as usize + 1);
        let below = !matches!(record.kind, RecordKind::Preamble | RecordKind::Header);
        if below && width > header {
            self.width = self.width.max(width);
            self.surplus.count += 1;
            let first = record.cells.iter().find(|cell| cell.column as usize >= header);
            if let Some(cell) = first.filter(|_| self.surplus.first.len() < EXAMPLES) {
                let text = record.formats.text(cell).into_owned();
                let place = places.place(record.position, Some(cell.column as usize));
                self.surplus.first.push(Finding { place, text });
            }
        }
    }
}
