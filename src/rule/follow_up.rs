//! Follow-up: when a tier's customers are to be contacted, reviewed, released, or fall by time alone.

use jiff::civil::Weekday;

use super::mistake::{Part, SettingMistake, TierMistake};
use super::settings::{Section, Setting, Span};
use crate::date::Day;
use crate::folding::folded;

/// What a script calls the day of the next contact, which is no field.
pub const NEXT_CONTACT: &str = "next_contact";

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
    /// The days on which something may be due.
    pub days: DueDays,
    /// A text to send or to say, with the customer's own words in it.
    pub script: Option<Script>,
    /// The same in Chinese.
    pub script_zh: Option<Script>,
}

/// The days on which something may be due. A date that is none of them moves to the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DueDays {
    /// One day of the week.
    pub check_on: Option<Weekday>,
    /// Monday to Friday.
    pub working_days: bool,
    /// The file of days off, as the rule names it, and where it does.
    pub holidays: Option<(String, Span)>,
    /// The days off that the file names, in order.
    pub days_off: Vec<Day>,
}

/// A text with places to fill in: `Dear {name}, …`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    /// The pieces, in order.
    pub pieces: Vec<Piece>,
}

/// A piece of a script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text as it stands.
    Text(String),
    /// What a column has for the customer, by the column's name.
    Column(String),
}

impl Script {
    /// The script in a text; `None` where a brace has no partner, or nothing stands between two.
    pub fn parse(text: &str) -> Option<Script> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(start) = rest.find(['{', '}']) {
            let (before, after) = rest.split_at(start);
            let name = after.strip_prefix('{')?;
            let end = name.find(['{', '}']).filter(|&end| name[end..].starts_with('}'))?;
            let column = name[..end].trim();
            if column.is_empty() {
                return None;
            }
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Column(column.to_owned()));
            rest = &name[end + 1..];
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(|piece| *piece != Piece::Text(String::new()));
        Some(Script { pieces })
    }

    /// The columns that are filled in.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Column(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text with every column filled in.
    pub fn filled(&self, mut cell: impl FnMut(&str) -> String) -> String {
        let text = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Column(name) => cell(name),
        };
        self.pieces.iter().map(text).collect()
    }

    /// The script as it was written.
    pub fn written(&self) -> String {
        self.filled(|name| format!("{{{name}}}"))
    }
}

const WEEKDAYS: [(Weekday, [&str; 4]); 7] = [
    (Weekday::Monday, ["Monday", "Mon", "星期一", "周一"]),
    (Weekday::Tuesday, ["Tuesday", "Tue", "星期二", "周二"]),
    (Weekday::Wednesday, ["Wednesday", "Wed", "星期三", "周三"]),
    (Weekday::Thursday, ["Thursday", "Thu", "星期四", "周四"]),
    (Weekday::Friday, ["Friday", "Fri", "星期五", "周五"]),
    (Weekday::Saturday, ["Saturday", "Sat", "星期六", "周六"]),
    (Weekday::Sunday, ["Sunday", "Sun", "星期日", "周日"]),
];

fn weekday(text: &str) -> Option<Weekday> {
    let key = folded(text);
    WEEKDAYS.iter().find(|(_, names)| names.iter().any(|name| folded(name) == key)).map(|(weekday, _)| *weekday)
}

/// The days of the week as they are written in a rule.
pub fn weekday_names() -> impl Iterator<Item = &'static str> {
    WEEKDAYS.iter().map(|(_, names)| names[0])
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
            days: DueDays {
                check_on: check_on(section),
                working_days: section.flag("working_days").unwrap_or(false),
                holidays: holidays(section),
                days_off: Vec::new(),
            },
            script: script(section, "script"),
            script_zh: script(section, "script_zh"),
        }
    }

    /// Whether there is nothing to follow up.
    pub fn is_empty(&self) -> bool {
        *self == FollowUp::default()
    }

    /// Whether there is a text to send or to say.
    pub fn has_script(&self) -> bool {
        self.script.is_some() || self.script_zh.is_some()
    }
}

fn check_on(section: &Section<'_>) -> Option<Weekday> {
    let text = section.text("check_on")?;
    let found = weekday(text);
    if found.is_none() {
        let span = &section.get("check_on")?.span;
        section.complaints().error(span, TierMistake::NotAWeekday { text: text.to_owned() });
    }
    found
}

fn holidays(section: &Section<'_>) -> Option<(String, Span)> {
    let file = section.text("holidays")?.to_owned();
    Some((file, section.get("holidays")?.span.clone()))
}

fn script(section: &Section<'_>, key: &'static str) -> Option<Script> {
    let text = section.text(key)?;
    let script = Script::parse(text);
    if script.is_none() {
        section.complaints().error(&section.get(key)?.span, TierMistake::OpenBrace);
    }
    script
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
    fn a_script_names_columns_in_braces() {
        let script = Script::parse("Dear {name}, see you on { next_contact }.").expect("a script");
        assert_eq!(script.columns().collect::<Vec<_>>(), ["name", "next_contact"]);
        assert_eq!(script.filled(str::to_uppercase), "Dear NAME, see you on NEXT_CONTACT.");
        assert_eq!(script.written(), "Dear {name}, see you on {next_contact}.");
        for text in ["{", "}", "{}", "{ }", "a {b", "a b}", "{a {b}}"] {
            assert_eq!(Script::parse(text), None, "{text}");
        }
        assert_eq!(Script::parse("plain").map(|script| script.written()), Some("plain".to_owned()));
    }

    #[test]
    fn a_weekday_is_known_by_its_names() {
        for text in ["Wednesday", "wed", " 星期三", "周三"] {
            assert_eq!(weekday(text), Some(Weekday::Wednesday), "{text}");
        }
        assert_eq!(weekday("midweek"), None);
    }

    #[test]
    fn what_is_no_period_is_none() {
        for text in ["", "days", "7", "7 moons", "9-3 days", "0 per week", "-3 days"] {
            assert_eq!(Period::parse(text), None, "{text:?}");
        }
    }
}
