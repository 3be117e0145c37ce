//! `[params]`: figures that users change, in the file or with `--set`.

use crate::number::Decimal;
use crate::rule::figure::number_or_percentage;
use crate::rule::mistake::{FileMistake, NameMistake, Part};
use crate::rule::settings::{Complaints, Node, Section, Setting};

/// `--set a_min=300000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParamChoice {
    /// The parameter's name.
    pub name: String,
    /// Its value as written.
    pub value: String,
}

impl std::str::FromStr for ParamChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("write NAME=VALUE, as in a_min=300000")?;
        if number_or_percentage(value).is_none() {
            return Err(format!("{value:?} is not a number: write a_min=300000 or share=25%"));
        }
        Ok(ParamChoice { name: name.trim().to_owned(), value: value.to_owned() })
    }
}

/// The parameters of a file with the user's choices applied. A choice that names none of them is left to the caller: another
/// rule file may have it.
pub(super) fn read(top: &Section<'_>, chosen: &[ParamChoice], complaints: &Complaints) -> Vec<(String, Decimal)> {
    let Some(section) = top.section("params", Part::Params) else { return Vec::new() };
    let mut params = Vec::new();
    for (name, key, node) in section.entries() {
        if !super::fields::is_name(name) {
            complaints.error(key, NameMistake::NotAName { name: name.clone() });
        }
        let written = match &node.value {
            Setting::Number(number) => Some(*number),
            Setting::Text { text, .. } => number_or_percentage(text),
            _ => None,
        };
        let Some(written) = written else {
            complaints.error(&node.span, FileMistake::ParamNotANumber { name: name.clone() });
            continue;
        };
        let choice = chosen.iter().rev().find(|choice| choice.name == *name);
        let value = choice.and_then(|choice| number_or_percentage(&choice.value)).unwrap_or(written);
        params.push((name.clone(), value));
    }
    params
}

/// The parameters that are written as percentages.
pub(super) fn percentages(top: &Section<'_>) -> Vec<String> {
    let Some(Setting::Table(params)) = top.get("params").map(|node| &node.value) else { return Vec::new() };
    let is_percentage =
        |node: &Node| matches!(&node.value, Setting::Text { text, .. } if text.trim_end().ends_with('%'));
    params.entries.iter().filter(|(_, _, node)| is_percentage(node)).map(|(name, _, _)| name.clone()).collect()
}

/// The first choice that no rule file has, with the parameters that there are.
pub fn unknown_choice<'a>(
    chosen: &'a [ParamChoice],
    files: &[super::RuleFile],
) -> Option<(&'a ParamChoice, Vec<String>)> {
    let known = files.iter().flat_map(|file| &file.set.scope.params).map(|(name, _)| name.clone()).collect::<Vec<_>>();
    let choice = chosen.iter().find(|choice| !known.contains(&choice.name))?;
    Some((choice, known))
}
