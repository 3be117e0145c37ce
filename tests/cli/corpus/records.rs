//! Workbooks of binary records: XLSB, and XLS of a version that needs nothing but a sheet's cells.

use std::collections::BTreeMap;

use super::content::unescaped;

/// An XLSB workbook of one sheet.
pub fn xlsb(sheet: &str) -> BTreeMap<String, Vec<u8>> {
    let rows = (0u32..).zip(sheet.lines()).filter(|(_, line)| !line.is_empty()).flat_map(|(row, line)| {
        let cells = (0u32..).zip(line.split('\t')).filter(|(_, cell)| !cell.is_empty());
        let cells = cells.flat_map(|(column, cell)| xlsb_cell(column, cell));
        [record12(0, &[&row.to_le_bytes()[..], &[0; 13]].concat()), cells.collect()].concat()
    });
    let entry = [&[0; 8][..], &wide("r1"), &wide("List")].concat();
    let workbook = [record12(0x9C, &entry), record12(0x90, &[]), record12(0x9D, &[])].concat();
    let sheet = [record12(0x94, &[0xff; 16]), record12(0x91, &[]), rows.collect(), record12(0x92, &[])].concat();
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let parts = [
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        ("xl/workbook.bin", workbook),
        ("xl/_rels/workbook.bin.rels", links.as_bytes().to_vec()),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    parts.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

fn xlsb_cell(column: u32, cell: &str) -> Vec<u8> {
    let number = cell.parse::<f64>().ok().filter(|_| cell.len() == 1 || !cell.starts_with('0'));
    let (kind, value) = match (cell.strip_prefix('#'), number) {
        (Some(code), _) => (3, vec![code.parse::<u8>().expect("the code of an error")]),
        (None, Some(number)) => (5, number.to_le_bytes().to_vec()),
        _ => (6, wide(cell)),
    };
    record12(kind, &[&column.to_le_bytes()[..], &[0; 4], &value].concat())
}

fn wide(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().collect::<Vec<_>>();
    [(units.len() as u32).to_le_bytes().to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

fn record12(kind: u16, content: &[u8]) -> Vec<u8> {
    let head = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    [&head[..], &[content.len() as u8 & 0x7f | 0x80, (content.len() >> 7) as u8], content].concat()
}

/// An XLS workbook of one sheet; a record a line:
///
/// - `text ROW COLUMN TEXT`, `number ROW COLUMN NUMBER`, `error ROW COLUMN CODE`, rows and columns from 0;
/// - `record KIND BYTES` for any other, the kind in hexadecimal, and `global KIND BYTES` for one of the workbook.
pub fn xls(records: &str) -> Vec<u8> {
    let (mut globals, mut sheet) = (Vec::new(), Vec::new());
    for line in records.lines().filter(|line| !line.is_empty()) {
        let mut words = line.splitn(4, ' ');
        let mut word = || words.next().unwrap_or_default();
        let (what, first, second, rest) = (word(), word(), word(), word());
        let place = || {
            let number = |word: &str| word.parse::<u16>().unwrap_or_else(|_| panic!("{line}")).to_le_bytes();
            [number(first), number(second), [0, 0]].concat()
        };
        let kind = || u16::from_str_radix(first, 16).unwrap_or_else(|_| panic!("{line}"));
        match what {
            "text" => {
                let units = rest.encode_utf16().collect::<Vec<_>>();
                let length = (units.len() as u16).to_le_bytes();
                let text = units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
                sheet.extend(record(0x0204, &[&place()[..], &length, &[1], &text].concat()));
            }
            "number" => {
                let number = rest.parse::<f64>().unwrap_or_else(|_| panic!("{line}"));
                sheet.extend(record(0x0203, &[&place()[..], &number.to_le_bytes()].concat()));
            }
            "error" => {
                let code = rest.parse::<u8>().unwrap_or_else(|_| panic!("{line}"));
                sheet.extend(record(0x0205, &[&place()[..], &[code, 1]].concat()));
            }
            "record" => sheet.extend(record(kind(), &unescaped(second, None))),
            "global" => globals.extend(record(kind(), &unescaped(second, None))),
            _ => panic!("{line}"),
        }
    }
    compound(&stream(&globals, &sheet))
}

/// The stream of a workbook with one sheet.
pub fn stream(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat());
    let start = (bof(5).len() + globals.len() + 4 + 12 + 4) as u32;
    let entry = [&start.to_le_bytes()[..], &[0, 0, 4, 0], b"List"].concat();
    let end = record(0x000A, &[]);
    [bof(5), globals.to_vec(), record(0x0085, &entry), end.clone(), bof(0x10), sheet.to_vec(), end].concat()
}

/// A record of an XLS workbook.
pub fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

/// A compound file with one stream, `Workbook`: header, stream, folder, table of chains.
pub fn compound(stream: &[u8]) -> Vec<u8> {
    const SECTOR: usize = 512;
    const END: u32 = 0xFFFF_FFFE;
    const FREE: u32 = 0xFFFF_FFFF;
    let content = stream.len().max(4096).div_ceil(SECTOR);
    let tables = (content + 1).div_ceil(SECTOR / 4 - 1);
    assert!(tables <= 109, "a small workbook");
    let mut file = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    file.resize(24, 0);
    file.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    for number in [tables as u32, content as u32, 0, 4096, END, 0, END, 0] {
        file.extend(number.to_le_bytes());
    }
    let place = |at: usize| if at < tables { (content + 1 + at) as u32 } else { FREE };
    (0..109).for_each(|at| file.extend(place(at).to_le_bytes()));
    file.extend_from_slice(stream);
    file.resize(SECTOR * (1 + content), 0);
    for (name, kind, child, start, length) in
        [("Root Entry", 5, 1, END, 0), ("Workbook", 2, FREE, 0, (content * SECTOR) as u32)]
    {
        let mut entry = name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        entry.resize(64, 0);
        entry.extend(((name.len() as u16 + 1) * 2).to_le_bytes());
        entry.extend([kind, 1]);
        [FREE, FREE, child].iter().for_each(|id| entry.extend(id.to_le_bytes()));
        entry.resize(116, 0);
        [start, length, 0].iter().for_each(|number: &u32| entry.extend(number.to_le_bytes()));
        file.extend(entry);
    }
    file.resize(SECTOR * (2 + content), 0);
    let chain = (1..content as u32).chain([END, END]).chain((0..tables).map(|_| 0xFFFF_FFFD));
    chain.for_each(|next| file.extend(next.to_le_bytes()));
    file.resize(SECTOR * (2 + content + tables), 0xff);
    file
}
