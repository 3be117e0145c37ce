//! A decision on a list: its conditions are tested in blocks of customers.

use std::sync::{Arc, OnceLock};

use crate::date::Day;
use crate::rule::expression::term::{DateTerm, NumberTerm, TextTerm};
use crate::rule::expression::{Behind, Part};
use crate::rule::method::Decision;
use crate::rule::method::decision::Condition;
use crate::rule::mistake::{Constant, MethodMistake};
use crate::rule::scope::Ref;
use crate::rule::settings::Complaints;
use crate::score::column::Code;
use crate::score::frame::{Block, Frame};
use crate::score::model::Model;
use crate::score::reason::{Fact, Gap, GapKind, Reason, Step, Way};
use crate::score::truth::Truth;

mod atoms;
mod ways;

use atoms::{Atoms, Test};
use ways::{Search, asked};

/// The conditions of a decision.
#[derive(Debug)]
pub struct Decided {
    conditions: Arc<[Condition]>,
    /// The code of the customers for whom no condition holds.
    rest: Code,
    /// The conditions taken apart, where somebody asks for a reason.
    atoms: OnceLock<Atoms>,
}

/// How many parts of conditions a pattern holds at most.
const MOST_ATOMS: usize = 64;

/// A decision needs nothing of the list.
pub fn fit(decision: &Decision) -> Decided {
    Decided { conditions: decision.conditions.clone(), rest: Code::from(decision.rest), atoms: OnceLock::new() }
}

/// Warns of conditions that are the same for every customer of every list, so that they decide nothing.
pub fn check_constants(decision: &Decision, complaints: &Complaints) {
    for (index, condition) in decision.conditions.iter().enumerate() {
        let last = index + 1 == decision.conditions.len();
        let constant = match condition.expr.constant() {
            Some(Truth::True) if !last => Constant::HoldsBeforeOthers,
            Some(Truth::True) if decision.rest.is_some() => Constant::HoldsBeforeRest,
            Some(Truth::False) => Constant::Never,
            Some(Truth::Unknown) => Constant::Unknown,
            Some(Truth::True) | None => continue,
        };
        complaints.warning(&condition.span, MethodMistake::ConstantCondition { constant });
    }
}

impl Model for Decided {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        let rows = block.rows.len();
        let start = codes.len();
        codes.resize(start + rows, self.rest);
        let found = &mut codes[start..];
        let mut open = vec![true; rows];
        for condition in self.conditions.iter() {
            if !open.contains(&true) {
                break;
            }
            let truths = condition.expr.truths(block);
            let code = Code::at(condition.tier);
            for ((found, open), truth) in found.iter_mut().zip(&mut open).zip(truths) {
                let decided = if truth.holds() { code } else { Code::NONE };
                let decides = *open & (truth != Truth::False);
                *found = if decides { decided } else { *found };
                *open &= !decides;
            }
        }
    }

    fn patterns(&self, block: &Block<'_>) -> Option<Vec<u128>> {
        let atoms = self.atoms(block.frame);
        if atoms.atoms.len() > MOST_ATOMS {
            return None;
        }
        let mut patterns = vec![0u128; block.rows.len()];
        for truths in atoms.truths(block) {
            patterns.iter_mut().zip(truths).for_each(|(pattern, truth)| *pattern = *pattern << 2 | truth as u128);
        }
        Some(patterns)
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let block = frame.block(row..row + 1);
        for condition in self.conditions.iter() {
            match condition.expr.truths(&block)[0] {
                Truth::False => {}
                Truth::True => return self.held(condition, &block),
                Truth::Unknown => return unknown(condition, &block),
            }
        }
        match self.rest {
            Code::NONE => Reason::NothingHolds,
            code => {
                let better = self.better(code, &block);
                Reason::Condition { code, condition: None, facts: Vec::new(), better }
            }
        }
    }
}

impl Decided {
    fn atoms(&self, frame: &Frame<'_>) -> &Atoms {
        self.atoms.get_or_init(|| Atoms::new(self.conditions.iter().map(|condition| &condition.expr), frame))
    }

    fn held(&self, condition: &Condition, block: &Block<'_>) -> Reason {
        let columns = Behind::new(condition.expr.refs(), block.frame.derived).columns;
        let fact = |column: Ref| Fact { column, name: block.frame.scope.name(column), value: block.fact(column) };
        Reason::Condition {
            code: Code::at(condition.tier),
            condition: Some(condition.expr.text().to_owned()),
            facts: columns.into_iter().map(fact).collect(),
            // A condition tested before all others keeps its customers whatever the better tiers ask for.
            better: if condition.first { None } else { self.better(Code::at(condition.tier), block) },
        }
    }

    /// The way of a customer of this tier to a better one.
    fn better(&self, code: Code, block: &Block<'_>) -> Option<Way> {
        let atoms = self.atoms(block.frame);
        let now = atoms.truths(block).into_iter().map(|truths| truths[0]).collect::<Vec<_>>();
        let search = Search { atoms, conditions: &self.conditions, scope: block.frame.scope };
        let (tier, steps) = search.way(code.index()?, &now)?;
        let steps = steps.into_iter().map(|(atom, wanted)| step(&atoms.atoms[atom], wanted, block));
        Some(Way { code: Code::at(tier), steps: steps.collect::<Option<_>>()? })
    }
}

/// What has to change for an atom to be what is wanted.
fn step(atom: &atoms::Atom, wanted: bool, block: &Block<'_>) -> Option<Step> {
    let part = Part { holds: wanted, ..atom.part.clone() };
    let name = |column: Ref| block.frame.scope.name(column);
    Some(match &atom.test {
        Test::Number(NumberTerm::Column(column @ (Ref::Field(_) | Ref::Score(_))), comparison, bound) => {
            let value = block.numbers(*column).cells().swap_remove(0).value()?.to_decimal();
            Step::Number {
                column: *column,
                name: name(*column),
                value,
                comparison: asked(*comparison, wanted),
                bound: *bound,
            }
        }
        Test::Date(DateTerm::Column(column @ Ref::Field(_)), comparison, bound) => {
            let (value, bound) = (Day(block.dates(*column)[0]), Day(*bound));
            Step::Date { column: *column, name: name(*column), value, comparison: asked(*comparison, wanted), bound }
        }
        Test::Flag(column) => Step::Flag { name: name(*column), part },
        Test::Words(TextTerm::Column(column @ Ref::Field(_)), words, _) => {
            Step::Words { name: name(*column), words: words.clone(), part }
        }
        _ => Step::Condition(part),
    })
}

fn unknown(condition: &Condition, block: &Block<'_>) -> Reason {
    let gap = |column| Gap { name: block.frame.scope.name(column), kind: GapKind::Missing };
    Reason::Unknown {
        code: Code::at(condition.tier),
        condition: condition.expr.text().to_owned(),
        gaps: condition.expr.missing(block).into_iter().map(gap).collect(),
    }
}

#[cfg(test)]
mod tests;
