//! `csv-metadata.json`: CSV on the Web, a table group.

use super::super::format::{Dialect, Kind};
use super::super::keys::key;
use super::super::schema::{Column, File};
use super::{DESCRIPTION, TITLE, Table, kind, row, spelling, swedish, whole_links};
use serde_json::{Value as Json, json};

pub(super) fn group(dialect: Dialect, tables: &[Table<'_>]) -> Json {
    let (delimiter, _, ends) = spelling(dialect);
    let mut group = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": both(TITLE, swedish(TITLE)),
        "dc:description": both(DESCRIPTION, swedish(DESCRIPTION)),
        "dialect": {
            "encoding": "utf-8",
            "header": true,
            "delimiter": delimiter,
            "lineTerminators": [ends],
            "quoteChar": "\"",
            "doubleQuote": true,
        },
    });
    group["tables"] = tables.iter().map(|table| self::table(dialect, table)).collect();
    group
}

/// A text in both languages.
fn both(english: &str, swedish: &str) -> Json {
    json!([
        {"@value": english, "@language": "en"},
        {"@value": swedish, "@language": "sv"},
    ])
}

fn table(dialect: Dialect, table: &Table<'_>) -> Json {
    let [english, swedish] = row(table.file);
    let mut described = json!({"url": table.path, "dc:description": both(&english, &swedish)});
    described["tableSchema"] = schema(dialect, table.file);
    described
}

fn schema(dialect: Dialect, file: &File) -> Json {
    let columns = file.columns.iter().map(|column| self::column(dialect, column));
    let mut schema = json!({});
    schema["columns"] = columns.collect();
    if let Some(key) = key(file) {
        schema["primaryKey"] = json!(key);
    }
    let links = whole_links(file);
    if !links.is_empty() {
        let keys = links.iter().map(|link| {
            json!({
                "columnReference": link.columns,
                "reference": {"resource": format!("{}.csv", link.table), "columnReference": link.there},
            })
        });
        schema["foreignKeys"] = keys.collect();
    }
    schema
}

fn column(dialect: Dialect, column: &Column) -> Json {
    json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": both(column.meaning, swedish(column.meaning)),
        "datatype": match kind(column) {
            Kind::Text => json!("string"),
            Kind::Integer => json!("integer"),
            Kind::Number => json!({"base": "decimal", "format": {"decimalChar": spelling(dialect).1}}),
            Kind::Date => json!("date"),
            Kind::Boolean => json!("boolean"),
        },
        "null": "",
    })
}
