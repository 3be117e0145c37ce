//! The sheets that hold the list: `Customers`, `Customers 2` …

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet, XlsxError};

use super::sheet::SheetWriter;
use super::style::Styles;
use super::width::{FILTER_BUTTON, Widths, width_of_cell};
use super::{SHEET_COLUMNS, failed};
use crate::cell::CellOf;
use crate::cell::ListCell;
use crate::copy::added::{Added, AddedCell, AddedValue, Layout, OutputColumn};
use crate::copy::writer::filled;
use crate::file::OutputError;
use crate::number::written;

/// The number of rows from which the columns' widths are taken.
const MEASURED_ROWS: u64 = 1_000;

/// The list's sheets, the last of which is being written.
pub(super) struct ListSheets {
    path: PathBuf,
    /// What the first sheet is called.
    name: &'static str,
    /// How many rows a sheet holds.
    sheet_rows: u32,
    finished: Vec<SheetWriter>,
    /// The sheet that is being written.
    current: SheetWriter,
    header: Option<Header>,
    widths: Widths,
    /// How many rows were measured for the widths.
    measured: u64,
}

struct Header {
    /// The header's cells where they stand in the output, the added names among them.
    cells: Vec<CellOf<String>>,
    columns: Arc<[OutputColumn]>,
    /// How many columns the list itself has.
    width: usize,
    /// Its row on the sheet that is being written.
    row: u32,
}

impl ListSheets {
    pub(super) fn new(
        path: &Path,
        workbook: &mut Workbook,
        name: &'static str,
        sheet_rows: u32,
    ) -> Result<ListSheets, OutputError> {
        Ok(ListSheets {
            path: path.to_path_buf(),
            name,
            sheet_rows,
            finished: Vec::new(),
            current: new_sheet(path, workbook, name, 1)?,
            header: None,
            widths: Widths::default(),
            measured: 0,
        })
    }

    /// Whether nothing has been written.
    pub(super) fn is_empty(&self) -> bool {
        self.finished.is_empty() && self.current.row == 0
    }

    /// About how many bytes of XML the sheets are; rather too many than too few.
    pub(super) fn bytes(&self) -> u64 {
        self.finished.iter().map(|sheet| sheet.bytes).sum::<u64>() + self.current.bytes
    }

