//! The files whose rows are made of all documents of a run together.

use super::schema::{DISTRICT_ID, File, ORGANISATION_ID, ORGANISATION_LEVEL, SERIES_ID, Scope, column};

/// Figures that more than one report prints.
pub(super) const REVISIONS: File = File {
    name: "revisions",
    row: "a figure that more than one report prints: one series, body, breakdown, measure, sex and time",
    scope: Scope::Run,
    columns: &[
        SERIES_ID,
        column("organisation", "text", "the reporting body"),
        column("district", "text", "the stadsdel as commonly named"),
        column("measure", "text", "`utfall`, `prognos`, `årsmål`, `kf_årsmål`"),
        column("sex", "text", "`män`, `kvinnor`; empty for all"),
        column(
            "period",
            "text",
            "the time that the figure is about: `VB 2016`, `T1 2017`; `2016` for forecasts and targets, and for an outcome that T1 or T2 prints under its year: whether that is the year's last one is not known, and each of the two has a row of its own",
        ),
        column(
            "values",
            "text",
            "the numbers in the order of `documents`, joined with ` | `",
        ),
        column("documents", "text", "the documents' ids, joined with ` | `"),
        column(
            "agree",
            "text",
            "whether the reports agree: `yes`, `no`, or `rounded`: they differ by at most half a unit of the coarser printed one. Reports that print the same two values agree",
        ),
        column("name", "text", "name of the indicator, as first printed"),
        column(
            "breakdown",
            "text",
            "area or group of a row below the indicator; empty for the indicator itself",
        ),
        column(
            "units",
            "text",
            "the units in the order of `documents`, joined with ` | `",
        ),
        column(
            "reports",
            "text",
            "type and year of the reports in the order of `documents`, joined with ` | `",
        ),
        column(
            "doubtful",
            "boolean",
            "`true` where one of the figures is doubtful, see observations.csv; else empty",
        ),
        column(
            "period_type",
            "text",
            "part of the year, as in observations.csv; `VB` where a whole year is meant and is over",
        ),
        column("period_year", "integer", "year, as in observations.csv"),
        DISTRICT_ID,
        ORGANISATION_ID,
        column(
            "contradicting",
            "text",
            "ids of the documents whose report prints the figure with values that differ from each other, joined with ` | `",
        ),
    ],
};

/// Which reports are there.
pub(super) const COVERAGE: File = File {
    name: "coverage",
    row: "a report that is there, or that is missing between the first and the last of its kind",
    scope: Scope::Run,
    columns: &[
        column("organisation", "text", "the reporting body"),
        column("district", "text", "the stadsdel as commonly named"),
        column("year", "integer", "the year that the report is about"),
        column("doc_type", "text", "`VP`, `VB`, `T1` or `T2`"),
        column(
            "status",
            "text",
            "`present`; `missing`: the body has earlier and later reports of this type, and none of this year",
        ),
        column(
            "documents",
            "text",
            "ids of the documents that hold it, joined with ` | `",
        ),
        DISTRICT_ID,
        ORGANISATION_ID,
    ],
};

