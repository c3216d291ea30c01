//! `utfall compare`: one indicator over districts, bodies and years.

use crate::args::{Compare, CompareBy};
use crate::give::Answer;
use crate::leave;
use crate::print::printable;
use crate::table::{aligned, heading};
use crate::{Exit, answers};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use utfall::chart::{self, Chart};
use utfall::compare::{self, By, Comparison, Found, Known, LONG, Query, World};
use utfall::grammar::Grammar;
use utfall::panel::Folder;
use utfall::record::{Measure, Sex};
use utfall::say;
use utfall::write::{Leaving, Single};

pub(crate) fn run(args: &Compare) -> anyhow::Result<Exit> {
    let grammar = match &args.grammars {
        Some(folder) => Grammar::with_folder(folder)?,
        None => Grammar::built_in()?,
    };
    let folder = Folder::open(&args.folder)?;
    let Some(wanted) = series(args, &folder, &grammar)? else {
        return Ok(Exit::SomeNot);
    };
    let world = World::read(&folder, &grammar, &|id| wanted.contains(id))?;
    let query = match query(args, &world, &grammar)? {
        Ok(query) => query,
        Err(choice) => {
            tell(&choice);
            return Ok(Exit::SomeNot);
        }
    };
    let comparisons = compare::compare(&world, &query);
    if comparisons.is_empty() {
        let where_else = compare::elsewhere(&world, &query);
        tell(&say!(
            "compare-nothing",
            reason = where_else.unwrap_or_else(|| say!("compare-no-report"))
        ));
        return Ok(Exit::SomeNot);
    }
    let (columns, rows) = columns_and_rows(args, &comparisons);
    let headings = columns.iter().map(|(name, kind)| (name.as_str(), *kind));
    let answer = Answer {
        command: "compare",
        single: Single::headed(headings.collect(), &rows),
        json: &|| json(&comparisons),
        table: &|| comparisons.iter().map(table).collect::<Vec<_>>().join("\n"),
    };
    match &args.giving.output {
        Some(folder) => {
            let charts = chart::charts(&comparisons, &targets(&world, &query, &comparisons));
            leave(folder, args, &answer, &charts)?;
        }
        None => args.giving.print(&answer)?,
    }
    let has_value = comparisons
        .iter()
        .flat_map(|one| &one.rows)
        .any(|row| row.value.is_some());
    Ok(if has_value { Exit::AllRead } else { Exit::SomeNot })
}

fn tell(text: &str) {
    eprintln!("utfall: {}", printable(text));
}

/// The ids of the series that are meant; none if a person must choose.
fn series(args: &Compare, folder: &Folder, grammar: &Grammar) -> anyhow::Result<Option<BTreeSet<String>>> {
    let all = Known::all(folder, grammar)?;
    if args.all {
        return Ok(Some(all.into_iter().map(|known| known.id).collect()));
    }
    if args.series.is_empty() {
        tell(&say!(
            "compare-name-one",
            count = all.len(),
            folder = args.folder.display()
        ));
        return Ok(None);
    }
    let mut ids = BTreeSet::new();
    for wanted in &args.series {
        match compare::find(grammar, &all, wanted) {
            Found::One(known) => {
                ids.insert(known.id);
            }
            Found::Several(several) => {
                tell(&say!(
                    "compare-several",
                    wanted = wanted,
                    count = several.len(),
                    listed = listed(&several)
                ));
                return Ok(None);
            }
            Found::Nothing => {
                let names = all.iter().map(|known| known.name.as_str());
                let near = answers::meant(utfall::answers::nearest(wanted, names));
                tell(&say!("series-none", words = wanted, meant = near));
                return Ok(None);
            }
        }
    }
    Ok(Some(ids))
}

