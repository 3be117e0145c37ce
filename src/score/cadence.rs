//! When a tier's follow-up falls: from its periods and the day of the last contact to days.

use jiff::{Span, ToSpan};

use crate::date::Day;
use crate::rule::follow_up::{FollowUp, Period, Review, Unit};

/// When somebody is to be contacted, and by which period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contact {
    /// The day from which the contact is due.
    pub next: Day,
    /// The last day on which it is not overdue.
    pub latest: Day,
    /// The cadence that says so.
    pub period: Period,
    /// Whether there was no contact before.
    pub first: bool,
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

impl Contact {
    /// How the contact stands on a day.
    pub fn standing(&self, today: Day) -> Standing {
        if today > self.latest {
            Standing::Overdue(today.abs_diff(self.latest))
        } else if today >= self.next {
            Standing::Due
        } else {
            Standing::Ahead(self.next.abs_diff(today))
        }
    }
}

impl Period {
    /// The first and the last day on which something is due that happened on a day and is to happen again after this period;
    /// `None` beyond the year 9999.
    pub fn after(self, day: Day) -> Option<(Day, Day)> {
        let (one, other) = (self.unit.after(day, self.due)?, self.unit.after(day, self.overdue)?);
        // Twice to four times a month: the more often, the sooner.
        Some((one.min(other), one.max(other)))
    }
}

impl Unit {
    fn after(self, day: Day, figure: u32) -> Option<Day> {
        let count = i64::from(figure);
        let span = match self {
            Unit::Hours => Span::new().try_days(count.checked_add(23)? / 24),
            Unit::Days => Span::new().try_days(count),
            Unit::Weeks => Span::new().try_weeks(count),
            Unit::Months => Span::new().try_months(count),
            Unit::Years => Span::new().try_years(count),
            Unit::PerWeek => Ok(each(7, count)),
            Unit::PerMonth => Ok(each(30, count)),
            Unit::PerYear => Ok(each(365, count)),
        };
        day.date()?.checked_add(span.ok()?).ok().map(Day::from)
    }
}

/// The whole days from one time to the next where there are `times` in `days` days; at least 1.
fn each(days: i64, times: i64) -> Span {
    (days / times.max(1)).max(1).days()
}

impl FollowUp {
    /// When a customer of the tier is to be contacted, who was last contacted on a day, or never. One who never was is due today: since
    /// when it could have been, the list does not say.
    pub fn contact(&self, last: Option<Day>, today: Day) -> Option<Contact> {
        let Some(last) = last else {
            let period = self.first_contact.or(self.contact_every)?;
            return Some(Contact { next: today, latest: today, period, first: true });
        };
        let period = self.contact_every?;
        let (next, latest) = period.after(last)?;
        Some(Contact { next, latest, period, first: false })
    }

    /// For how many days, 1 or more, a customer who was last contacted on a day has been back in the pool; `None`: it is not.
    pub fn released(&self, last: Day, today: Day) -> Option<u32> {
        passed(self.release_after?, last, today)
    }

    /// For how many days, 1 or more, a customer has fallen out of the tier, for whom the time counts from a day; `None`: it has not.
    pub fn fallen(&self, since: Day, today: Day) -> Option<u32> {
        passed(self.falls.as_ref()?.after, since, today)
    }
}

impl FollowUp {
    /// In how many days, 0 for the last one, the time of a customer in the tier is over, for whom it counts from a day; `None`: it is.
    pub fn stays(&self, since: Day, today: Day) -> Option<u32> {
        let (_, last) = self.falls.as_ref()?.after.after(since)?;
        (today <= last).then(|| today.abs_diff(last))
    }

    /// How often the tier is reviewed, and for how many days, 1 or more, the review of a customer has been overdue who was last reviewed
    /// on a day; `None`: it is not.
    pub fn review(&self, reviewed: Day, today: Day) -> Option<(Period, u32)> {
        let Some(Review::Every(period)) = self.review_every else { return None };
        Some((period, passed(period, reviewed, today)?))
    }
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
    fn so_many_times_a_month_are_whole_days_apart_and_at_least_one() {
        assert_eq!(after("8 per month", "2026-01-01"), ["2026-01-04"; 2]);
        assert_eq!(after("2 per week", "2026-01-01"), ["2026-01-04"; 2]);
        assert_eq!(after("4 per year", "2026-01-01"), ["2026-04-02"; 2]);
        assert_eq!(after("90 per month", "2026-01-01"), ["2026-01-02"; 2]);
    }

    #[test]
    fn two_to_four_times_a_month_are_due_by_the_higher_and_overdue_by_the_lower_figure() {
        assert_eq!(after("2-4 per month", "2026-01-01"), ["2026-01-08", "2026-01-16"]);
    }

    #[test]
    fn a_period_beyond_the_calendar_has_no_day() {
        assert_eq!(period("4000000000 years").after(Day(0)), None);
        assert_eq!(period("4000000000 days").after(Day(0)), None);
    }

    #[test]
    fn a_contact_is_due_from_the_first_figure_and_overdue_after_the_second() {
        let tier = FollowUp { contact_every: Some(period("3-5 days")), ..FollowUp::default() };
        let contact = tier.contact(Some(Day(10)), Day(0)).expect("a cadence");
        let standings = [12, 13, 15, 16].map(|today| contact.standing(Day(today)));
        assert_eq!(standings, [Standing::Ahead(1), Standing::Due, Standing::Due, Standing::Overdue(1)]);
    }

    #[test]
    fn whoever_was_never_contacted_is_due_today() {
        let first = FollowUp { first_contact: Some(period("same day")), ..FollowUp::default() };
        let contact = first.contact(None, Day(100)).expect("a first contact");
        assert_eq!((contact.next, contact.first, contact.standing(Day(100))), (Day(100), true, Standing::Due));
        assert_eq!(first.contact(Some(Day(1)), Day(100)), None);
        assert_eq!(FollowUp::default().contact(None, Day(100)), None);
    }

    #[test]
    fn a_customer_is_released_and_falls_on_the_day_after_the_period() {
        let falls = Falls { after: period("10 days"), since: "talks_since".to_owned(), to: "B".to_owned() };
        let tier = FollowUp { release_after: Some(period("1 month")), falls: Some(falls), ..FollowUp::default() };
        assert_eq!(tier.released(day("2026-01-31"), day("2026-02-28")), None);
        assert_eq!(tier.released(day("2026-01-31"), day("2026-03-02")), Some(2));
        assert_eq!([10, 11].map(|today| tier.fallen(Day(0), Day(today))), [None, Some(1)]);
        assert_eq!([7, 10, 11].map(|today| tier.stays(Day(0), Day(today))), [Some(3), Some(0), None]);
    }

    #[test]
    fn a_review_is_overdue_on_the_day_after_the_period() {
        let tier = FollowUp { review_every: Some(Review::Every(period("6 months"))), ..FollowUp::default() };
        let overdue = ["2026-07-31", "2026-08-01"].map(|today| tier.review(day("2026-01-31"), day(today)));
        assert_eq!(overdue, [None, Some((period("6 months"), 1))]);
    }
}
