//! Errors, the places that they speak of, and how columns were read.

use super::{list_errors, output_errors, places, readings, refusals, rule_errors};
use crate::Error;
use crate::list::{ReadingFact, Unreadable};
use crate::place::Place;
use crate::rule::FieldKind;
use crate::rulefile::{Difference, RuleError, TestProblem};

sentences! {
    ErrorWords(self) for Chinese by zh {
        error_prefix => "错误：";
        warning_prefix => "警告：";
        error(error: &Error) => {
            match error {
                Error::Rule(error) => rule_errors::rule_error(error),
                Error::Freeze(error) => rule_errors::freeze_error(error),
                Error::Refused(refusal) => refusals::refusal(refusal),
                Error::Input(error) => list_errors::input_error(error),
                Error::Output(error) => output_errors::output_error(error),
            }
        };
        rule_error(error: &RuleError) => { rule_errors::rule_error(error) };
        dictionary_checked(fields: usize) => "字段字典，共 {fields} 个字段";
        lists_checked(held: usize, lists: usize, compared: usize) => {
            match lists {
                0 => "没有错误，但也没有可以验证的 `[[test]]`".to_owned(),
                _ if held == lists => format!("通过：{lists} 个测试列表，比较了 {compared} 个标签"),
                _ => format!("未通过：{lists} 个测试列表中有 {} 个不符", lists - held),
            }
        };
        test_problem(problem: &TestProblem) => { rule_errors::test_problem(problem) };
        difference(difference: &Difference) => {
            let Difference { row, record, column, expected, got } = difference;
            let expected = if expected.is_empty() { "空" } else { expected.as_str() };
            format!("第 {row} 行（{record}）：{column} 应为 {expected}，而得到 {got}")
        };
        unreadable(column: &Unreadable) => { list_errors::unreadable(column) };
        place(place: &Place) => { places::place(place) };
        reading_fact(fact: &ReadingFact, field) => { readings::reading_fact(fact, field) };
        type_name(kind: &FieldKind) -> &'static str => { readings::field_type(kind) };
    }
}
