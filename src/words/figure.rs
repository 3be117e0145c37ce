//! Figures as people read them.

use std::fmt;

use crate::language::Language;
use crate::number::Decimal;
use crate::number::ratio::ROUNDED_AT;

/// The decimals of money.
const CENTS: usize = 2;

/// How the numbers of a column are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// A measure of the list, such as money: whole numbers, or two decimals on all of them where any value has decimals.
    Amount {
        /// Whether all values of the list are whole.
        whole: bool,
    },
    /// A ratio, shown as per cent.
    Percent,
    /// Something calculated, such as days or points: as many decimals as it has, at most two.
    Plain,
}

impl Style {
    /// The way to show figures that stand in one sentence and are measured by one another: all with as many decimals, and so many that
    /// each is told in full (`499,999.996 is 0.004 short`). What does not end has six.
    pub fn together(self, figures: &[Decimal]) -> Figures {
        let decimals = |figure: Decimal| self.unit(figure).map_or(0, |unit| self.decimals_in_full(unit));
        Figures { style: self, decimals: figures.iter().map(|&figure| decimals(figure)).max().unwrap_or(0) }
    }

    /// A single figure, with enough decimals that what is not 0 is not shown as 0.
    pub fn alone(self, figure: Decimal, language: Language) -> String {
        let mut text = String::new();
        self.write_alone(figure, &mut text);
        self.framed(&text, language)
    }

    /// Appends a single figure without what frames it.
    pub fn write_alone(self, figure: Decimal, out: &mut String) {
        let decimals = self.unit(figure).map_or(0, |unit| self.usual_decimals(unit).max(needed_decimals(unit)));
        Figures { style: self, decimals }.write(figure, out);
    }

    /// A text that stands for a value of the column, as its values are told.
    pub fn framed(self, text: &str, language: Language) -> String {
        match self {
            Style::Percent => language.words().percent(text),
            Style::Amount { .. } | Style::Plain => text.to_owned(),
        }
    }

    /// A text that stands for the difference of two values: of ratios it is percentage points.
    pub fn framed_distance(self, text: &str, language: Language) -> String {
        match self {
            Style::Percent => language.words().percentage_points(text),
            Style::Amount { .. } | Style::Plain => text.to_owned(),
        }
    }

    /// The number that is written for a figure: a ratio's hundredfold.
    fn unit(self, figure: Decimal) -> Option<Decimal> {
        match self {
            Style::Percent => figure.shift(2),
            Style::Amount { .. } | Style::Plain => Some(figure),
        }
    }

    /// With how many decimals a figure is told in full. Most have no more than is usual, which spares a look at the zeros at their end.
    fn decimals_in_full(self, figure: Decimal) -> usize {
        match self {
            Style::Amount { whole: false } | Style::Percent if usize::from(figure.scale()) <= CENTS => CENTS,
            _ if figure.scale() == 0 => self.usual_decimals(figure),
            _ => self.usual_decimals(figure).max(decimals_of(figure)),
        }
    }

    fn usual_decimals(self, figure: Decimal) -> usize {
        match self {
            Style::Amount { whole } if whole && (figure.scale() == 0 || figure.is_integer()) => 0,
            Style::Amount { .. } | Style::Percent => CENTS,
            Style::Plain => usize::from(figure.normalized().scale()).min(CENTS),
        }
    }
}

/// How the figures of one sentence are shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Figures {
    style: Style,
    decimals: usize,
}

impl Figures {
    /// A figure without what frames it.
    #[cfg(test)]
    pub fn plain(self, figure: Decimal) -> String {
        let mut text = String::new();
        self.write(figure, &mut text);
        text
    }

    /// Appends a figure without what frames it.
    pub fn write(self, figure: Decimal, out: &mut String) {
        // A ratio of 38 digits before the point is nothing to be read as per cent.
        self.style.unit(figure).unwrap_or(figure).write_grouped(self.decimals, out);
    }

    /// Appends a line between tiers: one that a rule writes without decimals is shown without.
    pub fn write_line(self, bound: Decimal, out: &mut String) {
        let figures = match self.style {
            Style::Amount { .. } | Style::Plain if bound.scale() == 0 => Figures { decimals: 0, ..self },
            style => Figures { decimals: self.decimals.max(style.together(&[bound]).decimals), ..self },
        };
        figures.write(bound, out);
    }
}

/// The most digits of a figure that is taken to end: a quotient that does not has as many as there are.
const MOST_DIGITS: u32 = 36;

/// Whether a figure is taken to end.
pub(super) fn ends(figure: Decimal) -> bool {
    let figure = if figure.scale() > ROUNDED_AT { figure.normalized() } else { figure };
    figure.scale() <= ROUNDED_AT
        || figure.mantissa().unsigned_abs().checked_ilog10().is_none_or(|power| power < MOST_DIGITS)
}

