//! `utfall show --why`: what speaks for every kind that a table could be of.

use crate::show::{on, shown};
use std::fmt::Write;
use utfall::recognise::Reasons;
use utfall::trace::{Evidence, sum};

/// The tables of a file, or of one page, each with its kind, the runner-up, its columns and all reasons.
pub(crate) fn show(text: &mut String, tables: &[Reasons], page: Option<u32>) {
    for table in tables.iter().filter(|table| on(table.place, page)) {
        let kind = &table.kind;
        let _ = write!(
            text,
            "{} {} {:.1}",
            shown(table.place),
            kind.best.word(),
            kind.odds
        );
        if let Some((second, odds)) = kind.second {
            let _ = write!(text, ", then {} {odds:.1}", second.word());
        }
        text.push('\n');
        for (label, means) in &table.columns {
            let _ = writeln!(text, "    column {label}: {means}");
        }
        for (kind, evidence) in &table.evidence {
            let _ = writeln!(text, "    {} {:.1}", kind.word(), sum(evidence));
            for Evidence { feature, odds, .. } in evidence {
                let _ = writeln!(text, "        {odds:+.1} {feature}");
            }
        }
    }
}
