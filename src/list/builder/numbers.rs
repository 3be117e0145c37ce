//! Columns of numbers and percentages.

use std::ops::Range;

use super::currencies::Currencies;
use super::evidence::Evidence;
use super::others::is_missing_error;
use super::percent::Sizes;
use super::{BareNumbers, CellPosition, Example, Read, Unreadable, Verdict, Way};
use crate::list::value::{Alike, Currency, Decimals, Number, Plain, is_missing, trimmed};
use crate::list::{BoundField, RawCell, ReadAs, ReadingFact, UnitFrom};
use crate::number::Decimal;
use crate::rule::field::{FieldKind, Fill};
use crate::score::{Cell, Numbers};

#[derive(Debug, Clone)]
pub(super) struct NumberColumn {
    numbers: Numbers,
    fill: Cell<Decimal>,
    is_percent: bool,
    /// The power of ten of the column's unit.
    power: u8,
    /// Whether the list's title has a unit that would hold for the column if it is one of money.
    has_title: bool,
    asked: Option<ReadAs>,
    way: Way,
    styles: Styles,
    sizes: Sizes,
    /// Cells that say their own unit although the header has one.
    own_unit: Evidence,
    currencies: Currencies,
}

/// Which decimal marks the cells speak for.
#[derive(Debug, Clone, Default)]
struct Styles {
    /// Only the point fits.
    point: Evidence,
    /// Only the comma fits.
    comma: Evidence,
    /// Both fit and give different values.
    either: Evidence,
}

impl NumberColumn {
    pub fn new(bound: &BoundField, way: Way) -> NumberColumn {
        let fill = match bound.field.default {
            Some(Fill::Number(value)) => Cell::Value(value),
            _ => Cell::Missing,
        };
        let is_percent = bound.field.kind == FieldKind::Percent;
        NumberColumn {
            numbers: Numbers::default(),
            fill,
            is_percent,
            power: bound.title.filter(|_| way.title).map_or(bound.power, |title| title.power),
            has_title: bound.title.is_some(),
            asked: bound.read_as,
            way,
            styles: Styles::default(),
            sizes: Sizes::default(),
            own_unit: Evidence::default(),
            currencies: Currencies::default(),
        }
    }

    pub fn reserve(&mut self, cells: usize) {
        self.numbers.reserve(cells);
    }

    #[inline]
    pub fn push(&mut self, cell: RawCell<'_>, spot: CellPosition) -> Read {
        match cell {
            RawCell::Text(text) => match Plain::read(text.as_bytes()) {
                Some(plain) => self.push_plain(plain, false, text, spot),
                None => self.push_text(text, spot),
            },
            RawCell::Empty => self.push_missing(),
            RawCell::Number { value, percent, currency: None } => self.push_stored(value, percent, spot),
            RawCell::Number { value, percent, currency: Some(currency) } => {
                let read = self.push_stored(value, percent, spot);
                self.see_currency(currency, read, spot, &value);
                read
            }
            RawCell::Error(error) if is_missing_error(error) => self.push_missing(),
            RawCell::Date { .. } | RawCell::Duration { .. } | RawCell::Flag(_) | RawCell::Error(_) => self.push_bad(),
        }
    }

    /// Adds cells as long as they are plain numbers like others before them, which tell nothing new: they have no more decimals than the
    /// column has, and a point does not speak for another reading than it did. Gives back how many were added, and the first cell that was not.
    #[inline]
    pub fn push_run(
        &mut self,
        bytes: &[u8],
        cells: &mut impl Iterator<Item = Range<usize>>,
    ) -> (u64, Option<Range<usize>>) {
        let knows_points = self.way.decimals == Decimals::Point && self.styles.point.first.is_some();
        let Some((integers, scale)) = self.numbers.small_mut().filter(|_| !self.is_percent) else {
            return (0, cells.next());
        };
        let finest = scale + self.power;
        // Most cells have as many decimals as the column.
        let alike = Alike::with_decimals(finest).filter(|_| finest == 0 || knows_points);
        // None of these integers is one of the marks: 18 digits are far from them, and no mark is a multiple of ten.
        let integer_and_point = |cell: &Range<usize>| {
            let bytes = &bytes[..cell.end];
            if let Some(integer) = alike.and_then(|alike| alike.read_end(bytes, cell.len())) {
                return Some((integer, finest > 0));
            }
            let plain = Plain::read_end(bytes, cell.len())?;
            let has_point = plain.scale > 0;
            if has_point && (!knows_points || plain.either) {
                return None;
            }
            let factor = 10i64.checked_pow(u32::from(finest.checked_sub(plain.scale)?))?;
            Some((plain.mantissa.checked_mul(factor)?, has_point))
        };
        let before = integers.len();
        let points = &mut self.styles.point.count;
        let next = cells.find(|cell| {
            let Some((integer, has_point)) = integer_and_point(cell) else { return true };
            integers.push(integer);
            *points += u64::from(has_point);
            false
        });
        ((integers.len() - before) as u64, next)
    }

