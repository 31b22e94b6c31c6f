//! What waits for an officer, in numbers over all that he sees, however long the list is.

use super::inbox::{CaseFilter, seen_by};
use crate::domain::cases::model::OPEN;
use crate::domain::cases::store::{self, InHand};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor};
use entity::id::AccountId;
use entity::moment::Moment;
use entity::words::{Light, StaffRole};
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
    /// How many of those that he may act on fall due on each day, today first.
    pub by_day: Vec<(Date, usize)>,
    /// Open cases of his organs by who handles them, the most laden first.
    pub by_handler: Vec<HandlerLoad>,
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
    let rows = store::in_hand(&tx, &filter).await?;
    let (now, midnight) = (tx.now.0, store::midnight(&tx).0);
    let own: Vec<_> = rows.iter().filter(|row| may_act(staff, row)).map(|row| row.due).collect();
    let due = |holds: &dyn Fn(i64) -> bool| own.iter().filter(|due| holds(**due)).count();
    let handlers: BTreeSet<_> = rows.iter().filter_map(|row| row.handler_id).collect();
    let names = store::names(&tx, handlers.into_iter().collect()).await?.into_iter().collect();
    Ok(Workload {
        overdue: due(&|at| at < now),
        due_today: due(&|at| at >= now && at <= midnight),
        unassigned: rows.iter().filter(|row| row.handler_id.is_none() && is_open(row)).count(),
        by_day: by_day(&own, tx.now, days),
        by_handler: by_handler(&rows, &names),
    })
}

/// A head acts on every case of his organ, a handler on his own and on those that nobody handles; who follows a case
/// above the county enters its result.
fn may_act(staff: &StaffActor, row: &InHand) -> bool {
    let handles = staff.is_in(StaffRole::Handler, row.organ_id) && !staff.is_in(StaffRole::Head, row.organ_id);
    !handles || row.handler_id.is_none_or(|handler| handler == staff.account_id)
}

fn is_open(row: &InHand) -> bool {
    OPEN.contains(&row.state)
}

fn by_day(due: &[i64], now: Moment, days: u16) -> Vec<(Date, usize)> {
    let today = now.in_china().date();
    let day = |ahead: u16| {
        let day = today.saturating_add(Duration::days(ahead.into()));
        (day, due.iter().filter(|at| **at >= now.0 && Moment(**at).in_china().date() == day).count())
    };
    (0..days).map(day).collect()
}

fn by_handler(rows: &[InHand], names: &BTreeMap<AccountId, String>) -> Vec<HandlerLoad> {
    let mut loads: BTreeMap<Option<AccountId>, (usize, usize)> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_open(row)) {
        let (yellow, red) = loads.entry(row.handler_id).or_default();
        *yellow += usize::from(row.light == Light::Yellow);
        *red += usize::from(row.light == Light::Red);
    }
    let load = |(id, (yellow, red)): (Option<AccountId>, (usize, usize))| HandlerLoad {
        handler: id.map(|id| (id, names.get(&id).cloned().unwrap_or_default())),
        yellow,
        red,
    };
    let mut loads: Vec<_> = loads.into_iter().map(load).collect();
    loads.sort_by_key(|load| std::cmp::Reverse(load.yellow + load.red));
    loads
}
