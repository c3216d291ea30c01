//! The data in `grammars/`: every example is read as its entry, and no `not` is.

use utfall::grammar::{Entry, Grammar, Words};

/// Reads a text as code reads the words of this file.
fn found<'g>(words: &'g Words, text: &str) -> Option<&'g Entry> {
    let bare = text.trim_matches(['#', '*', ' ']);
    let without_mark = text.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let rest = |taken: usize, text: &str| text[taken..].trim().to_owned();
    match words.matching.as_str() {
        "whole" => words.whole(text),
        "heading" => words.whole(bare),
        "marker" => words.whole(without_mark),
        "label" => words.start(text).and_then(|(entry, taken)| {
            let rest = rest(taken, text);
            let number = rest.trim_end_matches(':').trim();
            (rest.is_empty() || rest.ends_with(':') && number.chars().all(|letter| letter.is_ascii_digit()))
                .then_some(entry)
        }),
        "column" => words.whole(text).or_else(|| {
            let (entry, taken) = words.start_glued(text)?;
            text[taken..]
                .chars()
                .any(|letter| letter.is_ascii_digit())
                .then_some(entry)
        }),
        "row" | "prefix" => words.start(text).map(|(entry, _)| entry),
        "cell" => words.start_glued(text).map(|(entry, _)| entry).or_else(|| {
            // `791 (prel)`: a word behind the figure.
            text.split(' ').skip(1).find_map(|word| words.whole(word))
        }),
        "within" => words.within(text),
        "end" => words.at_end(text),
        other => panic!("{}: unknown way of matching: {other}", words.file),
    }
}

#[test]
fn every_entry_is_read_from_its_examples_and_from_no_counterexample() {
    let grammar = Grammar::built_in().unwrap();
    let mut faults = Vec::new();
    for words in grammar.word_files() {
        for entry in &words.entries {
            if entry.examples.is_empty() {
                faults.push(format!("{} {}: no example", words.file, entry.id));
            }
            for example in &entry.examples {
                let read = found(words, example).map(|entry| entry.id.as_str());
                if read != Some(entry.id.as_str()) {
                    faults.push(format!(
                        "{} {}: \"{example}\" is read as {read:?}",
                        words.file, entry.id
                    ));
                }
            }
            for not in &entry.not {
                if found(words, not).is_some_and(|read| read.id == entry.id) {
                    faults.push(format!("{} {}: \"{not}\" is read as it", words.file, entry.id));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_faulty_register_is_refused_with_file_row_and_reason() {
    const DISTRICTS: &str = "id,name,from,to,genitive,other_forms,successors,source\n";
    const ORGANISATIONS: &str = "name,level,source\n";
    let row = |from: &str, to: &str| {
        format!("{DISTRICTS}a,Adal,1997-01-01,,Adals,,,x\nb,Bdal,{from},{to},Bdals,,,x\n")
    };
    let date = |name: &str, text: &str| {
        format!("districts.csv, row 3: `{name}` is \"{text}\", which is no date like 2007-01-31")
    };
    let cases = [
        (
            "districts.csv",
            String::new(),
            "districts.csv: it has no rows".to_owned(),
        ),
        (
            "districts.csv",
            DISTRICTS.to_owned(),
            "districts.csv: it has no rows".to_owned(),
        ),
        ("districts.csv", row("xxxx", ""), date("from", "xxxx")),
        ("districts.csv", row("", ""), date("from", "")),
        ("districts.csv", row("2007-02-29", ""), date("from", "2007-02-29")),
        ("districts.csv", row("igår", "2007-01-01"), date("from", "igår")),
        ("districts.csv", row("2007-01-01", "abc"), date("to", "abc")),
        (
            "districts.csv",
            row("2007-01-02", "2007-01-01"),
            "districts.csv, row 3: `from` 2007-01-02 is after `to` 2007-01-01".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal,1997-01-01,,,,,x\na,Bdal,1997-01-01,,,,,x\n"),
            "districts.csv, row 3: the id a stands twice".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal,1997-01-01,,,,b,x\n"),
            "districts.csv, row 2: `successors` names b, and no row has this id".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS},Adal,1997-01-01,,,,,x\n"),
            "districts.csv, row 2: `id` or `name` is empty".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal\n"),
            "districts.csv, row 2: it has 2 fields, and the header has 8".to_owned(),
        ),
        (
            "districts.csv",
            "id,name\na,Adal\n".to_owned(),
            "districts.csv, row 2: missing field `from`".to_owned(),
        ),
        (
            "organisations.csv",
            String::new(),
            "organisations.csv: it has no rows".to_owned(),
        ),
        (
            "organisations.csv",
            format!("{ORGANISATIONS},enhet,x\n"),
            "organisations.csv, row 2: `name` is empty".to_owned(),
        ),
    ];
    for (name, text, wanted) in cases {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), &text).unwrap();
        let told = Grammar::with_folder(folder.path())
            .map_or_else(|error| error.to_string(), |_| "accepted".to_owned());
        assert!(
            told.starts_with(&format!("grammar {wanted}")),
            "{text:?}: {told}, not {wanted}"
        );
    }
}