    /// The ordinary cell, perhaps with a per-cent sign behind it.
    #[inline]
    pub fn push_plain(
        &mut self,
        plain: Plain,
        percent: bool,
        text: &(impl ToString + ?Sized),
        spot: CellPosition,
    ) -> Read {
        let Plain { mantissa, mut scale, either } = plain;
        if scale > 0 {
            if either {
                self.styles.either.see(spot, text)
            } else {
                self.styles.point.see(spot, text)
            }
            if self.way.decimals == Decimals::Comma {
                if !either {
                    return self.push_bad();
                }
                scale = 0;
            }
        }
        if percent {
            return self.push_small(mantissa, scale + 2);
        }
        if self.power > scale {
            let factor = 10i64.checked_pow(u32::from(self.power - scale));
            return match factor.and_then(|factor| mantissa.checked_mul(factor)) {
                Some(mantissa) => self.push_small(mantissa, 0),
                None => self.push_bare(Decimal::from_parts(i128::from(mantissa), scale), text, spot),
            };
        }
        if self.is_percent {
            self.sizes.see(Decimal::from_parts(i128::from(mantissa), scale), spot, text);
            let more = if self.way.bare == BareNumbers::Percent { 2 } else { 0 };
            return self.push_small(mantissa, scale + more);
        }
        self.push_small(mantissa, scale - self.power)
    }

    #[inline]
    fn push_small(&mut self, mantissa: i64, scale: u8) -> Read {
        self.numbers.push_small(mantissa, scale);
        Read::Value
    }

    #[cold]
    fn push_text(&mut self, text: &str, spot: CellPosition) -> Read {
        let text = trimmed(text);
        if is_missing(text) {
            return self.push_missing();
        }
        let size = text.strip_suffix('%');
        if let Some(plain) = Plain::read(size.unwrap_or(text).as_bytes()) {
            return self.push_plain(plain, size.is_some(), text, spot);
        }
        let Some(number) = Number::read(text) else { return self.push_bad() };
        match (number.point, number.comma) {
            (Some(point), Some(comma)) if point == comma => {}
            (Some(_), Some(_)) => self.styles.either.see(spot, text),
            (Some(_), None) => self.styles.point.see(spot, text),
            (None, _) => self.styles.comma.see(spot, text),
        }
        let read = match number.value(self.way.decimals) {
            None => self.push_bad(),
            Some(value) if number.percent => self.push_value(Some(value)),
            Some(value) if number.unit => {
                if self.power > 0 {
                    self.own_unit.see(spot, text);
                }
                self.push_value(Some(value))
            }
            Some(value) => self.push_bare(value, text, spot),
        };
        if let Some(currency) = number.currency {
            self.see_currency(currency, read, spot, text);
        }
        read
    }

    /// Remembers the currency of the cell that was added last.
    fn see_currency(&mut self, currency: Currency, read: Read, spot: CellPosition, text: &(impl ToString + ?Sized)) {
        if read == Read::Value && !self.is_percent {
            self.currencies.see(currency, self.numbers.len() - 1, spot, text);
        }
    }

    /// A workbook's number; one shown as per cent is a ratio as it is stored.
    fn push_stored(&mut self, value: f64, percent: bool, spot: CellPosition) -> Read {
        let value = Decimal::from_f64_shown(value);
        match value {
            Some(value) if !percent => self.push_bare(value, &value, spot),
            value => self.push_value(value),
        }
    }

    /// A number without a unit or per-cent sign of its own.
    fn push_bare(&mut self, value: Decimal, text: &(impl ToString + ?Sized), spot: CellPosition) -> Read {
        if !self.is_percent {
            return self.push_value(value.shift(i32::from(self.power)));
        }
        self.sizes.see(value, spot, text);
        match self.way.bare {
            BareNumbers::Ratio => self.push_value(Some(value)),
            BareNumbers::Percent => self.push_value(value.shift(-2)),
        }
    }

    fn push_value(&mut self, value: Option<Decimal>) -> Read {
        match value.filter(|value| value.is_writable()) {
            Some(value) => {
                self.numbers.push(Cell::Value(value));
                Read::Value
            }
            None => self.push_bad(),
        }
    }

