//! The items of a scorecard on a list: their columns are chosen, their words found.

use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::interval::Interval;
use crate::rule::listed::Listed;
use crate::rule::method::scorecard::{Item, Points, Ramp};
use crate::rule::scope::Ref;
use crate::score::frame::Frame;
use crate::score::listed::NumberedValues;
use crate::score::reason::GapKind;

/// An item on a list: its column is chosen, its words are found.
#[derive(Debug)]
pub struct Fitted {
    /// The weight of its points; `None` where points are summed.
    pub weight: Option<Decimal>,
    /// The most points that it gives.
    pub most: Decimal,
    /// Where its points come from.
    pub source: Source,
}

/// Where an item's points come from on a list.
#[derive(Debug)]
pub enum Source {
    /// From the numbers of a column.
    Graded(Ref, Grading),
    /// From the values of a column, the points standing under their numbers.
    Listed(NumberedValues, Vec<Option<Decimal>>),
}

/// How a number becomes points.
#[derive(Debug)]
pub enum Grading {
    /// It is points already: 0–100.
    AsGiven,
    /// 0 to 100 points between two numbers.
    Ramp(Ramp),
    /// The points of the first step that it meets.
    Steps(Vec<Step>),
}

/// Points for the numbers of an interval.
#[derive(Debug)]
pub struct Step {
    /// The numbers.
    pub interval: Interval,
    /// The points.
    pub points: Decimal,
}

impl Fitted {
    /// An item on a list.
    pub fn new(item: &Item, frame: &Frame<'_>) -> Fitted {
        let column = frame.chosen(&item.columns);
        let source = match &item.points {
            Points::AsGiven => Source::Graded(column, Grading::AsGiven),
            Points::Ramp(ramp) => Source::Graded(column, Grading::Ramp(ramp.clone())),
            Points::Steps(steps) => {
                let step = |step: &crate::rule::method::scorecard::Step| Step {
                    interval: step.bounds.interval(),
                    points: step.points.value,
                };
                Source::Graded(column, Grading::Steps(steps.iter().map(step).collect()))
            }
            Points::Words(words) => {
                let listed = Listed::new(column, frame.scope).expect("checked when the rule was read");
                let points = Item::word_points(words, &listed).into_iter().map(|(word, points)| (word, Some(points)));
                let (values, points) = NumberedValues::new(listed, frame, &points.collect::<Vec<_>>(), &None);
                Source::Listed(values, points)
            }
        };
        let weight = item.weight.as_ref().map(|weight| weight.value);
        Fitted { weight, most: item.least_and_most().1, source }
    }

    /// What its points add to the total.
    pub fn weighted(&self, points: &Ratio) -> Ratio {
        self.weight.map_or_else(|| points.clone(), |weight| points.times(weight))
    }
}

impl Grading {
    /// The exact points for a number; what is wrong with it where there are none.
    pub fn points(&self, value: &Exact) -> Result<Ratio, GapKind> {
        match self {
            Grading::AsGiven if *value < Exact::from(Decimal::ZERO) || *value > Exact::from(Decimal::HUNDRED) => {
                Err(GapKind::OutsidePoints(value.to_decimal()))
            }
            Grading::AsGiven => Ok(value.ratio()),
            Grading::Ramp(ramp) => Ok(ramp.points(value)),
            Grading::Steps(steps) => match steps.iter().find(|step| step.interval.has_exact(value)) {
                Some(step) => Ok(Ratio::from(step.points)),
                None => Err(GapKind::NoStep(value.to_decimal())),
            },
        }
    }
}

impl Ramp {
    /// The exact points for a number.
    pub fn points(&self, value: &Exact) -> Ratio {
        let part = self.part(value);
        match &self.step {
            None => part.times(Decimal::HUNDRED),
            Some(step) => {
                let whole_steps = part.times(Decimal::HUNDRED).divided_by(&Ratio::from(step.value)).floor();
                Ratio::from(whole_steps).times(step.value)
            }
        }
    }

    /// How far along the ramp a number is, from 0 to 1.
    fn part(&self, value: &Exact) -> Ratio {
        let from = Ratio::from(self.from.value);
        let (way, length) = (value.ratio().minus(&from), Ratio::from(self.to.value).minus(&from));
        let part = way.divided_by(&length);
        part.clamp(Ratio::zero(), Ratio::from(Decimal::ONE))
    }
}
