//! Who may do what with the calendar: everybody reads it, the county's administrator sets its days.

use crate::kernel::Actor;
use crate::kernel::staff_decision::Decision;
use entity::words::StaffRole;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Counts a day otherwise than it was announced.
    SetDay,
}

const WHY_NOT: &str = "只有县管理员能改工作日历。";

/// The one decision.
#[must_use]
pub fn decide(actor: &Actor, action: Action) -> Decision<'_> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match action {
        Action::SetDay if staff.is(StaffRole::CountyAdmin) => Decision::Allow(staff),
        Action::SetDay => Decision::Refuse(WHY_NOT),
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

    fn columns() -> [(&'static str, Actor); 7] {
        let (county_id, contact_id, purpose) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()), PhonePurpose::Track);
        [
            ("县管理员（只改本县的）", staff(Some(StaffRole::CountyAdmin))),
            ("纪检组织负责人", staff(Some(StaffRole::Head))),
            ("承办人", staff(Some(StaffRole::Handler))),
            ("没有角色的人", staff(None)),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "工作日历：谁能做什么（人人可看）\n".to_owned();
        for (who, actor) in columns() {
            let answer = match decide(&actor, Action::SetDay) {
                Decision::Allow(_) => "可以",
                Decision::Refuse(_) => "说明原因后拒绝",
                Decision::SignIn => "先登录",
            };
            let _ = write!(table, "\n{who}\n  定放假、上班的日子：{answer}\n");
        }
        policy_text::agree("calendar", &(table + &policy_text::interfaces([("定放假、上班的日子", "setCalendarDay")])));
    }
}
