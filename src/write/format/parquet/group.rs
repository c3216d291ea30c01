//! Rows that wait to become a row group, column by column.

use super::super::super::beside::Beside;
use super::super::field::{Field, Kind, Value};
use super::layout::{From, Layout};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DoubleType, Int32Type, Int64Type};
use ::parquet::errors::ParquetError;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use chrono::NaiveDate;

/// Rows column by column.
pub(super) struct Group {
    columns: Vec<Column>,
    rows: usize,
    bytes: usize,
}

struct Column {
    from: From,
    /// 1 where there is a value, 0 where there is none.
    levels: Vec<i16>,
    values: Values,
}

/// The values that there are.
enum Values {
    /// One after the other, and the length of each.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Number(Vec<f64>),
    /// Days since 1970-01-01.
    Date(Vec<i32>),
    Boolean(Vec<bool>),
}

impl Group {
    pub(super) fn new(layout: &Layout) -> Self {
        let column = |from: &From| Column {
            from: *from,
            levels: Vec::new(),
            values: match from.kind {
                Kind::Text => Values::Text(Vec::new(), Vec::new()),
                Kind::Date if from.is_text_beside => Values::Text(Vec::new(), Vec::new()),
                Kind::Integer => Values::Integer(Vec::new()),
                Kind::Number => Values::Number(Vec::new()),
                Kind::Date => Values::Date(Vec::new()),
                Kind::Boolean => Values::Boolean(Vec::new()),
            },
        };
        Self {
            columns: layout.columns.iter().map(column).collect(),
            rows: 0,
            bytes: 0,
        }
    }

    /// Rows that wait.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// About how many bytes of memory they take.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Adds a row and gives about how many bytes it takes, or why it cannot be added.
    pub(super) fn push(&mut self, row: &[Field<'_>]) -> Result<usize, String> {
        let before = self.bytes;
        for column in &mut self.columns {
            self.bytes += column.push(&row[column.from.at])?;
        }
        self.rows += 1;
        Ok(self.bytes - before)
    }

    /// Writes the rows as one row group.
    pub(super) fn write(self, file: &mut SerializedFileWriter<Beside>) -> Result<(), ParquetError> {
        let mut group = file.next_row_group()?;
        for column in self.columns {
            if let Some(mut writer) = group.next_column()? {
                column.write(&mut writer)?;
                writer.close()?;
            }
        }
        group.close().map(|_| ())
    }
}

impl Column {
    fn push(&mut self, field: &Field<'_>) -> Result<usize, String> {
        // A level, a length and a value.
        const BYTES: usize = 24;
        let wrong = || format!("column {} cannot hold {:?}", self.from.name, field.text);
        let is_there = match (&mut self.values, field.value()) {
            (_, Value::Empty) => false,
            // A text beside a date is there where the date is none.
            (Values::Text(..), Value::Date(_)) if self.from.is_text_beside => false,
            (Values::Text(bytes, lengths), _) => {
                bytes.extend_from_slice(field.text.as_bytes());
                lengths.push(field.text.len());
                true
            }
            (Values::Integer(values), Value::Integer(value)) => {
                values.push(value);
                true
            }
            (Values::Number(values), Value::Number(_)) => {
                values.push(field.text.parse().map_err(|_| wrong())?);
                true
            }
            (Values::Date(values), Value::Date(day)) => {
                let days = day.signed_duration_since(NaiveDate::default()).num_days();
                values.push(i32::try_from(days).map_err(|_| wrong())?);
                true
            }
            (Values::Date(_), Value::Text) => false,
            (Values::Boolean(values), Value::Boolean(value)) => {
                values.push(value);
                true
            }
            _ => return Err(wrong()),
        };
        self.levels.push(i16::from(is_there));
        Ok(BYTES + field.text.len())
    }

    fn write(self, writer: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let levels = Some(self.levels.as_slice());
        match self.values {
            Values::Text(bytes, lengths) => {
                let all = ByteArray::from(bytes);
                let mut from = 0;
                let texts = lengths.into_iter().map(|length| {
                    from += length;
                    all.slice(from - length, length)
                });
                let texts: Vec<ByteArray> = texts.collect();
                writer
                    .typed::<ByteArrayType>()
                    .write_batch(&texts, levels, None)?
            }
            Values::Integer(values) => writer.typed::<Int64Type>().write_batch(&values, levels, None)?,
            Values::Number(values) => writer.typed::<DoubleType>().write_batch(&values, levels, None)?,
            Values::Date(values) => writer.typed::<Int32Type>().write_batch(&values, levels, None)?,
            Values::Boolean(values) => writer.typed::<BoolType>().write_batch(&values, levels, None)?,
        };
        Ok(())
    }
}
