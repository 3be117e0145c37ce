//! Units in headers: `销售额(万元)`, `Revenue (k€)`, `面积（㎡）`. A unit is no part of the name; some multiply the column.

use unicode_normalization::UnicodeNormalization;

use super::name::{bare, is_simple};

/// A header taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderName {
    /// The name without its unit, in the form that compares.
    pub name: String,
    /// The whole header in the form that compares, the unit too.
    pub whole: String,
    /// The power of ten by which the unit multiplies the column: 4 for `万元`, 0 for `㎡`.
    pub power: u8,
}

impl HeaderName {
    /// Takes a header apart. Only text in brackets, of any kind and width, can be a unit.
    pub fn of(header: &str) -> HeaderName {
        let whole = bare(header);
        if is_simple(header) && !header.contains(['(', '[', '{']) {
            return HeaderName { name: whole.clone(), whole, power: 0 };
        }
        let narrow = header.nfkc().collect::<String>();
        let mut power = 0;
        let mut name = String::new();
        let mut rest = narrow.as_str();
        while let Some((before, content, after)) = next_brackets(rest) {
            name.push_str(before);
            match power_of(content) {
                Some(of_unit) => power = power.max(of_unit),
                None => name.push_str(content),
            }
            rest = after;
        }
        name.push_str(rest);
        let name = bare(&name);
        // A header that is nothing but a unit is named by it.
        let name = if name.is_empty() { whole.clone() } else { name };
        HeaderName { name, whole, power }
    }
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

/// The power of ten of a unit, 0 where it does not multiply; nothing if the text is no unit.
fn power_of(text: &str) -> Option<u8> {
    let text = text.to_lowercase();
    let text = text.trim();
    let text = ["单位", "unit", "in "].iter().find_map(|lead| text.strip_prefix(lead)).unwrap_or(text);
    let mut parts = text
        .split('/')
        .map(|part| part.chars().filter(|c| !c.is_whitespace() && !".,:'’‘`-_".contains(*c)).collect::<String>());
    let power = power_of_part(&parts.next()?)?;
    // `元/月`: what stands behind the stroke is a plain unit.
    parts.all(|part| power_of_part(&part) == Some(0)).then_some(power)
}

fn power_of_part(unit: &str) -> Option<u8> {
    if CURRENCIES.contains(&unit) || COUNTS.contains(&unit) || MEASURES.contains(&unit) {
        return Some(0);
    }
    let money = |rest: &str| CURRENCIES.contains(&rest);
    let counted = |rest: &str| rest.is_empty() || money(rest) || COUNTS.contains(&rest);
    let han = HAN.iter().find_map(|(word, power)| {
        let rest = unit.strip_prefix(word).or_else(|| unit.strip_suffix(word))?;
        (counted(rest) || MEASURES.contains(&rest)).then_some(*power)
    });
    let latin = || {
        LATIN.iter().find_map(|(word, power)| {
            let before = unit.strip_suffix(word).is_some_and(money);
            (before || unit.strip_prefix(word).is_some_and(counted)).then_some(*power)
        })
    };
    // `t` alone is a tonne and `mm` a millimetre; beside money they are thousands and millions.
    let with_money = || {
        [("t", 3), ("mm", 6), ("b", 9)].iter().find_map(|(word, power)| {
            let beside = |rest: Option<&str>| rest.is_some_and(money);
            (beside(unit.strip_prefix(word)) || beside(unit.strip_suffix(word))).then_some(*power)
        })
    };
    han.or_else(latin).or_else(with_money)
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

const CURRENCIES: [&str; 88] = [
    "元",
    "圆",
    "人民币",
    "人民币元",
    "元人民币",
    "美元",
    "美金",
    "欧元",
    "英镑",
    "日元",
    "円",
    "港元",
    "港币",
    "台币",
    "新台币",
    "韩元",
    "澳元",
    "加元",
    "瑞士法郎",
    "卢布",
    "rmb",
    "cny",
    "cnh",
    "usd",
    "eur",
    "gbp",
    "jpy",
    "hkd",
    "mop",
    "twd",
    "ntd",
    "krw",
    "inr",
    "rub",
    "aud",
    "cad",
    "nzd",
    "chf",
    "sgd",
    "sek",
    "nok",
    "dkk",
    "pln",
    "czk",
    "huf",
    "ron",
    "bgn",
    "brl",
    "mxn",
    "ars",
    "clp",
    "cop",
    "zar",
    "try",
    "thb",
    "myr",
    "idr",
    "php",
    "vnd",
    "aed",
    "sar",
    "ils",
    "uah",
    "kzt",
    "euro",
    "euros",
    "dollar",
    "dollars",
    "pound",
    "pounds",
    "yuan",
    "yen",
    "€",
    "$",
    "£",
    "¥",
    "₽",
    "₩",
    "₹",
    "฿",
    "₫",
    "₺",
    "us$",
    "hk$",
    "nt$",
    "a$",
    "c$",
    "s$",
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
        let HeaderName { name, power, .. } = HeaderName::of(header);
        (name, power)
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
}
