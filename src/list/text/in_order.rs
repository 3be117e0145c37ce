//! Work on the parts of a list by several threads, with the results taken in the parts' order.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How many results may lie ready and wait for those in front of them.
const AHEAD: usize = 4;

/// How often a thread checks whether it may go on before it goes to sleep. Mostly it may sooner than the system could wake it.
const LOOKS: usize = 500;

/// Does `work` for every part from 0 on, several at once, and hands each result to `take` in the parts' order.
///
/// The thread whose result comes next takes it, and all that follow and are ready; the others lay theirs down and go on, but not far
/// ahead, so that few parts are in memory. Each thread has its own `scratch`; that of `take` belongs to the thread that takes, not
/// to the one that worked. The first failure of `take` in the parts' order ends everything.
pub(crate) fn in_order<S, T: Send, E: Send>(
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
        turn: Mutex::new(Turn { part: 0, ready: VecDeque::new(), take: Some(take), stopped: false, failed: None }),
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

struct Queue<T, F, E> {
    /// The next part that nobody works on.
    free: AtomicUsize,
    turn: Mutex<Turn<T, F, E>>,
    moved: Condvar,
}

struct Turn<T, F, E> {
    /// The part whose result is taken next.
    part: usize,
    /// The results from that part on, where they are there.
    ready: VecDeque<Option<T>>,
    /// What takes the results; nothing while a thread is taking some.
    take: Option<F>,
    stopped: bool,
    failed: Option<E>,
}

impl<T, F, E> Turn<T, F, E> {
    fn lay_down(&mut self, part: usize, result: T) {
        let at = part - self.part;
        if self.ready.len() <= at {
            self.ready.resize_with(at + 1, || None);
        }
        self.ready[at] = Some(result);
    }

    /// The next result, where it is there.
    fn next(&mut self) -> Option<T> {
        self.ready.front_mut()?.take()
    }

    fn end(&mut self, failed: Option<E>) {
        self.stopped = true;
        self.failed = failed;
    }
}

impl<T, F, E> Queue<T, F, E> {
    fn serve<S>(&self, parts: usize, mut scratch: S, work: &impl Fn(&mut S, usize) -> T)
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
            let mut turn = self.wait_for_room(part);
            if turn.stopped {
                return;
            }
            turn.lay_down(part, result);
            if let Some(take) = turn.take.take() {
                self.take_ready(turn, take, &mut scratch);
            }
        }
    }

    /// Takes the results that are ready, one after the other. Whoever lays the next one down takes that.
    fn take_ready<'t, S>(&'t self, mut turn: MutexGuard<'t, Turn<T, F, E>>, mut take: F, scratch: &mut S)
    where
        F: FnMut(&mut S, usize, T) -> Result<(), E>,
    {
        while let Some(result) = turn.next() {
            let part = turn.part;
            drop(turn);
            let taken = take(scratch, part, result);
            turn = self.lock();
            turn.ready.pop_front();
            turn.part += 1;
            if let Err(error) = taken {
                turn.end(Some(error));
            }
            self.moved.notify_all();
            if turn.stopped {
                break;
            }
        }
        turn.take = Some(take);
    }

    /// Waits until a part's result may be laid down, or for the end.
    fn wait_for_room(&self, part: usize) -> MutexGuard<'_, Turn<T, F, E>> {
        let may_go_on = |turn: &Turn<T, F, E>| part < turn.part + AHEAD || turn.stopped;
        for _ in 0..LOOKS {
            if let Ok(turn) = self.turn.try_lock()
                && may_go_on(&turn)
            {
                return turn;
            }
            std::hint::spin_loop();
        }
        let mut turn = self.lock();
        while !may_go_on(&turn) {
            turn = self.moved.wait(turn).unwrap_or_else(PoisonError::into_inner);
        }
        turn
    }

    fn lock(&self) -> MutexGuard<'_, Turn<T, F, E>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the other threads from waiting for a part that will never come.
struct StopOnPanic<'a, T, F, E>(&'a Queue<T, F, E>);

impl<T, F, E> Drop for StopOnPanic<'_, T, F, E> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.lock().stopped = true;
            self.0.moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn results_are_taken_in_order_whatever_the_number_of_threads() {
        for threads in [1, 2, 7] {
            let mut taken = Vec::new();
            let result = in_order(
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
    fn nothing_is_left_behind_however_the_threads_meet() {
        for round in 0..300 {
            let mut taken = 0;
            let uneven = |seed: usize| (0..seed % 97 * 20).for_each(|_| std::hint::spin_loop());
            let result = in_order(
                3,
                40,
                || (),
                |(), part| {
                    uneven(part * 31 + round * 7);
                    part
                },
                |(), part, result| {
                    uneven(part * 13 + round * 5);
                    assert_eq!((part, result), (taken, taken));
                    taken += 1;
                    Ok::<(), ()>(())
                },
            );
            assert_eq!((result, taken), (Ok(()), 40));
        }
    }

    #[test]
    fn the_first_failure_in_order_ends_the_work() {
        for threads in [1, 4] {
            let mut taken = 0;
            let result = in_order(
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
        let _ = in_order(2, 10, || (), |(), part| assert!(part != 3), |(), _, ()| Ok::<(), ()>(()));
    }
}
