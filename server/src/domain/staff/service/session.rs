//! Sessions: opened by signing in, carried by a token of ten minutes, refreshed by a cookie that works once.
//!
//! The next refresh token is derived from the one before under a key of the server. So a phone that lost an answer
//! gets the same token again, and two pages that refresh at once do not throw each other out; who holds an old token
//! but not the key learns nothing of the next.

use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::domain::staff::model::{ACCESS_LIFE, Claims, IDLE_LIFE, LOST_ANSWER, Opened, SESSION_LIFE, needs};
use crate::domain::staff::service::asking;
use crate::domain::staff::service::custody::tend;
use crate::domain::staff::store;
use crate::kernel::keyring::KeyRing;
use crate::kernel::token::{self, Audience};
use crate::kernel::{Actor, Ctx, Failure, Kernel, Outcome, StaffActor, Tx};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use entity::id::{AccountId, SessionId, county_number};
use entity::moment::Moment;
use entity::words::AccountState;
use entity::{account, session};
use serde_json::json;
use std::sync::Arc;

/// Opens a session of an account that proved itself. The caller commits.
///
/// # Errors
/// A fault of the database or of the key folder.
pub async fn open_session(tx: &Tx, account: &account::Model, user_agent: Option<String>) -> Outcome<Opened> {
    let token: [u8; 32] = tx.random();
    let id = tx.mint();
    let row = session::Model {
        county_id: tx.county.id,
        id,
        account_id: account.id,
        refresh_hash: hash(&tx.kernel.keys, (id, account.id), &token)?,
        previous_hash: None,
        user_agent,
        created_at: tx.now,
        last_used_at: tx.now,
        expires_at: end(tx.now, tx.now),
        ended_at: None,
    };
    tx.add(row.clone()).await?;
    opened(tx, &row, &token)
}

/// New tokens for the holder of a refresh cookie.
///
/// # Errors
/// Sign-in needed for a missing, worn or unknown token. A token that was used before ends its session.
pub async fn refresh(ctx: &Ctx, cookie: Option<&str>) -> Outcome<Opened> {
    let (id, token) = cookie.and_then(parse).ok_or(Failure::SignInNeeded)?;
    let county = ctx.kernel.tenants.by_number(county_number(id.0)).await?.ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&county).await?;
    let row = store::locked_session(&tx, id).await?.filter(|row| row.ended_at.is_none() && tx.now < row.expires_at);
    let row = row.ok_or(Failure::SignInNeeded)?;
    let account = store::account(&tx, row.account_id).await?.filter(|account| account.state == AccountState::Active);
    let account = account.filter(|account| needs(account).is_empty()).ok_or(Failure::SignInNeeded)?;
    let next = next_token(&ctx.kernel.keys, id, &token)?;
    let hashed = |token: &[u8]| hash(&ctx.kernel.keys, (id, row.account_id), token);
    match judge(&row, &hashed(&token)?, tx.now) {
        Presented::Current => store::renew(&tx, &row, hashed(&next)?, end(row.created_at, tx.now)).await?,
        Presented::Again => {}
        Presented::Stolen => {
            store::end_session(&tx, id, account.id).await?;
            ledger::append(&tx, &acting(&account, id), Entry::public("staff.refresh_reused", id, json!({}))).await?;
            tx.commit().await?;
            tracing::warn!(session = %id, "a used refresh token came back; its session was ended");
            return Err(Failure::SignInNeeded);
        }
    }
    let opened = opened(&tx, &row, &next)?;
    // Whoever works hands on what colleagues wait for.
    if tx.hand.as_ref().is_some_and(|hand| hand.session == id) {
        tend(&tx, None).await?;
    }
    tx.commit().await?;
    Ok(opened)
}

/// Ends the session that asks; nothing to do without one.
///
/// # Errors
/// A fault of the database.
pub async fn sign_out(ctx: &Ctx) -> Outcome<()> {
    let Some(session) = ctx.actor.staff().map(|staff| staff.session_id) else { return Ok(()) };
    end_session(ctx, session).await
}

/// Ends a session of the account that asks.
///
/// # Errors
/// Hidden, if it is not one of them.
pub async fn end_session(ctx: &Ctx, id: SessionId) -> Outcome<()> {
    let (actor, county) = asking(ctx).await?;
    let tx = ctx.write(&county).await?;
    if !store::end_session(&tx, id, actor.account_id).await? {
        return Err(Failure::hidden());
    }
    ledger::append(&tx, &ctx.actor, Entry::public("staff.session_ended", id, json!({}))).await?;
    tx.commit().await
}

/// The claims of an access token; none if it is not one of ours, or worn out.
///
/// # Errors
/// A fault, if the key is missing.
pub fn actor_from_token(kernel: &Kernel, token: &str) -> Outcome<Option<Claims>> {
    token::read(&kernel.keys, Audience::Staff, token, kernel.clock.now())
}

