//! Lines that may be the labels of columns, and what the columns then hold.

use super::kind::Kind;
use crate::block::text::Sheet;
use crate::grammar::{Grammar, Words};
use crate::lex::{whole_period, year};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Names,
    Values,
    Periods,
    Dates,
    Words,
}

/// Columns by what they hold.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub(super) columns: Vec<Holds>,
    /// How many of its labels the grammar knows.
    pub(super) known: usize,
    /// What its other labels say for it.
    pub(super) says: f32,
}

/// No table has more columns.
pub(super) const MOST_COLUMNS: usize = 16;

/// The headers that may begin at a line. A label that is not known may stand between others and after them.
pub(super) fn candidates(grammar: &Grammar, sheet: &[Sheet<'_>], kinds: &[Kind], at: usize) -> Vec<Header> {
    match labelled(grammar, sheet, kinds, at) {
        Some(headers) => headers,
        None => plain(grammar, sheet, kinds, at),
    }
}

/// `header = name-label 1*(label / words)`: by what the labels say.
fn labelled(grammar: &Grammar, sheet: &[Sheet<'_>], kinds: &[Kind], at: usize) -> Option<Vec<Header>> {
    /// Labels that are not known, one after the other.
    const MOST_UNKNOWN: usize = 2;
    let first = sheet.get(at).filter(|line| !line.is_blank())?.text();
    let (words, other) = [
        (&grammar.indicator_columns, &grammar.indicator_columns_other),
        (&grammar.activity_columns, &grammar.activity_columns_other),
    ]
    .into_iter()
    .find(|(words, _)| words.whole(&first).is_some_and(|entry| entry.id == "name"))?;
    let mut header = Header {
        columns: vec![Holds::Names],
        known: 1,
        says: 0.0,
    };
    let mut found = Vec::new();
    let mut unknown = 0;
    for line in sheet.iter().skip(at + 1).take(MOST_COLUMNS - 1) {
        let text = line.text();
        let label = label(grammar, words, &text).or_else(|| other.whole(&text).map(|_| Holds::Words));
        match label {
            Some(holds) => {
                header.columns.push(holds);
                header.known += 1;
                unknown = 0;
                found.clear();
            }
            None if kinds[line.id].is_label() => {
                header.columns.push(Holds::Values);
                unknown += 1;
            }
            None => break,
        }
        found.push(header.clone());
        if unknown > MOST_UNKNOWN {
            break;
        }
    }
    (header.known > 1).then_some(found)
}

/// What the column under a label holds.
fn label(grammar: &Grammar, words: &Words, text: &str) -> Option<Holds> {
    let (entry, taken) = words.start(text)?;
    let rest = text[taken..].trim();
    let is_whole = rest.is_empty() || whole_period(grammar, rest).is_some() || year(rest).is_ok();
    if !is_whole || entry.id == "name" {
        return None;
    }
    Some(match entry.fact("measure") {
        Some("period" | "periodicitet") => Holds::Periods,
        Some(_) => Holds::Values,
        None if matches!(entry.id.as_str(), "start" | "end") => Holds::Dates,
        None => Holds::Words,
    })
}

/// Any words as labels: what the columns hold is read off the rows below.
fn plain(grammar: &Grammar, sheet: &[Sheet<'_>], kinds: &[Kind], at: usize) -> Vec<Header> {
    if !(kinds[at].is_label() || kinds[at] == Kind::Blank) {
        return Vec::new();
    }
    let labels = kinds[at + 1..].iter().take(MOST_COLUMNS - 1);
    let most = 1 + labels.take_while(|kind| kind.is_label()).count();
    let mut says = names(grammar, &sheet[at], kinds[at]);
    let mut found = Vec::new();
    for width in 2..=most {
        let last = at + width - 1;
        if kinds[last] == Kind::Stopped {
            says += STOPPED;
        } else if grammar.measures.start(&sheet[last].text()).is_some() {
            says += MEASURE;
        }
        // A caption of the first rows may stand between.
        for gap in 0..=1 {
            if let Some(columns) = below(kinds, at + width + gap, width) {
                found.push(Header {
                    columns,
                    known: 0,
                    says,
                });
                break;
            }
        }
    }
    found
}

/// What a label says that stands over the names: there no year stands, and no measure of one.
fn names(grammar: &Grammar, line: &Sheet<'_>, kind: Kind) -> f32 {
    let text = line.text();
    let measure = grammar
        .measures
        .start(&text)
        .map(|(_, taken)| text[taken..].trim());
    match measure {
        _ if kind == Kind::Stopped => STOPPED,
        Some(rest) if rest.is_empty() || whole_period(grammar, rest).is_some() => OF_VALUES,
        _ if kind.is_value() => OF_VALUES,
        _ => 0.0,
    }
}

/// A measure stands over values.
const MEASURE: f32 = 1.0;
/// A label has no full stop.
const STOPPED: f32 = -2.0;
/// The label of a column of values stands over the names.
const OF_VALUES: f32 = -1.5;

/// What the columns of so many hold, by the first rows; none if they are not names with values.
fn below(kinds: &[Kind], at: usize, width: usize) -> Option<Vec<Holds>> {
    const ROWS: usize = 6;
    let rows: Vec<&[Kind]> = kinds.get(at..)?.chunks_exact(width).take(ROWS).collect();
    let rows: Vec<&[Kind]> = rows.into_iter().take_while(|row| row[0].is_words()).collect();
    let mut columns = vec![Holds::Names];
    let mut has_values = false;
    for column in 1..width {
        let count = |test: fn(Kind) -> bool| rows.iter().filter(|row| test(row[column])).count();
        let values = count(|kind| matches!(kind, Kind::Figure | Kind::Year));
        let words = count(|kind| kind.is_words() || kind == Kind::Sentence);
        let periods = count(|kind| kind == Kind::Period);
        let dates = count(|kind| kind == Kind::Date);
        let most = values.max(words).max(periods).max(dates);
        has_values |= values.max(dates) > 0;
        columns.push(match most {
            _ if most == values => Holds::Values,
            _ if most == words => Holds::Words,
            _ if most == periods => Holds::Periods,
            _ => Holds::Dates,
        });
    }
    (!rows.is_empty() && has_values).then_some(columns)
}
