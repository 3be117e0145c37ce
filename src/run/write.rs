//! Writing a list with its labels.

use std::borrow::Cow;
use std::io::{self, Write};
use std::path::Path;

use super::list::Content;
use super::observer::Observer;
use crate::Error;
use crate::copy::{Added, ColumnPlan, CsvWriter, ListWriter, Spelled};
use crate::document::table::Table;
use crate::draw::{Note, XlsxSettings, XlsxWriter};
use crate::file::{AtomicFile, OutputError};
use crate::list::text::Speller;
use crate::list::{CellReader, ListCell, NoCustomer, Reading, RecordKind, Source};
use crate::number::Decimal;
use crate::rulefile::{RuleFile, joined};

/// A copy that is written, but does not have its name yet. Dropping it leaves what was there before.
#[must_use = "without `commit` the copy vanishes"]
pub struct Copy(Written);

enum Written {
    Csv(AtomicFile),
    Xlsx { writer: Box<XlsxWriter>, tables: Vec<Table>, notes: Vec<Note> },
}

impl Copy {
    /// Gives the copy its name.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn commit(self) -> Result<(), Error> {
        match self.0 {
            Written::Csv(file) => file.commit()?,
            Written::Xlsx { mut writer, tables, notes } => {
                writer.tables(&tables)?;
                writer.notes(&notes);
                writer.finish()?;
            }
        }
        Ok(())
    }
}

/// Writes the list as a CSV file.
pub(super) fn csv_file(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    (mut file, reading): (AtomicFile, &Reading),
    observer: &dyn Observer,
) -> Result<Copy, Error> {
    if let Source::Delimited(list) = &*source {
        file.reserve(list.copied_size(&content.extract, added));
    }
    let path = file.path().to_owned();
    csv(source, content, added, (&mut file, &path, reading), observer)?;
    Ok(Copy(Written::Csv(file)))
}

/// Writes the list as CSV: delimited text byte for byte, a workbook cell by cell.
pub(super) fn csv(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    (out, path, reading): (&mut (dyn Write + Send), &Path, &Reading),
    observer: &dyn Observer,
) -> Result<(), Error> {
    let failed = |error| OutputError::io(path, error);
    if let Source::Delimited(list) = &*source {
        let progress = observer.pass(Some(list.size()));
        list.copy_labelled(&content.extract, added, out, path, &*progress)?;
        return Ok(out.flush().map_err(failed)?);
    }
    let speller = reading.encoding_out.as_deref().and_then(|name| Speller::named(name).ok());
    let mut writer = CsvWriter::new(io::BufWriter::with_capacity(1 << 18, Spelled::new(out, speller)), path);
    if reading.escape_formulas {
        writer = writer.escaping_formulas();
    }
    write_records(source, content, added, &mut writer, &[])?;
    Ok(writer.into_inner().flush().map_err(failed)?)
}

/// Writes the list as a workbook, with the tables and the notes on sheets of their own.
pub(super) fn workbook(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    (file, rules): (AtomicFile, &[RuleFile]),
    (tables, notes): (Vec<Table>, Vec<Note>),
) -> Result<Copy, Error> {
    let settings = XlsxSettings { rules: Some(joined(rules)), list_sheet: None };
    let mut writer = XlsxWriter::create(file, settings)?;
    workbook_list(source, content, added, &mut writer)?;
    Ok(Copy(Written::Xlsx { writer: Box::new(writer), tables, notes }))
}

fn workbook_list(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    writer: &mut XlsxWriter,
) -> Result<(), Error> {
    if matches!(source, Source::Workbook(_)) {
        return write_records(source, content, added, writer, &[]);
    }
    let width = content.extract.width;
    let mut readers = vec![CellReader::Text; width];
    for (bound, reading) in content.binding.fields.iter().zip(&content.extract.readings) {
        if let Some(column) = bound.column.filter(|&column| column < width) {
            readers[column] = CellReader::of(bound, reading);
        }
    }
    let numbers = readers.iter().map(|&reader| move |text: &str| reader.number(text)).collect::<Vec<_>>();
    let dates = readers.iter().map(|&reader| move |text: &str| reader.date(text)).collect::<Vec<_>>();
    let plan = |column: usize| match readers[column] {
        CellReader::Number(_) => ColumnPlan::Number(&numbers[column] as &dyn Fn(&str) -> Option<Decimal>),
        CellReader::Date(_) => ColumnPlan::Date(&dates[column]),
        CellReader::Text if content.extract.plain_numbers.get(column) == Some(&true) => ColumnPlan::PlainNumber,
        CellReader::Text => ColumnPlan::Text,
    };
    let plans = (0..width).map(plan).collect::<Vec<_>>();
    write_records(source, content, added, writer, &plans)
}

/// Writes every record of the list with what is added to it. The plans say how texts become cells; none: as they are.
fn write_records(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    writer: &mut dyn ListWriter,
    plans: &[ColumnPlan<'_>],
) -> Result<(), Error> {
    let mut rows = added.rows(content.extract.customers);
    source.records::<Error>(&content.binding, &content.extract, |record| {
        let cells = record.cells;
        let written = match record.kind {
            RecordKind::Preamble => (0..record.count).try_for_each(|_| writer.preamble(cells)),
            RecordKind::Header => writer.header(cells, content.extract.width, added),
            RecordKind::NoCustomer(NoCustomer::Blank) => (0..record.count).try_for_each(|_| writer.row(cells, &[])),
            RecordKind::NoCustomer(_) => writer.row(&planned(cells, plans), rows.no_customer()),
            RecordKind::Customer(row) => writer.row(&planned(cells, plans), rows.customer(row)),
        };
        Ok(written?)
    })
}

/// The cells as the plans say; without plans as they are.
fn planned<'a>(cells: &'a [ListCell<'a>], plans: &[ColumnPlan<'_>]) -> Cow<'a, [ListCell<'a>]> {
    if plans.is_empty() {
        return Cow::Borrowed(cells);
    }
    let planned = cells.iter().zip(plans).map(|(cell, plan)| match cell {
        ListCell::Text(text) => plan.cell(text),
        other => *other,
    });
    Cow::Owned(planned.collect())
}
