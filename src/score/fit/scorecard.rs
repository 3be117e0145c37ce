//! A scorecard on a list: the items' columns and words are found, and their points added up.
//!
//! The total is never rounded before it meets a bound: the points are fractions where a ramp makes them so. Customers are counted in
//! whole numbers of a common fraction (`counted`) wherever these fit; `card` has the plain way, one customer at a time.

use crate::rule::bounds::intervals;
use crate::rule::method::Scorecard;
use crate::score::frame::Frame;

mod card;
mod counted;
mod grain;
mod item;
#[cfg(test)]
mod tests;

use card::Card;
use item::Fitted;

/// The items of a scorecard on a list, and the bounds on their total.
pub fn fit(scorecard: &Scorecard, frame: &Frame<'_>) -> Card {
    let items = scorecard.items.iter().map(|item| Fitted::new(item, frame)).collect();
    Card::new(items, intervals(&scorecard.tiers))
}
