//! Files that hold the same report: in another format, or in another version.
//!
//! Takes: what reports are known by. Gives: for each document that is not alone what it is to the others.
//! Never: compares reports of different bodies, kinds or years, takes a file with several reports out of the count.

use super::fingerprint::{Fingerprint, Likeness, Reader, Whose, sources};
use crate::grammar::Grammar;
use crate::trace::Code;
use crate::write::Answer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many shared facts tell something by themselves.
const ENOUGH: usize = 8;
/// So many do where two small files hold nothing else and have one title.
const FEW: usize = 3;
/// So many doubtful likenesses of a document are told.
const TOLD: usize = 3;

/// The format of a text, as documents.csv says it.
const TEXT: &str = "text";

/// What a document is to others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tie {
    /// The document that counts in its place.
    pub(super) duplicate_of: String,
    /// Those with earlier versions.
    pub(super) supersedes: BTreeSet<String>,
    /// The one with the next version.
    pub(super) superseded_by: String,
    /// What a person may want to look at.
    pub(super) told: Vec<(Code, String)>,
}

impl Tie {
    /// Whether its figures count.
    pub(super) fn is_counted(&self) -> bool {
        self.duplicate_of.is_empty() && self.superseded_by.is_empty()
    }
}

/// The ties of all documents that have any, by their ids.
pub(super) type Ties = BTreeMap<String, Tie>;

/// The reports of a run, a few facts of each.
#[derive(Debug)]
pub(super) struct Identity {
    grammar: Arc<Grammar>,
    reader: Reader,
    reports: Vec<Fingerprint>,
}

/// How surely two files hold one report.
#[derive(Debug, PartialEq, Eq)]
enum Same {
    Yes,
    Perhaps,
    No,
}

impl Identity {
    pub(super) fn new(grammar: &Arc<Grammar>) -> Self {
        Self {
            grammar: Arc::clone(grammar),
            reader: Reader::new(),
            reports: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, answer: &Answer) {
        self.reports.extend(self.reader.read(answer));
    }

    pub(super) fn finish(self) -> Ties {
        let mut of_one: BTreeMap<&Whose, Vec<usize>> = BTreeMap::new();
        for (at, report) in self.reports.iter().enumerate() {
            of_one.entry(&report.whose).or_default().push(at);
        }
        let mut ties = Ties::new();
        for members in of_one.values().filter(|members| members.len() > 1) {
            for group in self.groups(members, &mut ties) {
                self.order(&group, &mut ties);
            }
        }
        ties
    }

    /// The reports of one body, kind and year that are the same one. What may be and is not taken for it is told.
    fn groups(&self, members: &[usize], ties: &mut Ties) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut perhaps: Vec<(usize, usize)> = Vec::new();
        for at in members {
            let mut own = vec![*at];
            for group in &mut groups {
                let like = |other: &usize| same(&self.reports[*other], &self.reports[*at]);
                let mut found = Same::No;
                for other in group.iter() {
                    found = like(other);
                    if found == Same::Perhaps {
                        perhaps.push((*other, *at));
                    }
                    if found != Same::No {
                        break;
                    }
                }
                if found == Same::Yes {
                    own.append(group);
                }
            }
            own.sort_unstable();
            groups.retain(|group| !group.is_empty());
            groups.push(own);
        }
        for (one, other) in perhaps {
            if !groups
                .iter()
                .any(|group| group.contains(&one) && group.contains(&other))
            {
                self.tell_perhaps(one, other, ties);
            }
        }
        groups.retain(|group| group.len() > 1);
        groups
    }

    fn tell_perhaps(&self, one: usize, other: usize, ties: &mut Ties) {
        let alike = self.reports[one].figures.like(&self.reports[other].figures);
        for (own, its) in [(one, other), (other, one)] {
            let tie = ties.entry(self.reports[own].document.clone()).or_default();
            let told = tie
                .told
                .iter()
                .filter(|(code, _)| *code == Code::PerhapsSameReport);
            if told.count() < TOLD {
                let message = crate::say!(
                    "perhaps-same-report",
                    source = self.reports[its].source,
                    equal = alike.equal,
                    shared = alike.shared
                );
                tie.told.push((Code::PerhapsSameReport, message));
            }
        }
    }

    /// Puts the files of one report in order: those of one version together, the last version first.
    fn order(&self, group: &[usize], ties: &mut Ties) {
        let mut sorted = group.to_vec();
        sorted.sort_by_cached_key(|at| (Reverse(self.age(*at)), *at));
        let mut versions: Vec<Vec<usize>> = Vec::new();
        for at in sorted {
            let is_of =
                |version: &&mut Vec<usize>| version.iter().all(|other| self.newer(*other, at).is_none());
            match versions.iter_mut().find(is_of) {
                Some(version) => version.push(at),
                None => versions.push(vec![at]),
            }
        }
        let mut last: Option<usize> = None;
        for version in versions {
            let most = |at: &&usize| (!self.reports[**at].is_alone, self.facts(**at), Reverse(**at));
            let Some(counted) = version.iter().max_by_key(most).copied() else {
                continue;
            };
            let others = version.iter().copied().filter(|at| *at != counted);
            self.tie_copies(counted, &others.collect::<Vec<_>>(), ties);
            if let Some(newer) = last {
                self.tie_versions(newer, counted, ties);
            }
            last = Some(counted);
        }
    }

