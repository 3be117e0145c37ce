//! Where a position of the list is, as an editor counts lines.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::Delimited;
use super::bytes::Bytes;
use super::dialect::Returns;
use super::first_pass::Part;
use super::loaded_part::LoadedPart;
use crate::list::{Extract, InputError};
use crate::place::Place;

/// Finds the lines of positions. Lines are counted only when they are asked for, on from the nearest place that is known.
#[derive(Debug)]
pub(super) struct Places<'a> {
    bytes: &'a Bytes,
    returns: Returns,
    /// The parts that the first pass found; none before it is over.
    parts: &'a [Part],
    /// Lines, from 1, by position.
    known: RefCell<BTreeMap<u64, u64>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(bytes: &'a Bytes, returns: Returns, parts: &'a [Part]) -> Places<'a> {
        Places { bytes, returns, parts, known: RefCell::new(BTreeMap::from([(0, 1)])) }
    }

    /// The place of a position: its line, or the whole file where the lines can no longer be counted.
    pub(super) fn of(&self, position: u64) -> Place {
        let file = self.bytes.name().to_owned();
        match self.line(position) {
            Some(line) => Place::Line { file, line, column: None },
            None => Place::File(file),
        }
    }

    fn line(&self, position: u64) -> Option<u64> {
        let mut known = self.known.borrow_mut();
        let (&known_at, &known_line) = known.range(..=position).next_back()?;
        let (mut at, mut line) = (known_at, known_line);
        // The list's last record may lack its line end.
        let are_counted = |part: &&Part| part.has_only_one_line_records && part.end < self.bytes.len();
        let parts = self.parts.iter().filter(are_counted);
        for part in parts.filter(|part| known_at <= part.start && part.end <= position) {
            line += self.bytes.line_ends(at, part.start, self.returns).ok()? + part.records;
            at = part.end;
        }
        line += self.bytes.line_ends(at, position, self.returns).ok()?;
        known.insert(position, line);
        Some(line)
    }
}

impl Delimited {
    /// The place of a record below the header, with a column from 0 or without. Only the part that holds it is read again, and parts with
    /// records of several lines, whose lines nobody counted.
    ///
    /// # Errors
    /// When the list cannot be read, or is not what it was in the first pass.
    pub fn place_of_record(&self, extract: &Extract, record: u64, column: Option<usize>) -> Result<Place, InputError> {
        self.check_pass(extract)?;
        let behind = self.pass.parts.partition_point(|part| part.first_record <= record);
        let Some(part) = self.pass.parts[..behind].last().filter(|part| record < part.first_record + part.records)
        else {
            return Ok(Place::File(self.name().to_owned()));
        };
        let mut window = LoadedPart::default();
        self.load_again(&mut window, part).map_err(|trouble| self.explain(trouble))?;
        let row = window.row((record - part.first_record) as usize);
        let place = self.places().of(window.position(row.start()));
        Ok(column.map_or(place.clone(), |column| in_column(place, column)))
    }
}

/// The same place with the number of the cell in its record, from 0.
pub(super) fn in_column(place: Place, cell: usize) -> Place {
    match place {
        Place::Line { file, line, .. } => Place::Line { file, line, column: Some(cell + 1) },
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_the_nearest_known_place() {
        let bytes = Bytes::in_memory(b"id,note\nK1,\"two\nlines\"\r\nK2,x\n");
        let places = Places::new(&bytes, Returns::Refused, &[]);
        let line = |position| places.of(position).to_string();
        assert_eq!(line(24), "list.csv:4");
        assert_eq!([line(0), line(7), line(8), line(16)], ["list.csv:1", "list.csv:1", "list.csv:2", "list.csv:3"]);
        assert_eq!(in_column(places.of(8), 1).to_string(), "list.csv:2:2");
        assert_eq!(line(1000), "list.csv");
    }
}
