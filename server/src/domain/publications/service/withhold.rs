//! 不予公开: an officer proposes with a reason that a result is not published, a head who did not propose it agrees, and a head
//! may decide later that it is published after all.

use super::withheld::{facts_of, stands, withheld};
use super::{first_facts, has_result, still_free};
use crate::domain::cases::{self, Concluded};
use crate::domain::keys::{self, Holder};
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::publications::policy::{Action, decide};
use crate::domain::publications::refusal::PublicationRefusal;
use crate::domain::publications::store;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Failure, Outcome, Tx};
use entity::id::{AccountId, CaseId, WithholdingId};
use entity::withholding;
use entity::words::{EnvelopeKind, NoticeKind, PartKind, PublicationKind, WithholdReason, WithholdingState};
use serde_json::json;

const SENTENCE: Bounds = Bounds { min: 5, max: 500 };

/// What is proposed.
pub struct WithholdResult {
    /// The case.
    pub case_id: CaseId,
    /// Why, from the closed list.
    pub reason: WithholdReason,
    /// Why, in a sentence: for the head and for whoever looks later, never public.
    pub sentence: String,
}

/// Proposes that the result of a case is not published; of which case.
///
/// # Errors
/// Hidden if the actor may not see the case; refused unless by its handler or a head of its organ, before it has a result, once
/// there is a draft or it is published, while such a proposal waits or is decided, without a sentence, and if nobody is there
/// who may agree.
pub async fn withhold(ctx: &Ctx, input: WithholdResult) -> Outcome<CaseId> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.case_id).await?).await?;
    cases::hold_case(&tx, input.case_id).await?;
    let case = cases::concluded_seen(&tx, &ctx.actor, input.case_id).await?;
    let facts = first_facts(&ctx.actor, &case, (PublicationKind::Result, case.organ()));
    decide(&ctx.actor, Action::Withhold, Some(&facts)).check()?;
    let before = may_withhold(&tx, &case).await?;
    let sentence = written("sentence", &input.sentence, SENTENCE).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    let mut heads = cases::free_of(&tx, &case, case.organ(), true).await?;
    heads.retain(|account| !staff.is_me(*account));
    if heads.is_empty() {
        return Err(PublicationRefusal::NobodyToApprove.into());
    }
    let id = put_down(&tx, &case, before, Proposal { by: staff.account_id, reason: input.reason, sentence }).await?;
    let said = json!({ "withholding": id, "reason": input.reason });
    ledger::append(&tx, &ctx.actor, Entry::sealed("publications.withhold", case.id(), said)).await?;
    notices::about_case_below(&tx, &heads, (NoticeKind::WithholdingWaiting, case.id()), json!({})).await?;
    tx.commit().await?;
    Ok(case.id())
}

/// Whether it can be proposed now; what there was before of this result.
async fn may_withhold(tx: &Tx, case: &Concluded) -> Outcome<Option<withholding::Model>> {
    if !case.is_concluded() {
        return Err(PublicationRefusal::NotConcluded.into());
    }
    let before = withheld(tx, case).await?;
    if let Some(row) = before.as_ref().filter(|row| stands(row)) {
        return Err(PublicationRefusal::WithholdingNotNow(row.state).into());
    }
    let is_result = |row: &entity::publication::Model| row.kind == PublicationKind::Result && row.instance_no == case.instance_no();
    let there = store::of_case(tx, case.id()).await?;
    if there.iter().any(is_result) { Err(PublicationRefusal::HasPublication.into()) } else { Ok(before) }
}

/// Who proposes it, and why.
struct Proposal {
    by: AccountId,
    reason: WithholdReason,
    sentence: String,
}

/// Writes a proposal down, in the place of what was refused or reopened before; its sentence sealed for the organ.
async fn put_down(tx: &Tx, case: &Concluded, before: Option<withholding::Model>, proposal: Proposal) -> Outcome<WithholdingId> {
    let Proposal { by: proposed_by, reason, sentence } = proposal;
    let organ_id = case.organ();
    let key = match &before {
        Some(row) => keys::open(tx, row.envelope_id, Holder::Organ(row.organ_id)).await?,
        None => keys::seal_new(tx, EnvelopeKind::Publication, &[Holder::Organ(organ_id)]).await?,
    };
    let row = withholding::Model {
        county_id: tx.county.id,
        id: before.as_ref().map_or_else(|| tx.mint(), |row| row.id),
        case_id: case.id(),
        instance_no: case.instance_no(),
        organ_id: before.as_ref().map_or(organ_id, |row| row.organ_id),
        envelope_id: key.envelope_id,
        version: before.as_ref().map_or(1, |row| row.version),
        reason,
        part_id: keys::add_part(tx, &key, PartKind::Note, &SealedText::new(sentence)).await?,
        state: WithholdingState::Proposed,
        proposed_by,
        proposed_at: tx.now,
        decided_by: None,
        decided_at: None,
    };
    let id = row.id;
    match before {
        Some(_) => store::change_withholding(tx, &row).await?,
        None => tx.add(row).await?,
    }
    Ok(id)
}

