//! The registers in `grammars/`: every name finds its row, no near name does, and a fault is told with its row.

use std::collections::BTreeSet;
use std::sync::LazyLock;
use utfall::grammar::{Grammar, Registers, SeriesRegister, Years};
use utfall::record::{GoalLevel, SeriesMatch};

static REGISTERS: LazyLock<Registers> = LazyLock::new(|| Grammar::built_in().unwrap().registers);

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The values of a cell that may hold several.
fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').filter(|value| !value.is_empty())
}

/// The series that a name means in a year, and how it was found.
fn series(name: &str, year: Option<i32>) -> Option<(&'static str, SeriesMatch)> {
    let key = REGISTERS.names.key(name);
    let (found, matched) = REGISTERS.series.find(&key, year)?;
    Some((found.id.as_str(), matched))
}

#[test]
fn every_form_of_a_district_is_read_as_it() {
    let mut faults = Vec::new();
    for district in &REGISTERS.districts {
        for form in district.forms() {
            let texts = [form.to_owned(), format!("{form} stadsdelsnämnd")];
            let named = REGISTERS.district_named(&texts[0]);
            for found in [named, REGISTERS.district_in(&texts[1])] {
                let found = found.map(|found| found.id.as_str());
                if found != Some(district.id.as_str()) {
                    faults.push(format!("{form} is read as {found:?}"));
                }
            }
        }
    }
    none(&faults);
}

/// The division of the city on a day: how many districts there were, and none of them in two.
#[test]
fn the_districts_of_a_day_are_the_divisions() {
    for (day, count) in [
        ("1999-01-01", 18),
        ("2006-12-31", 18),
        ("2007-01-01", 14),
        ("2020-06-30", 14),
        ("2020-07-01", 13),
        ("2023-06-30", 13),
        ("2023-07-01", 11),
        ("2026-01-01", 11),
    ] {
        let today: BTreeSet<&str> = REGISTERS
            .districts
            .iter()
            .filter(|district| district.lasts_on(day))
            .map(|district| district.id.as_str())
            .collect();
        assert_eq!(today.len(), count, "{day}: {today:?}");
    }
    let before = |id: &str| {
        let mut ids: Vec<&str> = REGISTERS
            .predecessors(id)
            .map(|district| district.id.as_str())
            .collect();
        ids.sort_unstable();
        ids
    };
    assert_eq!(before("jarva"), ["rinkeby-kista", "spanga-tensta"]);
    assert_eq!(before("hagersten-alvsjo"), ["alvsjo", "hagersten-liljeholmen"]);
    assert_eq!(before("farsta"), [""; 0]);
}

#[test]
fn a_unit_is_known_by_its_district() {
    use utfall::record::OrganisationLevel::{Committee, Unit};
    for (level, name, district, wanted) in [
        (
            Unit,
            "Försörjningsstödsenheten",
            Some("ostermalm"),
            "enhet-ostermalm-forsorjningsstodsenheten",
        ),
        // Units of several districts have the name: without the district it is nobody's own.
        (Unit, "Försörjningsstödsenheten", Some("farsta"), ""),
        (Unit, "Försörjningsstödsenheten", None, ""),
        (
            Unit,
            "västra söders förskolor",
            None,
            "enhet-sodermalm-vastra-soders-forskolor",
        ),
        (
            Committee,
            "Fastighets- och saluhallsnämnden",
            None,
            "namnd-fastighetsnamnden",
        ),
        (Committee, "Stockholms idrottsnämnd", None, "namnd-idrottsnamnden"),
    ] {
        let found = REGISTERS.organisation(level, name, district);
        assert_eq!(found.map(|found| found.id.as_str()), Some(wanted), "{name}");
    }
    let unknown = REGISTERS.organisation(Unit, "Västra Söders förskolor", Some("farsta"));
    assert!(unknown.is_none(), "a unit of another district with the same name");
    let shared = REGISTERS
        .organisation_by_id("enhet-ostermalm-forsorjningsstodsenheten")
        .unwrap();
    assert!(shared.reports_for().eq(["kungsholmen", "norrmalm", "ostermalm"]));
}

