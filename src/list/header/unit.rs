//! Units in headers: `销售额(万元)`, `Revenue (k€)`, `面积/㎡`, `revenue_usd`. A unit is no part of the name; some multiply the column.

use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::name::{bare, is_simple};
use crate::list::value::Currency;

/// A header taken apart.
#[derive(Debug, Clone)]
pub struct HeaderName {
    /// The name without its unit, in the form that compares.
    pub name: String,
    /// The whole header in the form that compares, the unit too.
    pub whole: String,
    /// Its unit, which stands in brackets.
    pub unit: Option<Unit>,
    /// The header as it stands, but for the width of its letters.
    narrow: String,
    /// See [`HeaderName::ends`]; found where somebody asks.
    ends: OnceLock<Vec<(String, Unit)>>,
}

impl HeaderName {
    /// Takes a header apart.
    pub fn of(header: &str) -> HeaderName {
        let (whole, ends) = (bare(header), OnceLock::new());
        let is_simple = is_simple(header);
        let narrow = if is_simple { header.to_owned() } else { header.nfkc().collect::<String>() };
        if is_simple && !header.contains(['(', '[', '{']) {
            return HeaderName { name: whole.clone(), whole, unit: None, narrow, ends };
        }
        let mut unit: Option<Unit> = None;
        let mut name = String::new();
        let mut rest = narrow.as_str();
        while let Some((before, content, after)) = next_brackets(rest) {
            name.push_str(before);
            match Unit::read(content) {
                Some(of_brackets) => {
                    let is_greater = unit.is_none_or(|unit| unit.power < of_brackets.power);
                    unit = if is_greater { Some(of_brackets) } else { unit };
                }
                None => name.push_str(content),
            }
            rest = after;
        }
        name.push_str(rest);
        let name = bare(&name);
        // A header that is nothing but a unit is named by it.
        let name = if name.is_empty() { whole.clone() } else { name };
        HeaderName { name, whole, unit, narrow, ends }
    }

    /// What the name and the unit would be if the header's end is a unit without brackets: `销售额/万元`, `revenue_usd`. The longest unit
    /// comes first.
    pub fn ends(&self) -> &[(String, Unit)] {
        self.ends.get_or_init(|| ends(&self.narrow))
    }

    /// The unit behind this name, without brackets, if one that fits stands there.
    pub fn end_behind(&self, name: &str, fits: impl Fn(&Unit) -> bool) -> Option<Unit> {
        self.ends().iter().find(|(known, unit)| known == name && fits(unit)).map(|(_, unit)| *unit)
    }

    /// Its unit, whatever its name is.
    pub fn any_unit(&self) -> Option<Unit> {
        self.unit.or_else(|| self.ends().first().map(|(_, unit)| *unit))
    }

    /// Its unit where this is its name, by the letter or without its end.
    pub fn unit_of(&self, name: &str) -> Option<Unit> {
        self.unit.or_else(|| self.end_behind(name, |_| true))
    }
}

/// The units without brackets that a header may end with, the longest first.
fn ends(header: &str) -> Vec<(String, Unit)> {
    // No unit is that long, and most headers that are so long have none.
    const LONGEST: usize = 24;
    let mut ends = Vec::new();
    for (at, sign) in header.char_indices().skip(1).filter(|(at, _)| header.len() - at <= 3 * LONGEST) {
        let is_divider = matches!(sign, '/' | ':' | ',' | '_') || sign.is_whitespace();
        let end = if is_divider { &header[at + sign.len_utf8()..] } else { &header[at..] };
        let before = header[..at].chars().next_back().unwrap_or(sign);
        let may_begin = match sign {
            _ if is_divider => true,
            '$' | '€' | '£' | '¥' => !before.is_ascii_uppercase(),
            '元' | '万' | '亿' | '千' | '百' | '十' | '萬' | '億' | '人' | '美' | '欧' | '歐' | '港' | '日' | '韩'
            | '英' | '澳' | '加' | '新' | '台' | '瑞' | '卢' | '円' => true,
            // `RevenueUSD`.
            'A'..='Z' => !before.is_ascii_uppercase() && !is_divider_or_blank(before) && end.len() == 3,
            _ => false,
        };
        if !may_begin {
            continue;
        }
        let Some(unit) = Unit::read(end).filter(|_| !end.contains([')', ']', '}', '】', '〕'])) else { continue };
        let is_clear = match sign {
            '/' | ':' | ',' => true,
            // `revenue_m` may be the month's, `order count` and `面积 平` are names; `千` alone ends many words.
            _ if is_divider => {
                unit.kind == UnitKind::Money && !matches!(end.trim(), "m" | "M" | "块" | "千" | "百" | "圆")
            }
            _ => unit.kind == UnitKind::Money && !matches!(end, "块" | "千" | "百" | "仟" | "圆"),
        };
        let name = bare(&header[..at]);
        if is_clear && !name.is_empty() {
            ends.push((name, unit));
        }
    }
    ends
}

