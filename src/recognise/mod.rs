//! Blocks become finds: what each block is, and what stands in it.
//!
//! Takes: [`Blocks`] and the grammar.
//! Gives: [`Finds`] in reading order; every block ends in exactly one find.
//! Never: numbers a record, knows a file, decides what two reports share.

mod activity;
mod cut;
mod glued;
mod goal;
mod head;
mod indicator;
mod indicator_table;
mod input;
mod kinds;
mod labels;
mod lone;
mod marker;
mod money;
mod next_report;
mod notes;
mod origin;
mod outline;
mod parts;
mod plain;
mod plain_header;
mod plain_label;
mod plain_role;
mod prose;
mod squeezed;
mod status;
mod table;
mod tidy;
mod title;
mod widened;

pub use activity::{ActivityRow, ActivityTable};
pub use indicator_table::{IndicatorCell, IndicatorColumn, IndicatorRow, IndicatorTable};
pub use kinds::{Kind, Reasons, why};
pub use origin::Origin;
pub use plain::{PlainRow, PlainTable};

use crate::block::{Blocks, LineId};
use crate::grammar::Grammar;
use crate::record::{Fulfilment, GoalLevel, Head, Part};
use crate::trace::{Place, Read};

/// Everything that was recognised in one document.
#[derive(Debug, Clone, Default)]
pub struct Finds {
    /// The facts of the title page.
    pub head: Head,
    /// The reports that follow the first one in the same file.
    pub later: Vec<Part>,
    /// Finds in reading order.
    pub finds: Vec<Found>,
    /// Number of non-blank lines in the input.
    pub lines: usize,
}

/// A find with the lines it covers.
#[derive(Debug, Clone)]
pub struct Found {
    /// What was found.
    pub find: Find,
    /// Where it begins.
    pub place: Place,
    /// The lines it covers.
    pub lines: Vec<LineId>,
}

/// Something seen in a document.
#[derive(Debug, Clone)]
pub enum Find {
    /// A heading that is no goal.
    Heading {
        /// 1 for chapters.
        level: u8,
        /// The text.
        text: String,
    },
    /// A goal label with its title.
    Goal {
        /// Level by the label.
        level: GoalLevel,
        /// Number without a final full stop.
        number: Option<String>,
        /// Title without the number.
        title: String,
    },
    /// A fulfilment marker; belongs to the goal above.
    Marker {
        /// What it says.
        fulfilment: Fulfilment,
        /// As printed.
        raw: String,
        /// Glyph and colour beside the words.
        evidence: Option<String>,
    },
    /// A small fixed heading under a goal.
    Section {
        /// In the grammar's spelling.
        name: String,
    },
    /// A paragraph, or a list whose items stand on lines.
    Paragraph {
        /// The text.
        text: String,
    },
    /// An indicator table.
    Indicators(IndicatorTable),
    /// An activity table.
    Activities(ActivityTable),
    /// Any other table.
    Table(PlainTable),
    /// Another report begins in the same file; covers no line.
    NextReport,
    /// Text that is no content.
    Furniture {
        /// Which kind.
        kind: &'static str,
        /// The text.
        text: String,
    },
}

impl Find {
    /// The kind of use in the account of lines.
    pub fn account(&self) -> &'static str {
        match self {
            Find::Heading { .. } => "heading",
            Find::Goal { .. } => "goal",
            Find::Marker { .. } => "marker",
            Find::Section { .. } => "section",
            Find::Paragraph { .. } => "text",
            Find::Indicators(_) => "indicators",
            Find::Activities(_) => "activities",
            Find::Table(_) => "table",
            Find::NextReport => "title-page",
            Find::Furniture { kind, .. } => kind,
        }
    }

    /// Whether it is no content of a report.
    pub(crate) fn is_furniture(&self) -> bool {
        matches!(self, Find::Furniture { .. } | Find::NextReport)
    }
}

/// Recognises what the blocks are.
pub fn recognise(grammar: &Grammar, blocks: &Blocks) -> Read<Finds> {
    let mut read = outline::walk(grammar, blocks);
    money::amounts(grammar, &mut read.value);
    let heads = parts::heads(grammar, &read.value);
    read.diagnostics.extend(heads.diagnostics);
    let (head, later) = heads.value;
    Read {
        value: Finds {
            head,
            later,
            finds: read.value,
            lines: blocks.lines,
        },
        diagnostics: read.diagnostics,
    }
}
