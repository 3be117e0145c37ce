//! What is told where the program itself is wrong: a panic. Its unwinding drops the outputs that were begun, so none is left half written;
//! here it becomes a message that asks for a report, and the exit code of work that failed.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// From now on the first panic of the run, of whatever thread, is told as a mistake of the program. (Those behind it are its consequences
/// in threads that waited.)
pub fn tell_mistakes() {
    static FIRST: Once = Once::new();
    panic::set_hook(Box::new(|mistake| {
        let place = mistake.location().map(|place| format!("{}:{}: ", place.file(), place.line())).unwrap_or_default();
        let payload = mistake.payload();
        let words = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref().map(String::as_str));
        // Where even standard error is gone, the exit code alone tells.
        FIRST.call_once(|| _ = std::io::stderr().write_all(message(&place, words.unwrap_or("no message")).as_bytes()));
    }));
}

/// Runs the program's work; nothing where it panicked, which was told then.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    // What the work has changed is not looked at any more after a panic: the run ends.
    panic::catch_unwind(AssertUnwindSafe(work)).ok()
}

fn message(place: &str, words: &str) -> String {
    format!(
        "custclass: error: this is a mistake in custclass itself, not in your list; no output file was left half written\n  \
         {place}{words} (custclass {})\n\
         help: please report it with these lines, the command, and if you can a few rows that show it\n",
        env!("CARGO_PKG_VERSION")
    )
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use custclass::file::{AtomicFile, Durability};

    use super::*;

    /// The other half of the test below: a run that breaks while a thread of it writes an output.
    #[test]
    #[ignore = "run by the test below, in a process of its own"]
    fn broken_run() {
        tell_mistakes();
        let outcome = caught(|| {
            let mut file = AtomicFile::create("out.csv", Durability::Cached).expect("it can be written");
            std::thread::scope(|scope| {
                scope.spawn(|| {
                    file.write_all(&[b'x'; 1 << 20]).expect("it is written");
                    assert!(file.path().as_os_str().is_empty(), "a mistake for this test");
                });
            });
            file.commit()
        });
        std::process::exit(if outcome.is_none() { 1 } else { 0 });
    }

    #[test]
    fn a_mistake_of_the_program_is_told_once_and_leaves_the_outputs_as_they_were() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("out.csv"), "yesterday's").expect("a file");
        let run = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "cli::panics::tests::broken_run", "--ignored", "--nocapture"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .output()
            .expect("it runs");
        let told = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{told}");
        assert!(told.contains("src/cli/panics.rs:") && told.contains("a mistake for this test"), "{told}");
        assert_eq!(told.matches("custclass: error: ").count(), 1, "{told}");
        assert_eq!(told.matches("please report it").count(), 1, "{told}");
        let names = std::fs::read_dir(folder.path()).expect("the folder").count();
        assert_eq!(names, 1, "no temporary file is left");
        assert_eq!(std::fs::read(folder.path().join("out.csv")).expect("the file"), b"yesterday's");
    }
}
