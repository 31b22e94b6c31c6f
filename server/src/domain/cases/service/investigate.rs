//! 开始核查, 立案.

use super::decide_deadline::DOCUMENT;
use super::{Act, CaseAt, begin, note_of, seal_note, take, tell};
use crate::domain::cases::policy::Action;
use crate::domain::cases::store::Loaded;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, line, written};
use crate::kernel::{Ctx, ErrorCode, Outcome, Tx};
use entity::words::NoticeKind;
use serde_json::json;
use time::Date;

/// What a case is filed by: the provision, e.g. `《纪律处分条例》第二十九条`.
const BASIS: Bounds = Bounds { min: 2, max: 300 };
/// Who approved it, with the office.
const APPROVER: Bounds = Bounds { min: 2, max: 60 };

/// 立案.
pub struct FileCase {
    /// The case.
    pub case_id: CaseAt,
    /// Why; for colleagues.
    pub reason: String,
    /// 依据: by which provision.
    pub basis: String,
    /// 批准人: who approved it.
    pub approved_by: String,
    /// 立案日期; today if nothing is said.
    pub filed_on: Option<Date>,
    /// 文号 of the decision, where there is one.
    pub document: Option<String>,
}

/// Begins to investigate; whoever does so on an unassigned case becomes its handler.
///
/// # Errors
/// Hidden, refused by the policy, the state, or somebody faster.
pub async fn start_investigation(ctx: &Ctx, at: impl Into<CaseAt>, note: Option<&str>) -> Outcome<()> {
    let note = note_of("note", note)?;
    let (tx, loaded) = begin(ctx, at, Action::StartInvestigation).await?;
    let step = loaded.standing().start_investigation()?;
    let act = Act { part: seal_note(&tx, &loaded, &note).await?, ..Act::by_handler("cases.investigate", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::InvestigationStarted, None).await?;
    tx.commit().await
}

/// Files a case (立案): by whose approval, on which basis, on which day. From acceptance on there are three months instead
/// of one, whatever the day of the filing (domain.md "The life of a case").
///
/// # Errors
/// Refused without reason, basis or approver, or for a day that is not between acceptance and today; hidden, refused by the
/// policy, the state, or somebody faster.
pub async fn file(ctx: &Ctx, input: FileCase) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::File).await?;
    let (on, words) = checked(&tx, &loaded, &input)?;
    let step = loaded.standing().file(tx.now)?;
    let facts = json!({ "on": on.to_string() });
    let act = Act { part: seal_note(&tx, &loaded, &words).await?, facts, ..Act::by_handler("cases.file", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Filed, None).await?;
    tx.commit().await
}

/// The day, and what colleagues read.
fn checked(tx: &Tx, loaded: &Loaded, input: &FileCase) -> Outcome<(Date, String)> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let basis = refusals.take(written("basis", &input.basis, BASIS)).unwrap_or_default();
    let approver = refusals.take(line("approvedBy", &input.approved_by, APPROVER)).unwrap_or_default();
    let document = input.document.as_deref().filter(|text| !text.trim().is_empty());
    let document = document.and_then(|text| refusals.take(line("document", text, DOCUMENT)));
    let today = tx.now.in_china().date();
    let first = loaded.standing().result_from.map_or(today, |at| at.in_china().date());
    let on = input.filed_on.unwrap_or(today);
    if on < first || on > today {
        refusals.add(ErrorCode::Invalid, "filedOn", "立案日期要在受理以后，不晚于今天。");
    }
    refusals.check()?;
    let document = document.map(|document| format!("文号：{document}\n")).unwrap_or_default();
    Ok((on, format!("依据：{basis}\n批准：{approver}\n{document}{reason}")))
}
