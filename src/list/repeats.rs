//! Ids that repeat: each customer's id as one number, so that a million of them take a few megabytes and milliseconds.

use std::collections::HashMap;

mod hash;
mod order;

use hash::NO_ID;
pub(super) use hash::{hash, plain_hash};
pub(super) use order::Order;

/// How many ids are kept at most. Of longer lists it is a fixed sample of the ids, whatever their order: memory does not grow with
/// the list, and what repeats in the sample repeats in the list.
const MOST: usize = 1_000_000;

/// Customers that have the id of an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RepeatedIds {
    /// The first such customer, behind the earlier one.
    pub first: [usize; 2],
    /// How many there are; in a sample, at least.
    pub count: u64,
    /// How many customers have an id.
    pub known: u64,
    /// How many ids there are for each that was looked at; 1 where all were.
    pub one_in: u64,
}

impl RepeatedIds {
    /// Whether most customers' ids occur before: then the records are hardly customers, but their orders.
    pub fn are_most(&self) -> bool {
        2 * self.count * self.one_in > self.known
    }
}

/// The ids of a list's customers: hashed, or forgotten where their order alone says that none repeats.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CustomerIds {
    order: Order,
    /// Whether ids were left out of `hashes` because their part was in order.
    forgotten: bool,
    /// The ids that are kept, in the customers' order.
    hashes: Vec<u64>,
    /// Whose they are.
    customers: Vec<u32>,
    /// How many customers have an id.
    known: u64,
    /// How many zero bits a hash must end in to be kept. It grows with the list.
    thinning: u32,
}

impl CustomerIds {
    /// No ids yet, and only a sample of those that come: see [`CustomerIds::thinning`].
    pub(super) fn thinned(thinning: u32) -> CustomerIds {
        CustomerIds { thinning, ..CustomerIds::default() }
    }

    /// Ids of which only their number and order are known.
    pub(super) fn forgotten(order: Order, known: u64) -> CustomerIds {
        CustomerIds { order, forgotten: true, known, ..CustomerIds::default() }
    }

    /// The same ids, of which the order is known as well.
    pub(super) fn ordered(self, order: Order) -> CustomerIds {
        CustomerIds { order, ..self }
    }

    /// Whether each id is greater than the one before.
    pub(super) fn are_ascending(&self) -> bool {
        self.order != Order::Broken
    }

    /// Whether ids were forgotten for their order, which then broke: the list has to be read once more for them.
    pub(super) fn are_missed(&self) -> bool {
        self.forgotten && !self.are_ascending()
    }

    /// Makes room for the ids of more customers.
    pub(super) fn reserve(&mut self, customers: usize) {
        self.hashes.reserve(customers >> self.thinning);
        self.customers.reserve(customers >> self.thinning);
    }

    /// How thin the sample has become: 0 where it has all ids.
    pub(super) fn thinning(&self) -> u32 {
        self.thinning
    }

    /// Adds a customer's id by its hash.
    #[inline]
    pub(super) fn push(&mut self, hash: u64, customer: usize) {
        self.order = Order::Broken;
        if hash == NO_ID {
            return;
        }
        self.known += 1;
        if is_kept(hash, self.thinning)
            && let Ok(customer) = u32::try_from(customer)
        {
            self.hashes.push(hash);
            self.customers.push(customer);
            self.keep_few();
        }
    }

    /// Adds the ids of the list's next part, whose first customer stands at `offset` in the list.
    pub(super) fn append(&mut self, mut later: CustomerIds, offset: usize) {
        self.known += later.known;
        self.order = self.order.followed_by(later.order);
        if self.forgotten || later.forgotten {
            *self = CustomerIds::forgotten(self.order, self.known);
            return;
        }
        self.thin(later.thinning);
        later.thin(self.thinning);
        for (hash, customer) in later.hashes.into_iter().zip(later.customers) {
            if let Ok(customer) = u32::try_from(offset + customer as usize) {
                self.hashes.push(hash);
                self.customers.push(customer);
            }
        }
        self.keep_few();
    }

    fn keep_few(&mut self) {
        while self.hashes.len() > MOST {
            self.thin(self.thinning + 1);
        }
    }

    /// Drops the ids that a thinner sample leaves out.
    fn thin(&mut self, thinning: u32) {
        if thinning <= self.thinning {
            return;
        }
        self.thinning = thinning;
        let mut kept = self.hashes.iter().map(|&hash| is_kept(hash, thinning));
        self.customers.retain(|_| kept.next().unwrap_or(false));
        self.hashes.retain(|&hash| is_kept(hash, thinning));
    }

    /// The repetitions among the ids. Nothing where every id is its customer's own.
    pub fn repeated(&self) -> Option<RepeatedIds> {
        if self.are_ascending() {
            return None;
        }
        let (repeating, count) = repeating(&self.hashes);
        let mut owners: HashMap<u64, u32> = HashMap::new();
        let first = self.hashes.iter().zip(&self.customers).find_map(|(hash, &customer)| {
            repeating.binary_search(hash).ok()?;
            let owner = *owners.entry(*hash).or_insert(customer);
            (owner != customer).then_some([owner as usize, customer as usize])
        });
        first.map(|first| RepeatedIds { first, count, known: self.known, one_in: 1 << self.thinning })
    }
}

#[inline]
fn is_kept(hash: u64, thinning: u32) -> bool {
    hash.trailing_zeros() >= thinning
}

