//! Runs that do not come to their end: killed, interrupted, or without room. An output is there whole or not at all, and the input
//! stays as it was.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use snapbox::str;

use crate::assert_text;
use crate::folder::{Folder, names};

/// A list of about so many bytes.
fn list(bytes: usize) -> String {
    let mut list = "id,name,revenue,note\n".to_owned();
    let mut row = 0u64;
    while list.len() < bytes {
        list += &format!("K{row},\"Customer, number {row}\",{},some text to copy\n", row * 7919 % 1_000_003);
        row += 1;
    }
    list
}

/// Bytes of a list that takes a good while: less where nothing is optimised, and for workbooks, which take longer.
fn long(output: &str) -> usize {
    let bytes = if cfg!(debug_assertions) { 500_000 } else { 30_000_000 };
    if output.ends_with(".xlsx") { bytes / 8 } else { bytes }
}

/// A run that is to be stopped: its list, the folder of its temporary files, and what it writes when it is let alone.
struct Stopped {
    folder: Folder,
    output: &'static str,
    list: String,
    whole: Vec<u8>,
    duration: Duration,
    stdin: bool,
}

impl Stopped {
    /// Lets the run come to its end once, to see how long it takes.
    fn new(output: &'static str, stdin: bool) -> Stopped {
        let list = list(long(output));
        let folder = Folder::with("list.csv", &list);
        fs::create_dir(folder.path("tmp")).expect("a folder");
        let mut run = Stopped { folder, output, list, whole: Vec::new(), duration: Duration::ZERO, stdin };
        let begun = Instant::now();
        assert!(run.spawn().wait().expect("it ends").success());
        run.duration = begun.elapsed();
        run.whole = run.folder.bytes(output);
        run
    }

    fn spawn(&self) -> Child {
        let input = if self.stdin { "-" } else { "list.csv" };
        let mut command = self.folder.command(["score", input, "-o", self.output]);
        if self.stdin {
            command.stdin(File::open(self.folder.path("list.csv")).expect("the list"));
        }
        let command = command.env("TMPDIR", self.folder.path("tmp"));
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts")
    }

    /// Stops the run at so many moments, spread over the time that it takes, and looks each time at what is left.
    fn stop(&self, signal: Signal, moments: u32) {
        let mut interrupted = 0;
        for moment in 0..moments {
            let before = moment % 2 == 0;
            if before {
                self.folder.write(self.output, "yesterday's");
            } else {
                _ = fs::remove_file(self.folder.path(self.output));
            }
            let mut child = self.spawn();
            // Not evenly, so that two runs of this test stop at different places.
            let jitter = f64::from(child.id() % 97) / 97.0;
            thread::sleep(self.duration.mul_f64((f64::from(moment) + jitter) / f64::from(moments) * 1.1));
            kill_process(Pid::from_child(&child), signal).expect("it is ours");
            let status = child.wait().expect("it ends");
            interrupted += u32::from(!status.success());
            self.look(signal, status, before);
        }
        assert!(interrupted >= moments / 5, "only {interrupted} of {moments} runs were stopped before their end");
    }

    fn look(&self, signal: Signal, status: ExitStatus, before: bool) {
        let left = fs::read(self.folder.path(self.output)).ok();
        let is_whole = left.as_deref() == Some(&self.whole);
        let is_old = if before { left.as_deref() == Some(b"yesterday's") } else { left.is_none() };
        assert!(is_whole || is_old, "{status}: a part of an output: {:?} bytes", left.map(|left| left.len()));
        assert!(is_whole || !status.success(), "{status}: a success without an output");
        assert_eq!(self.folder.text("list.csv"), self.list, "the input changed");
        if signal == Signal::KILL {
            // Nobody can clean up then; what is left goes by a name of its own.
            let strange = |name: &String| !["list.csv", "tmp", self.output].contains(&name.as_str());
            for name in self.folder.names().into_iter().filter(strange) {
                assert!(name.starts_with(".custclass-") && name.ends_with(".tmp"), "{name}");
                fs::remove_file(self.folder.path(&name)).expect("a temporary file");
            }
            return;
        }
        // 128 + 15, or the signal itself where it came before the program could wait for it.
        let ended = matches!(status.code(), Some(0 | 143)) || status.signal() == Some(15);
        assert!(ended, "{status}");
        let mut expected = vec!["list.csv".to_owned(), "tmp".to_owned()];
        expected.extend(left.is_some().then(|| self.output.to_owned()));
        expected.sort();
        assert_eq!(self.folder.names(), expected);
        assert_eq!(names(&self.folder.path("tmp")), [""; 0]);
    }
}

