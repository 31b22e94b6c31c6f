//! Who may draft, approve, correct and hide what is published of a case. What is published is for everybody.

use super::refusal::PublicationRefusal as Refusal;
use crate::kernel::{Actor, Failure, Outcome, StaffActor};
use entity::id::{AccountId, OrganId};
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 看草稿: the preview and how far it is.
    Read,
    /// 看原文: what the marks hide.
    ReadWords,
    /// 起草.
    Draft,
    /// 改草稿.
    Save,
    /// 送审.
    Send,
    /// 批准公开.
    Publish,
    /// 退回.
    Return,
    /// 更正.
    Correct,
    /// 撤下.
    Hide,
    /// 作废草稿.
    Discard,
    /// 提请不公开.
    Withhold,
    /// 批不公开.
    DecideWithholding,
    /// 决定还是公开.
    PublishAfterAll,
    /// The list of one's own.
    ReadList,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The organ that publishes.
    pub organ: OrganId,
    /// The organ whose heads approve: the same, or for an exposure the county commission; one above where the organ had no head
    /// who may when it was sent.
    pub approver: Option<OrganId>,
    /// The organ whose heads may hide it besides: the one that publishes, but for an exposure.
    pub owner: Option<OrganId>,
    /// The county commission, once it stands in public: its heads may hide it, whoever published it.
    pub overseer: Option<OrganId>,
    /// The case's handler, while that organ has it.
    pub handler: Option<AccountId>,
    /// The actor must keep away from the case (回避).
    pub is_kept: bool,
    /// The actor may see the case.
    pub sees_case: bool,
    /// Who wrote or sent this version.
    pub authors: Vec<AccountId>,
    /// It was sent to be approved, or came further.
    pub is_sent: bool,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// Answer as if there were nothing.
    Hide,
    /// Say why not.
    Refuse(Refusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::Hide => Err(Failure::hidden()),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides. The list needs no facts: it holds what the actor may read.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: Option<&Facts>) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    if action == Action::ReadList {
        let has_part = staff.is(StaffRole::Handler) || staff.is(StaffRole::Head);
        return if has_part { Decision::Allow } else { Decision::Refuse(Refusal::NoPart) };
    }
    // Of an account without an official nobody can tell from what it must keep away: it keeps away from everything.
    match facts.filter(|facts| staff.official_id.is_some() && !facts.is_kept) {
        Some(facts) => by_staff(staff, action, facts),
        None => Decision::Hide,
    }
}

fn by_staff(staff: &StaffActor, action: Action, facts: &Facts) -> Decision {
    let heads = |organ: OrganId| staff.is_in(StaffRole::Head, organ);
    let is_member = facts.sees_case && (heads(facts.organ) || staff.is_in(StaffRole::Handler, facts.organ));
    let approves = facts.approver.is_some_and(heads) && (facts.sees_case || facts.is_sent);
    let oversees = facts.overseer.is_some_and(heads);
    if !is_member && !approves && !oversees {
        return Decision::Hide;
    }
    let hides = approves || oversees || is_member && facts.owner.is_some_and(heads);
    match action {
        Action::Read | Action::ReadList => Decision::Allow,
        Action::ReadWords => {
            if is_member {
                Decision::Allow
            } else {
                Decision::Hide
            }
        }
        Action::Draft | Action::Save | Action::Send | Action::Correct | Action::Withhold => as_author(staff, is_member, facts),
        Action::Discard => as_discarder(staff, is_member, facts),
        Action::Hide if hides => Decision::Allow,
        Action::PublishAfterAll if approves => Decision::Allow,
        Action::Publish | Action::Return | Action::DecideWithholding if approves => {
            let is_own = facts.authors.iter().any(|author| staff.is_me(*author));
            if is_own { Decision::Refuse(Refusal::OwnDraft) } else { Decision::Allow }
        }
        Action::Publish | Action::Return | Action::Hide | Action::DecideWithholding | Action::PublishAfterAll => {
            Decision::Refuse(Refusal::HeadOnly)
        }
    }
}

/// The case's handler, or a head of its organ; whoever of it while nobody handles the case.
fn as_author(staff: &StaffActor, is_member: bool, facts: &Facts) -> Decision {
    let is_own = staff.is_in(StaffRole::Head, facts.organ) || facts.handler.is_none_or(|handler| handler == staff.account_id);
    match (is_member, is_own) {
        (true, true) => Decision::Allow,
        (true, false) => Decision::Refuse(Refusal::HandledByAnother),
        (false, _) => Decision::Refuse(Refusal::NotOfOrgan),
    }
}

/// Who wrote or sent it, or a head of the organ that writes.
fn as_discarder(staff: &StaffActor, is_member: bool, facts: &Facts) -> Decision {
    let is_own = staff.is_in(StaffRole::Head, facts.organ) || facts.authors.contains(&staff.account_id);
    match (is_member, is_own) {
        (true, true) => Decision::Allow,
        (true, false) => Decision::Refuse(Refusal::HandledByAnother),
        (false, _) => Decision::Refuse(Refusal::NotOfOrgan),
    }
}