/// The hashes that are there more than once, ascending, and how many there are behind the first of each.
fn repeating(hashes: &[u64]) -> (Vec<u64>, u64) {
    let (mut repeating, mut count) = (Vec::new(), 0);
    let (mut seen, mut doubtful) = (Bits::default(), Bits::default());
    for group in Groups::of(hashes).iter() {
        // Almost no id is there twice: one bit for each slot of many tells so, and only the few doubtful ones are compared.
        let power = group.len().next_power_of_two().trailing_zeros() + 6;
        seen.clear(power);
        doubtful.clear(power);
        let mut any = false;
        for &hash in group {
            if seen.set(hash) {
                doubtful.set(hash);
                any = true;
            }
        }
        if any {
            let mut close = group.iter().copied().filter(|&hash| doubtful.has(hash)).collect::<Vec<_>>();
            close.sort_unstable();
            for same in close.chunk_by(|one, other| one == other).filter(|same| same.len() > 1) {
                repeating.push(same[0]);
                count += same.len() as u64 - 1;
            }
        }
    }
    (repeating, count)
}

/// Hashes put together by their uppermost bits, so that what belongs to one group stays near the processor.
struct Groups {
    hashes: Vec<u64>,
    ends: [usize; Groups::COUNT],
}

impl Groups {
    const COUNT: usize = 256;

    fn of(hashes: &[u64]) -> Groups {
        let group = |hash: u64| (hash >> 56) as usize;
        let mut ends = [0; Groups::COUNT];
        hashes.iter().for_each(|&hash| ends[group(hash)] += 1);
        let mut sum = 0;
        let mut next = ends.map(|count| {
            sum += count;
            sum - count
        });
        let mut grouped = vec![0; hashes.len()];
        for &hash in hashes {
            let place = &mut next[group(hash)];
            grouped[*place] = hash;
            *place += 1;
        }
        Groups { hashes: grouped, ends: next }
    }

    fn iter(&self) -> impl Iterator<Item = &[u64]> {
        let starts = std::iter::once(0).chain(self.ends);
        starts.zip(self.ends).map(|(start, end)| &self.hashes[start..end])
    }
}

/// One bit for each slot, by a hash's bits below those that tell the groups apart.
#[derive(Default)]
struct Bits {
    words: Vec<u64>,
    power: u32,
}

impl Bits {
    fn clear(&mut self, power: u32) {
        self.words.clear();
        self.words.resize(1 << (power - 6), 0);
        self.power = power;
    }

    fn place(&self, hash: u64) -> (usize, u64) {
        let slot = hash << 8 >> (64 - self.power);
        ((slot / 64) as usize, 1 << (slot % 64))
    }

    /// Sets the hash's bit, and says whether it was set before.
    fn set(&mut self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        let was = self.words[word] & bit != 0;
        self.words[word] |= bit;
        was
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.words[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ids_of<T: AsRef<str>>(ids: &[T]) -> CustomerIds {
        let mut all = CustomerIds::default();
        ids.iter().enumerate().for_each(|(customer, id)| all.push(hash(id.as_ref().as_bytes()), customer));
        all
    }

    #[test]
    fn customers_with_an_earlier_ones_id_are_counted_and_the_first_is_told() {
        assert_eq!(ids_of(&["K1", "K2", "K3"]).repeated(), None);
        let repeated = ids_of(&["K1", "K2", "", "K2", "K1", " K2 "]).repeated();
        assert_eq!(repeated, Some(RepeatedIds { first: [1, 3], count: 3, known: 5, one_in: 1 }));
        assert!(repeated.is_some_and(|repeated| repeated.are_most()));
    }

    #[test]
    fn customers_without_an_id_have_no_common_one() {
        assert_eq!(ids_of(&["", "-", "-", "N/A", "n/a", "无", "无", "#N/A", "#N/A", " "]).repeated(), None);
    }

    #[test]
    fn a_hundred_thousand_ids_of_one_pattern_are_told_apart() {
        let ids = (0..100_000).map(|number| format!("customer-{number:09}")).collect::<Vec<_>>();
        assert_eq!(ids_of(&ids).repeated(), None);
    }

    #[test]
    fn of_too_many_ids_a_sample_is_kept_that_does_not_depend_on_the_parts() {
        let hash_of = |customer: usize| hash(format!("{}", customer % 1_200_000).as_bytes());
        let mut whole = CustomerIds::default();
        (0..2_400_000).for_each(|customer| whole.push(hash_of(customer), customer));
        let mut parted = CustomerIds::default();
        for part in 0..8 {
            let mut ids = CustomerIds::thinned(parted.thinning());
            (0..300_000).for_each(|customer| ids.push(hash_of(part * 300_000 + customer), customer));
            parted.append(ids, part * 300_000);
        }
        assert!(whole == parted && whole.hashes.len() <= MOST);
        let repeated = whole.repeated().expect("each id is there twice");
        assert_eq!((repeated.known, repeated.one_in), (2_400_000, 4));
        assert_eq!(repeated.first[1] - repeated.first[0], 1_200_000);
        assert!((290_000..310_000).contains(&repeated.count), "a quarter of them: {}", repeated.count);
    }

    proptest! {
        #[test]
        fn the_count_is_that_of_a_plain_comparison(ids in prop::collection::vec(1u32..60, 0..80)) {
            let texts = ids.iter().map(|id| format!("{id}")).collect::<Vec<_>>();
            let found = ids_of(&texts).repeated();
            let is_later = |&row: &usize| ids[..row].contains(&ids[row]);
            prop_assert_eq!(found.map_or(0, |repeated| repeated.count), (0..ids.len()).filter(is_later).count() as u64);
            if let Some(RepeatedIds { first: [owner, row], .. }) = found {
                prop_assert_eq!(Some(row), (0..ids.len()).find(is_later));
                prop_assert_eq!(Some(owner), ids.iter().position(|id| *id == ids[row]));
            }
        }
    }
}
