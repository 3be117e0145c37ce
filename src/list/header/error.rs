//! Why a list's header does not fit.

use std::fmt::{self, Write as _};

use super::{ColumnNames, name};
use crate::list::ReadAs;
use crate::place::column_letters;
use crate::rule::FieldKind;

/// A column as a message names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnRef {
    /// The column, from 0.
    pub column: usize,
    /// Its header.
    pub text: String,
    /// How it is named.
    pub names: ColumnNames,
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.column + 1;
        if self.names == ColumnNames::Letters {
            write!(f, "{} ", column_letters(number))?;
        }
        write!(f, "#{number} {:?}", name::shortened(name::visible(&self.text)))
    }
}

/// No record has a column for a required field.
#[derive(Debug, Clone, PartialEq)]
pub struct NotFound {
    /// The field.
    pub field: String,
    /// The fields that would do instead.
    pub others: Vec<String>,
    /// The headers that the field goes by.
    pub goes_by: Vec<String>,
    /// The row that comes closest to being the header.
    pub row: u64,
    /// That row's headers.
    pub columns: Vec<ColumnRef>,
    /// Those that are near to the field's names.
    pub nearest: Vec<ColumnRef>,
    /// Further fields that are missing.
    pub also: Vec<String>,
}

impl fmt::Display for NotFound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let field = &self.field;
        write!(f, "no column for `{field}`")?;
        self.others.iter().try_for_each(|other| write!(f, " (or `{other}`)"))?;
        if !self.also.is_empty() {
            let also = self.also.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>();
            write!(f, ", nor for {}", also.join(", "))?;
        }
        if !self.goes_by.is_empty() {
            write!(f, "\n  `{field}` also goes by: {}", some_of(&self.goes_by, 12))?;
        }
        write!(f, "\n  row {} has: {}", self.row, some_of(&self.columns, 30))?;
        match self.nearest.first() {
            None => write!(
                f,
                "\nhelp: say which column it is: --map {field}=#N, or where the headers stand: --header-row N"
            ),
            Some(column) => {
                let near = some_of(&self.nearest, 3);
                write!(f, "\nhelp: did you mean {near}? --map {field}=#{}", column.column + 1)
            }
        }
    }
}

/// The header of a list does not fit what was asked of it. Rows count from 1.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum HeaderError {
    /// Nothing in the first records.
    #[error(
        "no header: the first {} rows are empty\nhelp: if the list begins further down, name its header row: --header-row N",
        super::HEADER_WITHIN
    )]
    Empty,
    /// `--header-row` names a row that is empty or behind the end.
    #[error("--header-row {row}: there is nothing in that row")]
    NoSuchRow {
        /// The row.
        row: u64,
    },
    /// No record has a column for a required field.
    #[error("{0}")]
    NotFound(Box<NotFound>),
    /// Two or more columns fit a field equally well.
    #[error("{}", ambiguous(.field, *.row, .columns, *.latest))]
    Ambiguous {
        /// The field.
        field: String,
        /// The header's row.
        row: u64,
        /// The columns.
        columns: Vec<ColumnRef>,
        /// The one of the latest year, where their headers name years.
        latest: Option<usize>,
    },
    /// The header would hold a value of the field whose column was named by number.
    #[error(
        "--map {field}=#{number}: row {row} would be the header, and has {text:?} in that column\n\
         help: if the list has no header: --no-header; if that row is the header: --header-row {row}"
    )]
    RecordAsHeader {
        /// The field.
        field: String,
        /// The column, from 1.
        number: usize,
        /// The row.
        row: u64,
        /// What stands there.
        text: String,
    },
    /// Without a header a column has no name.
    #[error("{}", no_headers(.field, .named.as_deref()))]
    NoHeaders {
        /// The field.
        field: String,
        /// The header that was named for it.
        named: Option<String>,
    },
    /// Two lines above the header name different units.
    #[error(
        "two units stand above the header: {:?} in row {} and {:?} in row {}\nhelp: leave one of them, or write the unit in the header of its column: revenue (k€)",
        .units[0].0, .units[0].1, .units[1].0, .units[1].1
    )]
    TwoUnits {
        /// The lines that name them, and their rows.
        units: [(String, u64); 2],
    },
    /// `--map` or `--read` name a field that nothing asks for.
    #[error("{}", unknown_field(.option, .named, .near.as_deref(), .fields))]
    UnknownField {
        /// The option.
        option: &'static str,
        /// The name given.
        named: String,
        /// The nearest field.
        near: Option<String>,
        /// The fields that are asked for.
        fields: Vec<String>,
    },
    /// `--map` names a header that the list has not.
    #[error("{}", no_such_header(.field, .text, *.row, .columns, .nearest))]
    NoSuchHeader {
        /// The field.
        field: String,
        /// The header named.
        text: String,
        /// The header's row.
        row: u64,
        /// The headers that there are.
        columns: Vec<ColumnRef>,
        /// Those that are near.
        nearest: Vec<ColumnRef>,
    },
    /// `--map` names a column by a number that the list has not.
    #[error("--map {field}=#{number}: columns count from #1 to #{width}")]
    NoSuchColumn {
        /// The field.
        field: String,
        /// The number.
        number: usize,
        /// How many columns there are.
        width: usize,
    },
    /// `--read` gives a field a way of reading that is not for its type.
    #[error("--read {field}={how}: `{field}` is {}, which is read {}", kind_words(.kind), ways(.kind))]
    WrongReading {
        /// The field.
        field: String,
        /// The way.
        how: ReadAs,
        /// The field's type.
        kind: FieldKind,
    },
}

