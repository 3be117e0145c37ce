//! Workbooks in the XML of Excel 2003 (SpreadsheetML), which many programs export with the name `.xls`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};

use super::cell::{Formats, iso_days};
use super::error::{Damage, WorkbookError};
use super::format::{FormatList, named_format};
use super::kept::{Keeper, Kept, KeptValue};
use super::markup::within;
use super::rows::SheetName;
use crate::list::limits::{Limit, Limits};

/// More rows than any program gives a sheet.
const MOST_ROWS: u32 = 1 << 24;

/// Reads a workbook whole.
///
/// # Errors
///
/// If it is damaged, defines its own markup, or holds more than it may.
pub fn read(text: &str, limits: &Limits, length: u64) -> Result<(Kept, Vec<SheetName>, Formats), WorkbookError> {
    let most_nesting = limits.of_workbook(Limit::Nesting, length);
    let mut xml = Reader::from_str(text);
    xml.config_mut().expand_empty_elements = true;
    let mut book = Book {
        keeper: Keeper::new(limits, length, length.saturating_add(text.len() as u64))?,
        formats: FormatList::default(),
        styles: HashMap::new(),
        style: String::new(),
        sheets: Vec::new(),
        is_1904: false,
        sheet: Sheet::default(),
        reads: Reads::Nothing,
        text: String::new(),
    };
    let mut depth = 0;
    loop {
        match xml.read_event().map_err(|error| WorkbookError::Damaged(Damage::Told(error.to_string())))? {
            Event::Start(tag) => {
                depth += 1;
                within(Limit::Nesting, depth, most_nesting)?;
                book.start(&tag)?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                book.end(tag.local_name().as_ref())?;
            }
            Event::Text(run) if book.reads != Reads::Nothing => book.text.push_str(&run.xml10_content()),
            Event::CData(run) if book.reads != Reads::Nothing => book.text.push_str(&run.xml10_content()),
            Event::GeneralRef(name) if book.reads != Reads::Nothing => {
                let written = format!("&{};", name.xml10_content());
                book.text.push_str(&unescape(&written).unwrap_or(Cow::Borrowed(&written)));
            }
            Event::DocType(kind) if memchr::memchr(b'[', kind.as_bytes()).is_some() => {
                return Err(WorkbookError::Damaged(Damage::OwnMarkup));
            }
            Event::Eof if depth > 0 => return Err(WorkbookError::Damaged(Damage::CutOff)),
            Event::Eof => break,
            _ => {}
        }
    }
    let formats = Formats { list: book.formats.into_list(), is_1904: book.is_1904 };
    Ok((book.keeper.finish(), book.sheets, formats))
}

/// A workbook that is being read.
struct Book {
    keeper: Keeper,
    formats: FormatList,
    /// The formats of styles.
    styles: HashMap<String, u16>,
    /// The style that is being read.
    style: String,
    sheets: Vec<SheetName>,
    is_1904: bool,
    sheet: Sheet,
    reads: Reads,
    text: String,
}

/// Whose text is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reads {
    Nothing,
    Cell,
    Visible,
}

/// A sheet that is being read.
#[derive(Default)]
struct Sheet {
    number: usize,
    /// The next row and column, from 0.
    row: u32,
    column: u32,
    /// The next column that is described, from 0.
    described: u32,
    /// The row's format, and those of columns: by the first, with the last.
    row_format: Option<u16>,
    column_formats: BTreeMap<u32, (u32, u16)>,
    cell: u32,
    format: u16,
    kind: String,
    /// Whether the cell's comment is being read, which has a text of its own.
    in_comment: bool,
}

