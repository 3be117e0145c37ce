//! The labels of a column, as they are compared and counted: a rule's tiers, or what a list has.

use crate::rule::Rule;
use crate::rule::tier::Tier;

/// A label.
#[derive(Debug, Clone)]
pub enum Label {
    /// That of a tier, in every language that its rule knows.
    Tier(Box<Tier>),
    /// What a list has in its column.
    Written(String),
    /// Nothing in its column.
    Blank,
}

impl Label {
    /// The labels of a rule.
    pub fn of_rule(rule: &Rule) -> Vec<Label> {
        rule.tiers.iter().map(|tier| Label::Tier(Box::new(tier.clone()))).collect()
    }

    /// The English text, by which labels are compared and scripts know them.
    pub fn key(&self) -> &str {
        match self {
            Label::Tier(tier) => &tier.label,
            Label::Written(text) => text,
            Label::Blank => "(blank)",
        }
    }

    /// Its colour, `#RRGGBB`.
    pub fn color(&self) -> Option<&str> {
        match self {
            Label::Tier(tier) => tier.color.as_deref(),
            Label::Written(_) | Label::Blank => None,
        }
    }
}
