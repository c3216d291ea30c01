//! Names, types and meaning of every column: the one place that defines them, for files and dictionary.

use super::schema_run;

/// A file of the output.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// Its name without `.csv`.
    pub name: &'static str,
    /// What a row is.
    pub row: &'static str,
    /// What its rows are made of.
    pub scope: Scope,
    /// Its columns in order.
    pub columns: &'static [Column],
}

/// What the rows of a file are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One document: they come with its answer.
    Document,
    /// All documents of the run together.
    Run,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds: `text`, `integer`, `number`, `date`, `boolean`.
    pub kind: &'static str,
    /// What it means.
    pub meaning: &'static str,
}

pub(super) const fn column(name: &'static str, kind: &'static str, meaning: &'static str) -> Column {
    Column { name, kind, meaning }
}

macro_rules! shared {
    ($($more:expr),+ $(,)?) => {
        &[
            column("document_id", "text", "first 16 hex digits of the SHA-256 of the file's bytes"),
            column("doc_type", "text", "`VP`, `VB`, `T1` or `T2`"),
            column("year", "integer", "the year that the document is about"),
            column("organisation", "text", "the reporting body as the document names it"),
            column("district", "text", "the stadsdel as commonly named, as it was called that year"),
            $($more),+
        ]
    };
}

const PAGE: Column = column(
    "page",
    "integer",
    "page in the file, from 1; empty where the input has no pages",
);
const LINE: Column = column("line", "integer", "line in a text input, from 1; empty for PDFs");
const DOUBTFUL: Column = column(
    "doubtful",
    "boolean",
    "`true` where only relations that do not hold touch the figure, see checks.csv, where the print leaves another reading open, see diagnostics.csv, or where it was recognised in a picture; else empty",
);
pub(super) const DISTRICT_ID: Column = column(
    "district_id",
    "text",
    "the stadsdel in the register of districts; of a unit the one that it belongs to, where this is known",
);
pub(super) const ORGANISATION_ID: Column = column(
    "organisation_id",
    "text",
    "the reporting body, the same id in every document: `sdn-` and the stadsdel, `namnd-` and the name, or `enhet-`, the stadsdel where it is known, and the name",
);
pub(super) const SERIES_ID: Column = column(
    "series_id",
    "text",
    "the series of the indicator, the same id in every document, in the register of series or made from the name",
);
const SERIES_MATCH: Column = column(
    "series_match",
    "text",
    "`exact` (its name apart from noise), `alias` (another name that the register has for that year), `own` (no register knows the name)",
);
const VALUE_STATUS: Column = column(
    "value_status",
    "text",
    "whether the cell gives a value, and why not. What stands in place of a value decides first: `blank` (a dash, or that it is missing), `to-be-set` (set later, by the committee or in a coming year), `direction` (more, less, the same), `band` (a tolerance such as ±1 %), `unreadable` (figures, or words in a column of figures, that could not be read as one number). Then `uncertain`: its row or column is not told, or it is `doubtful`. Else `words`, where words are to stand (periods; columns with more words than figures), or `reported`: the figure is in `value`",
);
pub(super) const ORGANISATION_LEVEL: Column = column(
    "organisation_level",
    "text",
    "what kind of body reports: `enhet`, `stadsdelsnämnd` or `nämnd`; a unit's figures are not its district's",
);
const SHEET: Column = column(
    "sheet",
    "text",
    "name of the sheet of a workbook; `page` is its number then, and `line` the row in it",
);
const READ_BY: Column = column(
    "read_by",
    "text",
    "`ocr` where the words were recognised in a picture of the page; empty where the file holds them",
);
const CONFIDENCE: Column = column(
    "confidence",
    "integer",
    "how sure the recognition is of the least sure word of the cell, of 100; empty where the file holds its words",
);
const GOAL: Column = column(
    "goal_id",
    "text",
    "the goal it stands under, in goals.csv; empty outside the goals",
);

/// The files in the order of the contract.
pub fn files() -> &'static [File] {
    FILES
}

/// The files whose rows wait until all documents are known: they say what a document is to the others.
pub(super) const WAITING: [&str; 2] = ["documents", "diagnostics"];

/// The files whose rows are made of one document each.
pub(super) fn files_of_documents() -> impl Iterator<Item = &'static File> {
    FILES.iter().filter(|file| file.scope == Scope::Document)
}

