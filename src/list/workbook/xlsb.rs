//! XLSB workbooks: the parts of XLSX in binary records. Their sheets are read as streams of cells.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{BufReader, Read};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

use super::cell::{Formats, SheetCell, SheetValue, excel_error};
use super::error::{Damage, WorkbookError};
use super::format::Format;
use super::little_endian::{f64_at, short_number, u16_at, u32_at};
use super::rows::SheetName;
use super::unpacked::{Archive, Content};

const ROW: u16 = 0;
const SHORT_NUMBER: u16 = 2;
const ERROR: u16 = 3;
const FLAG: u16 = 4;
const NUMBER: u16 = 5;
const TEXT: u16 = 6;
const SHARED_TEXT: u16 = 7;
const FORMULA_TEXT: u16 = 8;
const FORMULA_NUMBER: u16 = 9;
const FORMULA_FLAG: u16 = 10;
const FORMULA_ERROR: u16 = 11;
const SHARED_ITEM: u16 = 19;
const OWN_FORMAT: u16 = 44;
const CELL_FORMAT: u16 = 47;
const RICH_TEXT: u16 = 62;
const END_OF_CELLS: u16 = 146;
const PROPERTIES: u16 = 153;
const SHEET: u16 = 156;
const CELL_FORMATS: u16 = 617;
const END_OF_CELL_FORMATS: u16 = 618;

/// An XLSB workbook.
#[derive(Debug)]
pub struct Xlsb {
    archive: Arc<Archive>,
    /// The part of each sheet.
    parts: Vec<String>,
    texts: Vec<Box<str>>,
    /// For each number by which cells name their look, the place among the formats.
    looks: Vec<u32>,
}

impl Xlsb {
    /// Opens a workbook, and tells its sheets and formats.
    ///
    /// # Errors
    ///
    /// If it is damaged, or holds more than it may.
    pub fn open(archive: &Arc<Archive>) -> Result<(Xlsb, Vec<SheetName>, Formats), WorkbookError> {
        let mut book = Xlsb { archive: Arc::clone(archive), parts: Vec::new(), texts: Vec::new(), looks: Vec::new() };
        let (sheets, is_1904) = book.sheets()?;
        let list = book.formats()?;
        book.shared_texts()?;
        Ok((book, sheets, Formats { list, is_1904 }))
    }

    /// Its archive.
    pub fn archive(&self) -> &Arc<Archive> {
        &self.archive
    }

    /// How many bytes were unpacked so far.
    pub fn unpacked(&self) -> u64 {
        self.archive.unpacked()
    }

    /// What the part hides that was read last.
    pub fn hidden(&self) -> super::hidden::Hidden {
        self.archive.hidden()
    }

    fn records(&self, part: &str) -> Result<Option<Records>, WorkbookError> {
        let content = self.archive.part(part)?.map(|content| BufReader::with_capacity(1 << 16, content));
        Ok(content.map(|content| Records { archive: Arc::clone(&self.archive), content, bytes: Vec::new() }))
    }

    fn sheets(&mut self) -> Result<(Vec<SheetName>, bool), WorkbookError> {
        let links = self.links()?;
        let (mut sheets, mut is_1904) = (Vec::new(), false);
        let Some(mut records) = self.records("xl/workbook.bin")? else {
            return Err(WorkbookError::Damaged(Damage::NoContent));
        };
        while let Some(kind) = records.next()? {
            let bytes = &records.bytes;
            match kind {
                PROPERTIES => is_1904 = bytes.first().is_some_and(|flags| flags & 1 == 1),
                SHEET => {
                    let link = wide_text(bytes, 8);
                    let name = link.as_ref().and_then(|(_, end)| wide_text(bytes, *end));
                    let (Some((link, _)), Some((name, _))) = (link, name) else {
                        return Err(WorkbookError::Damaged(Damage::CutOff));
                    };
                    // Sheets of charts and macros have no cells.
                    if let Some(part) = links.get(&link) {
                        self.parts.push(part.clone());
                        sheets.push(SheetName { name, visible: u32_at(bytes, 0) == Some(0) });
                    }
                }
                _ => {}
            }
        }
        Ok((sheets, is_1904))
    }

