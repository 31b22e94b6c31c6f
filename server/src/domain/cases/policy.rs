//! Who may do what with a case: one question, one answer, for API, worker and `viewerCan` alike.

mod decision;
mod facts;
mod possible;
mod reporter;

use super::refusal::{CaseRefusal, ClockRefusal, TurnRefusal};
use crate::kernel::{Actor, StaffActor};
pub use decision::Decision;
use entity::id::OrganId;
use entity::words::{HandOverKind, StaffRole};
pub use facts::{Facts, HandOverFacts, RequestFacts};
use possible::is_possible;
use reporter::by_reporter;

/// Everything that can be done with a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// See the case in the in-box and on its page.
    Read,
    /// Open the sealed text and evidence; leaves an entry.
    OpenContent,
    /// 取原件: evidence as it was sent, with its metadata; leaves an entry each time.
    OpenOriginal,
    /// 打开手机号: of a reporter whom messages do not reach, by a custodian.
    OpenPhone,
    /// 受理.
    Accept,
    /// 不予受理.
    Decline,
    /// 转办.
    Transfer,
    /// 转出 to somebody outside of the platform: by a head alone, for it ends what the organ does.
    TransferOutside,
    /// 分派.
    Assign,
    /// 增加反映对象.
    AddSubject,
    /// 开始核查.
    StartInvestigation,
    /// 立案.
    File,
    /// 答复.
    Reply,
    /// 录入县外上级的结果.
    EnterExternalResult,
    /// 举报人撤回后继续办.
    ContinueWithoutReporter,
    /// 申请暂停.
    PauseDeadline,
    /// 申请延长.
    ExtendDeadline,
    /// 恢复计时: a pause ends before its day.
    ResumeDeadline,
    /// 确认看过材料.
    AcknowledgeMaterial,
    /// 请举报人补充材料.
    AskMaterial,
    /// 申请回避, on this one case.
    StepAside,
    /// 批暂停、延长, for an organ below.
    DecideDeadline,
    /// 看交接单: both organs, whoever has the case now.
    ReadHandOver,
    /// 签收 what was handed over on this platform.
    SignForHandOver,
    /// 登记回执 of whoever took it outside of it.
    EnterReceipt,
    /// 邀请联合办理.
    InviteOrgan,
    /// 结束联合办理.
    EndJoint,
    /// 记一笔: a note for colleagues.
    AddNote,
    /// 更正结论, as a new version.
    Correct,
    /// 提请认定恶意举报.
    ProposeMalice,
    /// 批恶意举报, for an organ below.
    DecideMalice,
    /// 登记是否要澄清: what the official wants.
    NoteClarification,
    /// 准备澄清的文字.
    PrepareClarification,
    /// The reporter sees state and dates.
    ReadStatus,
    /// The reporter sees own text, material and replies.
    ReadOwnContent,
    /// 满意不满意.
    Answer,
    /// 补充材料.
    Supplement,
    /// 撤回.
    Withdraw,
    /// 不撤回了.
    CancelWithdrawal,
    /// 申请补发查询码.
    RequestNewCode,
    /// 取消补发.
    StopNewCode,
    /// 领新查询码.
    TakeNewCode,
    /// 没有查询码时说不满意.
    Object,
    /// 没有要补充的.
    HasNoMaterial,
    /// 回答回访.
    AnswerFollowUp,
}

/// Acts of the staff that `viewerCan` lists.
pub const STAFF_ACTS: [Action; 24] = [
    Action::Accept,
    Action::Decline,
    Action::Transfer,
    Action::Assign,
    Action::AddSubject,
    Action::StartInvestigation,
    Action::File,
    Action::Reply,
    Action::EnterExternalResult,
    Action::ContinueWithoutReporter,
    Action::PauseDeadline,
    Action::ExtendDeadline,
    Action::ResumeDeadline,
    Action::SignForHandOver,
    Action::EnterReceipt,
    Action::InviteOrgan,
    Action::EndJoint,
    Action::AddNote,
    Action::Correct,
    Action::ProposeMalice,
    Action::NoteClarification,
    Action::PrepareClarification,
    Action::AcknowledgeMaterial,
    Action::AskMaterial,
];

/// Acts of the reporter that `viewerCan` lists.
pub const REPORTER_ACTS: [Action; 10] = [
    Action::Answer,
    Action::Supplement,
    Action::Withdraw,
    Action::CancelWithdrawal,
    Action::RequestNewCode,
    Action::StopNewCode,
    Action::TakeNewCode,
    Action::Object,
    Action::HasNoMaterial,
    Action::AnswerFollowUp,
];

/// What a head of the county commission does with a case that is above the county.
const ENTERED: [Action; 4] = [Action::EnterExternalResult, Action::EnterReceipt, Action::OpenOriginal, Action::AcknowledgeMaterial];

/// Decides. Whether the state allows the step is the model's to say.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: &Facts) -> Decision {
    match actor {
        Actor::Staff(staff) => by_staff(staff, action, facts),
        Actor::Reporter(_) | Actor::Nobody => by_reporter(actor, action, facts),
        // A program is told of no case, whatever code it holds.
        Actor::Client(_) | Actor::System => Decision::Hide,
    }
}

/// Whether an organ's cases may be shared out anew in one act (交接): by its heads, each those that he sees himself. Each case
/// is asked about on its own too, as [`Action::Assign`]. A county's administrator sees no case and shares out none.
#[must_use]
pub fn decide_sharing(actor: &Actor, organ: OrganId) -> Decision {
    match actor {
        Actor::Staff(staff) if staff.official_id.is_some() && staff.is_in(StaffRole::Head, organ) => Decision::Allow,
        _ => Decision::Hide,
    }
}

