//! What a workbook does not show of a list, and that it is read all the same.

use super::figure::Count;
use crate::language::Language;
use crate::list::HiddenParts;
use crate::place::column_letters;

/// How many columns are named.
const NAMED: usize = 8;

/// `sheet "List": hidden, but read like the rest: 2 rows (5, 9); column C`.
pub fn hidden_parts(parts: &HiddenParts, language: Language) -> String {
    let words = language.words();
    let mut said = Vec::new();
    if parts.sheet_is_hidden {
        said.push(words.hidden_sheet().to_owned());
    }
    if parts.rows > 0 {
        let numbers = parts.first_rows.iter().map(u64::to_string).collect::<Vec<_>>();
        said.push(words.hidden_rows(Count(parts.rows), &numbers));
    }
    if !parts.columns.is_empty() {
        let letters = parts.columns.iter().take(NAMED).map(|column| column_letters(*column)).collect::<Vec<_>>();
        said.push(words.hidden_columns(Count(parts.columns.len() as u64), &letters));
    }
    words.hidden_parts(&parts.sheet, &said)
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
