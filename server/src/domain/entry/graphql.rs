//! What a code stands for, and the end of a code.

use crate::domain::directory::graphql::{Official, Unit};
use crate::domain::entry::{self, Found, Target};
use crate::domain::powers::graphql::Power;
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, optional};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::page::list_cost;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject, Union};
use entity::sticker;

/// Queries of the entry.
#[derive(Debug, Default)]
pub struct EntryQuery;

#[Object]
impl EntryQuery {
    /// What a sticker's code stands for; null if it is wrong, unknown or withdrawn.
    async fn entry(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Seven letters and digits; small letters, gaps, O for 0 and I or L for 1 are understood.")] code: String,
    ) -> Result<Option<StickerEntry>> {
        let ctx = ctx_of(context)?;
        let found = optional(ctx, entry::find(ctx, &code).await)?;
        Ok(found.map(StickerEntry::from))
    }

    /// Codes that a unit was given, the newest first, at most 20; for whom may withdraw them. Null for others.
    #[graphql(complexity = "list_cost(None, child_complexity)")]
    async fn unit_stickers(&self, context: &Context<'_>, unit_id: ID) -> Result<Option<Vec<Sticker>>> {
        let ctx = ctx_of(context)?;
        let found = optional(ctx, stickers(ctx, &unit_id).await)?;
        Ok(found.map(|rows| rows.into_iter().map(Sticker::from).collect()))
    }
}

async fn stickers(ctx: &Ctx, unit: &ID) -> Outcome<Vec<sticker::Model>> {
    let unit = ids::parse("unitId", unit).map_err(|error| Failure::Refused(vec![error]))?;
    entry::stickers_of_unit(ctx, unit).await
}

/// Changes of the entry.
#[derive(Debug, Default)]
pub struct EntryMutation;

#[Object]
impl EntryMutation {
    /// Withdraws a sticker's code; for the county's administrator.
    async fn revoke_sticker(&self, context: &Context<'_>, input: RevokeStickerInput) -> Result<RevokeStickerPayload> {
        let ctx = ctx_of(context)?;
        let (row, errors) = answer(ctx, revoke(ctx, &input).await)?;
        Ok(RevokeStickerPayload { sticker: row.map(Sticker::from), errors })
    }
}

async fn revoke(ctx: &Ctx, input: &RevokeStickerInput) -> Outcome<sticker::Model> {
    let reason = written("reason", &input.reason, Bounds { min: 1, max: 200 }).map_err(|error| Failure::Refused(vec![error]))?;
    entry::revoke(ctx, &input.code, &reason).await
}

/// What a code stands for.
#[derive(Debug, SimpleObject)]
#[graphql(name = "Entry")]
pub struct StickerEntry {
    /// The code as it is written.
    pub code: String,
    /// The page within the site.
    pub path: String,
    /// The thing itself.
    pub target: EntryTarget,
}

/// A unit, a power or an official.
#[derive(Debug, Union)]
pub enum EntryTarget {
    /// 单位.
    Unit(Unit),
    /// 权力事项.
    Power(Power),
    /// 干部.
    Official(Official),
}

/// Which code, and why.
#[derive(Debug, InputObject)]
pub struct RevokeStickerInput {
    /// The code.
    pub code: String,
    /// Why, at most 200 characters; it stands on the ledger.
    pub reason: String,
}

/// 编码 (墙贴): a code that was given out.
#[derive(Debug, SimpleObject)]
pub struct Sticker {
    /// The code as it is written.
    pub code: String,
    /// When it was made.
    pub made_at: DateTime,
    /// When it was withdrawn; null while it leads to its page.
    pub revoked_at: Option<DateTime>,
}

impl From<sticker::Model> for Sticker {
    fn from(row: sticker::Model) -> Self {
        Self { code: row.code, made_at: DateTime(row.created_at), revoked_at: row.revoked_at.map(DateTime) }
    }
}

/// Whether it was withdrawn.
#[derive(Debug, SimpleObject)]
pub struct RevokeStickerPayload {
    /// The code that leads nowhere from now on.
    pub sticker: Option<Sticker>,
    /// Refusals; empty if it was done.
    pub errors: Vec<UserError>,
}

impl From<Found> for StickerEntry {
    fn from(found: Found) -> Self {
        let target = match found.target {
            Target::Unit(row) => EntryTarget::Unit(Unit::plain(&found.county, row)),
            Target::Power(row) => EntryTarget::Power(Power::alone(&found.county, row)),
            Target::Official(row) => EntryTarget::Official(row.into()),
        };
        Self { code: found.code.to_string(), path: found.path, target }
    }
}