    /// The parts of sheets with cells by the names of their links.
    fn links(&self) -> Result<BTreeMap<String, String>, WorkbookError> {
        let mut links = BTreeMap::new();
        let Some(content) = self.archive.part("xl/_rels/workbook.bin.rels")? else { return Ok(links) };
        let (mut xml, mut buffer) = (Reader::from_reader(BufReader::new(content)), Vec::new());
        loop {
            buffer.clear();
            let event = xml.read_event_into(&mut buffer).map_err(|error| {
                let damaged = || WorkbookError::Damaged(Damage::Told(error.to_string()));
                self.archive.problem().unwrap_or_else(damaged)
            })?;
            match event {
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "Relationship" => {
                    let [mut id, mut kind, mut target] = [const { String::new() }; 3];
                    for attribute in tag.attributes().flatten() {
                        let value = unescape(&attribute.value).map(Cow::into_owned).unwrap_or_default();
                        match attribute.key.local_name().as_ref() {
                            "Id" => id = value,
                            "Type" => kind = value,
                            "Target" => target = value,
                            _ => {}
                        }
                    }
                    let has_cells =
                        if kind.is_empty() { target.contains("worksheets/") } else { kind.ends_with("/worksheet") };
                    if has_cells {
                        links.insert(id, part_at(&target));
                    }
                }
                Event::Eof => return Ok(links),
                _ => {}
            }
        }
    }

    /// The formats that cells name, each once.
    fn formats(&mut self) -> Result<Vec<Format>, WorkbookError> {
        let Some(mut records) = self.records("xl/styles.bin")? else { return Ok(Vec::new()) };
        let (mut own, mut numbers, mut of_cells) = (BTreeMap::new(), Vec::new(), false);
        while let Some(kind) = records.next()? {
            let bytes = &records.bytes;
            match kind {
                OWN_FORMAT => {
                    if let (Some(number), Some((code, _))) = (u16_at(bytes, 0), wide_text(bytes, 2)) {
                        own.insert(number, Format::of(&code));
                    }
                }
                CELL_FORMATS => of_cells = true,
                END_OF_CELL_FORMATS => of_cells = false,
                CELL_FORMAT if of_cells => numbers.push(u16_at(bytes, 2).unwrap_or(0)),
                _ => {}
            }
        }
        let (mut list, mut places) = (Vec::new(), BTreeMap::new());
        self.looks = numbers
            .into_iter()
            .map(|number| {
                *places.entry(number).or_insert_with(|| {
                    list.push(own.remove(&number).unwrap_or_else(|| Format::built_in(number)));
                    list.len() as u32 - 1
                })
            })
            .collect();
        Ok(list)
    }

    fn shared_texts(&mut self) -> Result<(), WorkbookError> {
        let Some(mut records) = self.records("xl/sharedStrings.bin")? else { return Ok(()) };
        while let Some(kind) = records.next()? {
            if kind == SHARED_ITEM {
                let text = wide_text(&records.bytes, 1).map(|(text, _)| text).unwrap_or_default();
                self.texts.push(text.into_boxed_str());
            }
        }
        Ok(())
    }

    /// The cells of a sheet.
    ///
    /// # Errors
    ///
    /// If its part is not there.
    pub fn cells(&self, sheet: usize) -> Result<Cells<'_>, WorkbookError> {
        let records = self.parts.get(sheet).map(|part| self.records(part)).transpose()?.flatten();
        let records = records.ok_or(WorkbookError::Damaged(Damage::NoContent))?;
        Ok(Cells { book: self, records, row: 0 })
    }
}

/// The cells of a sheet, as they come.
pub struct Cells<'b> {
    book: &'b Xlsb,
    records: Records,
    row: u32,
}

impl<'b> Cells<'b> {
    /// The next filled cell with its row.
    ///
    /// # Errors
    ///
    /// If the sheet is damaged or has no end.
    pub fn next(&mut self, formats: &Formats) -> Result<Option<(u32, Option<SheetCell<'b>>)>, WorkbookError> {
        while let Some(kind) = self.records.next()? {
            let bytes = &self.records.bytes;
            match kind {
                ROW => self.row = u32_at(bytes, 0).unwrap_or(u32::MAX),
                END_OF_CELLS => return Ok(None),
                SHORT_NUMBER..=FORMULA_ERROR | RICH_TEXT => {
                    let look = u32_at(bytes, 4).map_or(0, |look| look & 0x00ff_ffff) as usize;
                    let format = self.book.looks.get(look).copied().unwrap_or(u32::MAX);
                    let Some(column) = u32_at(bytes, 0) else { continue };
                    let Some(value) = self.value(kind, format, formats)? else { continue };
                    return Ok(Some((self.row, Some(SheetCell { column, format, value }))));
                }
                _ => {}
            }
        }
        Err(WorkbookError::Damaged(Damage::EndlessSheet))
    }

