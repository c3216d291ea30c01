//! `utfall extract`: inputs become an output folder and one short table.

use crate::Exit;
use crate::args::Extract;
use crate::print::{out, printable};
use crate::progress::Progress;
use std::collections::BTreeMap;
use std::fmt::Write;
use utfall::source::find;
use utfall::trace::{Code, Error};
use utfall::write::{Document, Output, Status};

pub(crate) fn run(args: &Extract) -> anyhow::Result<Exit> {
    let (grammar, limits) = args.reading.plan()?;
    let mut inputs = find(&args.inputs)?;
    // What a run leaves is not what the next one reads.
    let output = std::path::absolute(&args.output).unwrap_or_else(|_| args.output.clone());
    inputs.retain(|input| {
        !input.is_found || !std::path::absolute(&input.path).is_ok_and(|path| path.starts_with(&output))
    });
    if inputs.is_empty() {
        let named: Vec<_> = args
            .inputs
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        return Err(Error::NothingToRead(named.join(", ")).into());
    }
    if let Some(jobs) = args.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global()?;
    }
    let mut output = Output::create(&args.output)?;
    let mut progress = Progress::new(inputs.len(), args.quiet);
    let mut summary = Summary::default();
    utfall::run::all(&grammar, &inputs, &limits, |document| {
        progress.step(document.status == Status::Failed);
        summary.add(&document);
        output.add(&document)
    })?;
    output.finish()?;
    progress.finish();
    if !args.quiet {
        for line in &summary.troubles {
            eprintln!("utfall: {}", printable(line));
        }
        out(&summary.table(&args.output.display().to_string()))?;
    }
    Ok(
        if summary.count(Status::Partial) + summary.count(Status::Failed) > 0 {
            Exit::SomeNot
        } else {
            Exit::AllRead
        },
    )
}

#[derive(Default)]
struct Summary {
    statuses: BTreeMap<&'static str, usize>,
    facts: BTreeMap<&'static str, usize>,
    codes: BTreeMap<Code, usize>,
    troubles: Vec<String>,
}

impl Summary {
    fn count(&self, status: Status) -> usize {
        self.statuses.get(status.word()).copied().unwrap_or(0)
    }

    fn add(&mut self, document: &Document) {
        *self.statuses.entry(document.status.word()).or_default() += 1;
        let report = &document.report;
        for (kind, count) in [
            ("goals", report.goals.len()),
            ("indicators", report.indicators.len()),
            ("observations", report.observations().len()),
            ("activities", report.activities.len()),
            ("tables", report.tables.len()),
            ("paragraphs", report.sections.len()),
        ] {
            *self.facts.entry(kind).or_default() += count;
        }
        for diagnostic in &document.diagnostics {
            *self.codes.entry(diagnostic.code).or_default() += 1;
        }
        if let Some(error) = &document.error {
            self.troubles.push(format!(
                "{}: {}: {error}",
                document.source,
                document.status.word()
            ));
        }
    }

    fn table(&self, folder: &str) -> String {
        let mut text = String::new();
        let list = |counts: &BTreeMap<&'static str, usize>, order: &[&'static str]| {
            order
                .iter()
                .map(|name| format!("{} {name}", counts.get(name).copied().unwrap_or(0)))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut statuses = vec!["ok", "partial", "failed"];
        if self.count(Status::Skipped) > 0 {
            statuses.push("skipped");
        }
        let _ = writeln!(text, "documents    {}", list(&self.statuses, &statuses));
        let facts = [
            "goals",
            "indicators",
            "observations",
            "activities",
            "tables",
            "paragraphs",
        ];
        let _ = writeln!(text, "facts        {}", list(&self.facts, &facts));
        let codes: Vec<String> = self
            .codes
            .iter()
            .map(|(code, count)| format!("{count} {}", code.name()))
            .collect();
        let codes = if codes.is_empty() {
            "none".to_owned()
        } else {
            codes.join(", ")
        };
        let _ = writeln!(text, "diagnostics  {codes}");
        let _ = writeln!(text, "written to   {}", printable(folder));
        text
    }
}
