//! The SQL of halts: orders, answers, and who is to be told of them.

use crate::domain::halts::rules::Seen;
use crate::kernel::page::PageQuery;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::id::{AccountId, HaltId, OrganId, PowerId, UnitId};
use entity::words::{AccountState, GrantState, StaffRole};
use entity::{account, flow_step, halt, halt_answer, power, role_grant};
use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait as _, Condition, Order, PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect, Select};
use std::collections::BTreeSet;

/// Holds a power until the transaction ends: of two who stop it at once, the second sees the first one's order.
pub async fn hold_power(tx: &Tx, id: PowerId) -> Outcome<()> {
    let held = tx.rows().one::<power::Entity, _>(id).lock_exclusive().select_only().column(power::Column::Id);
    held.into_tuple::<PowerId>().one(tx).await?;
    Ok(())
}

/// A power, published or not.
pub async fn power(tx: &Tx, id: PowerId) -> Outcome<power::Model> {
    tx.rows().one::<power::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// Powers by id, published or not, in no order.
pub async fn powers(tx: &Tx, ids: BTreeSet<PowerId>) -> Outcome<Vec<power::Model>> {
    Ok(tx.rows().find::<power::Entity>().filter(power::Column::Id.is_in(ids)).all(tx).await?)
}

/// One step of a power.
pub async fn step(tx: &Tx, power: PowerId, number: i32) -> Outcome<Option<flow_step::Model>> {
    let steps = tx.rows().find::<flow_step::Entity>().filter(flow_step::Column::PowerId.eq(power));
    Ok(steps.filter(flow_step::Column::Number.eq(number)).one(tx).await?)
}

/// A halt, held until the transaction ends: an answer and a resumption at once come one after the other.
pub async fn held(tx: &Tx, id: HaltId) -> Outcome<halt::Model> {
    tx.rows().one::<halt::Entity, _>(id).lock_exclusive().one(tx).await?.ok_or_else(Failure::hidden)
}

/// A halt as it stands.
pub async fn halt(tx: &Tx, id: HaltId) -> Outcome<halt::Model> {
    tx.rows().one::<halt::Entity, _>(id).one(tx).await?.ok_or_else(Failure::hidden)
}

/// The order that stops a power now.
pub async fn open_of(tx: &Tx, power: PowerId) -> Outcome<Option<halt::Model>> {
    Ok(tx.rows().find::<halt::Entity>().filter(halt::Column::OpenPowerId.eq(power)).one(tx).await?)
}

/// Every halt of the powers, open ones first, then the newest first.
pub async fn of_powers(tx: &Tx, powers: &[PowerId]) -> Outcome<Vec<halt::Model>> {
    if powers.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tx.rows().find::<halt::Entity>().filter(halt::Column::PowerId.is_in(powers.iter().copied()));
    Ok(open_first(rows).all(tx).await?)
}

/// Halts of powers of these units, the newest first.
pub async fn of_units(tx: &Tx, units: &[UnitId], most: u64) -> Outcome<Vec<halt::Model>> {
    let rows = tx.rows().find::<halt::Entity>().filter(halt::Column::PowerId.in_subquery(powers_of(tx, units)));
    Ok(rows.order_by_desc(halt::Column::OrderedAt).order_by_desc(halt::Column::Id).limit(most).all(tx).await?)
}

fn powers_of(tx: &Tx, units: &[UnitId]) -> SelectStatement {
    Query::select()
        .column(power::Column::Id)
        .from(power::Entity)
        .and_where(power::Column::CountyId.eq(tx.county.id))
        .and_where(power::Column::UnitId.is_in(units.iter().copied()))
        .to_owned()
}

/// What the halts were answered, oldest first.
pub async fn answers(tx: &Tx, halts: Vec<HaltId>) -> Outcome<Vec<halt_answer::Model>> {
    let rows = tx.rows().find::<halt_answer::Entity>().filter(halt_answer::Column::HaltId.is_in(halts));
    Ok(rows.order_by_asc(halt_answer::Column::AnsweredAt).order_by_asc(halt_answer::Column::Id).all(tx).await?)
}

/// Writes down that a power may go on; false if somebody was faster.
pub async fn resume(tx: &Tx, id: HaltId, organ: OrganId, (by, reason): (AccountId, &str)) -> Outcome<bool> {
    let open = tx.rows().update::<halt::Entity>().filter(halt::Column::Id.eq(id)).filter(halt::Column::ResumedAt.is_null());
    let none: Option<uuid::Uuid> = None;
    let change = open
        .col_expr(halt::Column::OpenPowerId, Expr::value(none))
        .col_expr(halt::Column::ResumedOrganId, Expr::value(organ.0))
        .col_expr(halt::Column::ResumedBy, Expr::value(by.0))
        .col_expr(halt::Column::ResumedAt, Expr::value(tx.now))
        .col_expr(halt::Column::ResumeReason, Expr::value(reason));
    Ok(change.exec(tx).await?.rows_affected == 1)
}

/// A page of what is seen, open ones first, then the newest first; one row more than asked for.
pub async fn page(tx: &Tx, seen: &Seen, open: Option<bool>, page: &PageQuery) -> Outcome<Vec<halt::Model>> {
    let mut rows = visible(tx, seen, open);
    if let Some(after) = &page.after {
        rows = rows.filter(later(after).ok_or_else(|| Failure::field(ErrorCode::Invalid, "after", "翻页标记不对，请从头看。"))?);
    }
    Ok(open_first(rows).limit(page.first.saturating_add(1)).all(tx).await?)
}

/// The place of a row in that order.
pub fn place_of(row: &halt::Model) -> Vec<String> {
    vec![row.resumed_at.is_none().to_string(), row.ordered_at.0.to_string(), row.id.to_string()]
}

/// How many there are behind all pages.
pub async fn count(tx: &Tx, seen: &Seen, open: Option<bool>) -> Outcome<u64> {
    Ok(visible(tx, seen, open).count(tx).await?)
}

fn visible(tx: &Tx, seen: &Seen, open: Option<bool>) -> Select<halt::Entity> {
    let mut rows = tx.rows().find::<halt::Entity>();
    if !seen.is_everything {
        let own = powers_of(tx, &seen.units);
        let ordered = halt::Column::OrganId.is_in(seen.organs.iter().copied());
        rows = rows.filter(Condition::any().add(ordered).add(halt::Column::PowerId.in_subquery(own)));
    }
    match open {
        Some(true) => rows.filter(halt::Column::ResumedAt.is_null()),
        Some(false) => rows.filter(halt::Column::ResumedAt.is_not_null()),
        None => rows,
    }
}

fn open_first(rows: Select<halt::Entity>) -> Select<halt::Entity> {
    let rows = rows.order_by(halt::Column::ResumedAt.is_null(), Order::Desc);
    rows.order_by_desc(halt::Column::OrderedAt).order_by_desc(halt::Column::Id)
}

/// Rows behind this place; none if it is no place.
fn later(after: &[String]) -> Option<Condition> {
    let [is_open, at, id] = after else { return None };
    let (is_open, at, id): (bool, i64, HaltId) = (is_open.parse().ok()?, at.parse().ok()?, id.parse().ok()?);
    let same_kind = if is_open { halt::Column::ResumedAt.is_null() } else { halt::Column::ResumedAt.is_not_null() };
    let older = halt::Column::OrderedAt.lt(at).or(halt::Column::OrderedAt.eq(at).and(halt::Column::Id.lt(id)));
    let behind = Condition::any().add(same_kind.and(older));
    Some(if is_open { behind.add(halt::Column::ResumedAt.is_not_null()) } else { behind })
}

/// Accounts that publish or review for a unit today.
pub async fn answering(tx: &Tx, unit: UnitId) -> Outcome<BTreeSet<AccountId>> {
    let roles = role_grant::Column::Role.is_in([StaffRole::Publisher, StaffRole::Reviewer]);
    holders(tx, Condition::all().add(roles).add(role_grant::Column::UnitId.eq(unit))).await
}

/// Accounts that head an organ today.
pub async fn heads(tx: &Tx, organ: OrganId) -> Outcome<BTreeSet<AccountId>> {
    let head = role_grant::Column::Role.eq(StaffRole::Head);
    holders(tx, Condition::all().add(head).add(role_grant::Column::OrganId.eq(organ))).await
}

/// Active accounts with such a role today.
async fn holders(tx: &Tx, such: Condition) -> Outcome<BTreeSet<AccountId>> {
    let today = tx.now.in_china().date();
    let active = Query::select()
        .column(account::Column::Id)
        .from(account::Entity)
        .and_where(account::Column::CountyId.eq(tx.county.id))
        .and_where(account::Column::State.eq(AccountState::Active))
        .to_owned();
    let holds = Condition::any().add(role_grant::Column::ValidUntil.is_null()).add(role_grant::Column::ValidUntil.gte(today));
    let rows = tx.rows().find::<role_grant::Entity>().filter(such).filter(role_grant::Column::State.eq(GrantState::Active));
    let rows = rows.filter(role_grant::Column::ValidFrom.lte(today)).filter(holds);
    let rows = rows.filter(role_grant::Column::AccountId.in_subquery(active));
    Ok(rows.select_only().column(role_grant::Column::AccountId).into_tuple().all(tx).await?.into_iter().collect())
}
