//! Which series is meant.

use crate::grammar::{Grammar, slug};
use crate::panel::Folder;
use crate::trace::Error;
use std::collections::{BTreeMap, BTreeSet};

/// A series of an output folder.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Its id.
    pub id: String,
    /// Its name in the register, else the one that stands most often.
    pub name: String,
    /// Every name that is printed, and how often.
    pub names: BTreeMap<String, usize>,
    /// The years of the reports that have it.
    pub years: BTreeSet<i32>,
    /// The documents that have it.
    pub documents: usize,
}

/// What words find.
#[derive(Debug, Clone)]
pub enum Found {
    /// One series.
    One(Known),
    /// Several: a person must choose.
    Several(Vec<Known>),
    /// None.
    Nothing,
}

impl Known {
    /// Every series of a folder, in the order of the names.
    pub fn all(folder: &Folder, grammar: &Grammar) -> Result<Vec<Known>, Error> {
        let mut all: BTreeMap<String, Known> = BTreeMap::new();
        let mut last = BTreeMap::new();
        folder.counted_rows(
            "indicators",
            &["document_id", "series_id", "name", "year"],
            |row| {
                let id = row.get("series_id");
                if id.is_empty() {
                    return;
                }
                let known = all.entry(id.to_owned()).or_default();
                *known.names.entry(row.get("name").to_owned()).or_default() += 1;
                known.years.extend(row.get("year").parse::<i32>().ok());
                // The rows of a document follow each other.
                let document = row.get("document_id");
                if last.insert(id.to_owned(), document.to_owned()).as_deref() != Some(document) {
                    known.documents += 1;
                }
            },
        )?;
        let mut all: Vec<Known> = all
            .into_iter()
            .map(|(id, known)| Known {
                name: name(grammar, &id, &known.names),
                id,
                ..known
            })
            .collect();
        all.sort_by(|one, other| (&one.name, &one.id).cmp(&(&other.name, &other.id)));
        Ok(all)
    }
}

/// The name of a series in the register, else the one that stands most often.
fn name(grammar: &Grammar, id: &str, names: &BTreeMap<String, usize>) -> String {
    match grammar.registers.series.get(id) {
        Some(series) => series.name.clone(),
        None => {
            let most = names.iter().rev().max_by_key(|(_, count)| **count);
            most.map_or(String::new(), |(name, _)| name.clone())
        }
    }
}

/// The series that an id, a whole name or words of a name mean.
pub fn find(grammar: &Grammar, all: &[Known], wanted: &str) -> Found {
    let names = &grammar.registers.names;
    let key = names.key(wanted);
    let words: Vec<String> = wanted
        .to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let is_id = |known: &&Known| known.id == wanted;
    let is_name = |known: &&Known| {
        let printed = known.names.keys().chain([&known.name]);
        !key.is_empty() && printed.into_iter().any(|name| names.key(name) == key)
    };
    let has_words = |known: &&Known| {
        let has = |name: &String| {
            let name = name.to_lowercase();
            words.iter().all(|word| name.contains(word.as_str()))
        };
        !words.is_empty() && (has(&known.name) || known.names.keys().any(has))
    };
    // As they are typed where the keys of å, ä and ö are missing.
    let plain: Vec<String> = words.iter().map(|word| slug(word)).collect();
    let has_plain_words = |known: &&Known| {
        let has = |name: &String| {
            let name = slug(name);
            plain.iter().all(|word| name.contains(word.as_str()))
        };
        let is_told = plain.iter().any(|word| !word.is_empty());
        is_told && (has(&known.name) || known.names.keys().any(has))
    };
    let ways: [&dyn Fn(&&Known) -> bool; 4] = [&is_id, &is_name, &has_words, &has_plain_words];
    for way in ways {
        let mut found: Vec<Known> = all.iter().filter(way).cloned().collect();
        match found.len() {
            0 => {}
            1 => return Found::One(found.remove(0)),
            _ => return Found::Several(found),
        }
    }
    Found::Nothing
}
