//! A unit's page with its five sections.

use crate::api::objects::{County, PowerConnection};
use crate::domain::directory::graphql::{Organ, Post, Section, page_of, sentences};
use crate::domain::directory::{self, Staffing, UnitRow};
use crate::domain::entry;
use crate::domain::powers::{self, graphql::StructureRow};
use crate::kernel::graphql::errors::{ctx_of, required};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::words;
use crate::kernel::page::PageQuery;
use crate::kernel::{County as Tenant, Ctx, Outcome};
use async_graphql::{Context, Enum, ID, Object, Result};
use entity::unit;
use entity::words::PowerKind;
use std::sync::Arc;
use tokio::sync::OnceCell;

/// 单位: an organisation that exercises public power.
#[derive(Clone, Debug)]
pub struct Unit {
    county: Tenant,
    row: unit::Model,
    /// Parent and successor, if they were read along.
    kin: Option<Box<Kin>>,
    /// Sections and posts, read once however many fields want them.
    staffing: Arc<OnceCell<Staffing>>,
}

#[derive(Clone, Debug)]
struct Kin {
    parent: Option<unit::Model>,
    successor: Option<unit::Model>,
}

/// What the viewer may do with a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UnitAction {
    /// Report it or one of its officials.
    Report,
    /// Print its poster.
    PrintPoster,
}

#[Object]
impl Unit {
    /// Opaque id.
    async fn id(&self) -> ID {
        ids::show(self.row.id)
    }
    /// Stable code; for towns and villages the statistical division code.
    async fn code(&self) -> &str {
        &self.row.code
    }
    /// Name.
    async fn name(&self) -> &str {
        &self.row.name
    }
    /// Short name, for buttons and lists.
    async fn short_name(&self) -> &str {
        &self.row.short_name
    }
    /// One of the eight categories.
    async fn category(&self) -> words::UnitCategory {
        self.row.category.into()
    }
    /// What the unit is, in a sentence or two.
    async fn intro(&self) -> Option<&str> {
        self.row.intro.as_deref()
    }
    /// Households, for villages.
    async fn households(&self) -> Option<i32> {
        self.row.households
    }
    /// Population, for villages and towns.
    async fn population(&self) -> Option<i32> {
        self.row.population
    }
    /// 主要职责, a sentence each.
    async fn duties(&self) -> Vec<String> {
        sentences(&self.row.duties)
    }

    /// The county.
    async fn county(&self, context: &Context<'_>) -> Result<County> {
        let ctx = ctx_of(context)?;
        required(ctx, County::by_id(ctx, self.county.id).await)
    }

    /// The unit above it.
    async fn parent(&self, context: &Context<'_>) -> Result<Option<Self>> {
        let ctx = ctx_of(context)?;
        let kin = required(ctx, self.kin(ctx).await)?;
        Ok(kin.parent.map(|row| Self::plain(&self.county, row)))
    }

    /// Where its page went when it was merged or renamed.
    async fn successor(&self, context: &Context<'_>) -> Result<Option<Self>> {
        let ctx = ctx_of(context)?;
        let kin = required(ctx, self.kin(ctx).await)?;
        Ok(kin.successor.map(|row| Self::plain(&self.county, row)))
    }

    /// 班子: public posts in the leading group.
    async fn leading_group(&self, context: &Context<'_>) -> Result<Vec<Post>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        let groups: Vec<_> = staffing.sections.iter().filter(|section| section.is_leading_group).map(|section| Some(section.id)).collect();
        let posts = staffing.posts.iter().filter(|row| groups.contains(&row.post.section_id));
        Ok(posts.map(|row| Post::new(row, &staffing.sections)).collect())
    }

    /// 内设机构, with their duties and posts; the leading group stands in `leadingGroup`.
    async fn sections(&self, context: &Context<'_>) -> Result<Vec<Section>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        let inner = staffing.sections.iter().filter(|section| !section.is_leading_group);
        Ok(inner.map(|section| Section::new(section, staffing)).collect())
    }

    /// All public posts of the unit, in order.
    async fn officials(&self, context: &Context<'_>) -> Result<Vec<Post>> {
        let staffing = self.staffing(ctx_of(context)?).await?;
        Ok(staffing.posts.iter().map(|row| Post::new(row, &staffing.sections)).collect())
    }

    /// 权力构架: who exercises what, who supervises.
    async fn structure(&self, context: &Context<'_>) -> Result<Vec<StructureRow>> {
        let ctx = ctx_of(context)?;
        let rows = required(ctx, self.load_structure(ctx).await)?;
        Ok(rows.into_iter().map(StructureRow::from).collect())
    }

    /// Published powers of the unit, in order.
    async fn powers(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only of this kind.")] kind: Option<words::PowerKind>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<PowerConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, self.load_powers(ctx, kind.map(PowerKind::from), &page).await)
    }

    /// Who handles reports on this unit's officials.
    async fn organ(&self, context: &Context<'_>) -> Result<Option<Organ>> {
        let ctx = ctx_of(context)?;
        let organ = required(ctx, self.load_organ(ctx).await)?;
        Ok(organ.map(Organ::from))
    }

    /// What the viewer may do with it.
    async fn viewer_can(&self, context: &Context<'_>) -> Result<Vec<UnitAction>> {
        let ctx = ctx_of(context)?;
        let may_print = entry::decide(&ctx.actor, entry::Action::PrintPoster, self.county.id).is_allowed();
        let report = directory::lives(&self.row, ctx).then_some(UnitAction::Report);
        Ok(report.into_iter().chain(may_print.then_some(UnitAction::PrintPoster)).collect())
    }
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
        Self { county: county.clone(), row, kin: None, staffing: Arc::default() }
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

    async fn kin(&self, ctx: &Ctx) -> Outcome<Kin> {
        if let Some(kin) = &self.kin {
            return Ok(Kin::clone(kin));
        }
        let tx = ctx.read(&self.county).await?;
        let row = directory::unit_by_id(&tx, self.row.id).await?;
        Ok(Kin { parent: row.parent, successor: row.successor })
    }

    async fn staffing(&self, ctx: &Ctx) -> Result<&Staffing> {
        let load = || async { directory::staffing(&ctx.read(&self.county).await?, self.row.id).await };
        let staffing = self.staffing.get_or_try_init(load).await;
        required(ctx, staffing)
    }

    async fn load_structure(&self, ctx: &Ctx) -> Outcome<Vec<powers::StructureRow>> {
        powers::structure(&ctx.read(&self.county).await?, self.row.id).await
    }

    async fn load_powers(&self, ctx: &Ctx, kind: Option<PowerKind>, page: &PageQuery) -> Outcome<PowerConnection> {
        let tx = ctx.read(&self.county).await?;
        let found = powers::powers_of_unit(&tx, self.row.id, kind, page).await?;
        Ok(PowerConnection::new(&self.county, &self.row, found))
    }

    async fn load_organ(&self, ctx: &Ctx) -> Outcome<Option<directory::OrganFacts>> {
        directory::organ_of_unit(&ctx.read(&self.county).await?, self.row.id).await
    }
}
