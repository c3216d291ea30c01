//! The part of the year that an outcome is about.

use super::DocType;

/// The part of the year that a report's outcome is about: the printed one, and the annual report's where a whole
/// year is printed. None where a report prints a year that has no annual report yet: whether the figure is the
/// year's last one is not known.
pub fn outcome_part(printed: &str, report: (Option<DocType>, Option<i32>), about: i32) -> Option<&str> {
    let is_over = match report {
        (Some(DocType::Annual), Some(year)) => about <= year,
        (_, Some(year)) => about < year,
        _ => false,
    };
    match printed {
        "" => is_over.then_some(DocType::Annual.word()),
        part => Some(part),
    }
}
