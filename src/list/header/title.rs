//! Units in the lines above a header: `单位：万元`, `Unit: k€`, `in thousands of USD`.

use unicode_normalization::UnicodeNormalization;

use super::unit::{Unit, UnitKind};
use super::{HeadRecord, HeaderError, name};

/// Words behind which a unit stands.
const UNIT_WORDS: [&str; 8] = ["单位", "單位", "units", "unit", "einheit", "unité", "unidad", "in "];

/// Words behind which a currency stands.
const CURRENCY_WORDS: [&str; 8] = ["币种", "币别", "货币", "幣種", "幣別", "currency", "währung", "devise"];

/// A unit, its text, and the row that it stands in, from 1.
struct Found {
    unit: Unit,
    text: String,
    row: u64,
}

/// The unit of money in the records above the header, if there is one.
///
/// # Errors
///
/// When there are two that differ.
pub(super) fn unit_above(head: &[HeadRecord], header: u64) -> Result<Option<Unit>, HeaderError> {
    let (mut units, mut currency) = (Vec::<Found>::new(), None);
    for record in head.iter().filter(|record| record.record < header) {
        for cell in &record.cells {
            let text = cell.nfkc().collect::<String>().to_lowercase();
            let row = record.record + 1;
            units.extend(units_in(&text).map(|unit| Found { unit, text: name::visible(cell).to_owned(), row }));
            currency = currency.or_else(|| behind(&text, &CURRENCY_WORDS).find_map(|unit| unit.currency));
        }
    }
    let Some(first) = units.first() else {
        return Ok(currency.map(|currency| Unit { power: 0, currency: Some(currency), kind: UnitKind::Money }));
    };
    let differs = |other: &&Found| {
        let currencies = first.unit.currency.zip(other.unit.currency);
        first.unit.power != other.unit.power || currencies.is_some_and(|(one, other)| one.code() != other.code())
    };
    if let Some(other) = units.iter().find(differs) {
        return Err(HeaderError::TwoUnits {
            units: [(first.text.clone(), first.row), (other.text.clone(), other.row)],
        });
    }
    let named = units.iter().find_map(|found| found.unit.currency);
    // 万元 may be ten thousand of any currency where another line names it.
    let currency = if named.is_none_or(|named| named.code() == "CNY") { currency.or(named) } else { named };
    Ok(Some(Unit { currency, ..first.unit }))
}

/// The units of money in a text in its plain form.
fn units_in(text: &str) -> impl Iterator<Item = Unit> {
    let alone = text.trim().strip_prefix('(').and_then(|text| text.strip_suffix(')')).and_then(Unit::read);
    let alone = alone.filter(|unit| unit.power > 0 || unit.currency.is_some());
    alone.into_iter().chain(behind(text, &UNIT_WORDS)).filter(|unit| unit.kind == UnitKind::Money)
}

/// The units behind each of some words.
fn behind<'t>(text: &'t str, words: &'t [&'t str]) -> impl Iterator<Item = Unit> + 't {
    let places = words.iter().flat_map(move |word| text.match_indices(word));
    places.flat_map(move |(at, word)| {
        let begins_word = text[..at].chars().next_back().is_none_or(|before| !before.is_ascii_alphanumeric());
        let rest = &text[at + word.len()..];
        let end = rest.find([';', ')', ']', '。', '|', '\n', '\t']).unwrap_or(rest.len());
        let rest = rest[..end].trim_start_matches([':', '为', '是', '(', ' ', '=']);
        // `in euro zone` names no unit; behind 单位 something else may follow.
        let pieces = if word == "in " { vec![rest] } else { beginnings(rest) };
        let is_letter = word == "in " && rest.trim().chars().count() == 1 && rest.is_ascii();
        begins_word.then(|| pieces.into_iter().find_map(units_of)).flatten().filter(|_| !is_letter).unwrap_or_default()
    })
}

/// The text, and its beginnings up to each blank, the longest first.
fn beginnings(text: &str) -> Vec<&str> {
    let ends =
        text.char_indices().filter(|(_, sign)| sign.is_whitespace() || matches!(sign, ',' | '.')).map(|(at, _)| at);
    let mut pieces = ends.take(8).map(|at| &text[..at]).collect::<Vec<_>>();
    pieces.push(text);
    pieces.reverse();
    pieces
}

/// One unit, or several next to one another: `户、万元`.
fn units_of(text: &str) -> Option<Vec<Unit>> {
    let one = Unit::read(text).map(|unit| vec![unit]);
    one.or_else(|| text.split(['、', ',', '和', '及', '/']).map(Unit::read).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn above(lines: &[&str]) -> Result<Option<(u8, Option<&'static str>)>, HeaderError> {
        let record =
            |(record, text): (u64, &&str)| HeadRecord { record, cells: vec![String::new(), (*text).to_owned()] };
        let head = (0..).zip(lines).map(record).collect::<Vec<_>>();
        let unit = unit_above(&head, lines.len() as u64)?;
        Ok(unit.map(|unit| (unit.power, unit.currency.map(|currency| currency.code()))))
    }

    #[test]
    fn a_title_names_the_unit() {
        for (line, power, currency) in [
            ("单位：万元", 4, Some("CNY")),
            ("单位:万元", 4, Some("CNY")),
            ("（单位：万元）", 4, Some("CNY")),
            ("（单位万元）", 4, Some("CNY")),
            ("金额单位：人民币万元", 4, Some("CNY")),
            ("金额单位：万美元", 4, Some("USD")),
            ("编制单位：杭州某某公司  单位：元  日期：2025-12-31", 0, Some("CNY")),
            ("单位：户、万元", 4, Some("CNY")),
            ("單位：百萬元", 6, Some("CNY")),
            ("单位：万元 币种：美元", 4, Some("USD")),
            ("2025年客户销售汇总表（单位：亿元）", 8, Some("CNY")),
            ("（万元）", 4, Some("CNY")),
            ("Unit: k€", 3, Some("EUR")),
            ("Unit: EUR k", 3, Some("EUR")),
            ("Units: thousands", 3, None),
            ("in thousands of USD", 3, Some("USD")),
            ("All amounts in € million", 6, Some("EUR")),
            ("Sales by customer (in k$)", 3, Some("USD")),
            ("Angaben in TEUR", 3, Some("EUR")),
            ("Currency: GBP", 0, Some("GBP")),
        ] {
            assert_eq!(above(&["Customers", line]).unwrap(), Some((power, currency)), "{line}");
        }
    }

    #[test]
    fn other_lines_name_none() {
        for line in [
            "单位：家",
            "单位：个",
            "单位：人",
            "编制单位：杭州某某公司",
            "填报单位",
            "Sales in Euro zone",
            "in m",
            "Business unit: North",
            "Customers in Thailand",
            "2025年",
            "本单位客户",
            "Currency risk",
            "Unit price list",
            "单位：%",
        ] {
            assert_eq!(above(&[line]).unwrap(), None, "{line}");
        }
    }

    #[test]
    fn two_that_differ_are_a_mistake() {
        assert!(above(&["单位：万元", "单位：元"]).is_err());
        assert!(above(&["单位：万元", "单位：万美元"]).is_err());
        assert_eq!(above(&["单位：万元", "金额单位：人民币万元", "单位：家"]).unwrap(), Some((4, Some("CNY"))));
    }
}
