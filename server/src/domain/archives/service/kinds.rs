//! 申报类别: which matters officials may declare, because the county named the law that permits it. There is none by itself.

use super::{asking, commission};
use crate::domain::archives::policy::{Action, Facts, decide};
use crate::domain::archives::refusal::ArchiveRefusal;
use crate::domain::archives::store;
use crate::domain::keys;
use crate::domain::ledger::{self, Entry};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::archive_kind;
use entity::id::ArchiveKindId;
use serde_json::json;

const NAME: Bounds = Bounds { min: 2, max: 40 };
/// Law and article.
const BASIS: Bounds = Bounds { min: 8, max: 300 };
/// Kinds of one county at most, ended ones too.
const MOST: usize = 100;

/// A kind.
pub struct NameKind {
    /// What it is called.
    pub name: String,
    /// By which law, and which article, it may be held.
    pub basis: String,
}

/// All kinds, those that may be declared first.
///
/// # Errors
/// Refused without a part in archives.
pub async fn kinds(ctx: &Ctx) -> Outcome<Vec<archive_kind::Model>> {
    let (_, county) = asking(ctx).await?;
    let tx = ctx.read(&county).await?;
    decide(&ctx.actor, Action::ReadKinds, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    store::kinds(&tx).await
}

/// Names a kind, so that it may be declared.
///
/// # Errors
/// Refused unless by a head of the county commission, without a name or the law, and if it may be declared already.
pub async fn name_kind(ctx: &Ctx, input: NameKind) -> Outcome<archive_kind::Model> {
    let (staff, county) = asking(ctx).await?;
    let tx = ctx.write(&county).await?;
    decide(&ctx.actor, Action::Name, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    let mut refusals = Refusals::default();
    let name = refusals.take(line("name", &input.name, NAME)).unwrap_or_default();
    let basis = refusals.take(written("basis", &input.basis, BASIS)).unwrap_or_default();
    refusals.check()?;
    if store::kind_named(&tx, &name).await?.is_some() {
        return Err(ArchiveRefusal::KindTaken.into());
    }
    if store::kinds(&tx).await?.len() >= MOST {
        return Err(ArchiveRefusal::TooMany(MOST).into());
    }
    let row = archive_kind::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        open_name: Some(name.clone()),
        name,
        basis,
        named_by: staff.account_id,
        named_at: tx.now,
        ended_by: None,
        ended_at: None,
    };
    tx.add(row.clone()).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("archives.kind_named", row.id, json!({}))).await?;
    tx.commit().await?;
    Ok(row)
}

/// Ends a kind: nothing of it may be declared or held any more, so the words of its matters go with it.
///
/// # Errors
/// Hidden if there is none; refused unless by a head of the county commission, and a second time.
pub async fn end_kind(ctx: &Ctx, id: ArchiveKindId) -> Outcome<archive_kind::Model> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    decide(&ctx.actor, Action::Name, &Facts { commission: commission(&tx).await?, ..Facts::default() }).check()?;
    let row = store::hold_kind(&tx, id).await?;
    if row.ended_at.is_some() {
        return Err(ArchiveRefusal::KindEnded.into());
    }
    store::end_kind(&tx, id, staff.account_id).await?;
    let parts = store::empty_matters(&tx, id).await?;
    keys::forget_these(&tx, &parts).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("archives.kind_ended", id, json!({ "forgotten": parts.len() }))).await?;
    tx.commit().await?;
    Ok(archive_kind::Model { open_name: None, ended_by: Some(staff.account_id), ended_at: Some(ctx.now), ..row })
}
