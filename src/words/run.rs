//! What a run tells about its result besides the tables: who could not be classified, what the list lacks, which day it counted from.

use std::collections::HashMap;

use super::chinese::joined;
use super::figure::{Style, count};
use super::wording::{Wording, field_name};
use crate::date::Day;
use crate::language::Language;
use crate::rule::field::{Field, Fill};
use crate::score::{Code, Scored};

/// How many customers have no label: `3 of 10,000 customers unclassified (with --strict: an error, and nothing written)`.
pub fn unclassified_note(unclassified: u64, customers: u64, language: Language) -> String {
    let (unclassified, customers) = (count(unclassified), count(customers));
    match language {
        Language::En => {
            format!(
                "{unclassified} of {customers} customers unclassified (with --strict: an error, and nothing written)"
            )
        }
        Language::Zh => {
            format!("{customers} 位客户中有 {unclassified} 位未分类（使用 --strict 时视为错误，且不写入任何文件）")
        }
    }
}

/// Why customers have no label by a rule, and how many each: `2 customers: revenue is missing`, most customers first.
pub fn unclassified_reasons(scored: &Scored<'_>, rule: usize, language: Language) -> Vec<String> {
    let wording = Wording::new(scored, rule, language);
    let mut causes: HashMap<String, u64> = HashMap::new();
    let mut codes = Vec::new();
    for block in scored.frame.blocks() {
        codes.clear();
        scored.codes(rule, block.rows.clone(), &mut codes);
        for (row, _) in block.rows.zip(&codes).filter(|(_, code)| **code == Code::NONE) {
            *causes.entry(wording.cause(&scored.reason(rule, row))).or_default() += 1;
        }
    }
    let mut causes = causes.into_iter().collect::<Vec<_>>();
    causes.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    causes.into_iter().map(|(cause, customers)| counted(&cause, customers, language)).collect()
}

fn counted(cause: &str, customers: u64, language: Language) -> String {
    let customers_text = count(customers);
    match language {
        Language::En if customers == 1 => format!("1 customer: {cause}"),
        Language::En => format!("{customers_text} customers: {cause}"),
        Language::Zh => format!("{customers_text} 位客户：{cause}"),
    }
}

/// The day that date rules counted from: `as of 2026-01-31`.
pub fn as_of(day: Day, language: Language) -> String {
    let date = date(day);
    language.of(format!("as of {date}"), format!("计算基准日：{date}"))
}

/// The list has no revenue, so the summary has no money columns.
pub fn no_revenue(language: Language) -> String {
    let en = "the list has no revenue column, so there are no sums, shares and averages of revenue";
    language.of(en, "列表中没有销售额列，因此不显示销售额及其占比和平均值").to_owned()
}

/// The list lacks an optional column: what stands for it.
pub fn absent_field(field: &Field, language: Language) -> String {
    let name = field_name(field, language);
    match (language, &field.default) {
        (Language::En, None) => format!("the list has no column {name}: it counts as missing for every customer"),
        (Language::En, Some(fill)) => {
            format!("the list has no column {name}: it counts as {} for every customer", fill_text(fill, language))
        }
        (Language::Zh, None) => joined(&["列表中没有", name, "列：全部客户按缺失处理"]),
        (Language::Zh, Some(fill)) => {
            joined(&["列表中没有", name, "列：全部客户按“", &fill_text(fill, language), "”处理"])
        }
    }
}

/// A rule gives no column, because the list lacks the one that it classifies by.
pub fn absent_rule(column: &str, field: &Field, language: Language) -> String {
    let field = field_name(field, language);
    match language {
        Language::En => format!("there is no column {column}, because the list has no column {field}"),
        Language::Zh => joined(&["未生成", column, "列，因为列表中没有", field, "列"]),
    }
}

fn fill_text(fill: &Fill, language: Language) -> String {
    match fill {
        Fill::Number(number) => Style::Plain.alone(*number, language),
        Fill::Date(day) => date(*day),
        Fill::Flag(flag) => yes_or_no(*flag, language).to_owned(),
        Fill::Text(text) => text.clone(),
    }
}

