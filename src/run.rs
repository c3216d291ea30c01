//! One document end to end, and all of them in parallel: the only place that knows the whole flow.

use crate::block;
use crate::check::check;
use crate::grammar::Grammar;
use crate::normalise::normalise;
use crate::page::{self, Pages};
use crate::recognise::recognise;
use crate::record::Report;
use crate::source::{Input, Kind, Source, decode};
use crate::trace::{Code, Diagnostic, Error, Place, Read, Severity};
use crate::write::{Document, Status};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a run may ask of a document.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Largest file in bytes.
    pub file_bytes: u64,
    /// How PDFs are read.
    pub pdf: page::Options,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 * 1024 * 1024,
            pdf: page::Options {
                password: None,
                page_limit: 5000,
                seconds_per_page: 20,
                compare: false,
            },
        }
    }
}

/// The pages of a source, and the encoding if it is a text.
pub fn pages(source: &Source, limits: &Limits) -> Result<(Read<Pages>, Option<&'static str>), Error> {
    match source.kind {
        Kind::Empty => Err(Error::EmptyFile),
        Kind::Other(name) => Err(Error::UnknownFormat(name)),
        Kind::Text => {
            let decoded = decode(&source.bytes);
            let mut read = Read::clean(page::from_text(&decoded.text));
            read.diagnostics = decoded.diagnostics;
            Ok((read, Some(decoded.encoding)))
        }
        Kind::Pdf => Ok((page::from_pdf(source.bytes.clone(), &limits.pdf)?, None)),
    }
}

/// Reads one document; never fails and never panics.
pub fn document(grammar: &Grammar, source: &Source, limits: &Limits) -> Document {
    let mut document = Document {
        source: source.name.clone(),
        sha256: source.sha256.clone(),
        format: source.kind.name(),
        encoding: None,
        pages: None,
        status: Status::Failed,
        error: None,
        report: Report::default(),
        diagnostics: Vec::new(),
    };
    // Whatever a stranger's file makes of the program stays inside its document.
    let read = catch_unwind(AssertUnwindSafe(|| {
        let (pages, encoding) = pages(source, limits)?;
        let count = pages.value.pages.iter().filter_map(|page| page.number).max();
        let report = pages
            .then(|pages| block::blocks(grammar, &pages))
            .then(|blocks| recognise(grammar, &blocks))
            .then(normalise)
            .then(|report| check(grammar, report));
        Ok::<_, Error>((report, encoding, count))
    }));
    match read {
        Ok(Ok((report, encoding, pages))) => {
            document.encoding = encoding;
            document.pages = pages.map(|pages| pages as usize);
            document.report = report.value;
            document.diagnostics = report.diagnostics;
            document
                .diagnostics
                .sort_by_key(|diagnostic| (diagnostic.place.page, diagnostic.place.line));
            let lost = document
                .diagnostics
                .iter()
                .any(|diagnostic| diagnostic.severity() == Severity::Error);
            document.status = if lost { Status::Partial } else { Status::Ok };
        }
        Ok(Err(Error::PasswordNeeded)) if limits.pdf.password.is_some() => {
            document.error = Some(Error::PasswordWrong.to_string());
        }
        Ok(Err(error)) => document.error = Some(error.to_string()),
        Err(panic) => {
            let what = panic
                .downcast_ref::<String>()
                .map(String::as_str)
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or("no reason given");
            let error = Error::Internal(what.to_owned()).to_string();
            document.diagnostics.push(Diagnostic::new(
                Code::Internal,
                Place::default(),
                error.clone(),
                "",
            ));
            document.error = Some(error);
        }
    }
    document
}

/// Reads one input; a file that cannot be read is a failed document.
pub fn input(grammar: &Grammar, input: &Input, limits: &Limits) -> Document {
    match Source::read(input, limits.file_bytes) {
        Ok(source) => {
            let mut document = document(grammar, &source, limits);
            if let (Kind::Other(_), true) = (source.kind, input.is_found) {
                document.status = Status::Skipped;
                document.diagnostics.push(Diagnostic::new(
                    Code::FileSkipped,
                    Place::default(),
                    "the file is neither a PDF nor text and was skipped",
                    "",
                ));
            }
            document
        }
        Err(error) => Document {
            source: input.name.clone(),
            sha256: String::new(),
            format: "",
            encoding: None,
            pages: None,
            status: Status::Failed,
            error: Some(error.to_string()),
            report: Report::default(),
            diagnostics: Vec::new(),
        },
    }
}

/// Reads all inputs in parallel and hands each document over in the order of the inputs.
///
/// The work goes in batches, so that memory does not grow with the number of documents.
pub fn all(
    grammar: &Grammar,
    inputs: &[Input],
    limits: &Limits,
    mut each: impl FnMut(Document) -> Result<(), Error>,
) -> Result<(), Error> {
    let batch = rayon::current_num_threads().max(1) * 8;
    let mut seen = std::collections::HashMap::new();
    for inputs in inputs.chunks(batch) {
        let documents: Vec<Document> = inputs.par_iter().map(|one| input(grammar, one, limits)).collect();
        for mut document in documents {
            if !document.sha256.is_empty() {
                if let Some(first) = seen.get(&document.sha256) {
                    document.diagnostics.push(Diagnostic::new(
                        Code::SameBytes,
                        Place::default(),
                        format!("the file has the same bytes as {first}"),
                        "",
                    ));
                } else {
                    seen.insert(document.sha256.clone(), document.source.clone());
                }
            }
            each(document)?;
        }
    }
    Ok(())
}
