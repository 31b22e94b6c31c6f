//! The work that uploads leave behind.

use crate::domain::media::finish::{Finished, finish};
use crate::domain::media::sweep::sweep_expired;
use crate::kernel::{County, Ctx, JobError};
use crate::ports::Ports;
use entity::id::MediaId;
use serde::Deserialize;
use serde_json::Value;

/// The outbox topic of a complete upload: `{mediaId}`.
pub const FINISH: &str = "media.finish";

/// A film whose turn it is not comes back after this.
const TURN: time::Duration = time::Duration::seconds(5);

/// A file that the scanner could not look at comes back after this.
const SCANNER: time::Duration = time::Duration::minutes(1);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finish {
    media_id: MediaId,
}

/// Works `media.finish`: makes the finished files of a complete upload.
///
/// # Errors
/// When to come back.
pub async fn finish_job(ctx: Ctx, ports: Ports, county: County, payload: Value) -> Result<(), JobError> {
    let job: Finish = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
    match finish(&ctx, &ports, &county, job.media_id).await? {
        Finished::Done => Ok(()),
        Finished::Unchecked => Err(JobError::Wait { after: SCANNER, why: "the scanner has not looked at the file".to_owned() }),
        Finished::Waits => Err(JobError::Wait { after: TURN, why: "another film is being worked on".to_owned() }),
    }
}

/// Clears away a county's uploads whose time is over; run every hour.
///
/// # Errors
/// When to come back.
pub async fn sweep_job(ctx: Ctx, ports: Ports, county: County) -> Result<(), JobError> {
    while sweep_expired(&ctx, &ports, &county).await? > 0 {}
    Ok(())
}
