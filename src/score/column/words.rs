//! Columns of words: each distinct text is kept once, and the cells hold its number.

use super::Cell;
use crate::folding::Dictionary;

/// A column of texts, or of the words of a choice field.
#[derive(Debug, Clone, Default)]
pub struct Texts {
    dictionary: Dictionary,
    cells: Vec<u32>,
}

impl Texts {
    /// Marks a missing cell among numbers of texts.
    pub const MISSING: u32 = u32::MAX;
    /// Marks a bad cell among numbers of texts; it is less than the mark of a missing one and greater than any text.
    pub const BAD: u32 = u32::MAX - 1;

    /// All cells as numbers into the dictionary, with [`Texts::MISSING`] and [`Texts::BAD`] among them.
    pub fn numbers(&self) -> &[u32] {
        &self.cells
    }

    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The distinct texts.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The cell of a customer, as a number into the dictionary.
    pub fn get(&self, row: usize) -> Cell<u32> {
        match self.cells[row] {
            Self::MISSING => Cell::Missing,
            Self::BAD => Cell::Bad,
            number => Cell::Value(number),
        }
    }

    /// The text of a customer's cell.
    pub fn text(&self, row: usize) -> Cell<&str> {
        self.get(row).map(|number| self.dictionary.text(number))
    }

    /// Adds a cell at the end.
    pub fn push(&mut self, cell: Cell<&str>) {
        let number = match cell {
            Cell::Value(text) => self.dictionary.intern(text),
            Cell::Missing => Self::MISSING,
            Cell::Bad => Self::BAD,
        };
        self.cells.push(number);
    }

    /// Adds the cells of a further part of the list.
    pub fn append(&mut self, other: Texts) {
        let numbers = other.dictionary.texts().map(|text| self.dictionary.intern(text)).collect::<Vec<_>>();
        let renumber = |cell: u32| numbers.get(cell as usize).copied().unwrap_or(cell);
        self.cells.extend(other.cells.into_iter().map(renumber));
    }
}

/// A column of tag sets: the observations noted for each customer.
#[derive(Debug, Clone, Default)]
pub struct Tags {
    dictionary: Dictionary,
    /// The tags of all customers behind one another.
    tags: Vec<u32>,
    /// Where each customer's tags end in `tags`; the top bits mark missing and bad cells.
    ends: Vec<u64>,
}

impl Tags {
    const MISSING: u64 = 1 << 63;
    const BAD: u64 = 1 << 62;
    const MARKS: u64 = Self::MISSING | Self::BAD;

    /// How many customers the column holds.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the column holds no customer.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The distinct tags.
    pub fn dictionary(&self) -> &Dictionary {
        &self.dictionary
    }

    /// The tags of a customer, as numbers into the dictionary. Any text is a tag: only an error of a workbook is bad.
    pub fn get(&self, row: usize) -> Cell<&[u32]> {
        let end = self.ends[row];
        if end & Self::MISSING != 0 {
            return Cell::Missing;
        }
        if end & Self::BAD != 0 {
            return Cell::Bad;
        }
        let start = if row == 0 { 0 } else { self.ends[row - 1] & !Self::MARKS };
        Cell::Value(&self.tags[start as usize..end as usize])
    }

    /// Adds a cell at the end: the tags without their separators.
    pub fn push<'a>(&mut self, cell: Cell<impl IntoIterator<Item = &'a str>>) {
        let mark = match cell {
            Cell::Value(tags) => {
                let numbers =
                    tags.into_iter().filter(|tag| !tag.trim().is_empty()).map(|tag| self.dictionary.intern(tag));
                self.tags.extend(numbers);
                0
            }
            Cell::Missing => Self::MISSING,
            Cell::Bad => Self::BAD,
        };
        self.ends.push(self.tags.len() as u64 | mark);
    }

    /// Adds the cells of a further part of the list.
    pub fn append(&mut self, other: Tags) {
        let numbers = other.dictionary.texts().map(|tag| self.dictionary.intern(tag)).collect::<Vec<_>>();
        let offset = self.tags.len() as u64;
        self.tags.extend(other.tags.into_iter().map(|tag| numbers[tag as usize]));
        self.ends.extend(other.ends.into_iter().map(|end| end + offset));
    }
}
