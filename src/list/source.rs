//! A list, whatever kind of file it is in.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::header::{self, ColumnNames, HEADER_WITHIN, HeadRecord, HeaderError};
use super::text::{Bytes, CopyEncoding, Delimited, Facts};
use super::workbook::{FIRST_BYTES, Workbook, WorkbookError, WorkbookKind, foreign, looks_like_workbook};
use super::{Binding, Extract, InputError, Origin, Progress, Reading, RecordKind};
use crate::cell::ListCell;
use crate::place::Place;
use crate::rule::Field;

/// An open list.
#[derive(Debug)]
pub enum Source {
    /// Delimited text.
    Delimited(Box<Delimited>),
    /// Sheets of a workbook.
    Workbook(Box<Workbook>),
}

/// How a list is kept: the same questions for every kind of source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Description {
    /// The kind of file as people call it: `CSV`, `XLSX` ….
    pub kind: &'static str,
    /// How delimited text is written.
    pub text: Option<Facts>,
    /// The sheets that the list is in; none for delimited text.
    pub sheets: Vec<String>,
}

/// One record of a list, or a run of blank ones, in the second pass.
#[derive(Debug, Clone, Copy)]
pub struct Record<'a> {
    /// The record's number, from 0 over the whole list; of a run, the first's.
    pub first: u64,
    /// 1, or how many blank records the run has.
    pub count: u64,
    /// What it is.
    pub kind: RecordKind,
    /// Its cells from the first column on. Those of a sheet's row end with the last filled one.
    pub cells: &'a [ListCell<'a>],
}

impl Source {
    /// Opens a list. What kind of file it is is told from its content, not from its name; standard input is CSV.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, is of a kind that holds no list, or cannot be read the way it was asked for.
    pub fn open(origin: &Origin, reading: &Reading) -> Result<Source, InputError> {
        let bytes = Bytes::open(origin)?;
        let mut first = vec![0; FIRST_BYTES.min(usize::try_from(bytes.len()).unwrap_or(FIRST_BYTES))];
        bytes.read(0, &mut first)?;
        let refused = |problem| InputError::Workbook { file: bytes.name().to_owned(), problem };
        if looks_like_workbook(&first) {
            if *origin == Origin::Stdin {
                return Err(refused(WorkbookError::OnStandardInput));
            }
            return Ok(Source::Workbook(Box::new(Workbook::of(bytes, reading)?)));
        }
        match (foreign(&first), &reading.sheet) {
            (Some(what), _) => Err(refused(WorkbookError::NotAWorkbook { what })),
            (None, Some(sheet)) => Err(refused(WorkbookError::TextHasNoSheets { sheet: sheet.clone() })),
            (None, None) => Ok(Source::Delimited(Box::new(Delimited::of(bytes, reading)?))),
        }
    }

    /// The name that messages use: the path, or `standard input`.
    pub fn name(&self) -> &Path {
        match self {
            Source::Delimited(list) => list.name(),
            Source::Workbook(workbook) => workbook.name(),
        }
    }

