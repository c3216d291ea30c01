//! Pages put into the order in which they are read: columns one after the other, a marker apart from the title that it
//! stands beside.
//!
//! Takes: pages as they are printed.
//! Gives: the same lines and words; a page in columns as a page for each, a line of two things as two lines.
//! Never: drops or changes a word.

use super::geometry::{begins_label, segments};
use super::segment::{bullet, goal_label, goes_on, marker};
use super::text::{is_mark, joined};
use crate::grammar::{Grammar, squash};
use crate::page::{Form, Line, Page, Pages, Word};
use std::borrow::Cow;
use std::ops::Range;

/// The pages in the order in which they are read.
pub(super) fn arranged<'a>(grammar: &Grammar, pages: &'a Pages) -> Cow<'a, Pages> {
    let is_aligned = match pages.form {
        Form::Geometry => false,
        Form::Aligned => true,
        Form::Tabbed | Form::Stacked | Form::Structured => return Cow::Borrowed(pages),
    };
    let mut arranged: Vec<Cow<'_, Page>> = Vec::with_capacity(pages.pages.len());
    for page in &pages.pages {
        match columns(grammar, page).filter(|_| !is_aligned) {
            Some(parts) => arranged.extend(parts.into_iter().map(Cow::Owned)),
            None => arranged.push(Cow::Borrowed(page)),
        }
    }
    for page in &mut arranged {
        if let Some(lines) = labels_apart(grammar, page, is_aligned) {
            page.to_mut().lines = lines;
        }
        let cuts = cuts(grammar, page, is_aligned);
        if !cuts.is_empty() {
            cut(page.to_mut(), &cuts);
        }
    }
    if arranged.iter().all(|page| matches!(page, Cow::Borrowed(_))) {
        return Cow::Borrowed(pages);
    }
    Cow::Owned(Pages {
        form: pages.form,
        ending: pages.ending,
        pages: arranged.into_iter().map(Cow::into_owned).collect(),
    })
}

/// The lines of a page where a label that a narrow column breaks is put together, apart from what stands beside it.
fn labels_apart(grammar: &Grammar, page: &Page, is_aligned: bool) -> Option<Vec<Line>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut done = 0;
    for at in 0..page.lines.len() {
        let Some(label) = broken_label(grammar, page, at, is_aligned).filter(|_| at >= done) else {
            continue;
        };
        lines.extend(page.lines[done..at].iter().cloned());
        let words: Vec<Word> = label
            .iter()
            .flat_map(|(line, end)| &page.lines[*line].words[..*end])
            .cloned()
            .collect();
        lines.push(part(&page.lines[at], &words));
        done = label.last().map_or(at, |(line, _)| line + 1);
        for (index, line) in page.lines.iter().enumerate().take(done).skip(at) {
            let end = label
                .iter()
                .find(|(other, _)| *other == index)
                .map_or(0, |(_, end)| *end);
            if end < line.words.len() {
                lines.push(part(line, &line.words[end..]));
            }
        }
    }
    if done == 0 {
        return None;
    }
    lines.extend(page.lines[done..].iter().cloned());
    Some(lines)
}

/// The lines over which a label goes on that begins at a line and is broken there, each with the words that it takes.
fn broken_label(grammar: &Grammar, page: &Page, at: usize, is_aligned: bool) -> Option<Vec<(usize, usize)>> {
    const MOST_LINES: usize = 5;
    const SAME: f32 = 2.5;
    let first = |line: &Line| segments(&line.words, is_aligned).into_iter().next();
    let begins = first(page.lines.get(at)?)?;
    let left = page.lines[at].words[begins.start].bbox.left;
    let mut text = joined(&page.lines[at].words[begins.clone()]);
    if goal_label(grammar, &text).is_some() || !begins_goal_label(grammar, &text) {
        return None;
    }
    let mut taken = vec![(at, begins.end)];
    for (index, line) in page.lines.iter().enumerate().skip(at + 1).take(MOST_LINES) {
        let part = first(line).filter(|part| (line.words[part.start].bbox.left - left).abs() < SAME);
        // What stands right of the label comes between its lines.
        let Some(part) = part else {
            if line.bbox.left < left + SAME {
                return None;
            }
            continue;
        };
        text = format!("{text} {}", joined(&line.words[part.clone()]));
        taken.push((index, part.end));
        match goal_label(grammar, &text) {
            Some(label) if label.has_colon => return label.rest.is_empty().then_some(taken),
            _ if begins_goal_label(grammar, &text) => {}
            _ => return None,
        }
    }
    None
}

