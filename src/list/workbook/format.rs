//! Number formats: what a code makes of a number, and the codes that spreadsheet programs know by number.

use std::collections::HashMap;

use crate::list::value::{Currency, narrow};

/// A number format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Format {
    /// Its code, such as `#,##0.00`; nothing for General and for those whose code is not known.
    pub code: Option<String>,
    /// What it makes of a number.
    pub shows: Shows,
    /// The currency that it shows.
    pub currency: Option<Currency>,
}

/// What a number format makes of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// A number, perhaps with a currency.
    Number,
    /// Hundredths.
    Percent,
    /// A day, a time of day, or both.
    Date,
    /// Hours, minutes or seconds that count on beyond a day.
    Duration,
    /// What was typed, as it was typed.
    Text,
}

impl Format {
    /// The format of a code.
    pub fn of(code: &str) -> Format {
        let general = ["", "general", "standard"].iter().any(|word| code.eq_ignore_ascii_case(word));
        let shows = if general { Shows::Number } else { shown_by(code) };
        Format { code: (!general).then(|| code.to_owned()), shows, currency: shown_currency(code) }
    }

    /// The format that programs know by this number, where a workbook does not say otherwise.
    pub fn built_in(number: u16) -> Format {
        let date = Format { code: None, shows: Shows::Date, currency: None };
        match number {
            // Dates and times whose look depends on the country, in East Asia.
            27..=36 | 50..=58 => date,
            _ => Format::of(BUILT_IN.iter().find(|(known, _)| *known == number).map_or("", |(_, code)| code)),
        }
    }
}

/// The formats of a workbook whose cells name them by their codes; the first is General.
#[derive(Debug)]
pub struct FormatList {
    list: Vec<Format>,
    places: HashMap<String, u16>,
}

impl Default for FormatList {
    fn default() -> FormatList {
        FormatList { list: vec![Format::of("")], places: HashMap::new() }
    }
}

impl FormatList {
    /// The place of a format among those that there are; General where there are too many.
    pub fn place(&mut self, code: &str) -> u16 {
        if let Some(place) = self.places.get(code) {
            return *place;
        }
        let Ok(place) = u16::try_from(self.list.len()) else { return 0 };
        self.list.push(Format::of(code));
        self.places.insert(code.to_owned(), place);
        place
    }

    /// The formats by their places.
    pub fn into_list(self) -> Vec<Format> {
        self.list
    }
}

/// The code of a format that Excel's XML and its web pages name in words.
pub fn named_format(name: &str) -> Option<&'static str> {
    Some(match name {
        "General Number" => "General",
        "General Date" => "m/d/yyyy h:mm",
        "Short Date" => "m/d/yyyy",
        "Medium Date" => "d-mmm-yy",
        "Long Date" => "d mmmm yyyy",
        "Short Time" => "h:mm",
        "Medium Time" => "h:mm AM/PM",
        "Long Time" => "h:mm:ss",
        "Currency" => "\"$\"#,##0.00",
        "Euro Currency" => "[$€-2] #,##0.00",
        "Fixed" => "0.00",
        "Standard" => "#,##0.00",
        "Percent" => "0.00%",
        "Scientific" => "0.00E+00",
        _ => return None,
    })
}

/// The codes of ECMA-376, 18.8.30, and the currencies that the old formats have besides.
const BUILT_IN: [(u16, &str); 34] = [
    (1, "0"),
    (2, "0.00"),
    (3, "#,##0"),
    (4, "#,##0.00"),
    (5, "\"$\"#,##0_);(\"$\"#,##0)"),
    (6, "\"$\"#,##0_);[Red](\"$\"#,##0)"),
    (7, "\"$\"#,##0.00_);(\"$\"#,##0.00)"),
    (8, "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)"),
    (9, "0%"),
    (10, "0.00%"),
    (11, "0.00E+00"),
    (12, "# ?/?"),
    (13, "# ??/??"),
    (14, "mm-dd-yy"),
    (15, "d-mmm-yy"),
    (16, "d-mmm"),
    (17, "mmm-yy"),
    (18, "h:mm AM/PM"),
    (19, "h:mm:ss AM/PM"),
    (20, "h:mm"),
    (21, "h:mm:ss"),
    (22, "m/d/yy h:mm"),
    (37, "#,##0_);(#,##0)"),
    (38, "#,##0_);[Red](#,##0)"),
    (39, "#,##0.00_);(#,##0.00)"),
    (40, "#,##0.00_);[Red](#,##0.00)"),
    (41, "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)"),
    (42, "_(\"$\"* #,##0_);_(\"$\"* (#,##0);_(\"$\"* \"-\"_);_(@_)"),
    (43, "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)"),
    (44, "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)"),
    (45, "mm:ss"),
    (46, "[h]:mm:ss"),
    (47, "mmss.0"),
    (49, "@"),
];

