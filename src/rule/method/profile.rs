//! `profile`: the tier with which the customer shares the most tags.

use std::collections::HashMap;

use super::{Method, MethodDef, MethodSettings};
use crate::folding::folded;
use crate::number::Decimal;
use crate::rule::columns::named_columns;
use crate::rule::figure::Figure;
use crate::rule::mistake::{MethodMistake, Wanted};
use crate::rule::scope::{Ref, Type};
use crate::rule::settings::{Section, Setting, Span, texts_of};

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "profile",
    about: "the tier with which the customer shares the most tags",
    makes_tiers: false,
    ranks: false,
    read: |settings| read(settings).map(Method::Profile),
};

/// What stands between the tags of a cell, so that no tag can contain it.
const SEPARATORS: [char; 6] = [';', '；', '、', ',', '\n', '\r'];

/// Words of degree in front of a tag, which don't change what was noticed: 很热情 and 热情 are one, so are "very patient" and "patient".
/// Longer words stand before the ones that they begin with.
const DEGREES: [&str; 24] = [
    "比较",
    "比較",
    "非常",
    "十分",
    "特别",
    "特別",
    "相当",
    "相當",
    "有点",
    "有點",
    "有些",
    "很",
    "较",
    "較",
    "太",
    "挺",
    "very ",
    "rather ",
    "quite ",
    "too ",
    "fairly ",
    "somewhat ",
    "really ",
    "a bit ",
];

/// The form in which tags are compared: without case, width, outer blanks and words of degree in front. What is left has at least two
/// characters: 较真 (a stickler) is no degree of 真.
pub fn compared_tag(tag: &str) -> String {
    let folded = folded(tag);
    let mut bare = folded.as_str();
    while let Some(rest) = DEGREES.iter().find_map(|degree| bare.strip_prefix(degree)).map(str::trim_start) {
        if rest.chars().nth(1).is_none() {
            break;
        }
        bare = rest;
    }
    bare.to_owned()
}

/// Tags by tier.
#[derive(Debug, Clone)]
pub struct Profile {
    /// The columns of tags, in the order of preference.
    pub columns: Vec<Ref>,
    /// How many tags have to match (`min_matches`): a whole number from 1.
    pub min_matches: Figure,
    /// The tags of each tier, each in all its spellings; the tier without tags has none.
    pub tiers: Vec<Vec<Vec<String>>>,
}

impl Profile {
    /// How many tags have to match.
    pub fn needed(&self) -> usize {
        whole(&self.min_matches).unwrap_or(1)
    }

    /// The tier of the customers that match no tier well enough, if there is one.
    pub fn rest(&self) -> Option<usize> {
        let last = self.tiers.len().checked_sub(1)?;
        self.tiers[last].is_empty().then_some(last)
    }
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Profile> {
    let complaints = settings.rule.complaints();
    let before = complaints.errors();
    settings.refuse_per("profile");
    let columns = read_columns(settings);
    let min_matches = read_min_matches(settings);
    let needed = whole(&min_matches).unwrap_or(1);
    let last = settings.tier_sections.len().saturating_sub(1);
    let sections = settings.tier_sections.iter().enumerate();
    let tiers = sections.map(|(index, tier)| read_tags(tier, needed, index == last && index > 0)).collect::<Vec<_>>();
    let columns = columns?;
    (complaints.errors() == before).then_some(Profile { columns, min_matches, tiers })
}

fn read_columns(settings: &MethodSettings<'_>) -> Option<Vec<Ref>> {
    let named = named_columns(settings.rule, settings.scope, "traits")?;
    for named in named.iter().filter(|named| named.kind != Type::Tags) {
        settings
            .rule
            .complaints()
            .error(&named.span, MethodMistake::NotTags { name: named.name.to_owned(), kind: named.kind });
    }
    Some(named.iter().map(|named| named.column).collect())
}

/// A figure that is a whole number from 1.
fn whole(figure: &Figure) -> Option<usize> {
    figure.value.to_i64().and_then(|number| usize::try_from(number).ok()).filter(|&number| number > 0)
}

/// `min_matches`: a whole number from 1, which stands where there is none.
fn read_min_matches(settings: &MethodSettings<'_>) -> Figure {
    let one = Figure::literal(Decimal::ONE);
    let Some(node) = settings.rule.get("min_matches") else { return one };
    let complaints = settings.rule.complaints();
    let Some(figure) = Figure::read(node, "min_matches", settings.scope, complaints) else { return one };
    if whole(&figure).is_none() {
        complaints.error(&node.span, MethodMistake::NotMatches);
    }
    figure
}

/// A tier's tags, each in all its spellings.
fn read_tags(tier: &Section<'_>, needed: usize, may_have_none: bool) -> Vec<Vec<String>> {
    let complaints = tier.complaints();
    let Some(node) = tier.get("tags") else {
        if !may_have_none {
            complaints.error(&tier.head(), MethodMistake::NoTags);
        }
        return Vec::new();
    };
    let Setting::List(list) = &node.value else {
        tier.wrong("tags", node, Wanted::Tags);
        return Vec::new();
    };
    let mut seen = HashMap::new();
    let mut tags = Vec::new();
    for (index, node) in list.iter().enumerate() {
        let spellings = texts_of(node, |node| tier.wrong("tags", node, Wanted::Tag));
        for (spelling, span) in &spellings {
            check_spelling(tier, spelling, span);
            if *seen.entry(compared_tag(spelling)).or_insert(index) != index {
                complaints.error(span, MethodMistake::TagTwice { spelling: (*spelling).to_owned() });
            }
        }
        tags.push(spellings.into_iter().map(|(spelling, _)| spelling.to_owned()).collect());
    }
    if tags.is_empty() {
        complaints.error(&node.span, MethodMistake::EmptyTags);
    } else if tags.len() < needed {
        complaints.error(&node.span, MethodMistake::TooFewTags { tags: tags.len(), needed });
    }
    tags
}

fn check_spelling(tier: &Section<'_>, spelling: &str, span: &Span) {
    if spelling.trim().is_empty() {
        tier.complaints().error(span, MethodMistake::EmptyTag);
    } else if let Some(separator) = spelling.chars().find(|character| SEPARATORS.contains(character)) {
        tier.complaints().error(span, MethodMistake::TagWithSeparator { separator });
    }
}

#[cfg(test)]
mod tests {
    use super::compared_tag;

    #[test]
    fn words_of_degree_in_front_do_not_matter() {
        for (tag, compared) in [
            ("热情", "热情"),
            ("很热情", "热情"),
            ("非常非常 热情", "热情"),
            ("比較有耐心", "有耐心"),
            ("Very patient", "patient"),
            ("rather  quick-tempered", "quick-tempered"),
            ("everything at once", "everything at once"),
            ("较真", "较真"),
            ("very", "very"),
            ("很", "很"),
            ("", ""),
        ] {
            assert_eq!(compared_tag(tag), compared, "{tag}");
        }
    }
}
