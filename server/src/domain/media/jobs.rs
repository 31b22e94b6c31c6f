//! The work that uploads leave behind.

use crate::domain::media::finish::finish;
use crate::kernel::job::{JobError, JobFuture};
use crate::kernel::{County, Ctx};
use crate::ports::Ports;
use entity::id::MediaId;
use serde::Deserialize;
use serde_json::Value;

/// The outbox topic of a complete upload: `{mediaId}`.
pub const FINISH: &str = "media.finish";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Finish {
    media_id: MediaId,
}

/// Makes the finished files of a complete upload; may run twice.
#[must_use]
pub fn finish_job(ctx: Ctx, ports: Ports, county: County, payload: Value) -> JobFuture {
    Box::pin(async move {
        let job: Finish = serde_json::from_value(payload).map_err(|error| JobError::Park(error.to_string()))?;
        Ok(finish(&ctx, &ports, &county, job.media_id).await?)
    })
}
