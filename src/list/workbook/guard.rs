//! Damaged workbooks must not bring the program down: calamine believes some lengths that it reads and then panics.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::error::{Damage, WorkbookError};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Runs a step of reading; a panic inside is a damaged workbook, and prints nothing.
///
/// What `read` has changed is not used any more after a panic: the caller gives the workbook up.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, WorkbookError>) -> Result<T, WorkbookError> {
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let outer = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(read));
    GUARDED.set(outer);
    outcome.unwrap_or_else(|_| Err(WorkbookError::Damaged(Damage::Unknown)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_damaged_workbook() {
        let lengths: Vec<usize> = Vec::new();
        let refused = guarded(|| Ok(lengths[3]));
        assert_eq!(refused, Err(WorkbookError::Damaged(Damage::Unknown)));
        assert_eq!(guarded(|| Ok(5)), Ok(5));
    }
}
