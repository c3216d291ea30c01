//! Title lines and registration numbers.

use crate::grammar::Grammar;
use crate::lex::{whole_date, year};
use crate::record::DocType;
use nom::bytes::complete::take_while1;
use nom::character::complete::one_of;
use nom::{IResult, Parser};

/// What a title line says.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Title {
    /// None where the number of a four-month report is lost.
    pub(super) doc_type: Option<DocType>,
    /// What else the document calls itself.
    pub(super) kind: Option<String>,
    pub(super) year: Option<i32>,
    pub(super) organisation: Option<String>,
}

/// `title = type [short-type] [year] ["för" organisation] / organisation type …`
pub(super) fn title(grammar: &Grammar, text: &str) -> Option<Title> {
    const LONGEST: usize = 160;
    let text = text.trim();
    if text.chars().count() > LONGEST || text.ends_with('.') {
        return None;
    }
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    for at in starts.take(6) {
        let Some((entry, taken)) = grammar.title.start(&text[at..]) else {
            continue;
        };
        if entry.fact("role") != Some("type") {
            continue;
        }
        let doc_type = DocType::of(&entry.id);
        if let Some(kind) = entry.fact("kind") {
            return text
                .starts_with(char::is_uppercase)
                .then(|| of_other_kind(grammar, kind, &text[..at], &text[at + taken..]));
        }
        let mut rest = text[at + taken..].trim_start();
        let mut found = None;
        while !rest.is_empty() {
            let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
            if let Ok((after_year, number)) = year(word)
                && (after_year.is_empty() || after_year.starts_with(['-', '–']))
            {
                // `2019-2021`: a plan for several years is the first one's.
                found = found.or(Some(number));
            } else if !is_type_word(grammar, word) {
                break;
            }
            rest = after.trim_start();
        }
        let before = text[..at].trim();
        // `PROVSTADS STADSDELSNÄMND VERKSAMHETSPLAN 2019 SAMMANFATTANDE ANALYS`: a page in capitals on one line.
        let is_page =
            found.is_some() && !text.contains(char::is_lowercase) && grammar.bodies.at_end(before).is_some();
        let organisation = match rest.split_once(' ') {
            Some((joint, name)) if is_joint(grammar, joint) => Some(name.trim().to_owned()),
            _ if is_page => Some(before.to_owned()),
            // `Uppföljning av budget - verksamhetsberättelse 2017`: no body stands before a dash.
            _ if rest.is_empty() && at > 0 => (!before.ends_with(['-', '–', ':', '—']))
                .then(|| without_genitive(grammar, before).to_owned()),
            _ if rest.is_empty() || is_joint(grammar, rest) => None,
            _ => return None,
        };
        // `för år 2012`
        let organisation = organisation.map(|name| match name.split_once(' ') {
            Some((joint, name)) if is_joint(grammar, joint) => name.to_owned(),
            _ => name,
        });
        // `Verksamhetsplan för 2012`, and the body on the next line.
        let (found, organisation) = match organisation {
            Some(name) if year(&name).is_ok_and(|(after, _)| after.is_empty()) => (name.parse().ok(), None),
            Some(name) if found.is_none() => match year(&name) {
                Ok((after, number)) if after.starts_with(' ') => {
                    (Some(number), Some(after.trim().to_owned()))
                }
                _ => (found, Some(name)),
            },
            organisation => (found, organisation),
        };
        // The word in running text, or the report's name in a sentence, is no title.
        let begins_high = text.starts_with(char::is_uppercase);
        return begins_high.then_some(Title {
            doc_type,
            kind: None,
            year: found,
            organisation: organisation.filter(|name| !name.is_empty()),
        });
    }
    None
}

/// `title = kind *words [year] ["för" organisation]`, where the kind is none of the types: what follows it may name a
/// report that the document belongs to.
fn of_other_kind(grammar: &Grammar, kind: &str, before: &str, rest: &str) -> Title {
    let words = || rest.match_indices(' ').map(|(at, _)| &rest[at + 1..]);
    let found = words().find_map(|rest| {
        let word = rest.split(' ').next()?;
        let (after, number) = year(word).ok()?;
        (after.is_empty() || after.starts_with(['-', '–', ','])).then_some(number)
    });
    let is_body = |name: &str| grammar.bodies.at_end(name).is_some();
    let mut after_joint = words().filter_map(|rest| {
        let (joint, name) = rest.split_once(' ')?;
        is_joint(grammar, joint)
            .then_some(name)
            .filter(|name| year(name).is_err())
    });
    // `Aktivitetsplan 2018 Provstads stadsdelsnämnd`: the body follows without a joint.
    let mut plain = words().filter(|rest| rest.starts_with(char::is_uppercase) && is_body(rest));
    let own = Some(before.trim()).filter(|before| is_body(before));
    let name = after_joint.next_back().or_else(|| plain.next()).or(own);
    Title {
        doc_type: None,
        kind: Some(kind.to_owned()),
        year: found,
        organisation: name
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty()),
    }
}

