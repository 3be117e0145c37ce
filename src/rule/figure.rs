//! Figures as rule files write them: a number, a percentage, or the name of a parameter.

use super::scope::{Meaning, Scope};
use super::settings::{Complaints, Node, Setting, nearest};
use crate::number::Decimal;

/// A figure of a rule file.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// Its value; a percentage is a ratio.
    pub value: Decimal,
    /// How it was written.
    pub from: Origin,
}

/// How a figure was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// As a number.
    Literal,
    /// As a percentage.
    Percent,
    /// As the name of a parameter.
    Param(String),
}

/// What may stand for a figure.
const HELP: &str =
    "write a number such as 10_000, a percentage in quotes such as \"25%\", or the name of an entry of [params]";

impl Figure {
    /// A figure that is written as a number.
    pub fn literal(value: Decimal) -> Figure {
        Figure { value, from: Origin::Literal }
    }

    /// Reads a figure; `what` names it in a complaint.
    pub fn read(node: &Node, what: &str, scope: &Scope, complaints: &Complaints) -> Option<Figure> {
        match &node.value {
            Setting::Number(number) => Some(Figure::literal(*number)),
            Setting::Text { text, .. } => Figure::parse(text, scope).or_else(|| {
                let params = scope.params.iter().map(|(name, _)| name.as_str());
                let help = match nearest(text, params) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if text.bytes().filter(u8::is_ascii_digit).count() > 38 => {
                        "a number has at most 38 digits".to_owned()
                    }
                    None => HELP.to_owned(),
                };
                complaints.error(&node.span, format!("{what} must be a number, not \"{text}\""), help);
                None
            }),
            other => {
                complaints.error(&node.span, format!("{what} must be a number, not {}", other.called()), HELP);
                None
            }
        }
    }

    fn parse(text: &str, scope: &Scope) -> Option<Figure> {
        if let Some(Meaning::Param(value)) = scope.find(text) {
            return Some(Figure { value, from: Origin::Param(text.to_owned()) });
        }
        let from = if text.trim_end().ends_with('%') { Origin::Percent } else { Origin::Literal };
        Some(Figure { value: number_or_percentage(text)?, from })
    }
}

/// `10_000`, `0.25` or `25%`.
pub fn number_or_percentage(text: &str) -> Option<Decimal> {
    let text = text.trim();
    match text.strip_suffix('%') {
        Some(percent) => Decimal::parse(percent.trim_end())?.shift(-2),
        None => Decimal::parse(text),
    }
}
