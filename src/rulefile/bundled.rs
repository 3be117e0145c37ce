//! The rules that are part of the program.

use super::RuleFile;

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/", $name, ".toml")))),+]
    };
}

/// The dictionary of fields, `rules/fields.toml`.
pub const FIELDS: &str = include_str!("../../rules/fields.toml");

/// Name and text of every bundled rule, in the order in which they are listed.
#[rustfmt::skip]
pub const RULES: &[(&str, &str)] = bundled![
    "pyramid",
    "pareto-abc",
    "pareto-20-80",
    "abcd",
    "size",
    "spend-frequency",
    "market-position",
    "composite-score",
    "store-vip",
    "contract-volume",
    "contract-cooperation",
    "value-levels",
    "channel-value",
    "customer-value",
    "sales-bases",
    "customer-layers",
    "star-points",
    "telecom-tags",
    "importance",
    "bank-wealth",
    "bank-credit",
    "account-review",
    "lifecycle",
    "time-status",
    "past-buyer",
    "order-position",
    "process-status",
    "tenure",
    "cultivation",
    "payback-cycle",
    "loyalty",
    "loyalty-levels",
    "need-levels",
    "purchase-frequency",
    "dealing-frequency",
    "interaction",
    "engagement",
    "satisfaction",
    "sales-readiness",
    "need-horizon",
    "close-horizon",
    "lead-intent",
    "lead-conditions",
    "property-buyer",
    "project-potential",
    "nine-box",
    "relationship-level",
    "relationship-stage",
    "internal-external",
    "visitor-or-client",
    "nature",
    "buyer-kind",
    "demographics",
    "geography",
    "service-channel",
    "service-kind",
    "campaign-target",
    "phone-temperament",
    "shopper-habit",
    "shopper-motive",
    "online-mood",
    "negotiation-style",
    "home-buyer-style",
    "rfm",
    "abc-xyz",
    "churn-risk",
];

/// The text of a bundled rule.
pub fn text(name: &str) -> Option<&'static str> {
    RULES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// Every bundled rule, compiled.
pub fn all() -> impl Iterator<Item = RuleFile> {
    RULES.iter().filter_map(|(name, text)| RuleFile::parse(name, text, &[]).ok())
}

/// The bundled rules that add a column of this name to a list.
pub fn with_column(name: &str) -> impl Iterator<Item = RuleFile> {
    // Compiling all of them to find one takes longer than most lists; a rule's text names its columns.
    let naming = RULES.iter().filter(move |(_, text)| text.contains(name));
    let files = naming.filter_map(|(rule, text)| RuleFile::parse(rule, text, &[]).ok());
    files.filter(move |file| file.set.rules.iter().any(|rule| !rule.hidden && rule.is_called(name)))
}