impl Book {
    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), WorkbookError> {
        match tag.local_name().as_ref() {
            "Style" => {
                self.style = attribute(tag, "ID").unwrap_or_default();
                if let Some(format) = attribute(tag, "Parent").and_then(|parent| self.styles.get(&parent).copied()) {
                    self.styles.insert(self.style.clone(), format);
                }
            }
            "NumberFormat" => {
                let code = attribute(tag, "Format").unwrap_or_default();
                let format = self.formats.place(named_format(&code).unwrap_or(&code));
                self.styles.insert(self.style.clone(), format);
            }
            "Date1904" => self.is_1904 = true,
            "Worksheet" => {
                self.sheets.push(SheetName { name: attribute(tag, "Name").unwrap_or_default(), visible: true });
                self.sheet = Sheet { number: self.keeper.sheet(), ..Sheet::default() };
            }
            "Visible" => self.read_text(Reads::Visible),
            _ if self.sheets.is_empty() => {}
            "Column" => self.column(tag),
            "Row" => self.row(tag)?,
            "Cell" => self.cell(tag),
            "Comment" => self.sheet.in_comment = true,
            "Data" if !self.sheet.in_comment => {
                self.sheet.kind = attribute(tag, "Type").unwrap_or_default();
                self.read_text(Reads::Cell);
            }
            _ => {}
        }
        Ok(())
    }

    fn read_text(&mut self, whose: Reads) {
        self.reads = whose;
        self.text.clear();
    }

    fn end(&mut self, name: &str) -> Result<(), WorkbookError> {
        match name {
            "Data" if self.reads == Reads::Cell => {
                self.reads = Reads::Nothing;
                return self.value();
            }
            "Visible" if self.reads == Reads::Visible => {
                self.reads = Reads::Nothing;
                if let Some(sheet) = self.sheets.last_mut() {
                    sheet.visible = !matches!(self.text.trim(), "SheetHidden" | "SheetVeryHidden");
                }
            }
            "Comment" => self.sheet.in_comment = false,
            "Row" => self.sheet.row = self.sheet.row.saturating_add(1),
            _ => {}
        }
        Ok(())
    }

    fn format(&self, tag: &BytesStart<'_>) -> Option<u16> {
        attribute(tag, "StyleID").and_then(|style| self.styles.get(&style).copied())
    }

    fn column(&mut self, tag: &BytesStart<'_>) {
        let first = index(tag).unwrap_or(self.sheet.described);
        let last = first.saturating_add(number(tag, "Span").unwrap_or(0)).min(1 << 16);
        self.sheet.described = last.saturating_add(1);
        if let Some(format) = self.format(tag) {
            self.sheet.column_formats.insert(first, (last, format));
        }
        if is_true(tag, "Hidden") {
            self.keeper.hide_columns(self.sheet.number, u64::from(first) + 1, u64::from(last) + 1);
        }
    }

    fn row(&mut self, tag: &BytesStart<'_>) -> Result<(), WorkbookError> {
        let format = self.format(tag);
        let sheet = &mut self.sheet;
        sheet.row = index(tag).unwrap_or(sheet.row);
        (sheet.column, sheet.row_format) = (0, format);
        if sheet.row >= MOST_ROWS {
            return Err(WorkbookError::Damaged(Damage::RowTooLow));
        }
        if is_true(tag, "Hidden") {
            self.keeper.hide_row(sheet.number, sheet.row);
        }
        Ok(())
    }

    fn cell(&mut self, tag: &BytesStart<'_>) {
        let own = self.format(tag);
        let sheet = &mut self.sheet;
        sheet.cell = index(tag).unwrap_or(sheet.column);
        sheet.column = sheet.cell.saturating_add(number(tag, "MergeAcross").unwrap_or(0)).saturating_add(1);
        let of_column = || {
            let (_, (last, format)) = sheet.column_formats.range(..=sheet.cell).next_back()?;
            (sheet.cell <= *last).then_some(*format)
        };
        let inherited = || sheet.row_format.or_else(of_column);
        sheet.format = own.or_else(inherited).unwrap_or(0);
    }

    /// The value of the cell that ends.
    fn value(&mut self) -> Result<(), WorkbookError> {
        let Sheet { number, row, cell, format, ref kind, .. } = self.sheet;
        let (place, text) = ((row, cell), self.text.as_str());
        let value = match kind.as_str() {
            "Number" => text.trim().parse().ok().filter(|value: &f64| value.is_finite()).map(KeptValue::Number),
            "DateTime" => iso_days(text.trim(), self.is_1904).map(KeptValue::Date),
            "Boolean" => Some(KeptValue::Flag(matches!(text.trim(), "1" | "true" | "True"))),
            "Error" if !text.is_empty() => return self.keeper.error_cell(number, place, text),
            _ => None,
        };
        match value {
            Some(value) => self.keeper.cell(number, place, format, value),
            None => self.keeper.text_cell(number, place, format, text),
        }
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    unescape(&found.value).ok().map(Cow::into_owned)
}

fn number(tag: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// Where a row, a column or a cell says that it stands, from 0.
fn index(tag: &BytesStart<'_>) -> Option<u32> {
    number(tag, "Index")?.checked_sub(1)
}

fn is_true(tag: &BytesStart<'_>, name: &str) -> bool {
    attribute(tag, name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "True"))
}

