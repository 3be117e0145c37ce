//! A scorecard on a list: exact totals, one customer at a time, and the reasons.

use std::sync::OnceLock;

use super::counted::{Counting, Kept};
use super::item::{Fitted, Source};
use crate::number::Exact;
use crate::number::decimal::Decimal;
use crate::number::ratio::Ratio;
use crate::rule::interval::Interval;
use crate::score::beyond::Beyond;
use crate::score::column::{Cell, Code, Numbers};
use crate::score::frame::{Block, Frame, NumberBlock};
use crate::score::model::Model;
use crate::score::places::{Place, Places};
use crate::score::reason::{Gap, GapKind, ItemPoints, ItemValue, Reason};

/// The items of a scorecard on a list, and the bounds on their total.
#[derive(Debug)]
pub struct Card {
    items: Vec<Fitted>,
    tiers: Vec<Interval>,
    /// Their places among the totals, found where somebody asks for a reason.
    places: OnceLock<Places>,
    /// The way of counting for the way in which the first block's numbers are kept, which is mostly that of all.
    counting: OnceLock<(Vec<Kept>, Option<Counting>)>,
}

impl Card {
    /// A scorecard on a list.
    pub fn new(items: Vec<Fitted>, tiers: Vec<Interval>) -> Card {
        Card { items, tiers, places: OnceLock::new(), counting: OnceLock::new() }
    }

    fn score(&self, block: &Block<'_>, codes: &mut Vec<Code>, scores: Option<&mut Numbers>) {
        let numbers = self.items.iter().map(|item| match &item.source {
            Source::Graded(column, _) => Some(block.numbers(*column)),
            Source::Listed(..) => None,
        });
        let numbers = numbers.collect::<Vec<_>>();
        let kept = numbers.iter().map(|numbers| Kept::new(numbers.as_ref())).collect::<Vec<_>>();
        let new = |kept: &[Kept]| Counting::new(&self.items, &self.tiers, kept);
        let (first, counting) = self.counting.get_or_init(|| (kept.clone(), new(&kept)));
        let another;
        let counting = if *first == kept {
            counting
        } else {
            another = new(&kept);
            &another
        };
        match counting {
            Some(counting) => counting.score(&self.items, block, &numbers, codes, scores),
            None => self.score_exactly(block, &numbers, codes, scores),
        }
    }

    /// The plain way: every total as a fraction of integers of any size.
    pub(super) fn score_exactly(
        &self,
        block: &Block<'_>,
        numbers: &[Option<NumberBlock<'_>>],
        codes: &mut Vec<Code>,
        mut scores: Option<&mut Numbers>,
    ) {
        let mut totals = vec![Some(Ratio::zero()); block.rows.len()];
        for (item, numbers) in self.items.iter().zip(numbers) {
            let mut at = 0;
            let mut add = |points: Option<Ratio>| {
                totals[at] = totals[at].take().zip(points).map(|(total, points)| total.plus(&item.weighted(&points)));
                at += 1;
            };
            match (&item.source, numbers) {
                (Source::Graded(_, grading), Some(numbers)) => {
                    let points = |cell: Cell<Exact>| grading.points(&cell.value()?).ok();
                    numbers.cells().into_iter().for_each(|cell| add(points(cell)));
                }
                (Source::Listed(listed, points), _) => listed.each(block, |cell| {
                    add(cell.value().and_then(|number| points[number]).map(Ratio::from));
                }),
                (Source::Graded(..), None) => totals.fill(None),
            }
        }
        for total in totals {
            codes.push(total.as_ref().map_or(Code::NONE, |total| self.code(total)));
            if let Some(scores) = &mut scores {
                scores.push(total.and_then(|total| total.to_decimal()).map_or(Cell::Missing, Cell::Value));
            }
        }
    }

    fn code(&self, total: &Ratio) -> Code {
        self.tiers.iter().position(|tier| tier.has_ratio(total)).map_or(Code::NONE, Code::at)
    }

    fn places(&self) -> &Places {
        self.places.get_or_init(|| Places::new(&self.tiers))
    }
}

/// An item's points for a customer.
struct Given {
    value: ItemValue,
    points: Ratio,
}

impl Fitted {
    /// The points for the only customer of a block, or what is wrong with its cell.
    fn given(&self, block: &Block<'_>) -> Result<Given, GapKind> {
        let gap = |missing: bool| if missing { GapKind::Missing } else { GapKind::Bad };
        match &self.source {
            Source::Graded(column, grading) => match &block.numbers(*column).cells()[0] {
                Cell::Value(value) => {
                    Ok(Given { value: ItemValue::Number(value.to_decimal()), points: grading.points(value)? })
                }
                cell => Err(gap(*cell == Cell::Missing)),
            },
            Source::Listed(listed, points) => match listed.only(block) {
                Cell::Value((number, word)) => {
                    let points = Ratio::from(points[number].ok_or(GapKind::Bad)?);
                    Ok(Given { value: ItemValue::Word(word), points })
                }
                cell => Err(gap(cell == Cell::Missing)),
            },
        }
    }

    fn name(&self, frame: &Frame<'_>) -> String {
        frame.scope.name(match &self.source {
            Source::Graded(column, _) => *column,
            Source::Listed(values, _) => values.listed.column,
        })
    }

    /// What is missing to the most that the item can add to the total.
    fn cost(&self, points: &Ratio) -> Ratio {
        self.weighted(&Ratio::from(self.most).minus(points))
    }
}

impl Model for Card {
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>) {
        self.score(block, codes, None);
    }

    fn scores(&self, block: &Block<'_>, codes: &mut Vec<Code>, scores: &mut Numbers) {
        self.score(block, codes, Some(scores));
    }

    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason {
        let block = frame.block(row..row + 1);
        let mut gaps: Vec<Gap> = Vec::new();
        let mut items = Vec::new();
        let mut costs = Vec::new();
        let mut total = Ratio::zero();
        for item in &self.items {
            let name = item.name(frame);
            match item.given(&block) {
                Ok(Given { value, points }) => {
                    total = total.plus(&item.weighted(&points));
                    let cost = item.cost(&points);
                    items.push(ItemPoints {
                        name,
                        value,
                        points: shown(&points),
                        weight: item.weight,
                        cost: shown(&cost),
                    });
                    costs.push(cost);
                }
                Err(kind) => gaps.push(Gap { name, kind }),
            }
        }
        if !gaps.is_empty() {
            return Reason::Gaps(gaps);
        }
        let mut costliest = (0..costs.len()).filter(|&item| costs[item] > Ratio::zero()).collect::<Vec<_>>();
        costliest.sort_by(|&one, &other| costs[other].cmp(&costs[one]));
        let Place { code, better } = self.places().of_ratio(&total);
        let distance = better.and_then(|bound| total.minus(&Ratio::from(bound.value)).abs().in_full());
        let own = code.index().map(|tier| self.tiers[tier]).unwrap_or_default();
        Reason::Points { items, costliest, total: shown(&total), code, better, distance, own }
    }

    fn beyond(&self, frame: &Frame<'_>, row: usize, tier: usize) -> Option<Beyond> {
        let block = frame.block(row..row + 1);
        let total = self.items.iter().try_fold(Ratio::zero(), |total, item| {
            let given = item.given(&block).ok()?;
            Some(total.plus(&item.weighted(&given.points)))
        })?;
        Beyond::new(&total, self.tiers.get(tier)?)
    }
}

/// A fraction for people; that it fits 38 digits was checked when the rule was read.
fn shown(ratio: &Ratio) -> Decimal {
    ratio.to_decimal().unwrap_or_default()
}
