//! What a sheet does not show: it is read like the rest, and told. And what stands behind its values: formulas.

/// How many hidden rows are named.
const NAMED: usize = 5;

/// How many cells with formulas but without results are kept.
const MOST_UNSTORED: usize = 100_000;

/// How many runs of hidden columns are kept; a sheet can have one for every second column.
const MOST_RUNS: usize = 16_384;

/// The hidden rows and columns of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hidden {
    /// How many hidden rows there are with cells in them.
    pub rows: u64,
    /// The first of them, from 1.
    pub first_rows: Vec<u64>,
    /// The first and the last column of each run, from 1.
    columns: Vec<(u64, u64)>,
    /// How many cells have a formula.
    pub formulas: u64,
    /// The cells, by column and row from 1, that have a formula whose result is not stored.
    unstored: Vec<(u32, u32)>,
}

impl Hidden {
    /// Notes a hidden row with cells, from 1.
    pub fn add_row(&mut self, row: u64) {
        self.rows += 1;
        if self.first_rows.len() < NAMED {
            self.first_rows.push(row);
        }
    }

    /// Notes hidden columns, from 1.
    pub fn add_columns(&mut self, first: u64, last: u64) {
        if self.columns.len() < MOST_RUNS {
            self.columns.push((first, last));
        }
    }

    /// Notes a formula whose result is not stored; column and row from 1.
    pub fn add_unstored(&mut self, column: usize, row: u64) {
        if let (true, Ok(column), Ok(row)) =
            (self.unstored.len() < MOST_UNSTORED, u32::try_from(column), u32::try_from(row))
        {
            self.unstored.push((column, row));
        }
    }

    /// The rows, from 1, that have such a formula in a column (from 1).
    pub fn unstored_in(&self, column: usize) -> impl Iterator<Item = u32> {
        self.unstored.iter().filter(move |(at, _)| *at as usize == column).map(|(_, row)| *row)
    }

    /// The hidden ones among the first `width` columns, from 1.
    pub fn columns_within(&self, width: usize) -> Vec<usize> {
        let is_hidden = |column: &usize| {
            let column = *column as u64;
            self.columns.iter().any(|&(first, last)| first <= column && column <= last)
        };
        (1..=width).filter(is_hidden).collect()
    }
}
