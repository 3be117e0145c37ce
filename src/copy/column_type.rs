//! Which cells of a CSV list become numbers and dates in a workbook: those of columns that were read as such.

use crate::number::Decimal;

use crate::date::serial;
use crate::list::ListCell;

/// How many significant digits a workbook keeps of a number; a longer one stays text, since nothing may be lost.
const DIGITS: usize = 15;

/// Number formats by decimals, so that a number looks as it did: `12.50` keeps its last zero.
const PLAIN: [&str; 7] = ["0", "0.0", "0.00", "0.000", "0.0000", "0.00000", "0.000000"];
const GROUPED: [&str; 5] = ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000", "#,##0.0000"];
const PERCENT: [&str; 5] = ["0%", "0.0%", "0.00%", "0.000%", "0.0000%"];

/// How the texts of a column are written in a workbook. Whatever cannot be read so stays text.
#[derive(Clone, Copy)]
pub enum ColumnPlan<'a> {
    /// As texts.
    Text,
    /// As the plain numbers that all filled cells are (`1234.5`, of at most 15 digits, without leading zeros).
    PlainNumber,
    /// As numbers, read by the field's own habits; a percentage as a ratio.
    Number(&'a dyn Fn(&str) -> Option<Decimal>),
    /// As dates (days since 1970-01-01), read by the field's own habits; a time behind the date is kept.
    Date(&'a dyn Fn(&str) -> Option<i32>),
}

impl ColumnPlan<'_> {
    /// The text as the cell that it becomes.
    pub fn cell<'t>(&self, text: &'t str) -> ListCell<'t> {
        let read = match self {
            _ if text.is_empty() => return ListCell::Empty,
            ColumnPlan::Text => None,
            ColumnPlan::PlainNumber => plain_number(text).and_then(|value| number(text, value)),
            ColumnPlan::Number(read) => read(text).and_then(|value| number(text, value)),
            ColumnPlan::Date(read) => read(text).and_then(|days| moment(text, days)),
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

/// The date with the time that stands behind it, unless there is one that we do not understand.
fn moment<'t>(text: &str, days: i32) -> Option<ListCell<'t>> {
    let midnight = serial::serial(days);
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

    fn shown(plan: ColumnPlan<'_>, text: &str) -> String {
        match plan.cell(text) {
            ListCell::Number { value, format } => format!("{value} {}", format.unwrap_or("General")),
            ListCell::Date { serial, .. } => format!("date {serial}"),
            ListCell::Text(text) => format!("{text:?}"),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_text_column_stays_text() {
        assert_eq!(ColumnPlan::Text.cell("00123"), ListCell::Text("00123"));
        assert_eq!(ColumnPlan::Text.cell(""), ListCell::Empty);
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
            assert_eq!(shown(ColumnPlan::PlainNumber, text), cell, "{text}");
        }
    }

    #[test]
    fn a_fields_own_reading_decides_and_the_look_is_kept() {
        let european = |text: &str| Decimal::parse(&text.replace('.', "").replace(',', "."));
        let plan = ColumnPlan::Number(&european);
        assert_eq!(shown(plan, "1.234,50"), "1234.5 #,##0.00");
        assert_eq!(shown(plan, "234,5"), "234.5 0.0");
        assert_eq!(shown(plan, "n/a"), "\"n/a\"");
        let percent = |text: &str| Decimal::parse(text.strip_suffix('%')?)?.shift(-2);
        assert_eq!(shown(ColumnPlan::Number(&percent), "12.5%"), "0.125 0.0%");
        assert_eq!(shown(ColumnPlan::Number(&percent), "12%"), "0.12 0%");
    }

    #[test]
    fn a_date_keeps_its_time() {
        let read = |text: &str| text.starts_with("2024-03-05").then_some(19_787);
        let plan = ColumnPlan::Date(&read);
        assert_eq!(shown(plan, "2024-03-05"), "date 45356");
        assert_eq!(shown(plan, "2024-03-05 12:00"), "date 45356.5");
        assert_eq!(shown(plan, "2024-03-05T18:00:00"), "date 45356.75");
        assert_eq!(shown(plan, "2024-03-05 1:00 PM"), "\"2024-03-05 1:00 PM\"");
        assert_eq!(shown(plan, "2024-03-05T18:00:00.5"), "\"2024-03-05T18:00:00.5\"");
        assert_eq!(shown(plan, "unknown"), "\"unknown\"");
    }
}
