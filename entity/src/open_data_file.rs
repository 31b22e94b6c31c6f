//! One file of an edition of the open data; its bytes lie in the store of files.

use crate::id::{CountyId, OpenDataEditionId, OpenDataFileId};
use crate::words::OpenDataFormat;
use sea_orm::entity::prelude::*;

/// One file of an edition of the open data; its bytes lie in the store of files.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "open_data_file")]
pub struct Model {
    /// The tenant.
    #[sea_orm(primary_key, auto_increment = false)]
    pub county_id: CountyId,
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OpenDataFileId,
    /// Of which edition
    pub edition_id: OpenDataEditionId,
    /// Its place in the list
    pub ordinal: i32,
    /// What it is called, within the county
    pub name: String,
    /// What people read
    pub title: String,
    /// How its rows are written.
    pub format: OpenDataFormat,
    /// Its columns in order, each with key and label
    #[sea_orm(column_type = "JsonBinary")]
    pub columns: Json,
    /// Rows, without the head
    pub rows: i64,
    /// Bytes
    pub bytes: i64,
    /// SHA-256 of its bytes, in hex
    pub sha256: String,
    /// Where its bytes lie
    pub blob: String,
}

/// Joins are written where they are read; rows name none.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::scope::tenant!();
