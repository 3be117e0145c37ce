//! Where customers of a list stand, for messages about a few of them.

use super::{Binding, Extract, InputError, Source};
use crate::place::Place;

impl Source {
    /// The row of a record below the header, as an editor or a spreadsheet counts it; nothing where that is not known.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or is not what it was.
    pub fn row_of_record(&self, extract: &Extract, record: u64) -> Result<Option<u64>, InputError> {
        let place = match self {
            Source::Delimited(list) => list.place_of_record(extract, record, None)?,
            Source::Workbook(workbook) => workbook.place_of_record(record, None)?,
        };
        Ok(match place {
            Place::Line { line, .. } => Some(line),
            Place::Cell { row, .. } => Some(row),
            _ => None,
        })
    }

    /// The places of a few customers, each with a column of the list (from 0) or without. Of a text only the parts that hold
    /// them are read again, of a workbook nothing.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or is not what it was.
    pub fn places(
        &self,
        binding: &Binding,
        extract: &Extract,
        wanted: &[(usize, Option<usize>)],
    ) -> Result<Vec<Place>, InputError> {
        let record = |customer| extract.no_customers.record_of_customer(binding.first_record(), customer);
        let place = |&(customer, column): &(usize, Option<usize>)| match self {
            Source::Delimited(list) => list.place_of_record(extract, record(customer), column),
            Source::Workbook(workbook) => workbook.place_of_record(record(customer), column),
        };
        wanted.iter().map(place).collect()
    }
}
