//! Telephone numbers and e-mail addresses in a text.

use crate::grammar::{Entry, Words};
use crate::lex::year;
use std::ops::Range;

/// A telephone number or an e-mail address.
#[derive(Debug, Clone)]
pub struct Contact<'g> {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// What it is.
    pub entry: &'g Entry,
}

/// The telephone numbers and e-mail addresses of a text, in order; none lies over another.
pub fn contacts<'g>(words: &'g Words, text: &str) -> Vec<Contact<'g>> {
    // Most texts have neither a sign of an address nor so many digits.
    const FEWEST_DIGITS: usize = 7;
    let mut found = Vec::new();
    if text.bytes().filter(u8::is_ascii_digit).count() >= FEWEST_DIGITS {
        telephones(words, text, &mut found);
    }
    let is_sign = |byte| matches!(byte, b'@' | b'(' | b'[');
    if text.bytes().any(is_sign) || text.contains('＠') {
        addresses(words, text, &mut found);
    }
    found.sort_by_key(|contact| contact.range.start);
    found.dedup_by(|later, earlier| {
        let is_over = later.range.start < earlier.range.end;
        if is_over {
            earlier.range.end = earlier.range.end.max(later.range.end);
        }
        is_over
    });
    found
}

fn of_role<'g>(words: &'g Words, role: &str) -> impl Iterator<Item = &'g Entry> {
    let entries = words.entries.iter();
    entries.filter(move |entry| entry.fact("role") == Some(role))
}

/// The forms of a number, by what must stand before it.
struct Forms<'g> {
    everywhere: Vec<&'g Entry>,
    after_word: Vec<&'g Entry>,
    after_label: Vec<&'g Entry>,
    without_area_code: Vec<&'g Entry>,
}

impl<'g> Forms<'g> {
    fn of(words: &'g Words) -> Self {
        let everywhere: Vec<&Entry> = of_role(words, "telephone").collect();
        let without_area_code: Vec<&Entry> = of_role(words, "telephone-after-label").collect();
        let after_word: Vec<&Entry> = everywhere
            .iter()
            .copied()
            .chain(of_role(words, "telephone-after-word"))
            .collect();
        Self {
            after_label: [after_word.as_slice(), without_area_code.as_slice()].concat(),
            everywhere,
            after_word,
            without_area_code,
        }
    }
}

/// `telephone = (number / label [":"] number-after-label / word *3(other-word) number-after-word) *(joint number)`
fn telephones<'g>(words: &'g Words, text: &str, found: &mut Vec<Contact<'g>>) {
    let forms = Forms::of(words);
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let next = at + letter.len_utf8();
        let taken = if !begins(&text[..at]) {
            None
        } else if letter.is_ascii_digit() || matches!(letter, '+' | '(') {
            number(&forms.everywhere, text, at)
        } else if letter.is_alphabetic() {
            after_label(words, &forms, text, at)
        } else {
            None
        };
        at = next;
        if let Some(contact) = taken {
            at = contact.range.end;
            found.push(contact);
            while let Some(more) = joined(words, &forms, text, at) {
                at = more.range.end;
                found.push(more);
            }
        }
    }
}

/// The number behind a telephone label or word that stands here.
fn after_label<'g>(words: &'g Words, forms: &Forms<'g>, text: &str, at: usize) -> Option<Contact<'g>> {
    const WORDS_BETWEEN: usize = 3;
    let (entry, taken) = words.start(&text[at..])?;
    let (nearest, is_told) = match entry.fact("role") {
        Some("telephone-label") => (&forms.after_label, true),
        Some("telephone-word") => (&forms.after_word, true),
        _ => (&forms.after_word, false),
    };
    let space = |letter: char| letter.is_whitespace() || matches!(letter, ':' | '.');
    let mut start = text.len() - text[at + taken..].trim_start_matches(space).len();
    let mut nearest = is_told.then(|| number(nearest, text, start))?;
    for _ in 0..WORDS_BETWEEN {
        let word = text[start..]
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let is_between =
            word.chars().all(|letter| letter.is_alphabetic() || letter == ':') && !word.is_empty();
        if nearest.is_some() || !is_between {
            break;
        }
        start = text.len() - text[start + word.len()..].trim_start().len();
        nearest = number(&forms.after_word, text, start);
    }
    nearest
}

/// A number without its area code that a joint binds to the number that ends here.
fn joined<'g>(words: &'g Words, forms: &Forms<'g>, text: &str, end: usize) -> Option<Contact<'g>> {
    let rest = text[end..].trim_start();
    let (_, taken) = words
        .start(rest)
        .filter(|(entry, _)| entry.fact("role") == Some("telephone-joint"))?;
    let start = text.len() - rest[taken..].trim_start().len();
    number(&forms.without_area_code, text, start)
}

/// Whether a number or a label may begin after this text: not inside a word, a number or a date.
fn begins(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        None => true,
        Some(last) if last.is_alphanumeric() || last == '+' => false,
        Some(last) if is_dash(last) || matches!(last, '/' | '.' | ',' | ':') => {
            !letters.next().is_some_and(|letter| letter.is_ascii_digit())
        }
        Some(_) => true,
    }
}

