//! A workbook of any kind as a stream of rows. Only here is calamine asked for cells.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::sync::Arc;

use calamine::{Data, Range, Reader, Sheet, SheetType, SheetVisible, Xls, Xlsb, Xlsx};

use super::archive::Entry;
use super::cell::{Format, Formats, SheetCell, SheetValue};
use super::compound::{self, Compound};
use super::error::{Damage, ForeignFile, WorkbookError};
use super::guard::guarded;
use super::hidden::Hidden;
use super::kind::WorkbookKind;
use super::markup::within;
use super::merged::Merge;
use super::opendocument::{self, OpenDocument};
use super::unpacked::{Archive, Unpacked};
use super::xls_dense::Dense;
use super::xls_records;
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

/// How much a sheet may hold, whatever it takes in the file.
#[derive(Debug, Clone, Copy)]
pub struct Most {
    /// Columns.
    pub columns: u64,
    /// Bytes of the texts of one row, which is kept as a whole.
    pub row: u64,
    /// Bytes of all texts: one that is written once may be shown by every cell.
    pub shown: u64,
}

impl Most {
    /// For a file of this length in bytes.
    pub fn of(limits: &Limits, length: u64) -> Most {
        let of = |limit| limits.of_workbook(limit, length);
        Most { columns: of(Limit::Columns), row: of(Limit::Memory) / 4, shown: of(Limit::Inflated) }
    }
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
    Xlsx(Arc<Archive>, Box<Xlsx<Unpacked>>),
    Xlsb(Arc<Archive>, Box<Xlsb<Unpacked>>),
    Ods(OpenDocument),
    /// One range a sheet, in the order of [`Book::sheets`], and what its rows and columns are.
    Kept(Vec<(Range<Data>, Dense)>),
}

/// A row with cells: its number in the sheet from 0, and its filled cells by column.
pub type Row<'r, 'b> = (u32, &'r [SheetCell<'b>]);

