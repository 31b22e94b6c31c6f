//! 恶意举报: only people say so, with evidence: a handler proposes, a head of the organ above decides. Nothing but this one
//! case knows of it: what the same person reports otherwise is taken, routed and handled as anybody's.

use super::ask_deadline::{above, nothing_but};
use super::decide_deadline::DOCUMENT;
use super::{Act, CaseAt, begin, take, tell};
use crate::domain::cases::policy::{self, Action, Decision, Facts, RequestFacts};
use crate::domain::cases::refusal::{ClockRefusal, TurnRefusal};
use crate::domain::cases::store::{self, Loaded};
use crate::domain::keys::{self, Holder};
use crate::domain::notices;
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, Failure, Outcome, StaffActor, Tx};
use entity::id::{EnvelopeId, MaliceId, OrganId, SealedPartId};
use entity::malice;
use entity::words::{CaseEventKind, EnvelopeKind, Finding, MaliceState, NoticeKind, PartKind, StaffRole};
use serde_json::json;
use std::collections::BTreeSet;

/// Untrue is not malicious: what shows the intent must be written out.
const EVIDENCE: Bounds = Bounds { min: 10, max: 5_000 };

/// Why an organ takes a report for malicious.
pub struct ProposeMalice {
    /// The case.
    pub case_id: CaseAt,
    /// Why.
    pub reason: String,
    /// What proves it: documents, witnesses, what the reporter knew.
    pub evidence: String,
}

/// What the organ above decided.
pub struct DecideMalice {
    /// The proposal.
    pub malice_id: MaliceId,
    /// Malicious or not.
    pub is_found: bool,
    /// Why.
    pub reason: String,
    /// Number of the superior's document, where the decision comes from above the county.
    pub document: Option<String>,
}

/// A proposal with its case.
pub struct MaliceView {
    /// The row.
    pub row: malice::Model,
    /// Its case, of which only number and organ are shown to whoever may not see it.
    pub loaded: Loaded,
    /// Whether the viewer may decide it now.
    pub can_decide: bool,
}

/// What both sides wrote.
pub struct MaliceWords {
    /// Reason and evidence.
    pub proposed: Option<SealedText>,
    /// Why it was decided so.
    pub decided: Option<SealedText>,
}

/// Proposes to the organ above that a report, settled as not substantiated, was made in bad faith.
///
/// # Errors
/// Refused without reason and evidence, before the case is settled, with another finding, twice, or where nobody could decide;
/// hidden, refused by the policy, or somebody faster.
pub async fn propose_malice(ctx: &Ctx, input: ProposeMalice) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::ProposeMalice).await?;
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let evidence = refusals.take(written("evidence", &input.evidence, EVIDENCE)).unwrap_or_default();
    refusals.check()?;
    let is_settled = loaded.case.state == entity::words::CaseState::Settled;
    if !is_settled || loaded.finding() != Some(Finding::NotSubstantiated) || loaded.malice().is_some() {
        return Err(TurnRefusal::NoMalice.into());
    }
    let above = above(&tx, &loaded).await?;
    let organs: BTreeSet<_> = [loaded.case.organ_id, above.organ].into();
    let holders: Vec<_> = organs.into_iter().map(Holder::Organ).collect();
    let key = keys::seal_new(&tx, EnvelopeKind::Request, &holders).await?;
    let part = keys::add_part(&tx, &key, PartKind::Reason, &SealedText::new(format!("{reason}\n证据：{evidence}"))).await?;
    let row = open_row(&tx, (&loaded, staff), (above.organ, above.is_entered), (key.envelope_id, part));
    let facts = json!({ "malice": row.id });
    tx.add(row).await?;
    let act = Act { facts, ..Act::plain("cases.propose_malice", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, CaseEventKind::MaliceProposed), act)).await?;
    notices::about_case_below(&tx, &above.heads, (NoticeKind::MaliceProposed, loaded.case.id), tell::organ_and_number(&loaded)).await?;
    tx.commit().await
}

fn open_row(
    tx: &Tx,
    (loaded, staff): (&Loaded, &StaffActor),
    (approver_id, is_entered): (OrganId, bool),
    (envelope_id, proposed_part_id): (EnvelopeId, SealedPartId),
) -> malice::Model {
    malice::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        case_id: loaded.case.id,
        instance_no: loaded.case.instance_no,
        state: MaliceState::Open,
        organ_id: loaded.case.organ_id,
        approver_id,
        is_entered,
        envelope_id,
        proposed_part_id,
        decided_part_id: None,
        proposed_by: staff.account_id,
        proposed_at: tx.now,
        decided_by: None,
        decided_at: None,
        open_case_id: Some(loaded.case.id),
    }
}

