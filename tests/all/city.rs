//! A made-up city: districts, mergers, lost reports and revised figures of nine years.

use crate::made::{self, Made};
use crate::place::{printed, run, said};
use std::collections::BTreeMap;
use std::path::Path;
use tempfile::TempDir;
use utfall::write::Wanted;

/// The districts with the years of which they wrote an annual report, and a number of their own.
pub(crate) const DISTRICTS: &[(&str, &str, i32, i32, i64)] = &[
    ("bromma", "Bromma", 2016, 2024, 11),
    ("enskede-arsta-vantor", "Enskede-Årsta-Vantör", 2016, 2024, 12),
    ("farsta", "Farsta", 2016, 2024, 13),
    ("hagersten-liljeholmen", "Hägersten-Liljeholmen", 2016, 2019, 14),
    ("hasselby-vallingby", "Hässelby-Vällingby", 2016, 2024, 15),
    ("kungsholmen", "Kungsholmen", 2016, 2024, 16),
    ("norrmalm", "Norrmalm", 2016, 2022, 17),
    ("rinkeby-kista", "Rinkeby-Kista", 2016, 2022, 18),
    ("skarpnack", "Skarpnäck", 2016, 2024, 19),
    ("skarholmen", "Skärholmen", 2016, 2024, 20),
    ("spanga-tensta", "Spånga-Tensta", 2016, 2022, 21),
    ("sodermalm", "Södermalm", 2016, 2024, 22),
    ("alvsjo", "Älvsjö", 2016, 2019, 23),
    ("ostermalm", "Östermalm", 2016, 2022, 24),
    ("hagersten-alvsjo", "Hägersten-Älvsjö", 2020, 2024, 50),
    ("jarva", "Järva", 2023, 2024, 60),
    ("norra-innerstaden", "Norra innerstaden", 2023, 2024, 70),
];

/// What went into what: the district of today, its parts, and the first year that it reported of.
pub(crate) const MERGERS: &[(&str, [&str; 2], i32)] = &[
    ("hagersten-alvsjo", ["hagersten-liljeholmen", "alvsjo"], 2020),
    ("jarva", ["rinkeby-kista", "spanga-tensta"], 2023),
    ("norra-innerstaden", ["norrmalm", "ostermalm"], 2023),
];

/// Annual reports that nobody has.
const LOST: &[(&str, i32)] = &[
    ("farsta", 2018),
    ("bromma", 2017),
    ("bromma", 2018),
    ("skarpnack", 2024),
    // The last report of a district: no report of its own looks back at the year.
    ("alvsjo", 2019),
    ("ostermalm", 2022),
];

pub(crate) fn district(id: &str) -> &'static (&'static str, &'static str, i32, i32, i64) {
    DISTRICTS.iter().find(|(other, ..)| *other == id).unwrap()
}

pub(crate) fn count(id: &str, year: i32) -> i64 {
    district(id).4 * 10 + i64::from(year - 2010)
}

pub(crate) fn share(id: &str, year: i32) -> String {
    format!("{}.{}", district(id).4, year - 2015)
}

pub(crate) fn is_lost(id: &str, year: i32) -> bool {
    LOST.contains(&(id, year))
}

/// The figures of an indicator in a report: measure, sex, part and year of the period, value.
pub(crate) fn figures(made: &mut Made, series: &str, unit: &str, figures: &[[&str; 5]]) {
    let indicator = format!("i-{series}");
    made.row(
        "indicators",
        &[
            ("indicator_id", &indicator),
            ("series_id", series),
            ("name", series),
        ],
    );
    for [measure, sex, part, year, value] in figures {
        made.row(
            "observations",
            &[
                ("indicator_id", &indicator),
                ("series_id", series),
                ("name", series),
                ("measure", measure),
                ("sex", sex),
                ("period_type", part),
                ("period_year", year),
                ("raw", &format!("{value} {unit}")),
                ("value", value),
                ("unit", unit),
                ("page", "3"),
            ],
        );
    }
}

pub(crate) fn report(kind: &str, id: &str, year: i32) -> Made {
    let name = district(id).1;
    Made::new(
        &format!("{id}-{kind}-{year}").to_lowercase(),
        &[
            ("doc_type", kind),
            ("year", &year.to_string()),
            ("organisation", &format!("{name} stadsdelsnämnd")),
            ("organisation_level", "stadsdelsnämnd"),
            ("district", name),
            ("district_id", id),
            ("organisation_id", &format!("sdn-{id}")),
        ],
    )
}

