//! What a cell's text says: exact numbers, dates, flags and tags, under a given reading.
//!
//! Nothing here knows of columns. Where a text can be read in two ways, the reader is told which way to take ([`Decimals`],
//! [`DateOrder`]), and tells besides which ways fit, so that the column can decide over all its cells.

mod currency;
mod date;
mod figures;
mod number;
mod number_text;
mod tags;
mod units;

pub use currency::{Currency, currency_code};
pub use date::{DateOrder, Fits, RawDate, civil_days, read_date, read_iso_date, serial_days};
pub use number::{Alike, Decimals, Number, Plain};
pub use tags::split_tags;

pub use crate::spelling::{narrow, read_flag, trimmed};

use crate::spelling;

/// Whether a trimmed text stands for a cell that nobody filled in: nothing, one of the words for it, or a dash in the place of an amount
/// (`$ -`, as accounting formats show it).
pub fn is_missing(trimmed: &str) -> bool {
    spelling::is_missing(trimmed) || is_dash_of_amount(trimmed)
}

fn is_dash_of_amount(trimmed: &str) -> bool {
    const DASHES: [char; 7] = ['-', '‐', '‑', '–', '—', '−', '－'];
    // No currency's name is that long.
    if trimmed.len() > 32 || !(trimmed.ends_with(DASHES) || trimmed.starts_with(DASHES)) {
        return false;
    }
    let text = narrow(trimmed);
    let sides = [text.strip_suffix(['-', '—']), text.strip_prefix(['-', '—'])];
    sides.into_iter().flatten().any(|rest| Currency::named(rest.trim_matches(['-', ' '])).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_beside_a_currency_is_no_amount() {
        for text in ["$ -", "$-", "¥ -", "￥－", "- €", "€ –", "USD -", "Rs. -", "—元", "$ --", " $ -   "] {
            assert!(is_missing(trimmed(text)), "{text:?}");
        }
        for text in ["$", "-5", "$ - 5", "Müller -", "$a-", "5 -"] {
            assert!(!is_missing(trimmed(text)), "{text:?}");
        }
    }
}
