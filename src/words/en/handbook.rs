//! What the handbook says of rules: of each, of its method, and of all together.

use crate::list::header::kind_words;
use crate::rule::field::FieldKind;
use crate::rule::method::ranking::Crossing;
use crate::words::handbook::{Cut, Edge};

/// The families of the bundled rules, in the order in which they are listed.
pub const FAMILIES: &[(&str, &str)] = &[
    ("value", "Value – who brings the money"),
    ("state", "State of the business with a customer"),
    ("prospects", "Prospects – how near is the sale, and when to call"),
    ("relationship", "Relationship and kind"),
    ("temperament", "Temperament – how to talk to this customer"),
    ("beyond", "Common practice, beyond the sources"),
];

sentences! {
    trait HandbookWords(self) {
        notes_heading => "Where it comes from, and what is assumed";
        fields_heading => "What the list needs";
        derived_heading => "Worked out from these";
        columns_heading => "What it gives";
        params_heading => "Figures to set";
        commands_heading => "To copy";
        example_heading => "An example";
        param_headings() -> [&'static str; 4] => { ["Name", "Value", "Used for", "To change it"] };
        page_file(rule) => "{rule}.md";
        family_line(family) => "Family: {family}";
        source_line(source) => "Source: {source}";
        field_type(kind: &FieldKind) -> &'static str => {
            match kind {
                FieldKind::Tags => "observations, separated by ;",
                FieldKind::Choice(_) => "one of a few words",
                other => kind_words(other),
            }
        };
        called_and_name(called, name) => { called.to_owned() };
        may_be_left_out(kind) => "{kind}; may be left out";
        others_instead(kind, others: &[String]) => { format!("{kind}; {} will do instead", others.join(" or ")) };
        for_follow_up(kind) => "{kind}; only for the follow-up (due, next contact); may be left out";
        headers(shown: &[String], all: usize) => {
            let more = if all > shown.len() { format!(", and {} more", all - shown.len()) } else { String::new() };
            format!("headers: {}{more}", shown.join(", "))
        };
        words_of_choice(words) => "words: {words}";
        blank_counts_as(value) => "a blank counts as {value}";
        example_of(as_of: Option<&str>) => {
            let day = as_of.map_or_else(String::new, |day| format!(", as of {day}"));
            format!("One customer for each outcome, from the lists that test this rule{day}:")
        };
        example_list => "customers.xlsx";
        language_option => "";
        about_score => "add the labels, each with its reason and what to do";
        about_due => "whom to contact now and within a week";
        about_set => "with a figure of your own";
        about_as_of => "as of a certain day instead of today";
        about_toml => "the rule file, to change and use with -r ./mine.toml";
        dictionary_title => "The fields that every rule knows";
        dictionary_about => "A column of a list is found by its header: the field's own name, or any header below, whatever its case, width, blanks and punctuation; a unit in brackets is no part of it.";

        first_in_list(columns: &[String]) => { format!("{} (the first that the list has)", columns.join(" or ")) };
        everybody_else => "everybody else";
        everything_else => "everything else";
        nobody => "nobody";
        equal_values(crossing: Crossing) -> &'static str => {
            match crossing {
                Crossing::Better => "Equal values always share a tier, and the customer that crosses a line belongs to the better one.",
                Crossing::Worse => "Equal values always share a tier, and the customer that crosses a line belongs to the worse one.",
            }
        };
        needs(needed, column: Option<&str>, per: Option<&str>) => {
            let per = per.map(|per| format!(", within each {per} by itself")).unwrap_or_default();
            match column {
                Some(column) => format!("With fewer than {needed} customers that have a value in {column}{per}, nobody gets a label."),
                None => format!("With fewer than {needed} customers that can be classified, nobody gets a label."),
            }
        };
        unranked => "The labels stand side by side: none is better than another.";
        hidden_column => "A step on the way: this column is left out of the output.";

        ranking(field, low: bool, cut: &Cut, per: Option<&str>) => {
            let first = if low { "the lowest first" } else { "the highest first" };
            let cut = match cut {
                Cut::Bins(bins) => format!("and divided into {bins} equal parts, from {bins} (the best) down to 1"),
                Cut::Sum(field) => format!("and cut at shares of all their {field}"),
                Cut::Shares => "and cut at shares of the number of customers".to_owned(),
                Cut::Numbers => "and cut behind numbers of customers".to_owned(),
            };
            let per = per.map(|per| format!(", within each {per} by itself")).unwrap_or_default();
            format!("Customers are ranked by {field}, {first}, {cut}{per}.")
        };
        share(share, first: bool, last: bool, of: Option<&str>, expected: Option<&str>) => {
            let place = if first { "the first" } else if last { "the remaining" } else { "the next" };
            let of = of.map_or_else(|| "the customers".to_owned(), |field| format!("all {field}"));
            let expected = expected.map(|part| format!(" (the textbook has {part} of the customers here)"));
            format!("{place} {share} of {of}{}", expected.unwrap_or_default())
        };

        number(number, first: bool) => {
            let place = if first { "the first" } else { "the next" };
            format!("{place} {number} customers")
        };

        threshold(field, per: Option<&str>) => {
            let per = per.map(|per| format!(", for each {per} its own")).unwrap_or_default();
            format!("Fixed lines on {field}{per}.")
        };
        range(lower: Option<&Edge>, upper: Option<&Edge>) => {
            match (lower, upper) {
                (Some(low), Some(high)) => {
                    let (over, under) = (if low.inclusive { "" } else { "over " }, if high.inclusive { "" } else { "under " });
                    format!("{over}{} to {under}{}", low.text, high.text)
                }
                (Some(Edge { text, inclusive: true }), None) => format!("{text} and more"),
                (Some(Edge { text, inclusive: false }), None) => format!("over {text}"),
                (None, Some(Edge { text, inclusive: true })) => format!("up to {text}"),
                (None, Some(Edge { text, inclusive: false })) => format!("under {text}"),
                (None, None) => self.everything_else().to_owned(),
            }
        };

        scorecard(weighted: bool) -> &'static str => {
            match weighted {
                true => "Every item gives 0 to 100 points; each counts with its weight, and the total says the class.",
                false => "The points of all items are added up, and the total says the class.",
            }
        };
        score_column(column) => "The total itself goes to the column {column}_score.";
        weighted(weight, points) => "counts {weight}: {points}";
        ramp(from, to, step: Option<&str>) => {
            let step = step.map(|step| format!(", rounded down to whole {step}s")).unwrap_or_default();
            format!("0 points at {from}, 100 at {to}, in proportion between{step}")
        };
        points(when, points) => "{when}: {points}";
        as_given => "as given, 0 to 100";
        by_total => "By the total:";

        decision(first: bool) -> &'static str => {
            match first {
                false => "The classes are tested from the top; the first whose condition holds is the customer's.",
                true => "The classes are tested from the top, those marked “first” before all others; the first whose condition holds is the customer's.",
            }
        };
        tested_first(condition) => "first: {condition}";
        tested_first_and_also(first, also) => "first: {first}; also: {also}";

        matrix(rows, cols) => "Two labels make a third: {rows} down the side, {cols} across the top.";
        profile(field, needed) => {
            let least = if needed == "1" { String::new() } else { format!(", if there are at least {needed}") };
            format!("What was noticed stands in {field}. The type with the most of its signs there wins{least}; with equal counts the one written first.")
        };
        signs(tags: &[String]) => { format!("signs: {}", tags.join(", ")) };
        lookup(field, rest: bool) => {
            let others = if rest { "" } else { "; any other word is unclassified" };
            format!("The word in {field} says the class{others}.")
        };
        and_more(shown, more: usize, all: usize) => "{shown}, and {more} more";

        family(key) -> Option<&'static str> => { crate::words::found_in(FAMILIES, key) };
        needs_and_takes(needed, optional) => "{needed} (also, if there: {optional})";
        any_of(fields: &[String]) => { format!("any of {}", fields.join(", ")) };
        title_and_about(title, about) => "{title}. {about}";
        needs_and_gives(needs, columns: &[String]) => { format!("Needs {needs}; gives {}.", columns.join(", ")) };
        library_head => "# The rule library\n\n[中文](README.zh.md)\n\n\
             Every classification below works out of the box: `custclass score customers.xlsx -r NAME`. \
             `custclass rules list --for customers.xlsx` says which of them your list has the columns for, \
             `custclass rules show NAME` shows the page of one. The pages are written by the program from the rule files.\n";
        how_many_ready(list, ready: usize, of: usize) => {
            let are = if ready == 1 { "is" } else { "are" };
            format!("{list}: {ready} of {of} rules {are} ready to use")
        };
        rules_ready => "Ready";
        rules_not_ready => "Something is missing, least first";
        found(called, header) => "{called} (“{header}”)";
        read_as_blank => "read as blank";
        counts_as(value) => "counts as {value}";
        column_is_empty(header) => "the column “{header}” is empty";
        several_fit => "several columns fit equally well; say which with --map";
    }
}
