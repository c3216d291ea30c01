//! Charts and their page: every link leads somewhere, a gap stays a gap, no name becomes markup.

use crate::place::{Place, run, said};
use regex::Regex;
use std::collections::BTreeSet;
use std::path::Path;
use utfall::chart::{Break, Cell, Chart, Line, Page, Source, Target, page, picture};
use utfall::language::{Language, within};

const HOSTILE: &str = "<script>alert('x')</script>\"&\u{1b}[2J\u{202e}";

fn cell(year: i32, value: Option<&str>) -> Cell {
    let source = Source {
        document_id: format!("{year:016x}"),
        source: format!("farsta/{year}.pdf"),
        label: format!("VB {year}"),
        page: Some(4),
        line: None,
        raw: format!("{} %", value.unwrap_or("")),
    };
    Cell {
        year,
        value: value.map(|value| value.parse().unwrap()),
        sources: value.map(|_| source).into_iter().collect(),
        reason: value.is_none().then(|| "ingen rapport".to_owned()),
        ..Cell::default()
    }
}

fn line(name: &str, values: &[(i32, Option<&str>)]) -> Line {
    Line {
        name: name.to_owned(),
        cells: values.iter().map(|(year, value)| cell(*year, *value)).collect(),
    }
}

/// Two districts over five years, with a year that is missing, a break and both kinds of target.
fn chart() -> Chart {
    let farsta = [(2015, "81.5"), (2016, "82"), (2018, "83"), (2019, "80.25")];
    let farsta: Vec<_> = farsta.map(|(year, value)| (year, Some(value))).to_vec();
    let bromma = [
        (2015, Some("70")),
        (2016, Some("71")),
        (2017, None),
        (2018, Some("72")),
    ];
    let target = |name: &str, line, cells| Target {
        name: name.to_owned(),
        line,
        cells,
    };
    Chart {
        title: "Andel barn som får stöd i tid".to_owned(),
        unit: Some("%".to_owned()),
        lines: vec![line("Farsta", &farsta), line("Bromma", &bromma)],
        targets: vec![
            target("KF:s årsmål", None, vec![cell(2018, Some("85"))]),
            target("årsmål", Some(0), vec![cell(2018, Some("84"))]),
        ],
        breaks: vec![Break {
            year: 2019,
            note: "Frågan är ny.".to_owned(),
        }],
        ..Chart::default()
    }
}

fn drawn(charts: &[Chart]) -> String {
    let made = || {
        page(Page {
            title: "Jämförelse",
            charts,
            documents: Some("../tables/documents"),
        })
    };
    within(Language::Swedish, made).unwrap()
}

fn all<'a>(pattern: &str, text: &'a str) -> Vec<&'a str> {
    let pattern = Regex::new(pattern).unwrap();
    pattern
        .captures_iter(text)
        .map(|found| found.get(1).unwrap().as_str())
        .collect()
}

