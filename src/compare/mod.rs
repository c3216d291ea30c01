//! One indicator over districts, bodies and years.
//!
//! Takes: the tables of an output folder, the registers, what is asked.
//! Gives: [`Comparison`]s, every cell with the figures behind it or the reason why it is empty.
//! Never: averages a share, takes one body's figure for another's, fills a gap without saying so.

mod body;
mod city;
mod elsewhere;
mod figure;
mod find;
mod map;
mod merge;
mod pick;
mod quantity;
mod rows;
mod table;
mod unit;
mod world;

pub use elsewhere::elsewhere;
pub use find::{Found, Known, find};
pub use map::Map;
pub use rows::compare;
pub use table::{LONG, Wide, json, long, wide};
pub use world::World;
pub(crate) use world::about;

use crate::record::{DocType, Measure, OrganisationLevel, Sex};
use rust_decimal::Decimal;

/// What the rows of a comparison are about, and what stands beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Districts of a division, and below them the bodies that are of no district alone.
    District,
    /// Bodies as they reported.
    Organisation,
    /// Years first.
    Year,
    /// Women, men and all beside each other.
    Sex,
}

/// What is asked.
#[derive(Debug, Clone)]
pub struct Query {
    /// What the figures measure.
    pub measure: Measure,
    /// The report whose figures are meant; none is the annual figure.
    pub doc_type: Option<DocType>,
    /// Whom the figures are about; none is all.
    pub sexes: Vec<Option<Sex>>,
    /// Ids of districts; none of them is all.
    pub districts: Vec<String>,
    /// Ids of bodies; none of them is all.
    pub organisations: Vec<String>,
    /// First year.
    pub from: Option<i32>,
    /// Last year.
    pub to: Option<i32>,
    /// What the rows are about.
    pub by: By,
    /// The year whose districts are meant; none is today.
    pub division: Option<i32>,
}

/// One series in one unit.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The series.
    pub series_id: String,
    /// Its name.
    pub title: String,
    /// The unit of every value; empty where none is printed.
    pub unit: String,
    /// Whether the values are shares, averages or ratios, which never add up.
    pub is_share: bool,
    /// What was asked.
    pub by: By,
    /// What the values measure.
    pub measure: Measure,
    /// The cells, those without a value too.
    pub rows: Vec<Row>,
    /// Years from which the series measures something else: what stands before is not to be joined with it.
    pub breaks: Vec<Note>,
    /// What a reader must know of all of it.
    pub notes: Vec<Note>,
}

/// A remark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The year that it is about, if it is about one.
    pub year: Option<i32>,
    /// A sentence.
    pub text: String,
}

/// A cell.
#[derive(Debug, Clone)]
pub struct Row {
    /// The series.
    pub series_id: String,
    /// Its name.
    pub series: String,
    /// The district whose figure it is; by organisation the one that the body belongs to. Else empty.
    pub district: String,
    /// Its id.
    pub district_id: String,
    /// The body that printed the value, or would have.
    pub organisation: String,
    /// Its id.
    pub organisation_id: String,
    /// The district that the body belongs to, as its reports say; also where the figure is not the district's.
    pub home: String,
    /// Its level; none for the city.
    pub level: Option<OrganisationLevel>,
    /// The year that the value is about.
    pub year: i32,
    /// The report whose figure it is, also where a later report prints it.
    pub doc_type: DocType,
    /// What it measures.
    pub measure: Measure,
    /// Whom it is about; none is all.
    pub sex: Option<Sex>,
    /// The value.
    pub value: Option<Decimal>,
    /// Its unit.
    pub unit: String,
    /// The figures behind it.
    pub documents: Vec<Point>,
    /// Why there is no value.
    pub reason: Option<String>,
    /// What must be known of the value.
    pub note: Option<String>,
    /// Where the value comes from; none without a value.
    pub source: Option<Source>,
    /// Only relations that do not hold touch one of the figures.
    pub is_doubtful: bool,
    /// What was asked.
    pub by: By,
}

impl Row {
    /// Whether the line is a body's and not a district's.
    fn is_of_body(&self) -> bool {
        self.district_id.is_empty() || self.by == By::Organisation
    }

    /// Whose figure it is, for people: the district, else the body with the district that it belongs to.
    pub fn label(&self) -> String {
        match (self.is_of_body(), self.home.as_str()) {
            (false, _) => self.district.clone(),
            (true, home) if home.is_empty() || self.organisation.contains(home) => self.organisation.clone(),
            (true, home) => format!("{} ({home})", self.organisation),
        }
    }

    /// Whose figure it is, for programs: rows with the same key are one line over the years.
    pub fn key(&self) -> &str {
        match self.is_of_body() {
            true => &self.organisation_id,
            false => &self.district_id,
        }
    }
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// The report of the year itself.
    Own,
    /// A later report's column for the year.
    Later,
    /// A breakdown row of a body that reports for several districts.
    Breakdown,
    /// The sum over districts that were merged.
    Sum,
    /// What reports say of the city's target.
    City,
}

impl Source {
    /// The word in the output.
    pub fn word(self) -> &'static str {
        match self {
            Source::Own => "own",
            Source::Later => "later",
            Source::Breakdown => "breakdown",
            Source::Sum => "sum",
            Source::City => "city",
        }
    }
}

/// A printed figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The document.
    pub document_id: String,
    /// Its path below the input.
    pub source: String,
    /// The report: type and year.
    pub report: String,
    /// The indicator in it.
    pub indicator_id: String,
    /// Its page; empty where it has none.
    pub page: String,
    /// Its line; empty for PDFs.
    pub line: String,
    /// The cell as printed.
    pub raw: String,
}
