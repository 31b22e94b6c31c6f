//! The policy as a table that an officer could read; `UPDATE_POLICY=1` writes it anew.

use super::super::model;
use super::*;
use crate::kernel::{HeldRole, ReporterActor, policy_text};
use entity::id::{AccountId, ContactId, CountyId, OfficialId, SessionId};
use entity::moment::Moment;
use entity::words::{HandOverKind, PhonePurpose, ReissueState};
use std::fmt::Write as _;
use uuid::Uuid;

/// Each with its name and the root fields that ask for it.
const ACTIONS: [(Action, &str, &str); 45] = [
    (Action::Read, "看办理件", "cases、caseByNumber、inboxChanged、caseChanged"),
    (Action::OpenContent, "打开内容", ""),
    (Action::OpenOriginal, "取原件", "openOriginal"),
    (Action::OpenPhone, "打开手机号", "openReporterPhone、undeliveredMessages"),
    (Action::Accept, "受理", "acceptCase"),
    (Action::Decline, "不予受理", "declineCase"),
    (Action::Transfer, "转办", "transferCase"),
    (Action::TransferOutside, "转出平台", "transferCase"),
    (Action::Assign, "分派", "assignCase、reassignment、reassignCases"),
    (Action::AddSubject, "增加反映对象", "addSubject"),
    (Action::StartInvestigation, "开始核查", "startInvestigation"),
    (Action::File, "立案", "fileCase"),
    (Action::Reply, "答复", "replyCase"),
    (Action::EnterExternalResult, "录入外部结果", "enterExternalResult"),
    (Action::ContinueWithoutReporter, "撤回后继续办", "continueWithoutReporter"),
    (Action::PauseDeadline, "申请暂停", "pauseDeadline"),
    (Action::ExtendDeadline, "申请延长", "extendDeadline"),
    (Action::ResumeDeadline, "恢复计时", "resumeDeadline"),
    (Action::AcknowledgeMaterial, "确认看过材料", "acknowledgeMaterial"),
    (Action::AskMaterial, "请举报人补充材料", "askMaterial"),
    (Action::StepAside, "申请回避", "stepAside"),
    (Action::DecideDeadline, "批暂停或延长", "deadlineRequests、decideDeadlineRequest"),
    (Action::ReadHandOver, "看交接单", "handOvers、handOver"),
    (Action::SignForHandOver, "签收", "signForHandOver"),
    (Action::EnterReceipt, "登记回执", "enterHandOverReceipt"),
    (Action::InviteOrgan, "邀请联合办理", "inviteOrgan"),
    (Action::EndJoint, "结束联合办理", "endJointHandling"),
    (Action::AddNote, "记一笔", "addCaseNote"),
    (Action::Correct, "更正结论", "correctConclusion"),
    (Action::ProposeMalice, "提请认定恶意举报", "proposeMalice"),
    (Action::DecideMalice, "批恶意举报", "malices、decideMalice"),
    (Action::NoteClarification, "登记是否要澄清", "noteClarification"),
    (Action::PrepareClarification, "准备澄清的文字", "prepareClarification"),
    (Action::ReadStatus, "查进度", "reportStatus、reportStatusChanged"),
    (Action::ReadOwnContent, "看自己的内容", ""),
    (Action::Answer, "评价答复", "answerReply"),
    (Action::Supplement, "补充材料", "supplementReport"),
    (Action::Withdraw, "撤回", "withdrawReport"),
    (Action::CancelWithdrawal, "不撤回了", "withdrawReport"),
    (Action::RequestNewCode, "申请补发查询码", "requestNewQueryCode"),
    (Action::StopNewCode, "取消补发", "stopNewQueryCode"),
    (Action::TakeNewCode, "领新查询码", "takeNewQueryCode"),
    (Action::Object, "没有查询码时说不满意", "answerReply"),
    (Action::HasNoMaterial, "没有要补充的", "answerMaterialRequest"),
    (Action::AnswerFollowUp, "回答回访", "answerFollowUp"),
];

