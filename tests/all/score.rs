//! What a document says and what was read of it, as facts that can be counted.
//!
//! A fact is a row of words. Truth and output are multisets of facts of the same kinds; a fact is hit when
//! both hold it. Truth is described in `corpus/README.md`, output is what the tables would hold.

use regex::Regex;
use serde_json::Value as Json;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use utfall::write::{Document, files, rows};

/// How often each fact stands.
pub(crate) type Facts = BTreeMap<Vec<String>, usize>;

/// Facts by kind.
pub(crate) type Kinds = BTreeMap<&'static str, Facts>;

/// Levels from the city's down.
const LEVELS: [&str; 5] = [
    "inriktningsmål",
    "verksamhetsområdesmål",
    "nämndmål",
    "enhetsmål",
    "åtagande",
];

/// The facts of a title page that count.
const HEAD: [&str; 6] = [
    "doc_type",
    "year",
    "organisation",
    "district",
    "diarienummer",
    "document_date",
];

/// How much of a kind was to be found, was found, and was right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Facts in the truth.
    pub(crate) truth: usize,
    /// Facts in the output.
    pub(crate) found: usize,
    /// Facts in both.
    pub(crate) hit: usize,
}

impl Tally {
    /// Share of the output that is right; all of nothing where nothing was to be found.
    pub(crate) fn precision(self) -> f64 {
        share(self.hit, self.found, self.truth)
    }

    /// Share of the truth that was found.
    pub(crate) fn recall(self) -> f64 {
        share(self.hit, self.truth, self.found)
    }

    /// The harmonic mean of both.
    pub(crate) fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall > 0.0 {
            2.0 * precision * recall / (precision + recall)
        } else {
            0.0
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts are small")]
fn share(hit: usize, of: usize, other: usize) -> f64 {
    match (of, other) {
        (0, 0) => 1.0,
        (0, _) => 0.0,
        _ => hit as f64 / of as f64,
    }
}

/// Adds the tallies of one document.
pub(crate) fn tally(truth: &Kinds, found: &Kinds, totals: &mut BTreeMap<&'static str, Tally>) {
    let empty = Facts::new();
    let kinds: std::collections::BTreeSet<_> = truth.keys().chain(found.keys()).collect();
    for kind in kinds {
        let (truth, found) = (
            truth.get(kind).unwrap_or(&empty),
            found.get(kind).unwrap_or(&empty),
        );
        let both =
            |(fact, times): (&Vec<String>, &usize)| found.get(fact).map_or(0, |other| *times.min(other));
        let total = totals.entry(kind).or_default();
        total.truth += truth.values().sum::<usize>();
        total.found += found.values().sum::<usize>();
        total.hit += truth.iter().map(both).sum::<usize>();
    }
}

/// The table that the truth test prints and the README shows.
pub(crate) fn table(totals: &BTreeMap<&'static str, Tally>) -> String {
    let mut text = format!(
        "{:<14} {:>7} {:>7} {:>7}  {:>9} {:>7} {:>7}\n",
        "fact", "truth", "found", "hit", "precision", "recall", "F1"
    );
    for (kind, tally) in totals {
        let _ = writeln!(
            text,
            "{kind:<14} {:>7} {:>7} {:>7}  {:>9.4} {:>7.4} {:>7.4}",
            tally.truth,
            tally.found,
            tally.hit,
            tally.precision(),
            tally.recall(),
            tally.f1()
        );
    }
    text
}

fn add(kinds: &mut Kinds, kind: &'static str, fact: &[&str]) {
    let fact = fact.iter().map(|word| (*word).to_owned()).collect();
    *kinds.entry(kind).or_default().entry(fact).or_default() += 1;
}

/// White space collapsed, typographic dashes and quotes unified, case folded, no final stop or colon.
pub(crate) fn norm(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.nfc() {
        match letter {
            '\u{AD}' => {}
            '\u{200B}' | '\u{1C}'..='\u{1F}' => plain.push(' '),
            letter if letter.is_whitespace() => plain.push(' '),
            '−' | '–' | '—' => plain.push('-'),
            '”' | '“' | '„' => plain.push('"'),
            '’' => plain.push('\''),
            'ß' => plain.push_str("ss"),
            'ς' | 'Σ' => plain.push('σ'),
            letter => plain.extend(letter.to_lowercase()),
        }
    }
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    words.join(" ").trim_end_matches([' ', '.', ':']).to_owned()
}

/// What may stand before the number of a cell.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:ca|cirka|drygt|minst|lägst|högst|max|min|män/ ?pojkar|kvinnor/ ?flickor|män|kvinnor|pojkar|flickor|[<>≤≥~±]|\+/-)\.? ?",
    )
    .unwrap()
});

