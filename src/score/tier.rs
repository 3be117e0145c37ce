//! Tiers: the classes of a rule, best first.

use super::decimal::Decimal;
use super::followup::FollowUp;
use super::settings::{Complaints, Section, Span};

/// One class of a rule.
#[derive(Debug, Clone, Default)]
pub struct Tier {
    /// Its label, in English.
    pub label: String,
    /// Its label in Chinese.
    pub zh: Option<String>,
    /// Its colour, `#RRGGBB`.
    pub color: Option<String>,
    /// How to serve or talk to this customer.
    pub action: Option<String>,
    /// The same in Chinese.
    pub action_zh: Option<String>,
    /// The share of customers that the textbook expects here, for the report to compare.
    pub expect_customers: Option<Decimal>,
    /// When to contact, review, release.
    pub follow_up: FollowUp,
    /// Where it stands in the rule file.
    pub span: Span,
}

impl Tier {
    /// A tier that has only a label.
    pub fn named(label: impl Into<String>) -> Tier {
        Tier { label: label.into(), ..Tier::default() }
    }
}

/// Reads what every tier may have; the method reads the rest from the same section.
pub fn read_tier(section: &Section<'_>) -> Tier {
    let complaints = section.complaints();
    let label = section.needed_text("label", "label = \"A\"").unwrap_or_default().to_owned();
    if label.trim().is_empty() && section.has("label") {
        complaints.error(&section.head(), "this tier's label is empty", "write the label that customers get");
    }
    Tier {
        label,
        zh: section.text("zh").map(str::to_owned),
        color: color(section, "color"),
        action: section.text("action").map(str::to_owned),
        action_zh: section.text("action_zh").map(str::to_owned),
        expect_customers: None,
        follow_up: FollowUp::read(section),
        span: section.head(),
    }
}

/// A colour of the form `#RRGGBB`.
pub(super) fn color(section: &Section<'_>, key: &'static str) -> Option<String> {
    let text = section.text(key)?;
    let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
    if digits.is_none_or(|digits| !digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        let span = &section.get(key)?.span;
        section.complaints().error(
            span,
            format!("\"{text}\" is not a colour"),
            "write red, green and blue in two hexadecimal digits each, as in \"#B9C4CC\"",
        );
        return None;
    }
    Some(text.to_ascii_uppercase())
}

/// Complains about labels that stand for two tiers, in either language.
pub fn check_labels(tiers: &[Tier], reserved: &[&str], complaints: &Complaints) {
    for (index, tier) in tiers.iter().enumerate() {
        let key = super::text::folded(&tier.label);
        if reserved.iter().any(|word| *word == key) {
            complaints.error(
                &tier.span,
                format!("the label \"{}\" is reserved for customers without a class", tier.label),
                "choose another word",
            );
        }
        if tiers[..index].iter().any(|earlier| super::text::folded(&earlier.label) == key) {
            complaints.error(
                &tier.span,
                format!("the label \"{}\" is used twice", tier.label),
                "give every tier a label of its own",
            );
        }
        let same_zh = |earlier: &Tier| earlier.zh.is_some() && earlier.zh == tier.zh;
        if tiers[..index].iter().any(same_zh) {
            let zh = tier.zh.as_deref().unwrap_or_default();
            complaints.error(
                &tier.span,
                format!("the Chinese label \"{zh}\" is used twice"),
                "give every tier a label of its own",
            );
        }
    }
}
