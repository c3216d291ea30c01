//! Goals and their fulfilment. A committee's goal that its units print again is one goal.

use super::{Judgement, Verdict, Wanted};
use crate::grammar::squash;
use crate::panel::{Folder, Record};
use crate::record::{DocType, Fulfilment, GoalLevel, OrganisationLevel, committee_of};
use crate::trace::Error;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A goal heading.
#[derive(Debug, Clone)]
pub struct Printed {
    /// The body that printed it.
    pub organisation: String,
    /// Whether it is a unit.
    pub is_unit: bool,
    /// What is said there.
    pub verdict: Verdict,
    /// The marker as printed.
    pub raw: String,
    /// The document.
    pub document_id: String,
    /// Its path below the input.
    pub source: String,
    /// Page; empty where it has none.
    pub page: String,
    /// Line of a text; else empty.
    pub line: String,
}

/// The columns of [`goal_rows`], and what each holds.
pub const GOAL_COLUMNS: &[(&str, &str)] = &[
    ("year", "integer"),
    ("doc_type", "text"),
    ("district", "text"),
    ("organisation", "text"),
    ("level", "text"),
    ("kf_goal_id", "text"),
    ("number", "text"),
    ("title", "text"),
    ("fulfilment", "text"),
    ("fulfilment_raw", "text"),
    ("copies", "integer"),
    ("remark", "text"),
    ("document_id", "text"),
    ("source", "text"),
    ("page", "integer"),
    ("line", "integer"),
    ("district_id", "text"),
    ("organisation_id", "text"),
];

/// The columns of counts, after those that name the group.
pub const COUNTS: &[&str] = &[
    "goals",
    "helt",
    "delvis",
    "ej",
    "ingen",
    "no-marker",
    "differing",
    "copies",
];

const NEEDED: &[&str] = &[
    "document_id",
    "doc_type",
    "year",
    "organisation",
    "district",
    "level",
    "number",
    "title",
    "fulfilment",
    "fulfilment_raw",
    "kf_goal_id",
    "district_id",
    "organisation_id",
];

/// Which goal it is, and whose.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    year: i32,
    kind: DocType,
    owner: String,
    level: GoalLevel,
    goal: String,
}

/// The goals of a folder, each once, in the order of years, owners and levels.
pub fn goals(folder: &Folder, wanted: &Wanted) -> Result<Vec<Judgement>, Error> {
    let mut documents: HashMap<String, (String, bool)> = HashMap::new();
    folder.rows(
        "documents",
        &["document_id", "source", "organisation_level"],
        |row| {
            let is_unit =
                OrganisationLevel::of(row.get("organisation_level")) == Some(OrganisationLevel::Unit);
            documents
                .entry(row.get("document_id").to_owned())
                .or_insert_with(|| (row.get("source").to_owned(), is_unit));
        },
    )?;
    let mut groups: BTreeMap<Key, (Judgement, Vec<Printed>)> = BTreeMap::new();
    let mut names = Names::default();
    folder.counted_rows("goals", NEEDED, |row| {
        names.add(row);
        let Some((source, is_unit)) = documents.get(row.get("document_id")) else {
            return;
        };
        let Some((key, judgement)) = read(row, *is_unit, wanted) else {
            return;
        };
        let printed = printed(row, source, *is_unit);
        let group = groups
            .entry(key)
            .or_insert_with(|| (judgement.clone(), Vec::new()));
        // The committee's report names the goal.
        if !is_unit && group.1.iter().all(|other| other.is_unit) {
            group.0 = judgement;
        }
        group.1.push(printed);
    })?;
    Ok(groups
        .into_values()
        .map(|(mut judgement, all)| {
            names.apply(&mut judgement);
            decided(judgement, all)
        })
        .collect())
}

/// How often each body and each district is called what: one body has one name, whichever its reports print.
#[derive(Debug, Default)]
struct Names {
    bodies: BTreeMap<String, BTreeMap<String, usize>>,
    districts: BTreeMap<String, BTreeMap<String, usize>>,
}

impl Names {
    fn add(&mut self, row: &Record<'_>) {
        for (all, id, name) in [
            (&mut self.bodies, "organisation_id", "organisation"),
            (&mut self.districts, "district_id", "district"),
        ] {
            if !row.get(id).is_empty() && !row.get(name).is_empty() {
                let names = all.entry(row.get(id).to_owned()).or_default();
                *names.entry(row.get(name).to_owned()).or_default() += 1;
            }
        }
    }

    /// The name that most rows have; of equally many the first in the alphabet.
    fn most(all: &BTreeMap<String, BTreeMap<String, usize>>, id: &str) -> Option<String> {
        let names = all.get(id)?.iter();
        let most = names.max_by(|one, other| one.1.cmp(other.1).then_with(|| other.0.cmp(one.0)))?;
        Some(most.0.clone())
    }

    fn apply(&self, judgement: &mut Judgement) {
        if let Some(name) = Self::most(&self.bodies, &judgement.organisation_id) {
            judgement.organisation = name;
        }
        if let Some(name) = Self::most(&self.districts, &judgement.district_id) {
            judgement.district = name;
        }
    }
}

