//! Whom to contact next: the follow-up of every customer by all its labels, and what there is to do about it.

use crate::score::cadence::{Contact, Standing};
use crate::score::followup::{FollowUp, Period};
use crate::score::scope::{Meaning, Ref};
use crate::score::tier::Tier;
use crate::score::{Cell, Code, Dates, Field, RuleSet, Scored};

mod table;

pub use table::{Shown, table};

/// How a customer's follow-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The contact is late.
    Overdue,
    /// The contact is due now.
    Due,
    /// The contact comes up.
    Ahead,
    /// The customer goes back into the pool.
    Release,
    /// The customer falls to another tier.
    Falls,
}

impl Status {
    /// Every status, in the order in which customers are listed.
    pub const ALL: [Status; 5] = [Status::Overdue, Status::Due, Status::Ahead, Status::Release, Status::Falls];
}

/// One thing to do about a customer, and the tier that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Task {
    /// Which rule file, in the order of the run.
    pub file: usize,
    /// Which of its rules.
    pub rule: usize,
    /// Which of the rule's tiers.
    pub tier: usize,
    /// What is to be done.
    pub what: What,
}

/// What is to be done about a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Contact it.
    Contact(Contact),
    /// Put it back into the pool: the period without contact, and for how many days it has been over.
    Release(Period, u32),
    /// Let it fall to another tier: the days since the time for it was over.
    Fall(u32),
}

/// A customer with something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which customer.
    pub row: usize,
    /// How it stands.
    pub status: Status,
    /// How many days it is overdue or over; for a contact that comes up, in how many days it is due; 0 for one that is due now.
    pub days: u32,
    /// What to do, what counts most first.
    pub tasks: Vec<Task>,
}

/// Whom to contact next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dues {
    /// The customers: overdue ones first, the longest overdue first; then those due now; then those to come, the soonest first; then those
    /// to be released and those that fall.
    pub customers: Vec<Due>,
    /// How many customers have a cadence, but a last contact that cannot be read.
    pub unreadable: u64,
    /// How many customers have no label by any visible rule.
    pub unclassified: u64,
}

