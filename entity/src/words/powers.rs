//! Words of the power list.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

/// 外部职权, 内部管理, 岗位.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum PowerKind {
    External,
    Internal,
    Post,
}

/// 风险等级.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RiskGrade {
    A,
    B,
    C,
}

/// 思想道德, 制度机制, 岗位职责, 业务流程, 外部环境.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
#[sea_orm(rs_type = "String", db_type = "Text", rename_all = "SCREAMING_SNAKE_CASE")]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[expect(missing_docs, reason = "the variants are the glossary's own words")]
pub enum RiskKind {
    Morality,
    Institution,
    Duty,
    Process,
    Environment,
}
