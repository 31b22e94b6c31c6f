//! A report from its submission to its end at the first instance, and everything that can be wrong with it.

mod handling;
mod hidden;
mod limits;
mod many;
mod officers;
mod receipts;
mod repeated;
mod submission;
mod telling;

use entity::words::{CaseEventKind, DeadlineKind, DeadlineState, NoticeKind, NoticeState};
use entity::{
    case, case_event, contact, deadline, envelope, instance, key_wrap, ledger_entry, notice, outbox, report, report_subject, sealed_part,
};
use futures_util::future::join_all;
use kit::cases::{id, submission};
use kit::{World, story};
use lianjing::domain::cases::deadlines_due;
use sea_orm::{ColumnTrait as _, PaginatorTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use time::Duration;

const PHONE: &str = "13800000001";
const OTHER: &str = "13900000002";

fn code(payload: &Value) -> &str {
    payload["errors"][0]["code"].as_str().unwrap_or("-")
}

fn field(payload: &Value) -> &str {
    payload["errors"][0]["field"].as_str().unwrap_or("-")
}

/// How many rows there are of everything that a submission writes.
async fn rows(world: &World) -> Vec<u64> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let mut counts = Vec::new();
    macro_rules! count {
        ($($table:ident)*) => { $( counts.push(tx.rows().find::<$table::Entity>().count(&tx).await.unwrap()); )* };
    }
    count!(report report_subject case instance case_event deadline envelope key_wrap sealed_part notice outbox ledger_entry contact);
    counts
}

async fn clock(world: &World, kind: DeadlineKind) -> Vec<DeadlineState> {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    let rows = tx.rows().find::<deadline::Entity>().filter(deadline::Column::Kind.eq(kind)).all(&tx).await.unwrap();
    rows.into_iter().map(|row| row.state).collect()
}

async fn events(world: &World, kind: CaseEventKind) -> u64 {
    let tx = world.ctx().read(&world.home().county).await.unwrap();
    tx.rows().find::<case_event::Entity>().filter(case_event::Column::Kind.eq(kind)).count(&tx).await.unwrap()
}

async fn due_in(world: &World, span: Duration) -> usize {
    world.wait(span);
    deadlines_due(&world.ctx(), &world.home().county).await.unwrap()
}
