//! Lists and rules for tests, scored as a run scores them.

use crate::language::Language;
use crate::rulefile::{RuleFile, columns_of};
use crate::score::Scored;

/// Scores a list, written like that of a `[[test]]`, by a rule file's text, and has a look at it.
pub fn scored<T>(rules: &str, list: &str, look: impl FnOnce(&Scored<'_>) -> T) -> T {
    let file = RuleFile::parse("./test.toml", rules, &[]).unwrap_or_else(|error| panic!("{error}"));
    let (rows, columns) = columns_of(&file.set, list);
    let as_of = crate::date::Day::from(jiff::civil::date(2026, 1, 31));
    look(&file.set.score(columns.iter().map(|column| column.as_ref().into()).collect(), rows, as_of))
}

/// Why each customer of a list has its label by the last rule, in English and in Chinese.
pub fn reasons(rules: &str, list: &str) -> Vec<[String; 2]> {
    scored(rules, list, |scored| {
        let rule = scored.set.rules.len() - 1;
        let both = |row| Language::ALL.map(|language| super::reason(scored, rule, row, language));
        (0..scored.frame.rows).map(both).collect()
    })
}

/// Where the cut-offs of the last rule fell, in English and in Chinese.
pub fn cutoffs(rules: &str, list: &str) -> [Vec<String>; 2] {
    scored(rules, list, |scored| {
        Language::ALL.map(|language| super::cutoffs(scored, scored.set.rules.len() - 1, None, language))
    })
}