    fn tie_copies(&self, counted: usize, others: &[usize], ties: &mut Ties) {
        let mut copies = BTreeSet::new();
        for at in others {
            if self.reports[*at].document == self.reports[counted].document {
                continue;
            }
            // Its other reports would be lost.
            if !self.reports[*at].is_alone {
                self.tell_perhaps(*at, counted, ties);
                continue;
            }
            copies.insert(*at);
            let tie = ties.entry(self.reports[*at].document.clone()).or_default();
            tie.duplicate_of.clone_from(&self.reports[counted].document);
            let message = crate::say!("same-report-counted-there", source = self.reports[counted].source);
            tie.told.push((Code::SameReport, message));
        }
        if !copies.is_empty() {
            let tie = ties.entry(self.reports[counted].document.clone()).or_default();
            let message = crate::say!(
                "same-report-counted-here",
                sources = sources(&self.reports, &copies)
            );
            tie.told.push((Code::SameReport, message));
        }
    }

    fn tie_versions(&self, newer: usize, older: usize, ties: &mut Ties) {
        let [new, old] = [newer, older].map(|at| &self.reports[at]);
        if new.document == old.document {
            return;
        }
        if !old.is_alone {
            self.tell_perhaps(newer, older, ties);
            return;
        }
        let why = self.newer(newer, older).unwrap_or("newer-another");
        let why = crate::say!(why);
        let tie = ties.entry(old.document.clone()).or_default();
        tie.superseded_by.clone_from(&new.document);
        let message = crate::say!("superseded", source = new.source, why = why);
        tie.told.push((Code::ReportSuperseded, message));
        let tie = ties.entry(new.document.clone()).or_default();
        tie.supersedes.insert(old.document.clone());
        let message = crate::say!("supersedes", why = why, source = old.source);
        tie.told.push((Code::ReportSuperseded, message));
    }

    fn facts(&self, at: usize) -> usize {
        self.reports[at].figures.all + self.reports[at].sentences.all
    }

    /// What says how new a version is, the strongest sign first.
    fn age(&self, at: usize) -> (i8, String, usize) {
        (self.grade(at), self.day(at), self.facts(at))
    }

    /// A draft is older, a revised report newer than one of which nothing is said.
    fn grade(&self, at: usize) -> i8 {
        match self.word(at) {
            Some("revised") => 1,
            Some("draft") => -1,
            _ => 0,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        let version = &self.reports[at].version;
        Some(self.grammar.title.within(version)?.id.as_str())
    }

    /// The day of the version: when it was revised, else the document's own.
    fn day(&self, at: usize) -> String {
        let report = &self.reports[at];
        let revised = report
            .version
            .split([' ', '(', ')', ','])
            .filter(|word| is_day(word))
            .max();
        revised.map_or_else(|| report.date.clone(), str::to_owned)
    }

    /// What says that one of two files holds another version than the other; none where they are copies.
    fn newer(&self, one: usize, other: usize) -> Option<&'static str> {
        let days = [one, other].map(|at| self.day(at));
        if self.grade(one) != self.grade(other) {
            return Some("newer-by-title");
        }
        if days.iter().all(|day| !day.is_empty()) && days[0] != days[1] {
            return Some("newer-by-date");
        }
        let [one, other] = [one, other].map(|at| &self.reports[at]);
        let figures = one.figures.like(&other.figures);
        let has_others = figures.equal < figures.shared;
        let is_changed = match one.format == other.format {
            // What two programs make of a report differs without a new version.
            false => false,
            true if one.format == TEXT => {
                has_others && figures.shared == figures.smaller && one.figures.all == other.figures.all
            }
            true => has_others || one.figures.all != other.figures.all,
        };
        is_changed.then_some("newer-by-figures")
    }
}

/// `2020-03-14`
fn is_day(word: &str) -> bool {
    let is_digit = |at: usize, letter: char| match at {
        4 | 7 => letter == '-',
        _ => letter.is_ascii_digit(),
    };
    word.len() == 10 && word.char_indices().all(|(at, letter)| is_digit(at, letter))
}

/// Whether two files of one body, kind and year hold one report.
fn same(one: &Fingerprint, other: &Fingerprint) -> Same {
    let is_elsewhere = |id: &str, its: &str| !id.is_empty() && !its.is_empty() && id != its;
    if one.document == other.document || is_elsewhere(&one.district_id, &other.district_id) {
        return Same::No;
    }
    let figures = one.figures.like(&other.figures);
    let text = one.sentences.like(&other.sentences);
    let is_text_same = text.shared >= ENOUGH && text.has(100, 70);
    let is_contradicted = figures.shared >= FEW && !figures.has(70, 0);
    if is_contradicted {
        // Units fill in one form: the words are the same and the figures are their own.
        return if is_text_same { Same::Perhaps } else { Same::No };
    }
    let are_figures_same = figures.shared >= ENOUGH && figures.has(90, 50);
    if are_figures_same || is_text_same || are_all_same(one, other, figures, text) {
        Same::Yes
    } else if figures.shared >= ENOUGH && figures.has(75, 25) {
        Same::Perhaps
    } else {
        Same::No
    }
}

/// Whether two small files hold the same few facts under one title, and no others.
fn are_all_same(one: &Fingerprint, other: &Fingerprint, figures: Likeness, text: Likeness) -> bool {
    let is_whole = figures.is_whole && text.is_whole;
    is_whole
        && one.title == other.title
        && !one.title.is_empty()
        && figures.shared + text.shared >= FEW
        && figures.has(100, 100)
        && text.has(100, 100)
}
