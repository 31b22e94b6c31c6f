//! 补发查询码: a lost query code is replaced three days after it was asked for; until then the old one works and can
//! stop it.

use crate::domain::keys::{self, Holder, keyed_hash, query_code, same};
use crate::domain::reports::store;
use crate::domain::settings::{self, Key};
use crate::kernel::secret::QueryCode;
use crate::kernel::{ErrorCode, Failure, Outcome, Tx};
use entity::moment::Moment;
use entity::words::{ReissueState, WrapHolder};
use entity::{code_reissue, report};
use time::Duration;

/// So long it can be fetched, and so long the server holds a wrap for it.
const FETCHABLE: Duration = Duration::days(7);
/// After one was stopped the next may be asked for only then: nobody is to be worn down by messages.
const PAUSE: Duration = Duration::days(1);

/// Whether a new code is on its way.
#[must_use]
pub fn is_pending(reissue: &code_reissue::Model) -> bool {
    matches!(reissue.state, ReissueState::Waiting | ReissueState::Ready)
}

/// Asks for a new code; none if one is on its way already: asking twice is asking once.
///
/// # Errors
/// Refused if one was stopped less than a day ago.
pub async fn ask_reissue(tx: &Tx, report: &report::Model) -> Outcome<Option<code_reissue::Model>> {
    let fresh = code_reissue::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        report_id: report.id,
        state: ReissueState::Waiting,
        asked_at: tx.now,
        // Time for whoever has the old one to see it and to stop it.
        ready_at: tx.now.after(Duration::days(settings::of_county(tx, Key::NewCodeDays).await?.into())),
        until: None,
        ended_at: None,
        take_hash: None,
    };
    let Some(before) = store::lock_reissue(tx, report.id).await? else {
        return Ok(store::add_reissue(tx, fresh.clone()).await?.then_some(fresh));
    };
    if is_pending(&before) {
        return Ok(None);
    }
    let stopped = before.ended_at.filter(|_| before.state == ReissueState::Stopped);
    if stopped.is_some_and(|at| tx.now.since(at) < PAUSE) {
        return Err(Failure::refuse(ErrorCode::TooMany, "上一次申请刚被取消，请过一天再申请。"));
    }
    let fresh = code_reissue::Model { id: before.id, ..fresh };
    store::keep_reissue(tx, &fresh).await?;
    Ok(Some(fresh))
}

/// Stops it: the old code goes on working.
///
/// # Errors
/// Refused if none is on its way.
pub async fn stop_reissue(tx: &Tx, report: &report::Model) -> Outcome<()> {
    let pending = store::lock_reissue(tx, report.id).await?.filter(is_pending);
    let row = pending.ok_or_else(|| Failure::refuse(ErrorCode::State, "现在没有正在补发的查询码。"))?;
    end(tx, report, row, ReissueState::Stopped).await
}

/// The three days are over: whoever holds the content opens it once, and the server keeps a wrap until the code is
/// fetched. Where only officers can open it, [`wants_reissue`] leaves word, and the first one who signs in does it.
///
/// # Errors
/// A fault if `by` does not hold the content.
pub async fn ready_reissue(tx: &Tx, report: &report::Model, row: code_reissue::Model, by: Holder<'_>) -> Outcome<code_reissue::Model> {
    // An officer who signed in may have made it already: see `wants_reissue`.
    if !keys::is_wrapped(tx, report.content_envelope_id, Holder::Reissue).await? {
        let key = keys::open(tx, report.content_envelope_id, by).await?;
        keys::wrap_for(tx, &key, Holder::Reissue).await?;
    }
    let row = code_reissue::Model { state: ReissueState::Ready, until: Some(tx.now.after(FETCHABLE)), ..row };
    store::keep_reissue(tx, &row).await?;
    Ok(row)
}

/// Leaves word that the server is to hold the content until the new code is fetched.
///
/// # Errors
/// A fault of the database.
pub async fn wants_reissue(tx: &Tx, report: &report::Model) -> Outcome<()> {
    keys::leave(tx, report.content_envelope_id, &[], &[Holder::Reissue]).await
}

/// Nobody fetched it: the server forgets its wrap, the old code goes on working.
///
/// # Errors
/// A fault of the database.
pub async fn lapse_reissue(tx: &Tx, report: &report::Model, row: code_reissue::Model) -> Outcome<()> {
    end(tx, report, row, ReissueState::Lapsed).await
}

/// Gives the new code, and whether this is the first time. It is made from `take_key`, a secret of the one page that
/// fetches it, so that it is stored nowhere and a repeated request still gets it. The old code dies in this moment.
///
/// # Errors
/// Refused before the three days are over, after the term, or if another page fetched it.
pub async fn take_reissue(tx: &Tx, report: &report::Model, take_key: &str) -> Outcome<(QueryCode, bool)> {
    let not_now = || Failure::refuse(ErrorCode::State, "现在没有可以领的新查询码。");
    let row = store::lock_reissue(tx, report.id).await?.ok_or_else(not_now)?;
    let take_hash = keyed_hash(&tx.kernel.keys, "new query code", take_key.as_bytes())?;
    let (keyring, secret) = (&tx.kernel.keys, format!("new query code\n{}\n{take_key}", row.id));
    match row.state {
        ReissueState::Ready if row.until.is_some_and(|until| tx.now < until) => {}
        ReissueState::Taken if row.take_hash.as_deref().is_some_and(|taken| same(taken, &take_hash)) => {
            let before = query_code::made_before(keyring, tx.county.number, secret, &report.query_code_hash)?;
            return before.map(|code| (code, false)).ok_or_else(not_now);
        }
        ReissueState::Waiting if row.ready_at <= tx.now => {
            return Err(Failure::refuse(ErrorCode::State, "新查询码快好了：承办组织的人登录一次后就能领，请晚些再来。"));
        }
        ReissueState::Waiting => return Err(too_early(row.ready_at)),
        _ => return Err(not_now()),
    }
    let code = query_code::make(keyring, tx.county.number, secret)?;
    let envelope = report.content_envelope_id;
    let key = keys::open(tx, envelope, Holder::Reissue).await?;
    keys::drop_wrap(tx, envelope, WrapHolder::Reporter).await?;
    keys::wrap_for(tx, &key, Holder::Reporter(&code)).await?;
    store::change_query_code(tx, report.id, query_code::lookup_hash(&tx.kernel.keys, &code)?).await?;
    end(tx, report, code_reissue::Model { take_hash: Some(take_hash), ..row }, ReissueState::Taken).await?;
    Ok((code, true))
}

async fn end(tx: &Tx, report: &report::Model, row: code_reissue::Model, state: ReissueState) -> Outcome<()> {
    keys::drop_wrap(tx, report.content_envelope_id, WrapHolder::Reissue).await?;
    store::keep_reissue(tx, &code_reissue::Model { state, ended_at: Some(tx.now), ..row }).await
}

fn too_early(ready_at: Moment) -> Failure {
    let at = ready_at.in_china();
    let (month, day, hour, minute) = (u8::from(at.month()), at.day(), at.hour(), at.minute());
    Failure::refuse(ErrorCode::State, format!("新查询码要到 {month} 月 {day} 日 {hour}:{minute:02} 才能领。"))
}
