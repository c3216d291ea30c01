//! Two near names: what tells them apart, and the row that would make them one series.

use super::candidates::Printed;
use super::near::Name;
use super::proven::Proof;
use crate::grammar::Grammar;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Two near names of two series.
#[derive(Debug, Clone)]
pub(super) struct Pair<'a> {
    grammar: &'a Grammar,
    /// The name that stays: the register's, else the one that more reports print.
    kept: &'a Printed,
    /// The name that would be its alias.
    other: &'a Printed,
    /// Words that only the kept name has, and only the other.
    words: [Vec<&'a str>; 2],
    /// In thousandths.
    similarity: u32,
    /// In which respects the names mean different things.
    differs_in: Vec<String>,
    /// What their figures say.
    pub(super) proof: Option<Proof>,
}

impl<'a> Pair<'a> {
    /// The pair, unless it is one series, or the register tells the two apart. `stand_together` says that some
    /// report prints both series.
    pub(super) fn of(
        grammar: &'a Grammar,
        [one, other]: [(&'a Printed, &'a Name); 2],
        similarity: f64,
        stand_together: bool,
    ) -> Option<Self> {
        let register = &grammar.registers.series;
        let weight = |(printed, _): &(&Printed, &Name)| {
            let is_known = register.get(&printed.series_id).is_some();
            (
                is_known,
                printed.reports.len(),
                Reverse(printed.years.first().copied()),
            )
        };
        let (kept, other) = if weight(&other) > weight(&one) {
            (other, one)
        } else {
            (one, other)
        };
        let is_apart = register.get(&other.0.series_id).is_some()
            || register.is_told_apart(&kept.0.series_id, &other.0.name, &grammar.registers.names);
        if kept.0.series_id == other.0.series_id || is_apart {
            return None;
        }
        let mut pair = Self {
            grammar,
            kept: kept.0,
            other: other.0,
            words: [kept.1.beyond(other.1), other.1.beyond(kept.1)],
            similarity: thousandths(similarity),
            differs_in: Vec::new(),
            proof: None,
        };
        pair.differs_in = pair.differences(stand_together);
        Some(pair)
    }

    /// The ids of both series.
    pub(super) fn ids(&self) -> (&'a str, &'a str) {
        (&self.kept.series_id, &self.other.series_id)
    }

    /// Whether its names are nearer than those of another pair of the same series.
    pub(super) fn is_nearer(&self, other: &Self) -> bool {
        self.similarity > other.similarity
    }

    /// Those that may be one series first, the ones that figures prove before the others, then by nearness.
    pub(super) fn rank(&self) -> (bool, bool, Reverse<u32>, (&'a str, &'a str)) {
        let differ = !self.differs_in.is_empty();
        (differ, self.proof.is_none(), Reverse(self.similarity), self.ids())
    }

    /// In which respects the names mean different things.
    fn differences(&self, stand_together: bool) -> Vec<String> {
        let names = &self.grammar.registers.names;
        let registered = self.grammar.registers.series.get(&self.kept.series_id);
        let kind = registered.map(|series| series.kind.as_str());
        let kinds = [
            kind.or_else(|| names.kind(&self.kept.name)),
            names.kind(&self.other.name),
        ];
        let mut found = BTreeSet::new();
        if matches!(kinds, [Some(one), Some(other)] if one != other) {
            found.insert("kind");
        }
        if numbers(&self.kept.name) != numbers(&self.other.name) {
            found.insert("number");
        }
        let words = self.words.iter().flatten();
        found.extend(words.filter_map(|word| Some(names.substance.whole(word)?.id.as_str())));
        if stand_together {
            found.insert("same-report");
        }
        found.into_iter().map(str::to_owned).collect()
    }

