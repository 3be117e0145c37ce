//! The rules that are part of the program.

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../rules/", $name, ".toml")))),+]
    };
}

/// The dictionary of fields, `rules/fields.toml`.
pub const FIELDS: &str = include_str!("../../rules/fields.toml");

/// Name and text of every bundled rule, in the order in which they are listed.
pub const RULES: &[(&str, &str)] =
    bundled!["pyramid", "pareto-abc", "pareto-20-80", "importance", "value-levels", "channel-value", "star-points",];

/// The text of a bundled rule.
pub fn text(name: &str) -> Option<&'static str> {
    RULES.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
