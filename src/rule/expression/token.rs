//! An expression's text in tokens: numbers, dates, names, quoted texts, signs and words.

use std::ops::Range;

use jiff::civil::Date;
use winnow::combinator::{alt, delimited, not, opt};
use winnow::error::EmptyError;
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{one_of, take_till, take_while};

use crate::date::Day;
use crate::number::decimal::Decimal;
use crate::rule::figure::number_or_percentage;

/// A token and where it stands: bytes from the beginning of the expression.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Range<usize>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) enum TokenKind {
    /// `10_000`, `0.5`, `95%` (which is 0.95).
    Number(Decimal),
    /// `2026-01-31`.
    Date(Day),
    /// A field, a function …; in backticks it may hold anything.
    Name(String),
    /// A text in single or double quotes.
    Text(String),
    /// `(`, `<=` …, and the words `and`, `or`, `not`, `in`, `is`.
    Sign(&'static str),
    /// The end of the expression.
    End,
}

impl TokenKind {
    /// What the token is in a complaint.
    pub fn called(&self, text: &str) -> String {
        match self {
            TokenKind::End => "the end".to_owned(),
            _ => format!("`{text}`"),
        }
    }
}

/// What is wrong with a text that is no sequence of tokens.
#[derive(Debug, PartialEq)]
pub(super) struct Unreadable {
    pub span: Range<usize>,
    pub message: String,
    pub help: String,
}

impl Unreadable {
    #[track_caller]
    pub fn new(span: Range<usize>, message: impl Into<String>, help: impl Into<String>) -> Unreadable {
        #[cfg(test)]
        crate::rule::settings::inventory::note();
        Unreadable { span, message: message.into(), help: help.into() }
    }
}

type Input<'s> = LocatingSlice<&'s str>;
type Parsed<T> = Result<T, EmptyError>;

/// The words that are no names.
pub(super) const WORDS: [&str; 5] = ["and", "or", "not", "in", "is"];

/// Longer signs before those that they begin with.
const SIGNS: [&str; 16] = ["!=", "<=", ">=", "<", ">", "=", "-", "+", "*", "/", "(", ")", ",", "[", "]", "\u{2212}"];

/// The tokens of a text, the end among them.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Unreadable> {
    let mut input = LocatingSlice::new(text);
    let mut tokens = Vec::new();
    loop {
        let _: Parsed<&str> = take_while(0.., char::is_whitespace).parse_next(&mut input);
        let rest: &str = input.as_ref();
        let start = text.len() - rest.len();
        if rest.is_empty() {
            tokens.push(Token { kind: TokenKind::End, span: start..start });
            return Ok(tokens);
        }
        match token.with_span().parse_next(&mut input) {
            Ok((Ok(kind), span)) => tokens.push(Token { kind, span }),
            Ok((Err(wrong), span)) => return Err(Unreadable::new(span, wrong.0, wrong.1)),
            Err(_) => return Err(unreadable(text, start)),
        }
    }
}

/// A token that has the form of one but means nothing: message and help.
type Wrong = (String, String);

fn token(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    alt((date, number, name, backticked.map(|name| Ok(TokenKind::Name(name))), quoted, sign)).parse_next(input)
}

fn is_word_part(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn digits<'s>(input: &mut Input<'s>) -> Parsed<&'s str> {
    (one_of('0'..='9'), take_while(0.., ('0'..='9', '_'))).take().parse_next(input)
}

fn date(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    let figures = |count: usize| take_while(count..=count, '0'..='9');
    let (year, _, month, _, day): (&str, _, &str, _, &str) =
        (figures(4), '-', figures(2), '-', figures(2)).parse_next(input)?;
    not(one_of(|character: char| is_word_part(character) || character == '-')).parse_next(input)?;
    let known = year.parse::<i16>().ok().zip(month.parse::<i8>().ok()).zip(day.parse::<i8>().ok());
    let date = known.and_then(|((year, month), day)| Date::new(year, month, day).ok());
    Ok(match date.filter(|date| date.year() > 0) {
        Some(date) => Ok(TokenKind::Date(date.into())),
        None => Err((
            format!("there is no day {year}-{month}-{day}"),
            "a date is written year-month-day, as in 2026-01-31".to_owned(),
        )),
    })
}

fn number(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    let text: &str = (digits, opt(('.', digits)), opt('%')).take().parse_next(input)?;
    not(one_of(|character: char| is_word_part(character) || character == '.')).parse_next(input)?;
    Ok(match number_or_percentage(text) {
        Some(number) => Ok(TokenKind::Number(number)),
        None => Err((format!("{text} cannot be read as a number"), "a number has up to 38 digits".to_owned())),
    })
}

fn name(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    let first = |character: char| is_word_part(character) && !character.is_numeric();
    let text: &str = (one_of(first), take_while(0.., is_word_part)).take().parse_next(input)?;
    let word = WORDS.iter().find(|word| **word == text);
    Ok(Ok(word.map_or_else(|| TokenKind::Name(text.to_owned()), |word| TokenKind::Sign(word))))
}

fn backticked(input: &mut Input<'_>) -> Parsed<String> {
    delimited('`', take_till(1.., '`'), '`').map(str::to_owned).parse_next(input)
}

fn quoted(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    let single = delimited('\'', take_till(0.., '\''), '\'');
    let double = delimited('"', take_till(0.., '"'), '"');
    alt((single, double)).map(|text: &str| Ok(TokenKind::Text(text.to_owned()))).parse_next(input)
}

