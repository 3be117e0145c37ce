//! The cuts of a long ranking without sorting it: a histogram finds the few buckets in which the cuts fall, and only those are sorted.
//!
//! The buckets are as wide as the values are large (like the steps of a floating-point number), so that skewed money spreads over
//! many of them. Counts and sums ahead of a bucket are exact integers, so the cut found is the very one that a full sort finds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::column::{BLOCK_ROWS, Numbers};
use super::parallel::in_parallel;
use crate::rule::method::ranking::{Best, Crossing, Measure};
use crate::rule::scope::Ref;

/// Bits of a value that tell buckets of the same magnitude apart: few enough for all buckets to stay near the processor.
const BITS: u32 = 7;
/// Buckets on each side of zero: one for it, and those of each power of two up to 2^63.
const SIDE: usize = 1 + (64 << BITS);
/// All buckets.
const BUCKETS: usize = 2 * SIDE;

/// A run of equal values: the value, and what stands strictly ahead of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The value.
    pub value: i64,
    /// How many values are strictly better.
    pub ahead: usize,
    /// The sum of those, negative ones counting 0.
    pub ahead_sum: i128,
    /// How many values are equal to it.
    pub equal: usize,
}

impl Run {
    /// What is measured ahead of it; with [`Crossing::Worse`], ahead of it and in it.
    pub fn measured(&self, measure: Measure, crossing: Crossing) -> i128 {
        let ahead = match measure {
            Measure::Customers => self.ahead as i128,
            Measure::Sum => self.ahead_sum,
        };
        match (crossing, measure) {
            (Crossing::Better, _) => ahead,
            (Crossing::Worse, Measure::Customers) => ahead + self.equal as i128,
            (Crossing::Worse, Measure::Sum) => ahead + i128::from(self.value.max(0)) * self.equal as i128,
        }
    }
}

/// Some of the values.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Portion {
    /// How many.
    pub count: u64,
    /// Their sum.
    pub sum: i128,
}

impl Portion {
    fn new(values: &[i64]) -> Portion {
        Portion { count: values.len() as u64, sum: values.iter().copied().map(i128::from).sum() }
    }

    /// Both together.
    pub fn and(self, other: Portion) -> Portion {
        Portion { count: self.count + other.count, sum: self.sum + other.sum }
    }

    /// Without a part of it.
    pub fn without(self, part: Portion) -> Portion {
        Portion { count: self.count - part.count, sum: self.sum - part.sum }
    }
}

/// The histograms of the columns that rules rank by: each column is counted once, however many rules rank by it.
#[derive(Debug, Default)]
pub struct Histograms {
    counted: Mutex<Vec<(Ref, Arc<Histogram>)>>,
    threads: usize,
}

impl Histograms {
    /// Nothing counted yet. Up to `threads` threads count; how many makes no difference to the result.
    pub fn new(threads: usize) -> Histograms {
        Histograms { counted: Mutex::default(), threads }
    }

    /// The histogram of a column, whose values these are.
    pub fn histogram(&self, column: Ref, values: &[i64]) -> Arc<Histogram> {
        self.known(column).unwrap_or_else(|| {
            let histogram = Arc::new(Histogram::new(values, self.threads));
            self.all().push((column, Arc::clone(&histogram)));
            histogram
        })
    }

    /// The histogram of a column, if it has been counted.
    pub fn known(&self, column: Ref) -> Option<Arc<Histogram>> {
        self.all().iter().find(|(other, _)| *other == column).map(|(_, histogram)| Arc::clone(histogram))
    }

    fn all(&self) -> MutexGuard<'_, Vec<(Ref, Arc<Histogram>)>> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Values of a column, counted and summed by bucket.
#[derive(Debug)]
pub struct Histogram {
    buckets: Vec<Portion>,
    threads: usize,
    members: Mutex<Members>,
}

/// The values of those buckets in which cuts fall.
#[derive(Debug, Default)]
struct Members {
    /// The buckets that are going to be asked for.
    sought: BTreeSet<usize>,
    /// Each bucket's values, ascending.
    found: BTreeMap<usize, Arc<[i64]>>,
}

impl Histogram {
    /// Counts the values of a column; missing and bad cells are left out.
    pub fn new(values: &[i64], threads: usize) -> Histogram {
        let parts = in_parallel(values.len(), threads, |stretches| {
            let mut counting = Counting::new();
            stretches.for_each(|rows| present(&values[rows]).for_each(|value| counting.add(value)));
            counting.buckets()
        });
        let mut parts = parts.into_iter();
        let mut buckets = parts.next().expect("there is at least one part");
        for part in parts {
            buckets.iter_mut().zip(part).for_each(|(all, part)| *all = all.and(part));
        }
        Histogram { buckets, threads, members: Mutex::default() }
    }

