//! The added columns, ready to be put behind records: every label is written out once, not once a customer.

use std::borrow::Cow;

use encoding_rs::UTF_8;

use super::dialect::{Blanks, Quoting};
use super::encoding::spell;
use super::field::{Script, cell_text};
use super::scan::Row;
use crate::copy::{Added, AddedCell, AddedValues, CodesOf, formula};
use crate::score::Code;

/// The columns that are added, and where.
pub(super) struct Labels<'a> {
    script: Script,
    /// Whether what a spreadsheet would take for a formula gets an apostrophe.
    escape_formulas: bool,
    delimiter: u8,
    /// The widest record's number of cells: shorter ones are filled up.
    width: usize,
    columns: Vec<Column<'a>>,
    /// The added columns at the records' end.
    appended: Vec<usize>,
    /// For each column of the list, the added one that stands in its place; empty where none does.
    replaced: Vec<Option<usize>>,
    /// What stands behind a record, by the labels that its customer has: every combination is put together once.
    endings: Option<Endings>,
}

/// All combinations of the labels at the records' end, delimiters included.
#[derive(Debug)]
struct Endings {
    texts: Vec<Ending>,
    /// For each appended column how many labels it has, the word for none among them.
    counts: Vec<usize>,
}

/// So many combinations are kept at most: fewer than a `u16` counts.
const MOST_ENDINGS: usize = 4096;

impl Endings {
    /// The combinations; nothing where there are too many, or a column has values of the customers' own.
    fn of(labels: &Labels<'_>) -> Option<Endings> {
        let (mut texts, mut counts) = (vec![Vec::new()], Vec::new());
        for &column in &labels.appended {
            let Values::Labels { texts: labels_alone, unclassified, .. } = &labels.columns[column].values else {
                return None;
            };
            let count = labels_alone.len() + 1;
            if texts.len() * count > MOST_ENDINGS {
                return None;
            }
            counts.push(count);
            let choices = labels_alone.iter().chain([unclassified]);
            let delimiter = [labels.delimiter];
            let longer = texts.iter().flat_map(|begun: &Vec<u8>| {
                choices.clone().map(move |text| [begun.as_slice(), &delimiter, text].concat())
            });
            texts = longer.collect();
        }
        Some(Endings { texts: texts.into_iter().map(Ending::of).collect(), counts })
    }

    /// For each customer of a stretch which combination stands behind its record; `chosen` has zeros.
    fn choose(&self, appended: &[usize], codes: &[Vec<Code>], chosen: &mut [u16]) {
        for (&column, &count) in appended.iter().zip(&self.counts) {
            let count = count as u16;
            for (ending, code) in chosen.iter_mut().zip(&codes[column]) {
                // There are fewer than a `u16` counts, so nothing wraps: this only spares the loop the question.
                *ending = ending.wrapping_mul(count).wrapping_add(code.small_slot(count - 1));
            }
        }
    }
}

/// What stands behind a record. A short text is copied together with what fills it up: one step, whatever its length.
#[derive(Debug)]
struct Ending {
    text: Vec<u8>,
    filled: [u8; Ending::SHORT],
}

impl Ending {
    const SHORT: usize = 32;

    fn of(text: Vec<u8>) -> Ending {
        let mut filled = [0; Ending::SHORT];
        filled.iter_mut().zip(&text).for_each(|(filled, byte)| *filled = *byte);
        Ending { text, filled }
    }

    #[inline]
    fn append(&self, out: &mut Vec<u8>) {
        if self.text.len() > Ending::SHORT {
            return out.extend_from_slice(&self.text);
        }
        let end = out.len() + self.text.len();
        out.extend_from_slice(&self.filled);
        out.truncate(end);
    }
}

struct Column<'a> {
    /// Its header, as it is written.
    name: Vec<u8>,
    values: Values<'a>,
}

enum Values<'a> {
    Labels {
        /// The labels as they are written, by code.
        texts: Vec<Vec<u8>>,
        unclassified: Vec<u8>,
        codes: &'a CodesOf<'a>,
    },
    Cells(&'a (dyn Fn(usize) -> AddedCell + Sync + 'a)),
}

/// The values of a stretch of customers.
#[derive(Debug, Default)]
pub(super) struct Fetched {
    first_customer: usize,
    /// One list a column; empty where the column has no labels.
    codes: Vec<Vec<Code>>,
    /// For each customer its combination of labels; empty where they are not put together.
    endings: Vec<u16>,
}

