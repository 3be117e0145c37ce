//! A value between cut-offs: how far it is from the next better tier, or which tier it reaches.

use std::cmp::Ordering;

use crate::number::Decimal;
use crate::rule::interval::{Edge, Interval};
use crate::score::Code;
use crate::score::reason::Bound;
use crate::words::figure::Figures;
use crate::words::wording::{Named, Wording};

/// What is known of a value.
pub(super) struct Facts<'a> {
    pub column: Named<'a>,
    pub value: Decimal,
    pub code: Code,
    pub group: Option<&'a str>,
    /// The cut-off of the next better tier; none where tiers are not better than one another.
    pub better: Option<Bound>,
    pub own: Interval,
}

/// A value, and the tier that a sentence measures it by.
#[derive(Debug, Clone, Copy)]
pub struct Position<'a> {
    /// What the value's column is called.
    pub name: &'a str,
    /// The value as it is shown.
    pub value: &'a str,
    /// The tier's label.
    pub tier: &'a str,
    /// The group, where each has cut-offs of its own.
    pub group: Option<&'a str>,
}

impl Wording<'_> {
    pub(super) fn value(&self, facts: &Facts<'_>) -> String {
        match facts.better {
            Some(bound) => self.beside(facts, bound),
            None => self.reached(facts),
        }
    }

    /// A value and the cut-off of the next better tier.
    fn beside(&self, facts: &Facts<'_>, bound: Bound) -> String {
        let words = self.language.words();
        let distance = bound.value.checked_sub(facts.value).map(Decimal::abs);
        let figures = facts.column.style.together(&[facts.value, distance.unwrap_or_default()]);
        // `None` is a distance of 39 digits.
        let distance =
            distance.map_or_else(|| words.far().to_owned(), |distance| figures.distance(distance, self.language));
        let (value, tier) = (figures.text(facts.value, self.language), self.tier(bound.code));
        let position = Position { name: &facts.column.name, value: &value, tier: &tier, group: facts.group };
        let bound_text = figures.line(bound.value, self.language);
        match (facts.value.cmp(&bound.value), bound.inclusive) {
            (Ordering::Less, true) => words.short_of(&position, &distance),
            (Ordering::Less, false) => words.short_of_above(&position, &distance, &bound_text),
            // Low values are better.
            (Ordering::Greater, true) => words.over_the_limit(&position, &distance),
            (Ordering::Greater, false) => words.over_the_limit_below(&position, &distance, &bound_text),
            // The bound itself does not belong to the better tier.
            (Ordering::Equal, _) => words.on_the_bound(&position),
        }
    }

    /// The tier that a value reaches, where no better one is to be reached.
    fn reached(&self, facts: &Facts<'_>) -> String {
        let words = self.language.words();
        let figures = facts.column.style.together(&[facts.value]);
        let (value, tier) = (figures.text(facts.value, self.language), self.tier(facts.code));
        let position = Position { name: &facts.column.name, value: &value, tier: &tier, group: facts.group };
        match self.range(facts.own, figures) {
            None => words.takes_the_rest(&position),
            Some(range) if facts.own.upper.is_none() => words.reaches(&position, &range),
            Some(range) => words.is_within(&position, &range),
        }
    }

    /// The bounds of a tier: `from 10`, `above 10, up to 20`; `None` where it has none.
    fn range(&self, own: Interval, figures: Figures) -> Option<String> {
        let words = self.language.words();
        let text = |edge: Edge| figures.line(edge.value, self.language);
        let lower =
            own.lower.map(|edge| if edge.inclusive { words.from(&text(edge)) } else { words.above(&text(edge)) });
        let upper =
            own.upper.map(|edge| if edge.inclusive { words.up_to(&text(edge)) } else { words.below(&text(edge)) });
        let bounds = lower.into_iter().chain(upper).collect::<Vec<_>>();
        (!bounds.is_empty()).then(|| bounds.join(words.clause_comma()))
    }
}
