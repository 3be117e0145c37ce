//! What the columns of a delimited list become in a workbook: texts, numbers or dates, as the columns were read.

use crate::cell::ListCell;
use crate::date::Day;
use crate::list::builder::DateWay;
use crate::list::value::{Decimals, Number, read_date, read_iso_date, trimmed};
use crate::list::{Binding, BoundField, Extract, FieldReading, PlainColumn, ReadAs};
use crate::number::Decimal;
use crate::rule::FieldKind;

/// How many significant digits a workbook keeps of a number; a longer one stays text, since nothing may be lost.
const DIGITS: usize = 15;

/// Number formats by decimals, so that a number looks as it did: `12.50` keeps its last zero.
const PLAIN: [&str; 7] = ["0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"];
const GROUPED: [&str; 5] = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"];
const PERCENT: [&str; 5] = ["0%", "0.0%", "0.00%", "0.000%", "0.0000%"];

/// How the texts of a column are written in a workbook. A text that cannot be read so stays text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnType {
    /// As texts.
    Text,
    /// As the plain numbers that all filled cells are (`1234.5`, at most 15 digits, no leading zeros).
    PlainNumber,
    /// As numbers with this decimal mark; a percentage as a ratio.
    Number(Decimals),
    /// The same for amounts: those with a unit of their own in a column that has one, and those with a currency where it tells them apart,
    /// stay texts, or they would be other amounts.
    Money {
        /// The decimal mark.
        decimals: Decimals,
        /// Whether the column has a unit.
        with_unit: bool,
        /// Whether its amounts are in several currencies.
        with_currencies: bool,
    },
    /// As dates that are read in this way. A time behind the date is kept.
    Date(DateWay),
    /// As the ISO dates that all filled cells are.
    IsoDate,
}

impl ColumnType {
    /// The types of a list's columns: bound ones are what they were read as, the others plain numbers or ISO dates where all their cells are.
    pub(crate) fn of_columns(binding: &Binding, extract: &Extract) -> Vec<ColumnType> {
        let unbound = |column| match extract.plain_columns.get(column) {
            Some(PlainColumn::Numbers | PlainColumn::Empty) => ColumnType::PlainNumber,
            Some(PlainColumn::Dates) => ColumnType::IsoDate,
            Some(PlainColumn::Texts) | None => ColumnType::Text,
        };
        let mut types = (0..extract.width).map(unbound).collect::<Vec<_>>();
        for (bound, reading) in binding.fields.iter().zip(&extract.readings) {
            if let Some(column) = bound.column.filter(|&column| column < types.len()) {
                types[column] = ColumnType::of_bound(bound, reading).unwrap_or_else(|| unbound(column));
            }
        }
        types
    }

    /// The type that a bound field's column was read as; nothing for texts.
    fn of_bound(bound: &BoundField, reading: &FieldReading) -> Option<ColumnType> {
        let read_as = reading.decided.or(bound.read_as);
        let money = reading.money.as_ref();
        let with_currencies =
            money.is_some_and(|money| money.counts.len() > 1 || !money.rates.is_empty() || money.set_aside > 0);
        if reading.power > 0 || with_currencies {
            let decimals = if read_as == Some(ReadAs::CommaDecimal) { Decimals::Comma } else { Decimals::Point };
            return Some(ColumnType::Money { decimals, with_unit: reading.power > 0, with_currencies });
        }
        match bound.field.kind {
            FieldKind::Number | FieldKind::Percent if read_as == Some(ReadAs::CommaDecimal) => {
                Some(ColumnType::Number(Decimals::Comma))
            }
            FieldKind::Number | FieldKind::Percent => Some(ColumnType::Number(Decimals::Point)),
            FieldKind::Date => Some(ColumnType::Date(DateWay::of(read_as))),
            _ => None,
        }
    }

    /// The text as the cell that it becomes.
    pub(crate) fn cell(self, text: &str) -> ListCell<'_> {
        let read = match self {
            _ if text.is_empty() => return ListCell::Empty,
            ColumnType::Text => None,
            ColumnType::PlainNumber => plain_number(text).and_then(|value| number(text, value)),
            ColumnType::Number(decimals) => {
                Number::read(trimmed(text)).and_then(|read| read.value(decimals)).and_then(|value| number(text, value))
            }
            ColumnType::Money { decimals, with_unit, with_currencies } => {
                let read = Number::read(trimmed(text));
                let own = |read: &Number| with_unit && read.unit || with_currencies && read.currency.is_some();
                read.filter(|read| !own(read))
                    .and_then(|read| read.value(decimals))
                    .and_then(|value| number(text, value))
            }
            ColumnType::Date(way) => {
                read_date(trimmed(text)).and_then(|date| way.days(date)).and_then(|days| moment(text, days))
            }
            ColumnType::IsoDate => read_iso_date(text.as_bytes()).and_then(|days| moment(text, days)),
        };
        read.unwrap_or(ListCell::Text(text))
    }
}

/// A number as it stands in a column of plain numbers.
fn plain_number(text: &str) -> Option<Decimal> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let leading_zero = whole.len() > 1 && whole.starts_with('0');
    (digits(whole) && digits(fraction) && !leading_zero).then(|| Decimal::parse(text)).flatten()
}

