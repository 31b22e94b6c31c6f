//! What a reporter may do: by query code, by his proven phone, and by both.

use super::{Action, Decision, Facts};
use crate::domain::cases::refusal::CaseRefusal;
use crate::kernel::Actor;
use entity::words::PhonePurpose;

pub(super) fn by_reporter(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    let same_phone = actor.reporter(PhonePurpose::Track).is_some_and(|reporter| reporter.phone_hash == facts.phone_hash);
    match action {
        Action::ReadStatus | Action::StopNewCode if facts.has_code || same_phone => Decision::Allow,
        Action::RequestNewCode | Action::TakeNewCode if same_phone => Decision::Allow,
        // Only what sends the case on: words that end it need the query code too.
        Action::Object if same_phone && facts.reissue.is_some() => Decision::Allow,
        Action::Object if same_phone => Decision::Refuse(CaseRefusal::BothCodes),
        Action::ReadOwnContent
        | Action::Answer
        | Action::Supplement
        | Action::Withdraw
        | Action::CancelWithdrawal
        | Action::HasNoMaterial
        | Action::AnswerFollowUp => match (facts.has_code, same_phone) {
            (true, true) => Decision::Allow,
            (false, false) => Decision::Hide,
            _ => Decision::Refuse(CaseRefusal::BothCodes),
        },
        _ => Decision::Hide,
    }
}
