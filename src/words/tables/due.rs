//! Whom to contact next, as a table.

use std::borrow::Cow;

use super::text_or_empty;
use crate::date::Day;
use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::language::Language;
use crate::result::due::{Due, Dues, History, Status, Task, What, visible};
use crate::rule::Rule;
use crate::rule::follow_up::{Falls, NEXT_CONTACT, Review};
use crate::rule::scope::{Meaning, Ref};
use crate::rule::tier::Tier;
use crate::score::cadence::Why;
use crate::score::{Column, Scored, Texts};
use crate::words::run::date;
use crate::words::{self, follow_up, headings};

/// What of the list is shown beside what there is to do.
#[derive(Debug, Clone)]
pub struct Shown<'a> {
    /// The customers' numbers.
    pub ids: Option<&'a Texts>,
    /// The customers' names.
    pub names: Option<&'a Texts>,
    /// Who looks after them.
    pub owners: Option<&'a Texts>,
    /// When they were contacted and reviewed.
    pub history: History<'a>,
    /// The columns that scripts fill in, by their fields.
    pub script_columns: Vec<(String, &'a Column)>,
    /// Whether the status is shown a second time as scripts read it.
    pub codes: bool,
}

/// What every table of dues is made from.
pub struct DuePage<'a> {
    scored: &'a [Scored<'a>],
    rules: Vec<(usize, usize)>,
    shown: &'a Shown<'a>,
    marked: bool,
    scripted: bool,
    today: Day,
    within: u32,
    language: Language,
}

