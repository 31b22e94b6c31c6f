//! Reading requests for pauses and extensions: those that the viewer may answer, and the words of one.

use super::decide_deadline::facts_about;
use crate::domain::cases::policy::{self, Action, Decision};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder};
use crate::kernel::page::{Page, PageQuery};
use crate::kernel::secret::SealedText;
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::deadline_request;
use entity::id::{DeadlineRequestId, OrganId, SealedPartId};
use entity::words::{DeadlineRequestState, StaffRole};

/// A request with its case.
pub struct RequestView {
    /// The request.
    pub row: deadline_request::Model,
    /// Its case, of which only number and organ are shown to whoever may not see it.
    pub loaded: Loaded,
    /// Whether the viewer may answer it now.
    pub can_decide: bool,
}

/// What the two organs wrote.
pub struct RequestWords {
    /// Why it is asked for.
    pub asked: Option<SealedText>,
    /// Why it was granted or refused.
    pub answered: Option<SealedText>,
}

/// Requests that wait for an answer of the organs that the viewer heads, the oldest first.
///
/// # Errors
/// Refused if nobody is signed in or the cursor is not one of ours.
pub async fn deadline_requests(ctx: &Ctx, page: &PageQuery) -> Outcome<Page<RequestView>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let away = store::recusals_of(&tx, &ctx.actor).await?;
    let rows = store::open_requests(&tx, (&store::headed_by(staff), &away), page).await?;
    let found = page.page(rows, |row| vec![row.asked_at.0.to_string(), row.id.to_string()]);
    let cases: Vec<_> = found.nodes.iter().map(|row| row.case_id).collect();
    let cases = store::by_ids(&tx, &cases).await?;
    let loaded = store::rows(&tx, &ctx.actor, cases).await?;
    let view = |row: deadline_request::Model| Some(view(ctx, loaded.iter().find(|one| one.case.id == row.case_id)?.clone(), row));
    Ok(Page { nodes: found.nodes.into_iter().filter_map(view).collect(), has_next: found.has_next, end_cursor: found.end_cursor })
}

/// The request as the viewer sees it.
pub fn view(ctx: &Ctx, loaded: Loaded, row: deadline_request::Model) -> RequestView {
    let can = policy::viewer_can(&ctx.actor, &[Action::DecideDeadline], &facts_about(&loaded, &row));
    RequestView { can_decide: row.state == DeadlineRequestState::Open && !can.is_empty(), row, loaded }
}

/// The words of a request, for the two organs that hold them.
///
/// # Errors
/// Hidden from whoever may neither see the case nor answer the request.
pub async fn request_words(ctx: &Ctx, id: DeadlineRequestId) -> Outcome<RequestWords> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let row = store::find_request(&tx, &ctx.actor, id).await?;
    let loaded = store::load(&tx, &ctx.actor, row.case_id).await?;
    let facts = facts_about(&loaded, &row);
    let may = |action| policy::decide(&ctx.actor, action, &facts);
    if may(Action::Read) != Decision::Allow && may(Action::DecideDeadline) == Decision::Hide {
        return Err(Failure::hidden());
    }
    let parts = parts_of(&tx, staff, &row).await?;
    let find = |part: Option<SealedPartId>| parts.iter().find(|(id, _)| Some(*id) == part).map(|(_, text)| text.clone());
    Ok(RequestWords { asked: find(Some(row.asked_part_id)), answered: find(row.decided_part_id) })
}

/// All words of a case's requests that the viewer's organs hold, for its timeline.
pub(super) async fn words_of_case(tx: &Tx, staff: &StaffActor, loaded: &Loaded) -> Outcome<Vec<(SealedPartId, SealedText)>> {
    let mut all = Vec::new();
    for row in &loaded.requests {
        all.extend(parts_of(tx, staff, row).await?);
    }
    Ok(all)
}

async fn parts_of(tx: &Tx, staff: &StaffActor, row: &deadline_request::Model) -> Outcome<Vec<(SealedPartId, SealedText)>> {
    let is_of = |organ: &OrganId| staff.is_in(StaffRole::Handler, *organ) || staff.is_in(StaffRole::Head, *organ);
    let Some(organ) = [row.organ_id, row.approver_id].into_iter().find(is_of) else { return Ok(Vec::new()) };
    let key = keys::open(tx, row.envelope_id, Holder::Organ(organ)).await?;
    Ok(keys::parts(tx, &key).await?.into_iter().map(|part| (part.id, part.text)).collect())
}
