//! Two labellings of customers compared: who moved where, and the revenue that moved.
//!
//! Pure: labels and pairs of customers in, tables out. The totals reconcile on both sides: a matrix's rows add up to the earlier list,
//! its columns to the later one.

use std::borrow::Cow;

use crate::document::table::{Heading, Row, RowKind, Table, Value};
use crate::folding::folded;
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::Rule;
use crate::score::policy::Movement;
use crate::score::{Code, Numbers, Texts};
use crate::words::{self, headings};

mod matrix;
mod movers;

pub use movers::{Reasons, movers};

/// One of the two labellings.
#[derive(Debug)]
pub struct Side<'a> {
    /// What is compared: a list's column, or a rule's.
    pub name: String,
    /// Its labels, best first.
    pub labels: Vec<Label>,
    /// Whether their order is a rank.
    pub ranked: bool,
    /// The code of each customer.
    pub codes: Vec<Code>,
    /// What each customer is worth, where the list has it.
    pub revenue: Option<&'a Numbers>,
    /// The customers' ids.
    pub ids: Option<&'a Texts>,
    /// The customers' names.
    pub names: Option<&'a Texts>,
}

/// A label of one side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// In the language of the run.
    pub text: String,
    /// In English, for scripts and for the comparison with the other side's.
    pub key: String,
    /// Its colour.
    pub color: Option<String>,
}

impl Label {
    /// The labels of a rule.
    pub fn of_rule(rule: &Rule, language: Language) -> Vec<Label> {
        let label = |tier| Label {
            text: words::label(tier, language).to_owned(),
            key: words::label(tier, Language::En).to_owned(),
            color: tier.color.clone(),
        };
        rule.tiers.iter().map(label).collect()
    }

    /// A text that a list has in its column.
    pub fn written(text: &str) -> Label {
        Label { text: text.to_owned(), key: text.to_owned(), color: None }
    }
}

/// What became of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It is on both sides, or only on the later one.
    Moved(Movement),
    /// It is only on the earlier side.
    Lost,
}

impl Change {
    /// All, in the order in which they are told.
    const ALL: [Change; 6] = [
        Change::Moved(Movement::Up),
        Change::Moved(Movement::Down),
        Change::Moved(Movement::Changed),
        Change::Moved(Movement::New),
        Change::Lost,
        Change::Moved(Movement::Same),
    ];

    fn word(self, language: Language) -> &'static str {
        match self {
            Change::Moved(movement) => words::movement(movement, language),
            Change::Lost => words::lost(language),
        }
    }
}

/// A customer: its row on the earlier side and on the later one; it is on one of them at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// On both sides.
    Both(usize, usize),
    /// Only on the earlier one.
    Lost(usize),
    /// Only on the later one.
    New(usize),
}

impl Pair {
    fn before(self) -> Option<usize> {
        match self {
            Pair::Both(row, _) | Pair::Lost(row) => Some(row),
            Pair::New(_) => None,
        }
    }

    fn now(self) -> Option<usize> {
        match self {
            Pair::Both(_, row) | Pair::New(row) => Some(row),
            Pair::Lost(_) => None,
        }
    }
}

/// The customers of two lists: for each customer of the later list its row in the earlier one, if it is there.
pub fn pairs(earlier: usize, matched: &[Option<usize>]) -> Vec<Pair> {
    let mut found = vec![false; earlier];
    matched.iter().flatten().for_each(|&row| found[row] = true);
    let later =
        matched.iter().enumerate().map(|(row, before)| before.map_or(Pair::New(row), |before| Pair::Both(before, row)));
    let lost = found.iter().enumerate().filter(|(_, found)| !**found).map(|(row, _)| Pair::Lost(row));
    later.chain(lost).collect()
}

/// Two labellings and the customers that they have.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// The earlier side, or that of the old rule.
    pub before: Side<'a>,
    /// The later side, or that of the new rule.
    pub now: Side<'a>,
    /// The customers.
    pub pairs: Vec<Pair>,
    /// Whether both sides are of one list, so that there is only one revenue.
    pub one_list: bool,
    ranks: Ranks,
}

/// Where each side's labels stand on the other one.
#[derive(Debug)]
struct Ranks {
    /// For each earlier label the same one on the later side.
    later: Vec<Option<usize>>,
    /// For each later label the same one on the earlier side.
    earlier: Vec<Option<usize>>,
    /// Whether one of two different labels can be the better one.
    ranked: bool,
}

