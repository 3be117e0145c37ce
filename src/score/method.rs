//! What a classification method is: settings that are read from a rule, and a model that is fitted to a list.

use std::fmt::Debug;

use super::column::{Cell, Code, Numbers};
use super::frame::{Block, Frame};
use super::line::Line;
use super::policy::Beyond;
use super::reason::Reason;
use super::scope::{Ref, Scope};
use super::selection::Portion;
use super::settings::Section;
use super::tier::Tier;

/// The methods that rules may name. A new method is one file and one line here.
pub static METHODS: &[MethodDef] = &[
    super::percentile::METHOD,
    super::pareto::METHOD,
    super::threshold::METHOD,
    super::scorecard::METHOD,
    super::matrix::METHOD,
    super::profile::METHOD,
    super::lookup::METHOD,
    super::decision::METHOD,
];

/// A method's name and how its settings are read.
#[derive(Debug)]
pub struct MethodDef {
    /// Its name in rule files.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// Reads its settings; complains and gives nothing where they are wrong.
    pub read: fn(&mut MethodSettings<'_>) -> Option<Box<dyn Method>>,
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
    pub fn refuse_per(&self, method: &str) {
        if let Some(node) = self.rule.get("per") {
            let message = format!("a {method} rule makes no cuts within groups");
            self.rule.complaints().error(&node.span, message, "take `per` out");
        }
    }
}

/// The words by which a method classifies.
#[derive(Debug, Clone)]
pub struct Vocabulary<'a> {
    /// The column that they stand in.
    pub column: Ref,
    /// Those of each tier, in the order of the tiers, each word in all its spellings.
    pub tiers: Vec<Vec<&'a [String]>>,
}

/// The settings of a rule's method.
pub trait Method: Debug + Send + Sync {
    /// The columns that it reads; of the inner list the first that the list has.
    fn inputs(&self) -> Vec<Vec<Ref>>;

    /// The column that the rule classifies by, where it has one of its own; a list that lacks it gets no label column.
    fn own_field(&self) -> Option<&[Ref]> {
        None
    }

    /// The words that it knows of the column that it classifies by.
    fn vocabulary(&self) -> Option<Vocabulary<'_>> {
        None
    }

    /// Says which boundaries [`Method::fit`] is going to look for, so that those of all rules are found in one go. It changes nothing but the time
    /// that takes.
    fn seek(&self, _frame: &Frame<'_>) {}

    /// Finds the boundaries on a list.
    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model>;

    /// Whether the labels depend on the other customers of the list.
    fn ranks(&self) -> bool {
        false
    }

    /// Whether the tiers are ranges of one column or of one total, so that customers can be near a line (`hold`).
    fn has_lines(&self) -> bool {
        false
    }

    /// Whether the labels are numbers.
    fn numeric_labels(&self) -> bool {
        false
    }

    /// Whether there is a score beside the label.
    fn scored(&self) -> bool {
        false
    }

    /// Whether it depends on 'today' (apart from derived values).
    fn uses_as_of(&self) -> bool {
        false
    }
}

/// The customers in each tier of a rule that divides the values of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The column's field. Customers without a value are in no tier.
    pub field: usize,
    /// The scale of the sums.
    pub scale: u8,
    /// The customers of each tier, and the sum of their values.
    pub tiers: Vec<Portion>,
}

/// The boundaries found on a list.
pub trait Model: Debug + Send + Sync {
    /// Appends the code of every customer of a block.
    fn codes(&self, block: &Block<'_>, codes: &mut Vec<Code>);

    /// Appends the code and the score of every customer of a block. Only methods that are [`Method::scored`] give scores; a score
    /// stands also where it meets no tier.
    fn scores(&self, block: &Block<'_>, codes: &mut Vec<Code>, scores: &mut Numbers) {
        self.codes(block, codes);
        block.rows.clone().for_each(|_| scores.push(Cell::Missing));
    }

    /// Why a customer has its code.
    fn reason(&self, frame: &Frame<'_>, row: usize) -> Reason;

    /// Where the lines fell, where the method draws lines.
    fn lines(&self) -> &[Line] {
        &[]
    }

    /// Where a customer stands that is outside of a tier's line; `None` where it is not, or the tier has no line.
    fn beyond(&self, _frame: &Frame<'_>, _row: usize, _tier: usize) -> Option<Beyond> {
        None
    }

    /// How many customers are in each tier, where that came out when the boundaries were found. `None` where they have to be counted.
    fn counted(&self, _frame: &Frame<'_>) -> Option<Counted> {
        None
    }

    /// Whether finding a customer's code again costs less than keeping it.
    fn cheap(&self) -> bool {
        false
    }
}
