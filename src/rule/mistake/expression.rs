//! Mistakes in expressions.

use std::fmt;

use super::Suggestion;
use crate::number::Decimal;
use crate::rule::scope::Type;

/// What takes a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// A sign or a word of expressions.
    Sign(&'static str),
    /// A function.
    Function(String),
    /// A function, as its first value.
    First(&'static str),
    /// A function, as its second value.
    Second(&'static str),
}

impl fmt::Display for Taker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Taker::Sign(sign) => write!(f, "`{sign}`"),
            Taker::Function(name) => f.write_str(name),
            Taker::First(name) => write!(f, "the first value of {name}"),
            Taker::Second(name) => write!(f, "the second value of {name}"),
        }
    }
}

/// A part of an expression beside another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// The part in the rule's words.
    pub words: String,
    /// The type of its value.
    pub kind: Type,
    /// Whether it is written in the rule: a number or a text, not a column.
    pub is_literal: bool,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is {}", self.words, self.kind)
    }
}

/// What a text has to be one of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// The words of a choice field.
    Field(String),
    /// The labels of an earlier rule.
    Rule(String),
    /// The texts of the expression itself.
    Expression,
}

impl fmt::Display for Whose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Whose::Field(name) => write!(f, "a word of `{name}`"),
            Whose::Rule(name) => write!(f, "a label of `{name}`"),
            Whose::Expression => f.write_str("a text of this expression"),
        }
    }
}

/// What to write instead of a function that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instead {
    /// `is missing`.
    IsMissing,
    /// `as_of`.
    AsOf,
    /// `or` and `and`.
    Joined,
    /// A function.
    Function(Suggestion),
}

impl fmt::Display for Instead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Instead::IsMissing => f.write_str("write `x is missing`"),
            Instead::AsOf => f.write_str(AS_OF),
            Instead::Joined => f.write_str("join conditions with `or` and `and`, or use at_least(1, …)"),
            Instead::Function(known) => known.fmt(f),
        }
    }
}

/// What to write instead of a word that is meant for a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignWord {
    /// The same in small letters.
    Small(String),
    /// The English word.
    Word(&'static str),
}

impl fmt::Display for SignWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SignWord::Small(word) => write!(f, "write `{word}` in small letters"),
            SignWord::Word(word) => write!(f, "write `{word}`"),
        }
    }
}

const AS_OF: &str = "write `as_of`, the day of the run";

/// What stands at a place of an expression; nothing at its end.
fn called(found: &Option<String>) -> String {
    found.as_ref().map_or_else(|| "the end".to_owned(), |text| format!("`{text}`"))
}

fn values(count: usize) -> String {
    if count == 1 { "1 value".to_owned() } else { format!("{count} values") }
}

/// A type that is wanted.
fn wanted_type(wanted: Option<Type>) -> &'static str {
    match wanted {
        Some(Type::Truth) => "a condition",
        Some(Type::Number) => "a number",
        Some(Type::Date) => "a date",
        Some(Type::Text) => "a text",
        Some(Type::Tags) => "tags",
        None => "numbers or dates",
    }
}

