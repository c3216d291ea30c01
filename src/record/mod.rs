//! The normal form of one document: plain data, in the contract's words.
//!
//! Takes: nothing.
//! Gives: [`Report`] and its parts.
//! Never: parses, opens, prints.

mod check;
mod names;
mod outcome;
mod value;
mod value_status;

pub use check::{Cell, Check};
pub use names::{
    CITY_COUNCIL, DocType, Fulfilment, GoalLevel, Measure, OrganisationLevel, Relation, RowRole, SeriesMatch,
    Sex, Status, TableKind, ValueStatus, committee_of, district_of,
};
pub use outcome::outcome_part;
pub use value::{Reading, Value, ValueKind};

use crate::trace::Place;
use std::collections::{BTreeMap, BTreeSet};

/// Everything that one document says.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The facts of the title page.
    pub head: Head,
    /// The reports that follow the first one in the same file.
    pub later: Vec<Part>,
    /// Goals in reading order.
    pub goals: Vec<Goal>,
    /// Indicators in reading order.
    pub indicators: Vec<Indicator>,
    /// Activities in reading order.
    pub activities: Vec<Activity>,
    /// Tables of any kind in reading order.
    pub tables: Vec<Table>,
    /// Relations between the figures of the tables, table by table.
    pub checks: Vec<Check>,
    /// Running text in reading order.
    pub sections: Vec<Section>,
    /// Text that is no content: title page, contents, headers and footers.
    pub furniture: Vec<Furniture>,
    /// How every line of the input was used: kind of use and number of lines.
    pub account: BTreeMap<&'static str, usize>,
    /// Number of non-blank lines in the input.
    pub lines: usize,
    /// The names of the sheets of a workbook, by their numbers.
    pub sheets: BTreeMap<u32, String>,
    /// Pages whose words were recognised in a picture.
    pub recognised: BTreeSet<u32>,
}

impl Report {
    /// Every observation in reading order, with its table and, where the row is told, its indicator.
    pub fn observations(&self) -> Vec<(&Table, Option<&Indicator>, &Observation)> {
        let mut all = Vec::new();
        let mut rest = self.indicators.as_slice();
        for table in &self.tables {
            // The indicators of a table follow each other.
            let count = rest
                .iter()
                .take_while(|indicator| indicator.table == table.id)
                .count();
            let (here, after) = rest.split_at(count);
            rest = after;
            for indicator in here {
                let own = indicator.observations.iter();
                all.extend(own.map(|observation| (table, Some(indicator), observation)));
            }
            all.extend(table.loose.iter().map(|observation| (table, None, observation)));
        }
        all
    }

    /// The facts of the report in which a place stands.
    pub fn head_at(&self, place: Place) -> &Head {
        let order = |place: Place| (place.page, place.line);
        let begun = self
            .later
            .partition_point(|part| order(part.place) <= order(place));
        match begun {
            0 => &self.head,
            begun => &self.later[begun - 1].head,
        }
    }
}

/// A report that follows another one in the same file.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Where it begins.
    pub place: Place,
    /// The facts of its title page.
    pub head: Head,
}

/// The facts of a title page. Unknown is `None`.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// Kind of document.
    pub doc_type: Option<DocType>,
    /// The year that it is about.
    pub year: Option<i32>,
    /// The reporting body as the document names it.
    pub organisation: Option<String>,
    /// What kind of body it is.
    pub organisation_level: Option<OrganisationLevel>,
    /// The stadsdel as commonly named.
    pub district: Option<String>,
    /// Registration number without a final full stop.
    pub diarienummer: Option<String>,
    /// Date of the document, ISO 8601.
    pub document_date: Option<String>,
    /// The title as printed.
    pub title: Option<String>,
    /// Id of the stadsdel in the register of districts.
    pub district_id: Option<String>,
    /// Id of the reporting body, the same in every document.
    pub organisation_id: Option<String>,
    /// What kind of unit it is, by its name.
    pub unit_kind: Option<String>,
    /// What else the document calls itself, where it is none of the kinds that reports are.
    pub kind: Option<String>,
    /// What it says of its version, as printed: that it is revised, or a draft.
    pub version: Option<String>,
}

/// A goal heading.
#[derive(Debug, Clone)]
pub struct Goal {
    /// `g1`, `g2`, … in reading order.
    pub id: String,
    /// The goal that it stands under.
    pub parent: Option<String>,
    /// Level in the hierarchy.
    pub level: GoalLevel,
    /// Number without a final full stop.
    pub number: Option<String>,
    /// Title without the number.
    pub title: String,
    /// What the marker says; none where there is no marker.
    pub fulfilment: Option<Fulfilment>,
    /// The marker as printed.
    pub fulfilment_raw: Option<String>,
    /// What the marker was read from: glyph, colour, words.
    pub evidence: Option<String>,
    /// Where the title stands.
    pub place: Place,
    /// Id in the register of the city's goals, where it is one of them.
    pub kf_goal: Option<String>,
}