/// The member of the staff behind the claims, with the roles that hold today; none if the session has ended or the
/// account is closed. Asked at each request, so that an ended role opens nothing.
///
/// # Errors
/// A fault of the database.
pub async fn load_actor(kernel: &Arc<Kernel>, claims: &Claims) -> Outcome<Option<StaffActor>> {
    let county = kernel.tenants.by_id(claims.county).await?;
    let tx = Ctx::system(kernel).read(&county).await?;
    store::held(&tx, claims).await
}

/// The member of the staff behind a session, as [`load_actor`].
///
/// # Errors
/// A fault of the database.
pub async fn actor_of_session(tx: &Tx, session: SessionId) -> Outcome<Option<StaffActor>> {
    let Some(row) = store::session(tx, session).await? else { return Ok(None) };
    store::held(tx, &Claims { county: tx.county.id, account: row.account_id, session }).await
}

/// The account as the actor of its own sign-in.
pub fn acting(account: &account::Model, session_id: SessionId) -> Actor {
    Actor::Staff(StaffActor {
        county_id: account.county_id,
        account_id: account.id,
        session_id,
        name: account.name.clone(),
        official_id: account.official_id,
        former: Vec::new(),
        roles: Vec::new(),
    })
}

#[derive(Debug, PartialEq, Eq)]
enum Presented {
    /// The token that was given out last.
    Current,
    /// The one before, from somebody who did not get the answer.
    Again,
    /// Any other.
    Stolen,
}

fn judge(row: &session::Model, presented: &[u8], now: Moment) -> Presented {
    if keys::same(&row.refresh_hash, presented) {
        return Presented::Current;
    }
    let before = row.previous_hash.as_deref().is_some_and(|previous| keys::same(previous, presented));
    // `previous` is replaced when the new token is used, so until then the new one lies unused.
    if before && now.since(row.last_used_at) <= LOST_ANSWER { Presented::Again } else { Presented::Stolen }
}

fn opened(tx: &Tx, row: &session::Model, token: &[u8]) -> Outcome<Opened> {
    let claims = Claims { county: row.county_id, account: row.account_id, session: row.id };
    let expires_at = tx.now.after(ACCESS_LIFE);
    let access_token = token::sign(&tx.kernel.keys, Audience::Staff, &claims, expires_at)?;
    let (device, hand) = (None, None);
    Ok(Opened { claims, access_token, expires_at, device, hand, refresh: format!("{}.{}", row.id, URL_SAFE_NO_PAD.encode(token)) })
}

fn parse(cookie: &str) -> Option<(SessionId, Vec<u8>)> {
    let (id, token) = cookie.split_once('.')?;
    let token = URL_SAFE_NO_PAD.decode(token).ok().filter(|token| token.len() == 32)?;
    Some((id.parse().ok()?, token))
}

fn next_token(keys: &KeyRing, id: SessionId, token: &[u8]) -> Outcome<Vec<u8>> {
    keys::keyed_hash(keys, "refresh token", &[id.0.as_bytes().as_slice(), token].concat())
}

/// Under a key outside the database and bound to session and account: a row that somebody wrote or moved opens nothing.
fn hash(keys: &KeyRing, (session, account): (SessionId, AccountId), token: &[u8]) -> Outcome<Vec<u8>> {
    keys::keyed_hash(keys, "kept refresh token", &[session.0.as_bytes().as_slice(), account.0.as_bytes(), token].concat())
}

fn end(created_at: Moment, now: Moment) -> Moment {
    now.after(IDLE_LIFE).min(created_at.after(SESSION_LIFE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::id::CountyId;
    use time::Duration;
    use uuid::Uuid;

    fn row() -> session::Model {
        session::Model {
            county_id: CountyId(Uuid::nil()),
            id: SessionId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            refresh_hash: vec![2],
            previous_hash: Some(vec![1]),
            user_agent: None,
            created_at: Moment(0),
            last_used_at: Moment(0),
            expires_at: Moment(i64::MAX),
            ended_at: None,
        }
    }

    #[test]
    fn only_the_last_token_and_shortly_the_one_before_are_good() {
        let now = Moment(30_000);
        assert_eq!(judge(&row(), &[2], now), Presented::Current);
        assert_eq!(judge(&row(), &[1], now), Presented::Again);
        assert_eq!(judge(&row(), &[1], now.after(Duration::milliseconds(1))), Presented::Stolen);
        assert_eq!(judge(&row(), &[0], now), Presented::Stolen);
        assert_eq!(judge(&session::Model { previous_hash: None, ..row() }, &[1], now), Presented::Stolen);
    }

    #[test]
    fn a_session_ends_by_idleness_or_age() {
        let begin = Moment(0);
        assert_eq!(end(begin, begin), begin.after(IDLE_LIFE));
        assert_eq!(end(begin, begin.after(Duration::days(7) - Duration::hours(1))), begin.after(SESSION_LIFE));
    }

    #[test]
    fn a_cookie_names_its_session_and_a_whole_token() {
        let id = SessionId(Uuid::from_u128(5));
        let token = URL_SAFE_NO_PAD.encode([9; 32]);
        assert_eq!(parse(&format!("{id}.{token}")), Some((id, vec![9; 32])));
        for bad in ["", ".", &token, &format!("{id}."), &format!("{id}.AAAA"), &format!("x{id}.{token}"), "举报.举报"] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
