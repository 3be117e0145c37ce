//! Amounts in several currencies, which are refused.

use std::fmt;

use super::Finding;

/// Amounts that are not added up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixedCurrencies {
    /// The field.
    pub field: String,
    /// How many amounts there are of each currency, and the first.
    pub counts: Vec<CurrencyCount>,
    /// The amounts without a currency: how many, and the first.
    pub without: Option<CurrencyCount>,
    /// Why they are refused.
    pub problem: CurrencyProblem,
}

/// Amounts in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyCount {
    /// The currency's code; empty for none.
    pub code: String,
    /// How many.
    pub count: u64,
    /// The first, where there is one.
    pub first: Option<Finding>,
}

/// Why amounts are refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CurrencyProblem {
    /// There are several currencies, and nothing is said of them.
    Several,
    /// A sign may be two of them.
    NotToldApart(&'static str, &'static str),
    /// More than one has no rate.
    WithoutRate(Vec<String>),
    /// There are rates, and amounts without a currency.
    NoCurrency,
}

impl MixedCurrencies {
    /// The currencies that would have to be given a rate: all but the one that most amounts are in.
    pub fn to_rate(&self) -> (&str, Vec<&str>) {
        let most = self.counts.iter().rev().max_by_key(|known| known.count).map_or("", |known| known.code.as_str());
        (most, self.counts.iter().map(|known| known.code.as_str()).filter(|code| *code != most).collect())
    }
}

impl fmt::Display for MixedCurrencies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |known: &CurrencyCount| {
            let first = match &known.first {
                Some(first) if first.text.is_empty() => format!(" (first {})", first.place),
                Some(first) => format!(" (first {} {:?})", first.place, first.text),
                None => String::new(),
            };
            let code = if known.code.is_empty() { "none" } else { &known.code };
            format!("{code} {}{first}", known.count)
        };
        let counts = self.counts.iter().chain(&self.without).map(count).collect::<Vec<_>>().join(", ");
        let field = &self.field;
        match &self.problem {
            CurrencyProblem::Several => write!(f, "{field}: amounts in several currencies are not added up: {counts}")?,
            CurrencyProblem::NotToldApart(sign, other) => {
                return write!(
                    f,
                    "{field}: {sign} may be {other}, and both are there: {counts}\nhelp: write the code ({other} or another one) instead of {sign}"
                );
            }
            CurrencyProblem::WithoutRate(codes) => {
                write!(
                    f,
                    "{field}: {} have no rate, and amounts are counted in one currency: {counts}",
                    codes.join(" and ")
                )?;
            }
            CurrencyProblem::NoCurrency => {
                return write!(
                    f,
                    "{field}: amounts without a currency stand beside several: {counts}\nhelp: write their currency, or leave them out: --only {}",
                    self.to_rate().0
                );
            }
        }
        let (most, others) = self.to_rate();
        let rates = others.iter().map(|code| format!("--rate {code}=X")).collect::<Vec<_>>().join(" ");
        write!(
            f,
            "\nhelp: classify the customers of one currency: --only {most} (the others are left unclassified); or count all in {most}, \
             with what one of each other is worth in it for X: {rates}"
        )
    }
}
