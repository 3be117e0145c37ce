//! Writing the lines of a list down: a ranking rule becomes a threshold rule, so that next month is measured with this month's ruler.

use toml_edit::DocumentMut;

use super::{RuleError, RuleFile};
use crate::date::Day;
use crate::rule::method::Method;
use crate::rule::mistake::{Mistake, NameMistake};
use crate::score::Scored;

mod edit;
mod lines;
mod proof;

use lines::Lines;

/// Why a rule file cannot be frozen.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FreezeError {
    /// No rule of the file draws its lines from the list.
    #[error("{0}: no rule of this file ranks customers, so its lines are fixed already")]
    NothingRanks(String),
    /// No customer of the list has a label by a rule that ranks.
    #[error("{0}: no customer of this list has a label by a rule that ranks, so there are no lines to write down")]
    NoLines(String),
    /// No decimal lies between two customers on either side of a line.
    #[error("`{0}`: two customers on either side of a line are so close that no number of 38 digits lies between them")]
    TooClose(String),
    /// The file was read as TOML before, so this is a mistake of ours.
    #[error("the rule file cannot be edited: {0}")]
    Edit(#[from] toml_edit::TomlError),
    /// What was written does not load.
    #[error("the frozen rule would not load:\n{0}")]
    Loose(Box<RuleError>),
}

/// What a frozen file is made of, for what it says of itself.
#[derive(Debug)]
pub struct Frozen<'a> {
    /// The rule file.
    pub file: &'a RuleFile,
    /// The list's name.
    pub list: &'a str,
    /// How many customers the list has.
    pub customers: u64,
    /// 'Today', where a rule uses it.
    pub as_of: Option<Day>,
    /// The rules that rank, by their number, and what became of each.
    pub rules: Vec<(usize, Became)>,
}

/// What became of a rule that ranks.
#[derive(Debug)]
pub enum Became {
    /// It has the list's lines now.
    Lines {
        /// The tiers that nobody reached, by their number.
        unreached: Vec<usize>,
        /// Whether these stay, with nobody in them, because later rules read the labels.
        kept: bool,
        /// Whether the lines are by group.
        groups: bool,
    },
    /// It ranks as before: no customer has a label by it.
    Ranks,
}

/// What a frozen file says of itself: in English and in Chinese, and in the run's language where a rule file has one text.
#[derive(Debug, Default)]
pub struct FrozenTexts {
    /// The comment on top.
    pub comment: String,
    /// The title in both languages.
    pub title: [String; 2],
    /// What the file does.
    pub about: [String; 2],
    /// What should be known of it.
    pub notes: [Vec<String>; 2],
    /// What is said of each of [`Frozen::rules`], where there is something to say.
    pub rules: Vec<Option<String>>,
    /// What the test list proves.
    pub proof: String,
}

