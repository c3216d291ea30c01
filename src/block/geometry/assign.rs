//! Runs of values go to the labels of a text table, by all lines of it together.
//!
//! Whoever lays a page out in characters puts what stands at the same place on the page at the same
//! character, and pushes to the right what would run into its neighbour. So values that begin (or end) at
//! the same character are one column, columns keep their order, and two values on a line are in two.

/// A label's place, and whether it is the one above periods.
#[derive(Debug, Clone, Copy)]
pub(super) struct Label {
    pub(super) left: f32,
    pub(super) right: f32,
    pub(super) is_period: bool,
}

impl Label {
    /// Whether more than half of the first value stands below the label.
    fn covers(&self, run: &Run) -> bool {
        let shared = run.right.min(self.right) - run.left.max(self.left);
        shared * 2.0 > run.right - run.left
    }
}

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number with its unit: no period.
    Amount,
    /// A word such as `Tertial`: nothing but a period.
    Period,
    /// Either.
    Other,
}

/// Values that single spaces part: they stand so near on the page that no column lies between them.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// The line, counted within the table.
    pub(super) line: usize,
    /// The first value's left and right edge.
    pub(super) left: f32,
    pub(super) right: f32,
    /// What its values look like.
    pub(super) kinds: Vec<Kind>,
}

/// Where a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Goal {
    /// Position of the label of its first value.
    pub(super) label: usize,
    /// No other label would do nearly as well.
    pub(super) is_certain: bool,
}

/// What a value in the wrong kind of column costs, in characters: more than a table is wide.
const WRONG_KIND: f32 = 400.0;
/// Another label must be so many characters further away.
const MARGIN: f32 = 3.0;
/// Values of one column begin within so many characters.
const SAME_COLUMN: f32 = 2.0;

/// Which edge the values of a table share with their labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Left,
    Right,
    Middle,
}

impl Anchor {
    fn of(self, left: f32, right: f32) -> f32 {
        match self {
            Anchor::Left => left,
            Anchor::Right => right,
            Anchor::Middle => left.midpoint(right),
        }
    }

    /// How far a place is from a label. Values set left are pushed to the right only.
    fn distance(self, place: f32, label: &Label) -> f32 {
        let far = place - self.of(label.left, label.right);
        match self {
            Anchor::Left if far >= 0.0 => far,
            Anchor::Left => 3.0 - 2.0 * far,
            Anchor::Right | Anchor::Middle => 1.5 * far.abs(),
        }
    }
}

/// Runs at one place.
struct Cluster {
    place: f32,
    runs: Vec<usize>,
    lines: Vec<usize>,
}

/// The label of each run's first value, or nothing where there is no way at all.
pub(super) fn assign(labels: &[Label], runs: &[Run]) -> Option<Vec<Goal>> {
    [Anchor::Left, Anchor::Right, Anchor::Middle]
        .into_iter()
        .filter_map(|anchor| by_anchor(anchor, labels, runs))
        // The first is how such tables are set; another must fit far better.
        .reduce(|first, next| if next.0 * 2.0 + 2.0 < first.0 { next } else { first })
        .map(|(_, goals)| goals)
}

fn by_anchor(anchor: Anchor, labels: &[Label], runs: &[Run]) -> Option<(f32, Vec<Goal>)> {
    let clusters = clusters(anchor, runs);
    let costs: Vec<Vec<f32>> = clusters
        .iter()
        .map(|cluster| {
            (0..labels.len())
                .map(|label| cost(anchor, labels, runs, cluster, label))
                .collect()
        })
        .collect();
    let steps: Vec<usize> = clusters
        .windows(2)
        .map(|pair| step(&pair[0], &pair[1], runs))
        .collect();
    let ways = ways(&costs, &steps);
    let mut goals = vec![
        Goal {
            label: 0,
            is_certain: false
        };
        runs.len()
    ];
    let mut total = 0.0;
    let mut chosen: Vec<(usize, f32)> = Vec::new();
    for at in 0..clusters.len() {
        let through = &ways[at];
        let best = (0..labels.len()).min_by(|a, b| through[*a].total_cmp(&through[*b]))?;
        if !through[best].is_finite() {
            return None;
        }
        let next = (0..labels.len())
            .filter(|label| *label != best)
            .map(|label| through[label])
            .fold(f32::INFINITY, f32::min);
        total += anchor.distance(clusters[at].place, &labels[best]);
        chosen.push((best, next - through[best]));
    }
    // Of several places for one label, the nearest is the column; the others may be another.
    let mut mains: Vec<Option<usize>> = vec![None; labels.len()];
    for (at, (label, _)) in chosen.iter().enumerate() {
        let main = &mut mains[*label];
        if main.is_none_or(|main| costs[at][*label] < costs[main][*label]) {
            *main = Some(at);
        }
    }
    for (at, cluster) in clusters.iter().enumerate() {
        let (label, margin) = chosen[at];
        let main = mains[label]?;
        let is_main = (clusters[main].place - cluster.place).abs() <= SAME_COLUMN;
        for run in &cluster.runs {
            let is_certain = margin >= MARGIN && (is_main || labels[label].covers(&runs[*run]));
            goals[*run] = Goal { label, is_certain };
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "there are few lines")]
    Some((total / clusters.len().max(1) as f32, goals))
}

