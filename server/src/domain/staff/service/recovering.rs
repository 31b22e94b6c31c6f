//! What the operator does with the paper key: an organ's key back to a member who forgot his password, where no colleague can.

use crate::domain::keys;
use crate::domain::staff::service::operator::{by_login, missing, reason};
use crate::domain::staff::store;
use crate::kernel::{Ctx, Outcome};
use entity::account;

/// An organ's key for one of its members, by the paper.
#[derive(Clone)]
pub struct Recovery {
    /// Whose.
    pub login: String,
    /// The organ's code; none: the custodians' key.
    pub organ: Option<String>,
    /// As it stands on the paper.
    pub paper: zeroize::Zeroizing<String>,
    /// Why no colleague could; it is kept in the open, so it names no reporter and no case.
    pub reason: String,
}

/// Gives a member his organ's key by the paper key; how many pairs, and to whom.
///
/// # Errors
/// Refused unless asked by the platform itself; without a reason; for somebody who holds no role there today; for a paper
/// that is not the county's.
pub async fn recover_by_paper(ctx: &Ctx, county: &str, input: Recovery) -> Outcome<(u64, String)> {
    let reason = reason(ctx, &input.reason)?;
    let county = ctx.county(county).await?;
    let tx = ctx.write(&county).await?;
    let account: account::Model = by_login(&tx, &input.login).await?;
    let organ = match &input.organ {
        Some(code) => Some(store::organ_by_code(&tx, code).await?.ok_or_else(|| missing("organ", "没有这个编码的纪检组织。"))?),
        None => None,
    };
    let sits = keys::Seat { organ, account: account.id };
    if !store::seats(&tx).await?.contains(&sits) {
        return Err(missing("login", "这个人今天在那里没有办件的角色。"));
    }
    let given = keys::recover(&tx, &input.paper, (organ, account.id)).await?;
    keys::note_recovery(&tx, &ctx.actor, (organ, account.id, &reason)).await?;
    tx.commit().await?;
    Ok((given, account.name))
}
