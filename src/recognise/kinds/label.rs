//! Labels of columns, read with tolerance: what a narrow column, a footnote, a year, a unit or a misprint does to a
//! label costs some of its fit and does not make it unknown.

use crate::grammar::{Entry, Grammar, Words, squash};
use crate::lex;
use crate::record::Sex;
use nom::combinator::{opt, verify};
use nom::multi::many1;
use nom::sequence::pair;
use nom::{IResult, Parser};

/// A label that was understood.
#[derive(Debug, Clone)]
pub(super) struct Label<'g> {
    /// Its entry in the grammar.
    pub(super) entry: &'g Entry,
    /// How well the words fit: 1 as the grammar has them.
    pub(super) fit: f32,
    /// The period that stands beside the words.
    pub(super) period: Option<String>,
    /// Whom the label is about, where words beside it say so.
    pub(super) sex: Option<Sex>,
}

/// Words of the grammar with how much they say at most.
pub(super) type Source<'g> = (&'g Words, f32);

/// Longest label in characters; what is longer is no label.
const LONGEST: usize = 60;

/// The label that a header cell is.
///
/// `label = [period] words [period] [sex] [unit] [footnote]`
pub(super) fn label<'g>(grammar: &'g Grammar, sources: &[Source<'g>], text: &str) -> Option<Label<'g>> {
    if text.trim().is_empty() || text.chars().count() > LONGEST {
        return None;
    }
    let exact = sources
        .iter()
        .find_map(|source| as_printed(grammar, source, text));
    exact.or_else(|| tolerant(grammar, sources, text))
}

/// As the grammar has the words, a period after them or not.
fn as_printed<'g>(grammar: &'g Grammar, (words, fit): &Source<'g>, text: &str) -> Option<Label<'g>> {
    let found = |entry, period| Label {
        entry,
        fit: *fit,
        period,
        sex: None,
    };
    if let Some(entry) = words.whole(text) {
        return Some(found(entry, None));
    }
    let (entry, taken) = words.start_glued(text)?;
    let period = lex::whole_period(grammar, &text[taken..])?;
    Some(found(entry, Some(period)))
}

/// What stands beside the words is taken away step by step; what is left may be broken, misprinted or short.
fn tolerant<'g>(grammar: &'g Grammar, sources: &[Source<'g>], text: &str) -> Option<Label<'g>> {
    const BESIDE: f32 = 0.95;
    const BROKEN: f32 = 0.9;
    const SHORT: f32 = 0.7;
    const MISPRINTED: f32 = 0.75;
    let bare = without_unit(grammar, without_footnote(text));
    let (bare, sex) = without_sex(grammar, bare);
    let (words, period) = without_period(grammar, bare);
    if words.is_empty() {
        return None;
    }
    let found = |entry, fit: f32| Label {
        entry,
        fit,
        period: period.clone(),
        sex,
    };
    let first = |read: &dyn Fn(&'g Words) -> Option<&'g Entry>, fit: f32| {
        let hit = sources
            .iter()
            .find_map(|(words, most)| Some((read(words)?, most)));
        hit.map(|(entry, most)| found(entry, fit * most))
    };
    first(&|source| source.whole(words), BESIDE)
        .or_else(|| first(&|source| broken(source, words), BROKEN))
        .or_else(|| first(&|source| misprinted(source, words), MISPRINTED))
        .or_else(|| {
            first(
                &|source| shortened(source, words).filter(|_| text.contains('.')),
                SHORT,
            )
        })
}

/// `Indikator*`, `Indikator 1)`, `Årsmål²`
fn without_footnote(text: &str) -> &str {
    let is_mark = |letter: char| {
        matches!(
            letter,
            '*' | '†' | '‡' | '¹' | '²' | '³' | ':' | '.' | ' ' | '\u{a0}'
        )
    };
    let text = text.trim().trim_end_matches(is_mark);
    let number = text.strip_suffix(')').unwrap_or(text);
    let words = number.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = number.len() - words.len();
    let is_footnote =
        digits == 1 && (text.ends_with(')') && !text.contains('(') || words.ends_with(char::is_lowercase));
    if is_footnote { words.trim_end() } else { text }
}

/// `Årsmål (%)`, `Utfall, st`, `Utfall i procent`
fn without_unit<'t>(grammar: &Grammar, text: &'t str) -> &'t str {
    let is_unit = |unit: &str| {
        let unit = unit.trim().trim_start_matches("i ").trim();
        grammar.units.whole(unit).is_some() || grammar.quantities.whole(unit).is_some()
    };
    if let Some((words, unit)) = text
        .strip_suffix([')', ']'])
        .and_then(|text| text.rsplit_once(['(', '[']))
        && (is_unit(unit) || lex::whole_period(grammar, unit).is_none() && unit.chars().count() <= 12)
        && !words.trim().is_empty()
    {
        return words.trim_end();
    }
    for (at, _) in text.match_indices([',', ' ']) {
        let words = text[..at].trim_end_matches([',', ' ']);
        if !words.is_empty() && is_unit(text[at..].trim_start_matches([',', ' '])) {
            return words;
        }
    }
    text
}

/// `Utfall 2016 kvinnor`
fn without_sex<'t>(grammar: &Grammar, text: &'t str) -> (&'t str, Option<Sex>) {
    for (at, _) in text.match_indices(' ') {
        let rest = text[at..].trim().trim_matches(['(', ')', ',']);
        let sex = grammar
            .rows
            .whole(rest)
            .and_then(|entry| match entry.id.as_str() {
                "men" => Some(Sex::Men),
                "women" => Some(Sex::Women),
                _ => None,
            });
        if sex.is_some() {
            return (text[..at].trim_end_matches([',', ' ', '(']), sex);
        }
    }
    (text, None)
}

