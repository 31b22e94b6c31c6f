//! The same rows and the same questions by hand-written SQL: sqlx, prepared statements, one transaction.

pub mod pgbench;
mod postgres;
pub mod recorder;
pub mod rows;
mod sqlite;

use crate::ground::Ground;
use kit::Backend;
use rows::RowSet;
use sea_orm::sea_query::Value;
use serde_json::Value as Json;
use time::Date;
use uuid::Uuid;

/// One value of a column, with its own type on PostgreSQL.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Id(Option<Uuid>),
    Long(Option<i64>),
    Int(Option<i32>),
    Bool(Option<bool>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Json(Option<Json>),
    Day(Option<Date>),
}

/// Binds a cell to a query of either driver.
macro_rules! bind {
    ($query:expr, $cell:expr) => {
        match $cell {
            $crate::by_hand::Cell::Id(value) => $query.bind(value),
            $crate::by_hand::Cell::Long(value) => $query.bind(value),
            $crate::by_hand::Cell::Int(value) => $query.bind(value),
            $crate::by_hand::Cell::Bool(value) => $query.bind(value),
            $crate::by_hand::Cell::Text(value) => $query.bind(value),
            $crate::by_hand::Cell::Bytes(value) => $query.bind(value),
            $crate::by_hand::Cell::Json(value) => $query.bind(value),
            $crate::by_hand::Cell::Day(value) => $query.bind(value),
        }
    };
}
use bind;

impl Cell {
    /// What the program bound.
    fn of(value: Value) -> Self {
        match value {
            Value::Uuid(value) => Self::Id(value),
            Value::BigInt(value) => Self::Long(value),
            Value::BigUnsigned(value) => Self::Long(value.and_then(|number| i64::try_from(number).ok())),
            Value::Int(value) => Self::Int(value),
            Value::Bool(value) => Self::Bool(value),
            Value::String(value) => Self::Text(value),
            Value::Bytes(value) => Self::Bytes(value),
            Value::Json(value) => Self::Json(value.map(|json| *json)),
            Value::TimeDate(value) => Self::Day(value),
            other => panic!("by hand nobody binds {other:?}"),
        }
    }
}

/// A statement with what is bound to it. The text lives for ever, as in a program.
#[derive(Clone, Debug)]
pub struct Bound {
    pub sql: &'static str,
    pub cells: Vec<Cell>,
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    Read,
    Write,
}

/// One session, held all the time.
pub enum Hand {
    Postgres(postgres::Session),
    Sqlite(sqlite::Session),
}

impl Hand {
    /// With the settings that the program gives its own connections.
    pub async fn of(ground: &Ground) -> Self {
        match ground.backend {
            Backend::Sqlite => Self::Sqlite(sqlite::Session::open(ground).await),
            Backend::Postgres => Self::Postgres(postgres::Session::open(ground).await),
        }
    }

    /// Runs the statements in one transaction.
    pub async fn runs(&mut self, aim: Aim, statements: &[Bound]) {
        match self {
            Self::Postgres(session) => session.runs(statements).await,
            Self::Sqlite(session) => session.runs(aim, statements).await,
        }
    }

    /// The rows of the county that were made since this id could be made.
    pub async fn rows_since(&mut self, floor: Uuid) -> RowSet {
        match self {
            Self::Postgres(session) => session.rows_since(floor).await,
            Self::Sqlite(session) => session.rows_since(floor).await,
        }
    }
}