fn organ(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn staff(role: StaffRole, organ: Option<OrganId>, account_id: AccountId) -> Actor {
    Actor::Staff(StaffActor {
        county_id: CountyId(Uuid::nil()),
        account_id,
        session_id: SessionId(Uuid::nil()),
        name: String::new(),
        official_id: Some(OfficialId(Uuid::from_u128(1))),
        former: Vec::new(),
        roles: vec![HeldRole { role, unit_id: None, organ_id: organ }],
    })
}

/// Somebody of whom nobody can tell from what he must keep away.
fn without_official(actor: Actor) -> Actor {
    match actor {
        Actor::Staff(staff) => Actor::Staff(StaffActor { official_id: None, ..staff }),
        other => other,
    }
}

fn phone(purpose: PhonePurpose, phone_hash: Vec<u8>) -> Actor {
    Actor::Reporter(ReporterActor { county_id: CountyId(Uuid::nil()), contact_id: ContactId(Uuid::nil()), phone_hash, purpose })
}

fn facts() -> Facts {
    Facts {
        now: Moment(0),
        standing: model::submitted(Moment(0)).next,
        organ: organ(1),
        is_external: false,
        commission: Some(organ(9)),
        earlier: vec![organ(2)],
        handler: Some(account(1)),
        is_recused: false,
        phone_hash: vec![1],
        has_code: false,
        reissue: None,
        is_holdable: false,
        is_paused: false,
        request: None,
        joint: vec![organ(4)],
        hand_over: None,
        finding: None,
        malice: None,
        has_officials: false,
        custody: None,
    }
}

/// What went from organ 2 to organ 1, or above the county.
fn handed_over(kind: HandOverKind) -> Facts {
    let to = (kind != HandOverKind::Outside).then(|| organ(1));
    Facts { hand_over: Some(HandOverFacts { kind, from: organ(2), to }), ..facts() }
}

/// What account 1 of the organ asked for, of organ 5 or of an organ above the county.
fn asked(is_entered: bool) -> Facts {
    let request = RequestFacts { approver: organ(5), asked_by: account(1), is_entered };
    Facts { is_holdable: true, request: Some(request), ..facts() }
}

fn custodians() -> Vec<(&'static str, Actor, Facts)> {
    let undelivered = Facts { custody: Some(organ(9)), ..facts() };
    let own = Facts { organ: organ(9), ..undelivered.clone() };
    vec![
        ("本组织启封人", staff(StaffRole::Custodian, Some(organ(1)), account(7)), undelivered.clone()),
        ("上级启封人，短信没有送到", staff(StaffRole::Custodian, Some(organ(9)), account(7)), undelivered.clone()),
        ("上级启封人，短信送到了", staff(StaffRole::Custodian, Some(organ(9)), account(7)), facts()),
        ("上级启封人，自己承办", staff(StaffRole::Custodian, Some(organ(9)), account(1)), undelivered.clone()),
        ("县纪委启封人，本委承办", staff(StaffRole::Custodian, Some(organ(9)), account(7)), own),
        ("回避的启封人", staff(StaffRole::Custodian, Some(organ(9)), account(7)), Facts { is_recused: true, ..undelivered }),
    ]
}

fn columns() -> Vec<(&'static str, Actor, Facts)> {
    others().into_iter().chain(custodians()).collect()
}

fn others() -> Vec<(&'static str, Actor, Facts)> {
    let (handler, head) = (StaffRole::Handler, StaffRole::Head);
    let unassigned = Facts { handler: None, ..facts() };
    let external = Facts { is_external: true, ..facts() };
    let recused = Facts { is_recused: true, ..facts() };
    let with_code = Facts { has_code: true, ..facts() };
    let reissued = Facts { reissue: Some(ReissueState::Waiting), ..facts() };
    let straight = vec![
        ("承办人", staff(handler, Some(organ(1)), account(1)), facts()),
        ("同组织其他人", staff(handler, Some(organ(1)), account(2)), facts()),
        ("尚未分派时的承办人", staff(handler, Some(organ(1)), account(2)), unassigned),
        ("负责人", staff(head, Some(organ(1)), account(3)), facts()),
        ("初办组织（已升级）", staff(head, Some(organ(2)), account(4)), facts()),
        ("县纪委负责人（移交县外后）", staff(head, Some(organ(9)), account(5)), external.clone()),
        ("县纪委承办人（移交县外后）", staff(handler, Some(organ(9)), account(5)), external),
        ("承办人，申请了暂停或者延长", staff(handler, Some(organ(1)), account(1)), asked(false)),
        ("上级负责人，有申请要批", staff(head, Some(organ(5)), account(10)), asked(false)),
        ("上级承办人，有申请要批", staff(handler, Some(organ(5)), account(11)), asked(false)),
        ("上级负责人，申请是自己提的", staff(head, Some(organ(5)), account(1)), asked(false)),
        ("县纪委负责人，录入县外上级的批复", staff(head, Some(organ(5)), account(1)), asked(true)),
        ("回避的上级负责人", staff(head, Some(organ(5)), account(10)), Facts { is_recused: true, ..asked(false) }),
        ("回避的负责人", staff(head, Some(organ(1)), account(3)), recused),
        ("没有对应干部的负责人", without_official(staff(head, Some(organ(1)), account(3))), facts()),
        ("其他组织负责人", staff(head, Some(organ(7)), account(6)), facts()),
        ("县管理员", staff(StaffRole::CountyAdmin, None, account(8)), facts()),
        ("审计员", staff(StaffRole::Auditor, None, account(9)), facts()),
        ("举报人：查询码和手机", phone(PhonePurpose::Track, vec![1]), with_code.clone()),
        ("举报人：只有查询码", Actor::Nobody, with_code.clone()),
        ("举报人：只有手机", phone(PhonePurpose::Track, vec![1]), facts()),
        ("举报人：只有手机，正在补发查询码", phone(PhonePurpose::Track, vec![1]), reissued),
        ("查询码和别的手机", phone(PhonePurpose::Track, vec![2]), with_code.clone()),
        ("举报用的手机码", phone(PhonePurpose::Report, vec![1]), facts()),
        ("什么都没有", Actor::Nobody, facts()),
        ("平台本身", Actor::System, with_code),
    ];
    straight.into_iter().chain(of_turns()).collect()
}

/// Whoever helps, and both sides of a hand-over.
fn of_turns() -> Vec<(&'static str, Actor, Facts)> {
    let (handler, head) = (StaffRole::Handler, StaffRole::Head);
    vec![
        ("联合办理组织的负责人", staff(head, Some(organ(4)), account(12)), facts()),
        ("联合办理组织里要回避的人", staff(handler, Some(organ(4)), account(13)), Facts { is_recused: true, ..facts() }),
        (
            "转出组织的人，有交接单",
            staff(handler, Some(organ(2)), account(14)),
            Facts { earlier: vec![], ..handed_over(HandOverKind::Inside) },
        ),
        ("接收组织的人，有交接单", staff(handler, Some(organ(1)), account(1)), handed_over(HandOverKind::Inside)),
        ("县纪委负责人，有移交上级的交接单", staff(head, Some(organ(9)), account(5)), handed_over(HandOverKind::Upward)),
    ]
}

/// One line a kind of person: what may be done, what is refused with a reason; everything else is hidden.
fn policy_table() -> String {
    let mut table = "办理件：谁能做什么（没有写的一律当作不存在）\n".to_owned();
    for (who, actor, facts) in columns() {
        let named = |wanted: fn(Decision) -> bool| {
            let names: Vec<_> =
                ACTIONS.iter().filter(|(action, ..)| wanted(decide(&actor, *action, &facts))).map(|(_, name, _)| *name).collect();
            if names.is_empty() { "无".to_owned() } else { names.join("、") }
        };
        let allowed = named(|decision| decision == Decision::Allow);
        let refused = named(|decision| matches!(decision, Decision::Refuse(_)));
        let _ = write!(table, "\n{who}\n  可以：{allowed}\n  说明原因后拒绝：{refused}\n");
    }
    table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))
}

