//! `custclass rules check`: whether rule files hold what they promise.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::Error;
use custclass::result::refusal::Refusal;
use custclass::result::remark::Remark;
use custclass::rulefile::{RuleFile, TestOutcome, bundled, check_dictionary, is_dictionary, run_tests};
use custclass::run::Observer;

use crate::cli::context::Context;
use crate::cli::failure::Failure;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Rule files, or names of bundled rules [default: all bundled rules]
    files: Vec<String>,
}

pub fn run(args: &Args, context: &Context) -> Result<(), Failure> {
    let files = args.files.as_slice();
    let names: Vec<&str> = if files.is_empty() {
        bundled::RULES.iter().map(|(name, _)| *name).collect()
    } else {
        files.iter().map(String::as_str).collect()
    };
    let mut out = io::stdout().lock();
    let mut failed = 0;
    for name in names {
        match check_one(name, &mut out, context)? {
            true => {}
            false => failed += 1,
        }
    }
    match failed {
        0 => Ok(()),
        _ => Err(Error::from(Refusal::RulesDoNotHold(failed)).into()),
    }
}

/// Checks one rule file and prints what came of it; whether it holds.
fn check_one(name: &str, out: &mut impl Write, context: &Context) -> io::Result<bool> {
    if is_dictionary(&PathBuf::from(name)) {
        return match check_dictionary(name) {
            Ok(fields) => writeln!(out, "{name}: a dictionary of {fields} fields").map(|()| true),
            Err(error) => writeln!(out, "{error}").map(|()| false),
        };
    }
    let file = match RuleFile::load(name, &[]) {
        Ok(file) => file,
        Err(error) => return writeln!(out, "{error}").map(|()| false),
    };
    for complaint in &file.warnings {
        context.remark(&Remark::RuleFile(custclass::rulefile::render(&file.name, &file.text, complaint)));
    }
    let outcomes = run_tests(&file);
    let held = outcomes.iter().filter(|outcome| outcome.holds()).count();
    let compared = outcomes.iter().map(|outcome| outcome.compared).sum::<usize>();
    match outcomes.len() {
        0 => writeln!(out, "{name}: no mistakes, and no [[test]] that would prove it")?,
        1 if held == 1 => writeln!(out, "{name}: holds; 1 list, {compared} labels compared")?,
        lists if held == lists => writeln!(out, "{name}: holds; {lists} lists, {compared} labels compared")?,
        lists => writeln!(out, "{name}: does not hold; {} of {lists} lists differ", lists - held)?,
    }
    for outcome in outcomes.iter().filter(|outcome| !outcome.holds()) {
        print_outcome(name, outcome, out)?;
    }
    Ok(held == outcomes.len())
}

fn print_outcome(name: &str, outcome: &TestOutcome, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "  {name}:{}: {}", outcome.line, outcome.about)?;
    if let Some(problem) = &outcome.problem {
        writeln!(out, "    {problem}")?;
    }
    for difference in &outcome.differences {
        let custclass::rulefile::Difference { row, record, column, expected, got } = difference;
        writeln!(out, "    row {row} ({record}): {column} should be {expected}, and is {got}")?;
    }
    Ok(())
}
