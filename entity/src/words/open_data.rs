//! Words of the open data.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How the rows of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OpenDataFormat {
    /// Lines of values between commas, for programs of tables.
    Csv,
    /// One object of JSON a line, for other programs.
    Jsonl,
}
