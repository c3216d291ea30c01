//! A cell is read whole or not at all, over figures that nobody printed.

use proptest::prelude::*;
use proptest::sample::select;
use regex::Regex;
use std::sync::LazyLock;
use utfall::grammar::Grammar;
use utfall::record::ValueStatus;
use utfall::run::{Limits, document};
use utfall::source::Source;
use utfall::trace::Code;

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| Grammar::built_in().unwrap());

/// Everything that may be given as a figure without a doubt, written down a second time.
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    let before =
        r"(?:(?:ca|cirka|omkring|drygt|knappt|nästan|minst|högst|max|över|under|upp till|>|<|≥|≤|~)\.? ?)*";
    let sign = r"(?:[+\-−–—‑]|minus|\./\.)? ?";
    let digits = r"(?:[1-9]\d{0,2}(?:[ \u{A0}]\d{3})+|[1-9]\d{0,2}(?:\.\d{3}){2,}|\d+)";
    let decimals = r"(?:,\d+|\.\d{1,2}|\.\d{4,})?";
    let other = r"[1-9]\d{0,2}(?:\.\d{3})+,\d+|[1-9]\d{0,2}(?:,\d{3})+\.\d+|[1-9]\d{0,2}(?:,\d{3}){2,}|0\.\d{3}|\d{4,}\.\d{3}";
    let unit = r"(?: ?(?:%|pct|procent|procentenheter|%-enh\.?|%-enheter|st|kr|tkr|kkr|mnkr|msek|tusental kronor|miljoner kronor|barn)\.?(?:/[a-zåäö]+)?)?";
    let after = r"(?: ?\(prognos\)| ?\(prel\)| ?prel| eller fler| eller färre|-tal)?";
    let marks = r"(?: ?[¹²³]⁾?| ?[*†]\)?| (?:\d|[a-z])\)|%(?:\d|[a-z])\)|(?:st|kr|barn|[%l])(?:\d|[a-z])\)| ?\[\d\])*";
    let whole = format!(
        r"^{before}{sign}(?:(?:{digits}{decimals}|{other})(?: ?[½¼¾])?|[½¼¾]){marks}{unit}{marks}{after}(?:{marks}| ?\d\))\.?$"
    );
    Regex::new(&whole).unwrap()
});

/// Pieces of what is printed where figures stand: figures, what belongs to them, and what damages them.
fn piece() -> impl Strategy<Value = String> {
    let fixed = select(vec![
        "%",
        " %",
        "%",
        " ",
        " ",
        ",",
        ".",
        "-",
        "−",
        "–",
        "\u{2011}",
        "+",
        "(",
        ")",
        "/",
        ":",
        "*",
        "¹",
        "²",
        " 1)",
        "½",
        "¼",
        "'",
        "’",
        "≥ ",
        "> ",
        "<",
        "ca ",
        "minst ",
        "~",
        " av ",
        " (prognos)",
        " prel",
        "-tal",
        " kr",
        " tkr",
        " mnkr",
        " tusental kronor",
        " pct",
        " %-enh",
        " st",
        " barn",
        "kr/barn",
        "l",
        "O",
        "S",
        "B",
        "I",
        "maj",
        "-feb",
        "04-maj",
        "#DIV/0!",
        "#",
        "E+04",
        "\u{F038}\u{F032}",
        "\u{FFFD}",
        "\u{200B}",
        "\u{A0}",
        "12.480",
        "1.234,50",
        "1,234",
        "85.000 kr",
        "000",
        " 000",
        ",85",
        "2019-01-02",
        "1-2",
        "x",
        " och ",
        " elever",
        "/5",
        "5,7-",
        "(5,7)",
        "¾",
        " ½",
        "cirka ",
        "omkring ",
        "drygt ",
        "knappt ",
        "nästan ",
        "upp till ",
        "minus ",
        "./. ",
        "max ",
        " till ",
        " à ",
        " - ",
        "–",
        " eller fler",
        " gånger",
        " ggr",
        " per år",
        ":-",
        "kr.",
        "st.",
        "%.",
        "kkr",
        "msek",
        " miljoner kronor",
        "/mån",
        "o",
        "Z",
        "G",
        "b",
        "q",
        "|",
        "§",
        "jan-",
        "1-maj",
        "maj-05",
        "12/5",
        "2019-05",
        "12:30",
        "1 jan",
        "=SUMMA(A1:A3)",
        "#SAKNAS!",
        "########",
        "TRUE",
        " 1/2",
        "⅓",
        "%1)",
        " a)",
        "a)",
        "¹⁾",
        "[1]",
        "†",
        "▲",
        "↑",
        "€",
        "$",
        "\u{2009}",
        "\u{202F}",
        "\u{AD}",
    ]);
    prop_oneof![
        3 => "[0-9]{1,4}",
        1 => "[1-9][0-9]{0,2} [0-9]{3}",
        1 => "[0-9]{1,3},[0-9]{1,2}",
        5 => fixed.prop_map(str::to_owned),
    ]
}

fn printed() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 1..5).prop_map(|pieces| pieces.concat())
}

