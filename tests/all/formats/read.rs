//! Each format read back by a reader of its own: what others would find in it.

use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use rusqlite::types::ValueRef;
use rust_decimal::Decimal;
use std::collections::BTreeMap;
use std::path::Path;
use utfall::write::{Column, Dialect, File, TableReader, files};

/// Every table by its name: its columns, then its rows, each field as the machine's CSV spells it.
pub(super) type Tables = BTreeMap<String, Vec<Vec<String>>>;

/// All tables, the rows of each read by `rows`.
fn each(mut rows: impl FnMut(&File) -> Vec<Vec<String>>) -> Tables {
    let table = |file: &File| {
        let names = file.columns.iter().map(|column| column.name.to_owned());
        let mut table = vec![names.collect()];
        table.extend(rows(file));
        (file.name.to_owned(), table)
    };
    files().iter().map(table).collect()
}

pub(super) fn csv(folder: &Path, dialect: Dialect) -> Tables {
    each(|file| {
        let mut reader = TableReader::open(folder, file.name, dialect).unwrap();
        let names = file.columns.iter().map(|column| column.name);
        assert!(reader.columns().unwrap().iter().map(String::as_str).eq(names));
        reader.map(Result::unwrap).collect()
    })
}

pub(super) fn ndjson(folder: &Path) -> Tables {
    each(|file| {
        let text = std::fs::read_to_string(folder.join(format!("{}.ndjson", file.name))).unwrap();
        let row = |line: &str| {
            let fields: BTreeMap<&str, &serde_json::value::RawValue> = serde_json::from_str(line).unwrap();
            let field = |column: &Column| {
                let raw = fields[column.name].get();
                match raw.starts_with('"') {
                    true => serde_json::from_str(raw).unwrap(),
                    false => raw.replace("null", ""),
                }
            };
            file.columns.iter().map(field).collect()
        };
        text.split_terminator('\n').map(row).collect()
    })
}

pub(super) fn xlsx(folder: &Path) -> Tables {
    use calamine::{Data, Reader, Xlsx, open_workbook};
    let mut workbook: Xlsx<_> = open_workbook(folder.join("utfall.xlsx")).unwrap();
    let long: Vec<(u32, String)> = workbook.worksheet_range("long_text").map_or(Vec::new(), |range| {
        let rows = range.rows().skip(1);
        rows.map(|row| (row[3].to_string().parse().unwrap(), row[4].to_string()))
            .collect()
    });
    let whole = |text: &str| match text.rsplit_once(" […] whole in sheet long_text, row ") {
        Some((_, row)) => {
            let first = row.parse::<usize>().unwrap() - 2;
            let more = long[first + 1..].iter().take_while(|(part, _)| *part > 1);
            long[first].1.clone() + &more.map(|(_, text)| text.as_str()).collect::<String>()
        }
        None => text.to_owned(),
    };
    let cell = |data: Option<&Data>| match data {
        None | Some(Data::Empty) => String::new(),
        Some(Data::String(text)) => whole(text),
        Some(Data::DateTime(day)) => {
            let (year, month, day, ..) = day.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Some(other) => other.to_string(),
    };
    each(|file| {
        let range = workbook.worksheet_range(file.name).unwrap();
        let (height, _) = range.end().unwrap();
        let row = |row: u32| {
            let columns = 0..file.columns.len() as u32;
            columns.map(|at| cell(range.get_value((row, at)))).collect()
        };
        assert_eq!(range.get_value((0, 0)).unwrap().to_string(), file.columns[0].name);
        (1..=height).map(row).collect()
    })
}

/// Tables in one file each, or in folders by the facts of documents, whose order is not that of the rows.
pub(super) fn parquet(folder: &Path) -> Tables {
    each(|file| {
        let path = folder.join(format!("{}.parquet", file.name));
        let parts = match path.is_dir() {
            true => crate::files::below(&path),
            false => vec![path.clone()],
        };
        let rows = parts.iter().flat_map(|part| {
            let named = part.strip_prefix(&path).unwrap().to_str().unwrap();
            let named = named.split('/').filter_map(|folder| folder.split_once('='));
            part_of(part, file, &named.collect())
        });
        rows.collect()
    })
}

fn part_of(path: &Path, file: &File, named: &BTreeMap<&str, &str>) -> Vec<Vec<String>> {
    let reader = SerializedFileReader::new(std::fs::File::open(path).unwrap()).unwrap();
    let text = |field: &Field| match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Double(number) => number.to_string(),
        Field::Date(days) => {
            let day = chrono::NaiveDate::default() + chrono::Duration::days((*days).into());
            day.to_string()
        }
        other => other.to_string(),
    };
    let row = |row: parquet::record::Row| {
        let fields: BTreeMap<&str, String> = row
            .get_column_iter()
            .map(|(name, field)| (name.as_str(), text(field)))
            .collect();
        let column = |column: &Column| match named.get(column.name) {
            Some(&"__HIVE_DEFAULT_PARTITION__") => String::new(),
            Some(value) => (*value).to_owned(),
            None => {
                let beside = fields.get(format!("{}_text", column.name).as_str());
                fields[column.name].clone() + beside.map_or("", String::as_str)
            }
        };
        file.columns.iter().map(column).collect()
    };
    reader
        .get_row_iter(None)
        .unwrap()
        .map(Result::unwrap)
        .map(row)
        .collect()
}

pub(super) fn sqlite(folder: &Path) -> Tables {
    let connection = rusqlite::Connection::open(folder.join("utfall.sqlite")).unwrap();
    each(|file| {
        let sql = format!("SELECT * FROM \"{}\" ORDER BY rowid", file.name);
        let mut select = connection.prepare(&sql).unwrap();
        let mut found = select.query([]).unwrap();
        let mut rows = Vec::new();
        while let Some(row) = found.next().unwrap() {
            let field = |(at, column): (usize, &Column)| match row.get_ref(at).unwrap() {
                ValueRef::Null => String::new(),
                ValueRef::Integer(number) if column.kind == "boolean" => (number == 1).to_string(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Real(number) => number.to_string(),
                ValueRef::Text(text) => String::from_utf8(text.to_vec()).unwrap(),
                ValueRef::Blob(_) => panic!("{} holds bytes", column.name),
            };
            rows.push(file.columns.iter().enumerate().map(field).collect());
        }
        rows
    })
}

/// The tables with numbers as binary fractions of 64 bits print them. Those that such a fraction would round are
/// left as they are, or rounded.
pub(super) fn in_floats(tables: &Tables, rounds: bool) -> Tables {
    let mut tables = tables.clone();
    for file in files() {
        let columns = file.columns.iter().enumerate();
        for (at, _) in columns.filter(|(_, column)| column.kind == "number") {
            for row in tables.get_mut(file.name).unwrap().iter_mut().skip(1) {
                let Ok(number) = row[at].parse::<Decimal>() else {
                    continue;
                };
                let float = row[at].parse::<f64>().unwrap().to_string();
                if rounds || float.parse() == Ok(number) {
                    row[at] = float;
                }
            }
        }
    }
    tables
}
