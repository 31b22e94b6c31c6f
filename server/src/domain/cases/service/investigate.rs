//! 开始核查, 立案.

use super::{Act, begin, note_of, reason_of, seal_note, take, tell};
use crate::domain::cases::policy::Action;
use crate::kernel::{Ctx, Outcome};
use entity::id::CaseId;
use entity::words::NoticeKind;

/// Begins to investigate; whoever does so on an unassigned case becomes its handler.
///
/// # Errors
/// Hidden, refused by the policy, the state, or somebody faster.
pub async fn start_investigation(ctx: &Ctx, id: CaseId, note: Option<&str>) -> Outcome<()> {
    let note = note_of("note", note)?;
    let (tx, loaded) = begin(ctx, id, Action::StartInvestigation).await?;
    let step = loaded.standing().start_investigation()?;
    let act = Act { part: seal_note(&tx, &loaded, &note).await?, ..Act::by_handler("cases.investigate", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::InvestigationStarted, None).await?;
    tx.commit().await
}

/// Files a case (立案), which gives three months instead of one.
///
/// # Errors
/// Refused without a reason; hidden, refused by the policy, the state, or somebody faster.
pub async fn file(ctx: &Ctx, id: CaseId, reason: &str) -> Outcome<()> {
    let reason = reason_of(reason)?;
    let (tx, loaded) = begin(ctx, id, Action::File).await?;
    let step = loaded.standing().file(tx.now)?;
    let act = Act { part: seal_note(&tx, &loaded, &reason).await?, ..Act::by_handler("cases.file", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Filed, None).await?;
    tx.commit().await
}
