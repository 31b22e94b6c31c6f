//! Rows for the public pages: counties, units, sections and posts.

use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{ErrorCode, Failure, Outcome, Tx, alike};
use entity::id::{CountyId, UnitId};
use entity::scope::platform_rows;
use entity::words::UnitCategory;
use entity::{county, official, organ, post, section, unit};
use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DbErr, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use std::collections::BTreeMap;
use time::Date;

/// Which units of a county.
#[derive(Clone, Debug, Default)]
pub struct UnitFilter {
    /// Only of this category.
    pub category: Option<UnitCategory>,
    /// Only directly below this unit.
    pub parent: Option<UnitId>,
    /// Only with this text in the name.
    pub text: Option<String>,
}

/// A unit with the two units it points at.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// The unit.
    pub unit: unit::Model,
    /// The unit above it.
    pub parent: Option<unit::Model>,
    /// Where its page went when it was stopped.
    pub successor: Option<unit::Model>,
}

impl From<UnitRow> for unit::Model {
    fn from(row: UnitRow) -> Self {
        row.unit
    }
}

/// A post that holds today, and who holds it.
#[derive(Clone, Debug)]
pub struct PostRow {
    /// The post.
    pub post: post::Model,
    /// The official.
    pub official: official::Model,
}

/// A unit's sections and the public posts that hold today, both in their order.
#[derive(Clone, Debug, Default)]
pub struct Staffing {
    /// 内设机构.
    pub sections: Vec<section::Model>,
    /// 岗位职务.
    pub posts: Vec<PostRow>,
}

pub(in crate::domain::directory) async fn county_row(db: &impl ConnectionTrait, id: CountyId) -> Result<Option<county::Model>, DbErr> {
    platform_rows::<county::Entity>().filter(county::Column::Id.eq(id)).one(db).await
}

pub(in crate::domain::directory) async fn county_rows(db: &impl ConnectionTrait, page: &PageQuery) -> Result<Page<county::Model>, DbErr> {
    let mut rows = platform_rows::<county::Entity>();
    if let Some(code) = page.after.as_ref().and_then(|after| after.first()) {
        rows = rows.filter(county::Column::Code.gt(code.as_str()));
    }
    let rows = rows.order_by_asc(county::Column::Code).limit(page.first + 1).all(db).await?;
    Ok(page.page(rows, |row| vec![row.code.clone()]))
}

pub(in crate::domain::directory) async fn unit_by_code(tx: &Tx, code: &str) -> Result<Option<UnitRow>, DbErr> {
    let found = tx.rows().find::<unit::Entity>().filter(unit::Column::Code.eq(code)).one(tx).await?;
    Ok(with_kin(tx, found.into_iter().collect()).await?.into_iter().next())
}

pub(in crate::domain::directory) async fn unit_by_id(tx: &Tx, id: UnitId) -> Result<Option<UnitRow>, DbErr> {
    let found = tx.rows().one::<unit::Entity, _>(id).one(tx).await?;
    Ok(with_kin(tx, found.into_iter().collect()).await?.into_iter().next())
}

pub(in crate::domain::directory) async fn units(tx: &Tx, filter: &UnitFilter, page: &PageQuery) -> Outcome<Page<UnitRow>> {
    let mut rows = tx.rows().find::<unit::Entity>().filter(condition(tx, filter));
    if let Some(after) = &page.after {
        let (ordinal, code) = position(after)?;
        let same = Condition::all().add(unit::Column::Ordinal.eq(ordinal)).add(unit::Column::Code.gt(code));
        rows = rows.filter(Condition::any().add(unit::Column::Ordinal.gt(ordinal)).add(same));
    }
    let rows = rows.order_by_asc(unit::Column::Ordinal).order_by_asc(unit::Column::Code).limit(page.first + 1).all(tx).await?;
    let found = page.page(rows, |row| vec![row.ordinal.to_string(), row.code.clone()]);
    Ok(Page { nodes: with_kin(tx, found.nodes).await?, has_next: found.has_next, end_cursor: found.end_cursor })
}

pub(in crate::domain::directory) async fn count_units(tx: &Tx, filter: &UnitFilter) -> Result<u64, DbErr> {
    tx.rows().find::<unit::Entity>().filter(condition(tx, filter)).count(tx).await
}

pub(in crate::domain::directory) async fn towns(tx: &Tx) -> Result<Vec<unit::Model>, DbErr> {
    let filter = UnitFilter { category: Some(UnitCategory::Town), ..UnitFilter::default() };
    let rows = tx.rows().find::<unit::Entity>().filter(condition(tx, &filter));
    rows.order_by_asc(unit::Column::Ordinal).order_by_asc(unit::Column::Code).all(tx).await
}

pub(in crate::domain::directory) async fn category_counts(tx: &Tx) -> Result<BTreeMap<UnitCategory, i64>, DbErr> {
    let rows = tx.rows().find::<unit::Entity>().filter(condition(tx, &UnitFilter::default())).select_only();
    let rows = rows.column(unit::Column::Category).column_as(unit::Column::Id.count(), "units").group_by(unit::Column::Category);
    Ok(rows.into_tuple::<(UnitCategory, i64)>().all(tx).await?.into_iter().collect())
}

