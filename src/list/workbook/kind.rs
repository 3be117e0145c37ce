//! What kind of file it is, told from its content and never from its name.

use std::io::{self, Read, Seek, SeekFrom};

use super::archive::{self, Entry};
use super::error::{Damage, ForeignFile, WorkbookError};

/// A kind of workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WorkbookKind {
    /// XLSX and XLSM: a zip archive of XML parts.
    Xlsx,
    /// XLSB: a zip archive of binary parts.
    Xlsb,
    /// XLS: a compound file. Encrypted workbooks of every kind are compound files too.
    Xls,
    /// ODS: a zip archive of OpenDocument parts.
    Ods,
    /// SpreadsheetML: the XML of Excel 2003.
    SpreadsheetXml,
    /// A web page with tables.
    Html,
}

impl WorkbookKind {
    /// The kind as people call it.
    pub fn name(self) -> &'static str {
        match self {
            WorkbookKind::Xlsx => "XLSX",
            WorkbookKind::Xlsb => "XLSB",
            WorkbookKind::Xls => "XLS",
            WorkbookKind::Ods => "ODS",
            WorkbookKind::SpreadsheetXml => "XML",
            WorkbookKind::Html => "HTML",
        }
    }
}

/// How many of the first bytes tell what a file is.
pub const FIRST_BYTES: usize = 4096;

/// Whether the file's first bytes are those of a workbook, so that it is no delimited text.
pub fn looks_like_workbook(first_bytes: &[u8]) -> bool {
    is_zip(first_bytes) || is_xls(first_bytes) || kind_of_markup(first_bytes).is_some()
}

/// What a file is by its first bytes, where that is neither text nor a workbook: PDF, a picture ….
pub fn foreign(first_bytes: &[u8]) -> Option<ForeignFile> {
    const SIGNS: [(&[u8], ForeignFile); 11] = [
        (b"%PDF-", ForeignFile::Pdf),
        (b"{\\rtf", ForeignFile::Rtf),
        (b"\x1f\x8b", ForeignFile::Gzip),
        (b"7z\xbc\xaf\x27\x1c", ForeignFile::SevenZip),
        (b"Rar!\x1a\x07", ForeignFile::Rar),
        (b"PAR1", ForeignFile::Parquet),
        (b"\x89PNG", ForeignFile::Picture),
        (b"\xff\xd8\xff", ForeignFile::Picture),
        // The first record of a sheet, and how long it is.
        (b"\x09\0\x04\0", ForeignFile::OldExcel { version: 2 }),
        (b"\x09\x02\x06\0", ForeignFile::OldExcel { version: 3 }),
        (b"\x09\x04\x06\0", ForeignFile::OldExcel { version: 4 }),
    ];
    let sign = SIGNS.iter().find(|(sign, _)| first_bytes.starts_with(sign)).map(|(_, what)| *what);
    sign.or_else(|| {
        let text = markup(first_bytes);
        match () {
            () if kind_of_markup(first_bytes).is_some() => None,
            () if text.starts_with("mime-version:") => Some(ForeignFile::WebArchive),
            () if !text.starts_with("<?xml") => None,
            () if text.contains("<office:document") => Some(ForeignFile::FlatOpenDocument),
            () => Some(ForeignFile::Xml),
        }
    })
}

