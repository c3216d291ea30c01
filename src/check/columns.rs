//! Columns that others of their row give: a net, a deviation, a share, a total.

use super::equation::{Equation, Evidence, Outcome, Sign, signed_text};
use super::figure::{Figure, Seen};
use super::view::View;
use crate::grammar::{Grammar, Relation as Named, RelationKind, Term};
use crate::record::Relation;
use rust_decimal::Decimal;
use std::collections::BTreeSet;
use std::str::FromStr;

/// One way in which a column may come from others.
#[derive(Debug, Clone, PartialEq)]
enum Rule {
    /// Added with their signs; whether an empty cell is nothing or unknown.
    Sum {
        terms: Vec<(usize, Sign)>,
        blank_is_zero: bool,
    },
    /// The first in per cent of the second.
    Share(usize, usize),
    /// How much the first is more than the second, in per cent of the second.
    Growth(usize, usize),
    /// So many per cent of a column.
    Percentage(usize, Decimal),
}

/// What a rule gives in each row to which it applies.
type Outcomes = Vec<(usize, Outcome)>;

/// What is found between the columns of a table.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// For every row to which a relation applies.
    pub(super) equations: Vec<Equation>,
    /// Columns of ratios: their rows do not add up.
    pub(super) ratios: BTreeSet<usize>,
    /// Columns that add up all others: an empty cell there is a sum that was left out.
    pub(super) totals: BTreeSet<usize>,
}

/// The relations between the columns.
pub(super) fn relations(grammar: &Grammar, view: &View<'_>) -> Columns {
    let mut found = Columns::default();
    for target in 0..view.width {
        let candidates = candidates(grammar, view, target);
        let usual = candidates.first().filter(|_| view.is_difference(grammar, target));
        let unsigned = usual.and_then(|rule| without_signs(view, target, rule));
        let Some((rule, outcomes)) = unsigned.or_else(|| convention(view, target, candidates)) else {
            continue;
        };
        match rule {
            Rule::Share(..) | Rule::Growth(..) => found.ratios.insert(target),
            Rule::Sum { blank_is_zero, .. } => blank_is_zero && found.totals.insert(target),
            Rule::Percentage(..) => false,
        };
        for (row, rule, outcome) in by_group(view, target, rule, outcomes) {
            found.equations.push(Equation {
                relation: rule.relation(),
                target: (row, target),
                terms: rule
                    .columns()
                    .into_iter()
                    .filter(|column| view.at((row, *column)).figure().is_some())
                    .map(|column| (row, column))
                    .collect(),
                formula: rule.formula(view),
                outcome,
            });
        }
    }
    found.equations.sort_by_key(|equation| equation.target);
    found
}

/// The rule and what it gives in every row; a group of rows in which other signs hold has those. So income
/// below budget is a deficit and cost below budget a surplus, in the same column.
fn by_group(view: &View<'_>, target: usize, rule: Rule, outcomes: Outcomes) -> Vec<(usize, Rule, Outcome)> {
    const FEWEST: usize = 2;
    let others = rule.with_other_signs();
    let mut known: Vec<&Rule> = Vec::new();
    let mut found = Vec::new();
    for group in outcomes.chunk_by(|(one, _), (other, _)| view.group(*one) == view.group(*other)) {
        let evidence = Evidence::of(group.iter().map(|(_, outcome)| outcome));
        let turned = |rule: &Rule| -> Option<Outcomes> {
            let rows = group.iter().map(|(row, _)| *row);
            rows.map(|row| Some((row, rule.outcome(view, row, target)?)))
                .collect()
        };
        let holds = |rule: &Rule| {
            let evidence = turned(rule).map(|group| Evidence::of(group.iter().map(|(_, outcome)| outcome)));
            let fewest = if known.contains(&rule) { 1 } else { FEWEST };
            evidence.is_some_and(|evidence| evidence.fails == 0 && evidence.holds >= fewest)
        };
        let other = others
            .iter()
            .find(|other| !evidence.is_convention() && holds(other));
        let turned = other.and_then(|other| Some((other, turned(other)?)));
        match turned {
            Some((other, turned)) => {
                known.push(other);
                found.extend(
                    turned
                        .into_iter()
                        .map(|(row, outcome)| (row, other.clone(), outcome)),
                );
            }
            None => found.extend(group.iter().map(|(row, outcome)| (*row, rule.clone(), *outcome))),
        }
    }
    found
}

