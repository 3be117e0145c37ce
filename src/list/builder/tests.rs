use proptest::prelude::*;

use super::*;
use crate::list::{Matched, SeenCells, UnitFrom};
use crate::number::Decimal;
use crate::rule::Field;
use crate::rule::field::{Fill, Word};
use crate::score::Cell;

fn bound(kind: FieldKind) -> BoundField {
    let field = Field { name: "x".to_owned(), kind, headers: Vec::new(), default: None, optional: false, money: false };
    BoundField { field, column: Some(0), why: Matched::Name, power: 0, currency: None, title: None, read_as: None }
}

/// Reads a list's cells in parts that end at these rows, as often as the column asks for it.
fn read_in_parts(bound: &BoundField, cells: &[RawCell<'_>], cuts: &[usize]) -> Outcome {
    let mut way = Way::likely(bound);
    for _ in 0..3 {
        let mut whole = ColumnBuilder::new(bound, way);
        let mut part = ColumnBuilder::new(bound, way);
        for (row, &cell) in cells.iter().enumerate() {
            part.push(cell, row as u64 + 1, row as u64 * 10);
            if cuts.contains(&row) {
                whole.append(std::mem::replace(&mut part, ColumnBuilder::new(bound, way)));
            }
        }
        whole.append(part);
        assert_eq!(whole.len(), cells.len());
        match whole.finish() {
            Outcome::Again(other) => way = other,
            outcome => return outcome,
        }
    }
    panic!("the way of reading was never settled");
}

fn outcome(bound: &BoundField, cells: &[&str]) -> Outcome {
    let cells = cells.iter().map(|text| RawCell::Text(text)).collect::<Vec<_>>();
    read_in_parts(bound, &cells, &[])
}

fn done(bound: &BoundField, cells: &[&str]) -> (Column, ColumnReading) {
    match outcome(bound, cells) {
        Outcome::Done(column, reading) => (column, reading),
        other => panic!("{other:?}"),
    }
}

fn refused(bound: &BoundField, cells: &[&str]) -> (String, String) {
    match outcome(bound, cells) {
        Outcome::Refused(refusal) => {
            let column = refusal.located(|example| Place::File(format!("record {}", example.record).into()));
            (column.to_string(), column.remedy())
        }
        other => panic!("{other:?}"),
    }
}

fn seen(count: u64, first: &str) -> SeenCells {
    SeenCells { count, first: first.to_owned() }
}

/// A column's cells in words: a value, `missing` or `bad`.
fn shown(column: &Column) -> Vec<String> {
    fn word<T: ToString>(cell: Cell<T>) -> String {
        match cell {
            Cell::Value(value) => value.to_string(),
            Cell::Missing => "missing".to_owned(),
            Cell::Bad => "bad".to_owned(),
        }
    }
    (0..column.len())
        .map(|row| match column {
            Column::Numbers(numbers) => word(numbers.get(row).map(|value| value.normalized())),
            Column::Dates(dates) => word(dates.get(row)),
            Column::Flags(flags) => word(flags.get(row)),
            Column::Tags(tags) => match tags.get(row) {
                Cell::Value(set) => set.iter().map(|&tag| tags.dictionary().text(tag)).collect::<Vec<_>>().join("|"),
                Cell::Missing => "missing".to_owned(),
                Cell::Bad => "bad".to_owned(),
            },
            Column::Texts(texts) => word(texts.text(row)),
        })
        .collect()
}

#[test]
fn plain_numbers_need_no_decision() {
    let (column, reading) = done(&bound(FieldKind::Number), &["1", "2.50", "", "abc", "-3", "N/A"]);
    assert_eq!(shown(&column), ["1", "2.5", "missing", "bad", "-3", "missing"]);
    assert_eq!((reading.values, reading.missing, reading.bad), (3, 2, 1));
    assert_eq!(reading.first_bad, [Example { record: 4, position: 30, text: "abc".to_owned() }]);
    assert_eq!((reading.decided, reading.facts.len()), (None, 0));
}

#[test]
fn a_comma_column_is_read_again_as_such() {
    let (column, reading) = done(&bound(FieldKind::Number), &["1.234", "12,5", "1.234.567,89", "7"]);
    assert_eq!(shown(&column), ["1234", "12.5", "1234567.89", "7"]);
    assert_eq!(reading.decided, Some(ReadAs::CommaDecimal));
    assert_eq!(reading.facts, [ReadingFact::DecimalComma(seen(2, "12,5"))]);
}

#[test]
fn alone_a_comma_is_thousands_and_a_point_decimal() {
    let (column, reading) = done(&bound(FieldKind::Number), &["1,234", "1.234"]);
    assert_eq!(shown(&column), ["1234", "1.234"]);
    assert_eq!(reading.decided, Some(ReadAs::PointDecimal));
    assert_eq!(reading.facts.len(), 1);
}

#[test]
fn both_decimal_marks_in_one_column_are_refused() {
    let (what, remedy) = refused(&bound(FieldKind::Number), &["7", "1,234.56", "1.234,56"]);
    assert_eq!(what, r#"x: "1,234.56" has a decimal point, but "1.234,56" (record 3) has a decimal comma"#);
    assert_eq!(remedy, "settle it with --read x=1,234.56 or --read x=1.234,56");
    let asked = BoundField { read_as: Some(ReadAs::CommaDecimal), ..bound(FieldKind::Number) };
    let (column, reading) = done(&asked, &["7", "1,234.56", "1.234,56", "1.5"]);
    assert_eq!(shown(&column), ["7", "bad", "1234.56", "bad"]);
    assert_eq!(reading.decided, Some(ReadAs::CommaDecimal));
}

#[test]
fn the_headers_unit_multiplies_unless_the_cell_has_its_own() {
    let bound = BoundField { power: 4, ..bound(FieldKind::Number) };
    let (column, reading) = done(&bound, &["12.5", "1,000", "3万", "2亿元", "¥7"]);
    assert_eq!(shown(&column), ["125000", "10000000", "30000", "200000000", "70000"]);
    assert_eq!(
        reading.facts,
        [ReadingFact::Multiplied(10_000, UnitFrom::Header), ReadingFact::OwnUnit(seen(2, "3万"), UnitFrom::Header)]
    );
}

#[test]
fn a_default_fills_missing_cells_and_never_bad_ones() {
    let mut bound = bound(FieldKind::Number);
    bound.field.default = Some(Fill::Number(Decimal::from(5)));
    bound.power = 3;
    let (column, reading) = done(&bound, &["1", "-", "x"]);
    assert_eq!(shown(&column), ["1000", "5", "bad"]);
    assert_eq!((reading.values, reading.missing, reading.bad), (1, 1, 1));
}

#[test]
fn numbers_beyond_38_digits_are_bad() {
    let bound = BoundField { power: 4, ..bound(FieldKind::Number) };
    let long = "9".repeat(35);
    let (column, _) = done(&bound, &["1", &long, "1e30"]);
    assert_eq!(shown(&column), ["10000".to_owned(), "bad".to_owned(), format!("1{}", "0".repeat(34))]);
}

#[test]
fn bare_numbers_of_a_percent_field_are_decided_over_the_column() {
    let percent = bound(FieldKind::Percent);
    let (column, reading) = done(&percent, &["0.05", "1", "5%", "0", "-0.5"]);
    assert_eq!(shown(&column), ["0.05", "1", "0.05", "0", "-0.5"]);
    assert_eq!(reading.decided, Some(ReadAs::Ratio));
    let (column, reading) = done(&percent, &["5", "1", "5%", "0", "-12.5", "0.5%"]);
    assert_eq!(shown(&column), ["0.05", "0.01", "0.05", "0", "-0.125", "0.005"]);
    assert_eq!(reading.decided, Some(ReadAs::Percent));
    let (column, reading) = done(&percent, &["5%", "0", "150%"]);
    assert_eq!(shown(&column), ["0.05", "0", "1.5"]);
    assert_eq!(reading.decided, None);
}

#[test]
fn a_mixture_of_bare_sizes_is_refused() {
    let percent = bound(FieldKind::Percent);
    let (what, remedy) = refused(&percent, &["1", "5", "0.5"]);
    assert_eq!(what, r#"x: "5" looks like per cent, but "0.5" (record 3) looks like a ratio"#);
    assert_eq!(remedy, "settle it with --read x=ratio or --read x=percent");
    let asked = BoundField { read_as: Some(ReadAs::Percent), ..percent };
    assert_eq!(shown(&done(&asked, &["1", "5", "0.5"]).0), ["0.01", "0.05", "0.005"]);
}

#[test]
fn a_percent_field_may_be_read_again_twice() {
    let (column, reading) = done(&bound(FieldKind::Percent), &["12,5", "7", "1.234"]);
    assert_eq!(shown(&column), ["0.125", "0.07", "12.34"]);
    assert_eq!(reading.decided, Some(ReadAs::Percent));
    assert_eq!(reading.facts.len(), 2);
}

#[test]
fn certain_dates_decide_for_the_others() {
    let date = bound(FieldKind::Date);
    let (column, reading) = done(&date, &["05/03/2024", "2024-03-05", "25/12/2023", "13/13/2024", ""]);
    assert_eq!(shown(&column), ["19787", "19787", "19716", "bad", "missing"]);
    assert_eq!(reading.decided, Some(ReadAs::DayMonthYear));
    let (column, reading) = done(&date, &["03/05/2024", "12/25/2023"]);
    assert_eq!(shown(&column), ["19787", "19716"]);
    assert_eq!(reading.decided, Some(ReadAs::MonthDayYear));
    assert_eq!(reading.facts, [ReadingFact::MonthFirst(seen(1, "12/25/2023"))]);
}

#[test]
fn dates_that_could_be_either_are_refused() {
    let date = bound(FieldKind::Date);
    let (what, remedy) = refused(&date, &["2024-01-01", "04/04/2024", "05/03/2024"]);
    assert_eq!(what, r#"x: "05/03/2024" could have the day or the month first, and no date of the column tells which"#);
    assert_eq!(remedy, "settle it with --read x=dmy (day first) or --read x=mdy (month first)");
    let (what, _) = refused(&date, &["12/25/2023", "25/12/2023"]);
    assert_eq!(what, r#"x: "12/25/2023" has the month first, but "25/12/2023" (record 2) has the day first"#);
    assert_eq!(shown(&done(&date, &["04/04/2024"]).0), ["19817"]);
    let asked = BoundField { read_as: Some(ReadAs::MonthDayYear), ..date };
    assert_eq!(shown(&done(&asked, &["05/03/2024", "25/12/2023"]).0), ["19846", "bad"]);
}

#[test]
fn numbers_in_a_date_field_are_days_only_where_that_is_sure() {
    let date = bound(FieldKind::Date);
    let (column, _) = done(&date, &["45356", "45356.75", "2024", "202403", "20240305"]);
    assert_eq!(shown(&column), ["19787", "19787", "bad", "bad", "19787"]);
    let asked = BoundField { read_as: Some(ReadAs::Serial), ..date };
    assert_eq!(shown(&done(&asked, &["61", "60", "2024", "05/03/2024"]).0), ["-25508", "bad", "-23545", "bad"]);
}

#[test]
fn a_column_without_any_value_is_an_error_that_shows_what_was_found() {
    let (what, remedy) = refused(&bound(FieldKind::Number), &["", "abc", "n.a.", "ghi", "def"]);
    assert_eq!(
        what,
        r#"x: "abc" is not a number, nor is any of the 3 filled cells of the column (next: "ghi", "def")"#
    );
    assert_eq!(remedy, "if this is not the column, name the right one with --map x=HEADER");
    let (column, reading) = done(&bound(FieldKind::Number), &["", "-"]);
    assert_eq!(shown(&column), ["missing", "missing"]);
    assert_eq!(reading.missing, 2);
}

#[test]
fn flags_words_tags_and_texts_are_read() {
    let (column, _) = done(&bound(FieldKind::Flag), &["是", "无", "-", "maybe", "√"]);
    assert_eq!(shown(&column), ["true", "false", "missing", "bad", "true"]);
    let words = ["high", "low"].map(|word| Word { word: word.to_owned(), spellings: vec![format!("{word}er")] });
    let (column, _) = done(&bound(FieldKind::Choice(words.to_vec())), &["Higher", " ＬＯＷ ", "mid", "无"]);
    assert_eq!(shown(&column), ["high", "low", "bad", "missing"]);
    let (column, _) = done(&bound(FieldKind::Tags), &["calm；compares", "无", ""]);
    assert_eq!(shown(&column), ["calm|compares", "missing", "missing"]);
    let (column, _) = done(&bound(FieldKind::Text), &[" East\u{200B} ", "EAST", "n/a"]);
    assert_eq!(shown(&column), ["EAST", "EAST", "missing"]);
}

#[test]
fn a_workbooks_cells_are_read_by_their_type() {
    let number = |value| RawCell::Number { value, percent: false, currency: None };
    let read = |kind, cells: &[RawCell<'_>]| match read_in_parts(&bound(kind), cells, &[]) {
        Outcome::Done(column, reading) => (shown(&column), reading),
        other => panic!("{other:?}"),
    };
    let date = RawCell::Date { serial: 45_356.437_5, is_1904: false };
    let percent = RawCell::Number { value: 0.07, percent: true, currency: None };
    let errors = [RawCell::Error("#N/A"), RawCell::Error("#DIV/0!"), RawCell::Empty];
    let (cells, reading) =
        read(FieldKind::Number, &[number(0.1 + 0.2), errors[0], errors[1], errors[2], date, RawCell::Text("5")]);
    assert_eq!(cells, ["0.3", "missing", "bad", "missing", "bad", "5"]);
    assert_eq!(reading.first_bad[1].text, "2024-03-05 10:30:00");
    assert_eq!(read(FieldKind::Percent, &[number(5.0), percent]).0, ["0.05", "0.07"]);
    assert_eq!(
        read(FieldKind::Date, &[date, number(20_240_305.0), number(45_356.0), number(7.0)]).0,
        ["19787", "19787", "19787", "bad"]
    );
    assert_eq!(read(FieldKind::Flag, &[RawCell::Flag(true), number(0.0), number(2.0)]).0, ["true", "false", "bad"]);
    assert_eq!(
        read(FieldKind::Text, &[number(123.0), date, RawCell::Flag(false), errors[1]]).0,
        ["123", "2024-03-05 10:30:00", "FALSE", "bad"]
    );
    assert_eq!(read(FieldKind::Tags, &[number(7.0), errors[1], errors[0]]).0, ["7", "bad", "missing"]);
}

/// An outcome in words, to compare.
fn told(outcome: Outcome) -> String {
    match outcome {
        Outcome::Done(column, reading) => format!("{:?} {reading:?}", shown(&column)),
        other => format!("{other:?}"),
    }
}

fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "-?[0-9]{1,7}(\\.[0-9]{1,4})?",
        1 => "[0-9]{1,3}[.,][0-9]{3}|[0-9]{1,3},[0-9]{1,2}|[0-9]{1,2}%|0[.,][0-9]",
        2 => "[0-9]{1,2}/[0-9]{1,2}/20[0-9]{2}|20[0-9]{2}-[01][0-9]-[0-2][0-9]",
        1 => "|-|n/a|abc|yes|无|a;b|3万",
    ]
}

proptest! {
    #[test]
    fn the_result_does_not_depend_on_how_the_list_was_cut(
        cells in proptest::collection::vec(any_cell(), 0..20),
        cuts in proptest::collection::vec(0usize..20, 0..4),
        kind in 0usize..6,
        power in 0u8..5,
    ) {
        let kinds = [FieldKind::Number, FieldKind::Percent, FieldKind::Date, FieldKind::Flag, FieldKind::Tags, FieldKind::Text];
        let bound = BoundField { power, ..bound(kinds[kind].clone()) };
        let cells = cells.iter().map(|text| RawCell::Text(text)).collect::<Vec<_>>();
        let whole = told(read_in_parts(&bound, &cells, &[]));
        prop_assert_eq!(told(read_in_parts(&bound, &cells, &cuts)), whole);
    }

    #[test]
    fn a_run_of_plain_numbers_is_what_they_are_one_by_one(
        cells in proptest::collection::vec(number_cell(), 0..40),
        power in 0u8..5,
        comma: bool,
        kind in prop_oneof![3 => Just(FieldKind::Number), 1 => Just(FieldKind::Percent)],
    ) {
        let read_as = comma.then_some(ReadAs::CommaDecimal);
        let bound = BoundField { power, read_as, ..bound(kind) };
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        for cell in &cells {
            bytes.extend_from_slice(b"K1,");
            places.push(bytes.len()..bytes.len() + cell.len());
            bytes.extend_from_slice(cell.as_bytes());
        }
        let push = |builder: &mut ColumnBuilder, row: usize| {
            builder.push(RawCell::Text(&cells[row]), row as u64, row as u64 * 10);
        };
        let (mut alone, mut in_runs) = (ColumnBuilder::new(&bound, Way::likely(&bound)), ColumnBuilder::new(&bound, Way::likely(&bound)));
        (0..cells.len()).for_each(|row| push(&mut alone, row));
        let mut places = places.into_iter();
        while in_runs.push_run(&bytes, &mut places).is_some() {
            let row = in_runs.len();
            push(&mut in_runs, row);
        }
        prop_assert_eq!(told(in_runs.finish()), told(alone.finish()));
    }
}

/// Cells of a column of numbers, most of them alike.
fn number_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "-?[0-9]{1,9}\\.[0-9]{2}",
        3 => "-?[0-9]{1,17}",
        3 => "-?[0-9]{1,9}\\.[0-9]{1,6}",
        1 => "[0-9]{1,3}[.,][0-9]{3}|-|\\.5|5\\.|--1|1-|abc|[0-9]{18,20}|3万| 7|",
    ]
}
