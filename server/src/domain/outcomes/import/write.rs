//! Writing: some hundred rows in one transaction, so that nobody waits long; what is cut off goes on with the same file.

use super::reading::{Plan, packets};
use super::{AT_ONCE, parse::Good};
use crate::domain::ledger::{self, Entry};
use crate::domain::outcomes::rules::pairs_of;
use crate::domain::outcomes::service::{Place, new_row};
use crate::domain::outcomes::store;
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::OutcomeImportId;
use entity::words::ImportState;
use entity::{outcome_gram, outcome_import};
use serde_json::json;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The import of this file into this unit that was begun and not ended.
pub(super) async fn begun(tx: &Tx, plan: &Plan) -> Outcome<Option<outcome_import::Model>> {
    let open = store::open_import(tx, plan.import.unit_id).await?;
    let is_same = |row: &outcome_import::Model| {
        row.state == ImportState::Writing
            && row.kind_version_id == plan.version.id
            && row.file_hash == file_hash(plan)
            && (&row.title, row.decided_on) == (&plan.form.title, plan.form.decided_on)
    };
    Ok(open.filter(is_same))
}

fn file_hash(plan: &Plan) -> Vec<u8> {
    Sha256::digest(&plan.import.bytes).to_vec()
}

/// Publishes all rows of a file that was looked at.
pub(super) async fn all(ctx: &Ctx, plan: &Arc<Plan>, rows: u32) -> Outcome<OutcomeImportId> {
    let import = begin(ctx, plan, rows).await?;
    let mut packets = packets(ctx, plan);
    while let Some(packet) = packets.rows.recv().await {
        if !packet.is_empty() {
            some(ctx, plan, import, packet).await?;
        }
    }
    packets.reader.await.map_err(Failure::fault)??;
    let tx = ctx.write(&plan.county).await?;
    if !store::is_writing(&tx, import).await? {
        return Err(taken_back());
    }
    store::end_import(&tx, import, (ImportState::Writing, ImportState::Done)).await?;
    let facts = json!({ "unit": plan.import.unit_id, "kind": plan.version.kind_id, "rows": rows, "sha256": hex::encode(file_hash(plan)) });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.import", import, facts)).await?;
    tx.commit().await?;
    Ok(import)
}

async fn begin(ctx: &Ctx, plan: &Plan, rows: u32) -> Outcome<OutcomeImportId> {
    let tx = ctx.write(&plan.county).await?;
    store::hold_unit(&tx, plan.import.unit_id).await?;
    if let Some(import) = begun(&tx, plan).await? {
        return Ok(import.id);
    }
    if store::open_import(&tx, plan.import.unit_id).await?.is_some() {
        return Err(Failure::refuse(ErrorCode::Conflict, "这个单位还有一次导入没有完。请用同一个文件接着导入，或者先把它撤回。"));
    }
    let id = tx.mint();
    tx.add(outcome_import::Model {
        county_id: tx.county.id,
        id,
        unit_id: plan.import.unit_id,
        open_unit_id: Some(plan.import.unit_id),
        kind_version_id: plan.version.id,
        file_name: plan.import.file_name.clone(),
        file_hash: file_hash(plan),
        title: plan.form.title.clone(),
        decided_on: plan.form.decided_on,
        rows: i32::try_from(rows).unwrap_or(i32::MAX),
        done: 0,
        state: ImportState::Writing,
        started_by: plan.staff.account_id,
        started_at: tx.now,
        moved_at: tx.now,
        ended_at: None,
    })
    .await?;
    let facts = json!({ "unit": plan.import.unit_id, "rows": rows });
    ledger::append(&tx, &ctx.actor, Entry::public("outcomes.import_begun", id, facts)).await?;
    tx.commit().await?;
    Ok(id)
}

fn taken_back() -> Failure {
    Failure::refuse(ErrorCode::Conflict, "这次导入刚才被撤回了。")
}

async fn some(ctx: &Ctx, plan: &Plan, import: OutcomeImportId, packet: Vec<(Good, Vec<u8>)>) -> Outcome<()> {
    debug_assert!(packet.len() <= AT_ONCE, "a packet is bounded");
    let tx = ctx.write(&plan.county).await?;
    store::hold_unit(&tx, plan.import.unit_id).await?;
    if !store::is_writing(&tx, import).await? {
        return Err(taken_back());
    }
    let hashes: Vec<&[u8]> = packet.iter().map(|(_, hash)| hash.as_slice()).collect();
    // Written before it was cut off, corrected since or not, or by a form meanwhile: there already, and not twice.
    let there: BTreeSet<Vec<u8>> = store::known_among(&tx, &hashes, None).await?;
    let number = |good: &Good| good.spot.number();
    let written = store::written_among(&tx, import, packet.iter().map(|(good, _)| number(good)).collect()).await?;
    let is_new = |(good, hash): &(Good, Vec<u8>)| !there.contains(hash) && !written.contains(&number(good));
    let (mut rows, mut grams) = (Vec::with_capacity(packet.len()), Vec::new());
    for (good, hash) in packet.into_iter().filter(is_new) {
        let place = Place { unit: plan.import.unit_id, power: good.power, decided_on: good.decided_on };
        let mut row = new_row(&tx, (&place, &plan.version), (&good.row, hash), plan.staff.account_id);
        (row.import_id, row.import_row) = (Some(import), Some(number(&good)));
        let pairs = pairs_of(&plan.form.columns, &good.row, row.personal_until);
        let (decided_on, outcome_id) = (row.decided_on, row.id);
        grams.extend(pairs.into_iter().map(|(gram, until)| outcome_gram::Model {
            county_id: tx.county.id,
            gram,
            decided_on,
            outcome_id,
            until,
        }));
        rows.push(row);
    }
    let count = rows.len();
    tx.add_all(rows).await?;
    tx.add_all(grams).await?;
    store::count_import(&tx, import, count).await?;
    tx.commit().await
}
