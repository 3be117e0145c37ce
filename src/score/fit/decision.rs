//! A decision on a list: its conditions are tested in blocks of customers.

use std::sync::Arc;

use crate::rule::method::Decision;
use crate::rule::method::decision::Condition;
use crate::rule::mistake::{Constant, MethodMistake};
use crate::rule::scope::Ref;
use crate::rule::settings::Complaints;
use crate::score::column::Code;
use crate::score::frame::{Block, Frame};
use crate::score::model::Model;
use crate::score::reason::{Fact, Gap, GapKind, Miss, Reason};
use crate::score::truth::Truth;

/// The conditions of a decision.
#[derive(Debug)]
pub struct Decided {
    conditions: Arc<[Condition]>,
    /// The code of the customers for whom no condition holds.
    rest: Code,
}

/// A decision needs nothing of the list.
pub fn fit(decision: &Decision) -> Decided {
    Decided { conditions: decision.conditions.clone(), rest: Code::from(decision.rest) }
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
    fn held(&self, condition: &Condition, block: &Block<'_>) -> Reason {
        let fact = |&column: &Ref| Fact { name: block.frame.scope.name(column), value: block.fact(column) };
        Reason::Condition {
            code: Code::at(condition.tier),
            condition: Some(condition.expr.text().to_owned()),
            facts: condition.expr.refs().iter().map(fact).collect(),
            // A condition tested before all others keeps its customers whatever the better tiers ask for.
            better: if condition.first { None } else { self.better(Code::at(condition.tier), block) },
        }
    }

    /// What keeps a customer of this tier from the next better one that a condition leads to.
    fn better(&self, code: Code, block: &Block<'_>) -> Option<Miss> {
        let better = self.conditions.iter().filter(|condition| Code::at(condition.tier) < code);
        let nearest = better.max_by_key(|condition| (Code::at(condition.tier), !condition.first))?;
        Some(Miss {
            code: Code::at(nearest.tier),
            condition: nearest.expr.text().to_owned(),
            comparison: nearest.expr.failed(block),
        })
    }
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
