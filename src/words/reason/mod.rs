//! Why a customer has its label, in a sentence.

use super::figure::Count;
use super::wording::{Named, Wording};
use crate::language::Language;
use crate::number::Decimal;
use crate::score::reason::Reason;
use crate::score::{Code, Scored};

mod cell;
mod condition;
mod gaps;
#[cfg(test)]
mod laws;
mod listed;
mod points;
mod tags;
mod template;
#[cfg(test)]
mod tests;
mod value;

pub(super) use condition::ConditionSentence;
pub use gaps::Fault;
use gaps::Values;
pub(super) use template::{Template, is_slot};
pub use value::Position;
pub(super) use value::{Facts, Shape};

/// Why a customer has its label by the rule itself, in a sentence without a full stop.
///
/// For many customers make one [`Wording`] and ask it.
pub fn reason(scored: &Scored<'_>, rule: usize, row: usize, language: Language) -> String {
    Wording::new(scored, rule, language).reason(&scored.reason(rule, row))
}

impl Wording<'_> {
    /// A reason in a sentence without a full stop: `revenue 45,100.00 is 3,200.00 short of A`.
    pub fn reason(&self, reason: &Reason) -> String {
        match reason {
            Reason::Gaps(gaps) => self.gaps(gaps, Values::Told),
            Reason::TooFew { column, group, customers, needed } => {
                let column = column.as_deref().map(|name| self.column(name).name.into_owned());
                let group = group.as_deref().map(|group| self.group(group));
                self.language.words().too_few(column.as_deref(), group, Count(*customers), Count(*needed))
            }
            Reason::UnknownGroup { column, group } => {
                self.language.words().unknown_group(&self.column(column).name, self.group(group))
            }
            Reason::OutsideBounds { name, value } => self.outside(&self.column(name), *value),
            Reason::Value { name, value, code, group, better, own } => {
                let group = group.as_deref().map(|group| self.group(group));
                let facts = Facts::new(*value, better.filter(|_| self.rule().ranked), *own);
                self.value(&self.column(name), *code, group, &facts)
            }
            Reason::Points { items, costliest, total, code, better, own, distance } => self.total(&points::Total {
                items,
                costliest,
                total: *total,
                code: *code,
                better: better.filter(|_| self.rule().ranked),
                distance: *distance,
                own: *own,
            }),
            Reason::Cell { row, col, code } => self.cell(row, col, *code),
            Reason::Tags { needed, matches, .. } => self.tags(*needed, matches),
            Reason::Listed { name, value, code, rest } => self.listed(name, value, *code, *rest),
            Reason::Condition { code, condition, facts, better } => {
                let better = better.as_ref().filter(|_| self.rule().ranked);
                self.condition(*code, condition.as_deref(), facts, better)
            }
            Reason::Unknown { code, condition, gaps } => self.unknown(*code, condition, gaps, Values::Told),
            Reason::NothingHolds => self.language.words().no_condition_holds().to_owned(),
        }
    }

    /// The same without the customer's own values, so that customers without a label for the same cause can be counted:
    /// `revenue is missing`, `revenue is within the bounds of no tier`.
    pub fn cause(&self, reason: &Reason) -> String {
        let words = self.language.words();
        match reason {
            Reason::OutsideBounds { name, .. } => words.outside_anywhere(&self.column(name).name),
            Reason::Gaps(gaps) => self.gaps(gaps, Values::LeftOut),
            Reason::Unknown { code, condition, gaps } => self.unknown(*code, condition, gaps, Values::LeftOut),
            Reason::Points { code: Code::NONE, .. } => words.outside_anywhere(&self.score().name),
            Reason::Listed { name, code: Code::NONE, .. } => words.unlisted(&self.column(name).name),
            other => self.reason(other),
        }
    }

    /// What the sentence rests on, one line each, where there are several things: the points of a scorecard's items, the tags that
    /// each tier shares, a condition and the values that it speaks of.
    pub fn steps(&self, reason: &Reason) -> Vec<String> {
        match reason {
            Reason::Points { items, .. } => self.item_steps(items),
            Reason::Tags { matches, .. } => self.tag_steps(matches),
            Reason::Condition { condition, facts, .. } => self.condition_steps(condition.as_deref(), facts),
            Reason::Unknown { condition, .. } => self.condition_steps(Some(condition), &[]),
            Reason::Gaps(_)
            | Reason::TooFew { .. }
            | Reason::UnknownGroup { .. }
            | Reason::OutsideBounds { .. }
            | Reason::Value { .. }
            | Reason::Cell { .. }
            | Reason::Listed { .. }
            | Reason::NothingHolds => Vec::new(),
        }
    }

    fn outside(&self, column: &Named<'_>, value: Decimal) -> String {
        let (name, value) = (&*column.name, column.style.alone(value, self.language));
        self.language.words().outside(name, &value)
    }
}
