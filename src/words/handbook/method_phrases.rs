//! What the pages of the handbook say of each method.

use super::phrases::everybody_else;
use crate::language::Language;
use crate::words::chinese::joined;

/// A column, or the first of several that the list has.
pub fn first_of(columns: &[String], language: Language) -> String {
    match (columns, language) {
        ([one], _) => one.clone(),
        (_, Language::En) => format!("{} (the first that the list has)", columns.join(" or ")),
        (_, Language::Zh) => format!("{}（取清单中先有的一列）", columns.join("或")),
    }
}

/// How a ranking is cut.
pub fn ranking(
    field: &str,
    low: bool,
    pareto: bool,
    bins: Option<&str>,
    per: Option<&str>,
    language: Language,
) -> String {
    match language {
        Language::En => {
            let first = if low { "the lowest first" } else { "the highest first" };
            let cut = match (bins, pareto) {
                (Some(bins), _) => {
                    format!("and divided into {bins} equal parts, from {bins} (the best) down to 1")
                }
                (None, true) => format!("and cut at shares of all their {field}"),
                (None, false) => "and cut at shares of the number of customers".to_owned(),
            };
            let per = per.map(|per| format!(", within each {per} by itself")).unwrap_or_default();
            format!("Customers are ranked by {field}, {first}, {cut}{per}.")
        }
        Language::Zh => {
            let first = if low { "从低到高" } else { "从高到低" };
            let cut = match (bins, pareto) {
                (Some(bins), _) => format!("平均分成 {bins} 份，{bins} 最好，1 最低"),
                (None, true) => joined(&["按累计", field, "的占比划线"]),
                (None, false) => "按客户数的占比划线".to_owned(),
            };
            let per = per.map(|per| joined(&["，每个", per, "内分别计算"])).unwrap_or_default();
            joined(&["客户按", field, first, "排名，", &cut, &per, "。"])
        }
    }
}

/// A tier's share: `the first 1 % of the customers`.
pub fn share(
    share: &str,
    first: bool,
    last: bool,
    of: Option<&str>,
    expected: Option<&str>,
    language: Language,
) -> String {
    let place = match (first, last) {
        (true, _) => language.of("the first", "前"),
        (_, true) => language.of("the remaining", "其余"),
        _ => language.of("the next", "接下来的"),
    };
    match language {
        Language::En => {
            let of = of.map_or_else(|| "the customers".to_owned(), |field| format!("all {field}"));
            let expected = expected.map(|part| format!(" (the textbook has {part} of the customers here)"));
            format!("{place} {share} of {of}{}", expected.unwrap_or_default())
        }
        Language::Zh => {
            let of = of.map_or("的客户".to_owned(), |field| joined(&["的", field]));
            let expected = expected.map(|part| format!("（教科书上占客户的 {part}）")).unwrap_or_default();
            joined(&[place, " ", share, &of, &expected])
        }
    }
}

/// Fixed lines.
pub fn threshold(field: &str, per: Option<&str>, language: Language) -> String {
    match (language, per) {
        (Language::En, None) => format!("Fixed lines on {field}."),
        (Language::En, Some(per)) => format!("Fixed lines on {field}, for each {per} its own."),
        (Language::Zh, None) => joined(&["按", field, "的固定界线划分。"]),
        (Language::Zh, Some(per)) => joined(&["按", field, "的固定界线划分，每个", per, "各有界线。"]),
    }
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The figure.
    pub text: String,
    /// Whether it belongs to the range.
    pub inclusive: bool,
}

/// A range as a rule file writes it.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// Its lower end.
    pub lower: Option<Edge>,
    /// Its upper end.
    pub upper: Option<Edge>,
}

