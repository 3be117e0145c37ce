//! Currency signs and codes around a number.

/// Signs and codes, as they stand before or behind an amount; letters in any case. None is the beginning of a later one, so that
/// the first that fits is the longest.
const CURRENCIES: [&str; 92] = [
    "euro",
    "US$",
    "HK$",
    "NT$",
    "AU$",
    "CA$",
    "NZ$",
    "SG$",
    "A$",
    "C$",
    "S$",
    "R$",
    "$",
    "¥",
    "€",
    "£",
    "﹩",
    "人民币",
    "美元",
    "美金",
    "欧元",
    "港元",
    "港币",
    "日元",
    "日圆",
    "韩元",
    "英镑",
    "澳元",
    "加元",
    "新台币",
    "台币",
    "圆",
    "圓",
    "元",
    "块",
    "円",
    "원",
    "CNY",
    "CNH",
    "RMB",
    "USD",
    "EUR",
    "GBP",
    "JPY",
    "HKD",
    "TWD",
    "NTD",
    "MOP",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "NZD",
    "INR",
    "THB",
    "MYR",
    "IDR",
    "PHP",
    "VND",
    "RUB",
    "UAH",
    "KZT",
    "BRL",
    "MXN",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "SEK",
    "NOK",
    "DKK",
    "ISK",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "TRY",
    "ILS",
    "AED",
    "SAR",
    "QAR",
    "KWD",
    "EGP",
    "ZAR",
    "NGN",
    "KES",
    "PKR",
    "BDT",
    "LKR",
    "yuan",
];

/// The text behind a currency at its beginning.
pub(super) fn strip_before(text: &str) -> Option<&str> {
    let first = text.chars().next()?;
    if is_sign(first) {
        return Some(&text[first.len_utf8()..]);
    }
    let fits = |name: &&&str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    CURRENCIES.iter().find(fits).map(|name| &text[name.len()..])
}

/// The text before a currency at its end.
pub(super) fn strip_behind(text: &str) -> Option<&str> {
    let last = text.chars().next_back()?;
    if is_sign(last) {
        return Some(&text[..text.len() - last.len_utf8()]);
    }
    let start = |name: &str| text.len().checked_sub(name.len());
    let fits =
        |name: &&&str| start(name).and_then(|at| text.get(at..)).is_some_and(|end| end.eq_ignore_ascii_case(name));
    CURRENCIES.iter().find(fits).map(|name| &text[..text.len() - name.len()])
}

/// The currency signs that stand together in Unicode: ₩ ₹ ₽ ₺ ₫ ….
fn is_sign(character: char) -> bool {
    matches!(character, '\u{20A0}'..='\u{20CF}' | '฿')
}