/// A line and the next one, where a hyphen divides a word between them: `Verksamhets-` and `plan 2017`.
pub(super) fn undivided(line: &str, next: &str) -> Option<String> {
    line.strip_suffix('-').map(|half| format!("{half}{next}"))
}

/// A line without what it says of the version at its end, and that: `…för Provnämnden, reviderad 2019-03-14`.
pub(super) fn unversioned(grammar: &Grammar, line: &str) -> (String, Option<String>) {
    let starts = std::iter::once(0).chain(line.match_indices([' ', '(']).map(|(at, _)| at + 1));
    for at in starts {
        let found = grammar.title.start(&line[at..]);
        if found.is_some_and(|(entry, _)| entry.fact("role") == Some("version")) {
            let is_edge =
                |letter: char| letter.is_whitespace() || matches!(letter, '(' | ',' | '-' | '–' | ':');
            let before = line[..at].trim_end_matches(is_edge);
            let version = line[at..].trim().trim_end_matches(')');
            // The word in a sentence says nothing of this document.
            let is_told = before.is_empty() || before.len() + 1 < at || title(grammar, before).is_some();
            if is_told && !line.ends_with('.') {
                return (before.to_owned(), Some(version.to_owned()));
            }
        }
    }
    (line.to_owned(), None)
}

/// `Provnämndens verksamhetsberättelse`: the body without the ending that says whose the report is.
fn without_genitive<'n>(grammar: &Grammar, name: &'n str) -> &'n str {
    match name.strip_suffix('s') {
        Some(bare) if grammar.bodies.at_end(name).is_none() && grammar.bodies.at_end(bare).is_some() => bare,
        _ => name,
    }
}

fn is_joint(grammar: &Grammar, word: &str) -> bool {
    grammar
        .title
        .whole(word)
        .is_some_and(|entry| entry.fact("role") == Some("joint"))
}

/// `VB`, `T1`, `Tertial`, `1`: the type said again.
fn is_type_word(grammar: &Grammar, word: &str) -> bool {
    DocType::of(word).is_some()
        || grammar.periods.whole(word).is_some()
        || word.len() == 1 && word.chars().all(|letter| letter.is_ascii_digit())
}

