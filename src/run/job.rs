//! What a run is asked to do.

use super::fields::{ACQUIRED, AGREED_CONTACT, LAST_CONTACT, WantedFields, id_field, summary_fields};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::future_dates;
use super::list::List;
use super::observer::Observer;
use super::output;
use super::rules::Rules;
use crate::Error;
use crate::date::Day;
use crate::language::Language;
use crate::list::{CurrencyChoice, Origin, Reading};
use crate::result::refusal::Refusal;
use crate::rule::Field;
use crate::rulefile::{dictionary, known_fields};

/// What a run is asked to do: which list is classified by which rules, and what is wanted of the result.
#[derive(Debug)]
pub struct Job {
    /// The list; `-` is CSV on standard input.
    pub list: PathBuf,
    /// The rules.
    pub rules: Rules,
    /// How the list is read, where it is not found out from the list.
    pub reading: Reading,
    /// An earlier scored list: adds the label that each customer had and how it has moved, and lets tiers hold their customers.
    pub previous: Option<PathBuf>,
    /// Labels set by hand: a list with the columns id, column, label, reason, by and until.
    pub overrides: Option<PathBuf>,
    /// 'Today' for every rule that uses a date.
    pub today: Date,
    /// The language of labels, headings and sentences.
    pub language: Language,
    /// What the copy has beside the labels.
    pub extras: Extras,
    /// Whether a workbook is going to be made of the list.
    pub for_workbook: bool,
}

/// What a copy has beside the labels.
#[derive(Debug, Clone, Copy, Default)]
pub struct Extras {
    /// Label columns that the list already has are replaced, where they stand.
    pub replace: bool,
    /// A sentence for each customer: why it has its label.
    pub reasons: bool,
    /// What each customer is due by its label, and, where the list has the last contact, the day of the next one.
    pub actions: bool,
    /// Cells that a spreadsheet would take for formulas get an apostrophe in a copy that is CSV.
    pub escape_formulas: bool,
}

impl Job {
    /// Classifies a list by these rules, and nothing else.
    pub fn new(list: impl Into<PathBuf>, rules: Rules, today: Date) -> Job {
        Job {
            list: list.into(),
            rules,
            reading: reading(),
            previous: None,
            overrides: None,
            today,
            language: Language::default(),
            extras: Extras::default(),
            for_workbook: false,
        }
    }

    /// Reads the list: takes out of it what the rules and the summary want.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or lacks what the rules need.
    pub fn read(&self, observer: &dyn Observer) -> Result<List, Error> {
        let mut fields = summary_fields();
        if self.previous.is_some() || self.overrides.is_some() {
            fields.push(id_field());
        }
        if self.extras.actions {
            fields.extend(known_fields(&[LAST_CONTACT, ACQUIRED, AGREED_CONTACT]));
        }
        let wanted = WantedFields { watch_ids: true, ..WantedFields::of(&self.rules, &fields) };
        let mut list = List::open(&origin(&self.list), wanted, self.for_workbook, &self.reading, observer)?;
        future_dates::tell(&mut list, &self.rules, self.day())?;
        list.sheets_alike(&self.reading).into_iter().for_each(|remark| observer.remark(&remark));
        list.content.remarks().iter().for_each(|remark| observer.remark(remark));
        Ok(list)
    }

    /// Reads the list for its columns alone: it is not going to be copied. `fields` are wanted besides those of the rules.
    ///
    /// # Errors
    ///
    /// When the list cannot be read, or lacks what the rules need.
    pub(super) fn read_columns(&self, fields: &[Field], observer: &dyn Observer) -> Result<List, Error> {
        let reading = Reading { columns_only: true, ..self.reading.clone() };
        let wanted = WantedFields::of(&self.rules, fields);
        let mut list = List::open(&origin(&self.list), wanted, false, &reading, observer)?;
        future_dates::tell(&mut list, &self.rules, self.day())?;
        Ok(list)
    }

    /// The same to look at it only: several currencies are counted, whatever they are.
    pub(super) fn look_at(&self, fields: &[Field], observer: &dyn Observer) -> Result<List, Error> {
        let reading = Reading { columns_only: true, currencies: CurrencyChoice::Counted, ..self.reading.clone() };
        List::open(&origin(&self.list), WantedFields::of(&self.rules, fields), false, &reading, observer)
    }

    /// Refuses to write to what the run reads.
    ///
    /// # Errors
    ///
    /// When the output is the list, or one beside it.
    pub fn keep_lists(&self, output: &Path) -> Result<(), Error> {
        output::keep([self.list.as_path()], output)?;
        match output::has(self.lists_beside(), output) {
            true => Err(Refusal::ReadsOutput { output: output.to_owned(), is_input: false }.into()),
            false => Ok(()),
        }
    }

    /// The lists that are read beside the one that is classified.
    pub fn lists_beside(&self) -> impl Iterator<Item = &Path> {
        [&self.previous, &self.overrides].into_iter().flatten().map(PathBuf::as_path)
    }

    /// 'Today'.
    pub fn day(&self) -> Day {
        Day::from(self.today)
    }

    /// How any other list beside the input is read: nothing of what is said of the input holds for it.
    pub(super) fn reading_beside(&self) -> Reading {
        Reading { threads: self.reading.threads, limits: self.reading.limits.clone(), ..reading() }
    }
}

/// How a list is read of which nothing is said.
pub fn reading() -> Reading {
    // The header names that show an encoding: those that are not all ASCII.
    let headers = dictionary().iter().flat_map(|field| &field.headers);
    Reading { known_headers: headers.filter(|header| !header.is_ascii()).cloned().collect(), ..Reading::default() }
}

/// Where a list comes from: `-` is standard input.
pub fn origin(list: &Path) -> Origin {
    if list.as_os_str() == "-" { Origin::Stdin } else { Origin::File(PathBuf::from(list)) }
}
