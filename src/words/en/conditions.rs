//! Conditions and values of rule files in words.

use crate::rule::expression::Comparison;
use crate::words::condition::Subject;

sentences! {
    trait ConditionWords(self) {
        today => "today";
        any_holds(conditions: &[String]) => { chain(conditions, "or") };
        all_hold(conditions: &[String]) => { chain(conditions, "and") };
        is_yes(name) => "{name}: yes";
        is_no(name) => "{name}: no";
        is_blank(name: Subject<'_>) => { format!("{name} {} blank", is_or_are(name)) };
        is_filled_in(name: Subject<'_>) => { format!("{name} {} filled in", is_or_are(name)) };
        is_not_so(condition) => "not ({condition})";
        compares(left: Subject<'_>, comparison: Comparison, right, dates: bool) => {
            let is_given = right == self.today() || right.starts_with(|first: char| first.is_ascii_digit());
            let comparison = match (comparison, dates) {
                (Comparison::Equal, true) if !is_given => "the same day as ",
                (Comparison::Unequal, true) if !is_given => "not the same day as ",
                (Comparison::Equal, _) => "",
                (Comparison::Unequal, _) => "not ",
                (Comparison::AtLeast, true) => "on or after ",
                (Comparison::AtLeast, false) => "at least ",
                (Comparison::Greater, true) => "after ",
                (Comparison::Greater, false) => "more than ",
                (Comparison::AtMost, true) => "on or before ",
                (Comparison::AtMost, false) => "at most ",
                (Comparison::Less, true) => "before ",
                (Comparison::Less, false) => "less than ",
            };
            format!("{left} {} {comparison}{right}", is_or_are(left))
        };
        time_apart(date, comparison: Comparison, figure, months: bool, since: bool) => {
            let (unit, from) = (if months { "months" } else { "days" }, if since { "since" } else { "until" });
            format!("{} {figure} {} {from} {date}", how_many(comparison), counted(figure, unit))
        };
        has_come(date, beside_today: Comparison) => {
            let said = match beside_today {
                Comparison::Equal => "is today",
                Comparison::Unequal => "is not today",
                Comparison::AtMost => "has come",
                Comparison::Less => "has passed",
                Comparison::AtLeast => "has not passed",
                Comparison::Greater => "is still to come",
            };
            format!("{date} {said}")
        };
        date_moved(date, figure, months: bool, back: Option<bool>) => {
            let (unit, back) = (if months { "months" } else { "days" }, if back == Some(true) { "back " } else { "" });
            format!("({date} moved {back}by {figure} {})", counted(figure, unit))
        };
        so_many_hold(comparison: Comparison, figure, parts: &[String]) => {
            let hold = if figure == "1" { "holds" } else { "hold" };
            format!("{} {figure} of these {hold} ({})", how_many(comparison), parts.join("; "))
        };
        more_words_listed(more: usize) => "{more} more";
        share_of(share, whole) => "{share} of {whole}";
        unless_blank(value, otherwise) => "{value} ({otherwise} where blank)";
        is_one_of(left: Subject<'_>, words: &[String]) => { format!("{left} {} {}", is_or_are(left), listed(words, " or ")) };
        is_none_of(left: Subject<'_>, words: &[String]) => { format!("{left} {} none of {}", is_or_are(left), listed(words, " and ")) };
        function(name, parts: &[String], dates: bool) -> Option<String> => {
            Some(match (name, parts) {
                ("days_since", [date]) => format!("the days since {date}"),
                ("days_until", [date]) => format!("the days until {date}"),
                ("months_since", [date]) => format!("the months since {date}"),
                ("months_until", [date]) => format!("the months until {date}"),
                ("year", [date]) => format!("the year of {date}"),
                ("coalesce", parts) => format!("({}, whichever is filled in first)", listed(parts, " or ")),
                ("if", [condition, then]) => format!("{then} (only where {condition})"),
                ("if", [condition, then, otherwise]) => format!("({then} if {condition}, otherwise {otherwise})"),
                ("count", parts) => format!("how many of these hold ({})", parts.join("; ")),
                ("at_least", [least, parts @ ..]) => self.so_many_hold(Comparison::AtLeast, least, parts),
                ("has_tag", [tags, tag]) => format!("{tags} has “{tag}”"),
                ("contains", [text, part]) => format!("{text} contains “{part}”"),
                ("max", parts) => format!("the {} of {}", if dates { "later" } else { "larger" }, listed(parts, " and ")),
                ("min", parts) => format!("the {} of {}", if dates { "earlier" } else { "smaller" }, listed(parts, " and ")),
                ("abs", [number]) => format!("the size of {number}"),
                ("round", [number]) => format!("{number}, rounded"),
                _ => return None,
            })
        };
    }
}

fn how_many(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Equal => "exactly",
        Comparison::Unequal => "other than",
        Comparison::AtLeast => "at least",
        Comparison::Greater => "more than",
        Comparison::AtMost => "at most",
        Comparison::Less => "less than",
    }
}

/// `1 month`, `2 months`.
fn counted(figure: &str, unit: &'static str) -> &'static str {
    if figure == "1" { unit.trim_end_matches('s') } else { unit }
}

fn is_or_are(subject: Subject<'_>) -> &'static str {
    if !subject.is_one && is_plural(subject.text) { "are" } else { "is" }
}

/// Whether a name is one of several things: `orders`, `days to pay`.
fn is_plural(name: &str) -> bool {
    let starts = |beginnings: &[&str]| beginnings.iter().any(|beginning| name.starts_with(beginning));
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    (name.ends_with('s') && !ends(&["ss", "us", "is"])) || starts(&["days ", "the days ", "the months "])
}

/// `a, b, and c`; two parts need no comma.
fn chain(parts: &[String], word: &str) -> String {
    match parts {
        [one, other] => format!("{one} {word} {other}"),
        [first @ .., last] if !first.is_empty() => format!("{}, {word} {last}", first.join(", ")),
        _ => parts.concat(),
    }
}

/// `a, b or c`.
fn listed(words: &[String], last: &str) -> String {
    match words {
        [first @ .., end] if !first.is_empty() => format!("{}{last}{end}", first.join(", ")),
        _ => words.concat(),
    }
}
