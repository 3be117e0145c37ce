//! Places of a list, in Chinese.

use std::borrow::Cow;
use std::path::Path;

use super::quoted;
use crate::place::{Place, column_letters};

/// `list.xlsx，工作表“Kunden”，单元格 G12`; a place in a text file is the same in every language: `list.csv:3:2`.
pub fn place(place: &Place) -> String {
    let name = file(place.file());
    match place {
        Place::File(_) => name.into_owned(),
        Place::Line { line, column: None, .. } => format!("{name}:{line}"),
        Place::Line { line, column: Some(column), .. } => format!("{name}:{line}:{column}"),
        Place::Sheet { sheet, .. } => format!("{name}，工作表{}", quoted(sheet)),
        Place::Cell { sheet, row, column: None, .. } => format!("{name}，工作表{}，第 {row} 行", quoted(sheet)),
        Place::Cell { sheet, row, column: Some(column), .. } => {
            format!("{name}，工作表{}，单元格 {}{row}", quoted(sheet), column_letters(*column))
        }
    }
}

/// A file's name; the names that stand for the standard streams are translated.
pub fn file(path: &Path) -> Cow<'_, str> {
    match path.to_str() {
        Some("standard input") => Cow::Borrowed("标准输入"),
        Some("standard output") => Cow::Borrowed("标准输出"),
        _ => Cow::Owned(path.display().to_string()),
    }
}
