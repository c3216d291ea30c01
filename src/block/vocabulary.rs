//! Words seen whole in the running text: evidence for words that narrow columns have broken.
//!
//! Takes: the words of a document, and those of the grammar.
//! Gives: how often a word was seen, and the lines of a cell as one text.
//! Never: knows where a line stands.

use super::Item;
use crate::grammar::{Grammar, WordStock};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// A line of a cell.
#[derive(Debug, Clone, Default)]
pub(crate) struct CellLine {
    /// Its words.
    pub(crate) text: String,
    /// What its place says of its end: the logarithm of the odds that the next line goes on with its last
    /// word. None where there was room for another letter, so that nothing can be broken.
    pub(crate) broken: Option<f32>,
}

/// A choice between one word and two that was narrow.
pub(crate) type Doubt = String;

/// Odds below this are doubtful.
const MARGIN: f32 = 2.0;
/// Part of the words that were seen before.
const SEEN: f32 = 0.75;
/// Odds that two words make a compound that was not seen: one word in eight is one, of words that are rarer as words by
/// themselves.
const COMPOUND: f32 = -2.5;
/// As before, where what stands before the line's end is bent.
const BENT_FIRST: f32 = -4.0;
/// Fewest letters of a part that was not seen, beside another one.
const LONG: usize = 4;
/// As before, where the first of them is bent, as no first part is, or the second is a small word.
const UNUSUAL: f32 = -7.0;
/// How likely a small word is at least.
const SMALL: f32 = -5.0;
/// Odds that a word that was seen is bent in a way that was not.
const BENT: f32 = -3.5;
/// Odds that the first part of a compound stands alone, by the letter that joins it to the rest, or by its whole end.
const LOOSE: f32 = -2.0;
const LOOSE_JOINT: f32 = -6.0;
/// Odds that a hyphen at a line end divides a word: more of them do than belong to it.
const DIVIDES: f32 = 2.0;
/// Fewest letters of a part of a compound.
const SHORTEST: usize = 3;
/// More pieces in a row are joined one by one.
const MOST_PIECES: usize = 6;

/// The letters that end a line and those that begin the next.
fn ends<'a>(line: &'a str, next: &'a str) -> (&'a str, &'a str) {
    let no_letter = |letter: char| !letter.is_alphabetic();
    (
        line.rsplit(no_letter).next().unwrap_or(""),
        next.split(no_letter).next().unwrap_or(""),
    )
}

/// `46 21` and `3 st`: digits that make a number in groups of three only together.
fn is_broken_number(text: &str, line: &str) -> bool {
    let tail: String = text
        .chars()
        .rev()
        .take_while(|letter| letter.is_ascii_digit())
        .collect();
    let head: String = line.chars().take_while(char::is_ascii_digit).collect();
    let grouped = text
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .strip_suffix([' ', '\u{a0}'])
        .is_some_and(|before| before.ends_with(|letter: char| letter.is_ascii_digit()));
    grouped && (1..3).contains(&tail.len()) && !head.is_empty() && tail.len() + head.len() == 3
}

/// Whether a line begins with what no space stands before: it was broken from the word above.
fn begins_closing(line: &str) -> bool {
    let mut letters = line.chars();
    letters
        .next()
        .is_some_and(|first| matches!(first, ')' | ']' | ',' | ';' | '.'))
        && letters.next().is_none_or(char::is_whitespace)
}

/// Whether a word may go on with these letters: in lower case, or in capitals throughout.
fn may_go_on(last: &str, first: &str) -> bool {
    let is_high = |word: &str| word.chars().count() > 1 && word.chars().all(char::is_uppercase);
    !last.is_empty() && (first.starts_with(char::is_lowercase) || is_high(last) && is_high(first))
}

/// How often each word stands in the running text, in lower case.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    counts: BTreeMap<String, u32>,
    total: u32,
    /// The words of the grammar, which count too.
    stock: Arc<WordStock>,
    /// Words before which a hyphen at the end of a line stays.
    keeps_hyphen: Vec<String>,
    /// Words that are no part of a compound.
    small: BTreeSet<String>,
    /// How words are bent, and how the first parts of compounds end.
    inflections: Vec<String>,
    closed: Vec<String>,
    joints: Vec<String>,
    /// Units that end in a digit, in lower case.
    raised: Vec<String>,
}

impl Vocabulary {
    pub(super) fn of(items: &[Item]) -> Self {
        let mut words = Self::default();
        for item in items {
            match item {
                Item::Text(text) => words.count_text(&text.text),
                // Cells hold the pieces of broken words.
                Item::Table(_) => {}
                Item::Furniture { text, .. } => words.count_text(text),
            }
        }
        words
    }

