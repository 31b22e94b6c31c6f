//! The table of who may do what, as it stands in `docs/policy/`.

use super::policy::{Action, Decision, Facts, decide};
use crate::kernel::{Actor, HeldRole, ReporterActor, StaffActor, policy_text};
use entity::id::{AccountId, ContactId, CountyId, OfficialId, OrganId, SessionId};
use entity::words::{PhonePurpose, StaffRole};
use std::fmt::Write as _;
use uuid::Uuid;

/// Each with its name and the root fields that ask for it.
const ACTIONS: [(Action, &str, &str); 14] = [
    (Action::Read, "看草稿", "publicationDraft"),
    (Action::ReadWords, "看遮住以前的原文", ""),
    (Action::Draft, "起草", "draftPublication、casePublications"),
    (Action::Save, "改草稿", "savePublication"),
    (Action::Send, "送审", "sendPublication"),
    (Action::Publish, "批准公开", "publishCase"),
    (Action::Return, "退回", "returnPublication"),
    (Action::Correct, "更正", "correctPublication"),
    (Action::Hide, "撤下", "hidePublication"),
    (Action::Discard, "作废草稿", "discardPublication"),
    (Action::Withhold, "提请不公开", "withholdResult"),
    (Action::DecideWithholding, "批不公开", "decideWithholding"),
    (Action::PublishAfterAll, "决定还是公开", "publishAfterAll"),
    (Action::ReadList, "看自己的公开列表", "publicationDrafts、withholdings"),
];

const fn organ(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

const fn account(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

fn staff(role: StaffRole, organ_id: Option<OrganId>, account_id: AccountId) -> Actor {
    let (county_id, session_id) = (CountyId(Uuid::nil()), SessionId(Uuid::nil()));
    let roles = vec![HeldRole { role, unit_id: None, organ_id }];
    let official_id = Some(OfficialId(Uuid::from_u128(1)));
    Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id, former: Vec::new(), roles })
}

/// A result of organ 1, written by account 1, who handles the case; or an exposure, which organ 9 approves.
fn facts(is_exposure: bool, (sees_case, is_kept): (bool, bool)) -> Facts {
    let approver = Some(organ(if is_exposure { 9 } else { 1 }));
    let owner = Some(organ(1)).filter(|_| !is_exposure);
    let authors = vec![account(1)];
    Facts { organ: organ(1), approver, owner, overseer: None, handler: Some(account(1)), is_kept, sees_case, authors, is_sent: true }
}

/// Who asks, as whom, and whether he sees the case and must keep away from it.
fn columns() -> Vec<(&'static str, Actor, (bool, bool))> {
    let (head, handler) = (StaffRole::Head, StaffRole::Handler);
    let reporter = ReporterActor {
        county_id: CountyId(Uuid::nil()),
        contact_id: ContactId(Uuid::nil()),
        phone_hash: Vec::new(),
        purpose: PhonePurpose::Track,
    };
    let unknown = match staff(head, Some(organ(1)), account(8)) {
        Actor::Staff(staff) => Actor::Staff(StaffActor { official_id: None, ..staff }),
        other => other,
    };
    vec![
        ("承办人，草稿是他写的", staff(handler, Some(organ(1)), account(1)), (true, false)),
        ("本组织别的承办人", staff(handler, Some(organ(1)), account(2)), (true, false)),
        ("本组织负责人，草稿是他写的", staff(head, Some(organ(1)), account(1)), (true, false)),
        ("本组织别的负责人", staff(head, Some(organ(1)), account(3)), (true, false)),
        ("本组织要回避的负责人", staff(head, Some(organ(1)), account(4)), (false, true)),
        ("县纪委监委负责人", staff(head, Some(organ(9)), account(5)), (false, false)),
        ("县纪委监委要回避的负责人", staff(head, Some(organ(9)), account(6)), (false, true)),
        ("县纪委监委承办人", staff(handler, Some(organ(9)), account(7)), (false, false)),
        ("别的组织的负责人", staff(head, Some(organ(2)), account(7)), (false, false)),
        ("没有对应干部的负责人", unknown, (false, false)),
        ("县管理员", staff(StaffRole::CountyAdmin, None, account(7)), (false, false)),
        ("审计员", staff(StaffRole::Auditor, None, account(7)), (false, false)),
        ("公开发布人", staff(StaffRole::Publisher, None, account(7)), (false, false)),
        ("有手机码的群众", Actor::Reporter(reporter), (false, false)),
        ("没有登录的人", Actor::Nobody, (false, false)),
        ("平台本身", Actor::System, (false, false)),
    ]
}