/// Whether a goal's label begins with these words, and goes on.
fn begins_goal_label(grammar: &Grammar, text: &str) -> bool {
    let wanted = squash(text);
    let phrases = grammar.labels.entries.iter().flat_map(|entry| &entry.phrases);
    wanted.chars().count() >= 3
        && phrases
            .into_iter()
            .any(|phrase| squash(phrase).starts_with(&wanted))
}

/// Lines in which a marker stands right of a label or of a title below one, and the word that it begins with.
fn cuts(grammar: &Grammar, page: &Page, is_aligned: bool) -> Vec<(usize, usize)> {
    /// Lines of a title above its marker.
    const NEAR: usize = 4;
    let mut cuts = Vec::new();
    // Lines since the last label.
    let mut since = usize::MAX;
    for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let text = joined(&line.words);
        // Beside a marker a label needs no colon.
        let is_label = goal_label(grammar, &text).is_some()
            || first_part(line, is_aligned).is_some_and(|first| goal_label(grammar, &first).is_some());
        since = if is_label { 0 } else { since.saturating_add(1) };
        if since > NEAR {
            continue;
        }
        if let Some(word) = marker_at(grammar, line, is_aligned) {
            cuts.push((at, word));
        }
    }
    cuts
}

fn first_part(line: &Line, is_aligned: bool) -> Option<String> {
    let part = segments(&line.words, is_aligned).into_iter().next()?;
    line.words.get(part).map(joined)
}

/// The word with which the last part of a line begins, if that is a marker.
fn marker_at(grammar: &Grammar, line: &Line, is_aligned: bool) -> Option<usize> {
    let parts = segments(&line.words, is_aligned);
    let (last, before) = parts.split_last()?;
    let is_lone_mark = |part: &Range<usize>| {
        let mut letters = line.words[part.start].text.chars();
        part.len() == 1 && letters.next().is_some_and(is_mark) && letters.next().is_none()
    };
    marker(grammar, &joined(&line.words[last.clone()]))?;
    let start = match before.split_last() {
        Some((mark, [_, ..])) if is_lone_mark(mark) => mark.start,
        Some(_) => last.start,
        None => return None,
    };
    // A lone glyph before the words is the marker's own.
    (start > 0 && !before.iter().all(is_lone_mark)).then_some(start)
}

/// Cuts lines before a word.
fn cut(page: &mut Page, cuts: &[(usize, usize)]) {
    let mut lines = Vec::with_capacity(page.lines.len() + cuts.len());
    let mut cuts = cuts.iter().peekable();
    for (at, line) in std::mem::take(&mut page.lines).into_iter().enumerate() {
        match cuts.next_if(|(line, _)| *line == at) {
            Some((_, word)) => {
                let (first, second) = line.words.split_at(*word);
                lines.extend([part(&line, first), part(&line, second)]);
            }
            None => lines.push(line),
        }
    }
    page.lines = lines;
}

/// A line of some of the words of another.
fn part(line: &Line, words: &[Word]) -> Line {
    let texts: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
    let boxes = words.iter().map(|word| word.bbox);
    Line {
        number: line.number,
        raw: texts.join(" "),
        words: words.to_vec(),
        cells: Vec::new(),
        marked: line.marked,
        row: line.row.clone(),
        furniture: line.furniture,
        bbox: boxes.reduce(|all, one| all.union(&one)).unwrap_or(line.bbox),
    }
}

