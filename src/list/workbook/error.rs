//! Why a workbook could not be read.

use calamine::{XlsError, XlsbError, XlsxError};

use crate::list::limits::Limit;

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
    /// The workbook holds more than may be read.
    #[error(
        "{}\nhelp: save the list alone in a workbook, or as .csv, and use that; if you know where the file comes from and \
         it is right: --limit {limit}={}",
        over_limit(*.limit, *.most), .limit.amount(.most.saturating_mul(4))
    )]
    OverLimit {
        /// Of what.
        limit: Limit,
        /// How much may be read.
        most: u64,
    },
}

fn over_limit(limit: Limit, most: u64) -> String {
    let most = limit.amount(most);
    match limit {
        Limit::Inflated => format!("the workbook unpacks to more than {most}, far more than a list of its size"),
        Limit::Memory => format!("the workbook would take more than {most} of memory"),
        Limit::Entries => format!("the workbook's archive has more than {most} parts"),
        Limit::Strings => format!("the workbook has more than {most} shared texts"),
        Limit::Cells => format!("a sheet of the workbook has more than {most} cells"),
        Limit::Columns => format!("a sheet of the workbook has more than {most} columns"),
        Limit::Text => format!("a cell of the workbook holds more than {most} of text"),
        Limit::Nesting => format!("the workbook's parts are nested more than {most} deep"),
    }
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

fn damaged(error: &dyn std::error::Error) -> WorkbookError {
    WorkbookError::Damaged(format!("the workbook is damaged ({error})"))
}
