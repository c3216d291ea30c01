//! Which lines are tables, by all evidence of a page at once.
//!
//! Takes: the odds of each line, and what it costs to begin, end or go on with a table between two lines.
//! Gives: stretches of lines, each with the margin by which it is a table.
//! Never: looks at a sign by itself.

use std::ops::Range;

/// What it costs to go from the line above to this one, in each way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// A table begins or ends here.
    pub(super) turn: f32,
    /// A table goes on here.
    pub(super) go_on: f32,
    /// A table ends here and another begins.
    pub(super) next: f32,
}

/// Lines of one table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) lines: Range<usize>,
    /// How much likelier it is a table than text.
    pub(super) margin: f32,
}

/// A line of text, the first line of a table, or a later one.
const STATES: usize = 3;
const TEXT: usize = 0;
const FIRST: usize = 1;
const LATER: usize = 2;

/// The likeliest way through the lines; `odds` are those of a table against text.
pub(super) fn choose(odds: &[f32], steps: &[Step]) -> Vec<Stretch> {
    let mut best = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY];
    let mut from: Vec<[usize; STATES]> = Vec::with_capacity(odds.len());
    for (line, step) in odds.iter().zip(steps) {
        let mut next = [f32::NEG_INFINITY; STATES];
        let mut via = [TEXT; STATES];
        for (state, (next, via)) in next.iter_mut().zip(&mut via).enumerate() {
            for (before, sum) in best.iter().enumerate() {
                let sum = sum + cost(before, state, step);
                if sum > *next {
                    (*next, *via) = (sum, before);
                }
            }
            if state != TEXT {
                *next += line;
            }
        }
        best = next;
        from.push(via);
    }
    let mut state = (0..STATES)
        .max_by(|a, b| best[*a].total_cmp(&best[*b]).then(b.cmp(a)))
        .unwrap_or(TEXT);
    let mut states = vec![TEXT; odds.len()];
    for at in (0..odds.len()).rev() {
        states[at] = state;
        state = from[at][state];
    }
    stretches(&states, odds, steps)
}

fn cost(before: usize, state: usize, step: &Step) -> f32 {
    match (before, state) {
        (TEXT, TEXT) => 0.0,
        (TEXT, LATER) => f32::NEG_INFINITY,
        (TEXT, _) | (_, TEXT) => step.turn,
        (_, FIRST) => step.next,
        _ => step.go_on,
    }
}

fn stretches(states: &[usize], odds: &[f32], steps: &[Step]) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    for (at, state) in states.iter().enumerate() {
        match (*state, found.last_mut()) {
            (TEXT, _) => {}
            (LATER, Some(last)) => {
                last.lines.end = at + 1;
                last.margin += odds[at] + steps[at].go_on;
            }
            _ => found.push(Stretch {
                lines: at..at + 1,
                margin: odds[at] + steps[at].turn,
            }),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(range: std::ops::Range<usize>) -> Vec<std::ops::Range<usize>> {
        std::iter::once(range).collect()
    }

    fn lines(odds: &[f32]) -> Vec<Range<usize>> {
        let step = Step {
            turn: -2.0,
            go_on: 0.0,
            next: -4.0,
        };
        let steps = vec![step; odds.len()];
        choose(odds, &steps)
            .into_iter()
            .map(|found| found.lines)
            .collect()
    }

    #[test]
    fn one_foreign_line_does_not_end_a_table_and_one_sign_does_not_begin_one() {
        assert_eq!(lines(&[-3.0, 3.0, 4.0, -3.0, 4.0, 3.0, -3.0]), one(1..6));
        assert!(lines(&[-3.0, 1.5, -3.0]).is_empty());
        assert_eq!(lines(&[3.0, 4.0, -3.0, -3.0, -3.0, 4.0, 4.0]), [0..2, 5..7]);
    }
}
