//! What every verb on a case answers: the case as it is then, or why it was refused.

use super::case::Case;
use crate::domain::cases::service::{self, CaseView};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use async_graphql::{Result, SimpleObject};
use entity::id::CaseId;

/// What a verb on a case gets.
#[derive(Debug, SimpleObject)]
pub struct CasePayload {
    /// The case as the viewer sees it now; none if it went to another organ.
    pub case: Option<Case>,
    /// Why not.
    pub errors: Vec<UserError>,
}

impl CasePayload {
    /// The case after a verb, as far as the viewer still sees it.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, outcome: Outcome<CaseId>) -> Result<Self> {
        let shown = match outcome {
            Ok(id) => still_seen(service::case(ctx, id).await),
            Err(failure) => Err(failure),
        };
        let (case, errors) = answer(ctx, shown)?;
        Ok(Self { case: case.flatten().map(Case::alone), errors })
    }
}

fn still_seen(outcome: Outcome<CaseView>) -> Outcome<Option<CaseView>> {
    match outcome {
        Ok(view) => Ok(Some(view)),
        Err(Failure::Refused(why)) if why.iter().all(|error| error.code == ErrorCode::NotFound) => Ok(None),
        Err(other) => Err(other),
    }
}
