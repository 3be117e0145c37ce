//! The added columns as bytes that can be put behind records: every label is written out once, not once per customer.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::UTF_8;

use crate::copy::added::{Added, AddedCell, AddedValues, CodeBlock, Layout, OutputColumn};
use crate::copy::encoder;
use crate::copy::formula::{self, Formulas};
use crate::file::OutputError;
use crate::list::text::{Blanks, Quoting, Row, Script, SecondPass, cell_text};

/// The added columns, written as the list is: in its dialect and its encoding.
pub(super) struct AddedBytes<'a> {
    added: &'a Added<'a>,
    layout: Layout,
    columns: Vec<Column<'a>>,
    /// The endings of records, where labels alone stand behind them.
    endings: Option<Endings>,
    writing: Writing,
    /// Whether the list's own cells are all copied as they are.
    keeps_cells: bool,
}

/// How texts become cells of the list.
#[derive(Debug, Clone, Copy)]
struct Writing {
    script: Script,
    /// The list's encoding in messages.
    encoding_name: &'static str,
    formulas: Formulas,
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
    },
    Texts,
    Cells(&'a (dyn Fn(usize) -> AddedCell + Sync + 'a)),
}

/// All endings that records can have: each combination of the labels at their end, put together once, delimiters included.
#[derive(Debug)]
struct Endings {
    texts: Vec<Ending>,
    /// The number of choices in each appended column: its labels and the word for a customer without one.
    counts: Vec<usize>,
}

/// With more combinations than this none is put together in advance. It is less than a `u16` counts.
const MOST_ENDINGS: usize = 4096;

impl Endings {
    /// The endings; nothing where there are too many, or a column has values of the customers' own.
    fn of(layout: &Layout, columns: &[Column<'_>], delimiter: u8) -> Option<Endings> {
        let (mut texts, mut counts) = (vec![Vec::new()], Vec::new());
        for &column in layout.appended() {
            let Values::Labels { texts: labels, unclassified } = &columns[column].values else { return None };
            let count = labels.len() + 1;
            if texts.len() * count > MOST_ENDINGS {
                return None;
            }
            counts.push(count);
            let choices = labels.iter().chain([unclassified]);
            let longer = texts.iter().flat_map(|begun: &Vec<u8>| {
                choices.clone().map(move |text| [begun.as_slice(), &[delimiter], text].concat())
            });
            texts = longer.collect();
        }
        Some(Endings { texts: texts.into_iter().map(Ending::of).collect(), counts })
    }

    /// Finds the ending of each customer; `chosen` has a zero for each.
    fn choose(&self, appended: &[usize], codes: &CodeBlock, chosen: &mut [u16]) {
        for (&column, &count) in appended.iter().zip(&self.counts) {
            let count = count as u16;
            for (ending, code) in chosen.iter_mut().zip(codes.of_column(column)) {
                // There are fewer endings than a `u16` counts, so nothing wraps: this only spares the loop the check.
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

/// The codes of a part's customers.
#[derive(Debug, Default)]
pub(super) struct PartCodes {
    codes: CodeBlock,
    /// For each customer the ending of its record; empty where endings are not put together in advance.
    endings: Vec<u16>,
}

/// What stands beside a record in the added columns.
#[derive(Debug, Clone, Copy)]
pub(super) enum Beside<'c> {
    /// The headers.
    Header,
    /// Nothing, for records that are no customers.
    NoCustomer,
    /// The values of a customer, counted from the part's first.
    Customer(&'c PartCodes, usize),
}

impl<'a> AddedBytes<'a> {
    /// Writes out the headers and labels that are added to a list.
    ///
    /// # Errors
    /// When one of them cannot be written in the list.
    pub(super) fn new(
        added: &'a Added<'a>,
        list: &SecondPass<'_>,
        formulas: Formulas,
    ) -> Result<AddedBytes<'a>, OutputError> {
        let writing = Writing { script: list.script, encoding_name: list.encoding_name, formulas };
        let written = |text: &str| {
            let mut out = Vec::new();
            writing.cell(Cow::Borrowed(text), &mut out).map(|()| out)
        };
        let mut columns = Vec::new();
        for column in &added.columns {
            let values = match &column.values {
                AddedValues::Labels { labels, unclassified, .. } => Values::Labels {
                    texts: labels.iter().map(|label| written(&label.text)).collect::<Result<_, _>>()?,
                    unclassified: written(unclassified)?,
                },
                AddedValues::Texts(_) => Values::Texts,
                AddedValues::Cells(cell) => Values::Cells(cell),
            };
            columns.push(Column { name: written(&column.name)?, values });
        }
        let layout = Layout::new(list.width, added);
        let endings = Endings::of(&layout, &columns, writing.delimiter());
        let keeps_cells = !layout.replaces_any() && formulas == Formulas::Kept;
        Ok(AddedBytes { added, layout, columns, endings, writing, keeps_cells })
    }

    /// Whether the list's own cells are all copied as they are.
    pub(super) fn keeps_cells(&self) -> bool {
        self.keeps_cells
    }

    /// How many bytes the headers and the values of that many records take at most. Values of the customers' own count nothing.
    pub(super) fn most_bytes(&self, records: u64) -> u64 {
        let longest = |column: &Column<'_>| match &column.values {
            Values::Labels { texts, unclassified } => {
                texts.iter().map(Vec::len).fold(unclassified.len(), usize::max) as u64
            }
            Values::Texts | Values::Cells(_) => 0,
        };
        self.columns.iter().map(|column| column.name.len() as u64 + 1 + records * (longest(column) + 1)).sum()
    }

    /// Fetches the codes of a part's customers.
    pub(super) fn fetch(&self, customers: Range<usize>, part: &mut PartCodes) {
        let count = customers.len();
        part.codes.fetch(self.added, customers);
        if let Some(endings) = &self.endings {
            part.endings.clear();
            part.endings.resize(count, 0);
            endings.choose(self.layout.appended(), &part.codes, &mut part.endings);
        }
    }

    /// Appends a record with its values.
    ///
    /// # Errors
    /// When one of them cannot be written in the list.
    pub(super) fn copy(&self, row: &Row<'_>, beside: Beside<'_>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        if self.keeps_cells {
            out.extend_from_slice(row.content());
            let lacking = self.layout.list_width().saturating_sub(row.cells());
            out.extend(std::iter::repeat_n(self.writing.delimiter(), lacking));
        } else {
            self.copy_cells(row, beside, out)?;
        }
        self.append(beside, out)?;
        out.extend_from_slice(row.line_end());
        Ok(())
    }

    /// Appends the columns at the record's end, each behind its delimiter.
    ///
    /// # Errors
    /// When a value cannot be written in the list.
    #[inline]
    pub(super) fn append(&self, beside: Beside<'_>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        if let (Beside::Customer(part, customer), Some(endings)) = (beside, &self.endings) {
            endings.texts[usize::from(part.endings[customer])].append(out);
            return Ok(());
        }
        for &column in self.layout.appended() {
            out.push(self.writing.delimiter());
            self.write(column, beside, out)?;
        }
        Ok(())
    }

    /// The list's own columns, with values in the places of those that are replaced.
    fn copy_cells(&self, row: &Row<'_>, beside: Beside<'_>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        for (at, column) in self.layout.list_columns().enumerate() {
            if at > 0 {
                out.push(self.writing.delimiter());
            }
            match column {
                OutputColumn::Added(column) => self.write(column, beside, out)?,
                OutputColumn::Own(at) if at < row.cells() => self.writing.copy_cell(row, at, out)?,
                OutputColumn::Own(_) => {}
            }
        }
        Ok(())
    }

    /// Appends a record that nothing is added to: a title.
    ///
    /// # Errors
    /// When a cell that changes cannot be written in the list.
    pub(super) fn copy_title(&self, row: &Row<'_>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        for at in 0..row.cells() {
            if at > 0 {
                out.push(self.writing.delimiter());
            }
            self.writing.copy_cell(row, at, out)?;
        }
        out.extend_from_slice(row.line_end());
        Ok(())
    }

    #[inline]
    fn write(&self, index: usize, beside: Beside<'_>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        let column = &self.columns[index];
        match (beside, &column.values) {
            (Beside::Header, _) => out.extend_from_slice(&column.name),
            (Beside::NoCustomer, _) => {}
            (Beside::Customer(part, customer), Values::Texts) => {
                self.writing.cell(Cow::Borrowed(part.codes.text(index, customer)), out)?;
            }
            (Beside::Customer(part, customer), Values::Labels { texts, unclassified }) => {
                let label = part.codes.label(index, customer).and_then(|label| texts.get(label));
                out.extend_from_slice(label.unwrap_or(unclassified));
            }
            (Beside::Customer(part, customer), Values::Cells(cell)) => {
                self.writing.cell(cell(part.codes.customers().start + customer).text(), out)?;
            }
        }
        Ok(())
    }
}

impl Writing {
    fn delimiter(&self) -> u8 {
        self.script.dialect().delimiter
    }

