//! The same report in another layout says the same: changes of pages that change no fact, over every PDF of the corpus.
//!
//! A change may cost a fact only if the program tells: a doubt in the diagnostics that the unchanged report has not.

use crate::truth::corpus;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;
use utfall::block::blocks;
use utfall::grammar::Grammar;
use utfall::normalise::normalise;
use utfall::page::{Fill, Icon, Line, Page, Pages, Rule, Style, Word};
use utfall::recognise::recognise;
use utfall::run::{Limits, pages};
use utfall::source::Source;
use utfall::trace::{BBox, Severity};

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().unwrap());

/// The PDFs of the corpus as they are printed, read once.
static PRINTED: LazyLock<Vec<(String, Pages, Said)>> = LazyLock::new(|| {
    let folder = std::fs::read_dir(corpus().join("reports")).unwrap();
    let mut files: Vec<_> = folder.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let is_pdf = |path: &std::path::PathBuf| path.extension().is_some_and(|extension| extension == "pdf");
    let read = files.into_iter().filter(is_pdf).map(|path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let source = Source::from_bytes(&name, std::fs::read(&path).unwrap());
        let printed = pages(&source, &Limits::default()).unwrap().pages.value;
        let said = said(&printed);
        (name, printed, said)
    });
    read.collect()
});

/// What a document says, and of how much the program tells doubts.
struct Said {
    facts: BTreeMap<String, isize>,
    doubts: BTreeMap<&'static str, usize>,
}

fn said(pages: &Pages) -> Said {
    let read = blocks(&GRAMMAR, pages)
        .then(|blocks| recognise(&GRAMMAR, &blocks))
        .then(normalise);
    let mut facts = BTreeMap::new();
    let mut add = |fact: String| *facts.entry(fact).or_insert(0) += 1;
    let report = &read.value;
    for goal in &report.goals {
        let (level, number, fulfilment) = (goal.level, &goal.number, goal.fulfilment);
        add(format!("goal {level:?} {number:?} {} {fulfilment:?}", goal.title));
    }
    for indicator in &report.indicators {
        add(format!("indicator {} {:?}", indicator.name, indicator.status));
    }
    for activity in &report.activities {
        add(format!("activity {} {:?}", activity.name, activity.start));
    }
    for (_, indicator, observation) in report.observations() {
        let name = indicator.map_or("", |indicator| indicator.name.as_str());
        let (measure, column) = (&observation.measure, &observation.column);
        add(format!(
            "value {name} {measure:?} {column:?} {}",
            observation.value.raw
        ));
    }
    let mut doubts = BTreeMap::new();
    for diagnostic in &read.diagnostics {
        if diagnostic.severity() != Severity::Note {
            *doubts.entry(diagnostic.code.name()).or_insert(0) += 1;
        }
    }
    Said { facts, doubts }
}

/// Holds what every report says in another layout against what it says in its own.
fn says_the_same(change: impl Fn(&mut Pages)) {
    let mut offences = String::new();
    for (name, printed, before) in PRINTED.iter() {
        let mut changed = printed.clone();
        change(&mut changed);
        let after = said(&changed);
        let mut differs = after.facts.clone();
        for (fact, count) in &before.facts {
            *differs.entry(fact.clone()).or_insert(0) -= count;
        }
        differs.retain(|_, count| *count != 0);
        let is_told = after
            .doubts
            .iter()
            .any(|(code, count)| before.doubts.get(code).is_none_or(|told| count > told));
        if !differs.is_empty() && !is_told {
            let _ = writeln!(
                offences,
                "{name}: {} facts differ and nothing tells",
                differs.len()
            );
            for (fact, count) in differs.iter().take(8) {
                let _ = writeln!(offences, "    {count:+} {fact}");
            }
        }
    }
    assert!(!PRINTED.is_empty() && offences.is_empty(), "{offences}");
}

/// Puts every box of a page somewhere else.
fn place(page: &mut Page, to: impl Fn(&BBox) -> BBox) {
    for line in &mut page.lines {
        line.bbox = to(&line.bbox);
        for word in &mut line.words {
            word.bbox = to(&word.bbox);
        }
    }
    let rules = page.rules.iter_mut().map(|rule: &mut Rule| &mut rule.bbox);
    let fills = page.fills.iter_mut().map(|fill: &mut Fill| &mut fill.bbox);
    let icons = page.icons.iter_mut().map(|icon: &mut Icon| &mut icon.bbox);
    for bbox in rules.chain(fills).chain(icons) {
        *bbox = to(bbox);
    }
}

fn moved(bbox: &BBox, right: f32, down: f32) -> BBox {
    BBox::new(
        bbox.left + right,
        bbox.top + down,
        bbox.right + right,
        bbox.bottom + down,
    )
}

