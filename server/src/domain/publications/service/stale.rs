//! A finding that was corrected makes what is published of it untrue: its clock begins, and ends with what follows it.

use crate::domain::cases::{self, Concluded};
use crate::domain::publications::store;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::id::CaseId;
use entity::moment::Moment;
use entity::publication;
use entity::words::PublicationState;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Corrected {
    case_id: CaseId,
    instance_no: i32,
    at: i64,
}

/// Works `cases.finding_corrected`; done twice, it starts one clock.
///
/// # Errors
/// When to come back.
pub async fn finding_corrected_job(ctx: Ctx, _: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: Corrected = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    let tx = ctx.write(&county).await?;
    cases::hold_case(&tx, job.case_id).await?;
    let case = cases::concluded(&tx, &ctx.actor, job.case_id).await?;
    if !shown(&tx, &case, job.instance_no).await?.is_empty() {
        cases::note_stale(&tx, &case, (job.instance_no, Moment(job.at))).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends that clock once nothing is shown any more that was written before the finding was corrected.
pub(super) async fn settle(tx: &Tx, case: &Concluded) -> Outcome<()> {
    let Some(since) = cases::stale_since(case) else { return Ok(()) };
    let rows = shown(tx, case, case.instance_no()).await?;
    let versions = store::versions(tx, &rows.iter().map(|row| row.id).collect::<Vec<_>>()).await?;
    let shows = |row: &publication::Model| versions.get(&row.id)?.iter().rfind(|one| one.state == PublicationState::Published);
    let is_stale = rows.iter().filter_map(shows).any(|one| one.drafted_at < since);
    if is_stale { Ok(()) } else { cases::note_followed(tx, case).await }
}

/// What everybody reads today of a turn.
async fn shown(tx: &Tx, case: &Concluded, instance_no: i32) -> Outcome<Vec<publication::Model>> {
    let today = tx.now.in_china().date();
    let is_shown = |row: &publication::Model| {
        let runs = row.ends_on.is_none_or(|last| last >= today);
        row.instance_no == instance_no && row.published_at.is_some() && row.hidden_at.is_none() && runs
    };
    Ok(store::of_case(tx, case.id()).await?.into_iter().filter(is_shown).collect())
}