    /// How many values there are.
    pub fn customers(&self) -> usize {
        self.buckets.iter().map(|portion| portion.count).sum::<u64>() as usize
    }

    /// The sum of the values, negative ones counting 0.
    pub fn sum(&self) -> i128 {
        self.buckets[SIDE..].iter().map(|portion| portion.sum).sum()
    }

    /// Says that [`Histogram::last_runs`] is going to be asked for these limits: the values that are sought by then are found together.
    pub fn seek_runs(&self, best: Best, measure: Measure, limits: &[i128]) {
        let starts = limits.iter().filter_map(|&limit| self.last_buckets(best, measure, limit));
        self.members().sought.extend(starts.flat_map(Start::buckets));
    }

    /// For each limit the last run of equal values with at most that much ahead of it (with [`Crossing::Worse`], ahead of it and in it);
    /// `None` where there is none. The values are those that were counted.
    pub fn last_runs(
        &self,
        values: &[i64],
        best: Best,
        measure: Measure,
        crossing: Crossing,
        limits: &[i128],
    ) -> Vec<Option<Run>> {
        let starts = limits.iter().map(|&limit| self.last_buckets(best, measure, limit)).collect::<Vec<_>>();
        let members = self.members_of(values, starts.iter().flatten().copied().flat_map(Start::buckets));
        let run = |(start, &limit): (&Option<Start>, &i128)| {
            let start = (*start)?;
            let buckets = start.buckets().map(|bucket| &*members[&bucket]);
            match best {
                Best::High => {
                    let runs = buckets.flat_map(|bucket| bucket.chunk_by(|one, other| one == other).rev());
                    last_run(runs, start, measure, crossing, limit)
                }
                Best::Low => {
                    let runs = buckets.flat_map(|bucket| bucket.chunk_by(|one, other| one == other));
                    last_run(runs, start, measure, crossing, limit)
                }
            }
        };
        starts.iter().zip(limits).map(run).collect()
    }

    /// Says that [`Histogram::portions_from`] is going to be asked for these numbers: the values that are sought by then are found together.
    pub fn seek_portions(&self, firsts: &[i64]) {
        self.members().sought.extend(firsts.iter().map(|&first| bucket(first)));
    }

    /// All values.
    pub fn whole(&self) -> Portion {
        self.buckets.iter().fold(Portion::default(), |all, &portion| all.and(portion))
    }

    /// For each of these numbers the values that are not less than it. The values are those that were counted.
    pub fn portions_from(&self, values: &[i64], firsts: &[i64]) -> Vec<Portion> {
        let members = self.members_of(values, firsts.iter().map(|&first| bucket(first)));
        let (mut above, mut behind) = (BTreeMap::new(), BUCKETS);
        let mut portion = Portion::default();
        for &bucket in members.keys().rev() {
            portion = self.buckets[bucket + 1..behind].iter().fold(portion, |all, &more| all.and(more));
            above.insert(bucket, portion);
            portion = portion.and(self.buckets[bucket]);
            behind = bucket;
        }
        let portion = |&first: &i64| {
            let bucket = bucket(first);
            let less = members[&bucket].partition_point(|&value| value < first);
            above[&bucket].and(Portion::new(&members[&bucket][less..]))
        };
        firsts.iter().map(portion).collect()
    }

    fn members(&self) -> MutexGuard<'_, Members> {
        self.members.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The values of some buckets, each bucket's ascending.
    fn members_of(&self, values: &[i64], buckets: impl Iterator<Item = usize>) -> BTreeMap<usize, Arc<[i64]>> {
        let mut members = self.members();
        let wanted = buckets.collect::<BTreeSet<_>>();
        if !wanted.iter().all(|bucket| members.found.contains_key(bucket)) {
            let Members { sought, found } = &mut *members;
            sought.extend(&wanted);
            let lacking = sought.iter().copied().filter(|bucket| !found.contains_key(bucket)).collect::<Vec<_>>();
            let gathered = self.gather(values, &lacking);
            found.extend(lacking.into_iter().zip(gathered));
            sought.clear();
        }
        wanted.into_iter().map(|bucket| (bucket, Arc::clone(&members.found[&bucket]))).collect()
    }

