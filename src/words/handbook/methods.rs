//! How each method finds its labels, in words. The rule keeps its figures as written, so that they are shown as written.

use super::phrases::{self, Edge};
use super::{Grid, Item};
use crate::number::Decimal;
use crate::rule::bounds::{Bound, Bounds};
use crate::rule::figure::{Figure, Origin};
use crate::rule::method::lookup::Value;
use crate::rule::method::ranking::{Best, Crossing, Measure, Parts};
use crate::rule::method::scorecard::{self, Points};
use crate::rule::method::threshold::TierBounds;
use crate::rule::method::{Decision, Lookup, Matrix, Method, Profile, Ranking, Scorecard, Threshold};
use crate::rule::scope::Ref;
use crate::rule::tier::Tier;
use crate::rule::{Rule, RuleSet};
use crate::words::{self, Terms};

/// What a ranking is cut at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// Shares of the number of customers.
    Shares,
    /// Shares of the sum of a column.
    Sum(String),
    /// Numbers of customers.
    Numbers,
    /// So many equal parts.
    Bins(String),
}

/// What is told of a rule's method.
#[derive(Default)]
pub(super) struct Told {
    pub sentences: Vec<String>,
    pub items: Vec<Item>,
    pub grid: Option<Grid>,
    /// Who gets each tier.
    pub tiers: Vec<Option<String>>,
}

/// How a rule finds its labels.
pub(super) fn how(set: &RuleSet, rule: &Rule, terms: &Terms<'_>) -> Told {
    let teller = Teller { set, terms };
    let mut told = teller.method(rule);
    if let Some(needed) = rule.needs {
        let own = rule.method.own_field().map(|columns| teller.field_again(columns));
        let (needed, per) = (terms.figure(Decimal::from(needed), false), teller.per(rule.method.per()));
        told.sentences.push(terms.language().words().needs(&needed, own.as_deref(), per.as_deref()));
    }
    told
}

impl Teller<'_> {
    fn method(&self, rule: &Rule) -> Told {
        match &rule.method {
            Method::Ranking(ranking) => self.ranking(ranking, rule),
            Method::Threshold(threshold) => self.threshold(threshold),
            Method::Scorecard(scorecard) => self.scorecard(scorecard),
            Method::Matrix(matrix) => self.matrix(matrix, rule),
            Method::Profile(profile) => self.profile(profile, &rule.tiers),
            Method::Lookup(lookup) => self.lookup(lookup),
            Method::Decision(decision) => self.decision(decision, rule.tiers.len()),
        }
    }
}

/// Tells of the rules of a file in the words of a language.
struct Teller<'a> {
    set: &'a RuleSet,
    terms: &'a Terms<'a>,
}

