//! Why a run is refused.

use std::fmt;

use crate::place::Place;
use crate::result::refusal::{Refusal, Writes, WrongCell};
use crate::rule::settings::suggestion;
use crate::words::figure::Count;

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&refusal(self))
    }
}

/// What the user sees: what is wrong, and below it, behind `help:`, what would be right.
fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::FieldTwice { option, field } => format!("{option} {field}: names the field twice; name it once"),
        Refusal::ColumnTwice(column) => format!("two rules give the column `{column}`; name each of them once"),
        Refusal::UnknownParam { name, known } => {
            let none = || "these rules have no parameters".to_owned();
            let help = if known.is_empty() { none() } else { suggestion(name, known.iter().map(String::as_str)) };
            format!("--set {name}: no rule has this parameter; {help}")
        }
        Refusal::EncodingOfWorkbook => "--encoding-out is for CSV; a workbook has its own encoding".to_owned(),
        Refusal::FormulasOfWorkbook => {
            "--escape-formulas is for CSV; text never becomes a formula in a workbook".to_owned()
        }
        Refusal::Ending(output, of) => {
            let rule = match of {
                Writes::Copy => "an output ends in .csv or .xlsx, or is - for standard output",
                Writes::Shown => "the table goes to a file that ends in .csv, or to standard output (-)",
                Writes::Report => "a report ends in .csv, .md or .json",
                Writes::Comparison => "a comparison ends in .xlsx, .csv, .md or .json",
                Writes::Due => "whom to contact is written as .csv, .xlsx, .md, .json or .ics",
                Writes::CsvTemplate => "a template of this kind ends in .csv",
                Writes::XlsxTemplate => "a template of this kind ends in .xlsx",
            };
            format!("{}: {rule}", output.display())
        }
        Refusal::ReadsOutput { output, is_input: true } => {
            format!("{}: is the input itself, which is never written to; name another output", output.display())
        }
        Refusal::ReadsOutput { output, is_input: false } => format!(
            "{}: is read by --previous or --overrides and therefore not written to; name another output with -o",
            output.display()
        ),
        Refusal::ColumnTaken { list, column, header, added } => format!(
            "{}: column #{column} is called {header:?} already\nhelp: --replace puts the labels of `{added}` in its place",
            list.display()
        ),
        Refusal::ColumnIsField { list, column, header, added, field } => format!(
            "{}: column #{column} is called {header:?} and is the field `{field}`, which labels never replace\n\
             help: give the rule that makes `{added}` another name, or the column another header",
            list.display()
        ),
        Refusal::Unclassified { count: unclassified, customers } => {
            let are = if *unclassified == 1 { "is" } else { "are" };
            format!(
                "{} of {} customers {are} unclassified, so nothing was written (--strict)",
                Count(*unclassified),
                Count(*customers)
            )
        }
        Refusal::NobodyToClassify => "the list has no customer, so nothing was written (--strict)".to_owned(),
        Refusal::NoIdsToMatch { beside, headers } => format!(
            "--{}: customers are found by their id, and no one column of the list can be told to be it\n\
             help: name it with --map id=HEADER; the list has {headers}",
            beside.name()
        ),
        Refusal::IdTwice { id, places: [first, second], count } => {
            let more = if *count > 1 { format!(" ({} more ids repeat)", count - 1) } else { String::new() };
            format!(
                "{second}: the id {id:?} stands already at {first}{more}\n\
                 help: a customer can be followed only where its id stands once; remove the repetition, or name the column of ids with \
                 --map id=HEADER"
            )
        }
        Refusal::WrongCells { cells, more } => wrong_cells(cells, *more),
        Refusal::NoEarlierLabels { list, column, rule, headers } => format!(
            "{}: no column `{column}`, which the rule {rule} gives\n\
             help: the list has {headers}; name the rules that it was scored by with -r, or score it first",
            list.display()
        ),
        Refusal::TooManyGroups => "--by takes one column or two".to_owned(),
        Refusal::NoScoredList => "no list named, and no *.scored.csv or *.scored.xlsx in this folder\n\
                                  help: name the list, or run `custclass score` first"
            .to_owned(),
        Refusal::NoColumn { option, column, rule, headers } => {
            let help = match rule {
                Some(rule) => format!("`-r {rule}` would give it"),
                None => {
                    format!("the list has {headers}; name one of them, or give the rule that makes the column with -r")
                }
            };
            format!("{option} {column}: the list has no such column\nhelp: {help}")
        }
        Refusal::TwoRulesWanted => "one list is compared by two rules: name both, as in -r OLD -r NEW".to_owned(),
        Refusal::TwoListsWanted => "compare two lists, or two rules on one".to_owned(),
        Refusal::RuleWithoutColumn(rule) => {
            format!("the rule {rule} gives no column for this list, which lacks its field")
        }
        Refusal::SeveralColumns { rule, columns } => format!(
            "the rule {rule} gives the columns {}; say which one to compare: --by {}",
            columns.join(", "),
            columns.last().map_or("COLUMN", String::as_str)
        ),
        Refusal::NoLabels { list, column, headers } => format!(
            "{}: no column `{column}`\nhelp: the list has {headers}; name one with --by, or score the list first",
            list.display()
        ),
        Refusal::NoSharedColumn => {
            "no column of labels is known that both lists have; name it with --by COLUMN".to_owned()
        }
        Refusal::SharedColumns(columns) => {
            format!("both lists have the columns {}; say which one to compare: --by {}", columns.join(", "), columns[0])
        }
        Refusal::TooManyLabels { column, count } => format!(
            "the column `{column}` has {count} different texts, so it is no column of labels\nhelp: name another one with --by"
        ),
        Refusal::NoCadence { rules, bundled } => format!(
            "{}: no tier says when its customers are to be contacted\n\
             help: bundled rules that do: {}; in a rule of your own, write contact_every = \"7 days\" in its tiers",
            rules.join(", "),
            bundled.join(", ")
        ),
        Refusal::NoLastContact { field, reviews, headers } => {
            let what = if *reviews { "reviews" } else { "contacts" };
            format!("the list has no column of last {what}, only {headers}\nhelp: --map {field}=HEADER names it")
        }
        Refusal::NoOwners { headers } => {
            format!("the list has no column of owners, only {headers}\nhelp: --map owner=HEADER names it")
        }
        Refusal::NobodyToContact { headers } => format!(
            "the list has no column of ids or names, only {headers}, so that nobody would know whom to contact\n\
             help: --map id=HEADER names one"
        ),
        Refusal::NoIds => "the list has no column of ids\nhelp: --map id=HEADER names it".to_owned(),
        Refusal::UnknownId { id, near: None } => format!("no customer has the id {id:?}"),
        Refusal::UnknownId { id, near: Some(near) } => {
            format!("no customer has the id {id:?}; did you mean {near:?}?")
        }
        Refusal::IdOfSeveral { id, customers } => format!(
            "{} customers have the id {id:?} (customers number {}); ids have to be unique",
            customers.len(),
            customers.iter().take(5).map(usize::to_string).collect::<Vec<_>>().join(", ")
        ),
        Refusal::CustomerGone => "the customer is no longer in the list".to_owned(),
        Refusal::OneRuleWanted => "one rule file is frozen at a time; name one with -r".to_owned(),
        Refusal::WorkbookToStdout => "a workbook cannot go to standard output; name a file with -o".to_owned(),
        Refusal::TemplateExists(file) => {
            format!("{}: is there already, and a template replaces no file\nhelp: name another with -o", file.display())
        }
        Refusal::RuleFileExists(file) => format!(
            "{} is there already, and was left as it is\n\
             help: name another file, or move this one away first; - prints the starter",
            file.display()
        ),
        Refusal::NothingToStartFrom(list) => format!(
            "{}: a header and no customers, so there is nothing to start from\n\
             help: without --for, a starter with made-up figures is written",
            list.display()
        ),
        Refusal::NothingToClassifyBy { list, headers } => format!(
            "{}: no column of numbers, of dates or of a few words that come again, so there is nothing to draw lines on\n\
             help: name the column that counts, as in --map revenue=HEADER (there are: {headers}); without --for, a starter with made-up \
             figures is written",
            list.display()
        ),
        Refusal::StarterWrong(why) => {
            format!("the starter for this list came out wrong, so it was not written\n{why}")
        }
        Refusal::RulesDoNotHold(1) => "1 rule file does not hold".to_owned(),
        Refusal::RulesDoNotHold(failed) => format!("{failed} rule files do not hold"),
    }
}

