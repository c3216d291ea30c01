//! Which goal a record belongs to, which headings stand above it, and its id.

use crate::recognise::{
    ActivityTable, Find, Finds, Found, IndicatorCell, IndicatorColumn, IndicatorTable, PlainTable,
};
use crate::record::{
    Activity, Column, DocType, Furniture, Goal, GoalLevel, Indicator, Measure, Observation, Report, Row,
    Section, Table, TableKind, Time,
};
use crate::trace::{Code, Diagnostic, Place, Read};
use std::collections::BTreeSet;

/// Assembles a report from its finds.
pub(super) fn assemble(finds: Finds) -> Read<Report> {
    let mut assembly = Assembly {
        report: Report {
            head: finds.head,
            later: finds.later,
            lines: finds.lines,
            ..Report::default()
        },
        ..Assembly::default()
    };
    let mut claimed: BTreeSet<usize> = BTreeSet::new();
    let mut twice = 0usize;
    for found in finds.finds {
        let account = found.find.account();
        let lines = found.lines.iter().filter(|line| claimed.insert(**line)).count();
        twice += found.lines.len() - lines;
        *assembly.report.account.entry(account).or_default() += lines;
        assembly.take(found);
    }
    let mut read = Read {
        value: assembly.report,
        diagnostics: assembly.diagnostics,
    };
    let missing = read.value.lines.saturating_sub(claimed.len());
    if missing > 0 || twice > 0 {
        read.diagnostics.push(Diagnostic::new(
            Code::LineUnclaimed,
            Place::default(),
            crate::say!("lines-unclaimed", missing = missing, twice = twice),
            "",
        ));
    }
    if read.value.goals.is_empty() {
        read.diagnostics.push(Diagnostic::new(
            Code::NoGoalLabel,
            Place::default(),
            crate::say!("no-goal-label"),
            "",
        ));
    }
    read
}

#[derive(Default)]
struct Assembly {
    report: Report,
    diagnostics: Vec<Diagnostic>,
    /// Goals above, from the city's down.
    goals: Vec<(GoalLevel, String)>,
    /// Whether the text still stands under the last goal.
    in_goal: bool,
    /// Headings above, with their levels.
    headings: Vec<(u8, String)>,
    section: Option<String>,
    sections: usize,
    paragraph: usize,
}

impl Assembly {
    fn goal(&self) -> Option<String> {
        self.goals
            .last()
            .filter(|_| self.in_goal)
            .map(|(_, id)| id.clone())
    }

    fn new_section(&mut self, name: Option<String>) {
        self.section = name;
        self.paragraph = 0;
    }

    fn take(&mut self, found: Found) {
        let place = found.place;
        match found.find {
            Find::Heading { level, text } => {
                if level == 1 {
                    self.in_goal = false;
                }
                while self.headings.last().is_some_and(|(above, _)| *above >= level) {
                    self.headings.pop();
                }
                self.headings.push((level, text));
                self.new_section(None);
            }
            Find::Goal { level, number, title } => self.take_goal(level, number, title, place),
            Find::Marker {
                fulfilment,
                raw,
                evidence,
            } => {
                if let Some(goal) = self.report.goals.last_mut() {
                    goal.fulfilment = Some(fulfilment);
                    goal.fulfilment_raw = Some(raw);
                    goal.evidence = evidence;
                }
            }
            Find::Section { name } => self.new_section(Some(name)),
            Find::Paragraph { text } => self.take_paragraph(text, place),
            Find::Indicators(table) => self.take_indicators(table, place),
            Find::Activities(table) => self.take_activities(table, place),
            Find::Table(table) => self.take_table(table, place),
            Find::NextReport => {
                // Nothing of the report before stands above what follows.
                self.goals.clear();
                self.headings.clear();
                self.in_goal = false;
                self.new_section(None);
            }
            Find::Furniture { kind, text } => self.report.furniture.push(Furniture { kind, text, place }),
        }
    }

    fn take_goal(&mut self, level: GoalLevel, number: Option<String>, title: String, place: Place) {
        let id = format!("g{}", self.report.goals.len() + 1);
        while self.goals.last().is_some_and(|(above, _)| *above >= level) {
            self.goals.pop();
        }
        self.report.goals.push(Goal {
            id: id.clone(),
            parent: self.goals.last().map(|(_, id)| id.clone()),
            level,
            number,
            title,
            fulfilment: None,
            fulfilment_raw: None,
            evidence: None,
            place,
            kf_goal: None,
        });
        self.goals.push((level, id));
        self.in_goal = true;
        self.headings.retain(|(level, _)| *level == 1);
        self.new_section(None);
    }

    fn take_paragraph(&mut self, text: String, place: Place) {
        if self.paragraph == 0 {
            self.sections += 1;
        }
        self.paragraph += 1;
        self.report.sections.push(Section {
            id: format!("s{}", self.sections),
            paragraph: self.paragraph,
            goal: self.goal(),
            heading: self
                .headings
                .iter()
                .map(|(_, text)| text.as_str())
                .collect::<Vec<_>>()
                .join(" / "),
            name: self.section.clone(),
            text,
            place,
        });
    }

