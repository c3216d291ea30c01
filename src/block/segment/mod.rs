//! What each line is: one label for every line, by a choice in which all labels compete.
//!
//! Takes: lines with their type and place, the titles that the contents list, what speaks for furniture.
//! Gives: a label for each line, with the runner-up and the margin.
//! Never: claims a line early, reads a value, decides where a table ends.
//!
//! ```text
//! page    = *furniture *( goal / heading / section / marker / item / body / contents ) *furniture
//! goal    = label title*  [marker title*]      ; furniture may stand between any two lines
//! ```
//!
//! Each line has evidence of its own, and evidence with the line before it. The labels of all lines are chosen
//! together: the sequence with the most evidence wins, and a line's margin is what the best sequence with another
//! label there has less.

mod chain;
mod line;
mod link;
mod listed;
pub(crate) mod weights;
mod words;

pub(crate) use chain::choose;
pub(crate) use line::{Line, Profile};
pub(crate) use listed::{Listed, Standing};
pub(crate) use words::{bullet, goal_label, goes_on, marker};

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Label {
    /// Running text, or a table.
    #[default]
    Body,
    /// An item of a list.
    Item,
    /// A heading that is no goal.
    Heading,
    /// A small fixed heading under a goal.
    Section,
    /// The label of a goal, its title on the same line or below.
    Goal,
    /// A line of a goal's title.
    Title,
    /// How far a goal is fulfilled.
    Marker,
    /// A line of the table of contents.
    Contents,
    /// A header, a footer, a page number.
    Furniture,
}

impl Label {
    /// All labels that are content.
    pub(crate) const CONTENT: [Label; 8] = [
        Label::Body,
        Label::Item,
        Label::Heading,
        Label::Section,
        Label::Goal,
        Label::Title,
        Label::Marker,
        Label::Contents,
    ];

    /// What it is called in messages.
    pub(crate) fn name(self) -> String {
        crate::say!(match self {
            Label::Body => "label-body",
            Label::Item => "label-item",
            Label::Heading => "label-heading",
            Label::Section => "label-section",
            Label::Goal => "label-goal",
            Label::Title => "label-title",
            Label::Marker => "label-marker",
            Label::Contents => "label-contents",
            Label::Furniture => "label-furniture",
        })
    }

    /// Whether it is a part of a goal.
    pub(crate) fn is_of_goal(self) -> bool {
        matches!(self, Label::Goal | Label::Title | Label::Marker)
    }
}

/// The label of a line, and how nearly it was another.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Chosen {
    /// The label.
    pub(crate) label: Label,
    /// The label that came next.
    pub(crate) second: Label,
    /// How much more speaks for the first than for the second.
    pub(crate) margin: weights::Odds,
}

impl Chosen {
    /// Whether it was nearly another label, so that a goal has or lacks what it should not.
    pub(crate) fn is_doubtful_goal(&self) -> bool {
        self.margin < weights::NARROW && (self.label.is_of_goal() || self.second.is_of_goal())
    }
}
