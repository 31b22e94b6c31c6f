//! Who may do what with units: their pages are for everybody, their posters and codes are not.

use crate::kernel::Actor;
use entity::id::CountyId;

/// What may be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Print a unit's poster, which makes its code if there is none yet.
    PrintPoster,
    /// Withdraw a code, and see which ones a unit was given.
    RevokeSticker,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It may be done.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// The thing is not for this actor to know.
    Hide,
}

impl Decision {
    /// Whether it may be done.
    #[must_use]
    pub fn is_allowed(self) -> bool {
        self == Self::Allow
    }
}

/// Posters are for everybody who has a role in the county; the operator's is none. Codes are withdrawn by the county's administrator.
#[must_use]
pub fn decide(actor: &Actor, action: Action, county: CountyId) -> Decision {
    use entity::words::StaffRole::{CountyAdmin, Operator};
    match actor {
        Actor::System => Decision::Allow,
        Actor::Staff(staff) if staff.county_id != county => Decision::Hide,
        Actor::Staff(staff) if staff.is(CountyAdmin) => Decision::Allow,
        Actor::Staff(staff) if action == Action::PrintPoster && staff.roles.iter().any(|held| held.role != Operator) => Decision::Allow,
        Actor::Staff(_) => Decision::Hide,
        Actor::Nobody | Actor::Client(_) | Actor::Reporter(_) => Decision::SignIn,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, SessionId};
    use entity::words::{PhonePurpose, StaffRole};
    use std::fmt::Write as _;
    use uuid::Uuid;

    fn county(number: u128) -> CountyId {
        CountyId(Uuid::from_u128(number))
    }

    fn staff(county_id: CountyId, role: Option<StaffRole>) -> Actor {
        Actor::Staff(StaffActor {
            county_id,
            account_id: AccountId(Uuid::nil()),
            session_id: SessionId(Uuid::nil()),
            name: String::new(),
            official_id: None,
            former: Vec::new(),
            roles: role.map(|role| HeldRole { role, unit_id: None, organ_id: None }).into_iter().collect(),
        })
    }

    fn columns() -> [(&'static str, Actor); 8] {
        let (contact_id, purpose) = (ContactId(Uuid::nil()), PhonePurpose::Report);
        [
            ("本县管理员", staff(county(1), Some(StaffRole::CountyAdmin))),
            ("本县其他工作人员", staff(county(1), Some(StaffRole::Publisher))),
            ("本县平台运维", staff(county(1), Some(StaffRole::Operator))),
            ("本县没有角色的人", staff(county(1), None)),
            ("外县管理员", staff(county(2), Some(StaffRole::CountyAdmin))),
            ("有手机码的群众", Actor::Reporter(ReporterActor { county_id: county(1), contact_id, phone_hash: Vec::new(), purpose })),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "单位、海报和二维码：谁能做什么（单位页面人人可看）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name) in [(Action::PrintPoster, "打印海报"), (Action::RevokeSticker, "作废编码")] {
                let answer = match decide(&actor, action, county(1)) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Hide => "当作不存在",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("directory", &(table + &policy_text::interfaces([("作废编码", "revokeSticker、unitStickers")])));
    }
}
