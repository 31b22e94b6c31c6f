//! Who may do what with the records of organs: heads and the administrator read them, the administrator changes them.

use crate::kernel::Actor;
use crate::kernel::staff_decision::Decision;
use entity::words::StaffRole;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// See all organs with superior, reach and alarms.
    Read,
    /// Enter, rename, set the superior and what it covers, close.
    Change,
}

const WHY_NOT: &str = "只有县管理员能改纪检组织的登记；负责人能看。";

/// The one decision.
#[must_use]
pub fn decide(actor: &Actor, action: Action) -> Decision<'_> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match action {
        Action::Read if staff.is(StaffRole::CountyAdmin) || staff.is(StaffRole::Head) => Decision::Allow(staff),
        Action::Change if staff.is(StaffRole::CountyAdmin) => Decision::Allow(staff),
        Action::Read | Action::Change => Decision::Refuse(WHY_NOT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, SessionId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    fn staff(role: Option<StaffRole>) -> Actor {
        Actor::Staff(StaffActor {
            county_id: CountyId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            session_id: SessionId(Uuid::nil()),
            name: String::new(),
            official_id: None,
            former: Vec::new(),
            roles: role.map(|role| HeldRole { role, unit_id: None, organ_id: None }).into_iter().collect(),
        })
    }

    fn columns() -> [(&'static str, Actor); 8] {
        let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
        [
            ("县管理员（只管本县的）", staff(Some(StaffRole::CountyAdmin))),
            ("纪检组织负责人", staff(Some(StaffRole::Head))),
            ("承办人", staff(Some(StaffRole::Handler))),
            ("审计员", staff(Some(StaffRole::Auditor))),
            ("没有角色的人", staff(None)),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "纪检组织的登记：谁能做什么（单位页面上的组织名称人人可看）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name) in [(Action::Read, "看全部登记"), (Action::Change, "新建、改名、定上级、定联系的单位、撤销")]
            {
                let answer = match decide(&actor, action) {
                    Decision::Allow(_) => "可以",
                    Decision::Refuse(_) => "说明原因后拒绝",
                    Decision::SignIn => "先登录",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        let changes = "createOrgan、updateOrgan、setOrganSuperior、setOrganCover、closeOrgan";
        let fields = [("看全部登记", "organs"), ("新建、改名、定上级、定联系的单位、撤销", changes)];
        policy_text::agree("organs", &(table + &policy_text::interfaces(fields)));
    }
}