#[test]
fn the_table_is_as_written() {
    let mut table = "结果公开：谁能做什么（送审以后；公开了的人人可看）\n".to_owned();
    for (kind, is_exposure) in [("结果公开、澄清", false), ("点名曝光", true)] {
        for (who, actor, bearing) in columns() {
            let _ = write!(table, "\n{kind} · {who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, Some(&facts(is_exposure, bearing))) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Hide => "当作没有",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
    }
    policy_text::agree("publications", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
}

#[test]
fn who_approves_sees_nothing_of_another_organ_before_it_is_sent() {
    let commission = staff(StaffRole::Head, Some(organ(9)), account(5));
    let draft = Facts { is_sent: false, ..facts(true, (false, false)) };
    assert_eq!(decide(&commission, Action::Read, Some(&draft)), Decision::Hide);
    assert_eq!(decide(&commission, Action::Publish, Some(&draft)), Decision::Hide);
    assert_eq!(decide(&commission, Action::Read, Some(&facts(true, (false, false)))), Decision::Allow);
}

#[test]
fn what_stands_in_public_is_hidden_by_the_commission_too_and_nothing_else_done_to_it() {
    let commission = staff(StaffRole::Head, Some(organ(9)), account(5));
    let result = facts(false, (false, false));
    let public = Facts { overseer: Some(organ(9)), ..result.clone() };
    let asked = |facts: &Facts, action| decide(&commission, action, Some(facts));
    assert_eq!(asked(&result, Action::Hide), Decision::Hide, "before it is public");
    assert_eq!((asked(&public, Action::Hide), asked(&public, Action::Read)), (Decision::Allow, Decision::Allow));
    assert_eq!(asked(&public, Action::ReadWords), Decision::Hide);
    for action in [Action::Save, Action::Send, Action::Publish, Action::Return, Action::Correct] {
        assert!(matches!(asked(&public, action), Decision::Refuse(_)), "{action:?}");
    }
    assert_eq!(asked(&Facts { is_kept: true, ..public }, Action::Hide), Decision::Hide, "who must keep away");
}

#[test]
fn an_organ_above_approves_where_the_one_that_publishes_has_nobody() {
    let (above, own) = (staff(StaffRole::Head, Some(organ(2)), account(5)), staff(StaffRole::Head, Some(organ(1)), account(3)));
    let sent = Facts { approver: Some(organ(2)), ..facts(false, (false, false)) };
    assert_eq!(decide(&above, Action::Publish, Some(&sent)), Decision::Allow);
    assert_eq!(decide(&above, Action::ReadWords, Some(&sent)), Decision::Hide);
    let seen = Facts { sees_case: true, ..sent };
    assert!(matches!(decide(&own, Action::Publish, Some(&seen)), Decision::Refuse(_)), "one approves");
    assert_eq!(decide(&own, Action::Hide, Some(&seen)), Decision::Allow);
}

#[test]
fn while_nobody_handles_the_case_whoever_of_the_organ_may_write() {
    let other = staff(StaffRole::Handler, Some(organ(1)), account(2));
    let free = Facts { handler: None, ..facts(false, (true, false)) };
    assert_eq!(decide(&other, Action::Save, Some(&free)), Decision::Allow);
}
