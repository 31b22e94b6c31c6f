//! Counties and units as the API's entry; officials, organs, sections and posts as objects.

use crate::api::objects::{County, CountyConnection, Unit};
use crate::domain::directory::{self, OrganFacts, PostRow};
use crate::kernel::graphql::errors::{ctx_of, optional, required, top_level};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::words;
use crate::kernel::page::PageQuery;
use crate::kernel::{Ctx, Failure};
use async_graphql::{Context, ID, Object, Result, SimpleObject};
use entity::words::OrganKind;
use entity::{official, organ, section};

/// Queries of the directory.
#[derive(Debug, Default)]
pub struct DirectoryQuery;

#[Object]
impl DirectoryQuery {
    /// The county with this six-digit division code.
    async fn county(&self, context: &Context<'_>, #[graphql(desc = "Six-digit division code.")] code: String) -> Result<Option<County>> {
        let ctx = ctx_of(context)?;
        optional(ctx, County::by_code(ctx, &code).await)
    }

    /// The counties of this platform, by code.
    async fn counties(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Rows wanted, 1 to 100; 20 if not given.")] first: Option<i32>,
        #[graphql(desc = "Cursor of the last row seen.")] after: Option<String>,
    ) -> Result<CountyConnection> {
        let ctx = ctx_of(context)?;
        let page = page_of(ctx, first, after.as_deref())?;
        required(ctx, CountyConnection::load(ctx, &page).await)
    }

    /// The page of one unit; a stopped unit names its successor.
    async fn unit(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Division code of the county.")] county: String,
        #[graphql(desc = "Code of the unit within the county.")] code: String,
    ) -> Result<Option<Unit>> {
        let ctx = ctx_of(context)?;
        optional(ctx, Unit::by_code(ctx, &county, &code).await)
    }
}

/// The arguments `first` and `after` of a list.
///
/// # Errors
/// Refused as [`PageQuery::parse`] says.
pub fn page_of(ctx: &Ctx, first: Option<i32>, after: Option<&str>) -> Result<PageQuery> {
    PageQuery::parse(first, after).map_err(|error| top_level(ctx, Failure::Refused(vec![error])))
}

/// 干部: one person through all posts.
#[derive(Clone, Debug, SimpleObject)]
pub struct Official {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Whether the person is invented (演示数据).
    pub is_demo: bool,
}

/// 纪检组织: a discipline organ that handles reports.
#[derive(Clone, Debug, SimpleObject)]
pub struct Organ {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// Kind.
    pub kind: words::OrganKind,
    /// Whether it stands above the county, outside this platform.
    pub external: bool,
    /// Telephone.
    pub telephone: Option<String>,
}

/// 岗位职务: an official in a unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct Post {
    /// Opaque id.
    pub id: ID,
    /// Title.
    pub title: String,
    /// What the post is for, a sentence each.
    pub duties: Vec<String>,
    /// Who holds it.
    pub official: Official,
    /// Whether it is the unit's first place (一把手).
    pub leads_unit: bool,
    /// Name of the section, if it belongs to one.
    pub section_name: Option<String>,
}

/// 内设机构: a part of a unit.
#[derive(Clone, Debug, SimpleObject)]
pub struct Section {
    /// Opaque id.
    pub id: ID,
    /// Name.
    pub name: String,
    /// What the section is for, a sentence each.
    pub duties: Vec<String>,
    /// Its public posts, in order.
    pub posts: Vec<Post>,
}

impl From<official::Model> for Official {
    fn from(row: official::Model) -> Self {
        Self { id: ids::show(row.id), name: row.name, is_demo: row.is_demo }
    }
}

impl From<OrganFacts> for Organ {
    fn from(organ: OrganFacts) -> Self {
        Self { id: ids::show(organ.id), name: organ.name, kind: organ.kind.into(), external: organ.external, telephone: organ.telephone }
    }
}

impl From<organ::Model> for Organ {
    fn from(row: organ::Model) -> Self {
        let external = row.kind == OrganKind::External;
        Self { id: ids::show(row.id), name: row.name, kind: row.kind.into(), external, telephone: row.telephone }
    }
}

impl Post {
    /// A post, with the name of its section.
    #[must_use]
    pub fn new(row: &PostRow, sections: &[section::Model]) -> Self {
        let section = sections.iter().find(|section| Some(section.id) == row.post.section_id);
        Self {
            id: ids::show(row.post.id),
            title: row.post.title.clone(),
            duties: sentences(&row.post.duties),
            official: row.official.clone().into(),
            leads_unit: row.post.leads_unit,
            section_name: section.map(|section| section.name.clone()),
        }
    }
}

impl Section {
    /// A section with its posts.
    #[must_use]
    pub fn new(row: &section::Model, staffing: &directory::Staffing) -> Self {
        let posts = staffing.posts.iter().filter(|post| post.post.section_id == Some(row.id));
        Self {
            id: ids::show(row.id),
            name: row.name.clone(),
            duties: sentences(&row.duties),
            posts: posts.map(|post| Post::new(post, &staffing.sections)).collect(),
        }
    }
}

/// The sentences of a JSON column.
#[must_use]
pub fn sentences(json: &serde_json::Value) -> Vec<String> {
    json.as_array().into_iter().flatten().filter_map(|one| one.as_str().map(str::to_owned)).collect()
}
