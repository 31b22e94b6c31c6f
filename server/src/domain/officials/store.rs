//! The SQL of posts, kinship and endings.

use super::rules::Head;
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::{ErrorCode, Failure, Outcome, Tx, alike};
use entity::id::{AccountId, KinshipEndingId, KinshipId, OfficialId, OrganId, PostId, SectionId, UnitId};
use entity::words::{AccountState, GrantState, KinshipEndingState, StaffRole};
use entity::{account, kinship, kinship_ending, official, post, role_grant, section, unit};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, Condition, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use std::collections::{BTreeMap, BTreeSet};
use time::Date;

/// An official, held until the transaction ends: two who move him come one after the other.
pub async fn hold_official(tx: &Tx, id: OfficialId) -> Outcome<official::Model> {
    tx.rows().one::<official::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// Officials by id.
pub async fn officials(tx: &Tx, ids: BTreeSet<OfficialId>) -> Outcome<BTreeMap<OfficialId, official::Model>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<official::Entity>().filter(official::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// All posts of an official, those that ended too, the newest first.
pub async fn posts(tx: &Tx, of: OfficialId) -> Outcome<Vec<post::Model>> {
    let rows = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.eq(of));
    Ok(rows.order_by_desc(post::Column::ValidFrom).order_by_asc(post::Column::Id).all(tx).await?)
}

/// Public posts of today of these officials.
pub async fn public_posts(tx: &Tx, of: &[OfficialId], today: Date) -> Outcome<Vec<post::Model>> {
    if of.is_empty() {
        return Ok(Vec::new());
    }
    let holds = Condition::any().add(post::Column::ValidUntil.is_null()).add(post::Column::ValidUntil.gte(today));
    let rows = tx.rows().find::<post::Entity>().filter(post::Column::OfficialId.is_in(of.iter().copied())).filter(holds);
    let rows = rows.filter(post::Column::ValidFrom.lte(today)).filter(post::Column::IsPublic.eq(true));
    Ok(rows.order_by_asc(post::Column::Ordinal).order_by_asc(post::Column::Id).all(tx).await?)
}

/// Names of units.
pub async fn unit_names(tx: &Tx, ids: BTreeSet<UnitId>) -> Outcome<BTreeMap<UnitId, String>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<unit::Entity>().filter(unit::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.name)).collect())
}

/// A unit of the county.
pub async fn unit(tx: &Tx, id: UnitId) -> Outcome<Option<unit::Model>> {
    Ok(tx.rows().one::<unit::Entity, _>(id).one(tx).await?)
}

/// A section of the county.
pub async fn section(tx: &Tx, id: SectionId) -> Outcome<Option<section::Model>> {
    Ok(tx.rows().one::<section::Entity, _>(id).one(tx).await?)
}

