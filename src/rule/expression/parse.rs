//! Tokens to a tree: what belongs to what, before anything is known of names and types.
//!
//! Weakest first: `or`, `and`, `not`, comparisons (also `in` and `is missing`; they do not chain), `+ -`, `* /`, unary minus.
//! Chains of one strength make one node however long they are, so that only brackets, arguments and prefixes nest; their depth
//! is limited.

use std::ops::Range;

use super::comparison::Comparison;
use super::token::{Token, TokenKind, Unreadable, tokens};
use crate::date::Day;
use crate::number::decimal::Decimal;

/// How deep brackets, arguments and prefixes may nest.
const MAX_DEPTH: usize = 64;

/// A part of an expression and where it stands: bytes from the expression's beginning, brackets round it included.
#[derive(Debug, Clone, PartialEq)]
pub struct Tree {
    /// What it is.
    pub kind: TreeKind,
    /// Where it stands.
    pub span: Range<usize>,
}

/// What a part of an expression is.
#[derive(Debug, Clone, PartialEq)]
pub enum TreeKind {
    /// A number; a percentage is a ratio.
    Number(Decimal),
    /// A date.
    Date(Day),
    /// A text in quotes.
    Text(String),
    /// A field, derived value, parameter, earlier column, or `as_of`.
    Name(String),
    /// A function, where its name stands, and its arguments.
    Call(String, Range<usize>, Vec<Tree>),
    /// One of them holds.
    Or(Vec<Tree>),
    /// All of them hold.
    And(Vec<Tree>),
    /// It does not hold.
    Not(Box<Tree>),
    /// Two values compared.
    Compare(Comparison, Box<Tree>, Box<Tree>),
    /// The value is one of several.
    In(Box<Tree>, Vec<Tree>),
    /// There is no value.
    IsMissing(Box<Tree>),
    /// Terms from left to right; each says whether it is subtracted.
    Sum(Vec<(bool, Tree)>),
    /// Factors from left to right; each says whether it divides.
    Product(Vec<(bool, Tree)>),
    /// The value with its sign turned round.
    Negative(Box<Tree>),
}

/// How strongly a sign binds, weakest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    Or,
    And,
    Not,
    Compare,
    Sum,
    Product,
    Negative,
}

/// The tree of an expression.
pub(super) fn parse(text: &str) -> Result<Tree, Unreadable> {
    let mut parser = Parser { text, tokens: tokens(text)?, at: 0, depth: 0 };
    let tree = parser.expression(Strength::Or)?;
    match parser.kind() {
        TokenKind::End => Ok(tree),
        _ => Err(parser.surplus()),
    }
}

struct Parser<'s> {
    text: &'s str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
}

type Parsed<T> = Result<T, Unreadable>;

