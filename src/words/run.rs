//! What a run tells about its result besides the tables: who could not be classified, what the list lacks, which day it counted from.

use std::collections::HashMap;

use super::condition::figure;
use super::figure::Count;
use super::labels::known_word;
use super::wording::Wording;
use crate::date::Day;
use crate::language::Language;
use crate::rule::field::{Field, FieldKind, Fill};
use crate::score::{Code, Scored};

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
    let because = |(cause, customers): (String, u64)| language.words().unclassified_because(Count(customers), &cause);
    causes.into_iter().map(because).collect()
}

/// The list lacks an optional column: what stands for it.
pub fn absent_field(field: &Field, language: Language) -> String {
    let (words, name) = (language.words(), language.words().field(field));
    match default(field, language) {
        None => words.no_column(name),
        Some(value) => words.no_column_but(name, &value),
    }
}

/// What stands for a blank cell of a field, if anything does: a word of a choice as this language spells it.
pub(super) fn default(field: &Field, language: Language) -> Option<String> {
    Some(match field.default.as_ref()? {
        Fill::Number(number) => figure(*number, field.kind == FieldKind::Percent, language),
        Fill::Date(day) => date(*day),
        Fill::Flag(flag) => language.words().yes_or_no(*flag).to_owned(),
        Fill::Text(word) => known_word(&field.kind, word, language).to_owned(),
    })
}

/// A day as ISO writes its date.
pub(super) fn date(day: Day) -> String {
    day.date().map_or_else(|| day.0.to_string(), |date| date.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::field::Word;
    use crate::words::testing::scored;

    fn both(say: impl Fn(Language) -> String) -> [String; 2] {
        Language::ALL.map(say)
    }

    #[test]
    fn the_unclassified_are_counted() {
        assert_eq!(
            both(|language| language.words().unclassified_note(Count(3), Count(10_000))),
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
        assert_eq!(
            both(|language| language.words().as_of(&date(Day(20_484)))),
            ["as of 2026-01-31", "计算基准日：2026-01-31"]
        );
    }

    #[test]
    fn what_the_list_lacks_is_named() {
        let field = |default| Field {
            name: "tags".to_owned(),
            kind: FieldKind::Flag,
            headers: vec!["tagged".to_owned(), "标记".to_owned()],
            default,
            optional: true,
            money: false,
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
        let word = |word: &str, spelling: &str| Word { word: word.to_owned(), spellings: vec![spelling.to_owned()] };
        let willing = Field {
            kind: FieldKind::Choice(vec![word("willing", "愿意"), word("refuses", "拒绝")]),
            ..field(Some(Fill::Text("willing".to_owned())))
        };
        assert_eq!(
            both(|language| absent_field(&willing, language)),
            [
                "the list has no column tags: it counts as willing for every customer",
                "列表中没有标记列：全部客户按“愿意”处理"
            ]
        );
        let rule = "[[rule]]\nname = \"abc\"\nmethod = \"pareto\"\nfield = \"revenue\"\ntier = [{ label = \"A\", share = 1 }]\n";
        let said = scored(rule, "revenue\n1\n", |scored| {
            both(|language| {
                language.words().absent_rule(&scored.set.rules[0].name, language.words().field(&field(None)))
            })
        });
        assert_eq!(
            said,
            ["there is no column abc, because the list has no column tags", "未生成 abc 列，因为列表中没有标记列"]
        );
        assert_eq!(
            both(|language| language.words().no_revenue().to_owned()),
            [
                "the list has no revenue column, so there are no sums, shares and averages of revenue",
                "列表中没有销售额列，因此不显示销售额及其占比和平均值"
            ]
        );
    }
}
