//! 不予受理: with the reason and the right channel; the reporter may object once.

use super::{Act, begin, seal_reason, take, tell, waits};
use crate::domain::cases::policy::Action;
use crate::kernel::error::Refusals;
use crate::kernel::text::{Bounds, written};
use crate::kernel::{Ctx, Outcome};
use entity::id::CaseId;
use entity::words::NoticeKind;

/// Why, and where to go instead.
pub struct DeclineCase {
    /// The case.
    pub case_id: CaseId,
    /// Why it is out of scope.
    pub reason: String,
    /// Who is the right one.
    pub right_channel: String,
}

/// Declines a case.
///
/// # Errors
/// Refused without reason or right channel; hidden, refused by the policy, the state, or somebody faster.
pub async fn decline(ctx: &Ctx, input: DeclineCase) -> Outcome<()> {
    let mut refusals = Refusals::default();
    let reason = refusals.take(written("reason", &input.reason, super::REASON)).unwrap_or_default();
    let channel = refusals.take(written("rightChannel", &input.right_channel, Bounds { min: 2, max: 300 })).unwrap_or_default();
    refusals.check()?;
    let (tx, loaded) = begin(ctx, input.case_id, Action::Decline).await?;
    let step = waits::of_county(&tx, loaded.standing().decline(tx.now)?).await?;
    let part = seal_reason(&tx, &loaded, &format!("{reason}\n应找：{channel}")).await?;
    let act = Act { part, ..Act::by_handler("cases.decline", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Declined, None).await?;
    tx.commit().await
}
