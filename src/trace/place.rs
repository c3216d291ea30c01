//! Places that a person can put a finger on.

use serde::Serialize;

/// A box on a page: points from the top left corner of the page as it is shown.
///
/// In text inputs the unit is one character cell wide and one line high.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct BBox {
    /// Left edge.
    pub left: f32,
    /// Upper edge.
    pub top: f32,
    /// Right edge.
    pub right: f32,
    /// Lower edge.
    pub bottom: f32,
}

impl BBox {
    /// A box from its four edges; swapped edges are put right.
    pub fn new(left: f32, top: f32, right: f32, bottom: f32) -> Self {
        Self {
            left: left.min(right),
            top: top.min(bottom),
            right: left.max(right),
            bottom: top.max(bottom),
        }
    }

    /// Width of the box.
    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// Height of the box.
    pub fn height(&self) -> f32 {
        self.bottom - self.top
    }

    /// Horizontal middle.
    pub fn middle_x(&self) -> f32 {
        (self.left + self.right) / 2.0
    }

    /// Vertical middle.
    pub fn middle_y(&self) -> f32 {
        (self.top + self.bottom) / 2.0
    }

    /// The smallest box around both.
    #[must_use]
    pub fn union(&self, other: &BBox) -> BBox {
        BBox {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    /// Whether a point lies inside or on the edge.
    pub fn contains(&self, x: f32, y: f32) -> bool {
        x >= self.left && x <= self.right && y >= self.top && y <= self.bottom
    }

    /// How much of the two boxes' widths lies over each other, in their unit.
    pub fn overlap_x(&self, other: &BBox) -> f32 {
        (self.right.min(other.right) - self.left.max(other.left)).max(0.0)
    }

    /// How much of the two boxes' heights lies beside each other, in their unit.
    pub fn overlap_y(&self, other: &BBox) -> f32 {
        (self.bottom.min(other.bottom) - self.top.max(other.top)).max(0.0)
    }
}

/// A spot in a document. Unknown is `None`, never 0.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Place {
    /// Page in the file, from 1; none where the input has no pages.
    pub page: Option<u32>,
    /// Line in a text input, from 1; none in a PDF.
    pub line: Option<u32>,
    /// Where on the page, in PDFs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bbox: Option<BBox>,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.page, self.line) {
            (Some(page), Some(line)) => write!(f, "page {page}, line {line}"),
            (Some(page), None) => write!(f, "page {page}"),
            (None, Some(line)) => write!(f, "line {line}"),
            (None, None) => write!(f, "the document"),
        }
    }
}
