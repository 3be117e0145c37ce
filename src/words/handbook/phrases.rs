//! What the pages of the handbook say, where it takes more than the facts as they stand.

use crate::language::Language;

/// A field's type, and whether it is needed.
pub fn field_kind(kind: &str, optional: bool, instead: &[String], language: Language) -> String {
    match (optional, instead) {
        (true, _) => language.words().may_be_left_out(kind),
        (false, []) => kind.to_owned(),
        (false, others) => language.words().others_instead(kind, others),
    }
}

/// How many headers of a field a page shows: in its own language, and in the other.
const HEADERS: (usize, usize) = (8, 3);

/// The headers that a field goes by.
pub fn headers(headers: &[String], language: Language) -> String {
    let words = language.words();
    let own = headers.iter().filter(|header| words.is_own(header)).take(HEADERS.0);
    let others = headers.iter().filter(|header| !words.is_own(header)).take(HEADERS.1);
    words.headers(&own.chain(others).cloned().collect::<Vec<_>>(), headers.len())
}

/// The words of a choice.
pub fn choice(choices: &[Vec<String>], language: Language) -> String {
    let said = choices.iter().map(|spellings| spellings.join(" / ")).collect::<Vec<_>>();
    language.words().words_of_choice(&said.join(language.words().semicolon()))
}

/// A column, or the first of several that the list has.
pub fn first_of(columns: &[String], language: Language) -> String {
    match columns {
        [one] => one.clone(),
        several => language.words().first_in_list(several),
    }
}

/// A column, or any of several.
pub fn any_of(columns: &[String], language: Language) -> String {
    columns.join(language.words().or())
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The figure.
    pub text: String,
    /// Whether it belongs to the range.
    pub inclusive: bool,
}

/// A range as a rule file writes it.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// Its lower end.
    pub lower: Option<Edge>,
    /// Its upper end.
    pub upper: Option<Edge>,
}

/// A range in words. What the better tier before it takes is left out of it: behind `min = 500,000` a `min = 100,000` is `100,000 to
/// under 500,000`.
pub fn bounds(own: &Bounds, before: &Bounds, last: bool, language: Language) -> String {
    let outside = |edge: &Edge| Edge { inclusive: !edge.inclusive, ..edge.clone() };
    let mut lower = own.lower.clone();
    let mut upper = own.upper.clone();
    if upper.is_none() && before.upper.is_none() {
        upper = before.lower.as_ref().map(outside);
    }
    if lower.is_none() && before.lower.is_none() {
        lower = before.upper.as_ref().map(outside);
    }
    let nothing = own.lower.is_none() && own.upper.is_none();
    if nothing && last && before.lower.is_some() == before.upper.is_some() {
        return language.words().everything_else().to_owned();
    }
    language.words().range(lower.as_ref(), upper.as_ref())
}

/// A range that is another one in each group: `East: 250,000 and more; West: 100,000 and more`. Where all are alike it is told once.
pub fn by_group(ranges: &[(&str, String)], language: Language) -> String {
    let words = language.words();
    match ranges {
        [(_, first), rest @ ..] if rest.iter().all(|(_, range)| range == first) => first.clone(),
        _ => {
            let said = ranges.iter().map(|(group, range)| format!("{group}{}{range}", words.colon()));
            said.collect::<Vec<_>>().join(words.semicolon())
        }
    }
}

/// Who gets a class.
pub fn condition(first: Option<&str>, when: Option<&str>, language: Language) -> String {
    let words = language.words();
    match (first, when) {
        (None, None) => words.everybody_else().to_owned(),
        (None, Some(when)) => when.to_owned(),
        (Some(first), None) => words.tested_first(first),
        (Some(first), Some(when)) => words.tested_first_and_also(first, when),
    }
}

/// How many words of a class a page shows.
const VALUES: usize = 16;

/// The words of a class.
pub fn values(values: &[String], language: Language) -> String {
    let words = language.words();
    let shown = &values[..values.len().min(VALUES)];
    let text = shown.join(words.comma());
    match values.len() - shown.len() {
        0 => text,
        more => words.and_more(&text, more, values.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_its_own_range_unless_all_are_alike() {
        let edge = |text: &str| Some(Edge { text: text.to_owned(), inclusive: true });
        let range = |figure: &str| {
            bounds(&Bounds { lower: edge(figure), upper: None }, &Bounds::default(), false, Language::En)
        };
        let ranges = [("East", range("250,000")), ("West", range("100,000"))];
        assert_eq!(by_group(&ranges, Language::En), "East: 250,000 and more; West: 100,000 and more");
        assert_eq!(by_group(&ranges[..1], Language::En), "250,000 and more");
    }
}
