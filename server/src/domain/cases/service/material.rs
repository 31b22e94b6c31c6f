//! 补充材料通知 and 确认材料: what the organ asks the reporter for, and that it has seen what came.

use super::status::{self, ReporterView};
use super::urging::urge;
use super::{Act, CaseAt, begin, seal_reason, take, tell, waits};
use crate::domain::cases::policy::Action;
use crate::domain::cases::refusal::MaterialRefusal;
use crate::domain::cases::rules::deadlines::{ASKED_DAYS, Terms};
use crate::domain::cases::store::Loaded;
use crate::domain::settings::{self, Key};
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, ErrorCode, Failure, Outcome, Tx};
use entity::words::{CaseEventKind, CaseState, NoticeKind};
use serde_json::json;

/// What is asked for, as officers write it.
const ASKED: Bounds = Bounds { min: 5, max: 1_000 };
/// So often one instance may ask one reporter.
const MOST_ASKED: usize = 5;

/// That an officer has seen what the reporter added.
pub struct AcknowledgeMaterial {
    /// The case.
    pub case_id: CaseAt,
    /// How many additions he has seen, of all that there are.
    pub count: i32,
    /// What they change; the reporter reads it. Needed after a reply or a decline.
    pub reason: Option<String>,
}

/// Says that the additions were seen. Whatever had to wait for that goes on.
///
/// # Errors
/// Refused if something came that he has not seen, or if nothing waits; after a reply without a reason; hidden, refused by
/// the policy, or somebody faster.
pub async fn acknowledge_material(ctx: &Ctx, input: AcknowledgeMaterial) -> Outcome<()> {
    let reason = super::note_of("reason", input.reason.as_deref())?;
    let (tx, loaded) = begin(ctx, input.case_id, Action::AcknowledgeMaterial).await?;
    let step = waits::of_county(&tx, loaded.standing().acknowledge(tx.now)?).await?;
    if usize::try_from(input.count).ok() != Some(loaded.supplements()) {
        return Err(MaterialRefusal::Came.into());
    }
    let is_answered = matches!(loaded.case.state, CaseState::Replied | CaseState::Declined);
    if is_answered && reason.is_empty() {
        return Err(Failure::field(ErrorCode::Required, "reason", "已经答复过，请写明新材料对结果有没有影响，举报人会看到。"));
    }
    let part = seal_reason(&tx, &loaded, &reason).await?;
    let act = Act { part, facts: json!({ "seen": loaded.supplements() }), ..Act::plain("cases.acknowledge_material", &loaded) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    if is_answered {
        tell::reporter(&tx, &loaded, NoticeKind::MaterialSeen, None).await?;
    }
    tx.commit().await
}

/// What a reporter is asked for.
pub struct AskMaterial {
    /// The case.
    pub case_id: CaseAt,
    /// What, in words that only he and the organ read.
    pub text: String,
    /// In how many calendar days.
    pub days: i32,
}

/// Asks the reporter for material. No clock of the organ stops by it; who needs time asks its superior for a pause.
///
/// # Errors
/// Refused without words, outside 5 to 30 days, while something is asked for, too often; hidden, refused by the policy,
/// the state, or somebody faster.
pub async fn ask_material(ctx: &Ctx, input: AskMaterial) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::AskMaterial).await?;
    let least = u16::try_from(settings::of_county(&tx, Key::MaterialDays).await?).unwrap_or(*ASKED_DAYS.start());
    let (text, days) = checked(&input, least)?;
    if loaded.count_in_turn(CaseEventKind::MaterialAsked) >= MOST_ASKED {
        return Err(MaterialRefusal::AskedEnough.into());
    }
    let step = loaded.standing().ask_material(days, tx.now)?;
    let part = seal_reason(&tx, &loaded, &text).await?;
    let act = Act { part, facts: json!({ "days": days }), ..Act::by_handler("cases.ask_material", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    let day = step.starts.first().map(Terms::due_on);
    tell::reporter(&tx, &loaded, NoticeKind::MaterialAsked, day).await?;
    tx.commit().await
}

/// The county may give reporters more time than the least of all counties.
fn checked(input: &AskMaterial, least: u16) -> Outcome<(String, u16)> {
    let mut refusals = Refusals::default();
    let text = refusals.take(written("text", &input.text, ASKED)).unwrap_or_default();
    let most = *ASKED_DAYS.end();
    let days = u16::try_from(input.days).ok().filter(|days| (least..=most).contains(days));
    if days.is_none() {
        refusals.add(ErrorCode::Invalid, "days", format!("请给举报人 {least} 到 {most} 天。"));
    }
    refusals.check()?;
    Ok((text, days.unwrap_or(least)))
}

/// The reporter has none of what was asked for.
///
/// # Errors
/// Refused without both codes, or if nothing is asked for.
pub async fn has_no_material(ctx: &Ctx, query_code: &str) -> Outcome<ReporterView> {
    let found = status::begin(ctx, query_code, Action::HasNoMaterial).await?;
    let (tx, loaded) = (&found.tx, &found.loaded);
    let step = loaded.standing().has_no_material()?;
    take(ctx, tx, loaded, (&step, Act::plain("cases.no_material", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerMaterialNone).await?;
    found.tx.commit().await?;
    status::after(ctx, &found.code).await
}

/// The days to bring it are over, and nothing came.
pub(super) async fn lapse(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let step = loaded.standing().material_lapses();
    take(ctx, tx, loaded, (&step, Act::plain("cases.material_lapsed", loaded))).await?;
    tell::handler(tx, loaded, NoticeKind::HandlerMaterialLapsed).await.map(drop)
}

/// What the days of a closing find that must wait: the handler is told each time, and from the second time on the organ
/// above urges.
pub(super) async fn hold(ctx: &Ctx, tx: &Tx, loaded: &Loaded) -> Outcome<()> {
    let step = waits::of_county(tx, loaded.standing().hold_closing(tx.now)?).await?;
    let is_again = loaded.last_of(&[CaseEventKind::ClosingHeld, CaseEventKind::MaterialSeen]) == Some(CaseEventKind::ClosingHeld);
    take(ctx, tx, loaded, (&step, Act::plain("cases.closing_held", loaded))).await?;
    let told = tell::handler(tx, loaded, NoticeKind::HandlerMaterialWaits).await?;
    let urged = if is_again { urge(ctx, tx, loaded, &told).await? } else { 0 };
    if told.len() + urged == 0 {
        tell::nobody_left(loaded);
    }
    Ok(())
}
