//! Words that may name a person, since nothing says that they are anything else.
//!
//! A list of names is never whole: what begins with a capital, stands beside another such word and is no word of
//! the grammar, of the registers or of the report's own body may be a name.

use super::contact::contacts;
use super::name::{is_nearly, is_of_administration};
use crate::grammar::{Grammar, squash};
use crate::record::Head;
use std::collections::HashSet;
use std::ops::Range;

/// What is known of words.
#[derive(Debug)]
pub(super) struct Lexicon<'g> {
    grammar: &'g Grammar,
    /// The words of the bodies and districts that the report names, in lower case.
    own: HashSet<String>,
}

/// A word of a text and what it is.
struct Word {
    range: Range<usize>,
    role: Role,
    /// Whether nothing but white space stands before it, or one comma.
    joint: Joint,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Joint {
    Space,
    Comma,
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Role {
    /// In capitals, and no known word or a given name.
    Unknown,
    /// One letter in capitals: `K.`
    Initial,
    /// In capitals, and a word of reports that may be a name too.
    Known,
    /// `von`: in lower case inside a name.
    Particle,
    /// What no name goes on over.
    Other,
}

impl<'g> Lexicon<'g> {
    /// The grammar's words, and those of the bodies of a report.
    pub(super) fn new<'h>(grammar: &'g Grammar, heads: impl Iterator<Item = &'h Head>) -> Self {
        let bodies = heads.flat_map(|head| head.organisation.iter().chain(&head.district));
        // A damaged page may give a name for a body.
        let bodies = bodies.filter_map(|body| grammar.without_persons(body));
        let has_plain_word = |body: &str| {
            let mut words = body.split(' ');
            words.any(|word| word.starts_with(char::is_lowercase) && !is_particle(grammar, word))
        };
        let bodies = bodies.filter(|body| grammar.is_of_body(body) || has_plain_word(body));
        let bodies: Vec<String> = bodies
            .map(|body| body[..grammar.committee_end(&body).unwrap_or(body.len())].to_owned())
            .collect();
        let words = bodies.iter().flat_map(|body| body.split(' '));
        let own = words.map(str::to_lowercase).collect();
        Self { grammar, own }
    }

    /// Whether a word is one of the grammar, of a register or of the report's body.
    pub(super) fn has(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let is_word = |word: &str| self.own.contains(word) || self.grammar.stock.counts.contains_key(word);
        is_word(&word)
            || word.strip_suffix('s').is_some_and(is_word)
            || self.is_of_body(&word)
            || word.contains('-') && word.split('-').all(is_word)
    }

    fn is_of_body(&self, word: &str) -> bool {
        is_of_administration(self.grammar, word) || self.grammar.bodies.at_end(word).is_some()
    }

    /// Whether a word is a given name, however it is written.
    pub(super) fn is_given(&self, word: &str) -> bool {
        const FEWEST_LETTERS: usize = 3;
        let is_name = |word: &str| self.grammar.given_names.whole(word).is_some();
        word.chars().count() >= FEWEST_LETTERS && is_name(word)
    }

    /// Whether a word has its place in the names of districts or in the labels of a title page.
    fn divides(&self, word: &str) -> bool {
        let is_role =
            |entry: &crate::grammar::Entry| !matches!(entry.fact("role"), Some("particle" | "thing"));
        let mut districts = self.grammar.registers.districts.iter();
        self.own.contains(&word.to_lowercase())
            || self.is_of_body(word)
            || self.grammar.title.whole(word).is_some()
            || self.grammar.contacts.whole(word).is_some_and(is_role)
            || is_nearly(self.grammar, "official", word)
            || is_nearly(self.grammar, "signatory", word)
            || districts.any(|district| {
                let mut forms = district.forms();
                forms.any(|form| form == word || form.split(' ').any(|part| part == word))
            })
    }

    fn role(&self, word: &str) -> Role {
        const MOST_LETTERS_FOR_A_DIGIT: usize = 3;
        let digits = word.chars().filter(char::is_ascii_digit).count();
        let letters = word.chars().filter(|letter| letter.is_alphabetic()).count();
        if is_particle(self.grammar, word) {
            return Role::Particle;
        }
        // A letter that could not be decoded may be the first.
        let begins = |letter: char| letter.is_uppercase() || matches!(letter, '?' | '\u{FFFD}');
        if !word.starts_with(begins) || digits * MOST_LETTERS_FOR_A_DIGIT > letters || letters == 0 {
            return Role::Other;
        }
        if letters == 1 {
            return Role::Initial;
        }
        // `FH`: whoever is meant, it is no name.
        if letters == 2 && word.chars().all(char::is_uppercase) {
            return Role::Other;
        }
        match (self.is_given(word), self.divides(word)) {
            (true, _) => Role::Unknown,
            (false, true) => Role::Other,
            (false, false) if self.grammar.is_thing(word) => Role::Other,
            (false, false) if self.has(word) => Role::Known,
            (false, false) => Role::Unknown,
        }
    }

    fn words(&self, text: &str) -> Vec<Word> {
        let mut found: Vec<Word> = Vec::new();
        for range in words(text) {
            let before = found.last().map_or(0, |last| last.range.end);
            let between = &text[before..range.start];
            let joint = match between.trim() {
                "" | "." => Joint::Space,
                "," => Joint::Comma,
                _ => Joint::Other,
            };
            let role = self.role(&text[range.clone()]);
            found.push(Word { range, role, joint });
        }
        found
    }

    /// Words beside each other that may be a name: two in capitals at least, one of them unknown.
    pub(super) fn runs(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let end = at + length(text, &words[at..]);
            if end > at {
                found.push(words[at].range.start..words[end - 1].range.end);
            }
            at = end.max(at + 1);
        }
        found
    }