/// Near names.
pub(super) const SERIES_CANDIDATES: File = File {
    name: "series_candidates",
    row: "a pair of near names, or of names whose figures are the same ones, that are two series: nobody has said that they are one. The nearest 5 of each series that the register does not have, 2,000 in all, those that may be one first",
    scope: Scope::Run,
    columns: &[
        column(
            "series_id",
            "text",
            "the series that would stay: the one in the register, else the one that more reports print",
        ),
        column("name", "text", "its name, as in the register or as first printed"),
        column("years", "text", "years of the reports that print it"),
        column("reports", "integer", "number of reports that print it"),
        column(
            "documents",
            "text",
            "the first 5 documents that print it, joined with ` | `",
        ),
        column(
            "other_series_id",
            "text",
            "the series that the other name has now",
        ),
        column("other_name", "text", "the other name"),
        column("other_years", "text", "years of the reports that print it"),
        column("other_reports", "integer", "number of reports that print it"),
        column("other_documents", "text", "the first 5 documents that print it"),
        column(
            "similarity",
            "number",
            "pairs of letters that both have, 1 for the same letters",
        ),
        column("only_name", "text", "words that only the first name has"),
        column("only_other", "text", "words that only the other has"),
        column(
            "differs_in",
            "text",
            "respects in which they measure different things, joined with ` | `: `kind` (share or count), `number`, `same-report` (one report has both), or a class of words in names/substance.json; empty where they may be one",
        ),
        column(
            "alias_row",
            "text",
            "the row to paste into series_aliases.csv if they are one; empty where they differ",
        ),
        column(
            "series_row",
            "text",
            "the row that series.csv needs first, where the register does not have the series",
        ),
        column(
            "figures_compared",
            "integer",
            "how often a body's report of one year prints an outcome of one series and its next report prints that year's outcome of the other, neither printing both; empty where the figures prove nothing",
        ),
        column(
            "figures_equal",
            "integer",
            "how many of these figures are the same: at least 3 different ones, and 80 of 100",
        ),
    ],
};

/// The outcomes and targets of whole years.
pub(super) const OBSERVATIONS_ANNUAL: File = File {
    name: "observations_annual",
    row: "a year of a series: one series, body, breakdown, year and sex, with the outcome of the whole year and what was meant to be reached. Figures of a part of a year, forecasts and what T1 or T2 print under their own year are not there; nothing is added up or averaged",
    scope: Scope::Run,
    columns: &[
        SERIES_ID,
        column(
            "name",
            "text",
            "name of the indicator, as the report that counts prints it",
        ),
        column("organisation", "text", "the reporting body"),
        column("district", "text", "the stadsdel as commonly named"),
        column("year", "integer", "the year that the figures are about"),
        column("sex", "text", "`män`, `kvinnor`; empty for all"),
        column(
            "breakdown",
            "text",
            "area or group of a row below the indicator; empty for the indicator itself",
        ),
        column(
            "outcome",
            "number",
            "the outcome of the whole year: the annual report's (VB of the year); where it has none, that of the first later report with a column for the year, unless the series measures something else by then (series_breaks.csv); of several that agree the one with the most decimals",
        ),
        column("unit", "text", "unit of the outcome"),
        column(
            "target",
            "number",
            "the body's own target (`årsmål`) for the year: as the last report of the year has it (VB, T2, T1, VP), else the first later one",
        ),
        column("target_unit", "text", "unit of the target"),
        column(
            "city_target",
            "number",
            "the city's target (`kf_årsmål`) for the year as the body's reports print it, found like `target`",
        ),
        column("city_target_unit", "text", "unit of the city's target"),
        column(
            "outcome_source",
            "text",
            "`own` (the annual report of the year), `later` (filled from a later report's column for the year), empty without an outcome",
        ),
        column(
            "revised",
            "boolean",
            "`true` where a later report prints another outcome for the year, see revisions.csv; else empty",
        ),
        column(
            "doubtful",
            "boolean",
            "`true` where one of the figures is doubtful, see observations.csv; else empty",
        ),
        column(
            "differing",
            "boolean",
            "`true` where reports of equal weight print figures that differ, so that one of them is left empty here; else empty",
        ),
        column(
            "outcome_report",
            "text",
            "type and year of the report that the outcome is from",
        ),
        column(
            "outcome_document_id",
            "text",
            "the document that the outcome is from",
        ),
        column("outcome_page", "integer", "its page there"),
        column("outcome_line", "integer", "its line there"),
        column("outcome_raw", "text", "the outcome as printed"),
        column(
            "target_report",
            "text",
            "type and year of the report that the target is from",
        ),
        column(
            "target_document_id",
            "text",
            "the document that the target is from",
        ),
        column(
            "city_target_report",
            "text",
            "type and year of the report that the city's target is from",
        ),
        column(
            "city_target_document_id",
            "text",
            "the document that the city's target is from",
        ),
        ORGANISATION_LEVEL,
        DISTRICT_ID,
        ORGANISATION_ID,
    ],
};
