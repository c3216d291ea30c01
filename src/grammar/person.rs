//! Persons by their given names.

use super::Grammar;
use std::ops::Range;

impl Grammar {
    /// Where a text names persons: a given name and the name in capitals behind it. Bodies and districts that are
    /// called after somebody are none.
    pub fn persons(&self, text: &str) -> Vec<Range<usize>> {
        let words: Vec<Range<usize>> = words(text).collect();
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at + 1 < words.len() {
            let end = self.name_end(text, &words[at..]);
            if end > 1 && !self.is_of_body(&text[words[at].start..words[at + end - 1].end]) {
                found.push(words[at].start..words[at + end - 1].end);
                at += end;
            } else {
                at += 1;
            }
        }
        found
    }

    /// How many words the name takes that begins with the first one; less than two if there is none.
    fn name_end(&self, text: &str, words: &[Range<usize>]) -> usize {
        const MOST: usize = 4;
        let is_given = |word: &str| self.given_names.whole(word).is_some();
        let mut end = 0;
        for (at, range) in words.iter().enumerate().take(MOST) {
            let word = &text[range.clone()];
            let is_near = at == 0
                || text[words[at - 1].end..range.start]
                    .chars()
                    .all(char::is_whitespace);
            if !is_near || !is_capitalised(word) {
                break;
            }
            end = at + 1;
            // What follows the family name is something else.
            if !is_given(word) {
                break;
            }
        }
        let is_named = words.first().is_some_and(|first| is_given(&text[first.clone()]));
        if is_named { end } else { 0 }
    }

    /// Whether a text is the name of a body or of a district, or a part of one.
    pub fn is_of_body(&self, text: &str) -> bool {
        let is_part = |word: &str| {
            let role = self.contacts.at_end(word).and_then(|entry| entry.fact("role"));
            role == Some("administration") || self.bodies.at_end(word).is_some()
        };
        text.split(' ').any(is_part)
            || self
                .registers
                .organisations
                .iter()
                .any(|known| known.name.contains(text))
            || self.registers.districts.iter().any(|district| {
                let mut forms = district.forms();
                forms.any(|form| text.starts_with(form) || form.contains(text))
            })
    }

    /// A text without the persons in it; none if nothing else is left.
    pub fn without_persons(&self, text: &str) -> Option<String> {
        let persons = self.persons(text);
        let mut rest = String::new();
        let mut from = 0;
        for person in &persons {
            rest.push_str(&text[from..person.start]);
            from = person.end;
        }
        rest.push_str(&text[from..]);
        let rest = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = rest.trim_matches([',', ';', ' ']);
        (rest.chars().any(char::is_alphabetic)).then(|| rest.to_owned())
    }
}

/// The words of a text: letters and hyphens.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '-';
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_letter)?;
        let end = text[start..]
            .find(|letter| !is_letter(letter))
            .map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}

fn is_capitalised(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(|letter| letter.is_alphabetic() || letter == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_bodies_called_after_them() {
        let grammar = Grammar::built_in().unwrap();
        let named = |text: &str| -> Vec<String> {
            grammar
                .persons(text)
                .into_iter()
                .map(|range| text[range].to_owned())
                .collect()
        };
        assert_eq!(named("Kajsa Provberg Brommas stadsdelsnämnd"), ["Kajsa Provberg"]);
        assert_eq!(
            named("Till Ann-Marie Provberg, Olle Karl Prov"),
            ["Ann-Marie Provberg", "Olle Karl Prov"]
        );
        assert_eq!(named("Maria-Gamla stan och Katarina-Sofia"), [""; 0]);
        assert_eq!(named("Sara har provat, Anna är här"), [""; 0]);
        assert_eq!(
            grammar.without_persons("Kajsa Provberg Brommas nämnd").as_deref(),
            Some("Brommas nämnd")
        );
        assert_eq!(grammar.without_persons("Kajsa Provberg"), None);
    }
}
