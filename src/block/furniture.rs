//! What speaks for a line being a header, a footer or a page number: it repeats at one height, or counts the pages,
//! and is not understood as content.

mod running;

use super::segment::weights::{NEVER, Odds, Strip};
use super::segment::{bullet, goal_label, marker};
use super::text::Sheet;
use crate::grammar::{Grammar, squash};
use crate::page::{Form, Pages};
use crate::trace::BBox;
use nom::character::complete::{char, digit1, space0};
use nom::combinator::{eof, opt};
use nom::sequence::delimited;
use nom::{IResult, Parser};
use std::collections::{BTreeMap, BTreeSet};

/// How many lines at the top and bottom of a page may be header or footer.
const EDGE_LINES: usize = 6;
/// On fewer pages nothing repeats.
const FEWEST_PAGES: usize = 3;
/// Heights that differ by less are one height, in points.
const SAME_HEIGHT: f32 = 4.0;

/// What speaks for furniture in one line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Proposal {
    pub(super) odds: Odds,
    pub(super) kind: &'static str,
}

/// What speaks for furniture in each line of a document, by its number.
pub(super) fn proposals(grammar: &Grammar, pages: &Pages, sheet: &[Sheet<'_>]) -> Vec<Option<Proposal>> {
    let strips = Strips::of(grammar, pages, sheet);
    let mut proposals: Vec<Option<Proposal>> = vec![None; sheet.len()];
    for page in &strips.pages {
        let mut is_open = true;
        for at in 0..page.len().min(EDGE_LINES) {
            is_open = strips.propose(page, at, true, is_open, &mut proposals);
        }
        is_open = true;
        for at in (page.len().saturating_sub(EDGE_LINES)..page.len()).rev() {
            is_open = strips.propose(page, at, false, is_open, &mut proposals);
        }
        for at in EDGE_LINES..page.len().saturating_sub(EDGE_LINES) {
            strips.propose(page, at, at * 2 < page.len(), false, &mut proposals);
        }
    }
    match pages.form {
        // A text that has lost its pages.
        Form::Stacked if pages.pages.len() == 1 => running::propose(grammar, sheet, &mut proposals),
        Form::Stacked => strips.displaced(&mut proposals),
        Form::Geometry => strips.alike(&mut proposals),
        Form::Structured => running::propose(grammar, sheet, &mut proposals),
        Form::Aligned | Form::Tabbed => {}
    }
    proposals
}

/// The lines of a document by page, and where their letters stand again.
struct Strips<'a> {
    grammar: &'a Grammar,
    form: Form,
    pages: Vec<Vec<&'a Sheet<'a>>>,
    heights: Vec<f32>,
    tables: Vec<Vec<BBox>>,
    keys: Vec<String>,
    texts: Vec<String>,
    /// Lines with the same letters.
    alike: BTreeMap<String, Vec<&'a Sheet<'a>>>,
    /// Where each line stands among those of its page: from the top and from the bottom.
    places: Vec<(usize, usize)>,
}

