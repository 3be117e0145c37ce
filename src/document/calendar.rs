//! A calendar: days on which there is something to do.

use crate::date::Day;

/// A calendar.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// The day that it was made for.
    pub today: Day,
    /// The events in order.
    pub events: Vec<Event>,
}

/// Something to do on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The day.
    pub day: Day,
    /// Whom it concerns, as the list knows the customer.
    pub customer: String,
    /// What it is, in a few words.
    pub summary: String,
    /// What there is to say of it, one line each.
    pub lines: Vec<String>,
    /// The English word by which scripts know its kind.
    pub category: &'static str,
}
