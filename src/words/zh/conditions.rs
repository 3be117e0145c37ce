//! Conditions and values of rule files in words.

use super::Chinese;
use crate::rule::expression::Comparison;
use crate::words::condition::Subject;
use crate::words::en::ConditionWords;

sentences! {
    ConditionWords(self) for Chinese by zh {
        today => "当天";
        any_holds(conditions: &[String]) => { joined_by(conditions, "，或", "，或") };
        all_hold(conditions: &[String]) => { joined_by(conditions, "，且", "，且") };
        is_yes(name) => "{name}为“是”";
        is_no(name) => "{name}为“否”";
        is_blank(name: Subject<'_>) => "{name}为空";
        is_filled_in(name: Subject<'_>) => "{name}已填写";
        is_not_so(condition) => "并非（{condition}）";
        compares(left: Subject<'_>, comparison: Comparison, right, dates: bool) => {
            if let (Comparison::Equal | Comparison::Unequal, false) = (comparison, is_given(right)) {
                let same = if comparison == Comparison::Equal { "相同" } else { "不同" };
                return zh!("{left}与{right}{same}");
            }
            let comparison = match (comparison, dates) {
                (Comparison::Equal, _) => "为",
                (Comparison::Unequal, _) => "不为",
                (Comparison::AtLeast, true) => "不早于",
                (Comparison::AtLeast, false) => "达到",
                (Comparison::Greater, true) => "晚于",
                (Comparison::Greater, false) => "超过",
                (Comparison::AtMost, true) => "不晚于",
                (Comparison::AtMost, false) => "不超过",
                (Comparison::Less, true) => "早于",
                (Comparison::Less, false) => "低于",
            };
            zh!("{left}{comparison}{right}")
        };
        time_apart(date, comparison: Comparison, figure, months: bool, since: bool) => {
            let (unit, comparison) = (if months { "个月" } else { "天" }, how_many(comparison));
            match since {
                true => zh!("{date}距今{comparison}{figure} {unit}"),
                false => zh!("距{date}{comparison}{figure} {unit}"),
            }
        };
        has_come(date, beside_today: Comparison) => {
            match beside_today {
                Comparison::Equal => zh!("{date}为当天"),
                Comparison::Unequal => zh!("{date}不为当天"),
                Comparison::AtMost => zh!("已到{date}"),
                Comparison::Less => zh!("{date}已过"),
                Comparison::AtLeast => zh!("{date}未过"),
                Comparison::Greater => zh!("未到{date}"),
            }
        };
        date_moved(date, figure, months: bool, back: Option<bool>) => {
            let unit = if months { "个月" } else { "天" };
            let moved = match back {
                Some(true) => "提前",
                Some(false) => "推后",
                None => "推移",
            };
            zh!("（{date}{moved}{figure}{unit}）")
        };
        so_many_hold(comparison: Comparison, figure, parts: &[String]) => {
            let (comparison, parts) = (how_many(comparison), parts.join("；"));
            zh!("以下条件{comparison}成立 {figure} 项（{parts}）")
        };
        more_words_listed(more: usize) => "另外 {more} 个词";
        share_of(share, whole) => "{whole}的{share}";
        unless_blank(value, otherwise) => "{value}（空白按{otherwise}计）";
        is_one_of(left: Subject<'_>, words: &[String]) => { zh!("{left}为{}", words_or(words)) };
        is_none_of(left: Subject<'_>, words: &[String]) => { zh!("{left}不为{}", words_or(words)) };
        function(name, parts: &[String], dates: bool) -> Option<String> => {
            Some(match (name, parts) {
                ("days_since", [date]) => zh!("距{date}的天数"),
                ("days_until", [date]) => zh!("到{date}还有的天数"),
                ("months_since", [date]) => zh!("距{date}的月数"),
                ("months_until", [date]) => zh!("到{date}还有的月数"),
                ("year", [date]) => zh!("{date}所在年份"),
                ("coalesce", parts) => zh!("（{}，取先有值者）", words_or(parts)),
                ("if", [condition, then]) => zh!("{then}（仅限{condition}者）"),
                ("if", [condition, then, otherwise]) => zh!("（若{condition}则为{then}，否则为{otherwise}）"),
                ("count", parts) => zh!("以下条件成立的个数（{}）", parts.join("；")),
                ("at_least", [least, parts @ ..]) => self.so_many_hold(Comparison::AtLeast, least, parts),
                ("has_tag", [tags, tag]) => zh!("{tags}含“{tag}”"),
                ("contains", [text, part]) => zh!("{text}包含“{part}”"),
                ("max", parts) => zh!("{}中较{}者", joined_by(parts, "、", "与"), if dates { "晚" } else { "大" }),
                ("min", parts) => zh!("{}中较{}者", joined_by(parts, "、", "与"), if dates { "早" } else { "小" }),
                ("abs", [number]) => zh!("{number}的绝对值"),
                ("round", [number]) => zh!("{number}取整"),
                _ => return None,
            })
        };
    }
}

fn how_many(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "正好",
        Comparison::Unequal => "不是",
        Comparison::AtLeast => "至少",
        Comparison::Greater => "超过",
        Comparison::AtMost => "不超过",
        Comparison::Less => "不到",
    }
}

/// Whether a value is a figure, a day or a word, not another column.
fn is_given(value: &str) -> bool {
    value == Chinese.today() || value.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '“' | '−'))
}

/// `甲、乙或丙`, words as they stand.
fn words_or(words: &[String]) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{}或{last}", first.join("、")),
        _ => words.concat(),
    }
}

/// `甲、乙与丙`.
fn joined_by(parts: &[String], between: &str, last: &str) -> String {
    let mut joined = String::new();
    for (at, part) in parts.iter().enumerate() {
        let between = if at == 0 {
            ""
        } else if at + 1 == parts.len() {
            last
        } else {
            between
        };
        joined = zh!("{joined}{between}{part}");
    }
    joined
}
