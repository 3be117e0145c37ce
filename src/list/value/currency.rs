//! Currencies: the signs, codes and words by which lists name them.

/// A currency, or a sign that may stand for several (`¥`, `kr`): see [`Currency::code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency(&'static str);

/// A sign that several currencies share.
struct Shared {
    sign: &'static str,
    /// What it is taken for; itself where that cannot be said.
    home: &'static str,
    /// The others that it may be. Beside a code of one of them, as in `$5 CAD`, it is that one.
    others: &'static [&'static str],
    /// Whether a column that has the sign and one of the others is understood: `$` beside `HK$` is the American one.
    is_told_apart: bool,
}

const SHARED: [Shared; 4] = [
    Shared { sign: "¥", home: "CNY", others: &["JPY"], is_told_apart: false },
    Shared { sign: "kr", home: "kr", others: &["SEK", "NOK", "DKK", "ISK"], is_told_apart: false },
    Shared { sign: "Rs", home: "INR", others: &["PKR", "LKR", "NPR", "MUR"], is_told_apart: false },
    Shared {
        sign: "$",
        home: "USD",
        others: &["HKD", "TWD", "AUD", "CAD", "NZD", "SGD", "MOP", "BRL", "MXN", "ARS", "CLP", "COP"],
        is_told_apart: true,
    },
];

/// Codes and words that stand before or behind an amount, letters in any case, with the currency of each. None is the beginning or the
/// end of a later one, so that the first that fits is the longest.
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("US$", "USD"), ("HK$", "HKD"), ("NT$", "TWD"), ("AU$", "AUD"), ("CA$", "CAD"), ("NZ$", "NZD"), ("SG$", "SGD"), ("MX$", "MXN"),
    ("A$", "AUD"), ("C$", "CAD"), ("S$", "SGD"), ("R$", "BRL"), ("$", "$"),
    ("人民币元", "CNY"), ("元人民币", "CNY"), ("人民币", "CNY"), ("人民幣", "CNY"), ("美元", "USD"), ("美金", "USD"), ("欧元", "EUR"), ("歐元", "EUR"),
    ("港元", "HKD"), ("港币", "HKD"), ("港幣", "HKD"), ("日元", "JPY"), ("日圆", "JPY"), ("日圓", "JPY"), ("韩元", "KRW"), ("英镑", "GBP"), ("英鎊", "GBP"),
    ("澳元", "AUD"), ("加元", "CAD"), ("新台币", "TWD"), ("新台幣", "TWD"), ("台币", "TWD"), ("台幣", "TWD"), ("瑞士法郎", "CHF"), ("卢布", "RUB"),
    ("新加坡元", "SGD"), ("泰铢", "THB"), ("卢比", "INR"), ("圆", "CNY"), ("圓", "CNY"), ("元", "CNY"), ("块", "CNY"), ("円", "JPY"), ("원", "KRW"),
    ("yuan", "CNY"), ("renminbi", "CNY"), ("euros", "EUR"), ("euro", "EUR"), ("dollars", "USD"), ("dollar", "USD"), ("pounds", "GBP"), ("pound", "GBP"),
    ("yen", "JPY"), ("CNY", "CNY"), ("CNH", "CNY"), ("RMB", "CNY"), ("USD", "USD"), ("EUR", "EUR"), ("GBP", "GBP"), ("JPY", "JPY"), ("HKD", "HKD"),
    ("TWD", "TWD"), ("NTD", "TWD"), ("MOP", "MOP"), ("KRW", "KRW"), ("SGD", "SGD"), ("AUD", "AUD"), ("CAD", "CAD"), ("CHF", "CHF"), ("SFr.", "CHF"),
    ("NZD", "NZD"), ("INR", "INR"), ("THB", "THB"), ("MYR", "MYR"), ("IDR", "IDR"), ("PHP", "PHP"), ("VND", "VND"), ("RUB", "RUB"), ("руб.", "RUB"),
    ("руб", "RUB"), ("UAH", "UAH"), ("грн", "UAH"), ("KZT", "KZT"), ("BRL", "BRL"), ("MXN", "MXN"), ("ARS", "ARS"), ("CLP", "CLP"), ("COP", "COP"),
    ("PEN", "PEN"), ("SEK", "SEK"), ("NOK", "NOK"), ("DKK", "DKK"), ("ISK", "ISK"), ("PLN", "PLN"), ("zł", "PLN"),
    ("CZK", "CZK"), ("Kč", "CZK"), ("HUF", "HUF"), ("RON", "RON"), ("lei", "RON"), ("BGN", "BGN"), ("лв", "BGN"), ("TRY", "TRY"),
    ("TL", "TRY"), ("ILS", "ILS"), ("AED", "AED"), ("SAR", "SAR"), ("QAR", "QAR"), ("KWD", "KWD"), ("EGP", "EGP"), ("ZAR", "ZAR"), ("NGN", "NGN"),
    ("KES", "KES"), ("PKR", "PKR"), ("BDT", "BDT"), ("LKR", "LKR"), ("NPR", "NPR"), ("MUR", "MUR"), ("Rs.", "Rs"), ("Rs", "Rs"), ("Rp", "IDR"), ("RM", "MYR"),
    ("kr.", "kr"), ("kr", "kr"),
];

