//! Expressions as sentences: how their parts hang together, comparisons, lists, arithmetic.

use super::constant::Constant;
use super::{Subject, Terms};
use crate::rule::expression::{Comparison, Tree, TreeKind};
use crate::rule::scope::{Meaning, Ref, Type};
use crate::words::run::date;

/// How many words of a list are said.
const MOST_WORDS: usize = 12;

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
    /// A part of a sentence, in brackets where it hangs together less than it has to.
    pub(super) fn within(&self, tree: &Tree, text: &str, least: Bond) -> String {
        let (bond, said) = self.say(tree, text);
        if bond >= least { said } else { self.words().brackets(&said) }
    }

    fn each_within<'t>(&self, parts: impl IntoIterator<Item = &'t Tree>, text: &str) -> Vec<String> {
        parts.into_iter().map(|part| self.within(part, text, Bond::Sum)).collect()
    }

    pub(super) fn say(&self, tree: &Tree, text: &str) -> (Bond, String) {
        let word = |said: String| (Bond::Word, said);
        if !matches!(tree.kind, TreeKind::Name(_) | TreeKind::Number(_))
            && let Some(constant) = self.constant(tree, text)
        {
            return word(self.constant_figure(constant));
        }
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
            TreeKind::Call(name, _, parts) if matches!(name.as_str(), "add_days" | "add_months") => {
                self.moved(parts, name == "add_months", text)
            }
            TreeKind::Call(name, _, parts) => word(self.call(name, parts, text)),
            TreeKind::Or(parts) => (Bond::Or, self.words().any_holds(&self.each_within(parts, text))),
            TreeKind::And(parts) => match worth_saying(parts).as_slice() {
                [one] => self.say(one, text),
                several => (Bond::And, self.words().all_hold(&self.each_within(several.iter().copied(), text))),
            },
            TreeKind::Not(part) => (Bond::Sum, self.not(part, text)),
            TreeKind::Compare(comparison, left, right) => (Bond::Sum, self.compare(*comparison, left, right, text)),
            TreeKind::In(value, list) => (Bond::Sum, self.listed(value, list, text, false)),
            TreeKind::IsMissing(part) => {
                (Bond::Sum, self.words().is_blank(self.subject(part, &self.within(part, text, Bond::Word))))
            }
            TreeKind::Sum(parts) => (Bond::Sum, self.terms(parts, text, Bond::Product, ["+", "−"])),
            TreeKind::Product(parts) => {
                let share = self.share_of(parts, text);
                (Bond::Product, share.unwrap_or_else(|| self.terms(parts, text, Bond::Word, ["×", "÷"])))
            }
            TreeKind::Negative(part) => word(format!("−{}", self.within(part, text, Bond::Word))),
        }
    }

    fn name(&self, name: &str) -> (Bond, String) {
        if name == "as_of" {
            return (Bond::Word, self.words().today().to_owned());
        }
        match self.set.scope.find(name) {
            Some(Meaning::Column(Ref::Derived(index), _)) => match self.short_derived(index) {
                Some((text, tree)) => self.say(&tree, &text),
                None => (Bond::Word, name.to_owned()),
            },
            Some(Meaning::Column(_, Type::Truth)) => (Bond::Sum, self.words().is_yes(&self.column(name))),
            _ => (Bond::Word, self.column(name)),
        }
    }

    /// What a sentence speaks of.
    fn subject<'s>(&self, tree: &Tree, text: &'s str) -> Subject<'s> {
        let is_label = |name: &str| matches!(self.set.scope.find(name), Some(Meaning::Column(Ref::Label(_), _)));
        Subject { text, is_one: matches!(&tree.kind, TreeKind::Name(name) if is_label(name)) }
    }

    /// `50 % of last year revenue`.
    fn share_of(&self, parts: &[(bool, Tree)], text: &str) -> Option<String> {
        let [(false, share), (false, whole)] = parts else { return None };
        let share = self.constant(share, text).filter(|constant| constant.is_percent)?;
        Some(self.words().share_of(&self.constant_figure(share), &self.within(whole, text, Bond::Word)))
    }

    /// A date so many days or months later, or earlier.
    fn moved(&self, parts: &[Tree], months: bool, text: &str) -> (Bond, String) {
        let [day, amount] = parts else { return (Bond::Word, String::new()) };
        let constant = self.constant(amount, text);
        let by = |figure: &str, back| self.words().date_moved(&self.within(day, text, Bond::Sum), figure, months, back);
        match constant {
            Some(Constant { value, .. }) if value.is_zero() => self.say(day, text),
            Some(Constant { value, .. }) => {
                (Bond::Word, by(&self.figure(value.abs(), false), Some(value.is_negative())))
            }
            None => (Bond::Word, by(&self.within(amount, text, Bond::Sum), None)),
        }
    }

    /// `the months until event date (12 where blank)`: a value and the figure, day or word that stands for a blank.
    fn unless_blank(&self, parts: &[Tree], text: &str) -> Option<String> {
        let ([values @ .., last], Some(first)) = (parts, parts.first()) else { return None };
        let is_given = match &last.kind {
            TreeKind::Date(_) | TreeKind::Text(_) => true,
            TreeKind::Name(name) if name == "as_of" => true,
            _ => self.constant(last, text).is_some(),
        };
        let otherwise = self.operand(last, text, Some(first));
        let value = match values {
            [] => return None,
            [one] => self.within(one, text, Bond::Word),
            several => self.words().function("coalesce", &self.each_within(several, text), false)?,
        };
        is_given.then(|| self.words().unless_blank(&value, &otherwise))
    }

    fn call(&self, name: &str, parts: &[Tree], text: &str) -> String {
        if name == "coalesce"
            && let Some(said) = self.unless_blank(parts, text)
        {
            return said;
        }
        let dates = parts.first().is_some_and(|part| self.is_date(part));
        // What is divided by 0 has no value, so that nothing is said of it.
        let parts = match parts {
            [condition, then, other] if name == "if" && is_no_value(other) => self.each_within([condition, then], text),
            parts => self.each_within(parts, text),
        };
        self.words().function(name, &parts, dates).unwrap_or_else(|| format!("{name}({})", parts.join(", ")))
    }

    pub(super) fn not(&self, part: &Tree, text: &str) -> String {
        match &part.kind {
            TreeKind::Name(name) => self.words().is_no(&self.column(name)),
            TreeKind::IsMissing(value) => {
                self.words().is_filled_in(self.subject(value, &self.within(value, text, Bond::Word)))
            }
            TreeKind::In(value, list) => self.listed(value, list, text, true),
            _ => self.words().is_not_so(&self.say(part, text).1),
        }
    }

    fn compare(&self, comparison: Comparison, left: &Tree, right: &Tree, text: &str) -> String {
        // What belongs to the customer stands first.
        let turned = matches!(left.kind, TreeKind::Number(_) | TreeKind::Date(_) | TreeKind::Text(_));
        let (comparison, left, right) =
            if turned { (comparison.mirrored(), right, left) } else { (comparison, left, right) };
        let constant = self.constant(right, text);
        if constant.is_some_and(|constant| constant.value.is_zero())
            && let Some(said) = self.has_come(comparison, left, text)
        {
            return said;
        }
        let right_words = match constant.filter(|_| self.is_in_points(left, text)) {
            Some(constant) => self.points(constant.value),
            None => self.operand(right, text, Some(left)),
        };
        if let TreeKind::Call(name, _, parts) = &left.kind
            && name == "count"
            && comparison != Comparison::Unequal
        {
            return self.words().so_many_hold(comparison, &right_words, &self.each_within(parts, text));
        }
        self.time_apart(comparison, left, &right_words, text).unwrap_or_else(|| {
            let left_words = self.operand(left, text, None);
            self.words().compares(self.subject(left, &left_words), comparison, &right_words, self.is_date(left))
        })
    }

    /// `at most 6 months since last order`: how long ago, or until when, something is.
    fn time_apart(&self, comparison: Comparison, left: &Tree, figure: &str, text: &str) -> Option<String> {
        let TreeKind::Call(name, _, parts) = &left.kind else { return None };
        let (months, since) = days_or_months(name)?;
        let date = (comparison != Comparison::Unequal).then_some(parts.first()?)?;
        let date = self.within(date, text, Bond::Sum);
        let date = if date.ends_with(" since") { format!("“{date}”") } else { date };
        Some(self.words().time_apart(&date, comparison, figure, months, since))
    }

    /// `opening date has come`: no time since a day, or until it.
    fn has_come(&self, comparison: Comparison, left: &Tree, text: &str) -> Option<String> {
        let TreeKind::Call(name, _, parts) = &left.kind else { return None };
        let (_, since) = days_or_months(name)?;
        let beside_today = if since { comparison.mirrored() } else { comparison };
        let date = self.within(parts.first()?, text, Bond::Sum);
        (comparison != Comparison::Unequal).then(|| self.words().has_come(&date, beside_today))
    }

    /// A side of a comparison; a text is a word of the column that it is compared with, a number per cent where that is.
    pub(super) fn operand(&self, tree: &Tree, text: &str, beside: Option<&Tree>) -> String {
        let column = match beside.map(|beside| &beside.kind) {
            Some(TreeKind::Name(name)) => Some(name.as_str()),
            _ => None,
        };
        match (&tree.kind, column) {
            (TreeKind::Text(word), Some(column)) => format!("“{}”", self.word(column, word)),
            (TreeKind::Text(word), None) => format!("“{word}”"),
            (TreeKind::Number(number), Some(column)) if self.is_percent(column) => self.figure(*number, true),
            _ => self.within(tree, text, Bond::Sum),
        }
    }

    fn listed(&self, value: &Tree, list: &[Tree], text: &str, negated: bool) -> String {
        let left = self.within(value, text, Bond::Word);
        let words = list.iter().map(|item| self.operand(item, text, Some(value)));
        // Words of the language come first: the others mostly stand for the same.
        let (mut words, others): (Vec<_>, Vec<_>) = words.partition(|word| self.words().is_own(word));
        words.extend(others);
        if words.len() > MOST_WORDS {
            let more = words.len() - MOST_WORDS;
            words.truncate(MOST_WORDS);
            words.push(self.words().more_words_listed(more));
        }
        let left = self.subject(value, &left);
        if negated { self.words().is_none_of(left, &words) } else { self.words().is_one_of(left, &words) }
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

    fn is_date(&self, tree: &Tree) -> bool {
        match &tree.kind {
            TreeKind::Date(_) => true,
            TreeKind::Name(name) if name == "as_of" => true,
            TreeKind::Name(name) => {
                matches!(self.set.scope.find(name), Some(Meaning::Column(_, Type::Date)))
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

/// Whether a value is divided by 0: it is missing for every customer.
fn is_no_value(tree: &Tree) -> bool {
    let is_zero = |part: &Tree| matches!(&part.kind, TreeKind::Number(number) if number.is_zero());
    matches!(&tree.kind, TreeKind::Product(parts) if parts.iter().any(|(divides, part)| *divides && is_zero(part)))
}

/// Whether a function counts months, and whether since a day or until it.
fn days_or_months(function: &str) -> Option<(bool, bool)> {
    Some(match function {
        "days_since" => (false, true),
        "months_since" => (true, true),
        "days_until" => (false, false),
        "months_until" => (true, false),
        _ => return None,
    })
}

/// The parts of a condition that are worth saying: that a column is filled in goes without saying where another part asks for more of it.
fn worth_saying(parts: &[Tree]) -> Vec<&Tree> {
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
