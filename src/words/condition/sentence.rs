//! Expressions as sentences: how their parts hang together, comparisons, lists, arithmetic.

use super::Terms;
use super::functions::{either, is_plural};
use crate::language::Language;
use crate::rule::expression::{Comparison, Tree, TreeKind};
use crate::rule::scope::{Meaning, Ref, Type};
use crate::words::chinese::joined;
use crate::words::run::date;

/// How strongly the parts of a sentence hang together; a weaker part inside a stronger one stands in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Bond {
    Or,
    And,
    Sum,
    Product,
    Word,
}

impl Terms<'_> {
    pub(super) fn of<'s>(&self, en: &'s str, zh: &'s str) -> &'s str {
        self.language.of(en, zh)
    }

    pub(super) fn within(&self, tree: &Tree, text: &str, least: Bond) -> String {
        let (bond, said) = self.say(tree, text);
        match self.language {
            _ if bond >= least => said,
            Language::En => format!("({said})"),
            Language::Zh => format!("（{said}）"),
        }
    }

    pub(super) fn say(&self, tree: &Tree, text: &str) -> (Bond, String) {
        let word = |said: String| (Bond::Word, said);
        match &tree.kind {
            TreeKind::Number(number) => {
                let written = text.get(tree.span.clone()).unwrap_or_default();
                word(self.figure(*number, written.trim_end_matches([')', ' ']).ends_with('%')))
            }
            TreeKind::Date(days) => word(date(*days)),
            TreeKind::Text(text) => word(text.clone()),
            TreeKind::Name(name) => self.name(name),
            // Figures that are compared hang together no better than a sum.
            TreeKind::Call(name, _, parts) if matches!(name.as_str(), "max" | "min") => {
                (Bond::Sum, self.call(name, parts, text))
            }
            TreeKind::Call(name, _, parts) => word(self.call(name, parts, text)),
            TreeKind::Or(parts) => {
                (Bond::Or, self.chain(&parts.iter().collect::<Vec<_>>(), text, Bond::Sum, self.of("or", "或")))
            }
            TreeKind::And(parts) => match told(parts).as_slice() {
                [one] => self.say(one, text),
                several => (Bond::And, self.chain(several, text, Bond::Sum, self.of("and", "且"))),
            },
            TreeKind::Not(part) => (Bond::Sum, self.not(part, text)),
            TreeKind::Compare(comparison, left, right) => (Bond::Sum, self.compare(*comparison, left, right, text)),
            TreeKind::In(value, list) => (Bond::Sum, self.listed(value, list, text, false)),
            TreeKind::IsMissing(part) => {
                (Bond::Sum, self.stands(&self.within(part, text, Bond::Word), "blank", "为空"))
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

    /// How a column stands: `region is blank`, `orders are blank`.
    fn stands(&self, name: &str, en: &str, zh: &str) -> String {
        let verb = if is_plural(name) { "are" } else { "is" };
        self.language.of(format!("{name} {verb} {en}"), joined(&[name, zh]))
    }

    /// `a, b, and c`; two parts need no comma.
    fn chain(&self, parts: &[&Tree], text: &str, least: Bond, word: &str) -> String {
        let said = parts.iter().map(|part| self.within(part, text, least)).collect::<Vec<_>>();
        match (self.language, said.as_slice()) {
            (Language::En, [one, other]) => format!("{one} {word} {other}"),
            (Language::En, [first @ .., last]) => format!("{}, {word} {last}", first.join(", ")),
            _ => {
                let between = format!("，{word}");
                let parts = said.iter().flat_map(|part| [between.as_str(), part]).skip(1).collect::<Vec<_>>();
                joined(&parts)
            }
        }
    }

    fn not(&self, part: &Tree, text: &str) -> String {
        match &part.kind {
            TreeKind::Name(name) => self.after(&self.column(name), ": no", "为“否”"),
            TreeKind::IsMissing(value) => self.stands(&self.within(value, text, Bond::Word), "filled in", "已填写"),
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
}

/// The parts of a condition that are worth telling: that a column is filled in goes without saying where another part asks for more of it.
fn told(parts: &[Tree]) -> Vec<&Tree> {
    let goes_without_saying = |at: usize, part: &Tree| {
        filled_in(part).is_some_and(|name| {
            parts
                .iter()
                .enumerate()
                .any(|(other, part)| other != at && filled_in(part).is_none() && asks_for(part, name))
        })
    };
    parts.iter().enumerate().filter(|(at, part)| !goes_without_saying(*at, part)).map(|(_, part)| part).collect()
}

/// The column of which a condition only wants that it is filled in.
fn filled_in(part: &Tree) -> Option<&str> {
    let TreeKind::Not(part) = &part.kind else { return None };
    let TreeKind::IsMissing(value) = &part.kind else { return None };
    match &value.kind {
        TreeKind::Name(name) => Some(name),
        _ => None,
    }
}

/// Whether a condition cannot hold where the column is blank.
fn asks_for(part: &Tree, column: &str) -> bool {
    match &part.kind {
        TreeKind::Name(name) => name == column,
        TreeKind::Not(part) | TreeKind::Negative(part) | TreeKind::In(part, _) => asks_for(part, column),
        TreeKind::And(parts) => parts.iter().any(|part| asks_for(part, column)),
        TreeKind::Compare(_, left, right) => asks_for(left, column) || asks_for(right, column),
        TreeKind::Sum(parts) | TreeKind::Product(parts) => parts.iter().any(|(_, part)| asks_for(part, column)),
        TreeKind::Call(name, _, parts) => {
            let needs_all = !matches!(name.as_str(), "coalesce" | "if" | "count" | "at_least");
            needs_all && parts.iter().any(|part| asks_for(part, column))
        }
        _ => false,
    }
}
