//! 结果公开: what the organs of the demonstration concluded, redacted and approved on the same day, through the verbs of
//! `publications`. Of the last days nothing is published yet, so that there is something to write.

use super::{Scene, perform};
use crate::domain::publications::{self, DraftPublication, Mark, MarkState, SavePublication, Terms};
use crate::kernel::{Ctx, Failure, Outcome};
use entity::id::{CaseId, OrganId, PublicationId};
use entity::moment::Moment;
use entity::words::PublicationKind;

/// Results that are younger wait for somebody who tries the pages.
pub(super) const YOUNGEST: i64 = 8;

/// Publishes what a case was answered with. Where nobody may, nothing happens.
pub(super) async fn publish(scene: &Scene<'_>, case_id: CaseId, at: Moment) -> Outcome<()> {
    let row = perform::case_row(scene, case_id).await?;
    for author in scene.desk.candidates(row.organ_id, row.handler_id) {
        let ctx = scene.at(at, author);
        let input = DraftPublication { case_id, kind: PublicationKind::Result, unit_id: None, official_id: None };
        match publications::draft(&ctx, input).await {
            Ok(id) => return approve(scene, &ctx, (id, row.organ_id)).await,
            Err(Failure::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// Hides all that the program suggests; then the first head of the organ who may approves it.
async fn approve(scene: &Scene<'_>, ctx: &Ctx, (id, organ): (PublicationId, OrganId)) -> Outcome<()> {
    let draft = publications::draft_view(ctx, id).await?.draft.ok_or_else(|| Failure::fault("a draft without its words"))?;
    let accepted = |mark: Mark| match mark.state {
        MarkState::Suggested => Mark { state: MarkState::Accepted, ..mark },
        _ => mark,
    };
    let marks = draft.marks.into_iter().map(accepted).collect();
    let words = SavePublication { id, version: 1, title: draft.title, text: draft.text, marks, terms: Terms::default() };
    publications::save(ctx, words).await?;
    if !done(publications::send(ctx, id, 2).await)? {
        return Ok(());
    }
    for head in scene.desk.heads(organ) {
        if done(publications::publish(&scene.at(ctx.now, head), id, 3).await)? {
            break;
        }
    }
    Ok(())
}

/// Whether it was done; a refusal leaves the draft where it is.
fn done(outcome: Outcome<()>) -> Outcome<bool> {
    match outcome {
        Ok(()) => Ok(true),
        Err(Failure::Refused(_)) => Ok(false),
        Err(fault) => Err(fault),
    }
}