/// The longest form of a number that stands here, with its extension (`08-508 10 329/331`).
fn number<'g>(entries: &[&'g Entry], text: &str, at: usize) -> Option<Contact<'g>> {
    let forms = entries
        .iter()
        .flat_map(|entry| entry.phrases.iter().map(move |phrase| (*entry, phrase)));
    let (entry, taken) = forms
        .filter_map(|(entry, phrase)| Some((entry, form(phrase, &text[at..])?)))
        .filter_map(|(entry, taken)| {
            let (number, rest) = text[at..].split_at(taken);
            let is_of_register = !number.contains(char::is_whitespace) && is_year_of_register(rest);
            (!is_of_register).then_some(())?;
            Some((entry, taken + extension(rest)?))
        })
        .max_by_key(|(_, taken)| *taken)?;
    Some(Contact {
        range: at..at + taken,
        entry,
    })
}

/// How much of the text a form takes: `#` is a digit, `N` a digit but 0, a hyphen a dash or slash with or without
/// spaces around it, an en dash a dash alone, a space is white space.
fn form(form: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for wanted in form.chars() {
        let first = rest.chars().next();
        let after = |is_wanted: bool| is_wanted.then(|| &rest[first.map_or(0, char::len_utf8)..]);
        rest = match wanted {
            '#' => after(first.is_some_and(|letter| letter.is_ascii_digit()))?,
            'N' => after(matches!(first, Some('1'..='9')))?,
            '–' => rest.strip_prefix(is_dash)?,
            '-' => {
                let dash = rest.trim_start();
                let after = dash.strip_prefix(|letter: char| is_dash(letter) || letter == '/')?;
                // `1 010 –100`: the sign of the next figure.
                let is_sign = dash.len() < rest.len() && !after.starts_with(char::is_whitespace);
                (!is_sign).then(|| after.trim_start())?
            }
            ' ' => rest.strip_prefix(char::is_whitespace)?.trim_start(),
            other => after(first == Some(other))?,
        };
    }
    Some(text.len() - rest.len())
}

/// What follows a number and belongs to it; none if the number goes on and is none.
fn extension(rest: &str) -> Option<usize> {
    const LONGEST: usize = 4;
    let after = rest.strip_prefix(|letter: char| is_dash(letter) || letter == '/');
    let digits = after.map_or(0, |after| after.bytes().take_while(u8::is_ascii_digit).count());
    let taken = match after {
        Some(after) if (1..=LONGEST).contains(&digits) => rest.len() - after.len() + digits,
        _ => 0,
    };
    let mut letters = rest[taken..].chars();
    let goes_on = match letters.next() {
        Some(letter) if letter.is_alphanumeric() => true,
        Some(letter) if is_dash(letter) || matches!(letter, '/' | '.' | ',' | ':') => {
            letters.next().is_some_and(|letter| letter.is_ascii_digit())
        }
        _ => false,
    };
    (!goes_on).then_some(taken)
}

/// Whether `/2018` follows, as behind the number of a case.
fn is_year_of_register(rest: &str) -> bool {
    rest.strip_prefix('/').is_some_and(|after| year(after).is_ok())
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// `address = local sign domain ; a sign of brackets may stand apart, and the domain on the next line`
fn addresses<'g>(words: &'g Words, text: &str, found: &mut Vec<Contact<'g>>) {
    for entry in of_role(words, "e-mail") {
        for sign in &entry.phrases {
            for (at, _) in text.match_indices(sign.as_str()) {
                let is_apart = sign.chars().count() > 1;
                if let Some(range) = address(text, at, at + sign.len(), is_apart) {
                    found.push(Contact { range, entry });
                }
            }
        }
    }
}

fn address(text: &str, sign: usize, after: usize, is_apart: bool) -> Option<Range<usize>> {
    let is_local = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_' | '-' | '+' | '%');
    let is_domain = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '-' | '_');
    let before = &text[..sign];
    let before = if is_apart { before.trim_end() } else { before };
    let start = before.trim_end_matches(is_local).len();
    let local = before[start..].trim_start_matches(['.', '-', '%', '+']);
    let start = before.len() - local.len();
    let rest = text[after..].trim_start();
    let is_near = rest.len() == text[after..].len();
    let domain = &rest[..rest.find(|letter| !is_domain(letter)).unwrap_or(rest.len())];
    let domain = domain.trim_end_matches(['.', '-', '_']);
    let domain = &rest[..domain.len() + spaced_end(domain, &rest[domain.len()..])];
    let is_named = |part: &str| part.contains(char::is_alphabetic);
    // A word that follows a lone sign is a domain only if it looks like one.
    let is_whole = domain.contains('.') || is_near && !is_apart;
    (!local.is_empty() && is_named(domain) && is_whole).then(|| start..text.len() - rest.len() + domain.len())
}

/// How much of what follows a domain without a full stop is its end with spaces around the full stops.
fn spaced_end(domain: &str, after: &str) -> usize {
    const LONGEST: usize = 20;
    let mut taken = 0;
    if domain.is_empty() || domain.contains('.') {
        return taken;
    }
    while let Some(part) = after[taken..]
        .trim_start_matches([' ', '\u{A0}'])
        .strip_prefix('.')
    {
        let part = part.trim_start_matches([' ', '\u{A0}']);
        let letters = part.bytes().take_while(u8::is_ascii_lowercase).count();
        let goes_on = part[letters..].starts_with(char::is_alphanumeric);
        if !(2..=LONGEST).contains(&letters) || goes_on {
            break;
        }
        taken = after.len() - part.len() + letters;
    }
    taken
}
