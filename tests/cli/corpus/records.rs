//! Workbooks of binary records: XLSB, and XLS of a version that needs nothing but a sheet's cells.

use std::collections::BTreeMap;

use super::content::unescaped;

/// An XLSB workbook of one sheet. A number may have a look behind it: `0.5@1`; the looks are General, per cent, a date, a duration and dollars.
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
        ("xl/styles.bin", xlsb_looks()),
        ("xl/worksheets/sheet1.bin", sheet),
    ];
    parts.into_iter().map(|(name, content)| (name.to_owned(), content)).collect()
}

fn xlsb_looks() -> Vec<u8> {
    let own = record12(44, &[&164u16.to_le_bytes()[..], &wide("\"USD \"#,##0")].concat());
    let look = |format: u16| record12(47, &[&[0, 0][..], &format.to_le_bytes(), &[0; 12]].concat());
    let looks = [0, 10, 14, 46, 164].into_iter().flat_map(look).collect::<Vec<_>>();
    // Looks that styles have are no looks of cells.
    let of_styles = [record12(626, &[0; 4]), look(14), record12(627, &[])].concat();
    [record12(615, &[0; 4]), own, record12(616, &[]), of_styles, record12(617, &[0; 4]), looks, record12(618, &[])]
        .concat()
}

fn xlsb_cell(column: u32, cell: &str) -> Vec<u8> {
    let (cell, look) = match cell.split_once('@') {
        Some((number, look)) if number.parse::<f64>().is_ok() => (number, look.parse::<u32>().expect("a look")),
        _ => (cell, 0),
    };
    let number = cell.parse::<f64>().ok().filter(|_| cell.len() == 1 || !cell.starts_with('0') || cell.contains('.'));
    let (kind, value) = match (cell.strip_prefix('#'), number) {
        (Some(code), _) => (3, vec![code.parse::<u8>().expect("the code of an error")]),
        (None, Some(number)) => (5, number.to_le_bytes().to_vec()),
        _ => (6, wide(cell)),
    };
    record12(kind, &[&column.to_le_bytes()[..], &look.to_le_bytes(), &value].concat())
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
/// - `excel95` in front: the records are those of Excel 5 and 95, whose texts are bytes;
/// - `format NUMBER CODE` is a number format, `look NUMBER` the look of cells that has it (the first is look 0);
/// - `text ROW COLUMN TEXT`, `number ROW COLUMN NUMBER [LOOK]`, `error ROW COLUMN CODE`, rows and columns from 0;
/// - `record KIND BYTES` for any other, the kind in hexadecimal, and `global KIND BYTES` for one of the workbook.
pub fn xls(records: &str) -> Vec<u8> {
    let (mut globals, mut sheet) = (Vec::new(), Vec::new());
    let (is_excel_95, records) = match records.strip_prefix("excel95\n") {
        Some(rest) => (true, rest),
        None => (false, records),
    };
    for line in records.lines().filter(|line| !line.is_empty()) {
        let mut words = line.splitn(4, ' ');
        let mut word = || words.next().unwrap_or_default();
        let (what, first, second, rest) = (word(), word(), word(), word());
        let number = |word: &str| word.parse::<u16>().unwrap_or_else(|_| panic!("{line}")).to_le_bytes();
        let place = || [number(first), number(second), [0, 0]].concat();
        let kind = || u16::from_str_radix(first, 16).unwrap_or_else(|_| panic!("{line}"));
        match what {
            "format" => {
                let code = unescaped(line.splitn(3, ' ').nth(2).unwrap_or_default(), None);
                let head = if is_excel_95 { vec![code.len() as u8] } else { vec![code.len() as u8, 0, 0] };
                globals.extend(record(0x041E, &[&number(first)[..], &head, &code].concat()));
            }
            "look" => {
                let length = if is_excel_95 { 12 } else { 16 };
                globals.extend(record(0x00E0, &[&[0, 0][..], &number(first), &vec![0; length]].concat()));
            }
            "text" if is_excel_95 => {
                let text = unescaped(rest, None);
                sheet.extend(record(0x0204, &[&place()[..], &(text.len() as u16).to_le_bytes(), &text].concat()));
            }
            "text" => {
                let units = rest.encode_utf16().collect::<Vec<_>>();
                let length = (units.len() as u16).to_le_bytes();
                let text = units.into_iter().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
                sheet.extend(record(0x0204, &[&place()[..], &length, &[1], &text].concat()));
            }
            "number" => {
                let (value, look) = rest.split_once(' ').unwrap_or((rest, "0"));
                let value = value.parse::<f64>().unwrap_or_else(|_| panic!("{line}"));
                let place = [number(first), number(second), number(look)].concat();
                sheet.extend(record(0x0203, &[&place[..], &value.to_le_bytes()].concat()));
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
    compound(&if is_excel_95 { stream_of_excel_95(&globals, &sheet) } else { stream(&globals, &sheet) })
}

/// The stream of a workbook with one sheet.
pub fn stream(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat());
    joined(globals, sheet, bof, &[0, 0, 4, 0])
}

fn stream_of_excel_95(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &[&[0, 5][..], &kind.to_le_bytes(), &[0; 4]].concat());
    joined(globals, sheet, bof, &[0, 0, 4])
}

fn joined(globals: &[u8], sheet: &[u8], bof: impl Fn(u16) -> Vec<u8>, entry: &[u8]) -> Vec<u8> {
    let start = (bof(5).len() + globals.len() + 4 + 4 + entry.len() + 4 + 4) as u32;
    let entry = [&start.to_le_bytes()[..], entry, b"List"].concat();
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
