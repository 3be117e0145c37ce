//! The files of days off that a rule names, as seen from the rule file.

use std::path::Path;

use jiff::civil::Date;

use super::{RuleError, RuleFile, is_path, read, shown};
use crate::date::Day;
use crate::rule::mistake::TierMistake;
use crate::rule::settings::Complaints;

/// Reads the files of days off into the tiers that name them.
///
/// # Errors
///
/// A file that cannot be read, and a line of it that is no date, each with the place where the rule names the file.
pub(super) fn read_holidays(file: &mut RuleFile) -> Result<(), RuleError> {
    let complaints = Complaints::default();
    let folder = Path::new(&file.name).parent().filter(|_| is_path(&file.name)).unwrap_or(Path::new("")).to_owned();
    for tier in file.set.rules.iter_mut().flat_map(|rule| &mut rule.tiers) {
        let Some((named, span)) = &tier.follow_up.days.holidays else { continue };
        match days_off(&folder, named) {
            Ok(days) => tier.follow_up.days.days_off = days,
            Err(mistake) => complaints.error(span, mistake),
        }
    }
    match complaints.errors() {
        0 => Ok(()),
        _ => {
            let complaints = complaints.into_sorted();
            Err(RuleError::Mistakes { file: shown(&file.name), text: file.text.clone(), complaints })
        }
    }
}

fn days_off(folder: &Path, named: &str) -> Result<Vec<Day>, TierMistake> {
    let text = read(&folder.join(named)).map_err(|error| {
        let why = match error {
            RuleError::Io { source, .. } => source.to_string(),
            error => error.to_string(),
        };
        TierMistake::HolidaysUnreadable { file: named.to_owned(), why }
    })?;
    let mut days = Vec::new();
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let cell = line.split(['#', ',', ';', '\t']).next().unwrap_or_default().trim();
        if cell.is_empty() {
            continue;
        }
        match date(cell) {
            Some(date) => days.push(Day::from(date)),
            // A header above the dates.
            None if days.is_empty() && !cell.contains(|c: char| c.is_ascii_digit()) => {}
            None => {
                let (file, text) = (named.to_owned(), cell.to_owned());
                return Err(TierMistake::NotAHoliday { file, line: index + 1, text });
            }
        }
    }
    days.sort_unstable();
    Ok(days)
}

/// A date with the year first: `2026-01-01`, `2026/1/1`, `2026年1月1日`, `20260101`.
fn date(text: &str) -> Option<Date> {
    let figures = text.split(|c: char| !c.is_ascii_digit()).filter(|figure| !figure.is_empty()).collect::<Vec<_>>();
    let [year, month, day] = match figures.as_slice() {
        [one] if one.len() == 8 => [&one[..4], &one[4..6], &one[6..]],
        [year, month, day] if year.len() == 4 => [*year, *month, *day],
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_its_year_first() {
        for text in ["2026-01-01", "2026/1/1", "2026年1月1日", "20260101", "2026.01.01"] {
            assert_eq!(date(text), Some(Date::constant(2026, 1, 1)), "{text}");
        }
        for text in ["01.01.2026", "2026-13-01", "New Year", "2026", "1/1/26"] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}