/// The beginning of markup in small letters, without what stands in front of it. UTF-16 has a zero in each of its letters.
fn markup(first_bytes: &[u8]) -> String {
    let marks: [&[u8]; 3] = [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"];
    let bytes = marks.iter().find_map(|mark| first_bytes.strip_prefix(*mark)).unwrap_or(first_bytes);
    let letters = bytes.iter().filter(|byte| **byte != 0).map(|byte| char::from(byte.to_ascii_lowercase()));
    letters.collect::<String>().trim_start().to_owned()
}

/// The kind of a workbook that is written in markup, by its beginning.
fn kind_of_markup(first_bytes: &[u8]) -> Option<WorkbookKind> {
    const PAGES: [&str; 7] = ["<html", "<!doctype html", "<table", "<head", "<meta", "<body", "<style"];
    let text = markup(first_bytes);
    let holds = |tag: &str| {
        text.match_indices(tag).any(|(at, _)| text[at + tag.len()..].starts_with([' ', '>', '\n', '\r', '\t']))
    };
    match () {
        () if !text.starts_with('<') => None,
        () if PAGES.iter().any(|tag| text.starts_with(tag)) || holds("<html") || holds("<table") => {
            // A sheet of SpreadsheetML has a table too.
            let is_sheet = text.contains("urn:schemas-microsoft-com:office:spreadsheet") && !holds("<html");
            Some(if is_sheet { WorkbookKind::SpreadsheetXml } else { WorkbookKind::Html })
        }
        () if text.contains("excel.sheet") || holds("<workbook") || holds("<ss:workbook") => {
            Some(WorkbookKind::SpreadsheetXml)
        }
        () => None,
    }
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// A compound file, or the stream of an XLS workbook without one around it.
fn is_xls(bytes: &[u8]) -> bool {
    let is_stream = matches!(bytes, [0x09, 0x08, 8 | 16, 0, 0, 5 | 6, 5, 0, ..]);
    is_stream || bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// The kind of a workbook, and what an archive has in it (nothing for other files).
pub(super) fn sniff(file: &mut (impl Read + Seek)) -> io::Result<Result<(WorkbookKind, Vec<Entry>), WorkbookError>> {
    let mut first = Vec::with_capacity(FIRST_BYTES);
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(FIRST_BYTES as u64).read_to_end(&mut first)?;
    if is_xls(&first) {
        return Ok(Ok((WorkbookKind::Xls, Vec::new())));
    }
    if !is_zip(&first) {
        let unknown = WorkbookError::NotAWorkbook { what: ForeignFile::Unknown };
        return Ok(kind_of_markup(&first).map(|kind| (kind, Vec::new())).ok_or(unknown));
    }
    let Some(entries) = archive::entries(file)? else {
        return Ok(Err(WorkbookError::Damaged(Damage::CutOff)));
    };
    Ok(kind_of(&entries).map(|kind| (kind, entries)))
}

fn kind_of(entries: &[Entry]) -> Result<WorkbookKind, WorkbookError> {
    let has = |fits: &dyn Fn(&str) -> bool| entries.iter().any(|entry| fits(&entry.name.to_ascii_lowercase()));
    let what = if has(&|name| name == "[content_types].xml") {
        if has(&|name| name.ends_with("workbook.bin")) {
            return Ok(WorkbookKind::Xlsb);
        }
        if has(&|name| name.ends_with("workbook.xml") || name.starts_with("xl/")) {
            return Ok(WorkbookKind::Xlsx);
        }
        match () {
            () if has(&|name| name.starts_with("word/")) => ForeignFile::Word,
            () if has(&|name| name.starts_with("ppt/")) => ForeignFile::PowerPoint,
            () => ForeignFile::Office,
        }
    } else if has(&|name| name == "content.xml") && has(&|name| name == "mimetype" || name == "meta-inf/manifest.xml") {
        return Ok(WorkbookKind::Ods);
    } else if has(&|name| name.starts_with("index/") || name == "index.zip") {
        ForeignFile::AppleNumbers
    } else {
        ForeignFile::Zip
    };
    Err(WorkbookError::NotAWorkbook { what })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(names: &[&str]) -> Result<WorkbookKind, WorkbookError> {
        kind_of(&names.iter().map(|name| Entry { name: (*name).to_owned(), ..Entry::default() }).collect::<Vec<_>>())
    }

    #[test]
    fn an_archives_parts_tell_its_kind() {
        assert_eq!(kind(&["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"]), Ok(WorkbookKind::Xlsx));
        assert_eq!(kind(&["[Content_Types].xml", "xl/workbook.bin"]), Ok(WorkbookKind::Xlsb));
        assert_eq!(kind(&["mimetype", "content.xml", "META-INF/manifest.xml"]), Ok(WorkbookKind::Ods));
        assert_eq!(kind(&["content.xml", "META-INF/manifest.xml"]), Ok(WorkbookKind::Ods));
        let what = |names| match kind(names) {
            Err(WorkbookError::NotAWorkbook { what }) => what.to_string(),
            _ => "a workbook".to_owned(),
        };
        assert_eq!(what(&["[Content_Types].xml", "word/document.xml"]), "a Word document");
        assert_eq!(what(&["Index/Document.iwa"]), "an Apple Numbers document");
        assert_eq!(what(&["customers.csv"]), "a ZIP archive");
    }

    #[test]
    fn web_pages_and_other_files_are_told_from_lists() {
        let page = Some(WorkbookKind::Html);
        let sheet = Some(WorkbookKind::SpreadsheetXml);
        let wide = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        for (kind, bytes) in [
            (page, &b"\xef\xbb\xbf\r\n<HTML xmlns:x=\"urn\">"[..]),
            (page, b"<!-- made by a shop --><html>"),
            (page, b"<div><table border=0>"),
            (page, b"<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\">"),
            (page, &wide),
            (sheet, b"<?xml version=\"1.0\"?><Workbook>"),
            (sheet, b"<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"),
            (sheet, b"<ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><ss:Worksheet><Table >"),
            (None, b"<id>;<revenue>\n"),
            (None, b"<?xml version=\"1.0\"?><list>"),
        ] {
            assert_eq!(kind_of_markup(bytes), kind, "{}", String::from_utf8_lossy(bytes));
        }
        let foreign = |bytes: &[u8]| foreign(bytes).map(|what| what.to_string());
        let some = |what: &str| Some(what.to_owned());
        assert_eq!(foreign(b"<?xml version=\"1.0\"?><list>"), some("an XML document"));
        assert_eq!(foreign(b"MIME-Version: 1.0\r\n"), some("a web page with its pictures (MHTML)"));
        assert_eq!(foreign(b"%PDF-1.7"), some("a PDF document"));
        assert_eq!(foreign(b"\x09\0\x04\0\x02\0\x10\0"), some("an Excel 2 workbook"));
        for text in [&b"id,revenue\n"[..], b"<id>;<revenue>\n", b"", b"PK,5\n", b"\xef\xbb\xbf", b"<table>"] {
            assert_eq!(foreign(text), None);
        }
    }

    #[test]
    fn text_is_no_workbook() {
        assert!(!looks_like_workbook(b"id,revenue\n"));
        assert!(!looks_like_workbook(b"PK"));
        assert!(looks_like_workbook(b"PK\x03\x04\x14\x00"));
        assert!(looks_like_workbook(b"\x09\x08\x08\0\0\x05\x05\0"));
        assert!(looks_like_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
    }
}
