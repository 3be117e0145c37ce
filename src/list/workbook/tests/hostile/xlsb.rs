use super::*;

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    let head = if kind < 0x80 { vec![kind as u8] } else { vec![kind as u8 | 0x80, (kind >> 7) as u8] };
    [&head[..], &[content.len() as u8 & 0x7f | 0x80, (content.len() >> 7) as u8], content].concat()
}

fn wide(text: &str) -> Vec<u8> {
    let units = text.encode_utf16().collect::<Vec<_>>();
    [(units.len() as u32).to_le_bytes().to_vec(), units.into_iter().flat_map(u16::to_le_bytes).collect()].concat()
}

fn row(number: u32, is_hidden: bool) -> Vec<u8> {
    let flags = if is_hidden { 0x10 } else { 0 };
    record(0, &[&number.to_le_bytes()[..], &[0; 7], &[flags], &[0; 5]].concat())
}

fn cell(kind: u16, column: u32, value: &[u8]) -> Vec<u8> {
    record(kind, &[&column.to_le_bytes()[..], &[0; 4], value].concat())
}

fn book(cells: &[Vec<u8>]) -> NamedTempFile {
    let sheet = [&[0; 8][..], &wide("r1"), &wide("List")].concat();
    let workbook = [record(0x9C, &sheet), record(0x90, &[]), record(0x9D, &[])].concat();
    let sheet = [record(0x94, &[0xff; 16]), record(0x91, &[]), cells.concat(), record(0x92, &[])].concat();
    let links = "<Relationships><Relationship Id=\"r1\" Target=\"worksheets/sheet1.bin\"/></Relationships>";
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let parts: [(&str, &[u8]); 4] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("xl/workbook.bin", &workbook),
        ("xl/_rels/workbook.bin.rels", links.as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ];
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).expect("it fits");
        writer.write_all(content).expect("it is written");
    }
    file(&writer.finish().expect("it is written").into_inner())
}

fn header() -> Vec<u8> {
    [row(0, false), cell(6, 0, &wide("id")), cell(6, 1, &wide("revenue"))].concat()
}

#[test]
fn values_errors_and_cells_far_apart_are_read() {
    let cells = [
        header(),
        row(1, true),
        cell(6, 0, &wide("K1")),
        cell(5, 1, &5f64.to_le_bytes()),
        row(2, false),
        cell(3, 0, &[0x77]),
        cell(0x0B, 1, &[0x07, 0, 0]),
        row(1_048_575, false),
        cell(4, 16_383, &[1]),
    ];
    let file = book(&cells);
    assert_eq!(told(&file), ["1 A=id B=revenue", "2 A=K1 B=5", "3 A=#VALUE! B=#DIV/0!", "1048576 XFD=TRUE"]);
    let extract = extracted(&mut open(&file), &[revenue()]);
    assert_eq!((extract.hidden[0].rows, extract.hidden[0].first_rows.as_slice()), (1, &[2][..]));
    limited(&file, Limit::Cells, 5);
}

#[test]
fn damage_is_refused_without_a_panic() {
    let shared = [header(), row(1, false), cell(7, 0, &[9, 0, 0, 0])];
    assert!(refused(&book(&shared)).contains("the workbook is damaged"));
    let short = [header(), row(1, false), cell(5, 0, &[])];
    drop(told_with(&book(&short), Limits::default()));
    let long = [header(), vec![0x81, 0x01, 0xff, 0xff, 0xff, 0x7f]];
    assert!(refused(&book(&long)).contains("--limit text="));
}