/// Agrees that a result is not published, or does not; of which case. From then on nothing is urged.
///
/// # Errors
/// Hidden, or refused unless by a head of its organ who did not propose it; unless it waits; and to agree while the case is open.
pub async fn decide_withholding(ctx: &Ctx, named: (WithholdingId, i64), agrees: bool) -> Outcome<CaseId> {
    let (tx, row, case) = begin(ctx, named, Action::DecideWithholding).await?;
    must_be(&row, WithholdingState::Proposed)?;
    if agrees && !has_result(&case, row.instance_no) {
        return Err(PublicationRefusal::NotConcluded.into());
    }
    let state = if agrees { WithholdingState::Decided } else { WithholdingState::Refused };
    finish(ctx, &tx, (&case, &row), (state, "publications.decide_withholding")).await?;
    if agrees {
        cases::note_withheld(ctx, &tx, &case, (row.organ_id, row.reason)).await?;
    }
    tx.commit().await?;
    Ok(case.id())
}

/// Decides that it is published after all; of which case. It has a clock of its own from now on.
///
/// # Errors
/// Hidden, or refused unless by a head of its organ; unless it was decided that it is not; and while the case is open.
pub async fn publish_after_all(ctx: &Ctx, named: (WithholdingId, i64)) -> Outcome<CaseId> {
    let (tx, row, case) = begin(ctx, named, Action::PublishAfterAll).await?;
    must_be(&row, WithholdingState::Decided)?;
    if !has_result(&case, row.instance_no) {
        return Err(PublicationRefusal::NotConcluded.into());
    }
    finish(ctx, &tx, (&case, &row), (WithholdingState::Reopened, "publications.publish_after_all")).await?;
    cases::note_reopened(ctx, &tx, &case, row.organ_id).await?;
    tx.commit().await?;
    Ok(case.id())
}

/// Opens a verb on a proposal, if the actor may do this and it is still as he saw it.
async fn begin(ctx: &Ctx, (id, expected): (WithholdingId, i64), action: Action) -> Outcome<(Tx, withholding::Model, Concluded)> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(id).await?).await?;
    let sight = cases::sight(&tx, &ctx.actor, staff).await?;
    let seen = store::withholding_seen(&tx, &sight, id).await?;
    // The case before what belongs to it, as every verb takes them.
    cases::hold_case(&tx, seen.case_id).await?;
    let row = store::held_withholding(&tx, id).await?;
    let case = cases::concluded(&tx, &ctx.actor, row.case_id).await?;
    decide(&ctx.actor, action, Some(&facts_of(&ctx.actor, &case, &row))).check()?;
    if row.version != expected {
        return Err(PublicationRefusal::Changed.into());
    }
    Ok((tx, row, case))
}

fn must_be(row: &withholding::Model, state: WithholdingState) -> Outcome<()> {
    if row.state == state { Ok(()) } else { Err(PublicationRefusal::WithholdingNotNow(row.state).into()) }
}

/// Writes what a head decided, with its entry, and tells who proposed it.
async fn finish(
    ctx: &Ctx,
    tx: &Tx,
    (case, row): (&Concluded, &withholding::Model),
    (state, kind): (WithholdingState, &'static str),
) -> Outcome<()> {
    let decided_by = ctx.actor.staff().map(|staff| staff.account_id);
    store::change_withholding(tx, &withholding::Model { state, decided_by, decided_at: Some(tx.now), ..row.clone() }).await?;
    let said = json!({ "withholding": row.id, "state": state, "reason": row.reason });
    ledger::append(tx, &ctx.actor, Entry::sealed(kind, row.case_id, said)).await?;
    let mut told = still_free(tx, case, row.organ_id, &[row.proposed_by]).await?;
    told.retain(|account| Some(*account) != decided_by);
    notices::about_case_below(tx, &told, (NoticeKind::WithholdingDone, row.case_id), json!({})).await
}