#[cfg(test)]
mod tests {
    use std::ops::ControlFlow;

    use super::*;
    use crate::list::workbook::rows::Most;

    /// A workbook of these styles and one sheet of this.
    fn book(styles: &str, sheet: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles>{styles}</Styles>\
             <Worksheet ss:Name=\"List\"><Table>{sheet}</Table></Worksheet></Workbook>"
        )
    }

    fn cell(attributes: &str, kind: &str, value: &str) -> String {
        format!("<Cell {attributes}><Data ss:Type=\"{kind}\">{value}</Data></Cell>")
    }

    fn rows(book: &str) -> Vec<String> {
        let (kept, _, formats) = read(book, &Limits::default(), 0).expect("it is read");
        let mut rows = Vec::new();
        let read = kept.rows(0, &formats, Most::of(&Limits::default(), 0), |(row, cells)| {
            let cells = cells.iter().map(|cell| format!("{}={}", cell.column, formats.text(cell)));
            rows.push(format!("{row}: {}", cells.collect::<Vec<_>>().join("|")));
            Ok::<_, WorkbookError>(ControlFlow::Continue(()))
        });
        assert_eq!(read, Ok(()));
        rows
    }

    #[test]
    fn rows_and_cells_stand_where_they_say() {
        let sheet = format!(
            "<Row>{}{}{}</Row><Row ss:Index=\"4\">{}</Row><Row>{}</Row>",
            cell("ss:MergeAcross=\"1\"", "String", "a &amp; b"),
            cell("", "String", "<B>ri</B>ch"),
            "<Cell><Data ss:Type=\"String\">x</Data><Comment><Data>note</Data></Comment></Cell>",
            cell("ss:Index=\"3\"", "Number", "5.5"),
            cell("", "Boolean", "1")
        );
        assert_eq!(rows(&book("", &sheet)), ["0: 0=a & b|2=rich|3=x", "3: 2=5.5", "4: 0=TRUE"]);
    }

    #[test]
    fn styles_say_what_numbers_are() {
        let styles = "<Style ss:ID=\"d\"><NumberFormat ss:Format=\"Short Date\"/></Style><Style ss:ID=\"e\" ss:Parent=\"d\"/>\
            <Style ss:ID=\"t\"><NumberFormat ss:Format=\"[h]:mm\"/></Style>";
        let sheet = format!(
            "<Column ss:Index=\"2\" ss:Span=\"1\" ss:StyleID=\"d\"/><Row>{}{}{}{}{}{}</Row>",
            cell("ss:StyleID=\"e\"", "Number", "45356"),
            cell("", "Number", "45357"),
            cell("", "DateTime", "2024-03-05T18:00:00.000"),
            cell("ss:StyleID=\"t\"", "DateTime", "1900-01-10T12:00:00.000"),
            cell("ss:StyleID=\"t\"", "Number", "0.25"),
            cell("", "Error", "#N/A")
        );
        let expected = "0: 0=2024-03-05|1=2024-03-06|2=2024-03-05 18:00:00|3=252:00:00|4=06:00:00|5=#N/A";
        assert_eq!(rows(&book(styles, &sheet)), [expected]);
    }

    #[test]
    fn what_is_beyond_a_limit_or_damaged_is_refused() {
        let sheet = format!("<Row>{}{}</Row>", cell("", "String", "abcdef"), cell("", "Number", "1"));
        let text = book("", &sheet);
        for (limit, most) in
            [(Limit::Cells, 1), (Limit::Columns, 1), (Limit::Text, 5), (Limit::Nesting, 5), (Limit::Memory, 50)]
        {
            let refused = read(&text, &Limits::new(vec![(limit, most)]), 0).map(|_| ());
            assert_eq!(refused, Err(WorkbookError::OverLimit { limit, most }));
        }
        let damaged = |text: &str| matches!(read(text, &Limits::default(), 0), Err(WorkbookError::Damaged(_)));
        assert!(damaged(&text[..text.len() - 20]));
        assert!(damaged(&text.replace("</Row>", "</Table>")));
        assert!(damaged(&text.replace("<Workbook", "<!DOCTYPE a [<!ENTITY b \"c\">]><Workbook")));
        assert!(damaged(&text.replace("<Row>", "<Row ss:Index=\"99999999\">")));
    }
}