#[test]
fn a_goal_of_the_city_is_known_by_its_year_and_its_whole_title() {
    let mut faults = Vec::new();
    for goal in REGISTERS.kf_goals() {
        let level = GoalLevel::of(&goal.level).unwrap();
        let find = |year: i32, title: &str| {
            let found = REGISTERS.kf_goal(level, year, title);
            found.map(|found| found.id.as_str())
        };
        let Years {
            from: Some(from),
            to: Some(to),
        } = goal.years()
        else {
            faults.push(format!("{}: no years", goal.id));
            continue;
        };
        for title in std::iter::once(goal.title.as_str()).chain(several(&goal.other_forms)) {
            let shown = format!("{}. ", title.to_uppercase());
            for year in from..=to {
                if [title, shown.as_str()].map(|title| find(year, title)) != [Some(goal.id.as_str()); 2] {
                    faults.push(format!("{title} in {year}: {:?}", find(year, title)));
                }
            }
            for year in [from - 1, to + 1] {
                if find(year, title) == Some(goal.id.as_str()) {
                    faults.push(format!("{title} is read in {year}"));
                }
            }
            let shorter = title.rsplit_once(' ').map_or("", |(start, _)| start);
            for near in [shorter, &format!("{title} och mer")] {
                if find(from, near) == Some(goal.id.as_str()) {
                    faults.push(format!("{near} is read as {}", goal.id));
                }
            }
        }
    }
    none(&faults);
    let title = "Ett Stockholm som håller samman";
    let id = |level, year| REGISTERS.kf_goal(level, year, title).map(|goal| goal.id.as_str());
    assert_eq!(id(GoalLevel::Direction, 2015), Some("kf-2015-1"));
    assert_eq!(
        id(GoalLevel::Direction, 2023),
        None,
        "only the beginning of the title of 2023"
    );
    assert_eq!(
        id(GoalLevel::Committee, 2015),
        None,
        "a committee's own goal of that name"
    );
}

#[test]
fn every_name_of_a_series_is_read_as_it_in_its_years_and_no_near_name_is() {
    let mut faults = Vec::new();
    for row in &REGISTERS.series.series {
        let name = &row.name;
        for year in [None, Some(2009), Some(2030)] {
            if series(name, year) != Some((row.id.as_str(), SeriesMatch::Exact)) {
                faults.push(format!("{name} in {year:?} is read as {:?}", series(name, year)));
            }
        }
        for not in several(&row.not) {
            for year in 2008..2030 {
                if series(not, Some(year)).is_some_and(|(id, _)| id == row.id) {
                    faults.push(format!("{not} is read as {} in {year}", row.id));
                }
            }
        }
    }
    for alias in &REGISTERS.series.aliases {
        let years = SeriesRegister::years(alias);
        for year in 2008..2030 {
            let found = series(&alias.name, Some(year)).filter(|(id, _)| *id == alias.series);
            let wanted = years
                .hold(Some(year))
                .then_some((alias.series.as_str(), SeriesMatch::Alias));
            if found != wanted {
                faults.push(format!("{} in {year} is read as {found:?}", alias.name));
            }
        }
    }
    none(&faults);
}

