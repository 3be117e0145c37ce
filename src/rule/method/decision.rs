//! `decision`: the first condition that holds.

use std::sync::Arc;

use super::{Method, MethodDef, MethodSettings};
use crate::rule::expression::{Effort, Expr};
use crate::rule::mistake::MethodMistake;
use crate::rule::scope::Ref;
use crate::rule::settings::{Complaints, Section, Span};
use crate::rule::tier::Tier;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "decision",
    about: "the tier of the first condition that holds",
    makes_tiers: false,
    ranks: false,
    read: |settings| read(settings).map(Method::Decision),
};

/// Conditions in the order in which they are tested.
#[derive(Debug, Clone)]
pub struct Decision {
    /// The conditions; models of the rule share them.
    pub conditions: Arc<[Condition]>,
    /// The tier for customers for whom no condition holds, if there is one.
    pub rest: Option<usize>,
}

/// A condition and the tier that it leads to.
#[derive(Debug)]
pub struct Condition {
    /// The condition.
    pub expr: Expr,
    /// The tier, by its index.
    pub tier: usize,
    /// Whether it is tested before any `when`.
    pub first: bool,
    /// Where it stands in the rule file.
    pub span: Span,
}

impl Decision {
    /// The columns that the conditions name, each once.
    pub fn columns(&self) -> Vec<Ref> {
        let mut columns =
            self.conditions.iter().flat_map(|condition| condition.expr.refs()).copied().collect::<Vec<_>>();
        columns.sort_unstable();
        columns.dedup();
        columns
    }
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Decision> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("decision");
    if !settings.tier_sections.iter().any(has_condition) {
        complaints.error(&settings.rule.head(), MethodMistake::NoConditions);
        return None;
    }
    let rest = rest(&settings.tier_sections);
    let conditions = ["first", "when"].into_iter().flat_map(|key| read_conditions(settings, key)).collect::<Arc<[_]>>();
    check_reach(&conditions, &settings.tiers, complaints);
    (complaints.errors() == before).then_some(Decision { conditions, rest })
}

fn has_condition(tier: &Section<'_>) -> bool {
    tier.has("when") || tier.has("first")
}

/// The tier that takes all customers for whom no condition holds. It stands last, apart from tiers that only have `first`.
fn rest(tiers: &[Section<'_>]) -> Option<usize> {
    let mut rest = None;
    for (index, tier) in tiers.iter().enumerate().filter(|(_, tier)| !has_condition(tier)) {
        let only_first = |later: &Section<'_>| later.has("first") && !later.has("when");
        if tiers[index + 1..].iter().all(only_first) {
            rest = Some(index);
        } else {
            tier.complaints().error(&tier.head(), MethodMistake::NoCondition);
        }
    }
    rest
}

/// The conditions that the tiers have under a key.
fn read_conditions(settings: &MethodSettings<'_>, key: &'static str) -> Vec<Condition> {
    let condition = |(index, tier): (usize, &Section<'_>)| {
        let node = tier.get(key)?;
        let expr = Expr::condition(node, settings.scope, tier.complaints())?;
        Some(Condition { expr, tier: index, first: key == "first", span: node.span.clone() })
    };
    settings.tier_sections.iter().enumerate().filter_map(condition).collect()
}

/// Warns of conditions that can never decide anything.
fn check_reach(conditions: &[Condition], tiers: &[Tier], complaints: &Complaints) {
    let mut effort = Effort::default();
    for (index, condition) in conditions.iter().enumerate() {
        let implied = |earlier: &&Condition| condition.expr.implies(&earlier.expr, &mut effort);
        if let Some(earlier) = conditions[..index].iter().find(implied) {
            let label = tiers[earlier.tier].label.clone();
            let mistake = MethodMistake::NeverDecides { label, condition: earlier.expr.text().to_owned() };
            complaints.warning(&condition.span, mistake);
        } else if condition.expr.contradicts_itself(&mut effort) {
            complaints.warning(&condition.span, MethodMistake::Contradiction);
        }
    }
}
