//! The same work on all customers, side by side where there are many.

use std::ops::Range;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many customers are worth a thread of their own.
const CUSTOMERS_A_THREAD: usize = 1 << 17;

/// So many customers are handed out at a time: a thread that starts late, as it takes the system a while to wake a processor, gets less.
const CUSTOMERS_AT_A_TIME: usize = 1 << 14;

/// The stretches of customers that fall to one of several threads.
#[derive(Debug)]
pub struct Share<'a> {
    /// The first customer that nobody has.
    next: &'a AtomicUsize,
    customers: usize,
}

impl Iterator for Share<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.next.fetch_add(CUSTOMERS_AT_A_TIME, Ordering::Relaxed);
        (start < self.customers).then(|| start..self.customers.min(start + CUSTOMERS_AT_A_TIME))
    }
}

/// Does the same for all customers `0..customers`, with so many threads at most; what comes of each thread's share. Who gets which stretch
/// is left to chance: callers put the results together in a way in which that does not matter.
pub fn in_shares<T: Send>(customers: usize, threads: usize, work: impl Fn(Share<'_>) -> T + Sync) -> Vec<T> {
    let threads = threads.min(customers.div_ceil(CUSTOMERS_A_THREAD)).max(1);
    let next = AtomicUsize::new(0);
    let part = || work(Share { next: &next, customers });
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
    fn every_customer_falls_to_one_share() {
        for customers in [0, 1, CUSTOMERS_AT_A_TIME, CUSTOMERS_AT_A_TIME + 1, 3 * CUSTOMERS_A_THREAD + 5] {
            for threads in [1, 2, 7] {
                let shares = in_shares(customers, threads, |share| share.flatten().collect::<Vec<_>>());
                let mut all = shares.concat();
                all.sort_unstable();
                assert_eq!(all, (0..customers).collect::<Vec<_>>(), "{customers} {threads}");
            }
        }
    }
}
