//! Dates as lists write them, as days since 1970-01-01. A time of day behind a date is read over.

use jiff::civil::{Date, date};

use super::number::Plain;

mod month_name;

/// The order of a date's figures where the year stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    /// `31.12.2024`
    DayFirst,
    /// `12/31/2024`
    MonthFirst,
}

/// A date's text, read as far as that goes without knowing the column's habits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RawDate {
    /// A date that can be read in one way only: the year first.
    Certain(i32),
    /// The year last: the date with the day first and with the month first, where there is such a date.
    YearLast {
        /// With the day first.
        day_first: Option<i32>,
        /// With the month first.
        month_first: Option<i32>,
        /// With the year first, which only who asks for it gets: `26-03-05`.
        year_first: Option<i32>,
    },
    /// A number, with or without a fraction, that can be no date of eight digits; perhaps days of Excel's calendar.
    Serial(f64),
}

/// Which orders fit a date whose year stands last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// Only the day first.
    DayFirst,
    /// Only the month first.
    MonthFirst,
    /// Both, giving different dates.
    Either,
    /// Both, giving the same date.
    Same,
}

impl RawDate {
    /// Which orders fit, if that is a question and an order fits.
    pub fn fits(self) -> Option<Fits> {
        match self {
            RawDate::YearLast { day_first: Some(day), month_first: Some(month), .. } => {
                Some(if day == month { Fits::Same } else { Fits::Either })
            }
            RawDate::YearLast { day_first: Some(_), month_first: None, .. } => Some(Fits::DayFirst),
            RawDate::YearLast { day_first: None, month_first: Some(_), .. } => Some(Fits::MonthFirst),
            _ => None,
        }
    }
}

/// The days since 1970-01-01 of a date, if there is such a date.
#[inline]
pub fn civil_days(year: u32, month: u32, day: u32) -> Option<i32> {
    const EPOCH: Date = date(1970, 1, 1);
    if year == 0 {
        return None;
    }
    let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    i32::try_from(date.duration_since(EPOCH).as_hours() / 24).ok()
}

/// The days since 1970-01-01 of a day of Excel's calendar; the time of day, its fraction, is dropped. Excel's first calendar has
/// a 29 February 1900, day 60, which there never was.
pub fn serial_days(serial: f64, is_1904: bool) -> Option<i32> {
    let day = serial.floor();
    if !(0.0..=2_958_465.0).contains(&day) {
        return None;
    }
    match (day as i32, is_1904) {
        (day, true) => Some(day - 24_107).filter(|_| day <= 2_957_003),
        (0 | 60, false) => None,
        (day @ 1..60, false) => Some(day - 25_568),
        (day, false) => Some(day - 25_569),
    }
}

/// Reads `2024-03-05`: the ordinary cell, read without any detour.
#[inline]
pub fn read_iso_date(text: &[u8]) -> Option<i32> {
    let &[y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text else { return None };
    civil_days(figures(&[y1, y2, y3, y4])?, figures(&[m1, m2])?, figures(&[d1, d2])?)
}

/// Reads a trimmed text; `None` where it is no date.
pub fn read_date(trimmed: &str) -> Option<RawDate> {
    let text = super::narrow(trimmed);
    if let Some(date) = read_number(&text) {
        return Some(date);
    }
    if let Some(date) = month_name::read(&text) {
        return Some(RawDate::Certain(date));
    }
    let (date, time) = split_time(&text);
    if time.is_some_and(|time| !is_time(time)) {
        return None;
    }
    if let Some(date) = read_chinese(date) {
        return Some(RawDate::Certain(date));
    }
    read_separated(date).or_else(|| read_compact(date.as_bytes()).map(RawDate::Certain))
}

/// `20240305`, or a number that may be a day of Excel's calendar.
fn read_number(text: &str) -> Option<RawDate> {
    let number = Plain::read(text.as_bytes())?;
    if let Some(date) = read_compact(text.as_bytes()) {
        return Some(RawDate::Certain(date));
    }
    Some(RawDate::Serial(number.mantissa as f64 / 10f64.powi(i32::from(number.scale))))
}

fn read_compact(text: &[u8]) -> Option<i32> {
    let &[y1, y2, y3, y4, m1, m2, d1, d2] = text else { return None };
    civil_days(figures(&[y1, y2, y3, y4])?, figures(&[m1, m2])?, figures(&[d1, d2])?)
}

/// `2024年3月5日`
fn read_chinese(text: &str) -> Option<i32> {
    let (year, rest) = text.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix(['日', '号'])?;
    let (year, month, day) = (year.trim_matches(' '), month.trim_matches(' '), day.trim_matches(' '));
    if !matches!(year.len(), 2 | 4) || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
        return None;
    }
    civil_days(year_of(year.as_bytes())?, figures(month.as_bytes())?, figures(day.as_bytes())?)
}

