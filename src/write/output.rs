//! The output folder: every file is written beside its place, and all are put there when the run is over.

use super::beside::{Beside, Staged, Written, unwritable};
use super::change::Step;
use super::destination::Destination;
use super::format::{Field, Format, Kind, Ready, START, Sink, Wanted, sinks};
use super::manifest::{InputEntry, Provenance, Seal, Sheet};
use super::{Answer, Status, package, schema};
use crate::trace::Error;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Arc;

/// An output folder that is being written.
pub struct Output {
    destination: Arc<Destination>,
    sinks: Vec<Box<dyn Sink>>,
    wanted: Wanted,
    manifest: Sheet,
    seal: Seal,
    /// The JSON of every document by its place; none if no JSON is wanted.
    documents: Option<BTreeMap<String, Staged>>,
    /// The page with which one begins to look at the folder.
    start: Option<String>,
}

impl std::fmt::Debug for Output {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Output")
            .field("destination", &self.destination)
            .finish_non_exhaustive()
    }
}

impl Output {
    /// Begins to write into a folder.
    pub fn create(destination: &Arc<Destination>, provenance: &Provenance) -> Result<Self, Error> {
        let wanted = &provenance.wanted;
        Ok(Self {
            sinks: sinks(destination, wanted)?,
            wanted: wanted.clone(),
            manifest: Sheet::begin(destination, provenance)?,
            seal: Seal::default(),
            documents: wanted.has(Format::Json).then(BTreeMap::new),
            start: None,
            destination: Arc::clone(destination),
        })
    }

    /// Adds an input to every table and writes its JSON.
    pub fn add(&mut self, answer: &Answer) -> Result<(), Error> {
        self.add_tables(answer, |_| true)
    }

    /// Adds an input as [`Output::add`] does, but for the rows that wait for the other inputs: they are given later.
    pub fn add_but_waiting(&mut self, answer: &Answer) -> Result<(), Error> {
        self.add_tables(answer, |table| !schema::WAITING.contains(&table))
    }

    fn add_tables(&mut self, answer: &Answer, is_wanted: impl Fn(&str) -> bool) -> Result<(), Error> {
        for sink in &mut self.sinks {
            sink.begin(answer)?;
        }
        let files = schema::files().iter().enumerate();
        for (at, file) in files.filter(|(_, file)| is_wanted(file.name)) {
            for row in answer.rows(file.name) {
                self.add_row(at, row)?;
            }
        }
        let json_sha256 = self.write_json(answer)?;
        self.seal.count(answer);
        self.manifest.input(&InputEntry {
            source: answer.source.clone(),
            sha256: answer.sha256.clone(),
            document_id: answer.document_id.clone(),
            status: answer.status,
            json_sha256,
        })
    }

    /// Adds a row to a table that is made of all documents together, or whose rows wait for all of them.
    pub fn row(&mut self, table: &str, row: &[String]) -> Result<(), Error> {
        let at = schema::files().iter().position(|file| file.name == table);
        at.map_or(Ok(()), |at| self.add_row(at, row))
    }

    /// Takes the page with which one begins to look at the folder.
    pub fn start(&mut self, page: String) {
        self.start = Some(page);
    }

    /// Adds a row to the table that stands at `table` in the schema.
    fn add_row(&mut self, table: usize, row: &[String]) -> Result<(), Error> {
        let columns = schema::files()[table].columns;
        let fields: Vec<Field<'_>> = columns
            .iter()
            .zip(row)
            .map(|(column, text)| Field::of(Kind::of(column), text))
            .collect();
        self.sinks
            .iter_mut()
            .try_for_each(|sink| sink.add(table, &fields))
    }

    /// Writes the JSON of a document and gives its hash.
    fn write_json(&mut self, answer: &Answer) -> Result<Option<String>, Error> {
        let (Some(document), Some(written)) = (&answer.document, &mut self.documents) else {
            return Ok(None);
        };
        let place = format!("{DOCUMENTS}/{}.json", answer.document_id);
        self.destination.check_place(&place)?;
        let told = unwritable(&self.destination.at(&place));
        let mut text = Vec::with_capacity(2 * document.get().len());
        let mut from = serde_json::Deserializer::from_str(document.get());
        let mut into = serde_json::Serializer::pretty(&mut text);
        serde_transcode::transcode(&mut from, &mut into)
            .map_err(|error| told(std::io::Error::other(error)))?;
        text.push(b'\n');
        let mut file = self.destination.beside()?;
        file.write_all(&text).map_err(&told)?;
        let file = file.whole().map_err(&told)?;
        let sha256 = file.written.sha256.clone();
        written.insert(place, file);
        Ok(Some(sha256))
    }

    /// Puts every file and the manifest in their places, and removes what an earlier run left and this one does not
    /// write: all at once. Until then the folder is as it was.
    pub fn finish(mut self) -> Result<(), Error> {
        let skipped = self.seal.documents.get(Status::Skipped.word()).copied();
        let all: usize = self.seal.documents.values().sum();
        self.destination.check_number(all - skipped.unwrap_or(0))?;
        let mut ready = Vec::new();
        for sink in std::mem::take(&mut self.sinks) {
            ready.extend(sink.finish()?);
        }
        let mut steps = Vec::new();
        for Ready { name, file, rows } in ready {
            let written = Written {
                rows,
                ..file.written.clone()
            };
            self.seal.tables.insert(name.clone(), written);
            steps.push(Step {
                name,
                new: Some(file),
            });
        }
        steps.extend(self.describe()?);
        let documents = self.documents.take().unwrap_or_default().into_iter();
        steps.extend(documents.map(|(name, file)| Step {
            name,
            new: Some(file),
        }));
        steps.push(self.manifest.end(&self.seal)?);
        self.destination.change(steps)
    }

    /// Writes what the files are, for programs and for people, now that all of it is known.
    fn describe(&mut self) -> Result<Vec<Step>, Error> {
        let mut texts: Vec<(&str, String)> = Vec::new();
        if self.wanted.has(Format::Csv) {
            let described = package::describe(self.wanted.csv_dialect, &self.seal.tables);
            texts.extend(package::NAMES.into_iter().zip(described));
        }
        texts.extend(self.start.take().map(|page| (START, page)));
        let mut steps = Vec::new();
        for (name, text) in texts {
            let told = unwritable(&self.destination.at(name));
            let mut file: Beside = self.destination.beside()?;
            file.write_all(text.as_bytes()).map_err(&told)?;
            let file = file.whole().map_err(&told)?;
            self.seal
                .descriptions
                .insert(name.to_owned(), file.written.clone());
            steps.push(Step {
                name: name.to_owned(),
                new: Some(file),
            });
        }
        Ok(steps)
    }
}

/// The folder with the JSON of every document.
pub(super) const DOCUMENTS: &str = "documents";

/// The id of the document whose JSON a file holds by its name.
pub(super) fn document_of(name: &str) -> Option<&str> {
    let id = name.strip_suffix(".json")?;
    let is_id = id.len() == 16 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(id)
}