/// What a record gets in the added columns.
#[derive(Debug, Clone, Copy)]
pub(super) enum Gets<'f> {
    /// Their headers.
    Names,
    /// What stands for those that are no customers.
    NoCustomer,
    /// The values of the customer of that number within the stretch.
    Customer(&'f Fetched, usize),
}

impl<'a> Labels<'a> {
    /// What is added to a list of `width` columns.
    ///
    /// # Errors
    /// When the list's encoding has not all of a name's or a label's characters.
    pub(super) fn new(
        added: &'a Added<'a>,
        width: usize,
        script: Script,
        escape_formulas: bool,
    ) -> Result<Labels<'a>, Unwritable> {
        let mut labels = Labels {
            script,
            escape_formulas,
            delimiter: script.dialect().delimiter,
            width,
            columns: Vec::new(),
            appended: Vec::new(),
            replaced: Vec::new(),
            endings: None,
        };
        let written = |text: &str| {
            let mut out = Vec::new();
            let text = Cow::Borrowed(text);
            let text = if escape_formulas { formula::escaped(text) } else { text };
            write_cell(&text, script, &mut out).map(|()| out)
        };
        for (index, column) in added.columns.iter().enumerate() {
            match column.replaces.filter(|&at| at < width) {
                Some(at) => {
                    labels.replaced.resize(width, None);
                    labels.replaced[at] = Some(index);
                }
                None => labels.appended.push(index),
            }
            let values = match &column.values {
                AddedValues::Labels { labels, unclassified, codes } => Values::Labels {
                    texts: labels.iter().map(|label| written(&label.text)).collect::<Result<_, _>>()?,
                    unclassified: written(unclassified)?,
                    codes,
                },
                AddedValues::Cells(cell) => Values::Cells(cell),
            };
            labels.columns.push(Column { name: written(&column.name)?, values });
        }
        labels.endings = Endings::of(&labels);
        Ok(labels)
    }

    /// Whether all of a list's own cells go out as they are.
    pub(super) fn leave_cells(&self) -> bool {
        self.replaced.is_empty() && !self.escape_formulas
    }

    /// How many bytes the names and so many records' values take at most; values of the customers' own count nothing.
    pub(super) fn size(&self, records: u64) -> u64 {
        let longest = |column: &Column<'_>| match &column.values {
            Values::Labels { texts, unclassified, .. } => {
                texts.iter().map(Vec::len).fold(unclassified.len(), usize::max) as u64
            }
            Values::Cells(_) => 0,
        };
        self.columns.iter().map(|column| column.name.len() as u64 + 1 + records * (longest(column) + 1)).sum()
    }

    /// Fetches the codes of a stretch of customers.
    pub(super) fn fetch(&self, customers: std::ops::Range<usize>, fetched: &mut Fetched) {
        fetched.first_customer = customers.start;
        fetched.codes.resize_with(self.columns.len(), Vec::new);
        for (column, list) in self.columns.iter().zip(&mut fetched.codes) {
            list.clear();
            if let Values::Labels { codes, .. } = &column.values {
                codes(customers.clone(), list);
            }
        }
        if let Some(endings) = &self.endings {
            fetched.endings.clear();
            fetched.endings.resize(customers.len(), 0);
            endings.choose(&self.appended, &fetched.codes, &mut fetched.endings);
        }
    }

    /// Adds a record with its values. `cells` is the number of its cells.
    ///
    /// # Errors
    /// When the list's encoding has not all of a value's characters.
    pub(super) fn copy(
        &self,
        row: &Row<'_>,
        cells: usize,
        gets: Gets<'_>,
        out: &mut Vec<u8>,
    ) -> Result<(), Unwritable> {
        if self.leave_cells() {
            out.extend_from_slice(row.content());
            if cells < self.width {
                out.extend(std::iter::repeat_n(self.delimiter, self.width - cells));
            }
        } else {
            self.copy_cells(row, gets, out)?;
        }
        self.append(gets, out)?;
        out.extend_from_slice(row.line_end());
        Ok(())
    }

    /// Adds the columns at the record's end, each behind its delimiter.
    ///
    /// # Errors
    /// As for [`Labels::copy`].
    #[inline]
    pub(super) fn append(&self, gets: Gets<'_>, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        if let (Gets::Customer(fetched, customer), Some(endings)) = (gets, &self.endings) {
            endings.texts[usize::from(fetched.endings[customer])].append(out);
            return Ok(());
        }
        for &column in &self.appended {
            out.push(self.delimiter);
            self.write(column, gets, out)?;
        }
        Ok(())
    }

    /// The list's own columns, with values in the places of those that are replaced.
    fn copy_cells(&self, row: &Row<'_>, gets: Gets<'_>, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        for at in 0..self.width {
            if at > 0 {
                out.push(self.delimiter);
            }
            match self.replaced.get(at).copied().flatten() {
                Some(column) => self.write(column, gets, out)?,
                None if at < row.cells() => self.copy_cell(row, at, out)?,
                None => {}
            }
        }
        Ok(())
    }

    /// A record that nothing is added to: a title.
    ///
    /// # Errors
    /// As for [`Labels::copy`].
    pub(super) fn copy_title(&self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        for at in 0..row.cells() {
            if at > 0 {
                out.push(self.delimiter);
            }
            self.copy_cell(row, at, out)?;
        }
        out.extend_from_slice(row.line_end());
        Ok(())
    }

    /// One of the list's own cells, as it is but for the apostrophe that a formula gets where that is asked for.
    fn copy_cell(&self, row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let raw = row.raw(at);
        if !self.escape_formulas {
            out.extend_from_slice(raw);
            return Ok(());
        }
        let dialect = self.script.dialect();
        let text = cell_text(row, at, self.script);
        // Whatever the list's quotes are, a spreadsheet takes the double ones away.
        let spreadsheets = dialect.quoting != Quoting::None && dialect.quote == b'"';
        let seen = if spreadsheets { &*text } else { text.trim_start_matches('"') };
        if !formula::is_formula(seen) {
            out.extend_from_slice(raw);
            return Ok(());
        }
        if dialect.quoting != Quoting::None && dialect.quote == formula::MARK as u8 {
            return write_cell(&format!("{}{text}", formula::MARK), self.script, out);
        }
        let blanks = match dialect.blanks {
            Blanks::Skipped => raw.iter().take_while(|&&byte| byte == b' ').count(),
            Blanks::Kept => 0,
        };
        let quote = usize::from(dialect.quoting != Quoting::None && raw.get(blanks) == Some(&dialect.quote));
        let (front, behind) = raw.split_at(blanks + quote);
        out.extend_from_slice(front);
        out.push(formula::MARK as u8);
        out.extend_from_slice(behind);
        Ok(())
    }

    #[inline]
    fn write(&self, index: usize, gets: Gets<'_>, out: &mut Vec<u8>) -> Result<(), Unwritable> {
        let column = &self.columns[index];
        match (gets, &column.values) {
            (Gets::Names, _) => out.extend_from_slice(&column.name),
            (Gets::NoCustomer, Values::Labels { unclassified, .. }) => out.extend_from_slice(unclassified),
            (Gets::NoCustomer, Values::Cells(_)) => {}
            (Gets::Customer(fetched, customer), Values::Labels { texts, unclassified, .. }) => {
                let code = fetched.codes[index].get(customer).and_then(|code| code.index());
                out.extend_from_slice(code.and_then(|code| texts.get(code)).unwrap_or(unclassified));
            }
            (Gets::Customer(fetched, customer), Values::Cells(cell)) => {
                let cell = cell(fetched.first_customer + customer);
                let text = if self.escape_formulas { formula::escaped(cell.text()) } else { cell.text() };
                write_cell(&text, self.script, out)?;
            }
        }
        Ok(())
    }
}

/// A text that cannot stand in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unwritable {
    /// The encoding lacks one of its characters.
    Character(char, String),
    /// It has a delimiter or a line break in it, and the list has no quotes.
    Sign(String),
}

/// Adds a text as a cell of the list.
fn write_cell(text: &str, script: Script, out: &mut Vec<u8>) -> Result<(), Unwritable> {
    let start = out.len();
    if !script.dialect().write_cell(text, out) {
        return Err(Unwritable::Sign(text.to_owned()));
    }
    if script.encoding() == UTF_8 || text.is_ascii() {
        return Ok(());
    }
    let cell = out.split_off(start);
    let cell = String::from_utf8_lossy(&cell);
    spell(script.encoding(), &cell, out).map_err(|character| Unwritable::Character(character, text.to_owned()))
}