impl<'a> Strips<'a> {
    fn of(grammar: &'a Grammar, pages: &Pages, sheet: &'a [Sheet<'a>]) -> Self {
        let mut by_page: Vec<Vec<&Sheet<'_>>> = vec![Vec::new(); pages.pages.len()];
        let mut keys = vec![String::new(); sheet.len()];
        let mut texts = vec![String::new(); sheet.len()];
        let mut alike: BTreeMap<String, Vec<&Sheet<'_>>> = BTreeMap::new();
        for line in sheet.iter().filter(|line| !line.is_blank()) {
            by_page[line.page].push(line);
            texts[line.id] = line.text();
            keys[line.id] = key(&texts[line.id]);
            alike.entry(keys[line.id].clone()).or_default().push(line);
        }
        let mut places = vec![(0, 0); sheet.len()];
        for page in &by_page {
            for (at, line) in page.iter().enumerate() {
                places[line.id] = (at, page.len() - 1 - at);
            }
        }
        let is_geometry = pages.form == Form::Geometry;
        let boxes = |page| match is_geometry {
            true => super::geometry::ruled_boxes(page),
            false => Vec::new(),
        };
        let mut strips = Strips {
            grammar,
            form: pages.form,
            pages: by_page,
            heights: pages.pages.iter().map(|page| page.height).collect(),
            tables: pages.pages.iter().map(boxes).collect(),
            keys,
            texts,
            alike,
            places,
        };
        strips.drop_frames();
        strips
    }

    /// A box whose lines all stand at the same height of several pages is the frame of a header, not a table.
    fn drop_frames(&mut self) {
        let mut tables = std::mem::take(&mut self.tables);
        for (boxes, page) in tables.iter_mut().zip(&self.pages) {
            boxes.retain(|table| {
                let mut inside = page.iter().filter(|line| {
                    let bbox = line.line.bbox;
                    table.contains(bbox.middle_x(), bbox.middle_y())
                });
                !inside
                    .all(|line| self.is_repeated(line) && !super::geometry::begins_table(self.grammar, line))
            });
        }
        self.tables = tables;
    }

    /// Whether the same letters stand at the same height of several pages.
    fn is_repeated(&self, line: &Sheet<'_>) -> bool {
        let alike = self.alike.get(&self.keys[line.id]).map_or(&[][..], Vec::as_slice);
        let level = alike.iter().filter(|other| self.is_level(line, other));
        alike.len() >= FEWEST_PAGES
            && level.map(|other| other.page).collect::<BTreeSet<_>>().len() >= FEWEST_PAGES
    }

    /// Proposes a line, and says whether the way from the edge goes on behind it.
    fn propose(
        &self,
        page: &[&Sheet<'_>],
        at: usize,
        is_top: bool,
        is_open: bool,
        proposals: &mut [Option<Proposal>],
    ) -> bool {
        let line = page[at];
        let mut found = self.evidence(line, is_top);
        let is_number = found
            .iter()
            .any(|strip| matches!(strip, Strip::PageNumberWords | Strip::CountsPages));
        if self.form == Form::Geometry && self.is_outside(page, at, is_top) {
            found.push(Strip::OutsideText);
        }
        let odds = |found: &[Strip]| found.iter().map(|strip| strip.weight()).sum::<Odds>();
        let goes_on = is_open && (odds(&found) > 0.0 || is_number);
        if !is_open && !self.is_everywhere(line) {
            found.push(Strip::BehindContent);
        }
        let kind = match (is_number, is_top) {
            (true, _) => "page-number",
            (false, true) => "page-header",
            (false, false) => "page-footer",
        };
        let proposal = Proposal {
            odds: if found.len() > 1 { odds(&found) } else { NEVER },
            kind,
        };
        // A line near both edges of a short page is what more speaks for.
        let best = &mut proposals[line.id];
        if best.is_none_or(|best| best.odds < proposal.odds) {
            *best = Some(proposal);
        }
        goes_on
    }

    fn evidence(&self, line: &Sheet<'_>, is_top: bool) -> Vec<Strip> {
        let text = self.texts[line.id].as_str();
        let mut found = vec![Strip::Prior];
        if is_page_number(self.grammar, text) {
            found.push(Strip::PageNumberWords);
        } else if self.counts_pages(line, is_top) {
            found.push(Strip::CountsPages);
        }
        if !matches!(self.form, Form::Tabbed | Form::Structured) {
            self.repeats(line, text, is_top, &mut found);
        }
        if found.len() > 1 {
            self.understood(line, text, &mut found);
        }
        found
    }

    /// The same letters on other pages.
    fn repeats(&self, line: &Sheet<'_>, text: &str, is_top: bool, found: &mut Vec<Strip>) {
        let key = &self.keys[line.id];
        let count = self.pages.iter().filter(|page| !page.is_empty()).count();
        let Some(alike) = self
            .alike
            .get(key)
            .filter(|alike| alike.len() >= FEWEST_PAGES && count >= FEWEST_PAGES)
        else {
            return;
        };
        let same = |other: &&&Sheet<'_>| match self.form {
            Form::Geometry => self.is_level(line, other),
            _ => self.is_near_edge(other, is_top),
        };
        let on: BTreeSet<usize> = alike.iter().filter(same).map(|other| other.page).collect();
        if on.len() < FEWEST_PAGES {
            return;
        }
        found.push(match self.form {
            Form::Geometry => Strip::SameHeight,
            _ => Strip::NearEdge,
        });
        if on.len() >= FEWEST_PAGES.max(count / 3) {
            found.push(Strip::Usual);
        }
        let has_digits = text.contains(|letter: char| letter.is_ascii_digit());
        let is_again = |other: &&Sheet<'_>| other.page != line.page && self.texts[other.id] == text;
        if has_digits && !alike.iter().any(is_again) && !self.last_number_counts(alike) {
            found.push(Strip::OtherDigits);
        }
    }

    /// Whether what a line says makes it content.
    fn understood(&self, line: &Sheet<'_>, text: &str, found: &mut Vec<Strip>) {
        let words = self.grammar;
        found.extend(content_of(words, text));
        if self.is_in_table(line) {
            found.push(Strip::IsTable);
        } else if super::unclaimed::is_value_row(&line.line.words, self.form) {
            found.push(Strip::IsValueRow);
        }
        let role = words.title.start(text).and_then(|(entry, _)| entry.fact("role"));
        if role.is_some() {
            found.push(Strip::FrontWords);
        }
    }

    fn is_level(&self, line: &Sheet<'_>, other: &Sheet<'_>) -> bool {
        let (one, two) = (line.line.bbox, other.line.bbox);
        // From the foot of the page, where pages stand and lie.
        let below = |line: &Sheet<'_>, bbox: BBox| self.heights[line.page] - bbox.top;
        (one.top - two.top).abs() < SAME_HEIGHT || (below(line, one) - below(other, two)).abs() < SAME_HEIGHT
    }

    fn is_near_edge(&self, line: &Sheet<'_>, is_top: bool) -> bool {
        let (top, bottom) = self.places[line.id];
        let from_edge = if is_top { top } else { bottom };
        from_edge < EDGE_LINES
    }

    /// The same letters at the same place of nearly every page, as what is stamped across them.
    fn is_everywhere(&self, line: &Sheet<'_>) -> bool {
        let count = self.pages.iter().filter(|page| !page.is_empty()).count();
        let alike = self.alike.get(&self.keys[line.id]).map_or(&[][..], Vec::as_slice);
        if self.form != Form::Geometry || count < FEWEST_PAGES || alike.len() * 10 < count * 8 {
            return false;
        }
        let is_same = |other: &&&Sheet<'_>| {
            self.is_level(line, other) && (line.line.bbox.left - other.line.bbox.left).abs() < SAME_HEIGHT
        };
        let on: BTreeSet<usize> = alike.iter().filter(is_same).map(|other| other.page).collect();
        on.len() * 10 >= count * 8
    }

