//! Which cells of a part do not stand in their columns. A cell among them that is read counts as bad.

use super::misplaced::Learner;
use crate::list::text::scan::Row;

/// What is wrong with the cells of a record.
#[derive(Debug)]
pub(in crate::list::text) struct Misplaced {
    /// The first column whose cell does not stand in it; nothing where just empty cells are too many.
    pub(in crate::list::text) from: Option<usize>,
    /// How many cells the record has where the list goes out.
    pub(in crate::list::text) cells: usize,
}

impl Misplaced {
    /// That of a record, if there is any. Almost always it has as many cells as the others. `to_show` says that the cells are put right.
    #[inline]
    pub(in crate::list::text) fn of(row: &Row<'_>, learner: Option<&Learner>, to_show: bool) -> Option<Misplaced> {
        // A record with as many cells as it should have is taken at its word where something is made of it.
        let learner = learner.filter(|learner| to_show || row.cells() != learner.width())?;
        let aligned = learner.aligned(row)?;
        let from = learner.aligner().slipped_from(row, &aligned);
        let cells = if to_show { learner.width() } else { row.cells() };
        (to_show || from.is_some()).then_some(Misplaced { from, cells })
    }
}

/// The records of a part with cells that do not stand in their columns, in order, each with the first such column.
#[derive(Debug, Default)]
pub(in crate::list::text) struct MisplacedInPart(Vec<(usize, usize)>);

impl MisplacedInPart {
    /// Adds a record behind the others.
    pub(in crate::list::text) fn push(&mut self, record: usize, from: usize) {
        self.0.push((record, from));
    }

    /// Whether there are none.
    pub(in crate::list::text) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the record's cell does not stand in its column.
    #[inline]
    pub(in crate::list::text) fn has(&self, record: usize, column: usize) -> bool {
        !self.is_empty()
            && self.0.binary_search_by_key(&record, |(record, _)| *record).is_ok_and(|at| self.0[at].1 <= column)
    }
}

#[cfg(test)]
mod tests {
    use super::MisplacedInPart;

    #[test]
    fn cells_behind_the_first_that_slipped_are_not_believed() {
        let mut slipped = MisplacedInPart::default();
        assert!(!slipped.has(0, 0));
        slipped.push(3, 2);
        slipped.push(9, 0);
        let found = [(3, 1), (3, 2), (3, 7), (9, 0), (4, 7)].map(|(record, column)| slipped.has(record, column));
        assert_eq!(found, [false, true, true, true, false]);
    }
}
