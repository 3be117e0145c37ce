//! Follow-up: cadences, and why somebody is to be contacted, goes back into the pool or falls.

use super::figure::Count;
use crate::language::Language;
use crate::result::due::Status;
use crate::rule::follow_up::{DueDays, Period, Unit};
use crate::rule::tier::Tier;

/// `7`, `48–72`.
pub(super) fn figures(period: Period) -> String {
    let Period { due, overdue, .. } = period;
    if due == overdue { due.to_string() } else { format!("{due}–{overdue}") }
}

/// Whether a unit says how many times something is done in a span of time.
pub(super) fn is_rate(unit: Unit) -> bool {
    matches!(unit, Unit::PerWeek | Unit::PerMonth | Unit::PerYear)
}

/// When a tier's customers are contacted, reviewed, released; what they fall to; how they are marked. `called` says what people call a
/// column, and `tiers` are all of the rule's.
pub fn cadence(tier: &Tier, tiers: &[Tier], called: impl Fn(&str) -> String, language: Language) -> Vec<String> {
    let (words, follow_up) = (language.words(), &tier.follow_up);
    let falls = follow_up.falls.as_ref().map(|falls| {
        let to = tiers.iter().find(|tier| tier.label == falls.to);
        let to = to.map_or(falls.to.as_str(), |tier| super::label(tier, language));
        words.fall_line(falls.after, &called(&falls.since), to)
    });
    let lines = [
        follow_up.contact_every.map(|every| words.contact_line(every)),
        follow_up.first_contact.map(|first| words.first_contact_line(first)),
        follow_up.release_after.map(|after| words.release_line(after)),
        falls,
        follow_up.review_every.as_ref().map(|every| words.review_line(every)),
        (follow_up.days != DueDays::default()).then(|| words.due_days_line(&follow_up.days)),
        follow_up.mark.as_deref().map(|mark| words.mark_line(&super::color(mark, language))),
        super::script(tier, language).map(|script| words.script_line(&script.written())),
    ];
    lines.into_iter().flatten().collect()
}

/// What a calendar says of a customer: `overdue: Ann Ltd (17)`.
pub fn event(status: Status, name: &str, id: &str, language: Language) -> String {
    let words = language.words();
    let who = match (name, id) {
        ("", one) | (one, "") => one.to_owned(),
        (name, id) => words.aside(name, id),
    };
    format!("{}{}{who}", words.due_status(status), words.colon())
}

/// How many customers stand how, of all: `12 overdue, 3 due, 5 upcoming within 7 days`.
pub fn due_counts(counts: [u64; Status::ALL.len()], within: u32, language: Language) -> String {
    let words = language.words();
    let always = [Status::Overdue, Status::Due, Status::Ahead];
    let shown =
        Status::ALL.into_iter().zip(counts).filter(|(status, customers)| *customers > 0 || always.contains(status));
    let counted = shown.map(|(status, customers)| match status {
        Status::Ahead => words.due_count_within(Count(customers), words.due_status(status), within),
        _ => words.due_count(Count(customers), words.due_status(status)),
    });
    counted.collect::<Vec<_>>().join(words.clause_comma())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    fn parsed(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    #[test]
    fn a_period_is_said_in_both_languages() {
        let both = |text| Language::ALL.map(|language| language.words().period(parsed(text)));
        assert_eq!(both("1 month"), ["1 month", "1 个月"]);
        assert_eq!(both("48-72 hours"), ["48–72 hours", "48–72 小时"]);
        assert_eq!(both("8 per month"), ["8 per month", "每月 8 次"]);
        assert_eq!(both("same day"), ["the same day", "当天"]);
    }

    #[test]
    fn why_somebody_is_to_be_contacted_is_said_in_both_languages() {
        let about = |said: fn(&dyn Words, Period) -> String, text| {
            Language::ALL
                .map(|language| language.words().about_label("grade", "A", &said(language.words(), parsed(text))))
        };
        let contact = |text| about(|words, every| words.contact(every), text);
        let first = |text| about(|words, within| words.first_contact(within), text);
        assert_eq!(contact("7 days"), ["grade A: contact every 7 days", "grade A：应每 7 天联系一次"]);
        assert_eq!(
            first("same day"),
            ["grade A: never contacted; contact the same day", "grade A：从未联系，应当天联系"]
        );
        assert_eq!(contact("8 per month"), ["grade A: contact 8 times per month", "grade A：应每月 8 次联系"]);
    }
}
