//! Workbooks written part by part, as no spreadsheet library would write them.

use std::io::Write;

use tempfile::NamedTempFile;

use crate::fuzzing;

/// An archive whose parts are stored as they are.
pub fn archive(parts: &[(impl AsRef<[u8]>, impl AsRef<[u8]>)]) -> NamedTempFile {
    let mut file = NamedTempFile::new().expect("a temporary file");
    file.write_all(&fuzzing::archive(parts)).expect("it is written");
    file
}

/// An XLSX workbook of one sheet with these rows, and with these attributes of the workbook's properties.
pub fn xlsx(properties: &str, rows: &str) -> NamedTempFile {
    book(properties, &format!("<sheetData>{rows}</sheetData>"))
}

/// An XLSX workbook of one sheet with this inside.
pub fn sheet(inside: &str) -> NamedTempFile {
    book("", inside)
}

fn book(properties: &str, inside: &str) -> NamedTempFile {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let links = |target: &str, kind: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"r1\" Type=\"{KINDS}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let workbook = format!(
        "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{KINDS}\"><workbookPr {properties}/>\
         <sheets><sheet name=\"List\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"
    );
    archive(&[
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("_rels/.rels", &links("xl/workbook.xml", "officeDocument")),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &links("worksheets/sheet1.xml", "worksheet")),
        ("xl/styles.xml", &styles),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet xmlns=\"{MAIN}\">{inside}</worksheet>")),
    ])
}

/// An OpenDocument sheet with these rows.
pub fn ods(rows: &str) -> NamedTempFile {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"Liste\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:manifest/>"),
        ("content.xml", &content),
    ])
}

/// The parts of an archive of stored parts.
pub fn parts(file: &NamedTempFile) -> Vec<(String, String)> {
    let bytes = std::fs::File::open(file.path()).expect("it is there");
    let mut archive = zip::ZipArchive::new(bytes).expect("an archive");
    let mut part = |index| {
        let mut part = archive.by_index(index).expect("a part");
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        (part.name().expect("a name").to_string(), text)
    };
    let count =
        { zip::ZipArchive::new(std::fs::File::open(file.path()).expect("it is there")).expect("an archive").len() };
    (0..count).map(&mut part).collect()
}

fn of_parts(parts: &[(String, String)]) -> NamedTempFile {
    archive(parts)
}

/// The archive with a part more, or with another one in its place.
pub fn with(file: &NamedTempFile, name: &str, content: &str) -> NamedTempFile {
    let mut parts = parts(file);
    parts.retain(|(other, _)| other != name);
    parts.push((name.to_owned(), content.to_owned()));
    of_parts(&parts)
}

/// The archive without a part.
pub fn without(file: &NamedTempFile, name: &str) -> NamedTempFile {
    let mut parts = parts(file);
    parts.retain(|(other, _)| other != name);
    of_parts(&parts)
}

/// The archive with its parts changed.
pub fn changed(file: &NamedTempFile, change: impl Fn(&str, &str) -> String) -> NamedTempFile {
    let parts = parts(file);
    of_parts(&parts.iter().map(|(name, part)| (name.clone(), change(name, part))).collect::<Vec<_>>())
}
