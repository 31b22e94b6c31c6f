//! 签收 and 回执: the organ that takes a case signs for it; what an outside body answers is entered with its document.

use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::TurnRefusal;
use crate::domain::cases::service::decide_deadline::DOCUMENT;
use crate::domain::cases::service::{Act, CaseAt, NOTE, REASON, begin, take, tell};
use crate::domain::cases::store;
use crate::domain::keys::{self, Holder};
use crate::kernel::error::Refusals;
use crate::kernel::secret::SealedText;
use crate::kernel::text::{line, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::hand_over;
use entity::id::{OrganId, SealedPartId};
use entity::words::{HandOverKind, HandOverState, NoticeKind, PartKind};
use serde_json::json;
use time::Date;

/// What an outside body answered.
pub struct EnterReceipt {
    /// The case.
    pub case_id: CaseAt,
    /// It takes the matter; else it sends it back.
    pub is_taken: bool,
    /// The day of its answer.
    pub on: Date,
    /// Number of its document.
    pub document: String,
    /// What it says.
    pub words: String,
}

/// Signs for a case that came from another organ: the five working days are kept, whether it is accepted is said later.
///
/// # Errors
/// Refused if nothing waits for it; hidden, refused by the policy, the state, or somebody faster.
pub async fn sign_for(ctx: &Ctx, at: CaseAt, note: Option<&str>) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, at, Action::SignForHandOver).await?;
    let note = written("note", note.unwrap_or_default(), NOTE).map_err(|error| Failure::Refused(vec![error]))?;
    let row = loaded.turns.open_hand_over().filter(|row| row.kind == HandOverKind::Inside).ok_or(TurnRefusal::NoHandOver)?;
    let step = loaded.standing().sign_for()?;
    let part = if note.is_empty() { None } else { Some(seal(&tx, (row, loaded.case.organ_id), note).await?) };
    answer(ctx, &tx, row, (HandOverState::Taken, part)).await?;
    let act = Act { facts: json!({ "no": row.no }), ..Act::plain("cases.sign_for", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tx.commit().await
}

/// Enters what an outside body answered. What it sends back must be decided here again, under a clock of its own.
///
/// # Errors
/// Refused without document and words, for a day before the hand-over or to come, if nothing waits for it, and if an organ
/// above the county sends it back; hidden, refused by the policy, the state, or somebody faster.
pub async fn enter_receipt(ctx: &Ctx, input: EnterReceipt) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::EnterReceipt).await?;
    let row = loaded.turns.open_hand_over().filter(|row| row.kind != HandOverKind::Inside).ok_or(TurnRefusal::NoHandOver)?;
    let words = checked(&tx, row, &input)?;
    let holder = loaded.ground.commission().filter(|_| row.kind == HandOverKind::Upward).unwrap_or(row.from_organ_id);
    let part = seal(&tx, (row, holder), words).await?;
    let state = if input.is_taken { HandOverState::Taken } else { HandOverState::Returned };
    answer(ctx, &tx, row, (state, Some(part))).await?;
    let standing = loaded.standing();
    let step = if input.is_taken { standing.taken_outside() } else { standing.taken_back(tx.now)? };
    let act = Act { facts: json!({ "no": row.no, "on": input.on.to_string() }), ..Act::plain("cases.receipt", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    if !input.is_taken {
        tell::reporter(&tx, &loaded, NoticeKind::HandOverReturned, None).await?;
        tell::handler(&tx, &loaded, NoticeKind::HandlerNew).await?;
    }
    tx.commit().await
}

fn checked(tx: &Tx, row: &hand_over::Model, input: &EnterReceipt) -> Outcome<String> {
    let mut refusals = Refusals::default();
    let words = refusals.take(written("words", &input.words, REASON)).unwrap_or_default();
    let document = refusals.take(line("document", &input.document, DOCUMENT)).unwrap_or_default();
    if input.on < row.signed_at.in_china().date() || input.on > tx.now.in_china().date() {
        refusals.add(ErrorCode::Invalid, "on", "回执的日期要在移交以后，不晚于今天。");
    }
    if !input.is_taken && row.kind == HandOverKind::Upward {
        refusals.add(ErrorCode::Invalid, "taken", "移交上级的不能退回，请登记上级的结果。");
    }
    refusals.check()?;
    Ok(format!("{}，文号：{document}\n{words}", input.on))
}

async fn seal(tx: &Tx, (row, holder): (&hand_over::Model, OrganId), words: String) -> Outcome<SealedPartId> {
    let key = keys::open(tx, row.envelope_id, Holder::Organ(holder)).await?;
    keys::add_part(tx, &key, PartKind::Note, &SealedText::new(words)).await
}

async fn answer(ctx: &Ctx, tx: &Tx, row: &hand_over::Model, (state, part): (HandOverState, Option<SealedPartId>)) -> Outcome<()> {
    let by = ctx.actor.staff().map(|staff| staff.account_id);
    let is_first = store::answer_hand_over(tx, row.id, (state, by, part)).await?;
    if is_first { Ok(()) } else { Err(TurnRefusal::NoHandOver.into()) }
}
