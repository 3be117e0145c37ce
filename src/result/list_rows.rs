//! Which rows of a list are customers, and which are not.

use crate::list::NoCustomer;

/// What the records below a list's header are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListRows {
    /// How many records there are.
    pub records: u64,
    /// How many of them are customers.
    pub customers: u64,
    /// The others, by kind.
    pub others: Vec<OtherRows>,
}

/// Records of one kind that are no customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherRows {
    /// Why they are none.
    pub why: NoCustomer,
    /// How many there are.
    pub count: u64,
    /// The first few: from row to row, as an editor or a spreadsheet counts them; none where their rows are not known.
    pub rows: Vec<(u64, u64)>,
}

impl OtherRows {
    /// How many of the records are not among the rows that are named.
    pub fn unnamed(&self) -> u64 {
        let named = self.rows.iter().map(|(first, last)| last - first + 1).sum::<u64>();
        if self.rows.is_empty() { 0 } else { self.count.saturating_sub(named) }
    }
}
