//! Amounts in several currencies: counted, and refused, set aside or converted, as the user said. Never added up as they are.
//!
//! An amount's currency is that of its own cell; otherwise that of the row's currency column, of the column's header, or of a line above
//! the header; otherwise the only one that the column has.

use super::mixed_currencies::{CurrencyCount, CurrencyProblem, MixedCurrencies};
use super::value::{Currency, currency_code};
use super::{
    Binding, BoundField, CurrencyChoice, Extract, FieldReading, Finding, InputError, MoneyReading, Progress,
    ReadingFact, Source,
};
use crate::number::Decimal;
use crate::rule::FieldKind;
use crate::score::{Cell, Column, Numbers, SetAside, Texts};

/// The field that says in which currency a customer's amounts are.
pub const CURRENCY: &str = "currency";

/// The amounts of one currency while they are counted.
#[derive(Debug)]
struct Counted {
    code: String,
    count: u64,
    first: Option<usize>,
}

/// A column of money with all that says in which currency its amounts are.
struct Amounts<'a> {
    bound: &'a BoundField,
    reading: &'a FieldReading,
    numbers: &'a Numbers,
    /// The codes of the cells' own signs, by their marks.
    signs: Vec<String>,
    /// The currency column, and the code of each of its texts.
    by_row: Option<(&'a Texts, &'a [String])>,
    /// That of the header or the title.
    of_column: Option<String>,
}

impl Source {
    /// The first pass: takes the bound columns out of the list, amounts in the currency that counts. With `plain_columns`, it also finds
    /// out which columns of a delimited list hold nothing but plain numbers or dates.
    ///
    /// # Errors
    ///
    /// When the list cannot be read or changes meanwhile, when a column is refused, and when amounts of several currencies would be added up.
    pub fn extract(
        &mut self,
        binding: &Binding,
        plain_columns: bool,
        progress: &dyn Progress,
    ) -> Result<Extract, InputError> {
        let mut extract = self.extract_as_written(binding, plain_columns, progress)?;
        settle(self, binding, &mut extract)?;
        Ok(extract)
    }
}

/// Settles the currencies of all columns of money.
///
/// # Errors
///
/// Where amounts of several currencies would be added up.
fn settle(source: &Source, binding: &Binding, extract: &mut Extract) -> Result<(), InputError> {
    let by_row = binding.fields.iter().position(|bound| bound.field.name == CURRENCY && bound.column.is_some());
    let codes = match by_row.map(|at| &extract.columns[at]) {
        Some(Column::Texts(texts)) => texts.dictionary().texts().map(currency_code).collect::<Vec<_>>(),
        _ => Vec::new(),
    };
    for at in 0..binding.fields.len() {
        let (bound, reading) = (&binding.fields[at], &extract.readings[at]);
        let is_money = bound.column.is_some() && (bound.field.money || !reading.signs.is_empty());
        let Column::Numbers(numbers) = &extract.columns[at] else { continue };
        if !is_money || bound.field.kind != FieldKind::Number {
            continue;
        }
        let texts = by_row.and_then(|at| match &extract.columns[at] {
            Column::Texts(texts) if !codes.is_empty() => Some((texts, codes.as_slice())),
            _ => None,
        });
        let amounts = Amounts::new(bound, reading, numbers, texts);
        let settled = amounts.settle(&binding.currencies);
        let (money, changed) = match settled {
            Ok(settled) => settled,
            Err(refused) => return Err(refused.located(&amounts, source, binding, extract)?),
        };
        let reading = &mut extract.readings[at];
        reading.sign_of = Vec::new();
        reading.values -= money.set_aside;
        reading.facts.extend(facts(&money));
        reading.money = Some(money);
        if let Some(numbers) = changed {
            extract.columns[at] = Column::Numbers(numbers);
        }
    }
    Ok(())
}

/// What people should know of a column's currencies.
fn facts(money: &MoneyReading) -> Vec<ReadingFact> {
    let mut facts = Vec::new();
    if !money.counts.is_empty() {
        facts.push(ReadingFact::Currencies(money.counts.clone()));
    }
    if money.without > 0 {
        facts.push(ReadingFact::NoCurrency(money.without));
    }
    if let Some(only) = money.counted_in.as_ref().filter(|_| money.set_aside > 0) {
        facts.push(ReadingFact::OnlyCurrency(only.clone(), money.set_aside));
    }
    let count = |code: &str| money.counts.iter().find(|(known, _)| known == code).map_or(0, |(_, count)| *count);
    facts.extend(money.rates.iter().map(|(code, rate)| ReadingFact::Rate(code.clone(), *rate, count(code))));
    facts
}

/// What is refused, while its places are not known.
struct Refused {
    counted: Vec<Counted>,
    without: Counted,
    problem: CurrencyProblem,
}

