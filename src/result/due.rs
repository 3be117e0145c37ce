//! Whom to contact next: the follow-up of every customer by all its labels, and what there is to do about it.

use crate::date::Day;
use crate::rule::follow_up::{FollowUp, Period, Review};
use crate::rule::scope::{Meaning, Ref};
use crate::rule::tier::Tier;
use crate::rule::{Field, RuleSet};
use crate::score::cadence::{Contact, Standing};
use crate::score::{Cell, Code, Dates, Scored};

/// How a customer's follow-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The contact is late.
    Overdue,
    /// The contact is due now.
    Due,
    /// The time for it runs out: the customer is about to fall to another tier.
    AboutToFall,
    /// The contact comes up.
    Ahead,
    /// The tier is to be reviewed.
    Review,
    /// The customer goes back into the pool.
    Release,
    /// The customer falls to another tier.
    Falls,
}

impl Status {
    /// Every status, in the order in which customers are listed.
    pub const ALL: [Status; 7] = [
        Status::Overdue,
        Status::Due,
        Status::AboutToFall,
        Status::Ahead,
        Status::Review,
        Status::Release,
        Status::Falls,
    ];

    /// The word for scripts, the same in every language.
    pub fn code(self) -> &'static str {
        match self {
            Status::Overdue => "overdue",
            Status::Due => "due",
            Status::AboutToFall => "about_to_fall",
            Status::Ahead => "upcoming",
            Status::Review => "review",
            Status::Release => "release",
            Status::Falls => "falls",
        }
    }
}

/// When customers were last contacted and reviewed, where the list says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct History<'a> {
    /// The last contacts.
    pub contacts: Option<&'a Dates>,
    /// The last reviews.
    pub reviews: Option<&'a Dates>,
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
    /// Review it: how often, and the days since the review was due.
    Review(Period, u32),
    /// Let it fall to another tier: the days since the time for it was over.
    Fall(u32),
    /// Keep it from falling to another tier: in how many days the time for it is over, 0 for the last day.
    Keep(u32),
}

/// A customer with something to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Which customer.
    pub row: usize,
    /// How it stands.
    pub status: Status,
    /// How many days it is overdue or over; for what comes up, in how many days; 0 for a contact that is due now.
    pub days: u32,
    /// What to do, what counts most first.
    pub tasks: Vec<Task>,
}

/// Whom to contact next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dues {
    /// The customers: overdue ones first, the longest overdue first; then those due now; then those about to
    /// fall and those to come, the soonest first; then those to be reviewed, to be released and those that fall.
    pub customers: Vec<Due>,
    /// How many customers have a cadence, but a last contact that cannot be read.
    pub unreadable: u64,
    /// How many customers have no label by any visible rule.
    pub unclassified: u64,
}

