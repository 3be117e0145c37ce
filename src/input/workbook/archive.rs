//! The table of contents of a zip archive: names and unpacked sizes, without unpacking anything.

use std::io::{self, Read, Seek, SeekFrom};

/// A part of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its path inside the archive.
    pub name: String,
    /// How many bytes it says that it unpacks to.
    pub size: u64,
}

/// The longest table of contents that is read; a workbook's takes a few thousand bytes.
const LONGEST_TABLE: u64 = 16 << 20;

/// The archive's parts; nothing if the file does not end as an archive does.
pub fn entries(file: &mut (impl Read + Seek)) -> io::Result<Option<Vec<Entry>>> {
    let length = file.seek(SeekFrom::End(0))?;
    // The end record is 22 bytes and a comment of up to 65,535; the 64-bit locator stands in front of it.
    let tail_length = length.min(22 + 65_535 + 20);
    let tail = read_at(file, length - tail_length, tail_length)?;
    let Some(table) = table_place(file, &tail)? else { return Ok(None) };
    let (start, size) = table;
    if size > LONGEST_TABLE || start.checked_add(size).is_none_or(|end| end > length) {
        return Ok(None);
    }
    Ok(Some(parse_table(&read_at(file, start, size)?)))
}

/// Where the table of contents begins, and how long it is.
fn table_place(file: &mut (impl Read + Seek), tail: &[u8]) -> io::Result<Option<(u64, u64)>> {
    let Some(at) = memchr::memmem::rfind(tail, b"PK\x05\x06") else { return Ok(None) };
    let end = &tail[at..];
    let (Some(size), Some(start)) = (u32_at(end, 12), u32_at(end, 16)) else { return Ok(None) };
    if start != u32::MAX && size != u32::MAX {
        return Ok(Some((u64::from(start), u64::from(size))));
    }
    let locator = at.checked_sub(20).map(|at| &tail[at..]).filter(|bytes| bytes.starts_with(b"PK\x06\x07"));
    let Some(place) = locator.and_then(|bytes| u64_at(bytes, 8)) else { return Ok(None) };
    let record = read_at(file, place, 56)?;
    if !record.starts_with(b"PK\x06\x06") {
        return Ok(None);
    }
    Ok(u64_at(&record, 48).zip(u64_at(&record, 40)))
}

fn parse_table(mut table: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    while table.starts_with(b"PK\x01\x02") {
        let lengths = (u16_at(table, 28), u16_at(table, 30), u16_at(table, 32));
        let (Some(name), Some(extra), Some(comment)) = lengths else { break };
        let Some(name_bytes) = table.get(46..46 + name) else { break };
        let Some(size) = u32_at(table, 24) else { break };
        // A size that does not fit in 32 bits stands among the extras; that it is at least 4 GB is all that matters here.
        entries.push(Entry { name: String::from_utf8_lossy(name_bytes).into_owned(), size: u64::from(size) });
        let Some(rest) = table.get(46 + name + extra + comment..) else { break };
        table = rest;
    }
    entries
}

fn read_at(file: &mut (impl Read + Seek), start: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(start))?;
    file.by_ref().take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?;
    Some(usize::from(u16::from_le_bytes(bytes.try_into().ok()?)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn a_workbooks_parts_are_listed_with_their_sizes() {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        workbook.add_worksheet().write_string(0, 0, "revenue").expect("it fits");
        let bytes = workbook.save_to_buffer().expect("it is written");
        let entries = entries(&mut Cursor::new(bytes)).expect("it is read").expect("it is an archive");
        let sheet = entries.iter().find(|entry| entry.name == "xl/worksheets/sheet1.xml").expect("it has a sheet");
        assert!(sheet.size > 100 && sheet.size < 10_000, "{}", sheet.size);
    }

    #[test]
    fn what_does_not_end_like_an_archive_is_none() {
        for bytes in
            [&b""[..], b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06\0\0\0\0\0\0\0\0\xff\xff\xff\x7f\xff\xff\xff\x7f\0\0"]
        {
            assert_eq!(entries(&mut Cursor::new(bytes)).expect("it is read"), None);
        }
    }
}