    /// The kind of file as people call it: `CSV`, `XLSX` ….
    pub fn kind(&self) -> &'static str {
        match self {
            Source::Delimited(_) => "CSV",
            Source::Workbook(workbook) => workbook.kind().name(),
        }
    }

    /// Whether the list's cells say what they are: numbers, dates, texts. In text and in web pages they are what is written there.
    pub fn has_types(&self) -> bool {
        matches!(self, Source::Workbook(workbook) if workbook.kind() != WorkbookKind::Html)
    }

    /// How the list is kept.
    pub fn describe(&self) -> Description {
        let (text, sheets) = match self {
            Source::Delimited(list) => (Some(*list.facts()), Vec::new()),
            Source::Workbook(workbook) => (None, workbook.sheets().to_vec()),
        };
        Description { kind: self.kind(), text, sheets }
    }

    /// The SHA-256 of the bytes that are read, in hexadecimal: those of standard input too, and those of a file that was replaced
    /// by another one meanwhile.
    ///
    /// # Errors
    ///
    /// When the list cannot be read.
    pub fn sha256(&self) -> Result<String, InputError> {
        match self {
            Source::Delimited(list) => list.bytes().sha256(),
            Source::Workbook(workbook) => workbook.bytes().sha256(),
        }
    }

    /// The custom document properties by their names; only workbooks have any.
    pub fn properties(&mut self) -> BTreeMap<String, String> {
        match self {
            Source::Delimited(_) => BTreeMap::new(),
            Source::Workbook(workbook) => workbook.properties(),
        }
    }

    /// The encoding of the list's copy as CSV. `None`: text keeps the bytes that are read, and a workbook becomes UTF-8.
    pub fn copy_encoding(&self) -> Option<CopyEncoding> {
        match self {
            Source::Delimited(list) => list.copy_encoding(),
            Source::Workbook(workbook) => workbook.copy_encoding(),
        }
    }

    /// How many units a pass counts its progress in, where that is known beforehand.
    pub fn size(&self) -> Option<u64> {
        match self {
            Source::Delimited(list) => Some(list.size()),
            Source::Workbook(_) => None,
        }
    }

    /// Finds the header and the wanted fields. Each entry of `wanted` is one field, or several of which the first that the
    /// list has is taken.
    ///
    /// # Errors
    ///
    /// When no header fits, two columns fit a field equally well, `--map` or `--read` name something that there is not, or the
    /// list cannot be read.
    pub fn bind(&mut self, wanted: &[&[Field]], reading: &Reading) -> Result<Binding, InputError> {
        match self {
            Source::Workbook(workbook) => workbook.bind(wanted, reading),
            Source::Delimited(list) => {
                let count = reading.header_row.unwrap_or(0).max(HEADER_WITHIN as u64);
                let head = list.head(count)?;
                if head.is_empty() {
                    return Err(InputError::Empty { file: list.name().to_owned() });
                }
                let bound = header::bind(&head, wanted, reading, ColumnNames::Numbers);
                let mut binding = bound.map_err(|problem| match other_divider(&head, &problem) {
                    Some((header, sign)) => InputError::OneColumn { file: list.name().to_owned(), header, sign },
                    None => InputError::Header {
                        place: Place::File(list.name().to_owned()),
                        problem: Box::new(problem),
                        fitting: Vec::new(),
                    },
                })?;
                // The line that names the delimiter is no record.
                if reading.no_header && list.facts().names_delimiter {
                    binding.header_record = 1;
                }
                Ok(binding)
            }
        }
    }

    /// The first pass, whatever currencies the amounts are in.
    pub(super) fn extract_as_written(
        &mut self,
        binding: &Binding,
        plain_columns: bool,
        progress: &dyn Progress,
    ) -> Result<Extract, InputError> {
        match self {
            Source::Delimited(list) => list.extract(binding, plain_columns, progress),
            Source::Workbook(workbook) => workbook.extract(binding, progress),
        }
    }

    /// The second pass: hands every record to `visit`, from the first title to the last row. `extract` is what the first
    /// pass gave.
    ///
    /// # Errors
    ///
    /// Those of `visit`; when the list cannot be read; when it is not what it was in the first pass.
    pub fn records<E: From<InputError>>(
        &mut self,
        binding: &Binding,
        extract: &Extract,
        visit: impl FnMut(&Record<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        match self {
            Source::Delimited(list) => delimited_records(list, extract, visit),
            Source::Workbook(workbook) => workbook_records(workbook, binding, visit),
        }
    }
}

/// The sign that seems to divide the cells of a list of one column, and the list's first record: a sign that every record has as often.
fn other_divider(head: &[HeadRecord], problem: &HeaderError) -> Option<(String, char)> {
    const SIGNS: [char; 9] = ['，', '；', '｜', '、', '^', '~', '#', ':', '!'];
    let is_missing = matches!(
        problem,
        HeaderError::NotFound(_) | HeaderError::NoSuchHeader { .. } | HeaderError::NoSuchColumn { .. }
    );
    let filled = || head.iter().filter(|record| record.cells.iter().any(|cell| !cell.is_empty()));
    if !is_missing || filled().any(|record| record.cells.len() > 1) {
        return None;
    }
    let first = filled().next()?.cells.first()?.clone();
    let count = |record: &HeadRecord, sign| record.cells.first().map_or(0, |cell| cell.matches(sign).count());
    let divides = |sign: &char| {
        let most = first.matches(*sign).count();
        most > 0 && filled().all(|record| count(record, *sign) == most)
    };
    SIGNS.into_iter().find(divides).map(|sign| (first, sign))
}

