//! Which records of a list its header really takes: none, one or several.

use super::{Binding, InputError, Source};

impl Source {
    /// Whether what should be the header of a delimited list is a record: in some column it has an amount, a date or a time, as the
    /// record below has. (Months above amounts are headers.)
    ///
    /// # Errors
    ///
    /// When the list cannot be read.
    pub fn begins_with_record(&self, binding: &Binding) -> Result<bool, InputError> {
        let Source::Delimited(list) = self else { return Ok(false) };
        let header = binding.header_record;
        let head = list.head(header + 2)?;
        let below = head.iter().find(|record| record.record > header && record.cells.len() > 1);
        Ok(below.is_some_and(|below| looks_alike(&binding.header, &below.cells)))
    }

    /// How many records of names stand below the header, and the columns' whole names; nothing where none does. The first pass has to
    /// be over.
    pub fn names_below(&self, binding: &Binding) -> Option<(u64, Vec<String>)> {
        match self {
            Source::Delimited(list) => list.names_below(binding),
            Source::Workbook(_) => None,
        }
    }
}

/// Whether two records have, in some column, both an amount or both a moment.
fn looks_alike(first: &[String], second: &[String]) -> bool {
    let is_amount = |text: &str| {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        digits.split_once(['.', ',']).is_some_and(|(whole, fraction)| {
            let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            all_digits(whole) && all_digits(fraction)
        })
    };
    // `09:35:00`, `25/08/2010`, `2010-08-25`: three groups of digits.
    let is_moment = |text: &str| {
        ['/', '-', ':', '.'].into_iter().any(|sign| {
            let groups = text.split(sign).collect::<Vec<_>>();
            let is_group =
                |group: &&str| matches!(group.len(), 1..=4) && group.bytes().all(|byte| byte.is_ascii_digit());
            groups.len() == 3 && groups.iter().all(is_group)
        })
    };
    let trimmed = |text: &'_ String| text.trim().to_owned();
    let mut columns = first.iter().map(trimmed).zip(second.iter().map(trimmed));
    columns.any(|(one, other)| is_amount(&one) && is_amount(&other) || is_moment(&one) && is_moment(&other))
}

#[cfg(test)]
mod tests {
    use super::looks_alike;

    #[test]
    fn a_record_is_told_from_a_header_by_the_record_below() {
        let row = |cells: &str| cells.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let alike = |first: &str, second: &str| looks_alike(&row(first), &row(second));
        assert!(
            alike("K1 12.50", "K2 9,00") && alike("2010-08-25 x", "2010-08-26 y") && alike("x 09:35:00", "y 9:36:00")
        );
        assert!(!alike("region 2023 2024", "East 1.5 2.5") && !alike("who 2024-01-31", "K1 12.50"));
        assert!(!alike("id v1.2 1-2", "K1 1.2 3-4") && !alike("1 2", "3 4"));
    }
}
