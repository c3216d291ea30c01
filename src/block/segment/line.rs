//! A line with what it says of itself, and the document's measures that this is held against.

use super::listed::{Listed, Standing};
use super::weights::{Feature, Odds};
use super::words;
use crate::block::Text;
use crate::grammar::{Entry, Grammar};
use crate::lex::year;
use std::collections::BTreeMap;

/// Longest heading in characters.
const LONGEST_HEADING: usize = 120;
/// Longest heading that has nothing but its shortness to tell it.
const LONGEST_PLAIN: usize = 60;

/// What is measured once for the lines of a document.
pub(crate) struct Profile<'a> {
    /// The words.
    pub(crate) grammar: &'a Grammar,
    /// The titles that the contents list.
    pub(crate) listed: &'a Listed,
    /// Type size of most of the running text; 0 where the input has no type.
    pub(crate) body_size: f32,
    /// The input has no markup and no bold type at all.
    is_plain: bool,
    /// Labels are printed with colons.
    has_colons: bool,
}

impl<'a> Profile<'a> {
    /// Measures the lines of a document.
    pub(crate) fn of<'t>(
        grammar: &'a Grammar,
        listed: &'a Listed,
        texts: impl Iterator<Item = &'t Text> + Clone,
    ) -> Self {
        let has_colon = |text: &Text| {
            let label = words::goal_label(grammar, &text.text);
            label.is_some_and(|label| label.has_colon)
        };
        Profile {
            grammar,
            listed,
            body_size: body_size(texts.clone()),
            is_plain: !texts.clone().any(|text| text.marked || text.all_bold),
            has_colons: texts.clone().any(has_colon),
        }
    }

    /// Whether the input says how its words are set.
    pub(crate) fn has_type(&self) -> bool {
        self.body_size > 0.0
    }

    /// Whether a line is set as running text is not.
    pub(crate) fn is_set_apart(&self, text: &Text) -> bool {
        text.marked || text.all_bold || self.is_larger(text)
    }

    fn is_larger(&self, text: &Text) -> bool {
        self.has_type() && text.style.size > self.body_size * 1.08
    }

    /// The level of a heading that the grammar knows; a year may follow it.
    pub(crate) fn known_level(&self, text: &str) -> Option<u8> {
        let level = |entry: Option<&Entry>| entry?.fact("level")?.parse().ok();
        let headings = &self.grammar.headings;
        level(headings.whole(text)).or_else(|| {
            let (entry, taken) = headings.start(text)?;
            matches!(year(text[taken..].trim()), Ok(("", _))).then(|| level(Some(entry)))?
        })
    }

    /// What speaks for a heading; one thing is enough.
    pub(crate) fn heading(&self, text: &Text, next: Option<&Text>, in_goal: bool) -> Feature {
        let words = text.text.trim();
        let length = words.chars().count();
        if length == 0 || length > LONGEST_HEADING || words::bullet(words).is_some() {
            return Feature::HeadingUnlike;
        }
        if self.known_level(words).is_some() {
            return Feature::HeadingKnown;
        }
        if self.listed.standing(words) == Standing::Whole {
            return Feature::HeadingListed;
        }
        let ends_sentence =
            words.ends_with(['.', ',', ';']) && self.grammar.abbreviations.at_end(words).is_none();
        if ends_sentence || !words.chars().any(char::is_alphabetic) {
            return Feature::HeadingUnlike;
        }
        if text.marked {
            return Feature::HeadingMarked;
        }
        if self.is_set_apart(text) {
            return Feature::HeadingSet;
        }
        let begins_high = words.starts_with(char::is_uppercase);
        let before_text = next.is_some_and(|below| {
            below.text.chars().count() > length
                && below.text.trim_end().ends_with(['.', ':'])
                && !words::goes_on(words, &below.text)
        });
        let is_short =
            length <= LONGEST_PLAIN && !words.ends_with([':', '!', '?', ')']) && text.words.len() <= 6;
        let is_plain = self.is_plain && !self.has_type() && !in_goal && text.fill < 0.5;
        let is_slanted = text.all_italic && text.is_whole;
        if is_short && begins_high && before_text && (is_plain || is_slanted) {
            return Feature::HeadingShort;
        }
        Feature::HeadingUnlike
    }
}

/// What the words of a line say.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Said {
    /// It begins with a goal's label: whether that has a colon, and whether a title follows it.
    pub(crate) label: Option<(bool, bool)>,
    pub(crate) is_marker: bool,
    /// The marker is one word.
    pub(crate) is_one_word: bool,
    pub(crate) is_section: bool,
    pub(crate) is_item: bool,
}

