//! Dates as text: from days, and from the serial numbers of workbooks.

use std::fmt;

use super::Day;

/// Milliseconds of a day.
const DAY: i64 = 24 * 60 * 60 * 1000;

/// The serial number of 1970-01-01 in a workbook that counts from 1900.
const EPOCH_SERIAL: i32 = 25_569;

/// 1900-02-28 as it would be counted without the day that never was.
const LAST_BEFORE_LEAP_DAY: i32 = 60;

/// The last day of a workbook's calendar: 9999-12-31.
const LAST_SERIAL: f64 = 2_958_466.0;

/// A day as ISO writes it: `2024-03-05`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => write!(f, "{date}"),
            None => write!(f, "{} days from 1970-01-01", self.0),
        }
    }
}

impl Day {
    /// Its serial number in a workbook that counts from 1900, which cannot tell of days before. Its calendar has a 29 February 1900, which
    /// never was, so that January and February of that year are a day off.
    pub fn serial(self) -> Option<f64> {
        let serial = self.0.checked_add(EPOCH_SERIAL)?;
        let serial = if serial <= LAST_BEFORE_LEAP_DAY { serial - 1 } else { serial };
        (serial >= 1).then(|| f64::from(serial))
    }
}

/// A workbook's date as ISO writes it: `2024-03-05`, with its time where it has one, `10:20:00` where there is nothing but a time, and
/// hours without end where the format counts them (`[h]:mm`). `None` where the number is no date of its calendar.
///
/// The calendar has a 29 February 1900, which never was, because the first spreadsheet had it.
pub(crate) fn iso_serial(serial: f64, format: Option<&str>) -> Option<String> {
    let milliseconds = (serial * DAY as f64).round();
    if !(0.0..LAST_SERIAL * DAY as f64).contains(&milliseconds) {
        return None;
    }
    let (day, time) = ((milliseconds as i64) / DAY, (milliseconds as i64) % DAY);
    if format.is_some_and(counts_hours) {
        return Some(clock(milliseconds as i64));
    }
    let day = match day {
        0 => return Some(clock(time)),
        1..60 => jiff::civil::date(1899, 12, 31).checked_add(jiff::Span::new().days(day)).ok()?.to_string(),
        60 => "1900-02-29".to_owned(),
        _ => Day(i32::try_from(day).ok()? - EPOCH_SERIAL).to_string(),
    };
    Some(if time == 0 { day } else { format!("{day}T{}", clock(time)) })
}

/// Days as hours without end, minutes and seconds: `252:00:00`.
pub(crate) fn duration_text(days: f64) -> String {
    match iso_serial(days.abs(), Some("[h]")) {
        Some(text) if days < 0.0 => format!("-{text}"),
        Some(text) => text,
        None => days.to_string(),
    }
}

/// Whether a number format shows hours (minutes, seconds) beyond a day's: `[h]:mm:ss`.
fn counts_hours(format: &str) -> bool {
    let format = format.to_ascii_lowercase();
    ["[h", "[m", "[s"].iter().any(|start| {
        format.split(start).skip(1).any(|rest| {
            let letter = &start[1..];
            rest.trim_start_matches(letter).starts_with(']')
        })
    })
}

/// Milliseconds as `10:20:00`, with the fraction of a second where there is one.
fn clock(milliseconds: i64) -> String {
    let seconds = milliseconds / 1000;
    let mut text = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if milliseconds % 1000 != 0 {
        text.push_str(format!(".{:03}", milliseconds % 1000).trim_end_matches('0'));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_iso_does() {
        assert_eq!([0, 19_787, -1].map(|day| Day(day).to_string()), ["1970-01-01", "2024-03-05", "1969-12-31"]);
        assert_eq!(Day(19_787).serial(), Some(45_356.0));
        let of = |year, month, day| Day::from(jiff::civil::date(year, month, day)).serial();
        assert_eq!([of(1900, 1, 1), of(1900, 2, 28), of(1900, 3, 1)], [Some(1.0), Some(59.0), Some(61.0)]);
        assert_eq!([of(1899, 12, 31), of(1, 1, 1)], [None, None]);
    }

    #[test]
    fn a_serial_number_is_a_date_a_time_or_both() {
        let cases = [
            (45_356.0, "2024-03-05"),
            (45_356.430_555_555_555, "2024-03-05T10:20:00"),
            (45_356.000_005_787_04, "2024-03-05T00:00:00.5"),
            (0.75, "18:00:00"),
            (0.0, "00:00:00"),
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (60.0, "1900-02-29"),
            (61.0, "1900-03-01"),
            (2_958_465.0, "9999-12-31"),
        ];
        for (serial, text) in cases {
            assert_eq!(iso_serial(serial, None).as_deref(), Some(text), "{serial}");
        }
        assert_eq!([-1.0, 2_958_466.0, f64::NAN].map(|serial| iso_serial(serial, None)), [None, None, None]);
    }

    #[test]
    fn hours_that_are_counted_on_go_beyond_a_day() {
        assert_eq!(iso_serial(1.5, Some("[h]:mm:ss")).as_deref(), Some("36:00:00"));
        assert_eq!(iso_serial(1.5, Some("[hh]:mm")).as_deref(), Some("36:00:00"));
        assert_eq!(iso_serial(1.5, Some("[Magenta]yyyy-mm-dd")).as_deref(), Some("1900-01-01T12:00:00"));
    }
}