impl Book {
    /// Opens a workbook of a known kind; `entries` are the parts of its archive.
    ///
    /// # Errors
    ///
    /// If it is encrypted, damaged, or of another kind after all, and if it holds more than may be read.
    pub fn open(
        kind: WorkbookKind,
        bytes: &Arc<Bytes>,
        entries: Vec<Entry>,
        limits: &Limits,
    ) -> Result<Book, WorkbookError> {
        if kind == WorkbookKind::Xls {
            return guarded(|| Book::open_xls(bytes, limits));
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
                let list = opendocument::FORMATS.iter().map(|code| Format::of(code)).collect();
                (Store::Ods(book), sheets, Formats { list, is_1904: false })
            }
            WorkbookKind::Xlsb => {
                let book = Box::new(Xlsb::new(Unpacked::new(archive))?);
                let sheets = sheets_of(book.sheets_metadata());
                let formats = Formats { list: Vec::new(), is_1904: book.has_1904_epoch() };
                (Store::Xlsb(Arc::clone(archive), book), sheets, formats)
            }
            WorkbookKind::Xlsx | WorkbookKind::Xls => {
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

    /// An XLS workbook, whose cells calamine reads all at once. It gets a container of ours, with nothing in it but the sheets.
    fn open_xls(bytes: &Bytes, limits: &Limits) -> Result<Book, WorkbookError> {
        let length = bytes.len();
        within(Limit::Memory, length, limits.of_workbook(Limit::Memory, length))?;
        let damaged = || WorkbookError::Damaged(Damage::Unknown);
        let mut file = vec![0; usize::try_from(length).map_err(|_| damaged())?];
        bytes.read(0, &mut file).map_err(|_| damaged())?;
        let mut stream = workbook_stream(&file)?;
        drop(file);
        let looked = xls_records::look(&mut stream, limits, length)?;
        let container = compound::with_workbook(&stream).ok_or_else(damaged)?;
        drop(stream);
        let mut book = Xls::new(Cursor::new(container))?;
        let is_1904 = book.has_1904_epoch();
        let metadata = book.sheets_metadata().to_vec();
        let sheets = sheets_of(&metadata);
        let ranges = sheets.iter().map(|sheet| book.worksheet_range(&sheet.name)).collect::<Result<Vec<_>, _>>()?;
        let with_cells = metadata.iter().zip(looked).filter(|(sheet, _)| sheet.typ == SheetType::WorkSheet);
        let (hidden, dense): (_, Vec<_>) = with_cells.map(|(_, looked)| (looked.hidden, looked.dense)).unzip();
        Ok(Book {
            store: Store::Kept(ranges.into_iter().zip(dense).collect()),
            hidden,
            merges: vec![Vec::new(); sheets.len()],
            sheets,
            formats: Formats { list: Vec::new(), is_1904 },
            most: Most::of(limits, length),
        })
    }

    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> u64 {
        match &self.store {
            Store::Xlsx(archive, _) | Store::Xlsb(archive, _) => archive.unpacked(),
            Store::Ods(book) => book.unpacked(),
            Store::Kept(_) => 0,
        }
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
            Store::Xlsb(archive, book) => {
                let told = |error: WorkbookError| archive.problem().unwrap_or(error);
                let mut cells = guarded(|| Ok(book.worksheet_cells_reader(name)?)).map_err(told)?;
                let next = || {
                    let Some(cell) = guarded(|| Ok(cells.next_cell()?)).map_err(told)? else { return Ok(None) };
                    let (row, column) = cell.get_position();
                    let value = SheetValue::of(cell.get_value(), is_1904);
                    Ok(Some((row, value.map(|value| SheetCell { column, format: 0, value }))))
                };
                by_row(name, most, next, &mut visit)?;
                if finished {
                    self.hidden[sheet] = archive.hidden();
                }
            }
            Store::Ods(book) => {
                if let Some((hidden, merges)) = book.rows(sheet, |row, cells| visit((row, cells)))? {
                    (self.hidden[sheet], self.merges[sheet]) = (hidden, merges);
                }
            }
            Store::Kept(ranges) => kept_rows(&ranges[sheet], is_1904, most.columns, visit)?,
        }
        Ok(())
    }
}

/// The stream of an XLS workbook. Compound files without one may be encrypted workbooks of any kind, or other documents.
fn workbook_stream(file: &[u8]) -> Result<Vec<u8>, WorkbookError> {
    let damaged = || WorkbookError::Damaged(Damage::SectorTable);
    let compound = Compound::open(file).ok_or_else(damaged)?;
    let has = |name| compound.has(name);
    match () {
        () if has("Workbook") => compound.stream("Workbook").ok_or_else(damaged),
        () if has("Book") => compound.stream("Book").ok_or_else(damaged),
        () if has("EncryptedPackage") || has("EncryptionInfo") => Err(WorkbookError::Encrypted),
        () if has("WordDocument") => Err(WorkbookError::NotAWorkbook { what: ForeignFile::Word }),
        () if has("PowerPoint Document") => Err(WorkbookError::NotAWorkbook { what: ForeignFile::PowerPoint }),
        () => Err(WorkbookError::NotAWorkbook { what: ForeignFile::OldOffice }),
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

/// How many bytes the texts have that were shown so far.
#[derive(Debug, Default)]
pub struct Texts {
    /// In this row.
    pub row: u64,
    /// In all rows.
    pub shown: u64,
}

impl Texts {
    /// Adds a text, or several.
    pub fn add(&mut self, length: u64, most: Most) -> Result<(), WorkbookError> {
        self.row = self.row.saturating_add(length);
        self.shown = self.shown.saturating_add(length);
        within(Limit::Memory, self.row, most.row)?;
        within(Limit::Inflated, self.shown, most.shown)
    }
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

fn kept_rows<E: From<WorkbookError>>(
    (range, dense): &(Range<Data>, Dense),
    is_1904: bool,
    most_columns: u64,
    mut visit: impl FnMut(Row<'_, '_>) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let Some((first_row, first_column)) = range.start() else { return Ok(()) };
    let mut cells = Vec::new();
    for (row, values) in (first_row..).zip(range.rows()) {
        cells.clear();
        let filled = (first_column..).zip(values).filter_map(|(column, data)| {
            let column = dense.column(column);
            SheetValue::of_kept(data, is_1904).map(|value| SheetCell { column, format: 0, value })
        });
        cells.extend(filled);
        let width = cells.last().map_or(0, |cell| u64::from(cell.column) + 1);
        within(Limit::Columns, width, most_columns)?;
        if !cells.is_empty() && visit((dense.row(row), &cells))?.is_break() {
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
