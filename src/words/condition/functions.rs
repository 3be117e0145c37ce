//! The functions of expressions in words.

use super::Terms;
use super::sentence::Bond;
use crate::language::Language;
use crate::rule::expression::{Tree, TreeKind};
use crate::rule::scope::{Meaning, Type};
use crate::words::chinese::joined;

impl Terms<'_> {
    pub(super) fn call(&self, name: &str, parts: &[Tree], text: &str) -> String {
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
            ("max", Language::Zh) => joined(&[&listed_zh(&all()), if dates { "中较晚者" } else { "中较大者" }]),
            ("min", Language::En) => {
                format!("the {} of {}", if dates { "earlier" } else { "smaller" }, either(&all(), ", ", " and "))
            }
            ("min", Language::Zh) => joined(&[&listed_zh(&all()), if dates { "中较早者" } else { "中较小者" }]),
            ("abs", Language::En) => format!("the size of {one}"),
            ("abs", Language::Zh) => joined(&[&one, "的绝对值"]),
            ("round", Language::En) => format!("{one}, rounded"),
            ("round", Language::Zh) => joined(&[&one, "取整"]),
            _ => format!("{name}({})", all().join(", ")),
        }
    }

    pub(super) fn is_date(&self, tree: &Tree) -> bool {
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
pub(super) fn is_plural(name: &str) -> bool {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    (name.ends_with('s') && !ends(&["ss", "us", "is"])) || name.starts_with("days ") || name.starts_with("the days ")
}

/// `a, b or c`.
pub(super) fn either(words: &[String], comma: &str, last: &str) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{}{last}{end}", first.join(comma)),
    }
}

/// `甲、乙与丙`.
fn listed_zh(words: &[String]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        match at {
            0 => {}
            _ if at + 1 == words.len() => parts.push("与"),
            _ => parts.push("、"),
        }
        parts.push(word);
    }
    joined(&parts)
}
