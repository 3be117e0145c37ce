//! Copying a list out again with its labels beside it.
//!
//! [`copy()`] takes any kind of list to any kind of output. Text that becomes CSV is copied byte for byte; all else goes cell by cell, to
//! a CSV or to the sheets of a fresh workbook. What is added, and where it stands, is an [`Added`].

use std::borrow::Cow;
use std::io::Write;
use std::path::PathBuf;

use crate::Error;
use crate::cell::ListCell;
use crate::file::{AtomicFile, OutputError};
use crate::list::{Binding, Extract, NoCustomer, Progress, RecordKind, Source};

pub(crate) mod added;
mod column_type;
mod csv;
pub(crate) mod encoder;
mod formula;
mod shown_table;
mod text;
pub(crate) mod workbook;
mod writer;

pub use added::{Added, AddedCell, AddedColumn, AddedLabel, AddedTexts, AddedValues};
pub use formula::Formulas;
pub use shown_table::ShownTable;
pub use workbook::FreshWorkbook;

pub(crate) use writer::ListWriter;

use column_type::ColumnType;
use csv::CsvWriter;
use encoder::{Encoder, EncodingWriter};
pub(crate) use text::TextCopy;

/// Where a list's copy goes.
pub enum Target<'t> {
    /// Into a CSV.
    Csv(CsvTarget<'t>),
    /// Onto the sheets of a workbook.
    Workbook(&'t mut FreshWorkbook),
}

/// A CSV that a list's copy goes into.
pub struct CsvTarget<'t> {
    out: CsvOut<'t>,
    /// The output's name in messages.
    name: PathBuf,
    formulas: Formulas,
}

enum CsvOut<'t> {
    File(&'t mut AtomicFile),
    Stream(&'t mut (dyn Write + Send)),
}

impl<'t> Target<'t> {
    /// A CSV file, which the caller gives its name afterwards.
    pub fn file(file: &'t mut AtomicFile, formulas: Formulas) -> Target<'t> {
        let name = file.path().to_owned();
        Target::Csv(CsvTarget { out: CsvOut::File(file), name, formulas })
    }

    /// CSV on standard output or any other stream.
    pub fn stream(out: &'t mut (dyn Write + Send), name: impl Into<PathBuf>, formulas: Formulas) -> Target<'t> {
        Target::Csv(CsvTarget { out: CsvOut::Stream(out), name: name.into(), formulas })
    }
}

impl CsvTarget<'_> {
    fn out(&mut self) -> &mut (dyn Write + Send) {
        match &mut self.out {
            CsvOut::File(file) => *file,
            CsvOut::Stream(out) => *out,
        }
    }

    /// Sets room aside for that many bytes, where the output is a file.
    fn reserve(&mut self, bytes: u64) {
        if let CsvOut::File(file) = &mut self.out {
            file.reserve(bytes);
        }
    }

    /// Passes on what a stream has collected. A file does that when it gets its name.
    fn finish(self) -> Result<(), OutputError> {
        match self.out {
            CsvOut::File(_) => Ok(()),
            CsvOut::Stream(out) => out.flush().map_err(|error| OutputError::io(&self.name, error)),
        }
    }
}

/// Copies a list with what is added to it: every record once, in the list's order. `extract` is what the first pass gave. The progress
/// counts the list's bytes where they are copied as they are.
///
/// # Errors
/// When the list cannot be read or is not what it was in the first pass, and when the output cannot be written or cannot hold it.
pub fn copy(
    source: &mut Source,
    binding: &Binding,
    extract: &Extract,
    added: &Added<'_>,
    target: Target<'_>,
    progress: &dyn Progress,
) -> Result<(), Error> {
    match (target, source) {
        (Target::Csv(mut csv), Source::Delimited(list)) => {
            let copy = TextCopy::new(list, extract, added, csv.formulas)?;
            csv.reserve(copy.most_bytes());
            let name = csv.name.clone();
            copy.write(csv.out(), &name, progress)?;
            Ok(csv.finish()?)
        }
        (Target::Csv(mut csv), source @ Source::Workbook(_)) => {
            let (name, formulas) = (csv.name.clone(), csv.formulas);
            let encoder = source.copy_encoding().map(Encoder::new);
            let mut writer = CsvWriter::new(EncodingWriter::new(csv.out(), encoder), name, formulas);
            copy_cells(source, binding, extract, added, &mut writer, &[])?;
            writer.finish()?;
            Ok(csv.finish()?)
        }
        (Target::Workbook(workbook), source) => {
            let types = if source.has_types() { Vec::new() } else { ColumnType::of_columns(binding, extract) };
            copy_cells(source, binding, extract, added, workbook, &types)
        }
    }
}

/// Copies a list cell by cell. Texts become what the columns' types say; without types they stay texts.
fn copy_cells(
    source: &mut Source,
    binding: &Binding,
    extract: &Extract,
    added: &Added<'_>,
    writer: &mut dyn ListWriter,
    types: &[ColumnType],
) -> Result<(), Error> {
    let mut rows = added.rows(extract.customers);
    if !binding.has_header {
        writer.no_header(extract.width, added)?;
    }
    source.records::<Error>(binding, extract, |record| {
        let cells = record.cells;
        let written = match record.kind {
            RecordKind::Preamble => (0..record.count).try_for_each(|_| writer.preamble(cells)),
            RecordKind::Header => writer.header(cells, extract.width, added),
            RecordKind::NoCustomer(NoCustomer::Blank) => (0..record.count).try_for_each(|_| writer.row(cells, &[])),
            RecordKind::NoCustomer(_) => writer.row(&typed(cells, types), rows.no_customer()),
            RecordKind::Customer(row) => writer.row(&typed(cells, types), rows.customer(row)),
        };
        Ok(written?)
    })
}

/// The cells as the columns' types say; without types as they are.
fn typed<'a>(cells: &'a [ListCell<'a>], types: &[ColumnType]) -> Cow<'a, [ListCell<'a>]> {
    if types.is_empty() {
        return Cow::Borrowed(cells);
    }
    let typed = cells.iter().zip(types).map(|(cell, column)| match cell {
        ListCell::Text(text) => column.cell(text),
        other => *other,
    });
    Cow::Owned(typed.collect())
}
