//! `decision`: the first condition that holds.

use std::sync::Arc;

use super::{Method, MethodDef, MethodSettings};
use crate::rule::expression::{Effort, Expr};
use crate::rule::scope::Ref;
use crate::rule::settings::{Complaints, Section, Span};
use crate::rule::tier::Tier;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "decision",
    about: "the tier of the first condition that holds",
    makes_tiers: false,
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
        let help = "add when = \"revenue >= 10_000\" to the tiers; the last one may have none";
        complaints.error(&settings.rule.head(), "no tier of this rule has a condition", help);
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
            let message = "this condition never decides anything: whoever meets it meets an earlier one";
            let label = &tiers[earlier.tier].label;
            let help = format!(
                "\"{label}\" comes first with `{}`: put the narrower condition first, or take this one out",
                earlier.expr.text()
            );
            complaints.warning(&condition.span, message, help);
        } else if condition.expr.contradicts_itself(&mut effort) {
            let help = "nobody gets into the tier by it: its parts exclude each other, so `or` may be meant for `and`";
            complaints.warning(&condition.span, "this condition holds for no customer", help);
        }
    }
}
