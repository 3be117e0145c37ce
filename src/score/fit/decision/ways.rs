//! The way to a better tier of a decision: what all would have to change.
//!
//! Ways are looked for among the parts of the tier's condition, and taken only where they can be proved without a customer's values: with
//! the parts changed as the way says, and all others that speak of the same columns unknown, the customer would be in that tier and no
//! other; and with any step of it left short, it would not. So what holds of one customer holds of all whose parts are the same.

use std::cmp::Ordering;

use super::atoms::{Atom, Atoms, Shape, Test};
use crate::rule::expression::Comparison;
use crate::rule::expression::term::{DateTerm, NumberTerm};
use crate::rule::method::decision::Condition;
use crate::rule::scope::{Ref, Scope};
use crate::score::truth::Truth;

/// Of how many ways the best one is looked for.
const MOST_WAYS: usize = 64;

/// A step of a way: which atom changes, and what it is then.
pub(super) type Step = (usize, bool);

/// Looks for ways.
pub(super) struct Search<'s> {
    pub atoms: &'s Atoms,
    pub conditions: &'s [Condition],
    pub scope: &'s Scope,
}

/// How far a step goes: to its bound, or only short of it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Reach {
    Whole,
    Short,
}

impl Search<'_> {
    /// The way to the nearest better tier that there is one to, and that tier. `now` is what the atoms are for the customer.
    pub fn way(&self, code: usize, now: &[Truth]) -> Option<(usize, Vec<Step>)> {
        // A tier that is tested before all others is nobody's next step.
        let targets = (0..code).rev().flat_map(|tier| {
            let is_target = move |condition: &&(usize, &Condition)| condition.1.tier == tier && !condition.1.first;
            self.conditions
                .iter()
                .enumerate()
                .collect::<Vec<_>>()
                .iter()
                .filter(is_target)
                .map(|found| found.0)
                .collect::<Vec<_>>()
        });
        targets.into_iter().find_map(|target| {
            let mut ways = self.ways(&self.atoms.shapes[target], true, now);
            ways.iter_mut().for_each(|way| self.straighten(way));
            ways.sort_by_key(Vec::len);
            let way = ways.into_iter().find(|way| self.leads(way, target, now))?;
            Some((self.conditions[target].tier, way))
        })
    }

    /// The ways to make a condition hold, or not.
    fn ways(&self, shape: &Shape, wanted: bool, now: &[Truth]) -> Vec<Vec<Step>> {
        if Atoms::holds(shape, now) == Truth::of(wanted) {
            return vec![Vec::new()];
        }
        let needed = |parts: &[Shape], count: usize| self.some_of(parts, count, wanted, now);
        let mut ways = match (shape, wanted) {
            (Shape::Atom(atom), _) if !now[*atom].is_known() => Vec::new(),
            (Shape::Atom(atom), _) => vec![vec![(*atom, wanted)]],
            (Shape::Not(part), _) => self.ways(part, !wanted, now),
            (Shape::All(parts), true) | (Shape::Any(parts), false) => needed(parts, parts.len()),
            (Shape::Any(parts), true) | (Shape::All(parts), false) => needed(parts, 1),
            (Shape::AtLeast(least, parts), true) => needed(parts, *least),
            (Shape::AtLeast(least, parts), false) => needed(parts, (parts.len() + 1).saturating_sub(*least)),
        };
        ways.truncate(MOST_WAYS);
        ways
    }

    /// The ways to so many of the parts.
    fn some_of(&self, parts: &[Shape], count: usize, wanted: bool, now: &[Truth]) -> Vec<Vec<Step>> {
        let Some((first, others)) = parts.split_first() else {
            return if count == 0 { vec![Vec::new()] } else { Vec::new() };
        };
        if count > parts.len() {
            return Vec::new();
        }
        if count == 0 {
            return vec![Vec::new()];
        }
        let mut ways = Vec::new();
        let rest = self.some_of(others, count - 1, wanted, now);
        for way in self.ways(first, wanted, now) {
            ways.extend(rest.iter().map(|rest| [way.as_slice(), rest].concat()));
        }
        if Atoms::holds(first, now) != Truth::of(wanted) {
            ways.extend(self.some_of(others, count, wanted, now));
        }
        ways.truncate(MOST_WAYS);
        ways
    }

    /// Leaves out steps that a further one along the same way makes needless.
    fn straighten(&self, way: &mut Vec<Step>) {
        way.dedup();
        let steps = way.clone();
        way.retain(|&step| !steps.iter().any(|&other| other != step && self.settles(other, step)));
    }

    /// Whether a step makes another one needless: with it done whole, the other's atom is what it wants.
    fn settles(&self, step: Step, other: Step) -> bool {
        self.atom_after(other.0, &[(step, Reach::Whole)]).is_some_and(|truth| truth == Truth::of(other.1))
    }

    /// Whether a way leads to the tier of a condition, all of it is needed, and every step makes sense.
    fn leads(&self, way: &[Step], target: usize, now: &[Truth]) -> bool {
        if way.is_empty() || !way.iter().all(|&step| self.makes_sense(step)) {
            return false;
        }
        let whole = way.iter().map(|&step| (step, Reach::Whole)).collect::<Vec<_>>();
        if self.decided(&whole, now) != Some(target) {
            return false;
        }
        (0..way.len()).all(|short| {
            let mut steps = whole.clone();
            steps[short].1 = Reach::Short;
            let tier = self.conditions[target].tier;
            let truths = self.truths_after(&steps, now);
            // It must be certain that no condition of the tier decides.
            self.undecided(&truths, tier)
        })
    }

    /// The condition that decides for certain after these steps.
    fn decided(&self, steps: &[(Step, Reach)], now: &[Truth]) -> Option<usize> {
        let truths = self.truths_after(steps, now);
        let first = self.atoms.shapes.iter().position(|shape| Atoms::holds(shape, &truths) != Truth::False)?;
        (Atoms::holds(&self.atoms.shapes[first], &truths) == Truth::True).then_some(first)
    }

    /// Whether it is certain that the customer is not in a tier.
    fn undecided(&self, truths: &[Truth], tier: usize) -> bool {
        for (shape, condition) in self.atoms.shapes.iter().zip(self.conditions) {
            match Atoms::holds(shape, truths) {
                Truth::True => return condition.tier != tier,
                Truth::Unknown if condition.tier == tier => return false,
                _ => {}
            }
        }
        true
    }

    /// What the atoms are after some steps.
    fn truths_after(&self, steps: &[(Step, Reach)], now: &[Truth]) -> Vec<Truth> {
        let moved = |column: &Ref| steps.iter().any(|((atom, _), _)| self.atoms.atoms[*atom].columns.contains(column));
        let after = |atom: usize| match self.atom_after(atom, steps) {
            Some(truth) => truth,
            None if !self.atoms.atoms[atom].columns.iter().any(moved) => now[atom],
            // A value that changes is there.
            None if self.atoms.atoms[atom].test == Test::Missing => now[atom],
            None => Truth::Unknown,
        };
        (0..now.len()).map(after).collect()
    }

    /// What an atom is after steps that move the value that it tests; nothing where none does.
    fn atom_after(&self, atom: usize, steps: &[(Step, Reach)]) -> Option<Truth> {
        let tested = &self.atoms.atoms[atom];
        steps.iter().rev().find_map(|&((step, wanted), reach)| {
            let moved = &self.atoms.atoms[step];
            match (&moved.test, &tested.test) {
                (Test::Number(value, comparison, to), Test::Number(other, test, bound)) if value == other => {
                    let order = to.cmp(bound).then(side(*comparison, wanted, reach));
                    Some(Truth::of(test.holds(order)))
                }
                (Test::Date(value, comparison, to), Test::Date(other, test, bound)) if value == other => {
                    let day = to + days(side(*comparison, wanted, reach));
                    Some(Truth::of(test.holds(day.cmp(bound))))
                }
                (Test::Words(value, words, negated), Test::Words(other, these, not))
                    if value == other && wanted != *negated =>
                {
                    // Whichever of the words the customer takes.
                    let among = words.iter().filter(|word| these.contains(word)).count();
                    let is_among = match among {
                        0 => Truth::False,
                        all if all == words.len() => Truth::True,
                        _ => Truth::Unknown,
                    };
                    let is_short = reach == Reach::Short;
                    match (is_short, step == atom) {
                        (true, true) => Some(Truth::of(!wanted)),
                        (true, false) => Some(Truth::Unknown),
                        (false, _) => Some(if *not { is_among.not() } else { is_among }),
                    }
                }
                _ if step == atom => Some(Truth::of(wanted == (reach == Reach::Whole))),
                _ => None,
            }
        })
    }

    /// Whether a customer, or whoever sees to it, could want to take a step: nobody is advised to buy or order less.
    fn makes_sense(&self, (atom, wanted): Step) -> bool {
        let Atom { test, .. } = &self.atoms.atoms[atom];
        match test {
            Test::Number(value, comparison, _) => match direction(*comparison, wanted) {
                Some(direction) => self.number_may_move(value, direction),
                None => false,
            },
            Test::Date(value, comparison, _) => match (direction(*comparison, wanted), value) {
                (Some(direction), DateTerm::Column(column)) => self.date_may_move(*column, direction),
                (direction, _) => direction.is_some(),
            },
            Test::Words(_, _, negated) => wanted != *negated,
            Test::Flag(_) => true,
            Test::Missing | Test::Other => false,
        }
    }

    fn number_may_move(&self, value: &NumberTerm, direction: Ordering) -> bool {
        match value {
            // The more the better: of orders, of money and of whatever a better tier asks for more of.
            NumberTerm::Column(Ref::Field(field)) => {
                let counts_up = self.scope.fields[*field].counts_up();
                direction == Ordering::Greater || !(counts_up || self.more_is_asked_for(value))
            }
            NumberTerm::Column(Ref::Label(_)) => true,
            NumberTerm::Days(from, to) | NumberTerm::Months(to, from) => {
                let (from, to) = (&**from, &**to);
                match (from, to) {
                    // The days from the second to the first: longer means an earlier second or a later first date.
                    (DateTerm::AsOf, DateTerm::Column(column)) => self.since_may_move(*column, direction),
                    (DateTerm::Column(column), DateTerm::AsOf) => self.since_may_move(*column, direction.reverse()),
                    _ => true,
                }
            }
            _ => direction == Ordering::Greater,
        }
    }

    fn more_is_asked_for(&self, value: &NumberTerm) -> bool {
        self.atoms.atoms.iter().any(|atom| match &atom.test {
            Test::Number(other, Comparison::AtLeast | Comparison::Greater, _) => other == value,
            _ => false,
        })
    }

    /// Whether the time since a date may become longer, or shorter.
    fn since_may_move(&self, column: Ref, direction: Ordering) -> bool {
        match self.name(column) {
            name if name.starts_with("first_") => direction == Ordering::Greater,
            name if name.starts_with("last_") => direction == Ordering::Less,
            _ => true,
        }
    }

    fn date_may_move(&self, column: Ref, direction: Ordering) -> bool {
        match self.name(column) {
            name if name.starts_with("first_") => false,
            name if name.starts_with("last_") => direction == Ordering::Greater,
            _ => true,
        }
    }

    fn name(&self, column: Ref) -> &str {
        match column {
            Ref::Field(field) => &self.scope.fields[field].name,
            Ref::Derived(_) | Ref::Label(_) | Ref::Score(_) => "",
        }
    }
}

