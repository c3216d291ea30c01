//! What the name of a row says of its values: a share is no count, and one of its shares is near the others.

use super::draft::Row;
use crate::grammar::Grammar;
use crate::lex::Value;

/// A share is no count, and a count no share.
pub(super) fn agrees(grammar: &Grammar, row: &Row, values: &[&Value]) -> bool {
    let Some((entry, _)) = row
        .name
        .first()
        .and_then(|line| grammar.quantities.start(&line.text))
    else {
        return true;
    };
    let is_share = |unit: &String| is_share(grammar, unit);
    let units = values.iter().filter_map(|value| value.unit.as_ref());
    match entry.id.as_str() {
        "share" => units.into_iter().all(is_share),
        "count" => !units.into_iter().any(is_share),
        _ => true,
    }
}

/// Whether shares are of one size: one that is many times another belongs to another row. Counts are not alike, as the
/// city's target is for all districts.
pub(super) fn are_near(grammar: &Grammar, values: &[&Value]) -> bool {
    const MOST: u32 = 10;
    let shares = values
        .iter()
        .filter(|value| value.unit.as_ref().is_some_and(|unit| is_share(grammar, unit)));
    let numbers: Vec<_> = shares
        .filter_map(|value| value.number)
        .filter(|number| !number.is_zero())
        .collect();
    match (numbers.iter().min(), numbers.iter().max()) {
        (Some(least), Some(most)) => {
            let bound = least.checked_mul(MOST.into());
            least.is_sign_negative() || bound.is_none_or(|bound| *most <= bound)
        }
        _ => true,
    }
}

fn is_share(grammar: &Grammar, unit: &str) -> bool {
    grammar
        .quantities
        .whole(unit)
        .is_some_and(|unit| unit.id == "share")
}
