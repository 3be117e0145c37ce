//! Currency signs and codes around a number.

/// Codes and words that stand before or behind an amount, letters in any case. None is the beginning or the end of a later one,
/// so that the first that fits is the longest.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "US$", "HK$", "NT$", "AU$", "CA$", "NZ$", "SG$", "A$", "C$", "S$", "R$", "$",
    "人民币", "美元", "美金", "欧元", "港元", "港币", "日元", "日圆", "韩元", "英镑", "澳元", "加元", "新台币", "台币", "圆", "圓", "元", "块", "円", "원",
    "yuan", "euro", "CNY", "CNH", "RMB", "USD", "EUR", "GBP", "JPY", "HKD", "TWD", "NTD", "MOP", "KRW", "SGD", "AUD", "CAD", "CHF", "NZD", "INR",
    "THB", "MYR", "IDR", "PHP", "VND", "RUB", "UAH", "KZT", "BRL", "MXN", "ARS", "CLP", "COP", "PEN", "SEK", "NOK", "DKK", "ISK", "PLN",
    "CZK", "HUF", "RON", "BGN", "TRY", "ILS", "AED", "SAR", "QAR", "KWD", "EGP", "ZAR", "NGN", "KES", "PKR", "BDT", "LKR",
];

/// The text behind a currency at its beginning.
pub(super) fn strip_before(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_prefix(is_sign) {
        return Some(rest);
    }
    let fits = |name: &&&str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    NAMES.iter().find(fits).map(|name| &text[name.len()..])
}

/// The text before a currency at its end.
pub(super) fn strip_behind(text: &str) -> Option<&str> {
    if let Some(rest) = text.strip_suffix(is_sign) {
        return Some(rest);
    }
    let start = |name: &str| text.len().checked_sub(name.len());
    let fits =
        |name: &&&str| start(name).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(name));
    NAMES.iter().find(fits).map(|name| &text[..text.len() - name.len()])
}

/// The signs that are a currency by themselves: ¥ £ €, and those that stand with it in Unicode, ₩ ₹ ₽ ₺ ₫ …; not `$`, which may be
/// the end of `US$`.
fn is_sign(character: char) -> bool {
    matches!(character, '¥' | '£' | '\u{20A0}'..='\u{20CF}' | '฿' | '﹩')
}

#[cfg(test)]
mod tests {
    use super::NAMES;

    #[test]
    fn the_first_name_that_fits_is_the_longest() {
        for (at, name) in NAMES.iter().enumerate() {
            for later in &NAMES[at + 1..] {
                let (name, later) = (name.to_ascii_uppercase(), later.to_ascii_uppercase());
                assert!(!later.starts_with(&name) && !later.ends_with(&name), "{name} hides {later}");
            }
        }
    }
}
