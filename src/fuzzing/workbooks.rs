//! Workbooks of every kind: refused in words, or opened and read to their last rows, each time alike.

use std::io::{Cursor, Write};

use flate2::Crc;

use super::{Silent, cell, options};
use crate::draw::rules_in;
use crate::list::text::Bytes;
use crate::list::workbook::{Workbook, foreign, looks_like_workbook};
use crate::list::{InputError, Reading};
use crate::rule::{Field, FieldKind};

/// The bytes of a file that may be a workbook.
pub fn workbooks(bytes: &[u8]) {
    if foreign(bytes).is_some() {
        assert!(!looks_like_workbook(bytes), "a file is one thing");
    }
    for header_row in [Some(1), None] {
        match (read(bytes, header_row), read(bytes, header_row)) {
            (Ok(first), Ok(second)) => assert_eq!(first, second, "the same bytes, the same list"),
            (Err(first), Err(second)) => {
                assert!(!first.to_string().is_empty(), "a refusal says why");
                assert_eq!(first.to_string(), second.to_string(), "the same bytes, the same words");
            }
            (first, second) => panic!("{first:?}, but then {second:?}"),
        }
    }
}

/// Markup that is a workbook: the first line names the kind (`html`, `xml`), whose beginning is put in front of the rest.
pub fn markup(bytes: &[u8]) {
    let (words, rest) = options(bytes);
    let begin: &[u8] = match words[0].as_str() {
        "html" => b"<html>",
        "xml" => b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">",
        _ => return,
    };
    workbooks(&[begin, rest].concat());
}

/// The parts of a workbook, whose container is made here so that its bytes need not be found by chance. The first line names the kind
/// (`xlsx`, `xlsb`, `ods`, `xls`); then come parts behind lines `=== NAME`, before the first of them the part that holds the cells.
/// A part that is not given is one of a small workbook.
pub fn parts(bytes: &[u8]) {
    let (words, rest) = options(bytes);
    let mut sections = sections(rest);
    let first = sections.remove(0).1;
    let (cells, mut parts): (_, Vec<(String, Vec<u8>)>) = match words[0].as_str() {
        "xlsx" => ("xl/worksheets/sheet1.xml", owned(&xlsx())),
        "xlsb" => ("xl/worksheets/sheet1.bin", owned(&XLSB)),
        "ods" => ("content.xml", owned(&ODS)),
        "xls" => return workbooks(&compound("Workbook", first)),
        _ => return,
    };
    let given = sections.into_iter().chain([(cells.to_owned(), first)]);
    for (name, content) in given {
        parts.retain(|(other, _)| *other != name);
        parts.push((name, content.to_vec()));
    }
    workbooks(&archive(&parts));
}

/// What stands in front of the first line `=== NAME`, and what stands behind each such line.
fn sections(bytes: &[u8]) -> Vec<(String, &[u8])> {
    const MARK: &[u8] = b"\n=== ";
    let mut starts = vec![(String::new(), 0)];
    let mut ends = Vec::new();
    for at in memchr::memmem::find_iter(bytes, MARK) {
        let name = &bytes[at + MARK.len()..];
        let length = name.iter().position(|&byte| byte == b'\n').unwrap_or(name.len());
        // A name holds no mark, so a section begins behind the last one's end.
        starts.push((String::from_utf8_lossy(&name[..length]).into_owned(), at + MARK.len() + length));
        ends.push(at);
    }
    ends.push(bytes.len());
    let section = |((name, start), end): ((String, usize), usize)| {
        let content = &bytes[start.min(end)..end];
        (name, content.strip_prefix(b"\n").filter(|_| start > 0).unwrap_or(content))
    };
    starts.into_iter().zip(ends).map(section).collect()
}

fn owned(parts: &[(&str, &[u8])]) -> Vec<(String, Vec<u8>)> {
    parts.iter().map(|(name, content)| ((*name).to_owned(), content.to_vec())).collect()
}

fn xlsx() -> [(&'static str, &'static [u8]); 6] {
    [
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        (
            "xl/styles.xml",
            b"<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>",
        ),
        ("xl/sharedStrings.xml", b"<sst><si><t>id</t></si><si><t>revenue</t></si><si><r><t>K</t></r><r><t>1</t></r></si></sst>"),
    ]
}

