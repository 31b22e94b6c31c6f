//! Checks in the schema: an organ, a day and what was seen; never a person.

use crate::domain::checks::{self, CheckPower};
use crate::domain::powers::CheckRow;
use crate::kernel::graphql::errors::{UserError, answer, ctx_by_calendar};
use crate::kernel::graphql::ids;
use crate::kernel::graphql::scalars::DateTime;
use crate::kernel::{Ctx, Failure, Outcome};
use async_graphql::{Context, Enum, ID, InputObject, Object, Result, SimpleObject};

/// Whether a power was exercised in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "entity::words::CheckVerdict")]
pub enum CheckVerdict {
    /// 合规.
    InOrder,
    /// 不合规.
    OutOfOrder,
}

/// 过程检查: what a discipline organ found when it looked at how a power is exercised. The record stays.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProcessCheck {
    /// Opaque id.
    pub id: ID,
    /// What was found.
    pub verdict: CheckVerdict,
    /// Number of the step that was looked at; none if it was the power as a whole.
    pub step_number: Option<i32>,
    /// What that step was called then.
    pub step_title: Option<String>,
    /// Who looked.
    pub organ_name: String,
    /// When.
    pub checked_at: DateTime,
    /// What was looked at, and what was seen.
    pub text: String,
}

/// 过程检查.
#[derive(Debug, InputObject)]
pub struct CheckPowerInput {
    /// The power.
    pub power_id: ID,
    /// Number of the step that was looked at; none if it was the power as a whole.
    pub step_number: Option<i32>,
    /// What was found.
    pub verdict: CheckVerdict,
    /// What was looked at, and what was seen, 5 to 1000 characters; everybody reads it.
    pub text: String,
}

/// The check as it stands now.
#[derive(Debug, SimpleObject)]
pub struct CheckPowerPayload {
    /// The check; none if nothing was done.
    pub check: Option<ProcessCheck>,
    /// Why nothing was done.
    pub errors: Vec<UserError>,
}

/// Changes of the checks.
#[derive(Debug, Default)]
pub struct ChecksMutation;

#[Object]
impl ChecksMutation {
    /// 过程检查: says of a power whether it is exercised in order; by who handles or heads for an organ over its unit.
    async fn check_power(&self, context: &Context<'_>, input: CheckPowerInput) -> Result<CheckPowerPayload> {
        let ctx = ctx_by_calendar(context)?;
        let (row, errors) = answer(ctx, made(ctx, input).await)?;
        Ok(CheckPowerPayload { check: row.map(ProcessCheck::from), errors })
    }
}

async fn made(ctx: &Ctx, input: CheckPowerInput) -> Outcome<CheckRow> {
    let CheckPowerInput { power_id, step_number, verdict, text } = input;
    let power_id = ids::parse("powerId", &power_id).map_err(|refusal| Failure::Refused(vec![refusal]))?;
    checks::check(ctx, CheckPower { power_id, step_number, verdict: verdict.into(), text }).await
}

impl From<CheckRow> for ProcessCheck {
    fn from(row: CheckRow) -> Self {
        let CheckRow { check, organ } = row;
        Self {
            id: ids::show(check.id),
            verdict: check.verdict.into(),
            step_number: check.step_number,
            step_title: check.step_title,
            organ_name: organ,
            checked_at: DateTime(check.checked_at),
            text: check.text,
        }
    }
}
