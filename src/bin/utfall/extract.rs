//! `utfall extract`: inputs become an output folder and one short table.

use crate::args::{Contacts, Extract, Isolation};
use crate::next::Next;
use crate::ocr::Ocr;
use crate::pipes::{self, Target};
use crate::print::{out, printable};
use crate::progress::Progress;
use crate::summary::Summary;
use crate::{Exit, fault, interrupt, workers};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use utfall::batch::{self, Cache, Plan, Program, Reader, Reading};
use utfall::grammar::Grammar;
use utfall::panel::Panel;
use utfall::run::Limits;
use utfall::say;
use utfall::source::{Input, Kind, Source, is_container, unpacked};
use utfall::trace::{Error, hex};
use utfall::write::{Destination, Manifest, Provenance, ScratchFolder, Status, Wanted};

/// A run over more files than this is large.
const FILES_OF_A_SMALL_RUN: usize = 20;

pub(crate) fn run(args: &Extract) -> anyhow::Result<Exit> {
    pipes::check(args)?;
    let (args, held) = with_held(args)?;
    let args = &args;
    let wanted = args.writing.wanted()?;
    let (grammar, limits) = args.reading.plan()?;
    let grammar = Arc::new(grammar);
    let scratch = pipes::scratch(args)?;
    // What a run leaves is not what the next one reads.
    let found = pipes::inputs(args, scratch.as_ref(), limits.file_bytes)?;
    let is_any_found = !found.is_empty();
    let unpacked = Unpacked::of(outside(found, &args.output), limits.file_bytes)?;
    let inputs = &unpacked.inputs;
    if is_any_found && inputs.is_empty() {
        return Err(Error::OnlyOutput(args.output.clone()).into());
    }
    let folder = match &scratch {
        Some(scratch) if pipes::is_pipe(&args.output) => scratch.path(),
        _ => args.output.as_path(),
    };
    let named: Vec<String> = args
        .inputs
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if inputs.iter().all(|input| is_skipped(input, &limits)) {
        return Err(Error::NothingToRead(named.join(", ")).into());
    }
    let stop = interrupt::listen()?;
    let destination = match held {
        Some(destination) => destination,
        None => Destination::of_tables(folder, args.may.may())?,
    };
    let destination = Arc::new(destination);
    destination.check_inputs(inputs.iter().map(|input| input.path.as_path()))?;
    destination.check_number(inputs.len())?;
    let cache = Cache::open(&destination, &reader_id(args, &grammar, &limits)?)?;
    let mut output = Target::of(
        args,
        &destination,
        &provenance(args, &grammar, named, wanted.clone()),
    )?;
    let mut panel = Panel::on(destination.stage(), &grammar)?;
    let mut progress = Progress::new(inputs.len(), args.quiet, args.json_progress);
    let mut summary = Summary::default();
    let mut next = Next::default();
    let plan = Plan {
        bounds: args.bounds.bounds(),
        file_bytes: limits.file_bytes,
        password: limits.pdf.password.clone(),
        jobs: args.jobs.unwrap_or_else(|| jobs(args.bounds.memory_per_document)),
        recognition: recognition(args, limits.file_bytes)?,
        cache: &cache,
        fresh: args.fresh,
        retry_failed: args.retry_failed,
        stop,
        reading: reading(args, inputs, &grammar, limits)?,
    };
    let is_done = batch::run(
        &plan,
        inputs,
        |input, one| progress.step(input, one),
        |answer| {
            summary.add(answer);
            next.add(answer);
            panel.add(answer)?;
            output.add(answer)
        },
    )?;
    if !is_done {
        progress.stopped();
        progress.tell_damaged();
        return Ok(Exit::Interrupted);
    }
    let codes = panel.finish(&mut |table, row| {
        next.row(table, row);
        output.row(table, row)
    })?;
    summary.add_codes(&codes);
    output.start(|| next.page(summary.counts(), &wanted));
    output.finish()?;
    cache.tidy();
    progress.finish();
    if !args.quiet {
        progress.tell_damaged();
        for line in &summary.troubles {
            eprintln!("utfall: {}", printable(line).replace('\n', " "));
        }
    }
    if !args.quiet && !pipes::is_pipe(&args.output) {
        let folder = args.output.display().to_string();
        out(&(summary.table(&folder) + &next.table(&folder)))?;
    }
    Ok(
        if summary.count(Status::Partial) + summary.count(Status::Failed) > 0 {
            Exit::SomeNot
        } else {
            Exit::AllRead
        },
    )
}

/// Inputs with the files of archives and mails among them, and the folder in which those lie.
pub(crate) struct Unpacked {
    pub(crate) inputs: Vec<Input>,
    _folder: Option<ScratchFolder>,
}

impl Unpacked {
    pub(crate) fn of(inputs: Vec<Input>, file_bytes: u64) -> Result<Self, Error> {
        if !inputs.iter().any(is_container) {
            return Ok(Self {
                inputs,
                _folder: None,
            });
        }
        let folder = ScratchFolder::new()?;
        Ok(Self {
            inputs: unpacked(inputs, folder.path(), file_bytes),
            _folder: Some(folder),
        })
    }
}

