//! The rules of one file, and which of them read what.

use super::expression::{Behind, Expr};
use super::method::Method;
use super::scope::{Ref, Scope};
use super::settings::Span;
use super::tier::Tier;

/// One rule: a label column.
#[derive(Debug)]
pub struct Rule {
    /// The label column's name.
    pub name: String,
    /// What the column is called in Chinese.
    pub header_zh: Option<String>,
    /// Its classes, best first.
    pub tiers: Vec<Tier>,
    /// Whether the tiers' order is a rank.
    pub ranked: bool,
    /// Whether the column is left out of the output.
    pub hidden: bool,
    /// How many customers with a value it needs, of each group under `per`; with fewer nobody gets a label.
    pub needs: Option<u64>,
    /// How it classifies.
    pub method: Method,
    /// Where the rule stands in its file.
    pub span: Span,
}

impl Rule {
    /// Whether the rule's column is called so in any language.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.header_zh.as_deref() == Some(name)
    }
}

/// The rules of one file in order; later ones may use the columns of earlier ones.
#[derive(Debug)]
pub struct RuleSet {
    /// The names that the rules use.
    pub scope: Scope,
    /// The derived values, as [`Scope::derived`] names them.
    pub derived: Vec<Expr>,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// Fields that a rule cannot do without: of the alternatives one has to be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// Each alternative is a set of fields, by their index in the scope.
    pub alternatives: Vec<Vec<usize>>,
}

impl RuleSet {
    /// What the rules read: for each input the fields, of which one alternative is needed.
    pub fn needs(&self) -> Vec<Need> {
        let mut needs: Vec<Need> = Vec::new();
        for input in self.rules.iter().flat_map(|rule| rule.method.inputs()) {
            let alternatives = input.iter().map(|&column| self.fields_behind(column)).collect::<Vec<_>>();
            let need = Need { alternatives };
            if need.alternatives.iter().any(|fields| !fields.is_empty()) && !needs.contains(&need) {
                needs.push(need);
            }
        }
        needs
    }

    /// The fields that a column is made of; the columns of earlier rules see to their own.
    pub fn fields_behind(&self, column: Ref) -> Vec<usize> {
        let field = |column: Ref| match column {
            Ref::Field(index) => Some(index),
            Ref::Label(_) | Ref::Score(_) | Ref::Derived(_) => None,
        };
        self.columns_behind(column).into_iter().filter_map(field).collect()
    }

    /// The rules whose columns are shown, each with its number.
    pub fn visible(&self) -> impl Iterator<Item = (usize, &Rule)> {
        self.rules.iter().enumerate().filter(|(_, rule)| !rule.hidden)
    }

    /// Whether any rule depends on 'today'.
    pub fn uses_as_of(&self) -> bool {
        self.derived.iter().any(Expr::uses_as_of) || self.rules.iter().any(|rule| rule.method.uses_as_of())
    }

    /// The fields and the columns of earlier rules that a column is made of.
    fn columns_behind(&self, column: Ref) -> Vec<Ref> {
        Behind::new(&[column], &self.derived).columns
    }

    /// For each rule whether a later one reads its columns.
    pub(crate) fn read_later(&self) -> Vec<bool> {
        let mut read = vec![false; self.rules.len()];
        (0..self.rules.len()).flat_map(|rule| self.rules_read_by(rule)).for_each(|earlier| read[earlier] = true);
        read
    }

    /// The earlier rules whose columns a rule reads.
    fn rules_read_by(&self, rule: usize) -> impl Iterator<Item = usize> {
        let inputs = self.rules[rule].method.inputs().into_iter().flatten();
        inputs.flat_map(|column| self.columns_behind(column)).filter_map(|column| match column {
            Ref::Label(index) | Ref::Score(index) => Some(index),
            Ref::Field(_) | Ref::Derived(_) => None,
        })
    }

    /// For each rule whether it has one of these names, or one that has reads it.
    pub(crate) fn needed_for(&self, names: &[String]) -> Vec<bool> {
        let mut needed = self.rules.iter().map(|rule| names.contains(&rule.name)).collect::<Vec<_>>();
        for later in (0..needed.len()).rev() {
            if needed[later] {
                self.rules_read_by(later).for_each(|earlier| needed[earlier] = true);
            }
        }
        needed
    }
}
