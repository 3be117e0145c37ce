//! Which records below the header are no customers: blank ones, totals, and the header again.

use super::NoCustomer;
use super::name::{bare, is_filled, visible};

/// Whether a record below the header is no customer, and why.
///
/// `cells` are the record's cells in order, each with its column from 0; empty cells may be left out. Of most records
/// only the first filled cell is looked at.
pub fn no_customer<T: AsRef<str>>(header: &[String], cells: impl Iterator<Item = (usize, T)>) -> Option<NoCustomer> {
    let mut filled = cells.filter(|(_, text)| is_filled(text.as_ref()));
    let Some((column, first)) = filled.next() else { return Some(NoCustomer::Blank) };
    if is_total(first.as_ref()) {
        return Some(NoCustomer::Total);
    }
    // The header again: the same texts in the same columns, and nothing beside them.
    let mut expected = header.iter().enumerate().filter(|(_, text)| is_filled(text));
    let mut same = |(column, text): (usize, T)| {
        expected.next().is_some_and(|(at, name)| at == column && visible(name) == visible(text.as_ref()))
    };
    let repeated = same((column, first)) && filled.all(&mut same);
    (repeated && expected.next().is_none()).then_some(NoCustomer::Header)
}

/// Whether a cell, as a whole, is a word that stands before totals.
pub fn is_total(text: &str) -> bool {
    const WORDS: [&str; 22] = [
        "total",
        "totals",
        "subtotal",
        "subtotals",
        "grandtotal",
        "totalsum",
        "sum",
        "totalamount",
        "sumtotal",
        "合计",
        "总计",
        "小计",
        "总和",
        "共计",
        "汇总",
        "总合计",
        "总合",
        "合計",
        "總計",
        "小計",
        "總和",
        "共計",
    ];
    // Tells almost every cell apart without copying it.
    let could_be = |c: char| {
        matches!(
            c,
            't' | 'T'
                | 's'
                | 'S'
                | 'g'
                | 'G'
                | 'ｔ'
                | 'Ｔ'
                | 'ｓ'
                | 'Ｓ'
                | 'ｇ'
                | 'Ｇ'
                | '合'
                | '总'
                | '小'
                | '共'
                | '汇'
                | '總'
        )
    };
    text.len() <= 64 && text.chars().find(|c| c.is_alphanumeric()).is_some_and(could_be) && {
        let word = bare(text);
        WORDS.contains(&word.as_str())
    }
}

/// Whether a text with this first byte cannot be a word that stands before totals: the quick answer for most cells.
pub(crate) fn begins_no_total(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() && !matches!(byte, b't' | b'T' | b's' | b'S' | b'g' | b'G')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(header: &[&str], cells: &[&str]) -> Option<NoCustomer> {
        let header = header.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        no_customer(&header, cells.iter().copied().enumerate())
    }

    #[test]
    fn a_record_without_a_filled_cell_is_blank() {
        assert_eq!(of(&["id"], &[]), Some(NoCustomer::Blank));
        assert_eq!(of(&["id"], &["", " ", "\u{3000}"]), Some(NoCustomer::Blank));
    }

    #[test]
    fn a_total_is_told_by_the_whole_of_its_first_filled_cell() {
        for word in ["合计", "合 计：", "总计", "小计", "Total", "TOTAL:", "Sub-total", "Grand total", "Ｓｕｍ"]
        {
            assert_eq!(of(&["id", "revenue"], &["", word, "900"]), Some(NoCustomer::Total), "{word}");
        }
        for name in ["Total Energies", "合计有限公司", "Summit", "小计算机店", "9 Total"] {
            assert_eq!(of(&["id", "revenue"], &[name, "900"]), None, "{name}");
        }
        assert_eq!(of(&["id", "revenue"], &["K1", "Total"]), None);
    }

    #[test]
    fn no_total_begins_with_a_byte_that_is_said_to_begin_none() {
        for word in ["合计", "(Total)", "Grand total", "Sub-total", "sum", "TOTAL", "Ｓｕｍ", "\u{feff}total", " 总计"]
        {
            assert!(is_total(word) && !begins_no_total(word.as_bytes()[0]), "{word}");
        }
        assert!(begins_no_total(b'K') && begins_no_total(b'9'));
    }

    #[test]
    fn the_header_again_is_the_same_texts_in_the_same_columns() {
        assert_eq!(of(&["id", "", "revenue"], &["id ", "", "revenue", ""]), Some(NoCustomer::Header));
        assert_eq!(of(&["id", "revenue"], &["id", "5"]), None);
        assert_eq!(of(&["id", "revenue"], &["id"]), None);
        assert_eq!(of(&["id", "revenue"], &["", "id", "revenue"]), None);
        assert_eq!(of(&["id", "revenue"], &["id", "revenue", "more"]), None);
    }
}
