//! Rows as they are written: lines of values between commas for programs of tables, objects of JSON for other programs.

use crate::kernel::{Failure, Outcome};
use crate::ports::blobs::{BlobWriter, Blobs};
use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use csv::{Terminator, WriterBuilder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// So much is written at once.
const PIECE: usize = 1 << 18;
/// Without it, programs of tables take Chinese for something else.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// One column of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its name in JSON.
    pub key: String,
    /// Its name in CSV: what people read.
    pub label: String,
}

/// A table of the open data.
#[derive(Clone, Debug)]
pub struct Set {
    /// What its files are called, without the ending.
    pub name: String,
    /// What people read.
    pub title: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

/// One row: a cell for each column.
pub type Row = Vec<Value>;

/// A file that was written.
#[derive(Clone, Debug)]
pub struct Written {
    /// Where its bytes lie.
    pub blob: String,
    /// How many there are.
    pub bytes: i64,
    /// Their SHA-256, in hex.
    pub sha256: String,
}

/// Both files of a set on their way; what waits in memory is bounded.
pub struct Sink {
    columns: Vec<Column>,
    csv: Out,
    jsonl: Out,
    rows: i64,
}

impl Sink {
    /// Opens both files.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn open(blobs: &dyn Blobs, columns: &[Column], begin: &str) -> Outcome<Self> {
        let mut csv = Out::open(blobs, format!("{begin}-csv")).await?;
        csv.say(MARK).await?;
        csv.say(&lines(&[columns.iter().map(|column| Value::from(column.label.as_str())).collect()])?).await?;
        Ok(Self { columns: columns.to_vec(), csv, jsonl: Out::open(blobs, format!("{begin}-jsonl")).await?, rows: 0 })
    }

    /// Adds rows.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn add(&mut self, rows: Vec<Row>) -> Outcome<()> {
        self.csv.say(&lines(&rows)?).await?;
        for row in &rows {
            self.jsonl.say(object(&self.columns, row).as_bytes()).await?;
        }
        self.rows += i64::try_from(rows.len()).unwrap_or(i64::MAX);
        Ok(())
    }

    /// Makes both files durable; how many rows each has, the CSV and the lines of JSON.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn finish(self) -> Outcome<(i64, Written, Written)> {
        Ok((self.rows, self.csv.finish().await?, self.jsonl.finish().await?))
    }
}

struct Out {
    file: Box<dyn BlobWriter>,
    blob: String,
    waiting: Vec<u8>,
    hash: Context,
    bytes: i64,
}

impl Out {
    async fn open(blobs: &dyn Blobs, blob: String) -> Outcome<Self> {
        let file = blobs.create(&blob).await.map_err(Failure::fault)?;
        Ok(Self { file, blob, waiting: Vec::with_capacity(PIECE), hash: Context::new(&SHA256), bytes: 0 })
    }

    async fn say(&mut self, some: &[u8]) -> Outcome<()> {
        self.waiting.extend_from_slice(some);
        if self.waiting.len() >= PIECE { self.write().await } else { Ok(()) }
    }

    async fn write(&mut self) -> Outcome<()> {
        let piece = std::mem::replace(&mut self.waiting, Vec::with_capacity(PIECE));
        self.hash.update(&piece);
        self.bytes += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        self.file.write(Bytes::from(piece)).await.map_err(Failure::fault)
    }

    async fn finish(mut self) -> Outcome<Written> {
        if !self.waiting.is_empty() {
            self.write().await?;
        }
        self.file.finish().await.map_err(Failure::fault)?;
        Ok(Written { blob: self.blob, bytes: self.bytes, sha256: hex::encode(self.hash.finish().as_ref()) })
    }
}

/// Rows as RFC 4180 has them.
fn lines(rows: &[Row]) -> Outcome<Vec<u8>> {
    let mut lines = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        lines.write_record(row.iter().map(cell)).map_err(Failure::fault)?;
    }
    lines.into_inner().map_err(|error| Failure::fault(error.to_string()))
}

/// A cell for programs of tables.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(is) => if *is { "是" } else { "否" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => harmless(text),
        Value::Array(all) => {
            harmless(&all.iter().map(|one| one.as_str().map_or_else(|| one.to_string(), str::to_owned)).collect::<Vec<_>>().join("；"))
        }
        Value::Object(_) => value.to_string(),
    }
}

/// A text that no program of tables runs: what begins like a formula has an apostrophe before it. A number stays a number.
fn harmless(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) && text.parse::<f64>().is_err();
    if runs { format!("'{text}") } else { text.to_owned() }
}

/// One line of JSON, its keys in the order of the columns.
fn object(columns: &[Column], row: &[Value]) -> String {
    let pairs = columns.iter().zip(row).map(|(column, value)| format!("{}:{value}", Value::from(column.key.as_str())));
    format!("{{{}}}\n", pairs.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_cell_is_a_formula_and_numbers_stay_numbers() {
        for (value, text) in [
            (json!("=1+1"), "'=1+1"),
            (json!("@SUM(A1)"), "'@SUM(A1)"),
            (json!("-12.50"), "-12.50"),
            (json!("-rm"), "'-rm"),
            (json!(["一", "二"]), "一；二"),
            (json!(["=一"]), "'=一"),
            (json!(true), "是"),
            (json!(null), ""),
            (json!(7), "7"),
        ] {
            assert_eq!(cell(&value), text);
        }
    }

    #[test]
    fn a_line_of_json_has_its_keys_in_order() {
        let column = |key: &str| Column { key: key.to_owned(), label: key.to_owned() };
        assert_eq!(object(&[column("b"), column("a")], &[json!("\"\n"), json!(null)]), "{\"b\":\"\\\"\\n\",\"a\":null}\n");
        assert_eq!(lines(&[vec![json!("a,b"), json!("c\"d")]]).unwrap(), b"\"a,b\",\"c\"\"d\"\r\n");
    }
}