/// The words without the period before or after them.
fn without_period<'t>(grammar: &Grammar, text: &'t str) -> (&'t str, Option<String>) {
    for (at, _) in text.match_indices([' ', ',']) {
        let period = whole_period(grammar, &text[at + 1..]);
        if let Some(period) = period.filter(|period| period.chars().any(|letter| letter.is_ascii_digit())) {
            return (text[..at].trim_end_matches([',', ' ', '-', '–']), Some(period));
        }
    }
    if let Ok((rest, period)) = lex::period(grammar, text)
        && rest.starts_with(' ')
        && period.chars().any(|letter| letter.is_ascii_digit())
    {
        return (rest.trim(), Some(period));
    }
    (text, None)
}

/// A period, also with its parts from two rows of a header: `2016 April`.
fn whole_period(grammar: &Grammar, text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['(', ')']);
    lex::whole_period(grammar, text).or_else(|| {
        let (year, part) = text.split_once(' ')?;
        let part = lex::whole_period(grammar, part).filter(|part| !lex::is_year(part))?;
        lex::is_year(year).then(|| format!("{part} {year}"))
    })
}

/// Letters only: hyphens that narrow columns leave do not count.
fn letters(text: &str) -> String {
    squash(text)
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

/// The only entry that one of its phrases fits best; none where two entries fit alike.
fn only(words: &Words, fits: impl Fn(&str) -> Option<usize>) -> Option<&Entry> {
    let mut best: Option<(usize, &Entry)> = None;
    let mut is_tie = false;
    for entry in &words.entries {
        let Some(cost) = entry.phrases.iter().filter_map(|phrase| fits(phrase)).min() else {
            continue;
        };
        is_tie = best.is_some_and(|(least, _)| least == cost)
            || is_tie && best.is_some_and(|(least, _)| least < cost);
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, entry));
        }
    }
    best.filter(|_| !is_tie).map(|(_, entry)| entry)
}

/// `Indi- kator`, `Periode-ns utfall`
fn broken<'g>(words: &'g Words, text: &str) -> Option<&'g Entry> {
    let wanted = letters(text);
    only(words, |phrase| (letters(phrase) == wanted).then_some(0))
}

/// `Idikator`, `Periodens utfal`: one letter of five may be wrong, missing or too many.
fn misprinted<'g>(words: &'g Words, text: &str) -> Option<&'g Entry> {
    const LETTERS_PER_FAULT: usize = 5;
    let wanted = letters(text);
    let length = wanted.chars().count();
    only(words, |phrase| {
        let phrase = letters(phrase);
        let other = phrase.chars().count();
        let most = length.min(other) / LETTERS_PER_FAULT;
        if most == 0 || length.abs_diff(other) > most {
            return None;
        }
        // A misprint seldom hits the first letter, and never the digits.
        let is_alike = phrase.chars().next() == wanted.chars().next() || most > 1;
        let faults = strsim::osa_distance(&phrase, &wanted);
        (is_alike && faults <= most).then_some(faults)
    })
}