/// Gives a post its last day.
pub async fn end_post(tx: &Tx, id: PostId, last: Date) -> Outcome<()> {
    let update = tx.rows().update::<post::Entity>().col_expr(post::Column::ValidUntil, Expr::value(Some(last)));
    let update = update.col_expr(post::Column::EndKnownAt, Expr::value(Some(tx.now)));
    update.filter(post::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// Officials whose name holds these characters.
pub async fn called(tx: &Tx, text: &str, most: u64) -> Outcome<Vec<official::Model>> {
    let rows = tx.rows().find::<official::Entity>().filter(alike::holds(official::Column::Name, text));
    Ok(rows.order_by_asc(official::Column::Name).order_by_asc(official::Column::Id).limit(most).all(tx).await?)
}

/// The kinship of these two, whoever declared it.
pub async fn kinship_of(tx: &Tx, one: OfficialId, other: OfficialId) -> Outcome<Option<kinship::Model>> {
    let pair = |a: OfficialId, b: OfficialId| kinship::Column::OfficialId.eq(a).and(kinship::Column::RelativeId.eq(b));
    let either = Condition::any().add(pair(one, other)).add(pair(other, one));
    Ok(tx.rows().find::<kinship::Entity>().filter(either).one(tx).await?)
}

/// A declared kinship, held until the transaction ends.
pub async fn hold_kinship(tx: &Tx, id: KinshipId) -> Outcome<Option<kinship::Model>> {
    Ok(tx.rows().one::<kinship::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// A head's word about the relative, or the relative's own.
pub async fn answer_kinship(tx: &Tx, id: KinshipId, (is_noted, by): (bool, AccountId)) -> Outcome<()> {
    let update = tx.rows().update::<kinship::Entity>().col_expr(kinship::Column::IsNoted, Expr::value(is_noted));
    let update = update.col_expr(kinship::Column::AnsweredBy, Expr::value(Some(by)));
    let update = update.col_expr(kinship::Column::AnsweredAt, Expr::value(Some(tx.now)));
    update.filter(kinship::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// How many an official declared that still count.
pub async fn declared_by(tx: &Tx, official: OfficialId) -> Outcome<u64> {
    Ok(tx.rows().find::<kinship::Entity>().filter(kinship::Column::OfficialId.eq(official)).count(tx).await?)
}

/// Declarations about which nobody said anything for the relative, the oldest first.
pub async fn unanswered(tx: &Tx, most: u64) -> Outcome<Vec<kinship::Model>> {
    let rows = tx.rows().find::<kinship::Entity>().filter(kinship::Column::IsNoted.eq(false));
    let rows = rows.filter(kinship::Column::AnsweredAt.is_null()).order_by_asc(kinship::Column::Id);
    Ok(rows.limit(most).all(tx).await?)
}

/// Declarations by id.
pub async fn kinships_by_id(tx: &Tx, ids: Vec<KinshipId>) -> Outcome<BTreeMap<KinshipId, kinship::Model>> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let rows = tx.rows().find::<kinship::Entity>().filter(kinship::Column::Id.is_in(ids)).all(tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// A declared kinship counts no more.
pub async fn drop_kinship(tx: &Tx, id: KinshipId) -> Outcome<()> {
    tx.rows().delete::<kinship::Entity>().filter(kinship::Column::Id.eq(id)).exec(tx).await?;
    Ok(())
}

/// What was declared, by or about one official or by all, the newest first.
pub async fn kinships(tx: &Tx, of: Option<OfficialId>, page: &PageQuery) -> Outcome<Page<kinship::Model>> {
    let mut rows = tx.rows().find::<kinship::Entity>();
    if let Some(official) = of {
        let either = Condition::any().add(kinship::Column::OfficialId.eq(official)).add(kinship::Column::RelativeId.eq(official));
        rows = rows.filter(either);
    }
    if let Some(cursor) = &page.after {
        let last: Option<KinshipId> = cursor.first().and_then(|id| id.parse().ok());
        let last = last.ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?;
        rows = rows.filter(kinship::Column::Id.lt(last));
    }
    let rows = rows.order_by_desc(kinship::Column::Id).limit(page.first.saturating_add(1)).all(tx).await?;
    Ok(page.page(rows, |row| vec![row.id.to_string()]))
}

/// Open wishes about these declarations.
pub async fn endings_of(tx: &Tx, kinships: &[KinshipId]) -> Outcome<Vec<kinship_ending::Model>> {
    if kinships.is_empty() {
        return Ok(Vec::new());
    }
    let open = kinship_ending::Column::OpenKinshipId.is_in(kinships.iter().copied());
    Ok(tx.rows().find::<kinship_ending::Entity>().filter(open).all(tx).await?)
}

/// Open wishes that wait for one of these organs, the oldest first.
pub async fn open_endings(tx: &Tx, organs: &[OrganId], most: u64) -> Outcome<Vec<kinship_ending::Model>> {
    let rows = tx.rows().find::<kinship_ending::Entity>().filter(kinship_ending::Column::State.eq(KinshipEndingState::Open));
    let rows = rows.filter(kinship_ending::Column::OrganId.is_in(organs.iter().copied()));
    Ok(rows.order_by_asc(kinship_ending::Column::AskedAt).order_by_asc(kinship_ending::Column::Id).limit(most).all(tx).await?)
}

/// A wish, held until the transaction ends.
pub async fn hold_ending(tx: &Tx, id: KinshipEndingId) -> Outcome<Option<kinship_ending::Model>> {
    Ok(tx.rows().one::<kinship_ending::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// Answers a wish.
pub async fn decide_ending(tx: &Tx, id: KinshipEndingId, (state, by): (KinshipEndingState, AccountId)) -> Outcome<()> {
    let update = tx
        .rows()
        .update::<kinship_ending::Entity>()
        .col_expr(kinship_ending::Column::State, Expr::value(state))
        .col_expr(kinship_ending::Column::OpenKinshipId, Expr::value(Option::<KinshipId>::None))
        .col_expr(kinship_ending::Column::DecidedBy, Expr::value(Some(by)))
        .col_expr(kinship_ending::Column::DecidedAt, Expr::value(Some(tx.now)))
        .filter(kinship_ending::Column::Id.eq(id));
    update.exec(tx).await?;
    Ok(())
}

/// Heads of the organ today who are none of these officials.
pub async fn heads(tx: &Tx, organ: OrganId, but: &[OfficialId]) -> Outcome<BTreeSet<AccountId>> {
    let is_meant = |head: &Head| head.organ == organ && head.official.is_none_or(|official| !but.contains(&official));
    Ok(all_heads(tx).await?.into_iter().filter(is_meant).map(|head| head.account).collect())
}

/// Heads of all organs today.
pub async fn all_heads(tx: &Tx) -> Outcome<Vec<Head>> {
    let rows = holders(tx, &[StaffRole::Head]).await?;
    Ok(rows.into_iter().map(|(account, official, organ)| Head { organ, account, official }).collect())
}

/// Organs in which these officials hold case roles today, and by which account.
pub async fn case_roles(tx: &Tx, of: &[OfficialId]) -> Outcome<Vec<(OfficialId, AccountId, OrganId)>> {
    let rows = holders(tx, &[StaffRole::Handler, StaffRole::Head, StaffRole::Custodian]).await?;
    let held = rows.into_iter().filter_map(|(account, official, organ)| Some((official?, account, organ)));
    Ok(held.filter(|(official, ..)| of.contains(official)).collect())
}

/// The open account of an official.
pub async fn account_of(tx: &Tx, official: OfficialId) -> Outcome<Option<AccountId>> {
    let rows = tx.rows().find::<account::Entity>().filter(account::Column::OfficialId.eq(official));
    let rows = rows.filter(account::Column::State.eq(AccountState::Active)).select_only().column(account::Column::Id);
    Ok(rows.into_tuple().one(tx).await?)
}

/// Who holds one of these roles in an organ today, in two statements; only accounts that may sign in.
async fn holders(tx: &Tx, roles: &[StaffRole]) -> Outcome<Vec<(AccountId, Option<OfficialId>, OrganId)>> {
    let today = tx.now.in_china().date();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let grants = tx.rows().find::<role_grant::Entity>().filter(role_grant::Column::Role.is_in(roles.iter().copied())).filter(holds);
    let grants = grants.filter(role_grant::Column::State.eq(GrantState::Active)).filter(role_grant::Column::ValidFrom.lte(today));
    let grants = grants.filter(role_grant::Column::OrganId.is_not_null()).select_only();
    let grants = grants.column(role_grant::Column::AccountId).column(role_grant::Column::OrganId);
    let grants: Vec<(AccountId, OrganId)> = grants.into_tuple().all(tx).await?;
    let accounts = tx.rows().find::<account::Entity>().filter(account::Column::State.eq(AccountState::Active));
    let accounts = accounts.filter(account::Column::Id.is_in(grants.iter().map(|(account, _)| *account))).select_only();
    let accounts = accounts.column(account::Column::Id).column(account::Column::OfficialId);
    let behind: BTreeMap<AccountId, Option<OfficialId>> = accounts.into_tuple().all(tx).await?.into_iter().collect();
    Ok(grants.into_iter().filter_map(|(account, organ)| Some((account, *behind.get(&account)?, organ))).collect())
}
