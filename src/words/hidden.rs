//! What a workbook does not show of a list, and that it is read all the same.

use super::chinese::joined;
use super::figure::count;
use crate::language::Language;
use crate::list::HiddenParts;
use crate::place::column_letters;

/// How many columns are named.
const NAMED: usize = 8;

/// `sheet "List": 2 rows are hidden (5, 9) and column C; they are read like the others`.
pub fn hidden_parts(parts: &HiddenParts, language: Language) -> String {
    let mut said = Vec::new();
    if parts.sheet_is_hidden {
        said.push(language.of("the sheet", "整个工作表").to_owned());
    }
    if parts.rows > 0 {
        said.push(rows(parts, language));
    }
    if !parts.columns.is_empty() {
        said.push(columns(parts, language));
    }
    let sheet = &parts.sheet;
    match language {
        Language::En => format!("sheet {sheet:?}: hidden, but read like the rest: {}", said.join("; ")),
        Language::Zh => joined(&["工作表“", sheet, "”中隐藏但照常读取的内容：", &said.join("；")]),
    }
}

fn rows(parts: &HiddenParts, language: Language) -> String {
    let numbers = parts.first_rows.iter().map(u64::to_string).collect::<Vec<_>>();
    let all = parts.first_rows.len() as u64 == parts.rows;
    match language {
        Language::En => {
            let more = if all { "" } else { " …" };
            let rows = if parts.rows == 1 { "row" } else { "rows" };
            format!("{} {rows} ({}{more})", count(parts.rows), numbers.join(", "))
        }
        Language::Zh => {
            let more = if all { "" } else { "…" };
            format!("{} 行（第 {}{more} 行）", count(parts.rows), numbers.join("、"))
        }
    }
}

fn columns(parts: &HiddenParts, language: Language) -> String {
    let letters = parts.columns.iter().take(NAMED).map(|column| column_letters(*column)).collect::<Vec<_>>();
    let more = if parts.columns.len() > NAMED { " …" } else { "" };
    match language {
        Language::En => {
            let name = if parts.columns.len() == 1 { "column" } else { "columns" };
            format!("{name} {}{more}", letters.join(", "))
        }
        Language::Zh => format!("{} 列{more}", letters.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_rows_columns_and_sheets_are_named() {
        let parts = HiddenParts {
            sheet: "List".to_owned(),
            sheet_is_hidden: false,
            rows: 1,
            first_rows: vec![5],
            columns: vec![3, 28],
        };
        let said = |parts: &HiddenParts| Language::ALL.map(|language| hidden_parts(parts, language));
        assert_eq!(
            said(&parts),
            [
                "sheet \"List\": hidden, but read like the rest: 1 row (5); columns C, AB",
                "工作表“List”中隐藏但照常读取的内容：1 行（第 5 行）；C、AB 列",
            ]
        );
        let parts = HiddenParts {
            sheet_is_hidden: true,
            rows: 2000,
            first_rows: (2..=6).collect(),
            columns: (1..=9).collect(),
            ..parts
        };
        assert_eq!(
            said(&parts),
            [
                "sheet \"List\": hidden, but read like the rest: the sheet; 2,000 rows (2, 3, 4, 5, 6 …); columns A, B, C, D, E, F, G, H …",
                "工作表“List”中隐藏但照常读取的内容：整个工作表；2,000 行（第 2、3、4、5、6… 行）；A、B、C、D、E、F、G、H 列 …",
            ]
        );
    }
}