impl Teller<'_> {
    fn name(&self, column: Ref) -> String {
        self.set.scope.name(column)
    }

    /// The column that is classified by, or those of which the first is taken.
    fn field(&self, columns: &[Ref]) -> String {
        let said = columns.iter().map(|&column| self.terms.column(&self.name(column))).collect::<Vec<_>>();
        phrases::first_of(&said, self.terms.language())
    }

    /// The same where it has been said already which of several is taken.
    fn field_again(&self, columns: &[Ref]) -> String {
        let said = columns.iter().map(|&column| self.terms.column(&self.name(column))).collect::<Vec<_>>();
        phrases::any_of(&said, self.terms.language())
    }

    fn is_percent(&self, columns: &[Ref]) -> bool {
        columns.first().is_some_and(|&column| self.terms.is_percent(&self.name(column)))
    }

    fn per(&self, per: Option<Ref>) -> Option<String> {
        per.map(|column| self.terms.column(&self.name(column)))
    }

    /// A figure as it was written; `percent`: what it is compared with is shown as per cent.
    fn figure(&self, figure: &Figure, percent: bool) -> String {
        match &figure.from {
            Origin::Param(name) => self.terms.param(name).unwrap_or(name).to_owned(),
            Origin::Percent => self.terms.figure(figure.value, true),
            Origin::Literal => self.terms.figure(figure.value, percent),
        }
    }

    fn ranking(&self, ranking: &Ranking, rule: &Rule) -> Told {
        let language = self.terms.language();
        let field = self.field(&ranking.columns);
        let again = self.field_again(&ranking.columns);
        let by_sum = ranking.measure == Measure::Sum;
        let (figures, cut) = match &ranking.parts {
            Parts::Shares(shares) if by_sum => (shares.as_slice(), Cut::Sum(again.clone())),
            Parts::Shares(shares) => (shares.as_slice(), Cut::Shares),
            Parts::Numbers(numbers) => (numbers.as_slice(), Cut::Numbers),
            Parts::Equal(parts) => (&[][..], Cut::Bins(self.terms.figure(Decimal::from(*parts as u64), false))),
        };
        let (low, per) = (ranking.best == Best::Low, self.per(ranking.per));
        let mut sentences = vec![language.words().ranking(&field, low, &cut, per.as_deref())];
        if !matches!(cut, Cut::Bins(_)) || ranking.crossing == Crossing::Worse {
            sentences.push(language.words().equal_values(ranking.crossing).to_owned());
        }
        let tier = |(at, (share, tier)): (usize, (&Figure, &Tier))| {
            let expected = tier.expect_customers.as_ref().map(|figure| self.figure(figure, true));
            let of = by_sum.then_some(again.as_str());
            let (first, last) = (at == 0, at + 1 == figures.len());
            Some(language.words().share(&self.figure(share, true), first, last, of, expected.as_deref()))
        };
        let number =
            |(at, number): (usize, &Figure)| Some(language.words().number(&self.figure(number, false), at == 0));
        let tiers = match cut {
            Cut::Numbers => {
                let rest = Some(language.words().everybody_else().to_owned());
                figures.iter().enumerate().map(number).chain([rest]).collect()
            }
            _ => figures.iter().zip(&rule.tiers).enumerate().map(tier).collect(),
        };
        Told { sentences, tiers, ..Told::default() }
    }

    fn threshold(&self, threshold: &Threshold) -> Told {
        let language = self.terms.language();
        let field = self.field(&threshold.columns);
        let percent = self.is_percent(&threshold.columns);
        let tiers = match &threshold.bounds {
            TierBounds::Same(bounds) => self.ranges(bounds, percent),
            TierBounds::ByGroup(groups) => {
                let groups = groups.iter().map(|(group, bounds)| (group.as_str(), self.ranges(bounds, percent)));
                let groups = groups.collect::<Vec<_>>();
                let of_tier =
                    |tier: usize| groups.iter().map(|(group, said)| (*group, said[tier].clone())).collect::<Vec<_>>();
                let tiers = groups.first().map_or(0, |(_, said)| said.len());
                (0..tiers).map(|tier| phrases::by_group(&of_tier(tier), language)).collect()
            }
        };
        let sentence = language.words().threshold(&field, self.per(threshold.per).as_deref());
        Told { sentences: vec![sentence], tiers: tiers.into_iter().map(Some).collect(), ..Told::default() }
    }

    /// What the bounds of tiers or steps say, each with what the one before it leaves over.
    fn ranges(&self, bounds: &[Bounds], percent: bool) -> Vec<String> {
        let edge = |bound: &Option<Bound>| {
            bound.as_ref().map(|bound| Edge { text: self.figure(&bound.figure, percent), inclusive: bound.inclusive })
        };
        let said = |bounds: &Bounds| phrases::Bounds { lower: edge(&bounds.lower), upper: edge(&bounds.upper) };
        let range = |(at, own): (usize, &Bounds)| {
            if own.nobody {
                return self.terms.language().words().nobody().to_owned();
            }
            let before = bounds[..at].iter().rfind(|before| !before.nobody);
            let before = before.map_or_else(phrases::Bounds::default, said);
            phrases::bounds(&said(own), &before, at + 1 == bounds.len(), self.terms.language())
        };
        bounds.iter().enumerate().map(range).collect()
    }

    fn scorecard(&self, scorecard: &Scorecard) -> Told {
        let weighted = scorecard.items.iter().any(|item| item.weight.is_some());
        Told {
            sentences: vec![self.terms.language().words().scorecard(weighted).to_owned()],
            items: scorecard.items.iter().map(|item| self.item(item)).collect(),
            tiers: self.ranges(&scorecard.tiers, false).into_iter().map(Some).collect(),
            ..Told::default()
        }
    }

    fn item(&self, item: &scorecard::Item) -> Item {
        let language = self.terms.language();
        let percent = self.is_percent(&item.columns);
        let each = |points: Vec<String>| points.join(language.words().semicolon());
        let points = match &item.points {
            Points::AsGiven => language.words().as_given().to_owned(),
            Points::Ramp(ramp) => {
                let step = ramp.step.as_ref().map(|step| self.figure(step, false));
                let (from, to) = (self.figure(&ramp.from, percent), self.figure(&ramp.to, percent));
                language.words().ramp(&from, &to, step.as_deref())
            }
            Points::Steps(steps) => {
                let bounds = steps.iter().map(|step| step.bounds.clone()).collect::<Vec<_>>();
                let said = self.ranges(&bounds, percent).into_iter().zip(steps);
                each(
                    said.map(|(when, step)| language.words().points(&when, &self.figure(&step.points, false)))
                        .collect(),
                )
            }
            Points::Words(words) => {
                let word = |(word, points): &(String, Figure)| {
                    language.words().points(&self.word(&item.columns, word), &self.figure(points, false))
                };
                each(words.iter().map(word).collect())
            }
        };
        let weight = item.weight.as_ref().map(|weight| self.terms.figure(weight.value, true));
        Item { column: self.field(&item.columns), weight, points }
    }

    /// A word of a column in the page's language; where there are several columns, as it is written.
    fn word(&self, columns: &[Ref], word: &str) -> String {
        match columns {
            &[column] => self.terms.word(&self.name(column), word),
            _ => word.to_owned(),
        }
    }

    fn decision(&self, decision: &Decision, tiers: usize) -> Told {
        let language = self.terms.language();
        let condition = |tier: usize, first: bool| {
            let mut conditions = decision.conditions.iter();
            let found = conditions.find(|condition| condition.tier == tier && condition.first == first);
            found.map(|condition| self.terms.expression(condition.expr.text()))
        };
        let said =
            |tier| phrases::condition(condition(tier, true).as_deref(), condition(tier, false).as_deref(), language);
        let first = decision.conditions.iter().any(|condition| condition.first);
        Told {
            sentences: vec![language.words().decision(first).to_owned()],
            tiers: (0..tiers).map(|tier| Some(said(tier))).collect(),
            ..Told::default()
        }
    }

    fn matrix(&self, matrix: &Matrix, rule: &Rule) -> Told {
        let language = self.terms.language();
        let (down, across) = (&self.set.rules[matrix.rows], &self.set.rules[matrix.cols]);
        let label = |tier: &Tier| words::label(tier, language).to_owned();
        let cell = |row, col| {
            let tier = matrix.tier(row, col).map(|tier| label(&rule.tiers[tier]));
            tier.unwrap_or_else(|| language.words().unclassified().to_owned())
        };
        let line =
            |(row, tier): (usize, &Tier)| (label(tier), (0..across.tiers.len()).map(|col| cell(row, col)).collect());
        let grid = Grid {
            rows: down.name.clone(),
            cols: across.name.clone(),
            across: across.tiers.iter().map(label).collect(),
            lines: down.tiers.iter().enumerate().map(line).collect(),
        };
        let sentence = language.words().matrix(&down.name, &across.name);
        Told { sentences: vec![sentence], grid: Some(grid), ..Told::default() }
    }

    fn profile(&self, profile: &Profile, tiers: &[Tier]) -> Told {
        let language = self.terms.language();
        let tag = |spellings: &Vec<String>| {
            let own = spellings.iter().find(|text| language.words().is_own(text));
            own.or(spellings.first()).cloned()
        };
        // A type's own name is recognised too, but is no sign to look for.
        let is_name = |tags: &[String], tier: &Tier| tags.first() == Some(&tier.label);
        let signs = |(tags, tier): (&Vec<Vec<String>>, &Tier)| match tags.is_empty() {
            true => language.words().everybody_else().to_owned(),
            false => {
                let signs = tags.iter().filter(|tag| !is_name(tag, tier)).filter_map(tag);
                language.words().signs(&signs.collect::<Vec<_>>())
            }
        };
        let needed = self.figure(&profile.min_matches, false);
        Told {
            sentences: vec![language.words().profile(&self.field(&profile.columns), &needed)],
            tiers: profile.tiers.iter().zip(tiers).map(|tier| Some(signs(tier))).collect(),
            ..Told::default()
        }
    }

    fn lookup(&self, lookup: &Lookup) -> Told {
        let language = self.terms.language();
        let value = |value: &Value| match value {
            Value::Text(text) => self.word(&lookup.columns, text),
            Value::Number(number) => self.terms.figure(*number, false),
            Value::Flag(flag) => language.words().yes_or_no(*flag).to_owned(),
        };
        let values = |values: &Vec<Value>| {
            if values.is_empty() {
                return language.words().everybody_else().to_owned();
            }
            // Words of the page's language come first: the others stand for the same.
            let values = values.iter().map(value);
            let (own, others): (Vec<_>, Vec<_>) = values.partition(|value| language.words().is_own(value));
            phrases::values(&own.into_iter().chain(others).collect::<Vec<_>>(), language)
        };
        let sentence = language.words().lookup(&self.field(&lookup.columns), lookup.rest().is_some());
        let tiers = lookup.tiers.iter().map(|tier| Some(values(tier))).collect();
        Told { sentences: vec![sentence], tiers, ..Told::default() }
    }
}