/// An indicator of an indicator table.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// `i1`, `i2`, … in reading order.
    pub id: String,
    /// The goal above it.
    pub goal: Option<String>,
    /// The table that holds it.
    pub table: String,
    /// Position in the table, from 1.
    pub position: usize,
    /// Name.
    pub name: String,
    /// Status by glyph or colour.
    pub status: Option<Status>,
    /// What the status was read from: glyph, colour of the icon, name of a colour.
    pub evidence: Option<String>,
    /// Text of its Kommentar or Analys row.
    pub comment: Option<String>,
    /// The group of its table that it stands in.
    pub group: Option<String>,
    /// Its cells, breakdown rows after them.
    pub observations: Vec<Observation>,
    /// Where the name stands; two places where a page break cuts the row.
    pub places: Vec<Place>,
    /// The series that it belongs to; none before it is linked and for a name without letters.
    pub series: Option<SeriesKey>,
}

/// The series of an indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesKey {
    /// Its id, the same in every document.
    pub id: String,
    /// How it was found.
    pub matched: SeriesMatch,
}

/// One non-empty cell of an indicator.
#[derive(Debug, Clone)]
pub struct Observation {
    /// Label of the row below the indicator, none for the indicator itself.
    pub breakdown: Option<String>,
    /// What the column measures; none where the input does not tell the column.
    pub measure: Option<String>,
    /// Whom the column is about.
    pub sex: Option<Sex>,
    /// What the figure is about, as printed.
    pub period: Option<String>,
    /// The time that the printed period names.
    pub time: Option<Time>,
    /// The column's label as printed.
    pub column: Option<String>,
    /// The cell.
    pub value: Value,
    /// Where the cell stands.
    pub place: Place,
}

/// The time that a printed period names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Time {
    /// `VB`, `VP`, `T1`, `T2`, the words of another part of a year, or nothing for a whole year; none where the
    /// period does not tell the part, as `Tertial` does not.
    pub part: Option<String>,
    /// The year, where the period names one.
    pub year: Option<i32>,
}

/// A row of an activity table.
#[derive(Debug, Clone)]
pub struct Activity {
    /// `a1`, `a2`, … in reading order.
    pub id: String,
    /// The goal above it.
    pub goal: Option<String>,
    /// The table that holds it.
    pub table: String,
    /// Name.
    pub name: String,
    /// First day as printed, ISO 8601 where it can be read.
    pub start: Option<String>,
    /// Last day.
    pub end: Option<String>,
    /// Text of the column for deviations.
    pub deviation: Option<String>,
    /// Text of its Kommentar or Analys row.
    pub comment: Option<String>,
    /// Where the name stands.
    pub places: Vec<Place>,
}

/// A table of any kind.
#[derive(Debug, Clone)]
pub struct Table {
    /// `t1`, `t2`, … in reading order.
    pub id: String,
    /// The goal above it.
    pub goal: Option<String>,
    /// Kind.
    pub kind: TableKind,
    /// Caption row, or the heading directly above.
    pub caption: Option<String>,
    /// Unit of its money columns.
    pub unit: Option<String>,
    /// Where the unit was found.
    pub unit_from: Option<&'static str>,
    /// Header cells of each column from top to bottom, the first column included.
    pub columns: Vec<Column>,
    /// Body rows; empty for indicators and activities, whose rows are records.
    pub rows: Vec<Row>,
    /// Values of an indicator table of which the row is not told.
    pub loose: Vec<Observation>,
    /// Number of body rows.
    pub row_count: usize,
    /// Where it begins.
    pub place: Place,
    /// The last page that it stands on.
    pub page_last: Option<u32>,
}

/// A column of a table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Header cells above it from top to bottom, joined with ` / `.
    pub label: String,
    /// What it measures.
    pub measure: Option<String>,
    /// The year or period that its label names.
    pub period: Option<String>,
}

/// A body row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// Label in the first column.
    pub label: String,
    /// Its role.
    pub role: RowRole,
    /// The label of the row or heading it belongs to.
    pub parent: Option<String>,
    /// What the row measures, where the rows name measures and the columns do not.
    pub measure: Option<String>,
    /// The year or period that its label names there.
    pub period: Option<String>,
    /// One value for each column after the first; none where nothing is printed.
    pub cells: Vec<Option<Value>>,
    /// The values stand in the order of the text; their columns are not told.
    pub is_uncertain: bool,
    /// Where it stands.
    pub place: Place,
}

/// A paragraph or list of running text.
#[derive(Debug, Clone)]
pub struct Section {
    /// `s1`, `s2`, …: paragraphs of one section share it.
    pub id: String,
    /// Position of the paragraph in its section, from 1.
    pub paragraph: usize,
    /// The goal above it.
    pub goal: Option<String>,
    /// Path of headings above it, joined with ` / `.
    pub heading: String,
    /// The small heading that it stands under, in the grammar's spelling.
    pub name: Option<String>,
    /// The text, joined over line breaks; items of a list joined with line breaks.
    pub text: String,
    /// Where it begins.
    pub place: Place,
}

/// A line that is no content.
#[derive(Debug, Clone)]
pub struct Furniture {
    /// Which kind of furniture it is.
    pub kind: &'static str,
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
