//! Runs of text with styles become words.

use crate::page::{PICTURE, Style, Word};

/// Words that are put together from runs of text.
#[derive(Debug, Clone, Default)]
pub(in crate::page) struct Words {
    words: Vec<Word>,
    /// Words before which a tab stands.
    tabs: Vec<usize>,
    /// The next run may go on with the last word.
    is_open: bool,
}

impl Words {
    /// Adds a run of text; white space in it parts words.
    pub(in crate::page) fn push(&mut self, text: &str, style: Style) {
        let mut is_first = true;
        for part in text.split(char::is_whitespace) {
            if !is_first {
                self.is_open = false;
            }
            is_first = false;
            if part.is_empty() {
                continue;
            }
            match self.words.last_mut() {
                Some(last) if self.is_open && goes_on(last, part, style) => last.text.push_str(part),
                _ => self.words.push(Word {
                    text: part.to_owned(),
                    style,
                    ..Word::default()
                }),
            }
            self.is_open = true;
        }
    }

    /// Parts the words before from those after.
    pub(in crate::page) fn space(&mut self) {
        self.is_open = false;
    }

    /// Adds a tab.
    pub(in crate::page) fn tab(&mut self) {
        self.is_open = false;
        if !self.words.is_empty() && self.tabs.last() != Some(&self.words.len()) {
            self.tabs.push(self.words.len());
        }
    }

    /// Adds a small picture: its colour is the style's, its name whatever the input calls it.
    pub(in crate::page) fn picture(&mut self, name: &str, style: Style) {
        const LONGEST: usize = 60;
        let name = name.split_whitespace().collect::<Vec<_>>().join("\u{A0}");
        let mut text = String::from(PICTURE);
        text.extend(name.chars().take(LONGEST));
        self.words.push(Word {
            text,
            style,
            ..Word::default()
        });
        self.is_open = false;
    }

    /// Whether there is nothing.
    pub(in crate::page) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words.
    pub(in crate::page) fn words(&self) -> &[Word] {
        &self.words
    }

    /// Words before which a tab stands.
    pub(in crate::page) fn tabs(&self) -> &[usize] {
        &self.tabs
    }
}

/// Whether a run goes on with the word before it: a raised mark is a word of its own, and so are two words
/// in two styles between which a converter has lost the space: `information**Analys**`.
fn goes_on(last: &Word, part: &str, style: Style) -> bool {
    if last.text.starts_with(PICTURE) || last.style.superscript != style.superscript {
        return false;
    }
    let is_glued = last.text.ends_with(char::is_alphanumeric) && part.starts_with(char::is_alphanumeric);
    last.style == style || last.style.bold == style.bold || !is_glued
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(words: &Words) -> Vec<&str> {
        words.words().iter().map(|word| word.text.as_str()).collect()
    }

    #[test]
    fn runs_are_put_together_and_glued_words_in_two_weights_are_not() {
        let bold = Style {
            bold: true,
            ..Style::default()
        };
        let mut words = Words::default();
        words.push("Justerad bud", bold);
        words.push("get", bold);
        words.push("* ", Style::default());
        words.push("helt", Style::default());
        words.push("Analys", bold);
        assert_eq!(shown(&words), ["Justerad", "budget*", "helt", "Analys"]);
    }

    #[test]
    fn a_picture_is_no_part_of_the_word_after_it() {
        let mut words = Words::default();
        words.picture("grön cirkel", Style::default());
        words.push("Antal", Style::default());
        assert_eq!(shown(&words), ["\u{FFFC}grön\u{A0}cirkel", "Antal"]);
    }
}
