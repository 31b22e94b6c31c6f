//! Who gives lists of subsidies, and who looks for those of a household.

use crate::domain::reporters::ReporterRefusal;
use crate::kernel::{Actor, ErrorCode, Failure, Outcome};
use entity::id::UnitId;
use entity::words::{PhonePurpose, StaffRole};

/// What can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// 录入补贴名单: say what was paid.
    List,
    /// 查自家的补贴.
    LookUp,
}

/// The answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// A phone proven for this is needed.
    CodeRequired,
    /// Somebody else does this.
    Refuse,
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::CodeRequired => Err(ReporterRefusal::CodeRequired.into()),
            Self::Refuse => Err(Failure::refuse(ErrorCode::Forbidden, "只有这个单位或者上级单位的公开发布人能录入补贴名单。")),
        }
    }
}

/// Decides. `chain` is the unit of a list and all above it.
#[must_use]
pub fn decide(actor: &Actor, action: Action, chain: &[UnitId]) -> Decision {
    match action {
        Action::LookUp if actor.reporter(PhonePurpose::Subsidies).is_some() => Decision::Allow,
        Action::LookUp => Decision::CodeRequired,
        Action::List => match actor.staff() {
            None => Decision::SignIn,
            Some(staff) => {
                let publishes =
                    |unit: &UnitId| staff.roles.iter().any(|held| held.role == StaffRole::Publisher && held.unit_id == Some(*unit));
                if chain.iter().any(publishes) { Decision::Allow } else { Decision::Refuse }
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, StaffActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, SessionId};
    use std::fmt::Write as _;
    use uuid::Uuid;

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn staff(role: StaffRole, unit_id: Option<UnitId>) -> Actor {
        Actor::Staff(StaffActor {
            county_id: CountyId(Uuid::nil()),
            account_id: AccountId(Uuid::nil()),
            session_id: SessionId(Uuid::nil()),
            name: String::new(),
            official_id: None,
            former: Vec::new(),
            roles: vec![HeldRole { role, unit_id, organ_id: None }],
        })
    }

    fn villager(purpose: PhonePurpose) -> Actor {
        let (county_id, contact_id) = (CountyId(Uuid::nil()), ContactId(Uuid::nil()));
        Actor::Reporter(ReporterActor { county_id, contact_id, phone_hash: Vec::new(), purpose })
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "我的村我的钱：谁能做什么（名字和证件号码只存带密钥的哈希）\n".to_owned();
        for (who, actor) in [
            ("本单位公开发布人", staff(StaffRole::Publisher, Some(unit(1)))),
            ("上级单位（乡镇）公开发布人", staff(StaffRole::Publisher, Some(unit(2)))),
            ("别的单位公开发布人", staff(StaffRole::Publisher, Some(unit(3)))),
            ("县管理员", staff(StaffRole::CountyAdmin, None)),
            ("纪检组织负责人", staff(StaffRole::Head, None)),
            ("有查补贴的手机码的群众", villager(PhonePurpose::Subsidies)),
            ("有别的手机码的群众", villager(PhonePurpose::Report)),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ] {
            let _ = write!(table, "\n{who}\n");
            for (action, name) in [(Action::List, "录入补贴名单"), (Action::LookUp, "查自家的补贴")] {
                let answer = match decide(&actor, action, &[unit(1), unit(2)]) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::CodeRequired => "先验证手机号",
                    Decision::Refuse => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("subsidies", &(table + &policy_text::interfaces([("录入补贴名单", ""), ("查自家的补贴", "lookUpSubsidies")])));
    }
}
