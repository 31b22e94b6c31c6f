//! Who may change the foot of a county's pages: its administrator. Everybody reads it.

use crate::kernel::Actor;
use crate::kernel::staff_decision::Decision;
use entity::words::StaffRole;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Change the foot, or what is in the emblem's slot.
    Change,
}

const WHY_NOT: &str = "只有县管理员能改页脚和标识。";

/// The one decision.
#[must_use]
pub fn decide(actor: &Actor, action: Action) -> Decision<'_> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match action {
        Action::Change if staff.is(StaffRole::CountyAdmin) => Decision::Allow(staff),
        Action::Change => Decision::Refuse(WHY_NOT),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, StaffActor, policy_text};
    use entity::id::{AccountId, CountyId, SessionId};
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

    #[test]
    fn the_table_is_as_written() {
        let mut table = "页脚和标识：谁能做什么（人人可看）\n".to_owned();
        for (who, actor) in [
            ("县管理员（只改本县的）", staff(Some(StaffRole::CountyAdmin))),
            ("纪检组织负责人", staff(Some(StaffRole::Head))),
            ("没有角色的人", staff(None)),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ] {
            let answer = match decide(&actor, Action::Change) {
                Decision::Allow(_) => "可以",
                Decision::Refuse(_) => "说明原因后拒绝",
                Decision::SignIn => "先登录",
            };
            let _ = write!(table, "\n{who}\n  改页脚、换标识：{answer}\n");
        }
        policy_text::agree("site", &(table + &policy_text::interfaces([("改页脚、换标识", "setFooter、setEmblem")])));
    }
}
