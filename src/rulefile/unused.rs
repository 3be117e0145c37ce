//! Parameters and derived values of a rule file that nothing in it uses.

use std::collections::HashSet;

use crate::rule::expression;
use crate::rule::mistake::NameMistake;
use crate::rule::settings::{Complaints, Node, Setting, Table};

/// Warns of names that are declared and not used. A name counts as used wherever a rule or a derived value has it as a text, or as a word
/// of an expression: a label of that name hides an unused parameter, and no used one is ever warned of. Fields may be declared for
/// rules that are still to be written, as a starter does.
pub(super) fn warn(file: &Table, complaints: &Complaints) {
    let mut used = HashSet::new();
    if let Some(rules) = file.get("rule") {
        collect(rules, &mut used);
    }
    for (name, _, node) in entries(file, "derive") {
        let mut own = HashSet::new();
        collect(node, &mut own);
        own.remove(name);
        used.extend(own);
    }
    for table in ["params", "derive"] {
        for (name, key, _) in entries(file, table).iter().filter(|(name, ..)| !used.contains(name)) {
            let name = name.clone();
            let is_param = table == "params";
            let mistake =
                if is_param { NameMistake::UnusedParam { name } } else { NameMistake::UnusedDerived { name } };
            complaints.warning(key, mistake);
        }
    }
}

fn entries<'a>(file: &'a Table, table: &str) -> &'a [(String, std::ops::Range<usize>, Node)] {
    match file.get(table).map(|node| &node.value) {
        Some(Setting::Table(table)) => &table.entries,
        _ => &[],
    }
}

/// The texts below a node, and the names in them.
fn collect(node: &Node, used: &mut HashSet<String>) {
    match &node.value {
        Setting::Text { text, .. } => {
            used.extend(expression::names(text));
            used.insert(text.clone());
        }
        Setting::List(list) => list.iter().for_each(|node| collect(node, used)),
        Setting::Table(table) => table.entries.iter().for_each(|(_, _, node)| collect(node, used)),
        Setting::Number(_) | Setting::Flag(_) | Setting::Other(_) => {}
    }
}