impl Said {
    pub(crate) fn of(grammar: &Grammar, text: &Text) -> Self {
        let marker = words::marker(grammar, &text.text);
        let spoken = |word: &&str| word.contains(char::is_alphabetic);
        Said {
            label: words::goal_label(grammar, &text.text)
                .map(|label| (label.has_colon, !label.rest.is_empty())),
            is_marker: marker.is_some(),
            is_one_word: text.text.split(' ').filter(spoken).count() < 2,
            is_section: grammar.sections.whole(&text.text).is_some(),
            is_item: words::bullet(&text.text).is_some(),
        }
    }
}

/// A line in its surroundings.
pub(crate) struct Line<'a> {
    /// The line.
    pub(crate) text: &'a Text,
    pub(crate) said: Said,
    /// The line before it that is content.
    pub(crate) before: Option<usize>,
    /// The line after it that is content.
    pub(crate) next: Option<&'a Text>,
    /// A table stands between it and the line before.
    pub(crate) is_after_break: bool,
    /// A goal stands above, in the same chapter.
    pub(crate) in_goal: bool,
    /// What speaks for furniture, if anything may.
    pub(crate) furniture: Option<Odds>,
    /// It stands among the entries of the contents.
    pub(crate) contents: Option<Feature>,
}

impl<'a> Line<'a> {
    /// Lines that follow each other; `is_break` says before which of them a table stands.
    pub(crate) fn all(profile: &Profile<'_>, texts: &[&'a Text], is_break: &[bool]) -> Vec<Line<'a>> {
        let mut in_goal = false;
        let mut lines: Vec<Line<'a>> = Vec::with_capacity(texts.len());
        for (at, text) in texts.iter().enumerate() {
            let said = Said::of(profile.grammar, text);
            let is_chapter = || profile.known_level(&text.text) == Some(1);
            in_goal = said.label.is_some() || in_goal && !is_chapter();
            lines.push(Line {
                text,
                said,
                before: at.checked_sub(1),
                next: texts.get(at + 1).copied(),
                is_after_break: is_break.get(at).copied().unwrap_or(false),
                in_goal,
                furniture: None,
                contents: None,
            });
        }
        lines
    }

    /// The line says a title after its label.
    pub(super) fn has_title(&self) -> bool {
        matches!(self.said.label, Some((_, true)))
    }

    /// What the line says of itself.
    pub(super) fn features(&self, profile: &Profile<'_>) -> Vec<Feature> {
        let mut features = vec![profile.heading(self.text, self.next, self.in_goal)];
        if let Some((has_colon, _)) = self.said.label {
            self.label_features(profile, has_colon, &mut features);
        }
        if self.said.is_marker {
            features.push(match self.said.is_one_word {
                true => Feature::MarkerWord,
                false => Feature::MarkerPhrase,
            });
            let has_glyph = !self.text.text.trim_start().starts_with(char::is_alphanumeric);
            if has_glyph || !self.text.marks.is_empty() {
                features.push(Feature::MarkerGlyph);
            }
        }
        if self.said.is_section {
            features.push(Feature::SectionName);
        }
        if self.said.is_item {
            features.push(Feature::Bullet);
        }
        features.extend(self.contents);
        features
    }

    fn label_features(&self, profile: &Profile<'_>, has_colon: bool, features: &mut Vec<Feature>) {
        if has_colon {
            features.push(Feature::LabelWithColon);
            return;
        }
        features.push(Feature::LabelAlone);
        if profile.has_colons {
            features.push(Feature::LabelUnlikeOthers);
        }
        if profile.listed.standing(&self.text.text) == Standing::Whole {
            features.push(Feature::LabelListed);
        }
        let size = self.text.style.size;
        if self.next.is_some_and(|next| size > next.style.size + 1.0) && profile.has_type() {
            features.push(Feature::LabelLargerThanNext);
        }
    }
}

/// The type size of most letters of running text, or of all text where no line looks like it: rows of tables are set
/// smaller, and there may be more of them.
fn body_size<'t>(texts: impl Iterator<Item = &'t Text> + Clone) -> f32 {
    const FEWEST_WORDS: usize = 6;
    let is_running = |text: &&Text| text.words.len() >= FEWEST_WORDS && super::link::parts(text) == 1;
    match size_of_most(texts.clone().filter(is_running)) {
        size if size > 0.0 => size,
        _ => size_of_most(texts),
    }
}

fn size_of_most<'t>(texts: impl Iterator<Item = &'t Text>) -> f32 {
    let mut letters: BTreeMap<i32, usize> = BTreeMap::new();
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