/// Sections and posts of all these units, in three statements however many.
pub(in crate::domain::directory) async fn staffing(tx: &Tx, units: &[UnitId]) -> Result<BTreeMap<UnitId, Staffing>, DbErr> {
    let mut all: BTreeMap<UnitId, Staffing> = units.iter().map(|unit| (*unit, Staffing::default())).collect();
    let ids = || units.iter().copied();
    let sections = tx.rows().find::<section::Entity>().filter(section::Column::UnitId.is_in(ids()));
    let sections = sections.order_by_asc(section::Column::Ordinal).order_by_asc(section::Column::Id).all(tx).await?;
    for section in sections {
        all.entry(section.unit_id).or_default().sections.push(section);
    }
    let people: BTreeMap<_, _> = officials_of(tx, units).await?.into_iter().map(|row| (row.id, row)).collect();
    let today = tx.now.in_china().date();
    let posts = tx.rows().find::<post::Entity>().filter(post::Column::UnitId.is_in(ids())).filter(post::Column::IsPublic.eq(true));
    let posts = posts.filter(holds(post::Column::ValidFrom, post::Column::ValidUntil, today));
    let posts = posts.order_by_asc(post::Column::Ordinal).order_by_asc(post::Column::Id).all(tx).await?;
    for post in posts {
        let Some(official) = people.get(&post.official_id).cloned() else { continue };
        all.entry(post.unit_id).or_default().posts.push(PostRow { post, official });
    }
    Ok(all)
}

/// Everybody with a post in the units.
async fn officials_of(tx: &Tx, units: &[UnitId]) -> Result<Vec<official::Model>, DbErr> {
    let posts = tx.rows().find::<post::Entity>().filter(post::Column::UnitId.is_in(units.iter().copied()));
    let posts = posts.select_only().column(post::Column::OfficialId);
    let inside = official::Column::Id.in_subquery(sea_orm::QueryTrait::into_query(posts));
    tx.rows().find::<official::Entity>().filter(inside).all(tx).await
}

/// The units with these ids, in no order.
pub(in crate::domain::directory) async fn units_by_id(tx: &Tx, ids: &[UnitId]) -> Result<Vec<unit::Model>, DbErr> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(ids.iter().copied())).all(tx).await
}

/// Units of this day that are called exactly so, and organs with the unit that they belong to.
pub(in crate::domain::directory) async fn called(tx: &Tx, names: &[String]) -> Result<(Vec<unit::Model>, Vec<organ::Model>), DbErr> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(unit::Column::ValidUntil.is_null()).add(unit::Column::ValidUntil.gte(today));
    let named = unit::Column::Name.is_in(names.iter().map(String::as_str));
    let units = tx.rows().find::<unit::Entity>().filter(named).filter(unit::Column::ValidFrom.lte(today)).filter(holds).all(tx).await?;
    let named = organ::Column::Name.is_in(names.iter().map(String::as_str));
    let organs = tx.rows().find::<organ::Entity>().filter(named).filter(organ::Column::UnitId.is_not_null()).all(tx).await?;
    Ok((units, organs))
}

/// Adds parents and successors: one statement however many units.
async fn with_kin(tx: &Tx, rows: Vec<unit::Model>) -> Result<Vec<UnitRow>, DbErr> {
    let wanted: std::collections::BTreeSet<_> = rows.iter().flat_map(|row| [row.parent_id, row.successor_id]).flatten().collect();
    let mut kin = BTreeMap::new();
    if !wanted.is_empty() {
        let found = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(wanted)).all(tx).await?;
        kin.extend(found.into_iter().map(|row| (row.id, row)));
    }
    let get = |id: Option<UnitId>| id.and_then(|id| kin.get(&id)).cloned();
    Ok(rows.into_iter().map(|unit| UnitRow { parent: get(unit.parent_id), successor: get(unit.successor_id), unit }).collect())
}

fn condition(tx: &Tx, filter: &UnitFilter) -> Condition {
    let today = tx.now.in_china().date();
    let named = filter.text.as_deref().map(|text| alike::holds(unit::Column::Name, text));
    Condition::all()
        .add(holds(unit::Column::ValidFrom, unit::Column::ValidUntil, today))
        .add_option(filter.category.map(|category| unit::Column::Category.eq(category)))
        .add_option(filter.parent.map(|parent| unit::Column::ParentId.eq(parent)))
        .add_option(named)
}

fn holds(from: impl sea_orm::ColumnTrait, until: impl sea_orm::ColumnTrait, today: Date) -> Condition {
    Condition::all().add(from.lte(today)).add(Condition::any().add(until.is_null()).add(until.gte(today)))
}

fn position(after: &[String]) -> Outcome<(i32, &str)> {
    let refuse = || Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。");
    match after {
        [ordinal, code] => Ok((ordinal.parse().map_err(|_| refuse())?, code.as_str())),
        _ => Err(refuse()),
    }
}
