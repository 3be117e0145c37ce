//! The rules that are part of the program.

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
    "spend-frequency",
    "composite-score",
    "contract-cooperation",
    "value-levels",
    "channel-value",
    "sales-bases",
    "customer-layers",
    "star-points",
    "telecom-tags",
    "importance",
    "past-buyer",
    "loyalty-levels",
    "need-levels",
    "purchase-frequency",
    "dealing-frequency",
    "satisfaction",
    "lead-intent",
    "nine-box",
    "relationship-level",
    "internal-external",
    "nature",
    "buyer-kind",
    "demographics",
    "geography",
    "service-channel",
    "service-kind",
    "phone-temperament",
    "shopper-habit",
    "shopper-motive",
    "online-mood",
    "negotiation-style",
    "home-buyer-style",
    "rfm",
    "abc-xyz",
];

/// The text of a bundled rule.
pub fn text(name: &str) -> Option<&'static str> {
    RULES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
