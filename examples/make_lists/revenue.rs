//! Revenues as real lists have them: few customers bring most of the money, and some bring exactly the same.

use super::chance::Chance;

/// So many customers have a revenue; 1, 5 and 20 % of them are whole numbers of customers.
pub const CUSTOMERS: usize = 500;

/// The last of them bought nothing this year.
const IDLE: usize = 14;

/// The revenues in hundredths, highest first, with ties where the bundled rules cut:
///
/// - places 5 and 6, across the line of the first 1 %;
/// - places 26 to 28, which begin exactly behind the first 5 %;
/// - places 99 to 102, across the line of the first 20 %;
/// - two behind the customers who together bring exactly 80 % of the revenue.
pub fn revenues(chance: &mut Chance) -> Vec<i64> {
    let mut revenues = (0..CUSTOMERS).map(|place| heavy_tailed(place, chance)).collect::<Vec<_>>();
    revenues.sort_unstable_by(|one, other| other.cmp(one));
    tie(&mut revenues, 4, 2);
    tie(&mut revenues, 25, 3);
    tie(&mut revenues, 98, 4);
    let ahead = customers_below_80_percent(&revenues);
    tie(&mut revenues, ahead, 2);
    fill_up_to_80_percent(&mut revenues, ahead);
    revenues
}

/// What the customer at a place (from 0) brings, give or take; only roots, which every machine rounds alike.
fn heavy_tailed(place: usize, chance: &mut Chance) -> i64 {
    if place >= CUSTOMERS - IDLE {
        return 0;
    }
    let share = (place as f64 + chance.between(300, 700) as f64 / 1000.0) / CUSTOMERS as f64;
    let odds = (1.0 - share) / share;
    let (half, quarter, eighth) = (odds.sqrt(), odds.sqrt().sqrt(), odds.sqrt().sqrt().sqrt());
    (600_000.0 * half * quarter * eighth).round() as i64
}

/// Gives `count` customers from `first` the same round amount, between their neighbours' amounts.
fn tie(revenues: &mut [i64], first: usize, count: usize) {
    let amount = revenues[first] / 10_000 * 10_000;
    assert!(revenues[first - 1] > amount && amount > revenues[first + count], "no room for a tie at {first}");
    revenues[first..first + count].fill(amount);
}

/// How many of the first customers bring at most 80 % of all.
fn customers_below_80_percent(revenues: &[i64]) -> usize {
    let total = revenues.iter().sum::<i64>();
    let mut ahead = 0;
    revenues
        .iter()
        .take_while(|revenue| {
            ahead += **revenue;
            ahead * 5 <= total * 4
        })
        .count()
}

/// Adds to the first customer what its peers lack to four times the rest.
fn fill_up_to_80_percent(revenues: &mut [i64], customers: usize) {
    let (ahead, rest) = revenues.split_at_mut(customers);
    let lacking = rest.iter().sum::<i64>() * 4 - ahead.iter().sum::<i64>();
    assert!(lacking >= 0, "the customers ahead already bring more than 80 %");
    ahead[0] += lacking;
}
