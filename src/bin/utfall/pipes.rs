//! `-` in place of a file or of a folder: standard input and standard output.

use crate::args::Extract;
use std::fs::File;
use std::io::{BufWriter, Read, Stdout};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use utfall::say;
use utfall::source::{Input, find};
use utfall::trace::Error;
use utfall::write::{Answer, Destination, Format, Lines, Output, Provenance, ScratchFolder};

/// What stands for standard input and standard output.
const PIPE: &str = "-";

/// Whether a path stands for standard input or output.
pub(crate) fn is_pipe(path: &Path) -> bool {
    path.as_os_str() == PIPE
}

/// Refuses what cannot be meant.
pub(crate) fn check(args: &Extract) -> anyhow::Result<()> {
    let reads = args.inputs.iter().filter(|path| is_pipe(path)).count();
    let writes = is_pipe(&args.output);
    anyhow::ensure!(reads <= 1, say!("stdin-once"));
    anyhow::ensure!(reads == 1 || args.stdin_name.is_none(), say!("stdin-name-needs"));
    anyhow::ensure!(writes || args.tables.is_empty(), say!("table-needs"));
    anyhow::ensure!(
        !writes || args.writing.formats == [Format::Ndjson],
        say!("stdout-takes")
    );
    Ok(())
}

/// A folder for what a pipe needs on its way, if there is one.
pub(crate) fn scratch(args: &Extract) -> Result<Option<ScratchFolder>, Error> {
    let mut paths = args.inputs.iter().chain([&args.output]);
    paths
        .any(|path| is_pipe(path))
        .then(ScratchFolder::new)
        .transpose()
}

/// What the tables call what comes from standard input.
pub(crate) fn stdin_name(args: &Extract) -> &str {
    args.stdin_name.as_deref().unwrap_or("stdin")
}

/// The inputs that were named, with what comes from standard input as a file among them. No more of it is read
/// than tells that it is too large.
pub(crate) fn inputs(
    args: &Extract,
    scratch: Option<&ScratchFolder>,
    limit: u64,
) -> Result<Vec<Input>, Error> {
    let files: Vec<PathBuf> = args
        .inputs
        .iter()
        .filter(|path| !is_pipe(path))
        .cloned()
        .collect();
    let mut inputs = find(&files, args.max_depth)?;
    if let Some(scratch) = scratch.filter(|_| files.len() < args.inputs.len()) {
        let path = scratch.path().join("stdin");
        let unreadable = |source| Error::Unreadable {
            path: PIPE.into(),
            source,
        };
        let mut file = File::create(&path).map_err(unreadable)?;
        let mut most = std::io::stdin().lock().take(limit.saturating_add(1));
        std::io::copy(&mut most, &mut file).map_err(unreadable)?;
        inputs.push(Input {
            path,
            name: stdin_name(args).to_owned(),
            is_found: false,
            trouble: None,
        });
        inputs.sort_by(|a, b| (&a.name, &a.path).cmp(&(&b.name, &b.path)));
    }
    Ok(inputs)
}

/// Where the rows go.
pub(crate) enum Target {
    /// To files.
    Folder(Box<Output>),
    /// To the next program.
    Lines(Lines<BufWriter<Stdout>>),
}

impl Target {
    pub(crate) fn of(
        args: &Extract,
        destination: &Arc<Destination>,
        provenance: &Provenance,
    ) -> Result<Self, Error> {
        Ok(if is_pipe(&args.output) {
            Target::Lines(Lines::new(BufWriter::new(std::io::stdout()), args.tables.clone()))
        } else {
            Target::Folder(Box::new(Output::create(destination, provenance)?))
        })
    }

    /// Adds the rows of an input that do not wait for the other inputs.
    pub(crate) fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        match self {
            Target::Folder(output) => output.add_but_waiting(answer),
            Target::Lines(lines) => lines.add(answer),
        }
    }

    pub(crate) fn row(&mut self, table: &str, row: &[String]) -> Result<(), Error> {
        match self {
            Target::Folder(output) => output.row(table, row),
            Target::Lines(lines) => lines.row(table, row),
        }
    }

    /// Takes the page with which one begins to look at a folder.
    pub(crate) fn start(&mut self, page: impl FnOnce() -> String) {
        if let Target::Folder(output) = self {
            output.start(page());
        }
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        match self {
            Target::Folder(output) => output.finish(),
            Target::Lines(lines) => lines.finish(),
        }
    }
}
