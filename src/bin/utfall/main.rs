//! The program: what was typed becomes a run, and the run's result an exit status.

#![expect(clippy::print_stderr, reason = "the one place that talks to people")]

mod answers;
mod args;
mod check;
mod compare;
mod complete;
mod extract;
mod fault;
mod give;
mod help;
mod interrupt;
mod leave;
mod next;
mod ocr;
mod overview;
mod pipes;
mod print;
mod progress;
mod sandbox;
mod show;
mod slip;
mod summary;
mod svg;
mod table;
mod verify;
mod why;
mod worker;
mod workers;

use std::ffi::OsString;
use std::panic::AssertUnwindSafe;
use std::process::ExitCode;
use utfall::language;
use utfall::say;

/// What the exit status promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// All read; all relations hold.
    AllRead = 0,
    /// The run finished; some documents were partial or failed, some relations do not hold.
    SomeNot = 1,
    /// The run could not start, read its folder or write.
    NotRun = 2,
    /// Somebody stopped it.
    Interrupted = 130,
}

fn main() -> ExitCode {
    let typed: Vec<OsString> = std::env::args_os().collect();
    let words = typed.get(1..).unwrap_or_default();
    language::set(language::wanted(words, |name| std::env::var_os(name)));
    // What a document makes a reader panic of is caught and told as that document's failure.
    std::panic::set_hook(Box::new(|panic| {
        if std::thread::current().name() == Some("main") {
            eprintln!("utfall: {}", say!("fault-in-program", panic = panic));
        }
    }));
    fault::watch_disk();
    if asks_for_all_versions(words) {
        let said = format!("utfall {}\n{}\n", env!("CARGO_PKG_VERSION"), sandbox::tried());
        return ExitCode::from(print::out(&said).map_or(Exit::NotRun, |()| Exit::AllRead) as u8);
    }
    let command = match help::parse(&typed) {
        Ok(args) => args.command,
        Err(slip) => return slip.tell(),
    };
    // What is done is kept: a fault of the program's own ends it like any other.
    let Ok(exit) = std::panic::catch_unwind(AssertUnwindSafe(|| run(command))) else {
        return ExitCode::from(Exit::NotRun as u8);
    };
    match exit {
        Ok(exit) => ExitCode::from(exit as u8),
        Err(error) if print::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("utfall: {}", print::printable(&error.to_string()));
            ExitCode::from(Exit::NotRun as u8)
        }
    }
}

/// `--version --verbose`, in any order and in any language: what this build can do here.
fn asks_for_all_versions(typed: &[OsString]) -> bool {
    let mut typed = typed.iter().map(|word| word.to_string_lossy());
    let mut words = Vec::new();
    while let Some(word) = typed.next() {
        if word == "--lang" {
            typed.next();
        } else if !word.starts_with("--lang=") {
            words.push(word.into_owned());
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(
        words[..],
        ["--verbose", "--version" | "-V"] | ["--version" | "-V", "--verbose"]
    )
}

fn run(command: args::Command) -> anyhow::Result<Exit> {
    match command {
        args::Command::Extract(args) => extract::run(&args),
        args::Command::Worker(args) => worker::run(&args),
        args::Command::Verify(args) => verify::run(&args),
        args::Command::Check(args) => check::run(&args),
        args::Command::Compare(args) => compare::run(&args),
        args::Command::Indicators(args) => overview::indicators(&args),
        args::Command::Goals(args) => overview::goals(&args),
        args::Command::Missing(args) => answers::missing(&args),
        args::Command::Revisions(args) => answers::revisions(&args),
        args::Command::Budget(args) => answers::budget(&args),
        args::Command::Activities(args) => answers::activities(&args),
        args::Command::Profile(args) => answers::profile(&args),
        args::Command::Rank(args) => answers::rank(&args),
        args::Command::Search(args) => answers::search(&args),
        args::Command::Show(args) => show::run(&args),
        args::Command::Dictionary => print::out(&utfall::write::dictionary()).map(|()| Exit::AllRead),
        args::Command::Completions { shell } => complete::completions(shell),
        args::Command::Man { of } => complete::man(of.as_deref()),
    }
}
