//! What a document says of its own whole: the headings that its contents list, the pages that it counts, how its last
//! line ends.
//!
//! Takes: the lines, which of them are contents and furniture, the titles of the contents.
//! Gives: what is said of parts that are not there.
//! Never: looks for what is lost.

use super::claims::Claims;
use super::text::Sheet;
use crate::grammar::Grammar;
use crate::page::{Ending, Form, Pages};
use crate::trace::{Code, Diagnostic, Place};
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, space0};
use nom::combinator::map_opt;
use nom::sequence::delimited;
use nom::{IResult, Parser};
use std::collections::HashMap;

/// What is missing of a document, as far as it tells itself.
pub(super) fn told(
    grammar: &Grammar,
    pages: &Pages,
    sheet: &[Sheet<'_>],
    claims: &Claims,
    titles: &[String],
) -> Vec<Diagnostic> {
    let filled: Vec<&Sheet<'_>> = sheet.iter().filter(|line| !line.is_blank()).collect();
    let Some(last) = filled.last() else {
        return Vec::new();
    };
    let end = last.place;
    let mut told: Vec<Diagnostic> = Vec::new();
    told.extend(headings(grammar, pages.form, &filled, claims, titles, end));
    told.extend(numbers(grammar, pages, &filled, claims, end));
    if told.is_empty() {
        told.extend(last_line(grammar, pages, &filled, claims, titles));
    }
    told
}

/// Fewer letters than these stand in a text by chance.
const FEWEST_LETTERS: usize = 5;
/// The letters of a title by which it is looked for.
const KEY: usize = 4;

/// Headings that the contents list and the text does not have.
fn headings(
    grammar: &Grammar,
    form: Form,
    filled: &[&Sheet<'_>],
    claims: &Claims,
    titles: &[String],
    end: Place,
) -> Option<Diagnostic> {
    // So many headings must be there before others are missed.
    const FEWEST: usize = 4;
    // A few headings in a row that are not found may be set in another way, or taken out since.
    const FEWEST_BETWEEN: usize = 4;
    let listed: Vec<(&str, String)> = titles
        .iter()
        .map(|title| (title.as_str(), letters(title)))
        .filter(|(title, letters)| letters.len() >= FEWEST_LETTERS && !is_attachment(grammar, title))
        .collect();
    let after = filled
        .iter()
        .rposition(|line| claims.kind(line.id) == Some("contents"))?;
    let body: Vec<String> = filled[after + 1..]
        .iter()
        .map(|line| letters(&line.text()))
        .collect();
    let there = in_order(&places(&listed, &body));
    let (first, last) = (*there.first()?, *there.last()?);
    // A contents list that is not of this text, or whose headings are not told from it, says nothing.
    let is_known = there.len() >= FEWEST && there.len() * 5 >= (last + 1 - first) * 4;
    if !is_known {
        return None;
    }
    let behind = listed.len() - 1 - last;
    let hole = there.windows(2).find(|two| two[1] - two[0] > FEWEST_BETWEEN);
    let (at, message) = match (behind, hole) {
        (0, None) => return None,
        (0, Some(hole)) => (
            hole[0],
            crate::say!("headings-missing-between", count = hole[1] - hole[0] - 1),
        ),
        _ => (last, crate::say!("headings-missing-behind", count = behind)),
    };
    // The contents of a file that is whole by its own marks may be older than its text.
    let code = match form {
        Form::Geometry | Form::Structured if behind < 2 => Code::ReportCut,
        _ => Code::TextCut,
    };
    Some(Diagnostic::new(code, end, message, listed[at + 1].0))
}

/// `Bilaga 1` lies beside a report more often than in it.
fn is_attachment(grammar: &Grammar, title: &str) -> bool {
    grammar
        .headings
        .start(title)
        .is_some_and(|(entry, _)| entry.fact("role") == Some("attachment"))
}

/// Letters and digits, small.
fn letters(text: &str) -> String {
    let letters = text.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The lines at which each title begins, the last first.
fn places(listed: &[(&str, String)], body: &[String]) -> Vec<Vec<usize>> {
    /// Lines that a title may stand on.
    const MOST_LINES: usize = 6;
    let key = |letters: &str| letters.chars().take(KEY).collect::<String>();
    let mut by_key: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, (_, letters)) in listed.iter().enumerate() {
        by_key.entry(key(letters)).or_default().push(at);
    }
    let mut places = vec![Vec::new(); listed.len()];
    for at in (0..body.len()).rev() {
        let lines = &body[at..body.len().min(at + MOST_LINES)];
        let start: String = lines.iter().flat_map(|line| line.chars()).take(KEY).collect();
        let Some(titles) = by_key.get(&start).filter(|_| !body[at].is_empty()) else {
            continue;
        };
        for title in titles {
            let wanted = listed[*title].1.as_str();
            if begins(lines, wanted) {
                places[*title].push(at);
            }
        }
    }
    places
}

/// Whether lines, one after the other, begin with these letters.
fn begins(lines: &[String], mut wanted: &str) -> bool {
    for line in lines {
        if line.starts_with(wanted) {
            return true;
        }
        match wanted.strip_prefix(line.as_str()) {
            Some(rest) => wanted = rest,
            None => return false,
        }
    }
    false
}

/// The most titles that stand in the order of the contents.
fn in_order(places: &[Vec<usize>]) -> Vec<usize> {
    // For each length of a row the lowest place at which one ends, and its last link.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut links: Vec<(usize, Option<usize>)> = Vec::new();
    for (title, places) in places.iter().enumerate() {
        // From the last place to the first: no title follows itself.
        for place in places {
            let length = ends.partition_point(|(end, _)| end < place);
            let before = length.checked_sub(1).map(|at| ends[at].1);
            links.push((title, before));
            let end = (*place, links.len() - 1);
            match ends.get_mut(length) {
                Some(held) => *held = end,
                None => ends.push(end),
            }
        }
    }
    let mut row = Vec::new();
    let mut next = ends.last().map(|(_, link)| *link);
    while let Some(link) = next {
        row.push(links[link].0);
        next = links[link].1;
    }
    row.reverse();
    row
}

/// A page as it is printed: `Sida 3 (12)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Printed {
    number: u32,
    of: u32,
    /// The page of the input, from 0.
    page: usize,
}

/// Pages that the document counts and does not have.
fn numbers(
    grammar: &Grammar,
    pages: &Pages,
    filled: &[&Sheet<'_>],
    claims: &Claims,
    end: Place,
) -> Option<Diagnostic> {
    let printed: Vec<Printed> = filled
        .iter()
        .filter(|line| claims.kind(line.id).is_some_and(|kind| kind != "contents"))
        .filter_map(|line| {
            let (number, of) = printed(grammar, &line.text())?;
            let page = line.page;
            Some(Printed { number, of, page })
        })
        .collect();
    // A cover may count its own pages: those that are counted last are those of the report.
    let last = printed.last()?;
    let has_numbers = pages.pages.iter().any(|page| page.number.is_some());
    let jump = printed.windows(2).find(|two| {
        let counted = two[1]
            .number
            .checked_sub(two[0].number)
            .and_then(|count| usize::try_from(count).ok());
        let turned = two[1].page - two[0].page;
        has_numbers && two[0].of == two[1].of && turned > 0 && counted.is_some_and(|counted| counted > turned)
    });
    if let Some([before, after]) = jump {
        let place = Place {
            page: pages.pages[after.page].number,
            ..Place::default()
        };
        let message = crate::say!(
            "page-numbers-jump",
            before = before.number,
            of = before.of,
            after = after.number
        );
        return Some(Diagnostic::new(Code::TextCut, place, message, ""));
    }
    let run = printed.iter().rev().take_while(|one| one.of == last.of);
    let run: Vec<Printed> = run.copied().collect();
    let is_counting = run.windows(2).all(|two| two[1].number <= two[0].number);
    let seen: usize = run.chunk_by(|one, other| one.number == other.number).count();
    // Some converters leave headers out but for the first; where pages are known, they tell the rest.
    let is_told = if has_numbers {
        seen >= 2
    } else {
        seen >= 3 && 2 * seen as u64 >= u64::from(last.number)
    };
    if !is_counting || !is_told || last.number >= last.of {
        return None;
    }
    let behind = usize::try_from(last.of - last.number).ok()?;
    if has_numbers && last.page + behind < pages.pages.len() {
        return None;
    }
    let message = crate::say!("page-numbers-end", of = last.of, last = last.number);
    let excerpt = format!("{} ({})", last.number, last.of);
    Some(Diagnostic::new(Code::TextCut, end, message, &excerpt))
}

/// The number of a page and how many there are, wherever in a header or footer.
fn printed(grammar: &Grammar, text: &str) -> Option<(u32, u32)> {
    fn number(input: &str) -> IResult<&str, u32> {
        let digits = take_while_m_n(1, 4, |letter: char| letter.is_ascii_digit());
        map_opt(digits, |digits: &str| digits.parse().ok()).parse(input)
    }
    let count = |input| -> IResult<&str, (u32, u32)> {
        let total = delimited(char('('), delimited(space0, number, space0), char(')'));
        let (rest, (_, at, _, of)) = (space0, number, space0, total).parse(input)?;
        Ok((rest, (at, of)))
    };
    let words = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    words
        .into_iter()
        .find_map(|at| {
            let (entry, taken) = grammar.title.start(&text[at..])?;
            let is_page = entry.fact("role") == Some("page");
            is_page.then(|| count(&text[at + taken..]).ok()).flatten()
        })
        .map(|(_, counted)| counted)
}

/// What the last line of a text says: its markup is not closed, or it ends before its line does.
fn last_line(
    grammar: &Grammar,
    pages: &Pages,
    filled: &[&Sheet<'_>],
    claims: &Claims,
    titles: &[String],
) -> Option<Diagnostic> {
    // Of a few lines nobody knows how they should end.
    const FEWEST_LINES: usize = 20;
    let last = filled.last()?;
    let text = last.text();
    match pages.ending {
        Ending::Whole => None,
        Ending::Unclosed => Some(Diagnostic::new(
            Code::TextCut,
            last.place,
            crate::say!("marks-not-closed"),
            &text,
        )),
        Ending::Unpaired => Some(Diagnostic::new(
            Code::TextDamaged,
            Place::default(),
            crate::say!("marks-without-partner"),
            "",
        )),
        Ending::Open => {
            let is_sentence =
                text.ends_with(['.', '!', '?', ':', ')', '"', '”', '*', '_', '|', '>', '}', ']']);
            let whole = letters(&text);
            let is_heading = grammar.headings.whole(&text).is_some()
                || last.line.marked
                || titles.iter().any(|title| letters(title) == whole);
            let is_furniture = claims.kind(last.id).is_some();
            let is_told = filled.len() >= FEWEST_LINES && !is_sentence && !is_heading && !is_furniture;
            is_told.then(|| {
                Diagnostic::new(
                    Code::ReportCut,
                    last.place,
                    crate::say!("ends-within-line"),
                    &text,
                )
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_titles_in_order_are_found_where_one_stands_early_too() {
        assert_eq!(
            in_order(&[vec![2], vec![9, 3], vec![5], vec![], vec![1]]),
            [0, 1, 2]
        );
        assert_eq!(in_order(&[vec![90], vec![3], vec![5]]), [1, 2]);
        assert!(in_order(&[vec![], vec![]]).is_empty());
    }

    #[test]
    fn a_title_may_stand_on_several_lines() {
        let lines = ["22barnoch".to_owned(), "elevernårmål".to_owned()];
        assert!(begins(&lines, "22barnochelever") && begins(&lines, "22barn"));
        assert!(!begins(&lines, "22barnochelevernårmålochmer") && !begins(&lines, "22elever"));
    }

    #[test]
    fn printed_pages_are_told_wherever_they_stand() {
        let grammar = Grammar::built_in().unwrap();
        for (text, wanted) in [
            ("Sid 3 (12)", Some((3, 12))),
            ("2019-02-10 Sida 3 (12)", Some((3, 12))),
            ("Sida 3", None),
            ("3 (12)", None),
        ] {
            assert_eq!(printed(&grammar, text), wanted, "{text}");
        }
    }
}
