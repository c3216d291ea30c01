//! Headers and footers in a text that has lost its pages: a converter has left them between the paragraphs, and they
//! count on from one to the next.
//!
//! Takes: the lines of a text without pages.
//! Gives: what speaks for furniture in lines whose number grows by one from each to the next, and in those that repeat
//! beside them.
//! Never: proposes a row of a table, or a line that repeats by itself.

use super::{FEWEST_PAGES, Proposal, content_of, key};
use crate::block::segment::weights::Strip;
use crate::block::text::Sheet;
use crate::grammar::Grammar;
use std::collections::{BTreeMap, BTreeSet};

/// So many lines away, a line stands beside another.
const NEAR: usize = 4;
/// A line that repeats has hardly more letters.
const LONGEST: usize = 160;

/// Proposes the lines that count pages, and those that repeat beside them.
pub(super) fn propose(grammar: &Grammar, sheet: &[Sheet<'_>], proposals: &mut [Option<Proposal>]) {
    let lines: Vec<(&Sheet<'_>, String)> = sheet
        .iter()
        .filter(|line| !line.is_blank() && line.line.row.is_none())
        .map(|line| (line, line.text()))
        .collect();
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, (_, text)) in lines.iter().enumerate() {
        if text.chars().count() <= LONGEST {
            alike.entry(key(text)).or_default().push(at);
        }
    }
    alike.retain(|_, places| places.len() >= FEWEST_PAGES);
    let texts = |places: &[usize]| places.iter().map(|at| lines[*at].1.as_str()).collect::<Vec<_>>();
    let counting: BTreeSet<usize> = alike
        .values()
        .filter(|places| count_pages(grammar, &texts(places)))
        .flatten()
        .copied()
        .collect();
    let is_beside = |at: &usize| {
        counting
            .range(at.saturating_sub(NEAR)..=at + NEAR)
            .next()
            .is_some()
    };
    for places in alike.values() {
        let is_counted = places.iter().all(|at| counting.contains(at));
        // The first of them may be the title of the report, and another have lost its neighbour.
        let beside = places.iter().filter(|at| is_beside(at)).count();
        if !is_counted && beside * 4 < places.len() * 3 {
            continue;
        }
        let (strip, kind) = match is_counted {
            true => (Strip::CountsPages, "page-number"),
            false => (Strip::LikeFurniture, "page-header"),
        };
        for at in places.iter().filter(|at| is_beside(at)) {
            let (line, text) = &lines[*at];
            let found = [Strip::Prior, strip, Strip::Usual]
                .into_iter()
                .chain(content_of(grammar, text));
            proposals[line.id] = Some(Proposal {
                odds: found.map(Strip::weight).sum(),
                kind,
            });
        }
    }
}

/// Whether lines of the same letters count pages: they count on, and more says so, since headings count too.
fn count_pages(grammar: &Grammar, texts: &[&str]) -> bool {
    const MANY: usize = 5;
    const ENOUGH: usize = 2;
    let names_page = |text: &str| {
        let entries = text.split(' ').filter_map(|word| grammar.title.whole(word));
        entries
            .into_iter()
            .any(|entry| entry.fact("role") == Some("page"))
    };
    let total = |text: &str| {
        let of = text.rsplit_once(['(', '/'])?.1.trim_end_matches(')');
        of.parse::<u32>().ok()
    };
    let totals: BTreeSet<Option<u32>> = texts.iter().map(|text| total(text)).collect();
    let signs = [
        texts.iter().all(|text| names_page(text)),
        totals.len() == 1 && !totals.contains(&None),
        !texts.iter().any(|text| text.contains(char::is_alphabetic)),
        texts.len() >= MANY,
    ];
    count_on(texts) && signs.iter().filter(|holds| **holds).count() >= ENOUGH
}

/// Whether one of the numbers in lines of the same letters grows by one from each line to the next: at most one page in
/// four may be missing.
fn count_on(texts: &[&str]) -> bool {
    let numbers: Vec<Vec<u32>> = texts.iter().map(|text| numbers(text)).collect();
    let count = numbers.iter().map(Vec::len).min().unwrap_or(0);
    (0..count).any(|from_end| {
        let places = numbers
            .iter()
            .map(|numbers| numbers[numbers.len() - 1 - from_end]);
        let places: Vec<u32> = places.collect();
        let steps = places
            .windows(2)
            .filter(|pair| pair[1].checked_sub(1) == Some(pair[0]))
            .count();
        let is_rising = places.is_sorted_by(|one, next| one < next);
        is_rising && steps * 4 >= (places.len() - 1) * 3
    })
}

/// The numbers of a line.
fn numbers(text: &str) -> Vec<u32> {
    let parts = text.split(|letter: char| !letter.is_ascii_digit());
    parts.filter_map(|part| part.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_count_pages_are_told_from_others() {
        let grammar = Grammar::built_in().unwrap();
        for (texts, counts) in [
            (
                vec![
                    "Dnr 2017/5-1. Sida 3 (11)",
                    "Dnr 2017/5-1. Sida 4 (11)",
                    "Dnr 2017/5-1. Sida 5 (11)",
                ],
                true,
            ),
            (vec!["3", "4", "5", "6", "8"], true),
            (
                vec![
                    "Under 2017 kom 30 barn",
                    "Under 2017 kom 41 barn",
                    "Under 2017 kom 52 barn",
                ],
                false,
            ),
            (vec!["Mål nåddes", "Mål nåddes", "Mål nåddes"], false),
            (vec!["Sida 3 (5)", "Sida 3 (5)", "Sida 4 (5)"], false),
            // Headings count too.
            (
                vec!["Åtgärd 1", "Åtgärd 2", "Åtgärd 3", "Åtgärd 4", "Åtgärd 5"],
                false,
            ),
        ] {
            assert_eq!(count_pages(&grammar, &texts), counts, "{texts:?}");
        }
    }
}