/// Decides a proposal, once. The reporter is told of what was found, and of nothing that was not.
///
/// # Errors
/// Refused without a reason (and without a document where one is needed), for the organ that proposes and whoever proposed,
/// and after a decision; hidden from everybody else.
pub async fn decide_malice(ctx: &Ctx, input: DecideMalice) -> Outcome<()> {
    let by = ctx.actor.staff().ok_or(Failure::SignInNeeded)?.account_id;
    let tx = ctx.write(&ctx.county_of(input.malice_id).await?).await?;
    let row = store::find_malice(&tx, &ctx.actor, input.malice_id).await?;
    store::hold(&tx, row.case_id).await?;
    let loaded = store::load(&tx, &ctx.actor, row.case_id).await?;
    policy::decide(&ctx.actor, Action::DecideMalice, &facts_about(&loaded, &row)).check()?;
    let words = words_of(&input, row.is_entered)?;
    let key = keys::open(&tx, row.envelope_id, Holder::Organ(row.approver_id)).await?;
    let part = keys::add_part(&tx, &key, PartKind::Note, &SealedText::new(words)).await?;
    let found = (MaliceState::Found, CaseEventKind::MaliceFound);
    let (state, event) = if input.is_found { found } else { (MaliceState::Refused, CaseEventKind::MaliceRefused) };
    if !store::decide_malice(&tx, row.id, (state, by, part)).await? {
        return Err(ClockRefusal::RequestClosed.into());
    }
    let act = Act { facts: json!({ "malice": row.id, "from": row.approver_id }), ..Act::plain("cases.decide_malice", &loaded) };
    take(ctx, &tx, &loaded, (&nothing_but(&loaded, event), act)).await?;
    tell::handler(&tx, &loaded, NoticeKind::MaliceDecided).await?;
    if input.is_found {
        tell::reporter(&tx, &loaded, NoticeKind::MaliceFound, None).await?;
    }
    tx.commit().await
}

fn words_of(input: &DecideMalice, is_entered: bool) -> Outcome<String> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let document = input.document.as_deref().unwrap_or_default();
    let document = if is_entered || !document.trim().is_empty() { refusals.take(line("document", document, DOCUMENT)) } else { None };
    refusals.check()?;
    Ok(document.map_or(reason.clone(), |document| format!("文号：{document}\n{reason}")))
}

/// Proposals that wait for the organs that the viewer heads.
///
/// # Errors
/// Refused if nobody is signed in.
pub async fn malices(ctx: &Ctx) -> Outcome<Vec<MaliceView>> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.kernel.tenants.by_id(staff.county_id).await?).await?;
    // From what an account without an official must keep away, nobody could tell.
    let organs = if staff.official_id.is_some() { staff.organs(&[StaffRole::Head]) } else { Vec::new() };
    let away = store::recusals_of(&tx, &ctx.actor).await?;
    let rows = store::open_malices(&tx, &organs, &away).await?;
    let cases: Vec<_> = rows.iter().map(|row| row.case_id).collect();
    let loaded = store::rows(&tx, &ctx.actor, store::by_ids(&tx, &cases).await?).await?;
    let seen = |row: malice::Model| Some(view(ctx, loaded.iter().find(|one| one.case.id == row.case_id)?.clone(), row));
    Ok(rows.into_iter().filter_map(seen).filter(|view| view.can_decide).collect())
}

/// The proposal as the viewer sees it.
#[must_use]
pub fn view(ctx: &Ctx, loaded: Loaded, row: malice::Model) -> MaliceView {
    let can = policy::viewer_can(&ctx.actor, &[Action::DecideMalice], &facts_about(&loaded, &row));
    MaliceView { can_decide: row.state == MaliceState::Open && !can.is_empty(), row, loaded }
}

/// The words of a proposal, for the two organs that hold them.
///
/// # Errors
/// Hidden from whoever may neither see the case nor decide the proposal.
pub async fn malice_words(ctx: &Ctx, id: MaliceId) -> Outcome<MaliceWords> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.read(&ctx.county_of(id).await?).await?;
    let row = store::find_malice(&tx, &ctx.actor, id).await?;
    let loaded = store::load(&tx, &ctx.actor, row.case_id).await?;
    let facts = facts_about(&loaded, &row);
    let may = |action| policy::decide(&ctx.actor, action, &facts);
    if may(Action::Read) != Decision::Allow && may(Action::DecideMalice) == Decision::Hide {
        return Err(Failure::hidden());
    }
    let held = [row.organ_id, row.approver_id].into_iter().find(|organ| super::is_of(staff, *organ));
    let Some(organ) = held else { return Ok(MaliceWords { proposed: None, decided: None }) };
    let key = keys::open(&tx, row.envelope_id, Holder::Organ(organ)).await?;
    let parts = keys::parts(&tx, &key).await?;
    let find = |id: SealedPartId| parts.iter().find(|part| part.id == id).map(|part| part.text.clone());
    Ok(MaliceWords { proposed: find(row.proposed_part_id), decided: row.decided_part_id.and_then(find) })
}

/// What the policy asks about a proposal.
fn facts_about(loaded: &Loaded, row: &malice::Model) -> Facts {
    let request = RequestFacts { approver: row.approver_id, asked_by: row.proposed_by, is_entered: row.is_entered };
    Facts { request: Some(request), ..loaded.facts(false) }
}