/// Whom to contact today or within so many days. `last` are the last contacts, where the list has them; without them nothing is known of
/// contacts. A day is so many since 1970-01-01.
pub fn dues(scored: &[Scored<'_>], last: Option<&Dates>, today: i32, within: u32) -> Dues {
    let rules = visible(scored).into_iter().map(|(file, rule)| (file, rule, scored[file].all_codes(rule)));
    let rules = rules.collect::<Vec<_>>();
    let mut dues = Dues::default();
    for row in 0..rules.first().map_or(0, |(_, _, codes)| codes.len()) {
        let last = last.map_or(Cell::Bad, |last| last.get(row));
        let (mut tasks, mut has_label, mut unreadable) = (Vec::new(), false, false);
        for (file, rule, codes) in &rules {
            let Some(tier) = codes[row].index() else { continue };
            has_label = true;
            let follow_up = &scored[*file].set.rules[*rule].tiers[tier].follow_up;
            unreadable |= last == Cell::Bad && uses_contacts(follow_up);
            let whats = whats(follow_up, known(last), since(&scored[*file], follow_up, row), today);
            tasks.extend(whats.map(|what| Task { file: *file, rule: *rule, tier, what }));
        }
        dues.unclassified += u64::from(!has_label);
        dues.unreadable += u64::from(unreadable);
        dues.customers.extend(due(row, tasks, today, within));
    }
    dues.customers.sort_by_key(Due::place);
    dues
}

/// Whether a tier's follow-up counts from the last contact.
pub fn uses_contacts(follow_up: &FollowUp) -> bool {
    follow_up.contact_every.is_some() || follow_up.first_contact.is_some() || follow_up.release_after.is_some()
}

/// The date fields that the falls of these rules count from.
pub fn fall_fields(set: &RuleSet) -> Vec<Field> {
    let falls = set.rules.iter().flat_map(|rule| &rule.tiers).filter_map(|tier| tier.follow_up.falls.as_ref());
    let columns = falls.filter_map(|falls| column_named(set, &falls.since));
    let fields = columns.flat_map(|column| set.fields_behind(column));
    fields.map(|field| set.scope.fields[field].clone()).collect()
}

impl Due {
    /// Where the customer stands in the list.
    fn place(&self) -> (Status, u32, usize) {
        let urgency = match self.status {
            Status::Ahead => self.days,
            Status::Overdue | Status::Due | Status::Release | Status::Falls => u32::MAX - self.days,
        };
        (self.status, urgency, self.row)
    }
}

/// Everything that a tier asks for on a day.
fn whats(
    follow_up: &FollowUp,
    last: Option<Option<i32>>,
    since: Option<i32>,
    today: i32,
) -> impl Iterator<Item = What> {
    let contact = last.and_then(|last| follow_up.contact(last, today)).map(What::Contact);
    let release = last.flatten().and_then(|last| follow_up.released(last, today)).zip(follow_up.release_after);
    let release = release.map(|(days, period)| What::Release(period, days));
    let fall = since.and_then(|since| follow_up.fallen(since, today)).map(What::Fall);
    contact.into_iter().chain(release).chain(fall)
}

/// The day from which a customer's fall counts.
fn since(scored: &Scored<'_>, follow_up: &FollowUp, row: usize) -> Option<i32> {
    let column = column_named(scored.set, &follow_up.falls.as_ref()?.since)?;
    let day = scored.frame.block(row..row + 1).dates(column).first().copied()?;
    (day > Dates::BAD).then_some(day)
}

fn column_named(set: &RuleSet, name: &str) -> Option<Ref> {
    match set.scope.find(name) {
        Some(Meaning::Column(column, _)) => Some(column),
        _ => None,
    }
}

/// What there is to do about a customer: it is released, or else contacted by its shortest cadence; and it may fall.
fn due(row: usize, tasks: Vec<Task>, today: i32, within: u32) -> Option<Due> {
    let releases = tasks.iter().filter_map(|task| match task.what {
        What::Release(_, days) => Some((days, task)),
        _ => None,
    });
    let contacts = tasks.iter().filter_map(|task| match task.what {
        What::Contact(contact) => Some((cadence(&contact, today), contact, task)),
        _ => None,
    });
    let falls = tasks.iter().filter_map(|task| match task.what {
        What::Fall(days) => Some((days, task)),
        _ => None,
    });
    let contact =
        || contacts.min_by_key(|(cadence, ..)| *cadence).map(|(_, contact, task)| (contact.standing(today), task));
    let first = match releases.rev().max_by_key(|(days, _)| *days) {
        Some((days, task)) => Some((Status::Release, days, *task)),
        None => contact().and_then(|(standing, task)| match standing {
            Standing::Overdue(days) => Some((Status::Overdue, days, *task)),
            Standing::Due => Some((Status::Due, 0, *task)),
            Standing::Ahead(days) => (days <= within).then_some((Status::Ahead, days, *task)),
        }),
    };
    let first = first.or_else(|| falls.clone().next().map(|(days, task)| (Status::Falls, days, *task)));
    let (status, days, task) = first?;
    let others = falls.map(|(_, fall)| *fall).filter(|fall| *fall != task);
    Some(Due { row, status, days, tasks: std::iter::once(task).chain(others).collect() })
}

/// By which the shortest cadence is found: when the contact is due and overdue, and when it would be if today's were made.
fn cadence(contact: &Contact, today: i32) -> (i32, i32, Option<(i32, i32)>) {
    (contact.next, contact.latest, contact.period.after(today))
}

/// When each customer is to be contacted next, by the shortest cadence over the visible rules: days since 1970-01-01, and
/// [`Dates::MISSING`] where there is no cadence or the last contact cannot be read. `today` is due for whoever was never contacted.
pub fn next_contacts(scored: &[Scored<'_>], last: &Dates, today: i32) -> Vec<i32> {
    let mut next = vec![Dates::MISSING; last.len()];
    for (file, rule) in visible(scored) {
        let tiers = &scored[file].set.rules[rule].tiers;
        if tiers.iter().all(|tier| tier.follow_up.contact_every.is_none() && tier.follow_up.first_contact.is_none()) {
            continue;
        }
        for (row, (next, code)) in next.iter_mut().zip(scored[file].all_codes(rule)).enumerate() {
            let (Some(tier), Some(last)) = (tier_of(tiers, code), known(last.get(row))) else { continue };
            if let Some(contact) = tier.follow_up.contact(last, today)
                && (*next == Dates::MISSING || contact.next < *next)
            {
                *next = contact.next;
            }
        }
    }
    next
}

/// The rules that give a column to see, each by its file and its place there.
pub fn visible(scored: &[Scored<'_>]) -> Vec<(usize, usize)> {
    let rules = |(file, scored): (usize, &Scored<'_>)| {
        let shown = |&rule: &usize| !scored.set.rules[rule].hidden && scored.has(rule);
        (0..scored.set.rules.len()).filter(shown).map(|rule| (file, rule)).collect::<Vec<_>>()
    };
    scored.iter().enumerate().flat_map(rules).collect()
}

fn tier_of(tiers: &[Tier], code: Code) -> Option<&Tier> {
    tiers.get(code.index()?)
}

/// A last contact: none where the cell is missing; `None` where it cannot be read, so that nobody knows.
fn known(last: Cell<i32>) -> Option<Option<i32>> {
    match last {
        Cell::Value(day) => Some(Some(day)),
        Cell::Missing => Some(None),
        Cell::Bad => None,
    }
}
