//! Why a customer has its label: the facts, which the words of the run's language turn into a sentence.

use super::column::{Code, SetAside};
use crate::date::Day;
use crate::number::decimal::Decimal;
use crate::rule::expression::{Comparison, Part};
use crate::rule::interval::Interval;
use crate::rule::scope::Ref;

/// Why a customer has its label.
#[derive(Debug, Clone, PartialEq)]
pub enum Reason {
    /// It has none: these columns are missing or bad.
    Gaps(Vec<Gap>),
    /// It has none: fewer customers have a value than the rule needs.
    TooFew {
        /// The column of which a value is needed; none where the rule has no column of its own.
        column: Option<String>,
        /// The group whose customers are counted.
        group: Option<String>,
        /// How many customers have a value.
        customers: u64,
        /// How many are needed.
        needed: u64,
    },
    /// It has none: the rule has bounds by group, and none for the customer's.
    UnknownGroup {
        /// The column that makes the groups.
        column: String,
        /// The customer's group.
        group: String,
    },
    /// It has none: its value meets no tier's bound.
    OutsideBounds {
        /// The column.
        name: String,
        /// Its value.
        value: Decimal,
    },
    /// Its value stands between two lines.
    Value {
        /// The column.
        name: String,
        /// Its value.
        value: Decimal,
        /// The label.
        code: Code,
        /// The group within which the lines were drawn.
        group: Option<String>,
        /// Where the next better tier begins for it.
        better: Option<Bound>,
        /// The values that belong to its own tier.
        own: Interval,
    },
    /// Its items' points make a total.
    Points {
        /// The items, in the rule's order.
        items: Vec<ItemPoints>,
        /// The items that cost points, by their indices: the one that cost most first.
        costliest: Vec<usize>,
        /// The total, rounded half-even to 38 digits.
        total: Decimal,
        /// The label; none where the total meets no tier.
        code: Code,
        /// The next better tier's line.
        better: Option<Bound>,
        /// How far the exact total is from that line.
        distance: Option<Decimal>,
        /// The totals that belong to its own tier.
        own: Interval,
    },
    /// Two earlier labels make a cell of a table.
    Cell {
        /// The label that names the row.
        row: AxisLabel,
        /// The label that names the column.
        col: AxisLabel,
        /// The label; none where nothing is written in the cell.
        code: Code,
    },
    /// Its tags were compared with those of the tiers.
    Tags {
        /// The column.
        name: String,
        /// The label: the first match's, unless it has too few tags; then that of the tier without tags, if there is one.
        code: Code,
        /// How many tags have to match.
        needed: usize,
        /// The tiers that share tags with the customer: most tags first, equal counts in the order written.
        matches: Vec<TagMatch>,
    },
    /// Its value is in a tier's list of values.
    Listed {
        /// The column.
        name: String,
        /// Its value, as the list has it.
        value: String,
        /// The label; none where the value is in no tier's list and every tier has one.
        code: Code,
        /// Whether no tier lists the value, so that the tier without values takes it.
        rest: bool,
    },
    /// A condition holds, or none does and a tier takes all others. Conditions are told in the rule's own words.
    Condition {
        /// The label.
        code: Code,
        /// The condition in the rule's own words; `None` where none holds and the tier takes all others.
        condition: Option<String>,
        /// What the condition speaks of.
        facts: Vec<Fact>,
        /// The way to the nearest better tier that there is one to.
        better: Option<Way>,
    },
    /// It has none: whether a condition holds is unknown, and an earlier class might have been the right one.
    Unknown {
        /// The tier of the condition.
        code: Code,
        /// The condition in the rule's own words.
        condition: String,
        /// The columns that are missing; none where the condition cannot be computed for another cause, such as a division by zero.
        gaps: Vec<Gap>,
    },
    /// It has none: no condition holds, and no tier takes all others.
    NothingHolds,
}

/// The way to a better tier: with all of these steps taken, and not with any of them left short, the customer would be in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// The tier.
    pub code: Code,
    /// What has to change.
    pub steps: Vec<Step>,
}

/// One thing that has to change.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// A number of the list.
    Number {
        /// The column.
        column: Ref,
        /// Its name.
        name: String,
        /// The value.
        value: Decimal,
        /// How it would have to compare with the bound: at least, above, at most or below.
        comparison: Comparison,
        /// The bound.
        bound: Decimal,
    },
    /// A date of the list.
    Date {
        /// The column.
        column: Ref,
        /// Its name.
        name: String,
        /// The date.
        value: Day,
        /// How it would have to compare with the bound.
        comparison: Comparison,
        /// The bound.
        bound: Day,
    },
    /// A flag of the list.
    Flag {
        /// The column's name.
        name: String,
        /// What it would have to be, in the rule's words.
        part: Part,
    },
    /// A text of the list.
    Words {
        /// The column's name.
        name: String,
        /// The words of which it would have to be one.
        words: Vec<String>,
        /// The same in the rule's words.
        part: Part,
    },
    /// Anything else that would have to hold.
    Condition(Part),
}

/// A value of a column that a condition names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The column.
    pub column: Ref,
    /// The column's name.
    pub name: String,
    /// Its value.
    pub value: FactValue,
}

/// The value of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// A number.
    Number(Decimal),
    /// A date.
    Date(Day),
    /// Yes or no.
    Truth(bool),
    /// A text, a word of a choice, or a label in English.
    Text(String),
    /// Tags as the list writes them.
    Tags(Vec<String>),
    /// Nothing, or nothing that could be read.
    Missing,
}

/// What one item of a scorecard gave.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemPoints {
    /// The column.
    pub name: String,
    /// Its value.
    pub value: ItemValue,
    /// The points for it, rounded half-even to 38 digits.
    pub points: Decimal,
    /// The points' weight; `None` where points are summed.
    pub weight: Option<Decimal>,
    /// What is missing to the most that the item can add to the total, its weight counted.
    pub cost: Decimal,
}

/// The value that an item's points are for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemValue {
    /// A number.
    Number(Decimal),
    /// A word, yes or no, or an earlier label.
    Word(String),
}

/// A customer's label in an earlier rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AxisLabel {
    /// The rule, by its index in the scope.
    pub rule: usize,
    /// Its label column.
    pub name: String,
    /// The label.
    pub code: Code,
}

/// The tags that a customer shares with a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagMatch {
    /// The tier.
    pub code: Code,
    /// The tags as the list writes them; of several spellings of one tag the first that the customer has.
    pub tags: Vec<String>,
}

/// Where a better tier begins for a customer: with this value of its own it would belong to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bound {
    /// The tier.
    pub code: Code,
    /// The value.
    pub value: Decimal,
    /// Whether the value itself belongs to the tier.
    pub inclusive: bool,
    /// Whether it is only where the tier ends on this list: what the customer gains would move that line.
    pub of_list: bool,
}

/// A column without which a customer cannot be classified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The column's name.
    pub name: String,
    /// What is wrong with its cell.
    pub kind: GapKind,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GapKind {
    /// Nothing was filled in.
    Missing,
    /// Filled in, but not a value of the field's type.
    Bad,
    /// A number that is not counted.
    SetAside(SetAside),
    /// A number that counts as points as it is, but does not lie within 0–100.
    OutsidePoints(Decimal),
    /// A number that meets none of the steps of its item.
    NoStep(Decimal),
}
