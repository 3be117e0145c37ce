//! `[derive]`: values that are computed from columns, each as soon as the names that it uses are known.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque, btree_map, hash_map};

use crate::rule::expression::{self, Expr};
use crate::rule::mistake::{NameMistake, Part};
use crate::rule::scope::{DerivedName, Scope};
use crate::rule::settings::{Complaints, Node, Section, Setting, Span};

/// The entries of `[derive]` that have not found their place yet.
pub(super) struct Pending<'a> {
    /// By their place in the file.
    entries: BTreeMap<usize, Entry<'a>>,
    /// Those that use no other one that is still to come; they may use a rule that is.
    ready: BTreeSet<usize>,
}

struct Entry<'a> {
    name: &'a str,
    key: Span,
    node: &'a Node,
    /// The names that the expression uses.
    uses: Vec<String>,
    /// The entries that use this one.
    users: Vec<usize>,
    /// How many entries that it uses are still to come.
    open: usize,
}

impl<'a> Pending<'a> {
    /// Reads the entries, and complains about those that use each other, or themselves.
    pub(super) fn read(top: &Section<'a>, scope: &mut Scope, complaints: &Complaints) -> Pending<'a> {
        let mut pending = Pending { entries: BTreeMap::new(), ready: BTreeSet::new() };
        let Some(section) = top.section("derive", Part::Derived) else { return pending };
        for (index, (name, key, node)) in section.entries().iter().enumerate() {
            if !super::fields::is_name(name) {
                complaints.error(key, NameMistake::NotAName { name: name.clone() });
            }
            if scope.params.iter().any(|(param, _)| param == name) {
                complaints.error(key, NameMistake::DerivedLikeParam { name: name.clone() });
            }
            let mut uses = match &node.value {
                Setting::Text { text, .. } => expression::names(text),
                _ => Vec::new(),
            };
            uses.sort_unstable();
            uses.dedup();
            pending.entries.insert(index, Entry { name, key: key.clone(), node, uses, users: Vec::new(), open: 0 });
        }
        pending.link();
        pending.refuse_circles(scope, complaints);
        pending.ready = pending.entries.iter().filter(|(_, entry)| entry.open == 0).map(|(&index, _)| index).collect();
        pending
    }

    /// Notes who uses whom.
    fn link(&mut self) {
        let by_name = self.entries.iter().map(|(&index, entry)| (entry.name, index)).collect::<HashMap<_, _>>();
        let used =
            |entry: &Entry<'_>| entry.uses.iter().filter_map(|name| by_name.get(name.as_str()).copied()).collect();
        let links = self.entries.iter().map(|(&index, entry)| (index, used(entry))).collect::<Vec<(_, Vec<usize>)>>();
        for (index, used) in links {
            for other in &used {
                if let Some(other) = self.entries.get_mut(other) {
                    other.users.push(index);
                }
            }
            if let Some(entry) = self.entries.get_mut(&index) {
                entry.open = used.len();
            }
        }
    }

    /// The entries that use a rule that is still to come, themselves or through others, and which.
    pub(super) fn waiting(&self, later_rules: &[String]) -> Vec<(String, String)> {
        let mut rules = BTreeMap::new();
        let mut queue = VecDeque::new();
        for (&index, entry) in &self.entries {
            if let Some(rule) = later_rules.iter().find(|rule| entry.uses.iter().any(|name| is_of_rule(name, rule))) {
                rules.insert(index, rule);
                queue.push_back((index, rule));
            }
        }
        while let Some((index, rule)) = queue.pop_front() {
            for &user in self.entries.get(&index).map_or(&[][..], |entry| &entry.users) {
                if let btree_map::Entry::Vacant(place) = rules.entry(user) {
                    place.insert(rule);
                    queue.push_back((user, rule));
                }
            }
        }
        rules
            .into_iter()
            .filter_map(|(index, rule)| Some((self.entries.get(&index)?.name.to_owned(), rule.clone())))
            .collect()
    }

    /// Takes out the entries that can never be ready: those of a circle, which are complained about, and those that lean on one.
    fn refuse_circles(&mut self, scope: &mut Scope, complaints: &Complaints) {
        let mut open = self.entries.iter().map(|(&index, entry)| (index, entry.open)).collect::<BTreeMap<_, _>>();
        let mut done = open.iter().filter(|(_, open)| **open == 0).map(|(&index, _)| index).collect::<Vec<_>>();
        while let Some(index) = done.pop() {
            open.remove(&index);
            for user in &self.entries[&index].users {
                if let Some(count) = open.get_mut(user) {
                    *count -= 1;
                    if *count == 0 {
                        done.push(*user);
                    }
                }
            }
        }
        let stuck = open.into_keys().collect::<BTreeSet<_>>();
        let mut told = HashSet::new();
        for &index in stuck.iter().take(Complaints::MOST) {
            let Some(circle) = self.circle(index, &stuck).filter(|_| !told.contains(&index)) else { continue };
            let way = circle.iter().map(|index| self.entries[index].name.to_owned()).collect();
            complaints.error(&self.entries[&index].key, NameMistake::Circle { way });
            told.extend(circle);
        }
        for index in stuck {
            scope.broken.extend(self.entries.remove(&index).map(|entry| entry.name.to_owned()));
        }
    }

    /// The shortest way from an entry over what it uses back to itself, with itself at both ends.
    fn circle(&self, start: usize, stuck: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let mut next = HashMap::new();
        let mut queue = VecDeque::from([start]);
        // From users to what they use there is no link, so the way is found backwards.
        while let Some(index) = queue.pop_front() {
            for &user in self.entries[&index].users.iter().filter(|user| stuck.contains(user)) {
                if user == start {
                    let mut way = vec![start, index];
                    while way.last() != Some(&start) {
                        way.push(*next.get(way.last()?)?);
                    }
                    return Some(way);
                }
                if let hash_map::Entry::Vacant(place) = next.entry(user) {
                    place.insert(index);
                    queue.push_back(user);
                }
            }
        }
        None
    }

    /// Reads the entries that use nothing that is still to come, neither an entry nor a rule.
    pub(super) fn read_ready(
        &mut self,
        later_rules: &[String],
        scope: &mut Scope,
        derived: &mut Vec<Expr>,
        complaints: &Complaints,
    ) {
        let mut waiting = BTreeSet::new();
        while let Some(index) = self.ready.pop_first() {
            let Some(entry) = self.entries.get(&index) else { continue };
            if entry.uses.iter().any(|name| later_rules.iter().any(|rule| is_of_rule(name, rule))) {
                waiting.insert(index);
                continue;
            }
            let Some(entry) = self.entries.remove(&index) else { continue };
            for &user in &entry.users {
                if let Some(user_entry) = self.entries.get_mut(&user) {
                    user_entry.open -= 1;
                    if user_entry.open == 0 {
                        self.ready.insert(user);
                    }
                }
            }
            entry.read_into(scope, derived, complaints);
        }
        self.ready = waiting;
    }
}

/// Whether a name is a rule's column or its score.
fn is_of_rule(name: &str, rule: &str) -> bool {
    name == rule || name.strip_suffix("_score") == Some(rule)
}

impl Entry<'_> {
    fn read_into(self, scope: &mut Scope, derived: &mut Vec<Expr>, complaints: &Complaints) {
        let Some(expr) = Expr::read(self.node, scope, complaints) else {
            scope.broken.push(self.name.to_owned());
            return;
        };
        // A derived value may carry a field's name: from here on the name means the value.
        scope.derived.push(DerivedName { name: self.name.to_owned(), kind: expr.kind() });
        derived.push(expr);
    }
}