/// Where the words of a line stand with respect to a gutter.
struct Sides {
    /// Index of the first word right of it.
    border: usize,
    /// A part of the line runs across.
    crosses: bool,
}

/// A page in two columns as pages that follow each other: what stands across both, the left one, the right one.
fn columns(grammar: &Grammar, page: &Page) -> Option<Vec<Page>> {
    const FEWEST: usize = 4;
    let x = gutter(page)?;
    let sides: Vec<Sides> = page.lines.iter().map(|line| sides(line, x)).collect();
    if evidence(grammar, page, &sides, x) <= 0.0 {
        return None;
    }
    let mut parts: Vec<Page> = Vec::new();
    let order: Vec<usize> = (0..page.lines.len()).collect();
    for band in order.chunk_by(|one, next| sides[*one].crosses == sides[*next].crosses) {
        let lines = || band.iter().map(|at| (&page.lines[*at], &sides[*at]));
        let right = lines()
            .filter(|(line, side)| side.border < line.words.len())
            .count();
        if sides[band[0]].crosses || right < FEWEST {
            parts.push(of_band(
                page,
                lines().map(|(line, _)| line.clone()).collect(),
                None,
            ));
            continue;
        }
        let left = lines().filter(|(_, side)| side.border > 0);
        let left = left
            .map(|(line, side)| part(line, &line.words[..side.border]))
            .collect();
        let right = lines().filter(|(line, side)| side.border < line.words.len());
        let right = right
            .map(|(line, side)| part(line, &line.words[side.border..]))
            .collect();
        parts.push(of_band(page, left, Some((f32::NEG_INFINITY, x))));
        parts.push(of_band(page, right, Some((x, f32::INFINITY))));
    }
    parts.retain(|part| !part.lines.is_empty());
    (parts.len() > 1).then_some(parts)
}

/// Some lines of a page with the rules and areas beside them.
fn of_band(page: &Page, lines: Vec<Line>, across: Option<(f32, f32)>) -> Page {
    const SLACK: f32 = 14.0;
    let boxes = lines.iter().map(|line| line.bbox);
    let Some(area) = boxes.reduce(|all, one| all.union(&one)) else {
        return Page::default();
    };
    let is_beside = |bbox: &crate::trace::BBox| {
        bbox.bottom > area.top - SLACK
            && bbox.top < area.bottom + SLACK
            && across.is_none_or(|(left, right)| bbox.middle_x() > left && bbox.middle_x() < right)
    };
    Page {
        number: page.number,
        name: page.name.clone(),
        is_recognised: page.is_recognised,
        width: page.width,
        height: page.height,
        lines,
        rules: page
            .rules
            .iter()
            .filter(|rule| is_beside(&rule.bbox))
            .copied()
            .collect(),
        fills: page
            .fills
            .iter()
            .filter(|fill| is_beside(&fill.bbox))
            .copied()
            .collect(),
        icons: page
            .icons
            .iter()
            .filter(|icon| is_beside(&icon.bbox))
            .copied()
            .collect(),
    }
}

/// The left edge of a second column: most parts right of the middle begin there.
fn gutter(page: &Page) -> Option<f32> {
    const FEWEST: usize = 5;
    const SAME: f32 = 1.5;
    let mut starts: Vec<f32> = Vec::new();
    for line in &page.lines {
        for part in segments(&line.words, false) {
            starts.push(line.words[part.start].bbox.left);
        }
    }
    let inner = 0.4 * page.width..0.62 * page.width;
    starts.retain(|start| inner.contains(start));
    starts.sort_by(f32::total_cmp);
    let runs = starts.chunk_by(|one, next| next - one < SAME);
    let most = runs
        .max_by_key(|run| run.len())
        .filter(|run| run.len() >= FEWEST)?;
    most.first().map(|x| x - SAME)
}

