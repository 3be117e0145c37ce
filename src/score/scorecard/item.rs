//! The items of a scorecard: a column, and how its values become points.

use num_bigint::BigInt;

use super::super::bounds::reachable_intervals;
use super::super::cuts::Interval;
use super::super::frame::Frame;
use super::super::listed::Listed;
use super::super::own_field::{OwnField, named_columns};
use super::super::reason::GapKind;
use super::super::scope::{Ref, Scope};
use super::super::settings::{Complaints, Section, Span};
use crate::folding::folded;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;

/// An item as the rule has it.
#[derive(Debug)]
pub struct Item {
    source: Source,
    /// The weight of its points; `None` where points are summed.
    pub weight: Option<Decimal>,
    /// Where the item stands.
    pub span: Span,
}

/// The columns of an item, in the order of preference, and what their values are worth.
#[derive(Debug)]
enum Source {
    Numbers(OwnField, Grading),
    Listed(Vec<Worded>),
}

/// A column with the points for each of its values.
#[derive(Debug)]
struct Worded {
    listed: Listed,
    points: Vec<(String, Decimal)>,
}

/// An item on a list: its column is chosen, its words are found.
#[derive(Debug)]
pub struct Fitted {
    /// The weight of its points; `None` where points are summed.
    pub weight: Option<Decimal>,
    /// The most points that it gives.
    pub most: Decimal,
    /// Where its points come from.
    pub points: Points,
}

/// Where an item's points come from on a list.
#[derive(Debug)]
pub enum Points {
    /// From the numbers of a column.
    Graded(Ref, Grading),
    /// From the values of a column, the points standing under their numbers.
    Listed(Listed, Vec<Option<Decimal>>),
}

/// How a number becomes points.
#[derive(Debug, Clone)]
pub enum Grading {
    /// It is points already: 0–100.
    AsGiven,
    /// 0 to 100 points between two numbers.
    Ramp(Ramp),
    /// The points of the first step that it meets.
    Steps(Vec<Step>),
}

/// 0 points at one number, 100 at another, in proportion between them, the same beyond them.
#[derive(Debug, Clone)]
pub struct Ramp {
    /// Where 0 points are.
    pub from: Decimal,
    /// Where 100 points are; less than `from` where low numbers are better.
    pub to: Decimal,
    /// Points are rounded down to multiples of this.
    pub step: Option<Decimal>,
}

/// Points for the numbers of an interval.
#[derive(Debug, Clone)]
pub struct Step {
    /// The numbers.
    pub interval: Interval,
    /// The points.
    pub points: Decimal,
}

impl Item {
    /// Reads an item.
    pub fn read(section: Section<'_>, scope: &Scope) -> Option<Item> {
        let complaints = section.complaints();
        let before = complaints.errors();
        let ways = ["ramp", "steps", "points"].into_iter().filter(|way| section.get(way).is_some()).collect::<Vec<_>>();
        if let [one, other, ..] = ways[..] {
            let message = format!("this item has both `{one}` and `{other}`");
            complaints.error(&section.head(), message, "keep one of them");
        }
        let weight = read_weight(&section, scope);
        let source = match ways.first() {
            Some(&"points") => read_listed(&section, scope).map(Source::Listed),
            way => {
                let field = OwnField::read_in(&section, scope);
                let grading = read_grading(&section, way.copied(), scope);
                field.zip(grading).map(|(field, grading)| Source::Numbers(field, grading))
            }
        };
        let span = section.head();
        section.finish();
        let item = Item { source: source?, weight, span };
        if weight.is_some() {
            item.warn_of_points(complaints);
        }
        (complaints.errors() == before).then_some(item)
    }

    /// The columns, in the order of preference.
    pub fn columns(&self) -> Vec<Ref> {
        match &self.source {
            Source::Numbers(field, _) => field.columns.clone(),
            Source::Listed(columns) => columns.iter().map(|column| column.listed.column).collect(),
        }
    }

    /// The fewest and the most points that it gives.
    pub fn least_and_most(&self) -> (Decimal, Decimal) {
        match &self.source {
            Source::Numbers(_, grading) => grading.least_and_most(),
            Source::Listed(columns) => {
                ends(columns.iter().flat_map(|column| column.points.iter().map(|(_, points)| *points)))
            }
        }
    }

    /// What its points add to the total.
    pub fn weighted(&self, points: &Ratio) -> Ratio {
        weighted(points, self.weight)
    }