fn wrong_cells(cells: &[(Place, WrongCell)], more: usize) -> String {
    let line = |(place, wrong): &(Place, WrongCell)| format!("{place}: {}", wrong_cell(wrong));
    let more = (more > 0).then(|| format!("and {more} more of the kind"));
    cells.iter().map(line).chain(more).collect::<Vec<_>>().join("\n")
}

fn wrong_cell(wrong: &WrongCell) -> String {
    match wrong {
        WrongCell::NoId => "no id\nhelp: write the customer's id".to_owned(),
        WrongCell::NoColumn { columns } => {
            format!("no column\nhelp: write which column the label is for: {}", columns.join(", "))
        }
        WrongCell::UnknownColumn { name, known } => {
            format!(
                "no rule of this run gives a column {name:?}\nhelp: {}",
                suggestion(name, known.iter().map(String::as_str))
            )
        }
        WrongCell::NoLabel { known } => {
            format!("no label\nhelp: {}", suggestion("", known.iter().map(String::as_str)))
        }
        WrongCell::UnknownLabel { label, column, known } => {
            format!("{label:?} is no label of {column}\nhelp: {}", suggestion(label, known.iter().map(String::as_str)))
        }
        WrongCell::OtherLabel { label, column, known, compared } => {
            let remedy = if *compared {
                "leave -r out, or name the rule of these labels"
            } else {
                "name the rules that the list was scored by with -r, or see who moved with `custclass compare`"
            };
            let help = suggestion(label, known.iter().map(String::as_str));
            format!("{column}: {label:?} is none of the rule's labels\nhelp: {help}; {remedy}")
        }
        WrongCell::NoDate => "this is no date\nhelp: write it as 2026-06-30, or leave the cell empty".to_owned(),
        WrongCell::SecondLabel { id } => format!(
            "a second label for {id}, while an earlier row is still valid\nhelp: leave one of them, or let the earlier one end"
        ),
    }
}