impl Ranks {
    fn new(before: &Side<'_>, now: &Side<'_>) -> Ranks {
        let find =
            |labels: &[Label], label: &Label| labels.iter().position(|other| folded(&other.key) == folded(&label.key));
        let later = before.labels.iter().map(|label| find(&now.labels, label)).collect::<Vec<_>>();
        let earlier = now.labels.iter().map(|label| find(&before.labels, label)).collect::<Vec<_>>();
        let agree = later.iter().flatten().is_sorted();
        Ranks { later, earlier, ranked: before.ranked && now.ranked && agree }
    }

    fn movement(&self, before: Code, now: Code) -> Movement {
        let (Some(before), Some(now)) = (before.index(), now.index()) else {
            return if before == now { Movement::Same } else { Movement::Changed };
        };
        // Where one side lacks the other's label, the side that has both decides.
        let (from, to) = match (self.later[before], self.earlier[now]) {
            (Some(before), _) => (before, now),
            (None, Some(now)) => (before, now),
            (None, None) => return Movement::Changed,
        };
        match from.cmp(&to) {
            std::cmp::Ordering::Equal => Movement::Same,
            _ if !self.ranked => Movement::Changed,
            std::cmp::Ordering::Greater => Movement::Up,
            std::cmp::Ordering::Less => Movement::Down,
        }
    }
}

impl<'a> Comparison<'a> {
    /// Compares two sides. Labels are the same where their English is, ignoring case, width and outer blanks.
    pub fn new(before: Side<'a>, now: Side<'a>, pairs: Vec<Pair>, one_list: bool) -> Comparison<'a> {
        let ranks = Ranks::new(&before, &now);
        Comparison { before, now, pairs, one_list, ranks }
    }

    /// What became of a customer.
    pub fn change(&self, pair: Pair) -> Change {
        match pair {
            Pair::Lost(_) => Change::Lost,
            Pair::New(_) => Change::Moved(Movement::New),
            Pair::Both(before, now) => {
                Change::Moved(self.ranks.movement(self.before.codes[before], self.now.codes[now]))
            }
        }
    }

    /// How many customers moved which way with how much revenue, and where they went.
    pub fn tables(&self, language: Language) -> Vec<Table> {
        let mut tables = vec![matrix::changes(self, language)];
        tables.extend(matrix::matrices(self, language));
        tables
    }

    fn previous_heading(&self, language: Language) -> Heading {
        if self.one_list { headings::old_rule(language) } else { headings::previous(language) }
    }

    fn now_heading(&self, language: Language) -> Heading {
        if self.one_list { headings::new_rule(language) } else { headings::now(language) }
    }

    /// The revenue columns that there are: a heading each, and what a customer has.
    fn money(&self, language: Language) -> Vec<(Heading, Amount)> {
        if self.one_list {
            return self.now.revenue.map(|_| (headings::revenue(language), revenue_now as _)).into_iter().collect();
        }
        let before = self.before.revenue.map(|_| (headings::revenue_before(language), revenue_before as _));
        let now = self.now.revenue.map(|_| (headings::revenue_now(language), revenue_now as _));
        before.into_iter().chain(now).collect()
    }
}

/// What a customer has in a column of revenue.
type Amount = fn(&Comparison<'_>, Pair) -> Option<Decimal>;

fn revenue_before(comparison: &Comparison<'_>, pair: Pair) -> Option<Decimal> {
    comparison.before.revenue?.get(pair.before()?).value()
}

fn revenue_now(comparison: &Comparison<'_>, pair: Pair) -> Option<Decimal> {
    comparison.now.revenue?.get(pair.now()?).value()
}

/// A label as a cell of a table.
fn label_of(side: &Side<'_>, row: Option<usize>, language: Language) -> Value {
    row.map_or(Value::Empty, |row| {
        let label = side.codes[row].index().map(|index| side.labels[index].text.as_str());
        Value::Text(label.unwrap_or_else(|| words::unclassified(language)).to_owned())
    })
}

fn total_row(cells: Vec<Value>) -> Row {
    Row { kind: RowKind::Total, color: None, cells }
}

fn keyed(text: String, key: impl Into<Cow<'static, str>>) -> Heading {
    Heading { text, key: key.into() }
}

#[cfg(test)]
mod tests;
