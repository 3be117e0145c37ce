//! Which rows of a part are customers, and what the others are.

use super::field::{Script, cell_text};
use super::loaded_part::LoadedPart;
use super::scan::Row;
use crate::list::header::name::{bare, is_filled};
use crate::list::no_customer::{Beside, Doubt, FirstCells, Quick, RowKind, RowReader, Runs, TotalLabel, total_label};
use crate::list::{Binding, NoCustomer, NoCustomers};

/// How many rows above a total's are looked at for its group's name.
const ROWS_ABOVE: usize = 200;

/// In how many columns.
const COLUMNS_ABOVE: usize = 64;

/// Of how many rows of a part the first cells are looked at.
const FIRST_CELLS: usize = 256;

/// Tells what the rows of a list are.
#[derive(Debug)]
pub(super) struct RowSorter {
    rows: RowReader,
    quick: Quick,
    script: Script,
    /// Rows that turned out to be no customers when all of the list had been read.
    settled: NoCustomers,
}

/// What the rows of a part are. Records count from the part's first.
#[derive(Debug, Default)]
pub(super) struct SortedRows {
    /// Those that are no customers.
    pub(super) others: Vec<(usize, NoCustomer)>,
    pub(super) open: OpenRows,
}

/// What is open about some rows until the list's end.
#[derive(Debug, Default)]
pub(super) struct OpenRows {
    /// Customers that may be none.
    pub(super) doubts: Runs<Doubt>,
    /// Those with a group's name beside a total's word.
    pub(super) of_groups: Vec<u64>,
    /// Those whose group would be that of the rows above the part.
    above: Vec<(u64, String)>,
    /// The last filled cell of each column, as names compare.
    last: Vec<String>,
    pub(super) first_cells: FirstCells,
}

impl OpenRows {
    /// Adds what is open in the list's next part, which begins with this record.
    pub(super) fn append(&mut self, start: u64, later: OpenRows) {
        self.doubts.append(start, &later.doubts);
        for (record, group) in later.above {
            if self.last.contains(&group) {
                self.of_groups.push(start + record);
            }
        }
        self.of_groups.extend(later.of_groups.iter().map(|record| start + record));
        self.last.resize(self.last.len().max(later.last.len()), String::new());
        for (mine, theirs) in self.last.iter_mut().zip(later.last).filter(|(_, theirs)| !theirs.is_empty()) {
            *mine = theirs;
        }
        self.first_cells.append(later.first_cells);
    }
}

impl RowSorter {
    pub(super) fn new(binding: &Binding, script: Script) -> RowSorter {
        let quick = Quick::new(binding, script.encoding(), script.dialect().quote);
        RowSorter { rows: RowReader::new(binding), quick, script, settled: NoCustomers::default() }
    }

    /// Lets it know what came out when all of the list had been read.
    pub(super) fn settle(&mut self, settled: NoCustomers) {
        self.settled = settled;
    }

    /// What the rows of a part are; `first` is the number of the part's first record, where it is known.
    pub(super) fn sort(&self, window: &LoadedPart, first: Option<u64>) -> SortedRows {
        let mut sorted = SortedRows::default();
        for (record, row) in window.rows().enumerate() {
            let bytes = window.bytes();
            let cell = |cell: usize| if cell < row.cells() { row.range(cell) } else { row.start()..row.start() };
            if self.quick.must_look(bytes, row.cells(), row.end(), cell) {
                match self.look(window, record, &row, first, &mut sorted.open) {
                    RowKind::No(why) => sorted.others.push((record, why)),
                    RowKind::Doubt(doubt) => sorted.open.doubts.push(record as u64, 1, doubt),
                    RowKind::Group(_) | RowKind::Customer => {}
                }
            }
        }
        self.see_first_cells(window, &mut sorted);
        sorted.open.last = self.last_cells(window);
        sorted
    }

    #[cold]
    fn look(
        &self,
        window: &LoadedPart,
        record: usize,
        row: &Row<'_>,
        first: Option<u64>,
        open: &mut OpenRows,
    ) -> RowKind {
        if let Some(why) = first.and_then(|first| self.settled.get(first + record as u64)) {
            return RowKind::No(why);
        }
        let cells = (0..row.cells()).map(|cell| (cell, cell_text(row, cell, self.script))).collect::<Vec<_>>();
        let beside = match self.rows.read(&cells) {
            RowKind::Group(beside) => beside,
            told => return told,
        };
        if self.may_be_name(&beside, &cells) {
            return RowKind::Doubt(Doubt::Figures);
        }
        match self.is_group_above(window, record, row.cells(), &beside.rest) {
            Some(true) => RowKind::No(NoCustomer::Total),
            Some(false) => RowKind::Doubt(Doubt::Figures),
            None => {
                open.above.push((record as u64, beside.rest));
                RowKind::Doubt(Doubt::Figures)
            }
        }
    }

    /// Whether the label is that of a branch: `Total China` in China.
    fn may_be_name<T: AsRef<str>>(&self, beside: &Beside, cells: &[(usize, T)]) -> bool {
        let is_key = |column: &usize| self.rows.keys().contains(column);
        let is_rest = |text: &T| bare(text.as_ref()) == beside.rest;
        beside.may_be_name && cells.iter().any(|(column, text)| !is_key(column) && is_rest(text))
    }

    /// Whether some column says above a row that this is the group; nothing where the rows above the part may say so.
    fn is_group_above(&self, window: &LoadedPart, record: usize, cells: usize, group: &str) -> Option<bool> {
        let mut is_told = true;
        for column in self.columns_of_groups(cells) {
            match self.last_cell(window, record, column) {
                Some(text) if text == group => return Some(true),
                Some(_) => {}
                None => is_told &= record > ROWS_ABOVE,
            }
        }
        is_told.then_some(false)
    }

    fn columns_of_groups(&self, cells: usize) -> impl Iterator<Item = usize> {
        (0..cells.min(COLUMNS_ABOVE)).filter(|column| !self.rows.keys().contains(column))
    }

    /// The last filled cell of a column in front of a record, as names compare, totals left out.
    fn last_cell(&self, window: &LoadedPart, record: usize, column: usize) -> Option<String> {
        let above = (record.saturating_sub(ROWS_ABOVE)..record).rev();
        let cells = above.map(|record| window.row(record)).filter(|row| column < row.cells());
        let texts = cells.map(|row| cell_text(&row, column, self.script));
        let mut names = texts.filter(|text| is_filled(text) && total_label(text) == TotalLabel::None);
        names.next().map(|text| bare(&text))
    }

    fn last_cells(&self, window: &LoadedPart) -> Vec<String> {
        let Some(last) = window.len().checked_sub(1) else { return Vec::new() };
        let cells = window.row(last).cells().min(COLUMNS_ABOVE);
        let cell = |column| {
            let is_key = self.rows.keys().contains(&column);
            if is_key { String::new() } else { self.last_cell(window, window.len(), column).unwrap_or_default() }
        };
        (0..cells).map(cell).collect()
    }

    fn see_first_cells(&self, window: &LoadedPart, sorted: &mut SortedRows) {
        let SortedRows { others, open } = sorted;
        for record in 0..window.len().min(FIRST_CELLS) {
            let is_other = others.binary_search_by_key(&record, |(other, _)| *other).is_ok();
            if !is_other && !matches!(open.doubts.get(record as u64), Some(Doubt::Foot { .. })) {
                open.first_cells.see(&cell_text(&window.row(record), 0, self.script));
            }
        }
    }
}
