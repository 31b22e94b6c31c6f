//! 没有传完的证据: a file that a report names and that stopped half-way. Its reporter is told some hours before its time is
//! over, and once more when it is.

use crate::domain::cases::store;
use crate::domain::media::{self, Unfinished};
use crate::domain::notices::{self, About};
use crate::domain::reports;
use crate::kernel::{County, Ctx, JobError, Outcome, Tx};
use crate::ports::Ports;
use entity::id::ReportId;
use entity::words::NoticeKind;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::Duration;

/// So long before its time is over the reporter is told: an afternoon in which to find a network.
const WARNING: Duration = Duration::hours(6);
/// Under which key a notice keeps what it told of: the file and when its time was to be over.
const FILES: &str = "files";

/// Looks after a county's unfinished files; comes round by itself.
///
/// # Errors
/// When to come back.
pub async fn uploads_job(ctx: Ctx, ports: Ports, county: County) -> Result<(), JobError> {
    uploads_due(&ctx, &ports, &county).await?;
    Ok(())
}

/// Ends what is over and tells of what soon will be, one transaction a report for each; how many files were ended.
///
/// # Errors
/// A fault of the database; what was done before it stays done.
pub async fn uploads_due(ctx: &Ctx, ports: &Ports, county: &County) -> Outcome<usize> {
    let tx = ctx.read(county).await?;
    let found = media::unfinished(&tx, ctx.now.after(WARNING), None).await?;
    drop(tx);
    let reports: BTreeSet<_> = found.iter().map(|file| file.report_id).collect();
    let mut ended = 0;
    for report in reports {
        match one(ctx, ports, county, report).await {
            Ok(files) => ended += files,
            Err(fault) => tracing::error!(%report, error = %fault, "unfinished files of a report are looked after again later"),
        }
    }
    Ok(ended)
}

async fn one(ctx: &Ctx, ports: &Ports, county: &County, report: ReportId) -> Outcome<usize> {
    let ended = end(ctx, ports, county, report).await?;
    warn(ctx, county, report).await?;
    Ok(ended)
}

/// Ends what is over, in one transaction with the message.
async fn end(ctx: &Ctx, ports: &Ports, county: &County, report: ReportId) -> Outcome<usize> {
    let tx = ctx.write(county).await?;
    let mut ended = Vec::new();
    for file in media::unfinished(&tx, tx.now, Some(report)).await? {
        if media::give_up(&tx, &ctx.actor, &file).await? {
            ended.push(file.id);
        }
    }
    if ended.is_empty() {
        return Ok(0);
    }
    if let Some(about) = about(&tx, report).await? {
        notices::to_reporter(&tx, about, NoticeKind::UploadLapsed, json!({})).await?;
    }
    tx.commit().await?;
    for id in &ended {
        media::clear(ports, county, *id).await;
    }
    Ok(ended.len())
}

/// Tells once of each stop; a file that went on and stopped again has another end, and is told of again.
async fn warn(ctx: &Ctx, county: &County, report: ReportId) -> Outcome<()> {
    let tx = ctx.write(county).await?;
    let files = media::unfinished(&tx, tx.now.after(WARNING), Some(report)).await?;
    let Some(about) = about(&tx, report).await?.filter(|about| about.wants_sms && !files.is_empty()) else { return Ok(()) };
    // Two workers that meet here must not both find nothing told.
    store::hold(&tx, about.case_id).await?;
    let known = notices::told(&tx, about.case_id, NoticeKind::UploadStopped).await?;
    let is_told = |file: &Unfinished| known.iter().any(|params| is_of(params, file));
    if files.iter().all(is_told) {
        return Ok(());
    }
    let files: serde_json::Map<_, _> = files.iter().map(|file| (file.id.to_string(), json!(file.expires_at))).collect();
    notices::to_reporter(&tx, about, NoticeKind::UploadStopped, json!({ FILES: files })).await?;
    tx.commit().await
}

fn is_of(params: &Value, file: &Unfinished) -> bool {
    params.get(FILES).and_then(|files| files.get(file.id.to_string())) == Some(&json!(file.expires_at))
}

/// Whom a message about a report goes to.
async fn about(tx: &Tx, report: ReportId) -> Outcome<Option<About>> {
    let case = store::by_reports(tx, &[report]).await?.pop();
    let report = reports::of_ids(tx, &[report]).await?.pop();
    Ok(case.zip(report).map(|(case, report)| About { case_id: case.id, contact_id: report.contact_id, wants_sms: report.wants_sms }))
}
