//! 转办: to another organ of this platform, or to somebody outside, by a signed sheet (交接单).

use super::hand_over::{self, Handing};
use super::route::Known;
use super::{Act, CaseAt, begin, holder_of, reason_of, seal_reason, take, tell, waits};
use crate::domain::cases::model::Turn;
use crate::domain::cases::policy::Action;
use crate::domain::cases::rules::routing::{may_have, review_of};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::directory::OrganFacts;
use crate::domain::reports::{self, Organs};
use crate::kernel::text::{Bounds, line};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::id::OrganId;
use entity::words::{HandOverKind, NoticeKind};
use serde_json::json;

/// To whom, and why.
pub struct TransferCase {
    /// The case.
    pub case_id: CaseAt,
    /// An organ of this platform.
    pub to_organ: Option<OrganId>,
    /// Or somebody outside.
    pub outside_name: Option<String>,
    /// Why.
    pub reason: String,
}

/// Transfers a case before it is accepted; outside of the platform a head does it, and the reporter may object as to a decline.
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
            let name = line("outsideName", &name, Bounds { min: 2, max: 60 }).map_err(|error| Failure::Refused(vec![error]))?;
            outside_of(ctx, input.case_id, (&name, &reason)).await
        }
        _ => Err(Failure::field(ErrorCode::Required, "toOrganId", "请选转给哪个纪检组织，或者写明转给平台外的哪个单位，二选一。")),
    }
}

/// Organs of this platform that the case may be transferred to: none that may not have it, none without anybody who may.
///
/// # Errors
/// A fault of the database.
pub async fn transfer_targets(tx: &Tx, loaded: &Loaded) -> Outcome<Vec<OrganFacts>> {
    Ok(open_to(loaded, &Known::of(tx, loaded).await?).cloned().collect())
}

fn open_to<'a>(loaded: &Loaded, known: &'a Known) -> impl Iterator<Item = &'a OrganFacts> {
    let present = loaded.case.organ_id;
    known.organs.iter().filter(move |organ| !organ.external && organ.id != present && may_have(&known.question(), organ))
}

async fn inside(ctx: &Ctx, at: CaseAt, organ: OrganId, reason: &str) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::Transfer).await?;
    let step = loaded.standing().transfer_inside(tx.now)?;
    let known = Known::of(&tx, &loaded).await?;
    if !open_to(&loaded, &known).any(|target| target.id == organ) {
        return Err(Failure::field(ErrorCode::Invalid, "toOrganId", "这件不能转给这个纪检组织，请从列表里选。"));
    }
    let part = seal_reason(&tx, &loaded, reason).await?;
    let organs = Organs { handling: organ, review: review_of(&known.question(), organ).organ };
    reports::reseal_for(&tx, &loaded.report, holder_of(Turn::First, loaded.case.organ_id), organs).await?;
    if let Some(turn) = loaded.instances.last() {
        store::move_instance(&tx, turn.id, organ).await?;
    }
    let facts = json!({ "from": loaded.case.organ_id, "to": organ });
    let act = Act { organ, handler: None, part, facts, ..Act::plain("cases.transfer", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    let handing = Handing { kind: HandOverKind::Inside, from: loaded.case.organ_id, to: Some(organ), to_name: "", reason };
    hand_over::write(ctx, &tx, &loaded, handing).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Transferred, None).await?;
    tell::organ(&tx, (loaded.case.id, &known), organ, NoticeKind::HandlerNew).await?;
    tx.commit().await
}

async fn outside_of(ctx: &Ctx, at: CaseAt, (name, reason): (&str, &str)) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::TransferOutside).await?;
    let step = waits::of_county(&tx, loaded.standing().transfer_outside(tx.now)?).await?;
    let part = seal_reason(&tx, &loaded, reason).await?;
    // By itself, so that the reporter's page can say who has it now; sealed, for the name tells what it is about.
    let receiver = seal_reason(&tx, &loaded, name).await?;
    let act = Act { part, facts: json!({ "receiver": receiver }), ..Act::by_handler("cases.transfer", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    let handing = Handing { kind: HandOverKind::Outside, from: loaded.case.organ_id, to: None, to_name: name, reason };
    hand_over::write(ctx, &tx, &loaded, handing).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Transferred, None).await?;
    tx.commit().await
}
