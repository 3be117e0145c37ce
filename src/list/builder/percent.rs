//! Percent fields: what their bare numbers are.

use super::evidence::Evidence;
use super::{BareNumbers, CellPosition, Example, Unreadable};
use crate::list::{ReadAs, ReadingFact};
use crate::number::Decimal;

/// How large the bare numbers of a percent field are. Zeros fit every reading.
#[derive(Debug, Clone, Default)]
pub(super) struct Sizes {
    /// Between −1 and 1, as only ratios are.
    inside: Evidence,
    /// −1 or 1.
    one: Evidence,
    /// Further from 0, as only percentages are.
    beyond: Evidence,
}

impl Sizes {
    pub fn see(&mut self, value: Decimal, spot: CellPosition, text: &(impl ToString + ?Sized)) {
        if value.is_zero() {
            return;
        }
        match value.abs().cmp(&Decimal::ONE) {
            std::cmp::Ordering::Less => self.inside.see(spot, text),
            std::cmp::Ordering::Equal => self.one.see(spot, text),
            std::cmp::Ordering::Greater => self.beyond.see(spot, text),
        }
    }

    pub fn append(&mut self, other: Sizes) {
        self.inside.append(other.inside);
        self.one.append(other.one);
        self.beyond.append(other.beyond);
    }

    /// What the bare numbers are: ratios if all are within −1…1, per cent if all are 0 or at least 1 in size. `None` if all are 0.
    pub fn decide(&self, field: &str) -> Result<Option<BareNumbers>, Box<Unreadable<Example>>> {
        if self.beyond.count == 0 {
            return Ok((self.inside.count + self.one.count > 0).then_some(BareNumbers::Ratio));
        }
        let ratio = (&self.inside, ReadAs::Ratio);
        let percent = (&self.beyond, ReadAs::Percent);
        Unreadable::contradiction(field, ratio, percent).map_or(Ok(Some(BareNumbers::Percent)), Err)
    }

    /// What people should know about the decision.
    pub fn fact(&self, bare: BareNumbers) -> ReadingFact {
        let only_ones = self.inside.count + self.beyond.count == 0;
        match bare {
            BareNumbers::Ratio if only_ones => ReadingFact::RatiosOfOne,
            BareNumbers::Ratio => ReadingFact::Ratios,
            BareNumbers::Percent => ReadingFact::Percentages,
        }
    }
}