fn ambiguous(field: &str, row: u64, columns: &[ColumnRef], latest: Option<usize>) -> String {
    let ways = ways_to_map(field, columns, latest, " (the latest)");
    format!(
        "row {row}: {} columns fit `{field}` equally well: {}\nhelp: say which one it is: {}",
        columns.len(),
        some_of(columns, 30),
        ways.join(" or ")
    )
}

/// The options that settle which column a field is, at most six; the latest first, with a word that says so.
pub(crate) fn ways_to_map(field: &str, columns: &[ColumnRef], latest: Option<usize>, word: &str) -> Vec<String> {
    let option = |column: usize| format!("--map {field}=#{}", column + 1);
    let first = latest.map(|column| option(column) + word);
    let others = columns.iter().filter(|column| Some(column.column) != latest).map(|column| option(column.column));
    first.into_iter().chain(others).take(6).collect()
}

fn no_headers(field: &str, named: Option<&str>) -> String {
    let what = match named {
        Some(named) => format!("--map {field}={named}: with --no-header no column has a name"),
        None => format!("no column for `{field}`: with --no-header columns go by number"),
    };
    format!("{what}\nhelp: --map {field}=#N, from #1")
}

fn unknown_field(option: &str, named: &str, near: Option<&str>, fields: &[String]) -> String {
    let mut text = format!("{option} {named}=…: no rule here reads a field `{named}`");
    if let Some(near) = near {
        text.push_str(&format!("; did you mean `{near}`?"));
    }
    if !fields.is_empty() {
        text.push_str(&format!("\n  the fields are: {}", some_of(fields, 40)));
    }
    text
}

fn no_such_header(field: &str, named: &str, row: u64, columns: &[ColumnRef], nearest: &[ColumnRef]) -> String {
    let mut text = format!("--map {field}={named}: no column has the header {named:?}");
    text.push_str(&format!("\n  row {row} has: {}", some_of(columns, 30)));
    if let Some(column) = nearest.first() {
        text.push_str(&format!("\nhelp: did you mean {column}? --map {field}=#{}", column.column + 1));
    }
    text
}

/// The first few, comma-separated, and how many more there are.
pub(crate) fn some_of(items: &[impl fmt::Display], most: usize) -> String {
    let mut text = String::new();
    for (at, item) in items.iter().take(most).enumerate() {
        let _ = write!(text, "{}{item}", if at == 0 { "" } else { ", " });
    }
    if items.len() > most {
        let _ = write!(text, " … and {} more", items.len() - most);
    }
    text
}

/// What a field of this type holds, in English.
pub(crate) fn kind_words(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number => "a number",
        FieldKind::Percent => "a percentage",
        FieldKind::Date => "a date",
        FieldKind::Flag => "yes or no",
        FieldKind::Tags => "a set of tags",
        FieldKind::Text => "a text",
        FieldKind::Choice(_) => "a word of a list",
    }
}

fn ways(kind: &FieldKind) -> &'static str {
    match kind {
        FieldKind::Number => "as 1,234.56 or 1.234,56",
        FieldKind::Percent => "as percent, ratio, 1,234.56 or 1.234,56",
        FieldKind::Date => "as ymd, dmy, mdy or serial",
        FieldKind::Flag | FieldKind::Tags | FieldKind::Text | FieldKind::Choice(_) => "in one way only",
    }
}

impl fmt::Display for ReadAs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
