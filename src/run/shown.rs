//! A list as it was read, and nothing else: the table in it as CSV.

use std::io::Write;
use std::path::Path;

use super::fields::WantedFields;
use super::job::{Job, origin};
use super::list::{Content, List};
use super::observer::Observer;
use crate::Error;
use crate::copy::ShownTable;
use crate::list::{InputError, NoCustomer, Reading, Source};
use crate::result::remark::{Irregular, Remark, TableFound};

/// A list that is going to be shown; `None` where there is nothing in its file.
///
/// # Errors
///
/// When the list cannot be read.
pub fn read_to_show(job: &Job, observer: &dyn Observer) -> Result<Option<List>, Error> {
    let reading = Reading { to_show: true, ..job.reading.clone() };
    match List::open(&origin(&job.list), WantedFields::default(), false, &reading, observer) {
        Ok(list) => Ok(Some(list)),
        // No bytes are a table without cells.
        Err(Error::Input(InputError::Empty { file })) => {
            observer.remark(&Remark::EmptyFile(file));
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// Writes the table as CSV in UTF-8: one header, one row per record; `path` stands for `out` in messages. `is_header` says that the header
/// is one, however it looks.
///
/// # Errors
///
/// When the list cannot be read again, or the output cannot be written.
pub fn write_shown(
    list: List,
    out: impl Write,
    path: &Path,
    is_header: bool,
    observer: &dyn Observer,
) -> Result<(), Error> {
    let List { mut source, content } = list;
    let Content { binding, extract, .. } = &content;
    let mut table = ShownTable::find(&mut source, binding, extract, is_header)?;
    table.write(&mut source, binding, extract, out, path)?;
    // What is said counts what was shown.
    let remarks = remarks(&source, &content, &table);
    remarks.iter().chain(&content.remarks_on(Irregular::PutRight)).for_each(|remark| observer.remark(remark));
    if extract.stray.count > 0 {
        observer.remark(&Remark::StrayBytesShown);
    }
    Ok(())
}

fn further_table(table: &ShownTable) -> Option<Remark> {
    table.other_header.map(|record| Remark::FurtherTable { row: record + 1, records: table.further })
}

/// How the list is written and what of it is the table.
fn remarks(source: &Source, content: &Content, shown: &ShownTable) -> Vec<Remark> {
    let ShownTable { has_header, header_below, width, records, .. } = *shown;
    let no_customers = &content.extract.no_customers;
    // From the header of another table on, all is left out together; without a header there is none that could repeat.
    let end = shown.other_header.unwrap_or(u64::MAX);
    let runs = no_customers.runs().iter().take_while(|run| run.first < end);
    let count = |why| runs.clone().filter(|run| run.why == why).map(|run| run.count.min(end - run.first)).sum::<u64>();
    let (blank, headers) = (count(NoCustomer::Blank), if has_header { count(NoCustomer::Header) } else { 0 });
    let above = content.binding.header_record;
    let row = above + 1;
    let mut remarks = vec![Remark::Written(source.describe())];
    remarks.push(Remark::Table(TableFound { row, has_header, header_below, columns: width, records }));
    if content.binding.has_header && (!has_header || header_below > 0) {
        remarks.push(Remark::DoubtfulHeader { row, is_header: has_header });
    }
    remarks.extend(further_table(shown));
    remarks.extend((above + blank + headers > 0).then_some(Remark::LeftOut { above, blank, headers }));
    remarks
}