    /// The item on a list.
    pub fn fit(&self, frame: &Frame<'_>) -> Fitted {
        let points = match &self.source {
            Source::Numbers(field, grading) => Points::Graded(field.choose(frame), grading.clone()),
            Source::Listed(columns) => {
                let present = frame.first_present(&self.columns());
                let chosen = columns.iter().find(|column| Some(column.listed.column) == present).unwrap_or(&columns[0]);
                let entries =
                    chosen.points.iter().map(|(value, points)| (value.clone(), Some(*points))).collect::<Vec<_>>();
                let (listed, points) = chosen.listed.fit(frame, &entries, &None);
                Points::Listed(listed, points)
            }
        };
        Fitted { weight: self.weight, most: self.least_and_most().1, points }
    }

    fn warn_of_points(&self, complaints: &Complaints) {
        let (least, most) = self.least_and_most();
        if least < Decimal::ZERO || most > Decimal::HUNDRED {
            complaints.warning(
                &self.span,
                format!("this item gives from {least} to {most} points; weighted points usually lie within 0 and 100"),
                "write points from 0 to 100, or take the weights out, so that points are summed",
            );
        }
    }
}

fn ends(points: impl Iterator<Item = Decimal> + Clone) -> (Decimal, Decimal) {
    (points.clone().min().unwrap_or(Decimal::ZERO), points.max().unwrap_or(Decimal::ZERO))
}

fn read_weight(section: &Section<'_>, scope: &Scope) -> Option<Decimal> {
    let node = section.get("weight")?;
    let weight = scope.number(node, "`weight`", section.complaints())?;
    if weight <= Decimal::ZERO || weight > Decimal::ONE {
        let message = format!("a weight lies above 0 and is at most 1, not {weight}");
        section.complaints().error(&node.span, message, "write weight = 0.25");
    }
    Some(weight)
}

fn read_grading(section: &Section<'_>, way: Option<&str>, scope: &Scope) -> Option<Grading> {
    match way {
        Some("ramp") => Ramp::read(section.section("ramp", "ramp")?, scope).map(Grading::Ramp),
        Some(_) => read_steps(section, scope).map(Grading::Steps),
        None => Some(Grading::AsGiven),
    }
}

fn read_steps(item: &Section<'_>, scope: &Scope) -> Option<Vec<Step>> {
    let complaints = item.complaints();
    let before = complaints.errors();
    let sections = item.sections("steps", "step");
    if sections.is_empty() && complaints.errors() == before {
        let span = item.get("steps").map_or_else(|| item.head(), |node| node.span.clone());
        complaints.error(&span, "`steps` is empty", "write steps = [ { min = 12, points = 100 }, { points = 0 } ]");
    }
    let set = reachable_intervals(&sections, scope);
    let points = |section: &Section<'_>| match section.get("points") {
        Some(node) => scope.number(node, "`points`", complaints),
        None => {
            section.missing("points", "points = 80");
            None
        }
    };
    let points = sections.iter().map(points).collect::<Vec<_>>();
    sections.into_iter().for_each(Section::finish);
    let steps = set.into_iter().zip(points).filter_map(|(interval, points)| Some(Step { interval, points: points? }));
    let steps = steps.collect();
    (complaints.errors() == before).then_some(steps)
}

/// `points = { high = 100, low = 10 }`: the points for every value that each of the columns can have.
fn read_listed(section: &Section<'_>, scope: &Scope) -> Option<Vec<Worded>> {
    let complaints = section.complaints();
    let named = named_columns(section, scope, "potential")?;
    let table = section.section("points", "table of points")?;
    let columns = named.iter().filter_map(|named| {
        let listed = Listed::of(named.column, named.kind, scope).filter(|listed| listed.all().is_some());
        let Some(listed) = listed else {
            let message = format!("`{}` is {}, not a closed list of words", named.name, named.kind.called());
            let help =
                "points for words need a choice, a flag or an earlier label column; numbers take `ramp` or `steps`";
            complaints.error(&named.span, message, help);
            return None;
        };
        let points = read_points(&listed, &table, scope, complaints);
        Some(Worded { listed, points })
    });
    let columns = columns.collect::<Vec<_>>();
    (columns.len() == named.len()).then_some(columns)
}

