//! Fulfilment markers that are a coloured mark without words.
//!
//! What a colour means is told by the markers of the same document that have words; without any, nothing is given.

use super::{Find, Found};
use crate::record::{Fulfilment, Status};
use crate::trace::{Code, Diagnostic};

/// A goal with a coloured mark and no words beside it.
#[derive(Debug, Clone)]
pub(super) struct Lone {
    /// Where the goal stands among the finds.
    pub(super) goal: usize,
    pub(super) status: Status,
    pub(super) evidence: String,
}

/// Gives goals that have no marker in words the one that their colour has elsewhere, and tells of each.
pub(super) fn settle(
    lone: Vec<Lone>,
    worded: &[(Fulfilment, Status)],
    found: &mut Vec<Found>,
) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    for Lone {
        goal,
        status,
        evidence,
    } in lone.into_iter().rev()
    {
        let rest = found[goal + 1..].iter();
        let is_marked = rest
            .take_while(|find| !matches!(find.find, Find::Goal { .. } | Find::NextReport))
            .any(|find| matches!(find.find, Find::Marker { .. }));
        let mut meanings: Vec<Fulfilment> = worded
            .iter()
            .filter(|(_, colour)| *colour == status)
            .map(|(meaning, _)| *meaning)
            .collect();
        meanings.sort_unstable();
        meanings.dedup();
        let [meaning] = meanings[..] else { continue };
        if is_marked {
            continue;
        }
        let place = found[goal].place;
        let message = crate::say!("lone-colour", evidence = evidence);
        told.push(Diagnostic::new(Code::MarkerUnknown, place, message, &evidence));
        let find = Find::Marker {
            fulfilment: meaning,
            raw: String::new(),
            evidence: Some(evidence),
        };
        let marker = Found {
            find,
            place,
            lines: Vec::new(),
        };
        found.insert(goal + 1, marker);
    }
    told.reverse();
    told
}
