//! An XLS sheet without the rows and columns that have no cells.
//!
//! calamine keeps a sheet as the whole rectangle around its cells. One stray cell in the last corner of a list makes that a
//! thousand times as large; but almost all of it is rows and columns without cells. So those that have any are numbered anew before
//! calamine gets the sheet, and get their own numbers back when its rows are read.

use super::xls_records::NUMBERS;

/// The rows and columns of a sheet that have cells.
#[derive(Debug, Default)]
pub struct Used {
    rows: Vec<bool>,
    columns: Vec<bool>,
}

impl Used {
    /// Notes cells of a row, from one column to another.
    pub fn add(&mut self, row: u16, left: u16, right: u16) {
        mark(&mut self.rows, row, row);
        mark(&mut self.columns, left, right);
    }
}

fn mark(used: &mut Vec<bool>, first: u16, last: u16) {
    let (first, last) = (usize::from(first), usize::from(last));
    if used.len() <= last {
        used.resize(last + 1, false);
    }
    used[first..=last].fill(true);
}

/// What the rows and columns that are left were in the sheet.
#[derive(Debug, Default)]
pub struct Dense {
    rows: Renumbering,
    columns: Renumbering,
}

/// Numbers in order, and the place of each among them.
#[derive(Debug, Default)]
struct Renumbering {
    numbers: Vec<u16>,
    places: Vec<u16>,
}

impl Renumbering {
    fn of(used: &[bool]) -> Renumbering {
        let numbers = (0..=u16::MAX).zip(used).filter(|(_, used)| **used).map(|(number, _)| number).collect::<Vec<_>>();
        let mut places = vec![0; used.len()];
        for (place, number) in (0..=u16::MAX).zip(&numbers) {
            places[usize::from(*number)] = place;
        }
        Renumbering { numbers, places }
    }

    fn place(&self, number: u16) -> u16 {
        self.places.get(usize::from(number)).copied().unwrap_or(number)
    }

    fn number(&self, place: u32) -> u32 {
        self.numbers.get(place as usize).map_or(place, |number| u32::from(*number))
    }
}

impl Dense {
    /// The rows and columns that are used, numbered from 0.
    pub fn of(used: &Used) -> Dense {
        Dense { rows: Renumbering::of(&used.rows), columns: Renumbering::of(&used.columns) }
    }

    /// How many places the rectangle around the cells has that is left.
    pub fn places(&self) -> u64 {
        self.rows.numbers.len() as u64 * self.columns.numbers.len() as u64
    }

    /// The row that is now in this one's place.
    pub fn row(&self, place: u32) -> u32 {
        self.rows.number(place)
    }

    /// The column that is now in this one's place.
    pub fn column(&self, place: u32) -> u32 {
        self.columns.number(place)
    }

    /// Numbers a record of cells anew. Its columns stay side by side: all of them are used.
    pub fn renumber(&self, kind: u16, content: &mut [u8]) {
        let Some(&[low, high, first_low, first_high]) = content.get(..4) else { return };
        let row = self.rows.place(u16::from_le_bytes([low, high]));
        let first = u16::from_le_bytes([first_low, first_high]);
        let place = self.columns.place(first);
        content[..2].copy_from_slice(&row.to_le_bytes());
        content[2..4].copy_from_slice(&place.to_le_bytes());
        if kind == NUMBERS && content.len() >= 6 {
            let end = content.len() - 2;
            let last = u16::from_le_bytes([content[end], content[end + 1]]);
            let last = place.wrapping_add(last.wrapping_sub(first));
            content[end..].copy_from_slice(&last.to_le_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_columns_without_cells_are_taken_out_and_told() {
        let mut used = Used::default();
        used.add(0, 1, 2);
        used.add(65_535, 255, 255);
        used.add(7, 1, 1);
        let dense = Dense::of(&used);
        assert_eq!(dense.places(), 9);
        assert_eq!([0, 1, 2, 3].map(|place| dense.row(place)), [0, 7, 65_535, 3]);
        assert_eq!([0, 1, 2].map(|place| dense.column(place)), [1, 2, 255]);
        let mut number = [7, 0, 255, 0, 9];
        dense.renumber(0x0203, &mut number);
        assert_eq!(number, [1, 0, 2, 0, 9]);
        let mut numbers = [0, 0, 1, 0, 9, 9, 2, 0];
        dense.renumber(NUMBERS, &mut numbers);
        assert_eq!(numbers, [0, 0, 0, 0, 9, 9, 1, 0]);
        dense.renumber(0x0203, &mut [7]);
    }
}
