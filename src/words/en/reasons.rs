//! Why a customer has its label.

use crate::rule::expression::Comparison;
use crate::words::figure::Count;
use crate::words::reason::{Fault, Position};

sentences! {
    trait ReasonWords(self) {
        short_of(position: &Position<'_>, distance) => { placed(position, &format!("is {distance} short of")) };
        short_of_above(position: &Position<'_>, distance, bound) => { placed(position, &format!("is {distance} short of")) + &format!(" (above {bound})") };
        over_the_limit(position: &Position<'_>, distance) => { placed(position, &format!("is {distance} over the limit of")) };
        over_the_limit_below(position: &Position<'_>, distance, bound) => { placed(position, &format!("is {distance} over the limit of")) + &format!(" (below {bound})") };
        on_the_bound(position: &Position<'_>) => { placed(position, "is exactly on the line of") + ", which begins beyond it" };
        reaches(position: &Position<'_>, range) => { placed(position, "reaches") + &format!(" ({range})") };
        is_within(position: &Position<'_>, range) => { placed(position, "is within") + &format!(" ({range})") };
        takes_the_rest(position: &Position<'_>) => { placed(position, "is in") + ", which takes what is left" };
        line_on_the_list(tier) => "{tier}'s line on this list";
        from(bound) => "from {bound}";
        above(bound) => "above {bound}";
        up_to(bound) => "up to {bound}";
        below(bound) => "below {bound}";
        too_few(column: Option<&str>, group: Option<&str>, customers: Count, needed: Count) => {
            let (have, can) = (customers.plural("customer has", "customers have"), customers.plural("customer", "customers"));
            let group = group.map_or_else(String::new, |group| format!(" in {group}"));
            match column {
                Some(column) => format!("only {customers} {have} a value in {column}{group}, and the rule needs {needed}"),
                None => format!("only {customers} {can}{group} can be classified, and the rule needs {needed}"),
            }
        };
        unknown_group(column, group) => "the rule has no bounds for {column} {group}";
        outside(name, value) => "{name} {value} is within the bounds of no tier";
        outside_anywhere(name) => "{name} is within the bounds of no tier";

        cell(row, row_label, col, col_label, label) => "{row} {row_label} and {col} {col_label} make {label}";
        empty_cell(row, row_label, col, col_label) => "the table is empty where {row} {row_label} meets {col} {col_label}";

        belongs_to(name, value, tier) => "{name} {value} belongs to {tier}";
        in_no_other_list(name, value, tier) => "{name} {value} is in no other tier's list, so it is in {tier}";
        in_no_list(name, value) => "{name} {value} is in no tier's list";
        unlisted(name) => "{name} is in no tier's list";

        most_points_lost(sentence, items) => "{sentence}; most points lost: {items}";
        item_points(item, points) => "{item}: {points} points";
        item_points_weighted(item, points, weight, product) => "{item}: {points} points × {weight} = {product}";

        no_tags_match => "none of the customer's tags is a tier's";
        tags_match(tier, tags) => "{tier} matches {tags}";
        tags_match_too(tier, tags, equal: &[String]) => {
            let (verb, comes) = if equal.len() == 1 { ("matches", "comes") } else { ("match", "come") };
            format!("{tier} matches {tags}; {} {verb} as many, but {comes} later in the rule", equal.join(" and "))
        };
        too_few_tags(needed: Count, tier, tags) => "no tier matches {needed} tags; the nearest is {tier} with {tags}";
        tags(number: Count, tags) => { format!("{number} {} ({tags})", number.plural("tag", "tags")) };

        no_condition_holds => "no condition holds";
        no_condition_leaves(tier) => "no condition holds, which leaves {tier}";
        condition_holds(condition) => "{condition} holds";
        condition_of_tier_holds(tier) => "the condition of {tier} holds";
        condition(condition) => "condition: {condition}";
        cannot_calculate(condition) => "{condition} cannot be calculated";
        cannot_tell(tier, cause) => "it cannot be told whether {tier} is right: {cause}";
        value_missing => "missing";
        condition_of(tier) => "the condition of {tier}";
        tier_needs(tier, need) => "{tier} needs {need}";
        also_needs(tier, need) => "{tier} also needs {need}";
        need(name, comparison, bound, now, way) => "{name} {comparison}{bound} ({now} now, {way})";
        need_date(name, comparison, bound, now) => "{name} {comparison} {bound} ({now} now)";
        need_condition(condition) => "this: {condition}";
        need_compared(comparison: Comparison) -> &'static str => {
            match comparison {
                Comparison::AtLeast | Comparison::Equal | Comparison::Unequal => "",
                Comparison::Greater => "above ",
                Comparison::AtMost => "at most ",
                Comparison::Less => "below ",
            }
        };
        rule_column(name) => { name.replace('_', " ") };
        derived_name(name, words: Option<String>) => { name.replace('_', " ") };
        more(distance) => "{distance} more";
        less(distance) => "{distance} less";
        date_compared(comparison: Comparison) -> &'static str => {
            match comparison {
                Comparison::Equal => "on",
                Comparison::Unequal => "other than",
                Comparison::Less => "before",
                Comparison::AtMost => "on or before",
                Comparison::Greater => "after",
                Comparison::AtLeast => "on or after",
            }
        };

        lacks_the_column => "the list lacks the rule's column";
        faulty(fault: Fault, names: &[String]) => {
            let (one, several) = match fault {
                Fault::Missing => ("is missing", "are missing"),
                Fault::Incalculable => ("cannot be calculated", "cannot be calculated"),
                Fault::Unclassified => ("is unclassified", "are unclassified"),
                Fault::NoNumber => ("is not a number", "are not numbers"),
                Fault::NoPercentage => ("is not a percentage", "are not percentages"),
                Fault::NoDate => ("is not a date", "are not dates"),
                Fault::NoFlag => ("is neither yes nor no", "are neither yes nor no"),
                Fault::UnknownWord => ("is an unknown word", "are unknown words"),
                Fault::Unreadable => ("cannot be read", "cannot be read"),
                Fault::OtherCurrency => ("is in another currency", "are in another currency"),
                Fault::NoCurrency => ("has no currency", "have no currency"),
                Fault::OutsidePoints => ("is not within 0–100", "are not within 0–100"),
                Fault::NoStep => ("meets none of its steps", "meet none of their steps"),
            };
            match names {
                [] => String::new(),
                [name] => format!("{name} {one}"),
                [others @ .., last] => format!("{} and {last} {several}", others.join(", ")),
            }
        };
    }
}

/// `revenue 45,100.00 is … A in East`.
fn placed(position: &Position<'_>, how: &str) -> String {
    let Position { name, value, tier, group } = position;
    let group = group.map_or_else(String::new, |group| format!(" in {group}"));
    format!("{name} {value} {how} {tier}{group}")
}