    /// The row of the output.
    pub(super) fn row(&self) -> Vec<String> {
        let [kept, other] = [self.kept, self.other].map(|printed| {
            [
                printed.series_id.clone(),
                printed.name.clone(),
                spans(&printed.years),
                printed.reports.len().to_string(),
                printed.documents.join(" | "),
            ]
        });
        let [only_kept, only_other] = self.words.each_ref().map(|words| words.join(" "));
        let may_be_one = self.differs_in.is_empty();
        let paste =
            |row: Option<Vec<String>>| row.filter(|_| may_be_one).map_or(String::new(), |row| line(&row));
        let mut row = Vec::from(kept);
        row.extend(other);
        row.extend([
            format!("{}.{:03}", self.similarity / 1000, self.similarity % 1000),
            only_kept,
            only_other,
            self.differs_in.join(" | "),
            paste(Some(self.alias())),
            paste(self.series()),
        ]);
        row.extend(self.proof.map_or_else(Default::default, |proof| {
            [proof.compared, proof.equal].map(|count| count.to_string())
        }));
        row
    }

    /// The row of `series_aliases.csv` that would make the other name an alias.
    fn alias(&self) -> Vec<String> {
        let [kept, other] = [self.kept, self.other].map(|printed| {
            let years = &printed.years;
            (years.first().copied(), years.last().copied())
        });
        // The older name counts before its last year too, the newer one after its first.
        let is_same_name = self.words.iter().all(Vec::is_empty);
        let from = other
            .0
            .filter(|from| is_same_name || kept.0.is_some_and(|first| first < *from));
        let to = other
            .1
            .filter(|to| is_same_name || kept.1.is_some_and(|last| last > *to));
        let year = |year: Option<i32>| year.map_or(String::new(), |year| year.to_string());
        let [without, with] = self.words.each_ref().map(|words| words.join(" "));
        let parts = [("with", with), ("without", without)].into_iter();
        let parts = parts.filter(|(_, words)| !words.is_empty());
        let note = parts.fold("wording".to_owned(), |note, (how, words)| {
            format!("{note} {how} {words}")
        });
        vec![
            self.kept.series_id.clone(),
            self.other.name.clone(),
            year(from),
            year(to),
            note,
            self.source(self.other),
        ]
    }

    /// The row of `series.csv` that the alias needs, where the register does not have the series.
    fn series(&self) -> Option<Vec<String>> {
        let kept = self.kept;
        if self.grammar.registers.series.get(&kept.series_id).is_some() {
            return None;
        }
        let told = self.grammar.registers.names.kind(&kept.name);
        let within = || {
            self.grammar
                .quantities
                .within(&kept.name)
                .map(|entry| entry.id.as_str())
        };
        // What no word tells does not add up and has no parts.
        let kind = told.or_else(within).unwrap_or("ratio");
        Some(
            [&kept.series_id, &kept.name, kind, "", "", "", &self.source(kept)]
                .map(str::to_owned)
                .to_vec(),
        )
    }

    fn source(&self, printed: &Printed) -> String {
        let first = printed.documents.first();
        first.map_or(String::new(), |id| crate::say!("pair-document", id = id))
    }
}

/// The numbers in a name, and how often each stands there.
fn numbers(name: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    let digits = name.split(|letter: char| !letter.is_ascii_digit());
    for number in digits.filter(|number| !number.is_empty()) {
        *found.entry(number).or_default() += 1;
    }
    found
}

/// A share in thousandths.
fn thousandths(share: f64) -> u32 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of 0 to 1"
    )]
    let whole = (share * 1000.0).round() as u32;
    whole
}

/// Years with `-` between the first and the last that follow each other.
fn spans(years: &BTreeSet<i32>) -> String {
    let mut spans: Vec<(i32, i32)> = Vec::new();
    for year in years.iter().copied() {
        match spans.last_mut() {
            Some((_, last)) if *last + 1 == year => *last = year,
            _ => spans.push((year, year)),
        }
    }
    let shown = spans.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    shown.collect::<Vec<_>>().join(" | ")
}

/// A row as it stands in a CSV file, without its end.
fn line(row: &[String]) -> String {
    let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
    let written = writer.write_record(row).is_ok();
    let bytes = writer.into_inner().unwrap_or_default();
    let text = String::from_utf8(bytes).unwrap_or_default();
    if written {
        text.trim_end().to_owned()
    } else {
        String::new()
    }
}
