//! Open data in the schema.

use super::manifest::{LICENCE, VERSION, address};
use super::read::Edition;
use super::table::Column;
use crate::kernel::graphql::scalars::DateTime;
use async_graphql::{Enum, SimpleObject};
use entity::open_data_file;

/// How the rows of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::OpenDataFormat")]
pub enum OpenDataFormat {
    /// Lines of values between commas, for programs of tables.
    Csv,
    /// One object of JSON a line, for other programs.
    Jsonl,
}

/// 开放数据: what a county published, as files that anybody may take away; made anew each night.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpenData {
    /// As of which moment.
    pub as_of: DateTime,
    /// When the files were there.
    pub built_at: DateTime,
    /// Version of the files' form.
    pub schema_version: i32,
    /// Under which words they are given.
    pub licence: &'static str,
    /// Where the list of files with their hashes is, as JSON.
    pub manifest_url: String,
    /// SHA-256 of that list, in hex; it stands on the ledger too.
    pub sha256: String,
    /// The files, each set in two formats.
    pub files: Vec<OpenDataFile>,
}

/// A file of the open data.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpenDataFile {
    /// What it is called.
    pub name: String,
    /// What is in it.
    pub title: String,
    /// How its rows are written.
    pub format: OpenDataFormat,
    /// Rows, without the head.
    pub rows: i32,
    /// Bytes.
    pub bytes: i32,
    /// SHA-256 of its bytes, in hex.
    pub sha256: String,
    /// Where it is, within the site.
    pub url: String,
    /// Its columns, in order.
    pub columns: Vec<OpenDataColumn>,
}

/// A column of a file.
#[derive(Clone, Debug, SimpleObject)]
pub struct OpenDataColumn {
    /// Its name in JSON.
    pub key: String,
    /// Its name in CSV.
    pub label: String,
}

impl OpenData {
    /// An edition of the county with this code.
    #[must_use]
    pub fn new(county: &str, edition: Edition) -> Self {
        let Edition { row, files } = edition;
        Self {
            as_of: DateTime(row.begun_at),
            built_at: DateTime(row.built_at.unwrap_or(row.begun_at)),
            schema_version: VERSION,
            licence: LICENCE,
            manifest_url: address(county, "manifest.json"),
            sha256: row.sha256.unwrap_or_default(),
            files: files.into_iter().map(|file| OpenDataFile::new(county, file)).collect(),
        }
    }
}

impl OpenDataFile {
    fn new(county: &str, file: open_data_file::Model) -> Self {
        let columns: Vec<Column> = serde_json::from_value(file.columns).unwrap_or_default();
        let whole = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            url: address(county, &file.name),
            name: file.name,
            title: file.title,
            format: file.format.into(),
            rows: whole(file.rows),
            bytes: whole(file.bytes),
            sha256: file.sha256,
            columns: columns.into_iter().map(|column| OpenDataColumn { key: column.key, label: column.label }).collect(),
        }
    }
}
