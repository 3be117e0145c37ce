//! A form: an empty list to fill in, with one row as an example.

use super::table::Value;

/// An empty list to fill in. A workbook has drop-downs, messages and notes for it; a CSV has the header and the example.
#[derive(Debug, Clone)]
pub struct Form {
    /// What the list is called.
    pub name: String,
    /// What the lists of words to choose from are called.
    pub choices_name: String,
    /// The columns.
    pub columns: Vec<FormColumn>,
    /// What is said of a word that a closed column does not list.
    pub not_listed: String,
}

/// A column of a form.
#[derive(Debug, Clone)]
pub struct FormColumn {
    /// Its header.
    pub header: String,
    /// What belongs into its cells.
    pub content: Content,
    /// The words to choose from, if it is a column of words.
    pub choices: Vec<String>,
    /// Whether its cells take no other words.
    pub is_closed: bool,
    /// What to write into it.
    pub help: String,
    /// Paragraphs that stand at its header.
    pub notes: Vec<String>,
    /// The example's cell.
    pub example: Value,
    /// The example's cell as somebody would type it.
    pub typed: String,
}

/// What belongs into the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content {
    /// Texts, which stay as they are typed: `00123` is no number.
    Text,
    /// Numbers.
    Number,
    /// Ratios, written in per cent.
    Percent,
    /// Dates.
    Date,
}