impl<'a> DuePage<'a> {
    /// The tables of a scored list on a day, for so many days ahead.
    pub fn new(
        scored: &'a [Scored<'a>],
        shown: &'a Shown<'a>,
        (today, within): (Day, u32),
        language: Language,
    ) -> DuePage<'a> {
        let rules = visible(scored);
        let any = |has: fn(&Tier) -> bool| {
            rules.iter().any(|&(file, rule)| scored[file].set.rules[rule].tiers.iter().any(has))
        };
        let (marked, scripted) = (any(has_mark), any(|tier| tier.follow_up.has_script()));
        DuePage { scored, rules, shown, marked, scripted, today, within, language }
    }

    /// The table: one row for each customer, with its labels, its days, why, and what to do; under it how many there are.
    pub fn table(&self, dues: &Dues) -> Table {
        let (words, language) = (self.language.words(), self.language);
        let mut notes = vec![counts(dues, self.within, language)];
        notes.extend((dues.unreadable > 0).then(|| words.unreadable_contacts(words::Count(dues.unreadable))));
        notes.extend((dues.unclassified > 0).then(|| words.due_unclassified(words::Count(dues.unclassified))));
        notes.extend(reviews(self.scored, &self.rules, language));
        let rows = dues.customers.iter().map(|due| self.row(due)).collect();
        Table { title: words.due_title(&date(self.today)), columns: self.columns(), rows, notes, ..Table::default() }
    }

    /// The table of one owner's customers.
    pub fn of_owner(&self, owner: Option<&str>, dues: &Dues) -> Table {
        let words = self.language.words();
        let owner = owner.unwrap_or(words.no_owner());
        let title = words.due_title_of(&date(self.today), owner);
        Table { title, notes: vec![counts(dues, self.within, self.language)], ..self.table(dues) }
    }

    fn columns(&self) -> Vec<Heading> {
        let (shown, language) = (self.shown, self.language);
        let mut columns = Vec::new();
        columns.extend(shown.owners.map(|_| headings::owner(language)));
        columns.extend(shown.ids.map(|_| headings::id(language)));
        columns.extend(shown.names.map(|_| headings::name(language)));
        let label = |&(file, rule): &(usize, usize)| {
            let rule = &self.scored[file].set.rules[rule];
            Heading { text: words::label_header(rule, language).to_owned(), key: Cow::Owned(rule.name.clone()) }
        };
        columns.extend(self.rules.iter().map(label));
        columns.extend(shown.history.contacts.map(|_| headings::last_contact(language)));
        let rest = [
            headings::next_contact,
            headings::status,
            headings::days_overdue,
            headings::days_until,
            headings::reason,
            headings::action,
        ];
        columns.extend(rest.map(|heading| heading(language)));
        columns.extend(self.scripted.then(|| headings::script(language)));
        columns.extend(self.marked.then(|| headings::mark(language)));
        columns.extend(shown.codes.then(|| headings::status_code(language)));
        columns
    }

    fn row(&self, due: &Due) -> Row {
        let tiers = self.rules.iter().map(|&(file, rule)| self.tier(file, rule, due.row)).collect::<Vec<_>>();
        let mark = tiers.iter().flatten().find_map(|tier| tier.follow_up.mark.clone());
        let mut cells = Vec::new();
        cells.extend(self.shown.owners.map(|owners| text_or_empty(owners.text(due.row).value())));
        cells.extend(self.shown.ids.map(|ids| text_or_empty(ids.text(due.row).value())));
        cells.extend(self.shown.names.map(|names| text_or_empty(names.text(due.row).value())));
        let label = |tier: &Option<&Tier>| {
            Value::text(tier.map_or(self.language.words().unclassified(), |tier| words::label(tier, self.language)))
        };
        cells.extend(tiers.iter().map(label));
        cells.extend(
            self.shown
                .history
                .contacts
                .map(|last| last.get(due.row).value().map_or(Value::Empty, |day| Value::Date(Day(day)))),
        );
        cells.push(due.next.map_or(Value::Empty, Value::Date));
        cells.push(Value::text(self.language.words().due_status(due.status)));
        let days = Value::Count(u64::from(due.days));
        cells.extend(match due.status {
            Status::Due | Status::Ahead | Status::AboutToFall => [Value::Empty, days],
            Status::Review if due.days == 0 => [Value::Empty, days],
            Status::Overdue | Status::Review | Status::Release | Status::Falls => [days, Value::Empty],
        });
        let whys = due.tasks.iter().map(|task| self.why(due.row, task)).collect::<Vec<_>>();
        cells.push(Value::text(whys.join(self.language.words().semicolon())));
        let own = due.tasks.first().map(|task| &self.rule(task.file, task.rule).tiers[task.tier]);
        let action = own.and_then(|tier| words::action(tier, self.language));
        cells.push(text_or_empty(action));
        cells.extend(
            self.scripted.then(|| own.and_then(|tier| self.script(tier, due)).map_or(Value::Empty, Value::text)),
        );
        cells.extend(self.marked.then(|| mark.as_deref().map_or(Value::Empty, |code| self.color(code))));
        cells.extend(self.shown.codes.then(|| Value::text(due.status.code())));
        Row { kind: RowKind::Body, color: mark.or_else(|| own?.color.clone()), cells }
    }

    fn why(&self, row: usize, task: &Task) -> String {
        let rule = self.rule(task.file, task.rule);
        let tier = &rule.tiers[task.tier];
        let words = self.language.words();
        let why = match (task.what, &tier.follow_up.falls) {
            (What::Contact(contact), _) => match contact.why {
                Why::First(period) => words.first_contact(period),
                Why::Cadence(period) => words.contact(period),
                Why::Agreed => words.agreed_contact().to_owned(),
            },
            (What::Release(period, _), _) => words.release(period),
            (What::Review(period, _), _) => {
                let review = words.review(&Review::Every(period));
                match self.shown.history.reviews.and_then(|reviewed| reviewed.get(row).value()) {
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
        words.about_label(words::label_header(rule, self.language), words::label(tier, self.language), &why)
    }

    /// A tier's script, with the customer's own words filled in.
    fn script(&self, tier: &Tier, due: &Due) -> Option<String> {
        let script = words::script(tier, self.language)?;
        Some(script.filled(|name| match self.shown.script_columns.iter().find(|(field, _)| field == name) {
            Some((_, column)) => self.filled(column, due.row),
            None if name == NEXT_CONTACT => due.next.map(date).unwrap_or_default(),
            None => String::new(),
        }))
    }

    /// What a script has for a customer's cell.
    fn filled(&self, column: &Column, row: usize) -> String {
        let text = match column {
            Column::Texts(texts) => texts.text(row).value().map(str::to_owned),
            Column::Dates(days) => days.get(row).value().map(|day| date(Day(day))),
            Column::Numbers(numbers) => numbers.get(row).value().map(|number| number.normalized().to_string()),
            Column::Flags(flags) => flags.get(row).value().map(|flag| self.language.words().yes_or_no(flag).to_owned()),
            Column::Tags(tags) => {
                let words =
                    |tags_of: &[u32]| tags_of.iter().map(|&tag| tags.dictionary().text(tag)).collect::<Vec<_>>();
                tags.get(row).value().map(|own| words(own).join(self.language.words().semicolon()))
            }
        };
        text.unwrap_or_default()
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
        Some(language.words().about_label(words::label_header(rule, language), words::label(tier, language), &review))
    };
    tiers.filter_map(review).collect()
}
