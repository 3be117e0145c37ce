//! What the results of one rule on one list are said with: the names and figures of its columns, and its labels.

use std::borrow::Cow;
use std::collections::HashMap;

use super::figure::Style;
use super::labels::known_word;
use super::{Terms, called, label};
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::Rule;
use crate::rule::field::{Field, FieldKind};
use crate::rule::scope::Ref;
use crate::score::{Cell, Code, Column, Numbers, Scored};

/// The words for one rule's results on one list, in one language.
///
/// Made once for a rule, it turns the reasons of any number of customers into sentences.
#[derive(Debug)]
pub struct Wording<'a> {
    pub(super) language: Language,
    pub(super) scored: &'a Scored<'a>,
    pub(super) rule: usize,
    /// Conditions and columns as the rule's page tells them.
    pub(super) terms: Terms<'a>,
    columns: HashMap<String, Named<'a>>,
}

/// A column that sentences speak of.
#[derive(Debug, Clone)]
pub(super) struct Named<'a> {
    /// What it is called.
    pub name: Cow<'a, str>,
    /// What its values are.
    pub kind: Kind<'a>,
    /// How its numbers are shown.
    pub style: Style,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'a> {
    /// A field of the list.
    Field(&'a FieldKind),
    /// Calculated from fields.
    Derived,
    /// Labels or points of an earlier rule.
    Rule,
}

/// A column that no rule speaks of.
static NAMELESS: Named<'static> = Named { name: Cow::Borrowed(""), kind: Kind::Derived, style: Style::Plain };

impl<'a> Named<'a> {
    fn calculated(name: impl Into<Cow<'a, str>>, kind: Kind<'a>) -> Named<'a> {
        Named { name: name.into(), kind, style: Style::Plain }
    }
}

impl<'a> Wording<'a> {
    /// The words for a rule's results.
    pub fn new(scored: &'a Scored<'a>, rule: usize, language: Language) -> Wording<'a> {
        let (scope, terms) = (&scored.set.scope, Terms::new(scored.set, language));
        let mut columns = HashMap::new();
        for (field, column) in scope.fields.iter().zip(&scored.frame.fields) {
            let name = Cow::Owned(called(field, language));
            let named = Named { name, kind: Kind::Field(&field.kind), style: style_of(field, *column) };
            columns.insert(field.name.clone(), named);
        }
        // Where names are shared, a rule means the earlier column rather than the field, and the derived value before both.
        for (index, earlier) in scope.rules.iter().enumerate() {
            let name = super::rule_column(&earlier.name, earlier.header_zh.as_deref(), language);
            let score = match earlier.header_zh {
                Some(_) if language.words().prefers_zh() => format!("{name}{}", language.words().score_suffix()),
                _ => language.words().rule_column(&scope.name(Ref::Score(index))),
            };
            columns.insert(scope.name(Ref::Score(index)), Named::calculated(score, Kind::Rule));
            columns.insert(earlier.name.clone(), Named::calculated(name, Kind::Rule));
        }
        for derived in &scope.derived {
            let name = language.words().derived_name(&derived.name, terms.derived(&derived.name));
            columns.insert(derived.name.clone(), Named::calculated(name, Kind::Derived));
        }
        Wording { language, scored, rule, terms, columns }
    }

    /// The rule.
    pub(super) fn rule(&self) -> &'a Rule {
        &self.scored.set.rules[self.rule]
    }

    /// A column by the name that rules use.
    pub(super) fn column<'s>(&'s self, name: &'s str) -> Named<'s> {
        self.columns.get(name).cloned().unwrap_or_else(|| Named::calculated(name, Kind::Derived))
    }

    /// A column that is known.
    pub(super) fn column_ref(&self, name: &str) -> &Named<'a> {
        self.columns.get(name).unwrap_or(&NAMELESS)
    }

    /// The total of the rule's points.
    pub(super) fn score(&self) -> Named<'static> {
        Named::calculated(self.language.words().score_total(), Kind::Rule)
    }

    /// A value that is a word, as sentences say it: yes, no and labels in this language, of a choice's spellings a Chinese one.
    pub(super) fn word<'s>(&'s self, name: &str, word: &'s str) -> &'s str {
        match self.columns.get(name).map(|column| column.kind) {
            Some(Kind::Field(FieldKind::Flag)) => self.language.words().yes_or_no(word == "yes"),
            Some(Kind::Rule) => {
                let rule = self.scored.set.rules.iter().find(|rule| rule.name == name);
                let tier = rule.and_then(|rule| rule.tiers.iter().find(|tier| tier.label == word));
                tier.map_or(word, |tier| label(tier, self.language))
            }
            Some(Kind::Field(kind)) => known_word(kind, word, self.language),
            Some(Kind::Derived) | None => word,
        }
    }

    /// The column that the rule classifies by on this list, where it has one of its own.
    pub(super) fn own_column(&self) -> Option<Named<'_>> {
        let column = self.scored.frame.first_present(self.rule().method.own_field()?)?;
        self.columns.get(&self.scored.set.scope.name(column)).cloned()
    }

    /// A tier as sentences call it: its label; one that is a number, as those of `bins` are, could be mistaken for an amount.
    pub(super) fn tier(&self, code: Code) -> String {
        let label = self.label(self.rule, code);
        match Decimal::parse(label) {
            Some(_) => self.language.words().numbered_tier(label),
            None => label.to_owned(),
        }
    }

    /// The label of a code of any rule of the file.
    pub(super) fn label(&self, rule: usize, code: Code) -> &'a str {
        let tier = code.index().and_then(|index| self.scored.set.rules[rule].tiers.get(index));
        tier.map_or_else(|| self.language.words().unclassified(), |tier| label(tier, self.language))
    }

    /// A group as sentences call it: where the labels of an earlier rule make the groups, by that label in this language.
    pub(super) fn group<'s>(&'s self, name: &'s str) -> &'s str {
        let inputs = self.rule().method.inputs().into_iter().flatten();
        let mut labels = inputs.filter_map(|column| match column {
            Ref::Label(rule) => self.scored.set.rules[rule].tiers.iter().find(|tier| tier.label == name),
            Ref::Field(_) | Ref::Derived(_) | Ref::Score(_) => None,
        });
        labels.next().map_or(name, |tier| label(tier, self.language))
    }
}

fn style_of(field: &Field, column: Option<&Column>) -> Style {
    match (&field.kind, column) {
        (FieldKind::Percent, _) => Style::Percent,
        (_, Some(Column::Numbers(numbers))) => Style::Amount { whole: is_whole(numbers) },
        _ => Style::Amount { whole: true },
    }
}

/// Whether a column is written without decimals.
fn is_whole(numbers: &Numbers) -> bool {
    match numbers.small() {
        Some((_, scale)) => scale == 0,
        None => numbers.iter().filter_map(Cell::value).all(Decimal::is_integer),
    }
}
