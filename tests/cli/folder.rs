//! A folder of its own for a test, and the program run in it.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::{fs, thread};

use tempfile::TempDir;

/// Compares a text with what is written down; `SNAPSHOTS=overwrite` writes it down anew.
#[macro_export]
macro_rules! assert_text {
    ($actual:expr, $expected:expr $(,)?) => {
        snapbox::Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .normalize_paths(false)
            .eq($actual, $expected)
    };
}

/// Two tiers of half the customers each: `top` and `rest`, in the column `half`.
pub const HALVES: &str = r#"
[[rule]]
name   = "half"
method = "percentile"
field  = "revenue"
tier   = [ { label = "top", zh = "上", share = "50%" }, { label = "rest", zh = "下", share = "50%" } ]
"#;

/// A folder that lasts as long as its test.
pub struct Folder(TempDir);

impl Folder {
    /// An empty folder.
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a temporary folder"))
    }

    /// A folder with one file.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Folder {
        Folder::new().and(name, content)
    }

    /// The folder with one file more.
    pub fn and(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        self.write(name, content);
        self
    }

    /// Writes a file.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).expect("a file of the test");
    }

    /// The path of a file in the folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A file's bytes.
    pub fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A file's text.
    pub fn text(&self, name: &str) -> String {
        String::from_utf8(self.bytes(name)).expect("UTF-8")
    }

    /// The names of the files in the folder, hidden ones too, in order.
    pub fn names(&self) -> Vec<String> {
        names(self.0.path())
    }

    /// The names of the files in the folder and what is in them; a folder in it is only named.
    pub fn contents(&self) -> Vec<(String, Option<Vec<u8>>)> {
        self.names().into_iter().map(|name| (name.clone(), fs::read(self.path(&name)).ok())).collect()
    }

    /// The program with the folder as its own, not yet running.
    pub fn command<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_custclass"));
        command.args(args).current_dir(self.0.path()).env_remove("CUSTCLASS_LANG").stdin(Stdio::null());
        command
    }

    /// Runs the program.
    pub fn run<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Ran {
        Ran::of(self.command(args).output().expect("the program starts"))
    }

    /// Runs the program with something on its standard input.
    pub fn run_on<A: AsRef<OsStr>>(&self, input: impl AsRef<[u8]>, args: impl IntoIterator<Item = A>) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        let input = input.as_ref().to_vec();
        // A program that refuses its input at once closes the pipe: that is no failure of the test.
        let writer = thread::spawn(move || _ = stdin.write_all(&input));
        let output = child.wait_with_output().expect("the program ends");
        writer.join().expect("the writer ends");
        Ran::of(output)
    }
}

/// The names of the files in a folder, in order.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder").map(|entry| entry.expect("an entry").file_name());
    let mut names = entries.map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>();
    names.sort();
    names
}

/// What a run of the program left behind.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; `None` where a signal ended it.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Ran {
    fn of(output: Output) -> Ran {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let ran = Ran { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
        assert!(!ran.stderr.contains("panicked"), "{}", ran.stderr);
        ran
    }

    /// A run that did its work.
    #[track_caller]
    pub fn done(self) -> Ran {
        assert_eq!(self.code, Some(0), "{}", self.stderr);
        self
    }

    /// A run that did its work and had nothing to say beside it.
    #[track_caller]
    pub fn quiet(self) -> Ran {
        assert_eq!((self.code, self.stderr.as_str()), (Some(0), ""));
        self
    }

    /// The message of a run that failed with this exit code and printed no data.
    #[track_caller]
    pub fn refused(self, code: i32) -> String {
        assert_eq!((self.code, self.stdout.as_str()), (Some(code), ""), "{}", self.stderr);
        self.stderr
    }
}
