//! Figures as rule files write them: a number, a percentage, or the name of a parameter.

use super::mistake::{FigureName, SettingMistake};
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

impl Figure {
    /// A figure that is written as a number.
    pub fn literal(value: Decimal) -> Figure {
        Figure { value, from: Origin::Literal }
    }

    /// Reads a figure; complaints call it by its name.
    pub fn read(node: &Node, name: impl Into<FigureName>, scope: &Scope, complaints: &Complaints) -> Option<Figure> {
        let figure = match &node.value {
            Setting::Number(number) => Some(Figure::literal(*number)),
            Setting::Text { text, .. } => Figure::parse(text, scope),
            _ => None,
        };
        if figure.is_none() {
            let name = name.into();
            let mistake = match &node.value {
                Setting::Text { text, .. } => {
                    let near = nearest(text, scope.params.iter().map(|(name, _)| name.as_str())).map(str::to_owned);
                    SettingMistake::NotAFigure { name, text: text.clone(), near }
                }
                other => SettingMistake::FigureOfWrongType { name, found: other.found() },
            };
            complaints.error(&node.span, mistake);
        }
        figure
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
