//! `field = "revenue"` or `field = ["profit", "revenue"]`: the columns that a rule may classify by, of which it takes the first that a
//! list has.

use super::mistake::SettingMistake;
use super::scope::{Ref, Scope, Type};
use super::settings::{Section, Setting, Span};

/// A column that a `field` names.
#[derive(Debug, Clone)]
pub struct Named<'a> {
    /// Its name.
    pub name: &'a str,
    /// Where the name stands.
    pub span: Span,
    /// The column.
    pub column: Ref,
    /// The type of its values.
    pub kind: Type,
}

/// Reads the `field` of a rule or of a part of it, which has to name numbers.
pub fn number_columns(section: &Section<'_>, scope: &Scope) -> Option<Vec<Ref>> {
    let number = |named: &Named<'_>| scope.number_column(named.name, &named.span, section.complaints()).is_some();
    let named = named_columns(section, scope, "revenue")?;
    // All of them are looked at, so that one run shows all mistakes.
    let numbers = named.iter().filter(|named| number(named)).count();
    (numbers == named.len()).then(|| named.iter().map(|named| named.column).collect())
}

/// Reads the `field` of a section: columns of any type, at least one.
pub fn named_columns<'a>(section: &Section<'a>, scope: &Scope, example: &str) -> Option<Vec<Named<'a>>> {
    if !section.has("field") {
        section.missing("field", format!("field = \"{example}\""));
    }
    let names = section.texts("field");
    if let Some(node) = section.get("field")
        && matches!(&node.value, Setting::List(list) if list.is_empty())
    {
        section.complaints().error(&node.span, SettingMistake::NoColumn { example: example.to_owned() });
    }
    let wanted = names.len();
    let column = |(name, span): (&'a str, Span)| {
        let (column, kind) = scope.column(name, &span, section.complaints())?;
        Some(Named { name, span, column, kind })
    };
    let found = names.into_iter().filter_map(column).collect::<Vec<_>>();
    (wanted > 0 && found.len() == wanted).then_some(found)
}
