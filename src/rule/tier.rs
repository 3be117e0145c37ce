//! Tiers: the classes of a rule, best first.

use crate::number::decimal::Decimal;
use std::collections::HashSet;

use super::figure::Figure;
use super::follow_up::FollowUp;
use super::mistake::TierMistake;
use super::settings::{Complaints, Section, Span};
use crate::folding::folded;

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
    pub expect_customers: Option<Figure>,
    /// The part of the tier's line by which a customer that had the tier may miss it and keep it all the same.
    pub hold: Option<Decimal>,
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
        complaints.error(&section.span_of(&["label"]), TierMistake::EmptyLabel);
    }
    Tier {
        label,
        zh: section.text("zh").map(str::to_owned),
        color: section.color("color"),
        action: section.text("action").map(str::to_owned),
        action_zh: section.text("action_zh").map(str::to_owned),
        expect_customers: None,
        hold: None,
        follow_up: FollowUp::read(section),
        span: section.span_of(&["label"]),
    }
}

/// Complains about labels that stand for two tiers, be it in different languages: a scored list is read back in either.
pub fn check_labels(tiers: &[Tier], reserved: &[&str], complaints: &Complaints) {
    let mut taken = HashSet::new();
    for tier in tiers {
        let mut own = HashSet::new();
        for text in std::iter::once(&tier.label).chain(&tier.zh) {
            let key = folded(text);
            if reserved.contains(&key.as_str()) {
                complaints.error(&tier.span, TierMistake::ReservedLabel { label: text.clone() });
            } else if taken.contains(&key) {
                complaints.error(&tier.span, TierMistake::LabelTwice { label: text.clone() });
            }
            own.insert(key);
        }
        taken.extend(own);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(tiers: &[(&str, Option<&str>)]) -> Vec<String> {
        let tier = |&(label, zh): &(&str, Option<&str>)| Tier { zh: zh.map(str::to_owned), ..Tier::named(label) };
        let complaints = Complaints::default();
        check_labels(&tiers.iter().map(tier).collect::<Vec<_>>(), &["unclassified", "未分类"], &complaints);
        complaints.into_sorted().into_iter().map(|complaint| complaint.advice().message).collect()
    }

    #[test]
    fn a_label_stands_for_one_tier_in_all_languages() {
        assert_eq!(mistakes(&[("A", Some("A")), ("B", Some("乙")), ("C", None)]), Vec::<String>::new());
        assert_eq!(mistakes(&[("A", None), ("Ａ ", None)]), ["the label \"Ａ \" is used twice"]);
        assert_eq!(mistakes(&[("A", Some("甲")), ("B", Some("甲"))]), ["the label \"甲\" is used twice"]);
        assert_eq!(mistakes(&[("A", Some("B")), ("B", Some("乙"))]), ["the label \"B\" is used twice"]);
    }

    #[test]
    fn the_words_for_no_class_are_reserved_in_all_languages() {
        let message = |text| format!("the label \"{text}\" is reserved for customers without a class");
        assert_eq!(mistakes(&[("Unclassified", None)]), [message("Unclassified")]);
        assert_eq!(mistakes(&[("other", Some("未分类"))]), [message("未分类")]);
    }
}
