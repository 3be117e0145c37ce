//! Exact sums with room to spare.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use super::decimal::{Decimal, quotient, rounded};

/// An exact sum of any number of decimals: an `i128` at one scale, or a big integer where that overflows.
#[derive(Debug, Clone)]
pub struct Total {
    scale: u8,
    sum: Sum,
}

#[derive(Debug, Clone)]
enum Sum {
    Small(i128),
    Big(BigInt),
}

impl Total {
    /// Nothing summed yet.
    pub const ZERO: Total = Total { scale: 0, sum: Sum::Small(0) };

    /// Adds a number.
    pub fn add(&mut self, value: Decimal) {
        self.add_small(value.mantissa(), value.scale());
    }

    /// Adds `mantissa / 10^scale`: any number, also the sum of a part of a column.
    #[inline]
    pub fn add_small(&mut self, mantissa: i128, scale: u8) {
        if scale == self.scale
            && let Sum::Small(sum) = &mut self.sum
            && let Some(more) = sum.checked_add(mantissa)
        {
            *sum = more;
            return;
        }
        self.merge(&Total { scale, sum: Sum::Small(mantissa) });
    }

    /// Adds another sum.
    pub fn merge(&mut self, other: &Total) {
        let scale = self.scale.max(other.scale);
        let small = self.small_at(scale).zip(other.small_at(scale)).and_then(|(mine, theirs)| mine.checked_add(theirs));
        self.sum = match small {
            Some(sum) => Sum::Small(sum),
            None => Sum::Big(self.wide_at(scale) + other.wide_at(scale)),
        };
        self.scale = scale;
    }

    /// Whether the sum is more than 0.
    pub fn is_positive(&self) -> bool {
        match &self.sum {
            Sum::Small(sum) => *sum > 0,
            Sum::Big(sum) => sum.sign() == Sign::Plus,
        }
    }

    /// Compares this sum with `share × of`, exactly.
    pub fn share_cmp(&self, share: Decimal, of: &Total) -> Ordering {
        let small = || {
            let (Sum::Small(sum), Sum::Small(of_sum)) = (&self.sum, &of.sum) else { return None };
            let (mine, theirs) = (u32::from(self.scale), u32::from(of.scale) + u32::from(share.scale()));
            let product = share.mantissa().checked_mul(*of_sum)?;
            let sum = sum.checked_mul(10i128.checked_pow(theirs.saturating_sub(mine))?)?;
            Some(sum.cmp(&product.checked_mul(10i128.checked_pow(mine.saturating_sub(theirs))?)?))
        };
        small().unwrap_or_else(|| {
            let (mine, theirs) = (u32::from(self.scale), u32::from(of.scale) + u32::from(share.scale()));
            let product = BigInt::from(share.mantissa()) * of.wide() * ten_to(mine.saturating_sub(theirs));
            (self.wide() * ten_to(theirs.saturating_sub(mine))).cmp(&product)
        })
    }

    /// The sum as a number, rounded half-even to 38 digits; `None` beyond 38 digits before the point.
    pub fn to_decimal(&self) -> Option<Decimal> {
        rounded(&self.wide(), i64::from(self.scale))
    }

    /// The whole part of the sum, written out: for sums beyond 38 digits before the point.
    pub fn whole_part(&self) -> String {
        (self.wide() / ten_to(u32::from(self.scale))).to_string()
    }

    /// This sum as a share of another, a ratio rounded once, half-even, to 38 digits; `None` where the other is 0 or less (a
    /// share of it has no meaning), and beyond 38 digits before the point.
    pub fn share_of(&self, total: &Total) -> Option<Decimal> {
        if !total.is_positive() {
            return None;
        }
        quotient(&self.wide(), &total.wide(), i64::from(self.scale) - i64::from(total.scale))
    }

    /// The sum divided by a count, rounded once, half-even, to 38 digits; `None` where there is nothing to count, and beyond 38
    /// digits before the point.
    pub fn average(&self, count: u64) -> Option<Decimal> {
        quotient(&self.wide(), &BigInt::from(count), i64::from(self.scale))
    }

    fn small_at(&self, scale: u8) -> Option<i128> {
        let Sum::Small(sum) = &self.sum else { return None };
        if *sum == 0 || scale == self.scale {
            return Some(*sum);
        }
        sum.checked_mul(10i128.checked_pow(u32::from(scale - self.scale))?)
    }

