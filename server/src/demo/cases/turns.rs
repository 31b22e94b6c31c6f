//! Turns beside the straight way: joint handling, what the reporter is asked for, receipts, malice, clarification.

use super::Scene;
use crate::demo::content::{Act, ActText};
use crate::domain::cases::service::{self as cases, AskMaterial, DecideMalice, EnterReceipt, NoteClarification, ProposeMalice};
use crate::domain::directory;
use crate::kernel::{Actor, Ctx, Failure, Outcome};
use entity::id::{MaliceId, OfficialId, OrganId};
use entity::{case, joint_handling, malice, report_subject};
use sea_orm::{ColumnTrait as _, QueryFilter as _};

/// Days that a reporter gets where the file says nothing.
const DAYS: i32 = 15;

/// Who may try an act: the organ whose turn it is, the one that helps, or the heads above.
pub(super) async fn candidates(scene: &Scene<'_>, row: &case::Model, act: Act) -> Outcome<Vec<Actor>> {
    Ok(match act {
        Act::Note => match helper_of(scene, row).await? {
            Some(helper) => scene.desk.candidates(helper, None),
            None => Vec::new(),
        },
        Act::Decide => scene.desk.heads(proposal_of(scene, row).await?.1),
        _ => scene.desk.candidates(row.organ_id, row.handler_id),
    })
}

/// The act, through its verb.
pub(super) async fn act(scene: &Scene<'_>, (ctx, row): (&Ctx, &case::Model), text: &ActText) -> Outcome<()> {
    let (case_id, words, on) = (row.id.into(), text.text.clone(), ctx.now.in_china().date());
    match text.act {
        Act::Invite => cases::invite(ctx, case_id, (organ(scene, text.helper.as_deref()).await?, &words)).await,
        Act::Note => cases::add_note(ctx, case_id, &words).await,
        Act::Ask => cases::ask_material(ctx, AskMaterial { case_id, text: words, days: text.days.unwrap_or(DAYS) }).await,
        Act::Receipt => {
            let document = "演示函〔2026〕3号".to_owned();
            cases::enter_receipt(ctx, EnterReceipt { case_id, is_taken: text.is_so, on, document, words }).await
        }
        Act::Propose => {
            let reason = "明知不是事实，仍然多次举报（演示数据）".to_owned();
            cases::propose_malice(ctx, ProposeMalice { case_id, reason, evidence: words }).await
        }
        Act::Decide => {
            let malice_id = proposal_of(scene, row).await?.0;
            cases::decide_malice(ctx, DecideMalice { malice_id, is_found: text.is_so, reason: words, document: None }).await
        }
        Act::Clarify => {
            let official_id = official_of(scene, row).await?;
            cases::note_clarification(ctx, NoteClarification { case_id, official_id, is_wished: text.is_so, on }).await
        }
        other => Err(Failure::fault(format!("cases.json: {other:?} is no turn"))),
    }
}

async fn organ(scene: &Scene<'_>, code: Option<&str>) -> Outcome<OrganId> {
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let found = directory::organs(&tx).await?.into_iter().find(|organ| Some(organ.code.as_str()) == code);
    found.map(|organ| organ.id).ok_or_else(|| Failure::fault(format!("cases.json: no organ {code:?}")))
}

async fn helper_of(scene: &Scene<'_>, row: &case::Model) -> Outcome<Option<OrganId>> {
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let rows = tx.rows().find::<joint_handling::Entity>().filter(joint_handling::Column::CaseId.eq(row.id));
    Ok(rows.one(&tx).await?.map(|row| row.organ_id))
}

/// The proposal to call a report malicious, and whose heads decide it.
async fn proposal_of(scene: &Scene<'_>, row: &case::Model) -> Outcome<(MaliceId, OrganId)> {
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let found = tx.rows().find::<malice::Entity>().filter(malice::Column::CaseId.eq(row.id)).one(&tx).await?;
    found.map(|row| (row.id, row.approver_id)).ok_or_else(|| Failure::fault("cases.json: a decision without a proposal"))
}

async fn official_of(scene: &Scene<'_>, row: &case::Model) -> Outcome<OfficialId> {
    let tx = Ctx::system(scene.kernel).read(&scene.county).await?;
    let rows = tx.rows().find::<report_subject::Entity>().filter(report_subject::Column::ReportId.eq(row.report_id));
    let found = rows.all(&tx).await?.into_iter().find_map(|row| row.official_id);
    found.ok_or_else(|| Failure::fault("cases.json: a clarification for nobody"))
}