    /// Far out on the page, or with a wide gap to what stands inwards of it.
    fn is_outside(&self, page: &[&Sheet<'_>], at: usize, is_top: bool) -> bool {
        const MARGIN: f32 = 0.085;
        const GAP: f32 = 1.5;
        let bbox = page[at].line.bbox;
        let height = self.heights[page[at].page];
        if is_top && bbox.middle_y() < MARGIN * height || !is_top && bbox.middle_y() > (1.0 - MARGIN) * height
        {
            return true;
        }
        let inwards = if is_top {
            page.get(at + 1)
        } else {
            at.checked_sub(1).and_then(|at| page.get(at))
        };
        inwards.is_some_and(|other| {
            let gap = match is_top {
                true => other.line.bbox.top - bbox.bottom,
                false => bbox.top - other.line.bbox.bottom,
            };
            gap > GAP * bbox.height()
        })
    }

    /// A number alone on its line that grows with the pages.
    fn counts_pages(&self, line: &Sheet<'_>, is_top: bool) -> bool {
        if matches!(self.form, Form::Tabbed | Form::Structured)
            || !self.is_near_edge(line, is_top)
            || !self.keys[line.id].chars().all(is_around)
        {
            return false;
        }
        let Some(alike) = self.alike.get(&self.keys[line.id]) else {
            return false;
        };
        let is_beside = |other: &Sheet<'_>| match self.form {
            Form::Geometry => self.is_level(line, other),
            _ => self.is_near_edge(other, is_top),
        };
        let ahead_of = |line: &Sheet<'_>| ahead(&self.texts[line.id], line.page);
        let Some(ahead) = ahead_of(line) else { return false };
        let on: BTreeSet<usize> = alike
            .iter()
            .filter(|other| is_beside(other) && ahead_of(other) == Some(ahead))
            .map(|other| other.page)
            .collect();
        let count = self.pages.iter().filter(|page| !page.is_empty()).count();
        on.len() >= 2 && on.len() * 3 >= count
    }

