//! Why a list's header does not fit, in Chinese.

use super::{did_you_mean, quoted, readings, some_of};
use crate::list::header::name;
use crate::list::header::{ColumnNames, ColumnRef, HEADER_WITHIN, HeaderError, NotFound, ways_to_map};
use crate::place::column_letters;
use crate::rule::FieldKind;

/// Why the header does not fit, and what helps.
pub fn header_error(error: &HeaderError) -> String {
    match error {
        HeaderError::Empty => {
            format!("没有表头：前 {HEADER_WITHIN} 行都是空的\n提示：如果列表从更下方开始，请指定表头行：--header-row N")
        }
        HeaderError::NoSuchRow { row } => format!("--header-row {row}：该行没有内容"),
        HeaderError::NotFound(missing) => not_found(missing),
        HeaderError::TwoUnits { units: [(first, row), (second, other)] } => format!(
            "表头上方有两个不同的单位：第 {row} 行的{}和第 {other} 行的{}\n提示：请只保留一个，或将单位写在各列的表头中：销售额（万元）",
            quoted(first),
            quoted(second)
        ),
        HeaderError::Ambiguous { field, row, columns, latest } => format!(
            "第 {row} 行：有 {} 列同样符合 `{field}`：{}\n提示：请指定是哪一列：{}",
            columns.len(),
            columns_of(columns, 30),
            ways_to_map(field, columns, *latest, "（最近一年）").join(" 或 ")
        ),
        HeaderError::RecordAsHeader { field, number, row, text } => format!(
            "--map {field}=#{number}：第 {row} 行会被当作表头，而该列的内容是{}\n\
             提示：如果列表没有表头：--no-header；如果该行就是表头：--header-row {row}",
            quoted(text)
        ),
        HeaderError::NoHeaders { field, named } => {
            let what = match named {
                Some(named) => format!("--map {field}={named}：使用 --no-header 时各列没有名称"),
                None => format!("没有字段 `{field}` 的列：使用 --no-header 时按列号指定"),
            };
            format!("{what}\n提示：--map {field}=#N，从 #1 开始")
        }
        HeaderError::UnknownField { option, named, near, fields } => {
            let near = near.as_ref().map(|near| format!("`{near}`"));
            let fields = some_of(fields.iter().map(|field| format!("`{field}`")), 40);
            let known = if fields.is_empty() { String::new() } else { format!("\n  可用的字段：{fields}") };
            format!("{option} {named}=…：这里没有规则用到字段 `{named}`{}{known}", did_you_mean(near.as_deref()))
        }
        HeaderError::NoSuchHeader { field, text, row, columns, nearest } => {
            let help = nearest
                .first()
                .map(|near| format!("\n提示：您是否想写 {}？--map {field}=#{}", column_of(near), near.column + 1));
            format!(
                "--map {field}={text}：没有表头为{}的列\n  第 {row} 行有：{}{}",
                quoted(text),
                columns_of(columns, 30),
                help.unwrap_or_default()
            )
        }
        HeaderError::NoSuchColumn { field, number, width } => {
            format!("--map {field}=#{number}：列号从 #1 到 #{width}")
        }
        HeaderError::WrongReading { field, how, kind } => {
            format!("--read {field}={how}：`{field}` 的类型是{}，{}", readings::field_type(kind), ways(kind))
        }
    }
}

fn not_found(missing: &NotFound) -> String {
    let NotFound { field, others, goes_by, row, columns, nearest, also } = missing;
    let names = |fields: &[String]| fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join("、");
    let mut text = format!("没有字段 `{field}` 的列");
    if !others.is_empty() {
        text.push_str(&format!("（也可以是 {}）", names(others)));
    }
    if !also.is_empty() {
        text.push_str(&format!("，也没有 {} 的列", names(also)));
    }
    if !goes_by.is_empty() {
        let headers = some_of(goes_by.iter().map(|header| quoted(header)), 12);
        text.push_str(&format!("\n  `{field}` 的表头也可以是：{headers}"));
    }
    text.push_str(&format!("\n  第 {row} 行有：{}", columns_of(columns, 30)));
    match nearest.first() {
        None => text.push_str(&format!("\n提示：请指定是哪一列：--map {field}=#N；或指定表头在哪一行：--header-row N")),
        Some(column) => {
            text.push_str(&format!("\n提示：您是否指 {}？--map {field}=#{}", columns_of(nearest, 3), column.column + 1))
        }
    }
    text
}

fn columns_of(columns: &[ColumnRef], most: usize) -> String {
    some_of(columns.iter().map(column_of), most)
}

/// `G #7“年销售额”`, or `#7“年销售额”` where the columns have no letters.
fn column_of(column: &ColumnRef) -> String {
    let number = column.column + 1;
    let letters =
        if column.names == ColumnNames::Letters { format!("{} ", column_letters(number)) } else { String::new() };
    format!("{letters}#{number}{}", quoted(&name::shortened(name::visible(&column.text))))
}

fn ways(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number => "可读作 1,234.56 或 1.234,56",
        FieldKind::Percent => "可读作 percent、ratio、1,234.56 或 1.234,56",
        FieldKind::Date => "可读作 ymd、dmy、mdy 或 serial",
        FieldKind::Flag | FieldKind::Tags | FieldKind::Text | FieldKind::Choice(_) => "只有一种读法",
    }
}
