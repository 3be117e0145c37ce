//! `custclass rules check`: whether rule files hold what they promise.

use std::io::{self, Write};
use std::path::PathBuf;

use custclass::result::refusal::Refusal;
use custclass::result::remark::Remark;
use custclass::rulefile::{RuleFile, TestOutcome, bundled, check_dictionary, is_dictionary, run_tests};
use custclass::run::Observer;
use custclass::{Error, Language};

use crate::cli::context::Context;
use crate::cli::failure::Failure;
use crate::cli::options::LanguageName;

#[derive(Debug, clap::Args)]
pub struct Args {
    /// Rule files, or names of bundled rules [default: all bundled rules]
    files: Vec<String>,
    /// The language of what is said of them
    #[arg(long, value_name = "LANG", env = "CUSTCLASS_LANG", default_value = "en", value_parser = LanguageName)]
    lang: Language,
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
        match check_one(name, &mut out, args.lang, context)? {
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
fn check_one(name: &str, out: &mut impl Write, language: Language, context: &Context) -> io::Result<bool> {
    let colon = language.words().colon();
    if is_dictionary(&PathBuf::from(name)) {
        return match check_dictionary(name) {
            Ok(fields) => writeln!(out, "{name}{colon}{}", language.words().dictionary_checked(fields)).map(|()| true),
            Err(error) => writeln!(out, "{}", language.words().rule_error(&error)).map(|()| false),
        };
    }
    let file = match RuleFile::load(name, &[]) {
        Ok(file) => file,
        Err(error) => return writeln!(out, "{}", language.words().rule_error(&error)).map(|()| false),
    };
    Remark::of_rule_file(&file).for_each(|remark| context.remark(&remark));
    let outcomes = run_tests(&file);
    let held = outcomes.iter().filter(|outcome| outcome.holds()).count();
    let compared = outcomes.iter().map(|outcome| outcome.compared).sum::<usize>();
    writeln!(out, "{name}{colon}{}", language.words().lists_checked(held, outcomes.len(), compared))?;
    for outcome in outcomes.iter().filter(|outcome| !outcome.holds()) {
        print_outcome(name, outcome, out, language)?;
    }
    Ok(held == outcomes.len())
}

fn print_outcome(name: &str, outcome: &TestOutcome, out: &mut impl Write, language: Language) -> io::Result<()> {
    writeln!(out, "  {name}:{}{}{}", outcome.line, language.words().colon(), outcome.about)?;
    if let Some(problem) = &outcome.problem {
        writeln!(out, "    {}", language.words().test_problem(problem))?;
    }
    for difference in &outcome.differences {
        writeln!(out, "    {}", language.words().difference(difference))?;
    }
    Ok(())
}
