//! The items of a scorecard: columns, and how their values become points.

use crate::folding::folded;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::bounds::{Bounds, read_reachable_bounds};
use crate::rule::columns::{named_columns, number_columns};
use crate::rule::figure::Figure;
use crate::rule::listed::Listed;
use crate::rule::mistake::{FigureName, Part, PointsMistake};
use crate::rule::scope::{Ref, Scope};
use crate::rule::settings::{Complaints, Node, Section, Span};

/// An item of a scorecard.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its columns, in the order of preference.
    pub columns: Vec<Ref>,
    /// What their values are worth.
    pub points: Points,
    /// The weight of its points; `None` where points are summed.
    pub weight: Option<Figure>,
    /// Where the item stands in the rule file.
    pub span: Span,
}

/// How a value becomes points.
#[derive(Debug, Clone)]
pub enum Points {
    /// It is points already: 0–100.
    AsGiven,
    /// 0 to 100 points between two numbers.
    Ramp(Ramp),
    /// The points of the first step that it meets.
    Steps(Vec<Step>),
    /// Points for words, yes and no, or labels of an earlier rule.
    Words(Vec<(String, Figure)>),
}

/// 0 points at one number, 100 at another, in proportion between them, the same beyond them.
#[derive(Debug, Clone)]
pub struct Ramp {
    /// Where 0 points are.
    pub from: Figure,
    /// Where 100 points are; less than `from` where low numbers are better.
    pub to: Figure,
    /// Points are rounded down to multiples of this.
    pub step: Option<Figure>,
}

/// Points for the numbers within bounds.
#[derive(Debug, Clone)]
pub struct Step {
    /// The numbers.
    pub bounds: Bounds,
    /// The points.
    pub points: Figure,
}

impl Item {
    /// Reads an item.
    pub fn read(section: Section<'_>, scope: &Scope) -> Option<Item> {
        let complaints = section.complaints();
        let before = complaints.errors();
        let ways = ["ramp", "steps", "points"].into_iter().filter(|way| section.get(way).is_some()).collect::<Vec<_>>();
        if let [one, other, ..] = ways[..] {
            complaints.error(&section.span_of(&[other]), PointsMistake::TwoWays { one, other });
        }
        let weight = read_weight(&section, scope);
        let read = match ways.first() {
            Some(&"points") => read_words(&section, scope),
            way => {
                let columns = number_columns(&section, scope);
                let points = match way {
                    Some(&"ramp") => {
                        section.section("ramp", Part::Ramp).and_then(|ramp| Ramp::read(ramp, scope)).map(Points::Ramp)
                    }
                    Some(_) => read_steps(&section, scope).map(Points::Steps),
                    None => Some(Points::AsGiven),
                };
                columns.zip(points)
            }
        };
        let span = section.span_of(&["weight"]);
        section.finish();
        let (columns, points) = read?;
        let item = Item { columns, points, weight, span };
        if item.weight.is_some() {
            item.warn_of_points(complaints);
        }
        (complaints.errors() == before).then_some(item)
    }

    /// The fewest and the most points that it gives.
    pub fn least_and_most(&self) -> (Decimal, Decimal) {
        match &self.points {
            Points::AsGiven => (Decimal::ZERO, Decimal::HUNDRED),
            Points::Ramp(ramp) => (Decimal::ZERO, ramp.most()),
            Points::Steps(steps) => ends(steps.iter().map(|step| step.points.value)),
            Points::Words(words) => ends(words.iter().map(|(_, points)| points.value)),
        }
    }

    /// What its points add to the total.
    pub fn weighted(&self, points: &Ratio) -> Ratio {
        self.weight.as_ref().map_or_else(|| points.clone(), |weight| points.times(weight.value))
    }

    /// The points of a column's words, each as the column has it.
    pub fn word_points(words: &[(String, Figure)], listed: &Listed) -> Vec<(String, Decimal)> {
        let found = words.iter().filter_map(|(word, points)| Some((listed.find(word)?.to_owned(), points.value)));
        found.collect()
    }

    fn warn_of_points(&self, complaints: &Complaints) {
        let (least, most) = self.least_and_most();
        if least < Decimal::ZERO || most > Decimal::HUNDRED {
            complaints.warning(&self.span, PointsMistake::UnusualPoints { least, most });
        }
    }
}

fn ends(points: impl Iterator<Item = Decimal> + Clone) -> (Decimal, Decimal) {
    (points.clone().min().unwrap_or(Decimal::ZERO), points.max().unwrap_or(Decimal::ZERO))
}

