//! Every piece of advice that the corpus provokes is followed: the run then succeeds, or complains of something else.

use crate::folder::{Folder, HALVES};

use super::case::Case;
use super::{FAMILIES, content, folder, read};

/// The options that messages suggest, each with its value.
const SUGGESTED: [&str; 6] = ["--map", "--read", "--header-row", "--sheet", "--delimiter", "--no-header"];

#[test]
fn advice_works_when_it_is_followed() {
    let mut followed = 0;
    for family in FAMILIES.iter().filter(|family| **family != "bombs") {
        for case in read(family).2 {
            let advice = suggestions(&case.expected.stderr);
            if advice.is_empty() {
                continue;
            }
            let list = content::bytes(&case, &folder());
            for options in advice {
                follow(&case, &list, &options);
                followed += 1;
            }
        }
    }
    assert!(followed > 30, "{followed}");
}

/// Runs the case again with what was suggested.
fn follow(case: &Case, list: &[u8], options: &[String]) {
    let file = case.file();
    let mut folder = Folder::with(&file, list).and("half.toml", HALVES);
    if let Some(rule) = &case.rule {
        folder = folder.and("rule.toml", rule);
    }
    let run = case.run.as_deref().unwrap_or("read FILE").replace("FILE", &file);
    let given = run.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let (option, field) =
        (options[0].clone(), options.get(1).and_then(|value| Some(value.split_once('=')?.0.to_owned())));
    // What is suggested takes the place of what was said before.
    let is_replaced = |at: usize| {
        given[at] == option
            && field.as_ref().is_none_or(|field| given[at + 1].to_lowercase().starts_with(&format!("{field}=")))
    };
    let mut args = Vec::new();
    let mut at = 0;
    while at < given.len() {
        if is_replaced(at) {
            at += 2;
            continue;
        }
        args.push(given[at].clone());
        at += 1;
    }
    args.extend(options.iter().cloned());
    let output = folder.command(&args).output().expect("the program starts");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let complaint = |told: &str| told.lines().find(|line| line.contains("error: ")).map(str::to_owned);
    assert_ne!(output.status.code(), Some(2), "{}: {options:?}\n{told}", case.name);
    if let Some(now) = complaint(&told) {
        assert_ne!(Some(now), complaint(&case.expected.stderr), "{}: {options:?} changes nothing\n{told}", case.name);
    }
}

/// What a message suggests: an option and its value each; what stands for something else (`#N`, `NAME`) is left out.
fn suggestions(told: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    // The complaint itself names the options as they were given.
    let advice = told
        .lines()
        .filter(|line| line.starts_with("help: ") || line.contains("(--read "))
        .map(|line| line.replace([';', ')'], " "));
    for line in advice {
        for option in SUGGESTED {
            for (at, _) in line.match_indices(&format!("{option} ")).collect::<Vec<_>>() {
                if option == "--no-header" {
                    found.push(vec![option.to_owned()]);
                    continue;
                }
                let rest = &line[at + option.len() + 1..];
                let value = match rest.chars().next() {
                    Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next().unwrap_or_default(),
                    _ => rest.split([' ', ',']).next().unwrap_or_default(),
                };
                let stands_for = |word: &str| ["N", "#N", "NAME", "CHAR", "HEADER", "FIELD", "HOW"].contains(&word);
                let is_placeholder = value.is_empty() || stands_for(value.rsplit('=').next().unwrap_or_default());
                // `1,234.56` has a comma inside.
                let value = ["1,234.56", "1.234,56"]
                    .iter()
                    .find(|way| rest.split_once('=').is_some_and(|(_, how)| how.starts_with(**way)))
                    .map_or_else(
                        || value.to_owned(),
                        |way| format!("{}={way}", rest.split('=').next().unwrap_or_default()),
                    );
                if !is_placeholder {
                    found.push(vec![option.to_owned(), value]);
                }
            }
        }
    }
    found.sort();
    found.dedup();
    found
}
