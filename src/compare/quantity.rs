//! Whether the figures of a series may be added.

use crate::grammar::Grammar;

/// What kind of figures a series has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Counts and amounts: parts add up.
    Count,
    /// Shares, averages, ratios: the whole lies between its parts.
    Share,
    /// Nothing tells.
    Unknown,
}

/// What the unit says, then the register, then the name.
pub(super) fn quantity(grammar: &Grammar, series: &str, name: &str, unit: &str) -> Quantity {
    if unit == "%" {
        return Quantity::Share;
    }
    match grammar
        .registers
        .series
        .get(series)
        .map(|known| known.kind.as_str())
    {
        Some("count") => return Quantity::Count,
        Some(_) => return Quantity::Share,
        None => {}
    }
    let told = grammar.quantities.ids_within(name);
    if ["share", "ratio", "average"]
        .iter()
        .any(|kind| told.contains(kind))
    {
        return Quantity::Share;
    }
    let is_countable = grammar.units.entries.iter().any(|entry| {
        entry.fact("unit") == Some(unit) && (entry.fact("count").is_some() || entry.fact("kronor").is_some())
    });
    match told.contains(&"count") || is_countable {
        true => Quantity::Count,
        false => Quantity::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_add_up_does() {
        let grammar = Grammar::built_in().unwrap();
        for (name, unit, expected) in [
            ("Antal prov", "", Quantity::Count),
            ("Antal prov", "st", Quantity::Count),
            ("Antal prov", "%", Quantity::Share),
            ("Andel prov", "", Quantity::Share),
            ("Provkostnad", "mnkr", Quantity::Count),
            ("Kostnad per barn", "tkr", Quantity::Share),
            ("Provindex", "", Quantity::Unknown),
        ] {
            assert_eq!(quantity(&grammar, "x", name, unit), expected, "{name} {unit}");
        }
    }
}