/// Whom to contact today or within this many days. Without last contacts (or reviews) nothing is known of contacts (or reviews).
pub fn dues(scored: &[Scored<'_>], history: History<'_>, today: Day, within: u32) -> Dues {
    let rules = visible(scored).into_iter().map(|(file, rule)| (file, rule, scored[file].all_codes(rule)));
    let rules = rules.collect::<Vec<_>>();
    let mut dues = Dues::default();
    for row in 0..rules.first().map_or(0, |(_, _, codes)| codes.len()) {
        let last = history.contacts.map_or(Cell::Bad, |last| last.get(row));
        let reviewed = history.reviews.and_then(|reviews| reviews.get(row).value()).map(Day);
        let (mut tasks, mut has_label, mut unreadable) = (Vec::new(), false, false);
        for (file, rule, codes) in &rules {
            let Some(tier) = codes[row].index() else { continue };
            has_label = true;
            let task = |tier: usize, what: What| Task { file: *file, rule: *rule, tier, what };
            let tiers = &scored[*file].set.rules[*rule].tiers;
            let follow_up = &tiers[tier].follow_up;
            unreadable |= history.contacts.is_some() && last == Cell::Bad && uses_contacts(follow_up);
            tasks.extend(whats(follow_up, known(last), reviewed, today).map(|what| task(tier, what)));
            // One that had another tier, and whose time there is over, has fallen by time alone.
            let had = scored[*file].policy(*rule).had(row).and_then(Code::index).filter(|had| *had != tier);
            for (tier, may_stay) in [(Some(tier), true), (had, false)] {
                let Some(tier) = tier else { continue };
                let fall = fall(&scored[*file], &tiers[tier].follow_up, row, (today, within));
                let fall = fall.filter(|what| may_stay || matches!(what, What::Fall(_)));
                tasks.extend(fall.map(|what| task(tier, what)));
            }
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

/// Every field that follow-up counts from: the dates of the falls, the last contact, the last review.
pub fn follow_up_fields(set: &RuleSet) -> Vec<Field> {
    let tiers = || set.rules.iter().flat_map(|rule| &rule.tiers);
    let is_reviewed = |tier: &Tier| matches!(tier.follow_up.review_every, Some(Review::Every(_)));
    let times = [
        ("last_contact", tiers().any(|tier| uses_contacts(&tier.follow_up))),
        ("last_review", tiers().any(is_reviewed)),
    ];
    let named = |name: &str| set.scope.fields.iter().find(|field| field.name == name).cloned();
    let known = times.into_iter().filter(|(_, is_used)| *is_used).filter_map(|(name, _)| named(name));
    fall_fields(set).into_iter().chain(known).collect()
}

impl Due {
    /// Where the customer stands in the list.
    fn place(&self) -> (Status, u32, usize) {
        let urgency = match self.status {
            Status::Ahead | Status::AboutToFall => self.days,
            Status::Overdue | Status::Due | Status::Review | Status::Release | Status::Falls => u32::MAX - self.days,
        };
        (self.status, urgency, self.row)
    }
}

/// What a tier asks for on a day, apart from falls.
fn whats(
    follow_up: &FollowUp,
    last: Option<Option<Day>>,
    reviewed: Option<Day>,
    today: Day,
) -> impl Iterator<Item = What> {
    let contact = last.and_then(|last| follow_up.contact(last, today)).map(What::Contact);
    let release = last.flatten().and_then(|last| follow_up.released(last, today)).zip(follow_up.release_after);
    let release = release.map(|(days, period)| What::Release(period, days));
    let review = reviewed.and_then(|reviewed| follow_up.review(reviewed, today));
    let review = review.map(|(period, days)| What::Review(period, days));
    contact.into_iter().chain(release).chain(review)
}

/// Whether a customer has fallen out of a tier, or is about to within so many days.
fn fall(scored: &Scored<'_>, follow_up: &FollowUp, row: usize, (today, within): (Day, u32)) -> Option<What> {
    let since = since(scored, follow_up, row)?;
    match follow_up.fallen(since, today) {
        Some(days) => Some(What::Fall(days)),
        None => follow_up.stays(since, today).filter(|days| *days <= within).map(What::Keep),
    }
}

/// The day from which a customer's fall counts.
fn since(scored: &Scored<'_>, follow_up: &FollowUp, row: usize) -> Option<Day> {
    let column = column_named(scored.set, &follow_up.falls.as_ref()?.since)?;
    let day = scored.frame.block(row..row + 1).dates(column).first().copied()?;
    (day > Dates::BAD).then_some(Day(day))
}

fn column_named(set: &RuleSet, name: &str) -> Option<Ref> {
    match set.scope.find(name) {
        Some(Meaning::Column(column, _)) => Some(column),
        _ => None,
    }
}

/// What there is to do about a customer: it is released, or else contacted by its shortest cadence; and it may be reviewed or fall.
fn due(row: usize, tasks: Vec<Task>, today: Day, within: u32) -> Option<Due> {
    let releases = tasks.iter().filter_map(|task| match task.what {
        What::Release(_, days) => Some((days, task)),
        _ => None,
    });
    let contacts = tasks.iter().filter_map(|task| match task.what {
        What::Contact(contact) => Some((cadence(&contact, today), contact, task)),
        _ => None,
    });
    let others = tasks.iter().filter_map(|task| match task.what {
        What::Review(_, days) => Some((Status::Review, days, *task)),
        What::Fall(days) => Some((Status::Falls, days, *task)),
        What::Keep(days) => Some((Status::AboutToFall, days, *task)),
        What::Contact(_) | What::Release(..) => None,
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
    let all = first.into_iter().chain(others).collect::<Vec<_>>();
    // A contact that only comes up waits for a customer that is about to fall.
    let is_settled = first.is_some_and(|(status, ..)| status != Status::Ahead);
    let lead = if is_settled { first } else { all.iter().copied().min_by_key(|(status, ..)| *status) };
    let (status, days, task) = lead?;
    let others = all.into_iter().map(|(.., other)| other).filter(|other| *other != task);
    Some(Due { row, status, days, tasks: std::iter::once(task).chain(others).collect() })
}

/// By which the shortest cadence is found: when the contact is due and overdue, and when it would be if today's were made.
fn cadence(contact: &Contact, today: Day) -> (Day, Day, Option<(Day, Day)>) {
    (contact.next, contact.latest, contact.period.after(today))
}

/// When each customer is to be contacted next, by the shortest cadence over the visible rules: days since 1970-01-01, and
/// [`Dates::MISSING`] where there is no cadence or the last contact cannot be read. `today` is due for whoever was never contacted.
pub fn next_contacts(scored: &[Scored<'_>], last: &Dates, today: Day) -> Vec<i32> {
    let mut next = vec![Dates::MISSING; last.len()];
    for (file, rule) in visible(scored) {
        let tiers = &scored[file].set.rules[rule].tiers;
        if tiers.iter().all(|tier| tier.follow_up.contact_every.is_none() && tier.follow_up.first_contact.is_none()) {
            continue;
        }
        for (row, (next, code)) in next.iter_mut().zip(scored[file].all_codes(rule)).enumerate() {
            let (Some(tier), Some(last)) = (tier_of(tiers, code), known(last.get(row))) else { continue };
            if let Some(contact) = tier.follow_up.contact(last, today)
                && (*next == Dates::MISSING || contact.next.0 < *next)
            {
                *next = contact.next.0;
            }
        }
    }
    next
}

/// The rules that give a column to see, each by its file and its place there.
pub fn visible(scored: &[Scored<'_>]) -> Vec<(usize, usize)> {
    let rules = |(file, scored): (usize, &Scored<'_>)| scored.shown().map(|rule| (file, rule)).collect::<Vec<_>>();
    scored.iter().enumerate().flat_map(rules).collect()
}

fn tier_of(tiers: &[Tier], code: Code) -> Option<&Tier> {
    tiers.get(code.index()?)
}

/// A last contact: none where the cell is missing; `None` where it cannot be read, so that nobody knows.
fn known(last: Cell<i32>) -> Option<Option<Day>> {
    match last {
        Cell::Value(day) => Some(Some(Day(day))),
        Cell::Missing => Some(None),
        Cell::Bad => None,
    }
}
