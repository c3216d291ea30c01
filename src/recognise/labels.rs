//! The label of each block of text, chosen once tables stand for themselves.

use crate::block::segment::{Chosen, Label, Line, Listed, Profile, Standing, choose};
use crate::block::{Blocks, Item, Text};
use crate::grammar::Grammar;
use crate::trace::{Code, Diagnostic};

/// The labels of the blocks of a document.
pub(super) struct Labels<'a> {
    profile: Profile<'a>,
    /// By the position of the block; those that are no text are running text.
    chosen: Vec<Chosen>,
}

impl<'a> Labels<'a> {
    pub(super) fn of(grammar: &'a Grammar, listed: &'a Listed, blocks: &Blocks) -> Self {
        let mut texts: Vec<(usize, &Text)> = Vec::new();
        let mut is_break: Vec<bool> = Vec::new();
        let mut after_table = false;
        for (at, item) in blocks.items.iter().enumerate() {
            match item {
                Item::Text(text) => {
                    texts.push((at, text));
                    is_break.push(std::mem::take(&mut after_table));
                }
                Item::Table(_) => after_table = true,
                Item::Furniture { .. } => {}
            }
        }
        let profile = Profile::of(grammar, listed, texts.iter().map(|(_, text)| *text));
        let borrowed: Vec<&Text> = texts.iter().map(|(_, text)| *text).collect();
        let lines = Line::all(&profile, &borrowed, &is_break);
        let mut chosen = vec![Chosen::default(); blocks.items.len()];
        for ((at, _), label) in texts.iter().zip(choose(&profile, &lines)) {
            chosen[*at] = label;
        }
        Labels { profile, chosen }
    }

    /// The label of a block.
    pub(super) fn at(&self, at: usize) -> Label {
        self.chosen.get(at).map_or(Label::Body, |chosen| chosen.label)
    }

    /// Whether a marker stands here between two lines of a title, or between a label and its title.
    pub(super) fn is_beside_title(&self, items: &[Item], at: usize) -> bool {
        let mut rest = items.iter().enumerate().skip(at + 1);
        let next = rest.find(|(_, item)| !matches!(item, Item::Furniture { .. }));
        self.at(at) == Label::Marker && next.is_some_and(|(next, _)| self.at(next) == Label::Title)
    }

    /// The level of a heading.
    pub(super) fn level(&self, text: &Text) -> u8 {
        let known = self.profile.known_level(text.text.trim());
        known.unwrap_or(match self.standing(&text.text) {
            Standing::Whole => 2,
            _ => 3,
        })
    }

    /// How a text stands to the titles that the contents list.
    pub(super) fn standing(&self, text: &str) -> Standing {
        self.profile.listed.standing(text)
    }

    /// What is told of blocks that are parts of a goal, or not, by little.
    pub(super) fn doubtful(&self, items: &[Item]) -> Vec<Diagnostic> {
        let told = self.chosen.iter().zip(items).filter_map(|(chosen, item)| {
            let Item::Text(text) = item else { return None };
            if !chosen.is_doubtful_goal() || text.is_cut_out {
                return None;
            }
            let message = crate::say!(
                "read-as-nearly",
                best = chosen.label.name(),
                second = chosen.second.name()
            );
            let told = Diagnostic::new(Code::GoalDoubtful, text.place, message, &text.text);
            Some(told)
        });
        told.collect()
    }
}
