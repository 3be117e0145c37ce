//! A calendar: days on which there is something to do.

/// A calendar.
#[derive(Debug, Clone)]
pub struct Calendar {
    /// What it is called.
    pub name: String,
    /// The day that it was made for, in days since 1970-01-01.
    pub today: i32,
    /// The events in order.
    pub events: Vec<Event>,
}

/// Something to do on a day.
#[derive(Debug, Clone)]
pub struct Event {
    /// The day, in days since 1970-01-01.
    pub day: i32,
    /// Whom it concerns, as the list knows the customer.
    pub customer: String,
    /// What it is, in a few words.
    pub summary: String,
    /// What there is to say of it, one line each.
    pub lines: Vec<String>,
    /// The English word by which scripts know its kind.
    pub category: &'static str,
}
