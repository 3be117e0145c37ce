//! The cuts of a long ranking without sorting it: a histogram finds the few buckets in which the cuts fall, and only those are sorted.
//!
//! The buckets are as wide as the values are large (like the steps of a floating-point number), so that skewed money spreads over
//! many of them. Counts and sums ahead of a bucket are exact integers, so the cut found is the very one that a full sort finds.

use std::sync::{Arc, Mutex, PoisonError};

use super::column::Numbers;
use super::in_shares::in_shares;
use super::ranking::{Best, Measure};
use super::scope::Ref;

/// Bits of a value that tell buckets of the same magnitude apart: few enough for all buckets to stay near the processor.
const BITS: u32 = 7;
/// Buckets on each side of zero: one for it, and those of each power of two up to 2^63.
const SIDE: usize = 1 + (64 << BITS);

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

/// The histograms of the columns that rules rank by: each column is counted once, however many rules rank by it.
#[derive(Debug, Default)]
pub struct Histograms {
    counted: Mutex<Vec<(Ref, Arc<Histogram>)>>,
    threads: usize,
}

impl Histograms {
    /// Nothing counted yet; so many threads may count. (They do not change what comes of it.)
    pub fn new(threads: usize) -> Histograms {
        Histograms { counted: Mutex::default(), threads }
    }

    /// The histogram of a column, whose values these are.
    pub fn of(&self, column: Ref, values: &[i64]) -> Arc<Histogram> {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, histogram)) = counted.iter().find(|(other, _)| *other == column) {
            return Arc::clone(histogram);
        }
        let histogram = Arc::new(Histogram::of(values, self.threads));
        counted.push((column, Arc::clone(&histogram)));
        histogram
    }
}

/// Values of a column, counted and summed by bucket.
#[derive(Debug)]
pub struct Histogram {
    buckets: Vec<Bucket>,
    threads: usize,
}

/// What falls into one bucket; both numbers lie side by side, as they are always wanted together.
#[derive(Debug, Clone, Copy, Default)]
struct Bucket {
    /// How many values.
    count: u64,
    /// Their sum, negative ones counting 0.
    sum: i128,
}

impl Histogram {
    /// Counts the values of a column; missing and bad cells are left out.
    pub fn of(values: &[i64], threads: usize) -> Histogram {
        let shares = in_shares(values.len(), threads, |share| {
            let mut histogram = Histogram { buckets: vec![Bucket::default(); 2 * SIDE], threads };
            share.for_each(|rows| histogram.add(&values[rows]));
            histogram
        });
        let mut shares = shares.into_iter();
        let mut all = shares.next().expect("there is one share at least");
        for share in shares {
            for (all, share) in all.buckets.iter_mut().zip(share.buckets) {
                all.count += share.count;
                all.sum += share.sum;
            }
        }
        all
    }

    fn add(&mut self, values: &[i64]) {
        for &value in values.iter().filter(|value| Numbers::is_value(**value)) {
            let bucket = &mut self.buckets[bucket(value)];
            bucket.count += 1;
            bucket.sum += i128::from(value.max(0));
        }
    }

    /// How many values there are.
    pub fn customers(&self) -> usize {
        self.buckets.iter().map(|bucket| bucket.count).sum::<u64>() as usize
    }

    /// The sum of the values, negative ones counting 0.
    pub fn sum(&self) -> i128 {
        self.buckets.iter().map(|bucket| bucket.sum).sum()
    }

    /// For each limit the last run of equal values with at most that much ahead of it; `None` for a limit below 0 or without values.
    /// The values are those that were counted.
    pub fn last_runs(&self, values: &[i64], best: Best, measure: Measure, limits: &[i128]) -> Vec<Option<Run>> {
        let starts = limits.iter().map(|&limit| self.last_bucket(best, measure, limit)).collect::<Vec<_>>();
        let mut buckets = starts.iter().flatten().map(|start| start.bucket).collect::<Vec<_>>();
        buckets.sort_unstable();
        buckets.dedup();
        let members = self.members(values, best, &buckets);
        let run = |(start, &limit): (&Option<Start>, &i128)| {
            let start = start.as_ref()?;
            let values = &members[buckets.binary_search(&start.bucket).ok()?];
            last_run(values, *start, measure, limit)
        };
        starts.iter().zip(limits).map(run).collect()
    }

