//! Every cell of a comparison, in order.

use super::body::Series;
use super::figure::Printed;
use super::pick::{Ask, Cell};
use super::quantity::quantity;
use super::unit::{OneUnit, apart};
use super::world::Told;
use super::{By, Comparison, Note, Query, Row, Source, World};
use crate::grammar::District;
use crate::record::{CITY_COUNCIL, DocType, Measure, OrganisationLevel, Sex};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

/// Whose figures a line of cells is.
#[derive(Debug, Clone)]
enum Subject<'w> {
    /// A district of the division.
    District(&'w District),
    /// A body as it reported.
    Body(&'w str),
    /// The city, whose targets they are.
    City,
}

/// Compares every series of a world. One with figures in several units gives a comparison for each.
pub fn compare(world: &World<'_>, query: &Query) -> Vec<Comparison> {
    let each = world.series.iter();
    each.flat_map(|(id, told)| of_series(world, query, id, told))
        .collect()
}

/// The reports whose figures are asked for, the first one before the others. A target without its annual report
/// is taken from the plan; a figure of a part of the year is never taken for the year's.
fn kinds(query: &Query) -> Vec<DocType> {
    match (query.doc_type, query.measure) {
        (Some(kind), _) => vec![kind],
        (None, Measure::Target | Measure::CityTarget) => vec![DocType::Annual, DocType::Plan],
        (None, _) => vec![DocType::Annual],
    }
}

fn of_series(world: &World<'_>, query: &Query, id: &str, told: &Told) -> Vec<Comparison> {
    let title = title(world, id, told);
    let registers = &world.grammar.registers.series;
    let breaks: Vec<Note> = registers
        .breaks
        .iter()
        .filter(|known| known.series == id)
        .map(|known| Note {
            year: Some(known.year),
            text: known.note_told().to_owned(),
        })
        .collect();
    let asked = |figure: &Printed| is_asked(world, query, figure);
    let Some(years) = years(world, query, told) else {
        return Vec::new();
    };
    let units = apart(&world.money, told.figures.clone(), asked);
    let names: Vec<&str> = units.iter().map(|one| one.unit.as_str()).collect();
    let comparisons = units.iter().filter_map(|one: &OneUnit| {
        let quantity = quantity(world.grammar, id, &title, &one.unit);
        let series = Series::new(
            world,
            id,
            title.clone(),
            (&one.unit, quantity),
            breaks.clone(),
            &one.figures,
            &told.uncertain,
        );
        let mut comparison = of_unit(query, &series, &years)?;
        if names.len() > 1 {
            let shown: Vec<String> = names.iter().map(|unit| format!("\"{unit}\"")).collect();
            comparison.notes.push(Note {
                year: None,
                text: crate::say!("several-units", units = shown.join(", ")),
            });
        }
        if !told.homeless.is_empty() {
            comparison.notes.push(Note {
                year: None,
                text: crate::say!("homeless", count = told.homeless.len()),
            });
        }
        Some(comparison)
    });
    comparisons.collect()
}

/// Whether a figure is of what is asked, wherever and whenever it is printed.
fn is_asked(world: &World<'_>, query: &Query, figure: &Printed) -> bool {
    let is_kind = figure.measure == query.measure && query.sexes.contains(&figure.sex);
    is_kind && is_of_subject(world, query, figure)
}

/// Whether a figure is of the bodies and districts that are asked for.
pub(super) fn is_of_subject(world: &World<'_>, query: &Query, figure: &Printed) -> bool {
    let is_body = query.organisations.is_empty() || query.organisations.iter().any(|id| **id == *figure.body);
    let of_district = |id: &String| {
        let district = world
            .bodies
            .get(&figure.body)
            .map_or("", |body| body.district_id.as_str());
        let own = figure.area.as_deref().unwrap_or(district);
        world.map.leads_to(own, id) || world.map.leads_to(id, own)
    };
    let is_district = query.districts.is_empty() || query.districts.iter().any(of_district);
    is_body && is_district
}

/// The name in the register, else the one in the latest report.
fn title(world: &World<'_>, id: &str, told: &Told) -> String {
    match world.grammar.registers.series.get(id) {
        Some(series) => series.name.clone(),
        None => {
            let last = told
                .figures
                .iter()
                .max_by_key(|figure| (figure.moment(), &figure.name));
            last.map_or_else(|| id.to_owned(), |figure| figure.name.to_string())
        }
    }
}

fn of_unit(query: &Query, series: &Series<'_>, years: &RangeInclusive<i32>) -> Option<Comparison> {
    let subjects = subjects(query, series);
    let mut lines: Vec<(Subject<'_>, Option<Sex>, Vec<Row>)> = Vec::new();
    for subject in subjects {
        for sex in &query.sexes {
            let row = |year| row(query, series, &subject, *sex, year);
            let rows: Vec<Row> = years.clone().map(row).collect();
            let is_named = matches!(subject, Subject::District(_)) && !query.districts.is_empty();
            if is_named
                || rows
                    .iter()
                    .any(|row| row.value.is_some() || !row.documents.is_empty())
            {
                lines.push((subject.clone(), *sex, rows));
            }
        }
    }
    let mut rows: Vec<Row> = lines.into_iter().flat_map(|(_, _, rows)| rows).collect();
    match query.by {
        By::District | By::Organisation => {}
        By::Year => rows.sort_by_key(|row| row.year),
        By::Sex => rows.sort_by_key(|row| row.sex),
    }
    // A series without a single value says nothing.
    if rows
        .iter()
        .all(|row| row.value.is_none() && row.documents.is_empty())
    {
        return None;
    }
    let breaks = series
        .breaks
        .iter()
        .filter(|note| note.year.is_some_and(|year| years.contains(&year)));
    Some(Comparison {
        series_id: series.id.to_owned(),
        title: series.title.clone(),
        unit: series.unit.to_owned(),
        is_share: series.quantity.is_share(),
        by: query.by,
        measure: query.measure,
        notes: remarks(series, &rows),
        breaks: breaks.cloned().collect(),
        rows,
    })
}

/// The years from the first to the last that has a figure, or those that are asked for.
fn years(world: &World<'_>, query: &Query, told: &Told) -> Option<RangeInclusive<i32>> {
    let kinds = kinds(query);
    let is_of_kind = |figure: &&Printed| {
        let is_own = kinds.contains(&figure.kind) && figure.year == figure.about;
        is_own || figure.part.is_empty() || kinds.iter().any(|kind| kind.word() == &*figure.part)
    };
    let figures = || {
        let with_number = told.figures.iter().filter(|figure| figure.number.is_some());
        with_number
            .filter(|figure| is_asked(world, query, figure))
            .filter(is_of_kind)
    };
    let first = query
        .from
        .or_else(|| figures().map(|figure| figure.about).min())?;
    let last = query.to.or_else(|| figures().map(|figure| figure.about).max())?;
    Some(first..=last)
}

fn subjects<'w>(query: &Query, series: &Series<'w>) -> Vec<Subject<'w>> {
    if query.measure == Measure::CityTarget {
        return vec![Subject::City];
    }
    let world = series.world;
    let bodies: BTreeSet<&'w str> = series
        .figures
        .iter()
        .filter(|figure| figure.area.is_none() && figure.number.is_some() && is_asked(world, query, figure))
        .map(|figure| &*figure.body)
        .collect();
    let mut bodies: Vec<&str> = bodies.into_iter().collect();
    bodies.sort_by_key(|body| (series.name(body), *body));
    if query.by == By::Organisation || !query.organisations.is_empty() {
        return bodies.into_iter().map(Subject::Body).collect();
    }
    let is_wanted = |district: &&District| match query.districts.as_slice() {
        [] => has_any(series, query, district),
        named => named.contains(&district.id),
    };
    let districts = world.map.division(query.division).into_iter().filter(is_wanted);
    let others = bodies
        .into_iter()
        .filter(|body| world.map.of_body(body).is_none());
    let districts = districts.map(Subject::District);
    districts.chain(others.map(Subject::Body)).collect()
}