/// The progress of a pass over a list, as a template of the bar: of a known number of units, or of rows.
pub fn progress(is_known: bool, language: Language) -> &'static str {
    match is_known {
        true => language.of("{bar:40} {percent:>3} %  {eta} left", "{bar:40} {percent:>3} %  剩余 {eta}"),
        false => language.of("{spinner} {human_pos} rows", "{spinner} {human_pos} 行"),
    }
}

/// What stands before a warning.
pub fn warning_prefix(language: Language) -> &'static str {
    language.of("warning: ", "警告：")
}

/// What stands before the reason why a run failed.
pub fn error_prefix(language: Language) -> &'static str {
    language.of("error: ", "错误：")
}

/// A flag's value.
pub(super) fn yes_or_no(flag: bool, language: Language) -> &'static str {
    if flag { language.of("yes", "是") } else { language.of("no", "否") }
}

/// A day as ISO writes its date.
pub(super) fn date(day: Day) -> String {
    day.date().map_or_else(|| day.0.to_string(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::field::FieldKind;
    use crate::words::testing::scored;

    fn both(say: impl Fn(Language) -> String) -> [String; 2] {
        Language::ALL.map(say)
    }

    #[test]
    fn the_unclassified_are_counted() {
        assert_eq!(
            both(|language| unclassified_note(3, 10_000, language)),
            [
                "3 of 10,000 customers unclassified (with --strict: an error, and nothing written)",
                "10,000 位客户中有 3 位未分类（使用 --strict 时视为错误，且不写入任何文件）"
            ]
        );
    }

    #[test]
    fn the_causes_are_counted_the_most_frequent_first() {
        let rule = "[[rule]]\nname = \"g\"\nmethod = \"threshold\"\nfield = \"revenue\"\ntier = [{ label = \"A\", min = 9 }, { label = \"B\", min = 5 }]\n";
        let causes = scored(rule, "revenue\n9\n\"\"\n1\nmany\n2\n", |scored| {
            Language::ALL.map(|language| unclassified_reasons(scored, 0, language))
        });
        assert_eq!(
            causes[0],
            [
                "2 customers: revenue is within the bounds of no tier",
                "1 customer: revenue is missing",
                "1 customer: revenue is not a number",
            ]
        );
        assert_eq!(
            causes[1],
            ["2 位客户：销售额不在任何等级的范围内", "1 位客户：缺少销售额", "1 位客户：销售额不是数字"]
        );
    }

    #[test]
    fn the_day_is_named() {
        assert_eq!(both(|language| as_of(Day(20_484), language)), ["as of 2026-01-31", "计算基准日：2026-01-31"]);
    }

    #[test]
    fn what_the_list_lacks_is_named() {
        let field = |default| Field {
            name: "tags".to_owned(),
            kind: FieldKind::Flag,
            headers: vec!["tagged".to_owned(), "标记".to_owned()],
            default,
            optional: true,
        };
        assert_eq!(
            both(|language| absent_field(&field(None), language)),
            [
                "the list has no column tags: it counts as missing for every customer",
                "列表中没有标记列：全部客户按缺失处理"
            ]
        );
        assert_eq!(
            both(|language| absent_field(&field(Some(Fill::Flag(false))), language)),
            ["the list has no column tags: it counts as no for every customer", "列表中没有标记列：全部客户按“否”处理"]
        );
        let rule = "[[rule]]\nname = \"abc\"\nmethod = \"pareto\"\nfield = \"revenue\"\ntier = [{ label = \"A\", share = 1 }]\n";
        let said = scored(rule, "revenue\n1\n", |scored| {
            both(|language| absent_rule(&scored.set.rules[0].name, &field(None), language))
        });
        assert_eq!(
            said,
            ["there is no column abc, because the list has no column tags", "未生成 abc 列，因为列表中没有标记列"]
        );
        assert_eq!(
            both(no_revenue),
            [
                "the list has no revenue column, so there are no sums, shares and averages of revenue",
                "列表中没有销售额列，因此不显示销售额及其占比和平均值"
            ]
        );
    }
}
