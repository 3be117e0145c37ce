//! How the user asked for a list to be read.

use std::path::PathBuf;

use super::{MissingWords, limits};
use crate::number::Decimal;

/// How the user asked for a list to be read; what is absent is found out from the list itself.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// `--sheet`: the workbook's sheet.
    pub sheet: Option<String>,
    /// `--header-row`: the record (or sheet row) that holds the headers, from 1.
    pub header_row: Option<u64>,
    /// `--no-header`: every record is data.
    pub no_header: bool,
    /// `--map FIELD=HEADER`.
    pub map: Vec<(String, HeaderChoice)>,
    /// `--read FIELD=HOW`.
    pub read: Vec<(String, ReadAs)>,
    /// `--only` and `--rate`.
    pub currencies: CurrencyChoice,
    /// `--missing`: words that are read as empty cells.
    pub missing: MissingWords,
    /// `--encoding`: a name of an encoding.
    pub encoding: Option<String>,
    /// `--encoding-out`: the encoding of the list's copy, if not the list's own.
    pub encoding_out: Option<String>,
    /// Whether the table is only shown, not classified. It is then read more leniently:
    /// stray bytes are shown as � (otherwise the list is refused where its cells are handed out);
    /// a quote that is never closed is an ordinary character if the record then is like the others (otherwise it is an error);
    /// misplaced cells are put under their headers (otherwise they are bad).
    pub to_show: bool,
    /// Whether only the columns are wanted. Nothing is then kept to speed up a copy.
    pub columns_only: bool,
    /// Header names that lists usually have. An encoding under which they appear is likely the list's.
    pub known_headers: Vec<String>,
    /// `--delimiter`: one ASCII byte.
    pub delimiter: Option<u8>,
    /// `--quote`.
    pub quote: Option<QuoteChoice>,
    /// `--threads`; the result never depends on it.
    pub threads: Option<usize>,
    /// `--limit NAME=VALUE`.
    pub limits: limits::Limits,
}

/// What is done with a list that has several currencies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum CurrencyChoice {
    /// It is refused.
    #[default]
    None,
    /// It is only looked at: they are counted.
    Counted,
    /// `--only CNY`: amounts in other ones are not counted.
    Only(String),
    /// `--rate USD=7.1`: they are counted in the one that has no rate. Codes and what one of each is worth in that currency.
    Rates(Vec<(String, Decimal)>),
}

/// What the user said of a list's quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteChoice {
    /// This one ASCII byte.
    Sign(u8),
    /// There are none.
    None,
}

/// Which column the user named for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HeaderChoice {
    /// `revenue=年销售额`; in a workbook also a column's letters, where no header is called so.
    Named(String),
    /// `revenue=#5`, from 1.
    Number(usize),
}

/// How a column that can be read in two ways is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadAs {
    /// `1,234.56`: the point is the decimal mark.
    PointDecimal,
    /// `1.234,56`: the comma is the decimal mark.
    CommaDecimal,
    /// Bare numbers of a percent field are per cent: 5 is 5 %.
    Percent,
    /// Bare numbers of a percent field are ratios: 0.05 is 5 %.
    Ratio,
    /// Year, month, day.
    YearMonthDay,
    /// Day, month, year.
    DayMonthYear,
    /// Month, day, year.
    MonthDayYear,
    /// Days of Excel's calendar.
    Serial,
}

impl ReadAs {
    /// Every way.
    pub const ALL: [ReadAs; 8] = [
        ReadAs::PointDecimal,
        ReadAs::CommaDecimal,
        ReadAs::Percent,
        ReadAs::Ratio,
        ReadAs::YearMonthDay,
        ReadAs::DayMonthYear,
        ReadAs::MonthDayYear,
        ReadAs::Serial,
    ];

    /// The word of `--read`.
    pub fn name(self) -> &'static str {
        match self {
            ReadAs::PointDecimal => "1,234.56",
            ReadAs::CommaDecimal => "1.234,56",
            ReadAs::Percent => "percent",
            ReadAs::Ratio => "ratio",
            ReadAs::YearMonthDay => "ymd",
            ReadAs::DayMonthYear => "dmy",
            ReadAs::MonthDayYear => "mdy",
            ReadAs::Serial => "serial",
        }
    }
}

/// Where the bytes of a list come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A named file.
    File(PathBuf),
    /// Standard input, kept in a temporary file so that it can be read twice.
    Stdin,
}
