//! Which rules a list could be scored with, and what is missing for the others.

use crate::list::Unreadable;
use crate::rule::Field;
use crate::rule::Rule;
use crate::rule::scope::Ref;
use crate::rulefile::RuleFile;

/// What a list has for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Has {
    /// A column with this header.
    Column(String),
    /// A column with this header, and nothing in it.
    Empty(String),
    /// Several columns that fit equally well.
    Several,
    /// A column that cannot be read as the field.
    Unreadable(Box<Unreadable>),
    /// Nothing.
    Nothing,
}

/// What a list has for the fields of all rules.
#[derive(Debug, Clone, Default)]
pub struct ListFields(pub Vec<(Field, Has)>);

impl ListFields {
    fn of(&self, field: &Field) -> Has {
        let same = |(known, _): &&(Field, Has)| known.name == field.name && known.kind == field.kind;
        self.0.iter().find(same).map_or(Has::Nothing, |(_, has)| has.clone())
    }
}

/// How a rule fits a list.
#[derive(Debug, Clone)]
pub struct Fitting<'a> {
    /// The rule's file.
    pub file: &'a RuleFile,
    /// The label columns that it would give.
    pub columns: Vec<&'a str>,
    /// The fields that the list has, each with the header of its column.
    pub uses: Vec<(&'a Field, String)>,
    /// The fields that it would do without.
    pub without: Vec<&'a Field>,
    /// What is missing.
    pub missing: Vec<Missing<'a>>,
}

/// What a list lacks for a rule.
#[derive(Debug, Clone)]
pub enum Missing<'a> {
    /// A field, and what the list has instead.
    Field(&'a Field, Has),
    /// One of several fields, and what the list has for the first of them that is there, but does not do.
    OneOf(Vec<&'a Field>, Has),
    /// Any of the fields that the rule could do without, but not without all of them.
    Any(Vec<&'a Field>),
}

impl<'a> Missing<'a> {
    /// The field, or the first of several.
    pub fn field(&self) -> Option<&'a Field> {
        match self {
            Missing::Field(field, _) => Some(field),
            Missing::OneOf(fields, _) | Missing::Any(fields) => fields.first().copied(),
        }
    }
}

impl<'a> Fitting<'a> {
    /// How a rule fits a list.
    pub fn of(file: &'a RuleFile, list: &ListFields) -> Fitting<'a> {
        let fields = &file.set.scope.fields;
        let mut fitting =
            Fitting { file, columns: columns(file, list), uses: Vec::new(), without: Vec::new(), missing: Vec::new() };
        let there = |field: &usize| matches!(list.of(&fields[*field]), Has::Column(_));
        let stands_in =
            |field: &usize| there(field) || (fields[*field].optional && list.of(&fields[*field]).is_absent());
        for need in file.set.needs() {
            // As scoring does it: the first alternative that the list has, otherwise one that a list may lack.
            let whole = need.alternatives.iter().find(|fields| fields.iter().all(there));
            let chosen = whole.or_else(|| need.alternatives.iter().find(|fields| fields.iter().all(stands_in)));
            match chosen {
                Some(chosen) => chosen.iter().for_each(|&field| fitting.take(&fields[field], list)),
                None => fitting.lack(&need.alternatives, fields, list),
            }
        }
        // What is missing once need not be told again.
        fitting.missing.dedup_by_key(|missing| missing.field().map(|field| &field.name));
        // A rule that could do without each of its columns has nothing to go by without all of them.
        if (fitting.columns.is_empty() || fitting.uses.is_empty()) && fitting.missing.is_empty() {
            fitting.missing.push(Missing::Any(std::mem::take(&mut fitting.without)));
        }
        fitting
    }

    /// Whether the list could be scored with it.
    pub fn is_ready(&self) -> bool {
        self.missing.is_empty()
    }

    fn take(&mut self, field: &'a Field, list: &ListFields) {
        match list.of(field) {
            Has::Column(header) if self.uses.iter().all(|(known, _)| known.name != field.name) => {
                self.uses.push((field, header));
            }
            Has::Nothing | Has::Empty(_) if self.without.iter().all(|known| known.name != field.name) => {
                self.without.push(field);
            }
            _ => {}
        }
    }

    fn lack(&mut self, alternatives: &[Vec<usize>], fields: &'a [Field], list: &ListFields) {
        if let [one] = alternatives {
            for field in one.iter().map(|&field| &fields[field]) {
                match list.of(field) {
                    Has::Column(_) => self.take(field, list),
                    Has::Nothing if field.optional => self.take(field, list),
                    has => self.missing.push(Missing::Field(field, has)),
                }
            }
            return;
        }
        let several = alternatives.iter().flatten().map(|&field| &fields[field]).collect::<Vec<_>>();
        let does_not_do = |has: &Has| !matches!(has, Has::Column(_) | Has::Nothing);
        let has = several.iter().map(|field| list.of(field)).find(does_not_do).unwrap_or(Has::Nothing);
        self.missing.push(Missing::OneOf(several, has));
    }
}

impl Has {
    fn is_absent(&self) -> bool {
        matches!(self, Has::Nothing | Has::Empty(_))
    }
}

/// The visible label columns that a rule would give: one whose own optional field is absent is left out.
fn columns<'a>(file: &'a RuleFile, list: &ListFields) -> Vec<&'a str> {
    let fields = &file.set.scope.fields;
    let present = |column: &Ref| {
        let behind = file.set.fields_behind(*column);
        behind.iter().all(|&field| matches!(list.of(&fields[field]), Has::Column(_)) || fields[field].default.is_some())
    };
    let given =
        |rule: &&'a Rule| !rule.hidden && rule.method.own_field().is_none_or(|columns| columns.iter().any(present));
    file.set.rules.iter().filter(given).map(|rule| rule.name.as_str()).collect()
}

/// The rules in the order of a reader who asks what can be done: those that are ready, then those for which least is missing.
pub fn sorted(mut fittings: Vec<Fitting<'_>>) -> Vec<Fitting<'_>> {
    fittings.sort_by_key(|fitting| fitting.missing.len());
    fittings
}
