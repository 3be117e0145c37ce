//! `hold`: how far a customer that had a tier may miss its line and keep it all the same.

use super::figure::Figure;
use super::method::Method;
use super::mistake::TierMistake;
use super::scope::Scope;
use super::settings::{Section, Setting};
use super::tier::Tier;
use crate::number::decimal::Decimal;

/// Reads the tiers' `hold`: the part of a tier's line by which a customer that had the tier may miss it.
pub fn read_holds(
    tiers: &mut [Tier],
    sections: &[Section<'_>],
    rule: &Section<'_>,
    method: Option<&Method>,
    scope: &Scope,
) {
    for (index, (tier, section)) in tiers.iter_mut().zip(sections).enumerate() {
        let Some(node) = section.get("hold") else { continue };
        let complaints = section.complaints();
        let is =
            |key, value| matches!(rule.get(key).map(|node| &node.value), Some(Setting::Flag(flag)) if *flag == value);
        let Some(part) = Figure::read(node, "hold", scope, complaints).map(|figure| figure.value) else { continue };
        if part <= Decimal::ZERO || part > Decimal::ONE {
            complaints.error(&node.span, TierMistake::HoldOutOfRange);
        } else if method.is_some_and(|method| !method.has_lines()) {
            complaints.error(&node.span, TierMistake::HoldWithoutLines);
        } else if is("ranked", false) {
            complaints.error(&node.span, TierMistake::HoldUnranked);
        } else if is("hidden", true) {
            complaints.error(&node.span, TierMistake::HoldHidden);
        } else if index + 1 == sections.len() && !["min", "above", "max", "below"].iter().any(|key| section.has(key)) {
            complaints.error(&node.span, TierMistake::HoldLast);
        } else {
            tier.hold = Some(part);
        }
    }
}
