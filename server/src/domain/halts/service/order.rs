//! 叫停: a head stops a power of a unit that his organ covers.

use super::{WORDS, facts_of, shown};
use crate::domain::cases;
use crate::domain::directory;
use crate::domain::halts::policy::{Action, Facts, decide, orders_as};
use crate::domain::halts::refusal::HaltRefusal;
use crate::domain::halts::store;
use crate::domain::ledger::{self, Entry};
use crate::domain::notices;
use crate::domain::powers::{self, HaltRow};
use crate::kernel::error::Refusals;
use crate::kernel::text::written;
use crate::kernel::{Actor, Ctx, ErrorCode, Failure, Outcome, Tx, UserError};
use entity::halt;
use entity::id::{CaseId, OrganId, PowerId};
use entity::words::NoticeKind;
use serde_json::json;

/// An order.
#[derive(Clone, Debug)]
pub struct OrderHalt {
    /// The power.
    pub power_id: PowerId,
    /// The step at which it is out of order; none if it is the power as a whole.
    pub step_number: Option<i32>,
    /// Why; everybody reads it.
    pub reason: String,
    /// A case behind it; nobody learns of it who may not see that case.
    pub case_id: Option<CaseId>,
}

/// What is left of an order's fields once they are checked.
#[derive(Default)]
struct Checked {
    reason: String,
    step: Option<(i32, String)>,
    case: Option<CaseId>,
}

/// Stops a power.
///
/// # Errors
/// Hidden if there is no such power on its unit's page; refused unless by a head over the unit, if it is stopped already,
/// for a step that it does not have, and for a case that the actor may not see: as if there were none.
pub async fn order(ctx: &Ctx, input: OrderHalt) -> Outcome<HaltRow> {
    let staff = ctx.actor.staff().ok_or(Failure::SignInNeeded)?;
    let tx = ctx.write(&ctx.county_of(input.power_id).await?).await?;
    store::hold_power(&tx, input.power_id).await?;
    let power = powers::power_by_id(&tx, input.power_id).await?;
    let facts = facts_of(&tx, power.id).await?;
    decide(&ctx.actor, Action::Order, Some(&facts)).check()?;
    let organ_id = orders_as(staff, &facts).ok_or(HaltRefusal::NotOverUnit)?;
    if let Some(open) = store::open_of(&tx, power.id).await? {
        return Err(HaltRefusal::Halted(name_of(&tx, open.organ_id).await?, open.ordered_at).into());
    }
    let Checked { reason, step, case } = check(&tx, &ctx.actor, &input).await?;
    let (step_number, step_title) = step.unzip();
    let row = halt::Model {
        county_id: tx.county.id,
        id: tx.mint(),
        power_id: power.id,
        open_power_id: Some(power.id),
        organ_id,
        step_number,
        step_title,
        reason,
        case_id: case,
        ordered_by: staff.account_id,
        ordered_at: tx.now,
        resumed_organ_id: None,
        resumed_by: None,
        resumed_at: None,
        resume_reason: None,
    };
    tx.add(row.clone()).await?;
    leave_trace(ctx, &tx, (&row, &facts)).await?;
    let row = shown(ctx, &tx, row).await?;
    tx.commit().await?;
    Ok(row)
}

async fn check(tx: &Tx, actor: &Actor, input: &OrderHalt) -> Outcome<Checked> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, WORDS));
    let step = match input.step_number {
        Some(number) => {
            let found = store::step(tx, input.power_id, number).await?.map(|step| (step.number, step.title));
            refusals.take(found.ok_or_else(|| none_such("stepNumber", "这项权力没有这一步，请从列表里选。")))
        }
        None => None,
    };
    let case = match input.case_id {
        Some(id) => {
            let seen = cases::seen_among(tx, actor, &[id]).await?;
            refusals.take(seen.contains_key(&id).then_some(id).ok_or_else(|| none_such("caseId", "没有找到，编号不对。")))
        }
        None => None,
    };
    refusals.check()?;
    Ok(Checked { reason: reason.unwrap_or_default(), step, case })
}

fn none_such(field: &'static str, message: &str) -> UserError {
    UserError { code: ErrorCode::NotFound, field: Some(field), message: message.to_owned() }
}

/// The ledger and the unit's in-boxes. That a case stands behind it is an entry of its own, of the sealed class.
async fn leave_trace(ctx: &Ctx, tx: &Tx, (row, facts): (&halt::Model, &Facts)) -> Outcome<()> {
    let said = json!({ "power": row.power_id, "organ": row.organ_id, "step": row.step_number });
    ledger::append(tx, &ctx.actor, Entry::public("halts.order", row.id, said)).await?;
    if let Some(case) = row.case_id {
        ledger::append(tx, &ctx.actor, Entry::sealed("halts.link_case", case, json!({ "halt": row.id }))).await?;
    }
    notices::about_halt(tx, &store::answering(tx, facts.unit).await?, NoticeKind::PowerHalted, row.id).await
}

async fn name_of(tx: &Tx, organ: OrganId) -> Outcome<String> {
    let all = directory::organs(tx).await?;
    Ok(all.into_iter().find(|one| one.id == organ).map(|one| one.name).unwrap_or_default())
}
