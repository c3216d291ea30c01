//! The columns of a Parquet file: their types, and what each means.

use super::super::super::package::row_told;
use super::super::super::schema::{Column, File};
use super::super::field::Kind;
use super::partition::Partition;
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::errors::ParquetError;
use ::parquet::file::metadata::KeyValue;
use ::parquet::file::properties::{WriterProperties, WriterPropertiesPtr};
use ::parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

/// Where a column of the file comes from.
#[derive(Debug, Clone, Copy)]
pub(super) struct From {
    /// The column of the table.
    pub(super) at: usize,
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// It holds only the texts that the column of the kind cannot hold.
    pub(super) is_text_beside: bool,
}

/// The columns of a file of a table.
pub(super) struct Layout {
    pub(super) columns: Vec<From>,
    pub(super) schema: TypePtr,
    pub(super) properties: WriterPropertiesPtr,
}

impl Layout {
    /// All columns of the table but those that the folders name. A date column has a column of text beside it, for
    /// what is printed where a date should stand and is none.
    pub(super) fn of(file: &File, partition: &Partition) -> Result<Self, ParquetError> {
        let mut columns = Vec::new();
        let mut meanings = vec![KeyValue::new("table".to_owned(), row_told(file))];
        let mut types = Vec::new();
        for (at, column) in file.columns.iter().enumerate() {
            if partition.has(at) {
                continue;
            }
            let kind = Kind::of(column);
            let own = From {
                at,
                name: column.name,
                kind,
                is_text_beside: false,
            };
            columns.push(own);
            types.push(field(column.name, kind)?);
            meanings.push(meaning(column));
            if kind == Kind::Date {
                let name = format!("{}_text", column.name);
                let text = crate::say!("parquet-text-beside", column = column.name);
                meanings.push(KeyValue::new(format!("column:{name}"), text));
                types.push(field(&name, Kind::Text)?);
                columns.push(From {
                    is_text_beside: true,
                    ..own
                });
            }
        }
        let group = Type::group_type_builder(file.name).with_fields(types);
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("utfall version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(Some(meanings));
        Ok(Self {
            columns,
            schema: Arc::new(group.build()?),
            properties: Arc::new(properties.build()),
        })
    }
}

fn meaning(column: &Column) -> KeyValue {
    KeyValue::new(format!("column:{}", column.name), column.meaning.to_owned())
}

/// A column that may be empty.
fn field(name: &str, kind: Kind) -> Result<TypePtr, ParquetError> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        // Not a decimal: those have one number of decimals for a whole column, and pandas counts with them one
        // by one. A figure of up to 15 digits comes back as it was printed; `raw` has all the digits.
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Boolean => (Physical::BOOLEAN, None),
    };
    let column = Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    column.build().map(Arc::new)
}
