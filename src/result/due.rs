//! Whom to contact next: the follow-up of every customer by all its labels, and what there is to do about it.

use std::collections::BTreeMap;

use crate::date::Day;
use crate::rule::follow_up::{FollowUp, Period, Review};
use crate::rule::scope::{Meaning, Ref};
use crate::rule::tier::Tier;
use crate::rule::{Field, RuleSet};
use crate::score::cadence::{Contact, Contacts, Standing, earliest};
use crate::score::{Cell, Code, Dates, Scored, Texts};

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

/// When customers were acquired, last contacted and reviewed, and what was agreed with them, where the list says so.
#[derive(Debug, Clone, Copy, Default)]
pub struct History<'a> {
    /// The last contacts.
    pub contacts: Option<&'a Dates>,
    /// When customers were acquired.
    pub acquired: Option<&'a Dates>,
    /// The next contacts, as agreed.
    pub agreed: Option<&'a Dates>,
    /// The last reviews.
    pub reviews: Option<&'a Dates>,
}

impl History<'_> {
    /// What is known of a customer's contacts; `None` where its last contact cannot be read, so that nobody knows.
    fn contacts(&self, row: usize) -> Option<Contacts> {
        let last = match self.contacts.map_or(Cell::Missing, |last| last.get(row)) {
            Cell::Value(day) => Some(Day(day)),
            Cell::Missing => None,
            Cell::Bad => return None,
        };
        Some(Contacts { last, acquired: day_at(self.acquired, row), agreed: day_at(self.agreed, row) })
    }

    /// Whether the list says anything of contacts.
    pub fn tells_contacts(&self) -> bool {
        self.contacts.or(self.acquired).or(self.agreed).is_some()
    }
}

