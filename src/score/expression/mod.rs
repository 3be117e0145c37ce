//! Expressions: the conditions and derived values of rule files.
//!
//! An expression is read once, when its rule file is loaded: its text becomes tokens, a tree, and then terms whose names and types
//! are known, every mistake with its place. It is evaluated a block of customers at a time, in plain loops over slices, exactly,
//! and with three truth values: a comparison with a missing value is unknown.

mod check;
mod comparison;
mod dates;
mod eval;
mod functions;
mod implies;
mod numbers;
mod parse;
mod term;
mod texts;
mod token;
mod why;
mod words;

use std::cell::RefCell;

use check::{Checker, Place, one_line};
pub use comparison::Comparison;
pub use implies::Effort;
pub use parse::{Tree, TreeKind};
use term::{NumberTerm, Term};

use super::block::{Block, Values};
use super::frame::Frame;
use super::scope::{Ref, Scope, Type};
use super::settings::{Complaints, Node, Setting};
use super::truth::Truth;

/// A condition or a value of a rule file, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Expr {
    term: Term,
    text: String,
    refs: Vec<Ref>,
    as_of: bool,
}

impl Expr {
    /// Reads an expression: a text, or a bare number. Complains and gives nothing where it is wrong.
    pub fn read(node: &Node, scope: &Scope, complaints: &Complaints) -> Option<Expr> {
        let (text, exact) = match &node.value {
            Setting::Text { text, exact } => (text, *exact),
            Setting::Number(number) => {
                let term = Term::Number(NumberTerm::Literal(*number));
                return Some(Expr { term, text: number.to_string(), refs: Vec::new(), as_of: false });
            }
            other => {
                let message = format!("an expression stands in quotes, but this is {}", other.called());
                complaints.error(&node.span, message, "write it in quotes: \"revenue >= 10_000\"");
                return None;
            }
        };
        let place = Place { whole: node.span.clone(), exact };
        let tree =
            parse::parse(text).map_err(|wrong| complaints.error(&place.of(&wrong.span), wrong.message, wrong.help));
        let refs = RefCell::default();
        let checker = Checker { text, place, scope, complaints, refs, as_of: RefCell::new(false) };
        let tree = tree.ok()?;
        let term = checker.term(&tree)?;
        let mut refs = checker.refs.into_inner();
        refs.sort_unstable();
        refs.dedup();
        Some(Expr { term, text: one_line(text), refs, as_of: checker.as_of.into_inner() })
    }

    /// Reads an expression that has to be a condition.
    pub fn condition(node: &Node, scope: &Scope, complaints: &Complaints) -> Option<Expr> {
        let expr = Expr::read(node, scope, complaints)?;
        if expr.kind() == Type::Truth {
            return Some(expr);
        }
        let message = format!("this is {}, not a condition", expr.kind().called());
        let help = match expr.kind() {
            Type::Tags => format!("write has_tag({}, 'word')", expr.text),
            Type::Text => format!("write {} = 'word'", expr.text),
            Type::Date => format!("write {} >= 2026-01-31", expr.text),
            Type::Number if expr.refs.is_empty() => "write a condition such as revenue >= 10_000".to_owned(),
            Type::Number | Type::Truth => format!("write {} > 0", expr.text),
        };
        complaints.error(&node.span, message, help);
        None
    }

    /// The type of its value.
    pub fn kind(&self) -> Type {
        self.term.kind()
    }

    /// The columns that it names, each once; what its derived values name is not among them.
    pub fn refs(&self) -> &[Ref] {
        &self.refs
    }

    /// Whether it uses 'today' itself; the derived values that it names may do so too.
    pub fn uses_as_of(&self) -> bool {
        self.as_of
    }

    /// The expression in the rule's own words, on one line.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the condition is for all customers of all lists, where it depends on none of their values and not on 'today'.
    pub fn constant(&self) -> Option<Truth> {
        if !self.refs.is_empty() || self.as_of {
            return None;
        }
        let scope = Scope::default();
        let (labels, scores) = (Vec::new(), Vec::new());
        let frame = Frame {
            rows: 1,
            fields: Vec::new(),
            absent: Vec::new(),
            scope: &scope,
            derived: &[],
            labels,
            scores,
            as_of: 0,
            histograms: Default::default(),
        };
        self.truths(&frame.block(0..1)).first().copied()
    }

    /// What the condition is for each customer of a block. An expression of another type is unknown throughout.
    pub fn truths(&self, block: &Block<'_>) -> Vec<Truth> {
        match &self.term {
            Term::Truth(term) => eval::truth(term, block),
            _ => vec![Truth::Unknown; block.rows.len()],
        }
    }

    /// The values for the customers of a block.
    pub(super) fn values<'f>(&self, block: &Block<'f>) -> Values<'f> {
        eval::values(&self.term, block)
    }

    /// The column that an expression is another name for, where it has nothing of its own (tags).
    pub(super) fn same_as(&self) -> Option<Ref> {
        if let Term::Tags(column) = self.term { Some(column) } else { None }
    }
}

/// What belongs to what in an expression's text, names and types not looked at; none where the text cannot be read.
pub fn tree(text: &str) -> Option<Tree> {
    parse::parse(text).ok()
}

/// The names that an expression's text mentions, those of functions too; none where the text cannot be read. The loader uses it
/// to put derived values behind what they are made of.
pub fn names(text: &str) -> Vec<String> {
    let name = |token: token::Token| match token.kind {
        token::TokenKind::Name(name) => Some(name),
        _ => None,
    };
    token::tokens(text).unwrap_or_default().into_iter().filter_map(name).collect()
}

#[cfg(test)]
mod tests;
#[cfg(any(test, fuzzing))]
mod twin;
