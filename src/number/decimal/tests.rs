use std::collections::HashSet;

use num_bigint::{BigInt, BigUint};
use proptest::prelude::*;

use super::{Decimal, LIMIT};

fn d(text: &str) -> Decimal {
    Decimal::parse(text).unwrap_or_else(|| panic!("{text} is a number"))
}

const NINES: &str = "99999999999999999999999999999999999999";

#[test]
fn equal_values_are_equal_whatever_their_scale() {
    assert_eq!(d("1.50"), d("1.5"));
    assert_eq!(d("0.000"), Decimal::ZERO);
    let set = HashSet::from([d("1.50"), d("1.5"), d("100"), d("1e2"), d("100.0")]);
    assert_eq!(set.len(), 2);
}

#[test]
fn order_holds_across_scales_that_would_overflow() {
    assert!(d(NINES) > d("0.00000000000000000000000000000000000001"));
    assert!(d(&format!("-{NINES}")) < d("-0.00000000000000000000000000000000000001"));
    assert!(d("-0.5") < d(NINES));
    assert!(Decimal::from_parts(1, 255) > Decimal::ZERO);
    assert!(Decimal::from_parts(1, 255) < Decimal::ONE);
}

#[test]
fn a_number_has_at_most_38_digits_written_out() {
    assert!(Decimal::parse("1e37").is_some());
    assert!(Decimal::parse("1e38").is_none());
    assert!(Decimal::parse(&format!("{NINES}.5")).is_none());
    assert!(Decimal::parse(&format!("000{NINES}.000")).is_some());
    assert!(Decimal::parse("1e-38").is_some());
    assert!(Decimal::parse("1e-39").is_none());
    assert!(Decimal::parse("10e-39").is_some());
    assert_eq!(d(&format!("1.{}", "0".repeat(60))), Decimal::ONE);
    assert_eq!(d(&format!("1{}e-60", "0".repeat(60))), Decimal::ONE);
    assert_eq!(d("0e99999999999999999999"), Decimal::ZERO);
    assert!(Decimal::new(10i128.pow(37), 38).is_some());
    assert!(Decimal::new(10i128.pow(38), 0).is_none());
    assert!(Decimal::new(1, 39).is_none());
}

#[test]
fn numbers_are_read_as_they_are_written() {
    for (text, mantissa, scale) in
        [("1.50", 150, 2), ("-1_000.5", -10005, 1), ("+.5", 5, 1), ("5.", 5, 0), ("1.5e3", 1500, 0), ("15E-3", 15, 3)]
    {
        let value = d(text);
        assert_eq!((value.mantissa(), value.scale()), (mantissa, scale), "{text}");
    }
    for text in ["", "-", ".", "1.2.3", "1__0", "_1", "1_", "1_.5", "1e", "1e+", "e5", " 1", "1 ", "0x1", "１", "--1"]
    {
        assert!(Decimal::parse(text).is_none(), "{text:?}");
    }
}

#[test]
fn quotients_are_rounded_once_and_exact_ones_stay_short() {
    assert_eq!(d("1.00").checked_div(d("4")).map(|q| q.to_string()).as_deref(), Some("0.25"));
    assert_eq!(d("1").checked_div(d("3")), Some(d("0.33333333333333333333333333333333333333")));
    assert_eq!(d("2").checked_div(d("3")), Some(d("0.66666666666666666666666666666666666667")));
    assert_eq!(d("-20").checked_div(d("30")), Some(d("-0.66666666666666666666666666666666666667")));
    assert_eq!(d("1").checked_div(d("0.0")), None);
    assert_eq!(d(NINES).checked_div(d("0.1")), None);
    assert_eq!(d("0").checked_div(d("7")), Some(Decimal::ZERO));
    let tiny = d("1e-38").checked_div(d("3e37")).unwrap();
    assert_eq!(tiny.mantissa(), 33333333333333333333333333333333333333);
}