#[test]
fn the_table_is_as_written() {
    policy_text::agree("cases", &policy_table());
}

#[test]
fn what_he_did_by_an_account_that_is_closed_he_did_himself() {
    let again = |role, at: u128, former: Vec<AccountId>| match staff(role, Some(organ(at)), account(7)) {
        Actor::Staff(staff) => Actor::Staff(StaffActor { former, ..staff }),
        other => other,
    };
    let undelivered = Facts { custody: Some(organ(9)), ..facts() };
    for (former, may) in [(vec![account(1)], false), (vec![account(6)], true), (vec![], true)] {
        let head = again(StaffRole::Head, 5, former.clone());
        for action in [Action::DecideDeadline, Action::DecideMalice] {
            assert_eq!(decide(&head, action, &asked(false)) == Decision::Allow, may, "{action:?} after {former:?}");
        }
        let custodian = again(StaffRole::Custodian, 9, former);
        assert_eq!(decide(&custodian, Action::OpenPhone, &undelivered) == Decision::Allow, may);
    }
}

#[test]
fn whoever_must_keep_away_gets_one_answer_to_everything() {
    for (_, actor, facts) in columns() {
        let facts = Facts { is_recused: true, ..facts };
        for (action, name, _) in ACTIONS {
            let hidden = actor.staff().is_none() || decide(&actor, action, &facts) == Decision::Hide;
            assert!(hidden, "{name}");
        }
    }
}

#[test]
fn a_viewer_can_what_is_allowed_and_possible() {
    let handler = staff(StaffRole::Handler, Some(organ(1)), account(1));
    assert_eq!(
        viewer_can(&handler, &STAFF_ACTS, &facts()),
        [
            Action::Accept,
            Action::Decline,
            Action::Transfer,
            Action::AddSubject,
            Action::InviteOrgan,
            Action::EndJoint,
            Action::AddNote,
            Action::AskMaterial
        ]
    );
    let held = |is_paused| {
        viewer_can(&handler, &[Action::PauseDeadline, Action::ExtendDeadline, Action::ResumeDeadline], &Facts { is_paused, ..asked(false) })
    };
    assert_eq!(held(false), [Action::PauseDeadline, Action::ExtendDeadline]);
    assert_eq!(held(true), [Action::ExtendDeadline, Action::ResumeDeadline]);
    let reporter = phone(PhonePurpose::Track, vec![1]);
    assert_eq!(viewer_can(&reporter, &REPORTER_ACTS, &facts()), [Action::RequestNewCode]);
    let with_code = Facts { has_code: true, ..facts() };
    assert_eq!(viewer_can(&reporter, &REPORTER_ACTS, &with_code), [Action::Supplement, Action::Withdraw]);
}
