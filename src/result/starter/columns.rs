//! What stands in a column that is no known field: told from its cells, and a name for it made from its header.

use std::collections::HashMap;

use crate::cell::ListCell;
use crate::folding::folded;
use crate::list::header::name::bare;
use crate::list::header::unit::HeaderName;
use crate::list::value::{Decimals, Number, is_missing, read_date, read_flag, trimmed};
use crate::number::Decimal;
use crate::rule::FieldKind;
use crate::rule::expression::is_reserved;
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

impl Content {
    /// The type of a field with such cells.
    pub fn kind(self) -> FieldKind {
        match self {
            Content::Number => FieldKind::Number,
            Content::Percent => FieldKind::Percent,
            Content::Date => FieldKind::Date,
            Content::Flag => FieldKind::Flag,
            Content::Words | Content::Text => FieldKind::Text,
        }
    }
}

/// The cells of a column, counted.
#[derive(Debug, Default)]
pub struct Tally {
    filled: u32,
    numbers: u32,
    percents: u32,
    dates: u32,
    flags: u32,
    /// The sum of the numbers without their signs, by which columns of numbers are compared.
    size: f64,
    words: HashMap<String, (u32, String)>,
    overflow: bool,
}

/// How many different words are counted at most.
const MOST_WORDS: usize = 40;
/// How many different words a column of words has at most.
const FEW_WORDS: usize = 20;
/// How many characters a word, or the name of a field, has at most.
const LENGTH: usize = 40;
/// A number without decimals and with more digits than this is a code.
const AMOUNT_DIGITS: usize = 10;

impl Tally {
    /// Counts a cell.
    pub fn add(&mut self, cell: &ListCell<'_>) {
        match cell {
            ListCell::Empty | ListCell::Error(_) => return,
            ListCell::Text(text) => return self.text(trimmed(text)),
            ListCell::Number { value, format } => {
                self.numbers += 1;
                self.percents += u32::from(format.is_some_and(|format| format.contains('%')));
                self.size += value.abs();
                self.word(&crate::number::written::plain_double(*value));
            }
            ListCell::Date { .. } => self.dates += 1,
            ListCell::Bool(_) => self.flags += 1,
        }
        self.filled += 1;
    }

    fn text(&mut self, text: &str) {
        if is_missing(text) {
            return;
        }
        self.filled += 1;
        self.word(text);
        self.flags += u32::from(read_flag(text).is_some());
        let plain = text.bytes().all(|byte| byte.is_ascii_digit());
        // Nobody calculates with these: telephone numbers, and codes with zeros in front.
        let is_code = text.starts_with('+')
            || (plain && (text.len() > AMOUNT_DIGITS || (text.len() > 1 && text.starts_with('0'))));
        if let Some(number) = Number::read(text).filter(|_| !is_code) {
            self.numbers += 1;
            self.percents += u32::from(text.ends_with(['%', '％']));
            let value = number.value(Decimals::Point).or(number.value(Decimals::Comma));
            self.size += value.map_or(0.0, |value| value.abs().to_f64());
        }
        let looks_like_a_date =
            !plain && text.chars().filter(|c| matches!(c, '-' | '/' | '.' | '年' | '月')).count() >= 2;
        self.dates += u32::from(looks_like_a_date && read_date(text).is_some());
    }

    fn word(&mut self, text: &str) {
        if self.overflow || text.chars().count() > LENGTH {
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
        let kinds = [
            (most(self.dates), Content::Date),
            (most(self.flags) && self.words.len() <= 4, Content::Flag),
            (most(self.percents), Content::Percent),
            (!self.words().is_empty(), Content::Words),
            (most(self.numbers), Content::Number),
            (self.filled > 0, Content::Text),
        ];
        kinds.into_iter().find(|(holds, _)| *holds).map(|(_, content)| content)
    }

    /// The sum of the numbers without their signs.
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

    /// The words of a column of words and their shares of the filled cells, the most frequent first; none where there are too many, or
    /// where they hardly come twice.
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

/// A field's name made from a header: letters, digits and `_`, without the unit, and none of `used`. `None` where the header has
/// no letter.
pub fn field_name(header: &str, used: &[String]) -> Option<String> {
    let narrow = header.nfkc().collect::<String>();
    let before_unit = narrow.split(['(', '[', '{', '【', '〔', '「', '〈']).next().unwrap_or_default();
    let named = if bare(before_unit) == HeaderName::of(header).name { before_unit } else { narrow.as_str() };
    let mut name = String::new();
    for character in named.chars().take(LENGTH).flat_map(char::to_lowercase) {
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
    let is_free = |name: &String| !is_reserved(name) && !used.iter().any(|used| bare(used) == bare(name));
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
