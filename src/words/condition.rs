//! Conditions and values of rule files in words: `revenue >= 500_000` is `revenue is at least 500,000`.

use std::collections::HashMap;

use super::labels::{called, label};
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::RuleSet;
use crate::rule::expression::{Part, Tree, tree};
use crate::rule::field::{Field, FieldKind};
use crate::rule::scope::{Meaning, Ref};

mod sentence;

/// Derived values longer than this are called by their names; shorter ones are said in full.
const SHORT: usize = 60;

/// The names and figures of one rule file, as sentences in one language say them.
#[derive(Debug)]
pub struct Terms<'a> {
    set: &'a RuleSet,
    language: Language,
    /// The parameters as they are shown.
    params: HashMap<&'a str, String>,
}

impl<'a> Terms<'a> {
    /// The words for the rules of a file.
    pub fn new(set: &'a RuleSet, language: Language) -> Terms<'a> {
        let is_percent = |name: &String| set.scope.percent_params.contains(name);
        let shown = |(name, value): &'a (String, Decimal)| (name.as_str(), figure(*value, is_percent(name), language));
        let params = set.scope.params.iter().map(shown).collect();
        Terms { set, language, params }
    }

    /// The language of the sentences.
    pub fn language(&self) -> Language {
        self.language
    }

    /// A parameter as it is shown.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.get(name).map(String::as_str)
    }

    /// A number as it is shown; `percent`: a ratio.
    pub fn figure(&self, value: Decimal, percent: bool) -> String {
        figure(value, percent, self.language)
    }

    /// A column, whatever it is, by its name in the rule file.
    pub fn column(&self, name: &str) -> String {
        match self.set.scope.find(name) {
            Some(Meaning::Column(Ref::Field(index), _)) => self.field(&self.set.scope.fields[index]),
            Some(Meaning::Column(Ref::Derived(index), _)) => match self.short_derived(index) {
                Some(tree) => self.say(&tree.1, &tree.0).1,
                None => name.to_owned(),
            },
            Some(Meaning::Param(_)) => self.params.get(name).cloned().unwrap_or_else(|| name.to_owned()),
            _ => {
                let rule = self.set.rules.iter().find(|rule| rule.name == name);
                super::rule_column(name, rule.and_then(|rule| rule.header_zh.as_deref()), self.language)
            }
        }
    }

    /// A field as people call it: in English its name with blanks, in Chinese its first Chinese header.
    pub fn field(&self, field: &Field) -> String {
        called(field, self.language)
    }

    /// Whether the values of a column are shown as per cent.
    pub fn is_percent(&self, name: &str) -> bool {
        let scope = &self.set.scope;
        matches!(scope.find(name), Some(Meaning::Column(Ref::Field(index), _)) if scope.fields[index].kind == FieldKind::Percent)
    }

    /// An expression in words.
    pub fn expression(&self, text: &str) -> String {
        tree(text).map_or_else(|| text.to_owned(), |tree| self.say(&tree, text).1)
    }

    /// A derived value in words, if it is short enough to be said in full.
    pub fn derived(&self, name: &str) -> Option<String> {
        let Some(Meaning::Column(Ref::Derived(index), _)) = self.set.scope.find(name) else { return None };
        let (text, tree) = self.short_derived(index)?;
        Some(self.say(&tree, &text).1)
    }

    /// A part of a condition in words; nothing where it names a derived value that is too long to be said.
    pub fn part(&self, part: &Part) -> Option<String> {
        let tree = tree(&part.text)?;
        let said = if part.holds { self.say(&tree, &part.text).1 } else { self.not(&tree, &part.text) };
        self.can_say(&part.text).then_some(said)
    }

    /// Whether an expression names no derived value that is too long to be said.
    fn can_say(&self, text: &str) -> bool {
        crate::rule::expression::names(text).iter().all(|name| match self.set.scope.find(name) {
            Some(Meaning::Column(Ref::Derived(index), _)) => self.short_derived(index).is_some(),
            _ => true,
        })
    }

    /// A word of a column in this language: a choice's Chinese spelling, a label's other language, yes and no.
    pub fn word(&self, column: &str, word: &str) -> String {
        let scope = &self.set.scope;
        match scope.find(column) {
            Some(Meaning::Column(Ref::Label(rule), _)) => {
                let tiers = &self.set.rules[rule].tiers;
                tiers.iter().find(|tier| tier.label == word).map_or(word, |tier| label(tier, self.language)).to_owned()
            }
            Some(Meaning::Column(Ref::Field(index), _)) => match &scope.fields[index].kind {
                FieldKind::Flag if matches!(word, "yes" | "no") => {
                    self.language.words().yes_or_no(word == "yes").to_owned()
                }
                FieldKind::Choice(words) => {
                    let known = words.iter().find(|known| known.word == word);
                    known.map_or(word, |known| self.language.words().word(known)).to_owned()
                }
                _ => word.to_owned(),
            },
            _ => word.to_owned(),
        }
    }

    /// The tree and the text of a derived value that is short enough to be said in full.
    fn short_derived(&self, index: usize) -> Option<(String, Tree)> {
        let expr = &self.set.derived[index];
        let plain = expr.refs().iter().all(|column| !matches!(column, Ref::Derived(_)));
        (plain && expr.text().len() <= SHORT).then(|| Some((expr.text().to_owned(), tree(expr.text())?)))?
    }
}

fn figure(value: Decimal, percent: bool, language: Language) -> String {
    let plain = |number: Decimal| {
        let number = number.normalized();
        number.grouped(usize::from(number.scale()))
    };
    match value.shift(2) {
        Some(hundredfold) if percent => language.words().percent(&plain(hundredfold)),
        _ => plain(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulefile::RuleFile;

    fn said(rule: &str, expression: &str) -> [String; 2] {
        let file = RuleFile::load(rule, &[]).expect("a bundled rule");
        Language::ALL.map(|language| Terms::new(&file.set, language).expression(expression))
    }

    #[test]
    fn a_condition_is_a_sentence_in_both_languages() {
        assert_eq!(
            said("loyalty", "orders >= loyal_orders and months_since(last_order) <= 6"),
            [
                "orders are at least 4 and at most 6 months since last order",
                "订单数达到 4，且末单日期距今不超过 6 个月",
            ]
        );
    }

    #[test]
    fn words_of_a_choice_and_ticks_are_said_as_the_list_has_them() {
        assert_eq!(
            said("sales-readiness", "contact_rank = 'first' and (need or not means)"),
            [
                "contact rank is “first” and (need: yes or means: no)",
                "联系人级别为“第一决策人”，且（有需求为“是”，或有购买能力为“否”）",
            ]
        );
    }

    #[test]
    fn that_a_column_is_filled_in_goes_without_saying_where_more_is_asked_of_it() {
        assert_eq!(
            said("project-potential", "(not (area is missing) and area >= area_a) or not (project_value is missing)"),
            ["area is at least 30,000 or project value is filled in", "项目面积达到 30,000，或项目价值已填写"]
        );
        assert_eq!(
            said("abcd", "not (orders is missing) and revenue > 0")[0],
            "orders are filled in and revenue is more than 0"
        );
    }

    #[test]
    fn a_short_derived_value_is_said_in_full() {
        assert_eq!(
            said("composite-score", "growth >= 20%"),
            [
                "(revenue − last year revenue) ÷ last year revenue is at least 20 %",
                "（销售额 − 去年销售额） ÷ 去年销售额达到 20%",
            ]
        );
    }
}
