use super::*;
use crate::fuzzing;

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

fn bof(kind: u16) -> Vec<u8> {
    record(0x0809, &[&[0, 6][..], &kind.to_le_bytes(), &[0; 12]].concat())
}

fn place(row: u16, column: u16) -> Vec<u8> {
    [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    record(0x0204, &[&place(row, column)[..], &(text.len() as u16).to_le_bytes(), &[0], text.as_bytes()].concat())
}

fn number(row: u16, column: u16, number: f64) -> Vec<u8> {
    record(0x0203, &[&place(row, column)[..], &number.to_le_bytes()].concat())
}

fn formula(row: u16, column: u16, value: [u8; 8]) -> Vec<u8> {
    // The formula is a reference that no one could resolve.
    record(0x0006, &[&place(row, column)[..], &value, &[0; 6], &[9, 0, 0x3a, 0xff, 0xff, 0, 0, 0, 0, 0, 0]].concat())
}

/// The file of a workbook of one sheet with these records, and these among those of the workbook.
fn book(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let start = bof(5).len() + globals.len() + 4 + 12 + 4;
    let entry = [&(start as u32).to_le_bytes()[..], &[0, 0, 4, 0], b"List"].concat();
    let workbook = [bof(5), globals.to_vec(), record(0x0085, &entry), record(0x000A, &[])].concat();
    assert_eq!(workbook.len(), start);
    let stream = [workbook, bof(0x10), sheet.to_vec(), record(0x000A, &[])].concat();
    fuzzing::compound("Workbook", &stream)
}

fn header() -> Vec<u8> {
    [label(0, 0, "id"), label(0, 1, "revenue")].concat()
}

/// A small list.
pub fn small() -> Vec<u8> {
    book(&[], &[header(), label(1, 0, "K1"), number(1, 1, 5.0)].concat())
}

#[test]
fn a_small_list_is_read() {
    assert_eq!(told(&file(&small())), SMALL_LIST);
}

#[test]
fn formulas_give_their_stored_values() {
    let error = |code| [2, 0, code, 0, 0, 0, 0xff, 0xff];
    let sheet = [
        header(),
        formula(1, 0, 42.5f64.to_le_bytes()),
        formula(1, 1, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x0207, &[2, 0, 0, b'h', b'i']),
        formula(2, 0, [1, 0, 1, 0, 0, 0, 0xff, 0xff]),
        formula(2, 1, error(0x2a)),
        formula(3, 0, [3, 0, 0, 0, 0, 0, 0xff, 0xff]),
        formula(3, 1, error(0x77)),
        record(0x0205, &[&place(4, 0)[..], &[0x78, 1]].concat()),
    ];
    assert_eq!(
        told(&file(&book(&[], &sheet.concat())))[1..],
        ["2 A=42.5 B=hi", "3 A=TRUE B=#N/A", "4 B=#VALUE!", "5 A=#VALUE!"]
    );
}

#[test]
fn claims_of_dimensions_are_dropped() {
    let claim = record(0x0200, &[&[0; 4][..], &[0xff; 4], &[0, 0, 0xff, 0xff, 0, 0]].concat());
    let sheet = [claim, header(), label(1, 0, "K1"), number(1, 1, 5.0)].concat();
    assert_eq!(told(&file(&book(&[], &sheet))), SMALL_LIST);
}

#[test]
fn cells_far_apart_cost_nothing_but_themselves() {
    let sheet = [number(65_535, 255, 1.0), header(), label(1, 0, "K1"), number(1, 1, 5.0)].concat();
    assert_eq!(told(&file(&book(&[], &sheet))), ["1 A=id B=revenue", "2 A=K1 B=5", "65536 IV=1"]);
    let beyond = [header(), number(65_535, 65_535, 1.0)].concat();
    assert!(refused(&file(&book(&[], &beyond))).contains("--limit columns="));
}

#[test]
fn a_rectangle_that_is_mostly_empty_costs_no_more_than_its_cells() {
    let one_a_row = (1..=65_535).flat_map(|row| number(row, row % 200, 1.0)).collect::<Vec<_>>();
    let file = file(&book(&[], &[header(), one_a_row].concat()));
    assert_eq!(told(&file).len(), 65_536);
    let message = told_with(&file, Limits::new(vec![(Limit::Memory, 4_000_000)])).expect_err("too much").to_string();
    assert!(message.contains("--limit memory="), "{message}");
}

#[test]
fn sheets_that_are_one_are_damage() {
    let mut bytes = book(&record(0x0085, &[0; 12]), &header());
    let twice = memchr::memmem::find(&bytes, b"List").expect("the sheet's entry") - 8;
    let start: [u8; 4] = bytes[twice..twice + 4].try_into().expect("four bytes");
    let first = twice - 16;
    bytes[first..first + 4].copy_from_slice(&start);
    let message = refused(&file(&bytes));
    assert!(message.contains("the workbook is damaged (two of its sheets are one)"), "{message}");
}

#[test]
fn a_shared_text_that_is_not_there_is_damage() {
    let shown = record(0x00FD, &[&place(1, 0)[..], &[7, 0, 0, 0]].concat());
    let message = refused(&file(&book(&[], &[header(), shown].concat())));
    assert!(message.contains("the workbook is damaged (a cell's text is not there)"), "{message}");
}

#[test]
fn hidden_rows_and_columns_are_told() {
    let hidden_row = record(0x0208, &[&[1, 0][..], &[0; 10], &[0x20, 0, 0, 0]].concat());
    let hidden_column = record(0x007D, &[1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    let sheet = [hidden_column, header(), hidden_row, label(1, 0, "K1"), number(1, 1, 5.0)].concat();
    let file = file(&book(&[], &sheet));
    let extract = extracted(&mut open(&file), &[revenue()]);
    let parts = &extract.hidden[0];
    assert_eq!((parts.rows, parts.first_rows.as_slice(), parts.columns.as_slice()), (1, &[2][..], &[2][..]));
}

#[test]
fn every_kind_of_password_is_refused() {
    for kind in [0, 1] {
        let pass = record(0x002F, &[kind, 0, 0x12, 0x34, 0x56, 0x78]);
        let message = refused(&file(&book(&pass, &header())));
        assert!(message.contains("protected by a password"), "{message}");
    }
    let encrypted = fuzzing::compound("EncryptedPackage", &[0; 5000]);
    assert!(refused(&file(&encrypted)).contains("protected by a password"));
}

#[test]
fn shared_texts_count_as_often_as_they_are_shown() {
    let text = vec![b'x'; 8000];
    let strings = record(0x00FC, &[&[1, 0, 0, 0, 1, 0, 0, 0][..], &8000u16.to_le_bytes(), &[0], &text].concat());
    let shown = |row| record(0x00FD, &[&place(row, 0)[..], &[0, 0, 0, 0]].concat());
    let sheet = |rows| [header(), (1..rows).flat_map(shown).collect()].concat();
    // A text that is shown again takes no memory, but what is shown has an end.
    let file = file(&book(&strings, &sheet(1000)));
    assert_eq!(told(&file).len(), 1000);
    let message = told_with(&file, Limits::new(vec![(Limit::Inflated, 7_000_000)])).expect_err("too much").to_string();
    assert!(message.contains("--limit inflated="), "{message}");
}

#[test]
fn a_cell_beyond_the_last_column_is_refused() {
    let sheet = [header(), label(1, 0, "K1"), number(1, 40_000, 5.0)].concat();
    assert!(refused(&file(&book(&[], &sheet))).contains("--limit columns="));
}
