//! Who may stop a power, answer for it, let it go on. What halts say is public, so nobody of the county is sent away as if
//! there were none; whether a case stands behind one is for the policy of `cases` to say.

use super::refusal::HaltRefusal;
use super::rules::answering_units;
use crate::kernel::{Actor, Failure, Outcome, StaffActor};
use entity::id::{OrganId, UnitId};
use entity::words::StaffRole;

/// Everything that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// 叫停.
    Order,
    /// 整改答复.
    Answer,
    /// 恢复.
    Resume,
    /// The list of one's own.
    ReadList,
}

/// What the answer depends on besides the actor.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The unit whose power it is.
    pub unit: UnitId,
    /// Organs that cover the unit, the commission among them; needed for [`Action::Order`].
    pub covering: Vec<OrganId>,
    /// Who ordered it; needed for [`Action::Resume`].
    pub ordering: Option<OrganId>,
    /// The county commission.
    pub commission: Option<OrganId>,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Go on.
    Allow,
    /// Nobody is signed in.
    SignIn,
    /// Say why not.
    Refuse(HaltRefusal),
}

impl Decision {
    /// # Errors
    /// Whatever is not allowed.
    pub fn check(self) -> Outcome<()> {
        match self {
            Self::Allow => Ok(()),
            Self::SignIn => Err(Failure::SignInNeeded),
            Self::Refuse(why) => Err(why.into()),
        }
    }
}

/// Decides. The list needs no facts: it holds what the actor may answer or end.
#[must_use]
pub fn decide(actor: &Actor, action: Action, facts: Option<&Facts>) -> Decision {
    let Some(staff) = actor.staff() else { return Decision::SignIn };
    let (may, otherwise) = match action {
        Action::Order => (facts.is_some_and(|facts| orders_as(staff, facts).is_some()), HaltRefusal::NotOverUnit),
        Action::Answer => (facts.is_some_and(|facts| answering_units(staff).any(|unit| unit == facts.unit)), HaltRefusal::NotOfUnit),
        Action::Resume => (facts.is_some_and(|facts| resumes_as(staff, facts).is_some()), HaltRefusal::NotOrdering),
        Action::ReadList => (staff.is(StaffRole::Head) || answering_units(staff).next().is_some(), HaltRefusal::NoPart),
    };
    if may { Decision::Allow } else { Decision::Refuse(otherwise) }
}

/// The organ in whose name the actor stops a power: the nearest that he heads.
#[must_use]
pub fn orders_as(staff: &StaffActor, facts: &Facts) -> Option<OrganId> {
    facts.covering.iter().copied().find(|organ| staff.is_in(StaffRole::Head, *organ))
}

/// The organ in whose name the actor lets a power go on: the one that stopped it before the commission.
#[must_use]
pub fn resumes_as(staff: &StaffActor, facts: &Facts) -> Option<OrganId> {
    facts.ordering.into_iter().chain(facts.commission).find(|organ| staff.is_in(StaffRole::Head, *organ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{HeldRole, ReporterActor, policy_text};
    use entity::id::{AccountId, ContactId, CountyId, SessionId};
    use entity::words::PhonePurpose;
    use std::fmt::Write as _;
    use uuid::Uuid;

    /// Each with its name and the root fields that ask for it.
    const ACTIONS: [(Action, &str, &str); 4] = [
        (Action::Order, "叫停", "haltPower"),
        (Action::Answer, "整改答复", "answerHalt"),
        (Action::Resume, "恢复", "resumePower"),
        (Action::ReadList, "看自己的叫停列表", "halts"),
    ];

    const fn organ(n: u128) -> OrganId {
        OrganId(Uuid::from_u128(n))
    }

    const fn unit(n: u128) -> UnitId {
        UnitId(Uuid::from_u128(n))
    }

    fn staff(role: StaffRole, unit_id: Option<UnitId>, organ_id: Option<OrganId>) -> Actor {
        let (county_id, account_id, session_id) = (CountyId(Uuid::nil()), AccountId(Uuid::nil()), SessionId(Uuid::nil()));
        let roles = vec![HeldRole { role, unit_id, organ_id }];
        Actor::Staff(StaffActor { county_id, account_id, session_id, name: String::new(), official_id: None, former: Vec::new(), roles })
    }

    /// A village's power, stopped by its town's committee, which covers it; so does a dispatched committee.
    fn facts() -> Facts {
        Facts { unit: unit(1), covering: vec![organ(1), organ(2), organ(9)], ordering: Some(organ(1)), commission: Some(organ(9)) }
    }

    fn columns() -> Vec<(&'static str, Actor)> {
        let of_organ = |role, n| staff(role, None, Some(organ(n)));
        let of_unit = |role, n| staff(role, Some(unit(n)), None);
        let (contact_id, purpose) = (ContactId(Uuid::nil()), PhonePurpose::Track);
        vec![
            ("下令叫停的组织的负责人", of_organ(StaffRole::Head, 1)),
            ("也管这个单位的另一组织的负责人", of_organ(StaffRole::Head, 2)),
            ("县纪委监委负责人", of_organ(StaffRole::Head, 9)),
            ("不管这个单位的组织的负责人", of_organ(StaffRole::Head, 7)),
            ("下令叫停的组织的承办人", of_organ(StaffRole::Handler, 1)),
            ("启封人", of_organ(StaffRole::Custodian, 1)),
            ("本单位公开发布人", of_unit(StaffRole::Publisher, 1)),
            ("本单位公开审核人", of_unit(StaffRole::Reviewer, 1)),
            ("别的单位公开发布人", of_unit(StaffRole::Publisher, 2)),
            ("县管理员", staff(StaffRole::CountyAdmin, None, None)),
            ("审计员", staff(StaffRole::Auditor, None, None)),
            ("干部本人", staff(StaffRole::Official, None, None)),
            (
                "有手机码的群众",
                Actor::Reporter(ReporterActor { county_id: CountyId(Uuid::nil()), contact_id, phone_hash: Vec::new(), purpose }),
            ),
            ("没有登录的人", Actor::Nobody),
            ("平台本身", Actor::System),
        ]
    }

    #[test]
    fn the_table_is_as_written() {
        let mut table = "叫停：谁能做什么（叫停的内容人人可看；关联的办理件只给能看那一件的人，见 cases）\n".to_owned();
        for (who, actor) in columns() {
            let _ = write!(table, "\n{who}\n");
            for (action, name, _) in ACTIONS {
                let answer = match decide(&actor, action, Some(&facts())) {
                    Decision::Allow => "可以",
                    Decision::SignIn => "先登录",
                    Decision::Refuse(_) => "说明原因后拒绝",
                };
                let _ = writeln!(table, "  {name}：{answer}");
            }
        }
        policy_text::agree("halts", &(table + &policy_text::interfaces(ACTIONS.map(|(_, name, fields)| (name, fields)))));
    }

    #[test]
    fn an_order_is_given_in_the_name_of_the_nearest_organ() {
        let roles = [9, 1].map(|n| HeldRole { role: StaffRole::Head, unit_id: None, organ_id: Some(organ(n)) });
        let Actor::Staff(mut head) = staff(StaffRole::Head, None, Some(organ(9))) else { panic!("a member of the staff") };
        assert_eq!((orders_as(&head, &facts()), resumes_as(&head, &facts())), (Some(organ(9)), Some(organ(9))));
        head.roles = roles.to_vec();
        assert_eq!((orders_as(&head, &facts()), resumes_as(&head, &facts())), (Some(organ(1)), Some(organ(1))));
    }
}
