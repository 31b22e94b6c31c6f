//! 撤回: asked for by the reporter, takes effect after 3 days, may be taken back until then.

use super::status::{self, ReporterView};
use super::{Act, seal_held_by, take, tell};
use crate::domain::cases::policy::Action;
use crate::domain::keys::Holder;
use crate::domain::reporters::{self, ReporterRefusal};
use crate::kernel::{Ctx, Outcome};
use entity::words::{CaseEventKind, NoticeKind};

/// The reporter wants to withdraw, or not any more.
pub struct WithdrawReport {
    /// As it was typed.
    pub query_code: String,
    /// Why, if the reporter wants to say.
    pub reason: Option<String>,
    /// Take back a withdrawal that is under way.
    pub cancel: bool,
}

/// Asks for a withdrawal, or takes it back.
///
/// # Errors
/// Refused without both codes, when the state does not allow it, or too often in a day.
pub async fn withdraw(ctx: &Ctx, input: WithdrawReport) -> Outcome<ReporterView> {
    let reason = super::note_of("reason", input.reason.as_deref())?;
    let action = if input.cancel { Action::CancelWithdrawal } else { Action::Withdraw };
    let found = status::begin(ctx, &input.query_code, action).await?;
    let (tx, loaded) = (&found.tx, &found.loaded);
    let standing = loaded.standing();
    let step = if input.cancel { standing.cancel_withdrawal(tx.now)? } else { standing.ask_withdrawal(tx.now)? };
    // After the state: who repeats the last one of a day is told that it is under way.
    if !input.cancel {
        let most = (reporters::WITHDRAWALS_A_DAY, ReporterRefusal::WithdrawalsOfDay);
        status::within_day(tx, loaded, CaseEventKind::WithdrawalAsked, most)?;
    }
    let kind = if input.cancel { "cases.keep" } else { "cases.withdraw" };
    let act = Act { part: seal_held_by(tx, loaded, (Holder::Reporter(&found.code), &reason)).await?, ..Act::plain(kind, loaded) };
    take(ctx, tx, loaded, (&step, act)).await?;
    let told = if input.cancel { NoticeKind::HandlerKept } else { NoticeKind::HandlerWithdrawing };
    tell::handler(tx, loaded, told).await?;
    if let Some(clock) = step.starts.first() {
        tell::reporter(tx, loaded, NoticeKind::Withdrawing, Some(clock.due_on())).await?;
    }
    found.tx.commit().await?;
    status::after(ctx, &found.code).await
}