fn is_divider_or_blank(sign: char) -> bool {
    matches!(sign, '/' | ':' | ',' | '_') || sign.is_whitespace()
}

/// The text before the first pair of brackets, inside it, and behind it.
pub(super) fn next_brackets(text: &str) -> Option<(&str, &str, &str)> {
    const PAIRS: [(char, char); 7] =
        [('(', ')'), ('[', ']'), ('{', '}'), ('【', '】'), ('〔', '〕'), ('「', '」'), ('〈', '〉')];
    let (start, open) = text.char_indices().find(|(_, c)| PAIRS.iter().any(|pair| pair.0 == *c))?;
    let close = PAIRS.iter().find(|pair| pair.0 == open)?.1;
    let inside = &text[start + open.len_utf8()..];
    let end = inside.find(close)?;
    Some((&text[..start], &inside[..end], &inside[end + close.len_utf8()..]))
}

/// What a header or a title counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// The power of ten by which it multiplies: 4 for `万元`, 0 for `㎡`.
    pub power: u8,
    /// Its currency, if it names one.
    pub currency: Option<Currency>,
    /// What is counted.
    pub kind: UnitKind,
}

/// What a unit counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// Money, or it does not say of what it counts thousands.
    Money,
    /// Things or people: 家, 个, orders.
    Things,
    /// Anything that is measured: metres, months, per cent.
    Measure,
}

impl Unit {
    /// The unit that a text is; nothing if it is none.
    pub fn read(text: &str) -> Option<Unit> {
        let text = text.to_lowercase();
        let text = text.trim();
        let text = ["单位", "單位", "unit", "in "].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
        let text = text.replace(" of ", " ");
        let mut parts = text
            .split('/')
            .map(|part| part.chars().filter(|c| !c.is_whitespace() && !".,:'’‘`-_()".contains(*c)).collect::<String>());
        let unit = Unit::of_part(&parts.next()?)?;
        // `元/月`: what stands behind the stroke is a plain unit.
        parts.all(|part| Unit::of_part(&part).is_some_and(|unit| unit.power == 0)).then_some(unit)
    }

    fn of_part(text: &str) -> Option<Unit> {
        // `人民币万元` is 万元.
        let plain =
            ["人民币", "人民幣"].iter().find_map(|name| text.strip_prefix(name)).filter(|rest| !rest.is_empty());
        let text = plain.unwrap_or(text);
        let of_kind = |kind, power| Unit { power, currency: None, kind };
        let money = |rest: &str, power| {
            Currency::named(rest).map(|currency| Unit { power, currency: Some(currency), kind: UnitKind::Money })
        };
        let counted = |rest: &str, power| match rest {
            "" => Some(of_kind(UnitKind::Money, power)),
            rest if COUNTS.contains(&rest) => Some(of_kind(UnitKind::Things, power)),
            rest => money(rest, power),
        };
        let measured = |rest: &str, power| MEASURES.contains(&rest).then(|| of_kind(UnitKind::Measure, power));
        let plain =
            || money(text, 0).or_else(|| measured(text, 0)).or_else(|| counted(text, 0).filter(|_| !text.is_empty()));
        let han = || {
            let (rest, power) = HAN.iter().find_map(|(word, power)| {
                Some((text.strip_prefix(word).or_else(|| text.strip_suffix(word))?, *power))
            })?;
            counted(rest, power).or_else(|| measured(rest, power))
        };
        let latin = || {
            LATIN.iter().find_map(|(word, power)| {
                let before = text.strip_suffix(word).and_then(|rest| money(rest, *power));
                before.or_else(|| text.strip_prefix(word).and_then(|rest| counted(rest, *power)))
            })
        };
        // `t` alone is a tonne and `mm` a millimetre; beside money they are thousands and millions.
        let with_money = || {
            [("t", 3), ("mm", 6), ("b", 9)].iter().find_map(|(word, power)| {
                let beside = |rest: Option<&str>| rest.and_then(|rest| money(rest, *power));
                beside(text.strip_prefix(word)).or_else(|| beside(text.strip_suffix(word)))
            })
        };
        plain().or_else(han).or_else(latin).or_else(with_money)
    }
}

