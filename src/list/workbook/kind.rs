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
}

impl WorkbookKind {
    /// The kind as people call it.
    pub fn name(self) -> &'static str {
        match self {
            WorkbookKind::Xlsx => "XLSX",
            WorkbookKind::Xlsb => "XLSB",
            WorkbookKind::Xls => "XLS",
            WorkbookKind::Ods => "ODS",
        }
    }
}

/// Whether the file's first bytes are those of a zip archive or a compound file, so that it is no text.
pub fn looks_like_workbook(first_bytes: &[u8]) -> bool {
    is_zip(first_bytes) || is_compound(first_bytes)
}

/// What a file is by its first bytes, where that is neither text nor a workbook: exported web pages with the name `.xls`, PDF ….
pub fn foreign(first_bytes: &[u8]) -> Option<ForeignFile> {
    const SIGNS: [(&[u8], ForeignFile); 8] = [
        (b"%PDF-", ForeignFile::Pdf),
        (b"{\\rtf", ForeignFile::Rtf),
        (b"\x1f\x8b", ForeignFile::Gzip),
        (b"7z\xbc\xaf\x27\x1c", ForeignFile::SevenZip),
        (b"Rar!\x1a\x07", ForeignFile::Rar),
        (b"PAR1", ForeignFile::Parquet),
        (b"\x89PNG", ForeignFile::Picture),
        (b"\xff\xd8\xff", ForeignFile::Picture),
    ];
    let sign = SIGNS.iter().find(|(sign, _)| first_bytes.starts_with(sign)).map(|(_, what)| *what);
    sign.or_else(|| {
        let text = first_bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first_bytes).trim_ascii_start();
        let begins = |tag: &str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
        let page = ["<html", "<!doctype html", "<table", "<head", "<meta"].into_iter().any(begins);
        let holds = |tag: &[u8]| memchr::memmem::find(text, tag).is_some();
        match () {
            () if page => Some(ForeignFile::WebPage),
            () if begins("mime-version:") => Some(ForeignFile::WebArchive),
            () if !begins("<?xml") => None,
            () if holds(b"Excel.Sheet") || holds(b"<Workbook") => Some(ForeignFile::ExcelXml),
            () if holds(b"<office:document") => Some(ForeignFile::FlatOpenDocument),
            () if holds(b"<html") => Some(ForeignFile::WebPage),
            () => Some(ForeignFile::Xml),
        }
    })
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
}

/// The kind of a workbook, and what an archive has in it (nothing for a compound file).
pub(super) fn sniff(file: &mut (impl Read + Seek)) -> io::Result<Result<(WorkbookKind, Vec<Entry>), WorkbookError>> {
    let mut first = Vec::with_capacity(8);
    file.seek(SeekFrom::Start(0))?;
    file.by_ref().take(8).read_to_end(&mut first)?;
    if is_compound(&first) {
        return Ok(Ok((WorkbookKind::Xls, Vec::new())));
    }
    if !is_zip(&first) {
        return Ok(Err(WorkbookError::NotAWorkbook { what: ForeignFile::Unknown }));
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
    } else if has(&|name| name == "mimetype") && has(&|name| name == "content.xml") {
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
        let foreign = |bytes: &[u8]| foreign(bytes).map(|what| what.to_string());
        let some = |what: &str| Some(what.to_owned());
        assert_eq!(foreign(b"\xef\xbb\xbf\r\n<HTML xmlns:x=\"urn\">"), some("a web page (HTML)"));
        assert_eq!(foreign(b"<?xml version=\"1.0\"?><Workbook>"), some("a spreadsheet in XML (of Excel 2003)"));
        assert_eq!(foreign(b"<?xml version=\"1.0\"?><list>"), some("an XML document"));
        assert_eq!(foreign(b"MIME-Version: 1.0\r\n"), some("a web page with its pictures (MHTML)"));
        assert_eq!(foreign(b"%PDF-1.7"), some("a PDF document"));
        for text in [&b"id,revenue\n"[..], b"<id>;<revenue>\n", b"", b"PK,5\n", b"\xef\xbb\xbf"] {
            assert_eq!(foreign(text), None);
        }
    }

    #[test]
    fn text_is_no_workbook() {
        assert!(!looks_like_workbook(b"id,revenue\n"));
        assert!(!looks_like_workbook(b"PK"));
        assert!(looks_like_workbook(b"PK\x03\x04\x14\x00"));
        assert!(looks_like_workbook(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
    }
}
