//! Why a customer has its label, in a sentence.

use super::Language;
use super::chinese::joined;
use super::wording::{Named, Wording};
use crate::score::reason::Reason;
use crate::score::{Decimal, Scored};

mod gaps;
#[cfg(test)]
mod tests;
mod value;

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
            Reason::Gaps(gaps) => self.gaps(gaps),
            Reason::OutsideBounds { name, value } => self.outside(&self.column(name), *value),
            Reason::Value { name, value, code, group, better, own } => self.value(&value::Facts {
                column: self.column(name),
                value: *value,
                code: *code,
                group: group.as_deref().map(|group| self.group(group)),
                better: better.filter(|_| self.rule().ranked),
                own: *own,
            }),
            #[allow(unreachable_patterns)]
            _ => self.language.of("see the rule", "见规则").to_owned(),
        }
    }

    /// The same without the customer's own values, so that customers without a label for the same cause can be counted:
    /// `revenue is missing`, `revenue is within the bounds of no tier`.
    pub fn cause(&self, reason: &Reason) -> String {
        match reason {
            Reason::OutsideBounds { name, .. } => {
                let name = &*self.column(name).name;
                match self.language {
                    Language::En => format!("{name} is within the bounds of no tier"),
                    Language::Zh => joined(&[name, "不在任何等级的范围内"]),
                }
            }
            other => self.reason(other),
        }
    }

    fn outside(&self, column: &Named<'_>, value: Decimal) -> String {
        let (name, value) = (&*column.name, column.style.alone(value, self.language));
        match self.language {
            Language::En => format!("{name} {value} is within the bounds of no tier"),
            Language::Zh => joined(&[name, " ", &value, "，不在任何等级的范围内"]),
        }
    }
}
