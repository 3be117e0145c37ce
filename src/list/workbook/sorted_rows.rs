//! What the rows of a sheet are, by their cells and by the rows above.

use super::cell::{Formats, SheetCell, SheetValue};
use crate::list::header::name::{bare, visible};
use crate::list::no_customer::{Beside, Doubt, Quick, RowKind, RowReader, TotalLabel, total_label};
use crate::list::{Binding, NoCustomer};

/// In how many columns a group's name is looked for.
const COLUMNS_ABOVE: usize = 64;

/// Tells what the rows of a list are.
pub(super) struct RowSorter {
    header: Vec<String>,
    rows: RowReader,
    quick: Quick,
    /// The last text of each column, totals left out.
    above: Vec<String>,
}

impl RowSorter {
    pub(super) fn new(binding: &Binding) -> RowSorter {
        let quick = Quick::new(binding, encoding_rs::UTF_8, 0);
        RowSorter { header: binding.header.clone(), rows: RowReader::new(binding), quick, above: Vec::new() }
    }

    /// What a row below the header is.
    pub(super) fn sort(&mut self, cells: &[SheetCell<'_>], formats: &Formats) -> RowKind {
        let kind = if self.must_look(cells) { self.look(cells, formats) } else { RowKind::Customer };
        if matches!(kind, RowKind::Customer | RowKind::Doubt(Doubt::NoName)) {
            self.remember(cells);
        }
        kind
    }

    /// Whether a row is the header again.
    pub(super) fn is_header(&self, cells: &[SheetCell<'_>], formats: &Formats) -> bool {
        self.read(cells, formats) == RowKind::No(NoCustomer::Header)
    }

    /// Whether a row may be no customer.
    fn must_look(&self, cells: &[SheetCell<'_>]) -> bool {
        let [first, _, ..] = cells else { return true };
        if let SheetValue::Text(text) = &first.value
            && self.header.get(first.column as usize).is_some_and(|name| visible(name) == visible(text))
        {
            return true;
        }
        let may_tell = |cell: &SheetCell<'_>| match &cell.value {
            SheetValue::Text(text) => self.quick.may_tell(text),
            SheetValue::Error(_) => true,
            _ => false,
        };
        let keys = self.rows.keys();
        if keys.is_empty() {
            return may_tell(first) || self.header.get(first.column as usize).is_some_and(|name| is_number(name));
        }
        let mut known = cells.iter().filter(|cell| keys.contains(&(cell.column as usize))).peekable();
        known.peek().is_none() || known.any(may_tell)
    }

    fn read(&self, cells: &[SheetCell<'_>], formats: &Formats) -> RowKind {
        let cells = cells.iter().map(|cell| (cell.column as usize, formats.text(cell))).collect::<Vec<_>>();
        self.rows.read(&cells)
    }

    fn look(&self, cells: &[SheetCell<'_>], formats: &Formats) -> RowKind {
        match self.read(cells, formats) {
            RowKind::Group(beside) if self.is_group_above(&beside, cells) => RowKind::No(NoCustomer::Total),
            RowKind::Group(_) => RowKind::Doubt(Doubt::Figures),
            kind => kind,
        }
    }

    /// Whether a column says above that this is the group. Where the row says so itself, it may be a branch: `Total China` in China.
    fn is_group_above(&self, beside: &Beside, cells: &[SheetCell<'_>]) -> bool {
        let keys = self.rows.keys();
        let is_own = |cell: &SheetCell<'_>| {
            let is_key = keys.contains(&(cell.column as usize));
            !is_key && matches!(&cell.value, SheetValue::Text(text) if bare(text) == beside.rest)
        };
        let is_above = || self.above.iter().any(|text| bare(text) == beside.rest);
        !(beside.may_be_name && cells.iter().any(is_own)) && is_above()
    }

    /// Remembers a customer's texts.
    fn remember(&mut self, cells: &[SheetCell<'_>]) {
        for cell in cells.iter().take_while(|cell| (cell.column as usize) < COLUMNS_ABOVE) {
            let column = cell.column as usize;
            let SheetValue::Text(text) = &cell.value else { continue };
            if self.rows.keys().contains(&column) || text.len() > COLUMNS_ABOVE || total_label(text) != TotalLabel::None
            {
                continue;
            }
            if self.above.len() <= column {
                self.above.resize(column + 1, String::new());
            }
            if self.above[column] != **text {
                self.above[column].clear();
                self.above[column].push_str(text);
            }
        }
    }
}

/// Whether a header is a number, which a row's first cell could repeat.
fn is_number(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit())
}
