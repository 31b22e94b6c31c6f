//! 转办: to another organ of this platform, or to somebody outside.

use super::inbox::subject_id;
use super::{Act, begin, holder_of, reason_of, seal_reason, take, tell};
use crate::domain::cases::model::Turn;
use crate::domain::cases::policy::Action;
use crate::domain::cases::rules::routing::{is_barred, review_of};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::{self, OrganFacts};
use crate::domain::reports::{self, Organs};
use crate::kernel::text::{Bounds, clean};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::{CaseId, OrganId};
use entity::words::NoticeKind;
use serde_json::json;

/// To whom, and why.
pub struct TransferCase {
    /// The case.
    pub case_id: CaseId,
    /// An organ of this platform.
    pub to_organ: Option<OrganId>,
    /// Or somebody outside.
    pub outside_name: Option<String>,
    /// Why.
    pub reason: String,
}

/// Transfers a case before it is accepted.
///
/// # Errors
/// Refused unless exactly one receiver is named who may have it; hidden, refused by the policy, the state, or
/// somebody faster.
pub async fn transfer(ctx: &Ctx, input: TransferCase) -> Outcome<()> {
    let reason = reason_of(&input.reason)?;
    let outside = input.outside_name.filter(|name| !name.trim().is_empty());
    match (input.to_organ, outside) {
        (Some(organ), None) => inside(ctx, input.case_id, organ, &reason).await,
        (None, Some(name)) => {
            let name = clean("outsideName", &name, Bounds { min: 2, max: 60 }).map_err(|error| Failure::Refused(vec![error]))?;
            outside_of(ctx, input.case_id, &format!("转给：{name}\n{reason}")).await
        }
        _ => Err(Failure::field(ErrorCode::Required, "toOrganId", "请选转给哪个纪检组织，或者写明转给平台外的哪个单位，二选一。")),
    }
}

/// Organs of this platform that the case may be transferred to.
///
/// # Errors
/// A fault of the database.
pub async fn transfer_targets(tx: &Tx, loaded: &Loaded) -> Outcome<Vec<OrganFacts>> {
    let ids: Vec<_> = loaded.subjects.iter().map(subject_id).collect();
    let (subjects, today) = (directory::subjects(tx, &ids).await?, tx.now.in_china().date());
    let is_open = |organ: &&OrganFacts| {
        !organ.external && organ.id != loaded.case.organ_id && !subjects.iter().any(|subject| is_barred(organ, subject, today))
    };
    Ok(loaded.ground.organs.iter().filter(is_open).cloned().collect())
}

async fn inside(ctx: &Ctx, id: CaseId, organ: OrganId, reason: &str) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, id, Action::Transfer).await?;
    let step = loaded.standing().transfer_inside(tx.now)?;
    if !transfer_targets(&tx, &loaded).await?.iter().any(|target| target.id == organ) {
        return Err(Failure::field(ErrorCode::Invalid, "toOrganId", "这件不能转给这个纪检组织，请从列表里选。"));
    }
    let part = seal_reason(&tx, &loaded, reason).await?;
    let organs = Organs { handling: organ, review: review_of(&loaded.ground.organs, organ).organ };
    reports::reseal_for(&tx, &loaded.report, holder_of(Turn::First, loaded.case.organ_id), organs).await?;
    if let Some(turn) = loaded.instances.last() {
        store::move_instance(&tx, turn.id, organ).await?;
    }
    let facts = json!({ "from": loaded.case.organ_id, "to": organ });
    let act = Act { organ, handler: None, part, facts, ..Act::plain("cases.transfer", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Transferred, None).await?;
    let away = store::keep_away(&tx, &loaded.places()).await?;
    tell::organ(&tx, (id, &away), organ, NoticeKind::HandlerNew).await?;
    tx.commit().await
}

async fn outside_of(ctx: &Ctx, id: CaseId, reason: &str) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, id, Action::Transfer).await?;
    let step = loaded.standing().transfer_outside(tx.now)?;
    let act = Act { part: seal_reason(&tx, &loaded, reason).await?, ..Act::by_handler("cases.transfer", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Transferred, None).await?;
    tx.commit().await
}
