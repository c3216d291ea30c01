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

    /// Whether a word is a compound that names a thing or a place: `Lekpark`, `Gångväg`. Given names and the bare word,
    /// which is a family name somewhere, are none.
    pub fn is_thing(&self, word: &str) -> bool {
        let entry = self.contacts.at_end(word);
        entry.is_some_and(|entry| entry.fact("role") == Some("thing"))
            && self.contacts.whole(word).is_none()
            && self.given_names.whole(word).is_none()
    }

    /// Whether a text names a thing or a place, and no person beside it: `Lekpark Norr`.
    pub fn is_of_thing(&self, text: &str) -> bool {
        text.split(' ').any(|word| self.is_thing(word))
            && !text.split(' ').any(|word| self.given_names.whole(word).is_some())
    }

    /// Where the name of a committee or of its administration ends in a text.
    pub fn committee_end(&self, text: &str) -> Option<usize> {
        const COMMITTEES: [&str; 3] = ["district-committee", "district-administration", "committee"];
        let mut ends = words(text).filter(|range| {
            let entry = self.bodies.at_end(&text[range.clone()]);
            entry.is_some_and(|entry| COMMITTEES.contains(&entry.id.as_str()))
        });
        ends.next().map(|range| range.end)
    }

    /// What stands behind the name of a committee or a unit and is a person's name, as where a page is damaged: two
    /// words or some more that nobody knows. No name of a committee goes on there, and one of a unit seldom with a
    /// given name.
    pub fn name_behind_body<'t>(&self, text: &'t str) -> Option<&'t str> {
        const MOST_WORDS: usize = 5;
        let is_unit = |range: &Range<usize>| {
            let word = &text[range.clone()];
            self.bodies.whole(word).is_none() && self.is_of_body(word)
        };
        let committee = self.committee_end(text);
        let end = committee.or_else(|| words(text).find(is_unit).map(|range| range.end))?;
        let rest = text[end..].trim();
        let found: Vec<&str> = words(rest).map(|range| &rest[range]).collect();
        let is_given = |word: &&str| self.given_names.whole(word).is_some();
        let is_unknown = |word: &&str| {
            let is_known = self.stock.counts.contains_key(&word.to_lowercase()) || self.is_of_body(word);
            !is_known || is_given(word)
        };
        let is_name = (2..=MOST_WORDS).contains(&found.len())
            && found.iter().all(is_unknown)
            && (committee.is_some() || found.iter().any(is_given) || rest.contains(','));
        is_name.then_some(rest)
    }

    /// A text without the persons in it; none if nothing else is left.
    pub fn without_persons(&self, text: &str) -> Option<String> {
        let behind = self.name_behind_body(text);
        let text = behind.map_or(text, |behind| {
            text.strip_suffix(behind).unwrap_or(text).trim_end()
        });
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
        for body in [
            "Brommas stadsdelsnämnd",
            "Socialnämnden för barn och unga",
            "Enheten Solrosen Tallen",
        ] {
            assert_eq!(grammar.without_persons(body).as_deref(), Some(body));
        }
        let damaged = "Provenheten PROVBERG, GULL-BRITT";
        assert_eq!(grammar.without_persons(damaged).as_deref(), Some("Provenheten"));
        let damaged = "Brommas stadsdelsnämnd Xiomara Provberg";
        assert_eq!(
            grammar.without_persons(damaged).as_deref(),
            Some("Brommas stadsdelsnämnd")
        );
    }
}
