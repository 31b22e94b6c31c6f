//! Who is told of a step: the reporter by SMS, staff in their in-box, and nobody who must keep away.

use super::route::Known;
use crate::domain::cases::rules::recusal::{KeepAway, Member};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::notices::{self, About};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, OrganId};
use entity::words::{NoticeKind, StaffRole};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use time::Date;

/// Tells the reporter; `day` where the message names one.
pub async fn reporter(tx: &Tx, loaded: &Loaded, kind: NoticeKind, day: Option<Date>) -> Outcome<()> {
    let report = &loaded.report;
    let about = About { case_id: loaded.case.id, contact_id: report.contact_id, wants_sms: report.wants_sms };
    let params = day.map_or_else(|| json!({}), |day| json!({ "day": day.to_string() }));
    notices::to_reporter(tx, about, kind, params).await
}

/// Tells everybody of an organ who may handle the case; how many that were.
pub async fn organ(tx: &Tx, about: (CaseId, &Known), organ: OrganId, kind: NoticeKind) -> Outcome<usize> {
    let told = among(&about.1.staff, &about.1.away, organ, |_| true);
    notices::to_staff(tx, &told, kind, about.0).await?;
    Ok(told.len())
}

/// Tells the heads of an organ; how many that were.
pub async fn heads(tx: &Tx, about: (CaseId, &Known), organ: OrganId, kind: NoticeKind) -> Outcome<usize> {
    let told = among(&about.1.staff, &about.1.away, organ, is_head);
    notices::to_staff(tx, &told, kind, about.0).await?;
    Ok(told.len())
}

/// Tells the handler and the heads of the organ whose turn it is, everybody of it while nobody handles the case, and
/// those who follow it while it is above the county; whom.
pub async fn handler(tx: &Tx, loaded: &Loaded, kind: NoticeKind) -> Outcome<BTreeSet<AccountId>> {
    let handler = loaded.case.handler_id;
    let is_near = |member: &Member| is_head(member) || handler.is_none_or(|handler| handler == member.account);
    let away = store::keep_away(tx, &loaded.places()).await?;
    let told = match loaded.ground.commission() {
        Some(commission) if loaded.is_external() => some(tx, &away, commission, is_head).await?,
        _ => some(tx, &away, loaded.case.organ_id, is_near).await?,
    };
    notices::to_staff(tx, &told, kind, loaded.case.id).await?;
    Ok(told)
}

/// 督办: urges the heads of an organ above, besides those who were told already; where it has none who may know, its
/// whole staff. How many that were.
pub async fn urge(tx: &Tx, loaded: &Loaded, (away, above): (&KeepAway, OrganId), told: &BTreeSet<AccountId>) -> Outcome<usize> {
    let mut urged = some(tx, away, above, is_head).await?;
    if urged.is_empty() {
        urged = some(tx, away, above, |_| true).await?;
    }
    urged.retain(|account| !told.contains(account));
    notices::about_case_below(tx, &urged, (NoticeKind::Urged, loaded.case.id), organ_and_number(loaded)).await?;
    Ok(urged.len())
}

/// Tells the heads of the county commission that an organ has no superior on file who could urge it. How many that were.
pub async fn missing(tx: &Tx, loaded: &Loaded, (away, commission): (&KeepAway, OrganId)) -> Outcome<usize> {
    let told = some(tx, away, commission, is_head).await?;
    notices::about_case_below(tx, &told, (NoticeKind::SuperiorMissing, loaded.case.id), organ_and_number(loaded)).await?;
    Ok(told.len())
}

/// What an organ above needs to ask after a case that is not its own to open.
pub fn organ_and_number(loaded: &Loaded) -> Value {
    let organ = loaded.ground.organ(loaded.case.organ_id).map(|organ| organ.name.as_str());
    json!({ "organ": organ, "number": loaded.case.number })
}

/// Tells one officer, who was checked before.
pub async fn one(tx: &Tx, case: CaseId, account: AccountId, kind: NoticeKind) -> Outcome<()> {
    notices::to_staff(tx, &[account].into(), kind, case).await
}

/// For the operator: nobody on the platform may know of a case that somebody has to act on.
pub fn nobody_left(loaded: &Loaded) {
    metrics::counter!("lianjing_cases_without_anybody_total").increment(1);
    tracing::error!(case = %loaded.case.id, organ = %loaded.case.organ_id, "nobody of the county may see a case: its organs lack staff");
}

pub(super) fn is_head(member: &Member) -> bool {
    member.role == StaffRole::Head
}

async fn some(tx: &Tx, away: &KeepAway, organ: OrganId, is_meant: impl Fn(&Member) -> bool) -> Outcome<BTreeSet<AccountId>> {
    Ok(among(&store::staff_of(tx, &[organ]).await?, away, organ, is_meant))
}

fn among(staff: &[Member], away: &KeepAway, organ: OrganId, is_meant: impl Fn(&Member) -> bool) -> BTreeSet<AccountId> {
    let meant = staff.iter().filter(|one| one.organ == organ && is_meant(one) && !away.holds(one.official));
    meant.map(|one| one.account).collect()
}
