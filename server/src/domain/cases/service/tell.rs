//! Who is told of a step: the reporter by SMS, staff in their in-box, and nobody who must keep away.

use crate::domain::cases::rules::recusal::{KeepAway, Member};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::notices::{self, About};
use crate::kernel::{Outcome, Tx};
use entity::id::{AccountId, CaseId, OrganId};
use entity::words::{NoticeKind, StaffRole};
use serde_json::json;
use std::collections::BTreeSet;
use time::Date;

/// Tells the reporter; `day` where the message names one.
pub async fn reporter(tx: &Tx, loaded: &Loaded, kind: NoticeKind, day: Option<Date>) -> Outcome<()> {
    let report = &loaded.report;
    let about = About { case_id: loaded.case.id, contact_id: report.contact_id, wants_sms: report.wants_sms };
    let params = day.map_or_else(|| json!({}), |day| json!({ "day": day.to_string() }));
    notices::to_reporter(tx, about, kind, params).await
}

/// Tells everybody of an organ who may handle the case.
pub async fn organ(tx: &Tx, about: (CaseId, &KeepAway), organ: OrganId, kind: NoticeKind) -> Outcome<()> {
    some(tx, about, organ, (kind, |_| true)).await
}

/// Tells the heads of an organ.
pub async fn heads(tx: &Tx, about: (CaseId, &KeepAway), organ: OrganId, kind: NoticeKind) -> Outcome<()> {
    some(tx, about, organ, (kind, |member| member.role == StaffRole::Head)).await
}

/// Tells the handler and the heads of the organ whose turn it is; everybody of it while nobody handles the case.
pub async fn handler(tx: &Tx, loaded: &Loaded, kind: NoticeKind) -> Outcome<()> {
    let handler = loaded.case.handler_id;
    let is_near = |member: &Member| member.role == StaffRole::Head || handler.is_none_or(|handler| handler == member.account);
    let away = store::keep_away(tx, &loaded.places()).await?;
    some(tx, (loaded.case.id, &away), loaded.case.organ_id, (kind, is_near)).await
}

/// Tells one officer, who was checked before.
pub async fn one(tx: &Tx, case: CaseId, account: AccountId, kind: NoticeKind) -> Outcome<()> {
    notices::to_staff(tx, &[account].into(), kind, case).await
}

async fn some(
    tx: &Tx,
    (case, away): (CaseId, &KeepAway),
    organ: OrganId,
    (kind, is_meant): (NoticeKind, impl Fn(&Member) -> bool),
) -> Outcome<()> {
    let staff = store::staff_of(tx, &[organ]).await?;
    let told: BTreeSet<_> = staff.iter().filter(|one| is_meant(one) && !away.holds(one.official)).map(|one| one.account).collect();
    notices::to_staff(tx, &told, kind, case).await
}
