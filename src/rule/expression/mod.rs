//! Expressions: the conditions and derived values of rule files.
//!
//! An expression is read once, when its rule file is loaded: its text becomes tokens, a tree, and then terms whose names and types
//! are known, every mistake with its place. How it is evaluated is the business of the scoring.

mod behind;
mod check;
mod comparison;
mod implies;
mod parse;
pub(crate) mod term;
mod token;
mod words;

use std::cell::RefCell;

pub use behind::Behind;
use check::{Checker, Place, one_line};
pub use comparison::Comparison;
pub use implies::Effort;
pub use parse::{Tree, TreeKind};
use term::{NumberTerm, Term};

use super::mistake::{ExpressionMistake, Side};
use super::scope::{Ref, Scope, Type};
use super::settings::{Complaints, Node, Setting};

/// A condition or a value of a rule file, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Expr {
    /// What it is made of, names and types known.
    pub(crate) term: Term,
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
                complaints.error(&node.span, ExpressionMistake::NotQuoted { found: other.found() });
                return None;
            }
        };
        let place = Place { whole: node.span.clone(), exact };
        let tree = parse::parse(text).map_err(|wrong| complaints.error(&place.part(&wrong.span), wrong.mistake));
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
        let value = Side { words: expr.text.clone(), kind: expr.kind(), is_literal: expr.refs.is_empty() };
        complaints.error(&node.span, ExpressionMistake::NotACondition { value });
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

    /// The column that an expression is another name for, where it has nothing of its own (tags).
    pub fn same_as(&self) -> Option<Ref> {
        if let Term::Tags(column) = self.term { Some(column) } else { None }
    }
}

/// A part of an expression that is a condition by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The part in the rule's own words.
    pub text: String,
    /// Whether it holds, or does not.
    pub holds: bool,
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

/// Whether a word has a meaning of its own in expressions, so that a field of this name would have to stand in backticks.
pub fn is_reserved(word: &str) -> bool {
    matches!(word, "as_of" | "missing" | "true" | "false")
        || token::WORDS.contains(&word)
        || check::functions::usage(word).is_some()
}

#[cfg(test)]
pub(crate) mod tests;
