//! The first pass: the wanted columns, and what the list's records are.

use super::Workbook;
use super::sheet_records::{Places, SheetRecord, Walked};
use crate::list::builder::{ColumnBuilder, Example, Way, builders, columns, likely_ways};
use crate::list::{
    Binding, CustomerIds, Extract, Finding, Found, HiddenParts, InputError, NoCustomers, Progress, RawCell, RecordKind,
    repeats,
};

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
        let mut shape = RecordFacts { width: binding.header.len(), ..RecordFacts::default() };
        let ways = likely_ways(binding);
        let (first, found) = self.fill_builders(binding, &ways, Some(&mut shape), progress)?;
        let (places, file) = (self.places.clone(), self.places.file.clone());
        let place = |example: &Example, column| places.place(example.position, column);
        let changed = || InputError::Changed { file: file.clone() };
        let read = columns(binding, first, place, |ways| {
            let (builders, again) = self.fill_builders(binding, ways, None, progress)?;
            if again == found { Ok(builders) } else { Err(changed()) }
        })?;
        let (columns, readings) = read.ok_or_else(changed)?;
        self.bytes.check_unchanged()?;
        let RecordFacts { no_customers, width, surplus, ids } = shape;
        let (records, customers) = (found.records, found.customers);
        self.found = Some(found);
        Ok(Extract {
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
        })
    }

    /// Goes through the list once for some of the bound fields, and for what its records are where that is asked for.
    fn fill_builders(
        &mut self,
        binding: &Binding,
        ways: &[(usize, Way)],
        mut shape: Option<&mut RecordFacts>,
        progress: &dyn Progress,
    ) -> Result<(Vec<ColumnBuilder>, Walked), InputError> {
        let mut builders = builders(binding, ways);
        let columns = ways.iter().map(|&(field, _)| binding.fields[field].column).collect::<Vec<_>>();
        let places = self.places.clone();
        let mut rows = 0;
        let found = self.walk(binding, |record: SheetRecord<'_>| {
            if let RecordKind::Customer(customer) = record.kind {
                for (builder, column) in builders.iter_mut().zip(&columns) {
                    let cell = column.and_then(|column| record.cell(column));
                    let raw = cell.map_or(RawCell::Empty, |cell| record.formats.raw(cell));
                    builder.push(raw, record.first, record.position);
                }
                if let (Some(column), Some(shape)) = (binding.ids, &mut shape) {
                    let text = record.cell(column).map(|cell| record.formats.text(cell));
                    shape.ids.push(repeats::hash(text.unwrap_or_default().as_bytes()), customer);
                }
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

impl RecordFacts {
    fn see(&mut self, record: &SheetRecord<'_>, header: usize, places: &Places) {
        if let RecordKind::NoCustomer(why) = record.kind {
            self.no_customers.push(record.first, record.count, why);
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