/// What a code makes of a number: its first section says whether it is a date, any of them whether it is per cent.
fn shown_by(code: &str) -> Shows {
    let mut chars = code.chars();
    let mut is_first = true;
    let is_counted = |inside: &str| {
        let letter = inside.chars().next().map(|c| c.to_ascii_lowercase());
        matches!(letter, Some('h' | 'm' | 's')) && inside.chars().all(|c| Some(c.to_ascii_lowercase()) == letter)
    };
    while let Some(c) = chars.next() {
        match c {
            '"' => _ = chars.find(|c| *c == '"'),
            // The next character is shown (or left room for) as it is.
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inside = chars.by_ref().take_while(|c| *c != ']').collect::<String>();
                if is_first && is_counted(&inside) {
                    return Shows::Duration;
                }
            }
            ';' => is_first = false,
            '%' => return Shows::Percent,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' if is_first => return Shows::Date,
            _ => {}
        }
    }
    if code == "@" { Shows::Text } else { Shows::Number }
}

/// Whether a date's code shows neither day nor year: `h:mm`.
pub fn shows_no_day(code: &str) -> bool {
    !code.contains(['d', 'D', 'y', 'Y'])
}

/// The currency in a format code: `"¥"#,##0`, `[$€-407] #,##0`, `#,##0 "元"`, `$#,##0`, `0.00" USD"`. A code such as `[$-804]` names a
/// language only.
fn shown_currency(code: &str) -> Option<Currency> {
    // The first section is that of positive numbers.
    let mut chars = code.chars();
    let mut text = String::new();
    while let Some(c) = chars.next() {
        match c {
            ';' => break,
            '"' => text.extend(chars.by_ref().take_while(|&c| c != '"')),
            '\\' | '!' => text.extend(chars.next()),
            // Room as wide as the next character, or filled with it.
            '_' | '*' => _ = chars.next(),
            '[' => {
                let inside = chars.by_ref().take_while(|&c| c != ']').collect::<String>();
                let sign = inside.strip_prefix('$').map(|sign| sign.split('-').next().unwrap_or_default());
                text.push_str(sign.unwrap_or_default());
            }
            c if is_placeholder(c) => text.push('\n'),
            c => text.push(c),
        }
    }
    text.split('\n').map(str::trim).filter(|text| !text.is_empty()).find_map(|text| {
        let text = narrow(text);
        // `0.00"万元"`: the value is shown in ten thousands, and stored as it is.
        Currency::named(text.trim_start_matches(['千', '百', '十', '万', '亿']).trim_matches(['(', ')', '-', '+']))
    })
}

/// A character of a format code that stands for a digit or what is between digits.
fn is_placeholder(c: char) -> bool {
    matches!(c, '0'..='9' | '#' | '?' | ',' | '.' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percent_format_has_a_percent_sign_that_is_not_a_literal() {
        for code in ["0%", "0.00%", "#,##0.0 %;[Red]-0.0 %", "_-* 0%_-"] {
            assert_eq!(Format::of(code).shows, Shows::Percent, "{code}");
        }
        for code in ["General", "Standard", "0.00", "0\"%\"", "0\\%", "0_%", "#,##0 \"50% off\""] {
            assert_eq!(Format::of(code).shows, Shows::Number, "{code}");
        }
        assert_eq!(Format::of("General").code, None);
    }

    #[test]
    fn dates_durations_and_currencies_are_told_by_their_codes() {
        for code in ["yyyy-mm-dd", "[$-804]yyyy年m月d日;@", "e\"年\"m\"月\"", "h:mm AM/PM", "DD/MM/YYYY", "*-d.m.yy"]
        {
            assert_eq!(Format::of(code).shows, Shows::Date, "{code}");
        }
        for code in ["[h]:mm", "[HH]:MM:SS", "[mm]:ss.0", "[ss]", "[Red][h]:mm;@"] {
            assert_eq!(Format::of(code).shows, Shows::Duration, "{code}");
        }
        for code in [
            "\"USD \"#,##0",
            "[$€-407] #,##0.00",
            "[$SEK] 0",
            "#,##0.00_);-#,##0.00",
            "#,##0*y",
            "0;\"d\"0;d",
            "0.00E+00",
            "[>=100][Magenta]General",
        ] {
            assert_eq!(Format::of(code).shows, Shows::Number, "{code}");
        }
    }

    #[test]
    fn numbers_of_formats_stand_for_codes() {
        assert_eq!(Format::built_in(0), Format::of("General"));
        assert_eq!(Format::built_in(10), Format::of("0.00%"));
        assert_eq!(
            [14, 31, 46, 49].map(|number| Format::built_in(number).shows),
            [Shows::Date, Shows::Date, Shows::Duration, Shows::Text]
        );
    }
}