#[test]
fn a_faulty_register_is_refused_with_file_row_and_reason() {
    const DISTRICTS: &str = "id,name,from,to,genitive,other_forms,successors,source\n";
    const ORGANISATIONS: &str = "name,level,source\n";
    const UNITS: &str = "id,name,level,district,reports_for,source\n";
    const GOALS: &str = "id,from,to,level,number,title,other_forms,note,source\n";
    const SERIES: &str = "id,name,kind,unit,not,note,source\n";
    const ALIASES: &str = "series,name,from,to,note,source\n";
    const BREAKS: &str = "series,year,note,source\n";
    const RECIPIENTS: &str = "andel-personer-ekonomiskt-bistand";
    let row = |from: &str, to: &str| {
        format!("{DISTRICTS}a,Adal,1997-01-01,,Adals,,,x\nb,Bdal,{from},{to},Bdals,,,x\n")
    };
    let date = |name: &str, text: &str| {
        format!("districts.csv, row 3: `{name}` is \"{text}\", which is no date like 2007-01-31")
    };
    let cases = [
        (
            "districts.csv",
            String::new(),
            "districts.csv: it has no rows".to_owned(),
        ),
        (
            "districts.csv",
            DISTRICTS.to_owned(),
            "districts.csv: it has no rows".to_owned(),
        ),
        ("districts.csv", row("xxxx", ""), date("from", "xxxx")),
        ("districts.csv", row("", ""), date("from", "")),
        ("districts.csv", row("2007-02-29", ""), date("from", "2007-02-29")),
        ("districts.csv", row("igår", "2007-01-01"), date("from", "igår")),
        ("districts.csv", row("2007-01-01", "abc"), date("to", "abc")),
        (
            "districts.csv",
            row("2007-01-02", "2007-01-01"),
            "districts.csv, row 3: `from` 2007-01-02 is after `to` 2007-01-01".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal,1997-01-01,,,,,x\na,Bdal,1997-01-01,,,,,x\n"),
            "districts.csv, row 3: the id a stands twice".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal,1997-01-01,,,,b,x\n"),
            "districts.csv, row 2: `successors` names b, and no row has this id".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS},Adal,1997-01-01,,,,,x\n"),
            "districts.csv, row 2: `id` or `name` is empty".to_owned(),
        ),
        (
            "districts.csv",
            format!("{DISTRICTS}a,Adal\n"),
            "districts.csv, row 2: it has 2 fields, and the header has 8".to_owned(),
        ),
        (
            "districts.csv",
            "id,name\na,Adal\n".to_owned(),
            "districts.csv, row 2: missing field `from`".to_owned(),
        ),
        (
            "organisations.csv",
            String::new(),
            "organisations.csv: it has no rows".to_owned(),
        ),
        (
            "organisations.csv",
            format!("{ORGANISATIONS},enhet,x\n"),
            "organisations.csv, row 2: `name` is empty".to_owned(),
        ),
    ];
    let told = |name: &'static str, head: &str, rows: &str, wanted: &str| {
        (name, format!("{head}{rows}"), format!("{name}, {wanted}"))
    };
    let cases = cases.into_iter().chain([
        told(
            "districts.csv",
            DISTRICTS,
            "a,Adal,1997-01-01,,Adals,,,x\nb,Bdal,1997-01-01,,Adals,,,x\n",
            "row 3: the form \"Adals\" is also of a",
        ),
        told(
            "districts.csv",
            DISTRICTS,
            "Å,Adal,1997-01-01,,,,,x\n",
            "row 2: the id \"Å\" is not of small letters a-z, digits and hyphens",
        ),
        told(
            "districts.csv",
            DISTRICTS,
            "a,Adal,1997-01-01,2006-12-31,,,b,x\nb,Bdal,1997-01-01,2000-01-01,,,,x\n",
            "row 2: `successors` names b, which ended on 2000-01-01",
        ),
        told(
            "organisations.csv",
            ORGANISATIONS,
            "Provnämnden,bolag,x\n",
            "row 2: `level` is \"bolag\", which is neither nämnd nor enhet",
        ),
        told(
            "organisations.csv",
            ORGANISATIONS,
            "Provnämnden,nämnd,x\nprov nämnden,nämnd,x\n",
            "row 3: the name is also one of \"Provnämnden\"",
        ),
        told(
            "organisations.csv",
            UNITS,
            "a,Provenheten,enhet,nowhere,,x\n",
            "row 2: `district` names nowhere, and districts.csv has no such id",
        ),
        told(
            "organisations.csv",
            UNITS,
            "a,Provenheten,enhet,farsta,farsta|nowhere,x\n",
            "row 2: `reports_for` names nowhere, and districts.csv has no such id",
        ),
        told(
            "kf_goals.csv",
            GOALS,
            "a,2016,2015,inriktningsmål,1,Ett,,,x\n",
            "row 2: `from` 2016 is after `to` 2015",
        ),
        told(
            "kf_goals.csv",
            GOALS,
            "a,16,,inriktningsmål,1,Ett,,,x\n",
            "row 2: `from` is \"16\", which is no year like 2016",
        ),
        told(
            "kf_goals.csv",
            GOALS,
            "a,2016,,nämndmål,1,Ett,,,x\n",
            "row 2: `level` is \"nämndmål\", which is neither inriktningsmål nor verksamhetsområdesmål",
        ),
        told(
            "kf_goals.csv",
            GOALS,
            "a,2016,,inriktningsmål,1,Ett,,,x\nb,2018,,inriktningsmål,2,ett.,,,x\n",
            "row 3: a has the same title in the same years",
        ),
        told(
            "series.csv",
            SERIES,
            "a,Andel svar,antal,,,,x\n",
            "row 2: `kind` is \"antal\", which is none of share, count, average, ratio",
        ),
        told(
            "series.csv",
            SERIES,
            "a,Andel svar,count,,,,x\n",
            "row 2: \"Andel svar\" is the name of a share, and a is a count",
        ),
        told(
            "series.csv",
            SERIES,
            "a,Andel svar,share,,,,x\nb,Andelen svar,share,,,,x\n",
            "row 3: the name means a already in the same years (series.csv, row 2)",
        ),
        told(
            "series.csv",
            SERIES,
            "a,Andel svar,share,,Andel frågor|Andelen svar.,,x\n",
            "row 2: `not` has \"Andelen svar.\", which is a name of this series",
        ),
        told(
            "series_aliases.csv",
            ALIASES,
            "nothing,Andel svar,,,,x\n",
            "row 2: `series` is \"nothing\", and series.csv has no such id",
        ),
        told(
            "series_aliases.csv",
            ALIASES,
            &format!("{RECIPIENTS},Antal svar,,,,x\n"),
            &format!("row 2: \"Antal svar\" is the name of a count, and {RECIPIENTS} is a share"),
        ),
        told(
            "series_aliases.csv",
            ALIASES,
            &format!("{RECIPIENTS},Andel svar,,2015,,x\nandel-elbilar,Andel svar,2015,,,x\n"),
            &format!(
                "row 3: the name means {RECIPIENTS} already in the same years (series_aliases.csv, row 2)"
            ),
        ),
        told(
            "series_aliases.csv",
            ALIASES,
            &format!("{RECIPIENTS},Andel svar,i fjol,,,x\n"),
            "row 2: `from` is \"i fjol\", which is no year like 2016",
        ),
        told(
            "series_breaks.csv",
            BREAKS,
            "nothing,2016,x,x\n",
            "row 2: `series` is \"nothing\", and series.csv has no such id",
        ),
        told(
            "series_breaks.csv",
            BREAKS,
            &format!("{RECIPIENTS},16,x,x\n"),
            "row 2: `year` is \"16\", which is no year like 2016",
        ),
        told(
            "series_breaks.csv",
            BREAKS,
            &format!("{RECIPIENTS},2016,x,x\n{RECIPIENTS},2016,y,x\n"),
            &format!("row 3: the break of {RECIPIENTS} in 2016 stands twice"),
        ),
    ]);
    for (name, text, wanted) in cases {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(name), &text).unwrap();
        if name == "series.csv" {
            // The other names of series that are left out belong to none.
            std::fs::write(folder.path().join("series_aliases.csv"), ALIASES).unwrap();
        }
        let told = Grammar::with_folder(folder.path())
            .map_or_else(|error| error.to_string(), |_| "accepted".to_owned());
        assert!(
            told.starts_with(&format!("grammar {wanted}")),
            "{text:?}: {told}, not {wanted}"
        );
    }
}

/// A name may mean one series first and another later; a year outside belongs to none.
#[test]
fn a_name_means_another_series_in_other_years() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "series.csv",
        "id,name,kind,unit,not,note,source\nold,Andel gamla,share,,,,x\nnew,Andel nya,share,,,,x\n",
    );
    write(
        "series_aliases.csv",
        "series,name,from,to,note,source\nold,Andel svar,2008,2012,,x\nnew,Andel svar,2015,,,x\n",
    );
    let registers = Grammar::with_folder(folder.path()).unwrap().registers;
    let found = |year| {
        let key = registers.names.key("Andelen svar");
        registers
            .series
            .find(&key, year)
            .map(|(series, _)| series.id.as_str())
    };
    let years = [Some(2007), Some(2012), Some(2014), Some(2015), None];
    assert_eq!(years.map(found), [None, Some("old"), None, Some("new"), None]);
}