fn delimited_records<E: From<InputError>>(
    list: &Delimited,
    extract: &Extract,
    mut visit: impl FnMut(&Record<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut records = list.records(extract)?;
    let (mut spare_texts, mut spare_cells): (Vec<Cow<'static, str>>, Vec<ListCell<'static>>) = Default::default();
    while let Some(record) = records.read()? {
        let mut texts: Vec<Cow<'_, str>> = emptied(spare_texts);
        match record.put_right() {
            Some(columns) => texts.extend(columns),
            None => texts.extend((0..record.len()).map(|cell| record.cell(cell))),
        }
        let mut cells: Vec<ListCell<'_>> = emptied(spare_cells);
        let cell = |text| if str::is_empty(text) { ListCell::Empty } else { ListCell::Text(text) };
        cells.extend(texts.iter().map(|text| cell(text)));
        visit(&Record { first: record.number, count: 1, kind: record.kind, cells: &cells })?;
        spare_cells = emptied(cells);
        spare_texts = emptied(texts);
    }
    Ok(())
}

fn workbook_records<E: From<InputError>>(
    workbook: &mut Workbook,
    binding: &Binding,
    mut visit: impl FnMut(&Record<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut spare: Vec<ListCell<'static>> = Vec::new();
    workbook.records(binding, |record| {
        let mut cells: Vec<ListCell<'_>> = emptied(std::mem::take(&mut spare));
        for (column, cell) in record.cells() {
            cells.resize(column, ListCell::Empty);
            cells.push(cell);
        }
        visit(&Record { first: record.first, count: record.count, kind: record.kind, cells: &cells })?;
        spare = emptied(cells);
        Ok(())
    })
}

/// The same vector without its items, for items that borrow from the next record. No memory is given back and taken anew.
fn emptied<T, U>(mut items: Vec<T>) -> Vec<U> {
    items.clear();
    items.into_iter().map(|_| unreachable!("it was cleared")).collect()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use tempfile::NamedTempFile;

    use super::*;
    use crate::list::NoCustomer;
    use crate::rule::FieldKind;
    use crate::score::Column;

    struct Silent;

    impl Progress for Silent {
        fn advance(&self, _: u64) {}
    }

    fn revenue() -> Field {
        Field {
            name: "revenue".to_owned(),
            kind: FieldKind::Number,
            headers: vec!["销售额".to_owned()],
            default: None,
            optional: false,
            money: false,
        }
    }

    fn file(content: &[u8]) -> NamedTempFile {
        let mut file = NamedTempFile::new().expect("a temporary file");
        file.write_all(content).expect("it is written");
        file
    }

    fn open(file: &NamedTempFile) -> Result<Source, InputError> {
        Source::open(&Origin::File(file.path().to_owned()), &Reading::default())
    }

    fn workbook(rows: &[&[&str]]) -> NamedTempFile {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(row, column, *text).expect("it fits");
            }
        }
        file(&workbook.save_to_buffer().expect("it is written"))
    }

    /// All of a list: its kind, its records in words, and how many customers have a number.
    fn told(file: &NamedTempFile) -> (&'static str, Vec<String>, usize) {
        let mut source = open(file).expect("it opens");
        let binding = source.bind(&[&[revenue()]], &Reading::default()).expect("it fits");
        let extract = source.extract(&binding, false, &Silent).expect("it is read");
        let Column::Numbers(numbers) = &extract.columns[0] else { panic!("no numbers") };
        let values = numbers.iter().filter(|cell| cell.value().is_some()).count();
        let mut records = Vec::new();
        let word = |cell: &ListCell<'_>| match cell {
            ListCell::Text(text) => (*text).to_owned(),
            _ => String::new(),
        };
        let walked = source.records(&binding, &extract, |record| {
            let cells = record.cells.iter().map(word).collect::<Vec<_>>().join("|");
            records.push(format!("{} {:?} {cells}", record.first, record.kind));
            Ok::<(), InputError>(())
        });
        walked.expect("it is read again");
        (source.kind(), records, values)
    }

    #[test]
    fn text_and_workbooks_give_the_same_records() {
        let rows: &[&[&str]] = &[&["一月"], &["客户", "销售额"], &["K1", "5"], &["", "6"], &[], &["合计", "11"]];
        let text = rows.iter().map(|row| row.join(",") + "\n").collect::<String>();
        let (csv, of_text, values) = told(&file(text.as_bytes()));
        let (xlsx, of_workbook, values_there) = told(&workbook(rows));
        assert_eq!((csv, xlsx, values, values_there), ("CSV", "XLSX", 2, 2));
        assert_eq!(of_text, of_workbook);
        assert_eq!(
            of_text,
            [
                "0 Preamble 一月",
                "1 Header 客户|销售额",
                "2 Customer(0) K1|5",
                "3 Customer(1) |6",
                &format!("4 {:?} ", RecordKind::NoCustomer(NoCustomer::Blank)),
                &format!("5 {:?} 合计|11", RecordKind::NoCustomer(NoCustomer::Total)),
            ]
        );
    }

    #[test]
    fn a_header_that_does_not_fit_is_told_with_the_file() {
        let file = file(b"id,turnover\nK1,5\n");
        let error = open(&file).expect("it opens").bind(&[&[revenue()]], &Reading::default()).expect_err("no revenue");
        let expected = format!("{}: no column for `revenue`\n", file.path().display());
        assert!(error.to_string().starts_with(&expected), "{error}");
    }

    #[test]
    fn a_web_page_with_the_name_of_a_workbook_is_read_as_its_table() {
        let page = "<html><table><tr><td>logo</table><table><tr><td>客户<td>销售额<tr><td>K1<td>5</table>";
        let expected = ("HTML", vec!["0 Header 客户|销售额".to_owned(), "1 Customer(0) K1|5".to_owned()], 1);
        assert_eq!(told(&file(page.as_bytes())), expected);
    }

    #[test]
    fn a_web_page_without_a_table_is_refused() {
        let error = open(&file(b"\r\n<html><p>revenue</p></html>")).expect_err("a web page");
        assert!(error.to_string().contains(": this is a web page (HTML), not a customer list\nhelp: "), "{error}");
    }
}
