//! Fields: the named, typed columns that rules speak of.

use crate::date::Day;
use crate::number::decimal::Decimal;

/// The type of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldKind {
    /// An exact number.
    Number,
    /// A ratio, written as per cent or as a ratio.
    Percent,
    /// A civil date.
    Date,
    /// Yes or no.
    Flag,
    /// A set of tags.
    Tags,
    /// Any text.
    Text,
    /// A word of a closed list, each with its spellings.
    Choice(Vec<Word>),
}

/// Fields of which nobody wants less: what customers buy, bring in and think of us.
const COUNTS_UP: &[&str] = &[
    "revenue",
    "last_year_revenue",
    "profit",
    "potential_revenue",
    "orders",
    "referrals",
    "points",
    "batches",
    "assets",
    "monthly_spend",
    "manager_score",
    "satisfaction_score",
    "loyalty_score",
    "need_score",
    "product_score",
    "service_score",
    "brand_score",
    "intent_score",
    "feedback_score",
    "buying_power",
    "margin",
    "payback_rate",
    "last_year_payback_rate",
    "quantity",
    "unit_price",
];

impl Field {
    /// Whether nobody wants less of it, so that nobody is told that less would be a step to a better tier.
    pub fn counts_up(&self) -> bool {
        COUNTS_UP.contains(&self.name.as_str())
    }
}

impl FieldKind {
    /// The word of rule files.
    pub fn name(&self) -> &'static str {
        match self {
            FieldKind::Number => "number",
            FieldKind::Percent => "percent",
            FieldKind::Date => "date",
            FieldKind::Flag => "flag",
            FieldKind::Tags => "tags",
            FieldKind::Text => "text",
            FieldKind::Choice(_) => "choice",
        }
    }
}

/// A word of a choice field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// The word as rules write it.
    pub word: String,
    /// All its spellings in lists; the word itself need not be among them.
    pub spellings: Vec<String>,
}

/// What stands for a missing cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Fill {
    /// A number, or a ratio for a percent field.
    Number(Decimal),
    /// A date.
    Date(Day),
    /// Yes or no.
    Flag(bool),
    /// A text, a word of a choice, or tags separated by `;`.
    Text(String),
}

/// A named column of lists: its type, and the headers that it goes by.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The name that rules use.
    pub name: String,
    /// The type of its cells.
    pub kind: FieldKind,
    /// The headers that it goes by, besides its name.
    pub headers: Vec<String>,
    /// What stands for missing cells.
    pub default: Option<Fill>,
    /// Whether a list may lack the column.
    pub optional: bool,
    /// Whether its numbers are amounts of money: units and currencies of the list are about them.
    pub money: bool,
}
