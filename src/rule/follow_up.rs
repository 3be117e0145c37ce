//! Follow-up: when a tier's customers are to be contacted, reviewed, released, or fall by time alone.

use super::mistake::{Part, SettingMistake};
use super::settings::{Section, Setting};

/// A tier's follow-up keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// How often to contact.
    pub contact_every: Option<Period>,
    /// How soon after the customer appears the first contact is due.
    pub first_contact: Option<Period>,
    /// How often to review the tier.
    pub review_every: Option<Review>,
    /// After how long without contact the customer goes back into the pool.
    pub release_after: Option<Period>,
    /// The tier that the customer falls to by time alone.
    pub falls: Option<Falls>,
    /// A colour that marks the customer.
    pub mark: Option<String>,
}

/// How often a tier is reviewed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Review {
    /// At regular times.
    Every(Period),
    /// Now and then.
    Irregular,
}

/// A fall by time alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Falls {
    /// After how long.
    pub after: Period,
    /// The date field that the time counts from.
    pub since: String,
    /// The label of the tier that the customer falls to.
    pub to: String,
}

/// A span of time from `due` to `overdue`: due from the first figure, overdue after the second.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// From when it is due.
    pub due: u32,
    /// After when it is overdue; the same as `due` where only one figure is given.
    pub overdue: u32,
    /// What the figures count.
    pub unit: Unit,
}

/// What a period counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Hours; a date knows no hours, so 24 of them are a day, begun ones rounded up.
    Hours,
    /// Days.
    Days,
    /// Weeks of seven days.
    Weeks,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
    /// Times a week.
    PerWeek,
    /// Times a month of thirty days.
    PerMonth,
    /// Times a year of 365 days.
    PerYear,
}

const UNITS: &[(&str, Unit)] = &[
    ("hour", Unit::Hours),
    ("hours", Unit::Hours),
    ("day", Unit::Days),
    ("days", Unit::Days),
    ("week", Unit::Weeks),
    ("weeks", Unit::Weeks),
    ("month", Unit::Months),
    ("months", Unit::Months),
    ("year", Unit::Years),
    ("years", Unit::Years),
    ("per week", Unit::PerWeek),
    ("per month", Unit::PerMonth),
    ("per year", Unit::PerYear),
];

/// The units of periods as they are written.
pub fn unit_names() -> impl Iterator<Item = &'static str> {
    UNITS.iter().map(|(name, _)| *name)
}

impl Period {
    /// `7 days`, `48-72 hours`, `8 per month`, `same day`.
    pub fn parse(text: &str) -> Option<Period> {
        let text = text.trim();
        if text == "same day" {
            return Some(Period { due: 0, overdue: 0, unit: Unit::Days });
        }
        let digits = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '-' | '–')))?;
        let (figures, unit) = text.split_at(digits);
        let unit = UNITS.iter().find(|(name, _)| *name == unit.trim())?.1;
        let (due, overdue) = figures.split_once(['-', '–']).unwrap_or((figures, figures));
        let (due, overdue) = (due.parse().ok()?, overdue.parse().ok()?);
        let per = matches!(unit, Unit::PerWeek | Unit::PerMonth | Unit::PerYear);
        (due <= overdue && !(per && due == 0)).then_some(Period { due, overdue, unit })
    }
}

impl FollowUp {
    /// Reads a tier's follow-up keys.
    pub(super) fn read(section: &Section<'_>) -> FollowUp {
        FollowUp {
            contact_every: period(section, "contact_every"),
            first_contact: period(section, "first_contact"),
            review_every: review(section),
            release_after: period(section, "release_after"),
            falls: falls(section),
            mark: section.color("mark"),
        }
    }

    /// Whether there is nothing to follow up.
    pub fn is_empty(&self) -> bool {
        *self == FollowUp::default()
    }
}

fn period(section: &Section<'_>, key: &'static str) -> Option<Period> {
    let text = section.text(key)?;
    let period = Period::parse(text);
    if period.is_none() {
        let mistake = SettingMistake::NotAPeriod { text: text.to_owned() };
        section.complaints().error(&section.get(key)?.span, mistake);
    }
    period
}

fn review(section: &Section<'_>) -> Option<Review> {
    match section.get("review_every").map(|node| &node.value) {
        Some(Setting::Text { text, .. }) if text == "irregular" => Some(Review::Irregular),
        _ => period(section, "review_every").map(Review::Every),
    }
}

fn falls(section: &Section<'_>) -> Option<Falls> {
    let falls = section.section("falls", Part::Fall)?;
    let after = period(&falls, "after");
    let since = falls.needed_text("since", "since = \"talks_since\"").map(str::to_owned);
    let to = falls.needed_text("to", "to = \"B\"").map(str::to_owned);
    falls.finish();
    Some(Falls { after: after?, since: since?, to: to? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_one_figure_or_two() {
        assert_eq!(Period::parse("7 days"), Some(Period { due: 7, overdue: 7, unit: Unit::Days }));
        assert_eq!(Period::parse("48-72 hours"), Some(Period { due: 48, overdue: 72, unit: Unit::Hours }));
        assert_eq!(Period::parse("8 per month"), Some(Period { due: 8, overdue: 8, unit: Unit::PerMonth }));
        assert_eq!(Period::parse("same day"), Some(Period { due: 0, overdue: 0, unit: Unit::Days }));
    }

    #[test]
    fn what_is_no_period_is_none() {
        for text in ["", "days", "7", "7 moons", "9-3 days", "0 per week", "-3 days"] {
            assert_eq!(Period::parse(text), None, "{text:?}");
        }
    }
}
