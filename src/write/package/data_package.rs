//! `datapackage.json`: a Data Package, version 2, with a Table Schema for each file.

use super::super::format::{Dialect, Kind};
use super::super::keys::{Link, key, links};
use super::super::schema::{Column, File};
use super::{DESCRIPTION, TITLE, Table, kind, missing, row, spelling, swedish, whole_links};
use crate::record::ValueStatus;
use serde_json::{Value as Json, json};

/// Where the standard says what a Data Package is.
const PROFILES: &str = "https://datapackage.org/profiles/2.0/";

fn profile(name: &str) -> String {
    format!("{PROFILES}{name}.json")
}

pub(super) fn package(dialect: Dialect, tables: &[Table<'_>]) -> Json {
    let mut package = json!({
        "$schema": profile("datapackage"),
        "name": "utfall",
        "title": TITLE,
        "title_sv": swedish(TITLE),
        "description": DESCRIPTION,
        "description_sv": swedish(DESCRIPTION),
    });
    package["resources"] = tables.iter().map(|table| resource(dialect, table)).collect();
    package
}

fn resource(dialect: Dialect, table: &Table<'_>) -> Json {
    let (delimiter, _, ends) = spelling(dialect);
    let [english, swedish] = row(table.file);
    let mut resource = json!({
        "name": table.file.name,
        "type": "table",
        "path": table.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": english,
        "description_sv": swedish,
        "bytes": table.written.bytes,
        "hash": format!("sha256:{}", table.written.sha256),
        "rowCount": table.written.rows,
        "dialect": {
            "$schema": profile("tabledialect"),
            "header": true,
            "delimiter": delimiter,
            "lineTerminator": ends,
            "quoteChar": "\"",
            "doubleQuote": true,
        },
    });
    resource["schema"] = schema(dialect, table.file);
    resource
}

fn schema(dialect: Dialect, file: &File) -> Json {
    let fields = file.columns.iter().map(|column| field(dialect, column));
    let mut schema = json!({"$schema": profile("tableschema")});
    schema["fields"] = fields.collect();
    schema["missingValues"] = json!([{"value": "", "label": missing(&file.columns[0])}]);
    if let Some(key) = key(file) {
        schema["primaryKey"] = json!(key);
    }
    let whole = whole_links(file);
    let mut sometimes = links(file);
    sometimes.retain(|link| !whole.contains(link));
    for (name, links) in [("foreignKeys", whole), ("optionalForeignKeys", sometimes)] {
        if !links.is_empty() {
            schema[name] = links.iter().map(|link| foreign_key(file, link)).collect();
        }
    }
    schema
}

fn foreign_key(file: &File, link: &Link) -> Json {
    // An empty name is the file itself.
    let resource = if link.table == file.name { "" } else { link.table };
    json!({
        "fields": link.columns,
        "reference": {"resource": resource, "fields": link.there},
    })
}

fn field(dialect: Dialect, column: &Column) -> Json {
    let kind = kind(column);
    let mut field = json!({
        "name": column.name,
        "type": match kind {
            Kind::Text => "string",
            Kind::Integer => "integer",
            Kind::Number => "number",
            Kind::Date => "date",
            Kind::Boolean => "boolean",
        },
        "description": column.meaning,
        "description_sv": swedish(column.meaning),
    });
    if kind == Kind::Number {
        field["decimalChar"] = spelling(dialect).1.into();
    }
    if column.name == "value" {
        field["missingValues"] = json!([{"value": "", "label": missing(column)}]);
    }
    if column.name == "value_status" {
        let words: Vec<&str> = ValueStatus::ALL.iter().map(|status| status.word()).collect();
        field["constraints"] = json!({"required": true, "enum": words});
    }
    field
}
