//! Forms of tables, from `tables/forms.json`: which columns a form has and what each of them holds.

use super::Words;
use crate::trace::Error;
use serde::Deserialize;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    /// What its row is about.
    Name,
    /// Figures, or words in place of one.
    Figures,
    /// The time that the figures of a row are about.
    Period,
    /// How often the figures of a row are measured.
    Frequency,
    /// Days.
    Date,
    /// Words.
    Words,
    /// The numbers of the rows.
    Number,
}

/// A column of a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormColumn {
    /// The entry of its labels.
    pub id: String,
    /// What it holds.
    pub holds: Holds,
    /// No other form has a column that holds this.
    #[serde(default)]
    pub only: bool,
}

/// A form of table.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Its name.
    pub id: String,
    /// The file of its labels.
    pub labels: String,
    /// Its columns, in the order in which they usually stand.
    pub columns: Vec<FormColumn>,
    /// A table of the form has at least one of these columns.
    pub one_of: Vec<String>,
    /// The column that a time alone stands over, beside the form's own word for the names.
    #[serde(default)]
    pub bare_time: Option<String>,
}

impl Form {
    /// The column whose labels an entry holds.
    pub fn column(&self, id: &str) -> Option<&FormColumn> {
        self.columns.iter().find(|column| column.id == id)
    }
}

/// All forms.
#[derive(Debug, Clone)]
pub struct Forms {
    /// Indicators with their figures.
    pub indicators: Form,
    /// Activities with their days.
    pub activities: Form,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(rename = "what")]
    _what: String,
    forms: Vec<Form>,
}

impl Forms {
    /// Reads the file; every column has labels in the file that the form names.
    pub(super) fn read(name: &str, text: &str, labels: [&Words; 2]) -> Result<Self, Error> {
        let fault = |reason: String| Error::Grammar {
            at: name.to_owned(),
            reason,
        };
        let file: File = serde_json::from_str(text).map_err(|error| fault(error.to_string()))?;
        let form = |id: &str, words: &Words| {
            let form = file.forms.iter().find(|form| form.id == id);
            let form = form.ok_or_else(|| fault(format!("the form {id} is missing")))?;
            if form.labels != words.file {
                return Err(fault(format!("the labels of {id} stand in {}", words.file)));
            }
            let columns = form.columns.iter().map(|column| &column.id);
            match columns
                .chain(&form.one_of)
                .chain(&form.bare_time)
                .find(|id| words.entry(id).is_none())
            {
                Some(unknown) => Err(fault(format!("{} has no entry {unknown}", words.file))),
                None => Ok(form.clone()),
            }
        };
        Ok(Self {
            indicators: form("indicators", labels[0])?,
            activities: form("activities", labels[1])?,
        })
    }
}
