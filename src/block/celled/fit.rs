//! How well lines below a header are its rows: the best way to cut them, by dynamic programming.

use super::header::{Header, Holds};
use super::kind::Kind;

/// A part of a table and the lines that it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    /// A row: perhaps a cell for the status before it, and a name of so many lines.
    Row { has_lead: bool, name: usize },
    /// A comment: its label, and so many lines of text.
    Comment { lines: usize },
    /// Words over rows.
    Heading,
    /// A line between rows that is none.
    Between,
}

impl Step {
    /// How many lines it takes.
    pub(super) fn lines(self, columns: usize) -> usize {
        match self {
            Step::Row { has_lead, name } => usize::from(has_lead) + name + columns - 1,
            Step::Comment { lines } => lines,
            Step::Heading | Step::Between => 1,
        }
    }
}

/// The best way to cut the lines below a header.
#[derive(Debug, Clone)]
pub(super) struct Fit {
    /// How much better lines fit as rows than as text.
    pub(super) odds: f32,
    /// The parts, each with its first line.
    pub(super) steps: Vec<(usize, Step)>,
    /// The line after the last.
    pub(super) end: usize,
    /// Rows.
    pub(super) rows: usize,
    /// Cells with values.
    pub(super) values: usize,
}

/// Worse than the best by so much, no way is followed.
const DROP: f32 = 7.0;
/// Lines of a table at most.
const MOST_LINES: usize = 50_000;

/// A way to a line: how well it fits, and its last step.
type Way = Option<(f32, Option<Step>)>;

/// Cuts the lines from one on into rows of these columns.
pub(super) fn fit(kinds: &[Kind], at: usize, header: &Header) -> Fit {
    let columns = &header.columns;
    let lines = &kinds[at..kinds.len().min(at + MOST_LINES)];
    let mut ways: Vec<Way> = vec![Some((0.0, None))];
    let (mut best, mut best_at) = (0.0, 0);
    let mut here = 0;
    while here < ways.len() {
        let Some((odds, before)) = ways[here].filter(|(odds, _)| *odds > best - DROP) else {
            here += 1;
            continue;
        };
        if odds > best {
            (best, best_at) = (odds, here);
        }
        for (step, gain) in steps(&lines[here..], columns, before) {
            let next = here + step.lines(columns.len());
            if next >= ways.len() {
                ways.resize(next + 1, None);
            }
            if ways[next].is_none_or(|(before, _)| odds + gain > before) {
                ways[next] = Some((odds + gain, Some(step)));
            }
        }
        here += 1;
    }
    let mut steps = Vec::new();
    let mut end = best_at;
    let mut after = at + best_at;
    while let Some(Some((_, Some(step)))) = ways.get(end) {
        end -= step.lines(columns.len());
        steps.push((at + end, *step));
    }
    steps.reverse();
    if awaits_text(kinds, &steps) && kinds.get(after).is_some_and(|kind| kind.is_text()) {
        steps.push((after, Step::Comment { lines: 1 }));
        after += 1;
    }
    let is_row = |(_, step): &&(usize, Step)| matches!(step, Step::Row { .. });
    let rows = steps.iter().filter(is_row);
    Fit {
        odds: best,
        rows: rows.count(),
        end: after,
        values: lines[..best_at].iter().filter(|kind| kind.is_value()).count(),
        steps,
    }
}

/// Whether the last comment is a label whose text stands below the rows after it, as those of a breakdown.
fn awaits_text(kinds: &[Kind], steps: &[(usize, Step)]) -> bool {
    let mut comments = steps
        .iter()
        .filter(|(_, step)| matches!(step, Step::Comment { .. }));
    let is_label = |(at, step): &(usize, Step)| {
        *step == Step::Comment { lines: 1 } && kinds.get(*at) == Some(&Kind::Comment)
    };
    comments.next_back().is_some_and(is_label)
}

