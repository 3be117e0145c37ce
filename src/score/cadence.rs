//! When a tier's follow-up falls: from its periods and the day of the last contact to days.

use jiff::civil::Weekday;
use jiff::{Span, ToSpan};

use crate::date::Day;
use crate::rule::follow_up::{DueDays, FollowUp, Period, Review, Unit};

/// How many days are looked at for one on which something may be due: two years, in which every sensible rule has one.
const LOOKED_AHEAD: i32 = 731;

/// What is known of a customer's contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Contacts {
    /// The last one; none was made.
    pub last: Option<Day>,
    /// When the customer was acquired.
    pub acquired: Option<Day>,
    /// The next one, as agreed with the customer.
    pub agreed: Option<Day>,
}

/// When somebody is to be contacted, and what says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// The day from which the contact is due.
    pub next: Day,
    /// The last day on which it is not overdue.
    pub latest: Day,
    /// What says so.
    pub why: Why,
}

/// What says when somebody is to be contacted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The cadence.
    Cadence(Period),
    /// There was no contact before, and the first is to follow within this time.
    First(Period),
    /// The day was agreed.
    Agreed,
}

/// How a contact stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Overdue by this many days, 1 or more.
    Overdue(u32),
    /// Due now.
    Due,
    /// Due in this many days, 1 or more.
    Ahead(u32),
}

impl Standing {
    /// How something stands on a day that is due from one day on, and overdue after another.
    pub fn of((next, latest): (Day, Day), today: Day) -> Standing {
        if today > latest {
            Standing::Overdue(today.abs_diff(latest))
        } else if today >= next {
            Standing::Due
        } else {
            Standing::Ahead(next.abs_diff(today))
        }
    }
}

impl Contacts {
    /// The agreed day, if it lies after the last contact.
    pub fn agreed(&self) -> Option<Day> {
        self.agreed.filter(|&agreed| self.last.is_none_or(|last| agreed > last))
    }
}

impl Contact {
    /// A contact on a day that was agreed.
    pub fn agreed(day: Day) -> Contact {
        Contact { next: day, latest: day, why: Why::Agreed }
    }

    /// How the contact stands on a day.
    pub fn standing(&self, today: Day) -> Standing {
        Standing::of((self.next, self.latest), today)
    }
}

impl Period {
    /// The first and the last day on which something is due that happened on a day and is to happen again after this period;
    /// `None` beyond the year 9999. What happens 8 times a month is due after 30/8 days, and overdue after twice that; what happens 2 to 4
    /// times is due after 30/4 days, and overdue after 30/2.
    pub fn after(self, day: Day) -> Option<(Day, Day)> {
        let (due, overdue) = match self.unit.rate() {
            None => (self.unit.span(self.due)?, self.unit.span(self.overdue)?),
            Some(days) if self.due == self.overdue => (each(days, self.due), each(2 * days, self.due)),
            Some(days) => (each(days, self.overdue), each(days, self.due)),
        };
        let date = day.date()?;
        let after = |span: Span| date.checked_add(span).ok().map(Day::from);
        Some((after(due)?, after(overdue)?))
    }
}

impl Unit {
    /// In how many days something happens so many times.
    fn rate(self) -> Option<u32> {
        match self {
            Unit::PerWeek => Some(7),
            Unit::PerMonth => Some(30),
            Unit::PerYear => Some(365),
            Unit::Hours | Unit::Days | Unit::Weeks | Unit::Months | Unit::Years => None,
        }
    }

    /// The span of this many units.
    fn span(self, figure: u32) -> Option<Span> {
        let count = i64::from(figure);
        let span = match self {
            Unit::Hours => Span::new().try_days(count.checked_add(23)? / 24),
            Unit::Weeks => Span::new().try_weeks(count),
            Unit::Months => Span::new().try_months(count),
            Unit::Years => Span::new().try_years(count),
            Unit::Days | Unit::PerWeek | Unit::PerMonth | Unit::PerYear => Span::new().try_days(count),
        };
        span.ok()
    }
}

/// The days from one time to the next where there are `times` in `days` days: the nearest whole number, half up; at least 1.
fn each(days: u32, times: u32) -> Span {
    let (days, times) = (i64::from(days), i64::from(times.max(1)));
    ((2 * days + times) / (2 * times)).max(1).days()
}

impl DueDays {
    /// The first day on or after a day on which something may be due; the day itself where there is none within two years.
    pub fn on_or_after(&self, day: Day) -> Day {
        let days = (0..LOOKED_AHEAD).filter_map(|ahead| day.0.checked_add(ahead)).map(Day);
        if *self == DueDays::default() { day } else { days.into_iter().find(|&day| self.has(day)).unwrap_or(day) }
    }

