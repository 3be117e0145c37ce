//! Which column of the list each wanted field is.

use super::header::unit::Unit;
use super::header::{self, name};
use super::value::Currency;
use super::{CurrencyChoice, MissingWords, ReadAs};
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
    /// The columns that say who a customer is; none before [`Binding::find_keys`].
    pub keys: Keys,
    /// What is done with several currencies.
    pub currencies: CurrencyChoice,
    /// What else is read as an empty cell.
    pub missing: MissingWords,
}

/// The columns that say who a customer is, where the header has exactly one for each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keys {
    /// The column of ids.
    pub id: Option<usize>,
    /// The column of names.
    pub name: Option<usize>,
}

impl Keys {
    /// The columns that there are.
    pub fn columns(self) -> impl Iterator<Item = usize> {
        self.id.into_iter().chain(self.name.filter(|name| Some(*name) != self.id))
    }
}

impl Binding {
    /// A header of which no field is bound yet.
    pub fn of_header(header_record: u64, header: Vec<String>) -> Binding {
        Binding {
            header_record,
            has_header: true,
            header,
            fields: Vec::new(),
            ids: None,
            ids_are_names: false,
            keys: Keys::default(),
            currencies: CurrencyChoice::None,
            missing: MissingWords::default(),
        }
    }

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
        let mapped = self.fields.iter().any(|bound| bound.field.name == id.name && bound.column.is_some());
        (self.ids, self.ids_are_names) = match (self.column_of(id), name) {
            (Err(()), Some(name)) if !mapped => (self.column_of(name).unwrap_or(None), true),
            (found, _) => (found.unwrap_or(None), false),
        };
    }

    /// Finds the columns of ids and names, by which rows are told that are no customers. They need not be wanted fields.
    pub fn find_keys(&mut self, id: Option<&Field>, name: Option<&Field>) {
        let column = |field: &Field| {
            let bound = self.fields.iter().find(|bound| bound.field.name == field.name);
            bound.and_then(|bound| bound.column).or_else(|| self.column_of(field).unwrap_or(None))
        };
        self.keys = Keys { id: id.and_then(column), name: name.and_then(column) };
    }

    /// The column that the header has for a field: nothing where several fit, an error where none does.
    fn column_of(&self, field: &Field) -> Result<Option<usize>, ()> {
        let header = header::HeadRecord { record: self.header_record, cells: self.header.clone() };
        match header::Header::new(&header).find(field) {
            header::Fit::One { column, .. } => Ok(Some(column)),
            header::Fit::Several(_) => Ok(None),
            header::Fit::None => Err(()),
        }
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