/// A workbook of one sheet: the records of a sheet named `List` in `r1`.
const XLSB: [(&str, &[u8]); 3] = [
    ("[Content_Types].xml", b"<Types/>"),
    (
        "xl/workbook.bin",
        b"\x9c\x01\x98\0\0\0\0\0\0\0\0\x02\0\0\0r\x001\0\x04\0\0\0L\0i\0s\0t\0\x90\x01\x80\0\x9d\x01\x80\0",
    ),
    (
        "xl/_rels/workbook.bin.rels",
        b"<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.bin\"/></Relationships>",
    ),
];

const ODS: [(&str, &[u8]); 2] = [
    ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
    ("META-INF/manifest.xml", b"<manifest:manifest/>"),
];

/// An archive whose parts are stored as they are.
pub(crate) fn archive(parts: &[(impl AsRef<[u8]>, impl AsRef<[u8]>)]) -> Vec<u8> {
    let (mut bytes, mut table) = (Vec::new(), Vec::new());
    for (name, content) in parts {
        let (name, content) = (name.as_ref(), content.as_ref());
        let name = &name[..name.len().min(1000)];
        let mut checksum = Crc::new();
        checksum.update(content);
        let size = content.len() as u32;
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        [checksum.sum(), size, size].iter().for_each(|number| common.extend(number.to_le_bytes()));
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        table.extend(b"PK\x01\x02\x14\0");
        table.extend(&common);
        table.extend([0; 10]);
        table.extend((bytes.len() as u32).to_le_bytes());
        table.extend(name);
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&common);
        bytes.extend(name);
        bytes.extend(content);
    }
    let count = (parts.len() as u16).to_le_bytes();
    let (start, length) = (bytes.len() as u32, table.len() as u32);
    bytes.extend(&table);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count, count].concat());
    bytes.extend([length.to_le_bytes(), start.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

/// A compound file with one stream.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let written = || {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        file.create_stream(name)?.write_all(stream)?;
        file.flush()?;
        Ok::<_, std::io::Error>(file.into_inner().into_inner())
    };
    written().expect("memory is writable")
}

/// The list in the workbook, in words.
fn read(bytes: &[u8], header_row: Option<u64>) -> Result<String, InputError> {
    let reading = Reading { header_row, ..Reading::default() };
    let mut workbook = Workbook::of(Bytes::of_copy(bytes, "fuzzed.xlsx")?, &reading)?;
    let field = |name: &str, kind| {
        [Field { name: name.to_owned(), kind, headers: Vec::new(), default: None, optional: true, money: false }]
    };
    use FieldKind::{Date, Flag, Number, Percent, Text};
    let wanted = [("id", Text), ("revenue", Number), ("since", Date), ("rate", Percent), ("aware", Flag)];
    let wanted = wanted.map(|(name, kind)| field(name, kind));
    let mut binding = workbook.bind(&wanted.each_ref().map(<[Field; 1]>::as_slice), &reading)?;
    binding.watch_ids(&wanted[0][0], None);
    let extract = workbook.extract(&binding, &Silent);
    // A column that is refused does not keep the records from being read.
    let extract = match extract {
        Ok(extract) => extract,
        Err(InputError::Column { .. }) => {
            binding.fields.clear();
            workbook.extract(&binding, &Silent)?
        }
        Err(error) => return Err(error),
    };
    let (mut records, mut customers) = (0, 0);
    workbook.records(&binding, |record| {
        assert_eq!(record.first, records, "records come in their order");
        records += record.count;
        customers += usize::from(matches!(record.kind, crate::list::RecordKind::Customer(_)));
        record.cells().for_each(|(column, _)| assert!(column < 16_384, "a column of a sheet"));
        Ok::<(), InputError>(())
    })?;
    assert!(records >= extract.records, "the second pass finds what the first did");
    assert_eq!(customers, extract.customers, "the second pass finds the first one's customers");
    let rows = extract.customers.min(100);
    let columns = extract.columns.iter().map(|column| (0..rows).map(|row| cell(column, row)).collect());
    let properties = workbook.properties();
    let rules = rules_in(|name| properties.get(name).map(String::as_str));
    Ok(format!("{records} {:?} {:?} {rules:?}", columns.collect::<Vec<Vec<String>>>(), extract.hidden))
}
