//! Where a position of the list is, as an editor counts lines.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::bytes::Bytes;
use super::dialect::Returns;
use crate::place::Place;

/// Finds the lines of positions. Lines are counted only when they are asked for, on from the nearest place that is known.
#[derive(Debug)]
pub(super) struct Places<'a> {
    bytes: &'a Bytes,
    returns: Returns,
    /// Lines, from 1, by position.
    known: RefCell<BTreeMap<u64, u64>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(bytes: &'a Bytes, returns: Returns) -> Places<'a> {
        Places { bytes, returns, known: RefCell::new(BTreeMap::from([(0, 1)])) }
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
        let (&from, &line) = known.range(..=position).next_back()?;
        let line = line + self.bytes.line_ends(from, position, self.returns).ok()?;
        known.insert(position, line);
        Some(line)
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
        let places = Places::new(&bytes, Returns::Refused);
        let line = |position| places.of(position).to_string();
        assert_eq!(line(24), "list.csv:4");
        assert_eq!([line(0), line(7), line(8), line(16)], ["list.csv:1", "list.csv:1", "list.csv:2", "list.csv:3"]);
        assert_eq!(in_column(places.of(8), 1).to_string(), "list.csv:2:2");
        assert_eq!(line(1000), "list.csv");
    }
}
