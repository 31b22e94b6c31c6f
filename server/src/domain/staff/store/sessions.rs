//! Sessions: reading what they allow at each request, renewing, ending.

use super::{county, statement};
use crate::domain::keys;
use crate::domain::staff::model::Claims;
use crate::kernel::{HeldRole, Outcome, StaffActor, Tx};
use entity::id::{AccountId, OfficialId, SessionId};
use entity::moment::Moment;
use entity::session;
use entity::words::StaffRole;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, ConnectionTrait as _, DbErr, QueryFilter as _, QueryOrder as _, QueryResult, QuerySelect as _};
use uuid::Uuid;

const HELD: &str = "SELECT a.name, a.official_id, g.role, g.unit_id, g.organ_id FROM \"session\" s \
    JOIN account a ON a.county_id = s.county_id AND a.id = s.account_id AND a.state = 'ACTIVE' \
        AND a.first_password_until IS NULL AND a.enrol_until IS NULL \
    LEFT JOIN role_grant g ON g.county_id = s.county_id AND g.account_id = s.account_id AND g.state = 'ACTIVE' \
        AND g.valid_from <= $5 AND (g.valid_until IS NULL OR g.valid_until >= $5) \
    WHERE s.county_id = $1 AND s.id = $2 AND s.account_id = $3 AND s.ended_at IS NULL AND s.expires_at > $4";

const FORMER: &str = "SELECT id FROM account WHERE county_id = $1 AND official_id = $2 AND id <> $3 ORDER BY id";

/// The member of the staff behind a living session, with the roles that hold today; none if it ended, the account
/// is closed, or its access waits to be renewed. One statement, and of an official one more.
pub async fn held(tx: &Tx, claims: &Claims) -> Outcome<Option<StaffActor>> {
    let today = tx.now.in_china().date();
    let values =
        [county(tx), Uuid::from(claims.session).into(), Uuid::from(claims.account).into(), tx.now.0.into(), sea_orm::Value::from(today)];
    let rows = tx.query_all_raw(statement(tx, HELD, values)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let official_id = first.try_get::<Option<OfficialId>>("", "official_id")?;
    Ok(Some(StaffActor {
        county_id: claims.county,
        account_id: claims.account,
        session_id: claims.session,
        name: first.try_get("", "name")?,
        official_id,
        former: former(tx, claims.account, official_id).await?,
        roles: rows.iter().filter_map(|row| role(row).transpose()).collect::<Result<_, _>>()?,
    }))
}

/// Closed accounts of the official behind this one.
async fn former(tx: &Tx, account: AccountId, official: Option<OfficialId>) -> Outcome<Vec<AccountId>> {
    let Some(official) = official else { return Ok(Vec::new()) };
    let values = [county(tx), Uuid::from(official).into(), Uuid::from(account).into()];
    let rows = tx.query_all_raw(statement(tx, FORMER, values)).await?;
    Ok(rows.iter().map(|row| row.try_get::<AccountId>("", "id")).collect::<Result<_, _>>()?)
}

fn role(row: &QueryResult) -> Result<Option<HeldRole>, DbErr> {
    let Some(role) = row.try_get::<Option<StaffRole>>("", "role")? else { return Ok(None) };
    Ok(Some(HeldRole { role, unit_id: row.try_get("", "unit_id")?, organ_id: row.try_get("", "organ_id")? }))
}

/// One session.
pub async fn session(tx: &Tx, id: SessionId) -> Outcome<Option<session::Model>> {
    Ok(tx.rows().one::<session::Entity, _>(id).one(tx).await?)
}

/// One session, locked until the transaction ends.
pub async fn locked_session(tx: &Tx, id: SessionId) -> Outcome<Option<session::Model>> {
    Ok(tx.rows().one::<session::Entity, _>(id).lock_exclusive().one(tx).await?)
}

/// Living sessions of an account, the last used first.
pub async fn sessions_of(tx: &Tx, account: AccountId) -> Outcome<Vec<session::Model>> {
    let rows = tx.rows().find::<session::Entity>().filter(session::Column::AccountId.eq(account));
    let rows = rows.filter(session::Column::EndedAt.is_null()).filter(session::Column::ExpiresAt.gt(tx.now));
    Ok(rows.order_by_desc(session::Column::LastUsedAt).order_by_desc(session::Column::Id).limit(100).all(tx).await?)
}

/// Puts a new refresh token in the place of the one just used.
pub async fn renew(tx: &Tx, used: &session::Model, refresh_hash: Vec<u8>, expires_at: Moment) -> Outcome<()> {
    let change = tx.rows().update::<session::Entity>().col_expr(session::Column::RefreshHash, Expr::value(refresh_hash));
    let change = change.col_expr(session::Column::PreviousHash, Expr::value(used.refresh_hash.clone()));
    let change = change.col_expr(session::Column::LastUsedAt, Expr::value(tx.now.0));
    let change = change.col_expr(session::Column::ExpiresAt, Expr::value(expires_at.0));
    change.filter(session::Column::Id.eq(used.id)).exec(tx).await?;
    Ok(())
}

/// Ends one session of an account; false if it had ended or is not the account's.
pub async fn end_session(tx: &Tx, id: SessionId, account: AccountId) -> Outcome<bool> {
    let change = tx.rows().update::<session::Entity>().col_expr(session::Column::EndedAt, Expr::value(tx.now.0));
    let change = change.filter(session::Column::Id.eq(id)).filter(session::Column::AccountId.eq(account));
    let is_ended = change.filter(session::Column::EndedAt.is_null()).exec(tx).await?.rows_affected == 1;
    if is_ended {
        keys::forget_sessions(tx, &[id]).await?;
    }
    Ok(is_ended)
}

/// Ends all sessions of an account.
pub async fn end_all_sessions(tx: &Tx, account: AccountId) -> Outcome<()> {
    end(tx, account, None).await
}

/// Ends all sessions of an account but one.
pub async fn end_other_sessions(tx: &Tx, account: AccountId, but: SessionId) -> Outcome<()> {
    end(tx, account, Some(but)).await
}

/// What a session held of its owner's key goes with it: a cookie that was copied opens nothing afterwards.
async fn end(tx: &Tx, account: AccountId, but: Option<SessionId>) -> Outcome<()> {
    let living = tx.rows().find::<session::Entity>().filter(session::Column::AccountId.eq(account));
    let living = living.filter(session::Column::EndedAt.is_null()).all(tx).await?;
    let ended: Vec<_> = living.into_iter().map(|session| session.id).filter(|id| Some(*id) != but).collect();
    if ended.is_empty() {
        return Ok(());
    }
    let change = tx.rows().update::<session::Entity>().col_expr(session::Column::EndedAt, Expr::value(tx.now.0));
    change.filter(session::Column::Id.is_in(ended.iter().copied())).exec(tx).await?;
    keys::forget_sessions(tx, &ended).await
}
