//! A starter rule file in words: its text, and what is said beside it.
//!
//! The comments give the list's own figures, and say why a line lies where it does.

use std::path::{MAIN_SEPARATOR, Path};

use super::figure::{Count, Style, percent};
use crate::language::Language;
use crate::number::Decimal;
use crate::result::starter::{Basis, Curve, Line, Measured, Recency, Subject};

mod page;
#[cfg(test)]
mod tests;

pub use page::{for_list, general};

/// The tiers of a starter by numbers, best first.
const LABELS: [&str; 3] = ["A", "B", "C"];
/// How many gaps are shown.
const GAPS: usize = 4;
/// Fewer customers than this draw no reliable curve.
const FEW: u64 = 20;

/// A rule file as commands take it: with a folder before it, as `-r` takes a bare name for a bundled rule.
pub fn file_in_commands(file: &Path) -> String {
    let name = file.display().to_string();
    quoted_for_shell(&if name.contains(['/', MAIN_SEPARATOR]) { name } else { format!("./{name}") })
}

/// What came of a list, line by line, and how it goes on.
pub fn summary(subject: &Subject, input: &Path, file: &str, language: Language) -> Vec<String> {
    let words = language.words();
    let mut lines = vec![words.starter_for(Count(subject.customers), &name(subject, language), &subject.column)];
    if let Basis::Measured(measured) = &subject.basis {
        let mut before = 0;
        for (line, label) in measured.curve.lines().iter().zip(LABELS) {
            let value = line.value.grouped(usize::from(line.value.scale()));
            lines.push(words.tier_from(label, &value, Count(line.part.customers - before)));
            before = line.part.customers;
        }
    }
    if subject.orders {
        lines.extend(words.orders_in_list().lines().map(str::to_owned));
    }
    let command = command(&input.display().to_string(), subject, file);
    lines.extend([words.check_the_file(file), words.use_the_file(&command)]);
    lines
}

/// The command that scores the list by the file.
fn command(list: &str, subject: &Subject, file: &str) -> String {
    let options = subject.options.iter().map(|(option, value)| format!(" {option} {}", quoted_for_shell(value)));
    format!("custclass score {}{} -r {file}", quoted_for_shell(list), options.collect::<String>())
}

/// What the column is called that customers are classified by.
fn name(subject: &Subject, language: Language) -> String {
    let [name, name_zh] = &subject.names;
    shown(if language.words().prefers_zh() { name_zh } else { name })
}

fn title(by: &str, language: Language) -> String {
    language.words().title_by(&shown(by))
}

/// The first lines: what this is, and how it is used.
fn head(subject: &Subject, file: &str, language: Language) -> String {
    let (list, by) = (shown(&subject.list), name(subject, language));
    let command = command(&subject.list, subject, file);
    language.words().starter_head(&list, Count(subject.customers), &by, file, &command)
}

/// The column, how many customers have a figure in it, and how these are spread.
fn measured(subject: &Subject, measured: &Measured, language: Language) -> Vec<String> {
    let (words, curve) = (language.words(), &measured.curve);
    let (name, header) = (name(subject, language), shown(&subject.header));
    let times = Decimal::ONE.shift(i32::from(measured.power)).map(|times| times.grouped(0)).unwrap_or_default();
    let column = match measured.power {
        0 => words.measured_column(&name, &header),
        _ => words.multiplied_column(&name, &header, &times),
    };
    let [with, without, missing, bad] = [curve.customers(), curve.without(), measured.missing, measured.bad].map(Count);
    let mut lines = vec![column, words.customers_with_figures(with, without, missing, bad)];
    lines.extend(concentration(&name, curve, language));
    let gaps = curve.gaps(GAPS);
    lines.extend((!gaps.is_empty()).then(|| words.widest_gaps().to_owned()));
    lines.extend(gaps.iter().map(|gap| {
        let (above, below) = (figure(curve, gap.above, language), figure(curve, gap.below, language));
        words.gap(&above, &below, Count(gap.part.customers), &percent(gap.part.of_customers, language))
    }));
    lines
}