    /// How often the word was seen.
    pub fn count(&self, word: &str) -> u32 {
        let word = word.to_lowercase();
        let counts = [&self.counts, &self.stock.counts];
        counts.iter().filter_map(|counts| counts.get(&word)).sum()
    }

    /// Counts the words of a running text.
    pub(super) fn count_text(&mut self, text: &str) {
        for word in text.split(|letter: char| !letter.is_alphanumeric() && letter != '-') {
            if word.len() > 1 {
                *self.counts.entry(word.to_lowercase()).or_insert(0) += 1;
                self.total += 1;
            }
        }
    }

    /// Learns every word of the grammar.
    pub(super) fn learn_grammar(&mut self, grammar: &Grammar) {
        self.stock = Arc::clone(&grammar.stock);
        let phrases = grammar.hyphens.entries.iter().flat_map(|entry| &entry.phrases);
        self.keeps_hyphen = phrases.map(|phrase| phrase.to_lowercase()).collect();
        let small = grammar.joints.entries.iter().chain(&grammar.quantities.entries);
        let small = small.flat_map(|entry| &entry.phrases);
        self.small = small.map(|word| word.to_lowercase()).collect();
        let endings = |id| grammar.endings.entry(id).map(|entry| entry.phrases.clone());
        self.inflections = endings("inflection").unwrap_or_default();
        self.closed = endings("closed").unwrap_or_default();
        self.joints = endings("joint").unwrap_or_default();
        let units = grammar.units.entries.iter().flat_map(|entry| &entry.phrases);
        let raised = units.filter(|unit| unit.ends_with(['2', '3', '²', '³']) && !unit.contains(' '));
        self.raised = raised.map(|unit| unit.to_lowercase()).collect();
    }

    /// Adds a line to a text: with a space, or without where a word that was seen is broken there, or a
    /// hyphen divides a word.
    pub(crate) fn add_cell_line(&self, text: &mut String, line: &str) {
        self.add(text, line.trim(), false, &mut Vec::new());
    }

    /// Adds what goes on in another part of a table: with the last word, where that may be broken.
    pub(crate) fn add_part(&self, text: &mut String, part: &str, broken: Option<f32>) {
        let lines = [(text.as_str(), broken), (part, None)].map(|(text, broken)| CellLine {
            text: text.to_owned(),
            broken,
        });
        *text = self.joined_lines(&lines).0;
    }

