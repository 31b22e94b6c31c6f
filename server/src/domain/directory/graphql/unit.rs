//! A unit as the API shows it. Its page reaches into later modules: the fields that need more than its row are added
//! by `powers`.

use crate::domain::directory::graphql::{County, UnitBatch, sentences};
use crate::domain::directory::{self, OrganFacts, Staffing, UnitRow};
use crate::kernel::graphql::errors::required;
use crate::kernel::graphql::{ids, words};
use crate::kernel::{County as Tenant, Ctx, Failure, Outcome};
use async_graphql::{Enum, ID, Result, SimpleObject};
use entity::id::UnitId;
use entity::unit;
use std::sync::Arc;

/// 单位: an organisation that exercises public power.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Unit {
    /// Opaque id.
    pub id: ID,
    /// Stable code; for towns and villages the statistical division code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Short name, for buttons and lists.
    pub short_name: String,
    /// One of the eight categories.
    pub category: words::UnitCategory,
    /// What the unit is, in a sentence or two.
    pub intro: Option<String>,
    /// Households, for villages.
    pub households: Option<i32>,
    /// Population, for villages and towns.
    pub population: Option<i32>,
    /// 主要职责, a sentence each.
    pub duties: Vec<String>,
    /// The tenant.
    #[graphql(skip)]
    pub tenant: Tenant,
    /// The row itself.
    #[graphql(skip)]
    pub row: Arc<unit::Model>,
    /// What was read together with it.
    #[graphql(skip)]
    pub batch: Arc<UnitBatch>,
}

/// What the viewer may do with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UnitAction {
    /// Report it or one of its officials.
    Report,
    /// Print its poster.
    PrintPoster,
    /// Withdraw its codes.
    RevokeSticker,
}

impl Unit {
    /// Units of one list, whose parents and successors were read along.
    #[must_use]
    pub fn list(county: &Tenant, rows: Vec<UnitRow>) -> Vec<Self> {
        let kin = rows.iter().flat_map(|row| [&row.parent, &row.successor]).flatten().cloned();
        let batch = Arc::new(UnitBatch::with_kin(rows.iter().map(|row| &row.unit), kin));
        rows.into_iter().map(|row| Self::in_batch(county, row.unit, &batch)).collect()
    }

    /// Units of one list; what they point at is read if a field asks for it.
    #[must_use]
    pub fn plain_list(county: &Tenant, rows: Vec<unit::Model>) -> Vec<Self> {
        let batch = Arc::new(UnitBatch::of(&rows));
        rows.into_iter().map(|row| Self::in_batch(county, row, &batch)).collect()
    }

    /// One unit that was read by itself.
    #[must_use]
    pub fn plain(county: &Tenant, row: unit::Model) -> Self {
        let batch = Arc::new(UnitBatch::of([&row]));
        Self::in_batch(county, row, &batch)
    }

    fn in_batch(county: &Tenant, row: unit::Model, batch: &Arc<UnitBatch>) -> Self {
        Self {
            id: ids::show(row.id),
            code: row.code.clone(),
            name: row.name.clone(),
            short_name: row.short_name.clone(),
            category: row.category.into(),
            intro: row.intro.clone(),
            households: row.households,
            population: row.population,
            duties: sentences(&row.duties),
            tenant: county.clone(),
            row: Arc::new(row),
            batch: Arc::clone(batch),
        }
    }

    /// The unit with this code.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_code(ctx: &Ctx, county: &str, code: &str) -> Outcome<Self> {
        let county = ctx.county(county).await?;
        let tx = ctx.read(&county).await?;
        let found = directory::unit_by_code(&tx, code).await?;
        Self::list(&county, vec![found]).pop().ok_or_else(Failure::hidden)
    }

    /// Parent or successor, by its id.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn relative(&self, ctx: &Ctx, id: Option<UnitId>) -> Outcome<Option<Self>> {
        let Some(id) = id else { return Ok(None) };
        let kin = self.batch.kin(ctx, &self.tenant).await?;
        Ok(kin.rows.get(&id).map(|row| Self::in_batch(&self.tenant, row.clone(), &kin.batch)))
    }

    /// Sections and public posts.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn staffing(&self, ctx: &Ctx) -> Result<&Staffing> {
        let all = required(ctx, self.batch.staffing(ctx, &self.tenant).await)?;
        required(ctx, all.get(&self.row.id).ok_or_else(|| Failure::fault("a unit stands outside its batch")))
    }

    /// Who handles reports on its officials.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn nearest_organ(&self, ctx: &Ctx) -> Outcome<Option<&OrganFacts>> {
        Ok(self.batch.organs(ctx, &self.tenant).await?.get(&self.row.id))
    }

    /// Its county.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn own_county(&self, ctx: &Ctx) -> Outcome<&County> {
        self.batch.county(ctx, &self.tenant).await
    }
}
