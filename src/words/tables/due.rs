//! Whom to contact next, as a table.

use std::borrow::Cow;

use super::text_or_empty;
use crate::date::Day;
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::result::due::{Due, Dues, Status, Task, What, visible};
use crate::rule::Rule;
use crate::rule::follow_up::{Falls, Review};
use crate::rule::scope::{Meaning, Ref};
use crate::rule::tier::Tier;
use crate::score::{Dates, Scored, Texts};
use crate::words::run::date;
use crate::words::{self, follow_up, headings};

/// What of the list is shown beside what there is to do.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The customers' numbers.
    pub ids: Option<&'a Texts>,
    /// The customers' names.
    pub names: Option<&'a Texts>,
    /// When they were last contacted.
    pub last: Option<&'a Dates>,
    /// When they were last reviewed.
    pub reviewed: Option<&'a Dates>,
    /// Whether the status is shown a second time as scripts read it.
    pub codes: bool,
}

/// The table: one row for each customer, with its labels, its days, why, and what to do; under it how many there are.
pub fn table(
    dues: &Dues,
    scored: &[Scored<'_>],
    shown: Shown<'_>,
    (today, within): (Day, u32),
    language: Language,
) -> Table {
    let rules = visible(scored);
    let marked = rules.iter().any(|&(file, rule)| scored[file].set.rules[rule].tiers.iter().any(has_mark));
    let columns = columns(scored, &rules, shown, marked, language);
    let page = Page { scored, rules: &rules, shown, marked, language };
    let rows = dues.customers.iter().map(|due| page.row(due)).collect();
    let mut notes = vec![counts(dues, within, language)];
    notes.extend((dues.unreadable > 0).then(|| language.words().unreadable_contacts(words::Count(dues.unreadable))));
    notes.extend((dues.unclassified > 0).then(|| language.words().due_unclassified(words::Count(dues.unclassified))));
    notes.extend(reviews(scored, &rules, language));
    Table { title: language.words().due_title(&date(today)), columns, rows, notes, ..Table::default() }
}

fn columns(
    scored: &[Scored<'_>],
    rules: &[(usize, usize)],
    shown: Shown<'_>,
    marked: bool,
    language: Language,
) -> Vec<Heading> {
    let mut columns = Vec::new();
    columns.extend(shown.ids.map(|_| headings::id(language)));
    columns.extend(shown.names.map(|_| headings::name(language)));
    let label = |&(file, rule): &(usize, usize)| {
        let name = &scored[file].set.rules[rule].name;
        Heading { text: name.clone(), key: Cow::Owned(name.clone()) }
    };
    columns.extend(rules.iter().map(label));
    columns.extend(shown.last.map(|_| headings::last_contact(language)));
    let rest = [
        headings::next_contact,
        headings::status,
        headings::days_overdue,
        headings::days_until,
        headings::reason,
        headings::action,
    ];
    columns.extend(rest.map(|heading| heading(language)));
    columns.extend(marked.then(|| headings::mark(language)));
    columns.extend(shown.codes.then(|| headings::status_code(language)));
    columns
}

fn has_mark(tier: &Tier) -> bool {
    tier.follow_up.mark.is_some()
}

fn counts(dues: &Dues, within: u32, language: Language) -> String {
    let of = |status| dues.customers.iter().filter(|due| due.status == status).count() as u64;
    follow_up::due_counts(Status::ALL.map(of), within, language)
}

/// How often the tiers are reviewed: since when, the list does not say, so there is no day.
fn reviews(scored: &[Scored<'_>], rules: &[(usize, usize)], language: Language) -> Vec<String> {
    let tiers = rules.iter().flat_map(|&(file, rule)| {
        let rule = &scored[file].set.rules[rule];
        rule.tiers.iter().map(move |tier| (rule, tier))
    });
    let review = |(rule, tier): (&Rule, &Tier)| {
        let review = tier.follow_up.review_every.as_ref()?;
        let review = language.words().review(review);
        Some(language.words().about_label(&rule.name, words::label(tier, language), &review))
    };
    tiers.filter_map(review).collect()
}

/// What every row is made from.
struct Page<'a> {
    scored: &'a [Scored<'a>],
    rules: &'a [(usize, usize)],
    shown: Shown<'a>,
    marked: bool,
    language: Language,
}

impl Page<'_> {
    fn row(&self, due: &Due) -> Row {
        let tiers = self.rules.iter().map(|&(file, rule)| self.tier(file, rule, due.row)).collect::<Vec<_>>();
        let mark = tiers.iter().flatten().find_map(|tier| tier.follow_up.mark.clone());
        let mut cells = Vec::new();
        cells.extend(self.shown.ids.map(|ids| text_or_empty(ids.text(due.row).value())));
        cells.extend(self.shown.names.map(|names| text_or_empty(names.text(due.row).value())));
        let label = |tier: &Option<&Tier>| {
            Value::text(tier.map_or(self.language.words().unclassified(), |tier| words::label(tier, self.language)))
        };
        cells.extend(tiers.iter().map(label));
        cells.extend(
            self.shown.last.map(|last| last.get(due.row).value().map_or(Value::Empty, |day| Value::Date(Day(day)))),
        );
        cells.push(next_contact(due));
        cells.push(Value::text(self.language.words().due_status(due.status)));
        let days = Value::Count(u64::from(due.days));
        cells.extend(match due.status {
            Status::Due | Status::Ahead | Status::AboutToFall => [Value::Empty, days],
            Status::Overdue | Status::Review | Status::Release | Status::Falls => [days, Value::Empty],
        });
        let whys = due.tasks.iter().map(|task| self.why(due.row, task)).collect::<Vec<_>>();
        cells.push(Value::text(whys.join(self.language.words().semicolon())));
        let own = due.tasks.first().map(|task| &self.rule(task.file, task.rule).tiers[task.tier]);
        let action = own.and_then(|tier| words::action(tier, self.language));
        cells.push(text_or_empty(action));
        cells.extend(self.marked.then(|| mark.as_deref().map_or(Value::Empty, |code| self.color(code))));
        cells.extend(self.shown.codes.then(|| Value::text(due.status.code())));
        Row { kind: RowKind::Body, color: mark.or_else(|| own?.color.clone()), cells }
    }

    fn why(&self, row: usize, task: &Task) -> String {
        let rule = self.rule(task.file, task.rule);
        let tier = &rule.tiers[task.tier];
        let words = self.language.words();
        let why = match (task.what, &tier.follow_up.falls) {
            (What::Contact(contact), _) if contact.first => words.first_contact(contact.period),
            (What::Contact(contact), _) => words.contact(contact.period),
            (What::Release(period, _), _) => words.release(period),
            (What::Review(period, _), _) => {
                let review = words.review(&Review::Every(period));
                match self.shown.reviewed.and_then(|reviewed| reviewed.get(row).value()) {
                    Some(last) => words.last_on(&review, &date(Day(last))),
                    None => review,
                }
            }
            (What::Fall(_), Some(falls)) => {
                words.fall(falls.after, &self.since(task.file, falls), self.fall_to(rule, falls))
            }
            (What::Keep(left), Some(falls)) => {
                words.about_to_fall(falls.after, &self.since(task.file, falls), self.fall_to(rule, falls), left)
            }
            (What::Fall(_) | What::Keep(_), None) => return String::new(),
        };
        words.about_label(&rule.name, words::label(tier, self.language), &why)
    }

    fn color(&self, code: &str) -> Value {
        Value::Color { code: code.to_owned(), name: words::color(code, self.language) }
    }

    /// What people call the column that a fall counts from.
    fn since(&self, file: usize, falls: &Falls) -> String {
        let scope = &self.scored[file].set.scope;
        match scope.find(&falls.since) {
            Some(Meaning::Column(Ref::Field(field), _)) => words::called(&scope.fields[field], self.language),
            _ => falls.since.clone(),
        }
    }

    /// The label of the tier that a customer falls to.
    fn fall_to<'r>(&self, rule: &'r Rule, falls: &'r Falls) -> &'r str {
        let to = rule.tiers.iter().find(|other| other.label == falls.to);
        to.map_or(falls.to.as_str(), |to| words::label(to, self.language))
    }

    fn rule(&self, file: usize, rule: usize) -> &Rule {
        &self.scored[file].set.rules[rule]
    }

    fn tier(&self, file: usize, rule: usize, row: usize) -> Option<&Tier> {
        self.rule(file, rule).tiers.get(self.scored[file].code(rule, row).index()?)
    }
}

/// The day of the next contact; whoever is released or has nothing but a review or a fall before it has none.
fn next_contact(due: &Due) -> Value {
    let next = |task: &Task| match task.what {
        What::Contact(contact) => Some(Value::Date(contact.next)),
        _ => None,
    };
    due.tasks.iter().find_map(next).unwrap_or(Value::Empty)
}