    fn last_number_counts(&self, alike: &[&Sheet<'_>]) -> bool {
        let mut by_distance: BTreeMap<i64, usize> = BTreeMap::new();
        for line in alike {
            if let Some(ahead) = ahead(&self.texts[line.id], line.page) {
                *by_distance.entry(ahead).or_default() += 1;
            }
        }
        by_distance.values().any(|count| *count >= FEWEST_PAGES)
    }

    fn is_in_table(&self, line: &Sheet<'_>) -> bool {
        if self.form == Form::Stacked && self.is_cell(line) {
            return true;
        }
        let bbox = line.line.bbox;
        super::geometry::begins_table(self.grammar, line)
            || self.tables[line.page]
                .iter()
                .any(|table| table.contains(bbox.middle_x(), bbox.middle_y()))
    }

    /// A line that may be all of a cell: a value, unless it is the number of its page, or a column label.
    fn is_cell(&self, line: &Sheet<'_>) -> bool {
        let text = line.text();
        let is_page_number = text
            .parse::<usize>()
            .is_ok_and(|number| (1..=self.pages.len()).contains(&number));
        let has_letters = text.chars().any(char::is_alphabetic);
        !is_page_number
            && (crate::lex::run(self.grammar, &text).is_some()
                || !has_letters && text.contains(|letter: char| letter.is_ascii_digit())
                || self.grammar.indicator_columns.whole(&text).is_some()
                || self.grammar.activity_columns.whole(&text).is_some())
    }

    /// Where several pages have furniture, other words are furniture too: the name of another chapter.
    fn alike(&self, proposals: &mut [Option<Proposal>]) {
        let accepted: Vec<&Sheet<'_>> = self.pages.iter().flatten().copied().collect();
        let accepted: Vec<&Sheet<'_>> = accepted
            .into_iter()
            .filter(|line| proposals[line.id].is_some_and(|proposal| proposal.odds > 0.0))
            .collect();
        for page in &self.pages {
            for at in 0..page.len() {
                let line = page[at];
                let is_top = at * 2 < page.len();
                let is_known = proposals[line.id].is_some_and(|proposal| proposal.odds > 0.0);
                if is_known || !self.is_near_edge(line, is_top) || !self.is_outside(page, at, is_top) {
                    continue;
                }
                let same = |other: &&&Sheet<'_>| {
                    self.is_level(line, other)
                        && (line.line.bbox.left - other.line.bbox.left).abs() < SAME_HEIGHT
                };
                let on: BTreeSet<usize> = accepted.iter().filter(same).map(|other| other.page).collect();
                if on.len() < FEWEST_PAGES {
                    continue;
                }
                let mut found = vec![Strip::Prior, Strip::LikeFurniture, Strip::OutsideText];
                self.understood(line, &self.texts[line.id], &mut found);
                proposals[line.id] = Some(Proposal {
                    odds: found.iter().map(|strip| strip.weight()).sum(),
                    kind: if is_top { "page-header" } else { "page-footer" },
                });
            }
        }
    }