    /// Words in capitals that nobody knows.
    pub(super) fn unknown(&self, text: &str) -> Vec<Range<usize>> {
        let words = self.words(text).into_iter();
        words
            .filter(|word| word.role == Role::Unknown)
            .map(|word| word.range)
            .collect()
    }

    /// Whether a line of the front may name a person.
    pub(super) fn is_personal(&self, line: &str) -> bool {
        const MOST_WORDS: usize = 9;
        const MOST_OF_A_NAME: usize = 5;
        let count = line.split_whitespace().count();
        let is_labelled = self.is_labelled(line) && !(count > MOST_WORDS && self.is_sentence(line));
        if (count <= MOST_WORDS || is_labelled) && !self.runs(line).is_empty() {
            return true;
        }
        let words = self.words(line);
        // `2 handläggare` are people, and no label.
        let is_labelled = is_labelled && !line.starts_with(|letter: char| letter.is_ascii_digit());
        if is_labelled && words.iter().any(|word| word.role == Role::Unknown) {
            return true;
        }
        let mut words = words.iter().map(|word| &line[word.range.clone()]);
        (2..=MOST_OF_A_NAME).contains(&count) && words.any(|word| self.is_given(word) && !self.has(word))
    }

    /// Whether a line is written as sentences are, and tells no way to reach somebody.
    fn is_sentence(&self, line: &str) -> bool {
        let (mut lower, mut upper) = (0, 0);
        for word in line.split_whitespace() {
            lower += usize::from(word.starts_with(char::is_lowercase));
            upper += usize::from(word.starts_with(char::is_uppercase));
        }
        line.trim_end().ends_with('.') && lower > upper && contacts(&self.grammar.contacts, line).is_empty()
    }

    /// A line with a mask in place of what may be a name; of the line, if there may be more.
    pub(super) fn masked(&self, line: &str, mask: &str) -> String {
        let mut masked = String::new();
        let mut rest = String::new();
        let mut end = 0;
        for range in self.runs(line) {
            masked.push_str(&line[end..range.start]);
            rest.push_str(&line[end..range.start]);
            masked.push_str(mask);
            rest.push_str(" , ");
            end = range.end;
        }
        masked.push_str(&line[end..]);
        rest.push_str(&line[end..]);
        let is_name = |word: &Word| matches!(word.role, Role::Unknown | Role::Initial);
        match end > 0 && !self.words(&rest).iter().any(is_name) {
            true => masked,
            false => mask.to_owned(),
        }
    }

    /// Whether a line has a label or title of an official in it, or a way to reach one.
    pub(super) fn is_labelled(&self, line: &str) -> bool {
        const MOST: usize = 400;
        let is_label = |text: &str| {
            let entry = self.grammar.contacts.start(text).map(|(entry, _)| entry);
            let role = entry.and_then(|entry| entry.fact("role"));
            matches!(
                role,
                Some("official" | "signatory" | "telephone-label" | "responsible")
            )
        };
        let is_near = |word: &str| {
            let is_nearly = |role: &str| is_nearly(self.grammar, role, word);
            is_nearly("official") || is_nearly("signatory")
        };
        let mut words = words(line).take(MOST);
        words.any(|range| is_label(&line[range.start..]) || is_near(&line[range]))
            || !contacts(&self.grammar.contacts, line).is_empty()
    }

