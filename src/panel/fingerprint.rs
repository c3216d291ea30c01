//! What is kept of a report so that another file with the same report is known again: few numbers, however long it is.
//!
//! Takes: an [`Answer`]. Gives: a [`Fingerprint`] for each report in it, and how like two of them are.
//! Never: holds a text of the report but its title, decides what is the same.

use super::fields::{Fields, body};
use crate::grammar::squash;
use crate::record::DocType;
use crate::write::Answer;
use std::collections::{BTreeMap, BTreeSet};

/// So many facts of a report are kept: those whose keys have the smallest hashes, which are the same ones in every
/// file that has them. A share of them differs from the true one by some hundredths.
const KEPT: usize = 128;
/// A shorter sentence stands in many reports.
const SENTENCE: usize = 25;

/// What a report is known by.
#[derive(Debug)]
pub(super) struct Fingerprint {
    pub(super) document: String,
    pub(super) source: String,
    pub(super) format: String,
    /// Whose report of which kind and year it is.
    pub(super) whose: Whose,
    pub(super) district_id: String,
    pub(super) title: String,
    pub(super) date: String,
    /// What its title page says of the version.
    pub(super) version: String,
    /// Whether the file holds this report alone.
    pub(super) is_alone: bool,
    pub(super) figures: Sample,
    pub(super) sentences: Sample,
}

/// Whose report of which kind and year.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Whose {
    body: String,
    kind: DocType,
    year: i32,
}

/// Some facts of a report: hashes of what they are about, each with the hash of what is said.
#[derive(Debug, Default)]
pub(super) struct Sample {
    kept: Vec<(u64, u32)>,
    /// How many facts there are.
    pub(super) all: usize,
}

/// How like two samples are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Likeness {
    /// Facts about the same thing.
    pub(super) shared: usize,
    /// Those of them that say the same.
    pub(super) equal: usize,
    /// Facts of the one that has fewer.
    pub(super) smaller: usize,
    /// Whether all facts were looked at.
    pub(super) is_whole: bool,
}

impl Sample {
    fn of(facts: BTreeMap<u64, u64>) -> Self {
        let all = facts.len();
        // Half of the hash tells two values apart well enough.
        let kept = facts
            .into_iter()
            .take(KEPT)
            .map(|(key, value)| (key, (value >> 32) as u32));
        Self {
            kept: kept.collect(),
            all,
        }
    }

    /// Up to which hash all facts are kept.
    fn limit(&self) -> u64 {
        let last = self.kept.last().filter(|_| self.all > self.kept.len());
        last.map_or(u64::MAX, |(key, _)| *key)
    }

    /// Sets those facts beside each other of which both samples have all.
    pub(super) fn like(&self, other: &Self) -> Likeness {
        let limit = self.limit().min(other.limit());
        let within = |sample: &Self| sample.kept.partition_point(|(key, _)| *key <= limit);
        let (ours, theirs) = (&self.kept[..within(self)], &other.kept[..within(other)]);
        let mut found = Likeness {
            smaller: ours.len().min(theirs.len()),
            is_whole: limit == u64::MAX,
            ..Likeness::default()
        };
        for (key, value) in ours {
            if let Ok(at) = theirs.binary_search_by_key(key, |(key, _)| *key) {
                found.shared += 1;
                found.equal += usize::from(theirs[at].1 == *value);
            }
        }
        found
    }
}

impl Likeness {
    /// Whether so many of a hundred shared facts are equal, and so many of the smaller ones shared.
    pub(super) fn has(&self, equal: usize, shared: usize) -> bool {
        self.equal * 100 >= self.shared * equal && self.shared * 100 >= self.smaller * shared
    }
}

