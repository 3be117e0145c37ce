//! OpenDocument sheets, read as a stream of rows.
//!
//! calamine keeps a sheet as a whole rectangle, and spreads out whatever is repeated (calamine#433): one cell in the last corner
//! takes all of the machine's memory. It does not tell percentages and hidden rows either. So these sheets are read here.

use std::borrow::Cow;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::cell::{SheetCell, SheetValue, duration, iso};
use super::error::{Damage, ForeignFile, WorkbookError};
use super::format::Format;
use super::hidden::Hidden;
use super::markup::within;
use super::merged::{self, Merge};
use super::rows::{Most, SheetName, Texts};
use super::unpacked::{Archive, Content};
use crate::list::limits::{Limit, Limits};

/// The places of plain numbers, of percentages and of the first currency among a workbook's formats.
const PLAIN: u32 = 0;
const PERCENT: u32 = 1;
const CURRENCY: u32 = 2;

/// How many currencies are told apart.
const MOST_CURRENCIES: usize = 100;

/// More rows than any program gives a sheet.
const MOST_ROWS: u64 = 1 << 24;

type Xml = Reader<BufReader<Content>>;

/// An OpenDocument workbook.
#[derive(Debug)]
pub struct OpenDocument {
    archive: Arc<Archive>,
    /// The codes of the cells' currencies.
    currencies: Vec<String>,
    most_cells: u64,
    most_text: u64,
    most: Most,
}

impl OpenDocument {
    /// Opens a workbook, and tells its sheets.
    ///
    /// # Errors
    ///
    /// If it is encrypted, damaged, or no spreadsheet.
    pub fn open(archive: &Arc<Archive>, limits: &Limits, length: u64) -> Result<(Self, Vec<SheetName>), WorkbookError> {
        let of = |limit| limits.of_workbook(limit, length);
        let mut book = OpenDocument {
            archive: Arc::clone(archive),
            currencies: Vec::new(),
            most_cells: of(Limit::Cells),
            most_text: of(Limit::Text),
            most: Most::of(limits, length),
        };
        book.check_encryption()?;
        let (sheets, currencies) = book.sheets()?;
        book.currencies = currencies;
        Ok((book, sheets))
    }

    /// The formats that cells have.
    pub fn formats(&self) -> Vec<Format> {
        let currencies = self.currencies.iter().map(|currency| Format::of(&format!("#,##0.00 [${currency}]")));
        [Format::of(""), Format::of("0.00%")].into_iter().chain(currencies).collect()
    }

    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> u64 {
        self.archive.unpacked()
    }

