//! XLS workbooks of Excel 5 to 2003, read from their records.
//!
//! What they claim (dimensions, counts of texts, code pages of Unicode) is not asked; what they hold is counted as it is read.

use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::bytes_reader::BytesReader;
use super::cell::{Formats, excel_error};
use super::error::{Damage, ForeignFile, WorkbookError};
use super::format::Format;
use super::kept::{Keeper, Kept};
use super::little_endian::{u16_at, u32_at};
use super::rows::SheetName;
use crate::list::limits::Limits;
use crate::list::text::Bytes;

mod records;
mod sheet;

use records::{Content, Writing, record};

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000A;
const DATE_MODE: u16 = 0x0022;
const PASSWORD: u16 = 0x002F;
const CODE_PAGE: u16 = 0x0042;
const SHEET: u16 = 0x0085;
const CELL_FORMAT: u16 = 0x00E0;
const SHARED_TEXTS: u16 = 0x00FC;
const FORMAT: u16 = 0x041E;
const LABEL: u16 = 0x0204;
const RICH_LABEL: u16 = 0x00D6;
const STRING: u16 = 0x0207;

/// The version of Excel 97 to 2003, in the first record.
const EXCEL_97: u16 = 0x0600;

/// Reads a workbook whole. `encoding` is that of its texts where it is of Excel 5 or 95, whatever the workbook says.
///
/// # Errors
///
/// If it is encrypted or damaged, if it is no workbook, and if it holds more than it may.
pub fn read(
    bytes: &Arc<Bytes>,
    limits: &Limits,
    encoding: Option<&'static Encoding>,
) -> Result<(Kept, Vec<SheetName>, Formats), WorkbookError> {
    let length = bytes.len();
    let mut keeper = Keeper::new(limits, length, length)?;
    let stream = stream(bytes)?;
    let globals = Globals::read(&stream, encoding, &mut keeper)?;
    let mut sheets = Vec::new();
    // Where each stretch begins that was read, and where it ends: sheets that are one would be read again and again.
    let mut seen = BTreeMap::from([(0, globals.end)]);
    let apart = |is_apart: bool| is_apart.then_some(()).ok_or(WorkbookError::Damaged(Damage::SharedSheet));
    for (start, name) in &globals.sheets {
        apart(seen.range(..=start).next_back().is_none_or(|(_, end)| end <= start))?;
        let end = sheet::read(&stream, *start, &globals, &mut keeper)?;
        apart(seen.range(start..).next().is_none_or(|(next, _)| end <= *next))?;
        seen.insert(*start, end);
        sheets.push(name.clone());
    }
    Ok((keeper.finish(), sheets, globals.formats))
}

/// The stream of a workbook. Compound files without one may be encrypted workbooks of any kind, or other documents; some programs
/// write the stream without a compound file around it.
fn stream(bytes: &Arc<Bytes>) -> Result<Vec<u8>, WorkbookError> {
    let damaged = |_| WorkbookError::Damaged(Damage::SectorTable);
    let mut stream = Vec::new();
    let mut first = [0; 2];
    if bytes.len() > 2 && bytes.read(0, &mut first).is_ok() && u16::from_le_bytes(first) == BOF {
        BytesReader::buffered(bytes).read_to_end(&mut stream).map_err(damaged)?;
        return Ok(stream);
    }
    let mut file = cfb::CompoundFile::open(BytesReader::buffered(bytes)).map_err(damaged)?;
    let name = match () {
        () if file.is_stream("Workbook") => "Workbook",
        () if file.is_stream("Book") => "Book",
        () if file.exists("EncryptedPackage") || file.exists("EncryptionInfo") => return Err(WorkbookError::Encrypted),
        () => {
            let what = match () {
                () if file.exists("WordDocument") => ForeignFile::Word,
                () if file.exists("PowerPoint Document") => ForeignFile::PowerPoint,
                () => ForeignFile::OldOffice,
            };
            return Err(WorkbookError::NotAWorkbook { what });
        }
    };
    // A stream is part of the file; one that claims to be longer is not believed.
    let mut content = file.open_stream(name).map_err(damaged)?.take(bytes.len());
    content.read_to_end(&mut stream).map_err(damaged)?;
    Ok(stream)
}

/// What the records in front of the sheets say.
struct Globals {
    /// Where the sheets with cells begin, and their names.
    sheets: Vec<(usize, SheetName)>,
    /// How texts are written.
    writing: Writing,
    /// The formats that cells name, each once.
    formats: Formats,
    /// For each number by which cells name their look, the place among the formats.
    looks: Vec<u16>,
    /// How many texts the cells share.
    texts: u32,
    /// Where the records end.
    end: usize,
}

