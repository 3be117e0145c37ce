//! `[[test]]`: small lists with the labels that they must get, so that a rule file proves itself.

use crate::rule::RuleSet;
use crate::rule::figure::number_or_percentage;
use crate::rule::mistake::{FileMistake, NameMistake, Part, Suggestion};
use crate::rule::settings::{Complaints, Section, Setting, Span};

use super::params::ParamChoice;

/// A list and its labels.
#[derive(Debug, Clone)]
pub struct TestList {
    /// What it proves.
    pub about: String,
    /// The list: CSV whose headers are field names and output columns.
    pub list: String,
    /// 'Today' for the list.
    pub as_of: Option<jiff::civil::Date>,
    /// Parameters for the list.
    pub set: Vec<ParamChoice>,
    /// Where the test stands.
    pub span: Span,
}

pub(super) fn read(top: &Section<'_>, set: &RuleSet, complaints: &Complaints) -> Vec<TestList> {
    let sections = top.sections("test", Part::Test);
    sections.into_iter().filter_map(|section| test(section, set, complaints)).collect()
}

fn test(section: Section<'_>, set: &RuleSet, complaints: &Complaints) -> Option<TestList> {
    let about = section.text("about").unwrap_or_default().to_owned();
    let list = section.needed_text("list", "list = \"\"\"\nrevenue,tier\n900,platinum\n\"\"\"").map(str::to_owned);
    let as_of = as_of(&section, complaints);
    if as_of.is_none() && !section.has("as_of") && set.uses_as_of() {
        section.missing("as_of", "as_of = \"2026-01-31\"");
    }
    let chosen = chosen(&section, set, complaints);
    let span = section.head();
    section.finish();
    Some(TestList { about, list: list?, as_of, set: chosen, span })
}

fn as_of(section: &Section<'_>, complaints: &Complaints) -> Option<jiff::civil::Date> {
    let text = section.text("as_of")?;
    let date = text.parse().ok();
    if date.is_none() {
        complaints.error(&section.get("as_of")?.span, FileMistake::NotADay { text: text.to_owned() });
    }
    date
}

fn chosen(section: &Section<'_>, set: &RuleSet, complaints: &Complaints) -> Vec<ParamChoice> {
    let Some(params) = section.section("set", Part::Params) else { return Vec::new() };
    let mut chosen = Vec::new();
    for (name, key, node) in params.entries() {
        if !set.scope.params.iter().any(|(known, _)| known == name) {
            let known = Suggestion::new(name, set.scope.params.iter().map(|(name, _)| name.as_str()));
            complaints.error(key, NameMistake::UnknownParam { name: name.clone(), known });
        }
        let value = match &node.value {
            Setting::Number(number) => number.to_string(),
            Setting::Text { text, .. } if number_or_percentage(text).is_some() => text.clone(),
            _ => {
                complaints.error(&node.span, FileMistake::ParamNotANumber { name: name.clone() });
                continue;
            }
        };
        chosen.push(ParamChoice { name: name.clone(), value });
    }
    chosen
}
