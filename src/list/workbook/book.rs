//! A workbook of any kind as a stream of rows. Only here is calamine asked for cells.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use calamine::{Reader, Sheet, SheetType, SheetVisible, Xlsx};
use encoding_rs::Encoding;

use super::archive::Entry;
use super::cell::{Formats, SheetCell, SheetValue};
use super::error::{Damage, WorkbookError};
use super::format::Format;
use super::guard::guarded;
use super::hidden::Hidden;
use super::html;
use super::kept::Kept;
use super::kind::WorkbookKind;
use super::markup::within;
use super::merged::Merge;
use super::opendocument::OpenDocument;
use super::rows::{Most, Row, SheetName, Texts};
use super::spreadsheet_xml;
use super::unpacked::{Archive, Unpacked};
use super::xls;
use super::xlsb::Xlsb;
use crate::list::limits::{Limit, Limits};
use crate::list::text::Bytes;

/// How many rows a sheet of the formats with an X has.
const MOST_ROWS: u32 = 1 << 20;

/// An open workbook.
pub struct Book {
    store: Store,
    /// The sheets that have cells, in the workbook's order.
    pub sheets: Vec<SheetName>,
    /// What it takes to understand its cells.
    pub formats: Formats,
    /// What each sheet hides, as far as it was read to its end.
    hidden: Vec<Hidden>,
    /// The cells of each sheet that are merged downwards, as far as it was read to its end.
    merges: Vec<Vec<Merge>>,
    /// How much a sheet may hold.
    most: Most,
}

/// Where the cells come from: streamed from the file where the format allows, otherwise kept.
enum Store {
    Xlsx(Arc<Archive>, Box<Xlsx<Unpacked>>),
    Xlsb(Xlsb),
    Ods(OpenDocument),
    /// In the order of [`Book::sheets`].
    Kept(Kept),
}

impl Book {
    /// Opens a workbook of a known kind; `entries` are the parts of its archive, `encoding` the one that was asked for.
    ///
    /// # Errors
    ///
    /// If it is encrypted, damaged, or of another kind after all, and if it holds more than may be read.
    pub fn open(
        kind: WorkbookKind,
        bytes: &Arc<Bytes>,
        entries: Vec<Entry>,
        limits: &Limits,
        encoding: Option<&'static Encoding>,
    ) -> Result<Book, WorkbookError> {
        if kind == WorkbookKind::Xls {
            let (kept, sheets, formats) = guarded(|| xls::read(bytes, limits, encoding))?;
            let (hidden, most) = (kept.hidden(), Most::of(limits, bytes.len()));
            let merges = vec![Vec::new(); sheets.len()];
            return Ok(Book { store: Store::Kept(kept), sheets, formats, hidden, merges, most });
        }
        let archive = Arc::new(Archive::new(bytes, entries, limits)?);
        let book = guarded(|| Book::open_archive(kind, &archive, limits, bytes.len()));
        book.map_err(|error| archive.problem().unwrap_or(error))
    }

    fn open_archive(
        kind: WorkbookKind,
        archive: &Arc<Archive>,
        limits: &Limits,
        length: u64,
    ) -> Result<Book, WorkbookError> {
        let most = Most::of(limits, length);
        let (store, sheets, formats) = match kind {
            WorkbookKind::Ods => {
                let (book, sheets) = OpenDocument::open(archive, limits, length)?;
                let formats = Formats { list: book.formats(), is_1904: false };
                (Store::Ods(book), sheets, formats)
            }
            WorkbookKind::Xlsb => {
                let (book, sheets, formats) = Xlsb::open(archive)?;
                (Store::Xlsb(book), sheets, formats)
            }
            WorkbookKind::Xlsx | WorkbookKind::Xls | WorkbookKind::Html | WorkbookKind::SpreadsheetXml => {
                let mut book = Box::new(Xlsx::new(Unpacked::new(archive))?);
                let sheets = sheets_of(book.sheets_metadata());
                let list = xlsx_formats(&mut book, &sheets);
                let formats = Formats { list, is_1904: book.has_1904_epoch() };
                (Store::Xlsx(Arc::clone(archive), book), sheets, formats)
            }
        };
        let hidden = vec![Hidden::default(); sheets.len()];
        let merges = vec![Vec::new(); sheets.len()];
        Ok(Book { store, sheets, formats, hidden, merges, most })
    }

    /// Refuses markup that would take too much memory as text.
    ///
    /// # Errors
    ///
    /// If it would.
    pub fn check_memory(bytes: &Bytes, limits: &Limits) -> Result<(), WorkbookError> {
        within(Limit::Memory, bytes.len().saturating_mul(2), limits.of_workbook(Limit::Memory, bytes.len()))
    }

