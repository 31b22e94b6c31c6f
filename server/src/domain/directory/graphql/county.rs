//! A county's page: its units by category, town and name, and what stands in the footer.

use crate::domain::directory::graphql::Unit;
use crate::domain::directory::{self, UnitFilter};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::page::PageInfo;
use crate::kernel::graphql::words;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ID, SimpleObject};
use entity::county;
use entity::id::{CountyId, UnitId};
use entity::words::UnitCategory;
use serde::Deserialize;

/// 县（区、市）: the tenant.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct County {
    /// Opaque id.
    pub id: ID,
    /// Six-digit division code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Short name, for buttons and lists.
    pub short_name: String,
    /// What the county calls its towns: 乡镇 or 街道.
    pub town_label: String,
    /// Whether its data is invented (演示数据).
    pub is_demo: bool,
    /// Who runs the county's platform.
    pub footer: CountyFooter,
}

/// A page of counties.
#[derive(Debug, SimpleObject)]
pub struct CountyConnection {
    /// The counties.
    pub nodes: Vec<County>,
    /// Where the page ends.
    pub page_info: PageInfo,
}

/// A page of units.
#[derive(Debug, SimpleObject)]
pub struct UnitConnection {
    /// The units.
    pub nodes: Vec<Unit>,
    /// Where the page ends.
    pub page_info: PageInfo,
    /// How many there are on all pages.
    pub total_count: i32,
}

/// Who runs the county's platform.
#[derive(Clone, Debug, Default, Deserialize, SimpleObject)]
#[serde(default, rename_all = "camelCase")]
pub struct CountyFooter {
    /// 主办单位.
    pub operator: String,
    /// Telephone of the operator.
    pub telephone: String,
    /// 来访地址: where one can speak in person.
    pub address: Option<String>,
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安联网备案号.
    pub security_filing: Option<String>,
    /// Where the privacy notice stands.
    pub privacy_url: Option<String>,
    /// Where the county's emblem lies, if it put one into its slot.
    #[serde(skip)]
    pub emblem_url: Option<String>,
    /// Counts the changes; `setFooter` and `setEmblem` take it.
    pub version: i32,
    /// Number of the emblem.
    #[graphql(skip)]
    pub emblem: Option<i32>,
}

/// How many units a category has.
#[derive(Clone, Debug, SimpleObject)]
pub struct CategoryCount {
    /// The category.
    pub category: words::UnitCategory,
    /// Number of units that exist today.
    pub units: i32,
}

impl County {
    /// The county with this division code.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_code(ctx: &Ctx, code: &str) -> Outcome<Self> {
        let county = ctx.county(code).await?;
        Self::by_id(ctx, county.id).await
    }

    /// The county with this id.
    ///
    /// # Errors
    /// Hidden if there is none; a fault of the database.
    pub async fn by_id(ctx: &Ctx, id: CountyId) -> Outcome<Self> {
        Ok(Self::from(directory::county_page(ctx, id).await?))
    }

    /// How many units each category has.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn counts(&self, ctx: &Ctx) -> Outcome<Vec<(UnitCategory, i64)>> {
        let tx = ctx.read(&ctx.county(&self.code).await?).await?;
        directory::category_counts(&tx).await
    }

    /// All towns, in order.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load_towns(&self, ctx: &Ctx) -> Outcome<Vec<Unit>> {
        let county = ctx.county(&self.code).await?;
        let tx = ctx.read(&county).await?;
        let towns = directory::towns(&tx).await?;
        Ok(Unit::plain_list(&county, towns))
    }

    /// A page of units that exist today.
    ///
    /// # Errors
    /// Hidden for a unit above that there is not; refused for a text or a cursor that is none.
    pub async fn find_units(&self, ctx: &Ctx, filter: UnitFilter, parent: Option<String>, page: &PageQuery) -> Outcome<UnitConnection> {
        let county = ctx.county(&self.code).await?;
        let tx = ctx.read(&county).await?;
        let mut above: Option<UnitId> = None;
        if let Some(code) = parent {
            above = Some(directory::unit_by_code(&tx, &code).await?.unit.id);
        }
        let found = directory::units(&tx, UnitFilter { parent: above, ..filter }, page).await?;
        let (nodes, page_info) = split(found.page);
        Ok(UnitConnection { nodes: Unit::list(&county, nodes), page_info, total_count: i32::try_from(found.total).unwrap_or(i32::MAX) })
    }
}

impl From<county::Model> for County {
    fn from(row: county::Model) -> Self {
        let mut footer: CountyFooter = serde_json::from_value(row.footer).unwrap_or_default();
        footer.emblem_url = footer.emblem.map(|no| format!("/emblem/{}/{no}", row.code));
        Self {
            footer,
            id: ids::show(row.id),
            code: row.code,
            name: row.name,
            short_name: row.short_name,
            town_label: row.town_label,
            is_demo: row.is_demo,
        }
    }
}

impl CountyConnection {
    /// One page of counties.
    ///
    /// # Errors
    /// A fault of the database.
    pub async fn load(ctx: &Ctx, page: &PageQuery) -> Outcome<Self> {
        let (nodes, page_info) = split(directory::counties(ctx, page).await?);
        Ok(Self { nodes: nodes.into_iter().map(County::from).collect(), page_info })
    }
}

impl UnitConnection {
    /// No unit.
    #[must_use]
    pub const fn empty() -> Self {
        Self { nodes: Vec::new(), page_info: PageInfo { has_next_page: false, end_cursor: None }, total_count: 0 }
    }
}

/// The rows of a page, and where it ends.
pub fn split<T>(page: Page<T>) -> (Vec<T>, PageInfo) {
    (page.nodes, PageInfo { has_next_page: page.has_next, end_cursor: page.end_cursor })
}