#[test]
fn results_that_do_not_fit_are_rounded_half_even() {
    assert_eq!(d(NINES).checked_add(d("0.5")), None);
    assert_eq!(
        d("9999999999999999999999999999999999999.5").checked_add(d("0.05")),
        Some(d("9999999999999999999999999999999999999.6"))
    );
    assert_eq!(
        d("1234567890123456789012345678901234567.4").checked_add(d("0.05")),
        Some(d("1234567890123456789012345678901234567.4"))
    );
    assert_eq!(d(NINES).checked_mul(d("10")), None);
    assert_eq!(d(NINES).checked_mul(d("0.1")), Some(d("9999999999999999999999999999999999999.9")));
    assert_eq!(d("1e37").checked_mul(d("1e-38")), Some(d("0.1")));
    assert_eq!(d("1e-38").checked_mul(d("1e-38")).map(|p| p.scale()), Some(76));
}

#[test]
fn rounding_is_half_away_from_zero() {
    let cases = [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("2.49", 0, "2"),
        ("1250", -2, "1300"),
        ("49", -2, "0"),
        ("0.005", 2, "0.01"),
    ];
    for (text, decimals, wanted) in cases {
        assert_eq!(d(text).round(decimals), Some(d(wanted)), "{text}");
    }
    assert_eq!(d("1.5").round(7).map(|v| v.to_string()).as_deref(), Some("1.5"));
    assert_eq!(d(NINES).round(-38), None);
    assert_eq!(d(NINES).round(-39), Some(Decimal::ZERO));
    assert_eq!(d("1").round(i32::MIN), Some(Decimal::ZERO));
}

#[test]
fn shifting_is_exact_or_refused() {
    assert_eq!(d("12.5").shift(4), Some(d("125000")));
    assert_eq!(d("5").shift(-2), Some(d("0.05")));
    assert_eq!(d(NINES).shift(1), None);
    assert_eq!(d("10.00").shift(36), Some(d("1e37")));
    assert_eq!(d("1").shift(-300), None);
    assert_eq!(d("0").shift(i32::MAX), Some(Decimal::ZERO));
}

#[test]
fn a_workbooks_number_is_what_excel_shows() {
    for (value, wanted) in [
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (-48300.07, "-48300.07"),
        (1e15, "1000000000000000"),
        (123456789012345678.0, "123456789012346000"),
        (1.0 / 3.0, "0.333333333333333"),
        (1e-20, "0.00000000000000000001"),
        (-0.0, "0"),
    ] {
        assert_eq!(Decimal::from_f64_shown(value), Some(d(wanted)), "{value}");
    }
    assert_eq!(Decimal::from_f64_shown(1e40), None);
    assert_eq!(Decimal::from_f64_shown(f64::NAN), None);
}

#[test]
fn numbers_are_written_in_plain_digits() {
    assert_eq!(d("-0.050").to_string(), "-0.050");
    assert_eq!(d("1e20").to_string(), "100000000000000000000");
    assert_eq!(format!("{:.2}", d("2.345")), "2.35");
    assert_eq!(format!("{:.2}", d("-2.345")), "-2.35");
    assert_eq!(format!("{:.2}", d("7")), "7.00");
    assert_eq!(format!("{:.0}", d("0.5")), "1");
    assert_eq!(format!("{:.2}", d("-0.001")), "0.00");
    assert_eq!(format!("{:>8.1}", d("3.14")), "     3.1");
    assert_eq!(d("48300").grouped(2), "48,300.00");
    assert_eq!(d("-1234567.891").grouped(1), "-1,234,567.9");
    assert_eq!(d("-123").grouped(0), "-123");
    assert_eq!(d("999.999").grouped(2), "1,000.00");
}

#[test]
fn integers_are_told() {
    assert!(d("5.00").is_integer());
    assert!(!d("5.01").is_integer());
    assert_eq!(d("-5.0").to_i64(), Some(-5));
    assert_eq!(d("1e19").to_i64(), None);
    assert_eq!(d("0.25").to_f64(), 0.25);
}

