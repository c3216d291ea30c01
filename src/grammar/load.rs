//! Grammar files become one [`Grammar`], or a sentence with file, entry and reason.

use super::{Forms, Grammar, NameWords, Registers, Relations, Weights, Words};
use crate::disk;
use crate::trace::Error;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// A grammar file with more bytes is none.
const LONGEST: u64 = 64 << 20;

/// File name below `grammars/` and its text.
pub(super) type Files = BTreeMap<String, String>;

macro_rules! embedded {
    ($($name:literal),+ $(,)?) => {
        &[$(($name, include_str!(concat!("../../grammars/", $name)))),+]
    };
}

const BUILT_IN: &[(&str, &str)] = embedded![
    "abbreviations.json",
    "bodies.json",
    "contacts.json",
    "districts.csv",
    "endings.json",
    "headings.json",
    "hyphens.json",
    "joints.json",
    "kf_goals.csv",
    "labels.json",
    "markers.json",
    "names/bodies.json",
    "names/first.json",
    "names/given.json",
    "names/substance.json",
    "notes.json",
    "organisations.csv",
    "periods.json",
    "qualifiers.json",
    "quantities.json",
    "rates.json",
    "rows.json",
    "sections.json",
    "series.csv",
    "series_aliases.csv",
    "series_breaks.csv",
    "status.json",
    "sums.json",
    "tables/activities.json",
    "tables/activities_other.json",
    "tables/beside.json",
    "tables/complaints.json",
    "tables/deviations.json",
    "tables/forms.json",
    "tables/indicators.json",
    "tables/indicators_other.json",
    "tables/kinds.json",
    "tables/measures.json",
    "tables/relations.json",
    "title.json",
    "unit_kinds.json",
    "units.json",
    "weights.json",
    "words.json",
];

pub(super) fn built_in() -> Files {
    BUILT_IN
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

pub(super) fn overridden(folder: &Path) -> Result<Files, Error> {
    let unreadable = |path: &Path, source| Error::Unreadable {
        path: path.to_path_buf(),
        source,
    };
    if !folder.is_dir() {
        return Err(Error::NoSuchInput(folder.to_path_buf()));
    }
    let mut files = built_in();
    let mut found = false;
    for (name, text) in &mut files {
        let path = folder.join(name);
        if path.exists() {
            *text = disk::text(&path, LONGEST).map_err(|source| unreadable(&path, source))?;
            found = true;
        }
    }
    if found {
        Ok(files)
    } else {
        Err(Error::Grammar {
            at: folder.display().to_string(),
            reason: "the folder holds none of the grammar's files (see `grammars/README.md`)".into(),
        })
    }
}

pub(super) fn from_files(files: &Files) -> Result<Grammar, Error> {
    let words = |name: &str| match files.get(name) {
        Some(text) => Words::read(name, text),
        None => Err(Error::Grammar {
            at: name.to_owned(),
            reason: "the file is missing".into(),
        }),
    };
    let text = |name: &str| files.get(name).map_or("", String::as_str);
    let mut hash = Sha256::new();
    for (name, text) in files {
        hash.update(name.as_bytes());
        hash.update([0]);
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let indicator_columns = words("tables/indicators.json")?;
    let activity_columns = words("tables/activities.json")?;
    let forms = Forms::read(
        "tables/forms.json",
        text("tables/forms.json"),
        [&indicator_columns, &activity_columns],
    )?;
    let mut grammar = Grammar {
        labels: words("labels.json")?,
        markers: words("markers.json")?,
        status: words("status.json")?,
        sections: words("sections.json")?,
        headings: words("headings.json")?,
        indicator_columns,
        activity_columns,
        indicator_columns_other: words("tables/indicators_other.json")?,
        activity_columns_other: words("tables/activities_other.json")?,
        columns_beside: words("tables/beside.json")?,
        forms,
        complaint_columns: words("tables/complaints.json")?,
        deviations: words("tables/deviations.json")?,
        measures: words("tables/measures.json")?,
        relations: Relations::read("tables/relations.json", text("tables/relations.json"))?,
        quantities: words("quantities.json")?,
        rates: words("rates.json")?,
        kinds: words("tables/kinds.json")?,
        notes: words("notes.json")?,
        rows: words("rows.json")?,
        sums: words("sums.json")?,
        units: words("units.json")?,
        qualifiers: words("qualifiers.json")?,
        periods: words("periods.json")?,
        title: words("title.json")?,
        bodies: words("bodies.json")?,
        unit_kinds: words("unit_kinds.json")?,
        contacts: words("contacts.json")?,
        abbreviations: words("abbreviations.json")?,
        hyphens: words("hyphens.json")?,
        endings: words("endings.json")?,
        joints: words("joints.json")?,
        common: words("words.json")?,
        given_names: words("names/given.json")?,
        registers: Registers::read(
            text,
            NameWords {
                first: words("names/first.json")?,
                lists: words("names/bodies.json")?,
                substance: words("names/substance.json")?,
            },
        )?,
        stock: Arc::default(),
        weights: Weights::read("weights.json", text("weights.json"))?,
        hash: crate::trace::hex(&hash.finalize()),
    };
    grammar.stock = Arc::new(grammar.count_words());
    super::check::check(&grammar)?;
    Ok(grammar)
}
