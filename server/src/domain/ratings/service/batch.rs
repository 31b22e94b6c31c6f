//! Sheets go on the ledger in batches: so many at once that neither their time nor their number tells of anybody.

use crate::domain::ledger::{self, Entry};
use crate::domain::ratings::store;
use crate::kernel::{County, Ctx, JobError, Outcome};
use aws_lc_rs::digest::{SHA256, digest};
use entity::{rating_batch, rating_sheet};
use serde_json::json;
use time::Duration;
use uuid::Uuid;

/// Sheets of one batch.
const MOST: u64 = 500;
/// A sheet goes into a batch this long after it came, when no transaction can still bring an earlier one.
const SETTLED: Duration = Duration::minutes(10);
/// Bytes of each sheet's hash.
const LEAF: usize = 16;

/// What stands for a sheet in its batch: the first 16 bytes of a SHA-256 over all that it says. Whether it belongs to a burst
/// is found later and is not among it.
#[must_use]
pub fn leaf(sheet: &rating_sheet::Model) -> Vec<u8> {
    let mut bytes = b"lianjing rating v1".to_vec();
    for id in [Uuid::from(sheet.county_id), sheet.id.into(), sheet.subject_id, sheet.set_id.into()] {
        bytes.extend_from_slice(id.as_bytes());
    }
    bytes.extend_from_slice(&sheet.month.to_be_bytes());
    bytes.push(u8::from(sheet.is_verified));
    for part in [&sheet.rater, &sheet.answers, sheet.replaces.as_ref().unwrap_or(&Vec::new())] {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    digest(&SHA256, &bytes).as_ref().iter().copied().take(LEAF).collect()
}

/// Writes the sheets of a county that are on no batch yet.
///
/// # Errors
/// A fault of the database; it is tried again at the next time.
pub async fn batch_job(ctx: Ctx, county: County) -> Result<(), JobError> {
    while write(&ctx, &county).await? {}
    Ok(())
}

/// One batch; whether there may be another.
async fn write(ctx: &Ctx, county: &County) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    let last = store::last_batch(&tx).await?;
    let sheets = store::sheets_behind(&tx, last.as_ref().map(|last| last.until_id), tx.now.after(-SETTLED), MOST).await?;
    let Some(until) = sheets.last() else { return Ok(false) };
    let leaves: Vec<u8> = sheets.iter().flat_map(leaf).collect();
    let sum = digest(&SHA256, &leaves).as_ref().to_vec();
    let row = rating_batch::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        no: last.map_or(1, |last| last.no.saturating_add(1)),
        until_id: until.id,
        sheets: i32::try_from(sheets.len()).unwrap_or(i32::MAX),
        leaves,
        digest: sum.clone(),
        made_at: tx.now,
    };
    let (id, no, count) = (row.id, row.no, row.sheets);
    if !store::add_batch(&tx, row).await? {
        return Ok(false);
    }
    let facts = json!({ "no": no, "sheets": count, "sha256": hex::encode(sum) });
    ledger::append(&tx, &ctx.actor, Entry::sealed("ratings.batch", id, facts)).await?;
    tx.commit().await?;
    Ok(u64::try_from(count).unwrap_or_default() == MOST)
}
