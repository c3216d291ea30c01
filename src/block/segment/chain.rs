//! The best sequence of labels, and how much worse the best one with another label at a line is.

use super::line::{Line, Profile};
use super::link::{self, AfterMarker};
use super::weights::{
    CONTENTS_GO_ON, LABEL_WITHOUT_TITLE, MARKER_AFTER_TITLE, MARKER_FARTHER, MARKER_WORD_FARTHER, NEVER, Odds,
};
use super::{Chosen, Label};

/// Labels that are content; furniture keeps the one before it in mind.
const LABELS: usize = Label::CONTENT.len();
/// A line is content with a label, or furniture after one.
const STATES: usize = 2 * LABELS;

type Scores = [Odds; STATES];

/// The labels of lines that follow each other.
pub(crate) fn choose(profile: &Profile<'_>, lines: &[Line<'_>]) -> Vec<Chosen> {
    let own: Vec<Scores> = lines.iter().map(|line| own(profile, line)).collect();
    let steps: Vec<Step> = (0..lines.len()).map(|at| Step::of(profile, lines, at)).collect();
    let mut ahead: Vec<Scores> = Vec::with_capacity(lines.len());
    for at in 0..lines.len() {
        let mut scores = [NEVER; STATES];
        for (state, score) in scores.iter_mut().enumerate() {
            let before = match ahead.last() {
                Some(before) => best(|from| before[from] + steps[at].from(from, state)),
                None => steps[at].from(0, state),
            };
            *score = before + own[at][state];
        }
        ahead.push(scores);
    }
    let mut behind = [0.0; STATES];
    let mut chosen = vec![Chosen::default(); lines.len()];
    for at in (0..lines.len()).rev() {
        chosen[at] = margin(&ahead[at], &behind);
        let mut before = [NEVER; STATES];
        for (from, score) in before.iter_mut().enumerate() {
            *score = best(|state| steps[at].from(from, state) + own[at][state] + behind[state]);
        }
        behind = before;
    }
    chosen
}

fn best(score: impl Fn(usize) -> Odds) -> Odds {
    (0..STATES).map(score).fold(NEVER, Odds::max)
}

/// The label with the best sequence through it, and the runner-up.
fn margin(ahead: &Scores, behind: &Scores) -> Chosen {
    let mut best: Vec<(Odds, Label)> = Label::CONTENT.iter().map(|label| (NEVER, *label)).collect();
    best.push((NEVER, Label::Furniture));
    for state in 0..STATES {
        let at = if state < LABELS { state } else { LABELS };
        best[at].0 = best[at].0.max(ahead[state] + behind[state]);
    }
    // Equal sums: the first label, as in their order.
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    Chosen {
        label: best[0].1,
        second: best[1].1,
        margin: best[0].0 - best[1].0,
    }
}

/// What speaks for each label in the line alone.
fn own(profile: &Profile<'_>, line: &Line<'_>) -> Scores {
    let mut scores = [0.0; STATES];
    for feature in line.features(profile) {
        let (label, odds) = feature.weight();
        scores[label as usize] += odds;
        if feature.is_of_titles() {
            scores[Label::Title as usize] += odds;
        }
    }
    // What has no evidence of its own is none of these.
    let words = &line.said;
    for (label, is_possible) in [
        (Label::Goal, words.label.is_some()),
        (Label::Marker, words.is_marker),
        (Label::Section, words.is_section),
        (Label::Item, words.is_item),
        (Label::Contents, line.contents.is_some()),
    ] {
        if !is_possible {
            scores[label as usize] = NEVER;
        }
    }
    for score in &mut scores[LABELS..] {
        *score = line.furniture.unwrap_or(NEVER);
    }
    scores
}

/// What speaks for each label after each other at one line.
struct Step {
    /// A title below a label that has none on its own line.
    begins_title: Odds,
    /// A title that goes on.
    goes_on: Odds,
    /// What ties two lines of a title ties two lines of anything: a border between them costs it.
    tie: Odds,
    /// What speaks against a border where a marker stands between the two.
    border_over_marker: Odds,
    /// A title after a marker that stands beside it or beside its label.
    after_marker: Odds,
    /// The line before says its title itself.
    before_has_title: bool,
    is_one_word: bool,
    is_after_break: bool,
}