    fn check_encryption(&self) -> Result<(), WorkbookError> {
        let Some(mut xml) = self.xml("META-INF/manifest.xml")? else { return Ok(()) };
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match self.event(&mut xml, &mut buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "encryption-data" => {
                    return Err(WorkbookError::Encrypted);
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn xml(&self, part: &str) -> Result<Option<Xml>, WorkbookError> {
        let Some(content) = self.archive.part(part)? else { return Ok(None) };
        let mut xml = Reader::from_reader(BufReader::with_capacity(1 << 16, content));
        xml.config_mut().expand_empty_elements = true;
        Ok(Some(xml))
    }

    fn content(&self) -> Result<Xml, WorkbookError> {
        let missing = || WorkbookError::Damaged(Damage::NoContent);
        self.xml("content.xml")?.ok_or_else(missing)
    }

    fn event<'e>(&self, xml: &mut Xml, buffer: &'e mut Vec<u8>) -> Result<Event<'e>, WorkbookError> {
        xml.read_event_into(buffer).map_err(|error| {
            let damaged = || WorkbookError::Damaged(Damage::Told(error.to_string()));
            self.archive.problem().unwrap_or_else(damaged)
        })
    }

    /// The sheets in their order, and the currencies of their cells. A style says which sheets are hidden.
    fn sheets(&self) -> Result<(Vec<SheetName>, Vec<String>), WorkbookError> {
        let (mut xml, mut buffer) = (self.content()?, Vec::new());
        let (mut sheets, mut hidden_styles, mut style) = (Vec::new(), Vec::new(), None);
        let mut currencies = Vec::new();
        let (mut depth, mut is_spreadsheet) = (0, false);
        loop {
            buffer.clear();
            match self.event(&mut xml, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "spreadsheet" => is_spreadsheet = true,
                    "style" => style = attribute(&tag, "name"),
                    "table-cell" if memchr::memmem::find(tag.as_bytes(), b"currency=").is_some() => {
                        let currency = attribute(&tag, "currency").filter(|_| currencies.len() < MOST_CURRENCIES);
                        currencies.extend(
                            currency.filter(|currency| is_currency(currency) && !currencies.contains(currency)),
                        );
                    }
                    "table-properties" if attribute(&tag, "display").as_deref() == Some("false") => {
                        hidden_styles.extend(style.clone());
                    }
                    "table" => {
                        depth += 1;
                        if depth == 1 {
                            let style = attribute(&tag, "style-name");
                            let visible = style.is_none_or(|style| !hidden_styles.contains(&style));
                            sheets.push(SheetName { name: attribute(&tag, "name").unwrap_or_default(), visible });
                        }
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "table" => depth -= 1,
                Event::Eof if is_spreadsheet => return Ok((sheets, currencies)),
                Event::Eof => return Err(WorkbookError::NotAWorkbook { what: ForeignFile::OpenDocument }),
                _ => {}
            }
        }
    }

    /// Goes through a sheet's rows that have cells, from the top, until `visit` breaks off; what the sheet hides and
    /// which cells are merged downwards, if it was read to its end.
    ///
    /// # Errors
    ///
    /// Those of `visit`, and those of a damaged workbook.
    pub fn rows<E: From<WorkbookError>>(
        &self,
        sheet: usize,
        mut visit: impl FnMut(u32, &[SheetCell<'_>]) -> Result<ControlFlow<()>, E>,
    ) -> Result<Option<(Hidden, Vec<Merge>)>, E> {
        let mut walk = Walk {
            book: self,
            xml: self.content()?,
            row: 0,
            cells: 0,
            columns: 0,
            texts: Texts::default(),
            hidden: Hidden::default(),
            merges: Vec::new(),
        };
        if !walk.find(sheet)? {
            return Err(WorkbookError::NoSheet.into());
        }
        let (mut buffer, mut cells) = (Vec::new(), Vec::new());
        let mut depth = 1;
        loop {
            buffer.clear();
            match self.event(&mut walk.xml, &mut buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table" => depth += 1,
                    "table-column" if depth == 1 => walk.column(&tag),
                    "table-row" if depth == 1 => {
                        let (times, is_hidden) = (repeats(&tag, "number-rows-repeated"), is_hidden(&tag));
                        cells.clear();
                        walk.cells(&mut cells)?;
                        let again = times.saturating_sub(1).saturating_mul(walk.texts.row);
                        walk.texts.shown = walk.texts.shown.saturating_add(again);
                        within(Limit::Inflated, walk.texts.shown, self.most.shown)?;
                        for _ in 0..if cells.is_empty() { 0 } else { times } {
                            let row = walk.next_row(cells.len(), is_hidden)?;
                            if visit(row, &cells)?.is_break() {
                                return Ok(None);
                            }
                        }
                        if cells.is_empty() {
                            walk.row = walk.row.saturating_add(times);
                        }
                    }
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "table" => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(Some((walk.hidden, walk.merges)));
                    }
                }
                Event::Eof => {
                    return Err(WorkbookError::Damaged(Damage::EndlessSheet).into());
                }
                _ => {}
            }
        }
    }
}

/// A walk through a sheet.
struct Walk<'b> {
    book: &'b OpenDocument,
    xml: Xml,
    /// The next row, from 0.
    row: u64,
    cells: u64,
    /// How many columns are described.
    columns: u64,
    texts: Texts,
    hidden: Hidden,
    merges: Vec<Merge>,
}

impl Walk<'_> {
    /// Goes to where the sheet begins.
    fn find(&mut self, sheet: usize) -> Result<bool, WorkbookError> {
        let (mut seen, mut depth, mut buffer) = (0, 0, Vec::new());
        loop {
            buffer.clear();
            match self.book.event(&mut self.xml, &mut buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                    depth += 1;
                    if depth == 1 {
                        if seen == sheet {
                            return Ok(true);
                        }
                        seen += 1;
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => depth -= 1,
                Event::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let times = repeats(tag, "number-columns-repeated");
        let first = self.columns + 1;
        self.columns = self.columns.saturating_add(times);
        if is_hidden(tag) {
            self.hidden.add_columns(first, self.columns);
        }
    }

    /// Notes that the cell of a column is merged with those below it.
    fn merge(&mut self, column: u64, rows: u64) {
        let last = self.row.saturating_add(rows - 1).min(MOST_ROWS - 1);
        if let (Ok(first), Ok(last), Ok(column)) = (self.row.try_into(), last.try_into(), column.try_into()) {
            merged::add(&mut self.merges, (first, last), column);
        }
    }

    /// Counts a row with cells.
    fn next_row(&mut self, cells: usize, is_hidden: bool) -> Result<u32, WorkbookError> {
        if self.row >= MOST_ROWS {
            return Err(WorkbookError::Damaged(Damage::TooManyRows));
        }
        let row = self.row as u32;
        self.row += 1;
        self.cells += cells as u64;
        within(Limit::Cells, self.cells, self.book.most_cells)?;
        if is_hidden {
            self.hidden.add_row(self.row);
        }
        Ok(row)
    }

    /// The filled cells of the row that began.
    fn cells(&mut self, cells: &mut Vec<SheetCell<'static>>) -> Result<(), WorkbookError> {
        let (mut column, mut buffer) = (0u64, Vec::new());
        self.texts.row = 0;
        loop {
            buffer.clear();
            match self.book.event(&mut self.xml, &mut buffer)? {
                Event::Start(tag) if matches!(tag.local_name().as_ref(), "table-cell" | "covered-table-cell") => {
                    let times = repeats(&tag, "number-columns-repeated");
                    let written = Written::of(&tag);
                    let rows = repeats(&tag, "number-rows-spanned");
                    if rows > 1 && times == 1 {
                        self.merge(column, rows);
                    }
                    let text = self.text(tag.name().as_ref().to_owned())?;
                    let Some((format, value)) = written.value(text, &self.book.currencies) else {
                        column = column.saturating_add(times);
                        continue;
                    };
                    within(Limit::Columns, column.saturating_add(times), self.book.most.columns)?;
                    if let SheetValue::Text(text) = &value {
                        self.texts.add((text.len() as u64).saturating_mul(times), self.book.most)?;
                    }
                    let places = column..column + times;
                    column = places.end;
                    cells.extend(places.map(|column| SheetCell {
                        column: column as u32,
                        format,
                        value: value.clone(),
                    }));
                }
                Event::End(tag) if tag.local_name().as_ref() == "table-row" => return Ok(()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// The text of the cell that began, up to its end: its paragraphs, without notes and drawings.
    fn text(&mut self, cell: String) -> Result<String, WorkbookError> {
        let (mut text, mut buffer) = (String::new(), Vec::new());
        let (mut paragraphs, mut aside, mut inside) = (0, 0, 0);
        loop {
            buffer.clear();
            match self.book.event(&mut self.xml, &mut buffer)? {
                Event::Start(tag) => {
                    let name = tag.local_name();
                    let name = name.as_ref();
                    if aside > 0 || is_aside(tag.name().as_ref(), name) {
                        aside += 1;
                        continue;
                    }
                    match name {
                        "p" => {
                            if paragraphs > 0 {
                                text.push('\n');
                            }
                            paragraphs += 1;
                            inside += 1;
                        }
                        "s" => {
                            let blanks = attribute(&tag, "c").and_then(|count| count.parse().ok()).unwrap_or(1);
                            within(Limit::Text, blanks, self.book.most_text)?;
                            text.extend(std::iter::repeat_n(' ', blanks as usize));
                        }
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
                Event::End(tag) if tag.name().as_ref() == cell => return Ok(text),
                Event::End(_) if aside > 0 => aside -= 1,
                Event::End(tag) if tag.local_name().as_ref() == "p" => inside -= 1,
                Event::Text(run) if aside == 0 && inside > 0 => text.push_str(&run.xml10_content()),
                Event::CData(run) if aside == 0 && inside > 0 => text.push_str(&run.xml10_content()),
                Event::GeneralRef(name) if aside == 0 && inside > 0 => {
                    let written = format!("&{};", name.xml10_content());
                    text.push_str(&unescape(&written).unwrap_or(Cow::Borrowed(&written)));
                }
                Event::Eof => return Ok(text),
                _ => {}
            }
            within(Limit::Text, text.len() as u64, self.book.most_text)?;
        }
    }
}

/// Whether what an element holds is no part of the cell's text.
fn is_aside(name: &str, local: &str) -> bool {
    local == "annotation" || local == "ruby-text" || name.starts_with("draw:")
}

/// What a cell's attributes say.
#[derive(Debug, Default)]
struct Written {
    kind: String,
    is_error: bool,
    value: Option<String>,
    currency: Option<String>,
}

impl Written {
    fn of(tag: &BytesStart<'_>) -> Written {
        let mut written = Written::default();
        for attribute in tag.attributes().flatten() {
            let value = || unescape(&attribute.value).map(Cow::into_owned).unwrap_or_default();
            match attribute.key.local_name().as_ref() {
                // The type in LibreOffice's own words stands beside the standard one, and knows errors.
                "value-type" if attribute.key.as_ref().starts_with("calcext") => written.is_error = value() == "error",
                "value-type" => written.kind = value(),
                "currency" => written.currency = Some(value()),
                "value" | "date-value" | "time-value" | "boolean-value" | "string-value" => {
                    written.value = Some(value());
                }
                _ => {}
            }
        }
        written
    }

    /// The cell's value with its format; nothing for an empty cell.
    fn value(self, text: String, currencies: &[String]) -> Option<(u32, SheetValue<'static>)> {
        let said = |text: String| (!text.is_empty()).then_some(SheetValue::Text(Cow::Owned(text)));
        if self.is_error || text.starts_with("Err:") {
            return (!text.is_empty()).then_some((PLAIN, SheetValue::Error(Cow::Owned(text))));
        }
        let currency = self.currency.filter(|_| self.kind == "currency");
        let format = match currency.and_then(|currency| currencies.iter().position(|other| *other == currency)) {
            Some(place) => CURRENCY + place as u32,
            None if self.kind == "percentage" => PERCENT,
            None => PLAIN,
        };
        let value = match (self.kind.as_str(), self.value) {
            ("float" | "currency" | "percentage", value) => match value?.parse::<f64>() {
                Ok(number) if number.is_finite() => Some(SheetValue::Number(number)),
                _ => Some(SheetValue::Error(Cow::Borrowed("#NUM!"))),
            },
            ("date", Some(value)) => iso(Cow::Owned(value), false),
            ("time", Some(value)) => duration(Cow::Owned(value)),
            ("boolean", Some(value)) => Some(SheetValue::Flag(value.eq_ignore_ascii_case("true"))),
            ("string", Some(value)) if !value.is_empty() => said(value),
            _ => said(text),
        };
        value.map(|value| (format, value))
    }
}

/// Whether a currency's code is one that a number format can hold.
fn is_currency(code: &str) -> bool {
    (1..=8).contains(&code.chars().count()) && !code.contains(['[', ']', '"', '-'])
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u64 {
    attribute(tag, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}

fn is_hidden(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "visibility").is_some_and(|visibility| visibility != "visible")
}
