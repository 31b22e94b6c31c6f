//! Verbs of the entry: find what a code stands for, count a scan, make, withdraw and print a code.

use super::code::StickerCode;
use super::poster::Poster;
use super::store;
use crate::domain::directory::{self, Action, Decision, SubjectId};
use crate::domain::ledger::{self, Entry};
use crate::domain::powers;
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::UnitId;
use entity::{official, power, sticker, unit};
use serde_json::json;

/// A ring of successors in bad data ends here.
const MOST_SUCCESSORS: usize = 8;
/// Two codes alike among a thousand million are rare; many in a row are a fault.
const MOST_TRIES: usize = 20;

/// What a code stands for, and where its page is.
#[derive(Clone, Debug)]
pub struct Found {
    /// The code as it is written.
    pub code: StickerCode,
    /// The tenant.
    pub county: County,
    /// The page within the site.
    pub path: String,
    /// The thing itself.
    pub target: Target,
}

/// The thing that a code stands for.
#[derive(Clone, Debug)]
pub enum Target {
    /// 单位.
    Unit(unit::Model),
    /// 权力事项.
    Power(power::Model),
    /// 干部.
    Official(official::Model),
}

/// Finds what a code stands for; a moved unit is followed to its successor.
///
/// # Errors
/// Refused as "not found" if the code is wrong, unknown or withdrawn; a fault of the database.
pub async fn find(ctx: &Ctx, text: &str) -> Outcome<Found> {
    let code = StickerCode::parse(text)?;
    let county = store::county_of_code(ctx.kernel.db.platform(), code.as_str()).await?.ok_or_else(Failure::hidden)?;
    let county = ctx.kernel.tenants.by_id(county).await?;
    let tx = ctx.read(&county).await?;
    let row = store::by_code(&tx, code.as_str()).await?.ok_or_else(Failure::hidden)?;
    let (target, path) = target_of(ctx, &tx, &row).await?;
    Ok(Found { code, county, path, target })
}

/// Counts one scan, without anything about who scanned.
///
/// # Errors
/// A fault of the database.
pub async fn count_scan(ctx: &Ctx, found: &Found) -> Outcome<()> {
    let tx = ctx.write(&found.county).await?;
    store::count_scan(&tx, found.code.as_str()).await?;
    tx.commit().await
}

/// The code of a unit, an official or a power; makes one if there is none. Whoever calls this has decided that it may be.
///
/// # Errors
/// A fault of the database.
pub async fn sticker_for(ctx: &Ctx, tx: &Tx, target: SubjectId) -> Outcome<StickerCode> {
    if let Some(row) = store::of_target(tx, target).await? {
        return StickerCode::parse(&row.code);
    }
    for _ in 0..MOST_TRIES {
        let Some(code) = StickerCode::of(tx.random()) else { continue };
        if store::county_of_code(tx, code.as_str()).await?.is_some() {
            continue;
        }
        let row = store::add(tx, code.as_str(), target).await?;
        ledger::append(tx, &ctx.actor, Entry::public("entry.made", row.id, json!({ "target": target.to_string() }))).await?;
        return Ok(code);
    }
    Err(Failure::fault("no free sticker code was found"))
}

/// Codes that a unit was given, the newest first, those withdrawn too.
///
/// # Errors
/// Hidden if the actor may not withdraw codes; a fault of the database.
pub async fn stickers_of_unit(ctx: &Ctx, unit: UnitId) -> Outcome<Vec<sticker::Model>> {
    let county = ctx.county_of(unit).await?;
    allow(ctx, Action::RevokeSticker, &county)?;
    let tx = ctx.read(&county).await?;
    Ok(store::all_of_unit(&tx, unit).await?)
}

/// Withdraws a code: it leads nowhere from now on, and the next poster gets a new one. Gives what it is now.
///
/// # Errors
/// Refused if the actor may not, or there is no such code, or it was withdrawn before; a fault of the database.
pub async fn revoke(ctx: &Ctx, text: &str, reason: &str) -> Outcome<sticker::Model> {
    let found = find(ctx, text).await?;
    allow(ctx, Action::RevokeSticker, &found.county)?;
    let tx = ctx.write(&found.county).await?;
    let row = store::by_code(&tx, found.code.as_str()).await?.ok_or_else(Failure::hidden)?;
    // Of two at the same moment the second finds it withdrawn: one entry stands on the ledger.
    if !store::revoke(&tx, row.id).await? {
        return Err(Failure::hidden());
    }
    ledger::append(&tx, &ctx.actor, Entry::public("entry.revoked", row.id, json!({ "reason": reason }))).await?;
    let revoked_at = Some(tx.now);
    tx.commit().await?;
    Ok(sticker::Model { revoked_at, ..row })
}

/// The poster of a unit, with its code.
///
/// # Errors
/// Refused if the actor may not, there is no such unit, or it was stopped; a fault of the database.
pub async fn poster_for(ctx: &Ctx, county: &str, unit_code: &str) -> Outcome<Poster> {
    let county = ctx.county(county).await?;
    allow(ctx, Action::PrintPoster, &county)?;
    let page = directory::county_page(ctx, county.id).await?;
    let tx = ctx.write(&county).await?;
    let unit = directory::unit_by_code(&tx, unit_code).await?.unit;
    if !directory::lives(&unit, ctx) {
        return Err(Failure::refuse(ErrorCode::State, "这个单位已经撤销或者并入别的单位，不能再印海报。"));
    }
    let code = sticker_for(ctx, &tx, SubjectId::Unit(unit.id)).await?;
    tx.commit().await?;
    Ok(Poster::new(&page, &unit, &code, (&ctx.kernel.settings.public_url, ctx.now)))
}

fn allow(ctx: &Ctx, action: Action, county: &County) -> Outcome<()> {
    match directory::decide(&ctx.actor, action, county.id) {
        Decision::Allow => Ok(()),
        Decision::SignIn => Err(Failure::SignInNeeded),
        Decision::Hide => Err(Failure::hidden()),
    }
}

async fn target_of(ctx: &Ctx, tx: &Tx, row: &sticker::Model) -> Outcome<(Target, String)> {
    if let Some(id) = row.unit_id {
        let unit = current_unit(ctx, tx, id).await?;
        let path = directory::unit_path(&tx.county, &unit);
        return Ok((Target::Unit(unit), path));
    }
    if let Some(id) = row.power_id {
        let power = powers::power_by_id(tx, id).await?;
        let path = powers::power_path(&tx.county, &power);
        return Ok((Target::Power(power), path));
    }
    let id = row.official_id.ok_or_else(Failure::hidden)?;
    let facts = directory::subjects(tx, &[SubjectId::Official(id)]).await?;
    let unit = facts.into_iter().next().and_then(|facts| facts.unit).ok_or_else(Failure::hidden)?;
    let unit = current_unit(ctx, tx, unit.id).await?;
    let path = format!("{}#people", directory::unit_path(&tx.county, &unit));
    Ok((Target::Official(directory::official_by_id(tx, id).await?), path))
}

/// The unit, or where its page went.
async fn current_unit(ctx: &Ctx, tx: &Tx, id: UnitId) -> Outcome<unit::Model> {
    let mut row = directory::unit_by_id(tx, id).await?;
    for _ in 0..MOST_SUCCESSORS {
        match &row.successor {
            Some(next) if !directory::lives(&row.unit, ctx) => row = directory::unit_by_id(tx, next.id).await?,
            _ => break,
        }
    }
    Ok(row.unit)
}
