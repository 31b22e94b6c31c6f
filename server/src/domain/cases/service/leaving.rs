//! A handler's role is about to end: the heads of the organ are told to hand his cases over. Whether he has any is not said.

use crate::domain::notices;
use crate::domain::staff;
use crate::kernel::{County, Ctx, JobError};
use crate::ports::Ports;
use entity::id::{AccountId, OrganId};
use entity::words::NoticeKind;
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Leaving {
    organ_id: OrganId,
    account_id: AccountId,
}

/// Works `staff.leaving`; done twice, it tells once.
///
/// # Errors
/// When to come back.
pub async fn leaving_job(ctx: Ctx, _: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: Leaving = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    let tx = ctx.write(&county).await?;
    let mut told = staff::heads_of(&tx, &[job.organ_id]).await?;
    told.remove(&job.account_id);
    notices::about_staff(&tx, &told, NoticeKind::HandlerLeaving, json!({})).await?;
    Ok(tx.commit().await?)
}