fn day_at(dates: Option<&Dates>, row: usize) -> Option<Day> {
    dates?.get(row).value().map(Day)
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
    /// Review it: how often, and for how many days the review has been overdue, 0 while it is only due.
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
    /// From when its next contact is due; a customer that is released, or has nothing but a review or a fall before it, has none.
    pub next: Option<Day>,
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
        let contacts = history.contacts(row);
        let reviewed = day_at(history.reviews, row);
        let (mut tasks, mut has_label, mut unreadable) = (Vec::new(), false, false);
        for (file, rule, codes) in &rules {
            let Some(tier) = codes[row].index() else { continue };
            has_label = true;
            let task = |tier: usize, what: What| Task { file: *file, rule: *rule, tier, what };
            let tiers = &scored[*file].set.rules[*rule].tiers;
            let follow_up = &tiers[tier].follow_up;
            unreadable |= contacts.is_none() && uses_contacts(follow_up);
            let known = contacts.filter(|_| history.tells_contacts());
            tasks.extend(whats(follow_up, known.as_ref(), reviewed, today).map(|what| task(tier, what)));
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

/// Whether a tier's follow-up looks at contacts: it counts from the last one, or has a script for the next.
pub fn uses_contacts(follow_up: &FollowUp) -> bool {
    has_contacts(follow_up) || follow_up.release_after.is_some()
}

/// Whether a tier's customers are contacted: by a cadence, or, where it has nothing but a script, on the day that was agreed.
fn has_contacts(follow_up: &FollowUp) -> bool {
    follow_up.contact_every.is_some() || follow_up.first_contact.is_some() || follow_up.has_script()
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
    let any = |is_so: fn(&FollowUp) -> bool| tiers().any(|tier| is_so(&tier.follow_up));
    let counts_from_acquired = |tier: &FollowUp| tier.first_contact.is_some() || tier.release_after.is_some();
    let times = [
        ("last_contact", any(uses_contacts)),
        ("acquired", any(counts_from_acquired)),
        ("agreed_contact", any(uses_contacts)),
        ("last_review", tiers().any(is_reviewed)),
        ("owner", any(|tier| uses_contacts(tier) || tier.review_every.is_some())),
    ];
    let named = |name: &str| set.scope.fields.iter().find(|field| field.name == name).cloned();
    let known = times.into_iter().filter(|(_, is_used)| *is_used).filter_map(|(name, _)| named(name));
    let mut fields = fall_fields(set).into_iter().chain(known).collect::<Vec<_>>();
    let missing = script_fields(set).into_iter().filter(|field| !fields.iter().any(|other| other.name == field.name));
    let missing = missing.collect::<Vec<_>>();
    fields.extend(missing);
    fields
}

/// The fields that the scripts of these rules fill in, each once.
pub fn script_fields(set: &RuleSet) -> Vec<Field> {
    let tiers = set.rules.iter().flat_map(|rule| &rule.tiers);
    let scripts = tiers.flat_map(|tier| [&tier.follow_up.script, &tier.follow_up.script_zh]).flatten();
    let mut names = scripts.flat_map(|script| script.columns()).collect::<Vec<_>>();
    names.sort_unstable();
    names.dedup();
    names.into_iter().filter_map(|name| set.scope.fields.iter().find(|field| field.name == name).cloned()).collect()
}

impl Dues {
    /// The same by the words of a column, in their order, each group with its customers; those without a word come last.
    pub fn split_by(&self, words: &Texts) -> Vec<(Option<String>, Dues)> {
        let mut groups = BTreeMap::<(bool, Option<String>), Vec<Due>>::new();
        for due in &self.customers {
            let word = words.text(due.row).value().map(str::to_owned);
            groups.entry((word.is_none(), word)).or_default().push(due.clone());
        }
        let group = |((_, word), customers)| (word, Dues { customers, ..Dues::default() });
        groups.into_iter().map(group).collect()
    }
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
    contacts: Option<&Contacts>,
    reviewed: Option<Day>,
    today: Day,
) -> impl Iterator<Item = What> {
    let contact = contacts.and_then(|contacts| follow_up.contact(contacts, today)).map(What::Contact);
    let release = contacts.and_then(|contacts| follow_up.released(contacts, today)).zip(follow_up.release_after);
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

/// What there is to do about a customer: it is released, or else contacted; and it may be reviewed or fall.
fn due(row: usize, tasks: Vec<Task>, today: Day, within: u32) -> Option<Due> {
    let releases = tasks.iter().filter_map(|task| match task.what {
        What::Release(_, days) => Some((days, task)),
        _ => None,
    });
    let others = tasks.iter().filter_map(|task| match task.what {
        What::Review(_, days) => Some((Status::Review, days, *task)),
        What::Fall(days) => Some((Status::Falls, days, *task)),
        What::Keep(days) => Some((Status::AboutToFall, days, *task)),
        What::Contact(_) | What::Release(..) => None,
    });
    let release = releases.rev().max_by_key(|(days, _)| *days);
    let contact = if release.is_none() { next_contact(&tasks, today) } else { None };
    let first = match (release, &contact) {
        (Some((days, task)), _) => Some((Status::Release, days, *task)),
        (None, Some((_, standing, task))) => match *standing {
            Standing::Overdue(days) => Some((Status::Overdue, days, *task)),
            Standing::Due => Some((Status::Due, 0, *task)),
            Standing::Ahead(days) => (days <= within).then_some((Status::Ahead, days, *task)),
        },
        (None, None) => None,
    };
    let all = first.into_iter().chain(others).collect::<Vec<_>>();
    // A contact that only comes up waits for a customer that is about to fall.
    let is_settled = first.is_some_and(|(status, ..)| status != Status::Ahead);
    let lead = if is_settled { first } else { all.iter().copied().min_by_key(|(status, ..)| *status) };
    let (status, days, task) = lead?;
    let next = contact.filter(|_| first.is_some()).map(|(next, ..)| next);
    let others = all.into_iter().map(|(.., other)| other).filter(|other| *other != task);
    Some(Due { row, status, days, next, tasks: std::iter::once(task).chain(others).collect() })
}

/// From when a customer is to be contacted, how that stands, and the task that says so. Of several contacts the earliest due date and the
/// earliest deadline count, each for itself: one that is overdue is so by the rule with the earliest deadline.
fn next_contact(tasks: &[Task], today: Day) -> Option<(Day, Standing, Task)> {
    let contacts = tasks.iter().filter_map(|task| match task.what {
        What::Contact(contact) => Some((contact, task)),
        _ => None,
    });
    let contacts = contacts.collect::<Vec<_>>();
    let (next, latest) = earliest(contacts.iter().map(|(contact, _)| *contact))?;
    let standing = Standing::of((next, latest), today);
    let by_due = |contact: &Contact| (contact.next, contact.latest);
    let by_deadline = |contact: &Contact| (contact.latest, contact.next);
    let (_, task) = match standing {
        Standing::Overdue(_) => contacts.iter().min_by_key(|(contact, _)| by_deadline(contact))?,
        Standing::Due | Standing::Ahead(_) => contacts.iter().min_by_key(|(contact, _)| by_due(contact))?,
    };
    Some((next, standing, **task))
}

/// When each customer is to be contacted next, by the earliest due date over the visible rules: days since 1970-01-01, and
/// [`Dates::MISSING`] where there is no cadence or the last contact cannot be read.
pub fn next_contacts(scored: &[Scored<'_>], history: History<'_>, today: Day) -> Vec<i32> {
    let customers = history.contacts.map_or(0, |last| last.len());
    let mut next = vec![Dates::MISSING; customers];
    for (file, rule) in visible(scored) {
        let tiers = &scored[file].set.rules[rule].tiers;
        if !tiers.iter().any(|tier| has_contacts(&tier.follow_up)) {
            continue;
        }
        for (row, (next, code)) in next.iter_mut().zip(scored[file].all_codes(rule)).enumerate() {
            let (Some(tier), Some(contacts)) = (tier_of(tiers, code), history.contacts(row)) else { continue };
            if let Some(contact) = tier.follow_up.contact(&contacts, today)
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
