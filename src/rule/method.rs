//! The methods by which rules classify: what each says of itself, and the questions that every one of them answers.

use super::mistake::MethodMistake;
use super::scope::{Ref, Scope};
use super::settings::Section;
use super::tier::Tier;

pub mod decision;
pub mod lookup;
pub mod matrix;
pub mod profile;
pub mod ranking;
pub mod scorecard;
pub mod threshold;

pub use decision::Decision;
pub use lookup::Lookup;
pub use matrix::Matrix;
pub use profile::{Profile, compared_tag};
pub use ranking::Ranking;
pub use scorecard::Scorecard;
pub use threshold::Threshold;

/// The methods that rules may name.
pub static METHODS: &[MethodDef] = &[
    ranking::PERCENTILE,
    ranking::PARETO,
    threshold::METHOD,
    scorecard::METHOD,
    matrix::METHOD,
    profile::METHOD,
    lookup::METHOD,
    decision::METHOD,
];

/// A method's name and how its settings are read.
#[derive(Debug)]
pub struct MethodDef {
    /// Its name in rule files.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Whether it makes tiers by itself where the rule has none.
    pub makes_tiers: bool,
    /// Whether it cuts a ranking, so that customers may cross its lines (`crossing`).
    pub ranks: bool,
    /// Reads its settings; complains and gives nothing where they are wrong.
    pub read: fn(&mut MethodSettings<'_>) -> Option<Method>,
}

/// What a method reads its settings from.
#[derive(Debug)]
pub struct MethodSettings<'a> {
    /// The rule.
    pub rule: &'a Section<'a>,
    /// The rule's tiers, best first: what all tiers have, and the section for the method's own keys. A method may replace them (`bins`).
    pub tiers: Vec<Tier>,
    /// The sections of the tiers as written.
    pub tier_sections: Vec<Section<'a>>,
    /// The names that the rule may use.
    pub scope: &'a Scope,
    /// The column that makes the groups within which every cut is made (`per`).
    pub per: Option<Ref>,
}

impl MethodSettings<'_> {
    /// Complains about `per` in a rule whose method makes no cuts.
    pub fn refuse_per(&self, method: &'static str) {
        if let Some(node) = self.rule.get("per") {
            self.rule.complaints().error(&node.span, MethodMistake::NoCuts { method });
        }
    }
}

/// How a rule classifies.
#[derive(Debug, Clone)]
pub enum Method {
    /// `percentile` and `pareto`.
    Ranking(Ranking),
    /// `threshold`.
    Threshold(Threshold),
    /// `scorecard`.
    Scorecard(Scorecard),
    /// `matrix`.
    Matrix(Matrix),
    /// `profile`.
    Profile(Profile),
    /// `lookup`.
    Lookup(Lookup),
    /// `decision`.
    Decision(Decision),
}

/// The words by which a method classifies.
#[derive(Debug, Clone)]
pub struct Vocabulary {
    /// The column that they stand in.
    pub column: Ref,
    /// Those of each tier, in the order of the tiers, each word in all its spellings.
    pub tiers: Vec<Vec<Vec<String>>>,
}

impl Method {
    /// Its name in rule files.
    pub fn name(&self) -> &'static str {
        match self {
            Method::Ranking(ranking) => ranking.name(),
            Method::Threshold(_) => threshold::METHOD.name,
            Method::Scorecard(_) => scorecard::METHOD.name,
            Method::Matrix(_) => matrix::METHOD.name,
            Method::Profile(_) => profile::METHOD.name,
            Method::Lookup(_) => lookup::METHOD.name,
            Method::Decision(_) => decision::METHOD.name,
        }
    }

    /// The columns that it reads; of the inner list the first that the list has.
    pub fn inputs(&self) -> Vec<Vec<Ref>> {
        let with_groups = |columns: &Vec<Ref>, per: Option<Ref>| {
            std::iter::once(columns.clone()).chain(per.map(|per| vec![per])).collect()
        };
        match self {
            Method::Ranking(ranking) => with_groups(&ranking.columns, ranking.per),
            Method::Threshold(threshold) => with_groups(&threshold.columns, threshold.per),
            Method::Scorecard(scorecard) => scorecard.items.iter().map(|item| item.columns.clone()).collect(),
            Method::Matrix(matrix) => vec![vec![Ref::Label(matrix.rows)], vec![Ref::Label(matrix.cols)]],
            Method::Profile(profile) => vec![profile.columns.clone()],
            Method::Lookup(lookup) => vec![lookup.columns.clone()],
            Method::Decision(decision) => decision.columns().into_iter().map(|column| vec![column]).collect(),
        }
    }

    /// The column that the rule classifies by, where it has one of its own; a list that lacks it gets no label column.
    pub fn own_field(&self) -> Option<&[Ref]> {
        match self {
            Method::Ranking(ranking) => Some(&ranking.columns),
            Method::Threshold(threshold) => Some(&threshold.columns),
            Method::Profile(profile) => Some(&profile.columns),
            Method::Lookup(lookup) => Some(&lookup.columns),
            Method::Scorecard(_) | Method::Matrix(_) | Method::Decision(_) => None,
        }
    }

    /// The column that makes the groups within which every cut is made.
    pub fn per(&self) -> Option<Ref> {
        match self {
            Method::Ranking(ranking) => ranking.per,
            Method::Threshold(threshold) => threshold.per,
            _ => None,
        }
    }

    /// The words that it knows of the column that it classifies by.
    pub fn vocabulary(&self, scope: &Scope) -> Option<Vocabulary> {
        match self {
            Method::Profile(profile) => {
                Some(Vocabulary { column: *profile.columns.first()?, tiers: profile.tiers.clone() })
            }
            Method::Lookup(lookup) => lookup.vocabulary(scope),
            _ => None,
        }
    }

    /// Whether the labels depend on the other customers of the list.
    pub fn ranks(&self) -> bool {
        matches!(self, Method::Ranking(_))
    }

    /// Whether the tiers are ranges of one column or of one total, so that customers can be near a line (`hold`).
    pub fn has_lines(&self) -> bool {
        matches!(self, Method::Ranking(_) | Method::Threshold(_) | Method::Scorecard(_))
    }

    /// Whether the labels are numbers.
    pub fn numeric_labels(&self) -> bool {
        match self {
            Method::Ranking(ranking) => matches!(ranking.parts, ranking::Parts::Equal(_)),
            Method::Threshold(threshold) => threshold.numbers,
            _ => false,
        }
    }

    /// Whether there is a score beside the label.
    pub fn scored(&self) -> bool {
        matches!(self, Method::Scorecard(_))
    }

    /// Whether it depends on 'today' (apart from derived values).
    pub fn uses_as_of(&self) -> bool {
        matches!(self, Method::Decision(decision) if decision.conditions.iter().any(|condition| condition.expr.uses_as_of()))
    }
}