/// Longer words first: `百万` is not `百` of `万`.
const HAN: [(&str, u8); 17] = [
    ("万亿", 12),
    ("千亿", 11),
    ("百亿", 10),
    ("十亿", 9),
    ("千万", 7),
    ("百万", 6),
    ("十万", 5),
    ("亿", 8),
    ("億", 8),
    ("千萬", 7),
    ("百萬", 6),
    ("十萬", 5),
    ("万", 4),
    ("萬", 4),
    ("千", 3),
    ("仟", 3),
    ("百", 2),
];

const LATIN: [(&str, u8); 20] = [
    ("thousands", 3),
    ("thousand", 3),
    ("thsd", 3),
    ("tsd", 3),
    ("000s", 3),
    ("000", 3),
    ("k", 3),
    ("millions", 6),
    ("million", 6),
    ("mio", 6),
    ("mln", 6),
    ("mn", 6),
    ("m", 6),
    ("billions", 9),
    ("billion", 9),
    ("mrd", 9),
    ("bln", 9),
    ("bn", 9),
    ("trillions", 12),
    ("trillion", 12),
];

const COUNTS: [&str; 46] = [
    "个",
    "件",
    "次",
    "人",
    "户",
    "家",
    "台",
    "套",
    "单",
    "笔",
    "箱",
    "盒",
    "瓶",
    "袋",
    "包",
    "条",
    "张",
    "只",
    "辆",
    "份",
    "名",
    "位",
    "人次",
    "订单",
    "客户",
    "units",
    "unit",
    "pcs",
    "pc",
    "pieces",
    "items",
    "orders",
    "customers",
    "people",
    "persons",
    "times",
    "count",
    "qty",
    "visits",
    "calls",
    "分",
    "points",
    "pts",
    "级",
    "岁",
    "口",
];