    fn table(&mut self, kind: TableKind, row_count: usize, place: Place, page_last: Option<u32>) -> Table {
        Table {
            id: format!("t{}", self.report.tables.len() + 1),
            goal: self.goal(),
            kind,
            caption: None,
            unit: None,
            unit_from: None,
            columns: Vec::new(),
            rows: Vec::new(),
            loose: Vec::new(),
            row_count,
            place,
            page_last: page_last.or(place.page),
        }
    }

    /// A time alone says that its figures are outcomes, unless it was still to come when the report was written.
    fn clear_times_to_come(&mut self, columns: &mut [IndicatorColumn], place: Place) {
        let head = self.report.head_at(place);
        let is_plan = head.doc_type == Some(DocType::Plan);
        let Some(own) = head.year else { return };
        let is_to_come = |column: &&mut IndicatorColumn| {
            let year = column.time.as_ref().and_then(|time| time.year);
            column.is_bare && year.is_some_and(|year| year > own || is_plan && year == own)
        };
        for column in columns.iter_mut().filter(is_to_come) {
            column.measure = None;
            self.diagnostics.push(Diagnostic::new(
                Code::ColumnUncertain,
                place,
                crate::say!("column-still-to-come", label = column.label),
                &column.label,
            ));
        }
    }

    fn take_indicators(&mut self, mut found: IndicatorTable, place: Place) {
        self.clear_times_to_come(&mut found.columns, place);
        let mut table = self.table(TableKind::Indicators, found.rows.len(), place, found.page_last);
        table.columns = std::iter::once(Column::default())
            .chain(found.columns.iter().map(|column| Column {
                label: column.label.clone(),
                measure: column.measure.clone(),
                period: column.period.clone(),
            }))
            .collect();
        for (at, row) in found.rows.into_iter().enumerate() {
            let measure = |column: Option<usize>| found.columns.get(column?)?.measure.as_deref();
            let period = row
                .cells
                .iter()
                .find(|cell| cell.breakdown.is_none() && measure(cell.column) == Some("period"))
                .map(|cell| (cell.value.raw.clone(), cell.time.clone()));
            let observations = row
                .cells
                .into_iter()
                .map(|cell| observation(&found.columns, cell, period.as_ref()))
                .collect();
            self.report.indicators.push(Indicator {
                id: format!("i{}", self.report.indicators.len() + 1),
                goal: table.goal.clone(),
                table: table.id.clone(),
                position: at + 1,
                name: row.name,
                status: row.status,
                evidence: row.evidence,
                comment: row.comment,
                group: row.group,
                observations,
                places: row.places,
                series: None,
            });
        }
        let loose = found.loose.into_iter();
        table.loose = loose
            .map(|cell| observation(&found.columns, cell, None))
            .collect();
        self.report.tables.push(table);
    }

    fn take_activities(&mut self, found: ActivityTable, place: Place) {
        let mut table = self.table(TableKind::Activities, found.rows.len(), place, found.page_last);
        table.columns = found
            .columns
            .into_iter()
            .map(|label| Column {
                label,
                ..Column::default()
            })
            .collect();
        for row in found.rows {
            self.report.activities.push(Activity {
                id: format!("a{}", self.report.activities.len() + 1),
                goal: table.goal.clone(),
                table: table.id.clone(),
                name: row.name,
                start: row.start,
                end: row.end,
                deviation: row.deviation,
                comment: row.comment,
                places: row.places,
            });
        }
        self.report.tables.push(table);
    }

    fn take_table(&mut self, found: PlainTable, place: Place) {
        let mut table = self.table(found.kind, found.rows.len(), place, found.page_last);
        table.caption = found.caption;
        table.unit = found.unit;
        table.unit_from = found.unit_from;
        table.columns = found.columns;
        table.rows = found
            .rows
            .into_iter()
            .map(|row| Row {
                label: row.label,
                role: row.role,
                parent: row.parent,
                measure: row.measure,
                period: row.period,
                cells: row.cells,
                is_uncertain: row.is_uncertain,
                place: row.place,
            })
            .collect();
        self.report.tables.push(table);
    }
}

/// A cell as an observation. The row's Period cell dates its outcomes; a label's own period goes before it.
fn observation(
    columns: &[IndicatorColumn],
    cell: IndicatorCell,
    period: Option<&(String, Option<Time>)>,
) -> Observation {
    let column = cell.column.and_then(|at| columns.get(at));
    let measure = column.and_then(|column| column.measure.clone());
    let own = column.and_then(|column| Some((column.period.clone()?, column.time.clone())));
    let dated = measure.as_deref() == Some(Measure::Outcome.word());
    let (period, time) = own.or_else(|| period.filter(|_| dated).cloned()).unzip();
    Observation {
        breakdown: cell.breakdown,
        sex: column.and_then(|column| column.sex),
        period,
        time: time.flatten(),
        column: column.map(|column| column.label.clone()),
        measure,
        value: cell.value,
        place: cell.place,
    }
}