/// With how many decimals a figure is told in full.
fn decimals_of(figure: Decimal) -> usize {
    let figure = figure.normalized();
    usize::from(if ends(figure) { figure.scale() } else { ROUNDED_AT })
}

/// The decimals without which a figure would show fewer than two of its digits, zeros before them not counted.
fn needed_decimals(figure: Decimal) -> usize {
    let figure = figure.normalized();
    let digits = figure.mantissa().unsigned_abs().checked_ilog10().map_or(0, |power| power as usize + 1);
    let scale = usize::from(figure.scale());
    // With as many digits as decimals or fewer the number is below 1; its first digit is decimal number `scale - digits + 1`.
    if digits == 0 || digits > scale { 0 } else { (scale - digits + 2).min(scale) }
}

/// How many of something there are, shown as `5,000`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u64);

impl Count {
    /// The one wording for a single thing, the other for none or several.
    pub fn plural<'a>(self, one: &'a str, several: &'a str) -> &'a str {
        if self.0 == 1 { one } else { several }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Decimal::from(self.0).grouped(0))
    }
}

/// A count: `5,000`.
pub(super) fn count(number: u64) -> String {
    Decimal::from(number).grouped(0)
}

/// A ratio as per cent: `80.03 %`, in Chinese `80.03%`.
pub(super) fn percent(ratio: Decimal, language: Language) -> String {
    percent_with(ratio, CENTS, language)
}

fn percent_with(ratio: Decimal, decimals: usize, language: Language) -> String {
    match ratio.shift(2) {
        Some(hundredfold) => language.words().percent(&hundredfold.grouped(decimals)),
        // A ratio of 38 digits before the point is nothing to be read as per cent.
        None => ratio.grouped(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MONEY: Style = Style::Amount { whole: false };
    const WHOLE: Style = Style::Amount { whole: true };

    fn decimal(text: &str) -> Decimal {
        Decimal::parse(text).expect("a number")
    }

    fn alone(style: Style, text: &str) -> String {
        style.alone(decimal(text), Language::En)
    }

    #[test]
    fn money_has_two_decimals_or_none() {
        let cases = [(MONEY, "45100", "45,100.00"), (MONEY, "45100.5", "45,100.50"), (WHOLE, "45100", "45,100")];
        for (style, text, shown) in cases {
            assert_eq!(alone(style, text), shown);
        }
        assert_eq!(alone(MONEY, "1234.5678"), "1,234.57");
        assert_eq!(alone(WHOLE, "-30.5"), "-30.50", "a bound of a column of whole numbers");
    }

    #[test]
    fn what_is_calculated_has_the_decimals_it_needs() {
        let cases = [("45", "45"), ("8.50", "8.5"), ("0.333333", "0.33"), ("1234.5678", "1,234.57"), ("0", "0")];
        for (text, shown) in cases {
            assert_eq!(alone(Style::Plain, text), shown);
        }
    }

    #[test]
    fn small_figures_are_not_rounded_to_nothing() {
        let cases = [("0.004", "0.004"), ("0.0043217", "0.0043"), ("0.05", "0.05"), ("-0.000120", "-0.00012")];
        for (text, shown) in cases {
            assert_eq!(alone(MONEY, text), shown);
        }
        let together = MONEY.together(&[decimal("499999.996"), decimal("0.004")]);
        assert_eq!(together.plain(decimal("499999.996")), "499,999.996");
        let third = Decimal::ONE.checked_div(Decimal::from(3)).expect("a quotient");
        assert_eq!(MONEY.together(&[decimal("1"), third]).plain(third), "0.333333");
    }

    #[test]
    fn ratios_are_per_cent_and_differ_by_points() {
        let text = Style::Percent.together(&[decimal("0.125"), decimal("0.02512")]).plain(decimal("0.125"));
        assert_eq!(text, "12.500");
        assert_eq!(Language::ALL.map(|language| Style::Percent.framed(&text, language)), ["12.500 %", "12.500%"]);
        let points = Language::ALL.map(|language| Style::Percent.framed_distance("2.50", language));
        assert_eq!(points, ["2.50 percentage points", "2.50 个百分点"]);
    }

    #[test]
    fn a_line_keeps_the_look_that_the_rule_gave_it() {
        let line = |text: &str| {
            let mut out = String::new();
            MONEY.together(&[decimal("812000.00")]).write_line(decimal(text), &mut out);
            out
        };
        assert_eq!(["500000", "48300.00", "1.005"].map(line), ["500,000", "48,300.00", "1.005"]);
    }
}
