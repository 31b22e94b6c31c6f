//! The manifest: the list of an edition's files with their hashes, the same bytes for the same rows.

use crate::kernel::{Failure, Outcome};
use entity::moment::Moment;
use entity::open_data_file;
use entity::words::OpenDataFormat;
use serde::Serialize;
use serde_json::Value;
use time::format_description::well_known::Rfc3339;

/// Version of the files' form: grows when a column goes or changes its meaning, not when one is added.
pub const VERSION: i32 = 1;
/// Under which words the data is given.
pub const LICENCE: &str = "可以自由下载、转载、加工和再利用，请注明来源和数据时间。不得用来识别、追踪个人。";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Manifest<'a> {
    county: &'a str,
    name: &'a str,
    schema_version: i32,
    as_of: String,
    licence: &'a str,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File<'a> {
    name: &'a str,
    title: &'a str,
    format: OpenDataFormat,
    rows: i64,
    bytes: i64,
    sha256: &'a str,
    url: String,
    columns: &'a Value,
}

/// Where a file is.
#[must_use]
pub fn address(county: &str, name: &str) -> String {
    format!("/open-data/{county}/{name}")
}

/// The manifest of these files, as of this moment.
///
/// # Errors
/// A fault if it can't be written.
pub fn manifest((code, name): (&str, &str), as_of: Moment, files: &[open_data_file::Model]) -> Outcome<String> {
    let manifest = Manifest {
        county: code,
        name,
        schema_version: VERSION,
        as_of: as_of.in_china().format(&Rfc3339).map_err(Failure::fault)?,
        licence: LICENCE,
        files: files.iter().map(|row| file(code, row)).collect(),
    };
    serde_json::to_string_pretty(&manifest).map_err(Failure::fault)
}

fn file<'a>(county: &str, row: &'a open_data_file::Model) -> File<'a> {
    let open_data_file::Model { name, title, format, rows, bytes, sha256, columns, .. } = row;
    File { name, title, format: *format, rows: *rows, bytes: *bytes, sha256, url: address(county, name), columns }
}
