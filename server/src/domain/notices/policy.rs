//! Who may do what with notices: everybody with his own, nobody with another's; the county's hours are its administrator's.

use crate::kernel::{Actor, StaffActor};
use entity::id::AccountId;
use entity::words::StaffRole;

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Reads an in-box.
    ReadInbox,
    /// Marks notices as read.
    MarkRead,
    /// Sees and sets the county's quiet hours.
    Settings,
}

/// What is answered.
#[derive(Debug)]
pub enum Decision<'a> {
    /// It may be done, by this member of the staff.
    Allow(&'a StaffActor),
    /// There is no such thing for this actor.
    Hide,
    /// Nobody is signed in.
    SignIn,
}

/// The one decision; `owner` is the account that the notices are for.
#[must_use]
pub fn decide(actor: &Actor, action: Action, owner: Option<AccountId>) -> Decision<'_> {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    match action {
        Action::ReadInbox | Action::MarkRead if owner.is_none_or(|owner| owner == staff.account_id) => Decision::Allow(staff),
        Action::Settings if staff.is(StaffRole::CountyAdmin) => Decision::Allow(staff),
        Action::ReadInbox | Action::MarkRead | Action::Settings => Decision::Hide,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, policy_text};
    use entity::id::{ContactId, CountyId, SessionId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    const OWNER: AccountId = AccountId(Uuid::from_u128(1));

    fn staff(account_id: AccountId, role: StaffRole) -> Actor {
        let (county_id, session_id) = (CountyId(Uuid::nil()), SessionId(Uuid::nil()));
        let roles = vec![HeldRole { role, unit_id: None, organ_id: None }];
        Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
    }

    fn columns() -> [(&'static str, Actor); 6] {
        let (county_id, contact_id) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()));
        let reporter = ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose: PhonePurpose::Track };
        [
            ("收件人本人", staff(OWNER, StaffRole::Handler)),
            ("其他工作人员", staff(AccountId(Uuid::from_u128(2)), StaffRole::Head)),
            ("县管理员", staff(AccountId(Uuid::from_u128(3)), StaffRole::CountyAdmin)),
            ("有手机码的群众", Actor::Reporter(reporter)),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "消息：谁能做什么（每人只有自己的收件箱；静默时段归县管理员）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name) in [(Action::ReadInbox, "看收件箱"), (Action::MarkRead, "标记已读"), (Action::Settings, "定静默时段")]
            {
                let answer = match decide(&actor, action, Some(OWNER)) {
                    Decision::Allow(_) => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Hide => "当作不存在",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree(
            "notices",
            &(table + &policy_text::interfaces([("标记已读", "markNoticesRead"), ("定静默时段", "quietHours、setQuietHours")])),
        );
    }
}