/// `diarienummer = part *(" " ("-" / "–" / "/") " " part) ; part = 1*(letter / digit / "-" / "." / "/" / ":")`,
/// with at least one digit.
pub(super) fn registration(text: &str) -> Option<String> {
    fn part(input: &str) -> IResult<&str, &str> {
        take_while1(|letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/' | ':' | '–'))
            .parse(input)
    }
    let mut rest = text.trim_start_matches([':', '.', ' ']);
    let mut parts: Vec<&str> = Vec::new();
    // `HÄ 2020/362`: letters, a space, the number.
    while let Ok((after, word)) = part(rest) {
        parts.push(word);
        rest = after.trim_start();
        if word.chars().any(|letter| letter.is_ascii_digit()) {
            break;
        }
        if word.chars().count() > 5 || parts.len() > 2 {
            return None;
        }
    }
    // `103 – 44 / 05`
    while let Some((joint @ ("-" | "–" | "/"), after)) = rest.split_once(' ')
        && let Ok((after, word)) = part(after.trim_start())
        && word.starts_with(|letter: char| letter.is_ascii_digit())
        && whole_date(word).is_none()
    {
        parts.extend([joint, word]);
        rest = after.trim_start();
    }
    let joined = parts.join(" ");
    let number = joined.trim_end_matches(['.', ':', '-']);
    let begins: IResult<&str, char> =
        one_of("0123456789").parse(parts.last()?.trim_start_matches(char::is_alphabetic));
    (number.chars().filter(char::is_ascii_digit).count() >= 3 && begins.is_ok()).then(|| number.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_every_kind_are_read() {
        let grammar = Grammar::built_in().unwrap();
        for (text, doc_type, year, organisation) in [
            (
                "Verksamhetsberättelse VB 2017 för Försörjningsstödsenheten",
                "VB",
                Some(2017),
                Some("Försörjningsstödsenheten"),
            ),
            (
                "Tertialrapport 1 för socialnämnden",
                "T1",
                None,
                Some("socialnämnden"),
            ),
            (
                "Tertialrapport Tertial 2 2017 för Spånga-Tensta stadsdelsnämnd",
                "T2",
                Some(2017),
                Some("Spånga-Tensta stadsdelsnämnd"),
            ),
            (
                "Norrmalms stadsdelsnämnd Verksamhetsberättelse VB 2013",
                "VB",
                Some(2013),
                Some("Norrmalms stadsdelsnämnd"),
            ),
            (
                "Verksamhetsplan 2019 för Enheten för ekonomiskt bistånd",
                "VP",
                Some(2019),
                Some("Enheten för ekonomiskt bistånd"),
            ),
            ("Verksamhetsberättelse 2010", "VB", Some(2010), None),
            (
                "Verksamhetsberättelse för år 2021 Provstads stadsdelsnämnd",
                "VB",
                Some(2021),
                Some("Provstads stadsdelsnämnd"),
            ),
            (
                "Provnämndens verksamhetsberättelse 2021",
                "VB",
                Some(2021),
                Some("Provnämnden"),
            ),
            (
                "Verksamhetsberättelse för 2021 Provstads stadsdelsnämnd",
                "VB",
                Some(2021),
                Some("Provstads stadsdelsnämnd"),
            ),
            (
                "PROVSTADS STADSDELSNÄMND VERKSAMHETSPLAN 2022 SAMMANFATTANDE ANALYS",
                "VP",
                Some(2022),
                Some("PROVSTADS STADSDELSNÄMND"),
            ),
            (
                "Tertialrapport Tertial för Exempelnämnden",
                "",
                None,
                Some("Exempelnämnden"),
            ),
        ] {
            let found = title(&grammar, text).unwrap();
            assert_eq!(
                (
                    found.doc_type.map_or("", DocType::word),
                    found.year,
                    found.organisation.as_deref()
                ),
                (doc_type, year, organisation),
                "{text}"
            );
        }
        assert_eq!(
            title(&grammar, "Tertialrapporterna med helårsprognoser är en del"),
            None
        );
    }

    #[test]
    fn what_a_line_says_of_the_version_stands_apart() {
        let grammar = Grammar::built_in().unwrap();
        for (line, before, version) in [
            ("Reviderad 2019-03-14", "", Some("Reviderad 2019-03-14")),
            (
                "Verksamhetsplan 2019 för Provnämnden, reviderad",
                "Verksamhetsplan 2019 för Provnämnden",
                Some("reviderad"),
            ),
            (
                "Verksamhetsplan 2019 för Provnämnden (utkast)",
                "Verksamhetsplan 2019 för Provnämnden",
                Some("utkast"),
            ),
            ("Planen är reviderad.", "Planen är reviderad.", None),
            ("Enheten för reviderad kost", "Enheten för reviderad kost", None),
        ] {
            let found = unversioned(&grammar, line);
            assert_eq!(
                (found.0.as_str(), found.1.as_deref()),
                (before, version),
                "{line}"
            );
        }
    }

    #[test]
    fn documents_of_other_kinds_are_no_reports() {
        let grammar = Grammar::built_in().unwrap();
        for (text, kind, year, organisation) in [
            (
                "Kvalitetsgaranti 2018 för Provstads förskolor",
                "kvalitetsgaranti",
                Some(2018),
                Some("Provstads förskolor"),
            ),
            (
                "Ekonomibilaga till verksamhetsberättelse 2018 för Provstads stadsdelsnämnd",
                "ekonomibilaga",
                Some(2018),
                Some("Provstads stadsdelsnämnd"),
            ),
            (
                "Månadsrapport mars 2018 Provstads stadsdelsnämnd",
                "månadsrapport",
                Some(2018),
                Some("Provstads stadsdelsnämnd"),
            ),
            ("Månadsrapport 2018-03", "månadsrapport", Some(2018), None),
            (
                "Provstads stadsdelsnämnd Internkontrollplan 2019",
                "internkontrollplan",
                Some(2019),
                Some("Provstads stadsdelsnämnd"),
            ),
            ("Bilaga 2 ROV Indikatorer", "rov-indikatorer", None, None),
        ] {
            let found = title(&grammar, text).unwrap();
            assert_eq!(
                (
                    found.doc_type,
                    found.kind.as_deref(),
                    found.year,
                    found.organisation.as_deref()
                ),
                (None, Some(kind), year, organisation),
                "{text}"
            );
        }
    }

    #[test]
    fn registration_numbers_have_many_shapes() {
        for (text, number) in [
            (": 2017-847-1.2.1.", Some("2017-847-1.2.1")),
            (" 1.2.1-748/2017", Some("1.2.1-748/2017")),
            (": HÄ 2020/362", Some("HÄ 2020/362")),
            (" VUN 2023/215", Some("VUN 2023/215")),
            (": 103 – 44 / 05", Some("103 – 44 / 05")),
            (": 2017-847 – 2018-02-20", Some("2017-847")),
            (": ", None),
            (" saknas", None),
        ] {
            assert_eq!(registration(text).as_deref(), number, "{text}");
        }
    }
}