/// The number as a cell that looks like the text, unless a workbook would lose digits.
fn number<'t>(text: &str, value: Decimal) -> Option<ListCell<'t>> {
    let significant = value.normalized().mantissa().unsigned_abs().to_string();
    if significant.trim_end_matches('0').len() > DIGITS {
        return None;
    }
    let scale = usize::from(value.scale());
    let marks = text.chars().filter(|mark| matches!(mark, ',' | '.' | '\'' | '’' | '，' | '．')).count();
    let format = if text.trim_end().ends_with(['%', '％']) {
        PERCENT.get(scale.saturating_sub(2))
    } else if marks > usize::from(scale > 0) {
        GROUPED.get(scale)
    } else {
        PLAIN.get(scale).filter(|_| scale > 0)
    };
    Some(ListCell::Number { value: value.to_f64(), format: format.copied() })
}

/// The date with the time behind it; nothing where the time cannot be read, and before 1900, where a workbook's calendar begins.
fn moment<'t>(text: &str, days: i32) -> Option<ListCell<'t>> {
    let midnight = Day(days).serial()?;
    if !text.contains([':', '：', '时', '時']) {
        return Some(ListCell::Date { serial: midnight, format: None });
    }
    let time = text.rsplit([' ', 'T', '\u{3000}']).next()?;
    let mut figures = time.split(':').map(|figures| figures.parse::<u32>().ok());
    let (hours, minutes, seconds) = (figures.next()??, figures.next()??, figures.next().unwrap_or(Some(0))?);
    if figures.next().is_some() || hours > 23 || minutes > 59 || seconds > 59 {
        return None;
    }
    let seconds = f64::from(hours * 3600 + minutes * 60 + seconds);
    Some(ListCell::Date { serial: midnight + seconds / 86_400.0, format: Some("yyyy\\-mm\\-dd\\ hh:mm:ss") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(column: ColumnType, text: &str) -> String {
        match column.cell(text) {
            ListCell::Number { value, format } => format!("{value} {}", format.unwrap_or("General")),
            ListCell::Date { serial, .. } => format!("date {serial}"),
            ListCell::Text(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_text_column_stays_text() {
        assert_eq!(ColumnType::Text.cell("00123"), ListCell::Text("00123"));
        assert_eq!(ColumnType::Text.cell(""), ListCell::Empty);
    }

    #[test]
    fn plain_numbers_keep_their_decimals() {
        let cases = [
            ("1234", "1234 General"),
            ("-12.50", "-12.5 0.00"),
            ("0.5", "0.5 0.0"),
            ("007", "\"007\""),
            ("1e5", "\"1e5\""),
            ("1,234", "\"1,234\""),
            ("12.", "\"12.\""),
            ("1234567890123456", "\"1234567890123456\""),
            ("12345678901234500", "12345678901234500 General"),
            ("", "Empty"),
        ];
        for (text, cell) in cases {
            assert_eq!(shown(ColumnType::PlainNumber, text), cell, "{text}");
        }
    }

    #[test]
    fn a_fields_own_reading_decides_and_the_look_is_kept() {
        let european = ColumnType::Number(Decimals::Comma);
        assert_eq!(shown(european, "1.234,50"), "1234.5 #,##0.00");
        assert_eq!(shown(european, "234,5"), "234.5 0.0");
        assert_eq!(shown(european, "n/a"), "\"n/a\"");
        let usual = ColumnType::Number(Decimals::Point);
        assert_eq!(shown(usual, "12.5%"), "0.125 0.0%");
        assert_eq!(shown(usual, "12%"), "0.12 0%");
    }

    #[test]
    fn a_date_keeps_its_time() {
        let date = ColumnType::Date(DateWay::of(None));
        assert_eq!(shown(date, "2024-03-05"), "date 45356");
        assert_eq!(shown(date, "2024-03-05 12:00"), "date 45356.5");
        assert_eq!(shown(date, "2024-03-05T18:00:00"), "date 45356.75");
        assert_eq!(shown(date, "2024-03-05 1:00 PM"), "\"2024-03-05 1:00 PM\"");
        assert_eq!(shown(date, "2024-03-05T18:00:00.5"), "\"2024-03-05T18:00:00.5\"");
        assert_eq!(shown(date, "unknown"), "\"unknown\"");
        assert_eq!(shown(date, "5-Mar-24"), "date 45356");
    }

    #[test]
    fn a_date_is_the_day_that_the_text_shows_and_all_else_stays_text() {
        for column in [ColumnType::Date(DateWay::of(None)), ColumnType::IsoDate] {
            assert_eq!(shown(column, "1900-01-01"), "date 1");
            assert_eq!(shown(column, "1900-02-28"), "date 59");
            assert_eq!(shown(column, "1900-03-01"), "date 61");
            assert_eq!(shown(column, "0001-01-01"), "\"0001-01-01\"");
            assert_eq!(shown(column, "1"), "\"1\"");
        }
        assert_eq!(shown(ColumnType::Date(DateWay::of(None)), "45356"), "date 45356");
        assert_eq!(shown(ColumnType::Date(DateWay::of(Some(ReadAs::Serial))), "1"), "date 1");
    }
}