    /// The lines of a cell as one text, and the choices that were narrow.
    pub(crate) fn joined_lines(&self, lines: &[CellLine]) -> (String, Vec<Doubt>) {
        let mut text = String::new();
        let mut doubts = Vec::new();
        let mut broken: Vec<bool> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if broken.len() <= at {
                broken.resize(at, false);
                broken.push(false);
                broken.extend(self.breaks(&lines[at..], &mut doubts));
            }
            let is_broken = broken.get(at).copied().unwrap_or(false);
            self.add(&mut text, line.text.trim(), is_broken, &mut doubts);
        }
        (text, doubts)
    }

    /// For each line after the first, as far as words may be broken without a gap: whether one is.
    fn breaks(&self, lines: &[CellLine], doubts: &mut Vec<Doubt>) -> Vec<bool> {
        let mut pieces: Vec<&str> = Vec::new();
        let mut priors: Vec<f32> = Vec::new();
        for pair in lines.windows(2) {
            let (last, first) = ends(&pair[0].text, &pair[1].text);
            // A line in the middle is one piece: it ends the word before and begins the next.
            let goes_on = pieces.last().is_none_or(|piece| *piece == last);
            match pair[0].broken.filter(|_| goes_on && may_go_on(last, first)) {
                Some(prior) if pieces.len() < MOST_PIECES && !self.stock.has_pair(last, first) => {
                    if pieces.is_empty() {
                        pieces.push(last);
                    }
                    pieces.push(first);
                    priors.push(prior);
                }
                _ => break,
            }
        }
        if priors.is_empty() {
            return Vec::new();
        }
        let (best, margin) = self.likeliest(&pieces, &priors);
        if margin < MARGIN {
            doubts.push(pieces.join(" "));
        }
        (0..priors.len()).map(|at| best >> at & 1 == 1).collect()
    }

    /// Which pieces make words together, as bits, and how much likelier that is than anything else.
    fn likeliest(&self, pieces: &[&str], priors: &[f32]) -> (u32, f32) {
        let mut best = (f32::NEG_INFINITY, 0);
        let mut second = f32::NEG_INFINITY;
        for joints in 0..1u32 << priors.len() {
            let mut odds = 0.0;
            let mut word = pieces[0].to_owned();
            for (at, (piece, prior)) in pieces[1..].iter().zip(priors).enumerate() {
                if joints >> at & 1 == 1 {
                    // `nöjda` and `brukare`: a bent word goes on with an ending at most.
                    let is_word = piece.chars().count() > LONG && self.is_bent(&word.to_lowercase());
                    odds += prior + if is_word { BENT_FIRST } else { 0.0 };
                    word.push_str(piece);
                } else {
                    odds += self.likelihood(&std::mem::replace(&mut word, (*piece).to_owned()));
                }
            }
            odds += self.likelihood(&word);
            if odds > best.0 {
                second = best.0;
                best = (odds, joints);
            } else {
                second = second.max(odds);
            }
        }
        (best.1, best.0 - second)
    }

    /// The logarithm of how likely a word is: one that was seen or is bent from such, a compound, or letters like
    /// theirs. The first part of a compound is hardly a word by itself.
    fn likelihood(&self, word: &str) -> f32 {
        let word = word.to_lowercase();
        if let Some(seen) = self.frequency(&word) {
            return seen + SEEN.ln();
        }
        let letters = self.letters(&word);
        let own = [self.bent(&word), self.compound(&word)];
        let own = own.into_iter().flatten().fold(letters, f32::max);
        own + self.looseness(&word)
    }

    /// How likely letters make a word that was not seen.
    fn letters(&self, word: &str) -> f32 {
        (1.0 - SEEN).ln() + self.stock.likelihood(word)
    }

    /// What speaks against a word by itself that ends as the first parts of compounds do.
    fn looseness(&self, word: &str) -> f32 {
        let is_long = word.chars().count() > 2 * SHORTEST;
        if is_long && self.joints.iter().any(|ending| word.ends_with(ending.as_str())) {
            return LOOSE_JOINT;
        }
        match word.strip_suffix('s') {
            // `erbjuds` and `ställts` are verbs.
            Some(first) if is_long && !first.ends_with(['d', 't', 's']) && !self.is_bent(first) => LOOSE,
            _ => 0.0,
        }
    }

    /// What it costs to join words to a compound.
    fn joint(&self, first: &str, rest: &str) -> f32 {
        let is_small = |word: &str| self.small.contains(word);
        match self.is_bent(first) || is_small(first) || is_small(rest) {
            true => UNUSUAL,
            false => COMPOUND,
        }
    }

    /// Whether a word is another one with an ending, or has one that no first part of a compound has.
    fn is_bent(&self, word: &str) -> bool {
        if self.closed.iter().any(|ending| word.ends_with(ending.as_str())) {
            return true;
        }
        let is_stem = |stem: &str| stem.chars().count() >= SHORTEST && self.frequency(stem).is_some();
        let mut endings = self.inflections.iter().filter(|ending| *ending != "s");
        endings.any(|ending| word.strip_suffix(ending.as_str()).is_some_and(is_stem))
    }

    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    fn frequency(&self, word: &str) -> Option<f32> {
        let count = self.count(word);
        let share = (count as f32 / (self.total + self.stock.total()).max(1) as f32).ln();
        // Small words are as frequent as the language has them.
        let least = if self.small.contains(word) { SMALL } else { share };
        (count > 0).then(|| share.max(least))
    }

    /// A word that was seen with another ending.
    fn bent(&self, word: &str) -> Option<f32> {
        let endings = self.inflections.iter().chain(&self.closed);
        let stems = endings.filter_map(|ending| {
            let stem = word.strip_suffix(ending.as_str())?;
            (stem.chars().count() > SHORTEST).then(|| self.frequency(stem))?
        });
        stems.max_by(f32::total_cmp).map(|seen| seen + BENT)
    }

    /// How many letters a word has without its longest ending.
    fn stem(&self, word: &str) -> Option<usize> {
        let endings = self.inflections.iter().chain(&self.closed);
        let stems = endings.filter_map(|ending| word.strip_suffix(ending.as_str()));
        let stems = stems.map(|stem| stem.chars().count());
        stems.filter(|letters| *letters >= LONG).min()
    }

    /// A compound of parts that were seen, with or without an `s` between them, or have letters as words have.
    fn compound(&self, word: &str) -> Option<f32> {
        let mut borders: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        borders.push(word.len());
        let last = borders.len() - 1;
        if last < SHORTEST + LONG {
            return None;
        }
        let spelling = self.stock.spelling(word);
        let part = |from: usize, to: usize| {
            let part = &word[borders[from]..borders[to]];
            let joined = part
                .strip_suffix('s')
                .filter(|_| to < last && to - from > SHORTEST);
            let seen = self.frequency(part);
            let seen = seen.or_else(|| self.frequency(joined?));
            let bent = || self.bent(part).filter(|_| to == last);
            let stem = (to == last).then(|| self.stem(part)).flatten();
            let letters = |letters: usize| (1.0 - SEEN).ln() + spelling.of(from, from + letters);
            let letters = || {
                let stem = stem.map_or(f32::NEG_INFINITY, |stem| letters(stem) + BENT);
                (to - from >= LONG).then(|| letters(to - from).max(stem))
            };
            seen.or_else(bent).or_else(letters)
        };
        // From each border on, the best way to part the rest.
        let mut best: Vec<Option<f32>> = vec![None; borders.len()];
        for from in (0..=last - SHORTEST).rev() {
            let more = (from + SHORTEST..=last - SHORTEST).filter_map(|to| {
                let rest = best[to]?;
                let (first, second) = word[borders[from]..].split_at(borders[to] - borders[from]);
                Some(part(from, to)? + self.joint(first, second) + rest)
            });
            best[from] = more.chain(part(from, last)).max_by(f32::total_cmp);
        }
        best[0]
    }

    fn add(&self, text: &mut String, line: &str, is_broken: bool, doubts: &mut Vec<Doubt>) {
        if line.is_empty() {
            return;
        }
        if text.ends_with(['\u{AD}', '\u{2010}']) {
            text.pop();
            text.push_str(line);
            return;
        }
        let (last, first) = ends(text, line);
        let is_one = first.starts_with(char::is_lowercase)
            && !last.is_empty()
            && (self.is_one_word(last, first) || self.begins(last, first));
        let hyphen = self.hyphen(text, line, doubts);
        let goes_on = is_broken
            || is_one
            || text.is_empty()
            || text.ends_with('/')
            || line.starts_with('/')
            || begins_closing(line)
            || is_broken_number(text, line)
            || self.is_broken_unit(text, line);
        match hyphen {
            Some(Hyphen::Divides) => {
                text.pop();
            }
            Some(Hyphen::Stays) => {}
            None if goes_on => {}
            Some(Hyphen::StandsForMore) | None => text.push(' '),
        }
        text.push_str(line);
    }

    /// Whether a unit that ends in a digit is broken before it: `12 kWh/m` and `2`.
    pub(super) fn is_broken_unit(&self, text: &str, line: &str) -> bool {
        let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or("");
        let first = line.split(' ').next().unwrap_or("");
        let is_raised = first.chars().count() == 1 && !last.is_empty();
        is_raised && self.raised.contains(&format!("{last}{first}").to_lowercase())
    }

    /// What a hyphen at the end of a line is.
    fn hyphen(&self, text: &str, line: &str, doubts: &mut Vec<Doubt>) -> Option<Hyphen> {
        let head = text.strip_suffix('-')?;
        let word = head
            .rsplit(|letter: char| letter == '-' || !letter.is_alphanumeric())
            .next()?;
        let first = line.split(|letter: char| !letter.is_alphabetic()).next()?;
        if word.is_empty() || first.is_empty() {
            // A dash, or a hyphen between figures.
            return Some(Hyphen::Stays);
        }
        if self.keeps_hyphen.contains(&first.to_lowercase()) {
            return Some(Hyphen::StandsForMore);
        }
        let is_short = word.chars().count() < 2 || !word.chars().all(char::is_alphabetic);
        if !first.starts_with(char::is_lowercase) || is_short || word.chars().all(char::is_uppercase) {
            return Some(Hyphen::Stays);
        }
        let hyphenated = format!("{word}-{first}");
        if self.count(&hyphenated) > 0 {
            return Some(Hyphen::Stays);
        }
        let odds = self.likelihood(&format!("{word}{first}")) + DIVIDES
            - self.likelihood(word)
            - self.likelihood(first);
        if odds.abs() < MARGIN / 2.0 {
            doubts.push(hyphenated);
        }
        Some(if odds > 0.0 {
            Hyphen::Divides
        } else {
            Hyphen::Stays
        })
    }

    /// A word in more than two pieces: the first two are its beginning, and neither is a word.
    fn begins(&self, first: &str, second: &str) -> bool {
        const FEWEST: usize = 4;
        let letters = format!("{first}{second}").to_lowercase();
        let begins = |counts: &BTreeMap<String, u32>| {
            let from = (Bound::Included(letters.as_str()), Bound::Unbounded);
            let mut next = counts.range::<str, _>(from);
            next.next().is_some_and(|(word, _)| word.starts_with(&letters))
        };
        let is_word = |word: &str| self.count(word) > 0;
        let is_long = letters.chars().count() >= FEWEST;
        is_long && !is_word(first) && !is_word(second) && (begins(&self.counts) || begins(&self.stock.counts))
    }

    /// Whether a line's end and the next line's beginning are both words: then nothing is broken there.
    pub(super) fn are_words(&self, line: &str, next: &str) -> bool {
        let (last, first) = ends(line, next);
        last.is_empty() || first.is_empty() || self.count(last) > 0 && self.count(first) > 0
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

/// What a hyphen at the end of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Hyphen {
    /// It divides a word and goes.
    Divides,
    /// It belongs to the word, which goes on.
    Stays,
    /// It stands for the rest of a compound: `vård- och`.
    StandsForMore,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vocabulary {
        let mut words = Vocabulary::default();
        words.learn_grammar(&Grammar::built_in().unwrap());
        words.count_text(text);
        words
    }

    fn joined(words: &Vocabulary, lines: &[&str]) -> String {
        let full = |text: &&str| CellLine {
            text: (*text).to_owned(),
            broken: (!text.contains(' ')).then_some(FULL),
        };
        words.joined_lines(&lines.iter().map(full).collect::<Vec<_>>()).0
    }

    const FULL: f32 = 1.5;

    #[test]
    fn broken_words_are_put_together_and_whole_ones_are_not() {
        let mut words = Vocabulary::default();
        for word in ["Prognos", "Avvikelse", "efter", "åtgärder", "samtal", "Samtalen"] {
            words.count_text(word);
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

    #[test]
    fn full_lines_go_on_where_the_letters_say_so() {
        let words = words("Nämnden följer arbetsmarknaden. Åtgärder tas fram av nämnden.");
        assert_eq!(
            joined(&words, &["Aktivt", "medskap", "andeinde", "x"]),
            "Aktivt medskapandeindex"
        );
        assert_eq!(
            joined(&words, &["arbetsmarknad", "såtgärder"]),
            "arbetsmarknadsåtgärder"
        );
        assert_eq!(
            joined(&words, &["Antal", "tillhanda", "hållna platser"]),
            "Antal tillhandahållna platser"
        );
        assert_eq!(joined(&words, &["nämnden", "kartlägger"]), "nämnden kartlägger");
        assert_eq!(joined(&words, &["fram av", "nämnden"]), "fram av nämnden");
    }

    #[test]
    fn bent_words_and_compounds_go_on_over_full_lines() {
        let words = words("Andel livsmedelsinköp och byggnader som besök i inspektion.");
        for (lines, text) in [
            (["livsmedelsinköp", "en"], "livsmedelsinköpen"),
            (["lokalanpassnings", "ärenden"], "lokalanpassningsärenden"),
            (["inspektion", "sbesök"], "inspektionsbesök"),
            (["byggnader", "som är"], "byggnader som är"),
            (["vattenprovtagningar", "i"], "vattenprovtagningar i"),
            (
                ["färdigställda", "seniorlägenheter"],
                "färdigställda seniorlägenheter",
            ),
            (["Medborgarnas", "nöjdhet"], "Medborgarnas nöjdhet"),
            (["badvatten", "anläggningar"], "badvattenanläggningar"),
            (["12 kWh/m", "2"], "12 kWh/m2"),
            (["12 kr", "2"], "12 kr 2"),
            (["(exkl. resultatfond", ")"], "(exkl. resultatfond)"),
            (["resultat", ".5"], "resultat .5"),
        ] {
            assert_eq!(joined(&words, &lines), text);
        }
    }

    #[test]
    fn a_hyphen_at_a_line_end_goes_or_stays() {
        let words = words("Förskolan har arbetat med it-stöd.");
        for (lines, text) in [
            (["har ut-", "satts för"], "har utsatts för"),
            (["vård-", "och omsorg"], "vård- och omsorg"),
            (["Nöjd-Kund-", "Index"], "Nöjd-Kund-Index"),
            (["14-", "dagarsperiod"], "14-dagarsperiod"),
            (["it-", "stöd"], "it-stöd"),
            (["för-", "skolan"], "förskolan"),
        ] {
            assert_eq!(joined(&words, &lines), text);
        }
    }
}
