//! Which fields the rules and the run want of a list, and which column of the list each of them is.

use crate::list::{Binding, BoundField, CURRENCY, Extract};
use crate::rule::{Field, FieldKind};
use crate::rulefile::{RuleFile, known_fields};
use crate::score::{Column, FieldColumn};

/// The field that the summary adds up: the list's revenue.
pub(super) const REVENUE: &str = "revenue";

/// The field from which the day of the next contact follows.
pub(super) const LAST_CONTACT: &str = "last_contact";

/// The day on which the customer was acquired, from which a first contact counts.
pub(super) const ACQUIRED: &str = "acquired";

/// The day that was agreed for the next contact.
pub(super) const AGREED_CONTACT: &str = "agreed_contact";

/// The field from which a review that is over follows.
pub(super) const LAST_REVIEW: &str = "last_review";

/// Who looks after the customer.
pub(super) const OWNER: &str = "owner";

/// The fields that the summary would like to have.
pub(super) fn summary_fields() -> Vec<Field> {
    known_fields(&[REVENUE])
}

/// The field by which customers are found again.
pub(super) fn id_field() -> Field {
    let known = known_fields(&["id"]).pop();
    Field { default: None, optional: false, ..known.expect("the bundled dictionary has the field id") }
}

/// The field of the customers' names.
pub(super) fn name_fields() -> Vec<Field> {
    known_fields(&["name"])
}

/// What several rule files, and the run itself, want from a list.
#[derive(Debug, Default)]
pub struct WantedFields {
    /// Each group is one field, or several of which the first that the list has is taken.
    pub groups: Vec<Vec<Field>>,
    /// How many groups at the end are extras: welcome for the summary, but no reason to refuse a list.
    pub extras: usize,
    /// Whether repeated ids are looked for in passing, where the list has a column of them.
    pub watch_ids: bool,
}

impl WantedFields {
    /// What the rules of these files read, and further fields that the run would like to have.
    pub fn of(files: &[RuleFile], extras: &[Field]) -> WantedFields {
        let mut groups: Vec<Vec<Field>> = Vec::new();
        let mut add = |group: Vec<Field>| {
            if !group.is_empty() && !groups.contains(&group) {
                groups.push(group);
            }
        };
        for file in files {
            let fields = &file.set.scope.fields;
            for need in file.set.needs() {
                match need.alternatives.as_slice() {
                    [fields_of_one] => fields_of_one.iter().for_each(|&field| add(vec![fields[field].clone()])),
                    several if several.iter().all(|alternative| alternative.len() == 1) => {
                        add(several.iter().map(|alternative| fields[alternative[0]].clone()).collect());
                    }
                    several => several.iter().flatten().for_each(|&field| add(vec![optional(&fields[field])])),
                }
            }
        }
        let needed = groups.len();
        for extra in extras {
            let known = groups.iter().flatten().any(|field| field.name == extra.name);
            if !known {
                groups.push(vec![optional(extra)]);
            }
        }
        WantedFields { extras: groups.len() - needed, groups, watch_ids: false }
    }

    /// The wants, and where numbers are among them the currency that they are in.
    pub(super) fn with_currency(mut self) -> WantedFields {
        let mut fields = self.groups.iter().flatten();
        let is_known = fields.clone().any(|field| field.name == CURRENCY);
        if !is_known && fields.any(|field| field.kind == FieldKind::Number) {
            self.groups.extend(known_fields(&[CURRENCY]).iter().map(|field| vec![optional(field)]));
            self.extras += 1;
        }
        self
    }

    /// The groups as the header search wants them.
    pub fn as_groups(&self) -> Vec<&[Field]> {
        self.groups.iter().map(Vec::as_slice).collect()
    }

    /// The wants without one extra, whose columns cannot be told apart; `None` where the field is more than an extra.
    pub fn without_extra(&self, name: &str) -> Option<WantedFields> {
        let first = self.groups.len() - self.extras;
        let index =
            first + self.groups[first..].iter().position(|group| group.iter().any(|field| field.name == name))?;
        let mut groups = self.groups.clone();
        groups.remove(index);
        Some(WantedFields { groups, extras: self.extras - 1, watch_ids: self.watch_ids })
    }
}

fn optional(field: &Field) -> Field {
    Field { optional: true, ..field.clone() }
}

/// Leaves every column in the binding once, even where two rules want it alike, and none that the list lacks and nothing stands for.
pub fn without_repetition(mut binding: Binding) -> Binding {
    let mut kept: Vec<BoundField> = Vec::new();
    for bound in binding.fields.drain(..) {
        let same = |other: &BoundField| other.column == bound.column && is_same(&other.field, &bound.field);
        let stands_for_something = bound.column.is_some() || bound.field.default.is_some();
        if stands_for_something && !kept.iter().any(same) {
            kept.push(bound);
        }
    }
    binding.fields = kept;
    binding
}

fn is_same(one: &Field, other: &Field) -> bool {
    one.name == other.name && one.kind == other.kind && one.default == other.default
}

/// The columns of a rule file's fields on the list.
pub(super) fn columns_of<'a>(file: &RuleFile, binding: &Binding, extract: &'a Extract) -> Vec<FieldColumn<'a>> {
    file.set.scope.fields.iter().map(|field| column_of(field, binding, extract)).collect()
}

/// The column of a field on the list, or its default.
fn column_of<'a>(field: &Field, binding: &Binding, extract: &'a Extract) -> FieldColumn<'a> {
    let bound = binding.fields.iter().position(|bound| is_same(&bound.field, field));
    let Some((bound, column)) = bound.and_then(|index| binding.fields.get(index).zip(extract.columns.get(index)))
    else {
        return FieldColumn::Absent;
    };
    match (bound.column, &field.default) {
        (Some(_), _) => FieldColumn::Present(column),
        (None, Some(_)) => FieldColumn::Default(column),
        (None, None) => FieldColumn::Absent,
    }
}

/// The column of a field by its name, whatever rule wanted it.
pub fn column_named<'a>(name: &str, binding: &Binding, extract: &'a Extract) -> Option<&'a Column> {
    let bound = binding.fields.iter().position(|bound| bound.column.is_some() && bound.field.name == name)?;
    extract.columns.get(bound)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(name: &str) -> Vec<Vec<String>> {
        let file = RuleFile::load(name, &[]).expect("a bundled rule");
        let wants = WantedFields::of(&[file], &crate::rulefile::known_fields(&["revenue"]));
        wants.groups.iter().map(|group| group.iter().map(|field| field.name.clone()).collect()).collect()
    }

    #[test]
    fn a_rule_wants_its_field_once() {
        assert_eq!(wanted("pyramid"), [["revenue"]]);
    }

    #[test]
    fn of_several_fields_one_is_wanted() {
        assert_eq!(wanted("pareto-20-80"), [vec!["profit", "revenue"]]);
    }

    #[test]
    fn extras_are_welcome_but_not_needed() {
        assert_eq!(wanted("star-points"), [["points"], ["revenue"]]);
    }
}
