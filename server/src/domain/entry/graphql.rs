//! What a code stands for, and the end of a code.

use crate::domain::directory::graphql::{Official, Unit};
use crate::domain::entry::{self, Found, Target};
use crate::domain::powers::graphql::Power;
use crate::kernel::graphql::errors::{UserError, answer, ctx_of, optional};
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, InputObject, Object, Result, SimpleObject, Union};

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
}

/// Changes of the entry.
#[derive(Debug, Default)]
pub struct EntryMutation;

#[Object]
impl EntryMutation {
    /// Withdraws a sticker's code; for the county's administrator.
    async fn revoke_sticker(&self, context: &Context<'_>, input: RevokeStickerInput) -> Result<RevokeStickerPayload> {
        let ctx = ctx_of(context)?;
        let (_, errors) = answer(ctx, revoke(ctx, &input).await)?;
        Ok(RevokeStickerPayload { errors })
    }
}

async fn revoke(ctx: &Ctx, input: &RevokeStickerInput) -> Outcome<()> {
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

/// Whether it was withdrawn.
#[derive(Debug, SimpleObject)]
pub struct RevokeStickerPayload {
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
