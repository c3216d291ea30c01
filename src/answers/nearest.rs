//! The known name that a misspelt one most probably means.

use crate::grammar::slug;

/// Names that have less in common are other names.
const NEAR: f64 = 0.84;

/// The nearest of some names, if it is near enough; of two that are as near the first.
pub fn nearest<'n>(typed: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let typed = slug(typed);
    let mut best: Option<(f64, &str)> = None;
    for name in names {
        let likeness = strsim::jaro_winkler(&typed, &slug(name));
        if likeness >= NEAR && best.is_none_or(|(other, _)| likeness > other) {
            best = Some((likeness, name));
        }
    }
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_hand_is_near_and_another_name_is_not() {
        let names = ["Farsta", "Hallunda", "Norrby"];
        for (typed, found) in [
            ("Fasta", Some("Farsta")),
            ("farst", Some("Farsta")),
            ("Halunda", Some("Hallunda")),
            ("Norby", Some("Norrby")),
            ("Lund", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names), found, "{typed}");
        }
    }
}