/// Series to choose from.
fn listed(series: &[Known]) -> String {
    let header = [
        "series_id".to_owned(),
        say!("listed-name"),
        say!("listed-report-years"),
        "documents".to_owned(),
    ];
    let rows: Vec<Vec<String>> = series
        .iter()
        .map(|known| {
            let (first, last) = (known.years.first(), known.years.last());
            let years = match (first, last) {
                (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
                (Some(first), _) => first.to_string(),
                _ => String::new(),
            };
            vec![
                known.id.clone(),
                known.name.clone(),
                years,
                known.documents.to_string(),
            ]
        })
        .collect();
    aligned(&header, &rows, 2)
}

/// What is asked, or what a person must choose first.
fn query(args: &Compare, world: &World<'_>, grammar: &Grammar) -> anyhow::Result<Result<Query, String>> {
    if args.measure == Measure::Forecast && args.doc_type.is_none() {
        return Ok(Err(say!("compare-forecast")));
    }
    if let Some((from, to)) = args.from.zip(args.to).filter(|(from, to)| from > to) {
        anyhow::bail!(say!("compare-from-after-to", from = from, to = to));
    }
    if let Some(year) = args
        .division
        .filter(|year| world.map.division(Some(*year)).is_empty())
    {
        anyhow::bail!(say!(
            "compare-no-division",
            year = year,
            first = world.map.first_year()
        ));
    }
    if let Some((year, (first, last))) = args
        .division
        .zip(world.years_of_divisions())
        .filter(|(year, (first, last))| year < first || last < year)
    {
        anyhow::bail!(say!(
            "compare-division-outside",
            year = year,
            first = first,
            last = last
        ));
    }
    let mut districts = Vec::new();
    for name in &args.district {
        let named = grammar.registers.district_named(name);
        let Some(district) = world.map.get(name).or(named) else {
            let names = grammar
                .registers
                .districts
                .iter()
                .map(|district| district.name.as_str());
            let near = utfall::answers::nearest(name, names);
            anyhow::bail!(say!("no-district", name = name, meant = answers::meant(near)));
        };
        let division = world.map.division(args.division);
        if division.iter().all(|other| other.id != district.id) {
            let into: Vec<&str> = division
                .iter()
                .filter(|other| world.map.leads_to(&district.id, &other.id))
                .map(|other| other.name.as_str())
                .collect();
            return Ok(Err(say!(
                "compare-later-or-merged",
                name = district.name,
                why = if into.is_empty() {
                    say!("compare-came-later")
                } else {
                    say!("compare-was-merged")
                },
                other = into
                    .first()
                    .map_or_else(|| say!("compare-another"), |name| (*name).to_owned())
            )));
        }
        districts.push(district.id.clone());
    }
    let mut organisations = Vec::new();
    for name in &args.organisation {
        let found = world.organisations(name);
        if found.is_empty() {
            return Ok(Err(say!("no-body", name = name)));
        }
        organisations.extend(found);
    }
    let by = match args.by {
        CompareBy::District => By::District,
        CompareBy::Organisation => By::Organisation,
        CompareBy::Year => By::Year,
        CompareBy::Sex => By::Sex,
    };
    let each = || vec![None, Some(Sex::Women), Some(Sex::Men)];
    let asked = args.sex.as_ref().map(|sexes| sexes.0.clone());
    let sexes = asked.unwrap_or_else(|| if by == By::Sex { each() } else { vec![None] });
    Ok(Ok(Query {
        measure: args.measure,
        doc_type: args.doc_type,
        sexes,
        districts,
        organisations,
        from: args.from,
        to: args.to,
        by,
        division: args.division,
    }))
}

/// What was to be reached, beside what is compared and in its years.
fn targets(world: &World<'_>, query: &Query, comparisons: &[Comparison]) -> Vec<Comparison> {
    let years = || comparisons.iter().flat_map(|one| &one.rows).map(|row| row.year);
    let measures = [Measure::Target, Measure::CityTarget].into_iter();
    let others = measures.filter(|measure| *measure != query.measure);
    others
        .flat_map(|measure| {
            let query = Query {
                measure,
                from: years().min(),
                to: years().max(),
                ..query.clone()
            };
            compare::compare(world, &query)
        })
        .collect()
}

/// Writes the files of a comparison, the picture only where there is one.
fn leave(folder: &Path, args: &Compare, answer: &Answer<'_>, charts: &[Chart]) -> anyhow::Result<()> {
    let documents = leave::documents(folder, &args.folder)?;
    let [csv, json, workbook, page, picture] = LEFT;
    let names = [csv, json, workbook].into_iter();
    let mut files: Vec<_> = names.zip(args.giving.files(answer)?).collect();
    files.push((
        page,
        chart::comparison_page(charts, documents.as_deref())?.into_bytes(),
    ));
    if let [chart] = charts {
        files.push((picture, chart::picture(chart, 0, page)?.into_bytes()));
    }
    let leaving = Leaving {
        command: "compare",
        names: &LEFT,
        asked: question(args),
        files,
    };
    leave::put_all(folder, &leaving, args.giving.may)
}

/// The files of an answer.
const LEFT: [&str; 5] = [
    "compare.csv",
    "compare.json",
    "compare.xlsx",
    "compare.html",
    "compare.svg",
];

/// All that makes the answer another one.
fn question(args: &Compare) -> serde_json::Value {
    let sexes = args.sex.as_ref().map(|sexes| {
        let words = sexes.0.iter().map(|sex| sex.map_or("all", Sex::word));
        words.collect::<Vec<_>>()
    });
    serde_json::json!({
        "folder": args.folder.display().to_string(),
        "series": args.series,
        "all": args.all,
        "measure": args.measure.word(),
        "sex": sexes,
        "district": args.district,
        "organisation": args.organisation,
        "from": args.from,
        "to": args.to,
        "by": format!("{:?}", args.by).to_lowercase(),
        "doc_type": args.doc_type.map(|doc_type| doc_type.word()),
        "division": args.division,
        "wide": args.wide,
        "csv_dialect": args.giving.csv_dialect.name(),
        "grammars": args.grammars.as_ref().map(|path| path.display().to_string()),
    })
}

fn json(comparisons: &[Comparison]) -> anyhow::Result<String> {
    Ok(serde_json::to_string_pretty(&compare::json(comparisons))? + "\n")
}

/// The long or the wide form.
fn columns_and_rows(args: &Compare, comparisons: &[Comparison]) -> compare::Wide {
    if args.wide {
        return compare::wide(comparisons);
    }
    let columns = LONG.iter().map(|(name, kind)| ((*name).to_owned(), *kind));
    (columns.collect(), compare::long(comparisons))
}

/// A comparison as people read it: the wide form, and below it what must be known of it.
fn table(comparison: &Comparison) -> String {
    let one = std::slice::from_ref(comparison);
    let (columns, rows) = compare::wide(one);
    let header: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
    // The series and its unit stand above, what must be known of the values below.
    let is_shown = |name: &str| !matches!(name, "series_id" | "series" | "unit" | "caveats");
    let shown: Vec<usize> = (0..header.len()).filter(|at| is_shown(&header[*at])).collect();
    let is_filled = |at: &&usize| rows.iter().any(|row| !row[**at].is_empty());
    let numbers = |at: &usize| !matches!(header[*at].as_str(), "district" | "organisation" | "sex" | "year");
    let kept: Vec<usize> = shown
        .iter()
        .filter(|at| numbers(at) || is_filled(at))
        .copied()
        .collect();
    let pick = |row: &Vec<String>| kept.iter().map(|at| row[*at].clone()).collect::<Vec<_>>();
    let first = kept.iter().filter(|at| !numbers(at)).count();
    let body: Vec<Vec<String>> = rows.iter().map(pick).collect();
    let unit = match comparison.unit.as_str() {
        "" => String::new(),
        unit => format!(", {unit}"),
    };
    let mut text = format!("{}, {}{unit}\n\n", comparison.title, comparison.measure.word());
    let shown: Vec<String> = pick(&header).iter().map(|name| heading(name)).collect();
    text += &aligned(&shown, &body, first);
    remarks(comparison, &mut text);
    text
}

/// What must be known of the cells; like remarks of one line stand together.
fn remarks(comparison: &Comparison, text: &mut String) {
    type Said<'c> = Vec<(i32, &'c str)>;
    let mut said: BTreeMap<(bool, String, String), Said<'_>> = BTreeMap::new();
    for row in &comparison.rows {
        let sex = row.sex.map_or(String::new(), |sex| format!(", {}", sex.word()));
        let name = row.label() + &sex;
        // The years of like remarks stand in front.
        let own = format!(" {} {}", row.doc_type.word(), row.year);
        let of_year = format!(" {}", say!("compare-of-the-year", report = row.doc_type.word()));
        for (is_empty, remark) in [(false, &row.note), (true, &row.reason)] {
            if let Some(remark) = remark {
                let key = (is_empty, name.clone(), remark.replace(&own, &of_year));
                said.entry(key).or_default().push((row.year, remark));
            }
        }
    }
    for (is_empty, heading) in [
        (false, say!("compare-of-figures")),
        (true, say!("compare-empty-cells")),
    ] {
        let here: Vec<_> = said
            .iter()
            .filter(|((other, ..), _)| *other == is_empty)
            .collect();
        if !here.is_empty() {
            let _ = writeln!(text, "\n{heading}");
        }
        for ((_, name, like), said) in here {
            let years: Vec<i32> = said.iter().map(|(year, _)| *year).collect();
            let remark = match said.as_slice() {
                [(_, whole)] => whole,
                _ => like.as_str(),
            };
            let _ = writeln!(text, "  {name} {}: {remark}", ranges(&years));
        }
    }
    let notes: Vec<_> = comparison.breaks.iter().chain(&comparison.notes).collect();
    if !notes.is_empty() {
        let _ = writeln!(text, "\n{}", say!("compare-of-series"));
    }
    for note in notes {
        let year = note.year.map_or(String::new(), |year| format!("{year}: "));
        let _ = writeln!(text, "  {year}{}", note.text);
    }
}

/// Years as people write them: `2014-2016, 2019`.
fn ranges(years: &[i32]) -> String {
    let mut ranges: Vec<(i32, i32)> = Vec::new();
    for year in years.iter().copied() {
        match ranges.last_mut() {
            Some((_, last)) if *last == year - 1 || *last == year => *last = year,
            _ => ranges.push((year, year)),
        }
    }
    let texts = ranges.iter().map(|(first, last)| match first == last {
        true => first.to_string(),
        false => format!("{first}-{last}"),
    });
    texts.collect::<Vec<_>>().join(", ")
}
