//! Headers with something around the name that is no part of it: a pivot's words, a tax note, a year or another period.
//!
//! Such a header is looked at only where no column has the name as it stands, and counts only where just one column fits then.

use unicode_normalization::UnicodeNormalization;

use super::name::{bare, visible};
use super::unit::{HeaderName, Unit, next_brackets};
use crate::rule::FieldKind;

/// Longer texts are sentences, and no headers with a period in them.
const LONGEST: usize = 80;

/// A header without the words around its name.
#[derive(Debug, Clone)]
pub(super) struct LooseName {
    /// What is left, taken apart: after each word that is taken away, as `求和项:价税合计` is `价税合计` before it is `价税`.
    pub(super) names: Vec<HeaderName>,
    /// How a pivot made the column's figures, where it says so.
    gathered: Option<Gathered>,
    /// The latest year that the header names.
    pub(super) year: Option<u32>,
}

/// How a pivot made a figure of many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gathered {
    Sum,
    Count,
    Extreme,
    Average,
}

impl LooseName {
    /// The name within a header; nothing where nothing stands around it.
    pub(super) fn of(header: &str) -> Option<LooseName> {
        if header.chars().nth(LONGEST).is_some() {
            return None;
        }
        let narrow = visible(header).nfkc().flat_map(char::to_lowercase).collect::<String>();
        let (mut outside, mut kept) = (String::new(), String::new());
        let (mut year, mut gathered, mut found) = (None, None, false);
        let mut rest = narrow.as_str();
        while let Some((before, content, after)) = next_brackets(rest) {
            outside.push_str(before);
            if is_tax_note(content) || is_period(content) {
                year = year.max(latest_year(content));
                found = true;
            } else {
                kept.push_str(&format!("({content})"));
            }
            rest = after;
        }
        outside.push_str(rest);
        let mut text = trimmed(&outside);
        let mut names = Vec::new();
        loop {
            if found && !bare(text).is_empty() {
                names.push(HeaderName::of(&format!("{text}{kept}")));
            }
            if let Some((how, inner)) = without_pivot_words(text) {
                gathered = gathered.or(Some(how));
                text = trimmed(inner);
            } else if let Some(inner) = without_tax_note(text) {
                text = trimmed(inner);
            } else if let Some((inner, period)) = without_period(text) {
                year = year.max(latest_year(period));
                text = trimmed(inner);
            } else {
                break;
            }
            found = true;
        }
        (!names.is_empty()).then_some(LooseName { names, gathered, year })
    }

    /// The unit of the name among those that are left, if it is one of them; one without brackets has to fit.
    pub(super) fn find(&self, name: &str, fits: impl Fn(&Unit) -> bool) -> Option<Option<Unit>> {
        let whole = self.names.iter().find(|left| left.name == name).map(|left| left.unit);
        whole.or_else(|| self.names.iter().find_map(|left| left.end_behind(name, &fits).map(Some)))
    }

    /// Whether figures that were gathered so can be a field of this type: an average of amounts is no amount, a count still less.
    pub(super) fn suits(&self, kind: &FieldKind) -> bool {
        match self.gathered {
            None => true,
            Some(Gathered::Sum) => *kind == FieldKind::Number,
            Some(Gathered::Extreme) => *kind == FieldKind::Date,
            Some(Gathered::Average) => *kind == FieldKind::Percent,
            Some(Gathered::Count) => false,
        }
    }
}

/// The latest year in a text.
pub(super) fn latest_year(text: &str) -> Option<u32> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    let year = |digits: &str| match digits.len() {
        4 => digits.parse().ok().filter(is_year),
        2 if text.contains("fy") || text.contains('年') || text.contains('\'') => {
            digits.parse::<u32>().ok().map(|short| 2000 + short)
        }
        _ => None,
    };
    numbers.filter_map(year).max()
}

fn is_year(number: &u32) -> bool {
    (1990..2100).contains(number)
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || "_-–—~:,.;|/·'’".contains(c)
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(is_separator)
}

