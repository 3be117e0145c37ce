//! What the segments of the bundled rule `rfm` say of their customers is true of every customer in them, on any list.

use custclass::rulefile::{RuleFile, bundled};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use super::library::labels;

/// A customer: days since the last order, and how many orders.
type Customer = (u32, u32);

/// A customer among all, for the claims.
struct Place {
    orders: u32,
    customers: usize,
    /// With at least one order.
    buyers: usize,
    bought_later: usize,
    fewer_orders: usize,
    as_many_or_more: usize,
}

impl Place {
    fn of((days, orders): Customer, all: &[Customer]) -> Place {
        let count = |is: &dyn Fn(&Customer) -> bool| all.iter().filter(|customer| is(customer)).count();
        Place {
            orders,
            customers: all.len(),
            buyers: count(&|other| other.1 >= 1),
            bought_later: count(&|other| other.0 < days),
            fewer_orders: count(&|other| other.1 >= 1 && other.1 < orders),
            as_many_or_more: count(&|other| other.1 >= orders),
        }
    }
}

/// What a segment's text may claim, in both languages, and when it is true.
type Claim = (&'static str, &'static str, fn(&Place) -> bool);

const CLAIMS: &[Claim] = &[
    ("among the latest to buy", "属最近购买的一批", |place| place.bought_later * 5 < place.customers),
    ("not among the latest:", "也不在最近购买的一批", |place| place.bought_later * 5 >= place.customers),
    ("neither among the latest", "既不在最近", |place| place.bought_later * 5 >= place.customers),
    ("nor among the most frequent", "也不在最频繁的一批", |place| place.as_many_or_more * 5 > place.buyers),
    ("among the most frequent, but", "属购买最频繁的一批", |place| {
        place.as_many_or_more * 5 <= place.buyers && place.orders > 1
    }),
    (" more often than most customers", "购买次数多于多数客户", |place| {
        place.fewer_orders * 2 > place.buyers && place.orders > 1
    }),
    ("no more often than most customers", "购买次数不多于多数客户", |place| {
        place.as_many_or_more * 2 > place.buyers
    }),
    ("more than once", "不止一次", |place| place.orders > 1),
    ("one order", "只买过一次", |place| place.orders == 1),
    ("have not bought since", "最近购买不早于多数客户", |place| place.bought_later * 2 < place.customers),
    ("have bought since", "多数客户的最近购买都更晚", |place| place.bought_later * 2 > place.customers),
];

/// Words of recency and frequency; each stands in a text only as part of a claim.
const WORDS: &[&str] = &[
    "often", "frequent", "regular", "once", "latest", "since", "order", "seldom", "lately", "long ago", "just now",
    "常", "频繁", "次", "最近", "刚", "很久",
];

fn rfm() -> RuleFile {
    let text = bundled::text("rfm").expect("a bundled rule");
    RuleFile::parse("rfm", text, &[]).unwrap_or_else(|error| panic!("{error}"))
}

/// What stands in front of the advice: the claims about the customer.
fn said(text: &str) -> String {
    text.split_inclusive([':', '：']).next().unwrap_or_default().to_lowercase()
}

fn claims(text: &str) -> Vec<&'static Claim> {
    let said = said(text);
    // "no more often than most" is not "more often than most".
    let plain = said.replace("no more often", "no-more-often");
    let has = |claim: &&Claim| {
        let english = if claim.0.starts_with("no more") { &said } else { &plain };
        english.contains(claim.0) || said.contains(claim.1)
    };
    CLAIMS.iter().filter(has).collect()
}

#[test]
fn every_segment_claims_the_same_in_both_languages_and_nothing_else() {
    let file = rfm();
    let segments = &file.set.rules.last().expect("the segments").tiers;
    assert_eq!(segments.len(), 10);
    for tier in segments {
        let (english, chinese) = (tier.action.as_deref().unwrap_or(""), tier.action_zh.as_deref().unwrap_or(""));
        let names = |text: &str| claims(text).iter().map(|claim| claim.0).collect::<Vec<_>>();
        assert!(!names(english).is_empty(), "{english}");
        assert_eq!(names(english), names(chinese), "{english} {chinese}");
        for text in [english, chinese] {
            let mut rest = said(text);
            for (english, chinese, _) in claims(text) {
                rest = rest.replace(english.trim(), "").replace(chinese, "");
            }
            let word = WORDS.iter().find(|word| rest.contains(**word));
            assert_eq!(word, None, "{text}: {rest}");
        }
    }
}

/// Orders as they are in most lists: any, few, or one for six customers of ten and more, as in the public list CDNOW.
fn lists() -> impl Strategy<Value = Vec<Customer>> {
    let any = (0..400u32, 0..40u32).boxed();
    let few = (0..12u32, 0..4u32).boxed();
    let shop = (0..400u32, prop_oneof![7 => Just(1u32), 2 => 2..4u32, 1 => 3..30u32]).boxed();
    let once = (0..30u32, Just(1u32)).boxed();
    let same = (0..30u32, Just(12u32)).boxed();
    prop::sample::select(vec![any, few, shop.clone(), shop, once, same])
        .prop_flat_map(|customer| prop::collection::vec(customer, 0..60))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(80) })]

    #[test]
    fn what_a_segment_says_is_true_of_every_customer_in_it(list in lists()) {
        let file = rfm();
        let today = custclass::date::Day::from(jiff::civil::date(2026, 1, 31));
        let mut text = "id,last_order,orders,revenue\n".to_owned();
        for (row, (days, orders)) in list.iter().enumerate() {
            let day = custclass::date::Day(today.0 - *days as i32).date().expect("a day");
            text += &format!("K{row},{day},{orders},{}\n", row * 10);
        }
        let found = labels(&file, text.as_bytes()).map_err(TestCaseError::fail)?;
        let segments = found.last().expect("the segments");
        prop_assert_eq!(segments.len(), list.len());
        for (customer, segment) in list.iter().zip(segments) {
            prop_assert_eq!(segment.is_some(), customer.1 > 0);
            let Some(segment) = segment else { continue };
            let tiers = &file.set.rules.last().expect("the segments").tiers;
            let tier = tiers.iter().find(|tier| tier.label == *segment).expect("a segment");
            let place = Place::of(*customer, &list);
            for (claim, _, holds) in claims(tier.action.as_deref().unwrap_or_default()) {
                prop_assert!(holds(&place), "{segment}: {claim}: {customer:?} of {list:?}");
            }
        }
    }
}
