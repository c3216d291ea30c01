//! Relations between the columns of a money table: what a computed column comes from.

use super::Words;
use crate::trace::Error;

/// How a column comes from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationKind {
    /// Terms are added, each with its sign.
    Sum,
    /// The first term in per cent of the second.
    Share,
    /// A measure in one column against the same measure in another, as a difference or in per cent.
    Change,
    /// As many per cent of the term as the label says.
    Percentage,
}

/// A measure in a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it is taken away where the table does not tell.
    pub is_negative: bool,
    /// The measure.
    pub measure: String,
}

/// A column that others give.
#[derive(Debug, Clone)]
pub struct Relation {
    /// How.
    pub kind: RelationKind,
    /// What the column measures.
    pub measure: String,
    /// What it may come from, the most usual first.
    pub formulas: Vec<Vec<Term>>,
}

/// All relations, found by the label of the column that is computed.
#[derive(Debug)]
pub struct Relations {
    /// The words, one entry for each relation.
    pub words: Words,
    /// In the order of the entries.
    relations: Vec<Relation>,
}

impl Relations {
    pub(super) fn read(name: &str, text: &str) -> Result<Self, Error> {
        let words = Words::read(name, text)?;
        let read = |entry: &super::Entry| relation(entry).map_err(|reason| words.fault(&entry.id, reason));
        let relations = words.entries.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self { words, relations })
    }

    /// The relation of a column with this label, if it measures what the relation gives.
    pub fn of(&self, label: &str, measure: &str) -> Option<&Relation> {
        self.words.ids_within(label).into_iter().find_map(|id| {
            let at = self.words.entries.iter().position(|entry| entry.id == id)?;
            self.relations
                .get(at)
                .filter(|relation| relation.measure == measure)
        })
    }
}

/// `with = {kind, measure, from}`; `from = formula *(";" formula)`; `formula = measure *(sign measure)`
fn relation(entry: &super::Entry) -> Result<Relation, String> {
    let fact = |name: &str| entry.fact(name).ok_or(format!("`with` has no `{name}`"));
    let (kind, terms) = match fact("kind")? {
        "sum" => (RelationKind::Sum, 1..=3),
        "share" => (RelationKind::Share, 2..=2),
        "change" => (RelationKind::Change, 1..=1),
        "percentage" => (RelationKind::Percentage, 1..=1),
        other => {
            return Err(format!(
                "`kind` is {other}, none of sum, share, change, percentage"
            ));
        }
    };
    let formulas: Vec<Vec<Term>> = fact("from")?.split(';').map(formula).collect::<Result<_, _>>()?;
    match formulas.iter().find(|formula| !terms.contains(&formula.len())) {
        Some(formula) => Err(format!(
            "a formula of `from` has {} measures, not {} to {}",
            formula.len(),
            terms.start(),
            terms.end()
        )),
        None => Ok(Relation {
            kind,
            measure: fact("measure")?.to_owned(),
            formulas,
        }),
    }
}

fn formula(text: &str) -> Result<Vec<Term>, String> {
    let mut terms = Vec::new();
    let mut sign = Some("+");
    for word in text.split_whitespace() {
        match (word, sign) {
            ("+" | "-" | "/", None) => sign = Some(word),
            (measure, Some(before)) if !matches!(measure, "+" | "-" | "/") => {
                terms.push(Term {
                    is_negative: before == "-",
                    measure: measure.to_owned(),
                });
                sign = None;
            }
            _ => {
                return Err(format!(
                    "`from` cannot be read at \"{word}\" in \"{}\"",
                    text.trim()
                ));
            }
        }
    }
    match sign {
        None => Ok(terms),
        Some(_) => Err(format!(
            "`from` has a formula without an end: \"{}\"",
            text.trim()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(kind: &str, from: &str) -> Result<Relations, String> {
        let text = format!(
            r#"{{"what": "a test", "match": "within", "entries": [{{"id": "net", "phrases": ["netto"],
            "with": {{"kind": "{kind}", "measure": "netto", "from": "{from}"}}, "examples": ["Netto"]}}]}}"#
        );
        Relations::read("x.json", &text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_relation_is_found_by_label_and_measure() {
        let relations = read("sum", "kostnader - intäkter; budget").unwrap();
        let relation = relations.of("Utfall netto", "netto").unwrap();
        let signs: Vec<bool> = relation.formulas[0].iter().map(|term| term.is_negative).collect();
        assert_eq!((relation.formulas.len(), signs), (2, vec![false, true]));
        assert!(relations.of("Budget netto", "budget").is_none());
    }

    #[test]
    fn a_faulty_formula_is_told_with_file_entry_and_reason() {
        for (kind, from, reason) in [
            (
                "product",
                "a",
                "`kind` is product, none of sum, share, change, percentage",
            ),
            ("sum", "a -", "`from` has a formula without an end: \"a -\""),
            ("sum", "a b", "`from` cannot be read at \"b\" in \"a b\""),
            ("share", "a", "a formula of `from` has 1 measures, not 2 to 2"),
        ] {
            let told = read(kind, from).err();
            assert_eq!(told, Some(format!("grammar x.json, entry net: {reason}")));
        }
    }
}
