//! One import: looked at to its end first; only a file without a fault is written.

use super::parse::{Form, Wrong};
use super::reading::{Import, Plan, packets, unreadable};
use super::{MOST_FAULTS, write};
use crate::domain::directory;
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::service::{EARLIEST, chain_of, columns_of, open_kind};
use crate::domain::outcomes::sheet::{Spot, Unreadable};
use crate::domain::outcomes::store;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome};
use entity::id::OutcomeImportId;
use std::sync::Arc;

/// What is wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RowFault {
    /// The sheet in which it stands; none where the file has one only.
    pub sheet: Option<String>,
    /// Its number, as the program that made the file shows it.
    pub row: u32,
    /// The label of its column; none if it concerns the row.
    pub column: Option<String>,
    /// What is wrong, as a sentence.
    pub message: String,
}

impl RowFault {
    /// What is wrong there.
    #[must_use]
    pub fn at(spot: Spot, column: Option<String>, message: String) -> Self {
        Self { sheet: spot.sheet.name.map(|name| name.as_ref().to_owned()), row: spot.row, column, message }
    }
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Rows that may be published.
    pub rows: u32,
    /// What is wrong, the first ones.
    pub faults: Vec<RowFault>,
    /// How much is wrong.
    pub fault_count: usize,
    /// The import, once everything is written.
    pub import: Option<OutcomeImportId>,
}

/// Looks at a spreadsheet and, if nothing is wrong and it is not only looked at, publishes its rows.
///
/// # Errors
/// Hidden if there is no such unit; refused unless by a publisher of the unit or of one above it, for a kind that is closed or
/// was changed, for a file that can't be read, and while another import of the unit runs. Faulty rows are in the report.
pub async fn import(ctx: &Ctx, import: Import) -> Outcome<Report> {
    let plan = Arc::new(plan(ctx, import).await?);
    let mut report = looked_at(ctx, &plan).await?;
    if report.fault_count == 0 && report.rows == 0 {
        return Err(unreadable(Unreadable::Empty));
    }
    if report.fault_count == 0 && !plan.import.is_dry {
        report.import = Some(write::all(ctx, &plan, report.rows).await?);
    }
    Ok(report)
}

async fn plan(ctx: &Ctx, import: Import) -> Outcome<Plan> {
    if ctx.actor.staff().is_none() {
        return Err(Failure::SignInNeeded);
    }
    let county = ctx.county_of(import.unit_id).await?;
    let tx = ctx.read(&county).await?;
    let chain = chain_of(&tx, import.unit_id).await?;
    let staff = decide(&ctx.actor, Action::Import, &chain).check()?.clone();
    if !directory::lives(&directory::unit_by_id(&tx, import.unit_id).await?.unit, ctx) {
        return Err(Failure::field(ErrorCode::State, "unitId", "这个单位已经撤并，请由接替的单位公开。"));
    }
    let title = import.title.as_deref().filter(|title| !title.trim().is_empty());
    let title = title.map(|title| line("title", title, Bounds { min: 4, max: 80 })).transpose();
    let title = title.map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let (_, version) = open_kind(&tx, (import.kind_id, import.kind_no)).await?;
    let columns: Vec<Column> = columns_of(&version.columns)?;
    let (powers, today) = (store::powers_of_units(&tx, &chain).await?, store::today(&tx));
    let form = Form { columns, powers, title, decided_on: import.decided_on, earliest: EARLIEST, today };
    Ok(Plan { county, staff, import, version, form })
}

/// Looks at all rows, also at what was published before.
async fn looked_at(ctx: &Ctx, plan: &Arc<Plan>) -> Outcome<Report> {
    // What the same file brought before its import was cut off is no fault: it goes on there.
    let begun = write::begun(&ctx.read(&plan.county).await?, plan).await?.map(|import| import.id);
    let mut packets = packets(ctx, plan);
    let (mut rows, mut known): (u32, Vec<Wrong>) = (0, Vec::new());
    let mut known_count = 0;
    while let Some(packet) = packets.rows.recv().await {
        let tx = ctx.read(&plan.county).await?;
        let hashes: Vec<&[u8]> = packet.iter().map(|(_, hash)| hash.as_slice()).collect();
        let there = store::known_among(&tx, &hashes, begun).await?;
        drop(tx);
        rows = rows.saturating_add(u32::try_from(packet.len()).unwrap_or(u32::MAX));
        for (good, _) in packet.iter().filter(|(_, hash)| there.contains(hash)) {
            known_count += 1;
            known.push((good.spot.clone(), None, "一模一样的结果已经公开过。".to_owned()));
        }
        known.truncate(MOST_FAULTS);
    }
    let (wrong, count) = packets.reader.await.map_err(Failure::fault)??;
    let mut faults: Vec<Wrong> = wrong.into_iter().chain(known).collect();
    faults.sort();
    faults.truncate(MOST_FAULTS);
    let faults = faults.into_iter().map(|(spot, column, message)| RowFault::at(spot, column, message)).collect();
    let known_rows = u32::try_from(known_count).unwrap_or(u32::MAX);
    Ok(Report { rows: rows.saturating_sub(known_rows), faults, fault_count: count + known_count, import: None })
}