/// The number that a Swedish cell begins with, or nothing (`fastställs 2017` begins with none).
///
/// `number = [sign] [SP] (1*3DIGIT 1*(SP 3DIGIT) / 1*DIGIT) [("," / ".") 1*DIGIT]`, and no letter or digit
/// after it; of several ways to end, the first longest one that leaves none.
pub(crate) fn number(text: &str) -> Option<String> {
    let text = norm(text);
    let mut rest = text.as_str();
    while let Some(beside) = BESIDE.find(rest) {
        rest = &rest[beside.end()..];
    }
    let (minus, rest) = match rest.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, rest.strip_prefix('+').unwrap_or(rest)),
    };
    let rest = rest.strip_prefix(' ').unwrap_or(rest).as_bytes();
    let digits = |from: usize| {
        rest[from.min(rest.len())..]
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let lead = digits(0);
    if lead == 0 {
        return None;
    }
    let mut ends = Vec::new();
    if lead <= 3 {
        let mut at = lead;
        let mut groups = Vec::new();
        while rest.get(at) == Some(&b' ') && digits(at + 1) >= 3 {
            at += 4;
            groups.push(at);
        }
        ends.extend(groups.into_iter().rev());
    }
    ends.extend((1..=lead).rev());
    let clean = |end: usize| {
        let after = std::str::from_utf8(&rest[end..]).unwrap_or("").chars().next();
        !after.is_some_and(|letter| letter.is_alphanumeric() || letter == '_')
    };
    for end in ends {
        let part = match rest.get(end) {
            Some(b',' | b'.') => digits(end + 1),
            _ => 0,
        };
        let end_of_part = (1..=part).rev().map(|length| end + 1 + length);
        if let Some(stop) = end_of_part.chain([end]).find(|stop| clean(*stop)) {
            let text: String = rest[..stop]
                .iter()
                .filter(|byte| **byte != b' ')
                .map(|byte| if *byte == b',' { '.' } else { char::from(*byte) })
                .collect();
            let value: f64 = text.parse().ok()?;
            return Some(figure(if minus { -value } else { value }));
        }
    }
    None
}

/// A figure with at most six decimals and no zeros at its end.
fn figure(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let text = format!("{value:.6}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn words(kinds: &mut Kinds, text: &str) {
    let text = norm(text);
    let facts = kinds.entry("text words").or_default();
    for word in text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')) {
        if !word.is_empty() {
            *facts.entry(vec![word.to_owned()]).or_default() += 1;
        }
    }
}

fn text<'j>(json: &'j Json, key: &str) -> &'j str {
    json[key].as_str().unwrap_or("")
}

fn list<'j>(json: &'j Json, key: &str) -> &'j [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

fn cells(row: &Json) -> Vec<&str> {
    list(row, "cells")
        .iter()
        .map(|cell| cell.as_str().unwrap_or(""))
        .collect()
}

/// A measure that says when and how often, and is no figure.
fn is_plain(measure: &str) -> bool {
    matches!(measure, "period" | "periodicitet")
}

/// The facts of a truth file.
pub(crate) fn truth(json: &Json) -> Kinds {
    let mut kinds = Kinds::from([("text words", Facts::new())]);
    let head = &json["document"];
    for key in HEAD {
        let value = match &head[key] {
            Json::String(word) => word.clone(),
            Json::Number(number) => number.to_string(),
            _ => continue,
        };
        add(&mut kinds, "document", &[key, &norm(&value)]);
    }
    let mut above: Vec<(usize, String)> = Vec::new();
    let mut goal = (String::new(), String::new());
    for block in list(json, "blocks") {
        match text(block, "kind") {
            "goal" => {
                let level = text(block, "goal_level");
                let rank = LEVELS.iter().position(|known| *known == level).unwrap();
                while above.last().is_some_and(|(other, _)| *other >= rank) {
                    above.pop();
                }
                goal = (text(block, "number").to_owned(), norm(text(block, "title")));
                add(&mut kinds, "goals", &[level, &goal.0, &goal.1]);
                add(
                    &mut kinds,
                    "fulfilment",
                    &[&goal.0, &goal.1, text(block, "fulfilment")],
                );
                let parent = above.last().map_or("", |(_, title)| title.as_str());
                add(&mut kinds, "goal tree", &[&goal.1, parent]);
                above.push((rank, goal.1.clone()));
            }
            "indicators" => indicator_truth(&mut kinds, block, &goal.1),
            "activities" => {
                for row in list(block, "rows") {
                    let (name, deviation) = (norm(text(row, "name")), norm(text(row, "deviation")));
                    let fact = [&name, text(row, "start"), text(row, "end"), &deviation];
                    add(&mut kinds, "activities", &fact);
                }
            }
            "table" => table_truth(&mut kinds, block),
            "paragraph" | "list" => {
                let items: Vec<&str> = list(block, "items").iter().filter_map(Json::as_str).collect();
                match text(block, "text") {
                    "" => words(&mut kinds, &items.join(" ")),
                    text => words(&mut kinds, text),
                }
            }
            _ => {}
        }
    }
    kinds
}

