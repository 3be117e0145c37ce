//! Where something stands, as the reader would look it up.

use std::fmt;
use std::path::{Path, PathBuf};

/// Where something stands, as the reader would look it up. Lines, rows and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// A whole file.
    File(PathBuf),
    /// A line of a text file, and the field's number in it.
    Line {
        /// The file.
        file: PathBuf,
        /// The line, as an editor counts.
        line: u64,
        /// The field in that record.
        column: Option<usize>,
    },
    /// A whole sheet of a workbook.
    Sheet {
        /// The file.
        file: PathBuf,
        /// The sheet's name.
        sheet: String,
    },
    /// A cell of a workbook.
    Cell {
        /// The file.
        file: PathBuf,
        /// The sheet's name.
        sheet: String,
        /// The row.
        row: u64,
        /// The column, from 1.
        column: Option<usize>,
    },
}

impl Place {
    /// The file that the place is in.
    pub fn file(&self) -> &Path {
        match self {
            Place::File(file) | Place::Line { file, .. } | Place::Sheet { file, .. } | Place::Cell { file, .. } => file,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file().display())?;
        match self {
            Place::File(_) => Ok(()),
            Place::Line { line, column: None, .. } => write!(f, ":{line}"),
            Place::Line { line, column: Some(column), .. } => write!(f, ":{line}:{column}"),
            Place::Sheet { sheet, .. } => write!(f, ", sheet {sheet:?}"),
            Place::Cell { sheet, row, column: None, .. } => write!(f, ", sheet {sheet:?}, row {row}"),
            Place::Cell { sheet, row, column: Some(column), .. } => {
                write!(f, ", sheet {sheet:?}, cell {}{row}", column_letters(*column))
            }
        }
    }
}

/// A column's letters in a spreadsheet: 1 is `A`, 28 is `AB`.
pub fn column_letters(column: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// The column that these letters name in a spreadsheet; nothing where they name none.
pub fn column_number(letters: &str) -> Option<usize> {
    let digit = |letter: u8| letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let within = matches!(letters.len(), 1..=3);
    let number = letters.bytes().try_fold(0, |number, letter| Some(number * 26 + digit(letter)?));
    number.filter(|number| within && *number <= 16384)
}

#[cfg(test)]
mod tests {
    use crate::place::{column_letters, column_number};

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        assert_eq!([1, 26, 27, 28, 702, 703, 16384].map(column_letters), ["A", "Z", "AA", "AB", "ZZ", "AAA", "XFD"]);
        assert!((1..=16384).all(|column| column_number(&column_letters(column)) == Some(column)));
        assert_eq!(["", "XFE", "ABCD", "A1", "é"].map(column_number), [None; 5]);
        assert_eq!(column_number("e"), Some(5));
    }
}