/// Three figures with the same separator between them, the year first or last; one of two digits stands last.
fn read_separated(text: &str) -> Option<RawDate> {
    let separator = text.bytes().find(|byte| matches!(byte, b'/' | b'.' | b'-'))?;
    let mut parts = text.as_bytes().split(|&byte| byte == separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !(1..=2).contains(&second.len()) {
        return None;
    }
    let (one, two, three) = (figures(first)?, figures(second)?, figures(third)?);
    match (first.len(), third.len()) {
        (4, 1..=2) => civil_days(one, two, three).map(RawDate::Certain),
        (1..=2, 2 | 4) => {
            let year = year_of(third)?;
            let (day_first, month_first) = (civil_days(year, two, one), civil_days(year, one, two));
            let is_short = first.len() == 2 && third.len() == 2;
            let year_first = if is_short { civil_days(year_of(first)?, two, three) } else { None };
            let fits = day_first.is_some() || month_first.is_some() || year_first.is_some();
            fits.then_some(RawDate::YearLast { day_first, month_first, year_first })
        }
        _ => None,
    }
}

/// A year of four digits, or of two as Excel takes them: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to 1999.
fn year_of(text: &[u8]) -> Option<u32> {
    let year = figures(text)?;
    match text.len() {
        2 if year < 30 => Some(2000 + year),
        2 => Some(1900 + year),
        4 => Some(year),
        _ => None,
    }
}

/// Up to four digits as a number.
fn figures(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 4 || !text.iter().all(u8::is_ascii_digit) {
        return None;
    }
    Some(text.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0')))
}

/// A date, and what stands behind it: behind a `T` or blank, or behind `日`.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let chinese = text.find(['日', '号']).map(|at| at + '日'.len_utf8());
    let Some(end) = chinese.or_else(|| text.find([' ', 'T'])) else { return (text, None) };
    let (date, rest) = text.split_at(end);
    let time = rest.strip_prefix('T').unwrap_or(rest).trim_start_matches(' ');
    (date, (!rest.is_empty()).then_some(time))
}

/// Whether a text is a time of day: `14:30`, `02:30:15.250 PM`, `下午2:30`, `23:59:59Z`, `10:00+08:00`.
fn is_time(text: &str) -> bool {
    let half = ["上午", "下午"].into_iter().find_map(|word| text.strip_prefix(word));
    let clock = half.unwrap_or(text).trim_start_matches(' ');
    let upper = clock.to_ascii_uppercase();
    let named = ["AM", "PM"].into_iter().find_map(|word| upper.strip_suffix(word));
    let twelve = half.is_some() || named.is_some();
    let clock = named.unwrap_or(&upper).trim_end_matches(' ');
    is_clock(if twelve { clock } else { without_zone(clock) })
}

/// The time without the zone behind it: `Z`, `+08:00`, `-0530`, `+08`.
fn without_zone(clock: &str) -> &str {
    if let Some(time) = clock.strip_suffix('Z') {
        return time.trim_end_matches(' ');
    }
    let Some(at) = clock.rfind(['+', '-']) else { return clock };
    let zone = clock[at + 1..].replace(':', "");
    let is_zone = matches!(zone.len(), 2 | 4) && zone.bytes().all(|byte| byte.is_ascii_digit());
    if is_zone { clock[..at].trim_end_matches(' ') } else { clock }
}

/// `14:30`, `14:30:59`, `14:30:59.999`, `1430` or `143059`.
fn is_clock(text: &str) -> bool {
    if let &[h1, h2, m1, m2, ref seconds @ ..] = text.as_bytes()
        && m1 != b':'
        && h2 != b':'
    {
        let seconds = if seconds.is_empty() { b"00" } else { seconds };
        return is_figure(&[h1, h2], 23) && is_figure(&[m1, m2], 59) && is_figure(seconds, 60);
    }
    let mut parts = text.split(':');
    let mut next = |most| parts.next().is_some_and(|part| is_figure(part.as_bytes(), most));
    if !next(23) || !next(59) {
        return false;
    }
    let Some(seconds) = parts.next() else { return true };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    is_figure(whole.as_bytes(), 60) && is_fraction && parts.next().is_none()
}

/// Whether a text is one or two digits of a clock, up to `most`.
fn is_figure(text: &[u8], most: u32) -> bool {
    text.len() <= 2 && figures(text).is_some_and(|figure| figure <= most)
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use proptest::prelude::*;

    use super::*;

    fn days(year: i16, month: i8, day: i8) -> i32 {
        let since = date(year, month, day).since((jiff::Unit::Day, date(1970, 1, 1))).unwrap();
        since.get_days()
    }

    #[test]
    fn dates_with_the_year_first_are_certain() {
        let wanted = Some(RawDate::Certain(days(2024, 3, 5)));
        for text in [
            "2024-03-05",
            "2024-3-5",
            "2024/3/5",
            "2024/03/05",
            "2024.3.5",
            "2024年3月5日",
            "2024年03月05日",
            "2024 年 3 月 5 日",
            "20240305",
            "２０２４－３－５",
            "2024-03-05T10:11:12Z",
            "2024-03-05 10:11",
            "2024/3/5 下午2:30",
            "2024年3月5日14:30",
            "2024年3月5日 14:30:59",
            "2024-03-05T23:59:59.999+08:00",
            "2024-03-05 11:59 pm",
            "20240305T101112",
            "20240305 10:11",
            "2024-03-05T10:11:12-0530",
        ] {
            assert_eq!(read_date(text), wanted, "{text}");
        }
        assert_eq!(read_iso_date(b"2024-03-05"), Some(days(2024, 3, 5)));
    }

    #[test]
    fn with_the_year_last_the_order_may_be_open() {
        let read = |text| read_date(text).and_then(RawDate::fits);
        assert_eq!(read("31.12.2024"), Some(Fits::DayFirst));
        assert_eq!(read("12/31/2024"), Some(Fits::MonthFirst));
        assert_eq!(read("5-3-2024"), Some(Fits::Either));
        assert_eq!(read("03/03/2024 10:00"), Some(Fits::Same));
        let (day, month) = (days(2024, 3, 5), days(2024, 5, 3));
        assert_eq!(
            read_date("5/3/2024"),
            Some(RawDate::YearLast { day_first: Some(day), month_first: Some(month), year_first: None })
        );
    }

    #[test]
    fn months_have_english_names() {
        for text in [
            "5-Mar-26",
            "05-MAR-2026",
            "5 March 2026",
            "Mar 5, 2026",
            "March 5th, 2026",
            "Mar. 5, 2026 10:30 AM",
            "2026-Mar-05",
            "05MAR2026",
            "Thu, 5 Mar 2026 10:20:30",
            "Thursday, March 5, 2026",
            "5/Mar/26",
            "5th of March 2026",
            "26年3月5日",
        ] {
            assert_eq!(read_date(text), Some(RawDate::Certain(days(2026, 3, 5))), "{text}");
        }
        assert_eq!(read_date("1 Sept 99"), Some(RawDate::Certain(days(1999, 9, 1))));
    }

    #[test]
    fn years_of_two_digits_are_those_of_excel() {
        let (day, month) = (days(2026, 3, 5), days(2026, 5, 3));
        let read = RawDate::YearLast { day_first: Some(day), month_first: Some(month), year_first: None };
        assert_eq!(read_date("5/3/26"), Some(read));
        let day_first = |text| match read_date(text) {
            Some(RawDate::YearLast { day_first, .. }) => day_first,
            _ => None,
        };
        assert_eq!(day_first("31.12.29"), Some(days(2029, 12, 31)));
        assert_eq!(day_first("31.12.30"), Some(days(1930, 12, 31)));
        assert_eq!(day_first("31-12-99 10:00"), Some(days(1999, 12, 31)));
        let year_first = |text| match read_date(text) {
            Some(RawDate::YearLast { year_first, .. }) => year_first,
            _ => None,
        };
        assert_eq!(year_first("26-03-05"), Some(days(2026, 3, 5)));
        assert_eq!(year_first("99/12/31"), Some(days(1999, 12, 31)));
    }

    #[test]
    fn what_is_no_date_is_not_guessed() {
        for text in [
            "",
            "5/3/124",
            "5/3/4",
            "5 March",
            "March 2026",
            "Mar-26",
            "30 Feb 2026",
            "5 Marchy 2026",
            "5 March 2026 x",
            "Mo, 5 March 2026",
            "5 March March 2026",
            "Mar 5 6 2026",
            "5/March-2026x",
            "2024-13-01",
            "2023-02-29",
            "30/02/2024",
            "13/13/2024",
            "2024/3-5",
            "2024-03",
            "2024-03-05x",
            "2024-03-05 24:00",
            "2024-03-05T",
            "2024-03-05 10",
            "0000-01-01",
            "2024年3月",
            "20240305123",
            "2024-3-5-6",
            "2024-03-05 10:60",
            "tomorrow",
            "32.1.2024",
        ] {
            let read = read_date(text);
            assert!(!matches!(read, Some(RawDate::Certain(_) | RawDate::YearLast { .. })), "{text}: {read:?}");
        }
        assert_eq!(read_date("20241301"), Some(RawDate::Serial(20_241_301.0)));
        assert_eq!(read_date("45356.5"), Some(RawDate::Serial(45_356.5)));
    }

    #[test]
    fn days_of_excels_calendars_are_dates() {
        assert_eq!(serial_days(1.0, false), Some(days(1900, 1, 1)));
        assert_eq!(serial_days(59.0, false), Some(days(1900, 2, 28)));
        assert_eq!(serial_days(60.0, false), None);
        assert_eq!(serial_days(61.0, false), Some(days(1900, 3, 1)));
        assert_eq!(serial_days(45_356.99, false), Some(days(2024, 3, 5)));
        assert_eq!(serial_days(0.5, false), None);
        assert_eq!(serial_days(-1.0, false), None);
        assert_eq!(serial_days(0.0, true), Some(days(1904, 1, 1)));
        assert_eq!(serial_days(43_894.25, true), Some(days(2024, 3, 5)));
        assert_eq!(serial_days(2_958_465.0, false), Some(days(9999, 12, 31)));
        assert_eq!(serial_days(2_957_003.0, true), Some(days(9999, 12, 31)));
        assert_eq!(serial_days(2_958_466.0, false), None);
        assert_eq!(serial_days(f64::NAN, false), None);
    }

    proptest! {
        #[test]
        fn every_date_is_read_back(offset in 0i32..3_000_000) {
            let day = date(1, 1, 1).saturating_add(offset.days());
            let (year, month, dom) = (day.year(), day.month(), day.day());
            let wanted = days(year, month, dom);
            let texts = [
                format!("{year:04}-{month:02}-{dom:02}"),
                format!("{year:04}/{month}/{dom}"),
                format!("{year:04}年{month}月{dom}日"),
                format!("{year:04}{month:02}{dom:02}"),
            ];
            for text in texts {
                prop_assert_eq!(read_date(&text), Some(RawDate::Certain(wanted)), "{}", text);
            }
            let Some(RawDate::YearLast { day_first, .. }) = read_date(&format!("{dom}.{month}.{year:04}")) else { panic!("a date") };
            prop_assert_eq!(day_first, Some(wanted));
            let Some(RawDate::YearLast { month_first, .. }) = read_date(&format!("{month}/{dom}/{year:04}")) else { panic!("a date") };
            prop_assert_eq!(month_first, Some(wanted));
        }

        #[test]
        fn reading_never_panics(text in "[0-9/.年月日: T+-]{0,16}|\\PC{0,12}") {
            let _ = read_date(&text);
        }
    }
}
