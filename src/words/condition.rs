//! Conditions and values of rule files in words: `revenue >= 500_000` is `revenue is at least 500,000`.

use std::collections::HashMap;
use std::fmt;

use super::Words;
use super::labels::{called, known_word, label};
use crate::language::Language;
use crate::number::Decimal;
use crate::rule::RuleSet;
use crate::rule::expression::{Part, Tree, tree};
use crate::rule::field::{Field, FieldKind};
use crate::rule::scope::{Meaning, Ref};

mod constant;
mod sentence;

/// Derived values longer than this are called by their names; shorter ones are said in full.
const SHORT: usize = 60;

/// What a sentence speaks of.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What it is called.
    pub text: &'a str,
    /// Whether it is one thing, whatever its name looks like: `lead conditions` as the name of a classification.
    pub is_one: bool,
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.text)
    }
}

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

    fn words(&self) -> &'static dyn Words {
        self.language.words()
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
                kind => known_word(kind, word, self.language).to_owned(),
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

/// A number as it is shown; `percent`: a ratio.
pub(super) fn figure(value: Decimal, percent: bool, language: Language) -> String {
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
    fn figures_that_no_customer_changes_are_reckoned_before_they_are_said() {
        assert_eq!(
            said("account-review", "first_year = current_year"),
            ["the year of first order is the year of today", "首单日期所在年份与当天所在年份相同"]
        );
        assert_eq!(
            said("account-review", "year(add_months(first_order, 1 - 4)) = 2026 and add_days(first_order, 1) < as_of"),
            [
                "the year of (first order moved back by 3 months) is 2,026 and (first order moved by 1 day) is before today",
                "（首单日期提前 3 个月）所在年份为 2,026，且（首单日期推后 1 天）早于当天",
            ]
        );
        assert_eq!(
            said("market-position", "months_since(first_order) >= 12 * main_years"),
            ["at least 36 months since first order", "首单日期距今至少 36 个月"]
        );
        assert_eq!(
            said("account-review", "revenue < (1 - 20%) * last_year_revenue or revenue / 3 > 1 / 3"),
            [
                "revenue is less than 80 % of last year revenue or revenue ÷ 3 is more than 1 ÷ 3",
                "销售额低于去年销售额的 80%，或销售额 ÷ 3 超过 1 ÷ 3",
            ]
        );
    }

    #[test]
    fn one_of_something_is_said_as_one() {
        assert_eq!(
            said("close-horizon", "months_until(expected_close) <= 1 and months_since(expected_close) < 2"),
            [
                "at most 1 month until expected close and less than 2 months since expected close",
                "距预计成交日期不超过 1 个月，且预计成交日期距今不到 2 个月",
            ]
        );
        assert_eq!(
            said("lead-conditions", "count(purchasing_power, aware) = 1 or at_least(2, need, aware)"),
            [
                "exactly 1 of these holds (purchasing power: yes; aware: yes) or at least 2 of these hold (need: yes; aware: yes)",
                "以下条件正好成立 1 项（购买力为“是”；意识为“是”），或以下条件至少成立 2 项（需求为“是”；意识为“是”）",
            ]
        );
    }

    #[test]
    fn of_many_words_those_of_the_language_come_first_and_the_rest_is_counted() {
        let words = (1..=12).map(|number| format!("'w{number}'")).collect::<Vec<_>>().join(", ");
        let [en, zh] = said("geography", &format!("city in ['上海', {words}]"));
        assert!(en.starts_with("city is “w1”, “w2”") && en.ends_with("“w12” or 1 more"), "{en}");
        assert!(zh.starts_with("城市为“上海”、“w1”") && zh.ends_with("“w11”或另外 1 个词"), "{zh}");
        assert_eq!(said("geography", "not (city in ['a', 'b', 'c'])")[0], "city is none of “a”, “b” and “c”");
    }

    #[test]
    fn days_are_the_same_or_not() {
        assert_eq!(
            said("churn-risk", "first_order = last_order or first_order != as_of"),
            [
                "first order is the same day as last order or first order is not today",
                "首单日期与末单日期相同，或首单日期不为当天"
            ]
        );
    }

    #[test]
    fn percentages_are_apart_by_points() {
        assert_eq!(
            said("account-review", "last_year_payback_rate - payback_rate >= payback_fall"),
            [
                "last year payback rate − payback rate is at least 10 percentage points",
                "去年回款率 − 回款率达到 10 个百分点",
            ]
        );
        assert_eq!(said("account-review", "payback_rate >= 10%")[0], "payback rate is at least 10 %");
    }

    #[test]
    fn what_stands_for_a_blank_is_said_beside_the_value() {
        assert_eq!(
            said("need-horizon", "coalesce(months_until(event_date), 12) <= 3"),
            [
                "the months until event date (12 where blank) are at most 3",
                "到需求日期还有的月数（空白按 12 计）不超过 3"
            ]
        );
        assert_eq!(
            said("need-horizon", "coalesce(event_date, as_of) < as_of"),
            ["event date (today where blank) is before today", "需求日期（空白按当天计）早于当天"]
        );
    }

    #[test]
    fn a_day_has_come_or_passed() {
        assert_eq!(
            said("property-buyer", "days_since(opening_date) >= 0 or days_until(opening_date) < 0"),
            ["opening date has come or opening date has passed", "已到开盘日期，或开盘日期已过"]
        );
        assert_eq!(
            said("property-buyer", "months_until(opening_date) > 0 or 0 <= days_until(opening_date)"),
            ["opening date is still to come or opening date has not passed", "未到开盘日期，或开盘日期未过"]
        );
    }

    #[test]
    fn a_classification_is_one_thing_whatever_its_name_looks_like() {
        assert_eq!(said("lead-conditions", "lead_conditions != 'D'")[0], "lead conditions is not “D”");
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