    fn has(&self, day: Day) -> bool {
        let Some(weekday) = day.date().map(|date| date.weekday()) else { return false };
        let is_weekend = matches!(weekday, Weekday::Saturday | Weekday::Sunday);
        self.check_on.is_none_or(|check_on| check_on == weekday)
            && !(self.working_days && is_weekend)
            && self.days_off.binary_search(&day).is_err()
    }
}

impl FollowUp {
    /// When a customer of the tier is to be contacted. One that never was is due since it was acquired or, where the list does not say when
    /// that was, today. A day that was agreed counts instead of the cadence, where it lies after the last contact, and without a cadence too.
    pub fn contact(&self, contacts: &Contacts, today: Day) -> Option<Contact> {
        if let Some(agreed) = contacts.agreed() {
            return Some(Contact::agreed(agreed));
        }
        let first = self.first_contact.or(self.contact_every);
        let (why, days) = match contacts.last {
            Some(last) => (Why::Cadence(self.contact_every?), self.contact_every?.after(last)?),
            None => {
                let days = self.first_contact.zip(contacts.acquired).and_then(|(first, day)| first.after(day));
                (Why::First(first?), days.unwrap_or((today, today)))
            }
        };
        let [next, latest] = [days.0, days.1].map(|day| self.days.on_or_after(day));
        Some(Contact { next, latest, why })
    }

    /// For how many days, 1 or more, a customer has been back in the pool, counted from its last contact or, without any, from the day it
    /// was acquired; `None`: it is not.
    pub fn released(&self, contacts: &Contacts, today: Day) -> Option<u32> {
        if contacts.agreed().is_some_and(|agreed| agreed >= today) {
            return None;
        }
        passed(self.release_after?, contacts.last.or(contacts.acquired)?, today)
    }

    /// For how many days, 1 or more, a customer has fallen out of the tier, for whom the time counts from a day; `None`: it has not.
    pub fn fallen(&self, since: Day, today: Day) -> Option<u32> {
        passed(self.falls.as_ref()?.after, since, today)
    }

    /// In how many days, 0 for the last one, the time of a customer in the tier is over, for whom it counts from a day; `None`: it is.
    pub fn stays(&self, since: Day, today: Day) -> Option<u32> {
        let (_, last) = self.falls.as_ref()?.after.after(since)?;
        (today <= last).then(|| today.abs_diff(last))
    }

    /// How often the tier is reviewed, and for how many days the review of a customer has been overdue who was last reviewed on a day, 0
    /// while it is only due; `None`: it is not due yet.
    pub fn review(&self, reviewed: Day, today: Day) -> Option<(Period, u32)> {
        let Some(Review::Every(period)) = self.review_every else { return None };
        let (due, overdue) = period.after(reviewed)?;
        match Standing::of((self.days.on_or_after(due), self.days.on_or_after(overdue)), today) {
            Standing::Overdue(days) => Some((period, days)),
            Standing::Due => Some((period, 0)),
            Standing::Ahead(_) => None,
        }
    }
}

/// The earliest due date and the earliest deadline of several contacts, each for itself.
pub fn earliest(contacts: impl IntoIterator<Item = Contact>) -> Option<(Day, Day)> {
    let days = contacts.into_iter().map(|contact| (contact.next, contact.latest));
    days.reduce(|(next, latest), (other_next, other_latest)| (next.min(other_next), latest.min(other_latest)))
}

