//! The table of who may do what, as it stands in `docs/policy/`.

use super::policy::{Action, Decision, Facts, decide};
use crate::kernel::{Actor, HeldRole, ReporterActor, StaffActor, policy_text};
use entity::id::{AccountId, ContactId, CountyId, OrganId, SessionId, UnitId};
use entity::words::{PhonePurpose, StaffRole};
use std::fmt::Write as _;
use uuid::Uuid;

/// Each with its name and the root fields that ask for it.
const ACTIONS: [(Action, &str, &str); 7] = [
    (Action::Read, "看清单草稿", "clearing、clearingItem"),
    (Action::ReadList, "看自己的清权列表", "clearings"),
    (Action::Start, "开始清权", "startClearing"),
    (Action::Edit, "改内容、逐项决定、收进来", "saveClearingItem、decideClearingItem、dropClearingItem、gatherClearing"),
    (Action::Send, "送审、撤回", "sendClearing、recallClearing"),
    (Action::Return, "退回", "returnClearing"),
    (Action::Publish, "公布", "publishClearing"),
];

const fn unit(n: u128) -> UnitId {
    UnitId(Uuid::from_u128(n))
}

fn staff(role: StaffRole, unit_id: Option<UnitId>, account: u128) -> Actor {
    let (county_id, session_id) = (CountyId(Uuid::nil()), SessionId(Uuid::nil()));
    let organ_id = matches!(role, StaffRole::Head | StaffRole::Handler).then_some(OrganId(Uuid::nil()));
    let roles = vec![HeldRole { role, unit_id, organ_id }];
    let account_id = AccountId(Uuid::from_u128(account));
    Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
}

/// Who reviews for a core organ, and publishes for unit 1 besides.
fn own_core() -> Actor {
    let Actor::Staff(mut both) = staff(StaffRole::Reviewer, Some(unit(9)), 4) else { panic!("a member of the staff") };
    both.roles.push(HeldRole { role: StaffRole::Publisher, unit_id: Some(unit(1)), organ_id: None });
    Actor::Staff(both)
}

/// The list of unit 1, in which account 1 wrote; unit 9 is a core organ.
fn facts(is_sent: bool) -> Facts {
    Facts { unit: Some(unit(1)), core: vec![unit(9)], authors: vec![AccountId(Uuid::from_u128(1))], is_sent }
}

fn columns() -> Vec<(&'static str, Actor)> {
    let reporter = ReporterActor {
        county_id: CountyId(Uuid::nil()),
        contact_id: ContactId(Uuid::nil()),
        phone_hash: Vec::new(),
        purpose: PhonePurpose::Track,
    };
    vec![
        ("本单位公开发布人", staff(StaffRole::Publisher, Some(unit(1)), 1)),
        ("本单位公开审核人", staff(StaffRole::Reviewer, Some(unit(1)), 2)),
        ("别的单位公开发布人", staff(StaffRole::Publisher, Some(unit(2)), 3)),
        ("别的单位公开审核人", staff(StaffRole::Reviewer, Some(unit(2)), 3)),
        ("县四大机构公开审核人", staff(StaffRole::Reviewer, Some(unit(9)), 4)),
        ("县四大机构公开审核人，动过这份清单", staff(StaffRole::Reviewer, Some(unit(9)), 1)),
        ("县四大机构公开审核人，清单是自己单位的", own_core()),
        ("县四大机构公开发布人", staff(StaffRole::Publisher, Some(unit(9)), 5)),
        ("纪检组织负责人", staff(StaffRole::Head, None, 6)),
        ("承办人", staff(StaffRole::Handler, None, 6)),
        ("县管理员", staff(StaffRole::CountyAdmin, None, 6)),
        ("审计员", staff(StaffRole::Auditor, None, 6)),
        ("有手机码的群众", Actor::Reporter(reporter)),
        ("没有登录的人", Actor::Nobody),
        ("平台本身", Actor::System),
    ]
}

#[test]
fn the_table_is_as_written() {
    let mut table = "清权：谁能做什么（公布的清单和各版人人可看）\n".to_owned();
    for (when, is_sent) in [("送审以前", false), ("送审以后", true)] {
        for (who, actor) in columns() {
            let _ = write!(table, "\n{when} · {who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, &facts(is_sent)) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Hide => "当作没有",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
    }
    policy_text::agree("clearing", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
}
