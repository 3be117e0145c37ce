//! The table of contents of a zip archive: names and unpacked sizes, without unpacking anything.

use std::io::{self, Read, Seek, SeekFrom};

/// A part of an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its path inside the archive.
    pub name: String,
    /// The same as it is written.
    pub raw_name: Vec<u8>,
    /// How many bytes it says that it unpacks to.
    pub size: u64,
    /// How many bytes it takes in the archive.
    pub packed: u64,
    /// The checksum (CRC-32) of what it unpacks to.
    pub checksum: u32,
    /// How it is packed.
    pub method: u16,
    /// Bits that say more: the first that it is encrypted, the twelfth that its name is in UTF-8.
    pub flags: u16,
    /// Where its own header begins.
    pub header: u64,
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
        let Some((entry, rest)) = parse_entry(table) else { break };
        entries.push(entry);
        table = rest;
    }
    entries
}

fn parse_entry(table: &[u8]) -> Option<(Entry, &[u8])> {
    let (name, extra, comment) = (u16_at(table, 28)?, u16_at(table, 30)?, u16_at(table, 32)?);
    let raw_name = table.get(46..46 + name)?;
    let rest = table.get(46 + name + extra + comment..)?;
    let mut wide = wide_fields(&table[46 + name..46 + name + extra]);
    // What does not fit in 32 bits stands among the extras, in this order.
    let mut number = |at| match u32_at(table, at)? {
        u32::MAX => Some(wide.next().unwrap_or(u64::from(u32::MAX))),
        short => Some(u64::from(short)),
    };
    let (size, packed, header) = (number(24)?, number(20)?, number(42)?);
    let entry = Entry {
        name: String::from_utf8_lossy(raw_name).into_owned(),
        raw_name: raw_name.to_vec(),
        size,
        packed,
        checksum: u32_at(table, 16)?,
        method: u16_at(table, 10)? as u16,
        flags: u16_at(table, 8)? as u16,
        header,
    };
    Some((entry, rest))
}

/// The 64-bit numbers among an entry's extras.
fn wide_fields(mut extras: &[u8]) -> impl Iterator<Item = u64> {
    let mut found: &[u8] = &[];
    while let (Some(kind), Some(length)) = (u16_at(extras, 0), u16_at(extras, 2)) {
        let Some(field) = extras.get(4..4 + length) else { break };
        if kind == 1 {
            found = field;
            break;
        }
        extras = &extras[4 + length..];
    }
    found.chunks_exact(8).filter_map(|bytes| u64_at(bytes, 0))
}

/// Where the packed bytes of a part begin; nothing if its own header is not where the table says.
pub fn data_start(file: &mut (impl Read + Seek), entry: &Entry) -> io::Result<Option<u64>> {
    let header = read_at(file, entry.header, 30)?;
    if !header.starts_with(b"PK\x03\x04") {
        return Ok(None);
    }
    let lengths = u16_at(&header, 26).zip(u16_at(&header, 28));
    Ok(lengths.and_then(|(name, extra)| entry.header.checked_add(30 + (name + extra) as u64)))
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
