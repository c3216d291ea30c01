//! Rows that add up others: items to their subtotal, subtotals to the total, costs and income to a net.

use super::candidate::{Candidate, Pattern};
use super::columns::Columns;
use super::equation::{Equation, Evidence, Outcome};
use super::figure::Seen;
use super::view::View;
use crate::grammar::Grammar;
use crate::record::{Relation, RowRole, TableKind};
use std::collections::BTreeSet;

/// Rows above a sum that no sum has taken in yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    /// A heading: a group begins.
    Heading,
    /// A row with figures.
    Item(usize),
    /// A row that adds up others; whether it adds up sums.
    Sum { row: usize, is_whole: bool },
}

impl Open {
    fn row(self) -> Option<usize> {
        match self {
            Open::Heading => None,
            Open::Item(row) | Open::Sum { row, .. } => Some(row),
        }
    }

    fn is_sum(self) -> bool {
        matches!(self, Open::Sum { .. })
    }
}

/// The relations between rows, for every column that adds up.
pub(super) fn equations(grammar: &Grammar, view: &View<'_>, columns: &Columns) -> Vec<Equation> {
    let (differences, amounts) = additive(grammar, view, columns)
        .into_iter()
        .partition(|column| view.is_difference(grammar, *column));
    let mut walk = Walk {
        view,
        amounts,
        differences,
        totals: &columns.totals,
        is_income: view
            .table
            .rows
            .iter()
            .map(|row| is_income(grammar, &row.label))
            .collect(),
        is_weak: view
            .table
            .rows
            .iter()
            .map(|row| is_weak(grammar, &row.label))
            .collect(),
        open: Vec::new(),
        convention: None,
        equations: Vec::new(),
    };
    for (row, found) in view.table.rows.iter().enumerate() {
        match found.role {
            RowRole::Heading => walk.open.push(Open::Heading),
            RowRole::Item => walk.open.push(Open::Item(row)),
            RowRole::Part => {}
            RowRole::Subtotal | RowRole::Total => walk.sum(row, found.role),
        }
    }
    walk.equations
}

/// The columns whose figures can be added.
fn additive(grammar: &Grammar, view: &View<'_>, columns: &Columns) -> Vec<usize> {
    let is_ratio = |column: usize| {
        let ids = grammar.quantities.ids_within(view.path(column));
        // `Varav 5 % av budget` names a share and holds amounts.
        let has_share = ids.contains(&"share") && view.measure(column).is_none();
        has_share || ids.contains(&"ratio") || columns.ratios.contains(&column)
    };
    (0..view.width).filter(|column| !is_ratio(*column)).collect()
}

fn is_income(grammar: &Grammar, label: &str) -> bool {
    let measures = &grammar.measures;
    let entry = measures.within(label).or_else(|| measures.at_end(label));
    entry.is_some_and(|entry| entry.id == "intakter")
}

/// Whether a label may also name something else than a sum: `Resultat från 2016`.
fn is_weak(grammar: &Grammar, label: &str) -> bool {
    grammar
        .sums
        .start(label)
        .is_some_and(|(entry, _)| entry.id == "result")
}

struct Walk<'v> {
    view: &'v View<'v>,
    /// The columns of amounts and counts.
    amounts: Vec<usize>,
    /// The columns of differences, which may have other signs: less income is a deficit, less cost a surplus.
    differences: Vec<usize>,
    totals: &'v BTreeSet<usize>,
    is_income: Vec<bool>,
    /// Rows that are sums only where they add up.
    is_weak: Vec<bool>,
    open: Vec<Open>,
    /// The signs that the table was found to have.
    convention: Option<Pattern>,
    equations: Vec<Equation>,
}