    /// In reading order a header or footer may stand in the middle of its page: a line that half of the pages
    /// repeat, and that stands at the edge of one of them.
    fn displaced(&self, proposals: &mut [Option<Proposal>]) {
        const FEWEST_LETTERS: usize = 8;
        let enough = FEWEST_PAGES.max(self.pages.len() / 2);
        for (key, lines) in &self.alike {
            let on: BTreeSet<usize> = lines.iter().map(|line| line.page).collect();
            let at_edge = lines.iter().find_map(|line| {
                proposals[line.id].filter(|proposal| proposal.odds > 0.0 && proposal.kind != "page-number")
            });
            let Some(at_edge) =
                at_edge.filter(|_| on.len() >= enough && key.chars().count() >= FEWEST_LETTERS)
            else {
                continue;
            };
            for line in lines.iter().filter(|line| !is_known(self.grammar, &line.text())) {
                if proposals[line.id].is_none_or(|proposal| proposal.odds < at_edge.odds) {
                    proposals[line.id] = Some(at_edge);
                }
            }
        }
    }
}

/// What says that words are content, wherever they stand.
fn content_of(grammar: &Grammar, text: &str) -> impl Iterator<Item = Strip> {
    let is_fixed = marker(grammar, text).is_some() || grammar.sections.whole(text).is_some();
    let is_item = bullet(text).is_some() && text.contains(char::is_alphabetic);
    let told = [
        (goal_label(grammar, text).is_some(), Strip::IsLabel),
        (is_fixed, Strip::IsFixedWord),
        (is_item, Strip::IsItem),
    ];
    told.into_iter()
        .filter_map(|(holds, strip)| holds.then_some(strip))
}

/// Words with a meaning of their own.
fn is_known(grammar: &Grammar, text: &str) -> bool {
    grammar.labels.start(text).is_some()
        || [
            &grammar.markers,
            &grammar.sections,
            &grammar.headings,
            &grammar.rows,
            &grammar.indicator_columns,
            &grammar.activity_columns,
            &grammar.qualifiers,
        ]
        .iter()
        .any(|words| words.whole(text).is_some())
}

/// The letters of a line: page numbers differ.
fn key(text: &str) -> String {
    squash(text)
        .chars()
        .filter(|letter| !letter.is_ascii_digit())
        .collect()
}

/// How far the last number of a line is ahead of its page.
fn ahead(text: &str, page: usize) -> Option<i64> {
    let digits = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    let mut numbers = text
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|part| digits(part));
    // `3 (12)` and `3/12`: the first of two.
    let number: i64 = numbers.next()?.parse().ok()?;
    Some(number - i64::try_from(page).ok()?)
}

/// What may stand around a page number.
fn is_around(letter: char) -> bool {
    matches!(letter, '-' | '–' | '(' | ')' | '/' | '|' | '•' | '·')
}

/// `page-number = word number ["(" number ")"]`
pub(super) fn is_page_number(grammar: &Grammar, text: &str) -> bool {
    fn rest(input: &str) -> IResult<&str, ()> {
        (
            space0,
            digit1,
            space0,
            opt(delimited(char('('), digit1, char(')'))),
            space0,
            eof,
        )
            .map(|_| ())
            .parse(input)
    }
    grammar
        .title
        .start(text)
        .is_some_and(|(entry, taken)| entry.fact("role") == Some("page") && rest(&text[taken..]).is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_told_from_text() {
        let grammar = Grammar::built_in().unwrap();
        for text in ["Sid 1 (25)", "SID 1 (85)", "Sida 3"] {
            assert!(is_page_number(&grammar, text), "{text}");
        }
        assert!(!is_page_number(&grammar, "Sidan 3 visar"));
    }
}