/// The usual rule of a column of differences that are printed without signs, as where red stands for a minus: all of
/// them are right but for the sign, and some should be below nothing and some above. Else most of them would make the
/// other signs a convention, and those the wrong ones that are right.
fn without_signs(view: &View<'_>, target: usize, rule: &Rule) -> Option<(Rule, Outcomes)> {
    const FEWEST: usize = 2;
    let outcomes: Outcomes = (0..view.height())
        .filter_map(|row| Some((row, rule.outcome(view, row, target)?)))
        .collect();
    let is_told = |(_, outcome): &(usize, Outcome)| {
        !outcome.printed.is_sign_negative() && (outcome.holds() || outcome.differs_by_sign())
    };
    let above = outcomes
        .iter()
        .filter(|(_, outcome)| outcome.computed > outcome.tolerance)
        .count();
    let below = outcomes
        .iter()
        .filter(|(_, outcome)| outcome.computed < -outcome.tolerance)
        .count();
    let is_unsigned = outcomes.iter().all(is_told) && above > 0 && below > 0 && above + below > FEWEST;
    is_unsigned.then(|| (rule.clone(), outcomes))
}

/// The rule that holds over most rows, with what it gives in each.
fn convention(view: &View<'_>, target: usize, candidates: Vec<Rule>) -> Option<(Rule, Outcomes)> {
    let mut best: Option<(Rule, Outcomes, Evidence)> = None;
    for rule in candidates {
        let outcomes: Outcomes = (0..view.height())
            .filter_map(|row| Some((row, rule.outcome(view, row, target)?)))
            .collect();
        let evidence = Evidence::of(outcomes.iter().map(|(_, outcome)| outcome));
        let is_better = best
            .as_ref()
            .is_none_or(|(_, _, other)| evidence.is_better_than(*other));
        if is_better && !outcomes.is_empty() {
            best = Some((rule, outcomes, evidence));
        }
        if evidence.is_perfect() {
            break;
        }
    }
    let (rule, outcomes, evidence) = best?;
    // One row alone cannot show a convention: there the words of the header count.
    let is_alone = evidence.holds == 0 && evidence.fails == 1 && rule.stays_in_period(view, target);
    (evidence.is_convention() || is_alone).then_some((rule, outcomes))
}

/// The ways in which a column may come from others, the most usual first.
fn candidates(grammar: &Grammar, view: &View<'_>, target: usize) -> Vec<Rule> {
    let label = view.leaf(target);
    let Some(measure) = view.measure(target) else {
        return if grammar.sums.whole(label).is_some() {
            totals(view, target)
        } else {
            Vec::new()
        };
    };
    let named = |label: &str| grammar.relations.of(label, measure);
    let Some(relation) = view.path(target).rsplit(" / ").find_map(named) else {
        return Vec::new();
    };
    relation
        .formulas
        .iter()
        .flat_map(|formula| rules(grammar, view, target, relation, formula))
        .collect()
}