/// What the viewer can do now: allowed to him, and possible as the case stands.
#[must_use]
pub fn viewer_can(actor: &Actor, acts: &[Action], facts: &Facts) -> Vec<Action> {
    let can = |action: &Action| decide(actor, *action, facts) == Decision::Allow && is_possible(*action, facts);
    acts.iter().copied().filter(can).collect()
}

fn by_staff(staff: &StaffActor, action: Action, facts: &Facts) -> Decision {
    // Whoever may know of a case may say that he must not: it opens nothing, and closes it for himself.
    let is_reading = matches!(action, Action::Read | Action::OpenContent | Action::StepAside);
    let is_decided = matches!(action, Action::DecideDeadline | Action::DecideMalice);
    let is_apart = is_decided || matches!(action, Action::OpenOriginal | Action::ReadHandOver | Action::TransferOutside);
    let is_staffs = STAFF_ACTS.contains(&action) || is_reading || is_apart;
    // Of an account without an official nobody can tell from what it must keep away: it keeps away from everything.
    let is_unknown = staff.official_id.is_none();
    if action == Action::OpenPhone && !is_unknown {
        return by_custodian(staff, facts);
    }
    if is_unknown || facts.is_recused || !is_staffs {
        return Decision::Hide;
    }
    let of_organ = |organ: OrganId| staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ);
    if action == Action::ReadHandOver {
        return by_side(staff, facts);
    }
    if is_decided {
        let knows_case = of_organ(facts.organ) || facts.earlier.iter().any(|organ| of_organ(*organ));
        return by_approver(staff, knows_case, facts);
    }
    if of_organ(facts.organ) {
        return if is_reading { Decision::Allow } else { by_member(staff, action, facts) };
    }
    if facts.joint.iter().any(|organ| of_organ(*organ)) {
        let may = is_reading || action == Action::AddNote;
        return if may { Decision::Allow } else { Decision::Refuse(CaseRefusal::Turn(TurnRefusal::JointHelps)) };
    }
    if facts.is_external && facts.commission.is_some_and(|commission| staff.is_in(StaffRole::Head, commission)) {
        let may = is_reading || ENTERED.contains(&action);
        return if may { Decision::Allow } else { Decision::Refuse(CaseRefusal::WithExternal) };
    }
    match facts.earlier.iter().any(|organ| of_organ(*organ)) {
        true if is_reading => Decision::Allow,
        true => Decision::Refuse(CaseRefusal::ReadOnly),
        false => Decision::Hide,
    }
}

/// Of the organ that may open, and with no hand in the case: whoever handles or heads it never opens who reported it.
fn by_custodian(staff: &StaffActor, facts: &Facts) -> Decision {
    let opens = facts.custody.is_some_and(|organ| staff.is_in(StaffRole::Custodian, organ));
    let mut organs = facts.earlier.iter().chain(&facts.joint).chain([&facts.organ]);
    let has_a_hand = organs.any(|organ| staff.is_in(StaffRole::Handler, *organ) || staff.is_in(StaffRole::Head, *organ));
    let is_apart = !facts.is_recused && !has_a_hand && !facts.handler.is_some_and(|handler| staff.is_me(handler));
    if opens && is_apart { Decision::Allow } else { Decision::Hide }
}

fn by_member(staff: &StaffActor, action: Action, facts: &Facts) -> Decision {
    if action == Action::EnterExternalResult {
        return Decision::Refuse(CaseRefusal::NotExternal);
    }
    if staff.is_in(StaffRole::Head, facts.organ) {
        return Decision::Allow;
    }
    if matches!(action, Action::Assign | Action::TransferOutside) {
        return Decision::Refuse(CaseRefusal::HeadOnly);
    }
    if action == Action::AddNote {
        return Decision::Allow;
    }
    // To look at, everybody of the organ has the copy.
    if action == Action::OpenOriginal && facts.handler != Some(staff.account_id) {
        return Decision::Refuse(CaseRefusal::OriginalForHandler);
    }
    // Whoever starts on an unassigned case becomes its handler.
    if facts.handler.is_none_or(|handler| handler == staff.account_id) {
        Decision::Allow
    } else {
        Decision::Refuse(CaseRefusal::HandledByAnother)
    }
}

/// Handlers and heads of both sides of a hand-over, and heads of the county commission for what went above the county.
fn by_side(staff: &StaffActor, facts: &Facts) -> Decision {
    let Some(sheet) = facts.hand_over else { return Decision::Hide };
    let is_of = |organ: OrganId| staff.is_in(StaffRole::Handler, organ) || staff.is_in(StaffRole::Head, organ);
    let follows = |commission: OrganId| sheet.kind == HandOverKind::Upward && staff.is_in(StaffRole::Head, commission);
    let is_side = [Some(sheet.from), sheet.to].into_iter().flatten().any(is_of) || facts.commission.is_some_and(follows);
    if is_side { Decision::Allow } else { Decision::Hide }
}

/// Heads of the organ above: they see the request and not the case. Nobody answers himself; but what comes from above the
/// county is not the answer of whoever enters it.
fn by_approver(staff: &StaffActor, knows_case: bool, facts: &Facts) -> Decision {
    match facts.request {
        Some(request) if staff.is_in(StaffRole::Head, request.approver) => {
            let is_own = staff.is_me(request.asked_by) && !request.is_entered;
            if is_own { Decision::Refuse(CaseRefusal::Clock(ClockRefusal::OwnRequest)) } else { Decision::Allow }
        }
        Some(_) if knows_case => Decision::Refuse(CaseRefusal::Clock(ClockRefusal::SuperiorDecides)),
        _ => Decision::Hide,
    }
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;
