//! What cells look like. Each format is made once.

use std::collections::HashMap;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::list::ListCell;

/// How counts, amounts, shares and dates of the summary are shown.
pub(crate) const COUNT: &str = "#,##0";
pub(crate) const AMOUNT: &str = "#,##0.00";
pub(crate) const SHARE: &str = "0.00%";
pub(crate) const DATE: &str = "yyyy\\-mm\\-dd";

const DATE_TIME: &str = "yyyy\\-mm\\-dd\\ hh:mm:ss";
const TIME: &str = "hh:mm:ss";

/// What a cell looks like.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Look {
    /// The number format; absent: General.
    pub(crate) number: Option<String>,
    /// The fill colour, `#RRGGBB`.
    pub(crate) fill: Option<String>,
    pub(crate) bold: bool,
    pub(crate) line: Line,
    /// Whether a long text goes on in a second line.
    pub(crate) wrap: bool,
    /// The size of the text, if not the usual.
    pub(crate) size: Option<u8>,
    /// Whether the text is in the colour of warnings.
    pub(crate) warning: bool,
    /// Whether the text stands on the right, as numbers do.
    pub(crate) right: bool,
}

/// A line along a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) enum Line {
    #[default]
    None,
    Above,
    Below,
}

/// The formats made so far.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    formats: HashMap<Look, Format>,
    /// By number format alone, since that is asked for at every cell of a list.
    numbers: HashMap<String, Format>,
    /// By fill colour alone, likewise.
    fills: HashMap<String, Format>,
}

impl Styles {
    pub(crate) fn of(&mut self, look: &Look) -> &Format {
        if !self.formats.contains_key(look) {
            self.formats.insert(look.clone(), made(look));
        }
        &self.formats[look]
    }

    /// The format that keeps a cell's own number format; `None` where it has none.
    pub(crate) fn own(&mut self, cell: &ListCell<'_>) -> Option<&Format> {
        number_format(cell).map(|number| self.number(number))
    }

    /// The format of a header's cell.
    pub(crate) fn header(&mut self, cell: &ListCell<'_>) -> &Format {
        let number = number_format(cell).map(str::to_owned);
        self.of(&Look { number, bold: true, line: Line::Below, ..Look::default() })
    }

    fn number(&mut self, number: &str) -> &Format {
        if !self.numbers.contains_key(number) {
            let look = Look { number: Some(number.to_owned()), ..Look::default() };
            self.numbers.insert(number.to_owned(), made(&look));
        }
        &self.numbers[number]
    }

    pub(crate) fn fill(&mut self, color: &str) -> &Format {
        if !self.fills.contains_key(color) {
            let look = Look { fill: Some(color.to_owned()), ..Look::default() };
            self.fills.insert(color.to_owned(), made(&look));
        }
        &self.fills[color]
    }
}

/// A cell's number format: its own, or the one that its date needs.
fn number_format<'c>(cell: &ListCell<'c>) -> Option<&'c str> {
    match *cell {
        ListCell::Number { format, .. } => format.filter(|format| *format != "General"),
        ListCell::Date { serial, format } => Some(format.unwrap_or(match serial {
            0.0..1.0 => TIME,
            _ if serial.fract() == 0.0 => DATE,
            _ => DATE_TIME,
        })),
        ListCell::Empty | ListCell::Text(_) | ListCell::Bool(_) | ListCell::Error(_) => None,
    }
}

fn made(look: &Look) -> Format {
    let mut format = Format::new();
    if let Some(number) = &look.number {
        format = format.set_num_format(number);
    }
    if let Some(color) = look.fill.as_deref().and_then(rgb) {
        format = format.set_background_color(color);
        if is_dark(color) {
            format = format.set_font_color(0xFF_FF_FF);
        }
    }
    if look.bold {
        format = format.set_bold();
    }
    match look.line {
        Line::None => {}
        Line::Above => format = format.set_border_top(FormatBorder::Thin),
        Line::Below => format = format.set_border_bottom(FormatBorder::Thin),
    }
    if look.wrap {
        format = format.set_text_wrap().set_align(FormatAlign::Top);
    }
    if let Some(size) = look.size {
        format = format.set_font_size(size);
    }
    if look.warning {
        format = format.set_font_color(0xC0_00_00);
    }
    if look.right {
        format = format.set_align(FormatAlign::Right);
    }
    format
}

/// `#B9C4CC` as a number.
pub(crate) fn rgb(color: &str) -> Option<u32> {
    let digits = color.strip_prefix('#').filter(|digits| digits.len() == 6)?;
    u32::from_str_radix(digits, 16).ok()
}

/// Whether white letters are easier to read on the colour than black ones.
fn is_dark(rgb: u32) -> bool {
    let [_, red, green, blue] = rgb.to_be_bytes().map(u32::from);
    red * 299 + green * 587 + blue * 114 < 128 * 1000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_white_on_dark_colours() {
        let dark = |color| is_dark(rgb(color).unwrap());
        assert_eq!(["#000000", "#1F4E79", "#B9C4CC", "#FFD700"].map(dark), [true, true, false, false]);
        assert_eq!(["red", "#FFF", "#GGGGGG"].map(rgb), [None, None, None]);
    }
}
