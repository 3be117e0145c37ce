//! What a workbook does not show of a list, and that it is read all the same.

use super::figure::Count;
use crate::language::Language;
use crate::list::{HiddenParts, LeftBehind};
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

/// What a new workbook leaves behind of the user's own.
pub fn left_behind(left: &LeftBehind, language: Language) -> String {
    let words = language.words();
    let mut gone = Vec::new();
    gone.extend((left.formulas > 0).then(|| words.left_formulas(Count(left.formulas))));
    gone.extend(left.comments.then(|| words.left_comments().to_owned()));
    gone.extend(left.drawings.then(|| words.left_drawings().to_owned()));
    gone.extend(left.pivots.then(|| words.left_pivots().to_owned()));
    gone.extend(left.macros.then(|| words.left_macros().to_owned()));
    if !left.sheets.is_empty() {
        let more = if left.sheets.len() > NAMED { " …" } else { "" };
        let names = &left.sheets[..left.sheets.len().min(NAMED)];
        gone.push(words.left_sheets(names) + more);
    }
    words.left_behind(&gone, left.shows_hidden)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_behind_is_one_line() {
        let left = LeftBehind {
            formulas: 1200,
            comments: true,
            shows_hidden: true,
            sheets: vec!["Targets".to_owned()],
            ..LeftBehind::default()
        };
        let said = |left: &LeftBehind| Language::ALL.map(|language| left_behind(left, language));
        assert_eq!(
            said(&left),
            [
                "the output is a new workbook with the list's values; left behind: 1,200 formulas (their results are there), comments, \
                 the sheet \"Targets\", the look of the cells; hidden rows and columns are shown",
                "输出是只含列表数值的新工作簿，不包括：1,200 个公式（保留结果）、批注、工作表“Targets”、单元格外观；隐藏的行列会显示出来",
            ]
        );
    }

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
