//! Lists: the sign or number that stands before an item and not in its text.

use super::styles::Styles;
use crate::page::body::written;
use std::collections::HashMap;

/// Levels of a list that are counted.
const LEVELS: usize = 10;

/// How far the lists of a file have come.
#[derive(Debug, Default)]
pub(super) struct Lists {
    counts: HashMap<String, [Option<u32>; LEVELS]>,
}

impl Lists {
    /// A list begins anew.
    pub(super) fn restart(&mut self, list: &str) {
        self.counts.remove(list);
    }

    /// The next item of a level is to have this number.
    pub(super) fn start(&mut self, list: &str, level: usize, number: u32) {
        let counts = self.counts.entry(list.to_owned()).or_default();
        counts[level.clamp(1, LEVELS) - 1] = number.checked_sub(1);
    }

    /// The sign or number of the next item of a level, which is counted from 1.
    pub(super) fn next(&mut self, styles: &Styles, list: &str, level: usize) -> Option<String> {
        let own = styles.level(list, level)?;
        let at = level.clamp(1, LEVELS) - 1;
        let counts = self.counts.entry(list.to_owned()).or_default();
        counts[at] = Some(counts[at].map_or(own.start, |count| count.saturating_add(1)));
        counts[at + 1..].fill(None);
        let Some(format) = &own.format else {
            return Some("•".to_owned());
        };
        let first = (at + 1).saturating_sub(own.levels.max(1));
        let numbers = (first..=at).filter_map(|above| {
            let level = styles.level(list, above + 1)?;
            let format = level.format.as_deref().filter(|_| above < at).unwrap_or(format);
            let number = written(counts[above].unwrap_or(level.start), format);
            (!number.is_empty()).then_some(number)
        });
        let text = [
            own.prefix.clone(),
            numbers.collect::<Vec<_>>().join("."),
            own.suffix.clone(),
        ]
        .concat();
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}
