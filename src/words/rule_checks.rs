//! What came of `rules check`.

use super::zh;
use crate::language::Language;
use crate::rulefile::{Difference, TestProblem};

/// That a dictionary of fields has no mistakes.
pub fn dictionary_checked(fields: usize, language: Language) -> String {
    match language {
        Language::En => format!("a dictionary of {fields} fields"),
        Language::Zh => format!("字段字典，共 {fields} 个字段"),
    }
}

/// How many of a rule file's lists hold, and how many labels were compared.
pub fn lists_checked(held: usize, lists: usize, compared: usize, language: Language) -> String {
    match (language, lists) {
        (Language::En, 0) => "no mistakes, and no [[test]] that would prove it".to_owned(),
        (Language::En, 1) if held == 1 => format!("holds; 1 list, {compared} labels compared"),
        (Language::En, _) if held == lists => format!("holds; {lists} lists, {compared} labels compared"),
        (Language::En, _) => format!("does not hold; {} of {lists} lists differ", lists - held),
        (Language::Zh, 0) => "没有错误，但也没有可以验证的 `[[test]]`".to_owned(),
        (Language::Zh, _) if held == lists => format!("通过：{lists} 个测试列表，比较了 {compared} 个标签"),
        (Language::Zh, _) => format!("未通过：{lists} 个测试列表中有 {} 个不符", lists - held),
    }
}

/// Why a list could not be scored.
pub fn test_problem(problem: &TestProblem, language: Language) -> String {
    match language {
        Language::En => problem.to_string(),
        Language::Zh => zh::rule_errors::test_problem(problem),
    }
}

/// A label that is not the expected one.
pub fn difference(difference: &Difference, language: Language) -> String {
    let Difference { row, record, column, expected, got } = difference;
    let expected = if expected.is_empty() { language.of("nothing", "空") } else { expected.as_str() };
    match language {
        Language::En => format!("row {row} ({record}): {column} should be {expected}, and is {got}"),
        Language::Zh => format!("第 {row} 行（{record}）：{column} 应为 {expected}，而得到 {got}"),
    }
}
