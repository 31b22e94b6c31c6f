//! 继续办: after a withdrawal the organ may go on with what it found worth handling.

use super::{Act, CaseAt, begin, reason_of, seal_reason, take, tell};
use crate::domain::cases::policy::Action;
use crate::kernel::{Ctx, Outcome};
use entity::words::NoticeKind;
use serde_json::json;

/// Goes on with a withdrawn case where it stood, under a term that starts now.
///
/// # Errors
/// Refused without a reason; hidden, refused by the policy, the state, or somebody faster.
pub async fn continue_without_reporter(ctx: &Ctx, at: impl Into<CaseAt>, reason: &str) -> Outcome<()> {
    let reason = reason_of(reason)?;
    let (tx, loaded) = begin(ctx, at, Action::ContinueWithoutReporter).await?;
    let was = loaded.before_withdrawal();
    let step = loaded.standing().continue_without_reporter(was, tx.now)?;
    let part = seal_reason(&tx, &loaded, &reason).await?;
    let act = Act { part, facts: json!({ "state": was }), ..Act::by_handler("cases.continue", &loaded, ctx) };
    take(ctx, &tx, &loaded, (&step, act)).await?;
    tell::reporter(&tx, &loaded, NoticeKind::Continued, None).await?;
    tx.commit().await
}
