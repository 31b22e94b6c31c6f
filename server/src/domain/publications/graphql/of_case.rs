//! What there is of a case: publications, wishes that can be met, and whether its result is not published.

use super::draft::PublicationLine;
use super::public::PublicationUnit;
use super::withholding::Withholding;
use super::words::PublicationKind;
use crate::domain::publications::service::{self, OfCase};
use crate::kernel::graphql::errors::{UserError, answer};
use crate::kernel::graphql::ids;
use crate::kernel::{Ctx, Outcome};
use async_graphql::{ID, Result, SimpleObject};
use entity::id::CaseId;

/// What there is of a case.
#[derive(Clone, Debug, SimpleObject)]
pub struct CasePublications {
    /// Publications, the oldest first.
    pub nodes: Vec<PublicationLine>,
    /// Kinds that the viewer may draft now.
    pub can_draft: Vec<PublicationKind>,
    /// Units on whose page it may stand.
    pub units: Vec<PublicationUnit>,
    /// Officials who were cleared and wish a clarification that is not drafted yet.
    pub wishes: Vec<ClarificationWish>,
    /// The decision not to publish the result, if there is or was one; for the organ that decides.
    pub withholding: Option<Withholding>,
    /// Whether the viewer may propose now that the result is not published.
    pub can_withhold: bool,
}

/// An official who was cleared and wishes that it is said.
#[derive(Clone, Debug, SimpleObject)]
pub struct ClarificationWish {
    /// Who.
    pub official_id: ID,
    /// Name.
    pub name: String,
}

/// What there is of a case now.
#[derive(Debug, SimpleObject)]
pub struct CasePublicationsPayload {
    /// Publications and decisions of the case; none if nothing was done.
    pub publications: Option<CasePublications>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

impl CasePublicationsPayload {
    /// What a verb left on a case, read back.
    ///
    /// # Errors
    /// Faults and missing sign-in become top-level errors.
    pub async fn of(ctx: &Ctx, outcome: Outcome<CaseId>) -> Result<Self> {
        let outcome = match outcome {
            Ok(case) => service::of_case(ctx, case).await.map(CasePublications::from),
            Err(failure) => Err(failure),
        };
        let (publications, errors) = answer(ctx, outcome)?;
        Ok(Self { publications, errors })
    }
}

impl From<OfCase> for CasePublications {
    fn from(found: OfCase) -> Self {
        Self {
            nodes: found.lines.into_iter().map(PublicationLine::from).collect(),
            can_draft: found.can_draft.into_iter().map(PublicationKind::from).collect(),
            units: found.units.into_iter().map(PublicationUnit::from).collect(),
            wishes: found.wishes.into_iter().map(|(id, name)| ClarificationWish { official_id: ids::show(id), name }).collect(),
            withholding: found.withheld.map(Withholding::from),
            can_withhold: found.can_withhold,
        }
    }
}
