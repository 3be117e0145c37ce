//! Follow-up: how often, and why somebody is to be contacted, goes back into the pool or falls.

use crate::result::due::Status;
use jiff::civil::Weekday;

use crate::rule::follow_up::{DueDays, Period, Review, Unit};
use crate::words::figure::Count;
use crate::words::follow_up::{figures, is_rate};

sentences! {
    trait FollowUpWords(self) {
        period(period: Period) => { span(period) };
        contact(every: Period) => { format!("contact {}", contacts(every)) };
        first_contact(within: Period) => {
            match within.overdue == 0 || is_rate(within.unit) {
                true => format!("never contacted; {}", self.contact(within)),
                false => format!("never contacted; first contact within {}", span(within)),
            }
        };
        agreed_contact() -> &'static str => { "contact as agreed" };
        release(after: Period) => { format!("no contact for more than {}, so back into the pool", span(after)) };
        fall(after: Period, since, to) => { format!("more than {} since “{since}”, so it falls to {to}", span(after)) };
        about_to_fall(after: Period, since, to, left: u32) => {
            let days = match left {
                0 => "today is the last day".to_owned(),
                1 => "1 day is left".to_owned(),
                _ => format!("{left} days are left"),
            };
            format!("falls to {to} when “{since}” is more than {} ago; {days}", span(after))
        };
        review(every: &Review) => { format!("review {}", reviews(every)) };
        last_on(said, date) => "{said}, last on {date}";
        about_label(column, label, said) => "{column} {label}: {said}";

        contact_line(every: Period) => { format!("Contact: {}.", contacts(every)) };
        first_contact_line(within: Period) => {
            match within.overdue {
                0 => "First contact: the same day.".to_owned(),
                _ => format!("First contact: within {}.", span(within)),
            }
        };
        release_line(after: Period) => { format!("Back into the pool after {} without contact.", span(after)) };
        fall_line(after: Period, since, to) => { format!("Falls to {to} when “{since}” is more than {} ago.", span(after)) };
        review_line(every: &Review) => { format!("Review: {}.", reviews(every)) };
        mark_line(mark) => "Mark: {mark}.";
        due_days_line(days: &DueDays) => {
            let weekday = days.check_on.map(weekday);
            let when = match (weekday, days.working_days) {
                (Some(weekday), _) => format!("on {weekday}s"),
                (None, true) => "on working days".to_owned(),
                (None, false) => "on any day".to_owned(),
            };
            let but = days.holidays.as_ref().map(|(file, _)| format!(", but not on a day of {file}"));
            format!("Due {when}{}.", but.unwrap_or_default())
        };
        script_line(script) => "Script: {script}";

        due_status(status: Status) -> &'static str => {
            match status {
                Status::Overdue => "overdue",
                Status::Due => "due",
                Status::AboutToFall => "about to fall",
                Status::Ahead => "upcoming",
                Status::Review => "review",
                Status::Release => "release",
                Status::Falls => "falls",
            }
        };
        due_title(date) => "Whom to contact, as of {date}";
        due_title_of(date, owner) => "Whom to contact, as of {date} · {owner}";
        no_owner() -> &'static str => { "no owner" };
        due_count(customers: Count, status) => "{customers} {status}";
        due_count_within(customers: Count, status, within: u32) => "{customers} {status} within {within} days";
        unreadable_contacts(customers: Count) => {
            let (are, their) = (customers.plural("customer is", "customers are"), customers.plural("its", "their"));
            format!("{customers} {are} left out, because {their} last contact cannot be read")
        };
        due_unclassified(customers: Count) => {
            let (are, them) = (customers.plural("customer is", "customers are"), customers.plural("it", "them"));
            format!("{customers} {are} unclassified, so no cadence is known for {them}")
        };
    }
}

/// `7 days`, `48–72 hours`, `8 per month`, `the same day`.
fn span(period: Period) -> String {
    if (period.overdue, period.unit) == (0, Unit::Days) {
        return "the same day".to_owned();
    }
    let plural = if !is_rate(period.unit) && period.overdue != 1 { "s" } else { "" };
    format!("{} {}{plural}", figures(period), unit(period.unit))
}

fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Hours => "hour",
        Unit::Days => "day",
        Unit::Weeks => "week",
        Unit::Months => "month",
        Unit::Years => "year",
        Unit::PerWeek => "per week",
        Unit::PerMonth => "per month",
        Unit::PerYear => "per year",
    }
}

/// `8 times per month`, `the same day`, `every 7 days`.
fn contacts(every: Period) -> String {
    match (is_rate(every.unit), every.due, every.overdue) {
        (true, 1, 1) => format!("once {}", unit(every.unit)),
        (true, ..) => format!("{} times {}", figures(every), unit(every.unit)),
        (false, _, 0) => "the same day".to_owned(),
        (false, ..) => format!("every {}", span(every)),
    }
}

/// `now and then`, `2 per year`, `every 6 months`.
fn reviews(every: &Review) -> String {
    match every {
        Review::Irregular => "now and then".to_owned(),
        Review::Every(every) if is_rate(every.unit) => span(*every),
        Review::Every(every) => format!("every {}", span(*every)),
    }
}

fn weekday(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
