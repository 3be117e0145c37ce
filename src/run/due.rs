//! Whom to contact next.

use super::fields::{ACQUIRED, AGREED_CONTACT, LAST_CONTACT, LAST_REVIEW, OWNER, summary_fields};
use super::job::Job;
use super::list::{Content, threads};
use super::observer::Observer;
use super::outcome::{tallies, unclassified};
use super::policies::Policies;
use crate::Error;
use crate::document::calendar::Calendar;
use crate::document::table::Table;
use crate::draw::{XlsxSettings, XlsxWriter};
use crate::file::AtomicFile;
use crate::result::due::{Dues, dues, fall_fields, script_fields, uses_contacts};
use crate::result::refusal::Refusal;
use crate::rule::follow_up::Review;
use crate::rule::tier::Tier;
use crate::rulefile::{RuleFile, bundled, known_fields};
use crate::words::tables::calendar::calendar;
use crate::words::tables::due::{DuePage, Shown};

/// Whom to contact next, and what the calendar needs besides the table.
#[derive(Debug)]
pub struct Contacts<'a> {
    /// The table: one row per customer. With `by_owner`, one owner's customers stand after the other's.
    pub table: Table,
    /// With `by_owner`, the same as one table per owner, for reading.
    pub by_owner: Vec<Table>,
    dues: Dues,
    job: &'a Job,
    /// How many customers a rule leaves without a label.
    unclassified: u64,
    customers: u64,
}

/// What is listed, and how.
#[derive(Debug, Clone, Copy)]
pub struct DueOptions {
    /// How many days ahead.
    pub within: u32,
    /// Whether the status stands a second time as scripts read it.
    pub codes: bool,
    /// Whether customers are listed by who looks after them.
    pub by_owner: bool,
}

impl Contacts<'_> {
    /// Fails where a customer is without a label, or there is none.
    ///
    /// # Errors
    ///
    /// As said.
    pub fn check_complete(&self) -> Result<(), Error> {
        Refusal::of_incomplete(self.unclassified, self.customers).map_or(Ok(()), |refusal| Err(refusal.into()))
    }

    /// The same as a calendar, with a day for each customer.
    pub fn calendar(&self) -> Calendar {
        calendar(&self.dues, &self.table, self.job.day(), self.job.language)
    }

    /// Writes the same as a workbook.
    ///
    /// # Errors
    ///
    /// When the file cannot be written.
    pub fn write_workbook(&self, file: AtomicFile) -> Result<(), Error> {
        let settings = XlsxSettings { rules: None, list_sheet: Some("Due") };
        let mut writer = XlsxWriter::create(file, settings)?;
        writer.list(&self.table)?;
        writer.tables(std::slice::from_ref(&self.table))?;
        Ok(writer.finish()?)
    }
}

/// Finds out whom to contact.
///
/// # Errors
///
/// When the list cannot be read; when the rules or the list do not say when customers are to be contacted, or whom.
pub fn contacts<'a>(job: &'a Job, options: DueOptions, observer: &dyn Observer) -> Result<Contacts<'a>, Error> {
    check_cadence(&job.rules)?;
    let mut fields = known_fields(&[LAST_CONTACT, ACQUIRED, AGREED_CONTACT]);
    fields.extend(known_fields(&["id", "name", LAST_REVIEW, OWNER]));
    // Totals are told by their sums, here as where the list is scored.
    fields.extend(summary_fields());
    let of_rules = |file: &RuleFile| [fall_fields(&file.set), script_fields(&file.set)].concat();
    fields.extend(job.rules.iter().flat_map(of_rules));
    let list = job.read_columns(&fields, observer)?;
    let content = &list.content;
    content.remarks().iter().for_each(|remark| observer.remark(remark));
    let shown = Shown { codes: options.codes, ..shown(content, &job.rules)? };
    let policies = Policies::read(job, content, observer)?.by_file;
    let today = job.day();
    let scored = content.score(&job.rules, today, policies, None);
    let mut dues = dues(&scored, shown.history, today, options.within);
    let page = DuePage::new(&scored, &shown, (today, options.within), job.language);
    let mut by_owner = Vec::new();
    if options.by_owner {
        let owners = shown.owners.ok_or_else(|| Refusal::NoOwners { headers: content.headers() })?;
        let groups = dues.split_by(owners);
        by_owner = groups.iter().map(|(owner, dues)| page.of_owner(owner.as_deref(), dues)).collect();
        dues.customers = groups.into_iter().flat_map(|(_, dues)| dues.customers).collect();
    }
    let table = page.table(&dues);
    let unclassified = unclassified(&tallies(content, &scored, threads(&job.reading)));
    Ok(Contacts { table, by_owner, dues, job, unclassified, customers: content.extract.customers as u64 })
}

/// Rules that say nothing of contacts are refused, and those that do are named.
fn check_cadence(files: &[RuleFile]) -> Result<(), Error> {
    if files.iter().any(has_cadence) {
        return Ok(());
    }
    let rules = files.iter().map(|file| file.name.clone()).collect();
    Err(Refusal::NoCadence { rules, bundled: bundled::all().filter(has_cadence).map(|file| file.name).collect() }
        .into())
}

fn has_cadence(file: &RuleFile) -> bool {
    tiers_of(file).any(|tier| uses_contacts(&tier.follow_up) || has_other_times(tier))
}

/// Whether a tier says when its customers fall or are reviewed.
fn has_other_times(tier: &Tier) -> bool {
    tier.follow_up.falls.is_some() || matches!(tier.follow_up.review_every, Some(Review::Every(_)))
}

fn tiers_of(file: &RuleFile) -> impl Iterator<Item = &Tier> {
    file.set.visible().flat_map(|(_, rule)| &rule.tiers)
}

/// What of the list is shown; a list that does not say when, or whom, is refused.
fn shown<'a>(content: &'a Content, files: &[RuleFile]) -> Result<Shown<'a>, Error> {
    let (ids, names, history) = (content.texts("id"), content.texts("name"), content.history());
    let needs_contacts = files.iter().flat_map(tiers_of).any(|tier| uses_contacts(&tier.follow_up));
    let falls = files.iter().flat_map(|file| fall_fields(&file.set)).any(|field| content.column(&field.name).is_some());
    let headers = content.headers();
    if !history.tells_contacts() && history.reviews.is_none() && !falls {
        let field = if needs_contacts { LAST_CONTACT } else { LAST_REVIEW };
        return Err(Refusal::NoLastContact { field, reviews: !needs_contacts, headers }.into());
    }
    if ids.is_none() && names.is_none() {
        return Err(Refusal::NobodyToContact { headers }.into());
    }
    let fields = files.iter().flat_map(|file| script_fields(&file.set));
    let script_columns = fields.filter_map(|field| Some((content.column(&field.name)?, field.name)));
    let script_columns = script_columns.map(|(column, name)| (name, column)).collect();
    Ok(Shown { ids, names, owners: content.texts(OWNER), history, script_columns, codes: false })
}
