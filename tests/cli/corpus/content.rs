//! The bytes of a case's list.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::case::{Case, Filler};
use super::{hostile, records};

/// The file's bytes.
pub fn bytes(case: &Case, folder: &Path) -> Vec<u8> {
    let mut bytes = plain(case, folder);
    let replacements = case.replace.iter().map(|[from, to]| (unescaped(from, None), unescaped(to, None)));
    let replacements = replacements.collect::<Vec<_>>();
    if bytes.starts_with(b"PK") && !(case.parts.is_empty() && replacements.is_empty()) {
        bytes = changed(case, &bytes, &replacements);
    } else {
        for (from, to) in &replacements {
            bytes = replaced(case, &bytes, from, to);
        }
    }
    bytes.truncate(case.cut.unwrap_or(usize::MAX));
    bytes
}

fn plain(case: &Case, folder: &Path) -> Vec<u8> {
    let mut made = Vec::new();
    made.extend(case.list.as_deref().map(|list| text(list, case.encoding.as_deref(), case.filler.as_ref())));
    made.extend(case.written.as_deref().map(|name| {
        let path = folder.join("workbooks").join(name);
        std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }));
    made.extend(case.sheet.as_deref().map(|sheet| archive(&xlsx(sheet))));
    made.extend(case.table.as_deref().map(|table| archive(&opendocument(table))));
    made.extend(case.binary.as_deref().map(|sheet| archive(&records::xlsb(sheet))));
    made.extend(case.records.as_deref().map(records::xls));
    made.extend(case.bomb.as_deref().map(hostile::bomb));
    assert_eq!(made.len(), 1, "{}: is one list, not {}", case.name, made.len());
    made.remove(0)
}

fn text(list: &str, encoding: Option<&str>, filler: Option<&Filler>) -> Vec<u8> {
    let mut whole = Vec::new();
    for line in list.split_inclusive('\n') {
        match filler.filter(|_| line == "...\n") {
            Some(Filler { times, line }) => {
                let lines = (1..=*times).flat_map(|n| unescaped(&line.replace("{n}", &n.to_string()), encoding));
                whole.extend(lines);
            }
            None => whole.extend(unescaped(line, encoding)),
        }
    }
    whole
}

/// The bytes of a text with escapes.
pub fn unescaped(text: &str, encoding: Option<&str>) -> Vec<u8> {
    let (mut bytes, mut run, mut chars) = (Vec::new(), String::new(), text.chars());
    while let Some(c) = chars.next() {
        if c != '\\' {
            run.push(c);
            continue;
        }
        match chars.next() {
            Some('n') => run.push('\n'),
            Some('r') => run.push('\r'),
            Some('t') => run.push('\t'),
            Some('0') => run.push('\0'),
            Some('\\') => run.push('\\'),
            Some('x') => {
                bytes.extend(encoded(&std::mem::take(&mut run), encoding));
                let digits = chars.by_ref().take(2).collect::<String>();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap_or_else(|_| panic!("\\x{digits}")));
            }
            Some('u') => {
                let digits = chars.by_ref().skip(1).take_while(|c| *c != '}').collect::<String>();
                let number = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                run.push(number.unwrap_or_else(|| panic!("\\u{{{digits}}}")));
            }
            other => panic!("no escape: {other:?} in {text:?}"),
        }
    }
    bytes.extend(encoded(&run, encoding));
    bytes
}

fn encoded(text: &str, encoding: Option<&str>) -> Vec<u8> {
    match encoding {
        None => text.as_bytes().to_vec(),
        Some("utf-16le") => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Some("utf-16be") => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Some(label) => {
            let encoding = Encoding::for_label(label.as_bytes()).unwrap_or_else(|| panic!("no encoding {label}"));
            let (bytes, _, lacks) = encoding.encode(text);
            assert!(!lacks, "{label} lacks something of {text:?}");
            bytes.into_owned()
        }
    }
}

type Parts = BTreeMap<String, Vec<u8>>;

/// An archive of packed parts, the same bytes every time.
pub fn archive(parts: &Parts) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).expect("it fits");
        writer.write_all(content).expect("it is written");
    }
    writer.finish().expect("it is written").into_inner()
}

/// The archive with the case's parts, and with its replacements in all parts.
fn changed(case: &Case, bytes: &[u8], replacements: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mut archive_in = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut parts = Parts::new();
    for index in 0..archive_in.len() {
        let mut part = archive_in.by_index(index).expect("a part");
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its content");
        parts.insert(part.name().expect("a name").to_string(), content);
    }
    for (name, content) in &case.parts {
        parts.insert(name.clone(), unescaped(content, None));
    }
    parts.retain(|_, content| !content.is_empty());
    for (from, to) in replacements {
        let has = parts.values().any(|content| memchr::memmem::find(content, from).is_some());
        assert!(has, "{}: {:?} is in no part", case.name, String::from_utf8_lossy(from));
        for content in parts.values_mut().filter(|content| memchr::memmem::find(content, from).is_some()) {
            *content = replaced(case, content, from, to);
        }
    }
    archive(&parts)
}

fn replaced(case: &Case, bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = bytes;
    while let Some(at) = memchr::memmem::find(rest, from) {
        out.extend_from_slice(&rest[..at]);
        out.extend_from_slice(to);
        rest = &rest[at + from.len()..];
    }
    assert!(rest.len() < bytes.len(), "{}: {:?} is not in it", case.name, String::from_utf8_lossy(from));
    out.extend_from_slice(rest);
    out
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The smallest XLSX workbook: one sheet, and the formats General, a date (1) and per cent (2).
pub fn xlsx(sheet: &str) -> Parts {
    let links = |target: &str, kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("_rels/.rels", links("xl/workbook.xml", "officeDocument")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><workbookPr/>\
                 <sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/_rels/workbook.xml.rels", links("worksheets/sheet1.xml", "worksheet")),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{MAIN}\">{sheet}</worksheet>")),
    ];
    parts.into_iter().map(|(name, content)| (name.to_owned(), content.into_bytes())).collect()
}

/// The smallest OpenDocument workbook: one sheet.
pub fn opendocument(table: &str) -> Parts {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Liste\">{table}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let parts = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ];
    parts.into_iter().map(|(name, content)| (name.to_owned(), content.as_bytes().to_vec())).collect()
}