impl Walk<'_> {
    /// Finds what a sum adds up, and puts it in the place of those rows.
    fn sum(&mut self, row: usize, role: RowRole) {
        let mut candidates = self.candidates(row, role);
        let (amounts, differences) = (self.amounts.clone(), self.differences.clone());
        let mut chosen = self.choose(row, &candidates, &amounts);
        if let Some(failed) = chosen.take_if(|chosen| !self.is_convention(row, chosen, &amounts)) {
            chosen = Some(self.without_children(row, &failed, &amounts).unwrap_or(failed));
        }
        if let Some(chosen) = &chosen {
            self.emit(row, chosen, &amounts);
            // Differences of the same rows; their signs may be others.
            candidates.retain(|candidate| candidate.start == chosen.start);
            for candidate in &mut candidates {
                candidate.rows.clone_from(&chosen.rows);
            }
            candidates.sort_by_key(|candidate| candidate.pattern != chosen.pattern);
        }
        let of_differences = self.choose(row, &candidates, &differences);
        if let Some(chosen) = &of_differences {
            self.emit(row, chosen, &differences);
        }
        let start = chosen.or(of_differences).and_then(|candidate| candidate.start);
        let adds_sums = |start: usize| self.open[start..].iter().any(|open| open.is_sum());
        let is_whole = role == RowRole::Total || start.is_some_and(adds_sums);
        if let Some(start) = start {
            self.open.truncate(start);
            // The heading of the group is closed with it.
            if self.open.last() == Some(&Open::Heading) {
                self.open.pop();
            }
        }
        self.open.push(Open::Sum { row, is_whole });
    }

    /// Groups of rows that end above the sum, the most likely first, each with the signs it may have.
    fn candidates(&self, row: usize, role: RowRole) -> Vec<Candidate> {
        /// No group of a report is larger; the bound keeps the work in proportion to the rows.
        const LONGEST: usize = 2000;
        let first = self.open.len().saturating_sub(LONGEST);
        let near = &self.open[first..];
        let after = |last: Option<usize>| last.map_or(first, |at| first + at + 1);
        let items = after(near.iter().rposition(|open| !matches!(open, Open::Item(_))));
        let group = after(near.iter().rposition(|open| *open == Open::Heading));
        let is_whole = |open: &Open| matches!(open, Open::Sum { is_whole: true, .. });
        let block = after(near.iter().rposition(is_whole));
        let starts = match role {
            RowRole::Total => [first, block, group, items],
            _ => [items, group, block, first],
        };
        let mut candidates: Vec<Candidate> = Vec::new();
        for start in starts {
            let rows: Vec<usize> = self.open[start..].iter().filter_map(|open| open.row()).collect();
            let is_known = candidates.iter().any(|candidate| candidate.start == Some(start));
            if rows.is_empty() || is_known {
                continue;
            }
            for pattern in self.patterns(&rows) {
                candidates.push(Candidate {
                    start: Some(start),
                    rows: rows.clone(),
                    pattern,
                });
            }
        }
        if candidates.is_empty() {
            candidates.extend(self.below(row));
        }
        candidates
    }

    /// A sum above its items.
    fn below(&self, sum: usize) -> Option<Candidate> {
        let rows = &self.view.table.rows;
        let is_sum = |role: RowRole| matches!(role, RowRole::Subtotal | RowRole::Total);
        let end = (sum + 1..rows.len()).find(|row| is_sum(rows[*row].role));
        let rows: Vec<usize> = (sum + 1..end.unwrap_or(rows.len()))
            .filter(|row| rows[*row].role == RowRole::Item)
            .collect();
        (!rows.is_empty()).then_some(Candidate {
            start: None,
            rows,
            pattern: Pattern::Plus,
        })
    }

    /// The signs that rows may have, those of the table first. Without income beside costs there is one way.
    fn patterns(&self, rows: &[usize]) -> Vec<Pattern> {
        let income = rows.iter().filter(|row| self.is_income[**row]).count();
        if income == 0 || income == rows.len() {
            return match rows.len() {
                // The budget and the outcome below each other, and what is left.
                2 => vec![Pattern::Plus, Pattern::SecondMinus, Pattern::FirstMinus],
                _ => vec![Pattern::Plus],
            };
        }
        let printed_minus = rows.iter().any(|row| {
            self.amounts.iter().any(|column| {
                self.view
                    .at((*row, *column))
                    .figure()
                    .is_some_and(|figure| figure.number.is_sign_negative())
            })
        });
        let likely = match self.convention {
            Some(pattern) => pattern,
            None if printed_minus => Pattern::Plus,
            None => Pattern::IncomeMinus,
        };
        let mut patterns = vec![Pattern::Plus, Pattern::IncomeMinus, Pattern::CostsMinus];
        patterns.sort_by_key(|pattern| *pattern != likely);
        patterns
    }

    /// The candidate that holds in most columns; where none does, the most likely one, for the words of the
    /// row say that it is a sum.
    fn choose(&mut self, row: usize, candidates: &[Candidate], columns: &[usize]) -> Option<Candidate> {
        let mut best: Option<(usize, Evidence)> = None;
        for (at, candidate) in candidates.iter().enumerate() {
            let outcomes = self.outcomes(row, candidate, columns);
            let evidence = Evidence::of(outcomes.iter().map(|(_, outcome)| outcome));
            if !outcomes.is_empty() && best.is_none_or(|(_, other)| evidence.is_better_than(other)) {
                best = Some((at, evidence));
            }
            if evidence.is_perfect() {
                break;
            }
        }
        let (at, evidence) = best?;
        let holds = evidence.is_convention();
        let chosen = if holds {
            &candidates[at]
        } else {
            candidates.first()?
        };
        if holds && evidence.holds > 0 && chosen.rows.iter().any(|row| self.is_income[*row]) {
            self.convention = Some(chosen.pattern);
        }
        let is_told = chosen.start.is_some() && !self.is_weak[row] && !self.is_mean(row, chosen, columns);
        let is_sum = holds && (evidence.holds > 0 || !self.is_weak[row]) || is_told;
        is_sum.then(|| chosen.clone())
    }

    fn is_convention(&self, row: usize, candidate: &Candidate, columns: &[usize]) -> bool {
        let outcomes = self.outcomes(row, candidate, columns);
        Evidence::of(outcomes.iter().map(|(_, outcome)| outcome)).is_convention()
    }

    /// The candidate without rows that the row above them adds up, where it holds so: a group may have its
    /// sum in its first row. The rows that are found so are given as parts of that row.
    fn without_children(
        &mut self,
        row: usize,
        candidate: &Candidate,
        columns: &[usize],
    ) -> Option<Candidate> {
        const MOST_CHILDREN: usize = 30;
        let mut rows = Vec::new();
        let mut groups = Vec::new();
        let mut at = 0;
        while let Some(&first) = candidate.rows.get(at) {
            rows.push(first);
            at += 1;
            let below = &candidate.rows[at..candidate.rows.len().min(at + MOST_CHILDREN)];
            let children = (2..=below.len()).map(|count| Candidate {
                start: None,
                rows: below[..count].to_vec(),
                pattern: Pattern::Plus,
            });
            let group = children.into_iter().find(|group| {
                let outcomes = self.outcomes(first, group, columns);
                let evidence = Evidence::of(outcomes.iter().map(|(_, outcome)| outcome));
                evidence.holds > evidence.fails
            });
            if let Some(group) = group {
                at += group.rows.len();
                groups.push((first, group));
            }
        }
        let found = Candidate {
            rows,
            ..candidate.clone()
        };
        if groups.is_empty() || !self.is_convention(row, &found, columns) {
            return None;
        }
        for (first, group) in groups {
            self.emit(first, &group, columns);
        }
        Some(found)
    }

    /// Whether every figure lies between those that it would add up: counts and amounts have sums, an
    /// index has a mean. Money has no such rows.
    fn is_mean(&self, row: usize, candidate: &Candidate, columns: &[usize]) -> bool {
        let outcomes = self.outcomes(row, candidate, columns);
        let lies_between = |column: usize| {
            let number = |row: usize| self.view.at((row, column)).figure().map(|figure| figure.number);
            let numbers = || candidate.rows.iter().filter_map(|row| number(*row));
            match (number(row), numbers().min(), numbers().max()) {
                (Some(sum), Some(least), Some(most)) => least <= sum && sum <= most,
                _ => false,
            }
        };
        self.view.table.kind != TableKind::Budget
            && candidate.rows.len() > 1
            && outcomes.iter().all(|(column, _)| lies_between(*column))
    }

    /// What a candidate gives in every one of the columns in which the sum is printed.
    fn outcomes(&self, row: usize, candidate: &Candidate, columns: &[usize]) -> Vec<(usize, Outcome)> {
        let outcome = |column: usize| {
            let printed = self
                .view
                .at((row, column))
                .figure()
                .filter(|figure| !figure.is_percent)?;
            let mut figures = Vec::new();
            for row in &candidate.rows {
                match self.view.at((*row, column)) {
                    Seen::Figure(figure) if !figure.is_percent => {
                        figures.push((figure, candidate.sign(*row, &self.is_income)));
                    }
                    Seen::Blank if self.lacks_total(*row, column) => return None,
                    Seen::Blank => {}
                    _ => return None,
                }
            }
            (!figures.is_empty()).then(|| Outcome::sum(printed, figures))
        };
        columns
            .iter()
            .filter_map(|column| Some((*column, outcome(*column)?)))
            .collect()
    }

    /// Whether the total of a row was left out, though there is something to add up.
    fn lacks_total(&self, row: usize, column: usize) -> bool {
        let has_figures =
            || (0..self.view.width).any(|column| self.view.at((row, column)).figure().is_some());
        self.totals.contains(&column) && has_figures()
    }

    fn emit(&mut self, row: usize, candidate: &Candidate, columns: &[usize]) {
        let formula = candidate.formula(&self.is_income);
        for (column, outcome) in self.outcomes(row, candidate, columns) {
            let terms = candidate.rows.iter().map(|row| (*row, column));
            self.equations.push(Equation {
                relation: Relation::Rows,
                target: (row, column),
                terms: terms.filter(|at| self.view.at(*at).figure().is_some()).collect(),
                formula: formula.clone(),
                outcome,
            });
        }
    }
}
