//! What a frozen rule file says of itself.

use crate::words::figure::Count;

sentences! {
    trait FrozenWords(self) {
        frozen_head(list, customers: Count) => { format!("Frozen: the lines of {list}, {customers} {}.", customers.plural("customer", "customers")) };
        frozen_title(title, list) => "{title}, with the lines of {list}";
        frozen_about(list, customers: Count) => { format!("Fixed lines: those that {list} gave, with {customers} {}.", customers.plural("customer", "customers")) };
        frozen_note(list, as_of: Option<&str>) => {
            let as_of = as_of.map_or_else(String::new, |day| format!(" on {day}"));
            format!("The lines are those of {list}{as_of}. They stay where they are, so that later lists are measured by them; on that list everybody has the label that the ranking gave.")
        };
        drawn_by(about) => "They were drawn by this: {about}";
        groups_note => "The lines are by group. A customer of a group without lines stays unclassified, and the reason names the group.";
        not_frozen_note(rule) => "{rule} still ranks: nobody had a label by it.";
        unreached_note(rule, tiers: &[String]) => { format!("{rule}: nobody reached {}.", tiers.join(", ")) };
        left_out(tiers: &[String]) => {
            let are = if tiers.len() == 1 { "it is" } else { "they are" };
            format!("nobody reached {} on this list, so {are} left out", tiers.join(", "))
        };
        kept_empty(tiers: &[String]) => {
            let (stays, gets) = if tiers.len() == 1 { ("it stays", "its") } else { ("they stay", "their") };
            format!("nobody reached {} on this list; {stays} for the rules below, and min = {{}} is {gets} bound that nobody meets", tiers.join(", "))
        };
        still_ranks => "not frozen: nobody has a label by it on this list";
        lines_hold(list) => "customers of {list} on either side of the lines keep their labels";
    }
}
