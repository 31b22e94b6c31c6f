//! Making an edition: begun as a row, its files written from one state of the county, whole in one transaction, older ones gone.

use super::manifest::manifest;
use super::sources::{self, Names, Source};
use super::store;
use super::table::{Set, Sink, Written};
use crate::domain::ledger::{self, Entry};
use crate::domain::removals;
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use crate::ports::blobs::Blobs;
use aws_lc_rs::digest::{SHA256, digest};
use entity::id::{OpenDataEditionId, OpenDataFileId};
use entity::words::OpenDataFormat;
use entity::{open_data_edition, open_data_file};
use serde_json::json;
use time::Duration;

/// A build that is older than this was cut off: no job of the worker may take so long.
const CUT_OFF: Duration = Duration::minutes(15);

/// Makes a county's edition; whether it was made. Not while another worker makes one.
///
/// # Errors
/// A fault of the database or of the store; the last edition stays then.
pub async fn build(ctx: &Ctx, blobs: &dyn Blobs, county: &County) -> Outcome<bool> {
    let Some(id) = begin(ctx, blobs, county).await? else { return Ok(false) };
    let done = match Box::pin(write(ctx, blobs, (county, id))).await {
        Ok((removals, files)) => finish(ctx, (county, id), removals, files).await,
        Err(failure) => Err(failure),
    };
    if !matches!(done, Ok(true)) {
        forget(ctx, blobs, (county, id)).await?;
        return done;
    }
    sweep(ctx, blobs, county).await?;
    Ok(true)
}

/// Takes the place of who builds; what was cut off goes first.
async fn begin(ctx: &Ctx, blobs: &dyn Blobs, county: &County) -> Outcome<Option<OpenDataEditionId>> {
    let other = store::building(&ctx.read(county).await?).await?;
    match other {
        Some(other) if ctx.now.since(other.begun_at) < CUT_OFF => return Ok(None),
        Some(other) => forget(ctx, blobs, (county, other.id)).await?,
        None => {}
    }
    let tx = ctx.write(county).await?;
    let id: OpenDataEditionId = tx.mint();
    let (county_id, begun_at) = (county.id, tx.now);
    let row = open_data_edition::Model { county_id, id, building: Some(1), begun_at, removals: 0, sha256: None, built_at: None };
    let is_begun = store::begin(&tx, row).await?;
    tx.commit().await?;
    Ok(is_begun.then_some(id))
}

/// Writes all files from one state of the county. It only reads, so that a slow store holds nobody up.
async fn write(
    ctx: &Ctx,
    blobs: &dyn Blobs,
    (county, edition): (&County, OpenDataEditionId),
) -> Outcome<(i64, Vec<open_data_file::Model>)> {
    let tx = ctx.read(county).await?;
    let removals = removals::count(&tx).await?;
    let names = Names::read(&tx).await?;
    let mut files = Vec::new();
    for (no, source) in sources::all(&tx).await?.into_iter().enumerate() {
        let set = source.set();
        let place = format!("{}/{no}", folder(county, edition));
        let (rows, csv, jsonl) = write_set((&tx, &names), blobs, (&source, &set), &place).await?;
        for (format, written) in [(OpenDataFormat::Csv, csv), (OpenDataFormat::Jsonl, jsonl)] {
            let ordinal = i32::try_from(files.len()).unwrap_or(i32::MAX);
            files.push(file((&tx, edition), (&set, ordinal), (format, rows), written)?);
        }
    }
    Ok((removals, files))
}

async fn write_set(
    from: (&Tx, &Names),
    blobs: &dyn Blobs,
    (source, set): (&Source, &Set),
    place: &str,
) -> Outcome<(i64, Written, Written)> {
    let mut sink = Sink::open(blobs, &set.columns, place).await?;
    source.write(from, &mut sink).await?;
    sink.finish().await
}

fn file(
    (tx, edition_id): (&Tx, OpenDataEditionId),
    (set, ordinal): (&Set, i32),
    (format, rows): (OpenDataFormat, i64),
    written: Written,
) -> Outcome<open_data_file::Model> {
    let (id, ending): (OpenDataFileId, _) = (tx.mint(), if format == OpenDataFormat::Csv { "csv" } else { "jsonl" });
    Ok(open_data_file::Model {
        county_id: tx.county.id,
        id,
        edition_id,
        ordinal,
        name: format!("{}.{ending}", set.name),
        title: set.title.clone(),
        format,
        columns: serde_json::to_value(&set.columns).map_err(Failure::fault)?,
        rows,
        bytes: written.bytes,
        sha256: written.sha256,
        blob: written.blob,
    })
}

/// Makes the edition the one that is served; not if it was taken for cut off meanwhile.
async fn finish(ctx: &Ctx, (county, id): (&County, OpenDataEditionId), removals: i64, files: Vec<open_data_file::Model>) -> Outcome<bool> {
    let text = manifest((&county.code, &county.name), ctx.now, &files)?;
    let sha256 = hex::encode(digest(&SHA256, text.as_bytes()).as_ref());
    let tx = ctx.write(county).await?;
    if !store::finish(&tx, id, (removals, &sha256)).await? {
        return Ok(false);
    }
    let facts = json!({ "files": files.len(), "sha256": sha256 });
    tx.add_all(files).await?;
    ledger::append(&tx, &ctx.actor, Entry::public("open_data.built", id, facts)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Takes older editions away. The last one but this stays for who is in the middle of a file, unless something went from the
/// public pages since it was read.
///
/// # Errors
/// A fault of the database or of the store.
pub async fn sweep(ctx: &Ctx, blobs: &dyn Blobs, county: &County) -> Outcome<()> {
    let tx = ctx.read(county).await?;
    let (editions, removals) = (store::whole(&tx).await?, removals::count(&tx).await?);
    drop(tx);
    let is_kept = |(place, edition): (usize, &open_data_edition::Model)| place < 2 && edition.removals == removals;
    let old = editions.iter().enumerate().filter(|one| !is_kept(*one)).map(|(_, edition)| edition.id);
    for id in old {
        forget(ctx, blobs, (county, id)).await?;
    }
    Ok(())
}

/// First the bytes, then the rows: cut off between, the rows still say where to look.
async fn forget(ctx: &Ctx, blobs: &dyn Blobs, (county, id): (&County, OpenDataEditionId)) -> Outcome<()> {
    blobs.keep_only(&folder(county, id), &[]).await.map_err(Failure::fault)?;
    let tx = ctx.write(county).await?;
    store::delete(&tx, id).await?;
    tx.commit().await
}

fn folder(county: &County, id: OpenDataEditionId) -> String {
    format!("open-data/{}/{}", county.code, uuid::Uuid::from(id).simple())
}
