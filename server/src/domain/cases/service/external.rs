//! 录入县外上级的结果: the county commission's head enters what the organ above the county found.

use super::reply::{Concluding, checked, conclude, tell_replied};
use super::{CaseAt, begin, waits};
use crate::domain::cases::policy::Action;
use crate::kernel::{Ctx, Outcome};
use entity::words::Finding;

/// What the organ above the county found.
pub struct EnterExternalResult {
    /// The case.
    pub case_id: CaseAt,
    /// 结论.
    pub finding: Finding,
    /// What the reporter reads.
    pub text: String,
}

/// Enters the result; until then the red light and the clock run on.
///
/// # Errors
/// Refused without text; hidden, refused by the policy, the state, or somebody faster.
pub async fn enter_external_result(ctx: &Ctx, input: EnterExternalResult) -> Outcome<()> {
    let (tx, loaded) = begin(ctx, input.case_id, Action::EnterExternalResult).await?;
    let telling = checked(&tx, &input.text, (Vec::new(), input.finding))?;
    let step = waits::of_county(&tx, loaded.standing().external_result(tx.now)?).await?;
    conclude(ctx, &tx, &loaded, (&step, "cases.external_result"), Concluding { finding: input.finding, telling, reason: None }).await?;
    tell_replied(&tx, &loaded, &step).await?;
    tx.commit().await
}
