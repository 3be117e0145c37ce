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
use crate::rule::mistake::{ExpressionMistake, SignWord};

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

    /// What is wrong with the next token.
    fn wrong<T>(&self, mistake: ExpressionMistake) -> Parsed<T> {
        Err(Unreadable { span: self.span(), mistake })
    }

    /// The next token as it is written; nothing at the end.
    fn found(&self) -> Option<String> {
        (*self.kind() != TokenKind::End).then(|| self.text[self.span()].to_owned())
    }

    /// An expression made of signs that bind at least so strongly.
    fn expression(&mut self, least: Strength) -> Parsed<Tree> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return self.wrong(ExpressionMistake::TooDeep { most: MAX_DEPTH });
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
            _ => return self.wrong(ExpressionMistake::NotBehind),
        };
        let tree = Tree { span: start..self.end_of_last(), kind };
        match self.sign() {
            Some(sign) if is_comparison(sign) => self.wrong(ExpressionMistake::Chain),
            _ => Ok(tree),
        }
    }

    fn missing(&mut self) -> Parsed<()> {
        if *self.kind() == TokenKind::Name("missing".to_owned()) {
            self.at += 1;
            return Ok(());
        }
        let negated = self.sign() == Some("not");
        self.wrong(ExpressionMistake::IsWhat { found: self.found(), negated })
    }

    fn list(&mut self) -> Parsed<Vec<Tree>> {
        if !self.take("[") {
            return self.wrong(ExpressionMistake::InWhat { found: self.found() });
        }
        let items = self.parts(Strength::Sum, "]")?;
        match items.is_empty() {
            true => Err(Unreadable { span: self.last_span(), mistake: ExpressionMistake::EmptyList }),
            false => Ok(items),
        }
    }

    /// Parts between commas up to a closing sign.
    fn parts(&mut self, strength: Strength, close: &'static str) -> Parsed<Vec<Tree>> {
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
                let (found, word) = (self.found(), self.sign_word());
                return self.wrong(ExpressionMistake::NoComma { close, found, word });
            }
        }
    }

    fn prefixed(&mut self, least: Strength) -> Parsed<Tree> {
        let start = self.span().start;
        if self.sign() == Some("not") {
            if least > Strength::Not {
                return self.wrong(ExpressionMistake::NotWithin);
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
                let opened = self.character(span.start);
                let (found, word) = (self.found(), self.sign_word());
                return self.wrong(ExpressionMistake::OpenBracket { opened, found, word });
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
                let is_blank = self.text.trim().is_empty();
                return self.wrong(ExpressionMistake::ValueExpected { found: self.found(), is_blank });
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
        let mistake = match self.sign() {
            Some(")") => ExpressionMistake::LooseBracket,
            _ => ExpressionMistake::SignExpected { found: self.found(), word: self.sign_word() },
        };
        Unreadable { span: self.span(), mistake }
    }

    /// What to write instead of the next token, which is no sign.
    fn sign_word(&self) -> Option<SignWord> {
        let TokenKind::Name(name) = self.kind() else { return None };
        match name.to_lowercase().as_str() {
            word @ ("and" | "or" | "not" | "in" | "is") => Some(SignWord::Small(word.to_owned())),
            "且" | "并且" | "和" => Some(SignWord::Word("and")),
            "或" | "或者" => Some(SignWord::Word("or")),
            _ => None,
        }
    }
}

fn is_comparison(sign: &str) -> bool {
    Comparison::from_sign(sign).is_some() || matches!(sign, "in" | "is" | "not")
}

#[cfg(test)]
mod tests;
