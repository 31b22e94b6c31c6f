//! The table of who may do what, as it stands in `docs/policy/`.

use super::policy::{Action, Decision, Facts, decide};
use crate::kernel::{Actor, HeldRole, StaffActor, policy_text};
use entity::id::{AccountId, CountyId, OrganId, SessionId, UnitId};
use entity::words::StaffRole;
use std::fmt::Write as _;
use uuid::Uuid;

const fn organ(n: u128) -> OrganId {
    OrganId(Uuid::from_u128(n))
}

fn staff(role: StaffRole, organ_id: Option<OrganId>) -> Actor {
    let (county_id, account_id, session_id) = (CountyId(Uuid::nil()), AccountId(Uuid::nil()), SessionId(Uuid::nil()));
    let unit_id = organ_id.is_none().then_some(UnitId(Uuid::nil()));
    let roles = vec![HeldRole { role, unit_id, organ_id }];
    Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
}

/// A village's power: its town's committee (1) covers it, and the commission (9).
fn facts(is_own: bool, is_near: bool) -> Facts {
    Facts { covering: vec![organ(1), organ(9)], is_own, is_near }
}

#[test]
fn the_table_is_as_written() {
    let columns = [
        ("管这个单位的组织的承办人", staff(StaffRole::Handler, Some(organ(1)))),
        ("管这个单位的组织的负责人", staff(StaffRole::Head, Some(organ(1)))),
        ("县纪委监委承办人", staff(StaffRole::Handler, Some(organ(9)))),
        ("不管这个单位的组织的负责人", staff(StaffRole::Head, Some(organ(7)))),
        ("启封人", staff(StaffRole::Custodian, Some(organ(1)))),
        ("本单位公开发布人", staff(StaffRole::Publisher, None)),
        ("县管理员", staff(StaffRole::CountyAdmin, None)),
        ("审计员", staff(StaffRole::Auditor, None)),
        ("没有登录的人", Actor::Nobody),
        ("平台本身", Actor::System),
    ];
    let mut table = "过程检查：谁能做什么（检查的内容人人可看）\n".to_owned();
    for (when, facts) in [("", facts(false, false)), ("在这个单位任职的 · ", facts(true, false)), ("要回避的 · ", facts(false, true))]
    {
        for (who, actor) in &columns {
            let answer = match decide(actor, Action::Check, &facts) {
                Decision::Allow(_) => "可以",
                Decision::SignIn => "先登录",
                Decision::NotOver | Decision::OwnUnit | Decision::KeepAway => "说明原因后拒绝",
            };
            let _ = write!(table, "\n{when}{who}\n  过程检查：{answer}\n");
        }
    }
    policy_text::agree("checks", &(table + &policy_text::interfaces([("过程检查", "checkPower")])));
}

#[test]
fn a_check_is_made_in_the_name_of_the_nearest_organ() {
    let Actor::Staff(mut both) = staff(StaffRole::Head, Some(organ(9))) else { panic!("a member of the staff") };
    both.roles.push(HeldRole { role: StaffRole::Handler, unit_id: None, organ_id: Some(organ(1)) });
    assert_eq!(decide(&Actor::Staff(both), Action::Check, &facts(false, false)), Decision::Allow(organ(1)));
}
