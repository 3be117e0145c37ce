//! Writing a list with its labels.

use super::list::{Content, carried_rules};
use super::observer::Observer;
use crate::Error;
use crate::copy::{self, Added, Formulas, Target};
use crate::document::note::Note;
use crate::document::table::Table;
use crate::draw::{XlsxSettings, XlsxWriter};
use crate::file::AtomicFile;
use crate::list::Source;
use crate::result::remark::Remark;
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

/// Writes the list with what is added to it.
pub(super) fn list(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    target: Target<'_>,
    observer: &dyn Observer,
) -> Result<(), Error> {
    let progress = observer.pass(source.size());
    copy::copy(source, &content.binding, &content.extract, added, target, &*progress)
}

/// Writes the list as a CSV file.
pub(super) fn csv_file(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    (mut file, formulas): (AtomicFile, Formulas),
    observer: &dyn Observer,
) -> Result<Copy, Error> {
    list(source, content, added, Target::file(&mut file, formulas), observer)?;
    Ok(Copy(Written::Csv(file)))
}

/// Writes the list as a workbook, with the tables and the notes on sheets of their own.
pub(super) fn workbook(
    source: &mut Source,
    content: &Content,
    added: &Added<'_>,
    (file, rules): (AtomicFile, &[RuleFile]),
    (tables, notes): (Vec<Table>, Vec<Note>),
    observer: &dyn Observer,
) -> Result<Copy, Error> {
    let carried = carried_rules(source);
    if let (Source::Workbook(book), true) = (&*source, carried.is_empty()) {
        let left = book.left_behind(content.extract.width);
        if !left.is_nothing() {
            observer.remark(&Remark::LeftBehind(left));
        }
    }
    let settings = XlsxSettings { rules: Some(joined(rules)), list_sheet: None };
    let mut writer = XlsxWriter::create(file, settings)?;
    list(source, content, added, Target::Workbook(writer.workbook()), observer)?;
    Ok(Copy(Written::Xlsx { writer: Box::new(writer), tables, notes }))
}
