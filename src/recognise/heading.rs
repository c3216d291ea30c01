//! Headings that are no goals: by the grammar, the contents, the markup, the type.

use crate::block::{Blocks, Item, Text};
use crate::grammar::{Grammar, squash};
use crate::lex::year;
use std::collections::BTreeSet;

/// What tells headings in one document.
pub(super) struct Headings<'a> {
    grammar: &'a Grammar,
    outline: BTreeSet<String>,
    /// Type size of most of the running text; 0 where the input has no type.
    body_size: f32,
    /// The input has no markup and no type at all.
    is_plain: bool,
}

/// Longest heading in characters.
const LONGEST: usize = 120;
/// Longest heading that has nothing but its shortness to tell it.
const LONGEST_PLAIN: usize = 60;
/// The contents list no longer title, in bytes.
const LONGEST_LISTED: usize = 1000;

impl<'a> Headings<'a> {
    pub(super) fn of(grammar: &'a Grammar, blocks: &Blocks) -> Self {
        let texts = || {
            blocks.items.iter().filter_map(|item| match item {
                Item::Text(text) => Some(text),
                _ => None,
            })
        };
        let styled = texts().filter(|text| text.marked || text.all_bold).count();
        Headings {
            grammar,
            outline: blocks
                .outline
                .iter()
                .map(|title| squash(title).trim_end_matches('.').to_owned())
                .collect(),
            body_size: body_size(texts()),
            is_plain: styled == 0,
        }
    }

    /// Whether a longer title begins with this text and the contents list it: the title goes on.
    pub(super) fn begins_listed(&self, text: &str) -> Listed {
        const FEWEST_LETTERS: usize = 8;
        if text.len() > LONGEST_LISTED {
            return Listed::No;
        }
        let wanted = squash(text);
        let wanted = wanted.trim_end_matches('.');
        match self.outline.range(wanted.to_owned()..).next() {
            Some(title) if title == wanted => Listed::Whole,
            Some(title) if title.starts_with(wanted) && wanted.chars().count() > FEWEST_LETTERS => {
                Listed::Begun
            }
            _ => Listed::No,
        }
    }

    /// The level of a heading, or nothing. Inside a goal, plain shortness is no evidence.
    pub(super) fn level(&self, text: &Text, next: Option<&Item>, in_goal: bool) -> Option<u8> {
        let words = text.text.trim();
        let length = words.chars().count();
        if length == 0 || length > LONGEST || super::prose::bullet(words).is_some() {
            return None;
        }
        if let Some(level) = self.known(words) {
            return Some(level);
        }
        if self.begins_listed(words) == Listed::Whole {
            return Some(2);
        }
        let ends_sentence =
            words.ends_with(['.', ',', ';']) && self.grammar.abbreviations.at_end(words).is_none();
        if ends_sentence || !words.chars().any(char::is_alphabetic) {
            return None;
        }
        let is_larger = self.body_size > 0.0 && text.style.size > self.body_size * 1.08;
        if text.marked || text.all_bold || is_larger {
            return Some(3);
        }
        let begins_high = words.starts_with(|letter: char| letter.is_uppercase());
        let before_text = matches!(next, Some(Item::Text(below)) if
            below.text.chars().count() > length && below.text.trim_end().ends_with(['.', ':'])
            && !super::prose::goes_on(words, &below.text));
        let short =
            length <= LONGEST_PLAIN && !words.ends_with([':', '!', '?', ')']) && text.words.len() <= 6;
        if text.all_italic && short && begins_high && text.is_whole && before_text {
            return Some(3);
        }
        (self.is_plain
            && self.body_size == 0.0
            && !in_goal
            && short
            && begins_high
            && before_text
            && text.fill < 0.5)
            .then_some(3)
    }

    /// A heading that the grammar knows; a year may follow it.
    fn known(&self, words: &str) -> Option<u8> {
        let level = |id: Option<&crate::grammar::Entry>| id?.fact("level")?.parse().ok();
        if let Some(level) = level(self.grammar.headings.whole(words)) {
            return Some(level);
        }
        let (entry, taken) = self.grammar.headings.start(words)?;
        let rest = words[taken..].trim();
        match year(rest) {
            Ok(("", _)) => level(Some(entry)),
            _ => None,
        }
    }
}

/// How a text stands to the titles of the contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// It is a title.
    Whole,
    /// It is the beginning of one.
    Begun,
    /// Neither.
    No,
}

fn body_size<'a>(texts: impl Iterator<Item = &'a Text>) -> f32 {
    let mut letters: std::collections::BTreeMap<i32, usize> = std::collections::BTreeMap::new();
    for text in texts {
        for word in &text.words {
            // Tenths of a point are enough to tell sizes apart.
            #[expect(clippy::cast_possible_truncation, reason = "type sizes are small")]
            let size = (word.style.size * 10.0).round() as i32;
            *letters.entry(size).or_default() += word.text.len();
        }
    }
    let most = letters.iter().max_by_key(|(_, count)| **count);
    #[expect(clippy::cast_precision_loss, reason = "type sizes are small")]
    most.map_or(0.0, |(size, _)| *size as f32 / 10.0)
}
