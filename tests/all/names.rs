//! Names of indicators: noise never divides a series, and substance always does.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::RngSeed;
use std::sync::LazyLock;
use utfall::grammar::{Grammar, Registers};

static REGISTERS: LazyLock<Registers> = LazyLock::new(|| Grammar::built_in().unwrap().registers);

/// Names as reports print them: those of the register, and some that no register knows.
fn names() -> Vec<String> {
    let registers = &REGISTERS.series;
    let own = registers.series.iter().map(|series| series.name.clone());
    let others = registers.aliases.iter().map(|alias| alias.name.clone());
    let unknown = [
        "Andel provbarn 1-5 år som är inskrivna i provet",
        "Antal prov per 10 000 invånare (enligt provets enkät, mål 4)",
        "Nöjda provdeltagare - prov och test (stöd och service)",
        "Provindex",
        "Mängden prov som sorteras ut, kg",
        "Andel prov enligt 11 kap. 1 § SoL som avslutats inom 24 timmar",
    ];
    own.chain(others).chain(unknown.map(str::to_owned)).collect()
}

/// What a report or a converter does to a name without changing it.
fn noisy(name: &str, noise: usize, place: &Index) -> String {
    let letters: Vec<char> = name.chars().collect();
    let joins = |at: usize| letters[at - 1].is_alphabetic() && letters[at].is_alphabetic();
    // Past the first word: broken, it is another one to the reader too.
    let begin = letters
        .iter()
        .position(|letter| letter.is_alphabetic())
        .unwrap_or(0);
    let first = letters[begin..].iter().position(|letter| *letter == ' ');
    let first = first.map_or(letters.len(), |length| begin + length + 1);
    let inner: Vec<usize> = (first + 1..letters.len()).filter(|at| joins(*at)).collect();
    let broken = |with: &str| match inner.as_slice() {
        [] => name.to_owned(),
        inner => {
            let (before, after) = letters.split_at(*place.get(inner));
            format!(
                "{}{with}{}",
                before.iter().collect::<String>(),
                after.iter().collect::<String>()
            )
        }
    };
    match noise {
        0 => name.to_uppercase(),
        1 => name.to_lowercase(),
        2 => format!("{name}."),
        3 => format!(" ● {name} "),
        4 => broken(" "),
        5 => broken("\u{AD}"),
        6 => broken("-"),
        7 => broken("- "),
        8 => name.replace('-', "–"),
        9 => name.replace(' ', "\u{A0}"),
        10 => format!("{name} (alla nämnder/bolag)"),
        11 => format!("{name} (Alla nämnder)."),
        12 => format!("”{name}”"),
        13 => name.replacen("Andel ", "Andelen ", 1),
        14 => name.replacen("Antal ", "Antalet ", 1),
        15 => name.replace(" (", ". ("),
        _ => name.replace([',', '(', ')'], ""),
    }
}

/// What makes another indicator of a name; none where it does not apply.
fn changed(name: &str, change: usize, place: &Index) -> Option<String> {
    let swapped = |one: &str, other: &str| name.contains(one).then(|| name.replacen(one, other, 1));
    let digits: Vec<usize> = name
        .char_indices()
        .filter(|(_, letter)| letter.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let letters: Vec<(usize, char)> = name
        .char_indices()
        .filter(|(_, letter)| letter.is_alphabetic())
        .collect();
    match change {
        0 => swapped("Andel ", "Antal ").or_else(|| swapped("Antal ", "Andel ")),
        1 => swapped("före", "efter").or_else(|| swapped("efter", "före")),
        2 => swapped("inte ", ""),
        3 => Some(format!("{name} för kvinnor")),
        4 => Some(format!("{name} (IoF)")),
        5 => Some(format!("{name} T1")),
        6 => {
            let at = *digits.get(place.index(digits.len().max(1)))?;
            let digit = name[at..].chars().next()?.to_digit(10)?;
            Some(format!("{}{}{}", &name[..at], (digit + 1) % 10, &name[at + 1..]))
        }
        7 => swapped("1-", "1").or_else(|| swapped("0,", "0")),
        _ => {
            // Another letter, or one less: a misprint is near, and near is not the same.
            let (at, letter) = *letters.get(place.index(letters.len().max(1)))?;
            let other = if letter.eq_ignore_ascii_case(&'x') {
                "q"
            } else {
                "x"
            };
            let rest = &name[at + letter.len_utf8()..];
            Some(format!("{}{other}{rest}", &name[..at]))
        }
    }
}

/// The series of a name: its own key, so that years play no part.
fn key(name: &str) -> String {
    REGISTERS.names.key(name)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 4000,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(7),
        ..ProptestConfig::default()
    })]

    #[test]
    fn noise_never_divides_a_series(
        name in select(names()),
        mut noises in proptest::collection::vec((0usize..17, any::<Index>()), 1..4),
    ) {
        // A list of bodies is written behind the whole name, and is known by its parentheses.
        noises.sort_by_key(|(noise, _)| matches!(noise, 10 | 11));
        let noisy = noises.iter().fold(name.clone(), |text, (noise, place)| noisy(&text, *noise, place));
        prop_assert_eq!(key(&noisy), key(&name), "{}", noisy);
        prop_assert_eq!(REGISTERS.names.own_id(&noisy), REGISTERS.names.own_id(&name));
    }

    #[test]
    fn substance_always_does(name in select(names()), change in 0usize..9, place in any::<Index>()) {
        if let Some(changed) = changed(&name, change, &place) {
            prop_assert_ne!(key(&changed), key(&name), "{}", changed);
            prop_assert_ne!(REGISTERS.names.own_id(&changed), REGISTERS.names.own_id(&name));
        }
    }

    /// An id has only what may stand in a file name and an address, whatever the name.
    #[test]
    fn ids_are_plain(name in "\\PC{0,80}") {
        let id = REGISTERS.names.own_id(&name).unwrap_or_default();
        prop_assert!(id.len() <= 49, "{id}");
        prop_assert!(id.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-'));
        prop_assert!(!id.starts_with('-'));
    }
}
