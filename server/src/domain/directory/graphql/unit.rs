//! A unit as the API shows it. Its page reaches into later modules: the fields that need more than its row are added
//! by `powers`.

use crate::domain::directory::graphql::sentences;
use crate::domain::directory::{self, OrganFacts, Staffing, UnitRow};
use crate::kernel::graphql::errors::required;
use crate::kernel::graphql::{ids, words};
use crate::kernel::{County as Tenant, Ctx, Outcome};
use async_graphql::{Enum, ID, Result, SimpleObject};
use entity::unit;
use std::sync::Arc;
use tokio::sync::OnceCell;

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
    /// Parent and successor, if they were read along.
    #[graphql(skip)]
    kin: Option<Box<Kin>>,
    /// Sections and posts, read once however many fields want them.
    #[graphql(skip)]
    staffing: Arc<OnceCell<Staffing>>,
}

/// The units that a unit points at.
#[derive(Clone, Debug)]
pub struct Kin {
    /// The unit above it.
    pub parent: Option<unit::Model>,
    /// Where its page went when it was stopped.
    pub successor: Option<unit::Model>,
}

/// What the viewer may do with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UnitAction {
    /// Report it or one of its officials.
    Report,
    /// Print its poster.
    PrintPoster,
}

impl Unit {
    /// A unit whose parent and successor are known.
    #[must_use]
    pub fn new(county: &Tenant, row: UnitRow) -> Self {
        let kin = Kin { parent: row.parent, successor: row.successor };
        Self { kin: Some(Box::new(kin)), ..Self::plain(county, row.unit) }
    }

    /// A unit whose parent and successor are read if a field asks for them.
    #[must_use]
    pub fn plain(county: &Tenant, row: unit::Model) -> Self {
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
            kin: None,
            staffing: Arc::default(),
        }
    }

    /// The unit with this code.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_code(ctx: &Ctx, county: &str, code: &str) -> Outcome<Self> {
        let county = ctx.county(county).await?;
        let tx = ctx.read(&county).await?;
        Ok(Self::new(&county, directory::unit_by_code(&tx, code).await?))
    }

    /// Parent and successor.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn kin(&self, ctx: &Ctx) -> Outcome<Kin> {
        if let Some(kin) = &self.kin {
            return Ok(Kin::clone(kin));
        }
        let tx = ctx.read(&self.tenant).await?;
        let row = directory::unit_by_id(&tx, self.row.id).await?;
        Ok(Kin { parent: row.parent, successor: row.successor })
    }

    /// Sections and public posts.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn staffing(&self, ctx: &Ctx) -> Result<&Staffing> {
        let load = || async { directory::staffing(&ctx.read(&self.tenant).await?, self.row.id).await };
        let staffing = self.staffing.get_or_try_init(load).await;
        required(ctx, staffing)
    }

    /// Who handles reports on its officials.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn nearest_organ(&self, ctx: &Ctx) -> Outcome<Option<OrganFacts>> {
        directory::organ_of_unit(&ctx.read(&self.tenant).await?, self.row.id).await
    }
}
