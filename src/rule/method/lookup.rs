//! `lookup`: the tier in whose list of values the customer's value stands.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{Method, MethodDef, MethodSettings, Vocabulary};
use crate::folding::folded;
use crate::number::Decimal;
use crate::rule::columns::named_columns;
use crate::rule::listed::Listed;
use crate::rule::mistake::{MethodMistake, Wanted};
use crate::rule::scope::{Ref, Scope};
use crate::rule::settings::{Node, Section, Setting, Span};

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "lookup",
    about: "the tier in whose list of values the customer's value stands",
    makes_tiers: false,
    ranks: false,
    read: |settings| read(settings).map(Method::Lookup),
};

/// Lists of values.
#[derive(Debug, Clone)]
pub struct Lookup {
    /// The columns that may be looked at, in the order of preference.
    pub columns: Vec<Ref>,
    /// The values of each tier; the tier without values, which can only be the last one, takes all others.
    pub tiers: Vec<Vec<Value>>,
}

/// A value as a rule lists it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A text, a word or a label.
    Text(String),
    /// A number, which stands for the text that it is.
    Number(Decimal),
    /// True or false, which stands for yes or no.
    Flag(bool),
}

impl Value {
    /// The text that is looked up.
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Value::Text(text) => Cow::Borrowed(text),
            Value::Number(number) => Cow::Owned(number.to_string()),
            Value::Flag(flag) => Cow::Borrowed(if *flag { "yes" } else { "no" }),
        }
    }
}

impl Lookup {
    /// The tier for all values that no tier lists, if there is one.
    pub fn rest(&self) -> Option<usize> {
        let last = self.tiers.len().checked_sub(1)?;
        self.tiers[last].is_empty().then_some(last)
    }

    /// The values that a column can have, and the tier of each.
    pub fn entries(&self, listed: &Listed) -> Vec<(String, usize)> {
        let values =
            self.tiers.iter().enumerate().flat_map(|(tier, values)| values.iter().map(move |value| (tier, value)));
        let entry = |(tier, value): (usize, &Value)| Some((listed.find(&value.text())?.to_owned(), tier));
        values.filter_map(entry).collect()
    }

    pub(super) fn vocabulary(&self, scope: &Scope) -> Option<Vocabulary> {
        let column = *self.columns.first()?;
        let listed = Listed::new(column, scope)?;
        let mut tiers = vec![Vec::new(); self.tiers.len() - usize::from(self.rest().is_some())];
        for (text, tier) in self.entries(&listed) {
            tiers[tier].push(vec![text]);
        }
        Some(Vocabulary { column, tiers })
    }
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Lookup> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("lookup");
    let columns = read_columns(settings);
    let tiers = read_tiers(&settings.tier_sections);
    let columns = columns?;
    columns.iter().for_each(|listed| check_values(listed, &tiers, settings));
    let columns = columns.into_iter().map(|listed| listed.column).collect();
    let values = |tier: Vec<(Value, Span)>| tier.into_iter().map(|(value, _)| value).collect();
    let tiers = tiers.into_iter().map(values).collect();
    (complaints.errors() == before).then_some(Lookup { columns, tiers })
}

fn read_columns(settings: &MethodSettings<'_>) -> Option<Vec<Listed>> {
    let (scope, complaints) = (settings.scope, settings.rule.complaints());
    let listed = named_columns(settings.rule, scope, "city")?.into_iter().filter_map(|named| {
        let listed = Listed::new(named.column, scope);
        if listed.is_none() {
            complaints.error(&named.span, MethodMistake::NotListed { name: named.name.to_owned(), kind: named.kind });
        }
        listed
    });
    Some(listed.collect())
}

/// The values of all tiers, each with its place.
fn read_tiers(tiers: &[Section<'_>]) -> Vec<Vec<(Value, Span)>> {
    let values = |(index, tier): (usize, &Section<'_>)| match tier.get("values") {
        Some(node) => read_values(tier, node),
        None if index + 1 == tiers.len() && index > 0 => Vec::new(),
        None => {
            tier.complaints().error(&tier.head(), MethodMistake::NoValues);
            Vec::new()
        }
    };
    tiers.iter().enumerate().map(values).collect()
}

fn read_values(tier: &Section<'_>, node: &Node) -> Vec<(Value, Span)> {
    let nodes = match &node.value {
        Setting::List(list) => list.iter().collect(),
        _ => vec![node],
    };
    if nodes.is_empty() {
        tier.complaints().error(&node.span, MethodMistake::EmptyValues);
    }
    let value = |node: &Node| match &node.value {
        Setting::Text { text, .. } => Some((Value::Text(text.clone()), node.span.clone())),
        Setting::Number(number) => Some((Value::Number(*number), node.span.clone())),
        Setting::Flag(flag) => Some((Value::Flag(*flag), node.span.clone())),
        _ => {
            tier.wrong("values", node, Wanted::TextList);
            None
        }
    };
    nodes.into_iter().filter_map(value).collect()
}

/// Complains about values that the column cannot have, and about those listed twice.
fn check_values(listed: &Listed, tiers: &[Vec<(Value, Span)>], settings: &MethodSettings<'_>) {
    let complaints = settings.rule.complaints();
    let mut written = HashSet::new();
    let mut tier_of = HashMap::new();
    for (tier, (value, span)) in
        tiers.iter().enumerate().flat_map(|(tier, values)| values.iter().map(move |value| (tier, value)))
    {
        let text = value.text();
        let Some(found) = listed.find(&text) else {
            listed.unknown(&text, span, settings.scope, complaints);
            continue;
        };
        // Several spellings of one word may stand in one tier.
        if *tier_of.entry(folded(found)).or_insert(tier) != tier || !written.insert(folded(&text)) {
            complaints.error(span, MethodMistake::ValueTwice { value: text.into_owned() });
        }
    }
}
