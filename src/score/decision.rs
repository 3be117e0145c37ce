//! `decision`: the first condition that holds.

use std::sync::Arc;

use super::block::Block;
use super::column::Code;
use super::expression::{Effort, Expr};
use super::frame::Frame;
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::reason::{Fact, Gap, GapKind, Miss, Reason};
use super::scope::Ref;
use super::settings::{Complaints, Section, Span};
use super::tier::Tier;
use super::truth::Truth;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "decision",
    about: "the tier of the first condition that holds",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// Conditions in the order in which they are tested.
#[derive(Debug, Clone)]
struct Decision {
    conditions: Arc<[Condition]>,
    /// The tier for customers for whom no condition holds, or none.
    rest: Code,
}

/// A condition and the tier that it leads to.
#[derive(Debug)]
struct Condition {
    expr: Expr,
    code: Code,
    /// Whether it is tested before any `when`.
    first: bool,
}

/// A condition that was read, and where it stands.
struct Written {
    condition: Condition,
    span: Span,
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Decision> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("decision");
    if !settings.tier_sections.iter().any(has_condition) {
        let help = "add when = \"revenue >= 10_000\" to the tiers; the last one may have none";
        complaints.error(&settings.rule.head(), "no tier of this rule has a condition", help);
        return None;
    }
    let rest = rest(&settings.tier_sections);
    let written = ["first", "when"].into_iter().flat_map(|key| conditions(settings, key)).collect::<Vec<_>>();
    check_reach(&written, rest, &settings.tiers, complaints);
    let conditions = written.into_iter().map(|written| written.condition).collect();
    (complaints.errors() == before).then_some(Decision { conditions, rest })
}

fn has_condition(tier: &Section<'_>) -> bool {
    tier.has("when") || tier.has("first")
}

/// The tier that takes all customers for whom no condition holds. It stands last, apart from tiers that only have `first`.
fn rest(tiers: &[Section<'_>]) -> Code {
    let mut rest = Code::NONE;
    for (index, tier) in tiers.iter().enumerate().filter(|(_, tier)| !has_condition(tier)) {
        let only_first = |later: &Section<'_>| later.has("first") && !later.has("when");
        if tiers[index + 1..].iter().all(only_first) {
            rest = Code::at(index);
        } else {
            tier.complaints().error(
                &tier.head(),
                "this tier has no condition, so no later `when` can be reached",
                "add when = \"revenue >= 10_000\"; the tier without a condition stands last, apart from tiers that only have `first`",
            );
        }
    }
    rest
}

/// The conditions that the tiers have under a key.
fn conditions(settings: &MethodSettings<'_>, key: &'static str) -> Vec<Written> {
    let condition = |(index, tier): (usize, &Section<'_>)| {
        let node = tier.get(key)?;
        let expr = Expr::condition(node, settings.scope, tier.complaints())?;
        let condition = Condition { expr, code: Code::at(index), first: key == "first" };
        Some(Written { condition, span: node.span.clone() })
    };
    settings.tier_sections.iter().enumerate().filter_map(condition).collect()
}

/// Warns of conditions that can never decide anything.
fn check_reach(written: &[Written], rest: Code, tiers: &[Tier], complaints: &Complaints) {
    let mut effort = Effort::default();
    for (index, Written { condition, span }) in written.iter().enumerate() {
        let mut earlier = written[..index].iter().map(|earlier| &earlier.condition);
        if let Some(earlier) = earlier.find(|earlier| condition.expr.implies(&earlier.expr, &mut effort)) {
            let message = "this condition never decides anything: whoever meets it meets an earlier one";
            let label = earlier.code.index().map_or("", |tier| tiers[tier].label.as_str());
            let help = format!(
                "\"{label}\" comes first with `{}`: put the narrower condition first, or take this one out",
                earlier.expr.text()
            );
            complaints.warning(span, message, help);
        } else if condition.expr.contradicts_itself(&mut effort) {
            let help = "nobody gets into the tier by it: its parts exclude each other, so `or` may be meant for `and`";
            complaints.warning(span, "this condition holds for no customer", help);
        }
        let last = index + 1 == written.len();
        let (what, help) = match condition.expr.constant() {
            Some(Truth::True) if !last => {
                ("holds for every customer", "no condition that is tested after this one is reached")
            }
            Some(Truth::True) if rest != Code::NONE => {
                ("holds for every customer", "the tier without a condition gets nobody")
            }
            Some(Truth::False) => ("holds for no customer", "nobody gets into the tier by it"),
            Some(Truth::Unknown) => ("is unknown for every customer", "whoever comes to it is unclassified"),
            Some(Truth::True) | None => continue,
        };
        complaints.warning(span, format!("this condition {what}"), format!("{help}: compare a column with something"));
    }
}

impl Method for Decision {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        let mut columns =
            self.conditions.iter().flat_map(|condition| condition.expr.refs()).copied().collect::<Vec<_>>();
        columns.sort_unstable();
        columns.dedup();
        columns.into_iter().map(|column| vec![column]).collect()
    }

    fn fit(&self, _: &Frame<'_>) -> Box<dyn Model> {
        Box::new(self.clone())
    }

    fn uses_as_of(&self) -> bool {
        self.conditions.iter().any(|condition| condition.expr.uses_as_of())
    }
}

impl Model for Decision {
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
            for ((code, open), truth) in found.iter_mut().zip(&mut open).zip(truths) {
                let decided = if truth.holds() { condition.code } else { Code::NONE };
                let decides = *open & (truth != Truth::False);
                *code = if decides { decided } else { *code };
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

impl Decision {
    fn held(&self, condition: &Condition, block: &Block<'_>) -> Reason {
        let fact = |&column: &Ref| Fact { name: block.frame.scope.name(column), value: block.fact(column) };
        Reason::Condition {
            code: condition.code,
            condition: Some(condition.expr.text().to_owned()),
            facts: condition.expr.refs().iter().map(fact).collect(),
            // A condition tested before all others keeps its customers whatever the better tiers ask for.
            better: if condition.first { None } else { self.better(condition.code, block) },
        }
    }

    /// What keeps a customer of this tier from the next better one that a condition leads to.
    fn better(&self, code: Code, block: &Block<'_>) -> Option<Miss> {
        let better = self.conditions.iter().filter(|condition| condition.code < code);
        let nearest = better.max_by_key(|condition| (condition.code, !condition.first))?;
        Some(Miss {
            code: nearest.code,
            condition: nearest.expr.text().to_owned(),
            comparison: nearest.expr.failed(block),
        })
    }
}

fn unknown(condition: &Condition, block: &Block<'_>) -> Reason {
    let gap = |column| Gap { name: block.frame.scope.name(column), kind: GapKind::Missing };
    Reason::Unknown {
        code: condition.code,
        condition: condition.expr.text().to_owned(),
        gaps: condition.expr.missing(block).into_iter().map(gap).collect(),
    }
}

#[cfg(test)]
mod tests;
