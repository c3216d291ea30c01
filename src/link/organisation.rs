//! Which body reports, and which district it belongs to.

use crate::grammar::{Grammar, Organisation, slug};
use crate::record::{Head, OrganisationLevel};

/// Gives the head the ids of its body and district, and the kind of its unit.
pub(super) fn identify(grammar: &Grammar, head: &mut Head) {
    let registers = &grammar.registers;
    let name = head.organisation.as_deref().unwrap_or_default();
    let named = head.district.as_deref();
    let district = named.and_then(|name| registers.district_named(name));
    let district = district.map(|district| district.id.clone());
    let known = head
        .organisation_level
        .and_then(|level| registers.organisation(level, name, district.as_deref()));
    let district = district.or_else(|| {
        let id = &known?.district;
        (!id.is_empty()).then(|| id.clone())
    });
    head.organisation_id = head
        .organisation_level
        .and_then(|level| id(level, name, district.as_deref(), known));
    head.unit_kind = (head.organisation_level == Some(OrganisationLevel::Unit))
        .then(|| grammar.unit_kinds.within(name))
        .flatten()
        .map(|kind| kind.id.clone());
    head.district_id = district;
}

/// The id of a body: the register's, else made from the name.
fn id(
    level: OrganisationLevel,
    name: &str,
    district: Option<&str>,
    known: Option<&Organisation>,
) -> Option<String> {
    if let Some(known) = known.filter(|known| !known.id.is_empty()) {
        return Some(known.id.clone());
    }
    // A name that units of several districts have is told apart by the district.
    let name = known.map_or(name, |known| &known.name);
    let parts = match level {
        OrganisationLevel::District => [level.prefix(), district.unwrap_or(name), ""],
        OrganisationLevel::Committee => [level.prefix(), name, ""],
        OrganisationLevel::Unit => [level.prefix(), district.unwrap_or_default(), name],
    };
    let is_named = level == OrganisationLevel::District && district.is_some() || !name.is_empty();
    is_named.then(|| slug(&parts.join(" ")))
}