/// A comparison that is to hold, or not to.
pub(super) fn asked(comparison: Comparison, wanted: bool) -> Comparison {
    if wanted {
        return comparison;
    }
    match comparison {
        Comparison::Equal => Comparison::Unequal,
        Comparison::Unequal => Comparison::Equal,
        Comparison::Less => Comparison::AtLeast,
        Comparison::AtMost => Comparison::Greater,
        Comparison::Greater => Comparison::AtMost,
        Comparison::AtLeast => Comparison::Less,
    }
}

/// Which way a value moves so that a comparison is met; nothing where that cannot be said.
fn direction(comparison: Comparison, wanted: bool) -> Option<Ordering> {
    match asked(comparison, wanted) {
        Comparison::AtLeast | Comparison::Greater => Some(Ordering::Greater),
        Comparison::AtMost | Comparison::Less => Some(Ordering::Less),
        Comparison::Equal | Comparison::Unequal => None,
    }
}

/// On which side of the bound the value is after the step.
fn side(comparison: Comparison, wanted: bool, reach: Reach) -> Ordering {
    match (asked(comparison, wanted), reach) {
        (Comparison::Greater, Reach::Whole) | (Comparison::AtMost, Reach::Short) => Ordering::Greater,
        (Comparison::Less, Reach::Whole) | (Comparison::AtLeast, Reach::Short) => Ordering::Less,
        _ => Ordering::Equal,
    }
}

fn days(side: Ordering) -> i32 {
    match side {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }
}