fn indicator_truth(kinds: &mut Kinds, block: &Json, goal: &str) {
    let columns = list(block, "columns");
    for row in list(block, "rows") {
        let name = norm(text(row, "name"));
        add(kinds, "indicators", &[goal, &name]);
        add(kinds, "status", &[&name, text(row, "status")]);
        if !text(row, "comment").is_empty() {
            add(kinds, "comments", &[&name, &norm(text(row, "comment"))]);
        }
        let own = cells(row);
        let period = own
            .iter()
            .zip(columns)
            .find(|(_, column)| text(column, "measure") == "period")
            .map_or("", |(cell, _)| *cell);
        let breakdown = list(row, "breakdown").iter();
        let lines = std::iter::once((String::new(), own.clone()))
            .chain(breakdown.map(|part| (norm(text(part, "label")), cells(part))));
        for (label, cells) in lines {
            for (cell, column) in cells.iter().zip(columns) {
                if norm(cell).is_empty() {
                    continue;
                }
                let (measure, sex) = (text(column, "measure"), text(column, "sex"));
                let when = match text(column, "period") {
                    "" if measure == "utfall" => period,
                    own => own,
                };
                let when = if is_plain(measure) {
                    String::new()
                } else {
                    norm(when)
                };
                let fact = [&name, &label, measure, sex, &when, &norm(cell)];
                add(kinds, "observations", &fact);
                if let (false, Some(number)) = (is_plain(measure), number(cell)) {
                    add(kinds, "values", &[&name, &label, measure, sex, &number]);
                }
            }
        }
    }
}

fn table_truth(kinds: &mut Kinds, block: &Json) {
    let kind = text(block, "table_kind");
    add(kinds, "table kinds", &[kind, &norm(text(block, "caption"))]);
    let rows = list(block, "rows");
    let mut leaf = vec![String::new(); rows.first().map_or(0, |row| cells(row).len())];
    for header in list(block, "header") {
        let header = header.as_array().map_or(&[] as &[Json], Vec::as_slice);
        for (cell, leaf) in header.iter().zip(&mut leaf) {
            let cell = norm(cell.as_str().unwrap_or(""));
            if !cell.is_empty() {
                *leaf = cell;
            }
        }
    }
    for row in rows {
        let cells = cells(row);
        let label = norm(cells.first().copied().unwrap_or(""));
        if matches!(kind, "budget" | "key_figures") {
            let role = row["role"].as_str().unwrap_or("item");
            add(kinds, "row roles", &[&label, role]);
        }
        for (cell, column) in cells.iter().zip(&leaf).skip(1) {
            if norm(cell).is_empty() {
                continue;
            }
            if kind == "budget" {
                let value = number(cell).unwrap_or_else(|| norm(cell));
                add(kinds, "budget cells", &[&label, column, &value]);
            } else {
                add(kinds, "other cells", &[&label, column, &norm(cell)]);
            }
        }
    }
}

/// The rows of one table of the output, each with its columns by name.
fn output(document: &Document, table: &str) -> Vec<HashMap<&'static str, String>> {
    let files = files();
    let at = files.iter().position(|file| file.name == table).unwrap();
    let rows = rows(document).swap_remove(at);
    let named = |row: Vec<String>| {
        files[at]
            .columns
            .iter()
            .map(|column| column.name)
            .zip(row)
            .collect()
    };
    rows.into_iter().map(named).collect()
}