    /// One of the list's own cells, as it is but for the apostrophe that a formula gets where that is asked for.
    fn copy_cell(&self, row: &Row<'_>, at: usize, out: &mut Vec<u8>) -> Result<(), OutputError> {
        let raw = row.raw(at);
        if self.formulas == Formulas::Kept {
            out.extend_from_slice(raw);
            return Ok(());
        }
        let dialect = self.script.dialect();
        let text = cell_text(row, at, self.script);
        // Whatever the list's quotes are, a spreadsheet takes the double ones away.
        let is_double_quoted = dialect.quoting != Quoting::None && dialect.quote == b'"';
        let seen = if is_double_quoted { &*text } else { text.trim_start_matches('"') };
        if !formula::is_formula(seen) {
            out.extend_from_slice(raw);
            return Ok(());
        }
        if dialect.quoting != Quoting::None && dialect.quote == formula::MARK as u8 {
            return self.exact_cell(&format!("{}{text}", formula::MARK), out);
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

    /// Appends a text as a cell of the list, with an apostrophe where a formula is to have one.
    fn cell(&self, text: Cow<'_, str>, out: &mut Vec<u8>) -> Result<(), OutputError> {
        self.exact_cell(&self.formulas.text(text), out)
    }

    /// Appends a text as a cell of the list.
    fn exact_cell(&self, text: &str, out: &mut Vec<u8>) -> Result<(), OutputError> {
        let start = out.len();
        if !self.script.dialect().write_cell(text, out) {
            return Err(OutputError::NoQuotes { text: text.to_owned() });
        }
        if self.script.encoding() == UTF_8 || text.is_ascii() {
            return Ok(());
        }
        let cell = out.split_off(start);
        let cell = String::from_utf8_lossy(&cell);
        encoder::encode(self.script.encoding(), &cell, out)
            .map_err(|character| OutputError::lacking(character, Some(text.to_owned()), self.encoding_name))
    }
}