    /// Writes a record above the header.
    pub(super) fn preamble(
        &mut self,
        workbook: &mut Workbook,
        styles: &mut Styles,
        cells: &[ListCell<'_>],
    ) -> Result<(), OutputError> {
        self.make_room(workbook, styles)?;
        for (at, cell) in cells[..filled(cells)].iter().enumerate() {
            self.current.put(at, cell, styles.own(cell))?;
        }
        self.current.row += 1;
        Ok(())
    }

    /// Writes the header, and keeps it for further sheets.
    pub(super) fn header(
        &mut self,
        workbook: &mut Workbook,
        styles: &mut Styles,
        cells: &[ListCell<'_>],
        width: usize,
        added: &Added<'_>,
    ) -> Result<(), OutputError> {
        let columns = self.layout(width, added)?;
        self.make_room(workbook, styles)?;
        let cells = columns.iter().map(|column| match *column {
            OutputColumn::Own(column) => {
                cells.get(column).map_or(CellOf::Empty, |cell| cell.map(|text| (*text).to_owned()))
            }
            OutputColumn::Added(index) => CellOf::Text(added.columns[index].name.clone()),
        });
        let header = Header { cells: cells.collect(), columns: Arc::clone(&columns), width, row: 0 };
        self.put_header(styles, header)
    }

    /// Settles the columns of a list without a header.
    pub(super) fn no_header(&mut self, width: usize, added: &Added<'_>) -> Result<(), OutputError> {
        let columns = self.layout(width, added)?;
        self.header = Some(Header { cells: Vec::new(), columns, width, row: 0 });
        Ok(())
    }

    fn layout(&self, width: usize, added: &Added<'_>) -> Result<Arc<[OutputColumn]>, OutputError> {
        let columns: Arc<[OutputColumn]> = Layout::new(width, added).columns().collect();
        match columns.len() {
            0..=SHEET_COLUMNS => Ok(columns),
            columns => Err(OutputError::TooManyColumns { file: self.path.clone(), columns, limit: SHEET_COLUMNS }),
        }
    }

    /// Writes a record below the header. The list's own cells may have fill colours; added values have those of their tiers.
    pub(super) fn row(
        &mut self,
        workbook: &mut Workbook,
        styles: &mut Styles,
        cells: &[ListCell<'_>],
        colors: &[Option<&str>],
        added: &[AddedValue<'_>],
    ) -> Result<(), OutputError> {
        self.make_room(workbook, styles)?;
        let own = filled(cells);
        let width = self.header.as_ref().map_or(0, |header| header.width);
        if own > width {
            return Err(OutputError::RecordTooWide { place: self.current.place(None), cells: own, width });
        }
        let Some(columns) = self.header.as_ref().map(|header| Arc::clone(&header.columns)) else { return Ok(()) };
        for (at, output) in columns.iter().enumerate() {
            let (cell, color) = match *output {
                OutputColumn::Own(column) => {
                    let cell = cells.get(column).copied().unwrap_or(ListCell::Empty);
                    (cell, colors.get(column).copied().flatten())
                }
                OutputColumn::Added(index) => added.get(index).map_or((ListCell::Empty, None), added_cell),
            };
            if cell.is_empty() {
                continue;
            }
            if self.measured < MEASURED_ROWS {
                self.widths.measure(at, width_of_cell(&cell));
            }
            let format = match color {
                Some(color) => Some(styles.fill(color)),
                None => styles.own(&cell),
            };
            self.current.put(at, &cell, format)?;
        }
        self.measured += 1;
        self.current.row += 1;
        Ok(())
    }

    /// Sets what is known only at the end and gives the sheets, in order.
    pub(super) fn finish(mut self) -> Result<Vec<Worksheet>, OutputError> {
        self.complete()?;
        self.finished.push(self.current);
        Ok(self.finished.into_iter().map(|writer| writer.sheet).collect())
    }

    /// Goes on with a further sheet, below the same header, where this one is full.
    fn make_room(&mut self, workbook: &mut Workbook, styles: &mut Styles) -> Result<(), OutputError> {
        if self.current.row < self.sheet_rows {
            return Ok(());
        }
        self.complete()?;
        let next = new_sheet(&self.path, workbook, self.name, self.finished.len() + 2)?;
        self.finished.push(std::mem::replace(&mut self.current, next));
        match self.header.take() {
            Some(header) => self.put_header(styles, header),
            None => Ok(()),
        }
    }

    fn put_header(&mut self, styles: &mut Styles, header: Header) -> Result<(), OutputError> {
        if header.cells.is_empty() {
            self.header = Some(header);
            return Ok(());
        }
        for (at, cell) in header.cells.iter().enumerate() {
            let cell = cell.map(String::as_str);
            self.widths.measure(at, width_of_cell(&cell) + FILTER_BUTTON);
            self.current.put(at, &cell, Some(styles.header(&cell)))?;
        }
        self.header = Some(Header { row: self.current.row, ..header });
        self.current.row += 1;
        Ok(())
    }

    /// Column widths, frozen header and filter of the sheet that is being written.
    fn complete(&mut self) -> Result<(), OutputError> {
        let last_row = self.current.row.saturating_sub(1);
        let sheet = &mut self.current.sheet;
        let mut set = || -> Result<(), XlsxError> {
            for (column, width) in self.widths.columns() {
                sheet.set_column_width(column, width)?;
            }
            let Some(Header { row, columns, cells, .. }) = &self.header else { return Ok(()) };
            if cells.is_empty() {
                return Ok(());
            }
            sheet.set_freeze_panes(row + 1, 0)?;
            if let Some(last) = columns.len().checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
                sheet.autofilter(*row, 0, last_row, last)?;
                // Ids such as 00123 are texts on purpose: no green corners.
                sheet.ignore_error_range(*row, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
            }
            Ok(())
        };
        set().map_err(|error| failed(&self.path, error))
    }
}

fn new_sheet(path: &Path, workbook: &mut Workbook, name: &str, number: usize) -> Result<SheetWriter, OutputError> {
    let name = if number == 1 { name.to_owned() } else { format!("{name} {number}") };
    let sheet = workbook.new_worksheet_with_constant_memory().map_err(|error| failed(path, error))?;
    SheetWriter::new(path, name, sheet)
}

/// An added value as a cell, with the colour of its tier.
fn added_cell<'v>(value: &'v AddedValue<'_>) -> (ListCell<'v>, Option<&'v str>) {
    match value {
        AddedValue::Label(label) => {
            let number = label.number.then(|| label.text.parse().ok()).flatten();
            let cell = number.map_or(ListCell::Text(&label.text), |value| ListCell::Number { value, format: None });
            (cell, label.color.as_deref())
        }
        AddedValue::Unclassified(word) => (ListCell::Text(word), None),
        AddedValue::Cell(AddedCell::Empty) => (ListCell::Empty, None),
        AddedValue::Cell(AddedCell::Text(text)) => (ListCell::Text(text), None),
        AddedValue::Cell(AddedCell::Number(value)) => {
            (ListCell::Number { value: written::double(*value), format: None }, None)
        }
        AddedValue::Cell(AddedCell::Date(day)) => {
            (day.serial().map_or(ListCell::Empty, |serial| ListCell::Date { serial, format: None }), None)
        }
    }
}