    fn wide_at(&self, scale: u8) -> BigInt {
        self.wide() * ten_to(u32::from(scale - self.scale))
    }

    fn wide(&self) -> BigInt {
        match &self.sum {
            Sum::Small(sum) => BigInt::from(*sum),
            Sum::Big(sum) => sum.clone(),
        }
    }
}

fn ten_to(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

impl Default for Total {
    fn default() -> Self {
        Total::ZERO
    }
}

impl Extend<Decimal> for Total {
    fn extend<I: IntoIterator<Item = Decimal>>(&mut self, values: I) {
        values.into_iter().for_each(|value| self.add(value));
    }
}

impl FromIterator<Decimal> for Total {
    fn from_iter<I: IntoIterator<Item = Decimal>>(values: I) -> Self {
        let mut total = Total::ZERO;
        total.extend(values);
        total
    }
}

impl PartialEq for Total {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Total {}

impl PartialOrd for Total {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Total {
    fn cmp(&self, other: &Self) -> Ordering {
        self.share_cmp(Decimal::ONE, other)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    fn total(values: &[&str]) -> Total {
        values.iter().map(|text| d(text)).collect()
    }

    #[test]
    fn sums_are_exact_across_scales() {
        assert_eq!(total(&["0.1", "0.20", "1e3"]).to_decimal(), Some(d("1000.3")));
        assert_eq!(total(&["1e37", "1e-38", "-1e37"]).to_decimal(), Some(d("1e-38")));
    }

    #[test]
    fn sums_have_room_to_spare() {
        let nines = "99999999999999999999999999999999999999";
        let sum = total(&[nines, nines, nines]);
        assert_eq!(sum.to_decimal(), None);
        assert_eq!(sum.average(3), Some(d(nines)));
        let mut back = sum.clone();
        back.merge(&total(&[&format!("-{nines}"), &format!("-{nines}")]));
        assert_eq!(back.to_decimal(), Some(d(nines)));
        assert_eq!(back.share_of(&sum), Some(d("0.33333333333333333333333333333333333333")));
    }

    #[test]
    fn a_share_is_compared_exactly() {
        assert_eq!(total(&["80"]).share_cmp(d("0.8"), &total(&["100.00"])), Ordering::Equal);
        assert_eq!(total(&["79.99"]).share_cmp(d("0.8"), &total(&["100"])), Ordering::Less);
        assert_eq!(
            total(&["1"]).share_cmp(d("0.33333333333333333333333333333333333333"), &total(&["3"])),
            Ordering::Greater
        );
    }

    #[test]
    fn a_share_of_nothing_has_no_meaning() {
        assert_eq!(total(&["1"]).share_of(&Total::ZERO), None);
        assert_eq!(total(&["1"]).share_of(&total(&["-1"])), None);
        assert_eq!(total(&["1"]).average(0), None);
        assert!(!Total::ZERO.is_positive());
        assert!(total(&["0.01"]).is_positive());
    }

    fn any_value() -> impl Strategy<Value = Decimal> {
        (any::<i128>(), 0u32..=38, 0u8..=38)
            .prop_map(|(wide, digits, scale)| Decimal::from_parts(wide % 10i128.pow(digits), scale))
    }

    proptest! {
        #[test]
        fn the_order_of_the_numbers_does_not_matter(values in proptest::collection::vec(any_value(), 0..9), cut in 0usize..9) {
            let whole = values.iter().copied().collect::<Total>();
            let backwards = values.iter().rev().copied().collect::<Total>();
            prop_assert_eq!(&whole, &backwards);
            let cut = cut.min(values.len());
            let mut merged = values[cut..].iter().copied().collect::<Total>();
            merged.merge(&values[..cut].iter().copied().collect());
            prop_assert_eq!(&whole, &merged);
        }

        #[test]
        fn shares_are_compared_by_cross_multiplication(a in any_value(), share in any_value(), b in any_value()) {
            let exact = |value: Decimal| BigInt::from(value.mantissa()) * ten_to(38 - u32::from(value.scale()));
            let (mine, of) = (Total::from_iter([a]), Total::from_iter([b]));
            prop_assert_eq!(mine.share_cmp(share, &of), (exact(a) * ten_to(38)).cmp(&(exact(share) * exact(b))));
        }
    }
}