#[test]
fn a_killed_run_leaves_a_whole_csv_or_none() {
    Stopped::new("out.csv", false).stop(Signal::KILL, 12);
}

#[test]
fn a_killed_run_leaves_a_whole_workbook_or_none() {
    Stopped::new("out.xlsx", false).stop(Signal::KILL, 8);
}

#[test]
fn an_ended_run_leaves_no_temporary_file() {
    Stopped::new("out.csv", false).stop(Signal::TERM, 10);
}

#[test]
fn an_ended_run_leaves_no_temporary_file_of_a_workbook() {
    Stopped::new("out.xlsx", false).stop(Signal::TERM, 6);
}

#[test]
fn an_ended_run_on_standard_input_leaves_no_temporary_file() {
    Stopped::new("out.csv", true).stop(Signal::TERM, 6);
}

/// The program, run where no file can grow beyond 64 blocks of 512 bytes, as on a disk that is full.
fn without_room(folder: &Folder, args: &str) -> (Option<i32>, String) {
    let run = format!("trap '' XFSZ; ulimit -f 64; exec \"$0\" {args}");
    let mut command = Command::new("sh");
    command.args(["-c", &run, env!("CARGO_BIN_EXE_custclass")]).current_dir(folder.path("")).stdin(Stdio::null());
    let output = command.env("TMPDIR", folder.path("tmp")).output().expect("it runs");
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn without_room_nothing_is_left() {
    let folder = Folder::with("list.csv", list(200_000)).and("out.csv", "yesterday's");
    fs::create_dir(folder.path("tmp")).expect("a folder");
    let before = folder.contents();
    let (code, message) = without_room(&folder, "score list.csv -o out.csv");
    assert_eq!(code, Some(1), "{message}");
    assert_text!(
        message,
        str![[r#"
custclass: error: out.csv: File too large (os error 27)

"#]]
    );
    let (code, message) = without_room(&folder, "score list.csv -o out.xlsx");
    assert_eq!(code, Some(1), "{message}");
    assert_text!(
        message,
        str![[r#"
custclass: error: out.xlsx: file too large

"#]]
    );
    assert_eq!(folder.contents(), before);
    assert_eq!(names(&folder.path("tmp")), [""; 0]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_is_a_failure() {
    let folder = Folder::with("list.csv", list(1000)).and("long.csv", list(400_000));
    let full = File::options().write(true).open("/dev/full").expect("a full device");
    let mut command = folder.command(["score", "list.csv", "-o", "-"]);
    let output = command.stdout(full).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    assert_text!(
        String::from_utf8_lossy(&output.stderr).into_owned(),
        str![[r#"
custclass: warning: tier: platinum would be less than one customer: 1.00 % of 20 customers
custclass: error: standard output: the disk is full; make room, or name an output on another disk (nothing was written)

"#]]
    );
    assert_text!(
        folder.run(["score", "long.csv", "-o", "/dev/full"]).refused(1),
        str![[r#"
custclass: error: /dev/full: the disk is full; make room, or name an output on another disk (nothing was written)

"#]]
    );
}

#[test]
fn a_list_that_changes_while_it_is_read_is_refused() {
    let list = list(long("out.csv"));
    let folder = Folder::with("list.csv", &list);
    let mut command = folder.command(["score", "list.csv", "-o", "out.csv"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
    // Grows until the run ends, however fast it is.
    let mut file = File::options().append(true).open(folder.path("list.csv")).expect("the list");
    while child.try_wait().expect("it runs").is_none() {
        file.write_all(b"K,new,1,\n").expect("it grows");
        thread::sleep(Duration::from_millis(1));
    }
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(1));
    assert_text!(
        String::from_utf8_lossy(&ended.stderr).into_owned(),
        str![[r#"
custclass: error: list.csv: changed while it was being read; run again when nothing writes to it

"#]]
    );
    assert_eq!(folder.names(), ["list.csv"]);
}