fn rules(grammar: &Grammar, view: &View<'_>, target: usize, relation: &Named, formula: &[Term]) -> Vec<Rule> {
    let choices: Vec<Vec<usize>> = formula
        .iter()
        .map(|term| nearest(view, target, &term.measure))
        .collect();
    match (relation.kind, choices.as_slice()) {
        (RelationKind::Sum, _) => combinations(&choices)
            .into_iter()
            .flat_map(|columns| {
                let terms = formula.iter().zip(columns);
                let sign = |term: &Term| if term.is_negative { Sign::Minus } else { Sign::Plus };
                signed(
                    &terms
                        .map(|(term, column)| (column, sign(term)))
                        .collect::<Vec<_>>(),
                )
            })
            .collect(),
        (RelationKind::Share, [of, whole]) => of
            .iter()
            .flat_map(|of| whole.iter().map(|whole| Rule::Share(*of, *whole)))
            .collect(),
        (RelationKind::Change, [columns]) => changes(grammar, view, target, columns),
        (RelationKind::Percentage, [columns]) => match percentage(view.path(target)) {
            Some(share) => columns
                .iter()
                .map(|column| Rule::Percentage(*column, share))
                .collect(),
            None => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// The columns with a measure that are nearest to one, those to its left first.
fn nearest(view: &View<'_>, target: usize, measure: &str) -> Vec<usize> {
    const MOST: usize = 3;
    let left = (0..target).rev();
    left.chain(target + 1..view.width)
        .filter(|column| view.measure(*column) == Some(measure))
        .take(MOST)
        .collect()
}

/// Every choice of one column for each term, no column twice.
fn combinations(choices: &[Vec<usize>]) -> Vec<Vec<usize>> {
    choices.iter().fold(vec![Vec::new()], |made, columns| {
        made.iter()
            .flat_map(|chosen| {
                columns
                    .iter()
                    .filter(|column| !chosen.contains(column))
                    .map(|column| chosen.iter().copied().chain([*column]).collect())
            })
            .collect()
    })
}

/// The sum with these signs, then with all others.
fn signed(terms: &[(usize, Sign)]) -> Vec<Rule> {
    const MOST: usize = 3;
    let turned = |sign: Sign| match sign {
        Sign::Plus => Sign::Minus,
        Sign::Minus => Sign::Plus,
    };
    (0..1usize << terms.len().min(MOST))
        .map(|pattern| Rule::Sum {
            terms: terms
                .iter()
                .enumerate()
                .map(|(at, (column, sign))| {
                    (
                        *column,
                        if pattern >> at & 1 == 1 {
                            turned(*sign)
                        } else {
                            *sign
                        },
                    )
                })
                .collect(),
            blank_is_zero: false,
        })
        .collect()
}

/// Two columns of the same measure, either way round.
fn changes(grammar: &Grammar, view: &View<'_>, target: usize, columns: &[usize]) -> Vec<Rule> {
    let says_share = grammar
        .quantities
        .ids_within(view.path(target))
        .contains(&"share");
    let is_share = says_share || (0..view.height()).any(|row| is_percent(view.at((row, target))));
    let mut rules = Vec::new();
    for new in columns {
        for old in columns.iter().filter(|old| *old != new) {
            rules.push(if is_share {
                Rule::Growth(*new, *old)
            } else {
                Rule::Sum {
                    terms: vec![(*new, Sign::Plus), (*old, Sign::Minus)],
                    blank_is_zero: false,
                }
            });
        }
    }
    rules
}

fn is_percent(seen: Seen) -> bool {
    seen.figure().is_some_and(|figure| figure.is_percent)
}

/// The columns since the total before: all of them, or those below the same header cell.
fn totals(view: &View<'_>, target: usize) -> Vec<Rule> {
    let group = |column: usize| view.path(column).rsplit_once(" / ").map(|(above, _)| above);
    let begin = (0..target)
        .rev()
        .find(|column| view.leaf(*column) == view.leaf(target))
        .map_or(0, |before| before + 1);
    let has_shares = |column: &usize| (0..view.height()).any(|row| is_percent(view.at((row, *column))));
    let all: Vec<usize> = (begin..target).filter(|column| !has_shares(column)).collect();
    let same: Vec<usize> = all
        .iter()
        .copied()
        .filter(|column| group(*column) == group(target))
        .collect();
    [all, same]
        .into_iter()
        .filter(|columns| !columns.is_empty())
        .map(|columns| Rule::Sum {
            terms: columns.into_iter().map(|column| (column, Sign::Plus)).collect(),
            blank_is_zero: true,
        })
        .collect()
}

/// The figure before the first per cent sign of a label.
fn percentage(label: &str) -> Option<Decimal> {
    const MOST: Decimal = Decimal::ONE_HUNDRED;
    let before = label.split_once('%')?.0.split_whitespace().next_back()?;
    let share = Decimal::from_str(&before.replace(',', ".")).ok()?;
    (share.abs() <= MOST).then_some(share)
}

impl Rule {
    fn relation(&self) -> Relation {
        match self {
            Rule::Sum { .. } => Relation::Columns,
            Rule::Growth(..) => Relation::Change,
            Rule::Share(..) | Rule::Percentage(..) => Relation::Share,
        }
    }

    /// The same columns with all other signs.
    fn with_other_signs(&self) -> Vec<Rule> {
        let Rule::Sum {
            terms,
            blank_is_zero: false,
        } = self
        else {
            return Vec::new();
        };
        signed(terms).into_iter().skip(1).collect()
    }

    fn columns(&self) -> Vec<usize> {
        match self {
            Rule::Sum { terms, .. } => terms.iter().map(|(column, _)| *column).collect(),
            Rule::Share(of, whole) | Rule::Growth(of, whole) => vec![*of, *whole],
            Rule::Percentage(column, _) => vec![*column],
        }
    }

    /// What the rule gives in a row; nothing where a figure is missing.
    fn outcome(&self, view: &View<'_>, row: usize, target: usize) -> Option<Outcome> {
        let printed = view.at((row, target)).figure()?;
        let figure = |column: usize| view.at((row, column)).figure();
        match self {
            Rule::Sum { terms, blank_is_zero } => sum(view, row, printed, terms, *blank_is_zero),
            Rule::Share(of, whole) => Outcome::per_cent(printed, figure(*of)?, figure(*whole)?),
            Rule::Growth(new, old) => {
                let mut outcome = Outcome::per_cent(printed, figure(*new)?, figure(*old)?)?;
                outcome.computed -= Decimal::ONE_HUNDRED;
                Some(outcome)
            }
            Rule::Percentage(column, share) => {
                let part = share / Decimal::ONE_HUNDRED;
                let whole = figure(*column)?;
                let part = Figure {
                    number: whole.number * part,
                    half: whole.half * part.abs(),
                    ..whole
                };
                Some(Outcome::sum(printed, [(part, Sign::Plus)]))
            }
        }
    }

    /// Whether all columns are about the time of the one that they give, as far as the labels tell.
    fn stays_in_period(&self, view: &View<'_>, target: usize) -> bool {
        let period = |column: usize| view.column(column).and_then(|column| column.period.as_deref());
        self.columns()
            .into_iter()
            .all(|column| match (period(column), period(target)) {
                (Some(one), Some(other)) => one == other,
                _ => true,
            })
    }

    fn formula(&self, view: &View<'_>) -> String {
        let columns = self.columns();
        let is_told_by_leaf = columns.iter().all(|one| {
            columns
                .iter()
                .filter(|other| view.leaf(**other) == view.leaf(*one))
                .count()
                == 1
        });
        let name = |column: usize| match is_told_by_leaf {
            true => view.leaf(column),
            false => view.path(column),
        };
        match self {
            Rule::Sum { terms, .. } => signed_text(
                terms
                    .iter()
                    .map(|(column, sign)| (*sign, name(*column).to_owned())),
            ),
            Rule::Share(of, whole) => crate::say!("formula-share", part = name(*of), whole = name(*whole)),
            Rule::Growth(new, old) => {
                crate::say!("formula-growth", new = name(*new), old = name(*old))
            }
            Rule::Percentage(column, share) => {
                crate::say!("formula-percentage", share = share, column = name(*column))
            }
        }
    }
}

/// A sum with its signs. Where an empty cell is unknown, a sum without it counts only if it holds.
fn sum(
    view: &View<'_>,
    row: usize,
    printed: Figure,
    terms: &[(usize, Sign)],
    blank_is_zero: bool,
) -> Option<Outcome> {
    let mut figures = Vec::new();
    let mut has_blank = false;
    for (column, sign) in terms {
        match view.at((row, *column)) {
            Seen::Figure(figure) if figure.is_percent == printed.is_percent => figures.push((figure, *sign)),
            Seen::Blank => has_blank = true,
            Seen::Figure(_) | Seen::Other => return None,
        }
    }
    if figures.is_empty() {
        return None;
    }
    let outcome = Outcome::sum(printed, figures);
    (blank_is_zero || !has_blank || outcome.holds()).then_some(outcome)
}