/// What may come next, and what speaks for it.
fn steps(lines: &[Kind], columns: &[Holds], before: Option<Step>) -> Vec<(Step, f32)> {
    /// The text of a comment has as many lines at most.
    const MOST_TEXT: usize = 3;
    /// A name of two lines is one with a line break that somebody typed: it goes on in lower case.
    const TWO_LINES: f32 = -0.5;
    const TWO_NAMES: f32 = -2.5;
    /// Words alone over rows: their cells are joined.
    const HEADING: f32 = -0.5;
    /// Rows without values are hardly told from text.
    const EMPTY: f32 = -1.5;
    let mut found = Vec::new();
    for has_lead in [false, true] {
        let lead = match (has_lead, lines.first()) {
            (false, _) => 0.0,
            (true, Some(Kind::Blank)) => -0.2,
            (true, Some(Kind::Mark)) => 0.5,
            _ => continue,
        };
        let rest = &lines[usize::from(has_lead)..];
        for name in 1..=2 {
            let broken = match rest {
                _ if name == 1 => 0.0,
                [first, Kind::Rest, ..] if first.is_words() => TWO_LINES,
                [first, next, ..] if first.is_words() && next.is_words() => TWO_NAMES,
                _ => continue,
            };
            let Some(cells) = rest.get(name - 1..name - 1 + columns.len()) else {
                continue;
            };
            let is_empty = !cells[1..]
                .iter()
                .any(|kind| kind.is_value() && *kind != Kind::Year);
            let cells = cells.iter().zip(columns);
            let fits: f32 = cells.map(|(kind, holds)| odds(*holds, *kind)).sum();
            let fits = if is_empty { fits + EMPTY } else { fits };
            found.push((Step::Row { has_lead, name }, lead + broken + fits));
        }
    }
    let is_after_row = matches!(before, Some(Step::Row { .. }));
    if lines.first() == Some(&Kind::Words) && (before.is_none() || is_after_row) {
        found.push((Step::Heading, HEADING));
    }
    if before.is_none() {
        return found;
    }
    match lines.first() {
        Some(Kind::Comment) => {
            let text = lines[1..].iter().take(MOST_TEXT);
            let text = text
                .take_while(|kind| kind.is_words() || **kind == Kind::Sentence)
                .count();
            for count in 0..=text {
                let says: f32 = lines[1..=count]
                    .iter()
                    .map(|kind| {
                        if matches!(kind, Kind::Words | Kind::Rest) {
                            -0.6
                        } else {
                            0.4
                        }
                    })
                    .sum();
                found.push((Step::Comment { lines: 1 + count }, 0.8 + says));
            }
        }
        Some(Kind::Remark) => found.push((Step::Comment { lines: 1 }, 0.8)),
        Some(Kind::Sentence | Kind::Stopped) => found.push((Step::Comment { lines: 1 }, -0.8)),
        Some(Kind::Blank) => found.push((Step::Between, -1.2)),
        _ => {}
    }
    found
}

/// How much likelier a line is in a column than outside tables, as a logarithm.
fn odds(holds: Holds, kind: Kind) -> f32 {
    match (holds, kind) {
        (_, Kind::End) => -9.0,
        (_, Kind::Comment | Kind::Remark) if holds != Holds::Words => -5.0,
        (Holds::Names, kind) if kind.is_words() => 0.5,
        (Holds::Names, Kind::Period | Kind::Year) => -1.0,
        (Holds::Names, Kind::Blank) => -2.0,
        (Holds::Names, Kind::Sentence) => -0.5,
        (Holds::Names, _) => -3.0,
        (_, Kind::Blank) => 0.05,
        (_, Kind::Mark) => -0.5,
        (Holds::Values, Kind::Figure) => 1.0,
        (Holds::Values, Kind::Year) => -0.2,
        (Holds::Values, kind) if kind.is_words() => -2.0,
        (Holds::Periods, Kind::Period | Kind::Year) => 1.5,
        (Holds::Dates, Kind::Date) => 1.5,
        (Holds::Words, kind) if kind.is_words() || matches!(kind, Kind::Comment | Kind::Remark) => 0.2,
        (Holds::Words, Kind::Sentence) => 0.0,
        (_, Kind::Sentence) => -4.0,
        (Holds::Words, _) => -0.5,
        _ => -1.5,
    }
}
