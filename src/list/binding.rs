//! Which column of the list each wanted field is.

use super::header::unit::Unit;
use super::header::{self, name};
use super::value::Currency;
use super::{CurrencyChoice, MissingWords, ReadAs};
use crate::rule::Field;

/// Which column of the list each wanted field is.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The header record, counted from 0 over all records of the file or rows of the sheet.
    pub header_record: u64,
    /// The header's texts, one per column.
    pub header: Vec<String>,
    /// One entry for each wanted field, in the order asked.
    pub fields: Vec<BoundField>,
    /// The column of ids, where repeated ones are to be looked for in passing; nothing before [`Binding::watch_ids`].
    pub ids: Option<usize>,
    /// What is done with several currencies.
    pub currencies: CurrencyChoice,
    /// What else is read as an empty cell.
    pub missing: MissingWords,
}

impl Binding {
    /// The header's names for a message: the first few, each cut off where it is long.
    pub fn names(&self) -> String {
        let names = self.header.iter().map(|text| name::shortened(text)).collect::<Vec<_>>();
        header::some_of(&names, 30)
    }

    /// Has repeated ids looked for in the first pass, if the header has exactly one column for them. The column need not be a wanted
    /// field.
    pub fn watch_ids(&mut self, id: &Field) {
        let header = header::HeadRecord { record: self.header_record, cells: self.header.clone() };
        self.ids = match header::Header::new(&header).find(id) {
            header::Fit::One { column, .. } => Some(column),
            _ => None,
        };
    }
}

/// A wanted field and where the list has it.
#[derive(Debug, Clone)]
pub struct BoundField {
    /// The field.
    pub field: Field,
    /// The column, from 0; `None` where the list lacks an optional field.
    pub column: Option<usize>,
    /// Why this column.
    pub why: Matched,
    /// The power of ten by which the header's unit multiplies the column: 4 for `销售额(万元)`.
    pub power: u8,
    /// The currency that the header's unit names.
    pub currency: Option<Currency>,
    /// The unit in a title of the list, which holds for a column of money whose header has none.
    pub title: Option<Unit>,
    /// How the user asked for the column to be read.
    pub read_as: Option<ReadAs>,
}

/// Why a column is the one for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Matched {
    /// The header is the field's own name.
    Name,
    /// The header is one that the field goes by.
    Header(String),
    /// `--map` says so.
    Map,
    /// The list lacks the column.
    Absent,
}
