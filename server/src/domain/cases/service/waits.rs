//! How long reporters have: the county's setting, taken when a clock begins. What runs already keeps its day.

use crate::domain::cases::model::Step;
use crate::domain::settings::{self, Key};
use crate::kernel::{Outcome, Tx};
use entity::words::DeadlineKind;

/// The step with the county's days for what it lets the reporter wait for.
pub(super) async fn of_county(tx: &Tx, step: Step) -> Outcome<Step> {
    let mut step = step;
    let waits = [
        (DeadlineKind::Answer, Key::AnswerDays, 1),
        (DeadlineKind::Withdrawal, Key::WithdrawalDays, 1),
        (DeadlineKind::FollowUp, Key::FollowUpWeeks, 7),
    ];
    for (kind, key, days_each) in waits {
        if step.starts.iter().any(|terms| terms.kind == kind) {
            let days = settings::of_county(tx, key).await?.saturating_mul(days_each);
            step = step.waiting(kind, u16::try_from(days).unwrap_or(u16::MAX));
        }
    }
    Ok(step)
}
