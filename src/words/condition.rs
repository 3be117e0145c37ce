//! Conditions and values of rule files in words: `revenue >= 500_000` is `revenue is at least 500,000`.

use std::collections::HashMap;

use super::Language;
use super::chinese::{has_han, joined};
use super::labels::label;
use super::run::{date, yes_or_no};
use super::wording::field_name;
use crate::rulefile::RuleFile;
use crate::score::Decimal;
use crate::score::expression::{Comparison, Tree, TreeKind, tree};
use crate::score::field::{Field, FieldKind};
use crate::score::scope::{Meaning, Ref, Type};
use crate::score::settings::Setting;

/// Derived values longer than this are called by their names; shorter ones are said in full.
const SHORT: usize = 60;

/// The names and figures of one rule file, as sentences in one language say them.
#[derive(Debug)]
pub struct Terms<'a> {
    file: &'a RuleFile,
    language: Language,
    /// The parameters as they are shown.
    params: HashMap<&'a str, String>,
}

/// How strongly the parts of a sentence hang together; a weaker part inside a stronger one stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bond {
    Or,
    And,
    Sum,
    Product,
    Word,
}

impl<'a> Terms<'a> {
    /// The words for a rule file.
    pub fn new(file: &'a RuleFile, language: Language) -> Terms<'a> {
        let settings = file.settings();
        let is_percent = |name: &str| {
            let params = settings.get("params").map(|node| &node.value);
            let written = match params {
                Some(Setting::Table(params)) => params.get(name).map(|node| &node.value),
                _ => None,
            };
            matches!(written, Some(Setting::Text { text, .. }) if text.trim_end().ends_with('%'))
        };
        let shown = |(name, value): &'a (String, Decimal)| (name.as_str(), figure(*value, is_percent(name), language));
        let params = file.set.scope.params.iter().map(shown).collect();
        Terms { file, language, params }
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
        match self.file.set.scope.find(name) {
            Some(Meaning::Column(Ref::Field(index), _)) => self.field(&self.file.set.scope.fields[index]),
            Some(Meaning::Column(Ref::Derived(index), _)) => match self.short_derived(index) {
                Some(tree) => self.say(&tree.1, &tree.0).1,
                None => name.to_owned(),
            },
            Some(Meaning::Param(_)) => self.params.get(name).cloned().unwrap_or_else(|| name.to_owned()),
            _ => name.to_owned(),
        }
    }

    /// A field as people call it: in English its name with blanks, in Chinese its first Chinese header.
    pub fn field(&self, field: &Field) -> String {
        match self.language {
            Language::En => field.name.replace('_', " "),
            Language::Zh => field_name(field, Language::Zh).replace('_', " "),
        }
    }

    /// Whether the values of a column are shown as per cent.
    pub fn is_percent(&self, name: &str) -> bool {
        let scope = &self.file.set.scope;
        matches!(scope.find(name), Some(Meaning::Column(Ref::Field(index), _)) if scope.fields[index].kind == FieldKind::Percent)
    }

    /// An expression in words.
    pub fn expression(&self, text: &str) -> String {
        tree(text).map_or_else(|| text.to_owned(), |tree| self.say(&tree, text).1)
    }

    /// A word of a column in this language: a choice's Chinese spelling, a label's other language, yes and no.
    pub fn word(&self, column: &str, word: &str) -> String {
        let scope = &self.file.set.scope;
        match scope.find(column) {
            Some(Meaning::Column(Ref::Label(rule), _)) => {
                let tiers = &self.file.set.rules[rule].tiers;
                tiers.iter().find(|tier| tier.label == word).map_or(word, |tier| label(tier, self.language)).to_owned()
            }
            Some(Meaning::Column(Ref::Field(index), _)) => match &scope.fields[index].kind {
                FieldKind::Flag if matches!(word, "yes" | "no") => yes_or_no(word == "yes", self.language).to_owned(),
                FieldKind::Choice(words) if self.language == Language::Zh => {
                    let spellings = words.iter().find(|known| known.word == word).map(|known| &known.spellings);
                    let chinese = spellings.and_then(|all| all.iter().find(|spelling| has_han(spelling)));
                    chinese.map_or(word, String::as_str).to_owned()
                }
                _ => word.to_owned(),
            },
            _ => word.to_owned(),
        }
    }

    /// The tree and the text of a derived value that is short enough to be said in full.
    fn short_derived(&self, index: usize) -> Option<(String, Tree)> {
        let expr = &self.file.set.derived[index];
        let plain = expr.refs().iter().all(|column| !matches!(column, Ref::Derived(_)));
        (plain && expr.text().len() <= SHORT).then(|| Some((expr.text().to_owned(), tree(expr.text())?)))?
    }

    fn of<'s>(&self, en: &'s str, zh: &'s str) -> &'s str {
        self.language.of(en, zh)
    }

    fn within(&self, tree: &Tree, text: &str, least: Bond) -> String {
        let (bond, said) = self.say(tree, text);
        match self.language {
            _ if bond >= least => said,
            Language::En => format!("({said})"),
            Language::Zh => format!("（{said}）"),
        }
    }

    fn say(&self, tree: &Tree, text: &str) -> (Bond, String) {
        let word = |said: String| (Bond::Word, said);
        match &tree.kind {
            TreeKind::Number(number) => {
                let written = text.get(tree.span.clone()).unwrap_or_default();
                word(self.figure(*number, written.trim_end_matches([')', ' ']).ends_with('%')))
            }
            TreeKind::Date(days) => word(date(*days)),
            TreeKind::Text(text) => word(text.clone()),
            TreeKind::Name(name) => self.name(name),
            TreeKind::Call(name, _, parts) => word(self.call(name, parts, text)),
            TreeKind::Or(parts) => (Bond::Or, self.chain(parts, text, Bond::Sum, self.of("or", "或"))),
            TreeKind::And(parts) => (Bond::And, self.chain(parts, text, Bond::Sum, self.of("and", "且"))),
            TreeKind::Not(part) => (Bond::Sum, self.not(part, text)),
            TreeKind::Compare(comparison, left, right) => (Bond::Sum, self.compare(*comparison, left, right, text)),
            TreeKind::In(value, list) => (Bond::Sum, self.listed(value, list, text, false)),
            TreeKind::IsMissing(part) => {
                (Bond::Sum, self.after(&self.within(part, text, Bond::Word), " is blank", "为空"))
            }
            TreeKind::Sum(parts) => (Bond::Sum, self.terms(parts, text, Bond::Product, ["+", "−"])),
            TreeKind::Product(parts) => (Bond::Product, self.terms(parts, text, Bond::Word, ["×", "÷"])),
            TreeKind::Negative(part) => word(format!("−{}", self.within(part, text, Bond::Word))),
        }
    }

    fn name(&self, name: &str) -> (Bond, String) {
        if name == "as_of" {
            return (Bond::Word, self.of("today", "当天").to_owned());
        }
        match self.file.set.scope.find(name) {
            Some(Meaning::Column(Ref::Derived(index), _)) => match self.short_derived(index) {
                Some((text, tree)) => self.say(&tree, &text),
                None => (Bond::Word, name.to_owned()),
            },
            Some(Meaning::Column(_, Type::Truth)) => (Bond::Sum, self.after(&self.column(name), ": yes", "为“是”")),
            _ => (Bond::Word, self.column(name)),
        }
    }

    /// Words that come behind a name.
    fn after(&self, name: &str, en: &str, zh: &str) -> String {
        self.language.of(format!("{name}{en}"), joined(&[name, zh]))
    }

    /// `a, b, and c`; two parts need no comma.
    fn chain(&self, parts: &[Tree], text: &str, least: Bond, word: &str) -> String {
        let said = parts.iter().map(|part| self.within(part, text, least)).collect::<Vec<_>>();
        match (self.language, said.as_slice()) {
            (Language::En, [one, other]) => format!("{one} {word} {other}"),
            (Language::En, [first @ .., last]) => format!("{}, {word} {last}", first.join(", ")),
            _ => said.join(&format!("，{word}")),
        }
    }

    fn not(&self, part: &Tree, text: &str) -> String {
        match &part.kind {
            TreeKind::Name(name) => self.after(&self.column(name), ": no", "为“否”"),
            TreeKind::IsMissing(value) => self.after(&self.within(value, text, Bond::Word), " is filled in", "已填写"),
            TreeKind::In(value, list) => self.listed(value, list, text, true),
            _ => self
                .language
                .of(format!("not ({})", self.say(part, text).1), joined(&["并非（", &self.say(part, text).1, "）"])),
        }
    }

    fn compare(&self, comparison: Comparison, left: &Tree, right: &Tree, text: &str) -> String {
        // What belongs to the customer stands first.
        let turned = matches!(left.kind, TreeKind::Number(_) | TreeKind::Date(_) | TreeKind::Text(_));
        let (comparison, left, right) =
            if turned { (comparison.mirrored(), right, left) } else { (comparison, left, right) };
        let en = match (comparison, self.is_date(left)) {
            (Comparison::Equal, _) => "is",
            (Comparison::Unequal, _) => "is not",
            (Comparison::AtLeast, true) => "is on or after",
            (Comparison::AtLeast, false) => "is at least",
            (Comparison::Greater, true) => "is after",
            (Comparison::Greater, false) => "is more than",
            (Comparison::AtMost, true) => "is on or before",
            (Comparison::AtMost, false) => "is at most",
            (Comparison::Less, true) => "is before",
            (Comparison::Less, false) => "is less than",
        };
        let zh = match (comparison, self.is_date(left)) {
            (Comparison::Equal, _) => "为",
            (Comparison::Unequal, _) => "不为",
            (Comparison::AtLeast, true) => "不早于",
            (Comparison::AtLeast, false) => "达到",
            (Comparison::Greater, true) => "晚于",
            (Comparison::Greater, false) => "超过",
            (Comparison::AtMost, true) => "不晚于",
            (Comparison::AtMost, false) => "不超过",
            (Comparison::Less, true) => "早于",
            (Comparison::Less, false) => "低于",
        };
        let right_words = self.operand(right, text, Some(left));
        if let Some(span) = self.span_of_time(comparison, left, &right_words, text) {
            return span;
        }
        let left_words = self.operand(left, text, None);
        let en = if is_plural(&left_words) { en.replacen("is", "are", 1) } else { en.to_owned() };
        self.language.of(format!("{left_words} {en} {right_words}"), joined(&[&left_words, zh, &right_words]))
    }

    /// `at most 6 months since last order`: how long ago, or until when, something is.
    fn span_of_time(&self, comparison: Comparison, left: &Tree, figure: &str, text: &str) -> Option<String> {
        let TreeKind::Call(name, _, parts) = &left.kind else { return None };
        let (unit, zh_unit, since) = match name.as_str() {
            "days_since" => ("days", " 天", true),
            "months_since" => ("months", " 个月", true),
            "days_until" => ("days", " 天", false),
            "months_until" => ("months", " 个月", false),
            _ => return None,
        };
        let (en, zh) = match comparison {
            Comparison::Equal => ("exactly", "正好"),
            Comparison::Unequal => return None,
            Comparison::AtLeast => ("at least", "至少"),
            Comparison::Greater => ("more than", "超过"),
            Comparison::AtMost => ("at most", "不超过"),
            Comparison::Less => ("less than", "不到"),
        };
        let date = self.within(parts.first()?, text, Bond::Sum);
        let date = if date.ends_with(" since") { format!("“{date}”") } else { date };
        Some(match self.language {
            Language::En => format!("{en} {figure} {unit} {} {date}", if since { "since" } else { "until" }),
            Language::Zh => joined(&[&date, if since { "距今" } else { "距今还有" }, zh, figure, zh_unit]),
        })
    }

    /// A side of a comparison; a text is a word of the column that it is compared with, a number per cent where that is.
    fn operand(&self, tree: &Tree, text: &str, beside: Option<&Tree>) -> String {
        let column = match beside.map(|beside| &beside.kind) {
            Some(TreeKind::Name(name)) => Some(name.as_str()),
            _ => None,
        };
        match (&tree.kind, column) {
            (TreeKind::Text(word), Some(column)) => {
                let word = self.word(column, word);
                self.language.of(format!("“{word}”"), format!("“{word}”"))
            }
            (TreeKind::Text(word), None) => format!("“{word}”"),
            (TreeKind::Number(number), Some(column)) if self.is_percent(column) => self.figure(*number, true),
            _ => self.within(tree, text, Bond::Sum),
        }
    }

    fn listed(&self, value: &Tree, list: &[Tree], text: &str, negated: bool) -> String {
        let left = self.within(value, text, Bond::Word);
        let verb = if is_plural(&left) { "are" } else { "is" };
        let words = list.iter().map(|item| self.operand(item, text, Some(value))).collect::<Vec<_>>();
        match self.language {
            Language::En => {
                let words = either(&words, ", ", " or ");
                format!("{left} {verb} {}{words}", if negated { "neither of " } else { "" })
            }
            Language::Zh => joined(&[&left, if negated { "不为" } else { "为" }, &either(&words, "、", "或")]),
        }
    }

    fn terms(&self, parts: &[(bool, Tree)], text: &str, least: Bond, signs: [&str; 2]) -> String {
        let mut said = String::new();
        for (at, (inverse, part)) in parts.iter().enumerate() {
            // Behind a minus or a division sign brackets are needed even around equals.
            let words = self.within(part, text, least);
            if at > 0 {
                said.push_str(&format!(" {} ", signs[usize::from(*inverse)]));
            }
            said.push_str(&words);
        }
        said
    }

    fn call(&self, name: &str, parts: &[Tree], text: &str) -> String {
        let said = |at: usize| parts.get(at).map_or_else(String::new, |part| self.within(part, text, Bond::Sum));
        let all = || parts.iter().map(|part| self.within(part, text, Bond::Sum)).collect::<Vec<_>>();
        let conditions = |parts: &[Tree]| {
            let said = parts.iter().map(|part| self.within(part, text, Bond::Sum)).collect::<Vec<_>>();
            said.join(self.of("; ", "；"))
        };
        let dates = parts.first().is_some_and(|part| self.is_date(part));
        let (one, zh_one) = (said(0), said(0));
        match (name, self.language) {
            ("days_since", Language::En) => format!("the days since {one}"),
            ("days_since", Language::Zh) => joined(&["距", &zh_one, "的天数"]),
            ("days_until", Language::En) => format!("the days until {one}"),
            ("days_until", Language::Zh) => joined(&["到", &zh_one, "还有的天数"]),
            ("months_since", Language::En) => format!("the months since {one}"),
            ("months_since", Language::Zh) => joined(&["距", &zh_one, "的月数"]),
            ("months_until", Language::En) => format!("the months until {one}"),
            ("months_until", Language::Zh) => joined(&["到", &zh_one, "还有的月数"]),
            ("year", Language::En) => format!("the year of {one}"),
            ("year", Language::Zh) => joined(&[&zh_one, "所在年份"]),
            ("add_days", Language::En) => format!("({one} moved by {} days)", said(1)),
            ("add_days", Language::Zh) => joined(&["（", &one, "推移 ", &said(1), " 天）"]),
            ("add_months", Language::En) => format!("({one} moved by {} months)", said(1)),
            ("add_months", Language::Zh) => joined(&["（", &one, "推移 ", &said(1), " 个月）"]),
            ("coalesce", Language::En) => format!("({}, whichever is filled in first)", either(&all(), ", ", " or ")),
            ("coalesce", Language::Zh) => joined(&["（", &either(&all(), "、", "或"), "，取先有值者）"]),
            ("if", Language::En) => format!("({} if {one}, otherwise {})", said(1), said(2)),
            ("if", Language::Zh) => joined(&["（若", &one, "则为", &said(1), "，否则为", &said(2), "）"]),
            ("count", Language::En) => format!("how many of these hold ({})", conditions(parts)),
            ("count", Language::Zh) => joined(&["以下条件成立的个数（", &conditions(parts), "）"]),
            ("at_least", Language::En) => format!("at least {one} of these hold ({})", conditions(&parts[1..])),
            ("at_least", Language::Zh) => joined(&["以下条件至少成立 ", &one, " 项（", &conditions(&parts[1..]), "）"]),
            ("has_tag", Language::En) => format!("{one} has “{}”", said(1)),
            ("has_tag", Language::Zh) => joined(&[&one, "含“", &said(1), "”"]),
            ("contains", Language::En) => format!("{one} contains “{}”", said(1)),
            ("contains", Language::Zh) => joined(&[&one, "包含“", &said(1), "”"]),
            ("max", Language::En) => {
                format!("the {} of {}", if dates { "later" } else { "larger" }, either(&all(), ", ", " and "))
            }
            ("max", Language::Zh) => {
                joined(&[&either(&all(), "、", "与"), if dates { "中较晚者" } else { "中较大者" }])
            }
            ("min", Language::En) => {
                format!("the {} of {}", if dates { "earlier" } else { "smaller" }, either(&all(), ", ", " and "))
            }
            ("min", Language::Zh) => {
                joined(&[&either(&all(), "、", "与"), if dates { "中较早者" } else { "中较小者" }])
            }
            ("abs", Language::En) => format!("the size of {one}"),
            ("abs", Language::Zh) => joined(&[&one, "的绝对值"]),
            ("round", Language::En) => format!("{one}, rounded"),
            ("round", Language::Zh) => joined(&[&one, "取整"]),
            _ => format!("{name}({})", all().join(", ")),
        }
    }

    fn is_date(&self, tree: &Tree) -> bool {
        match &tree.kind {
            TreeKind::Date(_) => true,
            TreeKind::Name(name) if name == "as_of" => true,
            TreeKind::Name(name) => {
                matches!(self.file.set.scope.find(name), Some(Meaning::Column(_, Type::Date)))
            }
            TreeKind::Call(name, _, parts) => match name.as_str() {
                "add_days" | "add_months" => true,
                "coalesce" | "min" | "max" => parts.first().is_some_and(|part| self.is_date(part)),
                "if" => parts.get(1).is_some_and(|part| self.is_date(part)),
                _ => false,
            },
            _ => false,
        }
    }
}

/// Whether an English name is one of several things: `orders`, `days to pay`.
fn is_plural(name: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    (name.ends_with('s') && !ends(&["ss", "us", "is"])) || name.starts_with("days ") || name.starts_with("the days ")
}

/// `a, b or c`.
fn either(words: &[String], comma: &str, last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(comma)),
    }
}

fn figure(value: Decimal, percent: bool, language: Language) -> String {
    let plain = |number: Decimal| {
        let number = number.normalized();
        number.grouped(usize::from(number.scale()))
    };
    match value.shift(2) {
        Some(hundredfold) if percent => format!("{}{}", plain(hundredfold), language.of(" %", "%")),
        _ => plain(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rule: &str, expression: &str) -> [String; 2] {
        let file = RuleFile::load(rule, &[]).expect("a bundled rule");
        Language::ALL.map(|language| Terms::new(&file, language).expression(expression))
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
                "联系人级别为“第一”，且（有需求为“是”，或购买能力为“否”）",
            ]
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