/// How many days ago a period that began on a day has passed; `None`: it has not.
fn passed(period: Period, from: Day, today: Day) -> Option<u32> {
    let (_, last) = period.after(from)?;
    (today > last).then(|| today.abs_diff(last))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::follow_up::Falls;

    fn day(text: &str) -> Day {
        Day::from(text.parse::<jiff::civil::Date>().expect("a date"))
    }

    fn period(text: &str) -> Period {
        Period::parse(text).expect("a period")
    }

    fn contacted(last: Option<i32>) -> Contacts {
        Contacts { last: last.map(Day), ..Contacts::default() }
    }

    fn after(text: &str, from: &str) -> [String; 2] {
        let (first, last) = period(text).after(day(from)).expect("within the calendar");
        [first, last].map(|day| day.date().expect("a day").to_string())
    }

    #[test]
    fn a_month_after_the_last_of_january_is_the_last_of_february() {
        assert_eq!(after("1 month", "2026-01-31"), ["2026-02-28"; 2]);
        assert_eq!(after("1 month", "2028-01-31"), ["2028-02-29"; 2]);
        assert_eq!(after("1-2 months", "2026-01-31"), ["2026-02-28", "2026-03-31"]);
        assert_eq!(after("1 year", "2024-02-29"), ["2025-02-28"; 2]);
    }

    #[test]
    fn days_and_weeks_are_counted_over_the_end_of_the_month() {
        assert_eq!(after("7 days", "2026-01-28"), ["2026-02-04"; 2]);
        assert_eq!(after("1-2 weeks", "2025-12-25"), ["2026-01-01", "2026-01-08"]);
        assert_eq!(after("same day", "2026-01-31"), ["2026-01-31"; 2]);
    }

    #[test]
    fn twenty_four_hours_are_a_day_and_begun_ones_are_whole() {
        assert_eq!(after("48-72 hours", "2026-01-30"), ["2026-02-01", "2026-02-02"]);
        assert_eq!(after("25 hours", "2026-01-30"), ["2026-02-01"; 2]);
        assert_eq!(after("1 hour", "2026-01-30"), ["2026-01-31"; 2]);
    }

    #[test]
    fn what_happens_often_is_whole_days_apart_rounded_half_up_and_at_least_one() {
        assert_eq!(after("8 per month", "2026-01-01"), ["2026-01-05", "2026-01-09"]);
        assert_eq!(after("2 per week", "2026-01-01"), ["2026-01-05", "2026-01-08"]);
        assert_eq!(after("4 per year", "2026-01-01"), ["2026-04-02", "2026-07-03"]);
        assert_eq!(after("90 per month", "2026-01-01"), ["2026-01-02"; 2]);
        assert_eq!(after("1 per month", "2026-01-01"), ["2026-01-31", "2026-03-02"]);
    }

    #[test]
    fn two_to_four_times_a_month_are_due_by_the_higher_and_overdue_by_the_lower_figure() {
        assert_eq!(after("2-4 per month", "2026-01-01"), ["2026-01-09", "2026-01-16"]);
    }

    #[test]
    fn a_period_beyond_the_calendar_has_no_day() {
        assert_eq!(period("4000000000 years").after(Day(0)), None);
        assert_eq!(period("4000000000 days").after(Day(0)), None);
    }

    #[test]
    fn a_contact_is_due_from_the_first_figure_and_overdue_after_the_second() {
        let tier = FollowUp { contact_every: Some(period("3-5 days")), ..FollowUp::default() };
        let contact = tier.contact(&contacted(Some(10)), Day(0)).expect("a cadence");
        let standings = [12, 13, 15, 16].map(|today| contact.standing(Day(today)));
        assert_eq!(standings, [Standing::Ahead(1), Standing::Due, Standing::Due, Standing::Overdue(1)]);
    }

    #[test]
    fn whoever_was_never_contacted_is_due_today() {
        let first = FollowUp { first_contact: Some(period("same day")), ..FollowUp::default() };
        let contact = first.contact(&contacted(None), Day(100)).expect("a first contact");
        assert_eq!((contact.next, contact.why), (Day(100), Why::First(period("same day"))));
        assert_eq!(contact.standing(Day(100)), Standing::Due);
        assert_eq!(first.contact(&contacted(Some(1)), Day(100)), None);
        assert_eq!(FollowUp::default().contact(&contacted(None), Day(100)), None);
    }

    #[test]
    fn a_customer_is_released_and_falls_on_the_day_after_the_period() {
        let falls = Falls { after: period("10 days"), since: "talks_since".to_owned(), to: "B".to_owned() };
        let tier = FollowUp { release_after: Some(period("1 month")), falls: Some(falls), ..FollowUp::default() };
        assert_eq!(tier.released(&contacted(Some(day("2026-01-31").0)), day("2026-02-28")), None);
        assert_eq!(tier.released(&contacted(Some(day("2026-01-31").0)), day("2026-03-02")), Some(2));
        assert_eq!([10, 11].map(|today| tier.fallen(Day(0), Day(today))), [None, Some(1)]);
        assert_eq!([7, 10, 11].map(|today| tier.stays(Day(0), Day(today))), [Some(3), Some(0), None]);
    }

    #[test]
    fn a_customer_that_was_never_contacted_counts_from_the_day_it_was_acquired() {
        let tier = FollowUp {
            first_contact: Some(period("1-2 days")),
            contact_every: Some(period("7 days")),
            release_after: Some(period("30 days")),
            ..FollowUp::default()
        };
        let acquired = Contacts { acquired: Some(Day(50)), ..Contacts::default() };
        let contact = tier.contact(&acquired, Day(60)).expect("a first contact");
        assert_eq!((contact.next, contact.latest, contact.standing(Day(60))), (Day(51), Day(52), Standing::Overdue(8)));
        assert_eq!([80, 81].map(|today| tier.released(&acquired, Day(today))), [None, Some(1)]);
        assert_eq!(tier.released(&Contacts::default(), Day(1000)), None);
    }

    #[test]
    fn an_agreed_day_counts_instead_of_the_cadence_where_it_lies_after_the_last_contact() {
        let tier = FollowUp { contact_every: Some(period("7 days")), ..FollowUp::default() };
        let agreed = |last, agreed| Contacts { agreed: Some(Day(agreed)), ..contacted(last) };
        let next = |contacts| tier.contact(&contacts, Day(100)).map(|contact| (contact.next.0, contact.why));
        assert_eq!(next(agreed(Some(90), 120)), Some((120, Why::Agreed)));
        assert_eq!(next(agreed(Some(90), 91)), Some((91, Why::Agreed)));
        assert_eq!(next(agreed(Some(90), 90)), Some((97, Why::Cadence(period("7 days")))));
        assert_eq!(next(agreed(None, 120)), Some((120, Why::Agreed)));
        let pool = FollowUp { release_after: Some(period("30 days")), ..FollowUp::default() };
        assert_eq!([120, 121].map(|today| pool.released(&agreed(Some(0), 120), Day(today))), [None, Some(91)]);
    }

    #[test]
    fn a_date_moves_to_the_next_day_on_which_something_may_be_due() {
        let moved = |days: &DueDays, from| days.on_or_after(day(from)).date().expect("a day").to_string();
        let wednesdays = DueDays { check_on: Some(Weekday::Wednesday), ..DueDays::default() };
        assert_eq!(moved(&wednesdays, "2026-02-04"), "2026-02-04");
        assert_eq!(moved(&wednesdays, "2026-02-05"), "2026-02-11");
        let days_off = vec![day("2026-02-16"), day("2026-02-18")];
        let working = DueDays { working_days: true, days_off: days_off.clone(), ..DueDays::default() };
        assert_eq!(moved(&working, "2026-02-13"), "2026-02-13");
        assert_eq!(moved(&working, "2026-02-14"), "2026-02-17");
        let both = DueDays { days_off, ..wednesdays };
        assert_eq!(moved(&both, "2026-02-12"), "2026-02-25");
        let never = DueDays { check_on: Some(Weekday::Sunday), working_days: true, ..DueDays::default() };
        assert_eq!(moved(&never, "2026-02-12"), "2026-02-12");
        let tier = FollowUp { contact_every: Some(period("3-5 days")), days: working, ..FollowUp::default() };
        let contact = tier.contact(&contacted(Some(day("2026-02-11").0)), Day(0)).expect("a cadence");
        assert_eq!([contact.next, contact.latest], [day("2026-02-17"), day("2026-02-17")]);
    }

    #[test]
    fn the_earliest_due_date_and_the_earliest_deadline_count_each_for_itself() {
        let contact = |next, latest| Contact { next: Day(next), latest: Day(latest), why: Why::Agreed };
        assert_eq!(earliest([contact(10, 10), contact(4, 40)]), Some((Day(4), Day(10))));
        assert_eq!(earliest([]), None);
    }

    #[test]
    fn a_review_is_due_from_the_first_figure_and_overdue_after_the_second() {
        let tier = FollowUp { review_every: Some(Review::Every(period("3-6 months"))), ..FollowUp::default() };
        let days = ["2026-04-29", "2026-04-30", "2026-07-31", "2026-08-02"];
        let review = |today| tier.review(day("2026-01-31"), day(today)).map(|(_, days)| days);
        assert_eq!(days.map(review), [None, Some(0), Some(0), Some(2)]);
    }

    #[test]
    fn a_review_is_due_on_the_last_day_of_the_period_and_overdue_on_the_next() {
        let tier = FollowUp { review_every: Some(Review::Every(period("6 months"))), ..FollowUp::default() };
        let reviews =
            ["2026-07-30", "2026-07-31", "2026-08-01"].map(|today| tier.review(day("2026-01-31"), day(today)));
        assert_eq!(reviews, [None, Some((period("6 months"), 0)), Some((period("6 months"), 1))]);
    }
}