fn sides(line: &Line, x: f32) -> Sides {
    let border = line
        .words
        .iter()
        .position(|word| word.bbox.left >= x)
        .unwrap_or(line.words.len());
    let before = border.checked_sub(1).and_then(|at| line.words.get(at));
    let after = line.words.get(border);
    // The words beside the gutter touch it or each other.
    let crosses = before.is_some_and(|word| word.bbox.right > x)
        || before
            .zip(after)
            .is_some_and(|(one, next)| next.bbox.left - one.bbox.right < 0.8 * next.style.size.max(6.0));
    Sides { border, crosses }
}

/// What speaks for two columns of text and against a table of two.
fn evidence(grammar: &Grammar, page: &Page, sides: &[Sides], x: f32) -> f32 {
    const PRIOR: f32 = -7.0;
    /// Labels, sections and markers begin in both columns.
    const SPOKEN: f32 = 3.0;
    /// A sentence goes on from line to line in a column.
    const GOES_ON: f32 = 1.0;
    /// Many long lines, as cells seldom have.
    const TALL: f32 = 2.0;
    /// Short lines anywhere look like a left column; the right one has to speak for itself.
    const MOST_LEFT: f32 = 3.0;
    /// A rule runs through both.
    const RULE_ACROSS: f32 = -3.0;
    /// A figure stands alone at the left edge of the second.
    const FIGURE: f32 = -2.0;
    /// Column labels stand across both.
    const HEADER_ACROSS: f32 = -4.0;
    let mut odds = PRIOR;
    let column = |is_right: bool| -> Vec<String> {
        let lines = page.lines.iter().zip(sides).filter(|(_, side)| !side.crosses);
        let words = lines.map(|(line, side)| match is_right {
            true => &line.words[side.border..],
            false => &line.words[..side.border],
        });
        words.filter(|words| !words.is_empty()).map(joined).collect()
    };
    for is_right in [false, true] {
        let lines = column(is_right);
        let spoken = |text: &&String| {
            goal_label(grammar, text).is_some_and(|label| label.has_colon)
                || marker(grammar, text).is_some()
                || grammar.sections.whole(text).is_some()
                || bullet(text).is_some()
        };
        let wraps = lines
            .windows(2)
            .filter(|pair| pair[0].split(' ').count() > 2 && goes_on(&pair[0], &pair[1]));
        let said = capped(lines.iter().filter(spoken).count(), 2, SPOKEN) + capped(wraps.count(), 4, GOES_ON);
        let is_tall = lines.len() >= 15
            && lines.iter().map(|line| line.chars().count()).sum::<usize>() >= 25 * lines.len();
        let figures = lines.iter().filter(|text| !text.contains(char::is_alphabetic));
        odds += match is_right {
            true => said + capped(figures.count(), 5, FIGURE) + if is_tall { TALL } else { 0.0 },
            false => said.min(MOST_LEFT),
        };
    }
    let across = page
        .rules
        .iter()
        .filter(|rule| rule.is_horizontal() && rule.bbox.left < x - 20.0 && rule.bbox.right > x + 20.0);
    odds += capped(across.count(), 4, RULE_ACROSS);
    let headers = page.lines.iter().zip(sides).filter(|(line, side)| {
        let right = joined(&line.words[side.border..]);
        side.border > 0 && !right.is_empty() && begins_column(grammar, &right)
    });
    odds + capped(headers.count(), 2, HEADER_ACROSS)
}

/// A label of a column that is not the first of a table.
fn begins_column(grammar: &Grammar, text: &str) -> bool {
    [&grammar.indicator_columns, &grammar.activity_columns]
        .into_iter()
        .any(|words| {
            let begins = words.start(text);
            begins.is_some_and(|(entry, _)| entry.id != "name")
                || begins.is_none() && begins_label(words, text)
        })
}

fn capped(count: usize, most: u16, odds: f32) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(most).min(most)) * odds
}
