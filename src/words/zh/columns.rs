//! Columns that cannot be read as their fields, in Chinese.

use super::places::place;
use super::quoted;
use super::readings::field_type;
use crate::list::{ColumnProblem, ReadAs, Unreadable};
use crate::rule::FieldKind;

/// What is wrong with a column, without the place of the first cell and without the remedy.
pub fn problem(column: &Unreadable) -> String {
    let field = &column.field;
    let first = quoted(&column.first.text);
    match &column.problem {
        ColumnProblem::Contradiction { first_way, other, other_way } => format!(
            "{field}：{first}{}，而{}（{}）{}",
            sign_of(*first_way),
            quoted(&other.text),
            place(&other.place),
            sign_of(*other_way)
        ),
        ColumnProblem::OpenOrder => {
            format!("{field}：{first}既可能是日在前，也可能是月在前，此列中没有任何日期能说明是哪一种")
        }
        ColumnProblem::NoValue { wanted, filled, next } => {
            let wanted = match wanted {
                FieldKind::Choice(words) => {
                    let words = words.iter().map(|word| quoted(&word.word)).collect::<Vec<_>>();
                    format!("以下用词之一：{}", words.join("、"))
                }
                kind => field_type(kind).to_owned(),
            };
            let next = next.iter().map(|text| quoted(text)).collect::<Vec<_>>();
            let others = match (filled, next.is_empty()) {
                (1, _) => "此列没有其他非空单元格".to_owned(),
                (_, true) => format!("此列 {filled} 个非空单元格都不是"),
                (_, false) => format!("此列 {filled} 个非空单元格都不是（其后依次为：{}）", next.join("、")),
            };
            format!("{field}：{first}不是{wanted}；{others}")
        }
    }
}

/// What would settle the matter.
pub fn remedy(column: &Unreadable) -> String {
    let field = &column.field;
    match (column.ways(), &column.problem) {
        (Some([one, two]), ColumnProblem::OpenOrder) => {
            format!("请用 --read {field}={one}（日在前）或 --read {field}={two}（月在前）指定读法")
        }
        (Some([one, two]), _) => format!("请用 --read {field}={one} 或 --read {field}={two} 指定读法"),
        (None, _) => format!("如果这一列不对，请用 --map {field}=HEADER 指定正确的列（HEADER 为该列的表头）"),
    }
}

/// What a cell looks like that asks for a way of reading.
fn sign_of(way: ReadAs) -> &'static str {
    match way {
        ReadAs::PointDecimal => "以点作小数点",
        ReadAs::CommaDecimal => "以逗号作小数点",
        ReadAs::Percent => "看似百分数",
        ReadAs::Ratio => "看似比率",
        ReadAs::YearMonthDay => "是年在前",
        ReadAs::DayMonthYear => "是日在前",
        ReadAs::MonthDayYear => "是月在前",
        ReadAs::Serial => "是日期序号",
    }
}