    fn push_missing(&mut self) -> Read {
        self.numbers.push(self.fill);
        Read::Missing
    }

    fn push_bad(&mut self) -> Read {
        self.numbers.push(Cell::Bad);
        Read::Bad
    }

    pub fn len(&self) -> usize {
        self.numbers.len()
    }

    pub fn append(&mut self, other: NumberColumn) {
        self.currencies.append(other.currencies, self.numbers.len());
        self.numbers.append(other.numbers);
        self.styles.point.append(other.styles.point);
        self.styles.comma.append(other.styles.comma);
        self.styles.either.append(other.styles.either);
        self.sizes.append(other.sizes);
        self.own_unit.append(other.own_unit);
    }

    pub fn verdict(&self, field: &str) -> Verdict {
        let mut way = self.way;
        match self.decimals(field) {
            Ok(decimals) => way.decimals = decimals,
            Err(refusal) => return Verdict::Refuse(refusal),
        }
        if way != self.way {
            return Verdict::Again(way); // the sizes of bare numbers were taken under the wrong reading
        }
        let bare = match self.bare(field) {
            Ok(bare) => bare,
            Err(refusal) => return Verdict::Refuse(refusal),
        };
        way.bare = bare.unwrap_or(way.bare);
        // A column with currencies is one of money.
        way.title |= self.has_title && !self.currencies.seen.is_empty();
        if way != self.way {
            return Verdict::Again(way);
        }
        let decided = match (self.asked, bare) {
            (Some(asked), _) => Some(asked),
            (None, Some(BareNumbers::Ratio)) => Some(ReadAs::Ratio),
            (None, Some(BareNumbers::Percent)) => Some(ReadAs::Percent),
            (None, None) => self.styles.decided(way.decimals),
        };
        Verdict::Keep(decided, self.facts(bare))
    }

    fn decimals(&self, field: &str) -> Result<Decimals, Box<Unreadable<Example>>> {
        match self.asked {
            Some(ReadAs::PointDecimal | ReadAs::CommaDecimal) => Ok(self.way.decimals),
            _ => self.styles.decide(field),
        }
    }

    fn bare(&self, field: &str) -> Result<Option<BareNumbers>, Box<Unreadable<Example>>> {
        match self.asked {
            Some(ReadAs::Ratio | ReadAs::Percent) => Ok(None),
            _ if self.is_percent => self.sizes.decide(field),
            _ => Ok(None),
        }
    }

    fn facts(&self, bare: Option<BareNumbers>) -> Vec<ReadingFact> {
        let mut facts = Vec::new();
        let from = if self.way.title { UnitFrom::Title } else { UnitFrom::Header };
        if self.power > 0 {
            facts.push(ReadingFact::Multiplied(10u64.pow(u32::from(self.power.min(18))), from));
        }
        if self.own_unit.count > 0 {
            facts.push(ReadingFact::OwnUnit(self.own_unit.seen(), from));
        }
        if !matches!(self.asked, Some(ReadAs::PointDecimal | ReadAs::CommaDecimal)) {
            facts.extend(self.styles.fact(self.way.decimals));
        }
        facts.extend(bare.map(|bare| self.sizes.fact(bare)));
        facts
    }

    /// The column, and what is known of its unit and currencies.
    pub fn finish(self) -> (Numbers, u8, bool, Currencies) {
        (self.numbers, self.power, self.way.title, self.currencies)
    }
}

impl Styles {
    fn decide(&self, field: &str) -> Result<Decimals, Box<Unreadable<Example>>> {
        if self.comma.count == 0 {
            return Ok(Decimals::Point);
        }
        let point = (&self.point, ReadAs::PointDecimal);
        let comma = (&self.comma, ReadAs::CommaDecimal);
        Unreadable::contradiction(field, point, comma).map_or(Ok(Decimals::Comma), Err)
    }

    /// The decision, where there was one to make.
    fn decided(&self, decimals: Decimals) -> Option<ReadAs> {
        match decimals {
            Decimals::Comma => Some(ReadAs::CommaDecimal),
            Decimals::Point => (self.either.count > 0).then_some(ReadAs::PointDecimal),
        }
    }

    fn fact(&self, decimals: Decimals) -> Option<ReadingFact> {
        match decimals {
            Decimals::Comma => Some(ReadingFact::DecimalComma(self.comma.seen())),
            Decimals::Point if self.either.count > 0 && self.point.count == 0 => {
                Some(ReadingFact::AssumedDecimalPoint(self.either.seen()))
            }
            Decimals::Point => None,
        }
    }
}