mistakes! {
    /// A mistake in an expression.
    ExpressionMistake {
        /// An expression that is not a text.
        NotQuoted { found: super::Found } =>
            format!("an expression stands in quotes, but this is {found}"),
            "write it in quotes: \"revenue >= 10_000\"";
        /// A value where a condition is wanted.
        NotACondition { value: Side } =>
            format!("this is {}, not a condition", value.kind),
            match value.kind {
                Type::Tags => format!("write has_tag({}, 'word')", value.words),
                Type::Text => format!("write {} = 'word'", value.words),
                Type::Date => format!("write {} >= 2026-01-31", value.words),
                Type::Number if value.is_literal => "write a condition such as revenue >= 10_000".to_owned(),
                Type::Number | Type::Truth => format!("write {} > 0", value.words),
            };
        /// The name of a function without its values.
        FunctionForValue { name: String, usage: &'static str } =>
            format!("`{name}` is a function"), format!("write {usage}");
        /// True or false.
        NoValue { name: String } =>
            format!("`{name}` is no value here"), "a yes/no field is a condition by itself: write `x` or `not x`";
        /// A name that people use for the day of the run.
        Today { name: String } => format!("unknown name `{name}`"), AS_OF;
        /// A bare word beside a column of texts.
        UnquotedText { name: String, column: String } =>
            format!("unknown name `{name}`"), format!("a text stands in quotes: {column} = '{name}'");
        /// A value of a type that is not wanted; `None` wants numbers or dates.
        WrongType { taker: Taker, wanted: Option<Type>, value: Side } =>
            format!("{taker} takes {}, but {value}", wanted_type(*wanted)),
            wrong_type(*wanted, value);
        /// Values without an order.
        NoOrder { sign: &'static str, left: String, right: String } =>
            format!("`{sign}` does not compare {left} and {right}"),
            "texts and conditions compare with `=` and `!=`";
        /// Values of two types.
        NotComparable { left: Side, right: Side } =>
            format!("{left}, {right}: they do not compare"), not_comparable(left, right);
        /// Values that `in` does not look for.
        NotIn { kind: Type } =>
            format!("`in` does not take {kind}"),
            "`in` looks for numbers, dates and texts; tags are asked for with has_tag(traits, 'word')";
        /// A text that the other side never is.
        NotAWord { text: String, whose: Whose, known: Suggestion } =>
            format!("\"{text}\" is not {whose}"), known.to_string();
        /// `unclassified`, which is no label.
        Unclassified { text: String, whose: Whose } =>
            format!("\"{text}\" is not {whose}"), "for customers without a label write `is missing`";
        /// There is no such function.
        UnknownFunction { name: String, instead: Instead } =>
            format!("unknown function `{name}`"), instead.to_string();
        /// A function with too few or too many values.
        WrongCount { name: String, least: usize, most: usize, found: usize, usage: &'static str } =>
            if least == most {
                format!("{name} takes {}, not {found}", values(*least))
            } else {
                format!("{name} takes {} or more, not {found}", values(*least))
            },
            match (name.as_str(), found) {
                ("round", 2) => "it rounds to whole numbers; for two decimals write round(x * 100) / 100".to_owned(),
                _ => format!("write {usage}"),
            };
        /// A date moved by a part of a day or month.
        NotWhole { name: String, number: Decimal } =>
            format!("{name} takes whole {}, not {number}", name.trim_start_matches("add_")), "write a whole number";
        /// `at_least` that never or always holds.
        IdleCount { holds: bool, conditions: usize } =>
            if *holds { "this always holds" } else { "this can never hold" },
            format!("write 1 to {conditions}, the number of conditions");
        /// Values of two types in one function.
        MixedTypes { name: String, first: Side, other: Side } =>
            format!("{name} takes values of one type: {first}, {other}"),
            "give it numbers only, or texts, dates or conditions only";
        /// Tags in a function that has no use for them.
        TakesNoTags { name: String } => format!("{name} does not take tags"), "use has_tag(traits, 'word')";
        /// `has_tag` of what has no tags.
        NotTagged { value: Side } =>
            format!("has_tag takes tags, but {value}"), "name a field of type \"tags\", such as traits";
        /// A text that is no tag.
        NoSuchTag { text: String } =>
            format!("no tag is \"{text}\""), "name one tag: has_tag(traits, 'calm') or has_tag(traits, 'thrifty')";

        /// Brackets within brackets.
        TooDeep { most: usize } =>
            format!("this expression nests more than {most} levels deep"),
            "name parts of it in [derive] and use the names";
        /// `x not in`.
        NotBehind => "`not` does not stand here", "write `not x in ['a', 'b']`";
        /// `a = not b`.
        NotWithin =>
            "`not` does not stand here", "`not` stands before a whole condition; put brackets round it: (not x)";
        /// `1 <= x < 5`.
        Chain =>
            "comparisons do not chain",
            "compare two values at a time and join the conditions with `and`: 1 <= x and x < 5";
        /// `is` without `missing`.
        IsWhat { found: Option<String>, negated: bool } =>
            format!("expected `missing` after `is`, found {}", called(found)),
            if *negated { "write `not x is missing`" } else { "write `x is missing`; values are compared with `=`" };
        /// `in` without a list.
        InWhat { found: Option<String> } =>
            format!("expected `[` after `in`, found {}", called(found)),
            "write the values in square brackets: city in ['Shanghai', 'Hangzhou']";
        /// `in []`.
        EmptyList => "this list is empty, so nothing is in it", "write at least one value";
        /// Neither a comma nor the end of a list.
        NoComma { close: &'static str, found: Option<String>, word: Option<SignWord> } =>
            format!("expected `,` or `{close}`, found {}", called(found)),
            match word {
                Some(word) => word.to_string(),
                None => format!("put a comma between the values, and `{close}` behind the last"),
            };
        /// A bracket is not closed.
        OpenBracket { opened: usize, found: Option<String>, word: Option<SignWord> } =>
            format!("expected `)`, found {}", called(found)),
            match word {
                Some(word) => word.to_string(),
                None => format!("the bracket opened at character {opened} is not closed"),
            };
        /// A sign or the end where a value is wanted.
        ValueExpected { found: Option<String>, is_blank: bool } =>
            format!("expected a value, found {}", called(found)),
            if *is_blank {
                "write a condition such as revenue >= 10_000"
            } else {
                "a value is a number, a date, a name, or a text in quotes"
            };
        /// A bracket was not opened.
        LooseBracket => "this bracket closes nothing", "take it out, or open one before it";
        /// Two values without a sign between them.
        SignExpected { found: Option<String>, word: Option<SignWord> } =>
            format!("expected a sign such as `and` or `>=` before {}", called(found)),
            match word {
                Some(word) => word.to_string(),
                None => "join conditions with `and` or `or`, and compare values with `=`, `>=` …".to_owned(),
            };

        /// A date that the calendar does not have.
        NoSuchDay { text: String } =>
            format!("there is no day {text}"), "a date is written year-month-day, as in 2026-01-31";
        /// A number of too many digits.
        NumberTooLong { text: String } =>
            format!("{text} cannot be read as a number"), "a number has up to 38 digits";
        /// A text in quotes does not end.
        OpenText { mark: &'static str } =>
            "this text does not end", format!("close it with the mark it began with: {mark}");
        /// A name in backticks does not end.
        OpenName => "this name does not end", "close it with the mark it began with: `";
        /// Two backticks with nothing between them.
        EmptyName => "this name is empty", "write the name between the backticks";
        /// A word that begins with a digit.
        NumberLikeName { text: String } =>
            format!("`{text}` is neither a number nor a name"),
            "a number is written 10_000, 0.5 or 95%; a name that begins with a digit stands in backticks";
        /// A percent sign without a number.
        LonePercent => "`%` stands alone here", "write it right behind a number: 95%";
        /// A sign of other languages.
        ForeignSign { sign: &'static str, right: &'static str } =>
            format!("`{sign}` is not known here"), format!("write `{right}`");
        /// A character that means nothing.
        UnknownSign { sign: char } =>
            format!("`{sign}` is not known here"),
            "names with other characters than letters, digits and `_` stand in backticks";
    }
}

fn wrong_type(wanted: Option<Type>, value: &Side) -> String {
    let words = &value.words;
    match (wanted, value.kind) {
        (Some(Type::Truth), Type::Number) => format!("compare it: {words} > 0"),
        (Some(Type::Truth), Type::Text) => format!("compare it: {words} = 'word'"),
        (Some(Type::Truth), Type::Date) => format!("compare it: {words} >= 2026-01-31"),
        (_, Type::Tags) => format!("ask for one of the tags: has_tag({words}, 'word')"),
        (Some(Type::Number), Type::Date) => {
            format!("days_since({words}) makes a number of it; add_days({words}, 30) moves it")
        }
        (Some(Type::Date), Type::Text | Type::Number) => "a date is written 2026-01-31, without quotes".to_owned(),
        (Some(Type::Number), Type::Text) if value.is_literal => {
            "numbers are written without quotes: 10_000, 25%".to_owned()
        }
        (Some(Type::Number), Type::Text) => format!("name a number field, or compare it: {words} = 'word'"),
        (Some(Type::Number), Type::Truth) => format!("count({}) makes 1 or 0 of it", without_brackets(words)),
        (Some(Type::Text), Type::Number) => format!("compare numbers with `=`, `>=` …: {words} >= 10"),
        (None, _) => "texts and conditions have no order".to_owned(),
        _ => format!("name {}", wanted_type(wanted)),
    }
}

/// A condition without the brackets around it.
pub fn without_brackets(words: &str) -> &str {
    words.strip_prefix('(').and_then(|words| words.strip_suffix(')')).unwrap_or(words)
}

/// Two sides in the order of their types.
pub fn by_type<'a>(left: &'a Side, right: &'a Side) -> (&'a Side, &'a Side) {
    if left.kind as u8 <= right.kind as u8 { (left, right) } else { (right, left) }
}

fn not_comparable(left: &Side, right: &Side) -> String {
    let (first, other) = by_type(left, right);
    let (a, b) = (&first.words, &other.words);
    match (first.kind, other.kind) {
        (Type::Number, Type::Date) => format!("compare days: days_since({b}); or write a date such as 2026-01-31"),
        (Type::Number, Type::Text) if other.is_literal => "numbers are written without quotes".to_owned(),
        (Type::Number, Type::Text) if first.is_literal => format!("write the text in quotes: '{a}'"),
        (Type::Number, Type::Text) => format!("`{b}` would have to be a number field"),
        (Type::Date, Type::Text) => "dates are written without quotes: 2026-01-31".to_owned(),
        (_, Type::Tags) => format!("ask for one of the tags: has_tag({b}, 'word')"),
        (Type::Number | Type::Date, Type::Truth) => format!("a condition stands by itself: {b}, or not {b}"),
        (Type::Truth, _) => format!("a condition stands by itself: {a}, or not {a}"),
        _ => String::new(),
    }
}
