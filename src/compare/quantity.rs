//! Whether the figures of a series may be added.

use crate::grammar::Grammar;

/// What kind of figures a series has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quantity {
    /// Counts and amounts: parts add up. The register says so, or they are money.
    Count,
    /// Counts as far as the name or the unit says.
    Named,
    /// Shares: the whole lies between its parts.
    Share,
    /// Averages.
    Average,
    /// Indexes, costs per place and the like.
    Ratio,
    /// Named a count, but a word in the name hints that the figures are none.
    Hinted,
    /// Nothing tells.
    Unknown,
}

impl Quantity {
    /// Whether parts add up.
    pub(super) fn adds_up(self) -> bool {
        matches!(self, Quantity::Count | Quantity::Named)
    }

    /// Whether the whole lies between its parts.
    pub(super) fn is_share(self) -> bool {
        !self.adds_up() && self != Quantity::Unknown
    }

    /// Why figures are not put together.
    pub(super) fn refusal(self) -> String {
        crate::say!(match self {
            Quantity::Count | Quantity::Named => "refusal-count",
            Quantity::Share => "refusal-share",
            Quantity::Average => "refusal-average",
            Quantity::Ratio => {
                "refusal-ratio"
            }
            Quantity::Hinted => "refusal-hinted",
            Quantity::Unknown => "refusal-unknown",
        })
    }
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
        Some("average") => return Quantity::Average,
        Some("ratio") => return Quantity::Ratio,
        Some(_) => return Quantity::Share,
        None => {}
    }
    let told = grammar.quantities.ids_within(name);
    let hints = grammar.rates.ids_within(name);
    let has = |id: &str| told.contains(&id) || hints.contains(&id);
    // `Antal elever/lärare`: something for each of something.
    let is_divided = name.contains('/') || unit.contains('/');
    let is_hinted = is_divided || hints.iter().any(|id| *id != "none");
    let of_unit = |fact: &str| {
        let mut entries = grammar.units.entries.iter();
        entries.any(|entry| entry.fact("unit") == Some(unit) && entry.fact(fact).is_some())
    };
    match () {
        () if has("share") => Quantity::Share,
        () if has("average") => Quantity::Average,
        () if has("ratio") => Quantity::Ratio,
        () if is_hinted => Quantity::Hinted,
        () if of_unit("kronor") => Quantity::Count,
        () if has("count") || of_unit("count") => Quantity::Named,
        () => Quantity::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_known_to_add_up_does() {
        let grammar = Grammar::built_in().unwrap();
        for (name, unit, expected) in [
            ("Antal prov", "", Quantity::Named),
            ("Antal prov", "st", Quantity::Named),
            ("Antal prov per 31 december", "st", Quantity::Named),
            ("Antal prov", "%", Quantity::Share),
            ("Andel prov", "", Quantity::Share),
            ("Provkostnad", "mnkr", Quantity::Count),
            ("Kostnad per barn", "tkr", Quantity::Ratio),
            ("Provindex", "", Quantity::Unknown),
            ("Antal barn per förskollärare", "", Quantity::Ratio),
            ("Antal barn per grupp", "barn", Quantity::Ratio),
            ("Antal brott per 1 000 invånare", "st", Quantity::Ratio),
            ("Antal timmar utevistelse per dag", "", Quantity::Ratio),
            ("Antal elever/lärare", "", Quantity::Hinted),
            ("Medelantal deltagare", "personer", Quantity::Average),
            ("Antal år i genomsnittlig anställning", "", Quantity::Average),
            (
                "Väntetid i antal dagar till särskilt boende",
                "",
                Quantity::Hinted,
            ),
            ("Antal dagar i kö", "st", Quantity::Hinted),
            (
                "Personalkontinuitet, antal personal som en hemtjänsttagare möter under 14 dagar",
                "personer",
                Quantity::Hinted,
            ),
        ] {
            assert_eq!(quantity(&grammar, "x", name, unit), expected, "{name} {unit}");
        }
    }
}
