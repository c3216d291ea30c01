//! What code asks of the words: the ids and facts that must be there.

use super::{Grammar, Words};
use crate::trace::Error;

/// Checks that every id that code names exists, and every fact it reads.
pub(super) fn check(grammar: &Grammar) -> Result<(), Error> {
    ids(
        &grammar.labels,
        &[
            "inriktningsmal",
            "verksamhetsomradesmal",
            "namndmal",
            "enhetsmal",
            "atagande",
        ],
    )?;
    ids(&grammar.markers, &["helt", "delvis", "ej", "ingen"])?;
    ids(&grammar.status, &["gron", "gul", "rod", "gra"])?;
    ids(&grammar.indicator_columns, &["name", "period", "frequency"])?;
    ids(&grammar.activity_columns, &["name", "start", "end", "deviation"])?;
    ids(&grammar.columns_beside, &["number", "status"])?;
    same(&grammar.indicator_columns, &grammar.indicator_columns_other)?;
    same(&grammar.activity_columns, &grammar.activity_columns_other)?;
    ids(&grammar.rows, &["comment", "men", "women", "varav"])?;
    ids(
        &grammar.bodies,
        &["district-committee", "district-administration", "committee"],
    )?;
    facts(&grammar.bodies, "level", &[])?;
    ids(&grammar.notes, &["above", "below"])?;
    ids(&grammar.endings, &["inflection", "closed", "joint"])?;
    ids(&grammar.sums, &["total", "sum", "result"])?;
    ids(&grammar.quantities, &["ratio", "average", "share", "count"])?;
    ids(&grammar.rates, &["ratio", "average", "none"])?;
    ids(
        &grammar.title,
        &["VP", "VB", "T1", "T2", "contents", "decision", "number"],
    )?;
    facts(&grammar.indicator_columns, "measure", &["name"])?;
    ids(&grammar.measures, &["intakter"])?;
    facts(&grammar.measures, "measure", &[])?;
    facts(&grammar.kinds, "kind", &[])?;
    facts(&grammar.units, "unit", &[])?;
    facts(&grammar.qualifiers, "kind", &[])?;
    facts(&grammar.periods, "follow", &[])?;
    facts(&grammar.registers.names.first, "word", &[])?;
    facts(&grammar.registers.names.first, "kind", &[])?;
    facts(&grammar.sections, "name", &[])?;
    facts(&grammar.headings, "level", &[])?;
    facts(&grammar.title, "role", &[])?;
    ids(
        &grammar.contacts,
        &["telephone", "telephone-label", "e-mail", "official", "signatory"],
    )?;
    facts(&grammar.contacts, "role", &[])?;
    facts(
        &grammar.contacts,
        "mask",
        &[
            "telephone-label",
            "telephone-word",
            "telephone-joint",
            "administration",
            "particle",
            "thing",
        ],
    )
}

/// Every entry of a file of other words stands in the file of the usual ones too.
fn same(usual: &Words, other: &Words) -> Result<(), Error> {
    let unknown = other
        .entries
        .iter()
        .find(|entry| usual.entry(&entry.id).is_none());
    match unknown {
        None => Ok(()),
        Some(entry) => Err(other.fault(&entry.id, format!("{} has no such entry", usual.file))),
    }
}

fn ids(words: &Words, wanted: &[&str]) -> Result<(), Error> {
    match wanted.iter().find(|id| words.entry(id).is_none()) {
        None => Ok(()),
        Some(id) => Err(words.fault(id, "the entry is missing")),
    }
}

fn facts(words: &Words, name: &str, except: &[&str]) -> Result<(), Error> {
    let without = words
        .entries
        .iter()
        .find(|entry| entry.fact(name).is_none() && !except.contains(&entry.id.as_str()));
    match without {
        None => Ok(()),
        Some(entry) => Err(words.fault(&entry.id, format!("`with` has no `{name}`"))),
    }
}
