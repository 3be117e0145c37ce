//! Whom to contact next, as a calendar: one event for each customer.

use crate::date::Day;
use crate::document::calendar::{Calendar, Event};
use crate::document::table::{Table, Value};
use crate::language::Language;
use crate::result::due::{Due, Dues, What};
use crate::words::follow_up;

/// The calendar of the dues: for each customer of their table an event with why and what to do. What is late stands on today.
pub fn calendar(dues: &Dues, table: &Table, today: Day, language: Language) -> Calendar {
    let event = |(due, cells): (&Due, &[Value])| {
        let cell = |key: &str| {
            let column = table.columns.iter().position(|heading| heading.key == key);
            match column.and_then(|column| cells.get(column)) {
                Some(Value::Text(text)) => text.clone(),
                _ => String::new(),
            }
        };
        let (id, name) = (cell("id"), cell("name"));
        Event {
            day: day(due, today),
            summary: follow_up::event(due.status, &name, &id, language),
            customer: if id.is_empty() { name } else { id },
            lines: [cell("reason"), cell("action")].into_iter().filter(|text| !text.is_empty()).collect(),
            category: due.status.code(),
        }
    };
    let rows = table.rows.iter().map(|row| row.cells.as_slice());
    Calendar { name: table.title.clone(), today, events: dues.customers.iter().zip(rows).map(event).collect() }
}

/// The day on which there is something to do.
fn day(due: &Due, today: Day) -> Day {
    match due.tasks.first().map(|task| task.what) {
        Some(What::Contact(contact)) => contact.next.max(today),
        Some(What::Keep(left)) => Day(today.0.saturating_add_unsigned(left)),
        Some(What::Release(..) | What::Review(..) | What::Fall(_)) | None => today,
    }
}