/// The facts of the tables that a document would be written to.
pub(crate) fn found(document: &Document) -> Kinds {
    let mut kinds = Kinds::from([("text words", Facts::new())]);
    for row in output(document, "documents") {
        for key in HEAD {
            if !row[key].is_empty() {
                add(&mut kinds, "document", &[key, &norm(&row[key])]);
            }
        }
    }
    let goals = output(document, "goals");
    let titles: HashMap<&str, String> = goals
        .iter()
        .map(|row| (row["goal_id"].as_str(), norm(&row["title"])))
        .collect();
    let title = |id: &str| titles.get(id).map_or("", String::as_str);
    for row in &goals {
        let (number, name) = (row["number"].as_str(), norm(&row["title"]));
        add(&mut kinds, "goals", &[&row["level"], number, &name]);
        add(&mut kinds, "fulfilment", &[number, &name, &row["fulfilment"]]);
        add(&mut kinds, "goal tree", &[&name, title(&row["parent_goal_id"])]);
    }
    for row in output(document, "indicators") {
        let name = norm(&row["name"]);
        add(&mut kinds, "indicators", &[title(&row["goal_id"]), &name]);
        add(&mut kinds, "status", &[&name, &row["status"]]);
        if !row["comment"].is_empty() {
            add(&mut kinds, "comments", &[&name, &norm(&row["comment"])]);
        }
    }
    for row in output(document, "observations") {
        let (name, breakdown, measure) = (
            norm(&row["name"]),
            norm(&row["breakdown"]),
            row["measure"].as_str(),
        );
        // Without a measure the column is marked uncertain: not found, but not wrong either.
        if measure.is_empty() {
            continue;
        }
        let when = if is_plain(measure) {
            String::new()
        } else {
            norm(&row["period"])
        };
        let fact = [&name, &breakdown, measure, &row["sex"], &when, &norm(&row["raw"])];
        add(&mut kinds, "observations", &fact);
        if !is_plain(measure) && !row["value"].is_empty() {
            let value = figure(row["value"].parse().unwrap());
            add(
                &mut kinds,
                "values",
                &[&name, &breakdown, measure, &row["sex"], &value],
            );
        }
    }
    for row in output(document, "activities") {
        let (name, deviation) = (norm(&row["name"]), norm(&row["deviation"]));
        add(
            &mut kinds,
            "activities",
            &[&name, &row["start"], &row["end"], &deviation],
        );
    }
    for row in output(document, "tables") {
        if !matches!(row["kind"].as_str(), "indicators" | "activities") {
            add(&mut kinds, "table kinds", &[&row["kind"], &norm(&row["caption"])]);
        }
    }
    found_cells(&mut kinds, document);
    for row in output(document, "sections") {
        words(&mut kinds, &row["text"]);
    }
    kinds
}

fn found_cells(kinds: &mut Kinds, document: &Document) {
    let mut roles: BTreeMap<(String, String), [String; 2]> = BTreeMap::new();
    for row in output(document, "cells") {
        let kind = row["kind"].as_str();
        let label = norm(&row["row_label"]);
        let leaf = norm(row["column_label"].rsplit(" / ").next().unwrap_or(""));
        if matches!(kind, "budget" | "key_figures") {
            let role = [label.clone(), row["row_role"].clone()];
            roles.insert((row["table_id"].clone(), row["row"].clone()), role);
        }
        if row["column"] == "1" {
            continue;
        }
        if kind == "budget" {
            let value = match row["value"].as_str() {
                "" => norm(&row["raw"]),
                value => figure(value.parse().unwrap()),
            };
            add(kinds, "budget cells", &[&label, &leaf, &value]);
        } else {
            add(kinds, "other cells", &[&label, &leaf, &norm(&row["raw"])]);
        }
    }
    for [label, role] in roles.values() {
        add(kinds, "row roles", &[label, role]);
    }
}

#[test]
fn numbers_of_cells_are_read_as_the_yardstick_reads_them() {
    for (text, wanted) in [
        ("0,33 %", Some("0.33")),
        ("8 500 st", Some("8500")),
        ("1 234 567", Some("1234567")),
        ("12 3456", Some("12")),
        ("−1,50", Some("-1.5")),
        ("Ca. 84", Some("84")),
        ("Män/ pojkar 11 %", Some("11")),
        ("+/- 1 %", Some("1")),
        ("1,5x", Some("1")),
        ("2:a", Some("2")),
        ("12st", None),
        ("fastställs 2017", None),
        ("-0,0", Some("0")),
    ] {
        assert_eq!(number(text).as_deref(), wanted, "{text}");
    }
}