/// Reads what reports are known by.
#[derive(Debug)]
pub(super) struct Reader {
    documents: Fields,
    tables: Vec<(&'static str, Fields)>,
}

/// The facts of one report while they are gathered. Of several that are about the same thing all count.
#[derive(Debug, Default)]
struct Gathered {
    figures: BTreeMap<u64, u64>,
    sentences: BTreeMap<u64, u64>,
    organisation_id: String,
    district_id: String,
}

const TABLES: [&str; 5] = ["observations", "cells", "goals", "activities", "sections"];

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            documents: Fields::of("documents"),
            tables: TABLES.map(|name| (name, Fields::of(name))).into(),
        }
    }

    /// The reports of an answer of which body, kind and year are known.
    pub(super) fn read(&self, answer: &Answer) -> Vec<Fingerprint> {
        let Some(row) = answer.rows("documents").first() else {
            return Vec::new();
        };
        let head = |name| self.documents.get(row, name);
        let own = (head("doc_type"), head("year"), head("organisation"));
        let mut reports: BTreeMap<(&str, &str, &str), Gathered> = BTreeMap::new();
        for (table, fields) in &self.tables {
            for row in answer.rows(table) {
                let get = |name: &str| fields.get(row, name);
                let report = (get("doc_type"), get("year"), get("organisation"));
                let gathered = reports.entry(report).or_default();
                if !get("organisation_id").is_empty() {
                    get("organisation_id").clone_into(&mut gathered.organisation_id);
                    get("district_id").clone_into(&mut gathered.district_id);
                }
                gathered.take(table, &get);
            }
        }
        let is_alone = reports.len() == 1;
        let made = reports.into_iter().filter_map(|(report, gathered)| {
            let (kind, year, organisation) = report;
            let is_head = report == own;
            let of_head = |name| if is_head { head(name) } else { "" };
            let body = match of_head("organisation_id") {
                "" => body(&gathered.organisation_id, organisation),
                id => id.to_owned(),
            };
            let title = squash(of_head("title"));
            let whose = Whose {
                body: if body.is_empty() { title.clone() } else { body },
                kind: DocType::of(kind)?,
                year: year.parse().ok()?,
            };
            let district_id = match of_head("district_id") {
                "" => gathered.district_id,
                id => id.to_owned(),
            };
            (!whose.body.is_empty()).then(|| Fingerprint {
                document: answer.document_id.clone(),
                source: answer.source.clone(),
                format: head("format").to_owned(),
                whose,
                district_id,
                title,
                date: of_head("document_date").to_owned(),
                version: of_head("version").to_owned(),
                is_alone,
                figures: Sample::of(gathered.figures),
                sentences: Sample::of(gathered.sentences),
            })
        });
        made.collect()
    }
}

impl Gathered {
    /// Takes what a row says.
    fn take<'r>(&mut self, table: &str, get: &impl Fn(&str) -> &'r str) {
        let (about, says): (&[&str], &[&str]) = match table {
            "observations" => (
                &[
                    "name",
                    "breakdown",
                    "measure",
                    "sex",
                    "period_type",
                    "period_year",
                ],
                &["value", "unit"],
            ),
            "cells" => (&["row_label", "column_label"], &["value", "unit"]),
            "goals" => (&["level", "title"], &["fulfilment"]),
            "activities" => (&["name"], &["start", "end"]),
            _ => {
                for sentence in get("text").split(['.', '|', '?', '!']).map(squash) {
                    if sentence.chars().count() >= SENTENCE {
                        self.sentences.insert(hash(&[&sentence]), 0);
                    }
                }
                return;
            }
        };
        let squashed =
            |names: &[&str]| -> Vec<String> { names.iter().map(|name| squash(get(name))).collect() };
        let mut said = squashed(says);
        // What is no number is compared as it is printed.
        if said.iter().all(String::is_empty) {
            said = squashed(&["raw"]);
        }
        let mut key = squashed(about);
        key.push(table.to_owned());
        let value = self.figures.entry(hash(&key)).or_default();
        *value = value.wrapping_add(hash(&said));
    }
}

/// The same number for the same texts, on every machine and in every version (FNV-1a, mixed so that small ones are
/// as frequent as large ones).
fn hash(texts: &[impl AsRef<str>]) -> u64 {
    let bytes = texts.iter().flat_map(|text| text.as_ref().bytes().chain([0]));
    let sum = bytes.fold(0xCBF2_9CE4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    let sum = (sum ^ (sum >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let sum = (sum ^ (sum >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    sum ^ (sum >> 31)
}

/// The sources of documents, by their ids.
pub(super) fn sources(all: &[Fingerprint], at: &BTreeSet<usize>) -> String {
    let names: BTreeSet<&str> = at.iter().map(|at| all[*at].source.as_str()).collect();
    names.into_iter().collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(facts: impl Iterator<Item = (u64, u64)>) -> Sample {
        Sample::of(
            facts
                .map(|(key, value)| (hash(&[key.to_string()]), hash(&[value.to_string()])))
                .collect(),
        )
    }

    #[test]
    fn the_share_of_equal_facts_is_told_from_few_of_very_many() {
        let all = 40_000;
        let one = sample((0..all).map(|at| (at, at)));
        let other = sample((0..all).map(|at| (at, if at % 10 == 0 { 0 } else { at })));
        let half = sample((0..all / 2).map(|at| (at, at)));
        let apart = sample((all..2 * all).map(|at| (at, at)));
        assert!(one.kept.len() <= KEPT && !one.like(&other).is_whole);
        let near = |share: usize, wanted: usize| share.abs_diff(wanted) <= 9;
        let like = one.like(&other);
        assert_eq!(like.shared, like.smaller);
        assert!(near(like.equal * 100 / like.shared, 90), "{like:?}");
        let like = half.like(&one);
        assert!(
            like.shared == like.smaller && like.equal == like.shared,
            "{like:?}"
        );
        assert_eq!(one.like(&apart).shared, 0);
    }
}
