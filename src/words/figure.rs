//! Figures as people read them.

use std::fmt;

use crate::language::Language;
use crate::number::Decimal;

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
    /// The way to show figures that stand in one sentence, so that they can be checked against one another: all with as many
    /// decimals, and enough of them that what is not 0 is not shown as 0 (`499,999.996 is 0.004 short`).
    pub fn together(self, figures: &[Decimal]) -> Figures {
        let shown = figures.iter().filter_map(|&figure| self.unit(figure));
        let decimals = shown.map(|figure| self.usual_decimals(figure).max(needed_decimals(figure))).max().unwrap_or(0);
        Figures { style: self, decimals }
    }

    /// A single figure.
    pub fn alone(self, figure: Decimal, language: Language) -> String {
        self.together(&[figure]).text(figure, language)
    }

    /// The number that is written for a figure: a ratio's hundredfold.
    fn unit(self, figure: Decimal) -> Option<Decimal> {
        match self {
            Style::Percent => figure.shift(2),
            Style::Amount { .. } | Style::Plain => Some(figure),
        }
    }

    fn usual_decimals(self, figure: Decimal) -> usize {
        match self {
            Style::Amount { whole } if whole && figure.is_integer() => 0,
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
    /// A value of the column.
    pub fn text(self, figure: Decimal, language: Language) -> String {
        match self.style {
            Style::Percent => percent_with(figure, self.decimals, language),
            Style::Amount { .. } | Style::Plain => figure.grouped(self.decimals),
        }
    }

    /// A line between tiers: one that a rule writes without decimals is shown without.
    pub fn line(self, bound: Decimal, language: Language) -> String {
        match self.style {
            Style::Amount { .. } | Style::Plain if bound.scale() == 0 => bound.grouped(0),
            _ => self.text(bound, language),
        }
    }

    /// The difference of two values: of ratios it is percentage points.
    pub fn distance(self, distance: Decimal, language: Language) -> String {
        match self.style {
            Style::Percent => {
                let points = distance.shift(2).unwrap_or(distance).grouped(self.decimals);
                language.words().percentage_points(&points)
            }
            Style::Amount { .. } | Style::Plain => distance.grouped(self.decimals),
        }
    }
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
        assert_eq!(together.text(decimal("499999.996"), Language::En), "499,999.996");
    }

    #[test]
    fn ratios_are_per_cent_and_differ_by_points() {
        let figures = Style::Percent.together(&[decimal("0.125"), decimal("0.025")]);
        let text = Language::ALL.map(|language| figures.text(decimal("0.125"), language));
        assert_eq!(text, ["12.50 %", "12.50%"]);
        let distance = Language::ALL.map(|language| figures.distance(decimal("0.025"), language));
        assert_eq!(distance, ["2.50 percentage points", "2.50 个百分点"]);
    }

    #[test]
    fn a_line_keeps_the_look_that_the_rule_gave_it() {
        let figures = MONEY.together(&[decimal("812000.00")]);
        assert_eq!(figures.line(decimal("500000"), Language::En), "500,000");
        assert_eq!(figures.line(decimal("48300.00"), Language::En), "48,300.00");
    }
}
