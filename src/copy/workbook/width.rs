//! How wide columns must be for what stands in them. (The library's own fitting takes a Chinese character for a Latin one.)

use unicode_width::UnicodeWidthStr;

use crate::cell::ListCell;
use crate::date::serial;
use crate::number::written;

/// No column is narrower, in digits.
const LEAST: usize = 6;

/// No column is wider, in digits.
const MOST: usize = 50;

/// The space at both sides of a cell, in digits.
const MARGIN: usize = 2;

/// How wide the button of the filter in a header is, in digits.
pub(super) const FILTER_BUTTON: usize = 2;

/// The widest content of each column so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Widths(Vec<usize>);

impl Widths {
    /// Takes note that something of that width stands in the column.
    pub(crate) fn measure(&mut self, column: usize, width: usize) {
        if self.0.len() <= column {
            self.0.resize(column + 1, 0);
        }
        self.0[column] = self.0[column].max(width);
    }

    /// The columns' widths in digits of the standard font.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (u16, f64)> {
        (0u16..).zip(self.0.iter().map(|width| (width + MARGIN).clamp(LEAST, MOST) as f64))
    }
}

/// How many digits wide a text is: the longest of its lines, a Chinese character counting as two.
pub(crate) fn width_of_text(text: &str) -> usize {
    // Beyond the widest column nothing needs to be counted, and texts can be long.
    let end = text.char_indices().nth(4 * MOST).map_or(text.len(), |(at, _)| at);
    text[..end].lines().map(UnicodeWidthStr::width).max().unwrap_or(0)
}

/// How many digits wide a cell is as its number format shows it; near enough.
pub(crate) fn width_of_cell(cell: &ListCell<'_>) -> usize {
    match *cell {
        ListCell::Empty => 0,
        ListCell::Text(text) | ListCell::Error(text) => width_of_text(text),
        ListCell::Number { value, format } => of_number(value, format),
        ListCell::Date { serial, format } => match format {
            Some(format) => width_of_text(format.split(';').next().unwrap_or(format)),
            None => serial::iso_serial(serial, None).map_or(0, |text| text.len()),
        },
        ListCell::Bool(_) => "FALSE".len(),
    }
}

fn of_number(value: f64, format: Option<&str>) -> usize {
    let Some(format) = format else { return written::plain_double(value).len() };
    let format = format.split(';').next().unwrap_or(format);
    let percent = usize::from(format.contains('%'));
    let shown = value.abs() * if percent == 1 { 100.0 } else { 1.0 };
    let digits = if shown >= 1.0 { shown.log10().floor() as usize + 1 } else { 1 };
    let decimals =
        format.split_once('.').map_or(0, |(_, rest)| rest.chars().take_while(|c| "0#?".contains(*c)).count());
    let point = usize::from(decimals > 0);
    let groups = if format.contains(",#") || format.contains(",0") { (digits - 1) / 3 } else { 0 };
    let literal = format.chars().filter(|c| !"0#?.,%_*\\\"[]".contains(*c)).count();
    usize::from(value < 0.0) + digits + groups + point + decimals + percent + literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_counts_two() {
        assert_eq!(["销售额", "tier", "one\nanother", ""].map(width_of_text), [6, 4, 7, 0]);
    }

    #[test]
    fn numbers_are_as_wide_as_their_format_shows_them() {
        let width = |value, format| of_number(value, format);
        assert_eq!(width(48_300.5, None), "48300.5".len());
        assert_eq!(width(-1_234_567.891, Some("#,##0.00")), "-1,234,567.89".len());
        assert_eq!(width(0.8003, Some("0.00%")), "80.03%".len());
        assert_eq!(width(0.0, Some("0")), 1);
    }

    #[test]
    fn columns_are_neither_too_narrow_nor_too_wide() {
        let mut widths = Widths::default();
        for (column, width) in [(0, 1), (1, 10), (3, 1_000)] {
            widths.measure(column, width);
        }
        assert_eq!(widths.columns().map(|(_, width)| width).collect::<Vec<_>>(), [6.0, 12.0, 6.0, 50.0]);
    }
}
