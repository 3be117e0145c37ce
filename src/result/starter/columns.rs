//! What stands in a column that is no known field: told from its cells, and a name for it made from its header.

use std::collections::HashMap;

use crate::folding::folded;
use crate::list::ListCell;
use crate::list::header::name::bare;
use crate::list::header::unit::HeaderName;
use crate::list::value::{Decimals, Number, is_missing, read_date, read_flag, trimmed};
use crate::number::Decimal;
use unicode_normalization::UnicodeNormalization;

/// What the cells of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Amounts or counts.
    Number,
    /// Percentages.
    Percent,
    /// Dates.
    Date,
    /// Yes or no.
    Flag,
    /// A few words that come again and again, or a few numbers that stand for something.
    Words,
    /// Anything else: names, notes, numbers of telephones.
    Text,
}

/// The cells of a column, counted.
#[derive(Debug, Default)]
pub struct Tally {
    filled: u32,
    numbers: u32,
    percents: u32,
    dates: u32,
    flags: u32,
    /// Numbers that nobody calculates with: leading zeros, more digits than an amount has.
    codes: u32,
    /// The sum of the numbers' sizes, to tell which of several columns is the weightiest.
    size: f64,
    words: HashMap<String, (u32, String)>,
    overflow: bool,
}

/// So many different words are counted.
const MOST_WORDS: usize = 40;
/// So many words at most make a column of words.
const FEW_WORDS: usize = 20;
/// A word has so many characters at most.
const WORD_LENGTH: usize = 40;
/// A number without decimals and with more digits than this is a code.
const AMOUNT_DIGITS: usize = 10;

impl Tally {
    /// Counts a cell.
    pub fn add(&mut self, cell: &ListCell<'_>) {
        match cell {
            ListCell::Empty | ListCell::Error(_) => {}
            ListCell::Number { value, format } => {
                self.filled += 1;
                self.numbers += 1;
                self.percents += u32::from(format.is_some_and(|format| format.contains('%')));
                self.size += value.abs();
                self.word(&crate::number::written::plain_double(*value));
            }
            ListCell::Date { .. } => {
                self.filled += 1;
                self.dates += 1;
            }
            ListCell::Bool(_) => {
                self.filled += 1;
                self.flags += 1;
            }
            ListCell::Text(text) => self.text(trimmed(text)),
        }
    }

    fn text(&mut self, text: &str) {
        if is_missing(text) {
            return;
        }
        self.filled += 1;
        self.word(text);
        self.flags += u32::from(read_flag(text).is_some());
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let plain = digits == text.len();
        if (plain && ((digits > 1 && text.starts_with('0')) || digits > AMOUNT_DIGITS)) || text.starts_with('+') {
            self.codes += 1;
        } else if let Some(number) = Number::read(text) {
            self.numbers += 1;
            self.percents += u32::from(text.ends_with(['%', '％']));
            self.size += number
                .value(Decimals::Point)
                .or(number.value(Decimals::Comma))
                .map_or(0.0, |value| value.abs().to_f64());
        }
        let looks_like_a_date =
            !plain && text.chars().filter(|c| matches!(c, '-' | '/' | '.' | '年' | '月')).count() >= 2;
        self.dates += u32::from(looks_like_a_date && read_date(text).is_some());
    }

    fn word(&mut self, text: &str) {
        if self.overflow || text.chars().count() > WORD_LENGTH {
            self.overflow = true;
            return;
        }
        let entry = self.words.entry(folded(text)).or_insert_with(|| (0, text.to_owned()));
        entry.0 += 1;
        self.overflow = self.words.len() > MOST_WORDS;
    }

    /// What the cells are: whatever nine in ten of the filled ones are; `None` where none is filled.
    pub fn content(&self) -> Option<Content> {
        let most = |count: u32| count > 0 && u64::from(count) * 10 >= u64::from(self.filled) * 9;
        if self.filled == 0 {
            return None;
        }
        let few = !self.words().is_empty();
        Some(match () {
            () if most(self.dates) => Content::Date,
            () if most(self.flags) && self.words.len() <= 4 => Content::Flag,
            () if most(self.percents) => Content::Percent,
            () if most(self.numbers) && !few => Content::Number,
            () if few => Content::Words,
            () => Content::Text,
        })
    }

    /// How weighty the numbers are.
    pub fn size(&self) -> f64 {
        self.size
    }

    /// Whether any cell is a number.
    pub fn has_numbers(&self) -> bool {
        self.numbers > 0
    }

    /// Whether any cell is a date.
    pub fn has_dates(&self) -> bool {
        self.dates > 0
    }