    /// Reads the text of a workbook that is written in markup, in a file of this length in bytes.
    ///
    /// # Errors
    ///
    /// If it is damaged or has no table, and if it holds more than may be read.
    pub fn of_markup(kind: WorkbookKind, text: &str, limits: &Limits, length: u64) -> Result<Book, WorkbookError> {
        let read = if kind == WorkbookKind::Html { html::read } else { spreadsheet_xml::read };
        let (kept, sheets, formats) = read(text, limits, length)?;
        let (hidden, most) = (kept.hidden(), Most::of(limits, length));
        let merges = vec![Vec::new(); sheets.len()];
        Ok(Book { store: Store::Kept(kept), sheets, formats, hidden, merges, most })
    }

    /// The sheet with most cells, where they are kept.
    pub fn fullest(&self) -> usize {
        let Store::Kept(kept) = &self.store else { return 0 };
        (0..kept.len()).rev().max_by_key(|sheet| kept.cells(*sheet)).unwrap_or(0)
    }

    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> u64 {
        match &self.store {
            Store::Xlsx(archive, _) => archive.unpacked(),
            Store::Xlsb(book) => book.unpacked(),
            Store::Ods(book) => book.unpacked(),
            Store::Kept(_) => 0,
        }
    }

    /// The names of the parts of the workbook's archive, where it is one.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        let archive = match &self.store {
            Store::Xlsx(archive, _) => Some(archive),
            Store::Xlsb(book) => Some(book.archive()),
            Store::Ods(_) | Store::Kept(_) => None,
        };
        archive.into_iter().flat_map(|archive| archive.names())
    }

    /// The cells of a sheet that are merged downwards, if it was read to its end. Of the old formats they are not known.
    pub fn merges(&self, sheet: usize) -> &[Merge] {
        &self.merges[sheet]
    }

    /// What a sheet hides, if it was read to its end.
    pub fn hidden(&self, sheet: usize) -> &Hidden {
        &self.hidden[sheet]
    }

    /// The custom document properties of an XLSX workbook by their names; none where they cannot be read.
    pub fn properties(&mut self) -> BTreeMap<String, String> {
        let Store::Xlsx(_, book) = &mut self.store else { return BTreeMap::new() };
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
        let most = self.most;
        let mut finished = true;
        let mut visit = |row: Row<'_, '_>| {
            let went = visit(row, formats)?;
            finished &= went.is_continue();
            Ok::<_, E>(went)
        };
        match &mut self.store {
            Store::Xlsx(archive, book) => {
                let told = |error: WorkbookError| archive.problem().unwrap_or(error);
                let mut cells = guarded(|| Ok(book.worksheet_cells_reader(name)?)).map_err(told)?;
                let next = || {
                    let Some((cell, style)) = guarded(|| Ok(cells.next_cell_with_style_id()?)).map_err(told)? else {
                        // What stands behind the cells is of no interest, but only its end proves that all is whole.
                        drop(guarded(|| Ok(cells.next_cell())));
                        return archive.problem().map_or(Ok(None), Err);
                    };
                    let ((row, column), format) = (cell.get_position(), style as u32);
                    let value = SheetValue::of(cell.get_value(), is_1904);
                    Ok(Some((row, value.map(|value| SheetCell { column, format, value }))))
                };
                by_row(name, most, next, &mut visit)?;
                if finished {
                    self.hidden[sheet] = archive.hidden();
                    self.merges[sheet] = archive.take_merges();
                }
            }
            Store::Xlsb(book) => {
                let mut cells = book.cells(sheet)?;
                by_row(name, most, || cells.next(formats), &mut visit)?;
                if finished {
                    self.hidden[sheet] = book.hidden();
                }
            }
            Store::Ods(book) => {
                if let Some((hidden, merges)) = book.rows(sheet, |row, cells| visit((row, cells)))? {
                    (self.hidden[sheet], self.merges[sheet]) = (hidden, merges);
                }
            }
            Store::Kept(kept) => kept.rows(sheet, formats, most, visit)?,
        }
        Ok(())
    }
}

fn sheets_of(sheets: &[Sheet]) -> Vec<SheetName> {
    let with_cells = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    with_cells
        .map(|sheet| SheetName { name: sheet.name.clone(), visible: sheet.visible == SheetVisible::Visible })
        .collect()
}

/// All formats of an XLSX workbook: calamine hands them out with a sheet's cells.
fn xlsx_formats(book: &mut Xlsx<Unpacked>, sheets: &[SheetName]) -> Vec<Format> {
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
    most: Most,
    mut next: impl FnMut() -> Result<Option<(u32, Option<SheetCell<'b>>)>, WorkbookError>,
    mut visit: impl FnMut(Row<'_, 'b>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut row = 0;
    let mut cells: Vec<SheetCell<'b>> = Vec::new();
    let mut texts = Texts::default();
    while let Some((at, cell)) = next()? {
        let Some(cell) = cell else { continue };
        if at >= MOST_ROWS {
            return Err(WorkbookError::Damaged(Damage::CellTooLow).into());
        }
        within(Limit::Columns, u64::from(cell.column) + 1, most.columns)?;
        if at != row {
            texts.row = 0;
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
        if let SheetValue::Text(text) = &cell.value {
            texts.add(text.len() as u64, most)?;
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
