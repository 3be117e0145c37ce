//! Cells merged downwards: where they are, and the value that they have in every row.

use super::cell::{SheetCell, SheetValue};

/// The most merged cells of a sheet that are kept; no list has as many.
const MOST: usize = 1 << 20;

/// Cells of one column, in neighbouring rows, that are one cell. Rows and columns count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Merge {
    /// The row that has the value.
    pub first: u32,
    /// The last row.
    pub last: u32,
    /// The (leftmost) column.
    pub column: u32,
}

/// Adds a range of merged cells if it goes over several rows.
pub fn add(merges: &mut Vec<Merge>, rows: (u32, u32), column: u32) {
    if rows.0 < rows.1 && merges.len() < MOST {
        merges.push(Merge { first: rows.0, last: rows.1, column });
    }
}

/// The merge of a range such as `A2:A5`, as XLSX writes it.
pub fn add_range(merges: &mut Vec<Merge>, range: &[u8]) {
    let corner = |text: &str| {
        let at = text.find(|letter: char| letter.is_ascii_digit())?;
        let letter = |column: u32, letter: u8| column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1);
        let is_column = !text[..at].is_empty() && text[..at].bytes().all(|letter| letter.is_ascii_uppercase());
        let column = text[..at].bytes().filter(|_| is_column).try_fold(0, letter)?;
        Some((text[at..].parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
    };
    let text = std::str::from_utf8(range).unwrap_or_default();
    let corners = text.split_once(':').and_then(|(one, two)| Some((corner(one)?, corner(two)?)));
    if let Some((one, two)) = corners {
        add(merges, (one.0.min(two.0), one.0.max(two.0)), one.1.min(two.1));
    }
}

/// The merged cells of one column of the list, gone through from the top; positions are those of records.
#[derive(Debug, Clone, Default)]
pub struct MergedColumn {
    /// The first and the last position of each, in order.
    spans: Vec<(u64, u64)>,
    /// The one that comes next or is gone through.
    at: usize,
    /// The value of the one that is gone through.
    held: Option<SheetCell<'static>>,
    /// How many customers' cells are covered by a value further up.
    pub covered: u64,
}

impl MergedColumn {
    /// Those with these positions.
    pub fn new(mut spans: Vec<(u64, u64)>) -> MergedColumn {
        spans.sort_unstable();
        MergedColumn { spans, ..MergedColumn::default() }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Begins again at the top.
    pub fn restart(&mut self) {
        (self.at, self.held, self.covered) = (0, None, 0);
    }

    /// The value that an empty cell has from further up. To be asked for every record, with its cell and whether it is a customer.
    pub fn value(&mut self, position: u64, cell: Option<&SheetCell<'_>>, counts: bool) -> Option<&SheetCell<'static>> {
        while self.spans.get(self.at).is_some_and(|(_, last)| *last < position) {
            self.at += 1;
            self.held = None;
        }
        let &(first, _) = self.spans.get(self.at)?;
        if first == position {
            self.held = cell.map(kept);
        }
        let above = self.held.as_ref().filter(|_| first < position && cell.is_none());
        self.covered += u64::from(counts && above.is_some());
        above
    }
}

fn kept(cell: &SheetCell<'_>) -> SheetCell<'static> {
    let value = match &cell.value {
        SheetValue::Text(text) => SheetValue::Text(text.clone().into_owned().into()),
        SheetValue::Number(value) => SheetValue::Number(*value),
        SheetValue::Date(serial) => SheetValue::Date(*serial),
        SheetValue::Duration(days) => SheetValue::Duration(*days),
        SheetValue::Flag(flag) => SheetValue::Flag(*flag),
        SheetValue::Error(error) => SheetValue::Error(error.clone()),
    };
    SheetCell { column: cell.column, format: cell.format, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_over_several_rows_are_noted() {
        let mut merges = Vec::new();
        for range in ["A2:A3", "AB10:AD12", "A1:F1", "B5:A4", "A0:A2", "A2", "A:A", "1:2", "a1:a2", "ZZZZZZZZ1:A2"] {
            add_range(&mut merges, range.as_bytes());
        }
        let merge = |first, last, column| Merge { first, last, column };
        assert_eq!(merges, [merge(1, 2, 0), merge(9, 11, 27), merge(3, 4, 0)]);
    }

    #[test]
    fn the_rows_of_a_merged_cell_have_its_value_unless_they_have_their_own() {
        let text = |text: &'static str| SheetCell { column: 0, format: 0, value: SheetValue::Text(text.into()) };
        let mut column = MergedColumn::new(vec![(7, 8), (2, 4)]);
        let cells = [None, None, Some(text("East")), None, Some(text("own")), None, None, None, None];
        let found = (0..).zip(&cells).map(|(position, cell)| column.value(position, cell.as_ref(), true).is_some());
        assert_eq!(found.collect::<Vec<_>>(), [false, false, false, true, false, false, false, false, false]);
        assert_eq!(column.covered, 1);
    }
}
