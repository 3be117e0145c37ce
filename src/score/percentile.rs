//! `percentile`: a customer's place is the share of customers strictly ahead of it.

use super::frame::Frame;
use super::method::{Method, MethodDef, MethodSettings, Model};
use super::own_field::OwnField;
use super::ranking::{Best, Measure};
use super::scope::Ref;
use super::settings::Setting;
use super::shares::{Shares, read_shares};
use super::tier::Tier;
use crate::number::decimal::Decimal;

/// The method's entry in the list of methods.
pub const METHOD: MethodDef = MethodDef {
    name: "percentile",
    about: "shares of the customers, or equal parts (bins), by rank",
    read: |settings| read(settings).map(|method| Box::new(method) as Box<dyn Method>),
};

/// The most parts that `bins` makes.
const MOST_BINS: usize = 1000;

/// Ranks by a number column.
#[derive(Debug)]
struct Percentile {
    shares: Shares,
    bins: bool,
}

fn read(settings: &mut MethodSettings<'_>) -> Option<Percentile> {
    let field = OwnField::read(settings);
    let best = read_best(settings);
    let bins = settings.rule.has("bins");
    let ends = if bins { read_bins(settings) } else { read_shares(settings) };
    let shares = Shares { field: field?, ends: ends?, measure: Measure::Customers, best, per: settings.per };
    Some(Percentile { shares, bins })
}

fn read_best(settings: &MethodSettings<'_>) -> Best {
    match settings.rule.text("best") {
        Some("low") => Best::Low,
        None | Some("high") => Best::High,
        Some(other) => {
            if let Some(node) = settings.rule.get("best") {
                settings.rule.complaints().error(
                    &node.span,
                    format!("`best` is \"{other}\""),
                    "write best = \"low\" or best = \"high\"",
                );
            }
            Best::High
        }
    }
}

/// `bins = 5`: equal parts, labelled 5 (best) … 1.
fn read_bins(settings: &mut MethodSettings<'_>) -> Option<Vec<Decimal>> {
    let rule = settings.rule;
    let node = rule.get("bins")?;
    let bins = match &node.value {
        Setting::Number(number) => {
            number.to_i64().and_then(|bins| usize::try_from(bins).ok()).filter(|bins| (2..=MOST_BINS).contains(bins))
        }
        _ => None,
    };
    let Some(bins) = bins else {
        rule.complaints().error(
            &node.span,
            format!("`bins` is a whole number from 2 to {MOST_BINS}"),
            "write bins = 5",
        );
        return None;
    };
    if !settings.tiers.is_empty() {
        rule.complaints().error(
            &settings.tiers[0].span,
            "a rule has `bins` or tiers, not both",
            "bins are labelled by number, the best one highest; leave the tiers out",
        );
        return None;
    }
    settings.tiers =
        (1..=bins).rev().map(|bin| Tier { span: node.span.clone(), ..Tier::named(bin.to_string()) }).collect();
    Some(bin_ends(bins))
}

/// The cumulative shares 1/n, 2/n … 1 as decimals. A quotient such as 1/3 is no decimal, so each end is rounded down at 30 digits: a
/// place of exactly 1/3 stays behind the end, and no list has enough customers for a place to lie between quotient and rounding.
fn bin_ends(bins: usize) -> Vec<Decimal> {
    const DIGITS: u8 = 30;
    let unit = 10i128.pow(u32::from(DIGITS));
    let bins = bins as i128;
    (1..=bins).map(|bin| Decimal::from_parts(bin * unit / bins, DIGITS).normalized()).collect()
}

impl Method for Percentile {
    fn inputs(&self) -> Vec<Vec<Ref>> {
        self.shares.inputs()
    }

    fn own_field(&self) -> Option<&[Ref]> {
        Some(&self.shares.field.columns)
    }

    fn seek(&self, frame: &Frame<'_>) {
        self.shares.seek(frame);
    }

    fn fit(&self, frame: &Frame<'_>) -> Box<dyn Model> {
        self.shares.fit(frame)
    }

    fn ranks(&self) -> bool {
        true
    }

    fn has_lines(&self) -> bool {
        true
    }

    fn numeric_labels(&self) -> bool {
        self.bins
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_is_no_decimal_ends_before_the_customer_whose_place_is_exactly_there() {
        let third = bin_ends(3)[0];
        assert!(third.checked_mul(Decimal::from_parts(3, 0)).is_some_and(|whole| whole < Decimal::ONE));
        assert_eq!(bin_ends(5), ["0.2", "0.4", "0.6", "0.8", "1"].map(|end| Decimal::parse(end).expect("a number")));
    }
}
