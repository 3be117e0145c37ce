//! The same work on equal shares of the customers, side by side where there are many.

use std::ops::Range;

/// So many customers are worth a thread of their own.
const CUSTOMERS_A_THREAD: usize = 1 << 17;

/// Does the same for equal shares of the customers `0..customers`, with so many threads at most; what comes of it, in order. Callers
/// put it together in a way in which the number of shares does not matter.
pub fn in_shares<T: Send>(customers: usize, threads: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let threads = threads.min(customers.div_ceil(CUSTOMERS_A_THREAD)).max(1);
    let share = customers.div_ceil(threads);
    let part = |number: usize| work((number * share).min(customers)..((number + 1) * share).min(customers));
    std::thread::scope(|scope| {
        let part = &part;
        let others = (1..threads).map(|number| scope.spawn(move || part(number))).collect::<Vec<_>>();
        let mut parts = vec![part(0)];
        parts.extend(others.into_iter().map(|other| match other.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        }));
        parts
    })
}
