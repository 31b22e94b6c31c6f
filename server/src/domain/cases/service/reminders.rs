//! 到期提醒: once a morning, one notice a person, about all clocks whose half, last week or last day has come; and to the
//! reporter, once, about what he was asked for.

use super::tell;
use crate::domain::cases::rules::deadlines::morning_after;
use crate::domain::cases::rules::recusal::{Member, SubjectPlace, concerns};
use crate::domain::cases::store::{self, CaseAtHand, Remindable};
use crate::domain::directory::{self, Recusals};
use crate::domain::notices::{self, Reminded};
use crate::kernel::{County, Ctx, Outcome, Tx};
use entity::id::{AccountId, DeadlineId, OfficialId, OrganId};
use entity::moment::Moment;
use entity::words::{DeadlineKind, NoticeKind, OrganKind, StaffRole};
use std::collections::{BTreeMap, BTreeSet};

/// Reminds whoever is to be reminded in a county, in one transaction; of how many clocks.
///
/// # Errors
/// A fault of the database; then nobody was reminded, and the next round does it.
pub async fn reminders_due(ctx: &Ctx, county: &County) -> Outcome<usize> {
    let tx = ctx.write(county).await?;
    let clocks = store::remindable_clocks(&tx).await?;
    if clocks.is_empty() {
        return Ok(0);
    }
    let (reporters, organs): (Vec<_>, Vec<_>) = clocks.iter().copied().partition(|clock| clock.kind == DeadlineKind::Material);
    notices::remind(&tx, &who_is_told(&tx, &organs).await?).await?;
    for clock in reporters {
        let loaded = store::load(&tx, &ctx.actor, clock.case_id).await?;
        tell::reporter(&tx, &loaded, NoticeKind::MaterialReminder, Some(clock.due_on)).await?;
    }
    for (next, ids) in by_next_morning(&tx, &clocks) {
        store::remind_next(&tx, &ids, next).await?;
    }
    tx.commit().await?;
    Ok(clocks.len())
}

/// A clock that was put off for days has one morning of all that went by.
fn by_next_morning(tx: &Tx, clocks: &[Remindable]) -> BTreeMap<Option<Moment>, Vec<DeadlineId>> {
    let today = tx.now.in_china().date();
    let mut groups: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for clock in clocks {
        groups.entry(morning_after((clock.kind, clock.starts_at, clock.due_on), today)).or_default().push(clock.id);
    }
    groups
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