/// `Per. utfall`, `Årsm.`: every word is the beginning of the phrase's word at its place.
fn shortened<'g>(words: &'g Words, text: &str) -> Option<&'g Entry> {
    const FEWEST: usize = 3;
    let lower = text.to_lowercase();
    let parts: Vec<&str> = lower.split([' ', '.']).filter(|part| !part.is_empty()).collect();
    if parts.iter().map(|part| part.chars().count()).max() < Some(FEWEST) {
        return None;
    }
    only(words, |phrase| {
        let phrase = phrase.to_lowercase();
        let whole: Vec<&str> = phrase.split(' ').collect();
        let begins = whole.len() == parts.len()
            && whole
                .iter()
                .zip(&parts)
                .all(|(word, part)| word.starts_with(part));
        begins.then(|| phrase.chars().count())
    })
}

/// Labels that stand in one cell because nothing parts their columns.
///
/// `labels = 2*(words [period])`
pub(super) fn fused<'t>(grammar: &Grammar, words: &Words, text: &'t str) -> Option<Vec<&'t str>> {
    let parsed: IResult<&str, Vec<&str>> = many1(|input| one(grammar, words, input)).parse(text.trim());
    let (rest, labels) = parsed.ok()?;
    (rest.trim().is_empty() && labels.len() > 1).then_some(labels)
}

/// `words [period]`, as printed.
fn one<'t>(grammar: &Grammar, words: &Words, input: &'t str) -> IResult<&'t str, &'t str> {
    let phrase = |input: &'t str| {
        let begin = input.trim_start();
        match words.start(begin) {
            Some((_, taken)) => Ok((&begin[taken..], &begin[..taken])),
            None => Err(nom::Err::Error(nom::error::Error::new(
                input,
                nom::error::ErrorKind::Tag,
            ))),
        }
    };
    let dated = verify(
        |input: &'t str| lex::period(grammar, input),
        |period: &String| period.chars().any(|letter| letter.is_ascii_digit()),
    );
    let (rest, _) = pair(phrase, opt(dated)).parse(input)?;
    Ok((rest, input[..input.len() - rest.len()].trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        let grammar = Grammar::built_in().unwrap();
        let sources = [(&grammar.indicator_columns, 1.0)];
        let label = label(&grammar, &sources, text)?;
        Some((label.entry.id.clone(), label.period))
    }

    #[test]
    fn what_is_done_to_a_label_leaves_it_known() {
        for (text, id, period) in [
            ("Indikator", "name", None),
            ("Indi- kator", "name", None),
            ("Indikator*", "name", None),
            ("Indikator 1)", "name", None),
            ("Indikator 2017", "name", Some("2017")),
            ("Idikator", "name", None),
            ("INDIKATOR", "name", None),
            ("Periodens utfal", "outcome", None),
            ("Per. utfall", "outcome", None),
            ("Progn. helår", "forecast", None),
            ("Årsm.", "target", None),
            ("Prognos he1år", "forecast", None),
            ("Utfall (%)", "outcome", None),
            ("2016 Utfall", "outcome", Some("2016")),
            ("Utfall 2016 april", "outcome", Some("april 2016")),
            ("Utfall VB 2016", "outcome", Some("VB 2016")),
            ("Årsmål, %", "target", None),
            ("Kf:s års-mål", "council-target", None),
        ] {
            assert_eq!(read(text), Some((id.into(), period.map(str::to_owned))), "{text}");
        }
    }

    #[test]
    fn other_words_are_no_labels() {
        for text in [
            "Indikation",
            "Verksamhet",
            "Budget 2016",
            "Avvikelse",
            "Ärsmöte",
            "47 %",
            "Periodisering",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn labels_in_one_cell_are_told_apart() {
        let grammar = Grammar::built_in().unwrap();
        let parts = |text| fused(&grammar, &grammar.indicator_columns, text);
        assert_eq!(
            parts("Prognos helår Årsmål"),
            Some(vec!["Prognos helår", "Årsmål"])
        );
        assert_eq!(
            parts("Periodens utfall VB 2016 Årsmål"),
            Some(vec!["Periodens utfall VB 2016", "Årsmål"])
        );
        assert_eq!(parts("Prognos helår"), None);
    }
}
