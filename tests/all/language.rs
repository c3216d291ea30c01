//! The catalogues of what the program says: whole in every language, and used.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use utfall::language::{Language, has};

/// Everything in a catalogue but help and the meanings of codes, whose English stands where they are defined.
fn entries(language: &str) -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/language")
        .join(language);
    let begins = Regex::new(r"^([a-z][a-z0-9-]*) =").unwrap();
    let variable = Regex::new(r"\{\s*\$([a-z_]+)").unwrap();
    let mut entries: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for path in crate::files::below(&folder) {
        if path.ends_with("help.ftl") || path.ends_with("codes.ftl") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        let mut id = String::new();
        for line in text.lines() {
            if let Some(found) = begins.captures(line) {
                found[1].clone_into(&mut id);
                let before = entries.insert(id.clone(), BTreeSet::new());
                assert!(before.is_none(), "{id} stands twice in {}", path.display());
            }
            let found = variable.captures_iter(line).map(|found| found[1].to_owned());
            entries.entry(id.clone()).or_default().extend(found);
        }
    }
    entries.remove("");
    entries
}

/// The code of the program, without its tests.
fn sources() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let files = crate::files::below(&folder).into_iter();
    let files = files.filter(|path| path.extension().is_some_and(|end| end == "rs"));
    let own = |path| {
        let text = std::fs::read_to_string(path).unwrap();
        text.split("#[cfg(test)]").next().unwrap_or("").to_owned()
    };
    files.map(own).collect()
}

#[test]
fn every_sentence_stands_in_both_languages_with_the_same_values() {
    let (english, swedish) = (entries("en"), entries("sv"));
    let ids = |entries: &BTreeMap<String, BTreeSet<String>>| entries.keys().cloned().collect::<BTreeSet<_>>();
    let (own, other) = (ids(&english), ids(&swedish));
    let lacks: Vec<_> = own.symmetric_difference(&other).collect();
    assert!(lacks.is_empty(), "only one language has {lacks:#?}");
    let differ = english
        .iter()
        .filter(|(id, variables)| swedish.get(*id) != Some(variables));
    let differ: Vec<_> = differ.map(|(id, _)| id).collect();
    assert!(
        differ.is_empty(),
        "other values in the other language: {differ:#?}"
    );
    for language in Language::ALL {
        let unread: Vec<_> = english.keys().filter(|id| !has(*language, id)).collect();
        assert!(unread.is_empty(), "{language:?} cannot be read: {unread:#?}");
    }
}

#[test]
fn every_sentence_is_said_and_what_is_said_has_its_sentence_and_values() {
    let entries = entries("en");
    let sources = sources();
    let all = sources.join("\n");
    let derived = Regex::new(r#""((?:[a-z]+-)+)\{"#).unwrap();
    let families: BTreeSet<&str> = derived
        .captures_iter(&all)
        .filter_map(|found| found.get(1))
        .map(|found| found.as_str())
        .collect();
    let is_said =
        |id: &str| all.contains(&format!("\"{id}\"")) || families.iter().any(|family| id.starts_with(family));
    let silent: Vec<_> = entries.keys().filter(|id| !is_said(id)).collect();
    assert!(silent.is_empty(), "nobody says {silent:#?}");
    let said = Regex::new(r#"\bsay!\(\s*"([^"]+)""#).unwrap();
    let given = Regex::new(r"\b([a-z_]+) = ").unwrap();
    let mut faults = Vec::new();
    for found in said
        .captures_iter(&all)
        .filter(|found| !found[1].starts_with("help-"))
    {
        let id = &found[1];
        let Some(variables) = entries.get(id) else {
            faults.push(format!("no catalogue has {id}"));
            continue;
        };
        let call = call(&all[found.get(0).unwrap().end()..]);
        let given: BTreeSet<&str> = given
            .captures_iter(call)
            .map(|found| found.get(1).unwrap().as_str())
            .collect();
        let lacks = variables.iter().filter(|name| !given.contains(name.as_str()));
        faults.extend(lacks.map(|name| format!("{id} is said without its {name}")));
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

/// What stands up to the end of a call whose bracket is open.
fn call(text: &str) -> &str {
    let mut depth = 1;
    let end = text.char_indices().find(|(_, letter)| {
        depth += match letter {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        depth == 0
    });
    &text[..end.map_or(text.len(), |(at, _)| at)]
}