    /// The words of a column of words and their shares of the filled cells, the most frequent first; none where there are too many, or where they hardly come twice.
    pub fn words(&self) -> Vec<(&str, Decimal)> {
        let many = self.words.len() > FEW_WORDS || (self.filled as usize) < 3 * self.words.len();
        // Measured numbers vary; a few that come again and again stand for something.
        let measured = self.numbers > 0 && (self.filled as usize) < 10 * self.words.len();
        if self.overflow || many || measured || self.words.len() < 2 {
            return Vec::new();
        }
        let mut words = self.words.values().collect::<Vec<_>>();
        words.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        let share = |count: u32| Decimal::from(count).checked_div(Decimal::from(self.filled)).unwrap_or_default();
        words.into_iter().map(|(count, word)| (word.as_str(), share(*count))).collect()
    }
}

/// Words that have a meaning in expressions, so that a field of that name would have to stand in backticks.
const TAKEN: &[&str] = &[
    "and",
    "or",
    "not",
    "in",
    "is",
    "missing",
    "as_of",
    "true",
    "false",
    "if",
    "count",
    "min",
    "max",
    "abs",
    "round",
    "year",
    "contains",
    "coalesce",
    "has_tag",
    "at_least",
    "days_since",
    "days_until",
    "months_since",
    "months_until",
    "add_days",
    "add_months",
];

/// A field's name has so many characters at most.
const NAME_LENGTH: usize = 40;

/// A field's name made from a header: letters, digits and `_`, without the unit, and none of `used`. `None` where the header has
/// no letter.
pub fn field_name(header: &str, used: &[String]) -> Option<String> {
    let narrow = header.nfkc().collect::<String>();
    let before_unit = narrow.split(['(', '[', '{', '【', '〔', '「', '〈']).next().unwrap_or_default();
    let named = if bare(before_unit) == HeaderName::of(header).name { before_unit } else { narrow.as_str() };
    let mut name = String::new();
    for character in named.chars().take(NAME_LENGTH).flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            name.push(character);
        } else if !name.ends_with('_') && !name.is_empty() {
            name.push('_');
        }
    }
    let name = name.trim_end_matches('_');
    if !name.chars().any(char::is_alphabetic) {
        return None;
    }
    let name = if name.starts_with(char::is_numeric) { format!("c_{name}") } else { name.to_owned() };
    let is_free = |name: &String| !TAKEN.contains(&name.as_str()) && !used.iter().any(|used| bare(used) == bare(name));
    std::iter::once(name.clone()).chain((2..100).map(|number| format!("{name}_{number}"))).find(is_free)
}

/// Whether a header speaks of money.
pub fn speaks_of_money(header: &str) -> bool {
    const WORDS: [&str; 22] = [
        "amount", "sales", "revenue", "turnover", "spend", "income", "value", "total", "profit", "umsatz", "betrag",
        "usd", "eur", "rmb", "cny", "额", "金", "款", "元", "营收", "利润", "業績",
    ];
    let bare = bare(header);
    WORDS.iter().any(|word| bare.contains(word)) || header.contains(['¥', '￥', '$', '€', '£'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(cells: &[&str]) -> Option<Content> {
        let mut tally = Tally::default();
        cells.iter().for_each(|cell| tally.add(&ListCell::Text(cell)));
        tally.content()
    }

    #[test]
    fn a_column_is_what_most_of_its_cells_are() {
        let cases: [(&[&str], Option<Content>); 9] = [
            (&["12.5", "1,200", "¥3万"], Some(Content::Number)),
            (&["5%", "7 %", ""], Some(Content::Percent)),
            (&["2026-01-31", "2026年3月5日"], Some(Content::Date)),
            (&["yes", "no", "yes"], Some(Content::Flag)),
            (&["高", "低", "高", "高", "低", "低"], Some(Content::Words)),
            (&["0592-6263278", "13912345678", "+49 30 1"], Some(Content::Text)),
            (&["00123", "00124", "00125"], Some(Content::Text)),
            (&["Anna", "Bernd", "Carla"], Some(Content::Text)),
            (&["", "-", "N/A"], None),
        ];
        for (cells, expected) in cases {
            assert_eq!(content(cells), expected, "{cells:?}");
        }
        let codes = ["1", "2"].repeat(30);
        assert_eq!(content(&codes), Some(Content::Words), "few numbers that come again and again");
    }

    #[test]
    fn words_come_by_their_frequency() {
        let mut tally = Tally::default();
        ["b", "a", "B ", "b", "a", "b"].iter().for_each(|cell| tally.add(&ListCell::Text(cell)));
        assert_eq!(tally.words().iter().map(|(word, _)| *word).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn a_name_is_made_of_the_header_without_its_unit() {
        let name = |header| field_name(header, &["region".to_owned()]);
        let cases = [
            ("Detergents_Paper", Some("detergents_paper")),
            ("潜在销售额(万元)", Some("潜在销售额")),
            ("Price per m² (net)", Some("price_per_m2_net")),
            ("Region", Some("region_2")),
            ("Count", Some("count_2")),
            ("2025 sales", Some("c_2025_sales")),
            ("a\u{7}\"b", Some("a_b")),
            ("12", None),
            ("", None),
        ];
        for (header, expected) in cases {
            assert_eq!(name(header).as_deref(), expected, "{header}");
        }
    }
}
