//! `custclass`: classify customer lists.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use custclass::Language;

mod cli;

use cli::{Cli, Context, Failure, caught, tell_mistakes};

fn main() -> ExitCode {
    tell_mistakes();
    let matches = Cli::command().get_matches();
    let language = cli::language(&matches);
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let context = context(language);
    if let Err(error) = custclass::file::remove_temporaries_on_signal() {
        return report(&Failure::from(error), language);
    }
    match caught(|| cli.run(&context)) {
        Some(Ok(())) => ExitCode::SUCCESS,
        Some(Err(failure)) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Some(Err(failure)) => report(&failure, language),
        None => ExitCode::FAILURE,
    }
}

/// What the program takes from its surroundings; nothing else asks the clock or the terminal.
#[expect(clippy::disallowed_methods, reason = "this is the one place that asks the clock and the environment")]
fn context(language: Language) -> Context {
    let plain = std::env::var("NO_COLOR").is_ok_and(|value| !value.is_empty());
    let width = |is_terminal: bool| is_terminal.then(|| terminal_width().unwrap_or(80));
    Context {
        today: jiff::Zoned::now().date(),
        stdout_width: width(std::io::stdout().is_terminal()),
        stderr_width: width(std::io::stderr().is_terminal()),
        progress: std::io::stderr().is_terminal() && !plain,
        language,
    }
}

/// The width of the terminal, where the system tells it.
fn terminal_width() -> Option<u16> {
    terminal_size::terminal_size().map(|(width, _)| width.0)
}

/// Prints why the run failed and chooses the exit code.
fn report(failure: &Failure, language: Language) -> ExitCode {
    // Mistakes in a rule file say what they are, each for itself.
    let message = failure.message(language);
    let message = custclass::words::untitled(&message, language);
    // Where even standard error is gone, the exit code alone tells.
    let _ = writeln!(std::io::stderr(), "custclass: {}{message}", language.words().error_prefix());
    failure.exit_code()
}
