//! Diagnostics are values: a stage returns them beside its result.

use super::{Code, Place, Severity};

/// One thing that a person may want to look at.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: Code,
    /// One line for a person: lower case, no full stop, names what was found.
    pub message: String,
    /// Where it stood.
    pub place: Place,
    /// The text as printed, shortened if it is long.
    pub raw: String,
}

/// Characters of the printed text that are quoted.
const LONGEST: usize = 300;

impl Diagnostic {
    /// A diagnostic about a piece of the document.
    pub fn new(code: Code, place: Place, message: impl Into<String>, raw: &str) -> Self {
        let mut raw_text: String = raw.chars().take(LONGEST).collect();
        if raw_text.len() < raw.len() {
            raw_text.push('…');
        }
        Self {
            code,
            message: message.into(),
            place,
            raw: raw_text,
        }
    }

    /// Whether the text was longer than what is quoted.
    pub fn is_shortened(&self) -> bool {
        self.raw.ends_with('…') && self.raw.chars().count() == LONGEST + 1
    }

    /// The severity that belongs to the code.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// What a stage gives: its result, and what it could not read on the way.
#[derive(Debug, Clone, Default)]
pub struct Read<T> {
    /// The result.
    pub value: T,
    /// What a person may want to look at, in the order of the document.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Read<T> {
    /// A result without anything to say.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            diagnostics: Vec::new(),
        }
    }

    /// Hands the value to the next stage and joins the lists.
    pub fn then<U>(mut self, next: impl FnOnce(T) -> Read<U>) -> Read<U> {
        let read = next(self.value);
        self.diagnostics.extend(read.diagnostics);
        Read {
            value: read.value,
            diagnostics: self.diagnostics,
        }
    }
}
