//! Dates with an English month: `5-Mar-26`, `Mar 5, 2026`, `Thursday, March 5th, 2026 10:30 AM`.

use super::{civil_days, figures, is_time, year_of};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The days since 1970-01-01 of a text in its plain form; `None` where it is no such date.
pub(super) fn read(text: &str) -> Option<i32> {
    // Most texts that are no numbers have no such letters.
    if !text.is_ascii() || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let (first, behind) = next(text)?;
    let (first, rest) = if is_short_for(first, &DAYS, 3) { next(behind)? } else { (first, behind) };
    let (second, rest) = next(rest)?;
    let (second, rest) = if second.eq_ignore_ascii_case("of") { next(rest)? } else { (second, rest) };
    let (third, rest) = next(rest)?;
    let date = match (month(first), month(second)) {
        (Some(month), None) => civil_days(year_of(third.as_bytes())?, month, day(second)?),
        (None, Some(month)) if first.len() == 4 && day(first).is_none() => {
            civil_days(year_of(first.as_bytes())?, month, day(third)?)
        }
        (None, Some(month)) => civil_days(year_of(third.as_bytes())?, month, day(first)?),
        _ => None,
    }?;
    let time = rest.trim_start_matches([' ', ',', 'T']);
    (rest.is_empty() || time.len() < rest.len() && is_time(time)).then_some(date)
}

/// The word or figure that comes next, and what stands behind it: a figure may have the ending of `5th`, and is set apart from a word next
/// to it otherwise (`05MAR2026`). The signs in front of it are passed over.
fn next(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start_matches([' ', '-', '/', '.', ',']);
    let is_figure = text.starts_with(|first: char| first.is_ascii_digit());
    let length =
        text.bytes().take_while(|byte| byte.is_ascii_digit() == is_figure && byte.is_ascii_alphanumeric()).count();
    let (token, rest) = text.split_at_checked(length).filter(|(token, _)| !token.is_empty())?;
    let ending = ["st", "nd", "rd", "th"].into_iter().find_map(|ending| {
        let end = rest.get(..2).filter(|_| is_figure)?;
        let is_last = !rest[2..].starts_with(|next: char| next.is_ascii_alphanumeric());
        (end.eq_ignore_ascii_case(ending) && is_last).then_some(2)
    });
    Some((token, &rest[ending.unwrap_or(0)..]))
}

fn day(text: &str) -> Option<u32> {
    figures(text.as_bytes()).filter(|_| text.len() <= 2)
}

fn month(text: &str) -> Option<u32> {
    let is =
        |month: &&str| is_short_for(text, &[month], 3) || text.eq_ignore_ascii_case("sept") && **month == *"september";
    (1..).zip(MONTHS).find(|(_, month)| is(month)).map(|(number, _)| number)
}

/// Whether a text is one of the words, whole or in its first `short` letters.
fn is_short_for(text: &str, words: &[&str], short: usize) -> bool {
    words.iter().any(|word| text.eq_ignore_ascii_case(word) || text.eq_ignore_ascii_case(&word[..short]))
}