    /// The values of these buckets, in one go.
    fn gather(&self, values: &[i64], buckets: &[usize]) -> Vec<Arc<[i64]>> {
        const NONE: u16 = u16::MAX;
        const { assert!(BUCKETS < NONE as usize, "every bucket can have a slot of its own") };
        let mut slot_of = vec![NONE; BUCKETS];
        for (slot, &bucket) in buckets.iter().enumerate() {
            slot_of[bucket] = slot as u16;
        }
        let parts = in_parallel(values.len(), self.threads, |stretches| {
            let mut members = vec![Vec::new(); buckets.len()];
            let mut add = |value: i64| {
                let slot = slot_of[bucket(value)];
                if slot != NONE {
                    members[usize::from(slot)].push(value);
                }
            };
            stretches.for_each(|rows| present(&values[rows]).for_each(&mut add));
            members
        });
        let mut members = vec![Vec::new(); buckets.len()];
        for part in parts {
            members.iter_mut().zip(part).for_each(|(all, mut some)| all.append(&mut some));
        }
        let sorted = |mut values: Vec<i64>| {
            values.sort_unstable();
            Arc::from(values)
        };
        members.into_iter().map(sorted).collect()
    }

    /// The last bucket with values and at most the limit ahead of it, behind the last one before it that has values: one of these two has
    /// the run that is sought, be it measured with or without its own values.
    fn last_buckets(&self, best: Best, measure: Measure, limit: i128) -> Option<Start> {
        let mut last: Option<Start> = None;
        let mut before = None;
        let (mut ahead, mut ahead_sum) = (0usize, 0i128);
        let mut step = |bucket: usize| {
            let measured = match measure {
                Measure::Customers => ahead as i128,
                Measure::Sum => ahead_sum,
            };
            if measured > limit {
                return false;
            }
            let Portion { count, sum } = self.buckets[bucket];
            if count > 0 {
                let own = Start { bucket, next: None, ahead, ahead_sum };
                last = Some(before.replace(own).map_or(own, |before| Start { next: Some(bucket), ..before }));
            }
            ahead += count as usize;
            ahead_sum += sum.max(0);
            true
        };
        match best {
            Best::High => _ = (0..BUCKETS).rev().all(&mut step),
            Best::Low => _ = (0..BUCKETS).all(&mut step),
        }
        last
    }
}

/// The values among these cells.
fn present(cells: &[i64]) -> impl Iterator<Item = i64> {
    let pieces = cells.chunks(BLOCK_ROWS).inspect(|piece| Numbers::bring_near(piece));
    pieces.flatten().copied().filter(|&value| Numbers::is_value(value))
}

/// The buckets while values are added to them: as small as can be, so that those in use stay near the processor.
struct Counting {
    /// How many values each bucket has, and their sum as long as it fits.
    small: Vec<(u64, i64)>,
    /// What did not fit.
    beyond: BTreeMap<usize, i128>,
}

impl Counting {
    fn new() -> Counting {
        Counting { small: vec![(0, 0); BUCKETS], beyond: BTreeMap::new() }
    }

    #[inline]
    fn add(&mut self, value: i64) {
        let bucket = bucket(value);
        let (count, sum) = &mut self.small[bucket];
        *count += 1;
        match sum.checked_add(value) {
            Some(more) => *sum = more,
            None => *self.beyond.entry(bucket).or_default() += i128::from(std::mem::replace(sum, value)),
        }
    }

    fn buckets(self) -> Vec<Portion> {
        let portion = |(count, sum)| Portion { count, sum: i128::from(sum) };
        let mut buckets = self.small.into_iter().map(portion).collect::<Vec<_>>();
        self.beyond.into_iter().for_each(|(bucket, sum)| buckets[bucket].sum += sum);
        buckets
    }
}

/// A bucket and what stands ahead of it, and the next one with values.
#[derive(Debug, Clone, Copy)]
struct Start {
    bucket: usize,
    next: Option<usize>,
    ahead: usize,
    ahead_sum: i128,
}

impl Start {
    fn buckets(self) -> impl Iterator<Item = usize> {
        std::iter::once(self.bucket).chain(self.next)
    }
}

/// The last of some runs of equal values, best first, with at most the limit ahead of it, or ahead of it and in it.
fn last_run<'a>(
    runs: impl Iterator<Item = &'a [i64]>,
    start: Start,
    measure: Measure,
    crossing: Crossing,
    limit: i128,
) -> Option<Run> {
    let Start { mut ahead, mut ahead_sum, .. } = start;
    let runs = runs.map(|values| {
        let run = Run { value: values[0], ahead, ahead_sum, equal: values.len() };
        ahead += run.equal;
        ahead_sum += i128::from(run.value.max(0)) * run.equal as i128;
        run
    });
    runs.take_while(|run| run.measured(measure, crossing) <= limit).last()
}

