//! How long reporters have: the county's setting, taken when a clock begins. What runs already keeps its day.

use crate::domain::cases::model::Step;
use crate::domain::settings::{self, Key};
use crate::kernel::{Outcome, Tx};
use entity::words::DeadlineKind;

/// The step with the county's days for what it lets the reporter wait for.
pub(super) async fn of_county(tx: &Tx, step: Step) -> Outcome<Step> {
    let mut step = step;
    for (kind, key) in [(DeadlineKind::Answer, Key::AnswerDays), (DeadlineKind::Withdrawal, Key::WithdrawalDays)] {
        if step.starts.iter().any(|terms| terms.kind == kind) {
            let days = settings::of_county(tx, key).await?;
            step = step.waiting(kind, u16::try_from(days).unwrap_or(u16::MAX));
        }
    }
    Ok(step)
}
