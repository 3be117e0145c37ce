//! A workbook of any kind as a stream of rows. Only here is calamine asked for cells.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::sync::Arc;

use calamine::{Data, Ods, Range, Reader, Sheet, SheetType, SheetVisible, Xls, XlsError, Xlsb, Xlsx, XlsxError};

use super::bytes::BytesReader;
use super::cell::{Format, Formats, SheetCell, SheetValue};
use super::error::WorkbookError;
use super::guard::guarded;
use super::kind::WorkbookKind;
use super::odd::{self, OddError};
use crate::input::delimited::Bytes;

type Stream = BufReader<BytesReader>;

/// An open workbook.
pub struct Book {
    bytes: Arc<Bytes>,
    store: Store,
    /// The sheets that have cells, in the workbook's order.
    pub sheets: Vec<SheetName>,
    /// What it takes to understand its cells.
    pub formats: Formats,
}

/// A sheet with cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetName {
    /// Its name.
    pub name: String,
    /// Whether it is shown.
    pub visible: bool,
}

/// Where the cells come from: streamed from the file where the format allows, otherwise kept.
enum Store {
    Xlsx(Box<Xlsx<Stream>>),
    Xlsb(Box<Xlsb<Stream>>),
    /// One range a sheet, in the order of [`Book::sheets`].
    Kept(Vec<Range<Data>>),
}

/// A row with cells: its number in the sheet from 0, and its filled cells by column.
pub type Row<'r, 'b> = (u32, &'r [SheetCell<'b>]);

impl Book {
    /// Opens a workbook of a known kind.
    ///
    /// # Errors
    ///
    /// If it is encrypted, damaged, or of another kind after all.
    pub fn open(kind: WorkbookKind, bytes: &Arc<Bytes>) -> Result<Book, WorkbookError> {
        guarded(|| Book::open_unguarded(kind, bytes))
    }

    fn open_unguarded(kind: WorkbookKind, bytes: &Arc<Bytes>) -> Result<Book, WorkbookError> {
        let stream = BytesReader::buffered(bytes);
        match kind {
            WorkbookKind::Xlsx => {
                let mut book = Box::new(Xlsx::new(stream)?);
                let sheets = sheets_of(book.sheets_metadata());
                let list = xlsx_formats(&mut book, &sheets);
                let formats = Formats { list, is_1904: book.has_1904_epoch() };
                Ok(Book { bytes: Arc::clone(bytes), store: Store::Xlsx(book), sheets, formats })
            }
            WorkbookKind::Xlsb => {
                let book = Box::new(Xlsb::new(stream)?);
                let sheets = sheets_of(book.sheets_metadata());
                let formats = Formats { list: Vec::new(), is_1904: book.has_1904_epoch() };
                Ok(Book { bytes: Arc::clone(bytes), store: Store::Xlsb(book), sheets, formats })
            }
            WorkbookKind::Xls => {
                let book = Xls::new(stream).map_err(|error| compound_error(error, bytes))?;
                let is_1904 = book.has_1904_epoch();
                Book::kept(book, bytes, is_1904)
            }
            WorkbookKind::Ods => Book::kept(Ods::new(stream)?, bytes, false),
        }
    }

    /// A workbook whose cells calamine reads all at once.
    fn kept<R: Reader<Stream>>(mut book: R, bytes: &Arc<Bytes>, is_1904: bool) -> Result<Book, WorkbookError>
    where
        WorkbookError: From<R::Error>,
    {
        let sheets = sheets_of(book.sheets_metadata());
        let ranges = sheets.iter().map(|sheet| book.worksheet_range(&sheet.name)).collect::<Result<Vec<_>, _>>()?;
        Ok(Book {
            bytes: Arc::clone(bytes),
            store: Store::Kept(ranges),
            sheets,
            formats: Formats { list: Vec::new(), is_1904 },
        })
    }

    /// The custom document properties of an XLSX workbook by their names; none where they cannot be read.
    pub fn properties(&mut self) -> BTreeMap<String, String> {
        let Store::Xlsx(book) = &mut self.store else { return BTreeMap::new() };
        let properties = guarded(|| Ok(book.workbook_properties()?.custom_properties));
        properties.map(|properties| properties.into_iter().collect()).unwrap_or_default()
    }

    /// Goes through a sheet's rows that have cells, from the top, until `visit` breaks off.
    ///
    /// # Errors
    ///
    /// Those of `visit`, and those of a damaged workbook.
    pub fn rows<E: From<WorkbookError>>(
        &mut self,
        sheet: usize,
        mut visit: impl FnMut(Row<'_, '_>, &Formats) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let Some(SheetName { name, .. }) = self.sheets.get(sheet) else { return Err(WorkbookError::NoSheet.into()) };
        let formats = &self.formats;
        let is_1904 = formats.is_1904;
        let visit = |row: Row<'_, '_>| visit(row, formats);
        match &mut self.store {
            Store::Xlsx(book) => {
                let mut cells = guarded(|| Ok(book.worksheet_cells_reader(name)?))?;
                let (mut number, mut odd) = (0, None);
                let next = || {
                    let place = number;
                    number += 1;
                    let (cell, style) = match guarded(|| Ok(cells.next_cell_with_style_id()))? {
                        Ok(Some(found)) => found,
                        Ok(None) => return Ok(None),
                        Err(XlsxError::CellError(_)) => {
                            let odd = match &mut odd {
                                Some(odd) => odd,
                                None => odd.insert(odd::find(&self.bytes, name)?),
                            };
                            let lost = || WorkbookError::Damaged("the workbook has an unknown error value".to_owned());
                            return odd.remove(&place).map(odd_cell).map(Some).ok_or_else(lost);
                        }
                        Err(error) => return Err(error.into()),
                    };
                    let ((row, column), format) = (cell.get_position(), style as u32);
                    let value = SheetValue::of(cell.get_value(), is_1904);
                    Ok(Some((row, value.map(|value| SheetCell { column, format, value }))))
                };
                by_row(name, next, visit)
            }
            Store::Xlsb(book) => {
                let mut cells = guarded(|| Ok(book.worksheet_cells_reader(name)?))?;
                let next = || {
                    let Some(cell) = guarded(|| Ok(cells.next_cell()?))? else { return Ok(None) };
                    let (row, column) = cell.get_position();
                    let value = SheetValue::of(cell.get_value(), is_1904);
                    Ok(Some((row, value.map(|value| SheetCell { column, format: 0, value }))))
                };
                by_row(name, next, visit)
            }
            Store::Kept(ranges) => kept_rows(&ranges[sheet], is_1904, visit),
        }
    }
}

