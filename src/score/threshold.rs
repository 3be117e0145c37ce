//! `threshold`: the first tier whose bound the value meets.

use std::collections::HashMap;

use super::bounds::{check_reachable, group_names, intervals};
use super::cuts::{self, Cuts, Interval};
use super::frame::Frame;
use super::group::Groups;
use super::listed::Listed;
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::own_field::OwnField;
use super::scope::Ref;
use super::settings::Span;
use crate::folding::folded;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "threshold",
    about: "the first tier whose bound (min, above, max, below) the value meets",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// Fixed bounds on a number column.
#[derive(Debug)]
struct Threshold {
    field: OwnField,
    bounds: Bounds,
    per: Option<Ref>,
}

#[derive(Debug)]
enum Bounds {
    /// The same for everybody.
    One(Vec<Interval>),
    /// By group: the group's name and its intervals.
    Grouped(Vec<(String, Vec<Interval>)>),
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Threshold> {
    let field = OwnField::read(settings)?;
    let complaints = settings.rule.complaints();
    let groups = group_names(&settings.tier_sections);
    let before = complaints.errors();
    let bounds = if groups.is_empty() {
        Bounds::One(intervals(&settings.tier_sections, settings.scope, None))
    } else {
        if settings.per.is_none() && !settings.rule.has("per") {
            complaints.error(
                &settings.rule.head(),
                "bounds by group need to know the groups",
                "add per = \"region\", or whichever column makes them",
            );
        }
        check_groups(&groups, settings);
        let set = |group: &str| intervals(&settings.tier_sections, settings.scope, Some(group));
        Bounds::Grouped(groups.iter().map(|(group, _)| (folded(group), set(group))).collect())
    };
    if complaints.errors() > before {
        return None;
    }
    let sets: Vec<&Vec<Interval>> = match &bounds {
        Bounds::One(set) => vec![set],
        Bounds::Grouped(sets) => sets.iter().map(|(_, set)| set).collect(),
    };
    for set in sets {
        check_reachable(set, &settings.tier_sections, complaints);
    }
    (complaints.errors() == before).then_some(Threshold { field, bounds, per: settings.per })
}

/// Complains about groups that `per` never gives, and about one group written in two ways.
fn check_groups(groups: &[(&str, Span)], settings: &MethodSettings<'_>) {
    let (scope, complaints) = (settings.scope, settings.rule.complaints());
    let listed = settings.per.and_then(|per| Listed::of(per, scope.kind(per), scope));
    let mut written = HashMap::new();
    for (group, span) in groups {
        if let Some(first) = written.insert(folded(group), group) {
            complaints.error(
                span,
                format!("\"{group}\" and \"{first}\" are one group"),
                "write a group's name in one way: case, width and outer blanks make no difference",
            );
        } else if let Some(listed) = listed.as_ref().filter(|listed| listed.find(group).is_none()) {
            listed.unknown(group, span, scope, complaints);
        }
    }
}

impl Method for Threshold {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        std::iter::once(self.field.columns.clone()).chain(self.per.map(|per| vec![per])).collect()
    }

    fn own_field(&self) -> Option<&[Ref]> {
        Some(&self.field.columns)
    }

    fn has_lines(&self) -> bool {
        true
    }

    fn seek(&self, frame: &Frame<'_>) {
        if let Bounds::One(set) = &self.bounds {
            cuts::seek(frame, self.field.choose(frame), set);
        }
    }

    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        let column = self.field.choose(frame);
        let (sets, groups) = match &self.bounds {
            Bounds::One(set) => (vec![set.clone()], None),
            Bounds::Grouped(sets) => {
                let groups = Groups::new(frame, self.per.expect("checked when the rule was read"));
                let nobody = sets.first().map_or(0, |(_, set)| set.len());
                let of = |name: &String| {
                    let found = sets.iter().find(|(group, _)| *group == folded(name));
                    found.map_or_else(
                        || vec![Interval { empty: true, ..Interval::default() }; nobody],
                        |(_, set)| set.clone(),
                    )
                };
                (groups.names().iter().map(of).collect(), Some(groups))
            }
        };
        Box::new(Cuts { column, sets, groups, lines: Vec::new() })
    }
}
