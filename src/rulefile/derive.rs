//! `[derive]`: values that are computed from columns, each as soon as the names that it uses are known.

use crate::score::expression::{self, Expr};
use crate::score::scope::{DerivedName, Scope};
use crate::score::settings::{Complaints, Node, Section, Setting, Span};

/// The entries of `[derive]` that have not found their place yet.
pub(super) struct Pending<'a> {
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    name: &'a str,
    key: Span,
    node: &'a Node,
    /// The names that the expression uses.
    uses: Vec<String>,
}

impl<'a> Pending<'a> {
    pub(super) fn read(top: &Section<'a>, scope: &Scope, complaints: &Complaints) -> Pending<'a> {
        let Some(section) = top.section("derive", "list of derived values") else {
            return Pending { entries: Vec::new() };
        };
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for (name, key, node) in section.entries() {
            if let Some(message) = super::fields::wrong_name(name) {
                complaints.error(key, message, "use letters, digits and _");
            }
            if scope.params.iter().any(|(param, _)| param == name) {
                complaints.error(
                    key,
                    format!("`{name}` already names a parameter"),
                    "give the derived value a name of its own",
                );
            }
            let uses = match &node.value {
                Setting::Text { text, .. } => expression::names(text),
                _ => Vec::new(),
            };
            entries.push(Entry { name, key: key.clone(), node, uses });
        }
        Pending { entries }
    }

    /// The names that are still to come.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> + '_ {
        self.entries.iter().map(|entry| entry.name)
    }

    /// Reads the entries that use nothing that is still to come, neither an entry nor a rule.
    pub(super) fn read_ready(
        &mut self,
        later_rules: &[String],
        scope: &mut Scope,
        derived: &mut Vec<Expr>,
        complaints: &Complaints,
    ) {
        while let Some(ready) = self.entries.iter().position(|entry| self.is_ready(entry, later_rules)) {
            let entry = self.entries.remove(ready);
            entry.read_into(scope, derived, complaints);
        }
    }

    fn is_ready(&self, entry: &Entry<'_>, later_rules: &[String]) -> bool {
        let to_come = |name: &String| {
            let score_of = name.strip_suffix("_score");
            let is_rule = later_rules.iter().any(|rule| rule == name || Some(rule.as_str()) == score_of);
            is_rule || self.entries.iter().any(|other| other.name == name)
        };
        !entry.uses.iter().any(to_come)
    }

    /// Complains about what never became ready: values that use each other, or themselves.
    pub(super) fn finish(self, complaints: &Complaints) {
        for entry in &self.entries {
            let circle = entry.uses.iter().filter(|name| self.entries.iter().any(|other| other.name == *name));
            let names = circle.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("`{}` goes round in a circle: it uses {names}", entry.name);
            complaints.error(
                &entry.key,
                message,
                "a derived value uses fields, parameters, and values that do not use it",
            );
        }
    }
}

impl Entry<'_> {
    fn read_into(self, scope: &mut Scope, derived: &mut Vec<Expr>, complaints: &Complaints) {
        let Some(expr) = Expr::read(self.node, scope, complaints) else { return };
        // A derived value may carry a field's name: from here on the name means the value.
        scope.derived.push(DerivedName { name: self.name.to_owned(), kind: expr.kind() });
        derived.push(expr);
    }
}