/// The bucket of a value; a greater value is never in an earlier bucket.
#[inline]
fn bucket(value: i64) -> usize {
    if value >= 0 { SIDE + step(value) } else { SIDE - 1 - step(-(value + 1)) }
}

/// The bucket of a number that is not negative: its exponent and first bits as a floating-point number has them. The conversion may
/// round, but never past a greater number's, so the order stays, and no more is asked of buckets.
#[inline]
fn step(magnitude: i64) -> usize {
    const ZERO: u64 = (1023 << BITS) - 1;
    ((magnitude as f64).to_bits() >> (52 - BITS)).saturating_sub(ZERO) as usize
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn buckets_never_fall_as_values_rise() {
        let mut values =
            vec![i64::MIN + 2, -1_000_000, -1025, -1024, -1023, -1, 0, 1, 1023, 1024, 1025, 2047, 2048, i64::MAX];
        values.sort_unstable();
        let buckets = values.iter().map(|&value| bucket(value)).collect::<Vec<_>>();
        assert!(buckets.is_sorted(), "{buckets:?}");
        assert!(buckets.iter().all(|&bucket| bucket < BUCKETS));
    }

    /// The plain twin: sort everything and walk.
    fn by_sorting(values: &[i64], best: Best, measure: Measure, crossing: Crossing, limit: i128) -> Option<Run> {
        let mut sorted = values.iter().copied().filter(|&value| Numbers::is_value(value)).collect::<Vec<_>>();
        sorted.sort_unstable();
        if best == Best::High {
            sorted.reverse();
        }
        let runs = sorted.chunk_by(|one, other| one == other);
        last_run(runs, Start { bucket: 0, next: None, ahead: 0, ahead_sum: 0 }, measure, crossing, limit)
    }

    #[test]
    fn as_many_cuts_as_one_likes_fall_each_in_a_bucket_of_its_own() {
        let values = (0..1500).map(|row| 1i64 << (row / 25)).enumerate();
        let values = values.map(|(row, value)| value + value / 25 * (row as i64 % 25)).collect::<Vec<_>>();
        let limits = (0..1000).map(|part| 1500 * part / 1000).collect::<Vec<i128>>();
        let histogram = Histogram::new(&values, 2);
        for (best, crossing) in
            [(Best::High, Crossing::Better), (Best::Low, Crossing::Better), (Best::High, Crossing::Worse)]
        {
            let expected = limits.iter().map(|&limit| by_sorting(&values, best, Measure::Customers, crossing, limit));
            let found = histogram.last_runs(&values, best, Measure::Customers, crossing, &limits);
            assert_eq!(found, expected.collect::<Vec<_>>());
        }
        let portion =
            |&first: &i64| Portion::new(&values.iter().copied().filter(|&value| value >= first).collect::<Vec<_>>());
        assert_eq!(histogram.portions_from(&values, &values), values.iter().map(portion).collect::<Vec<_>>());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_histogram_finds_what_sorting_finds(
            values in proptest::collection::vec(prop_oneof![-20i64..20, -3_000_000i64..3_000_000, any::<i64>()], 0..200),
            low in any::<bool>(),
            sum in any::<bool>(),
            worse in any::<bool>(),
            part in 0u32..=1000,
            firsts in proptest::collection::vec(prop_oneof![-20i64..20, -3_000_000i64..3_000_000, any::<i64>()], 0..4),
        ) {
            let best = if low { Best::Low } else { Best::High };
            let measure = if sum { Measure::Sum } else { Measure::Customers };
            let crossing = if worse { Crossing::Worse } else { Crossing::Better };
            let histogram = Histogram::new(&values, 1);
            histogram.seek_portions(&firsts);
            let total = if sum { histogram.sum() } else { histogram.customers() as i128 };
            let limits = [total / 1000 * i128::from(part) - 1, 0, -1, total];
            let expected = limits.map(|limit| by_sorting(&values, best, measure, crossing, limit)).to_vec();
            histogram.seek_runs(best, measure, &limits[..2]);
            prop_assert_eq!(histogram.last_runs(&values, best, measure, crossing, &limits), expected);
            let from = |first: i64| {
                let is_counted = |value: &i64| Numbers::is_value(*value) && *value >= first;
                Portion::new(&values.iter().copied().filter(is_counted).collect::<Vec<_>>())
            };
            let expected = firsts.iter().map(|&first| from(first)).collect::<Vec<_>>();
            prop_assert_eq!(histogram.portions_from(&values, &firsts), expected);
            prop_assert_eq!(histogram.whole(), from(Numbers::BAD + 1));
        }
    }
}