fn read_points(listed: &Listed, table: &Section<'_>, scope: &Scope, complaints: &Complaints) -> Vec<(String, Decimal)> {
    let mut points: Vec<(String, Decimal)> = Vec::new();
    for (word, span, node) in table.entries() {
        let number = scope.number(node, "the points", complaints);
        match listed.find(word) {
            None => listed.unknown(word, span, scope, complaints),
            Some(found) if points.iter().any(|(known, _)| folded(known) == folded(found)) => {
                complaints.error(span, format!("`{found}` has points twice"), "give every word its points once");
            }
            Some(found) => points.push((found.to_owned(), number.unwrap_or_default())),
        }
    }
    let lacking = |word: &&str| !points.iter().any(|(known, _)| folded(known) == folded(word));
    let lacking = listed.all().unwrap_or_default().into_iter().filter(lacking).collect::<Vec<_>>();
    if !lacking.is_empty() {
        let list = lacking.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ");
        complaints.error(table.span(), format!("no points for {list}"), format!("add \"{}\" = 0", lacking[0]));
    }
    points
}

impl Grading {
    /// The exact points for a number; what is wrong with it where there are none.
    pub fn points(&self, value: Decimal) -> Result<Ratio, GapKind> {
        match self {
            Grading::AsGiven if value < Decimal::ZERO || value > Decimal::HUNDRED => Err(GapKind::OutsidePoints(value)),
            Grading::AsGiven => Ok(Ratio::from(value)),
            Grading::Ramp(ramp) => Ok(ramp.points(value)),
            Grading::Steps(steps) => match steps.iter().find(|step| step.interval.has(value)) {
                Some(step) => Ok(Ratio::from(step.points)),
                None => Err(GapKind::NoStep(value)),
            },
        }
    }

    fn least_and_most(&self) -> (Decimal, Decimal) {
        match self {
            Grading::AsGiven => (Decimal::ZERO, Decimal::HUNDRED),
            Grading::Ramp(ramp) => (Decimal::ZERO, ramp.points(ramp.to).to_decimal().unwrap_or(Decimal::HUNDRED)),
            Grading::Steps(steps) => ends(steps.iter().map(|step| step.points)),
        }
    }
}

impl Fitted {
    /// What its points add to the total.
    pub fn weighted(&self, points: &Ratio) -> Ratio {
        weighted(points, self.weight)
    }
}

fn weighted(points: &Ratio, weight: Option<Decimal>) -> Ratio {
    weight.map_or_else(|| points.clone(), |weight| points.times(weight))
}

impl Ramp {
    fn read(section: Section<'_>, scope: &Scope) -> Option<Ramp> {
        let complaints = section.complaints();
        let before = complaints.errors();
        let end = |key| {
            let Some(node) = section.get(key) else {
                section.missing(key, "ramp = { from = 0, to = 500_000 }");
                return None;
            };
            scope.number(node, &format!("`{key}`"), complaints)
        };
        let (from, to) = (end("from"), end("to"));
        let step = section.get("step").and_then(|node| {
            let step = scope.number(node, "`step`", complaints)?;
            if step <= Decimal::ZERO || step > Decimal::HUNDRED {
                let message = format!("a step lies above 0 and is at most 100 points, not {step}");
                complaints.error(&node.span, message, "write step = 10");
            }
            Some(step)
        });
        let head = section.head();
        section.finish();
        let (from, to) = (from?, to?);
        if from == to {
            let help = "write where 0 points are in `from` and where 100 are in `to`";
            complaints.error(&head, "this ramp begins and ends at the same number", help);
        }
        (complaints.errors() == before).then_some(Ramp { from, to, step })
    }

    /// The exact points for a number.
    pub fn points(&self, value: Decimal) -> Ratio {
        let part = self.part(value);
        match self.step {
            None => part.times(Decimal::HUNDRED),
            Some(step) => Ratio::from(self.whole_steps(&part, step)).times(step),
        }
    }

    /// How far along the ramp a number is, from 0 to 1.
    fn part(&self, value: Decimal) -> Ratio {
        let from = Ratio::from(self.from);
        let (way, length) = (Ratio::from(value).minus(&from), Ratio::from(self.to).minus(&from));
        let part = way.divided_by(&length);
        part.clamp(Ratio::zero(), Ratio::from(Decimal::ONE))
    }

    fn whole_steps(&self, part: &Ratio, step: Decimal) -> BigInt {
        part.times(Decimal::HUNDRED).divided_by(&Ratio::from(step)).floor()
    }
}
