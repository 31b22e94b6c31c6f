//! The counties of a database: which there are, and which are meant.

use crate::kernel::{Failure, Outcome};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

/// A county as its row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Its id.
    pub id: Uuid,
    /// Its number within the platform.
    pub number: i32,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The counties of a database, by code; only the one, if its code is given.
///
/// # Errors
/// A fault of the database, and a code that no county has.
pub async fn wanted(db: &impl ConnectionTrait, code: Option<&str>) -> Outcome<Vec<Wanted>> {
    let sql = "SELECT \"id\", \"number\", \"code\", \"name\" FROM \"county\" ORDER BY \"code\"";
    let found = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let mut counties = Vec::new();
    for row in found {
        let (id, number) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        counties.push(Wanted { id, number, code: row.try_get_by_index(2)?, name: row.try_get_by_index(3)? });
    }
    if let Some(code) = code {
        counties.retain(|county| county.code == code);
        if counties.is_empty() {
            return Err(Failure::fault(format!("there is no county {code}")));
        }
    }
    Ok(counties)
}