fn without_pivot_words(text: &str) -> Option<(Gathered, &str)> {
    use Gathered::{Average, Count, Extreme, Sum};
    const BEFORE: [(&str, Gathered); 24] = [
        ("计数项", Count),
        ("非重复计数项", Count),
        ("count of ", Count),
        ("distinct count of ", Count),
        ("anzahl von ", Count),
        ("求和项", Sum),
        ("加總", Sum),
        ("合计", Sum),
        ("总计", Sum),
        ("合計", Sum),
        ("sum of ", Sum),
        ("sum ", Sum),
        ("total sum of ", Sum),
        ("summe von ", Sum),
        ("somme de ", Sum),
        ("suma de ", Sum),
        ("soma de ", Sum),
        ("最大值项", Extreme),
        ("最小值项", Extreme),
        ("max of ", Extreme),
        ("min of ", Extreme),
        ("maximum of ", Extreme),
        ("平均值项", Average),
        ("average of ", Average),
    ];
    const BEHIND: [&str; 6] = ["合计", "总计", "小计", "汇总", "合計", "總計"];
    let before = BEFORE.iter().find_map(|(word, how)| Some((*how, text.strip_prefix(word)?)));
    before.or_else(|| BEHIND.iter().find_map(|word| Some((Sum, text.strip_suffix(word)?))))
}

/// Notes on tax, in the form that compares.
const TAX_NOTES: [&str; 30] = [
    "含税",
    "含税价",
    "不含税",
    "未含税",
    "未税",
    "除税",
    "去税",
    "含稅",
    "未稅",
    "含增值税",
    "不含增值税",
    "价税合计",
    "inclvat",
    "exclvat",
    "exvat",
    "includingvat",
    "excludingvat",
    "incltax",
    "excltax",
    "extax",
    "includingtax",
    "excludingtax",
    "taxincluded",
    "taxexcluded",
    "inclgst",
    "exclgst",
    "inklmwst",
    "exklmwst",
    "ohnemwst",
    "netoftax",
];

/// Short notes that are ones only in brackets or behind a blank.
const SHORT_TAX_NOTES: [&str; 6] = ["net", "gross", "netto", "brutto", "ht", "ttc"];

fn is_tax_note(text: &str) -> bool {
    let note = bare(text);
    TAX_NOTES.contains(&note.as_str()) || SHORT_TAX_NOTES.contains(&note.as_str())
}

fn without_tax_note(text: &str) -> Option<&str> {
    let is_note = |part: &str| TAX_NOTES.contains(&bare(part).as_str());
    let is_han = |part: &str| part.starts_with(|c: char| c > '\u{2fff}');
    let stands_apart = |part: &str, at_blank: bool| is_han(part) || at_blank;
    let before = splits(text).find(|(note, rest)| is_note(note) && stands_apart(note, rest.starts_with(is_separator)));
    let behind = || splits(text).find(|(rest, note)| is_note(note) && stands_apart(note, rest.ends_with(is_separator)));
    let short = || text.rsplit_once(' ').filter(|(_, note)| ["ttc", "ht", "netto", "brutto"].contains(note));
    before.map(|(_, rest)| rest).or_else(|| behind().map(|(rest, _)| rest)).or_else(|| short().map(|(rest, _)| rest))
}

/// The text in two, at each place in turn.
fn splits(text: &str) -> impl DoubleEndedIterator<Item = (&str, &str)> {
    text.char_indices().filter(|(at, _)| *at > 0).map(|(at, _)| text.split_at(at))
}

/// The text without a period before or behind, and the period; the longest one.
fn without_period(text: &str) -> Option<(&str, &str)> {
    let apart = |(one, other): &(&str, &str)| {
        let (last, first) = (one.chars().next_back(), other.chars().next());
        !last.zip(first).is_some_and(|(last, first)| {
            last.is_ascii_digit() && first.is_ascii_digit()
                || last.is_ascii_alphabetic() && first.is_ascii_alphabetic()
                || first == '同'
        })
    };
    let before = splits(text).filter(apart).rfind(|(period, _)| is_period(period));
    let behind = || splits(text).filter(apart).find(|(_, period)| is_period(period));
    before.map(|(period, rest)| (rest, period)).or_else(behind)
}