fn read(row: &Record<'_>, is_unit: bool, wanted: &Wanted) -> Option<(Key, Judgement)> {
    let kind = DocType::of(row.get("doc_type"))?;
    let year = row.get("year").parse().ok()?;
    let level = GoalLevel::of(row.get("level"))?;
    let title = row.get("title");
    let is_wanted = wanted.has_year(year)
        && wanted.has_report(kind)
        && wanted.has_district(row.get("district_id"))
        && wanted.has_words(&format!("{} {title}", row.get("number")));
    if !is_wanted {
        return None;
    }
    let district = row.get("district_id");
    // A unit's own goals are its own. What stands above them is its committee's, printed again.
    let is_own = matches!(level, GoalLevel::Unit | GoalLevel::Commitment);
    let owner = match is_unit && !is_own && !district.is_empty() {
        true => committee_of(district),
        false => row.get("organisation_id").to_owned(),
    };
    let goal = match row.get("kf_goal_id") {
        "" => squash(title),
        id => id.to_owned(),
    };
    let judgement = Judgement {
        year,
        doc_type: kind,
        organisation: row.get("organisation").to_owned(),
        organisation_id: row.get("organisation_id").to_owned(),
        district: row.get("district").to_owned(),
        district_id: district.to_owned(),
        level,
        kf_goal_id: row.get("kf_goal_id").to_owned(),
        number: row.get("number").to_owned(),
        title: title.to_owned(),
        verdict: Verdict::Unmarked,
        deciding: Vec::new(),
        copies: Vec::new(),
    };
    let key = Key {
        year,
        kind,
        owner,
        level,
        goal,
    };
    Some((key, judgement))
}

fn printed(row: &Record<'_>, source: &str, is_unit: bool) -> Printed {
    Printed {
        organisation: row.get("organisation").to_owned(),
        is_unit,
        verdict: Fulfilment::of(row.get("fulfilment")).map_or(Verdict::Unmarked, Verdict::Marked),
        raw: row.get("fulfilment_raw").to_owned(),
        document_id: row.get("document_id").to_owned(),
        source: source.to_owned(),
        page: row.get("page").to_owned(),
        line: row.get("line").to_owned(),
    }
}

/// The committee's report decides; without one the units' do, where they agree. A heading without a marker says
/// nothing where another one has a marker.
fn decided(mut judgement: Judgement, all: Vec<Printed>) -> Judgement {
    let has_committee = all.iter().any(|one| !one.is_unit);
    let (deciding, copies) = all
        .into_iter()
        .partition(|one: &Printed| one.is_unit != has_committee);
    judgement.deciding = deciding;
    judgement.copies = copies;
    let said: BTreeSet<Verdict> = judgement.deciding.iter().map(|one| one.verdict).collect();
    let mut marked = said.into_iter().filter(|verdict| *verdict != Verdict::Unmarked);
    judgement.verdict = match (marked.next(), marked.next()) {
        (None, _) => Verdict::Unmarked,
        (Some(one), None) => one,
        _ => Verdict::Differing,
    };
    // The heading that shows the marker stands first.
    let verdict = judgement.verdict;
    judgement.deciding.sort_by_key(|one| one.verdict != verdict);
    judgement
}

/// Goals from above that only units of no known district print, under one title with others of their year: they may
/// be one goal, which nothing tells.
pub fn perhaps_copies(goals: &[Judgement]) -> usize {
    let mut titles: BTreeMap<(i32, DocType, GoalLevel, String), usize> = BTreeMap::new();
    for goal in goals.iter().filter(|goal| goal.is_of_unknown_committee()) {
        *titles
            .entry((goal.year, goal.doc_type, goal.level, squash(&goal.title)))
            .or_default() += 1;
    }
    titles.into_values().filter(|count| *count > 1).sum()
}

/// A row for each goal, in the order of [`GOAL_COLUMNS`].
pub fn goal_rows(goals: &[Judgement]) -> Vec<Vec<String>> {
    goals.iter().map(row).collect()
}

fn row(goal: &Judgement) -> Vec<String> {
    let first = goal.deciding.first();
    let of = |field: fn(&Printed) -> &String| first.map_or(String::new(), |one| field(one).clone());
    vec![
        goal.year.to_string(),
        goal.doc_type.word().to_owned(),
        goal.district.clone(),
        goal.organisation.clone(),
        goal.level.word().to_owned(),
        goal.kf_goal_id.clone(),
        goal.number.clone(),
        goal.title.clone(),
        goal.verdict.word().to_owned(),
        of(|one| &one.raw),
        goal.copies.len().to_string(),
        goal.remark().unwrap_or_default(),
        of(|one| &one.document_id),
        of(|one| &one.source),
        of(|one| &one.page),
        of(|one| &one.line),
        goal.district_id.clone(),
        goal.organisation_id.clone(),
    ]
}

/// How many goals of each group say what, in the order of [`COUNTS`].
pub fn count<K: Ord>(goals: &[Judgement], group: impl Fn(&Judgement) -> K) -> BTreeMap<K, [usize; 8]> {
    let mut counts: BTreeMap<K, [usize; 8]> = BTreeMap::new();
    for goal in goals {
        let row = counts.entry(group(goal)).or_default();
        row[0] += 1;
        if let Some(at) = Verdict::ALL.iter().position(|verdict| *verdict == goal.verdict) {
            row[at + 1] += 1;
        }
        row[7] += goal.copies.len();
    }
    counts
}