fn read_weight(section: &Section<'_>, scope: &Scope) -> Option<Figure> {
    let node = section.get("weight")?;
    let weight = Figure::read(node, "weight", scope, section.complaints())?;
    if weight.value <= Decimal::ZERO || weight.value > Decimal::ONE {
        section.complaints().error(&node.span, PointsMistake::WeightOutOfRange { weight: weight.value });
    }
    Some(weight)
}

fn read_steps(item: &Section<'_>, scope: &Scope) -> Option<Vec<Step>> {
    let complaints = item.complaints();
    let before = complaints.errors();
    let sections = item.sections("steps", Part::Step);
    if sections.is_empty() && complaints.errors() == before {
        let span = item.get("steps").map_or_else(|| item.head(), |node| node.span.clone());
        complaints.error(&span, PointsMistake::NoSteps);
    }
    let bounds = read_reachable_bounds(&sections, scope);
    let points = |section: &Section<'_>| match section.get("points") {
        Some(node) => Figure::read(node, "points", scope, complaints),
        None => {
            section.missing("points", "points = 80");
            None
        }
    };
    let points = sections.iter().map(points).collect::<Vec<_>>();
    sections.into_iter().for_each(Section::finish);
    let steps = bounds.into_iter().zip(points).filter_map(|(bounds, points)| Some(Step { bounds, points: points? }));
    let steps = steps.collect();
    (complaints.errors() == before).then_some(steps)
}

/// `points = { high = 100, low = 10 }`: the points for every value that each of the columns can have.
fn read_words(section: &Section<'_>, scope: &Scope) -> Option<(Vec<Ref>, Points)> {
    let complaints = section.complaints();
    let named = named_columns(section, scope, "potential")?;
    let table = section.section("points", Part::Points)?;
    let points = |(word, _, node): &(String, Span, Node)| {
        let figure = Figure::read(node, FigureName::Points, scope, complaints);
        (word.clone(), figure.unwrap_or_else(|| Figure::literal(Decimal::ZERO)))
    };
    let words = table.entries().iter().map(points).collect();
    let columns = named.iter().filter_map(|named| {
        let listed = Listed::new(named.column, scope).filter(|listed| listed.all().is_some());
        let Some(listed) = listed else {
            let mistake = PointsMistake::NotAChoice { name: named.name.to_owned(), kind: named.kind };
            complaints.error(&named.span, mistake);
            return None;
        };
        check_words(&listed, &table, scope, complaints);
        Some(named.column)
    });
    let columns = columns.collect::<Vec<_>>();
    (columns.len() == named.len()).then_some((columns, Points::Words(words)))
}

/// Complains about words that the column cannot have, that have points twice, or that have none.
fn check_words(listed: &Listed, table: &Section<'_>, scope: &Scope, complaints: &Complaints) {
    let mut known: Vec<String> = Vec::new();
    for (word, span, _) in table.entries() {
        match listed.find(word) {
            None => listed.unknown(word, span, scope, complaints),
            Some(found) if known.contains(&folded(found)) => {
                complaints.error(span, PointsMistake::PointsTwice { word: found.to_owned() });
            }
            Some(found) => known.push(folded(found)),
        }
    }
    let lacking = |word: &&str| !known.contains(&folded(word));
    let words = listed.all().unwrap_or_default().into_iter().filter(lacking).map(str::to_owned).collect::<Vec<_>>();
    if !words.is_empty() {
        complaints.error(table.span(), PointsMistake::NoPoints { words });
    }
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
            Figure::read(node, key, scope, complaints)
        };
        let (from, to) = (end("from"), end("to"));
        let step = section.get("step").and_then(|node| {
            let step = Figure::read(node, "step", scope, complaints)?;
            if step.value <= Decimal::ZERO || step.value > Decimal::HUNDRED {
                complaints.error(&node.span, PointsMistake::StepOutOfRange { step: step.value });
            }
            Some(step)
        });
        let head = section.head();
        section.finish();
        let (from, to) = (from?, to?);
        if from.value == to.value {
            complaints.error(&head, PointsMistake::FlatRamp);
        }
        (complaints.errors() == before).then_some(Ramp { from, to, step })
    }

    /// The most points that it gives: 100, or the whole steps below.
    fn most(&self) -> Decimal {
        let Some(step) = &self.step else { return Decimal::HUNDRED };
        let step = step.value;
        let whole_steps = Ratio::from(Decimal::HUNDRED).divided_by(&Ratio::from(step)).floor();
        Ratio::from(whole_steps).times(step).to_decimal().unwrap_or(Decimal::HUNDRED)
    }
}
