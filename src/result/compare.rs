//! Two labellings of customers compared: who moved where, and the revenue that moved.
//!
//! Pure: labels and pairs of customers in, counts out. The totals reconcile on both sides: a matrix's rows add up to the earlier list,
//! its columns to the later one.

use super::label::Label;
use super::summary::Tally;
use crate::folding::folded;
use crate::number::Decimal;
use crate::score::policy::Movement;
use crate::score::{Code, Numbers, Texts};

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
    /// Its row on the earlier side.
    pub fn before(self) -> Option<usize> {
        match self {
            Pair::Both(row, _) | Pair::Lost(row) => Some(row),
            Pair::New(_) => None,
        }
    }

    /// Its row on the later side.
    pub fn now(self) -> Option<usize> {
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

/// A column of revenue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Revenue {
    /// That of the earlier side.
    Before,
    /// That of the later side.
    Now,
}

/// How many customers moved from which label to which, with their revenue.
///
/// A side's places are its labels, then one for customers without a label, then one for customers that only the other side has.
#[derive(Debug)]
pub struct Matrix {
    /// The cells: for each place of the earlier side those of the later one.
    pub cells: Vec<Vec<Tally>>,
    /// The sums over the earlier side's places, one for each place of the later side.
    pub across: Vec<Tally>,
    /// The sums over the later side's places, one for each place of the earlier side.
    pub down: Vec<Tally>,
    /// The sum over all.
    pub whole: Tally,
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
        let find = |labels: &[Label], label: &Label| {
            labels.iter().position(|other| folded(other.key()) == folded(label.key()))
        };
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

    /// The columns of revenue that there are; one list has only one.
    pub fn revenues(&self) -> Vec<Revenue> {
        let before = self.before.revenue.filter(|_| !self.one_list).map(|_| Revenue::Before);
        let now = self.now.revenue.map(|_| Revenue::Now);
        before.into_iter().chain(now).collect()
    }

    /// What a customer has in a column of revenue.
    pub fn revenue(&self, pair: Pair, of: Revenue) -> Option<Decimal> {
        match of {
            Revenue::Before => self.before.revenue?.get(pair.before()?).value(),
            Revenue::Now => self.now.revenue?.get(pair.now()?).value(),
        }
    }

    /// Customers and their revenues by what became of them, in the order in which they are told.
    pub fn changes(&self) -> Vec<(Change, Tally)> {
        let revenues = self.revenues();
        let mut changes = Change::ALL.map(|change| (change, Tally::new(revenues.len())));
        for &pair in &self.pairs {
            let change = self.change(pair);
            if let Some((_, tally)) = changes.iter_mut().find(|(known, _)| *known == change) {
                tally.add(revenues.iter().map(|&of| self.revenue(pair, of)));
            }
        }
        changes.into()
    }

    /// Customers and their revenues by where they were and where they are.
    pub fn matrix(&self) -> Matrix {
        let revenues = self.revenues();
        let none = || Tally::new(revenues.len());
        let [down, across] = [&self.before, &self.now].map(|side| side.labels.len() + 2);
        let mut matrix = Matrix {
            cells: vec![vec![none(); across]; down],
            across: vec![none(); across],
            down: vec![none(); down],
            whole: none(),
        };
        for &pair in &self.pairs {
            let from = place(&self.before, pair.before());
            let to = place(&self.now, pair.now());
            matrix.cells[from][to].add(revenues.iter().map(|&of| self.revenue(pair, of)));
        }
        for (sums, down) in matrix.cells.iter().zip(&mut matrix.down) {
            for (sum, across) in sums.iter().zip(&mut matrix.across) {
                down.merge(sum);
                across.merge(sum);
            }
            matrix.whole.merge(down);
        }
        matrix
    }

    /// The customers that are not the same on both sides: by revenue, then by id, then in the order of the list.
    pub fn movers(&self) -> Vec<Pair> {
        let moved = |pair: &Pair| self.change(*pair) != Change::Moved(Movement::Same);
        let revenue = |pair| self.revenue(pair, Revenue::Now).or_else(|| self.revenue(pair, Revenue::Before));
        let key = |pair: Pair| (revenue(pair), self.text(pair, |side| side.ids));
        let mut found = self.pairs.iter().copied().filter(moved).map(|pair| (key(pair), pair)).collect::<Vec<_>>();
        found.sort_by(|((more, one), _), ((less, other), _)| less.cmp(more).then_with(|| one.cmp(other)));
        found.into_iter().map(|(_, pair)| pair).collect()
    }

    /// A text of a customer, as the later side has it, else the earlier one.
    pub fn text(&self, pair: Pair, column: impl Fn(&Side<'a>) -> Option<&'a Texts>) -> Option<&'a str> {
        let of = |side, row: Option<usize>| column(side).and_then(|texts| texts.text(row?).value());
        of(&self.now, pair.now()).or_else(|| of(&self.before, pair.before()))
    }
}

/// Where a customer stands on one side: at a label, at none, or not there at all.
fn place(side: &Side<'_>, row: Option<usize>) -> usize {
    let labels = side.labels.len();
    row.map_or(labels + 1, |row| side.codes[row].index().unwrap_or(labels))
}