    /// The values of a few buckets, each bucket's sorted, best first.
    fn members(&self, values: &[i64], best: Best, buckets: &[usize]) -> Vec<Vec<i64>> {
        let mut slot_of = vec![u8::MAX; 2 * SIDE];
        for (slot, &bucket) in buckets.iter().enumerate().take(usize::from(u8::MAX)) {
            slot_of[bucket] = slot as u8;
        }
        let shares = in_shares(values.len(), self.threads, |share| {
            let mut members = vec![Vec::new(); buckets.len()];
            for values in share.map(|rows| &values[rows]) {
                for &value in values.iter().filter(|value| Numbers::is_value(**value)) {
                    let slot = slot_of[bucket(value)];
                    if slot != u8::MAX {
                        members[usize::from(slot)].push(value);
                    }
                }
            }
            members
        });
        let mut members = vec![Vec::new(); buckets.len()];
        for share in shares {
            members.iter_mut().zip(share).for_each(|(all, mut some)| all.append(&mut some));
        }
        for values in &mut members {
            values.sort_unstable();
            if best == Best::High {
                values.reverse();
            }
        }
        members
    }

    /// The last bucket with values and at most the limit ahead of it.
    fn last_bucket(&self, best: Best, measure: Measure, limit: i128) -> Option<Start> {
        let mut last = None;
        let (mut ahead, mut ahead_sum) = (0usize, 0i128);
        let mut step = |bucket: usize| {
            let measured = match measure {
                Measure::Customers => ahead as i128,
                Measure::Sum => ahead_sum,
            };
            if measured > limit {
                return false;
            }
            let Bucket { count, sum } = self.buckets[bucket];
            if count > 0 {
                last = Some(Start { bucket, ahead, ahead_sum });
            }
            ahead += count as usize;
            ahead_sum += sum;
            true
        };
        match best {
            Best::High => _ = (0..2 * SIDE).rev().all(&mut step),
            Best::Low => _ = (0..2 * SIDE).all(&mut step),
        }
        last
    }
}

/// A bucket and what stands ahead of it.
#[derive(Debug, Clone, Copy)]
struct Start {
    bucket: usize,
    ahead: usize,
    ahead_sum: i128,
}

/// The last run within a bucket's sorted values with at most the limit ahead of it.
fn last_run(values: &[i64], start: Start, measure: Measure, limit: i128) -> Option<Run> {
    let Start { mut ahead, mut ahead_sum, .. } = start;
    let mut last = None;
    for run in values.chunk_by(|one, other| one == other) {
        let measured = match measure {
            Measure::Customers => ahead as i128,
            Measure::Sum => ahead_sum,
        };
        if measured > limit {
            break;
        }
        last = Some(Run { value: run[0], ahead, ahead_sum, equal: run.len() });
        ahead += run.len();
        ahead_sum += i128::from(run[0].max(0)) * run.len() as i128;
    }
    last
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
        assert!(buckets.iter().all(|&bucket| bucket < 2 * SIDE));
    }

    /// The plain twin: sort everything and walk.
    fn by_sorting(values: &[i64], best: Best, measure: Measure, limit: i128) -> Option<Run> {
        let mut sorted = values.iter().copied().filter(|&value| Numbers::is_value(value)).collect::<Vec<_>>();
        sorted.sort_unstable();
        if best == Best::High {
            sorted.reverse();
        }
        last_run(&sorted, Start { bucket: 0, ahead: 0, ahead_sum: 0 }, measure, limit)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn the_histogram_finds_what_sorting_finds(
            values in proptest::collection::vec(prop_oneof![-20i64..20, -3_000_000i64..3_000_000, any::<i64>()], 0..200),
            low in any::<bool>(),
            sum in any::<bool>(),
            part in 0u32..=1000,
        ) {
            let best = if low { Best::Low } else { Best::High };
            let measure = if sum { Measure::Sum } else { Measure::Customers };
            let histogram = Histogram::of(&values, 1);
            let total = if sum { histogram.sum() } else { histogram.customers() as i128 };
            let limits = [total / 1000 * i128::from(part) - 1, 0, -1, total];
            let expected = limits.map(|limit| by_sorting(&values, best, measure, limit)).to_vec();
            prop_assert_eq!(histogram.last_runs(&values, best, measure, &limits), expected);
        }
    }
}
