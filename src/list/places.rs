//! Where customers of a list stand, for messages about a few of them.

use std::path::Path;

use super::text::Delimited;
use super::workbook::Workbook;
use super::{Binding, Extract, InputError, RecordKind, Source};
use crate::place::Place;

impl Source {
    /// The places of a few customers, each with a column of the list (from 0) or without. The list is read once more for it.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or is not what it was.
    pub fn places(
        &mut self,
        binding: &Binding,
        extract: &Extract,
        wanted: &[(usize, Option<usize>)],
    ) -> Result<Vec<Place>, InputError> {
        match self {
            Source::Delimited(list) => delimited_places(list, extract, wanted),
            Source::Workbook(workbook) => workbook_places(workbook, binding, wanted),
        }
    }
}

fn delimited_places(
    list: &Delimited,
    extract: &Extract,
    wanted: &[(usize, Option<usize>)],
) -> Result<Vec<Place>, InputError> {
    let mut places = unknown(list.name(), wanted);
    let mut records = list.records(extract)?;
    let mut line = 1;
    while let Some(record) = records.read()? {
        if let RecordKind::Customer(row) = record.kind {
            for (place, (_, column)) in places.iter_mut().zip(wanted).filter(|(_, (wanted, _))| *wanted == row) {
                *place = Place::Line { file: list.name().to_owned(), line, column: column.map(|column| column + 1) };
            }
        }
        let feeds = |bytes: &[u8]| bytes.iter().filter(|&&byte| byte == b'\n').count() as u64;
        line += feeds(record.bytes()) + feeds(record.line_end());
    }
    Ok(places)
}

fn workbook_places(
    workbook: &mut Workbook,
    binding: &Binding,
    wanted: &[(usize, Option<usize>)],
) -> Result<Vec<Place>, InputError> {
    let mut positions = vec![None; wanted.len()];
    workbook.records(binding, |record| {
        if let RecordKind::Customer(row) = record.kind {
            for (position, _) in positions.iter_mut().zip(wanted).filter(|(_, (wanted, _))| *wanted == row) {
                *position = Some(record.position);
            }
        }
        Ok::<(), InputError>(())
    })?;
    let mut places = unknown(workbook.name(), wanted);
    for (place, (position, (_, column))) in places.iter_mut().zip(positions.iter().zip(wanted)) {
        if let Some(position) = position {
            *place = workbook.place(*position, *column);
        }
    }
    Ok(places)
}

fn unknown(file: &Path, wanted: &[(usize, Option<usize>)]) -> Vec<Place> {
    wanted.iter().map(|_| Place::File(file.to_owned())).collect()
}