/// What was typed, with what the output folder holds if that is to be added to: what was named for it stands first.
/// Whoever reads what a folder holds has taken hold of it.
fn with_held(args: &Extract) -> anyhow::Result<(Extract, Option<Destination>)> {
    let mut all = args.clone();
    if !args.add || pipes::is_pipe(&args.output) || !args.output.is_dir() {
        return Ok((all, None));
    }
    let destination = Destination::of_tables(&args.output, args.may.may())?;
    if destination.held() == 0 {
        return Ok((all, Some(destination)));
    }
    let named = Manifest::of(&args.output)?.provenance.inputs_named;
    let is_named = |path: &PathBuf| args.inputs.contains(path);
    let before = named.iter().map(PathBuf::from).filter(|path| !is_named(path));
    let before: Vec<PathBuf> = before.collect();
    if let Some(gone) = before.iter().find(|path| pipes::is_pipe(path) || !path.exists()) {
        anyhow::bail!(say!(
            "add-gone",
            folder = args.output.display(),
            gone = if pipes::is_pipe(gone) {
                say!("standard-input")
            } else {
                gone.display().to_string()
            }
        ));
    }
    all.inputs = before.into_iter().chain(args.inputs.iter().cloned()).collect();
    Ok((all, Some(destination)))
}

/// The inputs without those that were found inside the output folder.
pub(crate) fn outside(mut inputs: Vec<Input>, output: &Path) -> Vec<Input> {
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path));
    let Ok(output) = real(output) else {
        return inputs;
    };
    inputs.retain(|input| !input.is_found || !real(&input.path).is_ok_and(|path| path.starts_with(&output)));
    inputs
}

/// Whether an input will be skipped: it was found in a folder and is no report by its bytes, or is never opened.
fn is_skipped(input: &Input, limits: &Limits) -> bool {
    match &input.trouble {
        Some(trouble) => !trouble.is_loss(),
        None if input.is_found => {
            Source::read(input, limits.file_bytes).is_ok_and(|source| matches!(source.kind, Kind::Other(_)))
        }
        None => false,
    }
}

/// As many at once as there are processors, and as the memory that is free lets each take what it may.
fn jobs(megabytes_each: u64) -> usize {
    let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let most = workers::free_memory().map_or(u64::MAX, |free| free / megabytes_each.max(1));
    processors.min(usize::try_from(most).unwrap_or(usize::MAX)).max(1)
}

/// Where documents are read: workers are started for what may take much memory, and for all of a large run.
fn reading(
    args: &Extract,
    inputs: &[Input],
    grammar: &Arc<Grammar>,
    limits: Limits,
) -> anyhow::Result<Reading> {
    let file_bytes = limits.file_bytes;
    let reader = Reader {
        grammar: Arc::clone(grammar),
        limits: Arc::new(limits),
        keeps_contacts: args.privacy.contacts == Contacts::Keep,
        bounds: args.bounds.bounds(),
        before: fault::provoke,
    };
    let program = || workers::program(&args.reading, args.bounds, args.privacy, file_bytes);
    Ok(match args.isolation {
        Isolation::Never => Reading::Here(reader),
        Isolation::Auto if inputs.len() <= FILES_OF_A_SMALL_RUN => Reading::Mixed(reader, program()?),
        Isolation::Auto | Isolation::Always => Reading::Workers(program()?),
    })
}

/// The worker that recognises pages. Where all is read in this process, so are they.
fn recognition(args: &Extract, file_bytes: u64) -> anyhow::Result<Option<Program>> {
    let is_wanted = args.reading.ocr != Ocr::Never && args.isolation != Isolation::Never;
    let wanted = || workers::recognition(&args.reading, args.bounds, args.privacy, file_bytes);
    is_wanted.then(wanted).transpose()
}

/// The options that may change what is read.
fn options(args: &Extract) -> serde_json::Value {
    serde_json::json!({
        "max_pages": args.reading.max_pages,
        "seconds_per_page": args.reading.seconds_per_page,
        "max_megabytes": args.reading.max_megabytes,
        "max_text_megabytes": args.reading.max_text_megabytes,
        "second_reader": args.reading.second_reader,
        "ocr": args.reading.ocr.word(),
        "lang": utfall::language::Language::current().name(),
        "contacts": args.privacy.contacts.word(),
    })
}

fn provenance(args: &Extract, grammar: &Grammar, inputs_named: Vec<String>, wanted: Wanted) -> Provenance {
    let mut options = options(args);
    options["seconds_per_document"] = args.bounds.seconds_per_document.into();
    options["memory_per_document"] = args.bounds.memory_per_document.into();
    options["password"] = (args.reading.password.is_some() || args.reading.password_file.is_some()).into();
    if args.inputs.iter().any(|path| pipes::is_pipe(path)) {
        options["stdin_name"] = pipes::stdin_name(args).into();
    }
    Provenance {
        utfall: env!("CARGO_PKG_VERSION").to_owned(),
        grammar: grammar.hash.clone(),
        options,
        inputs_named,
        wanted,
    }
}

/// Names this very program, its grammar and its options: an answer is kept for these. What a document may take
/// is not among them; `--retry-failed` asks again with other bounds.
fn reader_id(args: &Extract, grammar: &Grammar, limits: &Limits) -> anyhow::Result<String> {
    const LENGTH: usize = 16;
    // A build of one version may read otherwise than another; its hash would take longer than many a run.
    let program = std::fs::metadata(std::env::current_exe()?)?;
    let built = program.modified()?.duration_since(std::time::UNIX_EPOCH)?;
    let mut hash = Sha256::new();
    // What was not recognised for want of the program is when it is there.
    let recogniser = match args.reading.ocr {
        Ocr::Never => String::new(),
        Ocr::Auto | Ocr::Always | Ocr::Later | Ocr::LaterAlways => {
            utfall::page::recogniser().unwrap_or_else(|reason| reason)
        }
    };
    for part in [
        env!("CARGO_PKG_VERSION"),
        &format!("{} {}", program.len(), built.as_nanos()),
        &grammar.hash,
        &options(args).to_string(),
        limits.pdf.password.as_deref().unwrap_or(""),
        &recogniser,
    ] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    Ok(hex(&hash.finalize()[..LENGTH]))
}
