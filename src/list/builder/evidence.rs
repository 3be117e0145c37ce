//! What was seen in a column, and where first.

use super::CellPosition;
use crate::list::SeenCells;
use crate::list::header::name::shortened;

/// A cell that was seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// Its record, counted from 0 over the whole list.
    pub record: u64,
    /// Its byte offset or sheet row, as the caller gave it.
    pub position: u64,
    /// What it says; a long text is cut.
    pub text: String,
}

impl Example {
    fn new(spot: CellPosition, text: &(impl ToString + ?Sized)) -> Example {
        let text = shortened(&text.to_string()).into_owned();
        Example { record: spot.record, position: spot.position, text }
    }
}

/// Cells of a sort: how many, and the first few in the list's order.
#[derive(Debug, Clone, Default)]
pub(super) struct Examples {
    pub count: u64,
    pub first: Vec<Example>,
}

impl Examples {
    const KEPT: usize = 5;

    pub fn see(&mut self, spot: CellPosition, text: &str) {
        self.count += 1;
        if self.first.len() < Self::KEPT {
            self.first.push(Example::new(spot, text));
        }
    }

    pub fn append(&mut self, other: Examples) {
        self.count += other.count;
        let room = Self::KEPT - self.first.len();
        self.first.extend(other.first.into_iter().take(room));
    }
}

/// Cells that speak for a way of reading: how many, and the first.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    pub count: u64,
    pub first: Option<Example>,
}

impl Evidence {
    #[inline]
    pub fn see(&mut self, spot: CellPosition, text: &(impl ToString + ?Sized)) {
        self.count += 1;
        if self.first.is_none() {
            self.first = Some(Example::new(spot, text));
        }
    }

    pub fn append(&mut self, other: Evidence) {
        self.count += other.count;
        self.first = self.first.take().or(other.first);
    }

    /// The cells as a fact about the column tells of them.
    pub fn seen(&self) -> SeenCells {
        let first = self.first.as_ref().map_or_else(String::new, |example| example.text.clone());
        SeenCells { count: self.count, first }
    }
}