    fn value(&self, kind: u16, format: u32, formats: &Formats) -> Result<Option<SheetValue<'b>>, WorkbookError> {
        let bytes = &self.records.bytes;
        let text = |at| {
            let text = wide_text(bytes, at).map(|(text, _)| text).filter(|text| !text.is_empty());
            text.map(|text| SheetValue::Text(Cow::Owned(text)))
        };
        Ok(match kind {
            SHORT_NUMBER => u32_at(bytes, 8).map(|number| formats.number(short_number(number), format)),
            NUMBER | FORMULA_NUMBER => f64_at(bytes, 8).map(|number| formats.number(number, format)),
            FLAG | FORMULA_FLAG => bytes.get(8).map(|flag| SheetValue::Flag(*flag != 0)),
            ERROR | FORMULA_ERROR => bytes.get(8).map(|code| SheetValue::Error(Cow::Borrowed(excel_error(*code)))),
            TEXT | FORMULA_TEXT => text(8),
            RICH_TEXT => text(9),
            SHARED_TEXT => {
                let shared = u32_at(bytes, 8).and_then(|number| self.book.texts.get(number as usize));
                let shared = shared.ok_or(WorkbookError::Damaged(Damage::MissingText))?;
                (!shared.is_empty()).then_some(SheetValue::Text(Cow::Borrowed(shared)))
            }
            _ => None,
        })
    }
}

/// The records of a part.
struct Records {
    archive: Arc<Archive>,
    content: BufReader<Content>,
    /// What the last record holds.
    bytes: Vec<u8>,
}

impl Records {
    /// The kind of the next record; nothing at the part's end.
    fn next(&mut self) -> Result<Option<u16>, WorkbookError> {
        let Some(first) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(first);
        if first & 0x80 != 0 {
            kind = u16::from(first & 0x7f) | u16::from(self.inner_byte()? & 0x7f) << 7;
        }
        let mut length = 0;
        for place in 0..4 {
            let byte = self.inner_byte()?;
            length |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        // How long a record may be is looked at on the way: see the module `xlsb_records`.
        self.bytes.clear();
        let read = self.content.by_ref().take(length as u64).read_to_end(&mut self.bytes);
        match read {
            Ok(count) if count == length => Ok(Some(kind)),
            _ => Err(self.problem()),
        }
    }

    fn problem(&self) -> WorkbookError {
        self.archive.problem().unwrap_or(WorkbookError::Damaged(Damage::CutOff))
    }

    fn byte(&mut self) -> Result<Option<u8>, WorkbookError> {
        let mut byte = [0];
        match self.content.read(&mut byte) {
            Ok(0) => Ok(None),
            Ok(_) => Ok(Some(byte[0])),
            Err(_) => Err(self.problem()),
        }
    }

    fn inner_byte(&mut self) -> Result<u8, WorkbookError> {
        self.byte()?.ok_or(WorkbookError::Damaged(Damage::CutOff))
    }
}

/// The part that a link of the workbook's leads to.
fn part_at(target: &str) -> String {
    let mut steps = if target.starts_with('/') { Vec::new() } else { vec!["xl"] };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = steps.pop(),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The text that stands here, and where it ends.
fn wide_text(bytes: &[u8], at: usize) -> Option<(String, usize)> {
    let start = at.checked_add(4)?;
    let end = start.checked_add((u32_at(bytes, at)? as usize).checked_mul(2)?)?;
    let units = bytes.get(start..end)?.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
    Some((char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_parts_whatever_their_spelling() {
        for target in [
            "worksheets/sheet1.bin",
            "./worksheets/sheet1.bin",
            "/xl/worksheets/sheet1.bin",
            "../xl/worksheets//sheet1.bin",
        ] {
            assert_eq!(part_at(target), "xl/worksheets/sheet1.bin", "{target}");
        }
    }
}
