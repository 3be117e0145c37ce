//! Which column of the list each wanted field is.

use super::ReadAs;
use super::header::{self, name};
use crate::rule::Field;

/// Which column of the list each wanted field is.
#[derive(Debug, Clone)]
pub struct Binding {
    /// The header record, counted from 0 over all records of the file or rows of the sheet; without a header the first record.
    pub header_record: u64,
    /// Whether there is a header.
    pub has_header: bool,
    /// The header's texts, one per column.
    pub header: Vec<String>,
    /// One entry for each wanted field, in the order asked.
    pub fields: Vec<BoundField>,
    /// The column of ids, where repeated ones are to be looked for in passing; nothing before [`Binding::watch_ids`].
    pub ids: Option<usize>,
    /// Whether that column holds names, as the list has no ids.
    pub ids_are_names: bool,
}

impl Binding {
    /// The first record of data.
    pub fn first_record(&self) -> u64 {
        self.header_record + u64::from(self.has_header)
    }

    /// The header's names for a message: the first few, each cut off where it is long.
    pub fn names(&self) -> String {
        let names = self.header.iter().map(|text| name::shortened(text)).collect::<Vec<_>>();
        header::some_of(&names, 30)
    }

    /// Has repeated ids looked for in the first pass, if the header has exactly one column for them, and repeated names where there is
    /// no id. The column need not be a wanted field.
    pub fn watch_ids(&mut self, id: &Field, name: Option<&Field>) {
        let header = header::HeadRecord { record: self.header_record, cells: self.header.clone() };
        let header = header::Header::new(&header);
        let mapped = self.fields.iter().any(|bound| bound.field.name == id.name && bound.column.is_some());
        let column = |field: &Field| match header.find(field) {
            header::Fit::One { column, .. } => Ok(Some(column)),
            header::Fit::Several(_) => Ok(None),
            header::Fit::None => Err(()),
        };
        (self.ids, self.ids_are_names) = match (column(id), name) {
            (Err(()), Some(name)) if !mapped => (column(name).unwrap_or(None), true),
            (found, _) => (found.unwrap_or(None), false),
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