/// A range in words. What the better tier before it takes is left out of it: behind `min = 500,000` a `min = 100,000` is `100,000 to
/// under 500,000`.
pub fn bounds(own: &Bounds, before: &Bounds, last: bool, language: Language) -> String {
    let outside = |edge: &Edge| Edge { inclusive: !edge.inclusive, ..edge.clone() };
    let mut lower = own.lower.clone();
    let mut upper = own.upper.clone();
    if upper.is_none() && before.upper.is_none() {
        upper = before.lower.as_ref().map(outside);
    }
    if lower.is_none() && before.lower.is_none() {
        lower = before.upper.as_ref().map(outside);
    }
    let nothing = own.lower.is_none() && own.upper.is_none();
    if nothing && last && before.lower.is_some() == before.upper.is_some() {
        return language.of("everything else", "其余").to_owned();
    }
    match language {
        Language::En => match (lower, upper) {
            (Some(low), Some(high)) => format!(
                "{}{} to {}{}",
                if low.inclusive { "" } else { "over " },
                low.text,
                if high.inclusive { "" } else { "under " },
                high.text
            ),
            (Some(Edge { text, inclusive: true }), None) => format!("{text} and more"),
            (Some(Edge { text, inclusive: false }), None) => format!("over {text}"),
            (None, Some(Edge { text, inclusive: true })) => format!("up to {text}"),
            (None, Some(Edge { text, inclusive: false })) => format!("under {text}"),
            (None, None) => "everything else".to_owned(),
        },
        Language::Zh => match (lower, upper) {
            (Some(low), Some(high)) if low.inclusive && high.inclusive => format!("{} 至 {}", low.text, high.text),
            (Some(low), Some(high)) => format!("{}，{}", low_zh(&low), high_zh(&high)),
            (Some(low), None) => low_zh(&low),
            (None, Some(high)) => high_zh(&high),
            (None, None) => "其余".to_owned(),
        },
    }
}

/// A range that is another one in each group: `East: 250,000 and more; West: 100,000 and more`. Where all are alike it is told once.
pub fn by_group(ranges: &[(&str, String)], language: Language) -> String {
    match ranges {
        [(_, first), rest @ ..] if rest.iter().all(|(_, range)| range == first) => first.clone(),
        _ => {
            let said = ranges
                .iter()
                .map(|(group, range)| language.of(format!("{group}: {range}"), format!("{group}：{range}")));
            said.collect::<Vec<_>>().join(language.of("; ", "；"))
        }
    }
}

fn high_zh(edge: &Edge) -> String {
    if edge.inclusive { format!("不超过 {}", edge.text) } else { format!("低于 {}", edge.text) }
}

fn low_zh(edge: &Edge) -> String {
    if edge.inclusive { format!("达到 {}", edge.text) } else { format!("超过 {}", edge.text) }
}

/// How a scorecard counts.
pub fn scorecard(weighted: bool, language: Language) -> &'static str {
    match weighted {
        true => language.of(
            "Every item gives 0 to 100 points; each counts with its weight, and the total says the class.",
            "每项得 0 至 100 分，按权重计入总分，由总分定级。",
        ),
        false => language
            .of("The points of all items are added up, and the total says the class.", "各项得分相加，由总分定级。"),
    }
}

/// The column of the total.
pub fn score_column(column: &str, language: Language) -> String {
    language.of(
        format!("The total itself goes to the column {column}_score."),
        joined(&["总分写入 ", column, "_score 列。"]),
    )
}

/// What an item counts.
pub fn weighted(weight: &str, points: &str, language: Language) -> String {
    language.of(format!("counts {weight}: {points}"), format!("权重 {weight}：{points}"))
}

/// Points along a ramp.
pub fn ramp(from: &str, to: &str, step: Option<&str>, language: Language) -> String {
    match (language, step) {
        (Language::En, None) => format!("0 points at {from}, 100 at {to}, in proportion between"),
        (Language::En, Some(step)) => {
            format!("0 points at {from}, 100 at {to}, in proportion between, rounded down to whole {step}s")
        }
        (Language::Zh, None) => format!("{from} 为 0 分，{to} 为 100 分，其间按比例"),
        (Language::Zh, Some(step)) => {
            format!("{from} 为 0 分，{to} 为 100 分，其间按比例，向下取整到 {step} 的倍数")
        }
    }
}

/// Points for a value or a range.
pub fn points(when: &str, points: &str, language: Language) -> String {
    language.of(format!("{when}: {points}"), joined(&[when, "：", points, " 分"]))
}