/// The text of a rule file with the lines of a list in the place of its shares. `list` names the list, `say` gives the texts.
///
/// # Errors
/// When no rule ranks or has drawn a line on this list, when customers are too close to one another, and when the result would not load.
pub fn freeze(
    file: &RuleFile,
    scored: &Scored<'_>,
    list: &str,
    say: impl FnOnce(&Frozen<'_>) -> FrozenTexts,
) -> Result<String, FreezeError> {
    let ranking = find_lines(file, scored)?;
    let read_later = file.set.read_later();
    let became = |(rule, lines): &(usize, Option<Lines>)| {
        let of_lines = |lines: &Lines| Became::Lines {
            unreached: lines.unreached().collect(),
            kept: read_later[*rule],
            groups: lines.groups.is_some(),
        };
        (*rule, lines.as_ref().map_or(Became::Ranks, of_lines))
    };
    let as_of = file.set.uses_as_of().then_some(scored.frame.as_of);
    let rules = ranking.iter().map(became).collect();
    let texts = say(&Frozen { file, list, customers: scored.frame.rows as u64, as_of, rules });
    let mut document: DocumentMut = file.text.parse()?;
    document.remove("test");
    edit::write_texts(&mut document, &texts);
    edit::write_params(&mut document, &file.set.scope.params);
    for (at, (rule, lines)) in ranking.iter().enumerate() {
        let said = texts.rules.get(at).and_then(Option::as_deref);
        edit::freeze_rule(&mut document, *rule, &file.set.rules[*rule], lines.as_ref(), read_later[*rule], said);
    }
    let text = settled(&mut document, &texts.comment)?;
    let beside = ranking.iter().filter_map(|(_, lines)| Some(lines.as_ref()?.beside.as_slice())).collect::<Vec<_>>();
    Ok(proof::proved(text, scored, &beside, as_of, &texts.proof))
}

/// The rules that rank, and the lines that each drew.
fn find_lines(file: &RuleFile, scored: &Scored<'_>) -> Result<Vec<(usize, Option<Lines>)>, FreezeError> {
    let mut found = Vec::new();
    for (index, rule) in file.set.rules.iter().enumerate() {
        let Method::Ranking(ranking) = &rule.method else { continue };
        let lines = if scored.has(index) { Lines::find(scored, index, ranking) } else { Ok(None) };
        found.push((index, lines.map_err(|lines::TooClose| FreezeError::TooClose(rule.name.clone()))?));
    }
    if found.is_empty() {
        return Err(FreezeError::NothingRanks(file.name.clone()));
    }
    match found.iter().any(|(_, lines)| lines.is_some()) {
        true => Ok(found),
        false => Err(FreezeError::NoLines(file.name.clone())),
    }
}

/// The document's text, without the parameters and derived values that nothing uses any more.
fn settled(document: &mut DocumentMut, comment: &str) -> Result<String, FreezeError> {
    loop {
        let text = edit::with_comment(&document.to_string(), comment);
        let file = RuleFile::parse("frozen.toml", &text, &[]).map_err(|error| FreezeError::Loose(Box::new(error)))?;
        let unused = file.warnings.iter().filter_map(|warning| match &warning.mistake {
            Mistake::Name(NameMistake::UnusedParam { name }) => Some(("params", name)),
            Mistake::Name(NameMistake::UnusedDerived { name }) => Some(("derive", name)),
            _ => None,
        });
        if unused.filter(|(table, name)| edit::take_out(document, table, name)).count() == 0 {
            return Ok(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Decimal;
    use crate::score::{Cell, Column, Numbers};

    fn numbers(values: &[&str]) -> Column {
        Column::Numbers(
            values.iter().map(|text| Cell::Value(Decimal::parse(text).expect("a number"))).collect::<Numbers>(),
        )
    }

    fn scored_with(file: &RuleFile, values: &[&str], look: impl FnOnce(&Scored<'_>)) {
        let column = numbers(values);
        let is_revenue = |field: &crate::rule::Field| field.name == "revenue";
        let columns = file.set.scope.fields.iter().map(|field| is_revenue(field).then_some(&column).into()).collect();
        look(&file.set.score(columns, values.len(), crate::date::Day::default()));
    }

    fn labels(file: &RuleFile, values: &[&str]) -> Vec<Option<String>> {
        let mut labels = Vec::new();
        scored_with(file, values, |scored| {
            let label =
                |code: &crate::score::Code| code.index().map(|tier| file.set.rules[0].tiers[tier].label.clone());
            labels = scored.all_codes(0).iter().map(label).collect();
        });
        labels
    }

    fn frozen(file: &RuleFile, values: &[&str]) -> RuleFile {
        let mut text = String::new();
        scored_with(file, values, |scored| {
            text = freeze(file, scored, "list.csv", |_| FrozenTexts::default()).expect("it freezes")
        });
        RuleFile::parse("./frozen.toml", &text, &[]).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    const VALUES: [&str; 8] = ["900", "800.50", "800.5", "100", "90", "80", "7", "-3"];

    #[test]
    fn a_frozen_rule_gives_the_same_list_the_same_labels() {
        for name in ["pyramid", "pareto-abc"] {
            let file = RuleFile::load(name, &[]).expect("a bundled rule");
            assert_eq!(labels(&frozen(&file, &VALUES), &VALUES), labels(&file, &VALUES), "{name}");
        }
    }

    #[test]
    fn a_frozen_rule_measures_a_grown_list_with_the_old_lines() {
        let file = RuleFile::load("pyramid", &[]).expect("a bundled rule");
        let frozen = frozen(&file, &VALUES);
        let grown = labels(&frozen, &["5000", "900", "899.99"]);
        assert_eq!(grown[..2], [Some("platinum".to_owned()), Some("platinum".to_owned())]);
        assert_ne!(grown[2], grown[1]);
    }

    #[test]
    fn a_rule_with_fixed_lines_has_nothing_to_freeze() {
        let file = RuleFile::load("importance", &[]).expect("a bundled rule");
        scored_with(&file, &VALUES, |scored| {
            assert!(matches!(freeze(&file, scored, "x", |_| FrozenTexts::default()), Err(FreezeError::NothingRanks(_))))
        });
    }
}
