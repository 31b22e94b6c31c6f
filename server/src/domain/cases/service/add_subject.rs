//! 增加反映对象: an official or a unit that came up while the case was handled. Who must keep away and who may have the
//! case is asked again, and whoever may not loses it in the same transaction.

use super::route::{line_of, subjects};
use super::{Act, CaseAt, begin, reason_of, seal_note, staffing, take};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::CaseRefusal;
use crate::domain::cases::service::inbox::subject_id;
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::SubjectId;
use crate::domain::reports::{self, SubjectLine};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use serde_json::json;

/// A case is about no more than that.
const MOST: usize = 20;

/// What came up.
pub struct AddSubject {
    /// The case.
    pub case_id: CaseAt,
    /// An official or a unit.
    pub subject: SubjectId,
    /// Why, for colleagues.
    pub reason: String,
}

/// Adds a subject. The case may then belong to somebody else, also above the county: it goes there at once.
///
/// # Errors
/// Refused for what is no official and no unit of the county, or is a subject already; hidden, refused by the policy, the
/// state, or somebody faster.
pub async fn add_subject(ctx: &Ctx, input: AddSubject) -> Outcome<()> {
    let reason = reason_of(&input.reason)?;
    let (tx, loaded) = begin(ctx, input.case_id, Action::AddSubject).await?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let step = loaded.standing().add_subject()?;
    let line = checked(&tx, &loaded, input.subject).await?;
    let last = loaded.subjects.iter().map(|row| row.ordinal).max().unwrap_or(0);
    reports::add_subject(&tx, (loaded.report.id, last.saturating_add(1)), line, staff.account_id).await?;
    let part = seal_note(&tx, &loaded, &reason).await?;
    let facts = json!({ "unit": line.unit_id, "official": line.official_id });
    take(ctx, &tx, &loaded, (&step, Act { part, facts, ..Act::plain("cases.add_subject", &loaded) })).await?;
    let loaded = store::load(&tx, &ctx.actor, loaded.case.id).await?;
    staffing::settle(ctx, &tx, &loaded, input.subject).await?;
    tx.commit().await
}

/// The subject as a row, if it may be added.
async fn checked(tx: &Tx, loaded: &Loaded, subject: SubjectId) -> Outcome<SubjectLine> {
    if matches!(subject, SubjectId::Power(_)) {
        return Err(Failure::field(ErrorCode::Invalid, "subjectId", "办理中只能增加干部或者单位。"));
    }
    if loaded.subjects.iter().any(|row| subject_id(row) == subject) {
        return Err(CaseRefusal::SubjectThere.into());
    }
    if loaded.subjects.len() >= MOST {
        return Err(CaseRefusal::SubjectsFull.into());
    }
    let none = || Failure::field(ErrorCode::NotFound, "subjectId", "没有找到这位干部或者这个单位，请重新选。");
    let found = subjects(tx, &[subject]).await.map_err(|failure| if matches!(failure, Failure::Refused(_)) { none() } else { failure })?;
    let nowhere = || Failure::field(ErrorCode::Invalid, "subjectId", "这名干部还没有登记单位，请先选他所在的单位。");
    line_of(found.first().ok_or_else(none)?).map_err(|_| nowhere())
}
