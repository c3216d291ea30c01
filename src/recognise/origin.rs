//! What pages tell of where figures come from: sheets of workbooks, and words that were recognised in pictures.

use crate::page::Pages;
use crate::record::{Report, Value};
use crate::trace::{BBox, Code, Diagnostic, Place, Read};
use std::collections::{BTreeMap, BTreeSet};

/// A figure that was recognised less surely than this is told by itself. All that were recognised are doubtful: digits
/// are doubled and names run together also where the recognition is sure.
const SURE: u8 = 70;

/// What is known of pages, and said of what stands on them.
#[derive(Debug)]
pub struct Origin {
    sheets: BTreeMap<u32, String>,
    recognised: BTreeSet<u32>,
    words: Vec<Word>,
}

/// A word that was recognised.
#[derive(Debug)]
struct Word {
    page: u32,
    bbox: BBox,
    text: String,
    confidence: u8,
}

impl Origin {
    /// What pages tell.
    pub fn of(pages: &Pages) -> Self {
        let mut origin = Self {
            sheets: BTreeMap::new(),
            recognised: BTreeSet::new(),
            words: Vec::new(),
        };
        for page in &pages.pages {
            let Some(number) = page.number else { continue };
            if let Some(name) = &page.name {
                origin.sheets.insert(number, name.clone());
            }
            if page.is_recognised {
                origin.recognised.insert(number);
            }
            for word in page.lines.iter().flat_map(|line| &line.words) {
                if let Some(confidence) = word.confidence {
                    origin.words.push(Word {
                        page: number,
                        bbox: word.bbox,
                        text: word.text.clone(),
                        confidence,
                    });
                }
            }
        }
        origin
    }

    /// The report with what is known of its figures.
    pub fn told(self, mut report: Report) -> Read<Report> {
        let mut diagnostics = Vec::new();
        if !self.words.is_empty() {
            for indicator in &mut report.indicators {
                for observation in &mut indicator.observations {
                    diagnostics.extend(self.judge(
                        &mut observation.value,
                        observation.place,
                        &indicator.name,
                    ));
                }
            }
            for table in &mut report.tables {
                for observation in &mut table.loose {
                    diagnostics.extend(self.judge(&mut observation.value, observation.place, ""));
                }
                for row in &mut table.rows {
                    for value in row.cells.iter_mut().flatten() {
                        diagnostics.extend(self.judge(value, row.place, &row.label));
                    }
                }
            }
        }
        (report.sheets, report.recognised) = (self.sheets, self.recognised);
        Read {
            value: report,
            diagnostics,
        }
    }

    /// Gives a figure how sure the recognition is of it, and marks it where that is not sure.
    fn judge(&self, value: &mut Value, place: Place, label: &str) -> Option<Diagnostic> {
        let page = place.page.filter(|page| self.recognised.contains(page))?;
        let confidence = self.confidence(page, place.bbox, &value.raw);
        value.confidence = confidence;
        let confidence = confidence.unwrap_or(0);
        value.is_doubtful |= value.number.is_some();
        if value.number.is_none() || confidence >= SURE {
            return None;
        }
        let message = crate::say!(
            "recognised-figure",
            raw = value.raw,
            label = label,
            confidence = confidence
        );
        Some(Diagnostic::new(Code::NumberDoubtful, place, message, &value.raw))
    }

    /// How sure the least sure word of a text is, among the words of its row.
    fn confidence(&self, page: u32, bbox: Option<BBox>, text: &str) -> Option<u8> {
        const SLACK: f32 = 3.0;
        let is_near = |word: &&Word| {
            let is_level = bbox.is_none_or(|bbox| {
                let middle = word.bbox.middle_y();
                middle > bbox.top - SLACK && middle < bbox.bottom + SLACK
            });
            word.page == page && is_level
        };
        let near: Vec<&Word> = self.words.iter().filter(is_near).collect();
        let parts = text.split_whitespace().filter_map(|part| {
            let same = near.iter().filter(|word| word.text == part);
            same.map(|word| word.confidence).min()
        });
        parts.min()
    }
}