/// An annual report: counts and shares of the year and of the year before, if the district was there.
fn annual(id: &'static str, year: i32) -> Made {
    let mut made = report("VB", id, year);
    let (now, then) = (year.to_string(), (year - 1).to_string());
    let mut counts = vec![["utfall", "", "VB", now.as_str(), ""]];
    let value = count(id, year).to_string();
    counts[0][4] = &value;
    // The merged district looks back once, at a year when it was two.
    let looks_back = year > district(id).2 || id == "hagersten-alvsjo" && year == 2020;
    let before = match (id, year) {
        ("kungsholmen", 2019) => "999".to_owned(),
        ("hagersten-alvsjo", 2020) => "400".to_owned(),
        _ => count(id, year - 1).to_string(),
    };
    if looks_back {
        counts.push(["utfall", "", "VB", &then, &before]);
    }
    let (women, men) = ((count(id, year) - 40).to_string(), "40".to_owned());
    counts.push(["utfall", "kvinnor", "VB", &now, &women]);
    counts.push(["utfall", "män", "VB", &now, &men]);
    counts.push(["årsmål", "", "", &now, "500"]);
    counts.push(["kf_årsmål", "", "", &now, "8500"]);
    figures(&mut made, "antal-prov", "st", &counts);
    let (value, before) = (share(id, year), share(id, year - 1));
    let rounded = before.split_once('.').unwrap().0.to_owned();
    let mut shares = vec![["utfall", "", "VB", &now, &value]];
    if looks_back && id != "hagersten-alvsjo" {
        let before = if (id, year) == ("sodermalm", 2017) {
            &rounded
        } else {
            &before
        };
        shares.push(["utfall", "", "VB", &then, before]);
    }
    figures(&mut made, "andel-prov", "%", &shares);
    made
}

/// Every report of the city, in the order of time.
pub(crate) fn city() -> Vec<Made> {
    let mut reports = Vec::new();
    for year in 2016..=2024 {
        for (id, _, first, last, _) in DISTRICTS {
            // The parts wrote their first report of the year when they were merged, the whole one wrote no such.
            let of_half = MERGERS
                .iter()
                .any(|(whole, parts, when)| year == *when && (parts.contains(id) || whole == id));
            let is_part = of_half && !MERGERS.iter().any(|(whole, ..)| whole == id);
            if is_part || !of_half && (*first..=*last).contains(&year) {
                let mut tertial = report("T1", id, year);
                let now = year.to_string();
                figures(
                    &mut tertial,
                    "antal-prov",
                    "st",
                    &[["utfall", "", "T1", &now, "7"], ["prognos", "", "", &now, "77"]],
                );
                reports.push(tertial);
            }
            if (*first..=*last).contains(&year) && !is_lost(id, year) {
                reports.push(annual(id, year));
            }
        }
    }
    reports.push(unit());
    reports
}

/// A unit at Östermalm that reports for three districts an indicator that no committee has.
fn unit() -> Made {
    let mut made = Made::new(
        "unit-vb-2017",
        &[
            ("doc_type", "VB"),
            ("year", "2017"),
            ("organisation", "Provenheten"),
            ("organisation_level", "enhet"),
            ("district", "Östermalm"),
            ("district_id", "ostermalm"),
            ("organisation_id", "enhet-ostermalm-provenheten"),
        ],
    );
    figures(
        &mut made,
        "antal-stod",
        "st",
        &[["utfall", "", "VB", "2017", "90"]],
    );
    for (area, value) in [
        ("Kungsholmen", "20"),
        ("Norrmalms", "30"),
        ("Södra provområdet", "40"),
    ] {
        made.row(
            "observations",
            &[
                ("indicator_id", "i-antal-stod"),
                ("series_id", "antal-stod"),
                ("name", "antal-stod"),
                ("breakdown", area),
                ("measure", "utfall"),
                ("period_type", "VB"),
                ("period_year", "2017"),
                ("raw", value),
                ("value", value),
            ],
        );
    }
    made
}

/// The city's output folder.
pub(crate) fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    made::write(folder.path(), &city(), Wanted::default());
    folder
}

pub(crate) type Row = BTreeMap<String, String>;

/// What the program prints as CSV.
pub(crate) fn compared(folder: &Path, arguments: &[&str]) -> Vec<Row> {
    let output = run(["compare", folder.to_str().unwrap()].iter().chain(arguments));
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let text = printed(&output);
    csv::Reader::from_reader(text.as_bytes())
        .deserialize()
        .map(Result::unwrap)
        .collect()
}
