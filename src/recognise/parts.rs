//! The reports of a file, one after the other, and what is missing of them.

use super::{Find, Found, head};
use crate::grammar::Grammar;
use crate::record::{Head, Part};
use crate::trace::{Code, Diagnostic, Read};
use std::collections::HashSet;

/// The facts of the first report, and of those that follow it in the file.
pub(super) fn heads(grammar: &Grammar, found: &[Found]) -> Read<(Head, Vec<Part>)> {
    let begins = |find: &Found| matches!(find.find, Find::NextReport);
    let parts: Vec<&[Found]> = found.chunk_by(|_, next| !begins(next)).collect();
    let first = parts.first().copied().unwrap_or_default();
    let mut read = head::facts(grammar, first).then(|head| Read::clean((head, Vec::new())));
    let mut seen = HashSet::from([content(first)]);
    for part in parts.iter().skip(1) {
        let place = part.first().map(|find| find.place).unwrap_or_default();
        let facts = head::facts(grammar, part);
        let title = facts.value.title.clone().unwrap_or_default();
        read.diagnostics.push(Diagnostic::new(
            Code::SeveralReports,
            place,
            crate::say!("another-report"),
            &title,
        ));
        if !seen.insert(content(part)) {
            read.diagnostics.push(Diagnostic::new(
                Code::ReportRepeated,
                place,
                crate::say!("report-repeated"),
                &title,
            ));
        }
        read.diagnostics.extend(facts.diagnostics);
        read.value.1.push(Part {
            place,
            head: facts.value,
        });
    }
    // Without a goal it is no report, and nobody knows how it should begin.
    if found.iter().any(|find| matches!(find.find, Find::Goal { .. })) {
        read.diagnostics.extend(cut(found));
    }
    read
}

/// What a report says in words, without its title page, headers and footers.
fn content(part: &[Found]) -> Vec<&str> {
    part.iter()
        .filter_map(|find| match &find.find {
            Find::Heading { text, .. } | Find::Paragraph { text } => Some(text.as_str()),
            Find::Goal { title, .. } => Some(title),
            Find::Marker { raw, .. } => Some(raw),
            _ => None,
        })
        .collect()
}

/// A file that begins or ends in the middle of a sentence.
fn cut(found: &[Found]) -> Vec<Diagnostic> {
    const LONG: usize = 60;
    let mut contents = found.iter().filter(|find| !find.find.is_furniture());
    let note = |find: &Found, message: String, text: &str| {
        Diagnostic::new(Code::ReportCut, find.place, message, text)
    };
    let mut cut = Vec::new();
    if let Some(find) = contents.next()
        && let Find::Paragraph { text } = &find.find
        && text.starts_with(char::is_lowercase)
    {
        cut.push(note(find, crate::say!("text-begins-within"), text));
    }
    if let Some(find) = contents.next_back()
        && let Find::Paragraph { text } = &find.find
        && text.chars().count() >= LONG
        && text.ends_with(|letter: char| letter.is_lowercase() || letter == ',')
    {
        cut.push(note(find, crate::say!("text-ends-within"), text));
    }
    cut
}