/// How the sum is spread over the customers.
fn concentration(name: &str, curve: &Curve, language: Language) -> Vec<String> {
    let (words, customers) = (language.words(), curve.customers());
    if curve.distinct() == 1 {
        return vec![words.equal_figures(Count(customers))];
    }
    let Some((most, nearly_all)) = curve.bringing(per_cent(80)).zip(curve.bringing(per_cent(95))) else {
        return vec![words.nothing_to_share().to_owned()];
    };
    let mut lines = vec![words.how_it_is_spread(name)];
    lines.extend([1, 5, 10, 20, 50].map(|share| {
        let part = curve.best(per_cent(share));
        words.first_bring(share, Count(part.customers), &percent(part.of_sum.unwrap_or_default(), language))
    }));
    let [of_most, of_nearly_all] = [most, nearly_all].map(|part| percent(part.of_customers, language));
    let [most, nearly_all] = [most, nearly_all].map(|part| Count(part.customers));
    lines.push(words.eighty_and_ninety_five(most, &of_most, nearly_all, &of_nearly_all));
    let verdict = match curve.best(per_cent(20)).of_sum.unwrap_or_default() {
        share if share > per_cent(90) => words.more_concentrated(),
        share if share >= per_cent(70) => words.as_in_the_textbook(),
        _ => words.flatter(),
    };
    lines.push(verdict.to_owned());
    lines.extend((customers < FEW).then(|| words.few_customers(Count(customers))));
    lines
}

/// Why a line lies where it does, and who is in the tier.
fn line(subject: &Subject, curve: &Curve, label: &str, line: &Line, before: u64, language: Language) -> String {
    let (words, name) = (language.words(), name(subject, language));
    let exact = figure(curve, line.exact, language);
    let target = line.target.shift(2).map(|share| share.grouped(0)).unwrap_or_default();
    let aim = match line.by_sum {
        true => words.sum_reached(label, &target, &name, &exact),
        false => words.customers_reached(label, &target, &exact),
    };
    let why = match line.gap {
        Some(gap) => words.line_in_gap(&figure(curve, gap.above, language), &figure(curve, gap.below, language)),
        None => words.round_line().to_owned(),
    };
    let (customers, share) = (Count(line.part.customers - before), percent(line.part.of_customers, language));
    let of_sum = line.part.of_sum.map(|share| words.of_measure(&percent(share, language), &name)).unwrap_or_default();
    let who = match before {
        0 => words.best_reach_it(customers, &share, &of_sum),
        _ => words.more_reach_it(customers, &share, &of_sum),
    };
    format!("{aim}{why}\n{who}")
}

/// What the dates of the list say.
fn dates(recency: &Recency, language: Language) -> String {
    let [of_first, of_second] = recency.shares.map(|share| percent(share, language));
    language.words().dates_in_column(&shown(&recency.header), recency, &of_first, &of_second)
}

/// The words of a column and their shares.
fn shares(header: &str, shares: &[(String, Decimal)], language: Language) -> Vec<String> {
    let words = language.words();
    let word =
        |(word, share): &(String, Decimal)| format!("  {}{}{}", shown(word), words.colon(), percent(*share, language));
    let mut lines = vec![words.words_of_column(&shown(header))];
    lines.extend(shares.iter().map(word));
    lines.push(words.name_the_groups().to_owned());
    lines
}

fn figure(curve: &Curve, value: Decimal, language: Language) -> String {
    Style::Amount { whole: curve.is_whole() }.alone(value, language)
}

fn per_cent(share: u32) -> Decimal {
    Decimal::from_parts(i128::from(share), 2)
}

/// A text of the list on one line of a comment: without control characters, and not endless.
fn shown(text: &str) -> String {
    const LENGTH: usize = 60;
    let breaks = |c: char| {
        c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let line = text.chars().take(LENGTH).map(|c| if breaks(c) { ' ' } else { c }).collect::<String>();
    format!("{}{}", line.trim(), if text.chars().nth(LENGTH).is_some() { "…" } else { "" })
}

/// A word of a command as a shell takes it.
fn quoted_for_shell(word: &str) -> String {
    let word = shown(word);
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | '=' | ':' | ',' | '+');
    if !word.is_empty() && word.chars().all(plain) { word } else { format!("'{}'", word.replace('\'', "'\\''")) }
}
