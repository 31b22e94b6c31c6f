//! The counties: found by code, number or id. They are few and rarely change, so they are kept in memory.

use crate::kernel::error::{Failure, Outcome};
use entity::county;
use entity::id::CountyId;
use entity::scope::platform_rows;
use sea_orm::DatabaseConnection;
use std::sync::{Arc, PoisonError, RwLock};

/// A tenant, as every transaction knows it.
#[derive(Clone, Debug)]
pub struct County {
    /// Its id.
    pub id: CountyId,
    /// Its number, in ids and query codes.
    pub number: u16,
    /// Its six-digit division code.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// All counties of the platform.
pub struct Tenants {
    rows: DatabaseConnection,
    known: RwLock<Arc<Vec<County>>>,
}

impl Tenants {
    /// Reads from the given pool when asked for a county that is not known yet.
    #[must_use]
    pub fn new(rows: DatabaseConnection) -> Self {
        Self { rows, known: RwLock::default() }
    }

    /// The county with this division code.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn by_code(&self, code: &str) -> Outcome<Option<County>> {
        self.find(|county| county.code == code).await
    }

    /// The county with this number.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn by_number(&self, number: u16) -> Outcome<Option<County>> {
        self.find(|county| county.number == number).await
    }

    /// The county with this id.
    ///
    /// # Errors
    /// A fault of the database, and a county that does not exist.
    pub async fn by_id(&self, id: CountyId) -> Outcome<County> {
        self.find(|county| county.id == id).await?.ok_or_else(|| Failure::fault("a row names a county that does not exist"))
    }

    /// Whether there is a county with this code among those that are known already; asks nothing, so it can be called within a
    /// transaction.
    #[must_use]
    pub fn knows(&self, code: &str) -> bool {
        self.known.read().unwrap_or_else(PoisonError::into_inner).iter().any(|county| county.code == code)
    }

    /// Every county, by code.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn all(&self) -> Outcome<Arc<Vec<County>>> {
        self.reload().await
    }

    async fn find(&self, is: impl Fn(&County) -> bool) -> Outcome<Option<County>> {
        let known = Arc::clone(&self.known.read().unwrap_or_else(PoisonError::into_inner));
        if let Some(county) = known.iter().find(|county| is(county)) {
            return Ok(Some(county.clone()));
        }
        Ok(self.reload().await?.iter().find(|county| is(county)).cloned())
    }

    async fn reload(&self) -> Outcome<Arc<Vec<County>>> {
        let rows = platform_rows::<county::Entity>().all(&self.rows).await?;
        let mut counties: Vec<_> = rows
            .into_iter()
            .map(|row| County { id: row.id, number: u16::try_from(row.number).unwrap_or_default(), code: row.code, name: row.name })
            .collect();
        counties.sort_by(|a, b| a.code.cmp(&b.code));
        let counties = Arc::new(counties);
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = Arc::clone(&counties);
        Ok(counties)
    }
}
