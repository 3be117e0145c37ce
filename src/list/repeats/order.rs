//! Ids in ascending order, as exports usually have them: none of them repeats, which is seen in passing.

use crate::spelling::may_be_missing;

/// The order of some ids.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) enum Order {
    /// There are none.
    #[default]
    Empty,
    /// Each is greater than the one before.
    Ascending { first: u128, last: u128 },
    /// Some other order, or ids whose order nobody looked at.
    Broken,
}

impl Order {
    /// The order of the ids in these cells, and how many cells have one. Each cell is told as bytes that end where it ends, and its length.
    #[inline]
    pub fn of<'b>(cells: impl Iterator<Item = (&'b [u8], usize)>, quote: u8) -> (Order, u64) {
        let mut ids = cells.filter(|&(_, count)| count > 0).map(|(bytes, count)| rank(bytes, count, quote));
        let first = match ids.next() {
            None => return (Order::Empty, 0),
            Some(None) => return (Order::Broken, 1),
            Some(Some(first)) => first,
        };
        let (mut last, mut known) = (first, 1);
        for id in ids {
            known += 1;
            match id {
                Some(id) if last < id => last = id,
                _ => return (Order::Broken, known),
            }
        }
        (Order::Ascending { first, last }, known)
    }

    /// The order of these ids and later ones together.
    pub fn followed_by(self, later: Order) -> Order {
        match (self, later) {
            (Order::Empty, order) | (order, Order::Empty) => order,
            (Order::Ascending { first, last }, Order::Ascending { first: next, last: end }) if last < next => {
                Order::Ascending { first, last: end }
            }
            _ => Order::Broken,
        }
    }
}

/// The id in the last `count` bytes as a number: greater for a longer id, and among equally long ones for the one that is behind in the
/// alphabet. Nothing for a cell that is not of the usual kind: a few ASCII letters and digits, not dressed in quotes or blanks.
#[inline]
fn rank(bytes: &[u8], count: usize, quote: u8) -> Option<u128> {
    const ONES: u128 = u128::MAX / 255;
    const HIGH: u128 = ONES << 7;
    if count > 16 {
        return None;
    }
    let cell = &bytes[bytes.len() - count..];
    let id = match bytes.last_chunk() {
        Some(word) => u128::from_be_bytes(*word) & LOWEST[count],
        None => cell.iter().fold(0, |id, &byte| id << 8 | u128::from(byte)),
    };
    let zero_at_quotes = id ^ (ONES * u128::from(quote));
    let odd = (id | (zero_at_quotes.wrapping_sub(ONES) & !zero_at_quotes)) & HIGH;
    let (first, last) = (*cell.first()?, id as u8);
    (odd == 0 && first > b' ' && last > b' ' && !may_be_missing(first)).then_some(id)
}

/// For each number of bytes, a mask of that many at the end of sixteen: a look-up is faster than a shift.
const LOWEST: [u128; 17] = {
    let mut masks = [0; 17];
    let mut count = 1;
    while count <= 16 {
        masks[count] = masks[count - 1] << 8 | 0xff;
        count += 1;
    }
    masks
};

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn order_of(cells: &[&str]) -> (Order, u64) {
        Order::of(cells.iter().map(|cell| (cell.as_bytes(), cell.len())), b'"')
    }

    #[test]
    fn ids_are_in_order_by_length_and_alphabet() {
        for ascending in [&["K1", "K2", "K10"][..], &["", "7", "", "10"], &["A"], &[]] {
            assert!(order_of(ascending).0 != Order::Broken, "{ascending:?}");
        }
        for broken in
            [&["K2", "K1"][..], &["K1", "K1"], &["K1", "\"K2\""], &["-"], &[" K1"], &["é"], &["12345678901234567"]]
        {
            assert_eq!(order_of(broken).0, Order::Broken, "{broken:?}");
        }
        assert_eq!(order_of(&["", "7", "", "10"]).1, 2);
    }

    proptest! {
        #[test]
        fn parts_that_follow_one_another_have_the_order_of_the_whole(
            ids in prop::collection::vec("[0-9A-Z]{0,3}", 0..6),
            sorted: bool,
            cut in any::<prop::sample::Index>(),
        ) {
            let mut ids = ids;
            if sorted {
                ids.sort_by_key(|id| (id.len(), id.clone()));
            }
            let cells = ids.iter().map(String::as_str).collect::<Vec<_>>();
            let (front, behind) = cells.split_at(cut.index(cells.len() + 1));
            let whole = order_of(&cells).0;
            prop_assert_eq!(order_of(front).0.followed_by(order_of(behind).0), whole);
            let filled = cells.iter().filter(|id| !id.is_empty()).collect::<Vec<_>>();
            if whole != Order::Broken {
                prop_assert!(filled.iter().enumerate().all(|(at, id)| !filled[..at].contains(id)));
            }
        }

        #[test]
        fn what_stands_in_front_of_a_cell_does_not_matter(id in "[!-~]{1,16}", front in prop::collection::vec(any::<u8>(), 0..20)) {
            let bytes = [front.as_slice(), id.as_bytes()].concat();
            prop_assert_eq!(rank(&bytes, id.len(), b'"'), rank(id.as_bytes(), id.len(), b'"'));
        }
    }
}