/// A line of small type.
fn small(text: &str, left: f32, top: f32, size: f32) -> Line {
    let mut right = left;
    let words: Vec<Word> = text
        .split(' ')
        .map(|word| {
            let wide = size / 2.0 * f32::from(u16::try_from(word.chars().count()).unwrap());
            let bbox = BBox::new(right, top, right + wide, top + size);
            right += wide + size / 4.0;
            Word {
                text: word.into(),
                confidence: None,
                bbox,
                style: Style {
                    size,
                    ..Style::default()
                },
            }
        })
        .collect();
    Line {
        raw: text.into(),
        bbox: BBox::new(left, top, right, top + size),
        words,
        ..Line::default()
    }
}

/// Numbers the lines of a page anew.
fn renumber(page: &mut Page) {
    for (number, line) in (1..).zip(page.lines.iter_mut()) {
        line.number = number;
    }
}

#[test]
fn on_larger_paper() {
    says_the_same(|pages| {
        for page in &mut pages.pages {
            const BY: f32 = 1.41;
            place(page, |bbox| {
                BBox::new(bbox.left * BY, bbox.top * BY, bbox.right * BY, bbox.bottom * BY)
            });
            page.width *= BY;
            page.height *= BY;
            for word in page.lines.iter_mut().flat_map(|line| &mut line.words) {
                word.style.size *= BY;
            }
        }
    });
}

#[test]
fn with_other_margins() {
    says_the_same(|pages| {
        for page in &mut pages.pages {
            place(page, |bbox| moved(bbox, 30.0, 20.0));
            page.width += 40.0;
            page.height += 40.0;
        }
    });
}

#[test]
fn with_a_header_and_a_footer_on_every_page() {
    says_the_same(|pages| {
        for (number, page) in (1..).zip(pages.pages.iter_mut()) {
            place(page, |bbox| moved(bbox, 0.0, 40.0));
            page.height += 80.0;
            page.lines.insert(0, small("Provstads arkiv", 60.0, 20.0, 8.0));
            page.lines
                .push(small(&format!("Kopia {number}"), 60.0, page.height - 24.0, 8.0));
            renumber(page);
        }
    });
}

#[test]
fn with_bare_page_numbers() {
    says_the_same(|pages| {
        for (number, page) in (1..).zip(pages.pages.iter_mut()) {
            page.height += 30.0;
            let middle = page.width / 2.0;
            page.lines
                .push(small(&format!("{number}"), middle, page.height - 24.0, 9.0));
            renumber(page);
        }
    });
}

#[test]
fn with_every_goal_at_the_top_of_a_page() {
    let is_label = |line: &Line| line.raw.ends_with(':') && GRAMMAR.labels.whole(&line.raw).is_some();
    says_the_same(|pages| {
        let mut parts: Vec<Page> = Vec::new();
        for page in std::mem::take(&mut pages.pages) {
            let mut tops: Vec<f32> = page
                .lines
                .iter()
                .filter(|line| is_label(line))
                .map(|line| line.bbox.top)
                .collect();
            tops.insert(0, f32::NEG_INFINITY);
            for (at, top) in tops.iter().enumerate() {
                let end = tops.get(at + 1).copied().unwrap_or(f32::INFINITY);
                let holds = |bbox: &BBox| bbox.middle_y() >= *top && bbox.middle_y() < end;
                let mut part = page.clone();
                part.lines.retain(|line| holds(&line.bbox));
                part.rules.retain(|rule| holds(&rule.bbox));
                part.fills.retain(|fill| holds(&fill.bbox));
                part.icons.retain(|icon| holds(&icon.bbox));
                // The footer stays where it is.
                let foot = 0.935 * page.height;
                if at > 0 {
                    let up = |bbox: &BBox| match bbox.top > foot {
                        true => *bbox,
                        false => moved(bbox, 0.0, 90.0 - top),
                    };
                    place(&mut part, up);
                }
                renumber(&mut part);
                parts.push(part);
            }
        }
        for (number, part) in (1..).zip(parts.iter_mut()) {
            part.number = Some(number);
        }
        pages.pages = parts;
    });
}

#[test]
fn with_a_page_bound_in_twice() {
    says_the_same(|pages| {
        let middle = pages.pages.len() / 2;
        let again = pages.pages[middle].clone();
        pages.pages.insert(middle + 1, again);
    });
}

#[test]
fn without_bold_type() {
    says_the_same(|pages| {
        let lines = pages.pages.iter_mut().flat_map(|page| &mut page.lines);
        for word in lines.flat_map(|line| &mut line.words) {
            word.style.bold = false;
        }
    });
}