impl Parser<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> &TokenKind {
        &self.token().kind
    }

    fn span(&self) -> Range<usize> {
        self.token().span.clone()
    }

    fn sign(&self) -> Option<&'static str> {
        match self.kind() {
            TokenKind::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    fn take(&mut self, sign: &str) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    #[track_caller]
    fn wrong<T>(&self, span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Parsed<T> {
        Err(Unreadable::new(span, message, help))
    }

    fn called(&self) -> String {
        self.kind().called(&self.text[self.span()])
    }

    /// An expression made of signs that bind at least so strongly.
    fn expression(&mut self, least: Strength) -> Parsed<Tree> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let help = "name parts of it in [derive] and use the names";
            return self.wrong(self.span(), format!("this expression nests more than {MAX_DEPTH} levels deep"), help);
        }
        let mut left = self.prefixed(least)?;
        while let Some(sign) = self.sign() {
            left = match sign {
                "or" if least <= Strength::Or => self.words(left, "or", Strength::And, TreeKind::Or)?,
                "and" if least <= Strength::And => self.words(left, "and", Strength::Not, TreeKind::And)?,
                "+" | "-" if least <= Strength::Sum => {
                    self.chain(left, ["+", "-"], Strength::Product, TreeKind::Sum)?
                }
                "*" | "/" if least <= Strength::Product => {
                    self.chain(left, ["*", "/"], Strength::Negative, TreeKind::Product)?
                }
                _ if least <= Strength::Compare && is_comparison(sign) => self.comparison(left, sign)?,
                _ => break,
            };
        }
        self.depth -= 1;
        Ok(left)
    }

    /// `a or b or c`: one node.
    fn words(&mut self, left: Tree, sign: &str, operand: Strength, kind: fn(Vec<Tree>) -> TreeKind) -> Parsed<Tree> {
        let start = left.span.start;
        let mut parts = vec![left];
        while self.take(sign) {
            parts.push(self.expression(operand)?);
        }
        Ok(Tree { span: start..self.end_of_last(), kind: kind(parts) })
    }

    /// `a + b - c`: one node.
    fn chain(
        &mut self,
        left: Tree,
        signs: [&str; 2],
        operand: Strength,
        kind: fn(Vec<(bool, Tree)>) -> TreeKind,
    ) -> Parsed<Tree> {
        let start = left.span.start;
        let mut parts = vec![(false, left)];
        loop {
            let inverse = match self.sign() {
                Some(sign) if sign == signs[0] => false,
                Some(sign) if sign == signs[1] => true,
                _ => break,
            };
            self.at += 1;
            parts.push((inverse, self.expression(operand)?));
        }
        Ok(Tree { span: start..self.end_of_last(), kind: kind(parts) })
    }

    fn comparison(&mut self, left: Tree, sign: &'static str) -> Parsed<Tree> {
        let start = left.span.start;
        let left = Box::new(left);
        self.at += 1;
        let kind = match (sign, Comparison::from_sign(sign)) {
            (_, Some(comparison)) => TreeKind::Compare(comparison, left, Box::new(self.expression(Strength::Sum)?)),
            ("is", _) => {
                self.missing()?;
                TreeKind::IsMissing(left)
            }
            ("in", _) => TreeKind::In(left, self.list()?),
            _ => return self.wrong(self.span(), "`not` does not stand here", "write `not x in ['a', 'b']`"),
        };
        let tree = Tree { span: start..self.end_of_last(), kind };
        match self.sign() {
            Some(sign) if is_comparison(sign) => {
                let help = "compare two values at a time and join the conditions with `and`: 1 <= x and x < 5";
                self.wrong(self.span(), "comparisons do not chain", help)
            }
            _ => Ok(tree),
        }
    }

    fn missing(&mut self) -> Parsed<()> {
        if *self.kind() == TokenKind::Name("missing".to_owned()) {
            self.at += 1;
            return Ok(());
        }
        let negated = self.sign() == Some("not");
        let help =
            if negated { "write `not x is missing`" } else { "write `x is missing`; values are compared with `=`" };
        self.wrong(self.span(), format!("expected `missing` after `is`, found {}", self.called()), help)
    }

    fn list(&mut self) -> Parsed<Vec<Tree>> {
        if !self.take("[") {
            let help = "write the values in square brackets: city in ['Shanghai', 'Hangzhou']";
            return self.wrong(self.span(), format!("expected `[` after `in`, found {}", self.called()), help);
        }
        let items = self.parts(Strength::Sum, "]")?;
        match items.is_empty() {
            true => self.wrong(self.last_span(), "this list is empty, so nothing is in it", "write at least one value"),
            false => Ok(items),
        }
    }

    /// Parts between commas up to a closing sign.
    fn parts(&mut self, strength: Strength, close: &str) -> Parsed<Vec<Tree>> {
        let mut parts = Vec::new();
        if self.take(close) {
            return Ok(parts);
        }
        loop {
            parts.push(self.expression(strength)?);
            if self.take(close) {
                return Ok(parts);
            }
            if !self.take(",") {
                let message = format!("expected `,` or `{close}`, found {}", self.called());
                let help = self.word_help();
                let help = if help.is_empty() {
                    format!("put a comma between the values, and `{close}` behind the last")
                } else {
                    help
                };
                return self.wrong(self.span(), message, help);
            }
        }
    }

    fn prefixed(&mut self, least: Strength) -> Parsed<Tree> {
        let start = self.span().start;
        if self.sign() == Some("not") {
            if least > Strength::Not {
                let help = "`not` stands before a whole condition; put brackets round it: (not x)";
                return self.wrong(self.span(), "`not` does not stand here", help);
            }
            self.at += 1;
            let operand = self.expression(Strength::Not)?;
            return Ok(Tree { kind: TreeKind::Not(Box::new(operand)), span: start..self.end_of_last() });
        }
        if self.take("-") {
            let operand = self.expression(Strength::Negative)?;
            return Ok(Tree { kind: TreeKind::Negative(Box::new(operand)), span: start..self.end_of_last() });
        }
        self.primary()
    }

    fn primary(&mut self) -> Parsed<Tree> {
        let Token { kind, span } = self.token().clone();
        if kind == TokenKind::Sign("(") {
            self.at += 1;
            let inner = self.expression(Strength::Or)?;
            if !self.take(")") {
                let message = format!("expected `)`, found {}", self.called());
                let opened = format!("the bracket opened at character {} is not closed", self.character(span.start));
                return self.wrong(
                    self.span(),
                    message,
                    if self.word_help().is_empty() { opened } else { self.word_help() },
                );
            }
            return Ok(Tree { kind: inner.kind, span: span.start..self.end_of_last() });
        }
        let kind = match kind {
            TokenKind::Number(number) => TreeKind::Number(number),
            TokenKind::Date(day) => TreeKind::Date(day),
            TokenKind::Text(text) => TreeKind::Text(text),
            TokenKind::Name(name) => {
                self.at += 1;
                return self.named(name, span);
            }
            TokenKind::Sign(_) | TokenKind::End => {
                let help = if self.text.trim().is_empty() {
                    "write a condition such as revenue >= 10_000"
                } else {
                    "a value is a number, a date, a name, or a text in quotes"
                };
                return self.wrong(span, format!("expected a value, found {}", self.called()), help);
            }
        };
        self.at += 1;
        Ok(Tree { kind, span })
    }

    /// A name, or a function with its arguments.
    fn named(&mut self, name: String, span: Range<usize>) -> Parsed<Tree> {
        let quoted = self.text[span.clone()].starts_with('`');
        if quoted || !self.take("(") {
            return Ok(Tree { kind: TreeKind::Name(name), span });
        }
        let arguments = self.parts(Strength::Or, ")")?;
        Ok(Tree { span: span.start..self.end_of_last(), kind: TreeKind::Call(name, span, arguments) })
    }

    fn last_span(&self) -> Range<usize> {
        self.tokens[self.at.saturating_sub(1)].span.clone()
    }

    fn end_of_last(&self) -> usize {
        self.last_span().end
    }

    fn character(&self, byte: usize) -> usize {
        self.text[..byte].chars().count() + 1
    }

    /// Something follows that belongs to nothing.
    fn surplus(&self) -> Unreadable {
        let message = match self.sign() {
            Some(")") => {
                return Unreadable::new(
                    self.span(),
                    "this bracket closes nothing",
                    "take it out, or open one before it",
                );
            }
            _ => format!("expected a sign such as `and` or `>=` before {}", self.called()),
        };
        let help = self.word_help();
        let help = if help.is_empty() {
            "join conditions with `and` or `or`, and compare values with `=`, `>=` …"
        } else {
            &help
        };
        Unreadable::new(self.span(), message, help)
    }

    /// What to write instead of the token that is no sign.
    fn word_help(&self) -> String {
        let TokenKind::Name(name) = self.kind() else { return String::new() };
        match name.to_lowercase().as_str() {
            word @ ("and" | "or" | "not" | "in" | "is") => format!("write `{word}` in small letters"),
            "且" | "并且" | "和" => "write `and`".to_owned(),
            "或" | "或者" => "write `or`".to_owned(),
            _ => String::new(),
        }
    }
}

fn is_comparison(sign: &str) -> bool {
    Comparison::from_sign(sign).is_some() || matches!(sign, "in" | "is" | "not")
}

#[cfg(test)]
mod tests;