/// The signs that are a currency by themselves; not `$`, which may be the end of `US$`.
#[rustfmt::skip]
const SIGNS: &[(char, &str)] = &[
    ('¥', "¥"), ('£', "GBP"), ('€', "EUR"), ('₩', "KRW"), ('₹', "INR"), ('₽', "RUB"), ('₺', "TRY"), ('₫', "VND"), ('฿', "THB"), ('₴', "UAH"),
    ('₸', "KZT"), ('₱', "PHP"), ('₪', "ILS"), ('₦', "NGN"), ('₡', "CRC"), ('₲', "PYG"), ('₵', "GHS"), ('₭', "LAK"), ('₮', "MNT"), ('₼', "AZN"),
    ('₾', "GEL"), ('₿', "BTC"), ('₨', "Rs"), ('₤', "GBP"), ('﹩', "$"), ('₠', "₠"), ('₢', "₢"), ('₣', "₣"), ('₥', "₥"), ('₧', "₧"), ('₯', "₯"),
    ('₰', "₰"), ('₳', "₳"), ('₶', "₶"), ('₷', "₷"), ('₻', "₻"),
];

impl Currency {
    /// The currency of a whole text in its plain form: `USD`, `k€` is none.
    pub fn named(text: &str) -> Option<Currency> {
        match Currency::strip_before(text.trim())? {
            ("", currency, _) => Some(currency),
            _ => None,
        }
    }

