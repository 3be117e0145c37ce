//! Cells as numbers, dates, flags and tags: each by itself and as columns.

use super::{cell, numbers, options};
use crate::date::Day;
use crate::list::builder::{ColumnBuilder, Outcome, Way};
use crate::list::value::{
    Decimals, Number, Plain, RawDate, is_missing, narrow, read_date, read_flag, read_iso_date, serial_days, split_tags,
    trimmed,
};
use crate::list::{BoundField, InputError, Matched, RawCell, ReadAs};
use crate::number::Decimal;
use crate::place::Place;
use crate::rule::{Field, FieldKind};
use crate::score::{Cell, Column};

/// What stands in front of a cell in its list.
const IN_FRONT: &[u8] = b"98765432.9876543";

/// Cells, one a line; the first line says how they are read as columns: words of `--read`, and the power of ten of a unit.
pub fn values(bytes: &[u8]) {
    let (words, rest) = options(bytes);
    let text = String::from_utf8_lossy(rest);
    let cells = text.split('\n').collect::<Vec<_>>();
    for text in &cells {
        one(text);
    }
    let asked = ReadAs::ALL.into_iter().find(|way| words.iter().any(|word| word == way.name()));
    let power = words.iter().find_map(|word| word.parse::<u8>().ok()).unwrap_or(0).min(12);
    for kind in [FieldKind::Number, FieldKind::Percent, FieldKind::Date, FieldKind::Flag, FieldKind::Tags] {
        column(&cells, kind, asked, power);
    }
}

/// A cell by itself.
fn one(text: &str) {
    let cell = trimmed(text);
    assert_eq!(trimmed(cell), cell, "nothing is left to trim");
    let plain = narrow(cell);
    assert_eq!(narrow(&plain), plain, "nothing is left to narrow");
    is_missing(cell);
    if let Some(flag) = read_flag(cell) {
        assert_eq!(read_flag(&plain), Some(flag), "width does not matter");
    }
    for tag in split_tags(text) {
        assert!(!tag.is_empty() && text.contains(tag), "a tag is a part of the cell");
    }
    number(cell);
    date(cell);
    stored(cell);
}

fn number(cell: &str) {
    let read = Number::read(cell);
    let value = |decimals| read.as_ref().and_then(|number| number.value(decimals));
    let behind_others = [IN_FRONT, cell.as_bytes()].concat();
    let plain = Plain::read(cell.as_bytes());
    assert_eq!(Plain::read_end(&behind_others, cell.len()), plain, "whatever stands in front: {cell}");
    if let Some(Plain { mantissa, scale, either }) = plain {
        let short = Decimal::from_parts(i128::from(mantissa), scale);
        assert_eq!(value(Decimals::Point), Some(short), "the short way is the long one: {cell}");
        assert_eq!(value(Decimals::Comma).is_some(), either || scale == 0, "both ways fit: {cell}");
    }
    let plain = narrow(cell);
    if plain.chars().all(|character| character.is_ascii() && character != '$' || "十百千万亿".contains(character))
        && !has_units_between(&plain)
        && !plain.chars().any(|character| character.is_ascii_alphabetic() && !matches!(character, 'e' | 'E'))
    {
        for (decimals, mark) in [(Decimals::Point, '.'), (Decimals::Comma, ',')] {
            assert_eq!(value(decimals).map(numbers::of), numbers::value(&plain, mark), "{plain:?} with {mark}");
        }
    }
    if let Some(value) = value(Decimals::Point) {
        let written = value.to_string();
        assert_eq!(Number::read(&written).and_then(|number| number.point), Some(value), "{written} is read back");
        assert_eq!(Decimal::parse(&written), Some(value), "{written} is read back as a rule file would");
        let grouped = value.grouped(usize::from(value.scale()));
        assert_eq!(Number::read(&grouped).and_then(|number| number.point), Some(value), "{grouped} is read back");
    }
}

/// Whether a date has letters in front of its last figures, other than the `T` before a time.
fn is_named(date: &str) -> bool {
    let letters = date.bytes().filter(u8::is_ascii_alphabetic).count();
    let times =
        ["T", "Z", "AM", "PM"].iter().map(|word| date.to_ascii_uppercase().matches(word).count() * word.len()).sum();
    letters > times
}

/// Whether units stand between the digits: `1亿2千万`.
fn has_units_between(text: &str) -> bool {
    let digits = text.trim_matches(|character: char| !character.is_ascii_digit());
    !digits.is_ascii()
}

fn date(cell: &str) {
    let read = read_date(cell);
    if let Some(days) = read_iso_date(cell.as_bytes()) {
        assert_eq!(read, Some(RawDate::Certain(days)), "the short way is the long one: {cell}");
    }
    let plain = narrow(cell);
    let figure_texts = plain.split(|character: char| !character.is_ascii_digit()).filter(|figure| !figure.is_empty());
    let figure_texts = figure_texts.collect::<Vec<_>>();
    let figures = figure_texts.iter().map(|figure| figure.parse::<i64>().unwrap_or(0)).collect::<Vec<_>>();
    let day = |year, month, day| numbers::days(year, month, day).map(|days| days as i32);
    match (read, figures.as_slice()) {
        (None | Some(RawDate::Serial(_)), _) => {}
        // Months by their names: what the figures say of the year and the day.
        (Some(RawDate::Certain(days)), _) if is_named(&plain) => {
            let date = Day(days).date().expect("a day of the calendar");
            let is_said = |figure: &i64| i64::from(date.day()) == *figure;
            let is_year = |figure: &i64| [*figure, figure + 1900, figure + 2000].contains(&i64::from(date.year()));
            assert!(figures.iter().any(is_said) && figures.iter().any(is_year), "{cell}");
        }
        (Some(RawDate::Certain(days)), &[compact, ..]) if compact > 9999 => {
            assert_eq!(day(compact / 10_000, compact / 100 % 100, compact % 100), Some(days), "{cell}");
        }
        (Some(RawDate::Certain(days)), &[one, two, three, ..]) => {
            let one = if plain.find('年') == Some(2) { numbers::year(one) } else { one };
            assert_eq!(day(one, two, three), Some(days), "{cell}");
        }
        (Some(RawDate::YearLast { day_first, month_first, year_first }), &[one, two, three, ..]) => {
            let is_short = |at: usize| figure_texts[at].len() == 2;
            let year = |at: usize, figure: i64| if is_short(at) { numbers::year(figure) } else { figure };
            let last = year(2, three);
            assert_eq!((day_first, month_first), (day(last, two, one), day(last, one, two)), "{cell}");
            let are_short = is_short(0) && is_short(2);
            assert_eq!(year_first, if are_short { day(year(0, one), two, three) } else { None }, "{cell}");
        }
        (Some(date), figures) => panic!("{cell}: {date:?} of {figures:?}"),
    }
}