/// Every link of a page in a folder leads to a place on the page, or to a file that is there.
pub(crate) fn leads_everywhere(html: &str, folder: &Path) {
    let ids = all(r#" id="([^"]*)""#, html);
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let links = all(r#" href="([^"]*)""#, html);
    assert!(!links.is_empty());
    for link in links {
        match link.strip_prefix('#') {
            Some(id) => assert!(unique.contains(id), "{link} leads nowhere"),
            None => assert!(folder.join(link).is_file(), "{link} leads nowhere"),
        }
    }
    for called in all(r#" aria-labelledby="([^"]*)""#, html) {
        assert!(called.split(' ').all(|id| unique.contains(id)), "{called}");
    }
}

#[test]
fn every_link_leads_to_a_place_on_the_page_or_to_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let documents = folder.path().join("tables/documents");
    std::fs::create_dir_all(&documents).unwrap();
    for year in 2015..2020 {
        std::fs::write(documents.join(format!("{year:016x}.json")), "{}").unwrap();
    }
    let page = folder.path().join("page");
    std::fs::create_dir(&page).unwrap();
    leads_everywhere(&drawn(&[chart(), chart()]), &page);
}

/// The two commands of the README, from reports to a chart.
#[test]
fn two_commands_lead_from_reports_to_a_chart() {
    let place = Place::new();
    let reports = crate::truth::corpus().join("reports/years");
    let output = place.extract([reports]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let (tables, page) = (place.path("output"), place.path("page"));
    let (tables, page) = (tables.to_str().unwrap(), page.to_str().unwrap());
    let words = "unga fritid meningsfull";
    let output = run([
        "--lang",
        "sv",
        "compare",
        tables,
        "--series",
        words,
        "--division",
        "2020",
        "--output",
        page,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let html = std::fs::read_to_string(place.path("page/compare.html")).unwrap();
    leads_everywhere(&html, &place.path("page"));
    let hard = |text: &str| text.replace(' ', "\u{a0}");
    // The report of 2020 is missing; the next one tells its figure.
    for told in [
        format!("Skarpnäck 2020: {} (VB 2021, rad 36)", hard("73,1 %")),
        format!("Rinkeby-Kista 2022: {} (VB 2022, rad 36)", hard("61,7 %")),
        format!("KF:s årsmål (stadens): {}", hard("82 %")),
    ] {
        assert!(html.contains(&told), "{told}");
    }
    assert!(!html.contains("Rinkeby-Kista 2023:"), "the district had ended");
    let empty = Regex::new("class=\"missing\"[^>]*>–</span>(<sup>)?").unwrap();
    let told: Vec<bool> = empty
        .captures_iter(&html)
        .map(|cell| cell.get(1).is_some())
        .collect();
    assert!(
        !told.is_empty() && told.iter().all(|is_told| *is_told),
        "an empty cell says why: {told:?}"
    );
    let svg = std::fs::read_to_string(place.path("page/compare.svg")).unwrap();
    let shown = std::fs::read_to_string(crate::truth::corpus().join("pictures/compare.svg")).unwrap();
    let paths = |svg| all(r#" d="([^"]*)""#, svg).join("\n");
    assert_eq!(
        paths(&svg),
        paths(&shown),
        "corpus/pictures/compare.svg is not what the README's commands draw"
    );
}

#[test]
fn every_point_tells_its_value_and_leads_to_its_source() {
    let html = drawn(&[chart()]);
    let point = r##"<a href="#k1-l1-2019" aria-label="Farsta 2019: 80,25 % (VB 2019, sida 4)"><title>"##;
    let hard = point.replace("80,25 %", "80,25\u{a0}%");
    assert_eq!(html.matches(&hard).count(), 3, "lines, small chart and bars");
    let row = html.split(r#"<tbody id="k1-l1-2019">"#).nth(1).unwrap();
    let row = row.split("</tbody>").next().unwrap();
    for told in [
        "VB 2019",
        "farsta/2019.pdf",
        ">4<",
        "<q>80.25 %</q>",
        "/00000000000007e3.json",
    ] {
        assert!(row.contains(told), "{told}: {row}");
    }
}

#[test]
fn a_missing_year_is_a_gap_and_never_zero() {
    let html = drawn(&[chart()]);
    assert!(!html.contains("Farsta 2017:") && !html.contains("Bromma 2017:"));
    let svg = picture(&chart(), 0, "").unwrap();
    let lines = all(
        r##"<path d="([^"]*)" fill="none" stroke="#[0-9a-f]{6}" stroke-width="2" stroke-dasharray="none" stroke-linejoin"##,
        &svg,
    );
    let moves = |data: &str| data.matches('M').count();
    assert_eq!(
        moves(lines[0]),
        3,
        "no report of 2017, a break before 2019: {lines:?}"
    );
    assert_eq!(moves(lines[1]), 2, "no value in 2017: {lines:?}");
    let table = html.split("<table class=\"values\">").nth(1).unwrap();
    let table = table.split("</table>").next().unwrap();
    assert!(!table.contains(">0<"), "{table}");
    assert_eq!(
        table.matches("aria-label=\"uppgift saknas\"").count(),
        11,
        "{table}"
    );
    assert!(
        html.contains("<li id=\"not-1-1\" lang=\"sv\">ingen rapport</li>"),
        "{html}"
    );
}

#[test]
fn nothing_of_a_document_becomes_markup() {
    let mut hostile = chart();
    hostile.title = HOSTILE.to_owned();
    hostile.unit = Some(HOSTILE.to_owned());
    hostile.lines[0].name = HOSTILE.to_owned();
    hostile.targets[0].name = HOSTILE.to_owned();
    hostile.breaks[0].note = HOSTILE.to_owned();
    hostile.lines[0].cells[0].note = Some(HOSTILE.to_owned());
    hostile.lines[0].cells[0].sources[0] = Source {
        document_id: "../../x\" onclick=\"y".to_owned(),
        source: HOSTILE.to_owned(),
        label: HOSTILE.to_owned(),
        raw: HOSTILE.to_owned(),
        ..Source::default()
    };
    // Nothing is opened that is not closed, and attributes hold no quote of their own.
    let tags = Regex::new(r#"^<[!?/]?[A-Za-z0-9]+(?: [a-zA-Z0-9:-]+(?:="[^"<>]*")?)*\s*[/?]?>"#).unwrap();
    for text in [drawn(&[hostile.clone()]), picture(&hostile, 0, "a.html").unwrap()] {
        assert!(text.contains("&lt;script&gt;"));
        for never in ["<script", " onclick=\"", "href=\"../../", "\u{1b}", "\u{202e}"] {
            assert!(!text.contains(never), "{never:?}");
        }
        for (at, _) in text.match_indices('<') {
            assert!(
                tags.is_match(&text[at..]),
                "{}",
                &text[at..].chars().take(80).collect::<String>()
            );
        }
    }
}

#[test]
fn the_page_loads_and_runs_nothing() {
    let html = drawn(&[chart()]);
    assert!(html.contains("Content-Security-Policy\" content=\"default-src 'none';"));
    for never in [
        "http://", "https://", "//", "src=", "url(", "@import", "<script", "<link", "<img", "<iframe",
    ] {
        assert!(!html.contains(never), "{never}");
    }
}

#[test]
fn pictures_have_names_for_those_who_do_not_see_them() {
    let html = drawn(&[chart()]);
    let pictures = html.matches("<svg").count();
    assert_eq!(pictures, 4, "lines, two small ones, bars");
    for part in ["<g role=\"img\"", "<desc ", "role=\"group\" aria-labelledby="] {
        assert_eq!(html.matches(part).count(), pictures, "{part}");
    }
    let links = Regex::new("<a href=\"[^\"]*\"( aria-label=\"[^\"]+\")?><title>").unwrap();
    assert!(links.captures_iter(&html).all(|link| link.get(1).is_some()));
    assert!(html.contains("<html lang=\"sv\">") && html.contains("<th scope=\"row\">Farsta</th>"));
}

#[test]
fn an_axis_that_does_not_begin_at_zero_says_so() {
    let far = Chart {
        lines: vec![line("Farsta", &[(2018, Some("92")), (2019, Some("95"))])],
        targets: Vec::new(),
        ..chart()
    };
    assert!(
        picture(&far, 0, "")
            .unwrap()
            .contains("(the axis does not begin at zero)")
    );
    let near = Chart {
        lines: vec![line("Farsta", &[(2018, Some("12")), (2019, Some("95"))])],
        ..far
    };
    assert!(!picture(&near, 0, "").unwrap().contains("at zero"));
}

#[test]
fn any_figures_make_a_page() {
    let of = |lines: Vec<Line>| Chart {
        lines,
        targets: Vec::new(),
        ..chart()
    };
    let large = "79228162514264337593543950335";
    let charts = [
        Chart::default(),
        of(Vec::new()),
        of(vec![line("Farsta", &[(2017, None)])]),
        of(vec![line("Farsta", &[(2017, Some("0"))])]),
        of(vec![line(
            "Farsta",
            &[
                (2017, Some(large)),
                (2018, Some("-79228162514264337593543950335")),
            ],
        )]),
        of(vec![line(
            "Farsta",
            &[(2017, Some("0.0000000000000000000000000001"))],
        )]),
        of(vec![line(
            "Farsta",
            &[(i32::MIN, Some("1")), (i32::MAX, Some("2"))],
        )]),
        of((0..100)
            .map(|at| line(&at.to_string(), &[(2017, Some("1"))]))
            .collect()),
    ];
    let html = drawn(&charts);
    assert_eq!(html, drawn(&charts), "the same bytes");
    assert!(!html.contains("NaN") && !html.contains("inf\""));
    assert!(html.contains("Det finns inga värden att rita."));
}
