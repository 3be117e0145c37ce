//! Temporary files that must not outlive the run, also when it is interrupted.
//!
//! Whoever creates a temporary file with a name keeps it registered here while it exists. A thread waits for SIGINT and SIGTERM,
//! removes what is registered and ends the process. Creating, renaming and removing happen under the registry's lock, and the
//! thread never gives the lock back, so an interrupted run leaves either the whole output or nothing.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use signal_hook::consts::signal::{SIGINT, SIGTERM};

static TEMPORARIES: Mutex<Registry> = Mutex::new(Registry { last: 0, paths: BTreeMap::new() });

struct Registry {
    last: u64,
    paths: BTreeMap<u64, PathBuf>,
}

fn registry() -> MutexGuard<'static, Registry> {
    TEMPORARIES.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A temporary file that an interrupted run removes; dropping this ends the registration, and leaves the file alone.
#[derive(Debug)]
pub struct Temporary {
    key: u64,
}

impl Temporary {
    /// Creates a file (or a folder) with the function and registers the path that it gives, with no moment in between.
    ///
    /// # Errors
    ///
    /// Those of `create`.
    pub fn create<T>(
        create: impl FnOnce() -> io::Result<T>,
        path: impl FnOnce(&T) -> PathBuf,
    ) -> io::Result<(T, Temporary)> {
        let mut registry = registry();
        let created = create()?;
        registry.last += 1;
        let key = registry.last;
        registry.paths.insert(key, path(&created));
        Ok((created, Temporary { key }))
    }

    /// Does what makes an end of the temporary file (renames or removes it) and ends the registration, undisturbed by signals.
    pub fn finish<T>(self, finish: impl FnOnce() -> T) -> T {
        let mut registry = registry();
        let finished = finish();
        registry.paths.remove(&self.key);
        drop(registry);
        std::mem::forget(self);
        finished
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        registry().paths.remove(&self.key);
    }
}

/// From now on SIGINT and SIGTERM remove every registered temporary file and end the process at once, with 128 + the signal's number
/// as its exit code.
///
/// # Errors
///
/// When the system gives no signal handler or no thread; the run can go on without.
pub fn remove_temporaries_on_signal() -> io::Result<()> {
    let wait = signals()?;
    std::thread::Builder::new().name("signals".to_owned()).spawn(move || {
        if let Some(signal) = wait() {
            // Held until the end: nobody creates or renames anything any more.
            let registry = registry();
            for path in registry.paths.values() {
                // The process is ending; there is nobody left to tell.
                let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir_all(path));
            }
            signal_hook::low_level::exit(128 + signal);
        }
    })?;
    Ok(())
}

/// Something that waits for the first signal.
#[cfg(unix)]
fn signals() -> io::Result<impl FnOnce() -> Option<i32>> {
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    Ok(move || signals.forever().next())
}

/// Something that waits for the first signal. Only Unix can wait for one without asking again and again.
#[cfg(not(unix))]
fn signals() -> io::Result<impl FnOnce() -> Option<i32>> {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    let arrived = Arc::new(AtomicUsize::new(0));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register_usize(signal, Arc::clone(&arrived), signal as usize)?;
    }
    Ok(move || {
        loop {
            match arrived.load(Ordering::SeqCst) {
                0 => std::thread::sleep(std::time::Duration::from_millis(50)),
                signal => return i32::try_from(signal).ok(),
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_is_registered_while_it_exists() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("spool");
        let known = |path: &PathBuf| registry().paths.values().any(|known| known == path);

        let (_, temporary) = Temporary::create(|| std::fs::write(&path, "x"), |()| path.clone()).unwrap();
        assert!(known(&path));
        temporary.finish(|| std::fs::remove_file(&path)).unwrap();
        assert!(!known(&path));
    }

    #[test]
    fn a_file_that_could_not_be_created_is_not_registered() {
        let path = PathBuf::from("never");
        let failed = Temporary::create(|| Err::<(), _>(io::Error::other("no")), |()| path.clone());
        assert!(failed.is_err());
        assert!(!registry().paths.values().any(|known| *known == path));
    }

    /// The other half of the test below: a run that holds a temporary file until it is interrupted.
    #[test]
    #[ignore = "run by the test below, in a process of its own"]
    fn interrupted_run() {
        remove_temporaries_on_signal().unwrap();
        let path = PathBuf::from("spool.tmp");
        let (_, temporary) = Temporary::create(|| std::fs::write(&path, "x"), |()| path.clone()).unwrap();
        std::thread::sleep(std::time::Duration::from_secs(60));
        drop(temporary);
    }

    #[test]
    #[cfg(unix)]
    fn an_interrupted_run_leaves_no_temporary_file() {
        use rustix::process::{Pid, Signal, kill_process};

        for (signal, code) in [(Signal::INT, 130), (Signal::TERM, 143)] {
            let folder = tempfile::tempdir().unwrap();
            let spool = folder.path().join("spool.tmp");
            let mut run = std::process::Command::new(std::env::current_exe().unwrap())
                .args(["--exact", "file::cleanup::tests::interrupted_run", "--ignored"])
                .current_dir(folder.path())
                .stdout(std::process::Stdio::null())
                .spawn()
                .unwrap();
            while !spool.exists() && run.try_wait().unwrap().is_none() {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
            kill_process(Pid::from_child(&run), signal).unwrap();
            assert_eq!(run.wait().unwrap().code(), Some(code));
            assert!(!spool.exists());
        }
    }
}