/// The cell as a workbook's number.
fn stored(cell: &str) {
    let Ok(value) = cell.parse::<f64>() else { return };
    if let Some(number) = Decimal::from_f64_shown(value) {
        assert!(number.is_writable(), "{value} is a number that a list may hold");
        let shown = Decimal::parse(&format!("{value:.14e}"));
        assert_eq!(Some(number), shown, "{value} as 15 digits show it");
    }
    for is_1904 in [false, true] {
        if let Some(days) = serial_days(value, is_1904) {
            assert!((-25_567..=2_932_896).contains(&days), "{value} is a day of Excel's calendar");
            let next = serial_days(value.floor() + 1.0, is_1904);
            assert!(next.is_none_or(|next| next == days + 1), "the day behind {value}");
        }
    }
}

/// The cells as a column: read whole, and in two parts that are put together.
fn column(cells: &[&str], kind: FieldKind, asked: Option<ReadAs>, power: u8) {
    let suits = match asked {
        None => true,
        Some(ReadAs::PointDecimal | ReadAs::CommaDecimal) => matches!(kind, FieldKind::Number | FieldKind::Percent),
        Some(ReadAs::Percent | ReadAs::Ratio) => kind == FieldKind::Percent,
        Some(_) => kind == FieldKind::Date,
    };
    let read_as = asked.filter(|_| suits);
    let field =
        Field { name: "field".to_owned(), kind, headers: Vec::new(), default: None, optional: false, money: false };
    let bound = BoundField { field, column: Some(0), why: Matched::Name, power, currency: None, title: None, read_as };
    let whole = built(&bound, cells, cells.len());
    for at in [cells.len() / 3, cells.len() / 2] {
        assert_eq!(built(&bound, cells, at).1, whole.1, "the same in two parts");
    }
    if let (Some((Column::Numbers(numbers), decided)), FieldKind::Number) = (&whole.0, &bound.field.kind) {
        let decimals = match decided {
            Some(ReadAs::CommaDecimal) => Decimals::Comma,
            _ => Decimals::Point,
        };
        for (row, text) in cells.iter().enumerate() {
            assert_eq!(numbers.get(row), alone(trimmed(text), decimals, power), "row {row}: {text:?}");
        }
    }
}

/// What a cell is in a column of numbers that is read in this way.
fn alone(cell: &str, decimals: Decimals, power: u8) -> Cell<Decimal> {
    if is_missing(cell) {
        return Cell::Missing;
    }
    let Some(number) = Number::read(cell) else { return Cell::Bad };
    let value = number.value(decimals);
    let own = number.percent || number.unit;
    let value = value.and_then(|value| if own { Some(value) } else { value.shift(i32::from(power)) });
    value.filter(|value| value.is_writable()).map_or(Cell::Bad, Cell::Value)
}

/// The column, how its decimals were read, and all of it in words; the cells behind the first so many are another part of the list.
fn built(bound: &BoundField, cells: &[&str], first: usize) -> (Option<(Column, Option<ReadAs>)>, String) {
    let mut way = Way::likely(bound);
    for _ in 0..8 {
        let part = |from: usize, to: usize| {
            let mut builder = ColumnBuilder::new(bound, way);
            for (row, text) in (from..).zip(&cells[from..to]) {
                // Half of the cells go the short way where there is one, some with others in front of them as in a list.
                let in_front = if row % 4 == 1 { IN_FRONT.len() } else { 0 };
                let bytes = [&IN_FRONT[..in_front], text.as_bytes()].concat();
                let mut run = (row % 2 > 0).then_some(in_front..bytes.len()).into_iter();
                if row % 2 == 0 || builder.push_run(&bytes, &mut run).is_some() {
                    builder.push(RawCell::Text(text), row as u64, row as u64);
                }
            }
            builder
        };
        let mut builder = part(0, first);
        builder.append(part(first, cells.len()));
        assert_eq!(builder.len(), cells.len(), "an entry for each cell");
        match builder.finish() {
            Outcome::Again(next) => way = next,
            Outcome::Refused(refusal) => {
                let error =
                    InputError::of_columns(vec![refusal.located(|example| Place::File(example.text.clone().into()))]);
                return (None, error.expect("a column is refused").to_string());
            }
            Outcome::Done(column, reading) => {
                let rows = (0..cells.len()).map(|row| cell(&column, row)).collect::<Vec<_>>();
                let told = format!("{rows:?} {reading:?}");
                return (Some((column, reading.decided)), told);
            }
        }
    }
    panic!("a column asks for one way after the other");
}