/// The status of a target that is printed so, the number, and whether a diagnostic tells of it.
fn read(printed: &str) -> Option<(ValueStatus, Option<String>, bool)> {
    let text =
        format!("Nämndmål:\n\nEtt prov\n\nIndikator\tUtfall\tÅrsmål\tPeriod\n Prov\t5 %\t{printed}\t2017\n");
    let document = document(
        &GRAMMAR,
        &Source::from_bytes("text", text.into_bytes()),
        &Limits::default(),
    );
    let indicator = document.report.indicators.first()?;
    let observation = indicator
        .observations
        .iter()
        .find(|observation| observation.measure.as_deref() == Some("årsmål"))?;
    let told = [Code::NumberUnread, Code::NumberDoubtful];
    let is_told = document
        .diagnostics
        .iter()
        .any(|diagnostic| told.contains(&diagnostic.code) && diagnostic.raw == observation.value.raw);
    let number = observation.value.number.map(|number| number.to_string());
    Some((observation.status(Some(indicator)), number, is_told))
}

/// The digits of a figure without marks of footnotes, leading zeros apart.
fn digits(text: &str) -> String {
    static MARK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?:[ %r*†¹²³]|st|barn|\)|l)\d\)|\[\d\]").unwrap());
    let text = MARK.replace_all(text, " ");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.trim_start_matches('0').to_owned()
}

fn holds(printed: &str) -> Result<(), TestCaseError> {
    let Some((status, number, is_told)) = read(printed) else {
        return Ok(());
    };
    match status {
        ValueStatus::Reported => {
            let seen = printed.replace(['\u{200B}', '\u{AD}'], "");
            let raw = seen.split_whitespace().collect::<Vec<_>>().join(" ");
            prop_assert!(WHOLE.is_match(&raw), "{printed:?} was read as {number:?}");
            let number = number.unwrap_or_default();
            if !raw.contains(['½', '¼', '¾']) {
                prop_assert_eq!(digits(&raw), digits(&number), "{:?}", printed);
            }
        }
        ValueStatus::Unreadable | ValueStatus::Uncertain => {
            prop_assert!(is_told, "{printed:?} is {status:?}, and nothing says so");
        }
        ValueStatus::Words => prop_assert!(false, "{printed:?} is taken for words"),
        _ => {}
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::invariants::config(1000))]

    #[test]
    fn what_is_not_understood_to_its_end_is_no_reported_figure(printed in printed()) {
        holds(&printed)?;
    }
}

#[test]
fn what_only_begins_like_a_figure_is_given_without_one() {
    for printed in [
        "409,l",
        "12 OOO",
        "6.S %",
        "-4,O",
        "04-maj",
        "5-jan",
        "12 (11)",
        "80-85 %",
        "4 av 5",
        "3/5",
        "#DIV/0!",
        "1,2E+04",
        "84 \u{FFFD}",
        "12 48",
        "1'234",
        ",85",
        ".84",
        "(12)",
        "841)",
        "12 elever",
        "12 ggr",
        "1 200:-",
        "75 till 80",
        "10 à 12",
        "7 1/2",
        "⅓",
        "1 jan",
        "maj-05",
        "2019-05-06 12",
        "12:30",
        "B3 %",
        "9O",
        "1Z",
        "5,",
        "1 234.567",
        "2 tusen",
    ] {
        let (status, number, is_told) = read(printed).unwrap();
        assert_eq!(
            (status, number, is_told),
            (ValueStatus::Unreadable, None, true),
            "{printed}"
        );
    }
}

#[test]
fn what_leaves_a_reading_open_is_marked_and_what_does_not_is_reported() {
    for (printed, number, status) in [
        ("2½", "2.5", ValueStatus::Reported),
        ("2 ½", "2.5", ValueStatus::Reported),
        ("¾", "0.75", ValueStatus::Reported),
        ("minus 5,7", "-5.7", ValueStatus::Reported),
        ("84 % a)", "84", ValueStatus::Reported),
        ("84¹⁾", "84", ValueStatus::Reported),
        ("40-tal", "40", ValueStatus::Reported),
        ("80 % (prognos)", "80", ValueStatus::Reported),
        ("+2 %-enh", "2", ValueStatus::Reported),
        ("84 %1)", "84", ValueStatus::Reported),
        ("81,5¹", "81.5", ValueStatus::Reported),
        ("1.234,50", "1234.50", ValueStatus::Reported),
        ("\u{2011}5,7", "-5.7", ValueStatus::Reported),
        ("—5,7", "-5.7", ValueStatus::Reported),
        ("12.480", "12480", ValueStatus::Uncertain),
        ("85.000 kr", "85000", ValueStatus::Uncertain),
        ("5,7-", "-5.7", ValueStatus::Uncertain),
    ] {
        let (found, read, is_told) = read(printed).unwrap();
        assert_eq!((read.as_deref(), found), (Some(number), status), "{printed}");
        assert_eq!(is_told, status == ValueStatus::Uncertain, "{printed}");
    }
}