const MEASURES: [&str; 96] = [
    "%",
    "‰",
    "percent",
    "pct",
    "per cent",
    "百分比",
    "百分点",
    "pp",
    "m2",
    "m²",
    "sqm",
    "qm",
    "sqft",
    "ft2",
    "ha",
    "㎡",
    "平方米",
    "平米",
    "平",
    "亩",
    "公顷",
    "平方公里",
    "km2",
    "m3",
    "立方米",
    "方",
    "l",
    "ml",
    "升",
    "毫升",
    "liter",
    "litre",
    "liters",
    "litres",
    "g",
    "kg",
    "mg",
    "t",
    "克",
    "千克",
    "公斤",
    "斤",
    "吨",
    "tons",
    "tonnes",
    "lb",
    "lbs",
    "oz",
    "mm",
    "cm",
    "km",
    "米",
    "厘米",
    "毫米",
    "千米",
    "公里",
    "ft",
    "miles",
    "kw",
    "kwh",
    "mwh",
    "mw",
    "千瓦",
    "千瓦时",
    "度",
    "天",
    "日",
    "周",
    "月",
    "个月",
    "季",
    "季度",
    "年",
    "小时",
    "时",
    "分钟",
    "秒",
    "day",
    "days",
    "d",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "yr",
    "h",
    "hour",
    "hours",
    "min",
    "minutes",
    "s",
    "工作日",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(header: &str) -> (String, u8) {
        let HeaderName { name, unit, .. } = HeaderName::of(header);
        (name, unit.map_or(0, |unit| unit.power))
    }

    #[test]
    fn a_unit_in_brackets_is_no_part_of_the_name() {
        for header in ["面积(㎡)", "面积（平方米）", "面积[m²]", "面积【㎡】", "(㎡)面积", "面积（单位：㎡）"]
        {
            assert_eq!(taken_apart(header), ("面积".to_owned(), 0), "{header}");
        }
        for header in ["Revenue (EUR)", "Revenue ($)", "Revenue (元)", "Revenue (USD/month)", "Revenue (%)"] {
            assert_eq!(taken_apart(header), ("revenue".to_owned(), 0), "{header}");
        }
    }

    #[test]
    fn thousands_ten_thousands_and_millions_multiply() {
        for (unit, power) in [
            ("千元", 3),
            ("k€", 3),
            ("K", 3),
            ("EUR k", 3),
            ("in thousands", 3),
            ("$ '000", 3),
            ("TEUR", 3),
            ("万元", 4),
            ("万", 4),
            ("万元/年", 4),
            ("单位：万元", 4),
            ("百万", 6),
            ("百万元", 6),
            ("m", 6),
            ("USD m", 6),
            ("€ million", 6),
            ("$mm", 6),
            ("千万", 7),
            ("亿", 8),
            ("亿美元", 8),
            ("万件", 4),
            ("bn USD", 9),
        ] {
            assert_eq!(taken_apart(&format!("销售额（{unit}）")), ("销售额".to_owned(), power), "{unit}");
        }
    }

    #[test]
    fn measures_that_begin_like_a_multiplier_do_not_multiply() {
        for unit in ["kg", "km", "m2", "mm", "千克", "千米", "百分点", "kWh", "months", "t"] {
            assert_eq!(taken_apart(&format!("x ({unit})")), ("x".to_owned(), 0), "{unit}");
        }
    }

    #[test]
    fn other_words_in_brackets_belong_to_the_name() {
        assert_eq!(taken_apart("销售额（去年）"), ("销售额去年".to_owned(), 0));
        assert_eq!(taken_apart("Revenue (2023)"), ("revenue2023".to_owned(), 0));
        assert_eq!(taken_apart("Revenue (plan) (k€)"), ("revenueplan".to_owned(), 3));
        assert_eq!(taken_apart("Revenue (k€"), ("revenuek".to_owned(), 0));
        assert_eq!(taken_apart("(元)"), ("元".to_owned(), 0));
    }

    #[test]
    fn a_unit_may_stand_behind_a_sign_or_nothing() {
        let ending = |header: &str| {
            let header_name = HeaderName::of(header);
            let ends = header_name.ends();
            ends.first().map(|(name, unit)| (name.clone(), unit.power, unit.currency.map(Currency::code)))
        };
        let found = |name: &str, power, currency| Some((name.to_owned(), power, currency));
        for header in
            ["销售额/万元", "销售额：万元", "销售额:万元", "销售额_万元", "销售额，万元", "销售额 万元", "销售额万元"]
        {
            assert_eq!(ending(header), found("销售额", 4, Some("CNY")), "{header}");
        }
        for header in ["revenue, k€", "Revenue k€", "revenue_keur", "Revenue in thousands of EUR", "Revenue: TEUR"]
        {
            assert_eq!(ending(header), found("revenue", 3, Some("EUR")), "{header}");
        }
        assert_eq!(ending("销售额万美元"), found("销售额", 4, Some("USD")));
        assert_eq!(ending("RevenueUSD"), found("revenue", 0, Some("USD")));
        assert_eq!(ending("Revenue $"), found("revenue", 0, Some("USD")));
        assert_eq!(ending("面积/㎡"), found("面积", 0, None));
        assert_eq!(ending("销售额（亿）"), None);
        for header in
            ["revenue_m", "order count", "last year", "monthly spend", "customer no", "Sales region", "金额合计"]
        {
            assert_eq!(ending(header), None, "{header}");
        }
    }
}
