//! Mistakes in names.

use super::Suggestion;
use crate::rule::scope::Type;

/// What helps where a field is unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldHint {
    /// A known name is near.
    Near(String),
    /// It is a header of the field with this name.
    Header(String),
    /// Nothing like it is known.
    Declare,
    /// Nobody looked, because no more mistakes are shown.
    None,
}

mistakes! {
    /// A mistake in a name.
    NameMistake {
        /// Nothing has the name.
        UnknownField { name: String, hint: FieldHint } =>
            format!("unknown field `{name}`"),
            match hint {
                FieldHint::Near(near) => format!(
                    "did you mean `{near}`? A column of your own is declared with [fields.{}]", toml_key(name)
                ),
                FieldHint::Header(field) => {
                    format!("write `{field}`, which is the field's name whatever its header in the list")
                }
                FieldHint::Declare => format!(
                    "declare it with [fields.{}] and its type, or use a field that every rule knows: \
                     `custclass rules show fields` shows them",
                    toml_key(name)
                ),
                FieldHint::None => String::new(),
            };
        /// A column is wanted, and the name is a parameter's.
        ParamForColumn { name: String } =>
            format!("`{name}` is a parameter, not a column"), "name a field, a derived value or an earlier column";
        /// A column of numbers is wanted.
        NotNumbers { name: String, kind: Type } =>
            format!("`{name}` is {kind}, not a number"),
            "name a number, a percentage, or a derived number such as `days_since(last_order)`";
        /// The rule of this name stands further below.
        ComesLater { name: String } =>
            format!("`{name}` comes later in this file"),
            "move it above this place: a rule uses earlier columns only";
        /// The derived value of this name uses a rule further below.
        UsesLaterRule { name: String, rule: String } =>
            format!("`{name}` uses `{rule}`, which is not known yet"),
            format!("move this rule below the rule `{rule}`, or take `{rule}` out of `{name}`");
        /// A column cannot have the value.
        NeverHas { name: String, value: String, known: Suggestion } =>
            format!("`{name}` is never \"{value}\""), known.to_string();
        /// A text cannot be a name.
        NotAName { name: String } => format!("{name:?} cannot be a name"), "use letters, digits and _";
        /// A text cannot be a field's name.
        NotAFieldName { name: String } =>
            format!("{name:?} cannot be a name"), "use letters, digits and _; a name begins with a letter";
        /// A derived value has a parameter's name.
        DerivedLikeParam { name: String } =>
            format!("`{name}` already names a parameter"), "give the derived value a name of its own";
        /// A parameter has a field's name.
        ParamLikeField { name: String } =>
            format!("`{name}` already names a field"), "give the parameter a name of its own";
        /// A rule has the name of a parameter or of a derived value.
        RuleLikeOther { name: String } =>
            format!("`{name}` already names a parameter or a derived value"), "give the rule a name of its own";
        /// A rule has the name of a field, or a header of one.
        RuleLikeField { name: String, field: String } =>
            if name == field {
                format!("`{name}` already names a field")
            } else {
                format!("`{name}` is a header of the field `{field}`")
            },
            "give the rule a name of its own: its column would be taken for that field";
        /// A column's Chinese header is blank.
        BlankHeader => "`header_zh` is blank", "write what the column is called in Chinese, as in header_zh = \"客户等级\"";
        /// Two rules have one name.
        RuleTwice { name: String } =>
            format!("two rules give the column `{name}`"), "give every rule a name of its own";
        /// Derived values use each other: the way round, from a name back to it.
        Circle { way: Vec<String> } =>
            format!("this goes round in a circle: {}", round(way, " uses ", " uses … uses ")),
            "a derived value uses fields, parameters, and values that do not use it";
        /// There is no such method.
        UnknownMethod { name: String, known: Suggestion } => format!("unknown method \"{name}\""), known.to_string();
        /// `per` names a column that makes no groups.
        NoGroups { name: String, kind: Type } =>
            format!("`{name}` is {kind} and makes no groups"), "name a text, a choice or an earlier label column";
        /// A fall counts from what is no date.
        NotADate { name: String, kind: Type } =>
            format!("`{name}` is {kind}, not a date"), "let the fall count from a date";
        /// There is no such parameter.
        UnknownParam { name: String, known: Suggestion } =>
            format!("unknown parameter `{name}`"), known.to_string();
        /// Nothing uses a parameter.
        UnusedParam { name: String } =>
            format!("no rule uses the parameter `{name}`"), "name it in a rule or in [derive], or take it out";
        /// Nothing uses a derived value.
        UnusedDerived { name: String } =>
            format!("no rule uses the derived value `{name}`"), "name it in a rule or in [derive], or take it out";
    }
}

/// A way round as a sentence; of a long one its beginning and its end.
pub fn round(way: &[String], uses: &str, and_so_on: &str) -> String {
    let names = way.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    if names.len() > 8 { format!("{}{and_so_on}{}", names[..4].join(uses), names[0]) } else { names.join(uses) }
}

/// A name as a key of TOML: in quotes where it has other letters than English ones.
pub fn toml_key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
    if !name.is_empty() && name.chars().all(bare) { name.to_owned() } else { format!("{name:?}") }
}
