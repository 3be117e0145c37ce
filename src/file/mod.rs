//! Writing files: whole or not at all.

mod atomic;
mod cleanup;
mod error;
mod sha256;

pub use atomic::{AtomicFile, Durability, same_file};
pub use cleanup::{Temporary, remove_temporaries_on_signal};
pub use error::OutputError;
pub use sha256::{Hasher, sha256};
