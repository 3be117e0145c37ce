//! Text columns: every distinct text is kept once, cells are numbers into the dictionary.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::score::column::Cell;

/// Texts compare ignoring case, width (full-width letters) and outer blanks: this is the form that is compared.
pub fn folded(text: &str) -> String {
    folded_cow(text).into_owned()
}

/// The same, without a copy where the text is so already.
fn folded_cow(text: &str) -> Cow<'_, str> {
    use unicode_normalization::UnicodeNormalization;
    let text = text.trim();
    // Most Chinese and most small letters: neither case nor width can change them.
    if text.chars().all(|c| matches!(c, ' '..='@' | '['..='~' | '\u{4E00}'..='\u{9FFF}')) {
        return Cow::Borrowed(text);
    }
    if text.is_ascii() {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Owned(text.nfkc().flat_map(char::to_lowercase).collect::<String>().trim().to_owned())
}

/// Distinct texts, each with a number. Two texts that differ in case, width or outer blanks are one.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// As written in the list; of several spellings the first in byte order, so that row order does not matter.
    written: Vec<String>,
    by_folded: HashMap<String, u32>,
}

impl Dictionary {
    /// The number of a text, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let key = folded_cow(text);
        let written = text.trim();
        if let Some(&number) = self.by_folded.get(&*key) {
            let kept = &mut self.written[number as usize];
            if written < kept.as_str() {
                written.clone_into(kept);
            }
            return number;
        }
        let number = u32::try_from(self.written.len()).expect("fewer than 2^32 distinct texts fit in memory");
        self.written.push(written.to_owned());
        self.by_folded.insert(key.into_owned(), number);
        number
    }

    /// The number of a text, if the list has it.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.find_folded(&folded_cow(text))
    }

    /// The number of a text that is given in the form that is compared, if the list has it.
    pub fn find_folded(&self, key: &str) -> Option<u32> {
        self.by_folded.get(key).copied()
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        &self.written[number as usize]
    }

    /// How many distinct texts there are.
    pub fn len(&self) -> usize {
        self.written.len()
    }

    /// Whether there is no text yet.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty()
    }
}

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
        let numbers = other.dictionary.written.iter().map(|text| self.dictionary.intern(text)).collect::<Vec<_>>();
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
        let numbers = other.dictionary.written.iter().map(|tag| self.dictionary.intern(tag)).collect::<Vec<_>>();
        let offset = self.tags.len() as u64;
        self.tags.extend(other.tags.into_iter().map(|tag| numbers[tag as usize]));
        self.ends.extend(other.ends.into_iter().map(|end| end + offset));
    }
}