fn sign(input: &mut Input<'_>) -> Parsed<Result<TokenKind, Wrong>> {
    let rest: &str = input.as_ref();
    if ["==", "<>", "=>", "=<", "=!"].iter().any(|wrong| rest.starts_with(wrong)) {
        return Err(EmptyError);
    }
    let mut found = SIGNS.into_iter().find(|sign| rest.starts_with(sign)).ok_or(EmptyError)?;
    found.parse_next(input)?;
    Ok(Ok(TokenKind::Sign(if found == "\u{2212}" { "-" } else { found })))
}

/// What people write instead of the signs that there are.
const INSTEAD: [(&str, &str); 30] = [
    ("==", "="),
    ("<>", "!="),
    ("=>", ">="),
    ("=<", "<="),
    ("=!", "!="),
    ("&&", "and"),
    ("||", "or"),
    ("&", "and"),
    ("|", "or"),
    ("!", "not"),
    ("≥", ">="),
    ("≤", "<="),
    ("≠", "!="),
    ("×", "*"),
    ("÷", "/"),
    ("^", "*"),
    ("（", "("),
    ("）", ")"),
    ("【", "["),
    ("】", "]"),
    ("，", ","),
    ("、", ","),
    ("＞", ">"),
    ("＜", "<"),
    ("＝", "="),
    ("“", "\""),
    ("”", "\""),
    ("‘", "'"),
    ("’", "'"),
    ("％", "%"),
];

fn unreadable(text: &str, start: usize) -> Unreadable {
    let rest = &text[start..];
    let first = rest.chars().next().unwrap_or(' ');
    let unclosed = [("'", "text"), ("\"", "text"), ("`", "name")].into_iter().find(|(mark, _)| rest.starts_with(mark));
    if let Some((mark, what)) = unclosed {
        let empty = rest.starts_with("``");
        let message = if empty { "this name is empty".to_owned() } else { format!("this {what} does not end") };
        let help = if empty { "write the name between the backticks" } else { "close it with the mark it began with:" };
        let help = if empty { help.to_owned() } else { format!("{help} {mark}") };
        return Unreadable::new(start..text.len(), message, help);
    }
    if first.is_ascii_digit() {
        let end = rest.find(|c: char| !is_word_part(c) && c != '.' && c != '%').unwrap_or(rest.len());
        let message = format!("`{}` is neither a number nor a name", &rest[..end]);
        let help = "a number is written 10_000, 0.5 or 95%; a name that begins with a digit stands in backticks";
        return Unreadable::new(start..start + end, message, help);
    }
    if first == '%' {
        let help = "write it right behind a number: 95%";
        return Unreadable::new(start..start + 1, "`%` stands alone here", help);
    }
    match INSTEAD.iter().find(|(wrong, _)| rest.starts_with(wrong)) {
        Some((wrong, right)) => Unreadable::new(
            start..start + wrong.len(),
            format!("`{wrong}` is not known here"),
            format!("write `{right}`"),
        ),
        None => Unreadable::new(
            start..start + first.len_utf8(),
            format!("`{first}` is not known here"),
            "names with other characters than letters, digits and `_` stand in backticks",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        let mut kinds = tokens(text).expect("tokens").into_iter().map(|token| token.kind).collect::<Vec<_>>();
        assert_eq!(kinds.pop(), Some(TokenKind::End));
        kinds
    }

    fn number(text: &str) -> TokenKind {
        TokenKind::Number(Decimal::parse(text).expect("a number"))
    }

    fn name(text: &str) -> TokenKind {
        TokenKind::Name(text.to_owned())
    }

    #[test]
    fn numbers_dates_names_and_texts_are_told_apart() {
        let found = kinds("10_000 95% 0.5 2026-01-31 2026-1-3 销售额 `a b` 'x' \"y\" and");
        let wanted = [
            number("10000"),
            number("0.95"),
            number("0.5"),
            TokenKind::Date(Day(20_484)),
            number("2026"),
            TokenKind::Sign("-"),
            number("1"),
            TokenKind::Sign("-"),
            number("3"),
            name("销售额"),
            name("a b"),
            TokenKind::Text("x".to_owned()),
            TokenKind::Text("y".to_owned()),
            TokenKind::Sign("and"),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn longer_signs_win() {
        assert_eq!(kinds("<= < >=!=-"), ["<=", "<", ">=", "!=", "-"].map(TokenKind::Sign));
    }

    #[test]
    fn a_mistake_points_at_its_place_and_says_what_to_write() {
        let cases = [
            ("a == b", 2..4, "write `=`"),
            ("a ≥ 5", 2..5, "write `>=`"),
            ("a > 95 %", 7..8, "write it right behind a number: 95%"),
            ("（a）", 0..3, "write `(`"),
            ("a = 'open", 4..9, "close it with the mark it began with: '"),
            ("2026-02-30", 0..10, "a date is written year-month-day, as in 2026-01-31"),
            (
                "5abc > 1",
                0..4,
                "a number is written 10_000, 0.5 or 95%; a name that begins with a digit stands in backticks",
            ),
        ];
        for (text, span, help) in cases {
            let wrong = tokens(text).expect_err(text);
            assert_eq!((wrong.span, wrong.help.as_str()), (span, help), "{text}");
        }
    }
}