static FILES: &[File] = &[
    File {
        name: "documents",
        row: "an input file, the failed ones too",
        scope: Scope::Document,
        columns: &[
            column(
                "document_id",
                "text",
                "first 16 hex digits of the SHA-256 of the file's bytes; empty if it could not be read",
            ),
            column("source", "text", "the path below the input given, with `/`"),
            column("sha256", "text", "SHA-256 of the bytes"),
            column(
                "format",
                "text",
                "`pdf`, `docx`, `odt`, `xlsx`, `ods`, `html`, `text`, the markup of a text, or what the bytes seem to be",
            ),
            column(
                "status",
                "text",
                "`ok`, `partial` (something could not be read; diagnostics.csv says what), `failed` (`error` says why), `skipped` (neither a PDF nor text, found in a folder)",
            ),
            column("doc_type", "text", "`VP`, `VB`, `T1` or `T2`"),
            column("year", "integer", "the year that the document is about"),
            column(
                "organisation",
                "text",
                "the reporting body as the document names it",
            ),
            column(
                "organisation_level",
                "text",
                "`enhet`, `stadsdelsnämnd` or `nämnd`",
            ),
            column(
                "district",
                "text",
                "the stadsdel as commonly named, as it was called that year",
            ),
            column(
                "diarienummer",
                "text",
                "registration number without a final full stop",
            ),
            column("document_date", "date", "date of the document"),
            column("title", "text", "title as printed"),
            column(
                "pages",
                "integer",
                "number of pages; empty where the input has none",
            ),
            column("goals", "integer", "rows in goals.csv"),
            column("indicators", "integer", "rows in indicators.csv"),
            column("observations", "integer", "rows in observations.csv"),
            column("activities", "integer", "rows in activities.csv"),
            column("tables", "integer", "rows in tables.csv"),
            column("warnings", "integer", "diagnostics of severity warning or error"),
            column("error", "text", "why a failed file could not be read"),
            column("encoding", "text", "encoding of a text input"),
            column("lines", "integer", "non-blank lines of the input"),
            column(
                "lines_unclaimed",
                "integer",
                "non-blank lines that ended in no record, table, text or furniture; 0 unless something is wrong",
            ),
            DISTRICT_ID,
            ORGANISATION_ID,
            column(
                "unit_kind",
                "text",
                "what kind of unit reports, by the words of its name; empty for committees and where no word tells it",
            ),
            column(
                "document_kind",
                "text",
                "what the document calls itself where it is no report of the four types, such as `månadsrapport`; `doc_type` is empty then",
            ),
            column(
                "version",
                "text",
                "what the title page says of the version, as printed: that it is revised, or a draft",
            ),
            column(
                "duplicate_of",
                "text",
                "id of the document that holds the same report and is counted in its place; see diagnostics.csv",
            ),
            column(
                "supersedes",
                "text",
                "ids of the documents with earlier versions of the report, joined with ` | `",
            ),
            column(
                "superseded_by",
                "text",
                "id of the document with the next version of the report, which is counted in its place",
            ),
        ],
    },
    File {
        name: "goals",
        row: "a goal heading",
        scope: Scope::Document,
        columns: shared![
            column(
                "goal_id",
                "text",
                "`g1`, `g2`, … in reading order; unique in its document"
            ),
            column("parent_goal_id", "text", "the goal it stands under"),
            column("position", "integer", "position in the document, from 1"),
            column(
                "level",
                "text",
                "`inriktningsmål`, `verksamhetsområdesmål`, `nämndmål`, `enhetsmål`, `åtagande`"
            ),
            column(
                "number",
                "text",
                "number as printed, without a final full stop; no key across years"
            ),
            column("title", "text", "title without the number"),
            column(
                "fulfilment",
                "text",
                "`helt`, `delvis`, `ej`, `ingen` (the marker says that there is no assessment), empty (no marker)"
            ),
            column("fulfilment_raw", "text", "the marker as printed"),
            PAGE,
            LINE,
            column(
                "kf_goal_id",
                "text",
                "the goal in the register of Kommunfullmäktige's goals, by its year and whole title; empty for other goals"
            ),
            DISTRICT_ID,
            ORGANISATION_ID,
        ],
    },
    File {
        name: "indicators",
        row: "an indicator in an indicator table",
        scope: Scope::Document,
        columns: shared![
            column(
                "indicator_id",
                "text",
                "`i1`, `i2`, … in reading order; unique in its document"
            ),
            GOAL,
            column("table_id", "text", "the table that holds it, in tables.csv"),
            column("position", "integer", "position in its table, from 1"),
            column("name", "text", "name"),
            column(
                "status",
                "text",
                "`grön`, `gul`, `röd`, `grå`, from the glyph or the colour; empty where none is left"
            ),
            column("comment", "text", "text of its Kommentar or Analys row"),
            PAGE,
            LINE,
            column(
                "status_evidence",
                "text",
                "what the status was read from: the glyph, the colour of the icon"
            ),
            SERIES_ID,
            SERIES_MATCH,
            DISTRICT_ID,
            ORGANISATION_ID,
            column(
                "group",
                "text",
                "the group of its table that it stands in, where a row names one"
            ),
        ],
    },
    File {
        name: "observations",
        row: "a non-empty cell of an indicator: the tidy table",
        scope: Scope::Document,
        columns: shared![
            column(
                "indicator_id",
                "text",
                "the indicator, in indicators.csv; empty where the input does not tell the row"
            ),
            GOAL,
            column(
                "name",
                "text",
                "name of the indicator; empty where the input does not tell the row"
            ),
            column(
                "breakdown",
                "text",
                "area or group of a row below the indicator; empty for the indicator itself"
            ),
            column(
                "measure",
                "text",
                "`utfall`, `prognos`, `årsmål`, `kf_årsmål`, `period`, `periodicitet`; empty where the input does not tell the column (diagnostic `column-uncertain`)"
            ),
            column("sex", "text", "`män`, `kvinnor`; empty for all"),
            column(
                "period",
                "text",
                "what the figure is about: the period that the column's label names, else for `utfall` the row's Period cell"
            ),
            column(
                "raw",
                "text",
                "the cell as printed, white space collapsed, broken words rejoined"
            ),
            column("value", "number", "the number; empty if the cell holds none"),
            column("unit", "text", "unit beside the number, normalised"),
            column(
                "qualifier",
                "text",
                "what stands beside the number or instead of it"
            ),
            PAGE,
            LINE,
            column("column_label", "text", "the column's label as printed"),
            column("table_id", "text", "the table that holds it, in tables.csv"),
            DOUBTFUL,
            SERIES_ID,
            SERIES_MATCH,
            DISTRICT_ID,
            ORGANISATION_ID,
            column(
                "period_type",
                "text",
                "the part of the year that the figure is about: `VB` (the outcome of a whole year that is over, also where only the year is printed), `VP`, `T1`, `T2`, `Halvår 1`, …; empty for forecasts and targets, and for an outcome that a report prints under a year that is not over"
            ),
            column(
                "period_year",
                "integer",
                "the year that the figure is about: that of `period`, else the document's"
            ),
            VALUE_STATUS,
            ORGANISATION_LEVEL,
            SHEET,
            READ_BY,
            CONFIDENCE,
        ],
    },
    File {
        name: "activities",
        row: "an activity",
        scope: Scope::Document,
        columns: shared![
            column(
                "activity_id",
                "text",
                "`a1`, `a2`, … in reading order; unique in its document"
            ),
            GOAL,
            column("name", "text", "name"),
            column("start", "date", "first day; as printed where it is no date"),
            column("end", "date", "last day; as printed where it is no date"),
            column("deviation", "text", "text of the column Avvikelse"),
            column("comment", "text", "text of its Kommentar or Analys row"),
            PAGE,
            LINE,
            column("table_id", "text", "the table that holds it, in tables.csv"),
        ],
    },
    File {
        name: "tables",
        row: "a table of any kind",
        scope: Scope::Document,
        columns: shared![
            column(
                "table_id",
                "text",
                "`t1`, `t2`, … in reading order; unique in its document"
            ),
            GOAL,
            column(
                "kind",
                "text",
                "`indicators`, `activities`, `budget`, `key_figures`, `complaints`, `other`"
            ),
            column(
                "caption",
                "text",
                "caption row, or the heading or line directly above"
            ),
            column("unit", "text", "unit of its money"),
            column("rows", "integer", "body rows; a repeated header is none"),
            column("columns", "integer", "columns, the first included"),
            column("page_first", "integer", "first page"),
            column("page_last", "integer", "last page"),
            column("line", "integer", "line in a text input where it begins"),
            column(
                "unit_from",
                "text",
                "where the unit was found: `header`, `caption`, `line above`, `cell`, `chapter`"
            ),
            SHEET,
        ],
    },
    File {
        name: "cells",
        row: "a non-empty body cell of a table of kind budget, key_figures, complaints or other",
        scope: Scope::Document,
        columns: shared![
            column("table_id", "text", "the table, in tables.csv"),
            column("kind", "text", "kind of the table"),
            column("row", "integer", "row of the body, from 1"),
            column(
                "column",
                "integer",
                "column, from 1; column 1 is the label and has a row here only if its row has no other cell; empty where the input does not tell it (diagnostic `column-uncertain`)"
            ),
            column("row_label", "text", "label of the row"),
            column(
                "row_role",
                "text",
                "`item`, `varav`, `subtotal`, `total`, `heading`"
            ),
            column(
                "row_parent",
                "text",
                "label of the row or heading that it belongs to"
            ),
            column(
                "column_label",
                "text",
                "header cells above it from top to bottom, joined with ` / `"
            ),
            column(
                "measure",
                "text",
                "what the column measures, where its label says so"
            ),
            column("column_period", "text", "year or period that the label names"),
            column("raw", "text", "the cell as printed"),
            column(
                "value",
                "number",
                "the number with the printed sign; empty if the cell holds none"
            ),
            column(
                "unit",
                "text",
                "the cell's own unit, else that of its row or column, else the table's"
            ),
            PAGE,
            LINE,
            column(
                "amount_sek",
                "number",
                "the amount in kronor with the printed sign, for money; empty where no unit is known"
            ),
            DOUBTFUL,
            VALUE_STATUS,
            ORGANISATION_LEVEL,
            SHEET,
            READ_BY,
            CONFIDENCE,
        ],
    },
    File {
        name: "checks",
        row: "a relation between printed figures: what is printed, and what the others of the table give",
        scope: Scope::Document,
        columns: shared![
            column("table_id", "text", "the table, in tables.csv"),
            column(
                "relation",
                "text",
                "`rows-add-up`, `columns-add-up`, `share`, `change`, `parts-add-up`, `part-within`, `sexes-add-up`, `areas-add-up`, `share-between`"
            ),
            column(
                "row",
                "integer",
                "row of the figure, from 1; for indicators the position in the table"
            ),
            column("column", "integer", "column of the figure; column 1 is the label"),
            column("printed", "number", "the figure as printed"),
            column(
                "computed",
                "number",
                "what the others give; for a bound the nearest figure that keeps it"
            ),
            column("difference", "number", "`printed` less `computed`"),
            column(
                "tolerance",
                "number",
                "what rounding explains: half a unit of the last printed digit for every term; a count is not rounded"
            ),
            column("holds", "boolean", "whether rounding explains the difference"),
            PAGE,
            LINE,
            column("row_label", "text", "label of the row, or name of the indicator"),
            column("column_label", "text", "the column's label"),
            column(
                "formula",
                "text",
                "how the others give it, with the signs that the table was found to have"
            ),
            column("indicator_id", "text", "the indicator, in indicators.csv"),
            column(
                "sentence",
                "text",
                "both figures in words, as the report writes figures"
            ),
        ],
    },
    File {
        name: "sections",
        row: "a paragraph or list of running text",
        scope: Scope::Document,
        columns: shared![
            column(
                "section_id",
                "text",
                "`s1`, `s2`, …; the paragraphs of one section share it"
            ),
            GOAL,
            column("heading", "text", "path of headings above it, joined with ` / `"),
            column("name", "text", "the small heading that it stands under"),
            column(
                "text",
                "text",
                "the text, joined over line breaks; items of a list joined with ` | `"
            ),
            PAGE,
            LINE,
            column("paragraph", "integer", "position in its section, from 1"),
        ],
    },
    File {
        name: "diagnostics",
        row: "a thing that a person may want to look at",
        scope: Scope::Document,
        columns: &[
            column(
                "document_id",
                "text",
                "the document; empty if its bytes could not be read",
            ),
            column("source", "text", "the path below the input given, with `/`"),
            column(
                "severity",
                "text",
                "`note`, `warning` (a value is missing or left as printed), `error` (a part of the document is missing)",
            ),
            column("code", "text", "stable short name, explained below"),
            column("message", "text", "what was found, in one line"),
            PAGE,
            LINE,
            column("raw", "text", "the text as printed, shortened if it is long"),
        ],
    },
    schema_run::REVISIONS,
    schema_run::COVERAGE,
    schema_run::SERIES_CANDIDATES,
    schema_run::OBSERVATIONS_ANNUAL,
];
