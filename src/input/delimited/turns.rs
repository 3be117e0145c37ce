//! Work on the parts of a list by several threads, whose results are taken in the parts' order.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How often a thread looks whether its turn has come before it goes to sleep.
const LOOKS: usize = 2000;

/// Does `work` for every part from 0 on, several at once, and hands each result to `take` in the parts' order.
///
/// A thread that is done with a part waits for its turn and takes its result itself, so no more parts are in memory than there
/// are threads. Each thread has its own `scratch`. The first failure of `take` in the parts' order ends everything.
pub(super) fn in_turns<S, T, E: Send>(
    threads: usize,
    parts: usize,
    scratch: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, usize) -> T + Sync,
    mut take: impl FnMut(&mut S, usize, T) -> Result<(), E> + Send,
) -> Result<(), E> {
    if threads <= 1 || parts <= 1 {
        let mut scratch = scratch();
        return (0..parts).try_for_each(|part| {
            let result = work(&mut scratch, part);
            take(&mut scratch, part, result)
        });
    }
    let queue = Queue {
        free: AtomicUsize::new(0),
        turn: Mutex::new(Turn { part: 0, stopped: false, failed: None, take }),
        moved: Condvar::new(),
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(parts) {
            scope.spawn(|| queue.serve(parts, scratch(), &work));
        }
    });
    match queue.turn.into_inner().unwrap_or_else(PoisonError::into_inner).failed {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

struct Queue<F, E> {
    /// The next part that nobody works on.
    free: AtomicUsize,
    turn: Mutex<Turn<F, E>>,
    moved: Condvar,
}

struct Turn<F, E> {
    /// The part whose result is taken next.
    part: usize,
    stopped: bool,
    failed: Option<E>,
    take: F,
}

impl<F, E> Queue<F, E> {
    fn serve<S, T>(&self, parts: usize, mut scratch: S, work: &impl Fn(&mut S, usize) -> T)
    where
        F: FnMut(&mut S, usize, T) -> Result<(), E>,
    {
        let _stop = StopOnPanic(self);
        loop {
            let part = self.free.fetch_add(1, Ordering::Relaxed);
            if part >= parts {
                return;
            }
            let result = work(&mut scratch, part);
            let mut turn = self.wait_for(part);
            if turn.stopped {
                return;
            }
            match (turn.take)(&mut scratch, part, result) {
                Ok(()) => turn.part += 1,
                Err(error) => {
                    turn.failed = Some(error);
                    turn.stopped = true;
                }
            }
            self.moved.notify_all();
        }
    }

    /// Waits for a part's turn, or for the end. Turns take less time than the system needs to wake a thread that it put to sleep, so at
    /// first the thread stays awake.
    fn wait_for(&self, part: usize) -> MutexGuard<'_, Turn<F, E>> {
        for _ in 0..LOOKS {
            if let Ok(turn) = self.turn.try_lock()
                && (turn.part == part || turn.stopped)
            {
                return turn;
            }
            std::hint::spin_loop();
        }
        let mut turn = self.lock();
        while turn.part != part && !turn.stopped {
            turn = self.moved.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        turn
    }

    fn lock(&self) -> MutexGuard<'_, Turn<F, E>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the other threads from waiting for a part that will never come.
struct StopOnPanic<'a, F, E>(&'a Queue<F, E>);

impl<F, E> Drop for StopOnPanic<'_, F, E> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().stopped = true;
            self.0.moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_turns;

    #[test]
    fn results_are_taken_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let result = in_turns(
                threads,
                50,
                || 0,
                |_, part| {
                    if part % 3 == 0 {
                        std::thread::yield_now();
                    }
                    part * part
                },
                |seen, part, square| {
                    *seen += 1;
                    taken.push((part, square));
                    Ok::<(), ()>(())
                },
            );
            assert_eq!(result, Ok(()));
            assert_eq!(taken, (0..50).map(|part| (part, part * part)).collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_first_failure_in_order_ends_the_work() {
        for threads in [1, 4] {
            let mut taken = 0;
            let result = in_turns(
                threads,
                1000,
                || (),
                |(), part| part,
                |(), part, _| {
                    taken += 1;
                    if part >= 5 { Err(part) } else { Ok(()) }
                },
            );
            assert_eq!((result, taken), (Err(5), 6));
        }
    }

    #[test]
    #[should_panic(expected = "a scoped thread panicked")]
    fn a_panic_reaches_the_caller() {
        let _ = in_turns(2, 10, || (), |(), part| assert!(part != 3), |(), _, ()| Ok::<(), ()>(()));
    }
}