impl Step {
    fn of(profile: &Profile<'_>, lines: &[Line<'_>], at: usize) -> Self {
        let before = lines[at].before.map(|before| &lines[before]);
        let is_after_break = lines[at].is_after_break || before.is_none();
        let before_has_title = before.is_some_and(Line::has_title);
        let goes_on = before.map_or(NEVER, |before| link::goes_on(profile, before, &lines[at]));
        let (after_marker, border_over_marker) = match link::after_marker(profile, lines, at) {
            AfterMarker::Begins(odds) => (odds, LABEL_WITHOUT_TITLE),
            AfterMarker::GoesOn(odds) => (odds.min(0.0), -odds.max(0.0)),
            AfterMarker::No => (NEVER, 0.0),
        };
        Step {
            begins_title: link::begins_title(&lines[at]),
            goes_on: goes_on.min(0.0),
            tie: if is_after_break { 0.0 } else { goes_on.max(0.0) },
            after_marker,
            border_over_marker,
            before_has_title,
            is_one_word: lines[at].said.is_one_word,
            is_after_break,
        }
    }

    fn from(&self, from: usize, to: usize) -> Odds {
        let from_label = Label::CONTENT[from % LABELS];
        // Furniture is no step: what stands before it goes on behind it.
        if to >= LABELS {
            return if to - LABELS == from % LABELS { 0.0 } else { NEVER };
        }
        let to = Label::CONTENT[to];
        let from_label = if self.is_after_break {
            Label::Body
        } else {
            from_label
        };
        match (from_label, to) {
            (Label::Goal, Label::Title) if !self.before_has_title => self.begins_title,
            (Label::Goal | Label::Title, Label::Title) => self.goes_on,
            (Label::Marker, Label::Title) => self.after_marker,
            (_, Label::Title) => NEVER,
            (Label::Body | Label::Item, Label::Body) | (Label::Heading, Label::Heading) => 0.0,
            (Label::Contents, Label::Contents) => CONTENTS_GO_ON,
            _ => self.border(from_label) + self.after(from_label, to),
        }
    }

    /// What speaks against a border here.
    fn border(&self, from: Label) -> Odds {
        match from {
            Label::Goal if !self.before_has_title => LABEL_WITHOUT_TITLE,
            Label::Goal | Label::Title | Label::Body | Label::Item | Label::Heading => -self.tie,
            Label::Marker => self.border_over_marker,
            Label::Section | Label::Contents | Label::Furniture => 0.0,
        }
    }

    /// What speaks for one label after another.
    fn after(&self, from: Label, to: Label) -> Odds {
        match (from, to) {
            (Label::Goal, Label::Marker) if !self.before_has_title => -LABEL_WITHOUT_TITLE,
            (Label::Goal | Label::Title, Label::Marker) => MARKER_AFTER_TITLE,
            (_, Label::Marker) if self.is_one_word => MARKER_WORD_FARTHER,
            (_, Label::Marker) => MARKER_FARTHER,
            _ => 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::block::Text;
    use crate::block::segment::Listed;
    use crate::grammar::Grammar;
    use crate::page::{Style, Word};
    use crate::trace::{BBox, Place};

    /// A line set at a place, letters half as wide as the type is high; lines fill 400 points.
    fn line(left: f32, top: f32, size: f32, bold: bool, words: &str) -> Text {
        let mut words_of: Vec<Word> = Vec::new();
        let mut right = left;
        for word in words.split(' ') {
            let width = size / 2.0 * f32::from(u16::try_from(word.chars().count()).unwrap());
            words_of.push(Word {
                text: word.into(),
                confidence: None,
                bbox: BBox::new(right, top, right + width, top + size),
                style: Style {
                    size,
                    bold,
                    ..Style::default()
                },
            });
            right += width + size / 4.0;
        }
        let bbox = BBox::new(left, top, right, top + size);
        let place = Place {
            page: Some(1),
            line: None,
            bbox: Some(bbox),
        };
        let mut text = Text::from_words(&words_of, place, Vec::new());
        text.fill = right / 400.0;
        text
    }

    fn labels(listed: &[&str], texts: &[Text]) -> Vec<Label> {
        let grammar = Grammar::built_in().unwrap();
        let outline: Vec<String> = listed.iter().map(|title| (*title).to_owned()).collect();
        let listed = Listed::of(&outline);
        let profile = Profile::of(&grammar, &listed, texts.iter());
        let borrowed: Vec<&Text> = texts.iter().collect();
        let chosen = choose(&profile, &Line::all(&profile, &borrowed, &[]));
        chosen.iter().map(|chosen| chosen.label).collect()
    }

    /// Three lines of running text, so that the type of most letters is theirs.
    fn paragraph(top: f32) -> [Text; 3] {
        [
            "Enheten har under året utvecklat insatser i hemmet och arbetat med att följa",
            "upp dem varje månad tillsammans med brukarna, som i en enkät har svarat att",
            "de är nöjda med stödet.",
        ]
        .map({
            let mut top = top;
            move |words| {
                top += 14.0;
                line(50.0, top - 14.0, 9.0, false, words)
            }
        })
    }

    #[test]
    fn a_title_goes_on_over_wide_leading_and_ends_before_a_heading() {
        let mut texts = vec![
            line(50.0, 100.0, 8.0, false, "Enhetsmål:"),
            line(
                50.0,
                112.0,
                12.0,
                true,
                "Barn och unga i området har en meningsfull fritid där alla",
            ),
            line(50.0, 134.0, 12.0, true, "Skolorna har bra lokaler"),
            line(50.0, 160.0, 12.0, true, "Om arbetet"),
        ];
        texts.extend(paragraph(180.0));
        let found = labels(&[], &texts);
        assert_eq!(
            found[..5],
            [
                Label::Goal,
                Label::Title,
                Label::Title,
                Label::Heading,
                Label::Body
            ]
        );
    }

    #[test]
    fn a_listed_first_line_does_not_end_a_title() {
        let mut texts = vec![
            line(50.0, 100.0, 8.0, false, "Nämndmål:"),
            line(50.0, 112.0, 12.0, true, "Alla barn under 5"),
            line(50.0, 126.0, 12.0, true, "år får plats i förskolan"),
        ];
        texts.extend(paragraph(150.0));
        let found = labels(&["Alla barn under"], &texts);
        assert_eq!(found[..3], [Label::Goal, Label::Title, Label::Title]);
    }

    #[test]
    fn a_marker_beside_a_title_does_not_end_it() {
        let mut texts = vec![
            line(50.0, 100.0, 8.0, false, "Nämndmål:"),
            line(50.0, 112.0, 12.0, true, "Alla barn i området har plats"),
            line(320.0, 119.0, 9.0, false, "Uppfylls helt"),
            line(50.0, 126.0, 12.0, true, "i förskolan"),
        ];
        texts.extend(paragraph(150.0));
        let found = labels(&[], &texts);
        assert_eq!(
            found[..4],
            [Label::Goal, Label::Title, Label::Marker, Label::Title]
        );
    }

    #[test]
    fn a_marker_at_the_end_of_a_labels_line_is_no_title() {
        let mut texts = vec![
            line(50.0, 100.0, 8.0, false, "Nämndmål:"),
            line(320.0, 99.0, 9.0, false, "Uppfylls helt"),
            line(50.0, 112.0, 12.0, true, "Alla barn i området har plats"),
        ];
        texts.extend(paragraph(150.0));
        let found = labels(&[], &texts);
        assert_eq!(found[..3], [Label::Goal, Label::Marker, Label::Title]);
    }

    #[test]
    fn a_chapter_without_a_colon_is_no_goal_where_labels_have_one() {
        let mut texts = vec![line(50.0, 60.0, 16.0, true, "Kommunfullmäktiges inriktningsmål")];
        texts.extend(paragraph(90.0));
        texts.push(line(50.0, 150.0, 8.0, false, "KF:s inriktningsmål:"));
        texts.push(line(50.0, 165.0, 12.0, true, "1. Ett prov som håller samman"));
        texts.extend(paragraph(190.0));
        let found = labels(&[], &texts);
        assert_eq!(found[0], Label::Heading);
        assert_eq!(found[4..6], [Label::Goal, Label::Title]);
    }
}
