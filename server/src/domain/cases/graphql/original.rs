//! 取原件 in the schema.

use crate::domain::cases::graphql::inputs::parsed;
use crate::domain::cases::service;
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{ID, InputObject, Result, SimpleObject};

/// 取原件.
#[derive(InputObject)]
pub struct OpenOriginalInput {
    /// The case.
    pub case_id: ID,
    /// The file.
    pub media_id: ID,
}

/// The original's address.
#[derive(SimpleObject)]
pub struct OpenOriginalPayload {
    /// Good for five minutes and for this viewer only.
    pub url: Option<String>,
    /// Why not.
    pub errors: Vec<UserError>,
}

impl OpenOriginalPayload {
    /// Asks the verb; nobody who is not signed in learns whether an id has the right form.
    pub async fn of(ctx: &Ctx, input: &OpenOriginalInput) -> Result<Self> {
        let (url, errors) = answer(ctx, opened(ctx, input).await)?;
        Ok(Self { url, errors })
    }
}

async fn opened(ctx: &Ctx, input: &OpenOriginalInput) -> Outcome<String> {
    ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    service::open_original(ctx, parsed("caseId", &input.case_id)?, parsed("mediaId", &input.media_id)?).await
}
