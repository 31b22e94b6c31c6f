//! Words of outcomes.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// How far an import of a spreadsheet is, or its rollback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum ImportState {
    Writing,
    Done,
    RollingBack,
    RolledBack,
}
