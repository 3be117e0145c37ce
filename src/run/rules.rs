//! The rules of a run: one rule file or several.

use std::ops::Deref;

use super::observer::Observer;
use crate::Error;
use crate::result::refusal::Refusal;
use crate::result::remark::Remark;
use crate::rule::method::ranking::Crossing;
use crate::rule::{Method, Rule};
use crate::rulefile::{ParamChoice, RuleFile, unknown_choice};

/// The rules of a run: one rule file or several, in order.
#[derive(Debug, Default)]
pub struct Rules(Vec<RuleFile>);

impl Rules {
    /// One bundled rule, or one rule file: anything with a `/` or ending in `.toml`.
    ///
    /// # Errors
    ///
    /// When there is no such rule or file, and when it has mistakes.
    pub fn named(name: &str) -> Result<Rules, Error> {
        Ok(Rules(vec![RuleFile::load(name, &[])?]))
    }

    /// The rules of these names, with the user's choices of their parameters.
    ///
    /// # Errors
    ///
    /// As for [`Rules::named`]; when a parameter is in none of them, and when two of them give the same column.
    pub fn load(names: &[String], params: &[ParamChoice], observer: &dyn Observer) -> Result<Rules, Error> {
        let rules = Rules::load_apart(names, params, observer)?;
        let mut columns: Vec<&str> = Vec::new();
        for (_, _, rule) in visible(&rules) {
            if columns.contains(&rule.name.as_str()) {
                return Err(Refusal::ColumnTwice(rule.name.clone()).into());
            }
            columns.push(&rule.name);
        }
        Ok(rules)
    }

    /// The same rules, with customers that cross a line on this side of it.
    #[must_use]
    pub fn with_crossing(mut self, crossing: Crossing) -> Rules {
        for rule in self.0.iter_mut().flat_map(|file| &mut file.set.rules) {
            if let Method::Ranking(ranking) = &mut rule.method {
                ranking.crossing = crossing;
            }
        }
        self
    }

    /// The same, each rule by itself: they may give the same column.
    ///
    /// # Errors
    ///
    /// As for [`Rules::load`], but for the last.
    pub fn load_apart(names: &[String], params: &[ParamChoice], observer: &dyn Observer) -> Result<Rules, Error> {
        let files = names.iter().map(|name| RuleFile::load(name, params)).collect::<Result<Vec<_>, _>>()?;
        for file in &files {
            Remark::of_rule_file(file).for_each(|remark| observer.remark(&remark));
        }
        if let Some((choice, known)) = unknown_choice(params, &files) {
            return Err(Refusal::UnknownParam { name: choice.name.clone(), known }.into());
        }
        Ok(Rules(files))
    }
}

impl Deref for Rules {
    type Target = [RuleFile];

    fn deref(&self) -> &[RuleFile] {
        &self.0
    }
}

impl From<Vec<RuleFile>> for Rules {
    fn from(files: Vec<RuleFile>) -> Rules {
        Rules(files)
    }
}

impl From<Rules> for Vec<RuleFile> {
    fn from(rules: Rules) -> Vec<RuleFile> {
        rules.0
    }
}

/// The rules that give a visible column, each with the number of its file and its own number there.
pub(super) fn visible(files: &[RuleFile]) -> impl Iterator<Item = (usize, usize, &Rule)> {
    every(files).filter(|(_, _, rule)| !rule.hidden)
}

/// All rules, each with the number of its file and its own number there.
pub(super) fn every(files: &[RuleFile]) -> impl Iterator<Item = (usize, usize, &Rule)> {
    files
        .iter()
        .enumerate()
        .flat_map(|(file, known)| known.set.rules.iter().enumerate().map(move |(index, rule)| (file, index, rule)))
}
