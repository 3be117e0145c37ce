//! `rust_xlsxwriter` panics where it cannot write its temporary files: on a full disk, of all places. Here that becomes an error, as
//! long as the program is built with panics that unwind, which is the default.

use std::any::Any;
use std::cell::Cell;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Once;

use crate::file::OutputError;

thread_local! {
    /// Whether this thread is inside [`guarded`], so that a panic is no news for the user.
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

static QUIET: Once = Once::new();

/// Calls a function of the workbook library; a panic in it is an error about the file. What the function worked on is of no use
/// afterwards and must be dropped.
pub(crate) fn guarded<T>(file: &Path, call: impl FnOnce() -> Result<T, OutputError>) -> Result<T, OutputError> {
    QUIET.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !GUARDED.get() {
                usual(panic);
            }
        }));
    });
    let before = GUARDED.replace(true);
    let done = panic::catch_unwind(AssertUnwindSafe(call));
    GUARDED.set(before);
    done.unwrap_or_else(|panic| Err(described(file, message(&*panic))))
}

fn message(panic: &(dyn Any + Send)) -> String {
    match (panic.downcast_ref::<String>(), panic.downcast_ref::<&str>()) {
        (Some(text), _) => text.clone(),
        (None, Some(text)) => (*text).to_owned(),
        (None, None) => "for a reason that it did not tell".to_owned(),
    }
}

/// The error that the panic's message tells of; the message holds the system's error as Rust shows it to programmers.
fn described(file: &Path, message: String) -> OutputError {
    let known = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded, io::ErrorKind::FileTooLarge];
    match known.into_iter().find(|kind| message.contains(&format!("{kind:?}"))) {
        Some(kind) => OutputError::io(file, kind.into()),
        None => OutputError::Workbook { file: file.to_path_buf(), message },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_for_want_of_room_is_a_full_disk() {
        let out = Path::new("out.xlsx");
        let full = guarded(out, || -> Result<(), OutputError> {
            let error = io::Error::from(io::ErrorKind::StorageFull);
            panic!("Couldn't write to xml file: {error:?}")
        });
        assert!(matches!(full, Err(OutputError::DiskFull { .. })), "{full:?}");
        let other = guarded(out, || -> Result<(), OutputError> { panic!("something else") }).unwrap_err();
        assert_eq!(other.to_string(), "out.xlsx: the workbook could not be written: something else");
        assert_eq!(guarded(out, || Ok(1)).unwrap(), 1);
    }
}