/// Whether a text is nothing but a year, months, a quarter or another period of its own; `last year` is none, as it names another field.
fn is_period(text: &str) -> bool {
    /// A period by themselves.
    const WHOLE: [&str; 37] = [
        "本年累计",
        "本年度",
        "本年",
        "今年",
        "当年",
        "本期",
        "本月",
        "当月",
        "本季度",
        "本季",
        "年初至今",
        "年累计",
        "累计",
        "全年",
        "年度",
        "上半年",
        "下半年",
        "近一年",
        "近两年",
        "近三年",
        "近半年",
        "year to date",
        "ytd",
        "mtd",
        "qtd",
        "ltm",
        "ttm",
        "this year",
        "current year",
        "本年累計",
        "今年度",
        "累計",
        "q1",
        "q2",
        "q3",
        "q4",
        "fy",
    ];
    /// Beside a number.
    const PARTS: [&str; 51] = [
        "年",
        "财年",
        "年份",
        "月份",
        "月",
        "个月",
        "日",
        "天",
        "季度",
        "第",
        "一",
        "二",
        "三",
        "四",
        "近",
        "截至",
        "截止",
        "至",
        "到",
        "财政",
        "h1",
        "h2",
        "to",
        "last",
        "months",
        "month",
        "days",
        "calendar year",
        "cy",
        "year",
        "until",
        "as of",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "may",
        "jun",
        "jul",
        "aug",
    ];
    const MORE_PARTS: [&str; 6] = ["sept", "sep", "oct", "nov", "dec", "kw"];
    let (mut rest, mut counts) = (text.trim(), false);
    // A number of one or two digits is a month or a day only beside a word or a year that says so.
    let (mut has_small, mut explains_small) = (false, false);
    if rest.starts_with("同") {
        return false;
    }
    while let Some(first) = rest.chars().next() {
        if is_separator(first) {
            rest = &rest[first.len_utf8()..];
            continue;
        }
        if first.is_ascii_digit() {
            let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..end].parse::<u32>().unwrap_or(u32::MAX);
            match end {
                4 if is_year(&number) => (counts, explains_small) = (true, true),
                1 | 2 => has_small = true,
                3 if number <= 366 => has_small = true,
                _ => return false,
            }
            rest = &rest[end..];
            continue;
        }
        if let Some(word) = WHOLE.iter().find(|word| rest.starts_with(**word)) {
            (counts, explains_small) = (true, explains_small || *word == "fy");
            rest = &rest[word.len()..];
        } else if let Some(word) = PARTS.iter().chain(&MORE_PARTS).find(|word| rest.starts_with(**word)) {
            let is_quarter = *word == "季度";
            explains_small |= ["年", "月", "月份", "个月", "天", "季度", "months", "month", "days"].contains(word);
            counts |= is_quarter || has_small && explains_small;
            rest = &rest[word.len()..];
        } else {
            return false;
        }
    }
    counts && (explains_small || !has_small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(header: &str) -> Option<String> {
        LooseName::of(header).and_then(|loose| loose.names.last().map(|left| left.name.clone()))
    }

    #[test]
    fn pivot_words_are_no_part_of_the_name() {
        for header in
            ["求和项:金额", "求和项：金额", "求和项: 金额", "金额合计", "金额 汇总", "合计金额", "求和项:金额(元)"]
        {
            assert_eq!(name(header).as_deref(), Some("金额"), "{header}");
        }
        for header in ["Sum of Amount", "SUM OF amount", "Total Sum of Amount", "Somme de amount", "Sum of Amount 2026"]
        {
            assert_eq!(name(header).as_deref(), Some("amount"), "{header}");
        }
        assert_eq!(name("Summary"), None);
        assert_eq!(name("Sum"), None);
        assert_eq!(name("合计"), None);
    }

    #[test]
    fn a_name_that_ends_in_a_pivots_word_is_found_too() {
        let loose = LooseName::of("求和项:价税合计").expect("words are taken away");
        assert!(loose.find("价税合计", |_| true).is_some() && loose.find("价税", |_| true).is_some());
    }

    #[test]
    fn an_average_is_no_amount_and_a_latest_day_is_a_day() {
        let suits = |header: &str, kind| LooseName::of(header).is_some_and(|loose| loose.suits(&kind));
        assert!(suits("求和项:金额", FieldKind::Number) && suits("最大值项:下单日期", FieldKind::Date));
        assert!(!suits("Average of Amount", FieldKind::Number) && !suits("最大值项:金额", FieldKind::Number));
        assert!(!suits("Count of Amount", FieldKind::Number) && !suits("计数项:金额", FieldKind::Number));
    }

    #[test]
    fn a_tax_note_is_no_part_of_the_name() {
        for header in [
            "销售额（含税）",
            "含税销售额",
            "销售额(不含税)",
            "未税销售额",
            "销售额-含税",
            "销售额（万元）（含税）",
            "销售额[价税合计]",
        ] {
            assert_eq!(name(header).as_deref(), Some("销售额"), "{header}");
        }
        for header in
            ["Revenue (incl. VAT)", "Revenue excl. VAT", "Revenue ex VAT", "Revenue (net)", "Revenue incl. tax"]
        {
            assert_eq!(name(header).as_deref(), Some("revenue"), "{header}");
        }
        assert_eq!(name("Internet"), None);
        assert_eq!(name("含税"), None);
    }

    #[test]
    fn a_period_is_no_part_of_the_name() {
        for header in [
            "2026年销售额",
            "2026年度销售额",
            "2026年1-9月销售额",
            "1-9月销售额",
            "销售额（2026年）",
            "销售额2026",
            "2026销售额",
            "本年累计销售额",
            "2026年第三季度销售额",
            "2026年上半年销售额",
            "销售额(2026年1月至9月)",
            "近12个月销售额",
            "26年销售额",
            "2026.1-9销售额",
            "9月销售额",
            "截至2026年9月30日销售额",
            "2026年销售额（万元）",
            "2025-2026年销售额",
        ] {
            assert_eq!(name(header).as_deref(), Some("销售额"), "{header}");
        }
        for header in [
            "Revenue 2026",
            "Revenue (2026)",
            "2026 revenue",
            "FY26 revenue",
            "Revenue FY2026",
            "Revenue_2026",
            "Revenue YTD",
            "Q3 2026 revenue",
            "Revenue Jan-Sep 2026",
            "Revenue Q1",
            "Revenue 2025/26",
            "revenue last 12 months",
            "Revenue (k€) 2026",
            "Revenue H1 2026",
        ] {
            assert_eq!(name(header).as_deref(), Some("revenue"), "{header}");
        }
    }

    #[test]
    fn last_year_and_numbers_of_other_things_stay() {
        for header in [
            "去年销售额",
            "上年同期销售额",
            "2025年同期",
            "Revenue last year",
            "Revenue 2",
            "top 10 revenue",
            "2026",
            "2026年",
            "may",
            "Q1",
            "12345",
        ] {
            assert!(name(header).is_none_or(|name| name != "revenue" && name != "销售额"), "{header}");
        }
        assert_eq!(name("May revenue"), None);
        assert_ne!(name("2025年同期销售额").as_deref(), Some("销售额"));
    }

    #[test]
    fn the_latest_year_is_known() {
        let year = |header: &str| LooseName::of(header).and_then(|loose| loose.year);
        assert_eq!([year("Revenue 2025"), year("26年销售额"), year("本年累计销售额")], [Some(2025), Some(2026), None]);
        assert_eq!(year("2025-2026年销售额"), Some(2026));
        assert_eq!(year("Revenue FY26"), Some(2026));
    }
}