/// What the best way costs that leads through each cluster with each label.
fn ways(costs: &[Vec<f32>], steps: &[usize]) -> Vec<Vec<f32>> {
    let mut up = costs.to_vec();
    for at in 1..up.len() {
        let (done, rest) = up.split_at_mut(at);
        let before = &done[at - 1];
        let (mut best, mut seen) = (f32::INFINITY, 0);
        for (label, cost) in rest[0].iter_mut().enumerate() {
            while seen + steps[at - 1] <= label {
                best = best.min(before[seen]);
                seen += 1;
            }
            *cost += best;
        }
    }
    let mut on = costs.to_vec();
    for at in (0..on.len().saturating_sub(1)).rev() {
        let (rest, done) = on.split_at_mut(at + 1);
        let after = &done[0];
        let (mut best, mut seen) = (f32::INFINITY, after.len());
        for (label, cost) in rest[at].iter_mut().enumerate().rev() {
            while seen > label + steps[at] {
                seen -= 1;
                best = best.min(after[seen]);
            }
            *cost += best;
        }
    }
    let through = |((up, on), costs): ((&Vec<f32>, &Vec<f32>), &Vec<f32>)| {
        let sums = up.iter().zip(on).zip(costs);
        sums.map(|((up, on), cost)| up + on - cost).collect()
    };
    up.iter().zip(&on).zip(costs).map(through).collect()
}

fn clusters(anchor: Anchor, runs: &[Run]) -> Vec<Cluster> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let place = |run: usize| anchor.of(runs[run].left, runs[run].right);
    order.sort_by(|a, b| place(*a).total_cmp(&place(*b)).then(a.cmp(b)));
    let mut clusters: Vec<Cluster> = Vec::new();
    for run in order {
        let line = runs[run].line;
        match clusters.last_mut() {
            Some(last) if place(run) - last.place <= 1.0 && last.lines.last() != Some(&line) => {
                last.runs.push(run);
                last.lines.push(line);
            }
            _ => clusters.push(Cluster {
                place: place(run),
                runs: vec![run],
                lines: vec![line],
            }),
        }
    }
    for cluster in &mut clusters {
        cluster.lines.sort_unstable();
    }
    clusters
}

/// How many labels further the next cluster is at least: none, unless they meet on a line.
fn step(cluster: &Cluster, next: &Cluster, runs: &[Run]) -> usize {
    cluster
        .runs
        .iter()
        .filter(|run| next.lines.binary_search(&runs[**run].line).is_ok())
        .map(|run| runs[*run].kinds.len())
        .max()
        .unwrap_or(0)
}

fn cost(anchor: Anchor, labels: &[Label], runs: &[Run], cluster: &Cluster, label: usize) -> f32 {
    let is_wrong = |run: &&usize| {
        runs[**run].kinds.iter().enumerate().any(|(at, kind)| {
            labels.get(label + at).is_none_or(|label| match kind {
                Kind::Amount => label.is_period,
                Kind::Period => !label.is_period,
                Kind::Other => false,
            })
        })
    };
    let wrong = cluster.runs.iter().filter(is_wrong).count();
    #[expect(clippy::cast_precision_loss, reason = "there are few lines")]
    let share = wrong as f32 / cluster.runs.len() as f32;
    anchor.distance(cluster.place, &labels[label]) + share * WRONG_KIND
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(lefts: &[(f32, f32)]) -> Vec<Label> {
        let last = lefts.len() - 1;
        let label = |(at, (left, right)): (usize, &(f32, f32))| Label {
            left: *left,
            right: *right,
            is_period: at == last,
        };
        lefts.iter().enumerate().map(label).collect()
    }

    fn run(line: usize, left: f32, kind: Kind) -> Run {
        Run {
            line,
            left,
            right: left + 6.0,
            kinds: vec![kind],
        }
    }

    #[test]
    fn a_value_between_two_labels_is_uncertain_until_another_line_decides() {
        let labels = labels(&[
            (82.0, 89.0),
            (92.0, 98.0),
            (99.0, 105.0),
            (106.0, 112.0),
            (132.0, 138.0),
        ]);
        let mut runs: Vec<Run> = [83.0, 94.0, 105.0]
            .into_iter()
            .map(|left| run(0, left, Kind::Amount))
            .collect();
        runs.push(run(0, 130.0, Kind::Period));
        let goals = assign(&labels, &runs).unwrap();
        assert!(goals[1].is_certain && goals[1].label == 1);
        assert!(!goals[2].is_certain);
        runs.extend([83.0, 94.0, 105.0, 117.0].map(|left| run(1, left, Kind::Amount)));
        let goals = assign(&labels, &runs).unwrap();
        assert_eq!(
            goals[2],
            Goal {
                label: 2,
                is_certain: true
            }
        );
    }
}
