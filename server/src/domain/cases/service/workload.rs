//! What waits for an officer, in numbers over all that he sees, however long the list is.

use super::inbox::{CaseFilter, seen_by};
use crate::domain::cases::rules::due_span::end_of_day;
use crate::domain::cases::store::{self, InHand, Unpublished};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor};
use entity::id::{AccountId, OrganId};
use entity::moment::Moment;
use entity::words::StaffRole;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use time::{Date, Duration};

/// What waits for an officer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload {
    /// Past due, and he may do something about it.
    pub overdue: usize,
    /// Due until midnight, and he may do something about it.
    pub due_today: usize,
    /// Open at his organs, and nobody handles them yet.
    pub unassigned: usize,
    /// Results of his organs that are still to be published.
    pub unpublished: ToPublish,
    /// How many of those that he may act on fall due on each day, today first.
    pub by_day: Vec<(Date, usize)>,
    /// Open cases of his organs by who handles them, the most laden first.
    pub by_handler: Vec<HandlerLoad>,
}

/// Results that are still to be published, or published anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToPublish {
    /// How many.
    pub cases: usize,
    /// Past their day.
    pub overdue: usize,
    /// The day of the nearest one, also if it is over; none if there is none.
    pub next_on: Option<Date>,
}

/// The open cases of one handler.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandlerLoad {
    /// Who and his name; none for those that nobody handles.
    pub handler: Option<(AccountId, String)>,
    /// At the first instance.
    pub yellow: usize,
    /// At the review.
    pub red: usize,
}

/// What waits for the signed-in officer, and what falls due in so many days.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn workload(ctx: &Ctx, days: u16) -> Outcome<Workload> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    let filter = seen_by(ctx, &tx, staff, CaseFilter::default()).await?;
    let until = Moment(end_of_day(tx.now, i64::from(days).saturating_sub(1)));
    let own = store::dues(&tx, &filter, (staff.account_id, &handled(staff)), until).await?;
    let rows = store::in_hand(&tx, &filter).await?;
    let handlers: BTreeSet<_> = rows.iter().filter_map(|row| row.handler_id).collect();
    let names = store::names(&tx, handlers.into_iter().collect()).await?.into_iter().collect();
    let by_handler = by_handler(&rows, &names);
    let unpublished = to_publish(store::unpublished(&tx, &filter).await?);
    Ok(Workload {
        overdue: own.iter().filter(|(at, _)| at.0 == 0).map(|(_, cases)| whole(*cases)).sum(),
        due_today: on_day(&own, tx.now.in_china().date()),
        unassigned: by_handler.iter().filter(|load| load.handler.is_none()).map(|load| load.yellow + load.red).sum(),
        by_day: by_day(&own, tx.now, days),
        unpublished,
        by_handler,
    })
}

/// Organs where he handles and does not head: there he acts on his own cases and on those that nobody handles. A head acts
/// on every case of his organ; who follows a case above the county enters its result.
fn handled(staff: &StaffActor) -> Vec<OrganId> {
    staff.organs(&[StaffRole::Handler]).into_iter().filter(|organ| !staff.is_in(StaffRole::Head, *organ)).collect()
}

fn on_day(due: &[(Moment, i64)], day: Date) -> usize {
    due.iter().filter(|(at, _)| at.0 != 0 && at.in_china().date() == day).map(|(_, cases)| whole(*cases)).sum()
}

fn by_day(due: &[(Moment, i64)], now: Moment, days: u16) -> Vec<(Date, usize)> {
    let today = now.in_china().date();
    (0..days).map(|ahead| today.saturating_add(Duration::days(ahead.into()))).map(|day| (day, on_day(due, day))).collect()
}

fn by_handler(rows: &[InHand], names: &BTreeMap<AccountId, String>) -> Vec<HandlerLoad> {
    let load = |row: &InHand| HandlerLoad {
        handler: row.handler_id.map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        yellow: whole(row.yellow.unwrap_or_default()),
        red: whole(row.red.unwrap_or_default()),
    };
    let mut loads: Vec<_> = rows.iter().map(load).collect();
    loads.sort_by_key(|load| (Reverse(load.yellow + load.red), load.handler.as_ref().map(|(id, _)| *id)));
    loads
}

fn to_publish(found: Unpublished) -> ToPublish {
    let (cases, overdue) = (whole(found.cases.unwrap_or_default()), whole(found.overdue.unwrap_or_default()));
    ToPublish { cases, overdue, next_on: found.next_at.map(|at| at.in_china().date()) }
}

fn whole(count: i64) -> usize {
    usize::try_from(count).unwrap_or_default()
}