fn odd_cell<'b>(odd: OddError) -> (u32, Option<SheetCell<'b>>) {
    let (row, column) = odd.place;
    (row, Some(SheetCell { column, format: 0, value: SheetValue::Error(Cow::Owned(odd.text)) }))
}

/// Compound files without a workbook in them may be encrypted workbooks of any kind, or other documents.
fn compound_error(error: XlsError, bytes: &Arc<Bytes>) -> WorkbookError {
    // The error's type is not public, but for its name.
    let lacks_workbook = matches!(&error, XlsError::Cfb(inner) if format!("{inner:?}").starts_with("StreamNotFound"));
    let encrypted = || matches!(Xlsx::new(BytesReader::buffered(bytes)), Err(XlsxError::Password));
    match () {
        () if !lacks_workbook => error.into(),
        () if encrypted() => WorkbookError::Encrypted,
        () => WorkbookError::NotAWorkbook { what: "an old Office document" },
    }
}

fn sheets_of(sheets: &[Sheet]) -> Vec<SheetName> {
    let with_cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    with_cells
        .map(|sheet| SheetName { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible })
        .collect()
}

/// All formats of an XLSX workbook: calamine hands them out with a sheet's cells.
fn xlsx_formats(book: &mut Xlsx<Stream>, sheets: &[SheetName]) -> Vec<Format> {
    let code = |style: &calamine::Style| {
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        Format::of(code)
    };
    let mut open = sheets.iter().filter_map(|sheet| match book.worksheet_cells_reader(&sheet.name) {
        Ok(cells) => Some(cells.styles().iter().map(code).collect()),
        Err(_) => None,
    });
    open.next().unwrap_or_default()
}

/// Gathers a stream of cells into rows.
fn by_row<'b, E: From<WorkbookError>>(
    sheet: &str,
    mut next: impl FnMut() -> Result<Option<(u32, Option<SheetCell<'b>>)>, WorkbookError>,
    mut visit: impl FnMut(Row<'_, 'b>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut row = 0;
    let mut cells: Vec<SheetCell<'b>> = Vec::new();
    while let Some((at, cell)) = next()? {
        let Some(cell) = cell else { continue };
        if at != row {
            if !cells.is_empty() {
                if at < row {
                    return Err(
                        WorkbookError::RowsOutOfOrder { sheet: sheet.to_owned(), row: at + 1, after: row + 1 }.into()
                    );
                }
                if visit((row, &cells))?.is_break() {
                    return Ok(());
                }
                cells.clear();
            }
            row = at;
        }
        insert(&mut cells, cell);
    }
    if !cells.is_empty() {
        visit((row, &cells)).map(|_| ())?;
    }
    Ok(())
}

/// Adds a cell in its place: at the end, but for damaged workbooks. Of two cells in one place the later counts.
fn insert<'b>(cells: &mut Vec<SheetCell<'b>>, cell: SheetCell<'b>) {
    if cells.last().is_none_or(|last| last.column < cell.column) {
        return cells.push(cell);
    }
    match cells.binary_search_by_key(&cell.column, |cell| cell.column) {
        Ok(at) => cells[at] = cell,
        Err(at) => cells.insert(at, cell),
    }
}

fn kept_rows<E>(
    range: &Range<Data>,
    is_1904: bool,
    mut visit: impl FnMut(Row<'_, '_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    let mut cells = Vec::new();
    for (row, values) in (first_row..).zip(range.rows()) {
        cells.clear();
        let filled = (first_column..).zip(values).filter_map(|(column, data)| {
            SheetValue::of_kept(data, is_1904).map(|value| SheetCell { column, format: 0, value })
        });
        cells.extend(filled);
        if !cells.is_empty() && visit((row, &cells))?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_in_the_order_of_their_columns_whatever_the_files_order() {
        let mut cells = Vec::new();
        for (column, number) in [(2, 1.0), (5, 2.0), (0, 3.0), (5, 4.0)] {
            insert(&mut cells, SheetCell { column, format: 0, value: SheetValue::Number(number) });
        }
        let found = cells.iter().map(|cell| (cell.column, cell.value.clone())).collect::<Vec<_>>();
        assert_eq!(found, [(0, SheetValue::Number(3.0)), (2, SheetValue::Number(1.0)), (5, SheetValue::Number(4.0))]);
    }
}
