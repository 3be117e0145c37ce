//! What the program takes from its surroundings, and how it speaks to the user while it works.

use std::io::Write;
use std::time::{Duration, Instant};

use custclass::Language;
use custclass::list::Progress;
use custclass::result::remark::Remark;
use custclass::run::Observer;
use custclass::words;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use jiff::civil::Date;

/// What the program takes from its surroundings.
#[derive(Debug, Clone, Copy)]
pub struct Context {
    /// The machine's date: 'today' unless `--as-of` says otherwise.
    pub today: Date,
    /// The width of the terminal on standard output; `None`: no terminal.
    pub stdout_width: Option<u16>,
    /// The width of the terminal on standard error; `None`: no terminal.
    pub stderr_width: Option<u16>,
    /// Whether progress may be drawn on standard error.
    pub progress: bool,
    /// The language of the run.
    pub language: Language,
}

impl Observer for Context {
    fn remark(&self, remark: &Remark) {
        let message = words::remark(remark, self.language);
        match remark.is_warning() {
            true => note(&format!(
                "{}{}",
                self.language.words().warning_prefix(),
                message.strip_prefix("warning: ").unwrap_or(&message)
            )),
            false => note(&message),
        }
    }

    fn pass(&self, units: Option<u64>) -> Box<dyn Progress> {
        let bar = ProgressBar::with_draw_target(units, ProgressDrawTarget::hidden());
        let words = self.language.words();
        let template = if units.is_some() { words.progress_bar() } else { words.progress_rows() };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        Box::new(Bar { bar, started: Instant::now(), allowed: self.progress })
    }
}

/// Work shorter than this shows no progress.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on standard error for work of more than a second.
struct Bar {
    bar: ProgressBar,
    started: Instant,
    allowed: bool,
}

impl Progress for Bar {
    fn advance(&self, units: u64) {
        self.bar.inc(units);
        if self.allowed && self.bar.is_hidden() && self.started.elapsed() > PATIENCE {
            self.bar.set_draw_target(ProgressDrawTarget::stderr_with_hz(5));
        }
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

/// Tells the user something beside the data, on standard error.
pub fn note(message: &str) {
    // Where standard error is gone there is nobody to tell.
    let _ = writeln!(std::io::stderr(), "custclass: {message}");
}
