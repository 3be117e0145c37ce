//! Why a workbook could not be read.

use calamine::{OdsError, XlsError, XlsbError, XlsxError};

/// A workbook could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WorkbookError {
    /// The workbook is protected by a password.
    #[error(
        "the workbook is protected by a password\nhelp: save a copy without a password in your spreadsheet program, and use that"
    )]
    Encrypted,
    /// The file is of another kind.
    #[error(
        "this is {what}, not a customer list\nhelp: open it in your spreadsheet program, save it as .xlsx or .csv, and use that"
    )]
    NotAWorkbook {
        /// What it is.
        what: &'static str,
    },
    /// A workbook came on standard input, which is for CSV.
    #[error("a workbook; standard input is for CSV\nhelp: give the workbook's file name instead of -")]
    OnStandardInput,
    /// A sheet was named, but the list is text.
    #[error("--sheet {sheet:?}: this list is text, which has no sheets; leave --sheet out")]
    TextHasNoSheets {
        /// The sheet.
        sheet: String,
    },
    /// The workbook has no sheet with cells.
    #[error("the workbook has no sheet with cells")]
    NoSheet,
    /// `--sheet` names a sheet that there is not.
    #[error("no sheet {name:?}{}\n  the sheets are: {}", did_you_mean(.near.as_deref()), .sheets.join(", "))]
    UnknownSheet {
        /// The name given.
        name: String,
        /// The nearest name.
        near: Option<String>,
        /// The sheets that there are.
        sheets: Vec<String>,
    },
    /// The file is damaged, or written in a way that is not understood.
    #[error("{0}\nhelp: open the workbook in your spreadsheet program, save it again, and use that")]
    Damaged(String),
    /// A row stands behind a later one.
    #[error(
        "sheet {sheet:?}: row {row} stands behind row {after}\nhelp: open the workbook in your spreadsheet program, save it again, and use that"
    )]
    RowsOutOfOrder {
        /// The sheet.
        sheet: String,
        /// The row, from 1.
        row: u32,
        /// The row in front of it.
        after: u32,
    },
    /// The workbook unpacks to more than may be read.
    #[error("the workbook unpacks to {} MB, more than {} MB may be read\nhelp: save the list alone in a workbook, or as .csv, and use that", .size >> 20, .limit >> 20)]
    TooLarge {
        /// How many bytes it unpacks to.
        size: u64,
        /// How many may be read.
        limit: u64,
    },
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!("; did you mean {near:?}?")).unwrap_or_default()
}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        match error {
            XlsxError::Password => WorkbookError::Encrypted,
            XlsxError::NotAWorksheet(_) => WorkbookError::NoSheet,
            XlsxError::CellError(text) => {
                WorkbookError::Damaged(format!("a cell holds the unknown error value {text:?}"))
            }
            error => damaged(&error),
        }
    }
}

impl From<XlsbError> for WorkbookError {
    fn from(error: XlsbError) -> Self {
        if matches!(error, XlsbError::Password) { WorkbookError::Encrypted } else { damaged(&error) }
    }
}

impl From<XlsError> for WorkbookError {
    fn from(error: XlsError) -> Self {
        if matches!(error, XlsError::Password) { WorkbookError::Encrypted } else { damaged(&error) }
    }
}

impl From<OdsError> for WorkbookError {
    fn from(error: OdsError) -> Self {
        match error {
            OdsError::Password => WorkbookError::Encrypted,
            OdsError::InvalidMime(_) => WorkbookError::NotAWorkbook { what: "an OpenDocument file" },
            error => damaged(&error),
        }
    }
}

fn damaged(error: &dyn std::error::Error) -> WorkbookError {
    WorkbookError::Damaged(format!("the workbook is damaged ({error})"))
}
