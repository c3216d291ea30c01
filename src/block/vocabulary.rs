//! Words seen whole in the running text: evidence for words that narrow columns have broken.

use super::Item;
use std::collections::HashMap;

/// How often each word stands in the running text, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    counts: HashMap<String, u32>,
}

impl Vocabulary {
    pub(super) fn of(items: &[Item]) -> Self {
        let mut counts = HashMap::new();
        let mut count = |text: &str| {
            for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
                if word.len() > 1 {
                    *counts.entry(word.to_lowercase()).or_insert(0) += 1;
                }
            }
        };
        for item in items {
            match item {
                Item::Text(text) => count(&text.text),
                // Cells hold the pieces of broken words.
                Item::Table(_) => {}
                Item::Furniture { text, .. } => count(text),
            }
        }
        Self { counts }
    }

    /// How often the word was seen.
    pub fn count(&self, word: &str) -> u32 {
        self.counts.get(&word.to_lowercase()).copied().unwrap_or(0)
    }

    /// Adds the words of a text that is known from elsewhere, such as the grammar's phrases.
    pub(super) fn learn(&mut self, text: &str) {
        for word in text
            .split(|letter: char| !letter.is_alphabetic())
            .filter(|word| word.len() > 3)
        {
            *self.counts.entry(word.to_lowercase()).or_insert(0) += 1;
        }
    }

    /// The text with the words put together again that a narrow column has broken: two pieces are one
    /// word if that word was seen whole and one of the pieces never was.
    pub fn rejoined(&self, text: &str) -> String {
        let mut joined = String::with_capacity(text.len());
        for piece in text.split(' ') {
            let last = joined.rsplit(' ').next().unwrap_or("");
            let bare = |word: &str| {
                word.trim_matches(|letter: char| !letter.is_alphanumeric())
                    .to_owned()
            };
            let whole = format!("{last}{piece}");
            let is_letters = last.ends_with(char::is_alphabetic) && piece.starts_with(char::is_lowercase);
            let is_broken = is_letters
                && self.count(&bare(&whole)) > 0
                && (self.count(&bare(last)) == 0
                    || self.count(&bare(piece)) == 0
                    || bare(piece).chars().count() == 1);
            if !joined.is_empty() && !is_broken {
                joined.push(' ');
            }
            joined.push_str(piece);
        }
        joined
    }

    /// Whether two pieces are more likely one word than two.
    pub fn is_one_word(&self, first: &str, second: &str) -> bool {
        let joined = self.count(&format!("{first}{second}"));
        joined > 0 && joined >= self.count(first).min(self.count(second))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_words_are_put_together_and_whole_ones_are_not() {
        let mut words = Vocabulary::default();
        for word in ["Prognos", "Avvikelse", "efter", "åtgärder", "samtal", "Samtalen"] {
            words.learn(word);
        }
        assert_eq!(words.rejoined("Progno s efter åtg."), "Prognos efter åtg.");
        assert_eq!(words.rejoined("Avvikel se april"), "Avvikelse april");
        assert_eq!(
            words.rejoined("samtal en dag"),
            "samtalen dag",
            "a known limit: `en` was never seen"
        );
        assert_eq!(words.rejoined("efter åtgärder"), "efter åtgärder");
    }
}