    /// Its code (`CNY` for `¥`), or the sign itself where that may be several currencies (`kr`).
    pub fn code(self) -> &'static str {
        self.shared().map_or(self.0, |shared| shared.home)
    }

    /// The sign, code or word itself.
    pub fn sign(self) -> &'static str {
        self.0
    }

    /// Whether this is a sign that may be the other currency as well, so that amounts of both are not told apart.
    pub fn may_be(self, other: Currency) -> bool {
        self.shared().is_some_and(|shared| !shared.is_told_apart && shared.others.contains(&other.0))
    }

    /// One amount's currency by what stands before it and what stands behind it; nothing where they contradict each other.
    pub fn of_both(self, other: Currency) -> Option<Currency> {
        let is_it = |sign: Currency, code: Currency| {
            sign.code() == code.code() || sign.shared().is_some_and(|shared| shared.others.contains(&code.0))
        };
        // The code says more than the sign.
        let (sign, code) = if self.shared().is_some() { (self, other) } else { (other, self) };
        is_it(sign, code).then_some(code)
    }

    fn shared(self) -> Option<&'static Shared> {
        SHARED.iter().find(|shared| shared.sign == self.0)
    }

    /// The text behind a currency at its beginning, the currency, and its name.
    pub(super) fn strip_before(text: &str) -> Option<(&str, Currency, &'static str)> {
        if let Some(sign) = text.chars().next().and_then(of_sign) {
            return Some((&text[sign.0..], Currency(sign.1), ""));
        }
        let fits = |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        let &(name, code) = NAMES.iter().find(|(name, _)| fits(name))?;
        Some((&text[name.len()..], Currency(code), name))
    }

    /// The text before a currency at its end, the currency, and its name.
    pub(super) fn strip_behind(text: &str) -> Option<(&str, Currency, &'static str)> {
        if let Some(sign) = text.chars().next_back().and_then(of_sign) {
            return Some((&text[..text.len() - sign.0], Currency(sign.1), ""));
        }
        let end = |name: &str| text.len().checked_sub(name.len()).and_then(|at| text.get(at..));
        let fits = |name: &str| end(name).is_some_and(|end| end.eq_ignore_ascii_case(name));
        let &(name, code) = NAMES.iter().find(|(name, _)| fits(name))?;
        Some((&text[..text.len() - name.len()], Currency(code), name))
    }
}

/// The length of a sign in bytes, and its currency.
fn of_sign(character: char) -> Option<(usize, &'static str)> {
    if character.is_ascii() {
        return None;
    }
    let (_, code) = SIGNS.iter().find(|(sign, _)| *sign == character)?;
    Some((character.len_utf8(), code))
}

/// The code of a currency that a user or a list names: a known one by any of its names, otherwise the text itself in capitals.
pub fn currency_code(text: &str) -> String {
    let text = super::narrow(super::trimmed(text));
    Currency::named(&text).map_or_else(|| text.trim().to_uppercase(), |currency| currency.code().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_that_fits_is_the_longest() {
        for (at, (name, _)) in NAMES.iter().enumerate() {
            for (later, _) in &NAMES[at + 1..] {
                let (name, later) = (name.to_ascii_uppercase(), later.to_ascii_uppercase());
                assert!(!later.starts_with(&name) && !later.ends_with(&name), "{name} hides {later}");
            }
        }
    }

    #[test]
    fn a_currency_has_many_names() {
        let names = [
            ("CNY", ["¥", "￥", "元", "CNY", "rmb", "人民币"]),
            ("USD", ["$", "US$", "usd", "美元", "＄", "dollars"]),
            ("EUR", ["€", "EUR", "euro", "欧元", "Euros", " € "]),
            ("JPY", ["円", "JPY", "日元", "yen", "日圆", "jpy"]),
            ("kr", ["kr", "kr.", "Kr", "KR", "ｋｒ", " kr"]),
        ];
        for (code, names) in names {
            for name in names {
                assert_eq!(currency_code(name), code, "{name}");
            }
        }
        assert_eq!((currency_code("xau"), currency_code("k€")), ("XAU".to_owned(), "K€".to_owned()));
    }

    #[test]
    fn a_sign_that_several_currencies_share_is_not_told_from_the_others() {
        let named = |name| Currency::named(name).unwrap();
        assert!(
            named("¥").may_be(named("JPY")) && named("kr").may_be(named("NOK")) && named("Rs").may_be(named("PKR"))
        );
        assert!(
            !named("¥").may_be(named("CNY")) && !named("元").may_be(named("JPY")) && !named("$").may_be(named("HKD"))
        );
        let both = |before, behind| named(before).of_both(named(behind)).map(Currency::code);
        assert_eq!(both("$", "CAD"), Some("CAD"));
        assert_eq!(both("¥", "元"), Some("CNY"));
        assert_eq!(both("US$", "$"), Some("USD"));
        assert_eq!(both("¥", "USD"), None);
    }
}