/// The value × 10^255 × 2, so that all decimals and their halves are integers.
fn exact(value: Decimal) -> BigInt {
    BigInt::from(value.mantissa()) * BigInt::from(10).pow(255 - u32::from(value.scale()))
}

fn any_decimal() -> impl Strategy<Value = Decimal> {
    (any::<i128>(), 0u32..=38, 0u8..=38)
        .prop_map(|(wide, digits, scale)| Decimal::from_parts(wide % 10i128.pow(digits), scale))
}

/// Whether `got` is the decimal of 38 digits nearest to `over / under`, of two equally near the even one.
fn is_nearest(got: Decimal, over: &BigInt, under: &BigInt) -> bool {
    let power = BigInt::from(10).pow(255);
    let got_over = exact(got) * under;
    let wanted_over = over * &power;
    let error = (&got_over - &wanted_over).magnitude() * 2u8;
    if error == BigUint::ZERO {
        return true;
    }
    // The step between neighbours with 38 digits; a result without zeros at its end may have fewer.
    let missing = 38 - got.mantissa().unsigned_abs().to_string().len() as u32;
    let step = BigInt::from(10).pow(255 - u32::from(got.scale()) - missing) * under;
    error < *step.magnitude() || (error == *step.magnitude() && (missing > 0 || got.mantissa() % 2 == 0))
}

proptest! {
    #[test]
    fn order_is_that_of_the_exact_values(a in any_decimal(), b in any_decimal()) {
        prop_assert_eq!(a.cmp(&b), exact(a).cmp(&exact(b)));
        prop_assert_eq!(a == b, exact(a) == exact(b));
    }

    #[test]
    fn sums_are_exact_or_the_nearest(a in any_decimal(), b in any_decimal()) {
        let sum = exact(a) + exact(b);
        let under = BigInt::from(10).pow(255);
        match a.checked_add(b) {
            Some(got) => prop_assert!(is_nearest(got, &sum, &under)),
            None => prop_assert!(*(sum / under).magnitude() >= (LIMIT - 1).into()),
        }
    }

    #[test]
    fn products_are_exact_or_the_nearest(a in any_decimal(), b in any_decimal()) {
        let product = exact(a) * exact(b);
        let under = BigInt::from(10).pow(510);
        match a.checked_mul(b) {
            Some(got) => prop_assert!(is_nearest(got, &product, &under)),
            None => prop_assert!(*(product / under).magnitude() >= (LIMIT - 1).into()),
        }
    }

    #[test]
    fn quotients_are_exact_or_the_nearest(a in any_decimal(), b in any_decimal()) {
        prop_assume!(!b.is_zero());
        let (mut over, mut under) = (exact(a), exact(b));
        if b.is_negative() {
            (over, under) = (-over, -under);
        }
        match a.checked_div(b) {
            Some(got) => prop_assert!(is_nearest(got, &over, &under)),
            None => prop_assert!(*(over / under).magnitude() >= (LIMIT - 1).into()),
        }
    }

    #[test]
    fn what_is_written_is_read_back(a in any_decimal()) {
        let back = Decimal::parse(&a.to_string()).unwrap();
        prop_assert_eq!((back.mantissa(), back.scale()), (a.mantissa(), a.scale()));
    }

    #[test]
    fn doubles_are_shown_at_15_digits(value in any::<f64>(), small in -1e12..1e12f64, decimals in 0usize..6) {
        let slow = |value: f64| Decimal::parse(&format!("{value:.14e}"));
        prop_assert_eq!(Decimal::from_f64_shown(value), slow(value));
        prop_assert_eq!(Decimal::from_f64_shown(small), slow(small));
        let short = format!("{small:.decimals$}").parse::<f64>().unwrap();
        prop_assert_eq!(Decimal::from_f64_shown(short), slow(short));
    }
}
