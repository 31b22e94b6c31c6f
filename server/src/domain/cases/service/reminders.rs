//! 到期提醒: once a morning, one notice a person, about all clocks whose half, last week or last day has come; and to the
//! reporter, once, about what he was asked for.

use super::tell;
use crate::domain::cases::rules::deadlines::morning_after;
use crate::domain::cases::rules::recusal::{Member, SubjectPlace, concerns};
use crate::domain::cases::store::{self, CaseAtHand, Remindable};
use crate::domain::directory::{self, Recusals};
use crate::domain::notices::{self, Reminded};
use crate::kernel::{County, Ctx, Failure, Outcome, Tx};
use entity::id::{AccountId, DeadlineId, OfficialId, OrganId};
use entity::moment::Moment;
use entity::words::{DeadlineKind, NoticeKind, OrganKind, StaffRole};
use std::collections::{BTreeMap, BTreeSet};
use time::Duration;

/// Until a reporter's reminder that could not be written is tried again.
const PAUSE: Duration = Duration::hours(1);

/// Reminds whoever is to be reminded in a county, the staff in one transaction, each reporter in one of his own; of how many
/// clocks. A reporter who can't be reminded is put off and told the operator; the others read their notices.
///
/// # Errors
/// A fault of the database; then the next round reminds whoever was not.
pub async fn reminders_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let (mut reminded, reporters) = remind_staff(ctx, county).await?;
    for clock in reporters {
        match remind_reporter(ctx, county, clock).await {
            Ok(done) => reminded += usize::from(done),
            Err(fault) => put_off(ctx, county, (clock, fault)).await?,
        }
    }
    Ok(reminded)
}

/// Of how many clocks the staff were reminded, and the clocks that are the reporters'.
async fn remind_staff(ctx: &Ctx, county: &County) -> Outcome<(usize, Vec<Remindable>)> {
    let tx = ctx.write(county).await?;
    let clocks = store::remindable_clocks(&tx).await?;
    let (reporters, organs): (Vec<_>, Vec<_>) = clocks.into_iter().partition(|clock| clock.kind == DeadlineKind::Material);
    if organs.is_empty() {
        return Ok((0, reporters));
    }
    notices::remind(&tx, &who_is_told(&tx, &organs).await?).await?;
    for (next, ids) in by_next_morning(&tx, &organs) {
        store::remind_next(&tx, &ids, next).await?;
    }
    tx.commit().await?;
    Ok((organs.len(), reporters))
}

/// False if another worker was faster.
async fn remind_reporter(ctx: &Ctx, county: &County, clock: Remindable) -> Outcome<bool> {
    let tx = ctx.write(county).await?;
    if !store::take_morning(&tx, clock.id, next_morning(&tx, clock)).await? {
        return Ok(false);
    }
    let loaded = store::load(&tx, &ctx.actor, clock.case_id).await?;
    tell::reporter(&tx, &loaded, NoticeKind::MaterialReminder, Some(clock.due_on)).await?;
    tx.commit().await?;
    Ok(true)
}

async fn put_off(ctx: &Ctx, county: &County, (clock, fault): (Remindable, Failure)) -> Outcome<()> {
    metrics::counter!("lianjing_clock_failures_total").increment(1);
    tracing::error!(county = %county.code, clock = %clock.id, error = %fault, "a reporter could not be reminded and is tried again later");
    let tx = ctx.write(county).await?;
    store::put_morning_off(&tx, clock.id, ctx.now.after(PAUSE)).await?;
    tx.commit().await
}

/// A clock that was put off for days has one morning of all that went by.
fn by_next_morning(tx: &Tx, clocks: &[Remindable]) -> BTreeMap<Option<Moment>, Vec<DeadlineId>> {
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for clock in clocks {
        groups.entry(next_morning(tx, *clock)).or_default().push(clock.id);
    }
    groups
}

fn next_morning(tx: &Tx, clock: Remindable) -> Option<Moment> {
    morning_after((clock.kind, clock.starts_at, clock.due_on), tx.now.in_china().date())
}

/// What bears on who is told, in a constant number of statements.
struct Known {
    staff: Vec<Member>,
    near: BTreeMap<OfficialId, Recusals>,
    external: BTreeSet<OrganId>,
    commission: Option<OrganId>,
}

impl Known {
    async fn load(tx: &Tx, cases: &[CaseAtHand]) -> Outcome<Self> {
        let organs = directory::organs(tx).await?;
        let external: BTreeSet<_> = organs.iter().filter(|organ| organ.external).map(|organ| organ.id).collect();
        let commission = organs.iter().find(|organ| organ.kind == OrganKind::CountyCommission).map(|organ| organ.id);
        let meant: BTreeSet<_> = cases.iter().map(|case| case.organ).chain(commission).collect();
        let staff = store::staff_of(tx, &meant.into_iter().collect::<Vec<_>>()).await?;
        let officials: BTreeSet<_> = staff.iter().map(|member| member.official).collect();
        let near = directory::recusals_of(tx, &officials.into_iter().collect::<Vec<_>>()).await?;
        Ok(Self { staff, near, external, commission })
    }

    /// The handler; the heads where nobody handles the case (or its handler may not go on); of what lies above the county
    /// the heads of the commission; everybody who may, where there is no such head.
    fn told(&self, case: &CaseAtHand) -> Vec<AccountId> {
        let is_external = self.external.contains(&case.organ);
        let organ = if is_external { self.commission } else { Some(case.organ) };
        let free = self.staff.iter().filter(|one| Some(one.organ) == organ && !self.keeps_away(one, &case.places));
        let free: Vec<_> = free.copied().collect();
        let some = |is_meant: &dyn Fn(&Member) -> bool| free.iter().filter(|one| is_meant(one)).map(|one| one.account).collect::<Vec<_>>();
        let choices =
            [some(&|one| !is_external && Some(one.account) == case.handler), some(&|one| one.role == StaffRole::Head), some(&|_| true)];
        choices.into_iter().find(|told| !told.is_empty()).unwrap_or_default()
    }

    fn keeps_away(&self, one: &Member, places: &[SubjectPlace]) -> bool {
        self.near.get(&one.official).is_none_or(|near| concerns(near, places))
    }
}

async fn who_is_told(tx: &Tx, clocks: &[Remindable]) -> Outcome<BTreeMap<AccountId, BTreeSet<Reminded>>> {
    let ids: BTreeSet<_> = clocks.iter().map(|clock| clock.case_id).collect();
    let cases = store::cases_at_hand(tx, ids.into_iter().collect()).await?;
    let known = Known::load(tx, &cases).await?;
    let cases: BTreeMap<_, _> = cases.iter().map(|case| (case.id, case)).collect();
    let mut told: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for clock in clocks {
        let Some(case) = cases.get(&clock.case_id) else { continue };
        for account in known.told(case) {
            told.entry(account).or_default().insert((clock.case_id, clock.due_on));
        }
    }
    Ok(told)
}
