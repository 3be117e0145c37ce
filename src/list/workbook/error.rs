//! Why a workbook could not be read.

use calamine::XlsxError;

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
        what: ForeignFile,
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
    Damaged(Damage),
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

/// In what way a workbook is damaged, or written so that it is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Damage {
    /// Nothing more is known.
    #[error("the workbook is damaged")]
    Unknown,
    /// What a library for workbooks or XML says of it.
    #[error("the workbook is damaged ({0})")]
    Told(String),
    /// The file ends too early.
    #[error("the workbook is damaged (its end is missing)")]
    CutOff,
    /// The archive's table of contents is wrong about a part.
    #[error("the workbook is damaged (a part of it is not in its place)")]
    MisplacedPart,
    /// A part cannot be unpacked.
    #[error("the workbook is damaged (its part {part:?} cannot be unpacked)")]
    NotUnpacked {
        /// The part's name.
        part: String,
    },
    /// A part has another length than the archive says.
    #[error("the workbook is damaged (its part {part:?} does not have the length that it should have)")]
    WrongLength {
        /// The part's name.
        part: String,
    },
    /// A part's checksum is wrong.
    #[error("the workbook is damaged (its part {part:?} is not what was once written)")]
    WrongChecksum {
        /// The part's name.
        part: String,
    },
    /// The archive is packed by another method than deflate.
    #[error("the workbook is packed in a way that is not read (method {method})")]
    Packing {
        /// The method's number in the ZIP format.
        method: u16,
    },
    /// The table of sectors of a compound file is broken.
    #[error("the workbook is damaged (its inner table is broken)")]
    SectorTable,
    /// An OpenDocument workbook lacks its content.
    #[error("the workbook is damaged (it has no content)")]
    NoContent,
    /// A sheet does not end.
    #[error("the workbook is damaged (a sheet has no end)")]
    EndlessSheet,
    /// A sheet has more rows than can be counted.
    #[error("the workbook is damaged (a sheet has too many rows)")]
    TooManyRows,
    /// Two sheets begin at the same place.
    #[error("the workbook is damaged (two of its sheets are one)")]
    SharedSheet,
    /// A cell points to a text that is not there.
    #[error("the workbook is damaged (a cell's text is not there)")]
    MissingText,
    /// A cell stands below the last row of its format.
    #[error("the workbook is damaged (a cell stands below the last row)")]
    CellTooLow,
    /// A row stands below the last row of its format.
    #[error("the workbook is damaged (a row stands below the last one)")]
    RowTooLow,
    /// A tag of the markup is too long to be one.
    #[error("the workbook is damaged (a tag in it is longer than 1 MB)")]
    LongTag,
    /// The markup is in another encoding than UTF-8.
    #[error("the workbook's parts are not in UTF-8")]
    NotUtf8,
    /// A part has a document type of its own.
    #[error("a part of the workbook defines its own markup")]
    OwnMarkup,
    /// A cell holds an error value that no spreadsheet program writes.
    #[error("a cell holds the unknown error value {0:?}")]
    ErrorValue(String),
    /// The workbook is of a version before Excel 5.0.
    #[error("the workbook is of a version before Excel 5.0")]
    TooOld,
}

/// A kind of file that holds no list that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ForeignFile {
    /// PDF.
    #[error("a PDF document")]
    Pdf,
    /// RTF.
    #[error("a text document (RTF)")]
    Rtf,
    /// An archive of gzip.
    #[error("a gzip archive")]
    Gzip,
    /// An archive of 7-Zip.
    #[error("a 7z archive")]
    SevenZip,
    /// An archive of RAR.
    #[error("a RAR archive")]
    Rar,
    /// A ZIP archive of other files.
    #[error("a ZIP archive")]
    Zip,
    /// Parquet.
    #[error("a Parquet file")]
    Parquet,
    /// PNG or JPEG.
    #[error("a picture")]
    Picture,
    /// HTML without a table.
    #[error("a web page (HTML)")]
    WebPage,
    /// MHTML.
    #[error("a web page with its pictures (MHTML)")]
    WebArchive,
    /// A workbook of Excel before 5.0.
    #[error("an Excel {version} workbook")]
    OldExcel {
        /// The version: 2, 3 or 4.
        version: u8,
    },
    /// FODS, OpenDocument without an archive.
    #[error("a spreadsheet in plain XML (FODS)")]
    FlatOpenDocument,
    /// Any other XML.
    #[error("an XML document")]
    Xml,
    /// A document of Word.
    #[error("a Word document")]
    Word,
    /// A presentation of PowerPoint.
    #[error("a PowerPoint presentation")]
    PowerPoint,
    /// Another document of Office.
    #[error("an Office document")]
    Office,
    /// Another document of Office in the format before 2007.
    #[error("an old Office document")]
    OldOffice,
    /// An OpenDocument file that is no spreadsheet.
    #[error("an OpenDocument file")]
    OpenDocument,
    /// A document of Apple Numbers.
    #[error("an Apple Numbers document")]
    AppleNumbers,
    /// Anything else.
    #[error("a file of an unknown kind")]
    Unknown,
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
            XlsxError::CellError(text) => WorkbookError::Damaged(Damage::ErrorValue(text)),
            error => damaged(&error),
        }
    }
}

fn damaged(error: &dyn std::error::Error) -> WorkbookError {
    WorkbookError::Damaged(Damage::Told(error.to_string()))
}
