//! A page as the detectors see it.
//!
//! Takes: a page and its lines.
//! Gives: the lines with their parts, the lattices, and what was measured for the document.
//! Never: decides what a line is.

use super::lattice::{Lattice, lattices};
use crate::block::geometry::Measures;
use crate::block::geometry::find::{begins_figure, size};
use crate::block::text::Sheet;
use crate::grammar::Grammar;
use crate::page::{Page, Word};
use crate::trace::BBox;

/// Words of a line without a wide gap between them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) left: f32,
    pub(super) right: f32,
    /// How many words.
    pub(super) words: usize,
    /// A figure, or a dash that stands for one.
    pub(super) is_value: bool,
    /// A few letters before what they stand for: `NB:`, `(2)`, `b.`
    pub(super) is_marker: bool,
}

impl Part {
    pub(super) fn width(&self) -> f32 {
        self.right - self.left
    }
}

/// A line with its parts.
#[derive(Debug, Clone)]
pub(super) struct LineView {
    pub(super) bbox: BBox,
    pub(super) size: f32,
    pub(super) parts: Vec<Part>,
}

impl LineView {
    /// The gaps between the parts.
    pub(super) fn gaps(&self) -> impl Iterator<Item = (f32, f32)> {
        self.parts.windows(2).map(|pair| (pair[0].right, pair[1].left))
    }

    /// Whether some part stands on both sides of a gap and none in it.
    pub(super) fn leaves_free(&self, gap: (f32, f32)) -> bool {
        /// Narrower than a space.
        const NARROWEST: f32 = 2.0;
        self.gaps()
            .any(|own| own.1.min(gap.1) - own.0.max(gap.0) >= NARROWEST)
    }
}

/// A page with what the detectors need.
pub(super) struct PageView<'a> {
    pub(super) grammar: &'a Grammar,
    pub(super) measures: Measures,
    pub(super) page: &'a Page,
    pub(super) sheets: &'a [&'a Sheet<'a>],
    pub(super) lines: Vec<LineView>,
    pub(super) lattices: Vec<Lattice>,
    /// For each line, the lattice that holds it.
    pub(super) held: Vec<Option<usize>>,
}

impl<'a> PageView<'a> {
    pub(super) fn new(
        grammar: &'a Grammar,
        measures: Measures,
        page: &'a Page,
        sheets: &'a [&'a Sheet<'a>],
    ) -> Self {
        let lines: Vec<LineView> = sheets
            .iter()
            .map(|sheet| LineView {
                bbox: sheet.line.bbox,
                size: size(sheet),
                parts: measures
                    .parts(&sheet.line.words)
                    .into_iter()
                    .map(|range| part(&sheet.line.words[range]))
                    .collect(),
            })
            .collect();
        let lattices = lattices(page);
        let held = lines
            .iter()
            .map(|line| {
                let around = lattices.iter().enumerate();
                around
                    .filter(|(_, lattice)| lattice.holds(&line.bbox))
                    .min_by(|a, b| a.1.bbox.height().total_cmp(&b.1.bbox.height()))
                    .map(|(at, _)| at)
            })
            .collect();
        PageView {
            grammar,
            measures,
            page,
            sheets,
            lines,
            lattices,
            held,
        }
    }

    /// Whether ruling lines that make cells hold a line.
    pub(super) fn is_divided(&self, at: usize) -> bool {
        self.held[at].is_some_and(|held| self.lattices[held].is_divided())
    }

    /// The space between a line and the one above it, in heights of the line.
    pub(super) fn space_above(&self, at: usize) -> f32 {
        let Some(above) = at.checked_sub(1).map(|above| &self.lines[above]) else {
            return f32::INFINITY;
        };
        let line = &self.lines[at];
        (line.bbox.top - above.bbox.bottom) / line.bbox.height().max(4.0)
    }
}

fn part(words: &[Word]) -> Part {
    /// No figure with its unit has more words.
    const MOST_WORDS: usize = 4;
    let is_value = words.len() <= MOST_WORDS
        && words.first().is_some_and(|word| {
            let bare = word.text.trim_start_matches(['(', '<', '>', '~', '€', '$', '£']);
            begins_figure(bare) || matches!(word.text.as_str(), "-" | "–" | "—" | "\u{2212}")
        });
    Part {
        left: words.first().map_or(0.0, |word| word.bbox.left),
        right: words.last().map_or(0.0, |word| word.bbox.right),
        words: words.len(),
        is_value,
        is_marker: words.len() <= 2
            && words
                .last()
                .is_some_and(|word| word.text.ends_with([':', ')', '.']) && !is_value),
    }
}
