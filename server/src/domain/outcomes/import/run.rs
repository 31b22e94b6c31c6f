//! One import: looked at to its end first; only a file without a fault is written.

use super::parse::{self, Form, Good, Wrong};
use super::{AT_ONCE, MOST_FAULTS, write};
use crate::domain::directory;
use crate::domain::outcomes::model::Column;
use crate::domain::outcomes::policy::{Action, decide};
use crate::domain::outcomes::service::{EARLIEST, chain_of, columns_of, hash_of, open_kind};
use crate::domain::outcomes::sheet::Unreadable;
use crate::domain::outcomes::store;
use crate::kernel::text::{Bounds, line};
use crate::kernel::{County, Ctx, ErrorCode, Failure, Outcome, StaffActor};
use bytes::Bytes;
use entity::id::{OutcomeImportId, OutcomeKindId, UnitId};
use entity::outcome_kind_version;
use std::collections::HashSet;
use std::ops::ControlFlow;
use std::sync::Arc;
use time::Date;
use tokio::sync::mpsc;

/// A spreadsheet that was sent.
#[derive(Clone, Debug)]
pub struct Import {
    /// Who publishes its rows.
    pub unit_id: UnitId,
    /// Their kind.
    pub kind_id: OutcomeKindId,
    /// The version of the kind that the file was made for.
    pub kind_no: i32,
    /// Title of rows that have none of their own.
    pub title: Option<String>,
    /// Day of rows that have none of their own.
    pub decided_on: Option<Date>,
    /// Name of the file.
    pub file_name: String,
    /// The file.
    pub bytes: Bytes,
    /// Only look.
    pub is_dry: bool,
}

/// What is wrong in one row.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct RowFault {
    /// Its number, as the program that made the file shows it.
    pub row: u32,
    /// The label of its column; none if it concerns the row.
    pub column: Option<String>,
    /// What is wrong, as a sentence.
    pub message: String,
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

/// What an import is done by.
pub(super) struct Plan {
    pub county: County,
    pub staff: StaffActor,
    pub import: Import,
    pub version: outcome_kind_version::Model,
    pub form: Form,
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

/// Rows in packets of some hundred, each with the hash that it is known by, read beside us.
pub(super) struct Packets {
    pub rows: mpsc::Receiver<Vec<(Good, Vec<u8>)>>,
    pub reader: tokio::task::JoinHandle<Outcome<(Vec<Wrong>, usize)>>,
}

/// Begins to read the file. No more than some packets wait at a time.
pub(super) fn packets(ctx: &Ctx, plan: &Arc<Plan>) -> Packets {
    let (send, rows) = mpsc::channel(2);
    let (kernel, plan) = (Arc::clone(&ctx.kernel), Arc::clone(plan));
    let reader = tokio::task::spawn_blocking(move || {
        let mut sorted = Sorted { packet: Vec::with_capacity(AT_ONCE), ..Sorted::default() };
        let whose = (plan.import.unit_id, plan.import.kind_id);
        let read = parse::read(&plan.import.bytes, &plan.form, &mut |row| {
            let row = row.map(|good| (hash_of(&kernel.keys, whose, good.decided_on, &good.row), good));
            // Whoever listened has gone: nobody wants to know any more.
            if sorted.take(row).is_break() || sorted.is_full() && send.blocking_send(sorted.full()).is_err() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        });
        let _ = send.blocking_send(sorted.full());
        match sorted.broken {
            Some(failure) => Err(failure),
            None => read.map(|()| (sorted.wrong, sorted.count)).map_err(unreadable),
        }
    });
    Packets { rows, reader }
}

/// Rows as they were read: good ones in packets, what is wrong by itself.
#[derive(Default)]
struct Sorted {
    packet: Vec<(Good, Vec<u8>)>,
    seen: HashSet<Vec<u8>>,
    wrong: Vec<Wrong>,
    count: usize,
    broken: Option<Failure>,
}

impl Sorted {
    fn take(&mut self, row: Result<(Outcome<Vec<u8>>, Good), Vec<Wrong>>) -> ControlFlow<()> {
        match row {
            Ok((Ok(hash), good)) if self.seen.insert(hash.clone()) => self.packet.push((good, hash)),
            Ok((Ok(_), good)) => self.note(vec![(good.number, None, "和前面的一行一模一样。".to_owned())]),
            Ok((Err(failure), _)) => {
                self.broken = Some(failure);
                return ControlFlow::Break(());
            }
            Err(faults) => self.note(faults),
        }
        ControlFlow::Continue(())
    }

    fn note(&mut self, faults: Vec<Wrong>) {
        self.count += faults.len();
        let room = MOST_FAULTS.saturating_sub(self.wrong.len());
        self.wrong.extend(faults.into_iter().take(room));
    }

    fn is_full(&self) -> bool {
        self.packet.len() >= AT_ONCE
    }

    fn full(&mut self) -> Vec<(Good, Vec<u8>)> {
        std::mem::replace(&mut self.packet, Vec::with_capacity(AT_ONCE))
    }
}

pub(super) fn unreadable(why: Unreadable) -> Failure {
    Failure::field(ErrorCode::Invalid, "file", why.to_string())
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
            known.push((good.number, None, "一模一样的结果已经公开过。".to_owned()));
        }
        known.truncate(MOST_FAULTS);
    }
    let (wrong, count) = packets.reader.await.map_err(Failure::fault)??;
    let mut faults: Vec<Wrong> = wrong.into_iter().chain(known).collect();
    faults.sort();
    faults.truncate(MOST_FAULTS);
    let faults = faults.into_iter().map(|(row, column, message)| RowFault { row, column, message }).collect();
    let known_rows = u32::try_from(known_count).unwrap_or(u32::MAX);
    Ok(Report { rows: rows.saturating_sub(known_rows), faults, fault_count: count + known_count, import: None })
}
