//! The same work on all customers, side by side where there are many.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many customers are worth a thread of their own.
const CUSTOMERS_PER_THREAD: usize = 1 << 17;

/// How many customers are handed out at a time. Waking a processor takes the system a while, and a thread that starts late gets fewer
/// stretches.
const CUSTOMERS_PER_STRETCH: usize = 1 << 14;

/// The stretches of customers that fall to one of several threads.
#[derive(Debug)]
pub struct Stretches<'a> {
    /// The first customer that nobody has.
    next: &'a AtomicUsize,
    customers: usize,
}

impl Iterator for Stretches<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next.fetch_add(CUSTOMERS_PER_STRETCH, Ordering::Relaxed);
        (start < self.customers).then(|| start..self.customers.min(start + CUSTOMERS_PER_STRETCH))
    }
}

/// Does the same for all customers `0..customers`, on up to `threads` threads; returns what each thread made of its stretches. Which
/// thread gets which stretch is left to chance, so callers must put the results together in a way that does not depend on it.
pub fn in_parallel<T: Send>(customers: usize, threads: usize, work: impl Fn(Stretches<'_>) -> T + Sync) -> Vec<T> {
    let threads = threads.min(customers.div_ceil(CUSTOMERS_PER_THREAD)).max(1);
    let next = AtomicUsize::new(0);
    let part = || work(Stretches { next: &next, customers });
    std::thread::scope(|scope| {
        let others = (1..threads).map(|_| scope.spawn(part)).collect::<Vec<_>>();
        let mut parts = vec![part()];
        parts.extend(others.into_iter().map(|other| match other.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        }));
        parts
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_customer_falls_to_one_thread() {
        for customers in [0, 1, CUSTOMERS_PER_STRETCH, CUSTOMERS_PER_STRETCH + 1, 3 * CUSTOMERS_PER_THREAD + 5] {
            for threads in [1, 2, 7] {
                let parts = in_parallel(customers, threads, |stretches| stretches.flatten().collect::<Vec<_>>());
                let mut all = parts.concat();
                all.sort_unstable();
                assert_eq!(all, (0..customers).collect::<Vec<_>>(), "{customers} {threads}");
            }
        }
    }
}
