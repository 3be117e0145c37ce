//! A calendar in the format that calendar programs read (RFC 5545): an event of a whole day for each entry.

use std::collections::HashMap;
use std::io::{self, Write};

use sha2::{Digest, Sha256};

use crate::date::Day;
use crate::document::calendar::Calendar;

/// No line is longer, in octets without its end.
const LONGEST_LINE: usize = 75;

/// Draws a calendar. An event is known by its customer and the calendar's day, and nothing tells when the file was made: the same list
/// gives the same bytes.
///
/// # Errors
/// Those of `out`.
pub fn draw_calendar(calendar: &Calendar, out: &mut dyn Write) -> io::Result<()> {
    let mut lines =
        vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), "PRODID:-//custclass//due//EN".to_owned()];
    lines.push(format!("X-WR-CALNAME:{}", escaped(&calendar.name)));
    let mut seen: HashMap<String, u32> = HashMap::new();
    for event in &calendar.events {
        let known_by = digest(&event.customer);
        let times = seen.entry(known_by.clone()).and_modify(|times| *times += 1).or_insert(1);
        let again = if *times > 1 { format!("-{times}") } else { String::new() };
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{known_by}{again}@custclass", date(calendar.today)),
            format!("DTSTAMP:{}T000000Z", date(calendar.today)),
            format!("DTSTART;VALUE=DATE:{}", date(event.day)),
            format!("SUMMARY:{}", escaped(&event.summary)),
            format!("DESCRIPTION:{}", escaped(&event.lines.join("\n"))),
            format!("CATEGORIES:{}", event.category.to_uppercase().replace('_', "-")),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    out.write_all(lines.iter().map(|line| folded(line)).collect::<String>().as_bytes())
}

/// `20260131`.
fn date(day: Day) -> String {
    day.date().map(|date| date.strftime("%Y%m%d").to_string()).unwrap_or_default()
}

/// Half of a hash: nobody's number or name stands in what a calendar is known by.
fn digest(text: &str) -> String {
    Sha256::digest(text.as_bytes())[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text as a calendar writes it; control characters other than the line break have no place in it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A line with its end, in parts where it is too long; a part after the first begins with a blank, and no character is cut.
fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    let mut room = LONGEST_LINE;
    for c in line.chars() {
        if c.len_utf8() > room {
            folded.push_str("\r\n ");
            room = LONGEST_LINE - 1;
        }
        room -= c.len_utf8();
        folded.push(c);
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_folded_at_seventy_five_octets_and_no_character_is_cut() {
        let line = format!("SUMMARY:{}", "逾期客户".repeat(20));
        let folded = folded(&line);
        let parts = folded.trim_end_matches("\r\n").split("\r\n").collect::<Vec<_>>();
        assert!(parts.len() > 2 && parts.iter().all(|part| part.len() <= 75), "{parts:?}");
        assert_eq!(folded.trim_end_matches("\r\n").replace("\r\n ", ""), line);
    }

    #[test]
    fn commas_semicolons_backslashes_and_line_breaks_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\r\u{7}"), "a\\,b\\;c\\\\d\\ne");
    }
}