    /// Whether a line is one or two words in capitals that nobody knows.
    pub(super) fn is_bare(&self, line: &str) -> bool {
        const MOST_WORDS: usize = 2;
        let words = self.words(line);
        (1..=MOST_WORDS).contains(&words.len())
            && words
                .iter()
                .all(|word| matches!(word.role, Role::Unknown | Role::Initial))
    }

    /// Whether nothing in a sentence may be a name: in capitals stands what is known, and what begins it.
    pub(super) fn names_nobody(&self, sentence: &str) -> bool {
        let words = self.words(sentence);
        let mut after = words.iter().skip(1);
        !after.any(|word| word.role == Role::Unknown)
            && !words.iter().any(|word| {
                let word = &sentence[word.range.clone()];
                self.is_given(word) && !self.has(word)
            })
    }
}

/// How many of the words that a text goes on with are one name; none if the first begins none.
fn length(text: &str, words: &[Word]) -> usize {
    const MOST: usize = 6;
    let is_part = |role: Role| matches!(role, Role::Unknown | Role::Initial | Role::Known);
    if words.first().is_none_or(|first| !is_part(first.role)) {
        return 0;
    }
    let joined = |at: usize| match words[at].joint {
        Joint::Space => true,
        // `Efternamn, Förnamn`
        Joint::Comma => at == 1 || words[..at].iter().all(|word| word.role != Role::Known),
        Joint::Other => false,
    };
    let goes_on = |at: usize| (is_part(words[at].role) || words[at].role == Role::Particle) && joined(at);
    let mut end = 1;
    while end < words.len().min(MOST) && goes_on(end) {
        end += 1;
    }
    while words[end - 1].role == Role::Particle {
        end -= 1;
    }
    let named = words[..end].iter().filter(|word| is_part(word.role)).count();
    let is_unknown = words[..end].iter().any(|word| word.role == Role::Unknown);
    let letters = words[..end]
        .iter()
        .any(|word| text[word.range.clone()].chars().count() > 2);
    if named >= 2 && is_unknown && letters {
        end
    } else {
        0
    }
}

/// The words of a text: what stands between white space and punctuation. A letter that could not be decoded is one.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let is_letter = |letter: char| {
        letter.is_alphanumeric()
            || matches!(letter, '-' | '\'' | '’' | '?' | '\u{FFFD}')
            // Letters that were decoded as others.
            || !letter.is_ascii() && !letter.is_whitespace() && !matches!(letter, '–' | '—' | '•' | '”' | '…')
    };
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

fn is_particle(grammar: &Grammar, word: &str) -> bool {
    let entry = grammar.contacts.whole(word);
    entry.is_some_and(|entry| entry.fact("role") == Some("particle")) && word.starts_with(char::is_lowercase)
}

/// The ways in which a name may be written elsewhere: as it stands, the other way round, without what stands
/// between the first and the last, not in capitals.
pub(super) fn written(name: &str) -> Vec<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut found = vec![name.clone()];
    let turned = match name.split_once(',') {
        Some((last, first)) => format!("{} {}", first.trim(), last.trim()),
        None => name,
    };
    let words: Vec<&str> = turned.split(' ').collect();
    if let (Some(first), Some(last), true) = (words.first(), words.last(), words.len() > 2) {
        found.push(format!("{first} {last}"));
    }
    found.push(turned);
    let lowered: Vec<String> = found.iter().map(|name| capitalised(name)).collect();
    found.extend(lowered);
    found.sort();
    found.dedup();
    found
}

/// `KAJSA PROV-BERG` as `Kajsa Prov-Berg`.
pub(super) fn capitalised(name: &str) -> String {
    let mut is_first = true;
    let letters = name.chars().flat_map(|letter| {
        let letters: Vec<char> = if is_first {
            vec![letter]
        } else {
            letter.to_lowercase().collect()
        };
        is_first = !letter.is_alphabetic();
        letters
    });
    letters.collect()
}

/// Whether two names are the same but for a letter or two.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    const LETTERS_FOR_ONE: usize = 6;
    let (one, other) = (squash(one), squash(other));
    let letters = one.chars().count().min(other.chars().count());
    let wrong = letters / LETTERS_FOR_ONE;
    one.chars().count().abs_diff(other.chars().count()) <= wrong && strsim::levenshtein(&one, &other) <= wrong
}