/// How a decision is made.
pub fn decision(first: bool, language: Language) -> &'static str {
    match first {
        false => language.of(
            "The classes are tested from the top; the first whose condition holds is the customer's.",
            "自上而下检查，符合的第一类即为该客户的类别。",
        ),
        true => language.of(
            "The classes are tested from the top, those marked “first” before all others; the first whose condition holds is the customer's.",
            "自上而下检查，标有“先看”的条件在其他条件之前检查，符合的第一类即为该客户的类别。",
        ),
    }
}

/// Who gets a class.
pub fn condition(first: Option<&str>, when: Option<&str>, language: Language) -> String {
    match (first, when, language) {
        (None, None, _) => everybody_else(language).to_owned(),
        (None, Some(when), _) => when.to_owned(),
        (Some(first), None, Language::En) => format!("first: {first}"),
        (Some(first), None, Language::Zh) => format!("先看：{first}"),
        (Some(first), Some(when), Language::En) => format!("first: {first}; also: {when}"),
        (Some(first), Some(when), Language::Zh) => format!("先看：{first}；另外：{when}"),
    }
}

/// How a matrix is read.
pub fn matrix(rows: &str, cols: &str, language: Language) -> String {
    language.of(
        format!("Two labels make a third: {rows} down the side, {cols} across the top."),
        joined(&["由两个分类合成：竖向为 ", rows, "，横向为 ", cols, "。"]),
    )
}

/// How a profile is found.
pub fn profile(field: &str, needed: &str, language: Language) -> String {
    match (language, needed) {
        (Language::En, "1") => format!(
            "What was noticed stands in {field}. The type with the most of its signs there wins; with equal counts the one written first."
        ),
        (Language::En, _) => format!(
            "What was noticed stands in {field}. The type with the most of its signs there wins, if there are at least {needed}; with equal counts the one written first."
        ),
        (Language::Zh, "1") => {
            joined(&["把观察到的特征记在", field, "列，符合特征最多的类型胜出；数目相同时取写在前面的类型。"])
        }
        (Language::Zh, _) => joined(&[
            "把观察到的特征记在",
            field,
            "列，符合特征最多且至少 ",
            needed,
            " 项的类型胜出；数目相同时取写在前面的类型。",
        ]),
    }
}

/// The signs of a type.
pub fn signs(tags: &[String], language: Language) -> String {
    language.of(format!("signs: {}", tags.join(", ")), format!("特征：{}", tags.join("、")))
}

/// How a value is looked up.
pub fn lookup(field: &str, rest: bool, language: Language) -> String {
    match (language, rest) {
        (Language::En, true) => format!("The word in {field} says the class."),
        (Language::En, false) => format!("The word in {field} says the class; any other word is unclassified."),
        (Language::Zh, true) => joined(&["由", field, "中的用词决定。"]),
        (Language::Zh, false) => joined(&["由", field, "中的用词决定；其他用词为未分类。"]),
    }
}

/// How many words of a class a page shows.
const VALUES: usize = 16;

/// The words of a class.
pub fn values(values: &[String], language: Language) -> String {
    let shown = values.iter().take(VALUES).cloned().collect::<Vec<_>>().join(language.of(", ", "、"));
    match (language, values.len().saturating_sub(VALUES)) {
        (_, 0) => shown,
        (Language::En, more) => format!("{shown}, and {more} more"),
        (Language::Zh, _) => format!("{shown}等 {} 个", values.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_own_range_unless_all_are_alike() {
        let edge = |text: &str| Some(Edge { text: text.to_owned(), inclusive: true });
        let range = |figure: &str| {
            bounds(&Bounds { lower: edge(figure), upper: None }, &Bounds::default(), false, Language::En)
        };
        let ranges = [("East", range("250,000")), ("West", range("100,000"))];
        assert_eq!(by_group(&ranges, Language::En), "East: 250,000 and more; West: 100,000 and more");
        assert_eq!(by_group(&ranges[..1], Language::En), "250,000 and more");
    }
}
