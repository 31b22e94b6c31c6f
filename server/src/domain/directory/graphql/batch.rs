//! What is read for units that stand in one list: what one of them wants is read for all, so that the number of
//! statements does not grow with the list.

use super::County;
use crate::domain::directory::{self, OrganFacts, Staffing, Supervision};
use crate::kernel::{County as Tenant, Ctx, Outcome};
use entity::id::UnitId;
use entity::unit;
use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// Units that were read together, and what was read for all of them since.
#[derive(Debug, Default)]
pub struct UnitBatch {
    /// The units.
    pub ids: Vec<UnitId>,
    /// Their lines of 权力构架; the powers fill it.
    pub structure: OnceCell<BTreeMap<UnitId, Vec<Supervision>>>,
    near: Vec<UnitId>,
    kin: OnceCell<Kin>,
    staffing: OnceCell<BTreeMap<UnitId, Staffing>>,
    organs: OnceCell<BTreeMap<UnitId, OrganFacts>>,
    county: OnceCell<County>,
}

/// The units that the units of a batch point at.
#[derive(Clone, Debug)]
pub struct Kin {
    /// By id.
    pub rows: BTreeMap<UnitId, unit::Model>,
    /// They are read on together.
    pub batch: Arc<UnitBatch>,
}

impl Kin {
    fn of(rows: impl IntoIterator<Item = unit::Model>) -> Self {
        let rows: BTreeMap<_, _> = rows.into_iter().map(|row| (row.id, row)).collect();
        Self { batch: Arc::new(UnitBatch::of(rows.values())), rows }
    }
}

impl UnitBatch {
    /// These units.
    pub fn of<'a>(rows: impl IntoIterator<Item = &'a unit::Model>) -> Self {
        let mut batch = Self::default();
        for row in rows {
            batch.ids.push(row.id);
            batch.near.extend([row.parent_id, row.successor_id].into_iter().flatten());
        }
        batch.near.sort_unstable();
        batch.near.dedup();
        batch
    }

    /// These units, with parents and successors that were read along.
    pub fn with_kin<'a>(rows: impl IntoIterator<Item = &'a unit::Model>, kin: impl IntoIterator<Item = unit::Model>) -> Self {
        Self { kin: OnceCell::new_with(Some(Kin::of(kin))), ..Self::of(rows) }
    }

    /// Parents and successors.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn kin(&self, ctx: &Ctx, tenant: &Tenant) -> Outcome<&Kin> {
        let load = || async { Ok(Kin::of(directory::units_by_id(&ctx.read(tenant).await?, &self.near).await?)) };
        self.kin.get_or_try_init(load).await
    }

    /// Sections and public posts.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn staffing(&self, ctx: &Ctx, tenant: &Tenant) -> Outcome<&BTreeMap<UnitId, Staffing>> {
        let load = || async { directory::staffing(&ctx.read(tenant).await?, &self.ids).await };
        self.staffing.get_or_try_init(load).await
    }

    /// Who handles reports on their officials.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn organs(&self, ctx: &Ctx, tenant: &Tenant) -> Outcome<&BTreeMap<UnitId, OrganFacts>> {
        let load = || async { directory::organs_of_units(&ctx.read(tenant).await?, &self.ids).await };
        self.organs.get_or_try_init(load).await
    }

    /// Their county.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn county(&self, ctx: &Ctx, tenant: &Tenant) -> Outcome<&County> {
        self.county.get_or_try_init(|| County::by_id(ctx, tenant.id)).await
    }
}