impl<'a> Amounts<'a> {
    fn new(
        bound: &'a BoundField,
        reading: &'a FieldReading,
        numbers: &'a Numbers,
        by_row: Option<(&'a Texts, &'a [String])>,
    ) -> Amounts<'a> {
        let signs = reading.signs.iter().map(|(currency, _)| currency.code().to_owned()).collect();
        let title = bound.title.filter(|_| reading.has_title_unit).and_then(|unit| unit.currency);
        let of_column = bound.currency.or(title).map(|currency| currency.code().to_owned());
        // A currency column that says the same throughout is no more than a title.
        let (by_row, of_column) = match by_row {
            Some((_, [one, others @ ..]))
                if others.iter().all(|other| other == one) && bound.currency.is_none_or(|own| own.code() == one) =>
            {
                (None, Some(one.clone()))
            }
            by_row => (by_row, of_column),
        };
        Amounts { bound, reading, numbers, signs, by_row, of_column }
    }

    /// The currency of a customer's amount, as far as it is said.
    fn code(&self, row: usize) -> Option<&str> {
        let of_row = self.by_row.and_then(|(texts, codes)| codes.get(texts.get(row).value()? as usize));
        if let Some(sign) = self.reading.sign_of.get(row).and_then(|mark| usize::from(*mark).checked_sub(1)) {
            // `¥` in a row of JPY is that, and `$` in one of HKD.
            let currency = self.reading.signs[sign].0;
            let is_of_row = |code: &&String| Currency::named(code).is_some_and(|row| currency.of_both(row).is_some());
            return of_row.filter(is_of_row).or(self.signs.get(sign)).map(String::as_str);
        }
        of_row.or(self.of_column.as_ref()).map(String::as_str)
    }

    /// How many amounts are in each currency, in the order in which they come, and how many in none.
    fn count(&self) -> (Vec<Counted>, Counted) {
        let mut counted: Vec<Counted> = Vec::new();
        let mut without = Counted { code: String::new(), count: 0, first: None };
        for (row, _) in self.numbers.iter().enumerate().filter(|(_, cell)| cell.value().is_some()) {
            let code = self.code(row);
            let place = code.map(|code| {
                counted.iter().position(|known| known.code == code).unwrap_or_else(|| {
                    counted.push(Counted { code: code.to_owned(), count: 0, first: None });
                    counted.len() - 1
                })
            });
            let known = place.map_or(&mut without, |place| &mut counted[place]);
            known.count += 1;
            known.first = known.first.or(Some(row));
        }
        // A header's currency is one of the column's, though no cell is in it.
        if let Some(header) = self.bound.currency.map(Currency::code)
            && !counted.is_empty()
            && counted.iter().all(|known| known.code != header)
        {
            counted.push(Counted { code: header.to_owned(), count: 0, first: None });
        }
        (counted, without)
    }

    /// The column's only currency; nothing where there may be several. Most columns are done with that.
    fn only(&self) -> Option<Option<&str>> {
        let mut codes = self.signs.iter().chain(&self.of_column).map(String::as_str);
        let first = codes.next();
        (self.by_row.is_none() && codes.all(|code| Some(code) == first)).then_some(first)
    }

    /// In which currencies the amounts are, and the column as it is counted, if that is not as it stands.
    fn settle(&self, choice: &CurrencyChoice) -> Result<(MoneyReading, Option<Numbers>), Box<Refused>> {
        let (counted, without) = match self.only() {
            Some(None) => (Vec::new(), Counted { code: String::new(), count: 0, first: None }),
            Some(Some(code)) => {
                let code = code.to_owned();
                (
                    vec![Counted { code, count: self.reading.values, first: None }],
                    Counted { code: String::new(), count: 0, first: None },
                )
            }
            None => self.count(),
        };
        if let Some((sign, other)) = self.not_told_apart(&counted).filter(|_| *choice != CurrencyChoice::Counted) {
            return Err(Box::new(Refused { counted, without, problem: CurrencyProblem::NotToldApart(sign, other) }));
        }
        if let [one] = counted.as_slice() {
            // Cells without a sign take the only currency.
            let code = one.code.clone();
            return Ok(self.settled(vec![(code.clone(), one.count + without.count)], 0, Some(&code), choice));
        }
        if counted.is_empty() {
            return Ok((MoneyReading::default(), None));
        }
        let refused = |counted, without, problem| Err(Box::new(Refused { counted, without, problem }));
        match choice {
            CurrencyChoice::None => return refused(counted, without, CurrencyProblem::Several),
            CurrencyChoice::Rates(rates) => {
                let has_rate = |known: &&Counted| rates.iter().any(|(code, _)| *code == known.code);
                let open = counted.iter().filter(|known| known.count > 0 && !has_rate(known));
                let open = open.map(|known| known.code.clone()).collect::<Vec<_>>();
                if open.len() > 1 {
                    return refused(counted, without, CurrencyProblem::WithoutRate(open));
                }
                if without.count > 0 {
                    return refused(counted, without, CurrencyProblem::NoCurrency);
                }
            }
            CurrencyChoice::Only(_) | CurrencyChoice::Counted => {}
        }
        let counts = counted.into_iter().map(|known| (known.code, known.count)).collect();
        Ok(self.settled(counts, without.count, None, choice))
    }

    /// Two currencies of the column that one sign may be.
    fn not_told_apart(&self, counted: &[Counted]) -> Option<(&'static str, &'static str)> {
        // Where each row names its currency, the signs are known by that.
        if self.by_row.is_some() {
            return None;
        }
        let header = self.bound.currency;
        let columns = counted.iter().filter_map(|known| Currency::named(&known.code));
        let all =
            self.reading.signs.iter().map(|(currency, _)| *currency).chain(header).chain(columns).collect::<Vec<_>>();
        let pair =
            |sign: &Currency| all.iter().find(|other| sign.may_be(**other)).map(|other| (sign.sign(), other.code()));
        all.iter().find_map(pair)
    }

    /// The amounts as the user's choice has them. Those without a sign of their own are in `all`, if that is given.
    fn settled(
        &self,
        counts: Vec<(String, u64)>,
        without: u64,
        all: Option<&str>,
        choice: &CurrencyChoice,
    ) -> (MoneyReading, Option<Numbers>) {
        let code = |row| all.or_else(|| self.code(row));
        let mut money = MoneyReading { counts, without, ..MoneyReading::default() };
        match choice {
            CurrencyChoice::None | CurrencyChoice::Counted => {
                money.counted_in = all.map(str::to_owned);
                (money, None)
            }
            CurrencyChoice::Only(only) => {
                money.counted_in = Some(only.clone());
                if all == Some(only) {
                    return (money, None);
                }
                let mut numbers = Numbers::default();
                for (row, cell) in self.numbers.iter().enumerate() {
                    match code(row) {
                        Some(code) if code == only => numbers.push(cell),
                        _ if cell.value().is_none() => numbers.push(cell),
                        code => {
                            money.set_aside += 1;
                            numbers.set_aside(if code.is_some() {
                                SetAside::OtherCurrency
                            } else {
                                SetAside::NoCurrency
                            });
                        }
                    }
                }
                (money, Some(numbers))
            }
            CurrencyChoice::Rates(rates) => {
                let rate = |code: &str| rates.iter().find(|(known, _)| known == code).map(|(_, rate)| *rate);
                let counted = money.counts.iter().filter(|(_, count)| *count > 0);
                money.counted_in = counted.clone().find(|(code, _)| rate(code).is_none()).map(|(code, _)| code.clone());
                money.rates = counted.filter_map(|(code, _)| Some((code.clone(), rate(code)?))).collect();
                if money.rates.is_empty() {
                    return (money, None);
                }
                let converted = |row, value: Decimal| match code(row).and_then(rate) {
                    Some(rate) => {
                        value.checked_mul(rate).filter(|value| value.is_writable()).map_or(Cell::Bad, Cell::Value)
                    }
                    None => Cell::Value(value),
                };
                let cells = self.numbers.iter().enumerate();
                let numbers = cells.map(|(row, cell)| match cell {
                    Cell::Value(value) => converted(row, value),
                    cell => cell,
                });
                (money, Some(numbers.collect()))
            }
        }
    }
}

impl Refused {
    /// The error with the places of the first amounts.
    fn located(
        self,
        amounts: &Amounts<'_>,
        source: &Source,
        binding: &Binding,
        extract: &Extract,
    ) -> Result<InputError, InputError> {
        let place = |known: Counted| {
            let sign = amounts.reading.signs.iter().find(|(currency, _)| currency.code() == known.code);
            let first = match (sign.and_then(|(_, found)| found.first.first().cloned()), known.first) {
                (Some(first), _) => Some(first),
                (None, Some(row)) => {
                    let places = source.places(binding, extract, &[(row, amounts.bound.column)])?;
                    places.into_iter().next().map(|place| Finding { place, text: String::new() })
                }
                (None, None) => None,
            };
            Ok::<_, InputError>(CurrencyCount { code: known.code, count: known.count, first })
        };
        let counts = self.counted.into_iter().map(place).collect::<Result<Vec<_>, _>>()?;
        let without = if self.without.count > 0 { Some(place(self.without)?) } else { None };
        let field = amounts.bound.field.name.clone();
        let file = source.name().to_owned();
        Ok(InputError::Currencies {
            file,
            problem: Box::new(MixedCurrencies { field, counts, without, problem: self.problem }),
        })
    }
}