impl Globals {
    fn read(stream: &[u8], asked: Option<&'static Encoding>, keeper: &mut Keeper) -> Result<Globals, WorkbookError> {
        let version =
            record(stream, 0).filter(|(kind, _)| *kind == BOF).and_then(|(_, content)| u16_at(stream, content.start));
        let Some(version) = version else { return Err(WorkbookError::Damaged(Damage::TooOld)) };
        let writing = match version {
            EXCEL_97.. => Writing::Unicode,
            _ => Writing::Bytes(asked.or_else(|| code_page(stream)).unwrap_or_else(|| guessed(stream))),
        };
        let mut globals =
            Globals { sheets: Vec::new(), writing, formats: Formats::default(), looks: Vec::new(), texts: 0, end: 0 };
        let (mut own, mut numbers) = (BTreeMap::new(), Vec::new());
        loop {
            let (kind, content) = record(stream, globals.end).ok_or_else(cut_off)?;
            globals.end = content.end;
            match kind {
                EOF => break,
                PASSWORD => return Err(WorkbookError::Encrypted),
                DATE_MODE => globals.formats.is_1904 = u16_at(&stream[content], 0) == Some(1),
                SHEET => globals.sheet(stream, content)?,
                CELL_FORMAT => numbers.extend(u16_at(&stream[content], 2)),
                FORMAT => _ = globals.own_format(stream, content).map(|(number, format)| own.insert(number, format)),
                SHARED_TEXTS => {
                    let mut texts = Content::of(stream, content.start.saturating_add(8).min(content.end)..content.end);
                    while let Some(text) = texts.shared_text() {
                        keeper.shared_text(&text)?;
                    }
                    globals.texts = keeper.texts();
                }
                _ => {}
            }
        }
        let mut places = BTreeMap::new();
        let Globals { formats, looks, .. } = &mut globals;
        for number in numbers.into_iter().take(usize::from(u16::MAX)) {
            looks.push(*places.entry(number).or_insert_with(|| {
                formats.list.push(own.remove(&number).unwrap_or_else(|| Format::built_in(number)));
                (formats.list.len() - 1) as u16
            }));
        }
        Ok(globals)
    }

    fn sheet(&mut self, stream: &[u8], content: Range<usize>) -> Result<(), WorkbookError> {
        let bytes = &stream[content.clone()];
        let (Some(start), [_, _, _, _, state, kind, ..]) = (u32_at(bytes, 0), bytes) else { return Err(cut_off()) };
        // Charts and macros have no cells.
        if *kind == 0 {
            let name = Content::of(stream, content.start + 6..content.end).text(1, self.writing);
            let visible = state & 3 == 0;
            self.sheets.push((start as usize, SheetName { name: name.unwrap_or_default(), visible }));
        }
        Ok(())
    }

    /// A format of the workbook's own, which counts whatever its number.
    fn own_format(&self, stream: &[u8], content: Range<usize>) -> Option<(u16, Format)> {
        let number = u16_at(&stream[content.clone()], 0)?;
        let length_bytes = if matches!(self.writing, Writing::Unicode) { 2 } else { 1 };
        let code = Content::of(stream, content.start + 2..content.end).text(length_bytes, self.writing)?;
        Some((number, Format::of(&code)))
    }
}

/// The encoding that a workbook of bytes says that it is in; nothing where it says none, or one that is not known.
fn code_page(stream: &[u8]) -> Option<&'static Encoding> {
    let found = records(stream).find(|(kind, _)| matches!(*kind, CODE_PAGE | EOF));
    let number = found.filter(|(kind, _)| *kind == CODE_PAGE).and_then(|(_, content)| u16_at(&stream[content], 0))?;
    match number {
        10_000 | 0x8000 => Some(MACINTOSH),
        367 | 0x8001 => Some(WINDOWS_1252),
        10_007 => Some(encoding_rs::X_MAC_CYRILLIC),
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        866 => Some(encoding_rs::IBM866),
        number => Encoding::for_label(format!("windows-{number}").as_bytes()),
    }
}

/// The encoding that a workbook of bytes seems to be in, by the texts of its cells.
fn guessed(stream: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for (_, content) in records(stream).filter(|(kind, _)| matches!(*kind, LABEL | RICH_LABEL)) {
        detector.feed(stream[content].get(8..).unwrap_or_default(), false);
        detector.feed(b"\n", false);
    }
    detector.feed(b"", true);
    detector.guess(None, Utf8Detection::Deny)
}

/// All records of a stream, one behind the other.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let found = record(stream, at)?;
        at = found.1.end;
        Some(found)
    })
}

fn cut_off() -> WorkbookError {
    WorkbookError::Damaged(Damage::CutOff)
}