/// Whether a district, or one that it was made of, has a figure.
fn has_any(series: &Series<'_>, query: &Query, district: &District) -> bool {
    let areas: BTreeSet<&str> = series
        .figures
        .iter()
        .filter_map(|figure| {
            let of_body = || {
                series
                    .world
                    .map
                    .of_body(&figure.body)
                    .map(|known| known.id.as_str())
            };
            figure.area.as_deref().or_else(of_body)
        })
        .collect();
    let mut from = areas
        .into_iter()
        .filter(|id| series.world.map.leads_to(id, &district.id));
    from.any(|id| series.has_district(id, query.measure))
}

fn row(query: &Query, series: &Series<'_>, subject: &Subject<'_>, sex: Option<Sex>, year: i32) -> Row {
    let of_kind = |kind: DocType| {
        let ask = Ask {
            kind,
            year,
            measure: query.measure,
            sex,
            breaks: &series.breaks,
            has_report: false,
            money: &series.world.money,
        };
        match subject {
            Subject::District(district) => series.merged(&ask, district),
            Subject::Body(body) => series.body(&ask, body),
            Subject::City => series.city(&ask, |figure| is_asked(series.world, query, figure)),
        }
    };
    let mut found: Option<(DocType, Cell)> = None;
    for kind in kinds(query) {
        let cell = of_kind(kind);
        let is_value = cell.value.is_some();
        if found.is_none() || is_value {
            found = Some((kind, cell));
        }
        if is_value {
            break;
        }
    }
    let (kind, mut cell) = found.unwrap_or((DocType::Annual, Cell::default()));
    // A target may change within its year.
    let is_target = matches!(query.measure, Measure::Target | Measure::CityTarget);
    if is_target && query.doc_type.is_none() && cell.value.is_some() {
        let others = [DocType::Plan, DocType::FirstTertial, DocType::SecondTertial];
        for other in others.into_iter().filter(|other| *other != kind) {
            let told = of_kind(other);
            let is_own = !matches!(told.source, Some(Source::Later));
            if let Some(value) = told.value.filter(|value| is_own && Some(*value) != cell.value) {
                cell.notes.push(
                    crate::say!(
                        "has-value",
                        report = other.word(),
                        year = year,
                        value = value,
                        unit = series.unit
                    )
                    .trim_end()
                    .to_owned(),
                );
            }
        }
    }
    shown(query, series, subject, sex, (kind, year), cell)
}

