//! A value between cut-offs: how far it is from the next better tier, or which tier it reaches.

use std::cmp::Ordering;

use super::template::{Template, slot};
use crate::number::Decimal;
use crate::number::ratio::{ROUNDED_AT, Ratio, distance};
use crate::rule::interval::{Edge, Interval};
use crate::score::Code;
use crate::score::reason::Bound;
use crate::words::figure::{Style, ends};
use crate::words::wording::{Named, Wording};

/// What is known of a value.
#[derive(Debug, Clone, Copy)]
pub(in crate::words) struct Facts {
    pub value: Decimal,
    /// How far it is from the better tier; `None` is a distance of 39 digits.
    pub distance: Option<Decimal>,
    /// Where the next better tier begins; none where tiers are not better than one another.
    pub better: Option<Bound>,
    pub own: Interval,
}

impl Facts {
    /// A value and where the better tier begins for it.
    pub fn new(value: Decimal, better: Option<Bound>, own: Interval) -> Facts {
        Facts { value, distance: better.and_then(|bound| distance(value, bound.value)), better, own }
    }

    /// What its sentence depends on besides the figures.
    pub fn shape(&self) -> Shape {
        let better = self.better.map(|bound| Beside {
            code: bound.code,
            order: self.value.cmp(&bound.value),
            inclusive: bound.inclusive,
            of_list: bound.of_list,
            far: self.distance.is_none(),
        });
        Shape { better }
    }
}

/// What a sentence about a value of a tier depends on besides the figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::words) struct Shape {
    better: Option<Beside>,
}

/// How a value stands to the better tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Beside {
    code: Code,
    order: Ordering,
    inclusive: bool,
    of_list: bool,
    far: bool,
}

/// The places of a sentence about a value.
mod place {
    pub const VALUE: usize = 0;
    pub const DISTANCE: usize = 1;
    pub const BOUND: usize = 2;
    pub const LOWER: usize = 3;
    pub const UPPER: usize = 4;
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
    /// The sentence about a value of a column.
    pub(super) fn value(&self, column: &Named<'_>, code: Code, group: Option<&str>, facts: &Facts) -> String {
        let mut sentence = String::new();
        self.write_value(column, code, group, facts, &mut sentence);
        sentence
    }

    /// Appends it.
    pub(super) fn write_value(
        &self,
        column: &Named<'_>,
        code: Code,
        group: Option<&str>,
        facts: &Facts,
        out: &mut String,
    ) {
        let template = self.value_template(column, code, group, facts.shape(), facts.own);
        self.fill_value(&template, column.style, facts, out);
    }

    /// The sentence of a shape, with places for the figures.
    pub(in crate::words) fn value_template(
        &self,
        column: &Named<'_>,
        code: Code,
        group: Option<&str>,
        shape: Shape,
        own: Interval,
    ) -> Template {
        let value = column.style.framed(&slot(place::VALUE), self.language);
        let name = &column.name;
        Template::of(&match shape.better {
            Some(beside) => {
                let tier = self.tier(beside.code);
                let tier = if beside.of_list { self.language.words().line_on_the_list(&tier) } else { tier };
                let distance = column.style.framed_distance(&slot(place::DISTANCE), self.language);
                let bound = column.style.framed(&slot(place::BOUND), self.language);
                self.beside(&Position { name, value: &value, tier: &tier, group }, beside, &distance, &bound)
            }
            None => {
                let tier = self.tier(code);
                self.reached(&Position { name, value: &value, tier: &tier, group }, column.style, own)
            }
        })
    }

    /// Appends a sentence with its figures.
    pub(in crate::words) fn fill_value(&self, template: &Template, style: Style, facts: &Facts, out: &mut String) {
        let figures = style.together(&[facts.value, facts.distance.unwrap_or_default()]);
        let bound = |edge: Option<Edge>, out: &mut String| {
            // The lines of a ranking are values of the list, and look like these whatever stood there first.
            if let Some(edge) = edge {
                if self.rule().method.ranks() {
                    figures.write(edge.value, out)
                } else {
                    figures.write_line(edge.value, out)
                }
            }
        };
        template.fill(out, |place, out| match place {
            place::VALUE => figures.write(facts.shown_value(), out),
            place::DISTANCE => facts.distance.iter().for_each(|distance| figures.write(*distance, out)),
            place::BOUND => {
                bound(facts.better.map(|better| Edge { value: better.value, inclusive: better.inclusive }), out)
            }
            place::LOWER => bound(facts.own.lower, out),
            _ => bound(facts.own.upper, out),
        });
    }

    /// A value and where the next better tier begins.
    fn beside(&self, position: &Position<'_>, beside: Beside, distance: &str, bound: &str) -> String {
        let words = self.language.words();
        let distance = if beside.far { words.far() } else { distance };
        match (beside.order, beside.inclusive) {
            (Ordering::Less, true) => words.short_of(position, distance),
            (Ordering::Less, false) => words.short_of_above(position, distance, bound),
            // Low values are better.
            (Ordering::Greater, true) => words.over_the_limit(position, distance),
            (Ordering::Greater, false) => words.over_the_limit_below(position, distance, bound),
            // The bound itself does not belong to the better tier.
            (Ordering::Equal, _) => words.on_the_bound(position),
        }
    }

    /// The tier that a value reaches, where no better one is to be reached.
    fn reached(&self, position: &Position<'_>, style: Style, own: Interval) -> String {
        let words = self.language.words();
        match self.range(own, style) {
            None => words.takes_the_rest(position),
            Some(range) if own.upper.is_none() => words.reaches(position, &range),
            Some(range) => words.is_within(position, &range),
        }
    }

    /// The bounds of a tier: `from 10`, `above 10, up to 20`; `None` where it has none.
    fn range(&self, own: Interval, style: Style) -> Option<String> {
        let words = self.language.words();
        let text = |place| style.framed(&slot(place), self.language);
        let (lower, upper) = (text(place::LOWER), text(place::UPPER));
        let lower = own.lower.map(|edge| if edge.inclusive { words.from(&lower) } else { words.above(&lower) });
        let upper = own.upper.map(|edge| if edge.inclusive { words.up_to(&upper) } else { words.below(&upper) });
        let bounds = lower.into_iter().chain(upper).collect::<Vec<_>>();
        (!bounds.is_empty()).then(|| bounds.join(words.clause_comma()))
    }
}

impl Facts {
    /// The value as it is shown: one that does not end is rounded away from the better tier, as the distance is rounded up.
    fn shown_value(&self) -> Decimal {
        match self.better {
            Some(better) if !ends(self.value) => {
                let down = |value: Decimal| Ratio::from(value).rounded_up(ROUNDED_AT);
                let shown =
                    if self.value < better.value { down(-self.value).map(|value| -value) } else { down(self.value) };
                shown.unwrap_or(self.value)
            }
            _ => self.value,
        }
    }
}