/// A cell as a row.
fn shown(
    query: &Query,
    series: &Series<'_>,
    subject: &Subject<'_>,
    sex: Option<Sex>,
    (doc_type, year): (DocType, i32),
    mut cell: Cell,
) -> Row {
    let changed = series.breaks.iter().find(|note| note.year == Some(year));
    cell.notes
        .extend(changed.map(|note| crate::say!("break-in-series", note = note.text)));
    if matches!(
        (query.doc_type, doc_type, query.measure),
        (None, DocType::Plan, _)
    ) && cell.value.is_some()
    {
        cell.notes.insert(
            0,
            crate::say!("from-report", report = DocType::Plan.word(), year = year),
        );
    }
    let world = series.world;
    let of_body = |body: &str| world.bodies.get(body);
    let body = match subject {
        Subject::City => "",
        Subject::District(_) => cell.body.as_str(),
        Subject::Body(body) => body,
    };
    let organisation = match subject {
        Subject::City => CITY_COUNCIL.to_owned(),
        _ => of_body(body).map_or(String::new(), |known| known.name.clone()),
    };
    let home = of_body(body).map_or(String::new(), |known| known.district.clone());
    let by = match query.organisations.is_empty() {
        true => query.by,
        false => By::Organisation,
    };
    let (district, district_id) = match (subject, of_body(body)) {
        (Subject::District(own), _) => (own.name.clone(), own.id.clone()),
        (Subject::Body(_), Some(known)) if by == By::Organisation => {
            (home.clone(), known.district_id.clone())
        }
        _ => Default::default(),
    };
    let organisation_id = body.to_owned();
    Row {
        series_id: series.id.to_owned(),
        series: series.title.clone(),
        district,
        district_id,
        home,
        level: OrganisationLevel::of_body(&organisation_id),
        organisation,
        organisation_id,
        year,
        doc_type,
        measure: query.measure,
        sex,
        unit: cell.value.map_or(String::new(), |_| series.unit.to_owned()),
        value: cell.value,
        documents: cell.points,
        reason: cell.reason,
        note: (!cell.notes.is_empty()).then(|| cell.notes.join("; ")),
        source: cell.source,
        is_doubtful: cell.is_doubtful,
        by,
    }
}

/// What the registers say of the series, and the names under which figures stand where it has another one.
fn remarks(series: &Series<'_>, rows: &[Row]) -> Vec<Note> {
    let documents: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.documents.iter().map(|point| point.document_id.as_str()))
        .collect();
    let mut names: BTreeMap<&str, BTreeSet<i32>> = BTreeMap::new();
    for figure in series.figures.iter().filter(|figure| figure.is_alias) {
        if documents.contains(&*figure.document) {
            names.entry(&*figure.name).or_default().insert(figure.year);
        }
    }
    let registers = &series.world.grammar.registers;
    let why = |name: &str| {
        let key = registers.names.key(name);
        let alias = registers.series.aliases.iter().find(|alias| {
            alias.series == series.id && registers.names.key(&alias.name) == key && !alias.note.is_empty()
        });
        alias.map_or(String::new(), |alias| format!(": {}", alias.note_told()))
    };
    let known = registers
        .series
        .get(series.id)
        .map(|known| known.note_told().to_owned());
    let known = known.filter(|note| !note.is_empty());
    let names = names.into_iter().map(|(name, years)| {
        let years: Vec<String> = years.iter().map(i32::to_string).collect();
        crate::say!(
            "named-in-reports",
            name = name,
            years = years.join(", "),
            why = why(name)
        )
    });
    let texts = known.into_iter().chain(names);
    texts.map(|text| Note { year: None, text }).collect()
}
